"""The register of units on this computer: recorded by the office, read by everybody who names a unit."""

from collections.abc import Sequence
from dataclasses import replace

from inspector_app.actions.office import Progress, existing_ledger, open_local_ledger
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist import register, unit_list
from inspector_app.checklist.register import Unit, UnitCode
from inspector_app.checklist.unit_list import UnitList
from inspector_app.errors import N_, IntakeError


def units(ws: Workspace) -> tuple[Unit, ...]:
    """Every unit, those that exist first, by name; none where no register was begun."""
    from inspector_app.office import units as book

    opened = existing_ledger(ws)
    return book.units(opened) if opened else ()


def find_unit(ws: Workspace, text: str) -> Unit | None:
    """The unit that a code, a name or a former name means, typed with or without marks."""
    return register.find(units(ws), text)


def lineage(ws: Workspace, text: str) -> tuple[str, ...]:
    """Every name under which what a unit owes may stand in the book: its own, former ones, and those of the
    units that it took over. A unit that the register does not know has one name."""
    known = units(ws)
    found = register.find(known, text)
    if found is None:
        return (text,)
    return register.names_of(register.lineage(known, found))


def record_unit(ws: Workspace, unit: Unit) -> Changed:
    """Add a unit or change its line. OfficeError: OFFICE-UNIT-NAMELESS, -DAYS, -SUCCESSOR."""
    from inspector_app.office import office
    from inspector_app.office import units as book

    book.record(office.open_office(open_local_ledger(ws)), unit, at=ws.clock.now(), by=ws.actor)
    return Changed(ledger=True)


def remove_unit(ws: Workspace, code: UnitCode) -> Changed:
    """Take a line out that was written by mistake. OfficeError: OFFICE-UNIT-NEEDED."""
    from inspector_app.office import office
    from inspector_app.office import units as book

    book.remove(office.open_office(open_local_ledger(ws)), code, at=ws.clock.now(), by=ws.actor)
    return Changed(ledger=True)


def read_units(data: bytes, name: str) -> UnitList:
    """What a table (.xlsx, .csv) says of units, before anything is recorded.

    IntakeError: UNITS-NO-TABLE, and what `intake.tables` names.
    """
    from inspector_app.intake import tables

    found = unit_list.read(
        unit_list.Line(sheet.name, row.number, tuple(cell.text for cell in row.cells))
        for sheet in tables.read_table(data, name)
        for row in sheet.rows
    )
    if not found.found:
        raise IntakeError(
            "UNITS-NO-TABLE",
            N_("The file {file} holds no register of units."),
            why=N_("No row has the headings {headings}."),
            todo=N_("Export the register to Excel, fill that form in, and choose it here."),
            file=name,
            headings=" · ".join(unit_list.COLUMNS[field] for field in unit_list.NEEDED),
        )
    return found


def record_units(ws: Workspace, found: Sequence[Unit], progress: Progress | None = None) -> Changed:
    """Record several lines; what the register knows of a unit and the table does not is kept."""
    from inspector_app.office import office
    from inspector_app.office import units as book

    opened = office.open_office(open_local_ledger(ws))
    before = {unit.code: unit for unit in book.units(opened)}
    for number, unit in enumerate(found):
        known = before.get(unit.code)
        days = {former.name: former.until for former in known.former_names} if known else {}
        former = tuple(replace(own, until=days.get(own.name)) for own in unit.former_names)
        line = replace(unit, former_names=former, traits=known.traits if known else {})
        if line != known:
            book.record(opened, line, at=ws.clock.now(), by=ws.actor)
        if progress is not None:
            progress(number + 1, len(found))
    return Changed(ledger=True)


def units_workbook(ws: Workspace) -> bytes:
    """The register as .xlsx, to be filled in and read back; without a register, the empty form."""
    from inspector_app.papers import unit_list as papers

    return papers.unit_list(units(ws))
