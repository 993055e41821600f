"""The list of visits at the left, and what stands in the middle while none is open."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.templates import offered
from inspector_app.actions.visits import (
    VisitSummary,
    create_sample,
    create_visit,
    listing,
    sample_names,
    summary,
)
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.delegates.visit import VisitDelegate
from inspector_app.gui.dialogs.new_visit import NewVisitDialog
from inspector_app.gui.models.visits import VisitsModel
from inspector_app.gui.tasks import Lane, Task
from inspector_app.gui.theme import GRID, VISITS_WIDTH, icon, measure, role
from inspector_app.gui.widgets.sections import words

REFRESH_MS = 120
COUNT_MS = 1500
CARD_WIDTH = 520

SAMPLE_TITLES = {
    "so-xay-dung-2022": N_("Sở Xây dựng 2022, rebuilt from the news"),
    "so-mau": N_("Sở Mẫu, invented, shows everything"),
}
"""What the buttons of the shipped samples say; another sample shows its name."""


def begin_visit(context: Context, parent: QWidget) -> None:
    """Ask what a new visit begins with, make it and open it."""
    found = context.ask(offered)
    if found is None:
        return
    dialog = NewVisitDialog(context, found, parent)
    if dialog.exec():
        made = context.perform(create_visit, dialog.template.currentData(), dialog.details())
        if made is not None:
            context.open(made)
            context.go_to("visit", "unit")
            # The follow-up book is read beside the window: nobody waits for it to begin.
            context.run_task("", partial(_carry_over, made), partial(_carried_over, context), lane=Lane.WORK)


def _carry_over(visit_id: VisitId, workspace: Workspace, _task: Task) -> Changed:
    from inspector_app.actions import follow_up

    return follow_up.begin(workspace, visit_id)


def _carried_over(context: Context, changed: Changed) -> None:
    if changed.entities:
        text = N_("Carried over from the last inspection: {count} open shortcoming(s), shown at step 3.")
        context.say(context.translate(text).format(count=len(changed.entities)))


def open_sample(context: Context, name: str) -> None:
    """Make a sample visit, or take the one that is there, and open it."""
    made = context.perform(create_sample, name)
    if made is not None:
        context.open(made)


class VisitsPage(QFrame):
    """The visits of this computer; choosing one opens it."""

    chosen = Signal()
    """A visit was opened from the list."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
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
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        empty = role(words(_(N_("No visit yet. Begin one, or open a sample to practise on."))), "soft")
        empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        empty.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(self.list)
        self.new = role(QPushButton(icon("plus"), _(N_("New visit")), self), "quiet")
        self.new.setAutoDefault(False)
        self.new.clicked.connect(lambda: begin_visit(context, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID // 2, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(heading)
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
        self.refresh()
        context.changed.connect(self._changed)
        context.visit_changed.connect(self._mark)

    def refresh(self) -> None:
        """Read the list anew; what the rules of each checklist leave out is counted beside the window."""
        self._show(self._context.ask(listing, settled=False) or ())
        self._count_later.start()

    def _count(self) -> None:
        self._context.run_task("", lambda workspace, _task: listing(workspace), self._show)

    def _show(self, visits: tuple[VisitSummary, ...]) -> None:
        self.model.show(visits)
        if (opened := self._context.visit) is not None:
            self.model.update(summary(opened))
        self._stack.setCurrentIndex(1 if visits else 0)
        self._mark()

    def _changed(self, change: Changed) -> None:
        """A tick changes one line, which is known already; only more than that is worth reading the list."""
        opened = self._context.visit
        own = opened is not None and change.visit == opened.visit.id and not change.listing
        if not (own and opened is not None and self.model.update(summary(opened))):
            self._soon.start()

    def rest(self) -> None:
        """Read the list no more."""
        self._soon.stop()
        self._count_later.stop()

    def _mark(self, _opened: object = None) -> None:
        opened = self._context.visit
        index = self.model.row_of(opened.visit.id if opened is not None else None)
        if index.isValid():
            self.list.setCurrentIndex(index)
        else:
            self.list.clearSelection()

    def _open(self, index: QModelIndex) -> None:
        visit_id: VisitId = self.model.visit_at(index)
        opened = self._context.visit
        if opened is None or opened.visit.id != visit_id:
            self._context.open(visit_id)
        self.chosen.emit()


class WelcomePage(QWidget):
    """No visit is open: what the program is for, and the two ways to begin."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = context.translate
        role(self, "ground")
        card = role(QFrame(self), "card")
        measure(card, width=CARD_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(GRID + GRID // 2)
        column.addWidget(role(words(_(N_("Inspection on site"))), "title"))
        column.addWidget(
            role(
                words(
                    _(
                        N_(
                            "Tick the checklist, agree the minutes with the unit, sign them before you leave, and hand "
                            "them to the office. Everything is saved on this computer at once; no network is needed."
                        )
                    )
                ),
                "soft",
            )
        )
        self.new = role(QPushButton(icon("plus", "PAPER"), _(N_("New visit"))), "primary")
        self.new.setAutoDefault(False)
        self.new.clicked.connect(lambda: begin_visit(context, self))
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(GRID)
        column.addWidget(role(QLabel(_(N_("Or practise on a sample"))), "label"))
        self.samples: dict[str, QPushButton] = {}
        for name in sample_names():
            button = role(QPushButton(icon("document"), _(SAMPLE_TITLES.get(name, name))), "quiet")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, own=name: open_sample(context, own))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.samples[name] = button
        upright = QVBoxLayout()
        upright.addStretch(1)
        upright.addWidget(card)
        upright.addStretch(2)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        outside.addStretch(1)
        outside.addLayout(upright)
        outside.addStretch(1)
        self.setFocusProxy(self.new)
