"""On which screen the text is shown: the chosen one, else another than the window's own, else that."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def chosen(names: Sequence[str], wanted: str | None, own: str) -> str:
    """The name of the screen to fill: `wanted` where it is plugged in; a second screen is taken for the projector."""
    if wanted in names and wanted is not None:
        return wanted
    return next((name for name in names if name != own), own)


def following(names: Sequence[str], current: str) -> str:
    """The screen after this one, going round."""
    place = list(names).index(current) if current in names else -1
    return names[(place + 1) % len(names)]


def named(name: str) -> QScreen:
    """A screen by its name; the first one where it was unplugged meanwhile."""
    screens = QGuiApplication.screens()
    return next((screen for screen in screens if screen.name() == name), screens[0])


def fill(window: QWidget, screen: QScreen) -> None:
    """Cover the whole of a screen."""
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.showFullScreen()
