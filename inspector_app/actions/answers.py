"""Answers and everything else that is typed: one human act, one transaction, saved when it returns."""

from collections.abc import Sequence
from dataclasses import fields

from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import new_id, require_known, write
from inspector_app.checklist.assembly import require_fit
from inspector_app.checklist.canonical import JSON, to_json
from inspector_app.checklist.counting import places
from inspector_app.checklist.event import ActId
from inspector_app.checklist.fact import Fact, FactId, SampleRow
from inspector_app.checklist.finding import Audience, FindingId, RecommendationId
from inspector_app.checklist.template import Item, ItemId, Template
from inspector_app.checklist.visit import (
    ItemVerdict,
    NotCheckedReason,
    PersonRole,
    Side,
    VisitId,
)
from inspector_app.errors import N_, VisitError
from inspector_app.store import visits

SHORT_OF = frozenset({ItemVerdict.PARTLY, ItemVerdict.NO})
"""Verdicts that make the ready shortcoming of an item."""

WRITTEN = ("text", "legal_basis", "remedy", "usual_remedy", "owner", "deadline", "unit_opinion")
"""Fields of a shortcoming that a person fills in: then it stays, whatever the verdict becomes."""

FieldChange = tuple[str, str, object]

_ROW_FIELDS = tuple(
    spec.name for spec in fields(SampleRow) if spec.name not in ("id", "item", "fact", "order")
)


def set_verdict(
    ws: Workspace,
    visit_id: VisitId,
    item_id: ItemId,
    verdict: ItemVerdict | None,
    reason: NotCheckedReason | None = None,
    act: ActId | None = None,
) -> Changed:
    """Tick an item. "Một phần" and "Không" make its ready shortcoming in the same act, and taking
    them back removes it again while nobody has touched it. It may be part of an `act` that writes more."""
    template = _template(ws, visit_id)
    item = template.item(item_id)
    if item is None:
        raise VisitError(
            "VISIT-NO-ITEM",
            N_("The checklist of this visit has no item {item}."),
            why=N_("A visit keeps the checklist it began with."),
            todo=N_("Choose an item of the list."),
            item=item_id,
        )
    entity = f"answer:{item_id}"
    why = reason if verdict is ItemVerdict.NOT_CHECKED else None
    changes: list[FieldChange] = [(entity, "verdict", verdict), (entity, "not_checked", why)]
    changes += _ready_finding(ws, visit_id, item, template.place(item_id), verdict)
    return write(ws, visit_id, changes, act=act)


def set_fact(
    ws: Workspace, visit_id: VisitId, item_id: ItemId, fact_id: FactId, fact: Fact | None
) -> Changed:
    return write(ws, visit_id, [(f"answer:{item_id}", fact_id, fact)])


def set_value(ws: Workspace, visit_id: VisitId, entity: str, field: str, value: object) -> Changed:
    """Any field of any entity; None removes it."""
    return write(ws, visit_id, [(entity, field, value)])


def set_values(ws: Workspace, visit_id: VisitId, changes: Sequence[FieldChange]) -> Changed:
    """Several fields as one act."""
    return write(ws, visit_id, changes)


def set_checked_value(ws: Workspace, visit_id: VisitId, entity: str, field: str, value: JSON) -> Changed:
    """A raw JSON value from outside. Raises VisitError VISIT-NO-FIELD, FormatError where it does not fit."""
    template = _template(ws, visit_id)
    require_known(template, entity, field)
    require_fit(template, (entity, field), value)
    return write(ws, visit_id, [(entity, field, value)])


def set_rows(
    ws: Workspace,
    visit_id: VisitId,
    item_id: ItemId,
    fact_id: FactId,
    rows: Sequence[SampleRow],
    seen: Sequence[SampleRow] | None = None,
) -> Changed:
    """Make the rows of a sample or a table these, as one act; a row whose id is there already stays the same row.

    With `seen`, the rows that the writer had in front of him, only what he changed is written: rows that came
    meanwhile stay, and so does what another person wrote into a cell that he left alone.
    """
    held = visits.entities(ws.db, visit_id, visits.rows_naming(ws.db, visit_id, item_id, fact_id))
    stored = {entity.removeprefix("row:"): own for entity, own in held.items()}
    known = None if seen is None else {row.id: row for row in seen}
    wanted = {row.id: row for row in rows}
    if known is not None and not known.keys() <= stored.keys():
        # One that he saw and that somebody took away meanwhile comes back only where he wrote in it.
        wanted = {own: row for own, row in wanted.items() if own in stored or row != known.get(own)}
    gone = [f"row:{own}" for own in stored if own not in wanted and (known is None or own in known)]
    orders = places(list(wanted), {own: value.get("order", 0) for own, value in stored.items()})
    changes: list[FieldChange] = []
    for own, row in wanted.items():
        entity, before = f"row:{own}", known.get(own) if known is not None and own in stored else None
        values: dict[str, object] = {"item": item_id, "fact": fact_id, "order": orders[own]}
        for name in _ROW_FIELDS:
            if before is None or getattr(before, name) != getattr(row, name):
                values[name] = getattr(row, name)
        # A value that two people wrote differently is settled by choosing, not by saving another row.
        changes += [
            (entity, name, value)
            for name, value in values.items()
            if to_json(value) != stored.get(own, {}).get(name)
        ]
    changes += _removal(ws, visit_id, *sorted(gone))
    return write(ws, visit_id, changes)


