"""Tells that long work ended, through the system, while another program is in front. It must not know what the work was.

Only work that one went away from is told, and never while `quiet`: what a room full of people sees is no place for it.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.habits import Habits
from inspector_app.gui.tasks import State, Task, Tasks
from inspector_app.i18n import Translate

LONG_MS = 10_000
"""Shorter work is over before one has settled in another program."""
SHOWN_MS = 10_000

SENTENCES = {
    State.DONE: N_("Done: {title}"),
    State.FAILED: N_("Not done: {title}. Open the window to see why and what to do."),
}

Show = Callable[[str, str], None]


class Notifier(QObject):
    """One per window and language."""

    def __init__(
        self,
        window: QWidget,
        tasks: Tasks,
        habits: Habits,
        translate: Translate,
        come: Callable[[], None],
        parent: QObject,
        show: Show | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._habits, self._translate = window, habits, translate
        self._bring_to_front = come
        self._tray: QSystemTrayIcon | None = None
        self._show = show or self._through_the_system
        self.quiet = False
        """While minutes are read aloud before both sides, or anything else is projected."""
        tasks.ended.connect(self._ended)

    @property
    def allowed(self) -> bool:
        """Whether anything may be told now."""
        in_front = QApplication.activeWindow() is not None
        return self._habits.settings.notifications and not self.quiet and not in_front

    def _ended(self, task: Task) -> None:
        sentence = SENTENCES.get(task.state)
        if sentence is None or not task.title or task.elapsed_ms < LONG_MS or not self.allowed:
            return
        self._show(self._window.windowTitle(), self._translate(sentence).format(title=task.title))

    def _through_the_system(self, title: str, sentence: str) -> None:
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(theme.icon("yes"), self)
            self._tray.messageClicked.connect(self._come)
            self._tray.activated.connect(lambda _reason: self._come())
        self._tray.show()
        self._tray.showMessage(title, sentence, QSystemTrayIcon.MessageIcon.NoIcon, SHOWN_MS)

    def _come(self) -> None:
        if self._tray is not None:
            self._tray.hide()
        self._bring_to_front()
