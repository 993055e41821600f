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

from inspector_app.actions.visits import Difference, OpenVisit
from inspector_app.checklist import sentences
from inspector_app.checklist.folding import fold
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.template import Area, Item, ItemId
from inspector_app.checklist.visit import Visit, done
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
REASONS = 12
"""Items that a tool tip names before it only counts them."""


def status_of(visit: Visit, item: Item) -> str:
    """Name of the item's state as the theme knows it: its verdict, else whether it counts as done."""
    answer = visit.answer(item.id)
    if answer.verdict is not None:
        return answer.verdict.value
    return "yes" if done(visit, item) else "open"


class ItemsModel(QAbstractItemModel):
    """Two columns: what it is called, and how much of it is done."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._template_sha256: str | None = None
        self._areas: tuple[Area, ...] = ()
        self._items: dict[int, tuple[Item, ...]] = {}
        self._rows: dict[ItemId, tuple[int, int]] = {}
        self._searched: dict[ItemId, str] = {}
        self._bold = QFont(QGuiApplication.font())
        self._bold.setWeight(QFont.Weight.DemiBold)

    def show(self, opened: OpenVisit | None, difference: Difference | None = None) -> None:
        """Show a visit; where its checklist is the same, only what stands beside the rows that differ is
        repainted (without a `difference` beside every row that looks different)."""
        sha256 = opened.visit.template.sha256 if opened is not None else None
        if opened is not None and sha256 == self._template_sha256:
            before, self._opened = self._opened, opened
            self._repaint(before, difference)
            return
        self.beginResetModel()
        self._opened = opened
        self._template_sha256 = sha256
        self._areas = opened.template.areas if opened is not None else ()
        self._items = (
            {n: opened.template.items_of(area.id) for n, area in enumerate(self._areas)} if opened else {}
        )
        self._rows = {item.id: (n, row) for n, own in self._items.items() for row, item in enumerate(own)}
        self._searched = {}
        self.endResetModel()

    def applies(self, row: int, area: int) -> bool:
        """Whether an item is asked in this visit; others are not in the tree."""
        return self._opened is None or self._opened.visit.applies(self._items[area][row].id)

    def beside(self, item_id: ItemId, step: int) -> Item | None:
        """The item `step` rows on (or back), over the borders of areas and past what does not apply."""
        area, row = self._rows[item_id]
        while True:
            row += 1 if step > 0 else -1
            while not 0 <= row < len(self._items[area]):
                area += 1 if step > 0 else -1
                if area not in self._items:
                    return None
                row = 0 if step > 0 else len(self._items[area]) - 1
            if self.applies(row, area):
                return self._items[area][row]

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
        if not index.isValid() or self._opened is None:
            return None
        visit = self._opened.visit
        item = self.item_at(index)
        if item is None:
            return self._area_data(index, role)
        if index.column() == 1:
            return None
        if role == _DISPLAY:
            return f"{item.id}  {self._context.worded(item.question)}"
        if role == _DECORATION:
            return status_icon(status_of(visit, item))
        if role == _TOOLTIP:
            return self._spoken(item)
        if role == _SPOKEN:
            return self._spoken(item)
        if role == SEARCHED:
            return f"{self._folded(item)} {fold(_written(visit, item))}"
        return None

    def _folded(self, item: Item) -> str:
        """What the checklist says of an item, as the search looks for it; kept, because it never changes."""
        if item.id not in self._searched:
            said = (item.id, item.question.vi, item.question.en, item.look_at.vi, *_ready(item))
            self._searched[item.id] = fold(" ".join(said))
        return self._searched[item.id]

    def _area_data(self, index: Index, role: int) -> Any:
        assert self._opened is not None
        area = self._areas[index.row()]
        count = self._opened.progress.areas[area.id]
        if index.column() == 1:
            if role == _DISPLAY:
                return f"{count.done}/{count.total}" if count.total else "–"
            return _RIGHT if role == _ALIGNMENT else None
        heading = f"{index.row() + 1}. {self._context.worded(area.heading)}"
        if role in (_DISPLAY, _TOOLTIP):
            return heading
        if role == _FONT:
            return self._bold
        if role == _SPOKEN:
            return self._context.translate(N_("{area}: {done} of {total} checked")).format(
                area=heading, done=count.done, total=count.total
            )
        return None

    def _spoken(self, item: Item) -> str:
        assert self._opened is not None
        verdict = self._opened.visit.answer(item.id).verdict
        if verdict is not None:
            word = self._context.translate(VERDICTS[verdict])
        elif status_of(self._opened.visit, item) == "yes":
            word = self._context.translate(N_("Done"))
        else:
            word = self._context.translate(N_("Not done yet"))
        return f"{item.id}. {self._context.worded(item.question)} – {word}"

    def _repaint(self, before: OpenVisit | None, difference: Difference | None) -> None:
        """Say which rows show something else than before."""
        assert self._opened is not None
        visit = self._opened.visit
        touched = set()
        for item_id in self._rows if difference is None else difference.items & self._rows.keys():
            item = self._opened.template.item(item_id)
            if item is None:
                continue
            if before is None or _looks(before.visit, item) != _looks(visit, item):
                index = self.index_of(item_id)
                touched.add(index.internalId() - 1)
                self.dataChanged.emit(index, index)
        for row in sorted(touched):
            self.dataChanged.emit(self.index(row, 0), self.index(row, 1))


def reasons(context: Context, opened: OpenVisit, area: Area) -> str:
    """Why items of an area do not apply: each with the condition that the checklist sets."""
    _ = context.translate
    scope = opened.visit.details.scope
    lines = []
    for item in opened.template.items_of(area.id):
        if opened.visit.applies(item.id):
            continue
        why = _(N_("its group does not apply")) if item.relevant is None else item.relevant
        if scope is not None and item.id not in scope:
            why = _(N_("not chosen for this inspection"))
        lines.append(f"{item.id}. {context.worded(item.question)} ({why})")
    more = len(lines) - REASONS
    return "\n".join(
        (*lines[:REASONS], *([_(N_("and {count} more")).format(count=more)] if more > 0 else ()))
    )


def _looks(visit: Visit, item: Item) -> tuple[bool, str, str]:
    """What a row shows, or is found by, of the visit."""
    return visit.applies(item.id), status_of(visit, item), _written(visit, item)


def _ready(item: Item) -> tuple[str, ...]:
    """What the minutes could say of an item: people search for the defect as they would write it."""
    ready = (item.result, item.result_partly, item.shortcoming, item.remedy)
    return tuple(sentences.fill(text, {}) for text in ready if text)


def _written(visit: Visit, item: Item) -> str:
    """What the team wrote about an item by hand."""
    found = (finding.text for finding in of_item(visit.findings, item.id))
    texts = (visit.notes.get(item.id), visit.answer(item.id).result, *found)
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
        items = self.sourceModel()
        assert isinstance(items, ItemsModel)
        if source_parent.isValid() and not items.applies(source_row, source_parent.row()):
            return False
        if not self._words:
            return True
        searched = items.index(source_row, 0, source_parent).data(SEARCHED)
        # A typed word begins a word of the text: "so" is "số", not the middle of another word.
        return searched is not None and all(f" {word}" in f" {searched}" for word in self._words)
