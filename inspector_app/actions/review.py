"""The check before sealing, with the minutes' own font as the judge of characters."""

from inspector_app.actions.visits import OpenVisit, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist import rules
from inspector_app.checklist.rules import ReviewLine
from inspector_app.checklist.visit import VisitId


def review(ws: Workspace, visit_id: VisitId) -> tuple[ReviewLine, ...]:
    """What to look at before sealing, what blocks first."""
    return review_of(load(ws, visit_id))


def review_of(opened: OpenVisit) -> tuple[ReviewLine, ...]:
    """The same of a visit that is open already; it reads nothing, so any thread may ask."""
    from inspector_app.minutes import fonts

    return rules.review(opened.visit, opened.template, fonts.unprintable)
