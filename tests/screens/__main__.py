"""`python -m tests.screens FOLDER`: a picture of every page, dialog and state; each page also in the other language,
schemes and sizes. Names of scenes may follow, to draw these alone.
"""

import gc
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor

from tests.screens.scenes import SCENES, Scene
from tests.screens.stage import Look, Stage, application

STANDARD = Look()
OTHERS = {
    "en": Look(language="en"),
    "dark": Look(appearance="dark"),
    "contrast": Look(appearance="contrast"),
    "text-200": Look(text_size=200),
    "smallest": Look(size=(1024, 560)),
    "wide": Look(size=(1920, 1040)),
}
"""How each page is drawn besides."""


def main() -> None:
    folder, wanted = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    running = application()
    # A pointer over a button would light it up.
    QCursor.setPos(QPoint(-1, -1))
    with TemporaryDirectory() as root:
        for scene in SCENES.values():
            if wanted and scene.name not in wanted:
                continue
            draw(Path(root), folder, scene, STANDARD, "")
            for name, look in OTHERS.items() if scene.page else ():
                draw(Path(root), folder, scene, look, f"--{name}")
    gc.collect()  # widgets in circles must not outlive the application
    running.quit()


def draw(root: Path, folder: Path, scene: Scene, look: Look, suffix: str) -> None:
    stage = Stage(root, look)
    try:
        scene.make(stage).grab().save(str(folder / f"{scene.name}{suffix}.png"))
    finally:
        stage.close()


if __name__ == "__main__":
    main()
