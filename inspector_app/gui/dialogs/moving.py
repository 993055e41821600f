"""Taking the open visit to a newer version of its checklist: what goes along and what does not, before it is done."""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from inspector_app.actions import moving, templates
from inspector_app.actions.moving import MovedVisit
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.carrying import CarryOver, LeftKind
from inspector_app.checklist.editions import Edition
from inspector_app.checklist.seal import Stage
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.comparison_table import MOST_LINES, WHY
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.sections import words

LEFT = {
    LeftKind.FINDING: N_("Shortcoming"),
    LeftKind.RECOMMENDATION: N_("Recommendation"),
    LeftKind.EVIDENCE: N_("File or picture"),
    LeftKind.REPORTED: N_("Report of the unit"),
    LeftKind.SCORE: N_("Points by hand"),
    LeftKind.TRAIT: N_("About the unit"),
}
SIZE = (100 * GRID, 60 * GRID)


def newer_version(context: Context) -> Edition | None:
    """The version that the open visit could go to; None where there is none or it is sealed."""
    opened = context.visit
    if opened is None or opened.stage is not Stage.CHECKING:
        return None
    return context.ask(templates.newer_version, opened.visit.template)


class MovingDialog(QDialog):
    """Counts, and a line for everything that stays behind, with why."""

    def __init__(
        self,
        context: Context,
        opened: OpenVisit,
        to: Edition,
        plan: CarryOver,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        translate = context.translate
        self._context = context
        self.setWindowTitle(translate(N_("Take the visit to a newer version of its checklist")))
        self.resize(*SIZE)
        title = f"{opened.visit.template.version} → {to.ref.version} · {context.worded(to.title)}"
        counted = translate(
            N_("{carried} answered items go along; {left} do not, because they ask something else now.")
        ).format(carried=len(plan.carried), left=plan.not_carried)
        self.counts = words(counted)
        self.table = LinesTable(
            translate(N_("What stays behind")),
            (
                Column(translate(N_("What")), 18 * GRID),
                Column(translate(N_("Content"))),
                Column(translate(N_("Why")), 34 * GRID),
            ),
            key=lambda line: line,
        )
        lines = list(islice(self._lines(opened, plan), MOST_LINES))
        self.table.show_lines([(line, line) for line in lines])
        self.table.setVisible(bool(lines))
        note = N_(
            "A new visit is made with the people, the papers and all that goes along. This visit stays as it"
            " is, can still be read, and is marked as replaced."
        )
        buttons = QDialogButtonBox(self)
        self.act = role(
            buttons.addButton(translate(N_("Make the new visit")), QDialogButtonBox.ButtonRole.AcceptRole),
            "primary",
        )
        buttons.addButton(translate(N_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(role(words(title), "heading"))
        column.addWidget(self.counts)
        column.addWidget(self.table, 1)
        column.addWidget(role(words(translate(note)), "soft"))
        column.addWidget(buttons)

    def _lines(self, opened: OpenVisit, plan: CarryOver) -> Iterator[tuple[str, str, str]]:
        translate = self._context.translate
        name = translate(N_("Item {item}"))
        for own in plan.changed:
            item = opened.template.item(own.item)
            why = ", ".join(translate(WHY[why]) for why in own.why)
            said = translate(N_("Changed: {what}")).format(what=why)
            yield (
                name.format(item=own.item),
                "" if item is None else self._context.worded(item.question),
                said,
            )
        for gone in plan.gone:
            item = opened.template.item(gone)
            question = "" if item is None else self._context.worded(item.question)
            yield name.format(item=gone), question, translate(N_("The new version has no such item"))
        for left in plan.left:
            why = translate(N_("Speaks only of items that stay behind"))
            if left.kind is LeftKind.TRAIT:
                why = translate(N_("It is asked otherwise now, or no longer"))
            yield translate(LEFT[left.kind]), left.name, why


def move_visit(context: Context, to: Edition, parent: QWidget) -> None:
    """Show what would go along; do it where the person wants it, and open the new visit."""
    opened = context.visit
    if opened is None:
        return
    plan = context.ask(moving.carry_over, opened.visit.id, to.ref.sha256)
    if plan is None:
        return
    if MovingDialog(context, opened, to, plan, parent).exec():
        title = context.translate(N_("Making the new visit"))
        context.run_task(title, partial(_move, opened, to), partial(_moved, context))


def _move(opened: OpenVisit, to: Edition, workspace: Workspace, _task: Task) -> MovedVisit:
    return moving.move_to_version(workspace, opened.visit.id, to.ref.sha256)


def _moved(context: Context, moved: MovedVisit) -> None:
    context.open(moved.visit)
    context.announce(moved.changed)
    said = context.translate(N_("The visit goes by the new version: {carried} answered items went along."))
    context.say(said.format(carried=len(moved.carried.carried)))
