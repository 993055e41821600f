"""Visits: making one, listing them, opening one as it stands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from inspector_app.actions.listing import VisitSummary, overview
from inspector_app.actions.templates import for_new_visit
from inspector_app.actions.workspace import Workspace
from inspector_app.actions.writing import new_id, write
from inspector_app.checklist import seal
from inspector_app.checklist.assembly import answers_of_rows, assemble, items_touched, reassemble
from inspector_app.checklist.event import ActId, Plane
from inspector_app.checklist.handover import Delivery
from inspector_app.checklist.progress import Count, Progress, progress, progress_after
from inspector_app.checklist.seal import Stage, Version
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.visit import FieldKey, Visit, VisitId
from inspector_app.store import events, outbox, templates, visits

if TYPE_CHECKING:
    from inspector_app.authoring.sample import SampleVisit

DEFAULT_TEMPLATE = "cchc-2026"
WHOLE_FROM = 2000
"""New events from which a visit is read whole: reading field by field would take longer."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What may look different from the visit as it was when the log had come to the mark `since`."""

    since: int
    entities: frozenset[str]
    items: frozenset[ItemId]
    """Items of which anything is different: their answer, shortcoming, rows, files, whether they apply."""


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
    progress: Progress
    mark: int
    """How far the log had come when this was read."""
    difference: Difference | None = field(default=None, compare=False)
    """What was read anew when this was made from an earlier one; None where everything was."""

    @property
    def stage(self) -> Stage:
        return self.version.stage

    def difference_from(self, shown: "OpenVisit | None") -> Difference | None:
        """What has to be painted again where `shown` is on the screen; None: everything."""
        known = self.difference
        if shown is None or shown is self or known is None or shown.visit.id != self.visit.id:
            return None
        same = shown.mark == known.since and shown.stage is self.stage
        return known if same and "visit" not in known.entities else None


def sample_names() -> tuple[str, ...]:
    """Visits to look at and practise on, shipped with the program."""
    from inspector_app.authoring import sample

    return sample.names()


def create_visit(
    ws: Workspace, template_name: str = DEFAULT_TEMPLATE, details: Mapping[str, object] | None = None
) -> VisitId:
    """A new visit bound for ever to the template's present version and digest; `template_name` is that of a
    shipped one, or any that names a published version. ChecklistError CHECKLIST-NOT-OFFERED, CHECKLIST-UNKNOWN.
    """
    visit_id = VisitId(new_id())
    template = for_new_visit(ws, template_name)
    with ws.db.write():
        _create(ws, visit_id, template)
        if details:
            write(ws, visit_id, [("visit", name, value) for name, value in details.items()])
    return visit_id


def create_sample(ws: Workspace, name: str) -> VisitId:
    """A sample visit of that name; the one that is there already is returned, never a second."""
    from inspector_app.authoring import sample

    visit_id = VisitId(f"sample-{name}")
    if any(row.id == visit_id for row in visits.listing(ws.db)):
        return visit_id
    return create_from(ws, visit_id, sample.read_sample(name))


def create_from(ws: Workspace, visit_id: VisitId, found: "SampleVisit") -> VisitId:
    """A new visit in which the acts of a sample are done, each by its own person."""
    from inspector_app.authoring import toml

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
    """All visits of this computer, the one changed last first, each with how much of it is done: which items count
    depends on the rules of a checklist, so a visit that was not opened since it changed is read whole.
    """
    lines = overview(ws)
    return _counted(ws, lines, {line.id for line in lines})


def counted(ws: Workspace, ids: Collection[VisitId]) -> tuple[VisitSummary, ...]:
    """The same of some visits alone. Raises StoreError."""
    return _counted(ws, overview(ws), ids)


def summary(opened: OpenVisit) -> VisitSummary:
    """The line of the list for a visit that is open already."""
    details = opened.visit.details
    return VisitSummary(
        id=opened.visit.id,
        unit=details.unit,
        title=details.title,
        opened_at=details.opened_at,
        changed_at=opened.saved_at,
        stage=opened.stage,
        delivery=opened.delivery.state if opened.delivery is not None else None,
        answered=opened.progress.whole.done,
        total=opened.progress.whole.total,
        notice=details.notice,
    )


