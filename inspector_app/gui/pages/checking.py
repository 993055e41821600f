"""Step 2: the tree of areas and items, the page of the chosen area, and a panel about the current item.

One item is the current one: it is unfolded, digits tick it, the panel speaks of it.
"""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.template import Area, AreaId, Item, ItemId
from inspector_app.checklist.visit import VisitId, answered
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.models.items import ItemsFilterModel, ItemsModel
from inspector_app.gui.theme import GRID, TREE_WIDTH, icon, role
from inspector_app.gui.widgets.item_card import CardColumn, ItemCard
from inspector_app.gui.widgets.locked import LockedLine
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.widgets.side_panel import SidePanel
from inspector_app.gui.widgets.verdict import DIGITS

PROGRESS_WIDTH = 56


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
        self._cards: dict[ItemId, ItemCard] = {}
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
        return self._cards.get(item_id)

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Show the visit as it stands; another one begins at its first open item."""
        self._opened = opened
        self._model.show(opened)
        if opened is None:
            self._visit_id = self._area = self._current = None
            return
        self._locked.show_visit(opened)
        if opened.visit.id != self._visit_id:
            self._visit_id = opened.visit.id
            self._area = self._current = None
            self._search.clear()
            self._tree.expandAll()
            self._span()
            self._head_of_area.setText("")
            first = self._next_open(opened)
            self.set_current(first.id if first is not None else opened.template.items[0].id)
            return
        self._show_area_head()
        for card in self._cards.values():
            card.show_visit(opened)
        self._show_side()

    def reveal(self, entity: str, field: str) -> None:
        """Make the item of an answer the current one and go to the field."""
        item_id = ItemId(entity.removeprefix("answer:"))
        self.set_current(item_id)
        card = self._cards.get(item_id)
        if card is not None and not (card.body is not None and card.body.focus_field(field)):
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_current(self, item_id: ItemId, take_focus: bool = False) -> None:
        """Unfold an item, whatever area it is in; `take_focus` puts the keyboard on its card."""
        opened = self._opened
        item = opened.template.item(item_id) if opened is not None else None
        if opened is None or item is None:
            return
        if item.area != self._area:
            self._build_area(item.area)
        if item_id != self._current:
            self._unfold(item_id)
        if take_focus:
            self._cards[item_id].setFocus(Qt.FocusReason.OtherFocusReason)
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
        card = self._cards.get(self._current) if self._current is not None else None
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Save now what is typed."""
        for card in self._cards.values():
            card.flush()

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
        head.addWidget(self._progress)
        head.addWidget(self._side_button)
        self._scroll = QScrollArea(panel)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._locked)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        return panel

    def _build_area(self, area_id: AreaId) -> None:
        assert self._opened is not None
        self.flush()
        self._area = area_id
        self._current = None
        page = role(CardColumn(), "ground")
        page.moved.connect(self._move)
        page.note_asked.connect(self._go_to_note)
        page.left.connect(self._leave)
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        self._cards = {}
        for item in self._opened.template.items_of(area_id):
            card = ItemCard(self._context, item, page)
            card.wanted.connect(lambda item_id: self.set_current(ItemId(item_id)))
            card.show_visit(self._opened)
            column.addWidget(card)
            self._cards[item.id] = card
        column.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_area_head()

    def _unfold(self, item_id: ItemId) -> None:
        """Fold the old current item, unfold the new one, and keep the new one where the eye is."""
        card = self._cards[item_id]
        bar = self._scroll.verticalScrollBar()
        before = card.y() - bar.value()
        old = self._cards.get(self._current) if self._current is not None else None
        self._current = item_id
        if old is not None:
            old.set_current(False)
        card.set_current(True)
        page = self._scroll.widget()
        layout = page.layout() if page is not None else None
        if page is not None and layout is not None:
            layout.activate()
            width = self._scroll.viewport().width()
            page.resize(width, layout.heightForWidth(width))
        if 0 <= before < self._scroll.viewport().height() - GRID * 6:
            bar.setValue(card.y() - before)
        QTimer.singleShot(0, card, lambda: self._make_visible(card))

    def _make_visible(self, card: ItemCard) -> None:
        """All of the card if it fits, else its top."""
        bar = self._scroll.verticalScrollBar()
        height = self._scroll.viewport().height()
        top, bottom = card.y() - GRID, card.y() + card.height() + GRID
        if bottom - top > height or top < bar.value():
            if not bar.value() <= top or bottom - top > height:
                bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def _show_area_head(self) -> None:
        opened = self._opened
        area = next((a for a in opened.template.areas if a.id == self._area), None) if opened else None
        if opened is None or area is None:
            return
        number = opened.template.areas.index(area) + 1
        self._head_of_area.setText(f"{number}. {self._context.worded(area.heading)}")
        done, total = self._model.progress(area)
        self._progress.setText(
            self._context.translate(N_("{done}/{total} checked")).format(done=done, total=total)
        )

    def _show_side(self) -> None:
        item = None
        if self._opened is not None and self._current is not None:
            item = self._opened.template.item(self._current)
        self.side.show_item(self._opened, item)

    def _next_open(self, opened: OpenVisit) -> Item | None:
        items = opened.template.items
        start = next((n + 1 for n, item in enumerate(items) if item.id == self._current), 0)
        for item in (*items[start:], *items[:start]):
            if not answered(item, opened.visit.answer(item.id)):
                return item
        return None

    def _tick(self, verdict: object) -> None:
        card = self._cards.get(self._current) if self._current is not None else None
        # An entry without its own use of digits (a list of choices) must not tick behind the person's back.
        focused = QApplication.focusWidget()
        if card is not None and not (focused is not None and focused.inherits("QComboBox")):
            card.choose(verdict)  # type: ignore[arg-type]

    def _move(self, step: int) -> None:
        if self._opened is None or self._current is None:
            return
        ids = [
            item.id
            for area in self._opened.template.areas
            for item in self._opened.template.items_of(area.id)
        ]
        place = ids.index(self._current) + step
        if 0 <= place < len(ids):
            self.set_current(ids[place], take_focus=True)

    def _go_to_note(self) -> None:
        card = self._cards.get(self._current) if self._current is not None else None
        if card is not None and card.body is not None:
            card.body.focus_note()
            self._scroll.ensureWidgetVisible(card.body.note, 0, 2 * GRID)

    def _leave(self) -> None:
        """From an entry back to the card, from the card back to the tree."""
        card = self._cards.get(self._current) if self._current is not None else None
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
        items = self._opened.template.items_of(area.id)
        if items and area.id != self._area:
            self._build_area(area.id)
            self._unfold(items[0].id)
            self._show_side()

    def _find(self, text: str) -> None:
        self._filter.search(text)
        self._tree.expandAll()
        self._span()
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

    def _span(self) -> None:
        """Items have no progress of their own: let their words use both columns."""
        for row in range(self._filter.rowCount()):
            area = self._filter.index(row, 0)
            for own in range(self._filter.rowCount(area)):
                self._tree.setFirstColumnSpanned(own, area, True)

    def _leave_search(self) -> None:
        self._search.clear()
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 320)