def add_person(ws: Workspace, visit_id: VisitId, side: Side, role: PersonRole, **values: object) -> str:
    """A person of either side; returns the id."""
    person = new_id()
    own = {"side": side, "role": role, "order": len(visits.names(ws.db, visit_id, "person")), **values}
    write(ws, visit_id, [(f"person:{person}", name, value) for name, value in own.items()])
    return person


def add_finding(
    ws: Workspace,
    visit_id: VisitId,
    items: Sequence[ItemId],
    text: str | None = None,
    act: ActId | None = None,
) -> FindingId:
    """A shortcoming of one, several or no items. It may be part of an `act` that writes more."""
    template = _template(ws, visit_id)
    about = template.item(items[0]) if items else None
    # By that name it stands after the ready shortcoming of its item, which has the same place.
    ready = "" if about is None else f"{about.shortcoming_group or about.id}-"
    finding = FindingId(f"{ready}{new_id()}")
    order = min((template.place(item) for item in items), default=len(template.items))
    own = {"items": tuple(items), "order": order, "text": text}
    write(ws, visit_id, [(f"finding:{finding}", name, value) for name, value in own.items()], act=act)
    return finding


def add_recommendation(ws: Workspace, visit_id: VisitId, audience: Audience, text: str) -> RecommendationId:
    recommendation = RecommendationId(new_id())
    order = len(visits.names(ws.db, visit_id, "recommendation"))
    own = {"audience": audience, "order": order, "text": text}
    write(ws, visit_id, [(f"recommendation:{recommendation}", name, value) for name, value in own.items()])
    return recommendation


def remove(ws: Workspace, visit_id: VisitId, entity: str) -> Changed:
    """Take a person, shortcoming, recommendation, row or piece of evidence away; undo brings it back."""
    return write(ws, visit_id, _removal(ws, visit_id, entity))


def _template(ws: Workspace, visit_id: VisitId) -> Template:
    return ws.template(visits.ref(ws.db, visit_id).sha256)


def _removal(ws: Workspace, visit_id: VisitId, *entities: str) -> list[FieldChange]:
    held = visits.entities(ws.db, visit_id, entities)
    return [(entity, name, None) for entity, own in held.items() for name in own]


def _ready_finding(
    ws: Workspace, visit_id: VisitId, item: Item, order: int, verdict: ItemVerdict | None
) -> list[FieldChange]:
    """The change of the item's ready shortcoming that goes with a new verdict; it stands in the list
    where the item stands in the checklist."""
    if item.shortcoming is None:
        return []
    ready = f"finding:{item.shortcoming_group or item.id}"
    own = visits.entities(ws.db, visit_id, (ready,))[ready]
    items = list(own.get("items", ()))
    if (verdict in SHORT_OF) == (item.id in items):
        return []  # it names the item already, or was not there
    naming = visits.findings_naming(ws.db, visit_id, item.id)
    if verdict in SHORT_OF:
        if naming:
            return []
        return [(ready, "items", (*items, item.id)), *([] if own else [(ready, "order", order)])]
    if (
        any(name in own for name in WRITTEN)
        or own.get("recurs")
        or not _comes_first(ws, visit_id, ready, naming)
    ):
        return []
    rest = tuple(other for other in items if other != item.id)
    if rest:
        return [(ready, "items", rest)]
    return [(ready, name, None) for name in own]


def _comes_first(ws: Workspace, visit_id: VisitId, ready: str, naming: Sequence[str]) -> bool:
    """Whether the ready shortcoming is the one that the item shows, of all that name it."""
    held = visits.entities(ws.db, visit_id, naming)
    return ready == min(naming, key=lambda entity: (held[entity].get("order", 0), entity))
