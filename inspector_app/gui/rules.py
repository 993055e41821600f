"""What the rules of a checklist say of an open visit, in the interface's words."""

from collections.abc import Sequence

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.fact import SampleRow
from inspector_app.checklist.template import FactSpec, Item, Option
from inspector_app.checklist.visit import Violation, ViolationKind
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context

_WITHOUT_WORDS = {
    ViolationKind.REQUIRED: N_("The checklist asks for an answer here."),
    ViolationKind.CONSTRAINT: N_("This does not satisfy the checklist."),
    ViolationKind.EXPRESSION: N_("A rule of the checklist cannot be worked out here: {problem}"),
}


def sentence_of(context: Context, violation: Violation) -> str:
    """Why an answer does not satisfy the checklist: in the checklist's own words where it has some."""
    if violation.message is not None and (said := context.worded(violation.message)):
        return said
    return context.translate(_WITHOUT_WORDS[violation.kind]).format(problem=violation.problem or "…")


def options_of(
    context: Context, opened: OpenVisit, item: Item, spec: FactSpec, row: SampleRow | None = None
) -> Sequence[Option]:
    """What may be chosen for a fact, or for a column in a row of a table, as the other answers are now."""
    workspace = context.workspace
    logic = workspace.logic(opened.visit.template.sha256)
    return logic.options(opened.visit, item.id, spec, workspace.clock.now(), row)
