"""What became of every field of an entity: who changed it, when, where, from what to what, taken back or not; and the
way back to a value that it had.
"""

from collections.abc import Collection
from dataclasses import dataclass

from inspector_app.actions.answers import set_verdict
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import write
from inspector_app.checklist.assembly import LISTED
from inspector_app.checklist.event import Event, Plane
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import FieldKey, ItemVerdict, NotCheckedReason, VisitId
from inspector_app.store import events, visits
from inspector_app.store import history as log

PAGE = 200
"""Changes that are read at once: a long history opens like a short one."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change as people ask about it."""

    event: Event
    own: bool
    """Made on this computer; else on another one and merged."""
    undone: bool
    """The act was taken back later, and that stood."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of the entities have a history."""

    counts: dict[FieldKey, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def fields_of(ws: Workspace, visit_id: VisitId, entities: Collection[str]) -> Fields:
    """The fields that were ever written, with how often."""
    return Fields(log.counts_of(ws.db, visit_id, entities))


def history_of(
    ws: Workspace, visit_id: VisitId, entities: Collection[str], field: str | None = None, first: int = 0
) -> tuple[HistoryLine, ...]:
    """The newest changes, PAGE of them, from the one numbered `first` on. Costs what the entities have seen,
    however large the visit is."""
    undone = log.taken_back(ws.db, visit_id, entities)
    return tuple(
        HistoryLine(event, event.device == ws.device_id, event.act in undone)
        for event in log.of_entities(ws.db, visit_id, entities, field, first, PAGE)
    )


def bring_back(ws: Workspace, visit_id: VisitId, event: Event) -> Changed:
    """Give a field the value again that one change gave it, as a new act. What was removed altogether comes back
    whole, as it was last. VisitError VISIT-SEALED."""
    kind, _, identity = event.entity.partition(":")
    if kind == "answer" and event.field == "verdict":
        verdict = None if event.after is None else ItemVerdict(event.after)
        return set_verdict(ws, visit_id, ItemId(identity), verdict, _reason_of(ws, visit_id, event))
    changes: list[tuple[str, str, object]] = [(event.entity, event.field, event.after)]
    if kind in LISTED and event.after is not None:
        held = visits.entities(ws.db, visit_id, (event.entity,))[event.entity]
        if not held:
            last = _last_values(ws, visit_id, event.entity)
            changes = [(event.entity, name, own) for name, own in last.items() if name != event.field]
            changes.append((event.entity, event.field, event.after))
    return write(ws, visit_id, changes)


def _reason_of(ws: Workspace, visit_id: VisitId, event: Event) -> NotCheckedReason | None:
    """Why an item was not checked, as the answer said that comes back: of its own act, else the last that was given."""
    if event.after != ItemVerdict.NOT_CHECKED:
        return None
    given = events.of_field(ws.db, visit_id, Plane.ANSWERS, event.entity, "not_checked")
    said = [own for own in given if own.after is not None]
    own = next((own for own in said if own.act == event.act), said[-1] if said else None)
    return None if own is None else NotCheckedReason(own.after)


def _last_values(ws: Workspace, visit_id: VisitId, entity: str) -> dict[str, object]:
    """What every field of an entity that is gone held before it went."""
    found: dict[str, object] = {}
    for key in log.counts_of(ws.db, visit_id, (entity,)):
        own = events.of_field(ws.db, visit_id, Plane.ANSWERS, *key)
        last = next((event.after for event in reversed(own) if event.after is not None), None)
        if last is not None:
            found[key[1]] = last
    return found
