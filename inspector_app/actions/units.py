"""The register of units on this computer: recorded by the office, read by everybody who names a unit."""

from inspector_app.actions.office import existing_ledger, open_local_ledger
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist import register
from inspector_app.checklist.register import Unit, UnitCode


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
