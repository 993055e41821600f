"""Two laptops, one visit: events out, events in, in any order and any number of times."""

from dataclasses import dataclass

from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist import event as log
from inspector_app.checklist.visit import VisitId
from inspector_app.store import events


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of merging another laptop's events."""

    changed: Changed
    inserted: int
    waiting: int
    """Behind a gap: they are taken in as soon as the missing ones come."""
    forked: int
    """Of a copied or restored database: kept aside and shown, never mixed in."""
    broken: int
    """Altered on the way: not kept."""


def export_events(ws: Workspace, visit_id: VisitId) -> bytes:
    """All events of a visit, one canonical JSON object a line, for another laptop of the team."""
    return b"".join(log.to_line(event) for event in events.of_visit(ws.db, visit_id, log.Plane.ANSWERS))


def merge_events(ws: Workspace, visit_id: VisitId, data: bytes) -> Merged:
    """Take in another laptop's events. Different values of one field become a conflict, shown until
    somebody chooses. Raises FormatError, StoreError; then nothing was taken in."""
    foreign = [log.from_line(line) for line in data.splitlines() if line]
    result = events.merge(ws.db, visit_id, [e for e in foreign if e.plane is log.Plane.ANSWERS])
    return Merged(
        Changed(visit_id, frozenset(event.entity for event in result.insert), listing=True),
        len(result.insert),
        len(result.pending),
        len(result.forks),
        len(result.broken),
    )
