"""The list of visits at the left: the first thing to be there when the program starts, so it loads little."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.listing import VisitSummary, overview
from inspector_app.checklist.folding import fold
from inspector_app.errors import N_
from inspector_app.gui.delegates.visit import VisitDelegate
from inspector_app.gui.models.visits import VisitsModel
from inspector_app.gui.theme import GRID, VISITS_WIDTH, icon, measure, role
from inspector_app.gui.widgets.plain import words

if TYPE_CHECKING:
    from inspector_app.actions.workspace import Changed, Workspace
    from inspector_app.gui.bridge import Context
    from inspector_app.gui.tasks import Task

FIRST = 60
"""Visits that are there at once; more fit on no screen, and the others come when these are painted."""
SEARCHED_FROM = 8
"""Fewer visits are seen at a glance: nothing is to be found among them."""
REFRESH_MS = 120
COUNT_MS = 600


class VisitsPage(QFrame):
    """The visits of this computer; choosing one opens it."""

    chosen = Signal()
    """A visit was opened from the list."""

    def __init__(self, context: "Context", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = context.translate
        self._context = context
        role(self, "panel")
        self.setProperty("side", "left")
        measure(self, width=VISITS_WIDTH)
        heading = role(QLabel(_(N_("Visits"))), "heading")
        heading.setContentsMargins(2 * GRID, GRID, GRID, 0)
        self.model = VisitsModel(_, self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(VisitDelegate(self.list))
        self.list.setAccessibleName(_(N_("Visits")))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_(N_("Find a unit, subject or year")))
        self.search.setAccessibleName(_(N_("Find a visit, with or without marks")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        empty = _Sentence(_(N_("No visit yet. Begin one, or open a sample to practise on.")))
        nothing = _Sentence(_(N_("No visit has these words.")), _(N_("Show all visits")))
        nothing.wanted.connect(self._find_all)
        self._stack = QStackedWidget(self)
        for part in (empty, self.list, nothing):
            self._stack.addWidget(part)
        self.new = role(QPushButton(icon("plus"), _(N_("New visit")), self), "quiet")
        self.new.setAutoDefault(False)
        self.new.clicked.connect(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(heading)
        above = QHBoxLayout()
        above.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        above.addWidget(self.search)
        column.addLayout(above)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setContentsMargins(GRID, 0, GRID, 0)
        row.addWidget(self.new)
        row.addStretch(1)
        column.addLayout(row)
        # One reading of the list for a burst of changes.
        self._soon = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._soon.timeout.connect(self.refresh)
        # By then the visit that is being opened is counted already.
        self._count_later = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._count_later.timeout.connect(self._count)
        self.model.uncounted.connect(self._count_later.start)
        self._whole = False
        self._filtered = False
        self._show(context.ask(overview, FIRST) or ())
        context.changed.connect(self._changed)
        context.visit_changed.connect(self._mark)

    def refresh(self) -> None:
        """Read the list anew; how much of each visit is done is counted beside the window, for those in sight."""
        self._whole = True
        self._show(self._context.ask(overview) or ())

    def complete(self) -> None:
        """Have all visits in the list, not the newest alone."""
        if not self._whole:
            self.refresh()

    def _show(self, visits: tuple[VisitSummary, ...]) -> None:
        self.model.show(visits)
        self._show_opened()
        self.search.setVisible(len(visits) >= SEARCHED_FROM or bool(self.search.text()))
        self._filter(self.search.text())
        self._mark()

    def _filter(self, text: str) -> None:
        """Show the visits that hold all the words, in the order in which they were changed."""
        if text:
            self.complete()
        wanted = fold(text)
        found = self.model.rows_with(wanted) if wanted else ()
        if wanted or self._filtered:
            for row in range(self.model.rowCount()):
                self.list.setRowHidden(row, bool(wanted) and not found[row])
        self._filtered = bool(wanted)
        self._stack.setCurrentIndex(0 if not self.model.rowCount() else 1 if not wanted or any(found) else 2)

    def _find_all(self) -> None:
        self.search.clear()
        self.take_focus()

    def _show_opened(self) -> bool:
        """Show the open visit's line as it stands now; whether there is such a line."""
        opened = self._context.visit
        if opened is None:
            return False
        from inspector_app.actions.visits import summary

        return self.model.update(summary(opened))

    def _count(self) -> None:
        ids = self.model.take_uncounted()

        def count(workspace: "Workspace", _task: "Task") -> tuple[VisitSummary, ...]:
            from inspector_app.actions.visits import counted

            return counted(workspace, ids)

        self._context.run_task("", count, self._show_counted)

    def _show_counted(self, visits: tuple[VisitSummary, ...]) -> None:
        for visit in visits:
            self.model.update(visit)

    def _changed(self, change: "Changed") -> None:
        """A tick changes one line, which is known already; only more than that is worth reading the list."""
        opened = self._context.visit
        own = opened is not None and change.visit == opened.visit.id and not change.listing
        if not (own and self._show_opened()):
            self._soon.start()

    def take_focus(self) -> bool:
        """Bring the keyboard to the list; False where there is no visit."""
        if not self.model.rowCount():
            return False
        if not self.list.currentIndex().isValid():
            self.list.selectionModel().setCurrentIndex(
                self.model.index(0), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def rest(self) -> None:
        """Read the list no more."""
        self._soon.stop()
        self._count_later.stop()

    def _begin(self) -> None:
        from inspector_app.gui.beginning import begin_visit

        begin_visit(self._context, self)

    def _mark(self, _opened: object = None) -> None:
        opened = self._context.visit
        index = self.model.row_of(opened.visit.id if opened is not None else None)
        if index.isValid():
            self.list.setCurrentIndex(index)
        else:
            self.list.clearSelection()

    def _open(self, index: QModelIndex) -> None:
        visit_id = self.model.visit_at(index)
        opened = self._context.visit
        if opened is None or opened.visit.id != visit_id:
            self._context.open(visit_id)
        self.chosen.emit()


class _Sentence(QWidget):
    """What stands where no visit does: a sentence, and the way out where the button below the list is none."""

    wanted = Signal()

    def __init__(self, sentence: str, act: str | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(role(words(sentence), "soft"))
        if act is not None:
            button = QPushButton(act)
            button.setAutoDefault(False)
            button.clicked.connect(self.wanted)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
