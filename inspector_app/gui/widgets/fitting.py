"""Room for what is larger than its window: scroll bars come where something would be cut, and never before."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QWidget

from inspector_app.gui.theme import GRID, breadth
from inspector_app.gui.widgets.flow import FlowLayout


class FittingPages(QStackedWidget):
    """Pages of which only the one that is shown asks for room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _page: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize()

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        return layout is not None and layout.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        if layout is None:
            return -1
        return max(layout.minimumHeightForWidth(width), page.minimumHeight() if page is not None else 0)


class TurningRow(QWidget):
    """Something wide with its acts at the right, or below it where both would be too narrow."""

    def __init__(self, main: QWidget, least_main: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._main = main
        self._least_main = least_main
        self._acts = QWidget(self)
        self._flow = FlowLayout(self._acts, GRID)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID)
        self._row.addWidget(main, 1)
        self._row.addWidget(self._acts)

    def add_act(self, act: QWidget) -> None:
        """One more, after the others."""
        self._flow.addWidget(act)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        shown = [act for act in self._acts.children() if isinstance(act, QWidget) and not act.isHidden()]
        wanted = sum(act.sizeHint().width() + GRID for act in shown)
        fits = self.width() - wanted >= breadth(self._least_main)
        self._acts.setMinimumWidth(wanted if fits else 0)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._row.setAlignment(self._acts, Qt.AlignmentFlag.AlignVCenter if fits else Qt.AlignmentFlag(0))


def fitting(content: QWidget) -> QScrollArea:
    """`content` as large as its place, or as small as it can be, and then scrolled."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
