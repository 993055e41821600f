"""`inspector-app paper` and `self-check`: the unit's papers before the visit, and its self-check back in."""

from pathlib import Path

import click

from inspector_app.actions import preparation, visits
from inspector_app.actions import self_check as verbs
from inspector_app.actions.preparation import Paper
from inspector_app.checklist.self_check import WORDS, Agreement, ProblemKind, Reading
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import read_input, write_output
from inspector_app.errors import N_

PROBLEMS = {
    ProblemKind.OTHER_VERSION: N_("the requirement has changed since"),
    ProblemKind.UNKNOWN_ITEM: N_("not an item of this checklist"),
    ProblemKind.UNKNOWN_WORD: N_("not one of the verdicts"),
    ProblemKind.TWICE: N_("answered twice"),
    ProblemKind.NO_KEY: N_("a row that the unit added"),
    ProblemKind.UNCALCULATED: N_("a formula without its result"),
}
AGREEMENTS = {
    Agreement.DIFFERS: N_("Differs"),
    Agreement.BY_EYE: N_("Compare"),
    Agreement.ONLY_UNIT: N_("Unit only"),
    Agreement.ONLY_TEAM: N_("Team only"),
    Agreement.EQUAL: N_("Equal"),
}


@click.command()
@click.argument("kind", type=click.Choice([own.value for own in Paper]))
@click.argument("visit_id", metavar="VISIT")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def paper(face: Face, kind: str, visit_id: str, file: Path) -> None:
    """Write a paper that goes to the unit before the visit: three Word documents, one Excel workbook.

    \b
    Example:
      inspector-app paper notice sample-so-mau lich.docx
      inspector-app paper self-check sample-so-mau bieu.xlsx
    """
    data = preparation.paper(face.workspace, VisitId(visit_id), Paper(kind))
    write_output(file, data)
    face.answer({"file": str(file), "bytes": len(data)}, str(file))


@click.group("self-check")
def self_check() -> None:
    """Take the unit's filled self-check in, and compare it with what the team finds.

    \b
    Example:
      inspector-app self-check import sample-so-mau bieu.xlsx --preview
    """


@self_check.command("import")
@click.argument("visit_id", metavar="VISIT")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--preview", "only_look", is_flag=True, help="Say what it holds and write nothing.")
@command
def take_in(face: Face, visit_id: str, file: Path, only_look: bool) -> None:
    """Take over a filled self-check (.xlsx or .csv) as one act; what is not recognised is listed.

    \b
    Example:
      inspector-app self-check import sample-so-mau bieu.xlsx
    """
    reading = verbs.preview(face.workspace, VisitId(visit_id), read_input(file), file.name)
    changed = None if only_look else verbs.accept(face.workspace, VisitId(visit_id), reading)
    result = {
        "rows": len(reading.rows),
        "answered": len(reading.answered),
        "missing": reading.missing,
        "problems": reading.problems,
        "for_visit": reading.visit,
        "changed": None if changed is None else sorted(changed.entities),
    }
    face.answer(result, "\n".join(_told(face, reading, visit_id)))


def _told(face: Face, reading: Reading, visit_id: str) -> list[str]:
    say = face.translate
    lines = [
        say(N_("{answered} of {rows} rows answered, {missing} items without a row")).format(
            answered=len(reading.answered), rows=len(reading.rows), missing=len(reading.missing)
        )
    ]
    if reading.visit is not None and reading.visit != visit_id:
        lines.append(say(N_("The file was made for another visit.")))
    lines += [
        f"{problem.place}: {say(PROBLEMS[problem.kind])}: {problem.words}" for problem in reading.problems
    ]
    return lines


@self_check.command("compare")
@click.argument("visit_id", metavar="VISIT")
@command
def compare(face: Face, visit_id: str) -> None:
    """List what the unit says beside what the team finds, differing lines first.

    \b
    Example:
      inspector-app self-check compare sample-so-mau
    """
    visit = visits.load(face.workspace, VisitId(visit_id)).visit
    found = verbs.comparison(face.workspace, VisitId(visit_id))
    lines = []
    for line in found:
        unit = _word(line.reported.verdict if line.reported else None)
        team = _word(visit.answer(line.item).verdict)
        lines.append(f"{face.translate(AGREEMENTS[line.agreement]):<12} {line.item:>6}  {unit} | {team}")
    face.answer(found, "\n".join(lines) or face.translate(N_("Neither side has said anything yet.")))


def _word(verdict: ItemVerdict | None) -> str:
    return "…" if verdict is None else WORDS.get(verdict, str(verdict))
