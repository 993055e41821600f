"""Pictures of every page of a visit, taken without a screen: for looking at, and for `demo`.

It drives the real window on a real data folder and changes nothing in it but the settings.
"""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from inspector_app.actions.visits import listing
from inspector_app.actions.workspace import open_workspace
from inspector_app.clock import Clock
from inspector_app.gui import theme
from inspector_app.gui.window import MainWindow
from inspector_app.i18n import Language

SIZE = (1366, 768)
"""The screen of the laptops that the teams have."""

STEPS = ("preparation", "checking", "findings", "minutes", "signing", "sending")
MOMENT_MS = 300
DRAWN_LATER_MS = 900
"""The preview asks for its pages only when it knows how many there are and which are in sight."""
LOADING_MS = 60_000
"""Longest wait for what a page draws in a task."""


def take(
    folder: Path,
    workspace_folder: Path,
    language: Language = "vi",
    *,
    size: tuple[int, int] = SIZE,
    clock: Clock | None = None,
) -> list[Path]:
    """A PNG of the start, of each step of each visit, and of the office page; returns them in that order."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    theme.apply(application)
    # A pointer over a button would light it up.
    QCursor.setPos(QPoint(-1, -1))
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    with open_workspace(workspace_folder, clock) as workspace:
        window = MainWindow(workspace, language)
        window.resize(*size)
        window.show()

        def grab(name: str) -> None:
            _settle(window, DRAWN_LATER_MS if name.endswith("minutes") else MOMENT_MS)
            path = folder / f"{len(taken):02d}-{name}.png"
            window.grab().save(str(path))
            taken.append(path)

        window.context.open(None)
        grab("visits")
        for visit in listing(workspace):
            window.context.open(visit.id)
            for step, name in enumerate(STEPS, 1):
                window.shell.show_step(step)
                grab(f"{visit.id.removeprefix('sample-')}-{name}")
        window.shell.show_office()
        grab("office")
        window.close()
        window.deleteLater()
    return taken


def _settle(window: MainWindow, moment: int) -> None:
    """Wait until timers of a moment (milliseconds) have run and no task is at work."""
    loop = QEventLoop()
    pause = QTimer(interval=moment)
    limit = QTimer(singleShot=True, interval=LOADING_MS)

    def look() -> None:
        if not window.context.tasks.running:
            loop.quit()

    pause.timeout.connect(look)
    limit.timeout.connect(loop.quit)
    pause.start()
    limit.start()
    loop.exec()
