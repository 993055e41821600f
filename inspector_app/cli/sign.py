"""`inspector-app sign`: a certificate file for one place, or the record that paper was signed in ink."""

import sys
from datetime import datetime
from pathlib import Path

import click

from inspector_app.actions import sealing, signing
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import VisitId
from inspector_app.cli.context import Face, command
from inspector_app.cli.files import read_input
from inspector_app.clock import ZONE
from inspector_app.errors import N_


@click.group()
def sign() -> None:
    """Sign sealed minutes.

    \b
    Example:
      inspector-app sign digital ID team_leader --pkcs12 leader.p12
      inspector-app sign ink ID --by unit_representative --by team_leader --by secretary
    """


@sign.command("places")
@click.argument("visit_id", metavar="ID")
@command
def places(face: Face, visit_id: str) -> None:
    """List who signs, and who has signed.

    \b
    Example:
      inspector-app sign places ID
    """
    found = signing.signing_places(face.workspace, VisitId(visit_id))
    lines = [f"{p.role:<22} {p.signature.signer if p.signature else '-'}" for p in found]
    face.answer(found, "\n".join(lines))


@sign.command("digital")
@click.argument("visit_id", metavar="ID")
@click.argument("role", type=click.Choice([own.value for own in SignerRole]))
@click.option("--pkcs12", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), help="PNG of the hand signature.")
@command
def digital(face: Face, visit_id: str, role: str, pkcs12: Path, picture: Path | None) -> None:
    """Sign one place with a certificate file; the password is asked, or read as one line from stdin.

    \b
    Example:
      inspector-app sign digital ID team_leader --pkcs12 leader.p12
    """
    if sys.stdin.isatty():
        password = click.prompt(face.translate(N_("Password")), hide_input=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    drawn = read_input(picture) if picture else None
    own = VisitId(visit_id)
    signing.sign(face.workspace, own, SignerRole(role), read_input(pkcs12), password, drawn)
    places = signing.signing_places(face.workspace, own)
    made = next(p.signature for p in places if p.role == role)
    face.answer(made, made.signer if made else "")


@sign.command("ink")
@click.argument("visit_id", metavar="ID")
@click.option(
    "--by", "by", multiple=True, required=True, type=click.Choice([own.value for own in SignerRole])
)
@click.option("--at", "at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), required=True)
@click.option("--scan", type=click.Path(path_type=Path, dir_okay=False))
@command
def ink(face: Face, visit_id: str, by: tuple[str, ...], at: datetime, scan: Path | None) -> None:
    """Record that the two paper copies were signed in ink, with the scan now or later.

    \b
    Example:
      inspector-app sign ink ID --by team_leader --by secretary --at 2026-05-12T16:30
    """
    kept = read_input(scan) if scan else None
    roles = [SignerRole(role) for role in by]
    changed = sealing.sign_in_ink(face.workspace, VisitId(visit_id), roles, at.replace(tzinfo=ZONE), kept)
    face.answer({"signed": roles, "visit": changed.visit}, ", ".join(roles))
