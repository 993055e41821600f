"""`inspector-app send`: hand a signed version over, and fetch the office's receipt."""

from pathlib import Path

import click

from inspector_app.actions import profile, sending
from inspector_app.checklist.visit import VisitId
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import read_input
from inspector_app.errors import N_


@click.group()
def send() -> None:
    """Send a signed visit to a folder (share, mapped drive, USB stick) and fetch the receipt.

    \b
    Example:
      inspector-app send folder ID /media/usb
      inspector-app send receipts ID
    """


@send.command("folder")
@click.argument("visit_id", metavar="ID")
@click.argument("folder", type=click.Path(path_type=Path))
@command
def to_folder(face: Face, visit_id: str, folder: Path) -> None:
    """Send; sending twice changes nothing, and nothing is removed here.

    \b
    Example:
      inspector-app send folder ID /media/usb
    """

    def progress(done: int, total: int) -> None:
        face.say(N_("{done} of {total} parts"), done=done, total=total)

    delivery = sending.send_to_folder(face.workspace, VisitId(visit_id), folder, progress)
    face.answer(delivery, delivery.state)


@send.command("status")
@click.argument("visit_id", metavar="ID")
@command
def status(face: Face, visit_id: str) -> None:
    """List where a visit was sent and what became of it.

    \b
    Example:
      inspector-app send status ID --json
    """
    found = sending.deliveries(face.workspace, VisitId(visit_id))
    lines = [f"{d.state:<9} {d.parts_sent}/{d.parts_total}  {d.destination}" for d in found]
    face.answer(found, "\n".join(lines) or face.translate(N_("Not sent yet.")))


@send.command("receipts")
@click.argument("visit_id", metavar="ID")
@command
def receipts(face: Face, visit_id: str) -> None:
    """Look for the office's signed receipts where the visit was sent.

    \b
    Example:
      inspector-app send receipts ID
    """
    found = sending.fetch_receipts(face.workspace, VisitId(visit_id))
    face.answer(found, "\n".join(f"{d.state:<9} {d.destination}" for d in found))


@send.command("profile")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Even where it takes the place of another office's profile.")
@command
def take_profile(face: Face, file: Path, replace: bool) -> None:
    """Take over the office's profile; its signature FILE.p7s lies beside it.

    \b
    Example:
      inspector-app send profile /media/usb/profile.json
    """
    signature = read_input(file.with_name(file.name + ".p7s"))
    taken = profile.import_profile(face.workspace, read_input(file), signature, replace=replace)
    face.answer({"office": taken.office}, taken.office)
