"""Step 2: the tree of areas and items, the page of the chosen area, and a panel about the current item.

One item is the current one: it is unfolded, digits tick it, the panel speaks of it.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.template import AreaId, Item, ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.errors import N_
from inspector_app.gui.advancing import may_go_on, switch
from inspector_app.gui.beforehand import Beforehand
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.field_keys import FieldKeys
from inspector_app.gui.grid.switch import GridSwitch
from inspector_app.gui.speech import announce
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.area_cards import AreaCards
from inspector_app.gui.widgets.area_head import AreaHead
from inspector_app.gui.widgets.former_view import line_of
from inspector_app.gui.widgets.item_card import ItemCard
from inspector_app.gui.widgets.items_tree import ItemsTree
from inspector_app.gui.widgets.landing import Landing
from inspector_app.gui.widgets.locked import LockedLine
from inspector_app.gui.widgets.scan_offer import ScanOffer
from inspector_app.gui.widgets.sections import beside
from inspector_app.gui.widgets.side_panel import SidePanel
from inspector_app.gui.words import VERDICTS


class CheckingPage(QWidget):
    """Where the visit is done."""

    side_wanted = Signal()
    """The side panel was unfolded by hand."""
    place_changed = Signal()
    """Another item is the current one, or the page was scrolled."""
    person_asked = Signal()
    """Somebody wants to say who works at this computer."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._visit_id: VisitId | None = None
        self._area: AreaId | None = None
        self._current: ItemId | None = None
        self._offset: int | None = None
        self.before = Beforehand(context, self)
        self.tree = ItemsTree(context, self)
        self.tree.item_chosen.connect(lambda item_id: self.set_current(ItemId(item_id)))
        self.tree.area_chosen.connect(lambda area_id: self._show_area(AreaId(area_id)))
        self.tree.first_taken.connect(lambda item_id: self.set_current(ItemId(item_id), take_focus=True))
        self.tree.write_asked.connect(lambda: self._in_body("note"))
        self.tree.left.connect(self.take_focus)
        self.tree.filter.person_asked.connect(self.person_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tree)
        area_panel = self._area_panel()
        row.addWidget(area_panel, 1)
        self.side = SidePanel(context, self)
        self._side_box = role(QFrame(self), "panel")
        self._side_box.setProperty("side", "right")
        self._side_box.setLayout(beside(self.side, stretch=0))
        self.landing.keeping.connect(self.side.files.begin_keeping)
        self.landing.kept.connect(self.side.files.end_keeping)
        row.addWidget(self._side_box)
        self.grid = GridSwitch(context, self, row, (self.tree, area_panel), self.tree.model.matching)
        self.head.add_act(self.grid.button)
        self.field_keys = FieldKeys(context, self, lambda: (f"answer:{self._current}", ""))
        self.before.changed.connect(self._show_former)
        self.before.words_ready.connect(self.tree.model.prepare)
        self._bind_keys()
        context.habits.changed.connect(self._keys_changed)

    @property
    def current(self) -> ItemId | None:
        """The item that digits tick."""
        return self._current

    @property
    def offset(self) -> int:
        """How many pixels the page is scrolled past the top of the current item's card; may be below zero."""
        return self.cards.offset if self._offset is None else self._offset

    def card(self, item_id: ItemId) -> ItemCard | None:
        """The card of an item of the area shown."""
        return self.cards.card(item_id)

    def shown_items(self) -> tuple[ItemId, ...]:
        """The items in the tree, from top to bottom, as search, filter and the checklist's rules leave them."""
        return tuple(item.id for item in self.tree.model.shown())

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit as it stands; another one begins at its first open item."""
        difference = opened.difference_from(self._opened) if opened is not None else None
        self._opened = opened
        if opened is None or opened.visit.id != self._visit_id:
            self._current = None
        self.tree.show_visit(opened, difference)
        self.landing.show_visit(opened)
        self.before.show_visit(opened)
        if opened is None:
            self._visit_id = self._area = None
            return
        self._locked.show_visit(opened)
        if opened.visit.id != self._visit_id:
            self._visit_id = opened.visit.id
            self._area = None
            first = self.tree.model.next_open(None)
            self.set_current(first.id if first is not None else opened.template.items[0].id)
            self.grid.show_visit(opened)
            return
        self.grid.show_visit(opened)
        self._show_area_head()
        self.cards.show_visit(opened, None if difference is None else difference.items)
        if self._current is not None and not opened.visit.applies(self._current):
            self._move(1)
        self._show_side()

    def reveal(self, entity: str, field: str) -> None:
        """Make the item of an answer the current one and go to the field."""
        item_id = ItemId(entity.removeprefix("answer:"))
        if self.grid.reveal(item_id, field):
            return
        self.set_current(item_id)
        card = self.cards.card(item_id)
        if card is not None and not (card.body is not None and card.body.focus_field(field)):
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_current(self, item_id: ItemId, take_focus: bool = False) -> None:
        """Unfold an item, whatever area it is in; `take_focus` puts the keyboard on its card."""
        opened = self._opened
        item = opened.template.item(item_id) if opened is not None else None
        if opened is None or item is None:
            return
        if item.area != self._area:
            self._build_area(item.area, item_id)
        if item_id != self._current:
            self._current = item_id
            self._offset = None
            self.cards.unfold(item_id)
            self.place_changed.emit()
        card = self.cards.card(item_id)
        if take_focus and card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tree.select(item_id)
        self._show_side()

    def come_back(self, item_id: ItemId, offset: int) -> None:
        """Stand where one stood before the program ended: the item, the keyboard on it, and how far the page was
        scrolled."""
        self.set_current(item_id, take_focus=True)
        if self._current == item_id:
            self._offset = offset
            self._scroll_back()

    def go_to_next_open(self, step: int = 1) -> None:
        """Go to the next (or previous) item without an answer, after the current one and then from the start; of a
        narrowed list only to what is in it."""
        if self._opened is None:
            return
        item = self.tree.model.next_open(self._current, step)
        self._go(item)
        if item is None:
            some = N_("Every item of those shown has an answer; Shift+F7 shows the others.")
            left = self._opened.progress.left
            self._context.say(self._context.translate(some if left else N_("All items have an answer")))

    def start_search(self) -> None:
        """Put the keyboard into the search."""
        if not self.grid.start_search():
            self.tree.start_search()

    def set_side_visible(self, visible: bool) -> None:
        """Show the panel about the current item, or fold it away."""
        self._side_box.setVisible(visible)
        self.head.side_button.setChecked(visible)

    def take_focus(self) -> None:
        """Put the keyboard on the current item, where digits tick."""
        if self.grid.take_focus():
            return
        card = self.cards.card(self._current)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save now what is typed."""
        self.cards.flush()
        self.grid.flush()

    def _bind_keys(self) -> None:
        runs: dict[str, Callable[[], object]] = {
            f"tick-{verdict.value}": partial(self._tick, verdict) for verdict in ItemVerdict
        }
        runs |= {
            "take-back": self._take_back,
            "go-figures": lambda: self._in_body("figures"),
            "go-result": lambda: self._in_body("result"),
            "go-shortcoming": lambda: self._in_body("shortcoming"),
            "add-file": self.side.choose_file,
            "about-item": lambda: self._side_clicked(not self._side_box.isVisibleTo(self)),
            "filter": self.tree.filter.open_menu,
            "filter-clear": self.tree.clear,
            "previous-open": partial(self.go_to_next_open, -1),
            "next-shown": partial(self._move_among_shown, 1),
            "previous-shown": partial(self._move_among_shown, -1),
            "auto-advance": partial(switch, self._context),
        }
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for name, run in runs.items():
            action = bind(name, self, run, self._context.habits, self._context.translate, scope=scope)
            if name.startswith("tick-"):
                self.tree.filter.silence(action)

    def _keys_changed(self, different: frozenset[str]) -> None:
        """Digits stand on the buttons: other keys, other cards."""
        opened, current = self._opened, self._current
        if "keys" in different and opened is not None and self._area is not None and current is not None:
            self._build_area(self._area, current)
            self.set_current(current)

    def _area_panel(self) -> QWidget:
        panel = role(QWidget(self), "ground")
        self._locked = LockedLine(self._context, panel)
        self.head = AreaHead(self._context, panel)
        self.head.side_clicked.connect(self._side_clicked)
        self.landing = Landing(self._context, panel)
        self.landing.rows_brought.connect(self._take_rows)
        self.landing.answered.connect(self.take_focus)
        self._context.brought.connect(self.landing.take)
        self.cards = AreaCards(self._context, panel)
        self.cards.wanted.connect(lambda item_id: self.set_current(ItemId(item_id)))
        self.cards.moved.connect(self._move)
        self.cards.area_moved.connect(self._move_area)
        self.cards.note_asked.connect(lambda: self._in_body("note"))
        self.cards.left.connect(self._leave)
        self.cards.former_asked.connect(self._show_former_beside)
        self.cards.scrolled.connect(self.place_changed)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._locked)
        column.addWidget(self.head)
        landing_row = beside(self.landing, stretch=0)
        landing_row.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        column.addLayout(landing_row)
        self.scans = ScanOffer(self._context, panel)
        column.addWidget(self.scans)
        column.addWidget(self.cards, 1)
        return panel

    def _build_area(self, area_id: AreaId, first: ItemId | None) -> None:
        assert self._opened is not None
        self.flush()
        self._area = area_id
        self._current = None
        self.cards.show_area(self._opened, self._opened.template.items_of(area_id), first)
        self._show_area_head()

    def _show_area_head(self) -> None:
        opened = self._opened
        area = next((a for a in opened.template.areas if a.id == self._area), None) if opened else None
        if opened is not None and area is not None:
            self.head.show_area(opened, area, self.tree.model.in_charge(area.id))

    def _show_side(self) -> None:
        item = None
        if self._opened is not None and self._current is not None:
            item = self._opened.template.item(self._current)
        self.side.show_item(self._opened, item, self.before)
        self.scans.show_item(self._opened, item)

    def _show_former(self) -> None:
        self.cards.show_former(partial(line_of, self._context, self.before))
        self._show_side()

    def _show_former_beside(self) -> None:
        """What was answered last time, whole, in the panel."""
        self.side_wanted.emit()
        self.set_side_visible(True)
        self.side.show_former_part()

    def _tick(self, verdict: ItemVerdict) -> None:
        card = self.cards.card(self._current)
        focused = QApplication.focusWidget()
        # In a list of choices digits must not tick behind the person's back.
        if card is None or (focused is not None and focused.inherits("QComboBox")):
            return
        if card.chosen is verdict is ItemVerdict.NOT_CHECKED and card.verdicts.ask_reason():
            return
        if card.choose(verdict):
            self._advance(card.item, verdict, focused)

    def _advance(self, item: Item, verdict: ItemVerdict, focused: QWidget | None) -> None:
        """Go on to the next open item. A click stays: what is under the pointer must not move."""
        opened, following = self._opened, self.tree.model.next_open(item.id)
        said = f"{item.id}: {self._context.translate(VERDICTS[verdict])}"
        going = opened is not None and may_go_on(self._context, opened, item, focused)
        if following is None or following is item or not going:
            announce(self, said)
            return
        self.set_current(following.id, take_focus=not self.tree.view.hasFocus())
        where = f" → {self.head.heading.text()}" if following.area != item.area else ""
        self._context.say(said + where)

    def _take_back(self) -> None:
        card = self.cards.card(self._current)
        if card is not None and card.chosen is not None:
            card.choose(None)

    def _move(self, step: int) -> None:
        if self._current is not None:
            self._go(self.tree.model.beside(self._current, step))

    def _move_area(self, step: int) -> None:
        if self._area is not None:
            self._go(self.tree.model.area_beside(self._area, step))

    def _move_among_shown(self, step: int) -> None:
        if self._current is not None:
            self._go(self.tree.model.next_shown(self._current, step))

    def _go(self, item: Item | None) -> None:
        if item is not None:
            self.set_current(item.id, take_focus=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no entry took comes here: files and pictures go to the current item."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.side.paste()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._scroll_back()

    def _scroll_back(self) -> None:
        """Positions can be relied on only in a window that is shown and laid out."""
        if self._offset is not None and self.isVisible():
            QTimer.singleShot(0, self, self._scroll_now)

    def _scroll_now(self) -> None:
        if self._offset is not None:
            self.cards.scroll_past(self._offset)
            self._offset = None

    def _take_rows(self, item_id: str, fact_id: str, brought: object) -> None:
        self.set_current(ItemId(item_id))
        card = self.cards.card(ItemId(item_id))
        if card is not None and card.body is not None:
            card.body.edit_rows(FactId(fact_id), brought)  # type: ignore[arg-type]

    def _in_body(self, part: str) -> None:
        """Put the keyboard into a part of the current item, in sight."""
        card = self.cards.card(self._current)
        entry = card.body.go_to(part) if card is not None and card.body is not None else None
        if entry is not None:
            self.cards.ensureWidgetVisible(entry, 0, 2 * GRID)

    def _leave(self) -> None:
        """From an entry back to the card, from the card back to the tree."""
        card = self.cards.card(self._current)
        if card is not None and not card.hasFocus():
            self.take_focus()
        else:
            self.tree.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_area(self, area_id: AreaId) -> None:
        assert self._opened is not None
        if area_id == self._area:
            return
        visit = self._opened.visit
        first = next((i.id for i in self._opened.template.items_of(area_id) if visit.applies(i.id)), None)
        self._build_area(area_id, first)
        if first is not None:
            self._current = first
            self.cards.unfold(first)
            self.place_changed.emit()
        self._show_side()

    def _side_clicked(self, visible: bool) -> None:
        self.set_side_visible(visible)
        if visible:
            self.side_wanted.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 320)
