"""Two laptops, one visit: events out, events in, in any order and any number of times, and what then differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from inspector_app.actions import answers
from inspector_app.actions.visits import receive_visit
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import current_version
from inspector_app.checklist import canonical
from inspector_app.checklist import event as log
from inspector_app.checklist.assembly import LISTED, require_fit
from inspector_app.checklist.canonical import JSON
from inspector_app.checklist.counting import settled_by_rows
from inspector_app.checklist.event import Event
from inspector_app.checklist.fact import FactId, FactKind, Sample
from inspector_app.checklist.rejoining import rejoined
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import ItemId, Template, TemplateRef
from inspector_app.checklist.visit import ItemVerdict, NotCheckedReason, Visit, VisitId
from inspector_app.errors import N_, FormatError
from inspector_app.store import events, templates, visits

FORMAT = "inspector-app/visit-events"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class _Head:
    """First line of the file: whose events follow, and by which checklist."""

    visit: VisitId
    template: TemplateRef
    format: str = FORMAT
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of merging another laptop's events."""

    visit: VisitId
    new: bool
    """The visit was not on this computer before."""
    changed: Changed
    inserted: int
    waiting: int
    """Behind a gap, until the missing ones come; or for a sealed visit, until it is reopened."""
    forked: int
    """Of a copied or restored database: kept aside and shown, never mixed in."""
    broken: int
    """Altered on the way: not kept."""


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that two people wrote without seeing each other."""

    entity: str
    field: str
    heads: tuple[Event, ...]
    """What each of them wrote (`after`), with who and when."""


def export_events(ws: Workspace, visit_id: VisitId) -> bytes:
    """All events of a visit for another laptop of the team: a line that names the visit and its checklist,
    then one canonical JSON object a line."""
    head = canonical.canonical(_Head(visit_id, visits.ref(ws.db, visit_id))) + b"\n"
    return head + b"".join(
        log.to_line(event) for event in events.of_visit(ws.db, visit_id, log.Plane.ANSWERS)
    )


def merge_events(ws: Workspace, data: bytes) -> Merged:
    """Take in another laptop's events; a visit that is new here is made with them. Different values of one
    field become a conflict, shown until somebody chooses; what comes after Chốt waits for the next version.

    Raises StoreError, FormatError: FORMAT-EVENTS (not such a file), FORMAT-EVENTS-NEWER,
    FORMAT-EVENTS-CHECKLIST, FORMAT-EVENTS-ALTERED, FORMAT-VALUE; then nothing was taken in.
    """
    first, *lines = data.splitlines() or [b""]
    head = _head(first)
    new = all(row.id != head.visit for row in visits.listing(ws.db))
    template = _template(ws, head, new)
    foreign = [event for line in lines if line and (event := log.from_line(line)).plane is log.Plane.ANSWERS]
    for event in foreign:
        require_fit(template, event.key, event.after)
    with ws.db.write():
        receive_visit(ws, head.visit, template)
        sealed = current_version(ws, head.visit).stage is not Stage.CHECKING
        result = events.merge(ws.db, head.visit, foreign, hold=sealed)
        if new and result.broken and not result.insert:
            raise _altered()
    return Merged(
        head.visit,
        new,
        Changed(head.visit, frozenset(event.entity for event in result.insert), listing=True),
        len(result.insert),
        len(result.pending),
        len(result.forks),
        len(result.broken),
    )


def conflicts(ws: Workspace, visit_id: VisitId) -> tuple[FieldConflict, ...]:
    """What two people wrote differently, in the order of the visit's own list of conflicts."""
    found = []
    for conflict in visits.conflicts(ws.db, visit_id):
        own = events.of_field(ws.db, visit_id, log.Plane.ANSWERS, conflict.entity, conflict.field)
        heads = log.heads(own)[conflict.entity, conflict.field]
        found.append(FieldConflict(conflict.entity, conflict.field, heads))
    return tuple(found)


def settle(ws: Workspace, visit_id: VisitId, conflict: FieldConflict, chosen: Event) -> Changed:
    """Let what one of them wrote stand, as one act. A verdict brings its reason and its ready shortcoming;
    what one removed and the other wrote in goes or stays whole. A third value is simply written.

    Raises what writing raises: VisitError VISIT-SEALED, VISIT-NO-FIELD.
    """
    kind, _, identity = conflict.entity.partition(":")
    if kind == "answer" and conflict.field in ("verdict", "not_checked"):
        verdict, reason = (_of_choice(ws, visit_id, chosen, field) for field in ("verdict", "not_checked"))
        return answers.set_verdict(
            ws,
            visit_id,
            ItemId(identity),
            None if verdict is None else ItemVerdict(str(verdict)),
            None if reason is None else NotCheckedReason(str(reason)),
        )
    if removed(ws, chosen) is not None:
        open_fields = {
            own.field for own in visits.conflicts(ws.db, visit_id) if own.entity == conflict.entity
        }
        values = visits.values(ws.db, visit_id, log.Plane.ANSWERS)
        named = open_fields | {name for entity, name in values if entity == conflict.entity}
        return answers.set_values(ws, visit_id, [(conflict.entity, name, None) for name in sorted(named)])
    changes: list[answers.FieldChange] = [(conflict.entity, conflict.field, chosen.after)]
    return answers.set_values(ws, visit_id, changes + _brought_back(ws, visit_id, conflict, chosen))


