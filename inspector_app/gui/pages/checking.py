"""Step 2: the tree of areas and items, the page of the chosen area, and a panel about the current item.

One item is the current one: it is unfolded, digits tick it, the panel speaks of it.
"""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.template import Area, AreaId, Item, ItemId
from inspector_app.checklist.visit import VisitId, done
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.models.items import ItemsFilterModel, ItemsModel, reasons
from inspector_app.gui.theme import GRID, TREE_WIDTH, icon, role
from inspector_app.gui.widgets.area_cards import AreaCards
from inspector_app.gui.widgets.item_card import ItemCard
from inspector_app.gui.widgets.landing import Landing
from inspector_app.gui.widgets.locked import LockedLine
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.widgets.side_panel import SidePanel
from inspector_app.gui.widgets.verdict import DIGITS

PROGRESS_WIDTH = 56
EXPANDED_UP_TO = 400
"""Items up to which the whole tree stands open."""


class CheckingPage(QWidget):
    """Where the visit is done."""

    side_wanted = Signal()
    """The side panel was unfolded by hand."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._visit_id: VisitId | None = None
        self._area: AreaId | None = None
        self._current: ItemId | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._tree_panel())
        row.addWidget(self._area_panel(), 1)
        self.side = SidePanel(context, self)
        self._side_box = role(QFrame(self), "panel")
        self._side_box.setProperty("side", "right")
        side_column = QVBoxLayout(self._side_box)
        side_column.setContentsMargins(0, 0, 0, 0)
        side_column.addWidget(self.side)
        row.addWidget(self._side_box)
        for digit, verdict in DIGITS.items():
            shortcut = QShortcut(QKeySequence(digit), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda own=verdict: self._tick(own))

    @property
    def current(self) -> ItemId | None:
        """The item that digits tick."""
        return self._current

    def card(self, item_id: ItemId) -> ItemCard | None:
        """The card of an item of the area shown."""
        return self.cards.card(item_id)

    def shown_items(self) -> tuple[ItemId, ...]:
        """The items in the tree, from top to bottom, as the search and the rules of the checklist leave them."""
        areas = [self._filter.index(row, 0) for row in range(self._filter.rowCount())]
        rows = [
            self._filter.index(row, 0, area) for area in areas for row in range(self._filter.rowCount(area))
        ]
        found = [self._model.item_at(self._filter.mapToSource(row)) for row in rows]
        return tuple(item.id for item in found if item is not None)

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit as it stands; another one begins at its first open item."""
        difference = opened.difference_from(self._opened) if opened is not None else None
        self._opened = opened
        self._model.show(opened, difference)
        self.landing.show_visit(opened)
        if opened is None:
            self._visit_id = self._area = self._current = None
            return
        self._locked.show_visit(opened)
        if opened.visit.id != self._visit_id:
            self._visit_id = opened.visit.id
            self._area = self._current = None
            self._search.clear()
            self._open_tree()
            self._head_of_area.setText("")
            first = self._next_open(opened)
            self.set_current(first.id if first is not None else opened.template.items[0].id)
            return
        self._show_area_head()
        self.cards.show_visit(opened, None if difference is None else difference.items)
        if self._current is not None and not opened.visit.applies(self._current):
            self._move(1)
        self._show_side()

    def reveal(self, entity: str, field: str) -> None:
        """Make the item of an answer the current one and go to the field."""
        item_id = ItemId(entity.removeprefix("answer:"))
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
            self.cards.unfold(item_id)
        card = self.cards.card(item_id)
        if take_focus and card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        index = self._filter.mapFromSource(self._model.index_of(item_id))
        if index.isValid() and self._tree.currentIndex() != index:
            self._tree.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
        self._show_side()

    def go_to_next_open(self) -> None:
        """Go to the next item without an answer, after the current one and then from the start."""
        if self._opened is not None and (item := self._next_open(self._opened)) is not None:
            self.set_current(item.id, take_focus=True)

    def start_search(self) -> None:
        """Put the keyboard into the search."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def set_side_visible(self, visible: bool) -> None:
        """Show the panel about the current item, or fold it away."""
        self._side_box.setVisible(visible)
        self._side_button.setChecked(visible)

    def take_focus(self) -> None:
        """Put the keyboard on the current item, where digits tick."""
        card = self.cards.card(self._current)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save now what is typed."""
        self.cards.flush()

    def _tree_panel(self) -> QWidget:
        _ = self._context.translate
        panel = role(QFrame(self), "panel")
        panel.setProperty("side", "left")
        panel.setFixedWidth(TREE_WIDTH)
        self._search = QLineEdit(panel)
        self._search.setPlaceholderText(_(N_("Find (Ctrl+F), marks not needed")))
        self._search.setAccessibleName(_(N_("Find an item")))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._take_first_found)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._search)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._leave_search)
        self._model = ItemsModel(self._context, self)
        self._filter = ItemsFilterModel(self)
        self._filter.setSourceModel(self._model)
        self._tree = QTreeView(panel)
        self._tree.setModel(self._filter)
        self._tree.setAccessibleName(_(N_("Areas and items")))
        self._tree.setHeaderHidden(True)
        self._tree.setIndentation(GRID + GRID // 2)
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(GRID)
        header.resizeSection(1, PROGRESS_WIDTH)
        self._tree.expanded.connect(self._span)
        self._tree.selectionModel().currentChanged.connect(self._tree_moved)
        self._tree.activated.connect(lambda _index: self._go_to_note())
        self._none_found = role(words(_(N_("No item holds these words.")), panel), "soft")
        self._none_found.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._none_found.hide()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, GRID + GRID // 2, 0, 0)
        column.setSpacing(GRID)
        search_row = QHBoxLayout()
        search_row.setContentsMargins(GRID, 0, GRID, 0)
        search_row.addWidget(self._search)
        column.addLayout(search_row)
        column.addWidget(self._none_found)
        column.addWidget(self._tree, 1)
        return panel

    def _area_panel(self) -> QWidget:
        _ = self._context.translate
        panel = role(QWidget(self), "ground")
        self._locked = LockedLine(self._context, panel)
        self._head_of_area = role(words(parent=panel), "heading")
        self.apart = role(QLabel(panel), "small")
        self._progress = role(QLabel(panel), "small")
        self._side_button = role(QPushButton(icon("panel"), _(N_("About the item")), panel), "quiet")
        self._side_button.setToolTip(_(N_("What to look at, legal basis, files, shortcoming")))
        self._side_button.setCheckable(True)
        self._side_button.setChecked(True)
        self._side_button.setAutoDefault(False)
        self._side_button.clicked.connect(self._side_clicked)
        head = QHBoxLayout()
        head.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        head.setSpacing(GRID)
        head.addWidget(self._head_of_area, 1)
        head.addWidget(self.apart)
        head.addWidget(self._progress)
        head.addWidget(self._side_button)
        self.landing = Landing(self._context, panel)
        self.landing.rows_brought.connect(self._take_rows)
        self.landing.answered.connect(self.take_focus)
        self._context.brought.connect(self.landing.take)
        self.cards = AreaCards(self._context, panel)
        self.cards.wanted.connect(lambda item_id: self.set_current(ItemId(item_id)))
        self.cards.moved.connect(self._move)
        self.cards.note_asked.connect(self._go_to_note)
        self.cards.left.connect(self._leave)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._locked)
        column.addLayout(head)
        landing_row = QHBoxLayout()
        landing_row.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        landing_row.addWidget(self.landing)
        column.addLayout(landing_row)
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
        if opened is None or area is None:
            return
        number = opened.template.areas.index(area) + 1
        self._head_of_area.setText(f"{number}. {self._context.worded(area.heading)}")
        _ = self._context.translate
        count = opened.progress.areas[area.id]
        self._progress.setText(_(N_("{done}/{total} checked")).format(done=count.done, total=count.total))
        self.apart.setVisible(bool(count.inapplicable))
        if count.inapplicable:
            self.apart.setText(
                _(N_("{count} item(s) do not apply to this unit")).format(count=count.inapplicable)
            )
            self.apart.setToolTip(reasons(self._context, opened, area))

    def _show_side(self) -> None:
        item = None
        if self._opened is not None and self._current is not None:
            item = self._opened.template.item(self._current)
        self.side.show_item(self._opened, item)

    def _next_open(self, opened: OpenVisit) -> Item | None:
        items, visit = opened.template.items, opened.visit
        start = opened.template.place(self._current) + 1 if self._current is not None else 0
        for item in (*items[start:], *items[:start]):
            if visit.applies(item.id) and not done(visit, item):
                return item
        return None

    def _tick(self, verdict: object) -> None:
        card = self.cards.card(self._current)
        # An entry without its own use of digits (a list of choices) must not tick behind the person's back.
        focused = QApplication.focusWidget()
        if card is not None and not (focused is not None and focused.inherits("QComboBox")):
            card.choose(verdict)  # type: ignore[arg-type]

    def _move(self, step: int) -> None:
        if self._current is not None and (item := self._model.beside(self._current, step)) is not None:
            self.set_current(item.id, take_focus=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no entry took comes here: files and pictures go to the current item."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.side.paste()
        else:
            super().keyPressEvent(event)

    def _take_rows(self, item_id: str, fact_id: str, brought: object) -> None:
        self.set_current(ItemId(item_id))
        card = self.cards.card(ItemId(item_id))
        if card is not None and card.body is not None:
            card.body.edit_rows(FactId(fact_id), brought)  # type: ignore[arg-type]

    def _go_to_note(self) -> None:
        card = self.cards.card(self._current)
        if card is not None and card.body is not None:
            card.body.focus_note()
            self.cards.ensureWidgetVisible(card.body.note, 0, 2 * GRID)

    def _leave(self) -> None:
        """From an entry back to the card, from the card back to the tree."""
        card = self.cards.card(self._current)
        if card is not None and not card.hasFocus():
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tree_moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        source = self._filter.mapToSource(index)
        if not source.isValid():
            return
        item = self._model.item_at(source)
        if item is not None:
            self.set_current(item.id)
        else:
            self._show_area(self._model.area_at(source))

    def _show_area(self, area: Area) -> None:
        assert self._opened is not None
        if area.id == self._area:
            return
        visit = self._opened.visit
        first = next((i.id for i in self._opened.template.items_of(area.id) if visit.applies(i.id)), None)
        self._build_area(area.id, first)
        if first is not None:
            self._current = first
            self.cards.unfold(first)
        self._show_side()

    def _find(self, text: str) -> None:
        self._filter.search(text)
        self._open_tree()
        self._none_found.setVisible(bool(text.strip()) and self._filter.rowCount() == 0)

    def _take_first_found(self) -> None:
        area = self._filter.index(0, 0)
        found = self._filter.index(0, 0, area)
        item = self._model.item_at(self._filter.mapToSource(found)) if found.isValid() else None
        if item is not None:
            self.set_current(item.id, take_focus=True)

    def _side_clicked(self, visible: bool) -> None:
        self.set_side_visible(visible)
        if visible:
            self.side_wanted.emit()

    def _open_tree(self) -> None:
        """Everything at once, unless that would be a list nobody can take in."""
        areas = [self._filter.index(row, 0) for row in range(self._filter.rowCount())]
        if sum(self._filter.rowCount(area) for area in areas) > EXPANDED_UP_TO:
            self._tree.collapseAll()
            return
        self._tree.expandAll()
        for area in areas:
            self._span(area)

    def _span(self, area: QModelIndex) -> None:
        """Items have no progress of their own: let their words use both columns."""
        for row in range(self._filter.rowCount(area)):
            self._tree.setFirstColumnSpanned(row, area, True)

    def _leave_search(self) -> None:
        self._search.clear()
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 320)
