"""`inspector-app score`: points of a visit, the tables they are given by, figures of a unit over the years."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from inspector_app.actions import score_tables, scores
from inspector_app.checklist.derivation import number, walk
from inspector_app.checklist.score_table import missing
from inspector_app.checklist.scoring import Score, ScoreState
from inspector_app.checklist.visit import VisitId
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import read_input, write_output
from inspector_app.errors import N_

STATES = {
    ScoreState.OPEN: N_("not assessed"),
    ScoreState.SURVEY: N_("survey"),
    ScoreState.LEFT_OUT: N_("does not apply"),
}


@click.group()
def score() -> None:
    """Points of a visit by a table, and figures of a unit over the years.

    \b
    Example:
      inspector-app score show ID
    """


@score.command("show")
@click.argument("visit_id", metavar="VISIT")
@click.option("--steps", is_flag=True, help="Every step of every derivation.")
@command
def show(face: Face, visit_id: str, steps: bool) -> None:
    """Show the points of a visit, each with how it comes about.

    \b
    Example:
      inspector-app score show ID --steps
    """
    found = scores.score(face.workspace, VisitId(visit_id))
    if found is None:
        face.answer({"table": None}, face.translate(N_("No table of points is chosen for this visit.")))
        return
    face.answer(found, "\n".join(_lines(face, found, steps)))


@score.command("choose")
@click.argument("visit_id", metavar="VISIT")
@click.argument("table")
@command
def choose(face: Face, visit_id: str, table: str) -> None:
    """Score a visit by a table: its id, id/year, or the beginning of its digest; "none" for no table.

    \b
    Example:
      inspector-app score choose ID khanh-hoa-so-nganh/2021
    """
    sha256 = None if table == "none" else score_tables.find_table(face.workspace, table).sha256
    changed = scores.choose_table(face.workspace, VisitId(visit_id), sha256)
    face.answer({"changed": sorted(changed.entities)}, ", ".join(sorted(changed.entities)))


@score.command("set")
@click.argument("visit_id", metavar="VISIT")
@click.argument("criterion")
@click.option("--claimed", help='Points the unit gives itself; "none" takes them back.')
@click.option("--assessed", help='Points the team gives by hand; "none" takes them back.')
@click.option("--reason", help="Why the team's points differ from what the answers give.")
@command
def set_points(
    face: Face, visit_id: str, criterion: str, claimed: str | None, assessed: str | None, reason: str | None
) -> None:
    """Write points of one criterion; decimals with a point or a comma.

    \b
    Example:
      inspector-app score set ID 1.1 --claimed 2 --assessed 1.5 --reason "Thiếu báo cáo quý"
    """
    values: dict[str, Decimal | str | None] = {
        name: _points(name, text) for name, text in (("claimed", claimed), ("assessed", assessed)) if text
    }
    if reason is not None:
        values["reason"] = reason or None
    if not values:
        raise click.UsageError("Give --claimed, --assessed or --reason.")
    changed = scores.set_points(face.workspace, VisitId(visit_id), criterion, values)
    face.answer({"changed": sorted(changed.entities)}, ", ".join(sorted(changed.entities)))


@score.command("annex")
@click.argument("visit_id", metavar="VISIT")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def annex(face: Face, visit_id: str, file: Path) -> None:
    """Write the annex of points (.xlsx) with every derivation in words.

    \b
    Example:
      inspector-app score annex ID phu-luc-cham-diem.xlsx
    """
    data = scores.annex(face.workspace, VisitId(visit_id))
    write_output(file, data)
    face.answer({"file": str(file), "bytes": len(data)}, str(file))


@score.command("trend")
@click.argument("unit_or_visit", metavar="UNIT|VISIT")
@command
def trend(face: Face, unit_or_visit: str) -> None:
    """Show the figures of a unit over the years, from its visits on this computer.

    \b
    Example:
      inspector-app score trend "Sở Xây dựng"
    """
    found = scores.trend(face.workspace, unit_or_visit)
    lines = [found.unit]
    for own in found.series:
        lines.append(own.measure.label.vi)
        for at, point in enumerate(own.points):
            words = f"; {own.changes[at - 1].words}" if at else ""
            rank = f" ({point.rank})" if point.rank else ""
            lines.append(f"  {point.period}: {number(point.value)}%{rank}{words}")
    if not found.series:
        lines.append(face.translate(N_("No figure of this unit is followed over the years.")))
    face.answer(found, "\n".join(lines))


@score.group("table")
def table() -> None:
    """Tables of points and classes.

    \b
    Example:
      inspector-app score table list
    """


@table.command("list")
@command
def list_tables(face: Face) -> None:
    """List the tables of this computer and the frames that come with the program.

    \b
    Example:
      inspector-app score table list
    """
    kept = score_tables.tables(face.workspace)
    shipped = score_tables.shipped_tables()
    lines = [
        f"{own.sha256[:12]}  {own.table.id}/{own.table.year}  {own.table.province or '-'}  {own.table.title.vi}  "
        + _completeness(face, len(own.missing.points), len(own.missing.bounds))
        for own in kept
    ]
    lines += [f"{'-':12}  {name}  {own.province or '-'}  {own.title.vi}" for name, own in shipped]
    result = {
        "tables": [
            {
                "sha256": own.sha256,
                "id": own.table.id,
                "year": own.table.year,
                "province": own.table.province,
                "missing": own.missing,
            }
            for own in kept
        ],
        "shipped": [name for name, _ in shipped],
    }
    face.answer(result, "\n".join(lines))


@table.command("check")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def check(face: Face, file: Path) -> None:
    """Read a table (.toml or .xlsx), say what is wrong and what is still missing.

    \b
    Example:
      inspector-app score table check bang-diem.xlsx
    """
    found = score_tables.read_table(read_input(file), file.name)
    lacking = missing(found)
    counts = {"criteria": len(found.criteria), "missing": lacking, "sha256": found.digest}
    face.answer(counts, _completeness(face, len(lacking.points), len(lacking.bounds)))


@table.command("import")
@click.argument("source", metavar="FILE|NAME")
@command
def import_table(face: Face, source: str) -> None:
    """Keep a table on this computer: a file (.toml, .xlsx) or the name of a frame of the program.

    \b
    Example:
      inspector-app score table import bang-diem.xlsx
      inspector-app score table import khanh-hoa-so-nganh
    """
    shipped = dict(score_tables.shipped_tables())
    own = shipped.get(source) or score_tables.read_table(read_input(Path(source)), Path(source).name)
    sha256 = score_tables.keep_table(face.workspace, own)
    face.answer({"sha256": sha256, "id": own.id, "year": own.year}, f"{sha256[:12]}  {own.id}/{own.year}")


@table.command("export")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def export_table(face: Face, name: str, file: Path) -> None:
    """Write a table into a file to fill in: a workbook where the name ends in .xlsx, else TOML.

    \b
    Example:
      inspector-app score table export khanh-hoa-so-nganh bang-diem.xlsx
    """
    shipped = dict(score_tables.shipped_tables())
    kept = {own.table.id for own in score_tables.tables(face.workspace)}
    own = shipped[name] if name in shipped and name not in kept else None
    own = own or score_tables.find_table(face.workspace, name).table
    data = score_tables.write_table(own, file.name)
    write_output(file, data)
    face.answer({"file": str(file), "bytes": len(data)}, str(file))


@table.command("remove")
@click.argument("name")
@command
def remove_table(face: Face, name: str) -> None:
    """Forget a table that no visit is scored by.

    \b
    Example:
      inspector-app score table remove khanh-hoa-so-nganh/2021
    """
    own = score_tables.find_table(face.workspace, name)
    score_tables.remove_table(face.workspace, own.sha256)
    face.answer({"removed": own.sha256}, own.sha256)


def _points(name: str, text: str) -> Decimal | None:
    if text == "none":
        return None
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise click.UsageError(f"--{name} is not a number: {text}") from error
    if not value.is_finite():
        raise click.UsageError(f"--{name} is not a number: {text}")
    return value


def _completeness(face: Face, points: int, bounds: int) -> str:
    if not points and not bounds:
        return face.translate(N_("Complete."))
    text = N_("Missing: points of {points} criteria, bounds of {bounds} classes.")
    return face.translate(text).format(points=points, bounds=bounds)


def _lines(face: Face, found: Score, steps: bool) -> list[str]:
    lines = [f"{found.table.title.vi} ({found.table.year})"]
    for line in found.lines:
        shown = [_shown(value) for value in (line.maximum, line.claimed, line.assessed)]
        state = face.translate(STATES[line.state]) if line.state in STATES else ""
        mark = " !" if line.claimed_without_evidence else ""
        indent = "  " * (line.level - 1)
        lines.append(
            f"{indent}{line.criterion.id}  {line.criterion.name.vi}  {' / '.join(shown)}  {state}{mark}"
        )
        if line.state is ScoreState.SUM:
            continue
        for depth, own in walk(line.derivation):
            if steps or depth == 0:
                label = f"{own.label}: " if depth else "= "
                lines.append(f"{indent}{'  ' * (depth + 2)}{label}{own.words}")
    totals = (found.assessed, found.claimed, found.maximum, found.percent)
    lines += [f"{own.derivation.label}: {own.derivation.words}" for own in totals]
    return [*lines, found.decision.words]


def _shown(value: Decimal | None) -> str:
    return "-" if value is None else number(value)