def load(ws: Workspace, visit_id: VisitId, at: datetime | None = None) -> OpenVisit:
    """The visit as it stands now, read whole; `at` is what today is to its rules, where that is fixed."""
    mark = events.mark(ws.db)
    ref = visits.ref(ws.db, visit_id)
    template = ws.template(ref.sha256)
    versions = seal.versions(visits.values(ws.db, visit_id, Plane.SEALING))
    visit = assemble(
        visit_id,
        template,
        ref,
        visits.values(ws.db, visit_id, Plane.ANSWERS),
        visits.conflicts(ws.db, visit_id),
    )
    visit = ws.logic(ref.sha256).settle(visit, at or _now(ws, versions))
    return _opened(ws, visit, template, versions, progress(visit, template), mark, None)


def reload(ws: Workspace, opened: OpenVisit) -> OpenVisit:
    """The same as `load`, at the cost of what came to the log since `opened` was read, whoever wrote it:
    this window, another program on the same data, another laptop whose work was merged."""
    visit_id, template, mark = opened.visit.id, opened.template, events.mark(ws.db)
    traces = events.since(ws.db, visit_id, opened.mark, mark)
    if len(traces) > WHOLE_FROM:
        return load(ws, visit_id)
    touched = {trace.entity for trace in traces if trace.plane is Plane.ANSWERS}
    entities = visits.entities(ws.db, visit_id, touched)
    counted = answers_of_rows(opened.visit, entities) - touched
    entities |= visits.entities(ws.db, visit_id, counted)
    conflicts = visits.conflicts(ws.db, visit_id, among=entities) if touched else ()
    versions = opened.versions
    if any(trace.plane is Plane.SEALING for trace in traces):
        versions = seal.versions(visits.values(ws.db, visit_id, Plane.SEALING))
    logic = ws.logic(opened.visit.template.sha256)
    raw = reassemble(opened.visit, template, entities, conflicts)
    visit = logic.resettle(opened.visit, raw, entities, _now(ws, versions))
    items = items_touched(opened.visit, raw, entities).union(logic.affected(entities))
    if raw.details.scope != opened.visit.details.scope:
        items |= opened.visit.inapplicable ^ visit.inapplicable
    counts = progress_after(opened.progress, opened.visit, visit, template, items)
    difference = Difference(opened.mark, frozenset(entities), items)
    return _opened(ws, visit, template, versions, counts, mark, difference)


def _now(ws: Workspace, versions: tuple[Version, ...]) -> datetime:
    """What "today" is to the rules of a checklist: of a sealed version, the moment of sealing."""
    sealed = seal.current(versions).seal
    return ws.clock.now() if sealed is None else sealed.sealed_at


def _opened(
    ws: Workspace,
    visit: Visit,
    template: Template,
    versions: tuple[Version, ...],
    counts: Progress,
    mark: int,
    difference: Difference | None,
) -> OpenVisit:
    deliveries = outbox.listing(ws.db, visit.id)
    log = ws.undo_log(visit.id)
    if not ws.db.writing:
        ws.counts[visit.id] = (mark, counts.whole)
    return OpenVisit(
        visit=visit,
        template=template,
        version=seal.current(versions),
        versions=versions,
        saved_at=visits.changed_at(ws.db, visit.id),
        delivery=deliveries[-1] if deliveries else None,
        undo=_fields(ws, visit.id, log.to_undo),
        redo=_fields(ws, visit.id, log.to_redo),
        progress=counts,
        mark=mark,
        difference=difference,
    )


def _create(ws: Workspace, visit_id: VisitId, template: Template) -> None:
    ref = template.ref
    with ws.db.write():
        templates.put(ws.db, template)
        visits.create(ws.db, visit_id, ref, ws.clock.now())


def _counted(
    ws: Workspace, lines: Iterable[VisitSummary], ids: Collection[VisitId]
) -> tuple[VisitSummary, ...]:
    counts = {line.id: _count(ws, line.id) for line in lines if line.id in ids}
    return tuple(
        replace(line, answered=counts[line.id].done, total=counts[line.id].total)
        for line in lines
        if line.id in counts
    )


def _count(ws: Workspace, visit_id: VisitId) -> Count:
    mark, count = ws.counts.get(visit_id, (0, Count()))
    if mark and not events.since(ws.db, visit_id, mark, events.mark(ws.db)):
        return count
    return load(ws, visit_id).progress.whole


def _fields(ws: Workspace, visit_id: VisitId, act: ActId | None) -> tuple[FieldKey, ...]:
    return () if act is None else events.keys_of_act(ws.db, visit_id, act)
