"""`inspector-app unit`: the register of units with former names and successors."""

from datetime import datetime
from pathlib import Path

import click

from inspector_app.actions import units as verbs
from inspector_app.checklist.register import FormerName, Unit, UnitCode
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import read_input, write_output
from inspector_app.errors import N_

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def unit() -> None:
    """Keep the register of units (Sổ đơn vị) of this computer.

    \b
    Example:
      inspector-app unit list
    """


@unit.command("list")
@command
def list_units(face: Face) -> None:
    """List the units, those that exist first.

    \b
    Example:
      inspector-app unit list --json
    """
    found = verbs.units(face.workspace)
    lines = [f"{own.code:>10}  {own.name}{f'  → {own.successor}' if own.successor else ''}" for own in found]
    face.answer(found, "\n".join(lines) or face.translate(N_("The register holds no unit yet.")))


@unit.command("record")
@click.argument("code")
@click.argument("name")
@click.option("--kind", help="Sở, ban, xã, phường …")
@click.option("--former", "former", multiple=True, metavar="NAME", help="A name it bore; may be repeated.")
@click.option("--since", type=DAY, help="First day, yyyy-mm-dd.")
@click.option("--until", type=DAY, help="Last day, where it was merged or dissolved.")
@click.option("--successor", metavar="CODE", help="The unit that takes over what is open.")
@command
def record(
    face: Face,
    code: str,
    name: str,
    kind: str | None,
    former: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    successor: str | None,
) -> None:
    """Add a unit, or change the line of its code.

    \b
    Example:
      inspector-app unit record SXD "Sở Xây dựng" --kind Sở
      inspector-app unit record SGTVT "Sở Giao thông vận tải" --until 2025-03-01 --successor SXD
    """
    made = Unit(
        UnitCode(code),
        name,
        kind,
        since.date() if since else None,
        until.date() if until else None,
        UnitCode(successor) if successor else None,
        tuple(FormerName(own) for own in former),
    )
    verbs.record_unit(face.workspace, made)
    face.answer(made, face.translate(N_("{unit} stands in the register.")).format(unit=code))


@unit.command("remove")
@click.argument("code")
@command
def remove(face: Face, code: str) -> None:
    """Take a line out that was written by mistake.

    \b
    Example:
      inspector-app unit remove SXD
    """
    verbs.remove_unit(face.workspace, UnitCode(code))
    face.answer({"removed": code}, code)


@unit.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def import_units(face: Face, file: Path) -> None:
    """Record every unit of a table (.xlsx, .csv); rows that cannot be are told on stderr.

    \b
    Example:
      inspector-app unit import so-don-vi.xlsx
    """
    found = verbs.read_units(read_input(file), file.name)
    verbs.record_units(face.workspace, found.units)
    for one in found.problems:
        face.say(
            N_("{sheet}, row {row}: {problem} {text}"),
            sheet=one.sheet,
            row=one.row,
            problem=face.translate(one.why),
            text=one.text,
        )
    told = face.translate(N_("{count} unit(s) stand in the register.")).format(count=len(found.units))
    face.answer({"units": len(found.units), "problems": found.problems}, told)


@unit.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def export_units(face: Face, file: Path) -> None:
    """Write the register as .xlsx, to be filled in and imported again.

    \b
    Example:
      inspector-app unit export so-don-vi.xlsx
    """
    write_output(file, verbs.units_workbook(face.workspace))
    face.answer({"file": str(file)}, str(file))


@unit.command("lineage")
@click.argument("text", metavar="CODE_OR_NAME")
@command
def lineage(face: Face, text: str) -> None:
    """Every name under which what a unit owes may stand in the book.

    \b
    Example:
      inspector-app unit lineage "so xay dung"
    """
    names = verbs.lineage(face.workspace, text)
    face.answer(names, "\n".join(names))
