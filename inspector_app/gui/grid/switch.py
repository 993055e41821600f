"""Step 2 as cards or as a table: the button, the key, and the place of both. The table is made when it is first wanted."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.template import ItemId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind, shown_keys
from inspector_app.gui.theme import icon, role

if TYPE_CHECKING:
    from inspector_app.gui.grid.panel import GridPanel, Matching

PAUSE_MS = 200
"""A pause in going through the rows after which the page follows: a card takes longer to unfold than a row to pass."""


class _Cards(Protocol):
    """What is asked of the page."""

    place_changed: SignalInstance

    @property
    def current(self) -> ItemId | None: ...
    def set_current(self, item_id: ItemId, take_focus: bool = False) -> None: ...
    def set_side_visible(self, visible: bool) -> None: ...
    def take_focus(self) -> None: ...


class GridSwitch(QObject):
    """Belongs to the page of step 2; `cards` are the parts that give way to the table."""

    def __init__(
        self,
        context: Context,
        page: QWidget,
        row: QBoxLayout,
        cards: tuple[QWidget, ...],
        matching: "Matching",
    ) -> None:
        super().__init__(page)
        self._context, self._page, self._row, self._cards = context, page, row, cards
        self._matching = matching
        self._opened: OpenVisit | None = None
        self.panel: GridPanel | None = None
        self.on = False
        _ = context.translate
        self.button = role(QPushButton(icon("list"), _(N_("As a table")), page), "quiet")
        self.button.setAutoDefault(False)
        self.button.setToolTip(
            _(N_("All items in one table, to copy from and paste into Excel ({keys})")).format(
                keys=shown_keys("grid", context.habits)
            )
        )
        self.button.clicked.connect(self.toggle)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._tell_page)
        bind("grid", page, self.toggle, context.habits, _)
        self._side_of.place_changed.connect(self._follow)

    @property
    def _side_of(self) -> _Cards:
        return self._page  # type: ignore[return-value]

    def toggle(self) -> None:
        """The other of the two, at the same item; it is remembered."""
        habits = self._context.habits
        habits.change(dense_grid=not self.on)
        self._show(not self.on)
        self._side_of.take_focus()

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit in the table, if that is what is shown."""
        another = opened is not None and (self._opened is None or opened.visit.id != self._opened.visit.id)
        self._opened = opened
        wanted = self._context.habits.settings.dense_grid
        if another and self.on is not wanted:
            self._show(wanted)
        elif self.on and self.panel is not None:
            self.panel.show_visit(opened)

    def take_focus(self) -> bool:
        """Put the keyboard on the table; False where cards are shown."""
        if self.on and self.panel is not None:
            self.panel.take_focus()
        return self.on

    def start_search(self) -> bool:
        """Put the keyboard into the table's search; False where cards are shown."""
        if self.on and self.panel is not None:
            self.panel.start_search()
        return self.on

    def reveal(self, item_id: ItemId, field: str) -> bool:
        """Go to a field of an answer in the table. What it has no column for is shown on the card."""
        if not self.on or self.panel is None:
            return False
        if self.panel.go_to(item_id, field):
            return True
        self._show(False)
        return False

    def flush(self) -> None:
        """Save now what is typed in the table."""
        if self.panel is not None:
            self.panel.flush()

    def _show(self, on: bool) -> None:
        self.flush()
        self.on = on
        current = self._side_of.current
        if on:
            panel = self._made()
            panel.show_visit(self._opened)
            panel.set_current(current)
            self._side_of.set_side_visible(False)
        for part in self._cards:
            part.setHidden(on)
        if self.panel is not None:
            self.panel.setVisible(on)

    def _made(self) -> "GridPanel":
        if self.panel is None:
            from inspector_app.gui.grid.panel import GridPanel

            panel = self.panel = GridPanel(self._context, self._matching, self._page)
            panel.cards_wanted.connect(self.toggle)
            panel.card_wanted.connect(self._open_card)
            panel.view.selectionModel().currentChanged.connect(lambda _now, _old: self._soon.start())
            panel.view.key_passed_on.connect(self._tell_page)
            self._row.insertWidget(0, panel, 1)
        return self.panel

    def _open_card(self, item_id: str) -> None:
        self._show(False)
        self._side_of.set_current(ItemId(item_id), take_focus=True)

    def _tell_page(self) -> None:
        """The page's current item is the one whose row one is in: files are pasted to it, the panel speaks of it."""
        self._soon.stop()
        item = None if self.panel is None else self.panel.view.current_item
        if self.on and item is not None and item != self._side_of.current:
            self._side_of.set_current(ItemId(item))

    def _follow(self) -> None:
        """Going on to the next open item, wherever that was asked for."""
        if self.on and self.panel is not None and self._side_of.current != self.panel.view.current_item:
            self.panel.set_current(self._side_of.current)
