"""The register of units (Sổ đơn vị): codes, former names, and who took over when units were merged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from inspector_app.checklist import canonical
from inspector_app.checklist.folding import fold
from inspector_app.checklist.register import Unit, UnitCode, heir, plain
from inspector_app.checklist.text import clean
from inspector_app.errors import N_, OfficeError
from inspector_app.office import central
from inspector_app.office.office import Office

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def units(office: Office) -> tuple[Unit, ...]:
    """Every unit, those that exist first, by name."""
    with central.transaction(office.engine) as session:
        found = _all(session)
    return tuple(sorted(found, key=lambda unit: (unit.until is not None, fold(unit.name), unit.code)))


def record(office: Office, unit: Unit, *, at: datetime, by: str) -> Unit:
    """Add a unit or change its line; the line as it was kept.

    OfficeError: OFFICE-UNIT-NAMELESS, OFFICE-UNIT-DAYS, OFFICE-UNIT-TWICE, OFFICE-UNIT-SUCCESSOR.
    """
    from inspector_app.office import acts

    cleaned = _cleaned(unit)
    _check(units(office), cleaned)
    acts.perform(office, acts.UnitRecorded(cleaned, at, by))
    return cleaned


def remove(office: Office, code: UnitCode, *, at: datetime, by: str) -> None:
    """Take a line that was written by mistake out of the register. OfficeError: OFFICE-UNIT-NEEDED."""
    from inspector_app.office import acts, plan

    heirs = [unit.name for unit in units(office) if unit.successor == code]
    planned = [str(line.year) for line in plan.lines(office) if line.unit == code]
    if heirs or planned:
        raise OfficeError(
            "OFFICE-UNIT-NEEDED",
            N_("The unit {unit} was not removed from the register."),
            why=N_("Others still name it: {needed_by}."),
            todo=N_("Change those lines first, or record the last day of the unit instead of removing it."),
            unit=code,
            needed_by=", ".join((*heirs, *planned)),
        )
    acts.perform(office, acts.UnitRemoved(code, at, by))


def _all(session: "Session") -> list[Unit]:
    from sqlalchemy import select

    from inspector_app.office import schema

    bodies = session.scalars(select(schema.Unit.body))
    return [canonical.from_json(Unit, canonical.parse(body.encode())) for body in bodies]


def _cleaned(unit: Unit) -> Unit:
    """Clean text without stray blanks; empty lines of former names fall away."""
    former = (replace(one, name=_line(one.name)) for one in unit.former_names)
    return replace(
        unit,
        code=UnitCode(_line(unit.code)),
        name=_line(unit.name),
        kind=_line(unit.kind or "") or None,
        successor=UnitCode(_line(unit.successor)) if unit.successor else None,
        former_names=tuple(one for one in former if one.name),
    )


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _check(known: Sequence[Unit], unit: Unit) -> None:
    if not unit.code or not unit.name:
        raise OfficeError(
            "OFFICE-UNIT-NAMELESS",
            N_("The unit was not recorded."),
            why=N_("A unit needs a code and a name."),
            todo=N_("Fill in both; any short code that no other unit has will do."),
        )
    if unit.since is not None and unit.until is not None and unit.until < unit.since:
        raise OfficeError(
            "OFFICE-UNIT-DAYS",
            N_("The unit {unit} was not recorded."),
            why=N_("It would end before it began."),
            todo=N_("Correct one of the two days."),
            unit=unit.code,
        )
    _check_apart(known, unit)
    if unit.successor is None:
        return
    others = [own for own in known if own.code != unit.code]
    successor = next((own for own in others if own.code == unit.successor), None)
    if successor is None or _leads_back([*others, unit], unit):
        raise OfficeError(
            "OFFICE-UNIT-SUCCESSOR",
            N_("The unit {unit} was not recorded."),
            why=N_("Its successor {successor} is not in the register, or is succeeded by this unit itself."),
            todo=N_("Record the successor first, then name its code here."),
            unit=unit.code,
            successor=unit.successor,
        )


def _check_apart(known: Sequence[Unit], unit: Unit) -> None:
    """Minutes name units by their name: two that bear one would answer for each other's shortcomings.

    A unit and the one that took it over may bear the same.
    """
    others = [own for own in known if own.code != unit.code]
    heirs = [*others, unit]
    for own in others:
        same_name = plain(own.name) == plain(unit.name)
        if plain(own.code) == plain(unit.code) or (
            same_name and heir(heirs, own).code != heir(heirs, unit).code
        ):
            raise OfficeError(
                "OFFICE-UNIT-TWICE",
                N_("The unit {unit} was not recorded."),
                why=N_("{other} is called the same; what they owe would be mixed up."),
                todo=N_("Add to one name what tells them apart, or name the one that took the other over."),
                unit=unit.code,
                other=f"{own.name} ({own.code})",
            )


def _leads_back(known: Sequence[Unit], unit: Unit) -> bool:
    by_code = {own.code: own for own in known}
    seen: set[UnitCode] = set()
    current: Unit | None = unit
    while current is not None and current.successor is not None:
        if current.code in seen:
            return True
        seen.add(current.code)
        current = by_code.get(current.successor)
    return False
