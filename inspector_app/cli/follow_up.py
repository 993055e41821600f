"""`inspector-app follow-up`, `conclusion` and `reminder`: what former visits left open, and what is done after one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from inspector_app.actions import conclusions, follow_up, office, open_findings, visits
from inspector_app.checklist import canonical
from inspector_app.checklist.citations import Issuer
from inspector_app.checklist.finding import FindingId, FollowUpState
from inspector_app.checklist.follow_up import match
from inspector_app.checklist.handover import signature_name
from inspector_app.checklist.register import ConcludedFinding, Conclusion, RemediationReport
from inspector_app.checklist.visit import VisitId
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import read_input, write_output
from inspector_app.errors import N_

DAY = click.DateTime(["%Y-%m-%d"])
NOT_LOOKED_AT = "none"

office_option = click.option(
    "--office",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The office's folder; else the follow-up book of this computer.",
)


@click.group("follow-up")
def group() -> None:
    """What former visits left open, looked at again in a new one.

    \b
    Example:
      inspector-app follow-up list VISIT
      inspector-app follow-up set VISIT EARLIER fixed --remark "Đã ban hành"
    """


@group.command("list")
@click.argument("visit_id", metavar="VISIT")
@command
def listing(face: Face, visit_id: str) -> None:
    """List the earlier shortcomings of a visit: state, whether the requirement is the same, text.

    \b
    Example:
      inspector-app follow-up list VISIT --json
    """
    opened = visits.load(face.workspace, VisitId(visit_id))
    found = [(own, match(own, opened.template)) for own in opened.visit.earlier]
    lines = [
        f"{own.id}  {own.state or '-':<18} {told.kind:<8} {own.due_on or '-'}  {own.text}"
        for own, told in found
    ]
    answer = [{**canonical.to_json(own), "match": canonical.to_json(told)} for own, told in found]
    face.answer(answer, "\n".join(lines) or face.translate(N_("Nothing was carried over.")))


@group.command("fetch")
@click.argument("visit_id", metavar="VISIT")
@command
def fetch(face: Face, visit_id: str) -> None:
    """Carry over what is open now and not yet in the visit.

    \b
    Example:
      inspector-app follow-up fetch VISIT
    """
    changed = follow_up.fetch(face.workspace, VisitId(visit_id))
    face.answer({"carried": follow_up.carried(changed)}, str(follow_up.carried(changed)))


@group.command("set")
@click.argument("visit_id", metavar="VISIT")
@click.argument("earlier")
@click.argument("state", type=click.Choice([*(own.value for own in FollowUpState), NOT_LOOKED_AT]))
@click.option("--remark", help="Printed beside it in the minutes.")
@click.option("--recurring", is_flag=True, help="Also record it as a shortcoming of this visit (tái diễn).")
@command
def set_state(
    face: Face, visit_id: str, earlier: str, state: str, remark: str | None, recurring: bool
) -> None:
    """Say what the team finds of an earlier shortcoming.

    \b
    Example:
      inspector-app follow-up set VISIT EARLIER open --recurring
    """
    own = None if state == NOT_LOOKED_AT else FollowUpState(state)
    follow_up.set_state(face.workspace, VisitId(visit_id), earlier, own, remark)
    made = follow_up.make_recurring(face.workspace, VisitId(visit_id), earlier) if recurring else None
    face.answer({"state": own, "finding": made}, made or state)


@group.command("export")
@click.argument("unit")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@office_option
@command
def export(face: Face, unit: str, target: Path, folder: Path | None) -> None:
    """Write what UNIT still owes into TARGET, signed by the office, for a team without a book.

    \b
    Example:
      inspector-app follow-up export "Sở Mẫu" ton-tai.json --office FOLDER
    """
    place = folder or office.ledger_folder(face.workspace)
    count = open_findings.export(face.workspace, place, unit, target)
    signature = target.with_name(signature_name(target.name))
    face.answer(
        {"findings": count, "file": str(target), "signature": str(signature)}, f"{target}\n{signature}"
    )


@group.command("import")
@click.argument("visit_id", metavar="VISIT")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--accept-unconfirmed",
    is_flag=True,
    help="Use it although its source is not confirmed; first look at it.",
)
@command
def take_over(face: Face, visit_id: str, file: Path, accept_unconfirmed: bool) -> None:
    """Carry an office's FILE of open shortcomings into a visit; its signature lies beside it as FILE.p7s.

    \b
    Example:
      inspector-app follow-up import VISIT ton-tai.json
    """
    own = VisitId(visit_id)
    signed = file.with_name(signature_name(file.name))
    signature = read_input(signed) if signed.exists() else None
    opened = open_findings.open_file(face.workspace, read_input(file), signature, own)
    for doubt in opened.doubts:
        face.say(open_findings.DOUBTS[doubt])
    changed = open_findings.take_over(face.workspace, own, opened, accept_doubts=accept_unconfirmed)
    result = {"carried": follow_up.carried(changed), "doubts": opened.doubts, "signer": opened.signer}
    face.answer(result, str(follow_up.carried(changed)))


@group.command("report")
@click.argument("visit_id", metavar="VISIT")
@click.argument("finding")
@click.option("--number", help="Number and sign of the unit's report.")
@click.option("--issued", type=DAY, help="Its day, YYYY-MM-DD.")
@click.option("--text", help="What was done, in short.")
@click.option(
    "--file", "path", type=click.Path(path_type=Path, dir_okay=False), help="The report or evidence."
)
@office_option
@command
def report(
    face: Face,
    visit_id: str,
    finding: str,
    number: str | None,
    issued: datetime | None,
    text: str | None,
    path: Path | None,
    folder: Path | None,
) -> None:
    """Record what the unit reports to have put right; the team confirms it with `office follow`.

    \b
    Example:
      inspector-app follow-up report VISIT 16 --number 21/BC-SM --issued 2025-07-12 --file bao-cao.pdf
    """
    own = RemediationReport(VisitId(visit_id), FindingId(finding), number, _day(issued), text)
    attached = (path.name, read_input(path)) if path else None
    book = folder or office.ledger_folder(face.workspace)
    conclusions.report(book, own, by=face.actor, file=attached)
    key = (own.visit, own.finding)
    found = office.ledger_findings(book, settled=True)
    state = next(one.state for one in found if (one.visit, one.finding) == key)
    face.answer({"state": state}, state)


@click.group()
def conclusion() -> None:
    """The conclusion notice (Thông báo kết luận) of a visit: its draft for Word, and what was issued.

    \b
    Example:
      inspector-app conclusion draft VISIT thong-bao.docx
      inspector-app conclusion record VISIT --number 15/TB-SNV --received 2025-05-22
    """


@conclusion.command("draft")
@click.argument("visit_id", metavar="VISIT")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--agency", help="Who issues it; else the team as in the minutes.")
@office_option
@command
def draft(face: Face, visit_id: str, target: Path, agency: str | None, folder: Path | None) -> None:
    """Write the notice as .docx; the leaders edit it, the clerk numbers it.

    \b
    Example:
      inspector-app conclusion draft VISIT thong-bao.docx --agency "Sở Nội vụ"
    """
    issuer = Issuer(agency) if agency else None
    write_output(target, conclusions.draft(face.workspace, VisitId(visit_id), issuer, folder))
    face.answer({"file": str(target)}, str(target))


@conclusion.command("record")
@click.argument("visit_id", metavar="VISIT")
@click.option("--number", help="Số, ký hiệu as the clerk gave it.")
@click.option("--issued", type=DAY, help="Day of issue, YYYY-MM-DD.")
@click.option("--issuer", help="Who issued it.")
@click.option("--received", type=DAY, help="Day the unit received it: deadlines count from here.")
@click.option("--file", "path", type=click.Path(path_type=Path, dir_okay=False), help="The signed notice.")
@click.option("--reword", nargs=2, multiple=True, metavar="FINDING TEXT", help="Final wording of a finding.")
@click.option("--leave-out", multiple=True, metavar="FINDING", help="Not taken up by the notice.")
@office_option
@command
def record(
    face: Face,
    visit_id: str,
    number: str | None,
    issued: datetime | None,
    issuer: str | None,
    received: datetime | None,
    path: Path | None,
    reword: tuple[tuple[str, str], ...],
    leave_out: tuple[str, ...],
    folder: Path | None,
) -> None:
    """Record the notice as it was issued; the minutes stay as they are, the book shows both.

    What is not named stays as it was recorded before.

    \b
    Example:
      inspector-app conclusion record VISIT --number 15/TB-SNV --received 2025-05-22 --leave-out 21
    """
    book, visit = folder or office.ledger_folder(face.workspace), VisitId(visit_id)
    before = conclusions.of_visit(book, visit) or Conclusion(visit)
    said = {str(one.finding): one for one in before.findings}
    for finding, text in reword:
        said[finding] = replace(_said(said, finding), kept=True, text=text)
    for finding in leave_out:
        said[finding] = replace(_said(said, finding), kept=False)
    own = Conclusion(
        visit,
        number or before.number,
        _day(issued) or before.issued,
        issuer or before.issuer,
        _day(received) or before.received_on,
        tuple(said.values()),
    )
    attached = (path.name, read_input(path)) if path else None
    conclusions.record(book, own, by=face.actor, file=attached)
    face.answer({"recorded": own}, number or visit_id)


@click.command()
@click.argument("unit")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--as-of", type=DAY, help="Day on which it must be overdue, YYYY-MM-DD; else today.")
@click.option("--agency", help="Who sends it; else the office.")
@click.option("--place", help="Địa danh before the date.")
@office_option
@command
def reminder(
    face: Face,
    unit: str,
    target: Path,
    as_of: datetime | None,
    agency: str | None,
    place: str | None,
    folder: Path | None,
) -> None:
    """Write the letter of reminder (công văn đôn đốc) about what UNIT owes past its deadlines, as .docx.

    \b
    Example:
      inspector-app reminder "Sở Mẫu" don-doc.docx --as-of 2025-07-10
    """
    day = _day(as_of) or face.workspace.clock.now().date()
    own = Issuer(agency) if agency else None
    book = folder or office.ledger_folder(face.workspace)
    write_output(target, conclusions.reminder(book, unit, day, own, place))
    face.answer({"file": str(target)}, str(target))


def _said(said: Mapping[str, ConcludedFinding], finding: str) -> ConcludedFinding:
    return said.get(finding) or ConcludedFinding(FindingId(finding))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
