"""A register of dossiers answers items: looked at, its columns confirmed and remembered, counted, written as one act."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path

from inspector_app.actions.answers import FieldChange
from inspector_app.actions.sampling import JSON_TYPE, Keeping, kept_files, require_asked
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import differing, require_open, write
from inspector_app.checklist import canonical, dossier_rows
from inspector_app.checklist.dossiers import (
    Columns,
    DelayCause,
    DossierField,
    DossierFigures,
    OverdueOf,
    Preview,
    Tally,
)
from inspector_app.checklist.fact import Amount, Count, Fact, FactId, Origin, Rate, Sample, SampleRow
from inspector_app.checklist.file_answers import FileAnswer
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.visit import Visit, VisitId
from inspector_app.errors import N_, IntakeError
from inspector_app.store import remembered_columns
from inspector_app.store.remembered_columns import Kind

REPORT = "so-ho-so_"
"""How the names of kept reports begin; the item and the time follow."""

Place = tuple[ItemId, FactId]


def preview(
    path: Path, sheet: str | None = None, header_row: int | None = None, remembered: Columns | None = None
) -> Preview:
    """What a person confirms: the columns as understood, or as they were confirmed for these headings before.

    IntakeError as `intake.table_rows.work_on` raises.
    """
    from inspector_app.sampling import register_columns

    return register_columns.preview(path, sheet, header_row, remembered)


def remembered(ws: Workspace, unit: str) -> Columns | None:
    """The columns that were last confirmed for this unit. Raises StoreError."""
    return remembered_columns.get(ws.db, unit, Kind.DOSSIERS, Columns)


def count(
    ws: Workspace,
    path: Path,
    columns: Columns,
    *,
    as_of: date,
    since: date | None = None,
    unmasked: bool = False,
    unit: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> DossierFigures | None:
    """Count the register as of a day; None where it was cancelled. Confirmed columns are remembered for the `unit`.

    IntakeError: DOSSIERS-COLUMNS, DOSSIERS-PERIOD, DOSSIERS-EMPTY, DOSSIERS-PROCEDURES, and as
    `intake.table_rows.work_on` raises.
    """
    from inspector_app.sampling import register

    if not columns.enough:
        raise _not_counted(
            "DOSSIERS-COLUMNS",
            path,
            N_("Nothing in it says whether a dossier is late."),
            N_(
                "Name the columns with the days on which dossiers are due and were settled, or with their state."
            ),
        )
    if since is not None and since > as_of:
        raise _not_counted(
            "DOSSIERS-PERIOD",
            path,
            N_("The period ends before it begins."),
            N_("Look at the two days again."),
        )
    question = register.Question(columns, as_of, since, unmasked)
    figures = register.count(path, question, progress=progress, cancelled=cancelled)
    if figures is not None and figures.lines_in == 0:
        raise _not_counted(
            "DOSSIERS-EMPTY",
            path,
            N_("Below its headings there is no line."),
            N_("Choose the file with the dossiers, or another sheet."),
        )
    if figures is not None and unit is not None:
        remembered_columns.put(ws.db, unit, Kind.DOSSIERS, columns, ws.clock.now())
    return figures


def answers(figures: DossierFigures, of: OverdueOf = OverdueOf.RECEIVED) -> Mapping[FileAnswer, Fact]:
    """The figures of items that the register gives; what its columns do not say is left out."""
    whole, known = figures.whole, figures.columns.fields
    origin = Origin(as_of=figures.as_of)
    found: dict[FileAnswer, Fact] = {}
    late, among = whole.overdue(of)
    if among:
        real, operator = _causes(whole, of)
        found[FileAnswer.OVERDUE] = Rate(
            numerator=late, denominator=among, origin=origin, real_delay=real, operator_error=operator
        )
    if whole.channel_known:
        found[FileAnswer.FILED_ONLINE] = Rate(
            numerator=whole.online, denominator=whole.channel_known, origin=origin
        )
    if figures.payable_procedures is not None and DossierField.PROCEDURE in known:
        procedures = len([name for name in figures.by_procedure if name])
        found[FileAnswer.PAYABLE_PROCEDURES] = Count(figures.payable_procedures, procedures, origin)
    if figures.payable_procedures is not None and DossierField.PAID_ONLINE in known and whole.payable:
        found[FileAnswer.PAID_ONLINE] = Rate(
            numerator=whole.paid_online, denominator=whole.payable, origin=origin
        )
    if {DossierField.PAID_ONLINE, DossierField.FEE} <= known.keys():
        found[FileAnswer.MONEY_ONLINE] = Amount(whole.money, origin)
    return found


def fill(
    ws: Workspace,
    visit_id: VisitId,
    figures: DossierFigures,
    targets: Mapping[Place, FileAnswer],
    rows_into: Place | None = None,
    *,
    of: OverdueOf = OverdueOf.RECEIVED,
) -> Changed:
    """Write the figures into the items as one act, the late dossiers as rows of a sample or table where asked, and the
    report as evidence that is not printed.

    Who says a figure, and what it is compared with, stays as the team wrote it; rows of other origin stay. At most
    `dossier_rows.MOST` rows are written; all stand in the report. The rows are printed for the unit, so that citizens'
    names are masked in them also where they were counted unmasked. VisitError: SAMPLE-NO-PLACE, VISIT-SEALED.
    """
    opened = load(ws, visit_id)
    require_open(opened.version)  # before any file is kept
    places = [*targets, *([rows_into] if rows_into else [])]
    require_asked(opened.template, places)
    found = answers(figures, of)
    changes: list[FieldChange] = [
        (f"answer:{item}", fact, _kept(opened.visit.answer(item).facts.get(fact), found[answer]))
        for (item, fact), answer in targets.items()
        if answer in found
    ]
    if rows_into is not None:
        changes += _rows(opened.visit, opened.template, _masked(figures), rows_into)
    items = tuple(dict.fromkeys(item for item, _ in places))
    if items:
        name = report_name(items[0], ws.clock.now())
        changes += kept_files(
            ws, opened.visit, [Keeping(name, JSON_TYPE, canonical.canonical(figures), items)]
        )
    return write(ws, visit_id, differing(ws, visit_id, changes))


def report_name(item: ItemId, at: datetime) -> str:
    """What a report is called: "so-ho-so_19_20260512-0930.json"."""
    return f"{REPORT}{item}_{at:%Y%m%d-%H%M}.json"


def workbook(
    figures: DossierFigures, translate: Callable[[str], str], of: OverdueOf = OverdueOf.RECEIVED
) -> bytes:
    """All that was counted, as a workbook (.xlsx)."""
    from inspector_app.papers import dossiers as paper

    return paper.workbook_of(figures, translate, of)


def _not_counted(code: str, path: Path, why: str, todo: str) -> IntakeError:
    return IntakeError(code, N_("The register {file} was not counted."), why=why, todo=todo, file=path.name)


def _causes(whole: Tally, of: OverdueOf) -> tuple[int | None, int | None]:
    """How many of the late ones are late in truth, and by a slip; None where the register does not say.

    Where it names no cause for some, a cause that it names for none is not said to be none.
    """
    causes = whole.causes if of is OverdueOf.RECEIVED else whole.settled_causes
    real, operator = causes.get(DelayCause.REAL, 0), causes.get(DelayCause.OPERATOR, 0)
    open_ones = causes.get(DelayCause.UNKNOWN, 0) > 0 or not real + operator
    return (None if open_ones and not real else real, None if open_ones and not operator else operator)


def _kept(held: Fact | None, made: Fact) -> Fact:
    """The new figure with what the team said beside the former one."""
    match held, made:
        case Rate(), Rate():
            own = replace(held, percent=None, numerator=made.numerator, denominator=made.denominator)
            own = replace(own, real_delay=made.real_delay, operator_error=made.operator_error)
            return replace(own, origin=Origin(held.origin.source, made.origin.as_of))
        case Count(), Count():
            return replace(made, origin=Origin(held.origin.source, made.origin.as_of))
        case Amount(), Amount():
            return replace(made, origin=Origin(held.origin.source, made.origin.as_of))
    return made


def _masked(figures: DossierFigures) -> DossierFigures:
    from inspector_app.sampling.dossier_words import masked

    hidden = (replace(own, applicant=masked(own.applicant or "") or None) for own in figures.late)
    return replace(figures, late=tuple(hidden), masked=True)


def _rows(visit: Visit, template: Template, figures: DossierFigures, into: Place) -> Iterator[FieldChange]:
    item_id, fact_id = into
    item = template.item(item_id)
    spec = None if item is None else item.fact(fact_id)
    if spec is None:
        return
    made = dossier_rows.rows_for(figures, item_id, spec)
    written = {row.id for row in made}
    held = visit.rows_of(item_id, fact_id)
    typed = [row for row in held if not row.id.startswith(dossier_rows.ROW)]
    for row in held:
        if row.id.startswith(dossier_rows.ROW) and row.id not in written:
            yield from ((f"row:{row.id}", own.name, None) for own in fields(SampleRow) if own.name != "id")
    decided = {row.id: row for row in held if row.passed is not None}
    for order, row in enumerate(made, start=len(typed)):
        row = replace(row, order=order)
        if (own := decided.get(row.id)) is not None:
            row = replace(row, passed=own.passed, remark=own.remark)
        yield from (
            (f"row:{row.id}", spot.name, getattr(row, spot.name))
            for spot in fields(SampleRow)
            if spot.name != "id"
        )
    if isinstance(visit.answer(item_id).facts.get(fact_id), Sample) or spec.columns:
        return
    yield (
        f"answer:{item_id}",
        fact_id,
        Sample(population=figures.whole.late, origin=Origin(as_of=figures.as_of)),
    )
