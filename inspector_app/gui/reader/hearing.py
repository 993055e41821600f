"""What is heard: the words of the open visit as they stand, what both sides said to them, and the acts of the reading.

It holds no widget. What fails is told without anything that only the window behind may show.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from inspector_app.actions import reading
from inspector_app.actions.reading import Extent, Heard, Source
from inspector_app.actions.undo import redo, undo
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.agreement import Paragraph
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import PersonRole, VisitId
from inspector_app.errors import N_, UserError
from inspector_app.gui.bridge import Context
from inspector_app.gui.tasks import Lane, Task
from inspector_app.i18n import explain

MEASURE_AFTER_MS = 400
"""A pause after which the pages are counted for the last sentence."""
REMEMBERED = 20
"""Visits whose place in the reading is remembered."""
OWN_FAILURES = ("VISIT-", "READING-", "UNDO-")
"""Errors whose first sentence may stand on the projector; others are shown in the window behind."""


class Hearing(QObject):
    """Follows the open visit, whoever changes it, until another one is opened."""

    refreshed = Signal()
    """The paragraphs, or what was said to them, are others now."""
    ended = Signal()
    """Another visit is open, or none."""
    told = Signal(str)
    """A sentence in the interface's language; empty to take the last one away."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.opened: OpenVisit | None = None
        self.paragraphs: tuple[Paragraph, ...] = ()
        self._heard = Heard(())
        self._extent: Extent | None = None
        self._done = self._undone = 0
        """Own acts that can be taken back here: what was done before the reading is no business of the room."""
        self._count_soon = QTimer(self, singleShot=True, interval=MEASURE_AFTER_MS)
        self._count_soon.timeout.connect(self._count_pages)
        context.visit_changed.connect(self.follow)

    @property
    def locked(self) -> bool:
        """Whether nothing can be changed: sealed."""
        return self.opened is None or self.opened.stage is not Stage.CHECKING

    @property
    def speaker(self) -> str:
        """Who speaks for the unit, as the minutes name this person."""
        own = None if self.opened is None else self.opened.visit.person(PersonRole.REPRESENTATIVE)
        return "" if own is None else " ".join(filter(None, (own.honorific, own.name)))

    @property
    def place(self) -> str | None:
        """The paragraph at which the reading of this visit stopped."""
        places = dict(self._context.habits.settings.reader_place)
        return None if self.opened is None else places.get(self.opened.visit.id)

    def follow(self, opened: OpenVisit | None) -> None:
        """Hear the visit as it stands; agreement alone changes no word."""
        before = self.opened
        if opened is None or (before is not None and before.visit.id != opened.visit.id):
            self.ended.emit()
            return
        difference = opened.difference_from(before)
        if difference is None or not all(own.startswith(reading.APART) for own in difference.entities):
            self._extent = None
            self._heard = reading.hear(self._context.workspace, opened)
        self.opened = opened
        self._tell_all()

    def amendable(self, paragraph: str) -> tuple[Source, ...]:
        """The fields behind a paragraph."""
        return () if self.opened is None else reading.amendable(self.opened, self._heard, paragraph)

    def act(self, verb: Callable[..., Any], *args: object) -> bool:
        """Do something to the visit; whether it was done."""
        if self.opened is None:
            return False
        try:
            result: object = verb(self._context.workspace, self.opened.visit.id, *args)
        except UserError as error:
            if error.code.startswith(OWN_FAILURES):
                self.told.emit(explain(error, self._context.translate).what)
            else:
                self.say(N_("This was not saved; the window behind says why."))
                self._context.report(error)
            return False
        if verb not in (undo, redo):
            self._done, self._undone = self._done + 1, 0
        self.say("")
        self._context.announce(result)
        return True

    def undo(self) -> None:
        """Take the last act of this reading back."""
        self._take_back(undo, self._done, 1)

    def redo(self) -> None:
        """Do it again."""
        self._take_back(redo, self._undone, -1)

    def say(self, msgid: str, **values: object) -> None:
        """Tell the room something."""
        self.told.emit(self._context.translate(msgid).format(**values) if msgid else "")

    def count_pages_soon(self) -> None:
        """How many pages the minutes have is known only when they are drawn: for the last sentence."""
        self._count_soon.start()

    def rest(self, paragraph: str | None) -> None:
        """The reading stops at a paragraph, where it will go on."""
        self._count_soon.stop()
        self._context.visit_changed.disconnect(self.follow)
        opened, self.opened = self.opened, None  # what a task still finds out is told to nobody
        if paragraph is None or opened is None:
            return
        places = dict(self._context.habits.settings.reader_place)
        places.pop(opened.visit.id, None)
        kept = [*places.items(), (str(opened.visit.id), paragraph)][-REMEMBERED:]
        self._context.habits.change(reader_place=tuple(kept))
        try:
            self._context.habits.save()
        except UserError as error:
            self._context.report(error)

    def _take_back(self, verb: Callable[..., Any], left: int, step: int) -> None:
        if not left or self.locked:
            self.say(N_("Nothing was done here that could be undone."))
        elif self.act(verb):
            self._done, self._undone = self._done - step, self._undone + step
            self.say(N_("Undone.") if verb is undo else N_("Done again."))

    def _tell_all(self) -> None:
        if self.opened is not None:
            self.paragraphs = reading.standing_of(self.opened, self._heard)
            self.refreshed.emit()

    def _count_pages(self) -> None:
        if self.opened is not None and self._extent is None:
            job, done = partial(_extent, self.opened.visit.id), partial(self._counted, self.opened)
            self._context.run_task("", job, done, lane=Lane.QUIET)

    def _counted(self, opened: OpenVisit, extent: Extent | None) -> None:
        if opened is self.opened and extent is not None:
            self._extent = extent
            self._heard = reading.hear(self._context.workspace, opened, extent)
            self._tell_all()


def _extent(visit_id: VisitId, workspace: Workspace, _task: Task) -> Extent | None:
    """None where the pages cannot be drawn: step 4 says why."""
    try:
        return reading.extent(workspace, visit_id)
    except UserError:
        return None
