"""A titled part of a form: labels above their entries, in a grid that wraps long Vietnamese words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector_app.gui.theme import GRID, READING_WIDTH, measure, role
from inspector_app.gui.widgets import plain
from inspector_app.gui.widgets.entries import LineEntry

words = plain.words


def beside(*parts: QWidget | QLayout | None, stretch: int | None = None) -> QHBoxLayout:
    """The parts in one row; None takes what room is left, else the part number `stretch` does."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    for place, part in enumerate(parts):
        if part is None:
            row.addStretch(1)
        elif isinstance(part, QWidget):
            row.addWidget(part, int(place == stretch))
        else:
            row.addLayout(part, int(place == stretch))
    return row


def discard(*widgets: QWidget | None) -> None:
    """Take widgets off the screen now; Qt deletes them when it is idle."""
    for widget in widgets:
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def empty_out(layout: QLayout) -> None:
    """Discard everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        discard(item.widget())


class Section(QFrame):
    """A card with a title; `add` puts a labelled entry into its grid."""

    def __init__(self, title: str, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role(self, "card")
        self.setAccessibleName(title)
        self._columns = columns
        self._place = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        self.heading = role(words(title, self), "heading")
        self.heading.setVisible(bool(title))
        column.addWidget(self.heading)
        self._grid = QGridLayout()
        column.addLayout(self._grid)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        for index in range(columns):
            self._grid.setColumnStretch(index, 1)

    def add(
        self,
        label: str,
        entry: QWidget,
        span: int = 1,
        fault: str | None = None,
        helper: QWidget | None = None,
    ) -> QLabel:
        """A label with `entry` below it, over `span` columns; `fault` is shown while a LineEntry is faulty,
        `helper` stands at the right of the label."""
        row, column = self._next(span)
        name = role(QLabel(label, self), "label")
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        name.setBuddy(entry)
        name.setContentsMargins(0, GRID // 2 if self._place > span else 0, 0, 0)
        entry.setAccessibleName(label)
        if helper is None:
            self._grid.addWidget(name, row, column, 1, span, Qt.AlignmentFlag.AlignBottom)
        else:
            self._grid.addLayout(beside(name, helper, stretch=0), row, column, 1, span)
        self._grid.addWidget(entry, row + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
        if fault is not None and isinstance(entry, LineEntry):
            message = words(fault, self)
            role(message, "error")
            message.hide()
            entry.faulty.connect(message.setVisible)
            self._grid.addWidget(message, row + 2, column, 1, span)
        return name

    def add_wide(self, content: QWidget | QLayout) -> None:
        """Something over the whole width."""
        row, column = self._next(self._columns)
        if not isinstance(content, QWidget):  # a bare layout with everything in it hidden narrows the column
            holder = QWidget(self)
            holder.setLayout(content)
            content = holder
        self._grid.addWidget(content, row, column, 1, self._columns)

    def _next(self, span: int) -> tuple[int, int]:
        row, column = divmod(self._place, self._columns)
        if column + span > self._columns:
            self._place += self._columns - column
            row, column = divmod(self._place, self._columns)
        self._place += span
        return row * 3, column


def scrolled(*parts: QWidget) -> QScrollArea:
    """The parts below one another, scrolled; no wider than a line can be read."""
    inside = QWidget()
    body = measure(QWidget(inside), most_width=READING_WIDTH)
    middle = QHBoxLayout(inside)
    middle.setContentsMargins(0, 0, 0, 0)
    middle.addWidget(body)
    column = QVBoxLayout(body)
    column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    column.setSpacing(2 * GRID)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
