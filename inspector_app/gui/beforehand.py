"""What is read beside the window, once for each visit, before anybody asks for it: what the inspection before this one
answered, and the words that the search looks in. No tick pays for it.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from inspector_app.actions.last_time import last_visit
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.last_time import FormerAnswer, FormerVisit
from inspector_app.checklist.template import ItemId
from inspector_app.gui.bridge import Context
from inspector_app.gui.models.item_words import searched_of
from inspector_app.gui.tasks import Task

AFTER_MS = 300
"""Not before the visit is painted."""


class Beforehand(QObject):
    """Empty until it was read; then `changed`."""

    changed = Signal()
    words_ready = Signal(object, str)
    """dict[ItemId, str], the checklist's SHA-256"""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._asked: object = None
        self._words_of: str | None = None
        self.former: FormerVisit | None = None
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._soon.timeout.connect(self._read)

    def show_visit(self, opened: OpenVisit | None) -> None:
        """Read anew for another visit, another unit or another day."""
        self._opened = opened
        details = opened.visit.details if opened is not None else None
        asked = (
            None
            if opened is None or details is None
            else (opened.visit.id, opened.visit.template.sha256, details.unit, details.opened_at)
        )
        if asked == self._asked:
            return
        self._asked = asked
        if self.former is not None:
            self.former = None
            self.changed.emit()
        if asked is not None:
            self._soon.start()

    def of(self, item_id: ItemId) -> FormerAnswer | None:
        """What was answered last time."""
        return self.former.answers.get(item_id) if self.former is not None else None

    def _read(self) -> None:
        opened, asked = self._opened, self._asked
        if opened is None:
            return
        sha256 = opened.visit.template.sha256
        wanted = sha256 != self._words_of

        def job(workspace: Workspace, _task: Task) -> tuple[FormerVisit | None, dict[ItemId, str] | None]:
            return last_visit(workspace, opened), searched_of(opened.template) if wanted else None

        def done(found: tuple[FormerVisit | None, dict[ItemId, str] | None]) -> None:
            former, words = found
            if asked != self._asked:
                return
            if words is not None:
                self._words_of = sha256
                self.words_ready.emit(words, sha256)
            if former is not None:
                self.former = former
                self.changed.emit()

        self._context.run_task("", job, done)
