"""What the window offers around the visit: settings, the list of long work, files to open, visits opened last,
notifications, and backups that come by themselves. One for each language, because the context is.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMenu

from inspector_app.errors import N_
from inspector_app.gui.commands import bind
from inspector_app.gui.help.asking import HelpKey, show_help
from inspector_app.gui.notifications import Notifier
from inspector_app.gui.tasks import Lane, Task

if TYPE_CHECKING:
    from inspector_app.actions.visits import OpenVisit
    from inspector_app.actions.workspace import Workspace
    from inspector_app.gui.window import MainWindow

FIRST_BACKUP_MS = 60_000
BACKUP_MS = 10 * 60_000
"""How often it is looked whether a backup is due."""
RECENT = 6


class Desk(QObject):
    """Made when the window has its context and its shell."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window.shell)
        self._window, self._context = window, window.context
        context, shell = window.context, window.shell
        self.notifier = Notifier(
            window, context.tasks, context.habits, context.translate, window.bring_to_front, self
        )
        context.projected.connect(self._keep_quiet)
        runs: dict[str, Callable[[], object]] = {
            "open-file": self.ask_file,
            "work": shell.status.show_work,
            "settings": self.show_settings,
        }
        runs["help"] = self.show_help
        HelpKey(context, self)
        self.actions_made = {
            name: bind(name, shell, run, context.habits, context.translate) for name, run in runs.items()
        }
        self._backup_soon = QTimer(self, singleShot=True, interval=FIRST_BACKUP_MS)
        self._backup_soon.timeout.connect(self._back_up)
        self._backup_soon.start()
        context.visit_changed.connect(self._note_visit)
        shell.file_asked.connect(self.ask_file)

    def _keep_quiet(self, projected: bool) -> None:
        self.notifier.quiet = projected

    def show_settings(self) -> None:
        """All settings."""
        from inspector_app.gui.settings.dialog import show_settings

        show_settings(self._window)

    def show_help(self) -> None:
        """The help, at what is in sight."""
        from inspector_app.gui.help.topics import topic_of

        show_help(self._context, topic_of(self._window), self._window)

    def ask_file(self) -> None:
        """Any file or folder of the program's, told by its content."""
        from inspector_app.gui.dialogs.files import choose_file
        from inspector_app.gui.opening import open_path

        _ = self._context.translate
        path = choose_file(self._context, self._window, _(N_("Open a file")), _(N_("All files")), "*")
        if path is not None:
            open_path(self._window, Path(path))

    def add_to_menu(self, menu: QMenu) -> None:
        """The entries of this desk."""
        self._add_recent(menu)
        for name in ("open-file", "work", "settings", "help"):
            menu.addAction(self.actions_made[name])

    def _add_recent(self, menu: QMenu) -> None:
        """Visits opened last, but for the one that is open."""
        from inspector_app.actions.listing import overview
        from inspector_app.checklist.visit import VisitId

        opened = self._context.visit
        wanted = [
            own for own in self._context.habits.settings.recent if opened is None or own != opened.visit.id
        ]
        if not wanted:
            return
        _ = self._context.translate
        known = {own.id: own for own in self._context.ask(overview) or ()}
        found = [own for name in wanted if (own := known.get(VisitId(name))) is not None]
        if not found:
            return
        recent = menu.addMenu(_(N_("Opened last")))
        for own in found:
            name = " · ".join(part for part in (own.unit or _(N_("Unit not named yet")), own.title) if part)
            action = recent.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _on, visit=own.id: self._context.open(visit))

    def _note_visit(self, opened: "OpenVisit | None") -> None:
        """The visit that is opened stands first; the window writes it down with its place."""
        if opened is None:
            return
        recent = self._context.habits.settings.recent
        if not recent or recent[0] != opened.visit.id:
            others = [own for own in recent if own != opened.visit.id]
            self._context.habits.change(recent=(opened.visit.id, *others)[: RECENT + 1])

    def _back_up(self) -> None:
        """Quietly, in the lane of what writes: it is one file more, and never beside an act."""
        self._backup_soon.start(BACKUP_MS)
        self._context.run_task("", _automatic, lane=Lane.WORK)


def _automatic(workspace: "Workspace", _task: Task) -> Path | None:
    from inspector_app.actions.backups import automatic

    return automatic(workspace)
