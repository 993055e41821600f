"""What an examination of files gives a visit: figures, rows, verdicts and the report itself, written as one act."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from inspector_app.actions.answers import FieldChange, set_verdict
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import differing, new_id, require_open, write
from inspector_app.checklist import canonical
from inspector_app.checklist.e_documents import SCHEMA, Examination, ExaminedDocument, Outcome, outcome
from inspector_app.checklist.event import ActId
from inspector_app.checklist.examination_rows import ROW, placed, rows_for, sample_for
from inspector_app.checklist.fact import FactId, Sample, SampleRow
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.visit import Evidence, ItemVerdict, Visit, VisitId
from inspector_app.errors import N_, FormatError, VisitError

REPORT = "kiem-tra-van-ban-dien-tu_"
"""How the names of kept reports begin; the item and the time follow."""
JSON_TYPE, PDF_TYPE = "application/json", "application/pdf"

FileSource = Callable[[ExaminedDocument], bytes]
"""Gives the bytes of a document that was examined."""


@dataclass(frozen=True, slots=True)
class Target:
    """A sample that an examination fills, and which signature it asks for: personal, agency, both."""

    item: ItemId
    fact: FactId
    of: str


def fill(
    ws: Workspace,
    visit_id: VisitId,
    examination: Examination,
    targets: Sequence[Target],
    *,
    interval: bool = False,
    replace_typed: bool = False,
    keep_failing: FileSource | None = None,
    verdicts: Mapping[ItemId, ItemVerdict | None] | None = None,
) -> Changed:
    """Write an examination into its items as one act: samples, rows, the verdicts given, and the report as
    evidence that is not printed; `keep_failing` gives the files that fail, to be kept likewise.

    What stands there already is not written again. Rows typed by hand stay unless `replace_typed`. What
    `keep_failing` raises is passed on, then nothing is written. VisitError: SAMPLE-FILE-CHANGED where it gives other
    bytes than were examined, SAMPLE-NO-PLACE, VISIT-SEALED.
    """
    opened = load(ws, visit_id)
    require_open(opened.version)  # before any file is kept
    visit = opened.visit
    require_asked(opened.template, [(own.item, own.fact) for own in targets])
    changes: list[FieldChange] = []
    for target in targets:
        changes.append((f"answer:{target.item}", target.fact, _sample(visit, examination, target, interval)))
        changes += _rows(visit, examination, target, replace_typed)
    items = tuple(dict.fromkeys(target.item for target in targets))
    if items:
        name = report_name(items[0], examination.examined_at)
        report = Keeping(name, JSON_TYPE, canonical.canonical(examination), items)
        failing = _failing(examination, targets, keep_failing) if keep_failing is not None else []
        changes += kept_files(ws, visit, [report, *failing])
    act = ActId(new_id())
    with ws.db.write():
        changed = write(ws, visit_id, differing(ws, visit_id, changes), act=act)
        for item, verdict in (verdicts or {}).items():
            if verdict is not visit.answer(item).verdict:
                changed |= set_verdict(ws, visit_id, item, verdict, act=act)
    return changed


def require_asked(template: Template, places: Iterable[tuple[ItemId, FactId]]) -> None:
    """Raises VisitError SAMPLE-NO-PLACE for a figure that the checklist does not ask for."""
    for item_id, fact_id in places:
        item = template.item(item_id)
        if item is None or item.fact(fact_id) is None:
            raise VisitError(
                "SAMPLE-NO-PLACE",
                N_("Nothing was written: item {item} has no figure {fact}."),
                why=N_("The checklist of this visit does not ask for it."),
                todo=N_("Choose an item that asks for what was counted."),
                item=item_id,
                fact=fact_id,
            )


def typed_rows(visit: Visit, item: ItemId, fact: FactId) -> tuple[SampleRow, ...]:
    """The rows of a sample that came from no examination."""
    return tuple(row for row in visit.rows_of(item, fact) if not row.id.startswith(ROW))


def report_name(item: ItemId, at: datetime) -> str:
    """What a report is called: "kiem-tra-van-ban-dien-tu_25a_20260512-0930.json"."""
    return f"{REPORT}{item}_{at:%Y%m%d-%H%M}.json"


def last_report(ws: Workspace, visit: Visit, item: ItemId) -> Examination | None:
    """The newest examination that was written into an item; None where there was none.

    FormatError EXAMINATION-NEWER, or for one that is damaged; StoreError where its file is not on this computer.
    """
    kept = [own for own in visit.evidence_of(item) if _is_report(own)]
    if not kept:
        return None
    newest = max(kept, key=lambda own: ((own.name or "").rsplit("_", 1)[-1], own.order))
    return read_report(ws.files.read(newest.sha256))


def read_report(data: bytes) -> Examination:
    """An examination from its JSON. FormatError: EXAMINATION-NEWER, EXAMINATION-FORM, FORMAT-VALUE."""
    raw = canonical.parse(data)
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if not isinstance(schema, int):
        raise FormatError(
            "EXAMINATION-FORM",
            N_("The report of the earlier check cannot be read."),
            why=N_("The file is not a report of a check of e-documents."),
            todo=N_("Check the documents again; the new report takes its place."),
        )
    if schema > SCHEMA:
        raise FormatError(
            "EXAMINATION-NEWER",
            N_("The report was written by a newer release (format {found})."),
            why=N_("This release reads formats up to {known}."),
            todo=N_("Install the newer release and open the report again; nothing was changed."),
            found=schema,
            known=SCHEMA,
        )
    return canonical.from_json(Examination, raw)


@dataclass(frozen=True, slots=True)
class Keeping:
    """A file that becomes evidence."""

    name: str
    media_type: str
    data: bytes
    items: tuple[ItemId, ...]


def _is_report(evidence: Evidence) -> bool:
    return evidence.media_type == JSON_TYPE and (evidence.name or "").startswith(REPORT)


def _sample(visit: Visit, examination: Examination, target: Target, interval: bool) -> Sample:
    """The figures; who says them and up to when they count stays as the team wrote it."""
    made = sample_for(examination, target.of, interval=interval)
    held = visit.answer(target.item).facts.get(target.fact)
    return replace(made, origin=held.origin) if isinstance(held, Sample) else made


def _rows(visit: Visit, examination: Examination, target: Target, replace_typed: bool) -> list[FieldChange]:
    """The rows, after those that a person typed and that stay; rows of an earlier run that are not drawn any
    longer go."""
    typed = typed_rows(visit, target.item, target.fact)
    made = placed(rows_for(examination, target.item, target.fact, target.of), typed)
    written = {row.id for row in made}
    kept = [] if replace_typed else [row for row in typed if row.id not in written]
    gone = {row.id for row in visit.rows_of(target.item, target.fact)} - written - {row.id for row in kept}
    changes: list[FieldChange] = [(f"row:{row.id}", "order", order) for order, row in enumerate(kept)]
    for order, row in enumerate(made, start=len(kept)):
        values = {spec.name: getattr(row, spec.name) for spec in fields(SampleRow) if spec.name != "id"}
        changes += [(f"row:{row.id}", name, value) for name, value in (values | {"order": order}).items()]
    for row_id in sorted(gone):
        changes += [(f"row:{row_id}", spec.name, None) for spec in fields(SampleRow) if spec.name != "id"]
    return changes


def _failing(examination: Examination, targets: Sequence[Target], source: FileSource) -> list[Keeping]:
    """The files that lack what an item asks for, each beside the items that it fails."""
    found = []
    for document in examination.documents:
        items = tuple(dict.fromkeys(own.item for own in targets if outcome(document, own.of) is Outcome.NO))
        if items and document.path:
            data = source(document)
            if hashlib.sha256(data).hexdigest() != document.sha256:
                raise _changed(document)
            found.append(Keeping(document.name, PDF_TYPE, data, items))
    return found


def _changed(document: ExaminedDocument) -> VisitError:
    return VisitError(
        "SAMPLE-FILE-CHANGED",
        N_("Nothing was written: the file {name} was changed since it was checked."),
        why=N_("Kept as evidence it would not be the file that the figures speak of."),
        todo=N_("Check the folder again, or write without keeping the files."),
        name=document.name,
    )


def kept_files(ws: Workspace, visit: Visit, keeping: Sequence[Keeping]) -> list[FieldChange]:
    """Changes that lay files beside their items, not printed; one that is there already keeps its name, its place
    and whether it is printed."""
    changes: list[FieldChange] = []
    held = {own.sha256: own for own in visit.evidence}
    place = len(visit.evidence)
    for own in keeping:
        sha256 = hashlib.sha256(own.data).hexdigest()
        entity, known = f"evidence:{sha256}", held.get(sha256)
        if known is not None:
            items = tuple(dict.fromkeys((*known.items, *own.items)))
            changes.append((entity, "items", items))
            continue
        ws.files.put(own.data)
        values: dict[str, object] = {
            "name": own.name,
            "media_type": own.media_type,
            "size": len(own.data),
            "items": own.items,
            "order": place,
            "printed": False,
        }
        changes += [(entity, field, value) for field, value in values.items()]
        held[sha256] = Evidence(sha256, items=own.items)
        place += 1
    return changes
