"""Where files come down: it asks once what they are for, keeps them beside the window's work, and tells in one
place what was not kept and why. It reads the open visit and saves through the context.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.actions.evidence import Brought, Kept, Refused, keep_files
from inspector_app.actions.sensitive import Held, keep_but_secrets
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import FactSpec, Item, ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.models.evidence import Coming
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.carried import Carried
from inspector_app.gui.widgets.doors import SEALED, doors_of
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.sections import discard, words

MOST_COMING = 12
"""Of files on their way that are shown one by one; the task says how many there are."""
MOST_HEIGHT = 14 * GRID
"""Of the list of what was not kept; a longer one scrolls."""
_ADDRESS = N_("It lies on the web; save it on this computer first.")


@dataclass(frozen=True, slots=True)
class _Notice:
    """A question, or what is to be told; it stays until it is answered."""

    said: str
    lines: tuple[str, ...] = ()
    answers: tuple[tuple[str, Callable[[], None]], ...] = ()
    leave: str = field(default=N_("Close"))
    cautious: bool = False
    """Leaving it is what is proposed."""


class Landing(QFrame):
    """Hidden while there is nothing to ask and nothing to tell; one notice after the other."""

    rows_brought = Signal(str, str, object)
    """item, fact, and a Path or tab-separated text: rows for the list of a sample or a table."""
    keeping = Signal(object, str, object)
    """a token, item, tuple of Coming: files on their way to an item"""
    kept = Signal(object)
    """the token: they came, or never will"""
    answered = Signal()
    """The keyboard may go back to where it was."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._visit: VisitId | None = None
        self._notices: deque[_Notice] = deque()
        role(self, "asking")
        self.said = words(parent=self)
        self.lines = words()
        self._scrolled = QScrollArea(self)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        measure(self._scrolled, most_height=MOST_HEIGHT)
        self._scrolled.setAccessibleName(context.translate(N_("What was not kept, and why")))
        self._scrolled.setWidget(self.lines)
        self._answers = QWidget(self)
        self._flow = FlowLayout(self._answers, gap=GRID)
        self.leave = role(QPushButton(self), "quiet")
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self._next)
        self.choices: list[QPushButton] = []
        row = QHBoxLayout()
        row.addWidget(self._answers, 1)
        row.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(self.said)
        column.addWidget(self._scrolled)
        column.addLayout(row)
        self.hide()

    def show_visit(self, opened: OpenVisit | None) -> None:
        """What is asked of one visit is not asked of another."""
        now = opened.visit.id if opened is not None else None
        if now != self._visit:
            self._visit = now
            self._notices.clear()
            self._show()

    def take(self, item_id: str, carried: Carried) -> None:
        """Take in what was dropped on, pasted at or chosen for an item."""
        opened = self._context.visit
        item = opened.template.item(ItemId(item_id)) if opened is not None else None
        if opened is None or item is None:
            return
        if opened.stage is not Stage.CHECKING:
            self._context.say(self._context.translate(SEALED))
            return
        doors = doors_of(opened, item)
        if carried.lines and doors.rows is not None:
            self.rows_brought.emit(item.id, doors.rows.id, carried.lines)
        elif not carried.count:
            sentence = N_("There is neither a file nor a picture on the clipboard.")
            self._context.say(self._context.translate(sentence))
        elif (notice := self._question(opened, item, carried)) is not None:
            self._tell(notice)
        else:
            self._keep(opened, item, carried)

    def _question(self, opened: OpenVisit, item: Item, carried: Carried) -> _Notice | None:
        """What the files are for, where there is more than one way."""
        if carried.as_evidence:
            return None
        _ = self._context.translate
        doors = doors_of(opened, item)
        folders = carried.folders() if doors.documents is not None else ()
        answers: list[tuple[str, Callable[[], None]]] = []
        if doors.documents is not None and (carried.documents or folders):
            answers.append(self._checking(opened, item, doors.documents, carried, folders))
        if doors.register is not None and carried.tables:
            fact, table = doors.register, carried.tables[0]
            answers.append(
                (
                    _(N_("Read the register of dossiers")),
                    lambda: self._read_register(opened, item, fact, table, carried),
                )
            )
        elif doors.rows is not None and len(carried.tables) == carried.count == 1:
            rows, table = doors.rows, carried.tables[0]
            answers.append(
                (
                    _(N_("Take the rows into the list")),
                    lambda: self.rows_brought.emit(item.id, rows.id, table),
                )
            )
        if not answers:
            return None
        if len(folders) < carried.count:
            answers.append((_(N_("Keep as evidence")), lambda: self._keep(opened, item, carried)))
        said = _(N_("Item {item}: what is “{name}” for?"))
        if carried.count > 1:
            said = _(N_("Item {item}: what are these {count} files for?"))
        name = carried.paths[0].name if carried.paths else ""
        said = said.format(item=item.id, name=name, count=carried.count)
        return _Notice(said, answers=tuple(answers), leave=N_("Leave it"))

    def _checking(
        self, opened: OpenVisit, item: Item, fact: FactSpec, carried: Carried, folders: Sequence[Path]
    ) -> tuple[str, Callable[[], None]]:
        """PDFs and folders go to the check, a table beside them may be the register; the rest is kept."""
        _ = self._context.translate
        sources = (*folders, *carried.documents, *carried.tables)
        label = _(N_("Check the digital signatures of {count} file(s)")).format(count=len(carried.documents))
        if len(folders) == 1 and not carried.documents:
            told = _(N_("Check the digital signatures of the files in “{name}”"))
            label = told.format(name=folders[0].name)
        elif folders:
            label = _(N_("Check the digital signatures of all these documents"))

        def check() -> None:
            from inspector_app.gui.sampling.e_documents import open_document_check

            self._keep_rest(opened, item, carried, sources)
            open_document_check(self._context, self.window(), item, fact, sources)

        return label, check

    def _read_register(
        self, opened: OpenVisit, item: Item, fact: FactSpec, table: Path, carried: Carried
    ) -> None:
        from inspector_app.gui.sampling.dossiers import open_register

        self._keep_rest(opened, item, carried, (table,))
        open_register(self._context, self.window(), item, fact, table)

    def _keep_rest(self, opened: OpenVisit, item: Item, carried: Carried, taken: Sequence[Path]) -> None:
        rest = tuple(path for path in carried.paths if path not in taken)
        if rest or carried.pictures:
            self._keep(opened, item, Carried(rest, carried.pictures))

    def _keep(self, opened: OpenVisit, item: Item, carried: Carried) -> None:
        _ = self._context.translate
        brought = [Brought(path.name, path) for path in carried.paths]
        sketches: list[QImage | None] = [None] * len(brought)
        number = len(opened.visit.evidence)
        for picture in carried.pictures:
            number += 1
            name = picture.name or _(N_("pasted picture {number}")).format(number=number)
            brought.append(Brought(name + picture.ending, made=picture.made))
            sketches.append(picture.sketch)
        refused = tuple(Refused(Brought(address), _ADDRESS) for address in carried.addresses)
        coming = tuple(Coming(own.name, sketch) for own, sketch in zip(brought, sketches, strict=True))[
            :MOST_COMING
        ]
        self._start(opened.visit.id, item.id, tuple(brought), refused, coming=coming)

    def _start(
        self,
        visit_id: VisitId,
        item_id: ItemId,
        brought: tuple[Brought, ...],
        refused: tuple[Refused, ...] = (),
        plain: bool = False,
        coming: tuple[Coming, ...] = (),
        secret_too: bool = False,
    ) -> None:
        """One act, beside the window's work; what bears the marking of a secret is asked for first."""
        token = object()
        self.keeping.emit(token, item_id, coming)
        _ = self._context.translate
        title = _(N_("Keeping {count} file(s)")).format(count=len(brought))
        if len(brought) == 1:
            title = _(N_("Keeping {name}")).format(name=brought[0].name)

        def job(workspace: Workspace, task: Task) -> tuple[Kept | None, tuple[Held, ...]]:
            asked = (workspace, visit_id, (item_id,), brought, task.progress, task.cancelled)
            if secret_too:
                return keep_files(*asked, plain=plain), ()
            return keep_but_secrets(*asked, plain=plain)

        def conclude(result: tuple[Kept | None, tuple[Held, ...]]) -> None:
            kept, held = result
            self._conclude(visit_id, item_id, kept, refused, token)
            if held and kept is not None:
                self._ask_for_secrets(visit_id, item_id, held)

        self._context.run_task(title, job, conclude, lambda: self.kept.emit(token))

    def _ask_for_secrets(self, visit_id: VisitId, item_id: ItemId, held: tuple[Held, ...]) -> None:
        """Not keeping them is what is proposed; nothing is refused."""
        if visit_id != self._visit:
            return
        _ = self._context.translate
        said = _(
            N_(
                "{count} file(s) were not kept: they bear the marking of a state secret, and such documents do not belong on an ordinary computer."
            )
        )
        lines = tuple(f"• {own.brought.name}: {own.degree.value}" for own in held)
        files = tuple(own.brought for own in held)
        keep = (_(N_("Keep anyway")), lambda: self._start(visit_id, item_id, files, secret_too=True))
        leave = N_("Do not keep")
        self._tell(_Notice(said.format(count=len(held)), lines, (keep,), leave, cautious=True))

    def _conclude(
        self,
        visit_id: VisitId,
        item_id: ItemId,
        kept: Kept | None,
        refused: tuple[Refused, ...],
        token: object,
    ) -> None:
        _ = self._context.translate
        self.kept.emit(token)
        if kept is None:
            self._context.say(_(N_("Cancelled: no file was kept.")))
            return
        if kept.changed.entities:
            self._context.announce(kept.changed)
        said = []
        if kept.kept:
            sentence = _(N_("{count} file(s) kept as evidence of item {item}."))
            said.append(sentence.format(count=len(kept.kept), item=item_id))
        if kept.known:
            said.append(_(N_("{count} file(s) were there already.")).format(count=len(kept.known)))
        refused = (*kept.refused, *refused)
        if not refused:
            if said:
                self._context.say(" ".join(said))
            return
        said.append(_(N_("{count} file(s) were not kept:")).format(count=len(refused)))
        lines = tuple(f"• {own.brought.name}: {_(own.why).format_map(own.parameters)}" for own in refused)
        again = tuple(own.brought for own in refused if own.as_plain)
        answers: tuple[tuple[str, Callable[[], None]], ...] = ()
        if again:
            label = _(N_("Keep {count} picture(s) as plain files"))
            answers = (
                (label.format(count=len(again)), lambda: self._start(visit_id, item_id, again, plain=True)),
            )
        if visit_id == self._visit:
            self._tell(_Notice(" ".join(said), lines, answers))

    def _tell(self, notice: _Notice) -> None:
        self._notices.append(notice)
        if len(self._notices) == 1:
            self._show()

    def _show(self) -> None:
        discard(*self.choices)
        self.choices = []
        if not self._notices:
            self.hide()
            return
        notice = self._notices[0]
        self.said.setText(notice.said)
        self.lines.setText("\n".join(notice.lines))
        self._scrolled.setVisible(bool(notice.lines))
        self.leave.setText(self._context.translate(notice.leave))
        for label, act in notice.answers:
            first = not self.choices and not notice.cautious
            button = role(QPushButton(label, self._answers), "primary" if first else "")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, own=act: self._answer(own))
            self._flow.addWidget(button)
            self.choices.append(button)
        self.setAccessibleName(" ".join((notice.said, *notice.lines)))
        self.show()
        role(self.leave, "primary" if notice.cautious else "quiet")
        proposed = self.leave if notice.cautious else (self.choices or [self.leave])[0]
        proposed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, act: Callable[[], None]) -> None:
        self._next()
        act()

    def _next(self) -> None:
        self._notices.popleft()
        self._show()
        if not self._notices:
            self.answered.emit()
