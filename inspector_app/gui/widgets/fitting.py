"""Room for what is larger than its window: scroll bars come where something would be cut, and never before."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QLabel, QScrollArea, QStackedWidget, QWidget

from inspector_app.gui.look.measures import FRAME
from inspector_app.gui.theme import BUTTON_HEIGHT, GRID, breadth, measure
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
        """One more, after the others; words stand on the line of the buttons."""
        if isinstance(act, QLabel):
            measure(act, least_height=BUTTON_HEIGHT)
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


class FittingArea(QScrollArea):
    """Its content as large as its place, or as small as it can be, and then scrolled; it asks for all of it."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = content
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        content = self.content
        wanted = content.sizeHint().expandedTo(content.minimumSizeHint())
        if content.hasHeightForWidth():
            wanted.setHeight(max(content.heightForWidth(max(wanted.width(), self.width())), wanted.height()))
        return wanted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and watched is self.content:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def fit_to_screen(dialog: QDialog) -> None:
    """As large as its content asks for, and no larger than the screen: the rest is scrolled."""
    for area in dialog.findChildren(FittingArea):
        inside = area.content.layout()
        if inside is not None:
            inside.activate()  # only now it is known how large its words are
        area.updateGeometry()
    room = dialog.screen().availableGeometry().size() - QSize(*FRAME)
    wanted = dialog.sizeHint().expandedTo(dialog.size())
    dialog.setMinimumSize(dialog.minimumSize().boundedTo(room))
    dialog.resize(wanted.boundedTo(room))


def fitting(content: QWidget) -> FittingArea:
    """`content` with scroll bars where its place is too small for it."""
    return FittingArea(content)