def of_both(
    ws: Workspace, visit: Visit, template: Template, conflict: FieldConflict
) -> Sample | Mapping[str, JSON] | None:
    """What says the same as both: the numbers of all rows, where two counted a sample and each saw only some of its
    rows; the cells of a row, where each wrote into others. None where a person has to choose one of them.

    Writing it, as any third value, settles the conflict.
    """
    kind, _, identity = conflict.entity.partition(":")
    if any(head.after is None for head in conflict.heads):
        return None
    if kind == "row" and conflict.field == "cells":
        history = events.of_field(ws.db, visit.id, log.Plane.ANSWERS, conflict.entity, conflict.field)
        return rejoined(history, conflict.heads)
    item = template.item(ItemId(identity)) if kind == "answer" else None
    spec = None if item is None else item.fact(FactId(conflict.field))
    if item is None or spec is None or spec.kind is not FactKind.SAMPLE:
        return None
    samples = [canonical.from_json(Sample, head.after) for head in conflict.heads]
    return settled_by_rows(samples, visit.rows_of(item.id, spec.id))


def removed(ws: Workspace, event: Event) -> dict[str, JSON] | None:
    """What there was of a person, shortcoming, row … that the act of this event took away whole, by field;
    None where it emptied no more than a field."""
    if event.after is not None or event.entity.partition(":")[0] not in LISTED:
        return None
    act = events.of_act(ws.db, event.visit, event.act)
    gone = {own.field: own.before for own in act if own.entity == event.entity and own.after is None}
    return gone if "order" in gone else None  # each of them has one, and nobody empties it


def _brought_back(
    ws: Workspace, visit_id: VisitId, conflict: FieldConflict, chosen: Event
) -> list[answers.FieldChange]:
    """The rest of an entity that the others removed and the chosen one wrote in."""
    values = visits.values(ws.db, visit_id, log.Plane.ANSWERS)
    open_fields = {own.field: own.heads for own in conflicts(ws, visit_id) if own.entity == conflict.entity}
    changes: dict[str, JSON] = {}
    for other in conflict.heads:
        if other is chosen:
            continue
        for field, before in (removed(ws, other) or {}).items():
            if field in open_fields:
                own = [head.after for head in open_fields[field] if head.device == chosen.device]
                changes |= {field: own[0]} if own else {}
            elif (conflict.entity, field) not in values:
                changes[field] = before
    changes.pop(conflict.field, None)
    return [(conflict.entity, name, value) for name, value in sorted(changes.items())]


def _of_choice(ws: Workspace, visit_id: VisitId, chosen: Event, field: str) -> JSON:
    """A field of the chosen one's answer: as his act wrote it, else as it stands."""
    for own in events.of_act(ws.db, visit_id, chosen.act):
        if own.key == (chosen.entity, field):
            return cast("JSON", own.after)
    return visits.values(ws.db, visit_id, log.Plane.ANSWERS).get((chosen.entity, field))


def _head(line: bytes) -> _Head:
    try:
        raw = canonical.parse(line)
    except FormatError as error:
        raise _foreign() from error
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise _foreign()
    schema = raw.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise FormatError(
            "FORMAT-EVENTS-NEWER",
            N_("Nothing was taken in: the file was written by a newer release (format {found})."),
            why=N_("This release reads formats up to {known}."),
            todo=N_("Install the same release on both computers and receive the file again."),
            found=schema,
            known=SCHEMA,
        )
    return canonical.from_json(_Head, raw)


def _template(ws: Workspace, head: _Head, new: bool) -> Template:
    """The checklist the file names: of the visit that is here, kept here already, or shipped once."""
    from inspector_app.authoring import shelf

    wanted = head.template
    if not new:
        if visits.ref(ws.db, head.visit) == wanted:
            return ws.template(wanted.sha256)
    elif wanted in templates.listing(ws.db):
        return ws.template(wanted.sha256)
    elif (template := shelf.find(wanted.sha256)) is not None and template.ref == wanted:
        return template
    raise FormatError(
        "FORMAT-EVENTS-CHECKLIST",
        N_("Nothing was taken in: the visit in this file goes by another checklist."),
        why=N_("It is bound to checklist {name}, version {version}, which is not on this computer."),
        todo=N_("Install the same release of the program on both computers and receive the file again."),
        name=wanted.id,
        version=wanted.version,
    )


def _foreign() -> FormatError:
    return FormatError(
        "FORMAT-EVENTS",
        N_("Nothing was taken in: this file holds no part of a visit."),
        why=N_("It was written by another program, or is damaged."),
        todo=N_("Choose the file that the other computer wrote with “Hand on work to another computer”."),
    )


def _altered() -> FormatError:
    return FormatError(
        "FORMAT-EVENTS-ALTERED",
        N_("Nothing was taken in: the file was altered on its way."),
        why=N_("What it says does not belong to its check sums."),
        todo=N_("Write the file again on the other computer and bring it once more."),
    )
