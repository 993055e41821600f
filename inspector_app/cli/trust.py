"""`inspector-app trust`: which certificate authorities are believed; certificates come from files alone."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from inspector_app.actions import trust as verbs
from inspector_app.checklist.authorities import (
    Authority,
    Keeping,
    Level,
    Offered,
    Standing,
    TrustLine,
    grouped,
)
from inspector_app.cli.context import Face, command
from inspector_app.cli.exit_codes import ExitCode
from inspector_app.cli.files import read_input
from inspector_app.clock import ZONE
from inspector_app.errors import N_, SigningError
from inspector_app.i18n import Translate

LEVELS = {Level.ROOT: N_("root"), Level.INTERMEDIATE: N_("intermediate")}
KEEPINGS = {
    Keeping.PINNED: N_("imported, known to the program"),
    Keeping.MISSING: N_("known to the program, not imported yet"),
    Keeping.ACCEPTED: N_("accepted by {by}, {day}"),
    Keeping.FROM_OFFICE: N_("from the profile of {office}, {day}"),
    Keeping.UNRECORDED: N_("imported; who accepted it was not written down"),
}
STANDINGS = {
    Standing.PINNED: N_("taken: its SHA-256 is known to the program"),
    Standing.KNOWN: N_("kept already"),
    Standing.UNPINNED: N_("taken: its fingerprint was confirmed"),
    Standing.NAMESAKE: N_(
        "taken: its fingerprint was confirmed, under a name that the program knows otherwise"
    ),
    Standing.PERSON: N_("refused: a person's certificate"),
}

office_option = click.option(
    "--office",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Of the office in this folder, instead of this computer's.",
)


@click.group()
def trust() -> None:
    """Authorities whose signatures are believed: on this computer, or in an office's folder.

    Nothing is fetched, and the system's own store of certificates is never asked.

    \b
    Example:
      inspector-app trust list
      inspector-app trust import rootcag2.crt cpcag2.crt
    """


@trust.command("import")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, dir_okay=False)
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="SHA256",
    help="Take this authority though the program does not know it; may be repeated.",
)
@office_option
@command
def import_files(face: Face, files: tuple[Path, ...], accepted: tuple[str, ...], office: Path | None) -> int:
    """Import certificates of authorities: PEM, DER or PKCS#7 (.p7b).

    Those that the program knows by SHA-256 are taken. For the others it asks on a terminal; elsewhere
    --accept names the SHA-256 that you compared. A person's certificate is never taken.

    \b
    Exit code 14 where something was not taken.
    Example:
      inspector-app trust import rootcag2.crt cpcag2.crt vnrca256.p7b
      inspector-app trust import rootcag2.crt --office FOLDER
    """
    offered = verbs.look(face.workspace, [(path.name, read_input(path)) for path in files], office=office)
    if not accepted and not face.as_json and sys.stdin.isatty():
        accepted = _asked(face, offered)
    done = verbs.take(face.workspace, offered, accepted, office=office)
    lines = [
        f"{own.authority.name}: {face.translate(STANDINGS[own.standing])}\n  SHA-256 {grouped(own.authority.sha256)}"
        for own in (*done.taken, *done.known)
    ]
    face.answer(
        {"taken": _plain(done.taken), "known": _plain(done.known), "left": _plain(done.left)},
        "\n".join(lines),
    )
    for own in done.left:
        face.warn(verbs.refusal(own))
    return SigningError.exit_code if done.left else int(ExitCode.OK)


@trust.command("list")
@office_option
@command
def list_all(face: Face, office: Path | None) -> None:
    """List the authorities that the program knows, imported or missing, and the others that are believed.

    \b
    Example:
      inspector-app trust list
    """
    lines = verbs.listed(face.workspace, office=office)
    at = face.workspace.clock.now()
    face.answer(lines, "\n\n".join("\n".join(_line(own, at, face.translate)) for own in lines))


@trust.command("remove")
@click.argument("sha256", metavar="SHA256")
@office_option
@command
def remove(face: Face, sha256: str, office: Path | None) -> None:
    """Believe an authority no longer.

    \b
    Example:
      inspector-app trust remove f04ba4b459a7c9a1b971ad9b1cb833e695a80c79aea63b174b66a70edfe2fdb8
    """
    gone = verbs.remove(face.workspace, sha256, office=office)
    face.answer(gone, gone.name)


def _asked(face: Face, offered: Sequence[Offered]) -> tuple[str, ...]:
    """The SHA-256 that a person at a terminal confirms, one by one; a namesake must be named by --accept."""
    taken = []
    for own in offered:
        if own.standing is not Standing.UNPINNED:
            continue
        face.say(N_("This authority is not known to the program:"))
        click.echo("\n".join(_described(own, face.translate)), err=True)
        question = face.translate(N_("Have you compared the SHA-256 with the published one, and trust it?"))
        if click.confirm(question, default=False, err=True):
            taken.append(own.authority.sha256)
    return tuple(taken)


def _described(own: Offered, translate: Translate) -> list[str]:
    authority = own.authority
    return [
        f"{authority.name} ({translate(LEVELS[authority.level])})",
        "  " + translate(N_("Issued by: {issuer}")).format(issuer=authority.issuer),
        f"  {_validity(authority, translate)}",
        f"  SHA-256 {grouped(authority.sha256)}",
    ]


def _line(own: TrustLine, at: datetime, translate: Translate) -> list[str]:
    """One authority of the list: what it is, how it stands here, how long it holds, where it is published."""
    filled = (
        {}
        if own.acceptance is None
        else {"by": own.acceptance.by or "?", "office": own.acceptance.office, "day": _day(own.acceptance.at)}
    )
    lines = [
        f"{own.name} ({translate(LEVELS[own.level])})",
        f"  {translate(KEEPINGS[own.keeping]).format_map(filled)}",
        f"  SHA-256 {grouped(own.sha256)}",
    ]
    if own.authority is not None:
        ended = f" ({translate(N_('expired'))})" if own.authority.expired(at) else ""
        lines.append(f"  {_validity(own.authority, translate)}{ended}")
    elif own.published is not None:
        lines.append("  " + translate(N_("Published at {address}")).format(address=own.published))
    return lines


def _plain(offered: Sequence[Offered]) -> list[dict[str, object]]:
    return [{"authority": own.authority, "standing": own.standing, "file": own.file} for own in offered]


def _validity(authority: Authority, translate: Translate) -> str:
    told = translate(N_("Valid from {begins} to {ends}"))
    return told.format(begins=_day(authority.begins), ends=_day(authority.ends))


def _day(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%d/%m/%Y")
