"""Chứng thư tin cậy: which authorities this computer, or an office, believes; imported from files, never fetched.

What is kept here is also told to the office on this computer, so that its profile carries it to the laptops.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from inspector_app.actions import office as offices
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.authorities import (
    Acceptance,
    Authority,
    Imported,
    Keeping,
    Offered,
    Pin,
    Standing,
    TrustLine,
    grouped,
    ungrouped,
)
from inspector_app.checklist.sha256 import is_sha256
from inspector_app.errors import N_, SigningError, UserError
from inspector_app.paths import login_name
from inspector_app.signing.trust import Kept

TRUST = "trust"


def look(
    ws: Workspace, files: Sequence[tuple[str, bytes]], *, office: Path | None = None
) -> tuple[Offered, ...]:
    """Every certificate of the files (name, content), each once, and what it is here; nothing is changed.

    `office` is the folder of an office elsewhere. SigningError: TRUST-UNREADABLE, OFFICE-NOT-SET-UP.
    """
    from inspector_app.signing import pins

    kept = _kept(_folder(ws, office))
    found: dict[str, Offered] = {}
    for name, data in files:
        for own in pins.offered(data, name, kept):
            found.setdefault(own.authority.sha256, own)
    return tuple(found.values())


def take(
    ws: Workspace,
    offered: Sequence[Offered],
    accepted: Collection[str] = (),
    *,
    office: Path | None = None,
) -> Imported:
    """Keep what a pin names, and of the rest what is in `accepted`: SHA-256 that a person has compared.

    A person's certificate is never kept, whoever accepts it. SigningError: TRUST-ACCEPT-UNKNOWN, TRUST-WRITE.
    """
    wanted = {ungrouped(text) for text in accepted}
    _refuse_strangers(wanted, offered)
    taken, known, left = [], [], []
    for own in offered:
        if own.standing is Standing.KNOWN:
            known.append(own)
        elif own.standing is Standing.PINNED or (own.standing.asks and own.authority.sha256 in wanted):
            taken.append(own)
        else:
            left.append(own)
    # What is known already is kept once more: a person's word replaces that of a profile.
    for own in (*taken, *known):
        _keep(ws, own.der, office)
    return Imported(tuple(taken), tuple(known), tuple(left))


def refusal(own: Offered) -> UserError:
    """Why an offered certificate was not taken, and what to do."""
    from inspector_app.signing import trust

    name, sha256 = own.authority.name, own.authority.sha256
    if own.standing is Standing.PERSON:
        return trust.not_an_authority(name)
    todo = N_(
        "Compare the SHA-256 with what the authority itself publishes; if it agrees, import again with: --accept {sha256}"
    )
    if own.standing is Standing.NAMESAKE:
        return SigningError(
            "TRUST-NAMESAKE",
            N_("The certificate carries the name “{name}” but is not it: it was not taken."),
            why=N_("This program knows that authority by another SHA-256; this one is {groups}."),
            todo=todo,
            name=name,
            groups=grouped(sha256),
            sha256=sha256,
        )
    return SigningError(
        "TRUST-NOT-PINNED",
        N_("The certificate of {name} was not taken: nobody has confirmed it."),
        why=N_("This program does not know its SHA-256 {groups}."),
        todo=todo,
        name=name,
        groups=grouped(sha256),
        sha256=sha256,
    )


def listed(ws: Workspace, *, office: Path | None = None) -> tuple[TrustLine, ...]:
    """The pins in their order, kept or missing, then all else that is kept here."""
    from inspector_app.signing import pins, trust

    kept = {own.authority.sha256: own for own in trust.kept(_folder(ws, office))}
    lines = [_pinned(pin, kept.pop(pin.sha256, None)) for pin in pins.pins()]
    return (*lines, *(_other(own) for own in kept.values()))


def remove(ws: Workspace, sha256: str, *, office: Path | None = None) -> Authority:
    """Believe an authority no longer, here or at an office elsewhere. SigningError: TRUST-NOT-KEPT, TRUST-WRITE."""
    from inspector_app.signing import trust

    own = ungrouped(sha256)
    if office is not None:
        return offices.forget_authority(office, own, ws.clock.now())
    gone = trust.remove(ws.folder / TRUST, own)
    local = offices.local_ledger(ws)
    if local is not None and own in _kept(offices.trust_folder(local)):
        offices.forget_authority(local, own, ws.clock.now())
    return gone


def _keep(ws: Workspace, der: bytes, office: Path | None) -> None:
    from inspector_app.signing import trust

    at = ws.clock.now()
    acceptance = Acceptance(ws.actor or login_name(), at)
    if office is not None:
        offices.trust_authority(office, der, at, acceptance)
        return
    trust.add(ws.folder / TRUST, der, acceptance)
    if (local := offices.local_ledger(ws)) is not None:
        offices.trust_authority(local, der, at, acceptance)


def _kept(folder: Path) -> frozenset[str]:
    from inspector_app.signing import trust

    return frozenset(own.authority.sha256 for own in trust.kept(folder))


def _folder(ws: Workspace, office: Path | None) -> Path:
    return ws.folder / TRUST if office is None else offices.trust_folder(office)


def _pinned(pin: Pin, kept: Kept | None) -> TrustLine:
    return TrustLine(
        name=pin.name,
        level=pin.level,
        sha256=pin.sha256,
        keeping=Keeping.MISSING if kept is None else Keeping.PINNED,
        organisation=pin.organisation,
        published=pin.published,
        authority=None if kept is None else kept.authority,
        acceptance=None if kept is None else kept.acceptance,
    )


def _other(kept: Kept) -> TrustLine:
    keeping = Keeping.UNRECORDED
    if kept.acceptance is not None:
        keeping = Keeping.ACCEPTED if kept.acceptance.office is None else Keeping.FROM_OFFICE
    own = kept.authority
    return TrustLine(own.name, own.level, own.sha256, keeping, authority=own, acceptance=kept.acceptance)


def _refuse_strangers(wanted: Collection[str], offered: Sequence[Offered]) -> None:
    """A fingerprint that none of the files has was compared with something else."""
    there = {own.authority.sha256 for own in offered}
    for text in wanted:
        if not is_sha256(text) or text not in there:
            raise SigningError(
                "TRUST-ACCEPT-UNKNOWN",
                N_("No certificate of these files has the SHA-256 {sha256}; nothing was taken."),
                why=N_("It was mistyped, or it belongs to another file."),
                todo=N_("Copy the SHA-256 that the import shows, after comparing it with the published one."),
                sha256=text,
            )
