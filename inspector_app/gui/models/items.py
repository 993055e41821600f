"""The checklist of the open visit as a tree of areas and items with progress, and a filter that ignores marks."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist import sentences
from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import Area, Item, ItemId
from inspector_app.checklist.visit import Visit, answered
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import status_icon
from inspector_app.gui.words import VERDICTS

Index = QModelIndex | QPersistentModelIndex
SEARCHED = Qt.ItemDataRole.UserRole
"""Folded text that the filter looks in."""
_DISPLAY = Qt.ItemDataRole.DisplayRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_FONT = Qt.ItemDataRole.FontRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()


def status_of(visit: Visit, item: Item) -> str:
    """Name of the item's state as the theme knows it: its verdict, else whether it counts as done."""
    answer = visit.answer(item.id)
    if answer.verdict is not None:
        return answer.verdict.value
    return "yes" if answered(item, answer) else "open"


class ItemsModel(QAbstractItemModel):
    """Two columns: what it is called, and how much of it is done."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._visit: Visit | None = None
        self._template_sha256: str | None = None
        self._areas: tuple[Area, ...] = ()
        self._items: dict[int, tuple[Item, ...]] = {}
        self._rows: dict[ItemId, tuple[int, int]] = {}
        self._searched: dict[ItemId, str] = {}
        self._bold = QFont(QGuiApplication.font())
        self._bold.setWeight(QFont.Weight.DemiBold)

    def show(self, opened: OpenVisit | None) -> None:
        """Show a visit; where its checklist is the same, only what stands beside each row is repainted."""
        sha256 = opened.visit.template.sha256 if opened is not None else None
        if opened is not None and sha256 == self._template_sha256:
            before, self._visit = self._visit, opened.visit
            self._repaint(before)
            return
        self.beginResetModel()
        self._visit = opened.visit if opened is not None else None
        self._template_sha256 = sha256
        self._areas = opened.template.areas if opened is not None else ()
        self._items = (
            {n: opened.template.items_of(area.id) for n, area in enumerate(self._areas)} if opened else {}
        )
        self._rows = {item.id: (n, row) for n, own in self._items.items() for row, item in enumerate(own)}
        self._searched = {
            item.id: fold(
                " ".join((item.id, item.question.vi, item.question.en, item.look_at.vi, *_ready(item)))
            )
            for own in self._items.values()
            for item in own
        }
        self.endResetModel()

    def item_at(self, index: Index) -> Item | None:
        """The item of a row; None for an area."""
        if not index.isValid() or index.internalId() == 0:
            return None
        return self._items[index.internalId() - 1][index.row()]

    def area_at(self, index: Index) -> Area:
        """The area of a row, or the one its item belongs to."""
        return self._areas[index.row() if index.internalId() == 0 else index.internalId() - 1]

    def index_of(self, item_id: ItemId) -> QModelIndex:
        if item_id not in self._rows:
            return QModelIndex()
        area, row = self._rows[item_id]
        return self.createIndex(row, 0, area + 1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._areas)
        return len(self._items[parent.row()]) if parent.internalId() == 0 and parent.column() == 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        return 2

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        # The id of an item's index is its area's row + 1; an area's own is 0.
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NOWHERE) -> Any:
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or self._visit is None:
            return None
        item = self.item_at(index)
        if item is None:
            return self._area_data(index, role)
        if index.column() == 1:
            return None
        if role == _DISPLAY:
            return f"{item.id}  {self._context.worded(item.question)}"
        if role == _DECORATION:
            return status_icon(status_of(self._visit, item))
        if role == _TOOLTIP:
            return self._spoken(item)
        if role == _SPOKEN:
            return self._spoken(item)
        if role == SEARCHED:
            return f"{self._searched[item.id]} {fold(_written(self._visit, item))}"
        return None

    def progress(self, area: Area) -> tuple[int, int]:
        """Done and all of an area."""
        own = self._items[self._areas.index(area)]
        if self._visit is None:
            return 0, len(own)
        return sum(answered(item, self._visit.answer(item.id)) for item in own), len(own)

    def _area_data(self, index: Index, role: int) -> Any:
        area = self._areas[index.row()]
        done, total = self.progress(area)
        if index.column() == 1:
            if role == _DISPLAY:
                return f"{done}/{total}"
            return _RIGHT if role == _ALIGNMENT else None
        heading = f"{index.row() + 1}. {self._context.worded(area.heading)}"
        if role in (_DISPLAY, _TOOLTIP):
            return heading
        if role == _FONT:
            return self._bold
        if role == _SPOKEN:
            return self._context.translate(N_("{area}: {done} of {total} checked")).format(
                area=heading, done=done, total=total
            )
        return None

    def _spoken(self, item: Item) -> str:
        assert self._visit is not None
        verdict = self._visit.answer(item.id).verdict
        if verdict is not None:
            word = self._context.translate(VERDICTS[verdict])
        elif status_of(self._visit, item) == "yes":
            word = self._context.translate(N_("Done"))
        else:
            word = self._context.translate(N_("Not done yet"))
        return f"{item.id}. {self._context.worded(item.question)} – {word}"

    def _repaint(self, before: Visit | None) -> None:
        """Say which rows show something else than before."""
        assert self._visit is not None
        touched = set()
        for own in self._items.values():
            for item in own:
                if before is None or _looks(before, item) != _looks(self._visit, item):
                    index = self.index_of(item.id)
                    touched.add(index.internalId() - 1)
                    self.dataChanged.emit(index, index)
        for row in sorted(touched):
            self.dataChanged.emit(self.index(row, 0), self.index(row, 1))


def _looks(visit: Visit, item: Item) -> tuple[str, str]:
    """What a row shows, or is found by, of the visit."""
    return status_of(visit, item), _written(visit, item)


def _ready(item: Item) -> tuple[str, ...]:
    """What the minutes could say of an item: people search for the defect as they would write it."""
    ready = (item.result, item.result_partly, item.shortcoming, item.remedy)
    return tuple(sentences.fill(text, {}) for text in ready if text)


def _written(visit: Visit, item: Item) -> str:
    """What the team wrote about an item by hand."""
    finding = visit.finding_of(item.id)
    texts = (visit.notes.get(item.id), visit.answer(item.id).result, finding.text if finding else None)
    return " ".join(text for text in texts if text)


class ItemsFilterModel(QSortFilterProxyModel):
    """The items that hold every typed word, without regard to marks; areas stay while one of theirs does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setRecursiveFilteringEnabled(True)

    def search(self, text: str) -> None:
        """Show what matches `text`; an empty text shows everything."""
        self._words = tuple(fold(text).split())
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if not self._words:
            return True
        searched = self.sourceModel().index(source_row, 0, source_parent).data(SEARCHED)
        # A typed word begins a word of the text: "so" is "số", not the middle of another word.
        return searched is not None and all(f" {word}" in f" {searched}" for word in self._words)
