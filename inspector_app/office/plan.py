"""The yearly inspection plan (Kế hoạch kiểm tra năm): what was planned, and which visit did it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from inspector_app.checklist import canonical, register
from inspector_app.checklist.handover import LedgerVisit
from inspector_app.checklist.register import PlanLine, PlannedInspection, Unit, UnitCode
from inspector_app.errors import N_, OfficeError
from inspector_app.office import central
from inspector_app.office.office import Office

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

YEARS = range(2000, 2100)


def lines(office: Office, year: int | None = None) -> tuple[PlannedInspection, ...]:
    """The lines of a year, or of all years, by month and then as they were written."""
    with central.transaction(office.engine) as session:
        found = _all(session)
    kept = [line for line in found if year is None or line.year == year]
    return tuple(sorted(kept, key=lambda line: (line.year, line.month or 13, line.id)))


def record(office: Office, planned: PlannedInspection, *, at: datetime, by: str) -> None:
    """Add or change a line. OfficeError: OFFICE-PLAN-LINE."""
    from inspector_app.office import acts, units

    known = {unit.code for unit in units.units(office)}
    month_fits = planned.month is None or 1 <= planned.month <= 12
    if planned.unit not in known or planned.year not in YEARS or not month_fits:
        raise OfficeError(
            "OFFICE-PLAN-LINE",
            N_("The line was not added to the plan of {year}."),
            why=N_("The unit {unit} is not in the register, or the year or month cannot be."),
            todo=N_("Add the unit to the register first, then choose it here."),
            year=planned.year,
            unit=planned.unit,
        )
    acts.perform(office, acts.InspectionPlanned(planned, at, by))


def remove(office: Office, line: str, *, at: datetime, by: str) -> None:
    """Take a line out of the plan."""
    from inspector_app.office import acts

    acts.perform(office, acts.PlanLineRemoved(line, at, by))


def planned_and_done(
    planned: Sequence[PlannedInspection], units: Sequence[Unit], visits: Sequence[LedgerVisit]
) -> tuple[PlanLine, ...]:
    """Each line beside its visit: the one it names, else the first of that year to the unit itself, else to its
    lineage, that no other line has; two lines of one unit need two visits. What is not among `visits` does no line.
    """
    by_id = {visit.visit: visit for visit in visits}
    done: dict[str, LedgerVisit] = {}
    for line in planned:
        if line.visit in by_id:
            done[line.id] = by_id.pop(line.visit)
    free = sorted(by_id.values(), key=lambda visit: _day(visit) or date.max)
    by_code = {unit.code: unit for unit in units}
    inspected = {visit.visit: _code(units, visit.unit) for visit in free}
    for of_unit in (lambda unit: (unit,), lambda unit: register.lineage(units, unit)):
        for line in planned:
            unit = by_code.get(line.unit)
            if line.id in done or line.visit is not None or unit is None:
                continue
            codes = {own.code for own in of_unit(unit)}
            found = next((v for v in free if inspected[v.visit] in codes and _year(v) == line.year), None)
            if found is not None:
                free.remove(found)
                done[line.id] = found
    return tuple(_line(line, by_code.get(line.unit), done.get(line.id)) for line in planned)


def _code(units: Sequence[Unit], name: str | None) -> UnitCode | None:
    unit = register.find(units, name) if name else None
    return unit.code if unit else None


def _line(line: PlannedInspection, unit: Unit | None, visit: LedgerVisit | None) -> PlanLine:
    name = unit.name if unit else line.unit
    return PlanLine(line, name, visit.visit if visit else None, _day(visit) if visit else None)


def _day(visit: LedgerVisit) -> date | None:
    return visit.opened_at.date() if visit.opened_at is not None else None


def _year(visit: LedgerVisit) -> int:
    return (visit.opened_at or visit.received_at).year


def _all(session: "Session") -> list[PlannedInspection]:
    from sqlalchemy import select

    from inspector_app.office import schema

    bodies = session.scalars(select(schema.PlannedInspection.body))
    return [canonical.from_json(PlannedInspection, canonical.parse(body.encode())) for body in bodies]
