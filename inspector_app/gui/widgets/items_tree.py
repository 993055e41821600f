"""The left side of step 2: search, filter, and the tree of areas and items that they leave. It ticks nothing."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.visits import Difference, OpenVisit
from inspector_app.checklist.template import ItemId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import asks_for, shown_keys
from inspector_app.gui.models.items import ItemsModel
from inspector_app.gui.theme import GRID, TREE_WIDTH, icon, measure, role
from inspector_app.gui.widgets.empty import EmptyState
from inspector_app.gui.widgets.item_filter import ItemFilter

PROGRESS_WIDTH = 56
EXPANDED_UP_TO = 400
"""Items up to which the whole tree stands open."""


class ItemsTree(QFrame):
    """It says what somebody chose; the page shows it, and tells the tree which item is the current one."""

    item_chosen = Signal(str)
    area_chosen = Signal(str)
    first_taken = Signal(str)
    """Enter in the search: the first item found is wanted, with the keyboard on it."""
    write_asked = Signal()
    left = Signal()
    """Escape in the tree: back to the item."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._visit: str | None = None
        self._current: ItemId | None = None
        role(self, "panel")
        self.setProperty("side", "left")
        measure(self, width=TREE_WIDTH)
        _ = context.translate
        self.model = ItemsModel(context, self)
        self.search = self._make_search()
        self.filter = ItemFilter(context, self)
        self.filter.changed.connect(self._narrow)
        self.view = self._make_view()
        self.empty = EmptyState(_(N_("No item is like this.")), _(N_("See all items")), self)
        self.empty.wanted.connect(self.clear)
        self.empty.hide()
        self.advance = QCheckBox(_(N_("Go on after an answer")), self)
        self.advance.setToolTip(
            _(N_("To the next item without an answer, where nothing more is asked ({keys})")).format(
                keys=shown_keys("auto-advance", context.habits)
            )
        )
        self.advance.setChecked(context.habits.settings.auto_advance)
        self.advance.clicked.connect(self._take_advance)
        context.habits.changed.connect(self._habits_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID + GRID // 2, 0, GRID // 2)
        column.setSpacing(GRID // 2)
        for part in (self.search, self.filter, self.advance):
            own = QVBoxLayout()
            own.setContentsMargins(GRID, 0, GRID, 0)
            own.addWidget(part)
            if part is self.advance:
                column.addWidget(self.view, 1)
                column.addWidget(self.empty, 1)
            column.addLayout(own)

    def show_visit(self, opened: OpenVisit | None, difference: Difference | None) -> None:
        """Show the visit as it stands; another one begins with everything in sight."""
        self.filter.show_visit(opened)
        visit = opened.visit.id if opened is not None else None
        self.model.show(opened, difference)
        if visit != self._visit:
            self._visit, self._current = visit, None
            if self.search.text():
                self.search.clear()
            else:
                self._narrow()
        elif opened is not None and difference is None and self.narrowed:
            self._narrow()  # another program, or another laptop, may have changed what is sought
        else:
            self._tell()

    @property
    def narrowed(self) -> bool:
        """Whether something is sought or left out."""
        return self.filter.active or bool(self.search.text().strip())

    def select(self, item_id: ItemId | None) -> None:
        """Mark the current item and bring it into sight; one that is not there now marks nothing."""
        self._current = item_id
        index = self.model.index_of(item_id) if item_id is not None else QModelIndex()
        selection = self.view.selectionModel()
        if not index.isValid():
            selection.clear()
        elif self.view.currentIndex() != index or not selection.isSelected(index):
            selection.setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
            self._bring_into_sight()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._bring_into_sight)  # once it has its size

    def _bring_into_sight(self) -> None:
        """The current item, and above the first of an area the area's own line."""
        index = self.view.currentIndex()
        if index.isValid() and self.view.isVisible():
            if index.row() == 0 and index.parent().isValid():
                self.view.scrollTo(index.parent(), QAbstractItemView.ScrollHint.EnsureVisible)
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def start_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear(self) -> None:
        """See everything again, the current item in sight."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.search.clear()  # in silence its button for clearing would stay
        self.filter.reset()
        if had_focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_search(self) -> "_Search":
        _ = self._context.translate
        search = _Search(self._context, self)
        search.setPlaceholderText(_(N_("Find (Ctrl+F), marks not needed")))
        search.setAccessibleName(_(N_("Find an item")))
        search.setToolTip(_(N_("Words of the item, of the shortcoming, of your notes; marks are not needed")))
        search.setClearButtonEnabled(True)
        search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        for own in search.findChildren(QToolButton):
            own.setAccessibleName(search.accessibleName())
        search.textChanged.connect(lambda _text: self._narrow())
        search.returnPressed.connect(self._take_first)
        search.left.connect(self._leave_search)
        return search

    def _make_view(self) -> "_View":
        view = _View(self._context, self)
        view.setModel(self.model)
        view.setAccessibleName(self._context.translate(N_("Areas and items")))
        view.setHeaderHidden(True)
        view.setIndentation(GRID + GRID // 2)
        view.setRootIsDecorated(False)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(GRID)
        header.resizeSection(1, PROGRESS_WIDTH)
        view.expanded.connect(self._span)
        self.model.rowsInserted.connect(lambda parent, _first, _last: self._span(parent))
        view.selectionModel().currentChanged.connect(self._moved)
        view.activated.connect(lambda _index: self.write_asked.emit())
        view.left.connect(self._leave)
        return view

    def _narrow(self) -> None:
        """Look again for what is wanted."""
        wanted = self.filter.items()
        found = self.model.matching(self.search.text())
        kept = found if wanted is None else wanted if found is None else wanted & found
        current = self._current
        selection = self.view.selectionModel()
        selection.blockSignals(True)  # what a reset does to the selection is nobody's choice
        self.model.keep(None if kept is None else frozenset(map(ItemId, kept)))
        selection.blockSignals(False)
        self._open()
        self.select(current)
        self._tell()
        if not self.narrowed and self.view.currentIndex().isValid():
            # Of all that is there again, what one was looking at comes to the middle.
            self.view.scrollTo(self.view.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _tell(self) -> None:
        none = self.narrowed and self.model.rowCount() == 0
        if none and self.view.hasFocus():
            self.empty.show()
            self.empty.button.setFocus()
        self.empty.setVisible(none)
        self.view.setVisible(not none)
        if self.narrowed:
            rows = range(self.model.rowCount())
            shown = sum(self.model.rowCount(self.model.index(row, 0)) for row in rows)
            self.filter.tell(shown, bool(self.search.text().strip()))
        else:
            self.filter.tell(0, False)

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid():
            return
        item = self.model.item_at(index)
        if item is None:
            self.area_chosen.emit(self.model.area_at(index).id)
        elif item.id != self._current:
            self.item_chosen.emit(item.id)

    def _take_first(self) -> None:
        first = next(self.model.shown(), None)
        if first is not None:
            self.first_taken.emit(first.id)

    def _leave_search(self) -> None:
        self.search.clear()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        if self.narrowed:
            self.clear()
        else:
            self.left.emit()

    def _take_advance(self, on: bool) -> None:
        self._context.habits.change(auto_advance=on)

    def _habits_changed(self, different: frozenset[str]) -> None:
        if "auto_advance" in different:
            self.advance.setChecked(self._context.habits.settings.auto_advance)
        if "person" in different and self.narrowed:
            self._narrow()

    def _open(self) -> None:
        """Everything at once, unless that would be a list nobody can take in."""
        areas = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        if sum(self.model.rowCount(area) for area in areas) > EXPANDED_UP_TO:
            self.view.collapseAll()
            return
        self.view.expandAll()
        for area in areas:
            self._span(area)

    def _span(self, area: QModelIndex) -> None:
        """Items have no progress of their own: let their words use both columns."""
        for row in range(self.model.rowCount(area)):
            self.view.setFirstColumnSpanned(row, area, True)


class _Search(QLineEdit):
    left = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._habits = context.habits

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asks_for("leave", event, self._habits):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _View(QTreeView):
    """A tree in which Escape leads back, and typed letters look for nothing: Ctrl+F does that, without marks."""

    left = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._habits = context.habits

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asks_for("leave", event, self._habits):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: what a Vietnamese keyboard types comes in pieces."""
