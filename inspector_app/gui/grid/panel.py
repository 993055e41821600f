"""The dense view of step 2: what is searched and wanted above the table, what a key did or could not do below it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.template import ItemId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import shown_keys
from inspector_app.gui.grid.columns import ORDER, Shown
from inspector_app.gui.grid.view import GridView
from inspector_app.gui.theme import GRID, icon, measure, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.item_filter import ItemFilter
from inspector_app.gui.widgets.locked import LockedLine
from inspector_app.gui.widgets.sections import words

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder

Matching = Callable[[str], frozenset[ItemId] | None]
"""Finds the items that hold every word of a text; None where there is no word."""


class GridPanel(QWidget):
    """Takes the place of tree and cards while it is wanted."""

    cards_wanted = Signal()
    card_wanted = Signal(str)
    """Item id"""

    def __init__(self, context: Context, matching: Matching, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._matching = matching
        self._opened: OpenVisit | None = None
        role(self, "ground")
        _ = context.translate
        self._locked = LockedLine(context, self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_(N_("Find (Ctrl+F), marks not needed")))
        self.search.setAccessibleName(_(N_("Find an item")))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        measure(self.search, least_width=30 * GRID)
        self.filter = ItemFilter(context, self)
        self.filter.changed.connect(self._want)
        self.order = role(QPushButton(_(N_("Order of the checklist")), self), "quiet")
        self.order.setAutoDefault(False)
        self.order.clicked.connect(lambda: self._sort(None))
        self.order.hide()
        self.progress = role(words(parent=self), "small")
        self.back = role(QPushButton(icon("list"), _(N_("As cards")), self), "quiet")
        self.back.setAutoDefault(False)
        self.back.setToolTip(
            _(N_("Item by item, with everything that belongs to it ({keys})")).format(
                keys=shown_keys("grid", context.habits)
            )
        )
        self.back.clicked.connect(self.cards_wanted)
        self.view = GridView(context, self)
        self.view.card_wanted.connect(self.card_wanted)
        self.view.left.connect(self.start_search)
        header = self.view.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort_by)
        none = EmptyState(_(N_("No item holds these words or is wanted.")), _(N_("See all items")))
        none.wanted.connect(self.show_all)
        self._stack = WithEmptyState(self.view, none)
        hint = _(
            N_(
                "Enter goes down, Tab right, F2 edits, 1 to 5 answer; Ctrl+C and Ctrl+V go to and come from Excel; "
                "{card} opens the card."
            )
        )
        self._hint = hint.format(card=shown_keys("grid-card", context.habits))
        self.said = role(words(self._hint, self), "small")
        self.view.told.connect(lambda text: self.said.setText(text or self._hint))
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self.take_focus)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.search)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._leave_search)
        self._lay_out()

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit as it stands; rows stay where they are until one asks anew."""
        another = opened is None or self._opened is None or opened.visit.id != self._opened.visit.id
        difference = opened.difference_from(self._opened) if opened is not None else None
        self._opened = opened
        self.filter.show_visit(opened)
        if another:
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
            self.order.hide()
            self.view.horizontalHeader().setSortIndicatorShown(False)
        self.view.items.show(opened, difference)
        if opened is None:
            return
        self._locked.show_visit(opened)
        whole = opened.progress.whole
        said = self._context.translate(N_("{done}/{total} checked"))
        self.progress.setText(said.format(done=whole.done, total=whole.total))
        if another:
            self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Before it has its size the table cannot know what is in sight."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        self.view.horizontalScrollBar().setValue(0)
        if self.view.currentIndex().isValid():
            self.view.scrollTo(self.view.currentIndex())

    def set_current(self, item_id: ItemId | None) -> None:
        """Go to the row of an item, in the column one is in; where it is left out, show everything first."""
        index = self.view.currentIndex()
        column = ORDER[index.column()] if index.isValid() else Shown.VERDICT
        wanted = self.view.items.index_of(item_id, column)
        if not wanted.isValid() and item_id is not None:
            self.show_all()
            wanted = self.view.items.index_of(item_id, column)
        if wanted.isValid():
            self.view.setCurrentIndex(wanted)
            self.view.scrollTo(wanted)

    def go_to(self, item_id: ItemId, field: str) -> bool:
        """Put the keyboard on a field of an answer; False where the table has no column for it."""
        if field and field not in tuple(Shown):
            return False
        self.set_current(item_id)
        index = self.view.items.index_of(item_id, Shown(field) if field else Shown.VERDICT)
        self.view.setCurrentIndex(index)
        self.take_focus()
        return True

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        if not self.view.currentIndex().isValid() and self.view.items.rowCount():
            self.view.setCurrentIndex(self.view.items.index(0, ORDER.index(Shown.VERDICT)))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_all(self) -> None:
        """Leave nothing out."""
        self.search.clear()
        self.filter.reset()

    def flush(self) -> None:
        """Save now what is typed."""
        self.view.flush()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        head.setSpacing(GRID)
        head.addWidget(self.search, 2)
        head.addWidget(self.filter, 1)
        head.addWidget(self.order)
        head.addWidget(self.progress)
        head.addWidget(self.back)
        inside = QHBoxLayout()
        inside.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        inside.addWidget(self._stack)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID // 2)
        foot.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._locked)
        column.addLayout(head)
        column.addLayout(inside, 1)
        column.addLayout(foot)

    def _find(self, text: str) -> None:
        self._keeping_place(lambda: self.view.items.find(self._matching(text)))

    def _want(self) -> None:
        self._keeping_place(lambda: self.view.items.want(self.filter.items()))

    def _sort_by(self, place: int) -> None:
        """Up, then down, then the order of the checklist again."""
        header = self.view.horizontalHeader()
        if not header.isSortIndicatorShown() or header.sortIndicatorSection() != place:
            self._sort(ORDER[place])
        elif header.sortIndicatorOrder() is _UP:
            self._sort(ORDER[place], descending=True)
        else:
            self._sort(None)

    def _sort(self, column: Shown | None, *, descending: bool = False) -> None:
        header = self.view.horizontalHeader()
        header.setSortIndicatorShown(column is not None)
        if column is not None:
            header.setSortIndicator(ORDER.index(column), _DOWN if descending else _UP)
        self.order.setVisible(column is not None)
        self._keeping_place(lambda: self.view.items.sort_by(column, descending))

    def _keeping_place(self, ask: Callable[[], None]) -> None:
        """Other rows, or in another order: one stays at the same item."""
        self.flush()
        index = self.view.currentIndex()
        item = self.view.current_item
        column = ORDER[index.column()] if index.isValid() else Shown.VERDICT
        ask()
        found = self.view.items.index_of(ItemId(item), column) if item is not None else None
        if found is not None and found.isValid():
            self.view.setCurrentIndex(found)
            self.view.scrollTo(found)
        self._tell()

    def _leave_search(self) -> None:
        self.search.clear()
        self.take_focus()

    def _tell(self) -> None:
        rows = self.view.items.rowCount()
        self._stack.show_content(rows > 0)
        self.filter.tell(rows, bool(self.search.text().strip()))
