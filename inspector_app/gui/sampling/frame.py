"""The frame of a window in which files answer an item: choose, run, look, write. It knows nothing of the files."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.seal import Stage
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import FRAME, GRID, MINIMUM_SIZE, role
from inspector_app.gui.widgets.failure_bar import FailureBar
from inspector_app.gui.widgets.sections import words

SIZE = (1180, 700)


class FileAnswerDialog(QDialog):
    """Three pages and one foot. What was found and not written is asked after once; what runs is cancelled on closing.

    A window of this kind makes its pages and buttons and hands them to `_frame`.
    """

    def __init__(self, context: Context, opened: OpenVisit, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context, self._asked = context, opened
        self._translate = context.translate
        self._task: Task | None = None
        self._closed = self._leaving = False
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.failure = FailureBar(context.translate, self)
        context.failed.connect(self.failure.show_failure)

    @property
    def has_found(self) -> bool:
        """Whether there is something that could be written."""
        raise NotImplementedError

    def reject(self) -> None:
        """Close; what was found and not written is asked after once."""
        if self._task is None and self._asks_first():
            self._leaving = True
            self.leaving.show()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._task is None and self._asks_first():
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Close; what still runs is cancelled and comes too late."""
        if not self._closed:
            self._closed = True
            self._context.failed.disconnect(self.failure.show_failure)
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    @property
    def _opened(self) -> OpenVisit:
        """The visit as it stands now."""
        now = self._context.visit
        return now if now is not None and now.visit.id == self._asked.visit.id else self._asked

    @property
    def _sealed(self) -> bool:
        return self._opened.stage is not Stage.CHECKING

    def _frame(
        self,
        choosing: QWidget,
        running: QWidget,
        found: QWidget,
        *,
        leaving: str,
        back: QPushButton,
        run: QPushButton,
        forward: QPushButton | None = None,
    ) -> None:
        """Lay the pages above the foot; `leaving` is what is said where something found is not written yet."""
        _ = self._translate
        self._choosing, self._found, self._run, self._forward_button = choosing, found, run, forward
        self.back = back
        self.pages = QStackedWidget()
        for page in (choosing, running, found):
            self.pages.addWidget(page)
        self.leaving = role(words(_(leaving)), "warning")
        self.problem = role(words(), "soft")
        self.locked = role(words(_(N_("The visit is sealed: nothing can be written."))), "soft")
        self.export = self._button(N_("Excel …"), self._export)
        self.close_button = self._button(N_("Close"), self.reject)
        self.write = role(self._button(N_("Write into the checklist …"), self._write), "primary")
        self._said = role(words(), "soft")
        self._context.said.connect(self._say)  # this window covers the status bar
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID + GRID // 2)
        foot.setSpacing(GRID)
        for button in (back, self.export):
            foot.addWidget(button)
        for line in (self.problem, self.locked, self._said):
            foot.addWidget(line, 1)
        for button in (*([forward] if forward is not None else []), self.close_button, run, self.write):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.failure)
        column.addWidget(self.pages, 1)
        column.addWidget(self.leaving)
        column.addLayout(foot)
        self._context.tasks.progressed.connect(self._progress)
        self._turn_to(choosing)
        self._fit_screen()

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._translate(text))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        choosing, found = page is self._choosing, page is self._found
        for widget, shown in (
            (self.problem, choosing),
            (self._said, not choosing and not (found and self._sealed)),
            (self._run, choosing),
            (self.back, found),
            (self.export, found),
            (self.write, found),
            (self.locked, found and self._sealed),
        ):
            widget.setVisible(shown)
        if self._forward_button is not None:
            self._forward_button.setVisible(choosing and self.has_found)
        self._said.clear()
        self.leaving.hide()
        self._leaving = False

    def _asks_first(self) -> bool:
        return self.has_found and not self._leaving and self.write.isEnabled()

    def _fit_screen(self) -> None:
        room = self.screen().availableSize()
        width = min(SIZE[0], room.width() - FRAME[0])
        height = min(SIZE[1], room.height() - FRAME[1])
        self.resize(max(width, MINIMUM_SIZE[0]), max(height, MINIMUM_SIZE[1]))

    def _say(self, sentence: str) -> None:
        line = self.problem if self.pages.currentWidget() is self._choosing else self._said
        line.setText(sentence)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _progress(self, task: Task, done: int, total: int) -> None:
        raise NotImplementedError

    def _export(self) -> None:
        raise NotImplementedError

    def _write(self) -> None:
        raise NotImplementedError
