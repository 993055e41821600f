"""`inspector-app plan`: the yearly inspection plan, planned and done, and the report of the year."""

from datetime import datetime
from pathlib import Path

import click

from inspector_app.actions import plan as verbs
from inspector_app.actions.yearly import yearly_figures, yearly_report
from inspector_app.checklist.register import UnitCode
from inspector_app.checklist.visit import InspectionKind
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import write_output
from inspector_app.errors import N_

AS_OF = click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Day of the figures; else today.")


@click.group()
def plan() -> None:
    """Keep the plan of a year, and report on it.

    \b
    Example:
      inspector-app plan show 2026
    """


@plan.command("show")
@click.argument("year", type=int)
@command
def show(face: Face, year: int) -> None:
    """What was planned, and what was done of it.

    \b
    Example:
      inspector-app plan show 2026
    """
    lines = verbs.plan(face.workspace, year)
    told = [
        f"{line.planned.month or '--':>3}  {line.unit}  {line.done_on or '-'}  {line.planned.id}"
        for line in lines
    ]
    face.answer(lines, "\n".join(told) or face.translate(N_("Nothing is planned for this year yet.")))


@plan.command("add")
@click.argument("year", type=int)
@click.argument("unit")
@click.option("--kind", type=click.Choice([kind.value for kind in InspectionKind]))
@click.option("--month", type=click.IntRange(1, 12))
@click.option("--note")
@command
def add(face: Face, year: int, unit: str, kind: str | None, month: int | None, note: str | None) -> None:
    """Plan an inspection of a unit of the register, by its code.

    \b
    Example:
      inspector-app plan add 2026 SXD --kind comprehensive --month 5
    """
    chosen = InspectionKind(kind) if kind else None
    verbs.plan_inspection(face.workspace, year, UnitCode(unit), kind=chosen, month=month, note=note)
    face.answer({"year": year, "unit": unit}, f"{year}  {unit}")


@plan.command("remove")
@click.argument("line")
@command
def remove(face: Face, line: str) -> None:
    """Take a line out of the plan, by the identity that `plan show` prints.

    \b
    Example:
      inspector-app plan remove 3f2a
    """
    verbs.remove_line(face.workspace, line)
    face.answer({"removed": line}, line)


@plan.command("figures")
@click.argument("year", type=int)
@AS_OF
@command
def figures(face: Face, year: int, as_of: datetime | None) -> None:
    """The figures of a year: planned, done, shortcomings by state, area and unit.

    \b
    Example:
      inspector-app plan figures 2026 --json
    """
    day = (as_of or face.workspace.clock.now()).date()
    found = yearly_figures(face.workspace, year, day)
    text = face.translate(
        N_("{done} of {planned} planned inspections done; {findings} shortcomings, {fixed} put right")
    )
    face.answer(
        found,
        text.format(
            done=found.done,
            planned=len(found.planned),
            findings=found.whole.findings,
            fixed=found.whole.fixed,
        ),
    )


@plan.command("report")
@click.argument("year", type=int)
@click.argument("document", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("annexes", type=click.Path(path_type=Path, dir_okay=False))
@AS_OF
@command
def report(face: Face, year: int, document: Path, annexes: Path, as_of: datetime | None) -> None:
    """Write the report of a year as Word, its annexes as Excel.

    \b
    Example:
      inspector-app plan report 2026 bao-cao.docx phu-luc.xlsx
    """
    made = yearly_report(face.workspace, year, (as_of or face.workspace.clock.now()).date())
    write_output(document, made.document)
    write_output(annexes, made.annexes)
    face.answer({"document": str(document), "annexes": str(annexes)}, f"{document}\n{annexes}")
