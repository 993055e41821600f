"""In the line at the bottom: what runs for longer than a moment, how far it is, Cancel, and the way to the whole list."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from inspector_app.errors import N_
from inspector_app.gui.tasks import State, Task, Tasks
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.i18n import Translate

SHOWN_FROM_MS = 2000
"""What is over sooner never flickers past."""
LOOK_MS = 250
BAR_STEPS = 1000
TITLE_WIDTH = 30 * GRID


class WorkLine(QWidget):
    """Hidden while nothing runs that one would wait for."""

    list_asked = Signal()

    def __init__(self, tasks: Tasks, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._translate = tasks, translate
        self.task: Task | None = None
        """The work that is shown."""
        self._failed = 0
        self.title = role(QPushButton(self), "link")
        self.title.clicked.connect(self._ask_list)
        self.bar = QProgressBar(self)
        measure(self.bar, width=15 * GRID)
        self.bar.setTextVisible(False)
        self.cancel = role(QPushButton(translate(N_("Cancel")), self), "link")
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for widget in (self.title, self.bar, self.cancel):
            row.addWidget(widget)
        for button in (self.title, self.cancel):
            button.setAutoDefault(False)
        self._look_again = QTimer(self, interval=LOOK_MS)
        self._look_again.timeout.connect(self._look)
        tasks.started.connect(self._started)
        tasks.ended.connect(self._ended)
        tasks.stopping.connect(lambda _task: self._look())
        self._look()

    def seen(self) -> None:
        """The list was opened: what failed is known."""
        self._failed = 0
        self._look()

    def _started(self, task: Task) -> None:
        if task.title:
            self._look_again.start()

    def _ended(self, task: Task) -> None:
        if task.state is State.FAILED and task.title:
            self._failed += 1
        self._look()

    def _look(self) -> None:
        named = [task for task in self._tasks.running if task.title]
        if not named:
            self._look_again.stop()
        # What was shown stays until it ends; a bar that jumps between two pieces of work says nothing.
        long = [task for task in named if task.elapsed_ms >= SHOWN_FROM_MS]
        self.task = self.task if self.task in long else next(iter(long), None)
        self.setVisible(self.task is not None or self._failed > 0)
        for widget in (self.bar, self.cancel):
            widget.setVisible(self.task is not None)
        if self.task is not None:
            self._show(self.task, len(named) - 1)
        elif self._failed:
            text = self._translate(N_("Not done: {count}")).format(count=self._failed)
            self._say(text, self._translate(N_("See what failed, why, and what to do")))

    def _show(self, task: Task, more: int) -> None:
        _ = self._translate
        text = task.title if not task.cancelled() else _(N_("Stopping: {title}")).format(title=task.title)
        self._say(
            _(N_("{title} (+{count})")).format(title=text, count=more) if more else text,
            _(N_("See all work that runs")),
        )
        self.cancel.setEnabled(not task.cancelled())
        self.cancel.setAccessibleName(f"{self.cancel.text()}: {task.title}")
        self.bar.setAccessibleName(_(N_("Progress: {title}")).format(title=task.title))
        self.bar.setRange(0, BAR_STEPS if task.share is not None else 0)
        if task.share is not None:
            self.bar.setValue(int(task.share * BAR_STEPS))

    def _say(self, text: str, hint: str) -> None:
        shown = self.title.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, TITLE_WIDTH)
        self.title.setText(shown.replace("&", "&&"))
        self.title.setAccessibleName(text)
        self.title.setToolTip(f"{text}\n{hint}" if shown != text else hint)

    def _ask_list(self) -> None:
        self.seen()
        self.list_asked.emit()

    def _cancel(self) -> None:
        if self.task is not None:
            self.task.cancel()
