"""The figures of a year: what was inspected, what was found, and how much of it is put right by a day."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.folding import fold
from inspector_app.checklist.handover import LedgerFinding, LedgerVisit
from inspector_app.checklist.register import Share, YearlyFigures
from inspector_app.office import book, central, ledger, plan, units
from inspector_app.office.office import Office

NOBODY = "Chưa ghi tên đơn vị"
ELSEWHERE = "Nội dung khác"


def figures(
    office: Office, year: int, as_of: date, requirement: "book.Requirement | None" = None
) -> YearlyFigures:
    """The figures of the visits opened in `year`, as the book stood at the end of the day `as_of`.

    What a conclusion notice left out is not counted; what a later visit of the year took up again as its own
    is counted there. What a visit of another year took up again stands as it does there.
    """
    known = [visit for visit in ledger.visits(office) if _day(visit) <= as_of]
    visits = of_that_year(known, year)
    planned = plan.planned_and_done(plan.lines(office, year), units.units(office), known)
    found = of_year(office, visits, as_of, requirement)
    headings = _headings(office)
    with central.transaction(office.engine) as session:
        same_unit = book.same_unit(book.units_of(session))
    done = {line.visit for line in planned}
    names = {same_unit(visit.unit): visit.unit or NOBODY for visit in reversed(visits)}
    return YearlyFigures(
        year=year,
        as_of=as_of,
        planned=planned,
        unplanned=tuple(visit.unit or NOBODY for visit in visits if visit.visit not in done),
        inspected=len(names),
        whole=_share("", found, as_of),
        by_state=dict(Counter(finding.state for finding in found)),
        by_area=_shares(
            found, lambda own: headings.get((own.visit, own.finding), ELSEWHERE), as_of, headings.values()
        ),
        by_unit=_shares(
            found, lambda own: names.get(same_unit(own.unit), NOBODY), as_of, sorted(names.values(), key=fold)
        ),
    )


def of_that_year(visits: Iterable[LedgerVisit], year: int) -> list[LedgerVisit]:
    return [visit for visit in visits if _day(visit).year == year]


def of_year(
    office: Office,
    visits: Iterable[LedgerVisit],
    as_of: date,
    requirement: "book.Requirement | None" = None,
) -> tuple[LedgerFinding, ...]:
    """The findings of these visits that count: neither left out by the conclusion nor taken up again among them."""
    wanted = {visit.visit for visit in visits}
    found = ledger.findings(office, settled=True, as_of=as_of, requirement=requirement)
    return tuple(
        finding
        for finding in found
        if finding.visit in wanted and not finding.left_out and finding.continued_by not in wanted
    )


def _shares(
    found: Sequence[LedgerFinding],
    name_of: Callable[[LedgerFinding], str],
    as_of: date,
    order: Iterable[str],
) -> tuple[Share, ...]:
    """One share per name, in the given order; names that have no finding are left out."""
    by_name: dict[str, list[LedgerFinding]] = {name: [] for name in order}
    for finding in found:
        by_name.setdefault(name_of(finding), []).append(finding)
    return tuple(_share(name, own, as_of) for name, own in by_name.items() if own)


def _share(name: str, found: Sequence[LedgerFinding], as_of: date) -> Share:
    return Share(
        name,
        findings=len(found),
        fixed=sum(finding.state is FollowUpState.FIXED for finding in found),
        overdue=sum((finding.overdue(as_of) or 0) > 0 for finding in found),
    )


def _headings(office: Office) -> dict[tuple[str, str], str]:
    """The heading of the minutes that each finding stands under, in the order of the headings."""
    from sqlalchemy import select

    from inspector_app.office import schema

    rows = select(
        schema.Finding.visit, schema.Finding.finding, schema.Finding.heading, schema.Finding.area
    ).order_by(schema.Finding.area, schema.Finding.version)
    with central.transaction(office.engine) as session:
        return {(visit, finding): heading for visit, finding, heading, _area in session.execute(rows)}


def _day(visit: LedgerVisit) -> date:
    return (visit.opened_at or visit.received_at).date()
