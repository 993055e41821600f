"""The checklist of the open visit as a tree of areas and items with progress, and what of it was sought."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from inspector_app.actions.visits import Difference, OpenVisit
from inspector_app.checklist.folding import fold
from inspector_app.checklist.responsibility import in_charge
from inspector_app.checklist.template import Area, AreaId, Item, ItemId
from inspector_app.checklist.visit import Visit, done
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.models.item_words import all_written, searched
from inspector_app.gui.theme import status_icon
from inspector_app.gui.words import answer_in_words

Index = QModelIndex | QPersistentModelIndex
IN_CHARGE = N_("In charge: {names}")
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
    """Two columns: what it is called, and how much of it is done.

    It shows what applies and, while something is sought, what was found. No proxy filters it: ten thousand rows
    asked one by one would take longer than a person waits for a letter.
    """

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._template_sha256: str | None = None
        self._areas: tuple[Area, ...] = ()
        self._items: tuple[tuple[Item, ...], ...] = ()
        self._places: dict[ItemId, tuple[int, int]] = {}
        self._kept: frozenset[ItemId] | None = None
        self._shown: list[list[Item]] = []
        """By the area's number, the rows that are there now."""
        self._rows: list[int] = []
        """The numbers of the areas that are there now."""
        self._searched: dict[ItemId, str] = {}
        self._charge: tuple[str, ...] = ()
        self._bold = QFont(QGuiApplication.font())
        self._bold.setWeight(QFont.Weight.DemiBold)

    def show(self, opened: OpenVisit | None, difference: Difference | None = None) -> None:
        """Show a visit; where its checklist is the same, only what stands beside the rows that differ is
        repainted (without a `difference` beside every row that looks different)."""
        sha256 = opened.visit.template.sha256 if opened is not None else None
        if opened is not None and sha256 == self._template_sha256:
            before, self._opened = self._opened, opened
            self._name_people(before)
            self._repaint(before, difference)
            return
        self.beginResetModel()
        self._opened = opened
        self._template_sha256 = sha256
        self._areas = opened.template.areas if opened is not None else ()
        self._items = tuple(opened.template.items_of(area.id) for area in self._areas) if opened else ()
        self._places = {
            item.id: (n, row) for n, own in enumerate(self._items) for row, item in enumerate(own)
        }
        self._searched = {}
        self._kept = None
        self._name_people(None)
        self._lay_out()
        self.endResetModel()

    def keep(self, items: frozenset[ItemId] | None) -> None:
        """Show these items alone, and the areas that have some; None shows everything that applies. What is
        kept stays so while it is being answered: a row that vanished on a tick would take the eye with it."""
        self.beginResetModel()
        self._kept = items
        self._lay_out()
        self.endResetModel()

    def matching(self, text: str) -> frozenset[ItemId] | None:
        """The items that hold every word of `text`, without regard to marks; None where there is no word."""
        opened, sought = self._opened, [f" {word}" for word in fold(text).split()]
        if opened is None or not sought:
            return None
        written = all_written(opened.visit)
        found = set()
        for own in self._items:
            for item in own:
                said = self._folded(item) + written.get(item.id, "")
                # A typed word begins a word of the text: "so" is "số", not the middle of another word.
                if all(word in said for word in sought):
                    found.add(item.id)
        return frozenset(found)

    def prepare(self, searched: Mapping[ItemId, str], sha256: str) -> None:
        """Take what the search looks for in each item of a checklist, worked out beside the window."""
        if sha256 == self._template_sha256:
            self._searched = {**searched, **self._searched}

    def shown(self) -> Iterator[Item]:
        """The items that are there now, from top to bottom."""
        for area in self._rows:
            yield from self._shown[area]

    def beside(self, item_id: ItemId, step: int) -> Item | None:
        """The item `step` rows on (or back), over the borders of areas and past what does not apply."""
        after: Iterator[Item] = self._from(item_id, step)
        return next((item for item in after if self._applies(item)), None)

    def next_shown(self, item_id: ItemId, step: int) -> Item | None:
        """The next (or previous) item of those that are there now, after the last one again the first."""
        shown = {item.id for item in self.shown()}
        items: Iterator[Item] = chain(self._from(item_id, step), self._around(item_id, step))
        return next((item for item in items if item.id in shown), None)

    def next_open(self, item_id: ItemId | None, step: int = 1) -> Item | None:
        """The next (or previous) item without an answer, among those that are there now; then from the start."""
        opened = self._opened
        if opened is None or not opened.progress.left:
            return None
        start = self._places.get(item_id, (0, -1)) if item_id is not None else (0, -1)
        numbers = range(len(self._items))
        order = [*numbers[start[0] :], *numbers[: start[0] + 1]]
        if step < 0:
            order = [*numbers[: start[0] + 1][::-1], *numbers[start[0] :][::-1]]
        for turn, area in enumerate(order):
            count = opened.progress.areas[self._areas[area].id]
            if count.done == count.total or area not in self._rows:
                continue  # areas that are done cost nothing, however long they are
            shown: list[Item] = self._shown[area][::step]
            for item in shown:
                ahead = (self._places[item.id][1] - start[1]) * step > 0
                if (turn > 0 or ahead) and not done(opened.visit, item):
                    return item
        return None

    def area_beside(self, area: AreaId, step: int) -> Item | None:
        """The first item that applies of the next (or previous) area that has one."""
        number = next((n for n, own in enumerate(self._areas) if own.id == area), 0) + step
        while 0 <= number < len(self._areas):
            first = next((item for item in self._items[number] if self._applies(item)), None)
            if first is not None:
                return first
            number += step
        return None

    def item_at(self, index: Index) -> Item | None:
        """The item of a row; None for an area."""
        if not index.isValid() or index.internalId() == 0:
            return None
        return self._shown[index.internalId() - 1][index.row()]

    def area_at(self, index: Index) -> Area:
        """The area of a row, or the one its item belongs to."""
        return self._areas[self._rows[index.row()] if index.internalId() == 0 else index.internalId() - 1]

    def index_of(self, item_id: ItemId) -> QModelIndex:
        """Where an item is; invalid where it is not there now."""
        area, place = self._places.get(item_id, (-1, -1))
        if area not in self._rows:
            return QModelIndex()
        row = self._row(area, place)
        if row == len(self._shown[area]) or self._shown[area][row].id != item_id:
            return QModelIndex()
        return self.createIndex(row, 0, area + 1)

    def in_charge(self, area: AreaId) -> str:
        """Who answers an area, by name; empty where nobody was given it."""
        return next((own for n, own in enumerate(self._charge) if self._areas[n].id == area), "")

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._rows)
        if parent.internalId() != 0 or parent.column() != 0:
            return 0
        return len(self._shown[self._rows[parent.row()]])

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        return 2

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        # The id of an item's index is its area's number + 1; an area's own is 0.
        return self.createIndex(row, column, self._rows[parent.row()] + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NOWHERE) -> Any:
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(self._rows.index(index.internalId() - 1), 0, 0)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid() or self._opened is None:
            return None
        visit = self._opened.visit
        item = self.item_at(index)
        if item is None:
            return self._area_data(index, role)
        if index.column() == 1:  # spanned; a screen reader comes to it all the same
            return answer_in_words(self._context.translate, visit, item) if role == _SPOKEN else None
        if role == _DISPLAY:
            return f"{item.id}  {self._context.worded(item.question)}"
        if role == _DECORATION:
            return status_icon(status_of(visit, item))
        if role == _TOOLTIP:
            return self._spoken(item)
        if role == _SPOKEN:
            return self._spoken(item)
        return None

    def _folded(self, item: Item) -> str:
        """What the checklist says of an item, as the search looks for it; kept, because it never changes."""
        if item.id not in self._searched:
            self._searched[item.id] = searched(item)
        return self._searched[item.id]

    def _applies(self, item: Item) -> bool:
        return self._opened is None or self._opened.visit.applies(item.id)

    def _is_kept(self, item: Item) -> bool:
        return self._applies(item) and (self._kept is None or item.id in self._kept)

    def _lay_out(self) -> None:
        self._shown = [[item for item in own if self._is_kept(item)] for own in self._items]
        self._rows = [n for n, own in enumerate(self._shown) if own or self._kept is None]

    def _row(self, area: int, place: int) -> int:
        """Which row an item of that place in the checklist has, or would have."""
        return bisect_left(self._shown[area], place, key=lambda own: self._places[own.id][1])

    def _from(self, item_id: ItemId, step: int) -> Iterator[Item]:
        """Every item after one (or before it), the nearest first."""
        area, row = self._places[item_id]
        own = self._items[area]
        yield from own[row + 1 :] if step > 0 else reversed(own[:row])
        for other in self._items[area + 1 :] if step > 0 else reversed(self._items[:area]):
            yield from other if step > 0 else reversed(other)

    def _around(self, item_id: ItemId, step: int) -> Iterator[Item]:
        """Every item from the start (or the end) to one, itself left out."""
        for own in self._items if step > 0 else reversed(self._items):
            for item in own if step > 0 else reversed(own):
                if item.id == item_id:
                    return
                yield item

    def _name_people(self, before: OpenVisit | None) -> None:
        """Who answers each area: found again only where the people are others."""
        opened = self._opened
        if opened is None or (before is not None and before.visit.people is opened.visit.people):
            return
        people = opened.visit.people
        self._charge = tuple(
            ", ".join(own.name or "…" for own in in_charge(people, area.id)) for area in self._areas
        )
        if before is not None and self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 1))

    def _area_data(self, index: Index, role: int) -> Any:
        assert self._opened is not None
        area = self._areas[self._rows[index.row()]]
        count = self._opened.progress.areas[area.id]
        if index.column() == 1:
            if role == _DISPLAY:
                return f"{count.done}/{count.total}" if count.total else "–"
            return _RIGHT if role == _ALIGNMENT else None
        number = self._rows[index.row()]
        heading = f"{number + 1}. {self._context.worded(area.heading)}"
        charge = self._charge[number]
        if charge:
            heading = f"{heading}\n{self._context.translate(IN_CHARGE).format(names=charge)}"
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
        word = answer_in_words(self._context.translate, self._opened.visit, item)
        return f"{item.id}. {self._context.worded(item.question)} – {word}"

    def _repaint(self, before: OpenVisit | None, difference: Difference | None) -> None:
        """Say which rows show something else than before, which came and which went."""
        assert self._opened is not None
        visit = self._opened.visit
        touched = set()
        for item_id in self._places if difference is None else difference.items & self._places.keys():
            area, place = self._places[item_id]
            item = self._items[area][place]
            if before is not None and _looks(before.visit, item) == _looks(visit, item):
                continue
            touched.add(area)
            self._settle_row(area, place, item)
        for area in sorted(touched.intersection(self._rows)):
            row = self._rows.index(area)
            self.dataChanged.emit(self.index(row, 0), self.index(row, 1))

    def _settle_row(self, area: int, place: int, item: Item) -> None:
        row = self._row(area, place)
        own = self._shown[area]
        there = row < len(own) and own[row] is item
        visible = area in self._rows
        parent = self.createIndex(self._rows.index(area), 0, 0) if visible else QModelIndex()
        if there and self._is_kept(item):
            if visible:
                index = self.createIndex(row, 0, area + 1)
                self.dataChanged.emit(index, index)
        elif there:
            if visible:
                self.beginRemoveRows(parent, row, row)
            del own[row]
            if visible:
                self.endRemoveRows()
        elif self._is_kept(item):
            if visible:
                self.beginInsertRows(parent, row, row)
            own.insert(row, item)
            if visible:
                self.endInsertRows()


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


def _looks(visit: Visit, item: Item) -> tuple[bool, str]:
    """What a row shows of the visit."""
    return visit.applies(item.id), status_of(visit, item)
