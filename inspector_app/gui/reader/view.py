"""The list of paragraphs that is read down: the current one in the middle, a long one scrolled before it is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from inspector_app.gui.reader.delegate import ParagraphDelegate
from inspector_app.gui.reader.paragraphs import Index, ParagraphsModel

PAGE = 0.8
"""Of the height that is seen, how far a long paragraph is scrolled at once."""


class ParagraphsView(QListView):
    """Where the reading stands is its current index. Keys are the window's commands; letters mean nothing to it."""

    moved = Signal(int)
    """row of the paragraph that is read now"""
    zoomed = Signal(int)
    """1 larger, -1 smaller"""

    def __init__(self, model: ParagraphsModel, points: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._paragraphs = model
        self.setModel(model)
        self.delegate = ParagraphDelegate(self, points)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)

    @property
    def row(self) -> int:
        """Of the paragraph that is read; -1 where there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Read this one now."""
        self.setCurrentIndex(self._paragraphs.index(row))
        self.settle()

    def go_on(self) -> bool:
        """Further down in a long paragraph, else the next one; False after the last."""
        bar, box = self.verticalScrollBar(), self.visualRect(self.currentIndex())
        below = box.bottom() - self.viewport().height()
        if below > 0:
            bar.setValue(bar.value() + min(below + self.delegate.points, self._page()))
            return True
        following = self._paragraphs.nearest(self.row + 1, 1)
        if following is None:
            return False
        self.go_to(following)
        return True

    def go_back(self) -> None:
        """Further up in a long paragraph, else the one before."""
        bar, box = self.verticalScrollBar(), self.visualRect(self.currentIndex())
        if box.top() < 0:
            bar.setValue(bar.value() + max(box.top(), -self._page()))
            return
        before = self._paragraphs.nearest(self.row - 1, -1)
        if before is not None:
            self.go_to(before)

    def settle(self) -> None:
        """Bring the current paragraph into the middle; one that is too long from its beginning."""
        index = self.currentIndex()
        if not index.isValid():
            return
        self.executeDelayedItemsLayout()
        tall = self.visualRect(index).height() > self.viewport().height()
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.PositionAtTop if tall else hint.PositionAtCenter)
        self.viewport().update()

    def set_points(self, points: int) -> None:
        """Another size of text; what is read stays in sight."""
        self.delegate.points = points
        self.delegate.forget()
        self.settle()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.moved.emit(current.row())

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the Vietnamese keyboard."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming back from a panel moves nothing."""
        current = self.currentIndex()
        super().focusInEvent(event)
        if current.isValid():
            self.setCurrentIndex(current)

    def _page(self) -> int:
        return round(self.viewport().height() * PAGE)
