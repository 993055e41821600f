"""A plain table of lines: wrapped text, searched without marks, one line chosen; it knows what stands behind each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from inspector_app.checklist.folding import fold
from inspector_app.gui.delegates.wrapped_cell import WrappedCellDelegate
from inspector_app.gui.widgets.column_widths import LEAST_MAIN, SharedWidths

_DISPLAY = Qt.ItemDataRole.DisplayRole
_HINT = Qt.ItemDataRole.ToolTipRole
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and the wished width in pixels; 0, of one column, takes what room is left."""

    heading: str
    width: int = 0


class _LinesModel(QAbstractTableModel):
    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.lines: list[tuple[tuple[str, ...], Any]] = []

    def show(self, lines: list[tuple[tuple[str, ...], Any]]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> object:
        if role in (_DISPLAY, _HINT) and index.isValid():
            return self.lines[index.row()][0][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation is Qt.Orientation.Horizontal:
            return self._columns[section].heading
        return None


class LinesTable(QTableView):
    """Lines of text with a value behind each; `key` tells two values apart over a refresh."""

    line_opened = Signal(object)
    """The value of a line that was double-clicked or entered."""
    line_chosen = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        key: Callable[[Any], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._all: list[tuple[tuple[str, ...], Any]] = []
        self._wanted = ""
        self._model = _LinesModel(columns, self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setItemDelegate(WrappedCellDelegate(self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        main = next(place for place, column in enumerate(columns) if not column.width)
        wished = {place: column.width for place, column in enumerate(columns) if column.width}
        wide = [place for place, column in enumerate(columns) if not column.width]
        self._widths = SharedWidths(self, main, wished, LEAST_MAIN * len(wide))
        for place in wide[1:]:
            self.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        # Once, when all columns have their new widths.
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self.resizeRowsToContents)
        header.sectionResized.connect(self._fit.start)
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(self.line_chosen)

    @property
    def chosen(self) -> Any:
        """The value of the chosen line, or None."""
        index = self.currentIndex()
        return self._model.lines[index.row()][1] if index.isValid() else None

    def show_lines(self, lines: Sequence[tuple[Sequence[str], Any]]) -> None:
        """Show these; the chosen one stays chosen while it is there."""
        self._all = [(tuple(texts), value) for texts, value in lines]
        self._filter()

    def look_for(self, text: str) -> None:
        """Keep the lines that hold all words of `text`, typed with or without marks."""
        self._wanted = text
        self._filter()

    def choose(self, key: object) -> None:
        """Choose the line whose value has this key."""
        for row, (_texts, value) in enumerate(self._model.lines):
            if self._key(value) == key:
                self.setCurrentIndex(self._model.index(row, 0))
                return

    def choose_only(self) -> None:
        """Choose the line where there is just one."""
        if len(self._model.lines) == 1:
            self.setCurrentIndex(self._model.index(0, 0))

    def _filter(self) -> None:
        before = self.chosen
        sought = fold(self._wanted).split()
        kept = [line for line in self._all if all(word in fold(" ".join(line[0])) for word in sought)]
        self._model.show(kept)
        self.resizeRowsToContents()
        if before is not None:
            self.choose(self._key(before))
        self.line_chosen.emit()

    def _open(self) -> None:
        if (value := self.chosen) is not None:
            self.line_opened.emit(value)
