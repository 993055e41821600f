"""`make pictures`: the pictures of the help, from the scenes of the window, in both languages and as small as can
be read: half the size at most, few colours.
"""

import gc
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtCore import QBuffer, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from tests.screens.scenes import SCENES
from tests.screens.stage import Look, Stage, application

FOLDER = Path(__file__).parents[2] / "resources" / "help" / "pictures"
SCENES_OF = {
    "start": "start-nothing",
    "prepare": "preparation-ticked",
    "check": "item-25a",
    "table": "table",
    "files": "files",
    "findings": "findings-ticked",
    "minutes": "minutes-signed",
    "reader": "reader",
    "send": "sending-signed",
    "points": "dialog-points",
    "office": "office-tab-1",
    "settings": "settings",
}
"""Picture by picture, the scene that it shows."""
WIDTH = 1000
MOST_BYTES = 60_000
COLOURS = (64, 32, 16)


def main() -> None:
    running = application()
    QCursor.setPos(QPoint(-1, -1))
    with TemporaryDirectory() as root:
        for language in ("vi", "en"):
            for name, scene in SCENES_OF.items():
                stage = Stage(Path(root), Look(language=language))
                try:
                    content = reduced(SCENES[scene].make(stage))
                finally:
                    stage.close()
                target = FOLDER / language / f"{name}.png"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
    gc.collect()
    running.quit()


def reduced(shown: QWidget) -> bytes:
    """A PNG of what is shown, of `WIDTH` pixels at most and never above `MOST_BYTES`."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    shown.grab().save(buffer, "PNG")
    picture = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    width = WIDTH
    while True:
        small = picture.resize(
            (min(width, picture.width), round(picture.height * min(width, picture.width) / picture.width)),
            Image.Resampling.LANCZOS,
        )
        for colours in COLOURS:
            out = io.BytesIO()
            small.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
            if out.tell() <= MOST_BYTES:
                return out.getvalue()
        width = round(width * 0.9)


if __name__ == "__main__":
    main()
