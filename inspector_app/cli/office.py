"""`inspector-app office`: set up, receive, accept laptops, follow findings."""

from pathlib import Path

import click

from inspector_app.actions import office as verbs
from inspector_app.checklist.finding import FindingId, FollowUpState
from inspector_app.checklist.handover import Reception
from inspector_app.checklist.visit import VisitId
from inspector_app.cli.context import Face, command
from inspector_app.cli.exit_codes import ExitCode
from inspector_app.cli.files import read_input
from inspector_app.errors import N_, ParcelError

RECEPTIONS = {
    Reception.RECEIVED: N_("entered into the ledger"),
    Reception.WAITING_FOR_CLERK: N_("waiting until the laptop {device} is accepted"),
    Reception.QUARANTINED: N_("quarantined: {problem}"),
}

folder_argument = click.argument("folder", type=click.Path(path_type=Path, file_okay=False))


@click.group()
def office() -> None:
    """The office's side. FOLDER is the office's own folder.

    \b
    Example:
      inspector-app office init FOLDER --name "Sở Nội vụ"
      inspector-app office receive FOLDER /media/usb
    """


@office.command("init")
@folder_argument
@click.option("--name", required=True, help="Name of the office, printed in receipts.")
@command
def init(face: Face, folder: Path, name: str) -> None:
    """Make the office's key, certificate, signed profile and database.

    \b
    Example:
      inspector-app office init FOLDER --name "Sở Nội vụ"
    """
    fingerprint = verbs.set_up(folder, name)
    profile = verbs.profile_file(folder)
    face.answer({"fingerprint": fingerprint, "profile": str(profile)}, f"{fingerprint}\n{profile}")


@office.command("share")
@folder_argument
@click.option("--checklist", "checklists", multiple=True, metavar="NAME", help="Only these; may be repeated.")
@command
def share(face: Face, folder: Path, checklists: tuple[str, ...]) -> None:
    """Put the checklists that are published here, and the tables of points, into the office's profile.

    Laptops take them over with the profile: inspector-app send profile FILE.

    \b
    Example:
      inspector-app office share FOLDER
      inspector-app office share FOLDER --checklist cchc@2026.3
    """
    shared, tables = verbs.share(face.workspace, folder, checklists)
    profile = verbs.profile_file(folder)
    text = face.translate(N_("{checklists} checklist(s) and {tables} table(s) of points: {profile}"))
    result = {"checklists": shared, "score_tables": tables, "profile": str(profile)}
    face.answer(result, text.format(checklists=shared, tables=tables, profile=profile))


@office.command("receive")
@folder_argument
@click.argument("inbox", type=click.Path(path_type=Path, file_okay=False))
@command
def receive(face: Face, folder: Path, inbox: Path) -> int:
    """Look at every parcel in INBOX; a second look adds nothing.

    \b
    Exit code 15 where a parcel was quarantined; the others are entered all the same.
    Example:
      inspector-app office receive FOLDER /media/usb
    """

    def progress(done: int, total: int) -> None:
        face.say(N_("{done} of {total} parcels"), done=done, total=total)

    found = verbs.receive(folder, inbox, progress)
    lines = []
    for parcel in found:
        if parcel.explanation is not None:
            face.warn(parcel.explanation.error())
        told = face.translate(RECEPTIONS[parcel.reception])
        words = told.format(device=(parcel.device or "?")[:12], problem=parcel.problem)
        lines.append(f"{parcel.manifest_sha256[:12]}  {parcel.unit or '…'}  {words}")
    face.answer(found, "\n".join(lines) or face.translate(N_("No parcel there.")))
    quarantined = any(parcel.reception is Reception.QUARANTINED for parcel in found)
    return ParcelError.exit_code if quarantined else int(ExitCode.OK)


@office.command("enter")
@folder_argument
@click.argument("pdf", type=click.Path(path_type=Path, dir_okay=False))
@command
def enter(face: Face, folder: Path, pdf: Path) -> None:
    """Enter minutes that came by any other road; the PDF stands by itself.

    \b
    Example:
      inspector-app office enter FOLDER minutes.pdf
    """
    entered = verbs.enter_file(folder, read_input(pdf))
    face.answer(entered, f"{entered.visit}  {entered.unit or '…'}")


@office.command("devices")
@folder_argument
@command
def devices(face: Face, folder: Path) -> None:
    """List the laptops that have sent something.

    \b
    Example:
      inspector-app office devices FOLDER
    """
    found = verbs.devices(folder)
    lines = [f"{d.fingerprint}  {d.name}  {d.accepted_at or '-'}" for d in found]
    face.answer(found, "\n".join(lines) or face.translate(N_("No laptop yet.")))


@office.command("accept")
@folder_argument
@click.argument("fingerprint")
@command
def accept(face: Face, folder: Path, fingerprint: str) -> None:
    """Accept a laptop after comparing its fingerprint with the person who sent it.

    \b
    Example:
      inspector-app office accept FOLDER FINGERPRINT
    """
    verbs.accept_device(folder, fingerprint)
    face.answer({"accepted": fingerprint}, fingerprint)


@office.command("visits")
@folder_argument
@command
def visits(face: Face, folder: Path) -> None:
    """List the visits of the ledger.

    \b
    Example:
      inspector-app office visits FOLDER --json
    """
    found = verbs.ledger_visits(folder)
    lines = [f"{v.visit}  {v.unit or '…'}  {v.mode}  {v.grade}  {v.unsettled}/{v.findings}" for v in found]
    face.answer(found, "\n".join(lines) or face.translate(N_("The ledger is empty.")))


@office.command("findings")
@folder_argument
@click.option("--all", "settled", is_flag=True, help="Settled ones too.")
@command
def findings(face: Face, folder: Path, settled: bool) -> None:
    """List what units still owe, the earliest deadline first.

    \b
    Example:
      inspector-app office findings FOLDER
    """
    found = verbs.ledger_findings(folder, settled=settled)
    lines = [f"{f.visit} {f.finding}  {f.state}  {f.due_on or '-'}  {f.text}" for f in found]
    face.answer(found, "\n".join(lines) or face.translate(N_("Nothing is owed.")))


@office.command("follow")
@folder_argument
@click.argument("visit_id", metavar="VISIT")
@click.argument("finding")
@click.argument("state", type=click.Choice([own.value for own in FollowUpState]))
@click.option("--note")
@command
def follow(face: Face, folder: Path, visit_id: str, finding: str, state: str, note: str | None) -> None:
    """Record what became of a finding.

    \b
    Example:
      inspector-app office follow FOLDER VISIT 25a fixed
    """
    own = FollowUpState(state)
    verbs.follow_up(folder, VisitId(visit_id), FindingId(finding), own, by=face.actor, note=note)
    face.answer({"state": own}, own)


@office.command("rebuild")
@folder_argument
@command
def rebuild(face: Face, folder: Path) -> None:
    """Make the office's database anew from the files it kept.

    \b
    Example:
      inspector-app office rebuild FOLDER
    """
    count = verbs.rebuild(folder)
    face.answer({"visits": count}, str(count))
