"""`inspector-app visit`: make, list, show, tick, seal and reopen visits."""

import json
from pathlib import Path

import click

from inspector_app.actions import answers, follow_up, merging, review, sealing, undo, visits
from inspector_app.checklist import canonical
from inspector_app.checklist.rules import Severity
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, NotCheckedReason, VisitId
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import read_input, write_output
from inspector_app.errors import N_

STAGES = {
    Stage.CHECKING: N_("Being checked"),
    Stage.SEALED: N_("Sealed"),
    Stage.PRINTED: N_("Printed, waiting for ink"),
    Stage.PARTLY_SIGNED: N_("Partly signed"),
    Stage.SIGNED: N_("Signed"),
    Stage.SENT: N_("Sent"),
    Stage.RECEIVED: N_("Received"),
}


@click.group()
def visit() -> None:
    """Make, list, show, tick, seal and reopen visits.

    \b
    Example:
      inspector-app visit new --unit "Sở Mẫu"
      inspector-app visit tick ID 25a no
    """


@visit.command("list")
@command
def list_visits(face: Face) -> None:
    """List the visits of this computer.

    \b
    Example:
      inspector-app visit list --json
    """
    found = visits.listing(face.workspace)
    lines = [
        f"{v.id}  {v.unit or '…'}  {v.answered}/{v.total}  {face.translate(STAGES[v.stage])}" for v in found
    ]
    face.answer(found, "\n".join(lines) or face.translate(N_("No visit yet.")))


@visit.command("new")
@click.option("--unit", help="The inspected unit.")
@click.option("--title", help="What the minutes are about, printed under BIÊN BẢN.")
@click.option("--checklist", "template", default=visits.DEFAULT_TEMPLATE, show_default=True)
@command
def new(face: Face, unit: str | None, title: str | None, template: str) -> None:
    """Make a visit and print its id.

    \b
    Example:
      inspector-app visit new --unit "Sở Mẫu"
    """
    details = {name: value for name, value in (("unit", unit), ("title", title)) if value}
    made = visits.create_visit(face.workspace, template, details)
    if carried := follow_up.begin(face.workspace, made).entities:
        face.say(
            N_("Carried over from the last inspection: {count} open shortcoming(s)."), count=len(carried)
        )
    face.answer({"visit": made}, made)


@visit.command("sample")
@click.argument("name", type=click.Choice(["so-xay-dung-2022", "so-mau"]))
@command
def sample(face: Face, name: str) -> None:
    """Make a sample visit and print its id; a second time gives the same one.

    \b
    Example:
      inspector-app visit sample so-xay-dung-2022
    """
    made = visits.create_sample(face.workspace, name)
    face.answer({"visit": made}, made)


@visit.command("show")
@click.argument("visit_id", metavar="ID")
@command
def show(face: Face, visit_id: str) -> None:
    """Show a visit: every item with its verdict.

    \b
    Example:
      inspector-app visit show sample-so-mau --json
    """
    opened = visits.load(face.workspace, VisitId(visit_id))
    lines = [opened.visit.details.unit or "…"]
    for item in opened.template.items:
        verdict = opened.visit.answer(item.id).verdict
        lines.append(f"{item.id:>5}  {verdict or '-':<15}  {item.question.vi}")
    face.answer({"visit": opened.visit, "version": opened.version}, "\n".join(lines))


@visit.command("tick")
@click.argument("visit_id", metavar="ID")
@click.argument("item")
@click.argument("verdict", type=click.Choice([*(own.value for own in ItemVerdict), "none"]))
@click.option(
    "--reason", type=click.Choice([own.value for own in NotCheckedReason]), help="Why it was not checked."
)
@command
def tick(face: Face, visit_id: str, item: str, verdict: str, reason: str | None) -> None:
    """Tick one item; saved when the command returns.

    \b
    Example:
      inspector-app visit tick ID 25a partly
    """
    chosen = None if verdict == "none" else ItemVerdict(verdict)
    why = NotCheckedReason(reason) if reason else None
    changed = answers.set_verdict(face.workspace, VisitId(visit_id), ItemId(item), chosen, why)
    face.answer({"changed": sorted(changed.entities)}, ", ".join(sorted(changed.entities)))


