"""Visits: making one, listing them, opening one as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from inspector_app.actions.workspace import Workspace
from inspector_app.actions.writing import new_id, write
from inspector_app.checklist import seal
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.event import ActId, Plane, undo_stacks
from inspector_app.checklist.handover import Delivery, DeliveryState
from inspector_app.checklist.seal import Stage, Version
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import FieldKey, Visit, VisitId
from inspector_app.store import events, outbox, templates, visits
from inspector_app.store.visits import VisitRow

DEFAULT_TEMPLATE = "cchc-2026"


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """One line of the list of visits."""

    id: VisitId
    unit: str | None
    title: str | None
    opened_at: datetime | None
    changed_at: datetime
    stage: Stage
    delivery: DeliveryState | None
    answered: int
    total: int
    notice: str | None


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """A visit as it stands, with all that a page shows of it."""

    visit: Visit
    template: Template
    version: Version
    versions: tuple[Version, ...]
    saved_at: datetime
    delivery: Delivery | None
    undo: tuple[FieldKey, ...]
    """Fields that the next undo gives back; empty when there is nothing to undo."""
    redo: tuple[FieldKey, ...]

    @property
    def stage(self) -> Stage:
        return self.version.stage


def sample_names() -> tuple[str, ...]:
    """Visits to look at and practise on, shipped with the program."""
    from inspector_app.authoring import sample

    return sample.names()


def create_visit(
    ws: Workspace, template_name: str = DEFAULT_TEMPLATE, details: Mapping[str, object] | None = None
) -> VisitId:
    """A new visit bound for ever to the template's present version and digest."""
    from inspector_app.authoring import toml

    visit_id = VisitId(new_id())
    template = toml.read_shipped(template_name)
    with ws.db.write():
        _create(ws, visit_id, template)
        if details:
            write(ws, visit_id, [("visit", name, value) for name, value in details.items()])
    return visit_id


def create_sample(ws: Workspace, name: str) -> VisitId:
    """A sample visit of that name; the one that is there already is returned, never a second."""
    from inspector_app.authoring import sample, toml

    visit_id = VisitId(f"sample-{name}")
    if any(row.id == visit_id for row in visits.listing(ws.db)):
        return visit_id
    found = sample.read_sample(name)
    template = toml.read_shipped(found.template)
    actor = ws.actor
    try:
        with ws.db.write():  # whole or not at all: half a sample would be shown for ever
            _create(ws, visit_id, template)
            for act in found.acts:
                ws.actor = act.actor or actor
                write(ws, visit_id, act.changes)
    finally:
        ws.actor = actor
    return visit_id


def receive_visit(ws: Workspace, visit_id: VisitId, template: Template) -> None:
    """Make room for a visit that began on another laptop; its events are merged in afterwards."""
    if not any(row.id == visit_id for row in visits.listing(ws.db)):
        _create(ws, visit_id, template)


def listing(ws: Workspace) -> tuple[VisitSummary, ...]:
    """All visits of this computer, the one changed last first."""
    deliveries = {delivery.visit: delivery.state for delivery in outbox.listing(ws.db)}
    return tuple(_summary(ws, row, deliveries.get(row.id)) for row in visits.listing(ws.db))


def load(ws: Workspace, visit_id: VisitId) -> OpenVisit:
    """The visit as it stands now."""
    ref = visits.ref(ws.db, visit_id)
    template = ws.template(ref.sha256)
    versions = seal.versions(visits.values(ws.db, visit_id, Plane.SEALING))
    deliveries = outbox.listing(ws.db, visit_id)
    stacks = undo_stacks(events.acts(ws.db, visit_id, Plane.ANSWERS, ws.device_id))
    return OpenVisit(
        visit=assemble(
            visit_id,
            template,
            ref,
            visits.values(ws.db, visit_id, Plane.ANSWERS),
            visits.conflicts(ws.db, visit_id),
        ),
        template=template,
        version=seal.current(versions),
        versions=versions,
        saved_at=visits.changed_at(ws.db, visit_id),
        delivery=deliveries[-1] if deliveries else None,
        undo=_fields(ws, visit_id, stacks.done),
        redo=_fields(ws, visit_id, stacks.undone),
    )


def _create(ws: Workspace, visit_id: VisitId, template: Template) -> None:
    ref = template.ref
    with ws.db.write():
        templates.put(ws.db, template)
        visits.create(ws.db, visit_id, ref, ws.clock.now())


def _summary(ws: Workspace, row: VisitRow, delivery: DeliveryState | None) -> VisitSummary:
    versions = seal.versions(visits.values(ws.db, row.id, Plane.SEALING))
    items = ws.template(row.template.sha256).items
    answered = [
        item
        for item in items
        if item.id in row.with_verdict or (not item.asks_verdict and item.id in row.with_facts)
    ]
    return VisitSummary(
        id=row.id,
        unit=row.unit,
        title=row.title,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
        stage=seal.current(versions).stage,
        delivery=delivery,
        answered=len(answered),
        total=len(items),
        notice=row.notice,
    )


def _fields(ws: Workspace, visit_id: VisitId, acts: tuple[ActId, ...]) -> tuple[FieldKey, ...]:
    if not acts:
        return ()
    return tuple(event.key for event in events.of_act(ws.db, visit_id, acts[-1]))
