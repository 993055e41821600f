"""Where things are edited: from an entity and its field to the step of the day that shows it."""

from typing import TYPE_CHECKING

from inspector_app.checklist.stage import Stage
from inspector_app.gui.steps import CHECKING, FINDINGS, MINUTES, PREPARATION, SENDING, SIGNING

if TYPE_CHECKING:
    from inspector_app.actions.visits import OpenVisit

__all__ = ["CHECKING", "FINDINGS", "MINUTES", "PREPARATION", "SENDING", "SIGNING"]

_STEP_OF = {
    "visit": PREPARATION,
    "person": PREPARATION,
    "traits": PREPARATION,
    "answer": CHECKING,
    "reported": CHECKING,
    "row": CHECKING,
    "evidence": CHECKING,
    "finding": FINDINGS,
    "earlier": FINDINGS,
    "recommendation": FINDINGS,
    "opinion": FINDINGS,
    "assessment": FINDINGS,
    "paragraph": MINUTES,
    "request": MINUTES,
    "version": MINUTES,
    "minutes": MINUTES,
    "signing": SIGNING,
    "sending": SENDING,
}
"""By the kind of an entity; the last three are places of their own."""

_CLOSING_FIELDS = frozenset({"closing", "refusal_reason", "witness", "replaces"})
"""Fields of the visit that are edited with the unit's opinion."""

FIRST_STEP = {
    Stage.CHECKING: CHECKING,
    Stage.SEALED: SIGNING,
    Stage.PRINTED: SIGNING,
    Stage.PARTLY_SIGNED: SIGNING,
    Stage.SIGNED: SENDING,
    Stage.SENT: SENDING,
    Stage.RECEIVED: SENDING,
}
"""The step that an opened visit begins with: what is to be done next."""


def step_of(entity: str, field: str) -> int | None:
    """The step where a field is edited; None for what no step shows."""
    kind = entity.partition(":")[0]
    if kind == "visit" and field in _CLOSING_FIELDS:
        return FINDINGS
    return _STEP_OF.get(kind)


def place_of(entity: str, field: str, opened: "OpenVisit") -> tuple[str, str]:
    """The entity and field as a page knows them: a row of a sample or a file is shown with its item."""
    kind, _, key = entity.partition(":")
    if kind == "row":
        row = next((row for row in opened.visit.rows if row.id == key), None)
        return ("answer:", "") if row is None else (f"answer:{row.item}", row.fact)
    if kind == "reported":
        return f"answer:{key}", ""
    if kind == "evidence":
        file = next((file for file in opened.visit.evidence if file.sha256 == key and file.items), None)
        return ("answer:" if file is None else f"answer:{file.items[0]}"), ""
    return entity, field
