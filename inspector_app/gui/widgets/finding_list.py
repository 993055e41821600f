"""A list of shortcomings or recommendations under headings that cannot be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from inspector_app.gui.theme import GRID

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `key` None makes it a heading."""

    key: str | None
    text: str
    below: str = ""
    """Said in a second line: what is still missing, or by when."""


class GroupedList(QListWidget):
    """Shows Lines; `chosen` carries the key of the line the person is at."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._lines: tuple[Line, ...] = ()
        self.currentItemChanged.connect(self._tell)

    @property
    def key(self) -> str | None:
        row = self.currentRow()
        return self._lines[row].key if 0 <= row < len(self._lines) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; the chosen one stays chosen, else the first that can be is."""
        if tuple(lines) == self._lines:
            return
        key = self.key
        row = self.currentRow()
        same_keys = [line.key for line in lines] == [line.key for line in self._lines]
        self._lines = tuple(lines)
        self.blockSignals(True)
        if same_keys:
            for place, line in enumerate(lines):
                self._fill(self.item(place), line)
        else:
            self.clear()
            for line in lines:
                item = QListWidgetItem()
                self._fill(item, line)
                self.addItem(item)
            if key is None or not self._set(key):
                self._nearest(row)
        self._fit()
        self.blockSignals(False)
        if self.key is not None and self.key != key:
            self.chosen.emit(self.key)

    def choose(self, key: str) -> bool:
        """Choose a line; False where there is none of this key."""
        return self._set(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _set(self, key: str) -> bool:
        for row, line in enumerate(self._lines):
            if line.key == key:
                self.setCurrentRow(row)
                return True
        return False

    def _nearest(self, row: int) -> None:
        rows = [place for place, line in enumerate(self._lines) if line.key is not None]
        if rows and row <= 0:
            # Scrolling to the first line would push its heading out of sight.
            self.setAutoScroll(False)
            self.setCurrentRow(rows[0])
            self.setAutoScroll(True)
        elif rows:
            self.setCurrentRow(min(rows, key=lambda place: abs(place - max(row, 0))))

    def _fill(self, item: QListWidgetItem, line: Line) -> None:
        item.setText(f"{line.text}\n{line.below}" if line.below else line.text)
        item.setData(_KEY, line.key)
        if line.key is None:
            font = QFont(self.font())
            font.setBold(True)
            item.setFont(font)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setForeground(self.palette().text())
        else:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)

    def _fit(self) -> None:
        """Heights of wrapped lines: Qt's own hint takes the list's width of an earlier time."""
        room = self.viewport().width() - 2 * self.spacing() - GRID
        for row in range(self.count()):
            item = self.item(row)
            metrics = QFontMetrics(item.font()) if item.data(_KEY) is None else self.fontMetrics()
            box = metrics.boundingRect(
                0, 0, max(10 * GRID, room), 10_000, int(Qt.TextFlag.TextWordWrap), item.text()
            )
            item.setSizeHint(QSize(0, box.height() + GRID + GRID // 2))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_KEY) is not None:
            self.chosen.emit(item.data(_KEY))
