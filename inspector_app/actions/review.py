"""The check before sealing, with the minutes' own font as the judge of characters."""

from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist import rules
from inspector_app.checklist.rules import ReviewLine
from inspector_app.checklist.visit import VisitId


def review(ws: Workspace, visit_id: VisitId) -> tuple[ReviewLine, ...]:
    """What to look at before sealing, what blocks first."""
    from inspector_app.minutes import fonts

    opened = load(ws, visit_id)
    return rules.review(opened.visit, opened.template, fonts.unprintable)
