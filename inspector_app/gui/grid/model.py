"""The items of the open visit as lines of a table: which are shown, in which order, and what a cell reads.

A line is read when it is painted and kept until its item changes: a visit of 10,000 items opens like one of 30.
"""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from inspector_app.actions.visits import Difference, OpenVisit
from inspector_app.checklist.folding import fold
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.template import Item, ItemId
from inspector_app.checklist.visit import FieldKey, done
from inspector_app.gui.bridge import Context
from inspector_app.gui.grid.columns import (
    HEADINGS,
    ORDER,
    PLACE,
    Areas,
    GridLine,
    Shown,
    figures,
    line_of,
    refusal,
    shortcomings,
)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_EDIT = Qt.ItemDataRole.EditRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_HORIZONTAL = Qt.Orientation.Horizontal
_READ = (_DISPLAY, _EDIT)
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_EDITABLE = _FLAGS | Qt.ItemFlag.ItemIsEditable


class GridModel(QAbstractTableModel):
    """Rows stay where they are while one works: only asking anew filters and sorts."""

    typed = Signal(object, object)
    """QModelIndex, str: what a person typed into a cell"""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._areas: Areas | None = None
        self._lines: dict[ItemId, GridLine] = {}
        self._items: list[Item] = []
        self._rows: dict[ItemId, int] = {}
        self._sought: frozenset[ItemId] | None = None
        self._wanted: frozenset[str] | None = None
        self._sorted_by: tuple[Shown, bool] | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """From top to bottom."""
        return tuple(self._items)

    def show(self, opened: OpenVisit | None, difference: Difference | None = None) -> None:
        """Show a visit; with a `difference` only the rows of items that differ are read again."""
        before, self._opened = self._opened, opened
        if opened is None:
            self._areas = None
            self._reset([])
            return
        same = before is not None and before.visit.id == opened.visit.id
        if same and difference is not None and not self._others(difference):
            self._renew(difference)
            return
        self._areas = Areas(self._context, opened)
        self._lines.clear()
        if same and before is not None and before.visit.inapplicable == opened.visit.inapplicable:
            if self._items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, len(ORDER) - 1))
            return
        if not same:
            self._sought = self._wanted = self._sorted_by = None
        self.ask()

    def find(self, items: frozenset[ItemId] | None) -> None:
        """Show only the items that a search found; None ends the search."""
        self._sought = items
        self.ask()

    def want(self, wanted: frozenset[str] | None) -> None:
        """Show only these items; None shows every one that applies."""
        self._wanted = wanted
        self.ask()

    def sort_by(self, column: Shown | None, descending: bool = False) -> None:
        """Sort by what a column says; None is the order of the checklist."""
        self._sorted_by = None if column is None else (column, descending)
        self.ask()

    def ask(self) -> None:
        """Filter and sort anew, as the visit stands now."""
        opened = self._opened
        if opened is None:
            return
        applies, wanted, sought = opened.visit.applies, self._wanted, self._sought
        found = [
            item
            for item in opened.template.items
            if applies(item.id)
            and (wanted is None or item.id in wanted)
            and (sought is None or item.id in sought)
        ]
        if self._sorted_by is not None:
            column, descending = self._sorted_by
            key = self._key(column)
            keys = {item.id: key(item) for item in found}
            said = [item for item in found if keys[item.id]]
            said.sort(key=lambda item: keys[item.id], reverse=descending)
            found = [*said, *(item for item in found if not keys[item.id])]
        self._reset(found)

    def line(self, row: int) -> GridLine:
        """What a row shows."""
        item = self._items[row]
        line = self._lines.get(item.id)
        if line is None:
            assert self._opened is not None
            assert self._areas is not None
            line = self._lines[item.id] = line_of(self._context, self._opened, item, self._areas)
        return line

    def field(self, index: Index) -> FieldKey:
        """The field that a cell writes, by which phrases and its history are found."""
        line, column = self.line(index.row()), ORDER[index.column()]
        if column is Shown.SHORTCOMING and self._opened is not None:
            found = self._opened.visit.finding_of(line.item.id)
            return f"finding:{line.item.id if found is None else found.id}", "text"
        return f"answer:{line.item.id}", column.value

    def begins_area(self, row: int) -> bool:
        """Whether another area begins with a row, in the order of the checklist."""
        if self._sorted_by is not None or row == 0:
            return False
        return self._items[row].area != self._items[row - 1].area

    def index_of(self, item_id: ItemId | None, column: Shown = Shown.VERDICT) -> QModelIndex:
        row = -1 if item_id is None else self._rows.get(item_id, -1)
        return QModelIndex() if row < 0 else self.index(row, PLACE[column])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(ORDER)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is _HORIZONTAL:
            return self._context.translate(HEADINGS[ORDER[section]]) if role in (_DISPLAY, _TOOLTIP) else None
        if section >= len(self._items) or role not in (_DISPLAY, _TOOLTIP):
            return None
        item = self._items[section]
        return item.id if role == _DISPLAY else f"{item.id}. {self._context.worded(item.question)}"

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role in _READ:
            return self.line(index.row()).texts[index.column()]
        if role == _TOOLTIP:
            return self.line(index.row()).texts[index.column()] or None
        if role == _SPOKEN:
            return self._spoken(index)
        return None

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:
        """Hand on what was typed; it shows once it is saved."""
        if role != _EDIT or not index.isValid():
            return False
        self.typed.emit(self.index(index.row(), index.column()), value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._opened is None:
            return Qt.ItemFlag.NoItemFlags
        column = ORDER[index.column()]
        line = self.line(index.row())
        refused = refusal(self._context, self._opened, line.item, column, line.findings)
        return _FLAGS if refused is not None else _EDITABLE

    def _spoken(self, index: Index) -> str:
        """A cell by itself says nothing: with its item and its column."""
        line, place = self.line(index.row()), index.column()
        heading = self._context.translate(HEADINGS[ORDER[place]])
        return f"{line.item.id}, {heading}: {line.texts[place] or '–'}"

    def _others(self, difference: Difference) -> bool:
        """Whether something changed that many rows show."""
        return any(own == "visit" or own.startswith("person:") for own in difference.entities)

    def _renew(self, difference: Difference) -> None:
        assert self._opened is not None
        visit = self._opened.visit
        for item_id in difference.items:
            self._lines.pop(item_id, None)
            row = self._rows.get(item_id)
            if row is not None and visit.applies(item_id):
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(ORDER) - 1))
            elif row is not None or (
                visit.applies(item_id) and self._wanted is None and self._sought is None
            ):
                self.ask()  # it came, or went: every row below moves
                return

    def _key(self, column: Shown) -> Callable[[Item], Any]:
        """By what items are compared in a column: only that much of each is read."""
        opened, areas = self._opened, self._areas
        assert opened is not None
        assert areas is not None
        visit, template = opened.visit, opened.template

        def verdict(item: Item) -> Any:
            own = visit.answer(item.id).verdict
            return None if own is None else 1 + list(type(own)).index(own)

        keys: dict[Shown, Callable[[Item], Any]] = {
            Shown.NUMBER: lambda item: 1 + template.place(item.id),
            Shown.QUESTION: lambda item: fold(self._context.worded(item.question)),
            Shown.VERDICT: verdict,
            Shown.SHORTCOMING: lambda item: fold(shortcomings(opened, of_item(visit.findings, item.id))),
            Shown.NOTE: lambda item: fold(visit.notes.get(item.id, "")),
            Shown.FIGURES: lambda item: fold(figures(self._context, opened, item, visit.answer(item.id))),
            Shown.FILES: lambda item: len(visit.evidence_of(item.id)),
            Shown.STATE: lambda item: 1 + done(visit, item),
            Shown.PERSON: lambda item: fold(areas.people(item.area)),
            Shown.AREA: lambda item: areas.numbers[item.area],
        }
        by_text = PLACE[column]
        return keys.get(column, lambda item: fold(line_of(self._context, opened, item, areas).texts[by_text]))

    def _reset(self, items: Iterable[Item]) -> None:
        self.beginResetModel()
        self._items = list(items)
        self._rows = {item.id: row for row, item in enumerate(self._items)}
        self.endResetModel()
