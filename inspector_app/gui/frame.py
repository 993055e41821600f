"""The window before there is anything in it: its place, its name, and the grounds on which everything will stand.

It is on the screen before the rest is even loaded, so it may use no name of `Qt.` (making those takes as long as all
of this), no style sheet and no action.
"""

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from inspector_app.errors import N_
from inspector_app.gui.habits import Habits
from inspector_app.gui.look.measures import (
    BODY_POINTS,
    FRAME,
    LIST_FOLDS_BELOW,
    MINIMUM_SIZE,
    RAIL_WIDTH,
    STANDARD_SIZE,
    STATUS_HEIGHT,
    VISITS_WIDTH,
)
from inspector_app.gui.look.schemes import SCHEMES, Ink, SchemeName
from inspector_app.gui.placement import decoded, within
from inspector_app.i18n import Language, translator
from inspector_app.settings import Settings

PROGRAM_NAME = N_("Inspection on site")


class FramedWindow(QMainWindow):
    """A window that can be shown at once."""

    painted = Signal()
    """Its grounds are on the screen for the first time."""

    def __init__(self, folder: Path, language: Language | None = None) -> None:
        super().__init__()
        self.habits = Habits(folder, self)
        if language is not None:
            self.habits.change(language=language)
        self.setMinimumSize(*MINIMUM_SIZE)
        self.resize(*STANDARD_SIZE)
        if (geometry := decoded(self.settings.window_geometry)) is not None and self.restoreGeometry(
            geometry
        ):
            self._stay_in_sight()

    @property
    def settings(self) -> Settings:
        return self.habits.settings

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button one stands at; Qt itself does that in dialogs only."""
        focused = self.focusWidget()
        if event.text() == "\r" and not event.isAutoRepeat() and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _stay_in_sight(self) -> None:
        """The monitor on which the window stood may be gone."""
        if not self.isMaximized() and not self.isFullScreen():
            main = QApplication.primaryScreen()
            others = [own for own in QApplication.screens() if own is not main]
            self.setGeometry(within(self.geometry(), [own.availableGeometry() for own in (main, *others)]))

    def lay_grounds(self) -> None:
        """Show the name and the grounds until the window is furnished."""
        self.setWindowTitle(translator(self.settings.language)(PROGRAM_NAME))
        self.setCentralWidget(_Grounds(self))

    def present(self) -> None:
        """Show the window: where it was last, else at its usual size, or filling a screen that is too small."""
        room = self.screen().availableGeometry().size() - QSize(*FRAME)
        usual = QSize(*STANDARD_SIZE)
        if self.settings.window_geometry is None and usual.boundedTo(room) != usual:
            self.showMaximized()
        else:
            self.show()

    def bring_to_front(self) -> None:
        """Show the window above the others, as when the program is started a second time."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()


class _Grounds(QWidget):
    """The grounds of the rail, the list of visits, the page and the line at the bottom, where these will stand.

    Palettes alone: to fill a rectangle by hand Qt's names would have to be made.
    """

    def __init__(self, window: FramedWindow) -> None:
        super().__init__(window)
        self._window = window
        self._told = False
        settings = window.settings
        dark = QApplication.palette().window().color().lightness() < 128
        self._colours = SCHEMES[_scheme(settings, dark=dark)]
        points = max(QApplication.font().pointSizeF(), BODY_POINTS) * settings.text_size / 100
        self._scale = points / BODY_POINTS
        # A visit that is opened again folds the list away in a narrow window: it is not shown for that moment.
        self._list_wanted = settings.last_visit is None
        _fill(self, self._colours["GROUND"])
        self._rail, self._visits, self._foot = (self._ground(name) for name in ("RAIL", "PAPER", "PAPER"))
        self._edge, self._line = self._ground("LINE"), self._ground("LINE")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002 - Qt's signature
        width, height = self.width(), self.height()
        # Widths grow half as fast as the text, as in the theme.
        rail, visits, folds = (
            round(own * (1 + self._scale) / 2) for own in (RAIL_WIDTH, VISITS_WIDTH, LIST_FOLDS_BELOW)
        )
        foot = round(STATUS_HEIGHT * self._scale)
        self._rail.setGeometry(0, 0, rail, height - foot)
        self._visits.setGeometry(rail, 0, visits, height - foot)
        self._edge.setGeometry(rail + visits - 1, 0, 1, height - foot)
        self._foot.setGeometry(0, height - foot, width, foot)
        self._line.setGeometry(0, height - foot, width, 1)
        for own in (self._visits, self._edge):
            own.setVisible(self._list_wanted or width >= folds)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self._window.painted.emit)

    def _ground(self, name: Ink) -> QWidget:
        return _fill(QWidget(self), self._colours[name])


def _fill(widget: QWidget, colour: str) -> QWidget:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colour))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
    return widget


def _scheme(settings: Settings, *, dark: bool) -> SchemeName:
    """As the theme will choose, but for a system's own wish for high contrast, which takes the long way to ask."""
    if settings.appearance in ("light", "dark"):
        return settings.appearance
    if settings.appearance == "contrast":
        return "contrast-dark" if dark else "contrast"
    return "dark" if dark else "light"
