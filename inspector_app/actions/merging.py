"""Two laptops, one visit: events out, events in, in any order and any number of times."""

from dataclasses import dataclass

from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import current_version
from inspector_app.checklist import event as log
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import VisitId, require_fit
from inspector_app.store import events, visits


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of merging another laptop's events."""

    changed: Changed
    inserted: int
    waiting: int
    """Behind a gap, until the missing ones come; or for a sealed visit, until it is reopened."""
    forked: int
    """Of a copied or restored database: kept aside and shown, never mixed in."""
    broken: int
    """Altered on the way: not kept."""


def export_events(ws: Workspace, visit_id: VisitId) -> bytes:
    """All events of a visit, one canonical JSON object a line, for another laptop of the team."""
    return b"".join(log.to_line(event) for event in events.of_visit(ws.db, visit_id, log.Plane.ANSWERS))


def merge_events(ws: Workspace, visit_id: VisitId, data: bytes) -> Merged:
    """Take in another laptop's events. Different values of one field become a conflict, shown until
    somebody chooses; what comes after Chốt waits for the next version.
    Raises FormatError, StoreError; then nothing was taken in."""
    template = ws.template(visits.ref(ws.db, visit_id).sha256)
    read = (log.from_line(line) for line in data.splitlines() if line)
    foreign = [event for event in read if event.plane is log.Plane.ANSWERS]
    for event in foreign:
        require_fit(template, event.key, event.after)
    with ws.db.write():
        sealed = current_version(ws, visit_id).stage is not Stage.CHECKING
        result = events.merge(ws.db, visit_id, foreign, hold=sealed)
    return Merged(
        Changed(visit_id, frozenset(event.entity for event in result.insert), listing=True),
        len(result.insert),
        len(result.pending),
        len(result.forks),
        len(result.broken),
    )
