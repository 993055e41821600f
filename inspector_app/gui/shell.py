"""Everything inside the window: rail, list of visits, the six steps of the open visit, the line at the bottom.

It routes (which page, which place) and holds no truth: pages are shown the visit that the context loaded.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.look.measures import LIST_FOLDS_BELOW
from inspector_app.gui.pages.visits import VisitsPage
from inspector_app.gui.steps import CHECKING, MINUTES, SENDING, make_page
from inspector_app.gui.theme import SIDE_FOLDS_BELOW, VISITS_WIDTH, breadth, role
from inspector_app.gui.widgets.failure_bar import FailureBar
from inspector_app.gui.widgets.fitting import FittingPages, fitting
from inspector_app.gui.widgets.rail import Rail
from inspector_app.gui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from inspector_app.actions.visits import OpenVisit
    from inspector_app.checklist.rules import ReviewLine
    from inspector_app.gui.pages.checking import CheckingPage
    from inspector_app.gui.pages.office import OfficePage
    from inspector_app.gui.pages.welcome import WelcomePage
    from inspector_app.gui.tasks import Task

REVIEW_AFTER_MS = 500
"""A pause after which the check before sealing is counted anew."""


class Shell(QWidget):
    """The window's content in one language."""

    place_changed = Signal()
    """Another item, or another place of its page, is looked at."""
    file_asked = Signal()
    """Somebody wants to open a file of the program's."""
    person_asked = Signal()
    """Somebody wants to say who works at this computer."""
    menu_asked = Signal(object)
    """QMenu that is about to be shown; the window adds what is its own."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._step = 0
        self._steps: dict[int, QWidget] = {}
        self._stale: set[int] = set()
        self._office: OfficePage | None = None
        self._wide: bool | None = None
        self._shown_visit: str | None = None
        self._review: Task | None = None
        self.actions_made = self._make_actions()
        self.rail = Rail(context.translate, self)
        self.rail.menu.aboutToShow.connect(self._fill_menu)
        self.rail.list.clicked.connect(self.set_list_visible)
        self.rail.undo.clicked.connect(self.actions_made["undo"].trigger)
        self.rail.office.clicked.connect(lambda on: self.show_office() if on else self.leave_office())
        self.visits = VisitsPage(context, self)
        self.visits.chosen.connect(self._visit_chosen)
        self._middle = FittingPages(self)
        self._middle.addWidget(role(QWidget(self), "ground"))
        self._welcome: WelcomePage | None = None
        self._visit_frame: QWidget | None = None
        self.failure = FailureBar(context.translate, self)
        self.status = StatusLine(context, self)
        self.status.next_asked.connect(self.go_to_next_open)
        self.status.review_asked.connect(lambda: self.show_step(MINUTES))
        self._lay_out()
        self._review_soon = QTimer(self, singleShot=True, interval=REVIEW_AFTER_MS)
        self._review_soon.timeout.connect(self._count_review)
        context.visit_changed.connect(self._visit_changed)
        context.failed.connect(self.failure.show_failure)
        context.succeeded.connect(self.failure.hide)
        context.place_asked.connect(self.go_to)
        self._name_acts()

    @property
    def step(self) -> int:
        """The step that is shown, 1 to 6; 0 where no visit is."""
        return self._step if self._visit_frame and self._middle.currentWidget() is self._visit_frame else 0

    def page(self, step: int) -> QWidget:
        """The page of a step, made at first need."""
        if step not in self._steps:
            self._frame_of_visit()
            made = make_page(step, self.context)
            self._steps[step] = made
            self._pages.addWidget(made)
            self._stale.add(step)
            if step == CHECKING:
                self.checking.side_wanted.connect(self._make_room)
                self.checking.place_changed.connect(self.place_changed)
                self.checking.person_asked.connect(self.person_asked)
                self._adapt()
        return self._steps[step]

    @property
    def checking(self) -> "CheckingPage":
        from inspector_app.gui.pages.checking import CheckingPage

        page = self.page(CHECKING)
        assert isinstance(page, CheckingPage)
        return page

    def show_step(self, step: int) -> None:
        """Show a step of the open visit."""
        if self.context.visit is None:
            return
        self.flush()
        self._step = step
        page = self.page(step)
        self._freshen(step)
        self._pages.setCurrentWidget(page)
        self._middle.setCurrentWidget(self._frame_of_visit())
        self._steps_bar.show_step(step)
        self.rail.office.setChecked(False)
        if step == CHECKING:
            self.checking.take_focus()

    def show_office(self) -> "OfficePage":
        """Show the office's side of this computer."""
        self.flush()
        if self._office is None:
            from inspector_app.gui.pages.office import OfficePage

            self._office = OfficePage(self.context)
            self._middle.addWidget(self._office)
        self._office.refresh()
        self._middle.setCurrentWidget(self._office)
        self.rail.office.setChecked(True)
        return self._office

    def leave_office(self) -> None:
        """Back to the open visit, or to the beginning."""
        self.rail.office.setChecked(False)
        if self.context.visit is not None:
            self._middle.setCurrentWidget(self._frame_of_visit())
        else:
            self.show_beginning()

    def show_beginning(self) -> None:
        """What stands in the middle while no visit is open; the keyboard is at the list, where there is one."""
        if self._welcome is None:
            from inspector_app.gui.pages.welcome import WelcomePage

            self._welcome = WelcomePage(self.context, self)
            self._welcome.file_asked.connect(self.file_asked)
            self._middle.addWidget(self._welcome)
        self._middle.setCurrentWidget(self._welcome)
        if not self.visits.take_focus():
            self._welcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, entity: str, field: str) -> None:
        """Show the place where a field is edited."""
        from inspector_app.gui.routes import place_of, step_of

        step, opened = step_of(entity, field), self.context.visit
        if step is None or opened is None:
            return
        self.show_step(step)
        reveal = getattr(self.page(step), "reveal", None)
        if reveal is not None:
            reveal(*place_of(entity, field, opened))

    def go_to_next_open(self) -> None:
        """Show the next item without an answer."""
        self.show_step(CHECKING)
        self.checking.go_to_next_open()

    def set_list_visible(self, visible: bool) -> None:
        """Show the list of visits or fold it into the rail."""
        self.visits.setVisible(visible)
        self.rail.list.setChecked(visible)
        self._adapt()

    def flush(self) -> None:
        """Save now whatever is being typed anywhere: leaving an entry saves what is typed in it; pages that fold
        entries away have a flush of their own."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            flush = getattr(focused, "flush", None)
            if flush is not None:
                flush()
        current = self._pages.currentWidget() if self._visit_frame is not None else None
        flush = getattr(current, "flush", None)
        if flush is not None:
            flush()

    def rest(self) -> None:
        """Hear and do nothing more: the window closes, or another shell takes over."""
        self.context.blockSignals(True)
        self._review_soon.stop()
        self.visits.rest()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.window() and event.type() is QEvent.Type.Resize:
            self._adapt()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._adapt()
        self._review_soon.start()  # not before the first paint: it loads the fonts of the minutes
        if self.context.visit is None and not self.visits.take_focus() and self._welcome is not None:
            self._welcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_actions(self) -> dict[str, QAction]:
        runs: dict[str, Callable[[], object]] = {
            "new": self._begin,
            "undo": self._take_back,
            "redo": self._do_again,
            "find": self._find,
            "next-open": self.go_to_next_open,
        }
        for number in range(1, SENDING + 1):
            runs[f"step-{number}"] = partial(self.show_step, number)
        return {
            name: bind(name, self, run, self.context.habits, self.context.translate)
            for name, run in runs.items()
        }

    def _frame_of_visit(self) -> QWidget:
        """Head, notice and pages of the open visit, made for the first one."""
        if self._visit_frame is not None:
            return self._visit_frame
        from inspector_app.gui.widgets.notice_strip import NoticeStrip
        from inspector_app.gui.widgets.visit_header import VisitHeader

        frame = QWidget(self)
        self._header = VisitHeader(self.context.translate, frame)
        self._steps_bar = self._header.steps
        self._steps_bar.chosen.connect(self.show_step)
        self._notice = NoticeStrip(self.context, frame)
        self._pages = FittingPages(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._notice)
        column.addWidget(self._pages, 1)
        self._middle.addWidget(frame)
        self._visit_frame = frame
        return frame

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.failure)
        right.addWidget(fitting(self._middle), 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(self.visits)
        upper.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.status)

    def _fill_menu(self) -> None:
        self.rail.menu.clear()
        self.rail.menu.addAction(self.actions_made["new"])
        self.rail.menu.addSeparator()
        for name in ("undo", "redo", "find", "next-open"):
            self.rail.menu.addAction(self.actions_made[name])
        self.rail.menu.addSeparator()
        self.menu_asked.emit(self.rail.menu)

    def _visit_chosen(self) -> None:
        if self.window().width() < breadth(LIST_FOLDS_BELOW):
            self.set_list_visible(False)
        if self.rail.office.isChecked():
            self.leave_office()

    def _visit_changed(self, opened: "OpenVisit | None") -> None:
        self._stale = set(self._steps)
        self.status.show_visit(opened)
        self._name_acts()
        if opened is None:
            self._shown_visit = None
            for step in self._steps:
                self._freshen(step)
            self.set_list_visible(True)
            self.show_beginning()
            return
        from inspector_app.gui.routes import FIRST_STEP

        self._frame_of_visit()
        details = opened.visit.details
        unit = details.unit or self.context.translate(N_("Unit not named yet"))
        self._header.show_title(f"{unit} · {details.title}" if details.title else unit)
        self._notice.show_notice(details.notice, opened.visit.id)
        if self.isVisible():
            self._review_soon.start()
        if opened.visit.id != self._shown_visit:
            self._shown_visit = opened.visit.id
            self.failure.hide()
            self.status.show_review(None)
            self._visit_chosen()
            self.show_step(FIRST_STEP[opened.stage])
        elif self.step:
            self._freshen(self._step)

    def _freshen(self, step: int) -> None:
        if step in self._stale:
            self._stale.discard(step)
            self._steps[step].show_visit(self.context.visit)  # type: ignore[attr-defined]

    def _begin(self) -> None:
        from inspector_app.gui.beginning import begin_visit

        begin_visit(self.context, self)

    def _take_back(self) -> None:
        from inspector_app.gui.taking_back import take_back

        take_back(self)

    def _do_again(self) -> None:
        from inspector_app.gui.taking_back import do_again

        do_again(self)

    def _name_acts(self) -> None:
        """Undo and Redo say in their names what they would do."""
        undoing, redoing, opened = self.actions_made["undo"], self.actions_made["redo"], self.context.visit
        if opened is None:
            undoing.setText(self.context.translate(N_("Undo")))
            redoing.setText(self.context.translate(N_("Redo")))
            undoing.setEnabled(False)
            redoing.setEnabled(False)
        else:
            from inspector_app.gui.taking_back import name_acts

            name_acts(opened, undoing, redoing, self.context.translate)
        self.rail.name_undo(undoing)

    def _find(self) -> None:
        if self.context.visit is not None:
            self.show_step(CHECKING)
            self.checking.start_search()

    def _count_review(self) -> None:
        opened = self.context.visit
        if opened is None:
            return
        if self._review in self.context.tasks.running:
            self._review_soon.start()  # one at a time: a long checklist must not make a queue
            return
        from inspector_app.actions.review import review_of
        from inspector_app.checklist.rules import OPEN

        visit_id = opened.visit.id

        def show(lines: "tuple[ReviewLine, ...]") -> None:
            """What is open is counted beside it already."""
            if self.context.visit is not None and self.context.visit.visit.id == visit_id:
                self.status.show_review(sum(line.code != OPEN for line in lines))

        # What is open is handed over as it stands: a value may be read by any thread.
        self._review = self.context.run_task("", lambda _workspace, _task: review_of(opened), show)

    def _adapt(self) -> None:
        """Fold the side panel away where there is no room; a person may unfold it again, instead of the list."""
        list_width = breadth(VISITS_WIDTH) if self.visits.isVisibleTo(self) else 0
        wide = self.window().width() - list_width >= breadth(SIDE_FOLDS_BELOW)
        if wide is not self._wide and CHECKING in self._steps:
            self._wide = wide
            self.checking.set_side_visible(wide)

    def _make_room(self) -> None:
        """The side panel was unfolded by hand: in a narrow window the list of visits makes room for it."""
        if self.window().width() - breadth(VISITS_WIDTH) < breadth(SIDE_FOLDS_BELOW):
            self._wide = False
            self.set_list_visible(False)
            self.checking.set_side_visible(True)
