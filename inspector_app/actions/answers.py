"""Answers and everything else that is typed: one human act, one transaction, saved when it returns."""

from collections.abc import Sequence
from dataclasses import fields

from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import new_id, require_known, write
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.canonical import JSON
from inspector_app.checklist.event import Plane
from inspector_app.checklist.fact import Fact, FactId, SampleRow
from inspector_app.checklist.finding import Audience, FindingId, RecommendationId
from inspector_app.checklist.template import Item, ItemId
from inspector_app.checklist.visit import (
    ItemVerdict,
    NotCheckedReason,
    PersonRole,
    Side,
    Visit,
    VisitId,
)
from inspector_app.errors import N_, VisitError
from inspector_app.store import visits

SHORT_OF = frozenset({ItemVerdict.PARTLY, ItemVerdict.NO})
"""Verdicts that make the ready shortcoming of an item."""

FieldChange = tuple[str, str, object]


def set_verdict(
    ws: Workspace,
    visit_id: VisitId,
    item_id: ItemId,
    verdict: ItemVerdict | None,
    reason: NotCheckedReason | None = None,
) -> Changed:
    """Tick an item. "Một phần" and "Không" make its ready shortcoming in the same act, and taking
    them back removes it again while nobody has touched it."""
    opened = load(ws, visit_id)
    item = opened.template.item(item_id)
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
    changes += _ready_finding(opened.visit, item, opened.template.items.index(item), verdict)
    return write(ws, visit_id, changes)


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
    ref = visits.ref(ws.db, visit_id)
    template = ws.template(ref.sha256)
    require_known(template, entity, field)
    values = visits.values(ws.db, visit_id, Plane.ANSWERS) | {(entity, field): value}
    assemble(visit_id, template, ref, values)
    return write(ws, visit_id, [(entity, field, value)])


def set_rows(
    ws: Workspace, visit_id: VisitId, item_id: ItemId, fact_id: FactId, rows: Sequence[SampleRow]
) -> Changed:
    """Replace the rows of a sample as one act; a row whose id is there already stays the same row."""
    opened = load(ws, visit_id)
    old = {row.id for row in opened.visit.rows if row.item == item_id and row.fact == fact_id}
    changes: list[FieldChange] = []
    for order, row in enumerate(rows):
        values = {spec.name: getattr(row, spec.name) for spec in fields(SampleRow) if spec.name != "id"}
        values |= {"item": item_id, "fact": fact_id, "order": order}
        changes += [(f"row:{row.id}", name, value) for name, value in values.items()]
    for gone in sorted(old - {row.id for row in rows}):
        changes += _removal(ws, visit_id, f"row:{gone}")
    return write(ws, visit_id, changes)


def add_person(ws: Workspace, visit_id: VisitId, side: Side, role: PersonRole, **values: object) -> str:
    """A person of either side; returns the id."""
    person = new_id()
    own = {"side": side, "role": role, "order": len(load(ws, visit_id).visit.people), **values}
    write(ws, visit_id, [(f"person:{person}", name, value) for name, value in own.items()])
    return person


def add_finding(
    ws: Workspace, visit_id: VisitId, items: Sequence[ItemId], text: str | None = None
) -> FindingId:
    """A shortcoming of one, several or no items."""
    finding = FindingId(new_id())
    opened = load(ws, visit_id)
    order = next(
        (i for i, item in enumerate(opened.template.items) if item.id in items), len(opened.template.items)
    )
    own = {"items": tuple(items), "order": order, "text": text}
    write(ws, visit_id, [(f"finding:{finding}", name, value) for name, value in own.items()])
    return finding


def add_recommendation(ws: Workspace, visit_id: VisitId, audience: Audience, text: str) -> RecommendationId:
    recommendation = RecommendationId(new_id())
    order = len(load(ws, visit_id).visit.recommendations)
    own = {"audience": audience, "order": order, "text": text}
    write(ws, visit_id, [(f"recommendation:{recommendation}", name, value) for name, value in own.items()])
    return recommendation


def remove(ws: Workspace, visit_id: VisitId, entity: str) -> Changed:
    """Take a person, shortcoming, recommendation, row or piece of evidence away; undo brings it back."""
    return write(ws, visit_id, _removal(ws, visit_id, entity))


def _removal(ws: Workspace, visit_id: VisitId, entity: str) -> list[FieldChange]:
    values = visits.values(ws.db, visit_id, Plane.ANSWERS)
    return [(own, name, None) for own, name in values if own == entity]


def _ready_finding(visit: Visit, item: Item, order: int, verdict: ItemVerdict | None) -> list[FieldChange]:
    """The change of the item's ready shortcoming that goes with a new verdict; it stands in the list
    where the item stands in the checklist."""
    if item.shortcoming is None:
        return []
    found = visit.finding_of(item.id)
    finding_id = item.shortcoming_group or item.id
    entity = f"finding:{finding_id}"
    if verdict in SHORT_OF:
        if found is not None:
            return []
        group = next((f for f in visit.findings if f.id == finding_id), None)
        if group is not None:
            return [(entity, "items", (*group.items, item.id))]
        return [(entity, "items", (item.id,)), (entity, "order", order)]
    if found is None or found.id != finding_id or not _untouched(visit, found.id):
        return []
    rest = tuple(own for own in found.items if own != item.id)
    if rest:
        return [(entity, "items", rest)]
    return [(entity, "items", None), (entity, "order", None)]


def _untouched(visit: Visit, finding_id: FindingId) -> bool:
    found = next(f for f in visit.findings if f.id == finding_id)
    own = (found.text, found.legal_basis, found.remedy, found.owner, found.deadline, found.unit_opinion)
    return all(value is None for value in own)
