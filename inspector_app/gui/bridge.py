"""What every page stands on: the workspace, the language, the open visit, and one `changed` signal.

Down: a page calls an action through `perform`. Up: `changed`; pages reload what they show. It holds no widget.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.errors import UserError
from inspector_app.gui.habits import Habits
from inspector_app.gui.tasks import CancelledError, Job, Lane, Task, Tasks
from inspector_app.i18n import Language, explain, translator

if TYPE_CHECKING:
    from inspector_app.actions.visits import OpenVisit
    from inspector_app.checklist.template import Wording
    from inspector_app.checklist.visit import VisitId

P = ParamSpec("P")
T = TypeVar("T")


class Context(QObject):
    """Handed to every page. Another language is another context, and pages made anew.

    A page of a step is a QWidget made with `(context)` that has `show_visit(visit: OpenVisit | None)`, called
    whenever it is in sight and what it shows may be stale. It may also have `reveal(entity, field)`, called
    after `show_visit` when somebody asked to `go_to` a place of it.
    """

    changed = Signal(object)
    """Changed: what an action changed; emitted after the open visit was loaded anew."""
    visit_changed = Signal(object)
    """OpenVisit | None: another visit, or the same one with other content."""
    failed = Signal(object)
    """Explanation of a UserError, to be shown at the top of the page."""
    succeeded = Signal()
    """An action went through; an old failure need not be shown any longer."""
    crashed = Signal(object)
    """Exception of a task that is a bug of ours."""
    place_asked = Signal(str, str)
    """entity, field"""
    brought = Signal(str, object)
    """item id, Carried: files or rows that somebody wants at an item of the open visit; step 2 takes them in."""
    projected = Signal(bool)
    """The minutes are read before both sides from now on, or no longer: nothing may pop up meanwhile."""
    said = Signal(str)
    """One sentence, in the interface's language, that something was done."""

    def __init__(
        self,
        workspace: Workspace,
        language: Language,
        parent: QObject | None = None,
        habits: Habits | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.habits = Habits(workspace.folder, self) if habits is None else habits
        self.language: Language = language
        self.translate = translator(language)
        self.tasks = Tasks(workspace, self)
        self.last_folder: Path | None = None
        """Where a file dialog should open: the folder used last. Write it after a choice; it is remembered."""
        self.examined_last: tuple[tuple[Path, ...], Path | None] | None = None
        """The e-documents that were looked at last, and their register: not remembered after the program ends."""
        self._visit: OpenVisit | None = None

    @property
    def visit(self) -> "OpenVisit | None":
        """The open visit as it was last loaded."""
        return self._visit

    def worded(self, wording: "Wording") -> str:
        """A checklist's text in the interface's language."""
        return wording.vi if self.language == "vi" else wording.en

    def open(self, visit_id: "VisitId | None") -> None:
        """Make a visit the open one (None closes it)."""
        if visit_id is None:
            self._visit = None
        else:
            from inspector_app.actions.visits import load

            loaded = self.ask(load, visit_id)
            if loaded is None:
                return
            self._visit = loaded
        self.visit_changed.emit(self._visit)

    def ask(
        self, verb: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Call an action that only reads. A UserError is shown and gives None."""
        try:
            return verb(self.workspace, *args, **kwargs)
        except UserError as error:
            self.report(error)
            return None

    def perform(
        self, verb: Callable[Concatenate[Workspace, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Call an action that changes something and tell everybody. A UserError is shown and gives None."""
        try:
            result = verb(self.workspace, *args, **kwargs)
        except UserError as error:
            self.report(error)
            # What a widget shows may be what was refused: show again what is stored.
            self.visit_changed.emit(self._visit)
            return None
        self.succeeded.emit()
        self.announce(result)
        return result

    def run_task(
        self,
        title: str,
        job: Job,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[], None] | None = None,
        lane: Lane | None = None,
    ) -> Task:
        """Run `job(workspace, task)` beside the window; `title` (translated) shows with progress and Cancel.

        The job gets a Workspace of its own and may call `task.progress(done, total)` and `task.cancelled()`.
        Its result goes to `done` in the window's thread, after a Changed in it was announced; on failure or
        cancelling `failed` is called, after the error was shown. An empty title runs quietly, and may write only
        in the lane WORK.
        """

        def conclude(result: Any, problem: BaseException | None) -> None:
            if problem is None:
                if isinstance(result, Changed):
                    self.announce(result)
                if done is not None:
                    done(result)
                return
            if isinstance(problem, UserError):
                self.report(problem)
            elif not isinstance(problem, CancelledError):
                self.crashed.emit(problem)
            if failed is not None:
                failed()

        return self.tasks.run(title, job, conclude, lane)

    def announce(self, result: object) -> None:
        """Emit `changed` for an action's result; one that says nothing of itself counts as the open visit."""
        if isinstance(result, Changed):
            change = result
        else:
            change = Changed(visit=self._visit.visit.id if self._visit is not None else None, listing=True)
        if self._visit is not None and change.visit in (None, self._visit.visit.id):
            self._catch_up(self._visit)
        self.changed.emit(change)

    def report(self, error: UserError) -> None:
        """Show what happened, why, and what to do."""
        self.failed.emit(explain(error, self.translate))

    def say(self, sentence: str) -> None:
        """Tell in the status bar, for a few seconds, that something was done (already translated)."""
        self.said.emit(sentence)

    def go_to(self, entity: str, field: str = "") -> None:
        """Show the page and the widget where `entity`/`field` is edited."""
        self.place_asked.emit(entity, field)

    def _catch_up(self, shown: "OpenVisit") -> None:
        """Read only what is new in the log, so that an act costs the same however much the visit holds."""
        from inspector_app.actions.visits import reload

        fresh = self.ask(reload, shown)
        if fresh is not None:
            self._visit = fresh
            self.visit_changed.emit(fresh)

    def refresh(self) -> None:
        """Load the open visit anew, after something outside the actions changed it."""
        if self._visit is not None:
            self.open(self._visit.visit.id)
