"""The yearly inspection plan on this computer, each line beside the visit that did it."""

from inspector_app.actions.office import existing_ledger, open_local_ledger
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import new_id
from inspector_app.checklist.register import PlanLine, PlannedInspection, UnitCode
from inspector_app.checklist.visit import InspectionKind, VisitId


def plan(ws: Workspace, year: int) -> tuple[PlanLine, ...]:
    """What was planned for a year and what was done of it; none where no plan was begun."""
    from inspector_app.office import ledger, units
    from inspector_app.office import plan as book

    opened = existing_ledger(ws)
    if opened is None:
        return ()
    return book.planned_and_done(book.lines(opened, year), units.units(opened), ledger.visits(opened))


def plan_inspection(
    ws: Workspace,
    year: int,
    unit: UnitCode,
    *,
    kind: InspectionKind | None = None,
    month: int | None = None,
    note: str | None = None,
    visit: VisitId | None = None,
) -> Changed:
    """A new line of the plan. OfficeError: OFFICE-PLAN-LINE."""
    return change_line(ws, PlannedInspection(new_id(), year, unit, kind, month, note, visit))


def change_line(ws: Workspace, planned: PlannedInspection) -> Changed:
    """A line as it is now. OfficeError: OFFICE-PLAN-LINE."""
    from inspector_app.office import office
    from inspector_app.office import plan as book

    book.record(office.open_office(open_local_ledger(ws)), planned, at=ws.clock.now(), by=ws.actor)
    return Changed(ledger=True)


def remove_line(ws: Workspace, line: str) -> Changed:
    """Take a line out of the plan."""
    from inspector_app.office import office
    from inspector_app.office import plan as book

    book.remove(office.open_office(open_local_ledger(ws)), line, at=ws.clock.now(), by=ws.actor)
    return Changed(ledger=True)
