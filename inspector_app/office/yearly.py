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


def figures(office: Office, year: int, as_of: date) -> YearlyFigures:
    """The figures of the visits opened in `year`, as the book stands on `as_of`.

    What a conclusion notice left out, or a later visit took up again as its own, is not counted.
    """
    visits = [visit for visit in ledger.visits(office) if _year(visit) == year]
    planned = plan.planned_and_done(plan.lines(office, year), units.units(office), visits)
    found = of_year(office, visits)
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


def of_year(office: Office, visits: Iterable[LedgerVisit]) -> tuple[LedgerFinding, ...]:
    """The findings of these visits that count: neither left out by the conclusion nor taken up again later."""
    wanted = {visit.visit for visit in visits}
    return tuple(
        finding
        for finding in ledger.findings(office, settled=True)
        if finding.visit in wanted and not finding.left_out and finding.continued_by is None
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


def _year(visit: LedgerVisit) -> int:
    return (visit.opened_at or visit.received_at).year
