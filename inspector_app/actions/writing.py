"""How every verb writes: one act, one transaction, refused where the version is sealed."""

import uuid
from collections.abc import Sequence

from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist import seal
from inspector_app.checklist.assembly import known_field, require_fit
from inspector_app.checklist.canonical import JSON, canonical, to_json
from inspector_app.checklist.event import ActId, Plane
from inspector_app.checklist.seal import Stage, Version
from inspector_app.checklist.template import Template
from inspector_app.checklist.text import clean
from inspector_app.checklist.visit import FieldKey, VisitId
from inspector_app.errors import N_, FormatError, VisitError
from inspector_app.store import events, visits
from inspector_app.store.events import Change

LISTED = frozenset({"unit", "title", "opened_at", "notice"})
"""Fields of the visit that its line in the list shows."""


def new_id() -> str:
    return uuid.uuid4().hex


def current_version(ws: Workspace, visit_id: VisitId) -> Version:
    """The version at work; one that was never sealed is version 1."""
    return seal.current(seal.versions(visits.values(ws.db, visit_id, Plane.SEALING)))


def write(
    ws: Workspace,
    visit_id: VisitId,
    changes: Sequence[tuple[str, str, object]],
    *,
    undoes: ActId | None = None,
    reason: str | None = None,
    act: ActId | None = None,
) -> Changed:
    """Write (entity, field, value) of the answers as one act, or as more of the `act` that began in the same
    transaction.

    VisitError: VISIT-SEALED from Chốt on, VISIT-NO-FIELD, VISIT-VALUE.
    """
    template = ws.template(visits.ref(ws.db, visit_id).sha256)
    for entity, name, _ in changes:
        require_known(template, entity, name)
    values = [Change(entity, name, _json(template, entity, name, value)) for entity, name, value in changes]
    with ws.db.write():
        require_open(current_version(ws, visit_id))
        written = _write(ws, visit_id, Plane.ANSWERS, values, undoes, reason, act)
    return Changed(
        visit_id,
        frozenset(entity for entity, _ in written),
        listing=any(entity == "visit" and name in LISTED for entity, name in written),
    )


def differing(
    ws: Workspace, visit_id: VisitId, changes: Sequence[tuple[str, str, object]]
) -> list[tuple[str, str, object]]:
    """The changes that say something else than what stands there: a value that two people wrote differently is settled
    by choosing, not by writing one of the two again."""
    held = visits.entities(ws.db, visit_id, dict.fromkeys(entity for entity, _, _ in changes))
    return [
        (entity, name, value)
        for entity, name, value in changes
        if to_json(value) != held.get(entity, {}).get(name)
    ]


def write_sealing(
    ws: Workspace, visit_id: VisitId, version: int, fields: dict[str, object], reason: str | None = None
) -> Changed:
    """Write fields of one version on the sealing plane as one act."""
    entity = f"{seal.VERSION}{version}"
    changes = [Change(entity, name, _json(None, entity, name, value)) for name, value in fields.items()]
    with ws.db.write():
        _write(ws, visit_id, Plane.SEALING, changes, None, reason)
        current_version(ws, visit_id)  # what was written can be read again, or nothing was written
    return Changed(visit_id, sealing=True, listing=True)


def advance(
    ws: Workspace, visit_id: VisitId, seen: Version, fields: dict[str, object], reason: str | None = None
) -> Changed:
    """Take the version that the caller has `seen` a step further: sealed, printed, signed, reopened.

    Drawing and signing last seconds; VisitError SEALING-CHANGED where another window or program took a
    step meanwhile.
    """
    with ws.db.write():
        if current_version(ws, visit_id) != seen:
            raise VisitError(
                "SEALING-CHANGED",
                N_("This was not recorded."),
                why=N_("The visit was sealed, signed or reopened elsewhere meanwhile."),
                todo=N_("Look at the visit again, then go on from there."),
            )
        return write_sealing(ws, visit_id, seen.number, fields, reason)


def require_known(template: Template, entity: str, field: str) -> None:
    if not known_field(template, (entity, field)):
        raise VisitError(
            "VISIT-NO-FIELD",
            N_("Nothing was written: a visit has no field {field} of {entity}."),
            why=N_("Only fields that the checklist and the minutes know are kept."),
            todo=N_("Look at the names that `inspector-app visit show ID --json` prints."),
            entity=entity,
            field=field,
        )


def require_open(version: Version) -> None:
    if version.stage is not Stage.CHECKING:
        raise VisitError(
            "VISIT-SEALED",
            N_("This visit is sealed; nothing was changed."),
            why=N_("From sealing on, the answers are what the minutes print."),
            todo=N_("Reopen it at step 4 (Minutes) if something must change."),
        )


def _write(
    ws: Workspace,
    visit_id: VisitId,
    plane: Plane,
    changes: Sequence[Change],
    undoes: ActId | None,
    reason: str | None,
    act: ActId | None = None,
) -> list[FieldKey]:
    written = events.write_act(
        ws.db,
        visit_id,
        plane,
        changes,
        device=ws.device_id,
        actor=ws.actor,
        clock=ws.clock,
        act=act or ActId(new_id()),
        undoes=undoes,
        reason=reason,
    )
    return [event.key for event in written]


def _json(template: Template | None, entity: str, name: str, value: object) -> JSON:
    """The JSON form of a value at its door: clean text, nothing that canonical JSON or its field cannot hold.

    The sealing plane has no `template`.
    """
    cleaned = _cleaned(to_json(value))
    try:
        canonical(cleaned)
        if template is not None:
            require_fit(template, (entity, name), cleaned)
    except (ValueError, FormatError) as error:
        raise VisitError(
            "VISIT-VALUE",
            N_("Nothing was written: {field} of {entity} cannot hold this value."),
            why=N_("A number has more than 15 digits or 9 decimals, or the text holds half a character."),
            todo=N_("Type it again."),
            entity=entity,
            field=name,
        ) from error
    return cleaned


def _cleaned(value: JSON) -> JSON:
    match value:
        case str():
            return clean(value)
        case list():
            return [_cleaned(item) for item in value]
        case dict():
            return {key: _cleaned(item) for key, item in value.items()}
    return value
