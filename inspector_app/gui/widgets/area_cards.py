"""The cards of one area in a column that scrolls. Of a long area only what is near the eye is built, in small
steps between what the person does: hundreds of items open, and answer a key, like five.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from time import perf_counter

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.template import Item, ItemId
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import CARDS_WIDTH, GRID, breadth, role
from inspector_app.gui.widgets.item_card import CardColumn, ItemCard

WHOLE = 24
"""Cards up to which an area is built whole, step by step, and stays so; of a longer one about as many are kept."""
FIRST_MS = 15
"""How long cards may be built before the area is shown; the next ones come when these are painted."""
STEP_MS = 12
"""How long a step of building may keep the window from answering."""
PAINTED_MS = 25
"""After another item was unfolded: first it is painted, then what comes next is built."""
GUESSED_HEIGHT = 14 * GRID
"""Of a card that is not built yet."""
_STIFF = (QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)


class AreaCards(QScrollArea):
    """One item is unfolded, the others show their question, verdicts and sentence."""

    wanted = Signal(str)
    """An item was clicked or tabbed into."""
    moved = Signal(int)
    area_moved = Signal(int)
    note_asked = Signal()
    left = Signal()
    former_asked = Signal()
    scrolled = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._items: dict[ItemId, Item] = {}
        self._cards: dict[ItemId, ItemCard] = {}
        self._places: dict[ItemId, QSpacerItem] = {}
        """The room of a card that is not built. No widget: hundreds of them take longer to show than all cards."""
        self._heights: dict[ItemId, int] = {}
        """Of the places, while their items apply."""
        self._current: ItemId | None = None
        self._former: Callable[[ItemId], str | None] = lambda _item: None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._next_step = QTimer(self, singleShot=True, interval=0)
        self._next_step.timeout.connect(self._build_some)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a very wide screen a question and its answers stay together.
        self.setViewportMargins(0, 0, max(0, self.width() - breadth(CARDS_WIDTH)), 0)

    def show_area(self, opened: OpenVisit, items: Iterable[Item], first: ItemId | None = None) -> None:
        """Show the items of an area; `first` is the one that will be unfolded."""
        self._opened = opened
        self._items = {item.id: item for item in items}
        self._cards, self._places, self._heights, self._current = {}, {}, {}, None
        page = role(CardColumn(self._context), "ground")
        page.moved.connect(self.moved)
        page.area_moved.connect(self.area_moved)
        page.note_asked.connect(self.note_asked)
        page.left.connect(self.left)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, 2 * GRID)
        self._column.setSpacing(GRID)
        for item_id in self._items:
            self._column.addItem(self._place(item_id, GUESSED_HEIGHT))
        self._column.addStretch(1)
        shown = [item for item in self._items if opened.visit.applies(item)]
        start = shown.index(first) if first in shown else 0
        until = perf_counter() + FIRST_MS / 1000
        for item_id in shown[max(0, start - 1) : start + WHOLE]:
            self._build(item_id, page)
            if perf_counter() >= until and (first in self._cards or first not in shown):
                break
        self.setWidget(page)
        self.verticalScrollBar().setValue(0)
        self._next_step.start()

    def show_visit(self, opened: OpenVisit, items: Collection[ItemId] | None) -> None:
        """Show the visit as it stands, where only `items` are different; None: everything may be."""
        self._opened = opened
        for item_id in self._items if items is None else [own for own in items if own in self._items]:
            applies = opened.visit.applies(item_id)
            if item_id in self._cards:
                self._cards[item_id].show_visit(opened)
                self._cards[item_id].setVisible(applies)
            else:
                self._places[item_id].changeSize(0, self._heights[item_id] if applies else 0, *_STIFF)
                self._column.invalidate()
        if items is not None and self._current is not None and self._current not in items:
            self._cards[self._current].show_visit(opened)
        if items is None or not self._places.keys().isdisjoint(items):
            self._go_on_building()

    def card(self, item_id: ItemId | None) -> ItemCard | None:
        """The card of an item of the area, built now where it is not yet."""
        if item_id in self._places and item_id is not None:
            self._build(item_id)
        return self._cards.get(item_id) if item_id is not None else None

    @property
    def built(self) -> frozenset[ItemId]:
        """Items that have a card now."""
        return frozenset(self._cards)

    @property
    def complete(self) -> bool:
        """Whether everything in sight is built."""
        return not self._waiting()

    def show_former(self, line_of: Callable[[ItemId], str | None]) -> None:
        """What the items were answered last time, each in one line."""
        self._former = line_of
        for item_id, card in self._cards.items():
            card.show_former(line_of(item_id))

    @property
    def offset(self) -> int:
        """How many pixels the column is scrolled past the top of the current card."""
        card = self._cards.get(self._current) if self._current is not None else None
        return self.verticalScrollBar().value() - card.y() if card is not None else 0

    def scroll_past(self, offset: int) -> None:
        """Scroll so many pixels past the top of the current card."""
        card = self.card(self._current)
        if card is not None:
            self._settle()
            self.verticalScrollBar().setValue(card.y() + offset)

    def unfold(self, item_id: ItemId) -> None:
        """Fold the current item, unfold another one, and keep that one where the eye is."""
        card = self.card(item_id)
        assert card is not None
        assert self._opened is not None
        bar = self.verticalScrollBar()
        before = card.y() - bar.value()
        old = self._cards.get(self._current) if self._current is not None else None
        self._current = item_id
        if old is not None:
            old.set_current(False)
        card.set_current(True, self._opened)
        self._settle()
        if 0 <= before < self.viewport().height() - GRID * 6:
            bar.setValue(card.y() - before)
        QTimer.singleShot(0, card, lambda: self._make_visible(card))
        self._go_on_building(PAINTED_MS)

    def flush(self) -> None:
        """Save now what is typed."""
        for card in self._cards.values():
            card.flush()

    def _made(self, item_id: ItemId, page: QWidget) -> ItemCard:
        assert self._opened is not None
        card = ItemCard(self._context, self._items[item_id], page)
        card.wanted.connect(self.wanted)
        card.former_asked.connect(self.former_asked)
        card.show_former(self._former(item_id))
        card.show_visit(self._opened)
        return card

    def _place(self, item_id: ItemId, height: int) -> QSpacerItem:
        assert self._opened is not None
        self._heights[item_id] = height + GRID  # a layout keeps no distance around what is no widget
        applies = self._opened.visit.applies(item_id)
        place = QSpacerItem(0, self._heights[item_id] if applies else 0, *_STIFF)
        self._places[item_id] = place
        return place

    def _build(self, item_id: ItemId, page: QWidget | None = None) -> None:
        """Put the card where its place was kept, and into the order of the Tab key."""
        page = page or self.widget()
        assert page is not None
        assert self._opened is not None
        card = self._made(item_id, page)
        self._cards[item_id] = card
        at = self._column.indexOf(self._places[item_id])
        self._column.takeAt(at)
        del self._places[item_id]
        self._column.insertWidget(at, card)
        if not self._opened.visit.applies(item_id):
            card.hide()
        elif page is self.widget():
            card.show()
        ids = list(self._items)
        before = next((own for own in reversed(ids[: ids.index(item_id)]) if own in self._cards), None)
        if before is not None:
            _in_tab_order(self._cards[before], card)

    def _build_some(self) -> None:
        """One step: what is in sight and around it; what is on the screen stays where it is."""
        waiting = self._waiting()
        if not waiting:
            self._prepare_next()
            return
        anchor = self._anchor()
        before = anchor.y() - self.verticalScrollBar().value() if anchor is not None else 0
        until = perf_counter() + STEP_MS / 1000
        for item_id in waiting:
            if perf_counter() >= until:
                break
            self._build(item_id)
        self._forget_some()
        self._settle()
        if anchor is not None:
            self.verticalScrollBar().setValue(anchor.y() - before)
        self._go_on_building()

    def _prepare_next(self) -> None:
        """Make, one at a time, what the items after the current one show when they are unfolded."""
        following = [own for own in self._beside_current() if own in self._cards]
        bare = [own for own in following if self._cards[own].body is None]
        if bare:
            self._cards[bare[0]].prepare()
        if len(bare) > 1:
            self._go_on_building()

    def _forget_some(self) -> None:
        """Cards far from the eye give way to places as high as they were; what is typed in them is saved."""
        focused = QApplication.focusWidget()
        kept = self._beside_current()
        distance_of = self._distance()
        far = {own: distance_of(card) for own, card in self._cards.items()}
        for item_id in sorted(far, key=far.__getitem__)[WHOLE:]:
            card = self._cards[item_id]
            used = item_id in kept or (focused is not None and card.isAncestorOf(focused))
            if used or far[item_id] < 2 * self.viewport().height():
                continue
            card.flush()
            del self._cards[item_id]
            at = self._column.indexOf(card)
            self._column.removeWidget(card)
            self._column.insertItem(at, self._place(item_id, card.height()))
            card.hide()
            card.deleteLater()

    def _scrolled(self) -> None:
        if not self._next_step.isActive():
            self._go_on_building()
        self.scrolled.emit()

    def _go_on_building(self, after_ms: int = 0) -> None:
        self._next_step.start(after_ms)

    def _waiting(self) -> list[ItemId]:
        """Items without a card that are in sight or nearly so, or that Tab would reach next; the nearest first."""
        if self._opened is None:
            return []
        visit, within = self._opened.visit, self.viewport().height()
        distance_of = self._distance()
        whole = len(self._items) <= WHOLE
        near = {
            own: distance
            for own, place in self._places.items()
            if ((distance := distance_of(place)) < within or whole) and visit.applies(own)
        }
        near |= {own: 0 for own in self._beside_current() if own in self._places}
        return sorted(near, key=near.__getitem__)

    def _beside_current(self) -> tuple[ItemId, ...]:
        """What Tab reaches next, and the current item itself."""
        if self._opened is None or self._current is None:
            return ()
        asked = [own for own in self._items if self._opened.visit.applies(own)]
        at = asked.index(self._current) if self._current in asked else 0
        return tuple(asked[max(0, at - 1) : at + 3])

    def _distance(self) -> Callable[[QWidget | QSpacerItem], int]:
        """How far a card or a place is from the middle of what is in sight."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2

        def distance(own: QWidget | QSpacerItem) -> int:
            box = own.geometry()
            return max(box.top() - middle, middle - box.bottom(), 0)

        return distance

    def _anchor(self) -> QWidget | None:
        """What must not move while cards are built around it: the current card if it is in sight, else the
        first that is."""
        page = self.widget()
        if page is None:
            return None
        current = self._cards.get(self._current) if self._current is not None else None
        if current is not None and not current.visibleRegion().isEmpty():
            return current
        middle = QPoint(page.width() // 2, self.verticalScrollBar().value() + GRID)
        found = page.childAt(middle)
        while found is not None and found.parentWidget() is not page:
            found = found.parentWidget()
        return found if isinstance(found, ItemCard) else None

    def _settle(self) -> None:
        """Lay out now, so that positions can be relied on."""
        page = self.widget()
        layout = page.layout() if page is not None else None
        if page is not None and layout is not None:
            layout.activate()
            width = self.viewport().width()
            page.resize(width, layout.heightForWidth(width))

    def _make_visible(self, card: ItemCard) -> None:
        """All of the card if it fits, else its top."""
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        top, bottom = card.y() - GRID, card.y() + card.height() + GRID
        if bottom - top > height or top < bar.value():
            if not bar.value() <= top or bottom - top > height:
                bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)


def _in_tab_order(before: QWidget, card: QWidget) -> None:
    """A card that was made late comes after the one that stands before it."""
    last = [own for own in _tab_stops(before) if not own.isHidden()] or [before]
    previous = last[-1]
    for stop in list(_tab_stops(card)):
        QWidget.setTabOrder(previous, stop)
        previous = stop


def _tab_stops(card: QWidget) -> Iterator[QWidget]:
    """The card and what belongs to it, as Tab reaches them."""
    stop: QWidget | None = card
    while stop is not None and (stop is card or card.isAncestorOf(stop)):
        if stop.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield stop
        stop = stop.nextInFocusChain()
