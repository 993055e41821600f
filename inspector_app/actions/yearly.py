"""The report of a year from the follow-up book of this computer."""

from dataclasses import dataclass
from datetime import date

from inspector_app.actions.office import existing_ledger, shipped_requirement
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.citations import Issuer
from inspector_app.checklist.register import YearlyFigures
from inspector_app.errors import N_, OfficeError


@dataclass(frozen=True, slots=True)
class YearlyReport:
    """The report as .docx, its annexes as .xlsx, and the figures that both say."""

    figures: YearlyFigures
    document: bytes
    annexes: bytes


def yearly_figures(ws: Workspace, year: int, as_of: date) -> YearlyFigures:
    """What the report of `year` says on `as_of`; empty where there is no book yet."""
    from inspector_app.office import yearly

    opened = existing_ledger(ws)
    return yearly.figures(opened, year, as_of, shipped_requirement) if opened else YearlyFigures(year, as_of)


def yearly_report(
    ws: Workspace, year: int, as_of: date, issuer: Issuer | None = None, place: str | None = None
) -> YearlyReport:
    """Both files of a year. OfficeError YEARLY-EMPTY where nothing was planned or inspected."""
    from inspector_app.office import ledger, yearly
    from inspector_app.papers import yearly as papers

    opened = existing_ledger(ws)
    figures = yearly_figures(ws, year, as_of)
    if opened is None or not (figures.planned or figures.inspected):
        raise OfficeError(
            "YEARLY-EMPTY",
            N_("There is nothing to report for {year}."),
            why=N_("No inspection of that year is planned, and none is in the follow-up book."),
            todo=N_("Enter signed minutes into the book, or choose another year."),
            year=year,
        )
    visits = yearly.of_that_year(ledger.visits(opened), year)
    by = issuer or Issuer(None if opened.name == ledger.LOCAL_NAME else opened.name)
    return YearlyReport(
        figures,
        papers.report(figures, by, place),
        papers.annexes(figures, yearly.of_year(opened, visits, as_of, shipped_requirement)),
    )