@visit.command("set")
@click.argument("visit_id", metavar="ID")
@click.argument("entity")
@click.argument("field")
@click.argument("value")
@command
def set_field(face: Face, visit_id: str, entity: str, field: str, value: str) -> None:
    """Write one field; VALUE is JSON, null removes it.

    \b
    Example:
      inspector-app visit set ID visit place '"Trụ sở Sở Mẫu"'
      inspector-app visit set ID answer:25a sample '{"kind":"sample","examined":30,"defective":7}'
    """
    try:
        parsed = json.loads(value)
    except ValueError as error:
        raise click.UsageError(f"VALUE is not JSON: {error}") from error
    parsed = canonical.parse(json.dumps(parsed, ensure_ascii=False).encode(errors="surrogatepass"))
    changed = answers.set_checked_value(face.workspace, VisitId(visit_id), entity, field, parsed)
    face.answer({"changed": sorted(changed.entities)}, ", ".join(sorted(changed.entities)))


@visit.command("undo")
@click.argument("visit_id", metavar="ID")
@command
def undo_act(face: Face, visit_id: str) -> None:
    """Take back the last act made on this computer.

    \b
    Example:
      inspector-app visit undo ID
    """
    changed = undo.undo(face.workspace, VisitId(visit_id))
    face.answer({"changed": sorted(changed.entities)}, ", ".join(sorted(changed.entities)))


@visit.command("review")
@click.argument("visit_id", metavar="ID")
@command
def review_visit(face: Face, visit_id: str) -> None:
    """List what to look at before sealing; what blocks comes first.

    \b
    Example:
      inspector-app visit review ID
    """
    lines = review.review(face.workspace, VisitId(visit_id))
    text = [
        f"{'!!' if line.severity is Severity.BLOCKS else '  '} {line.code}  "
        + face.translate(line.message).format_map(dict(line.parameters))
        for line in lines
    ]
    face.answer(lines, "\n".join(text) or face.translate(N_("Nothing to look at.")))


@visit.command("seal")
@click.argument("visit_id", metavar="ID")
@command
def seal(face: Face, visit_id: str) -> None:
    """Chốt: fix the answers and draw the minutes to be signed.

    \b
    Example:
      inspector-app visit seal ID
    """
    sealing.seal(face.workspace, VisitId(visit_id))
    version = visits.load(face.workspace, VisitId(visit_id)).version
    face.answer({"version": version.number, "print_code": version.print_code}, version.print_code or "")


@visit.command("reopen")
@click.argument("visit_id", metavar="ID")
@click.option("--reason", help="Required after a signature.")
@command
def reopen(face: Face, visit_id: str, reason: str | None) -> None:
    """Reopen a sealed visit; after a signature this begins the next version.

    \b
    Example:
      inspector-app visit reopen ID --reason "Đơn vị đề nghị sửa số liệu"
    """
    sealing.reopen(face.workspace, VisitId(visit_id), reason)
    version = visits.load(face.workspace, VisitId(visit_id)).version
    face.answer({"version": version.number}, str(version.number))


@visit.command("export")
@click.argument("visit_id", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def export(face: Face, visit_id: str, file: Path) -> None:
    """Write the visit's events for another laptop of the team.

    \b
    Example:
      inspector-app visit export ID /media/usb/visit.jsonl
    """
    data = merging.export_events(face.workspace, VisitId(visit_id))
    write_output(file, data)
    face.answer({"bytes": len(data)}, str(len(data)))


@visit.command("merge")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def merge(face: Face, file: Path) -> None:
    """Take in a visit, or more of it, that another laptop exported; different values become conflicts to choose from.

    \b
    Example:
      inspector-app visit merge /media/usb/visit.jsonl
    """
    merged = merging.merge_events(face.workspace, read_input(file))
    text = face.translate(
        N_("{inserted} taken in, {waiting} waiting, {forked} of a copied database, {broken} broken")
    )
    counts = {
        "visit": merged.visit,
        "new": merged.new,
        "inserted": merged.inserted,
        "waiting": merged.waiting,
        "forked": merged.forked,
        "broken": merged.broken,
    }
    face.answer(counts, text.format_map(counts))
