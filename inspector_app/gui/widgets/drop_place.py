"""A part of the window that takes files: while they are dragged over it, a frame says what will become of them."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.carried import Carried, carried_by


class DropPlace(QFrame):
    """Whoever inherits says whether it wants what is carried, and with which words."""

    dropped = Signal(object)
    """Carried"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: DropFrame | None = None
        self.setAcceptDrops(True)

    def invitation(self, carried: Carried) -> tuple[bool, str] | None:
        """Whether it may be dropped here, and what will become of it or why not; None says nothing at all."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        carried = carried_by(event.mimeData())
        invited = self.invitation(carried) if carried is not None and carried.count else None
        if invited is None:
            event.ignore()
            return
        welcome, said = invited
        self._show(said, welcome)
        self._offer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._offer(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        frame, carried = self._frame, carried_by(event.mimeData())
        self._hide()
        if frame is None or not frame.welcome or carried is None:
            event.ignore()
            return
        # The file stays where it is: a source that is told "moved" would delete it.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(carried)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frame is not None:
            self._frame.setGeometry(self._in_sight())

    @property
    def drop_frame(self) -> "DropFrame | None":
        """What is shown while something is over this place."""
        return self._frame

    def _offer(self, event: QDropEvent) -> None:
        """Taken as seen also where it is refused: the words stay readable, and nothing below takes it as text."""
        welcome = self._frame is not None and self._frame.welcome
        event.setDropAction(Qt.DropAction.CopyAction if welcome else Qt.DropAction.IgnoreAction)
        event.accept()

    def _show(self, said: str, welcome: bool) -> None:
        self._hide()
        self._frame = DropFrame(said, welcome, self)
        self._frame.setGeometry(self._in_sight())
        self._frame.show()
        self._frame.raise_()

    def _in_sight(self) -> QRect:
        """What of it is on the screen: the words must be."""
        seen = self.visibleRegion().boundingRect()
        return self.rect() if seen.isEmpty() else seen

    def _hide(self) -> None:
        if self._frame is not None:
            self._frame.hide()
            self._frame.deleteLater()
            self._frame = None


class DropFrame(QFrame):
    """Lies over the place; the pointer goes through it."""

    def __init__(self, said: str, welcome: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.welcome = welcome
        role(self, "drop" if welcome else "no-drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAcceptDrops(False)
        self.said = QLabel(said, self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.addWidget(self.said)
