"""Points of a visit: the table it is scored by, points by hand, the annex, and the unit's figures over the years."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from inspector_app.actions.visits import OpenVisit, load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import write
from inspector_app.checklist import scoring
from inspector_app.checklist import trend as trends
from inspector_app.checklist.derivation import number
from inspector_app.checklist.folding import fold
from inspector_app.checklist.practice import is_practice
from inspector_app.checklist.register import names_of
from inspector_app.checklist.score_expressions import evaluator
from inspector_app.checklist.score_table import MOST_POINTS, CriterionId
from inspector_app.checklist.scoring import CriterionScore, Score, ScoreState
from inspector_app.checklist.trend import Series
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, VisitError
from inspector_app.store import score_tables, visits

TYPED = ("claimed", "assessed", "reason")
"""Fields of a criterion's points that a person writes."""


def score(ws: Workspace, visit_id: VisitId) -> Score | None:
    """The points of a visit as they stand; None while no table is chosen.

    StoreError STORE-SCORES-MISSING where the chosen table is not on this computer.
    """
    return score_of(ws, load(ws, visit_id))


def score_of(ws: Workspace, opened: OpenVisit) -> Score | None:
    """The points of a visit that is loaded already."""
    if opened.visit.details.score_table is None:
        return None
    table = score_tables.get(ws.db, opened.visit.details.score_table)
    evaluate = evaluator(opened.visit, opened.template, ws.clock.now())
    return scoring.score(table, opened.visit, opened.template, evaluate)


def choose_table(ws: Workspace, visit_id: VisitId, sha256: str | None) -> Changed:
    """Score a visit by a table that is kept here, or by none. Points typed for criteria that the new table
    does not have stay and count again when the old one returns."""
    if sha256 is not None:
        score_tables.get(ws.db, sha256)
    return write(ws, visit_id, [("visit", "score_table", sha256)])


def set_points(
    ws: Workspace, visit_id: VisitId, criterion: str, values: Mapping[str, Decimal | str | None]
) -> Changed:
    """Write `claimed`, `assessed` or `reason` of a criterion as one act; None takes a value back.

    VisitError: SCORES-NO-TABLE, SCORES-NO-CRITERION, SCORES-NOT-TYPED, SCORES-RANGE, VISIT-SEALED.
    """
    found = score(ws, visit_id)
    if found is None:
        raise VisitError(
            "SCORES-NO-TABLE",
            N_("No points were written."),
            why=N_("No table of points is chosen for this visit."),
            todo=N_("Choose the table first."),
        )
    line = found.line(CriterionId(criterion))
    if line is None:
        raise VisitError(
            "SCORES-NO-CRITERION",
            N_("No points were written."),
            why=N_("The table has no criterion {criterion}."),
            todo=N_("Choose a criterion of the table."),
            criterion=criterion,
        )
    _require_typed(line)
    for name in ("claimed", "assessed"):
        points = values.get(name)
        if isinstance(points, Decimal):
            _require_range(line, points)
    return write(
        ws, visit_id, [(f"score:{criterion}", name, values[name]) for name in TYPED if name in values]
    )


def _require_typed(line: CriterionScore) -> None:
    if line.state not in (ScoreState.SUM, ScoreState.SURVEY):
        return
    sum_up = N_("The points of {criterion} are the sum of the criteria below it.")
    survey = N_("The points of {criterion} come from the survey; the team does not assess it.")
    raise VisitError(
        "SCORES-NOT-TYPED",
        N_("No points were written."),
        why=sum_up if line.state is ScoreState.SUM else survey,
        todo=N_("Choose another criterion."),
        criterion=line.criterion.id,
    )


def _require_range(line: CriterionScore, points: Decimal) -> None:
    most = MOST_POINTS if line.maximum is None else line.maximum
    if not points.is_finite() or not 0 <= points <= most:
        raise VisitError(
            "SCORES-RANGE",
            N_("The points were not written."),
            why=N_("Criterion {criterion} gets 0 to {most} points."),
            todo=N_("Type points within that range."),
            criterion=line.criterion.id,
            most=number(most),
        )


def annex(ws: Workspace, visit_id: VisitId) -> bytes:
    """Phụ lục chấm điểm as a workbook (.xlsx), every number with its derivation. VisitError SCORES-NO-TABLE."""
    from inspector_app.papers.score_annex import score_annex

    opened = load(ws, visit_id)
    found = score_of(ws, opened)
    if found is None:
        raise VisitError(
            "SCORES-NO-TABLE",
            N_("There is no annex of points."),
            why=N_("No table of points is chosen for this visit."),
            todo=N_("Choose the table first."),
        )
    return score_annex(found, opened.visit.details)


@dataclass(frozen=True, slots=True)
class UnitTrend:
    unit: str
    series: tuple[Series, ...]
    visits: int
    """Visits of the unit on this computer."""


def trend(ws: Workspace, unit_or_visit: str) -> UnitTrend:
    """Figures of a unit over the years from all its visits on this computer.

    By the id of one of its visits, or by its code, name or a former name, typed with or without marks.
    """
    from inspector_app.actions.units import find_unit
    from inspector_app.authoring.score_tables import read_measures

    rows = [row for row in visits.listing(ws.db) if row.id == unit_or_visit or not is_practice(row.id)]
    one = next((row for row in rows if row.id == unit_or_visit), None)
    code = None if one is None else load(ws, one.id).visit.details.unit_code
    asked = (one.unit if one is not None else unit_or_visit) or ""
    known = find_unit(ws, code or asked)
    names = {fold(name) for name in ((asked,) if known is None else (asked, *names_of((known,)))) if name}
    own = []
    for row in rows:
        if row.id != unit_or_visit and fold(row.unit or "") not in names:
            continue
        opened = load(ws, row.id)
        own.append((opened.visit, opened.template))
    borne = next((visit.details.unit for visit, _ in own if visit.details.unit), None)
    name = known.name if known is not None else borne or asked
    return UnitTrend(name, trends.trend(reversed(own), read_measures()), len(own))
