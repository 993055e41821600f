"""The head of an open visit: what is inspected, whole, and the six steps beside it, or below it where room is short."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from inspector_app.gui.theme import GRID, em, role
from inspector_app.gui.widgets.plain import words
from inspector_app.gui.widgets.step_bar import StepBar
from inspector_app.i18n import Translate

LEAST_TITLE = 28 * GRID
"""Narrower than this a title in two lines is hard to read."""


class VisitHeader(QFrame):
    """A long name wraps; it is never cut."""

    def __init__(self, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role(self, "header")
        self.title = role(words(parent=self), "heading")
        self.steps = StepBar(translate, self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(2 * GRID, 0, GRID, 0)
        self._row.addWidget(self.title, 1)
        self._row.addWidget(self.steps)
        self._arrange()

    def show_title(self, title: str) -> None:
        """Name what is open."""
        self.title.setText(title)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.steps.minimumSizeHint().width() + 3 * GRID, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        """Beside one another while the title needs no more than two lines there."""
        room = self.width() - 5 * GRID
        beside = room - min(self.steps.sizeHint().width(), max(room - em(LEAST_TITLE), 0))
        two_lines = QFontMetrics(self.title.font()).lineSpacing() * 2
        fits = (
            room - self.steps.minimumSizeHint().width() >= em(LEAST_TITLE)
            and self.title.heightForWidth(beside) <= two_lines + GRID
        )
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(2 * GRID if fits else 0)
        self._row.setContentsMargins(2 * GRID, 0 if fits else GRID, GRID, 0)
        self._row.setAlignment(self.steps, Qt.AlignmentFlag.AlignRight if fits else Qt.AlignmentFlag(0))
