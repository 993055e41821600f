"""All long work: what runs, what waits, what ended and how, each with its time and the way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.tasks import State, Task, Tasks
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.sections import beside, discard, scrolled, words
from inspector_app.i18n import Translate, explain

TICK_MS = 500
BAR_STEPS = 1000
STATES = {
    State.WAITING: N_("Waits for its turn"),
    State.RUNNING: N_("Running · {time}"),
    State.DONE: N_("Done · {time}"),
    State.FAILED: N_("Not done · {time}"),
    State.CANCELLED: N_("Stopped; nothing half done remains"),
}
LOOKS = {State.DONE: "good", State.FAILED: "poor"}


def time_text(milliseconds: int, translate: Translate) -> str:
    """How long it took, as people say it."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    if minutes:
        return translate(N_("{minutes} min {seconds} s")).format(minutes=minutes, seconds=seconds)
    return translate(N_("{seconds} s")).format(seconds=seconds)


class TaskRow(QFrame):
    """One piece of work."""

    def __init__(self, task: Task, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role(self, "card")
        self.task, self._translate = task, translate
        self.setAccessibleName(task.title)
        self.state = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate(N_("Progress: {title}")).format(title=task.title))
        self.cancel = QPushButton(translate(N_("Cancel")))
        self.cancel.setAutoDefault(False)
        self.cancel.setAccessibleName(f"{self.cancel.text()}: {task.title}")
        self.cancel.clicked.connect(task.cancel)
        self.reason = words()
        self.copy = role(QPushButton(translate(N_("Copy"))), "quiet")
        self.copy.setAutoDefault(False)
        self.copy.setAccessibleName(f"{self.copy.text()}: {task.title}")
        self.copy.setToolTip(translate(N_("Copy this message, for whoever helps you")))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.reason.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addLayout(beside(role(words(task.title), "heading"), self.cancel, self.copy, stretch=0))
        column.addWidget(self.bar)
        column.addLayout(beside(self.state, None))
        column.addWidget(self.reason)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        task, _ = self.task, self._translate
        stopping = task.cancelled() and not task.state.over
        text = N_("Stopping …") if stopping else STATES[task.state]
        self.state.setText(_(text).format(time=time_text(task.elapsed_ms, _)))
        role(self.state, LOOKS.get(task.state, "soft"))
        self.bar.setVisible(task.state is State.RUNNING)
        self.bar.setRange(0, BAR_STEPS if task.share is not None else 0)
        if task.share is not None:
            self.bar.setValue(int(task.share * BAR_STEPS))
        self.cancel.setVisible(not task.state.over)
        self.cancel.setEnabled(not stopping)
        self.reason.setText(self._reason())
        self.reason.setVisible(bool(self.reason.text()))
        self.copy.setVisible(self.reason.isVisibleTo(self))

    def _reason(self) -> str:
        if self.task.state is not State.FAILED:
            return ""
        if (error := self.task.explained) is not None:
            return explain(error, self._translate).text()
        return self._translate(N_("The program met an error of its own; what was saved before is safe."))


class TaskList(QWidget):
    """The rows, the newest of each kind first, kept in step while it is on the screen."""

    def __init__(self, tasks: Tasks, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._translate = tasks, translate
        self.rows: list[TaskRow] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        empty = EmptyState(
            translate(N_("Nothing runs, and nothing long has run since the program was started.")), None
        )
        self._stack = WithEmptyState(scrolled(inside), empty)
        self.forget = role(QPushButton(translate(N_("Empty the list"))), "quiet")
        self.forget.setAutoDefault(False)
        self.forget.clicked.connect(self._forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack, 1)
        column.addLayout(beside(None, self.forget))
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._refresh_rows)
        for happened in (tasks.started, tasks.ended):
            happened.connect(lambda _task: self.refresh())
        tasks.stopping.connect(lambda _task: self._refresh_rows())
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now; a row that stays is the same widget, so that nobody loses the focus."""
        wanted = self._tasks.shown
        known = {row.task: row for row in self.rows}
        for task, row in known.items():
            if task not in wanted:
                self._column.removeWidget(row)
                discard(row)
        self.rows = [known.get(task) or TaskRow(task, self._translate) for task in wanted]
        for place, row in enumerate(self.rows):
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        self._refresh_rows()
        self._stack.show_content(bool(self.rows))
        self.forget.setEnabled(any(task.state.over for task in wanted))
        if self._tasks.running:
            self._tick.start()
        else:
            self._tick.stop()

    def _refresh_rows(self) -> None:
        for row in self.rows:
            row.refresh()

    def _forget(self) -> None:
        self._tasks.forget_ended()
        self.refresh()
