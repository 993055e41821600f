"""Whether received minutes and their event log may be believed. It reads bytes and writes nothing.

Signatures must be intact; whether they are trusted is recorded, not judged: the clerk sees it in words.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from inspector_app.checklist import canonical, event, exchange
from inspector_app.checklist.exchange import Record
from inspector_app.checklist.handover import Grade, Manifest
from inspector_app.checklist.seal import Seal
from inspector_app.checklist.verdict import DocumentVerdict, Integrity
from inspector_app.checklist.visit import SigningMode
from inspector_app.errors import N_, ParcelError, UserError
from inspector_app.signing.trust import TrustStore

_END_OF_REVISION = re.compile(rb"startxref\s+\d+\s+%%EOF")


@dataclass(frozen=True, slots=True)
class Checked:
    """Minutes that may be taken in, and what the checks found."""

    record: Record
    record_sha256: str
    seal: Seal
    grade: Grade
    verdict: DocumentVerdict | None
    """None for minutes signed in ink."""
    events: int | None = None
    """How many came along; None where no log did."""


def check_minutes(pdf: bytes, trust: TrustStore, at: datetime, grade: Grade | None = None) -> Checked:
    """The record inside sealed minutes, believed. `grade` spares drawing again what was graded before.

    ParcelError: MINUTES-DRAFT, MINUTES-CHANGED, MINUTES-UNREADABLE, MINUTES-NOT-SIGNED,
    MINUTES-REDRAWN-DIFFERENT; MinutesError and FormatError where they cannot be read at all.
    """
    try:
        return _checked(pdf, trust, at, grade)
    except UserError:
        raise
    except Exception as error:
        raise _unreadable() from error


def _checked(pdf: bytes, trust: TrustStore, at: datetime, grade: Grade | None) -> Checked:
    from inspector_app.minutes import archive

    record = exchange.read(archive.attached_record(pdf))
    if record.seal is None:
        raise ParcelError(
            "MINUTES-DRAFT",
            N_("The minutes are a draft."),
            why=N_("They were not sealed (Chốt) and not signed."),
            todo=N_("Ask the team for the signed minutes."),
        )
    verdict = None
    if record.seal.mode is SigningMode.DIGITAL:
        verdict = _check_signatures(pdf, record.seal, trust, at)
    elif len(_END_OF_REVISION.findall(pdf)) != 1:
        raise _changed(N_("Something was added to the file after it was sealed."))
    return Checked(record, canonical.digest(record), record.seal, grade or _grade(pdf, record), verdict)


def check_manifest(manifest: Manifest, checked: Checked) -> None:
    """Whether the manifest speaks of these minutes. ParcelError: PARCEL-CONTRADICTION."""
    stated = (manifest.visit, manifest.version, manifest.mode)
    if stated != (checked.record.visit, checked.seal.version, checked.seal.mode):
        raise ParcelError(
            "PARCEL-CONTRADICTION",
            N_("The parcel and the minutes in it speak of different visits, versions or ways of signing."),
            why=N_("Files of two visits were mixed."),
            todo=N_("Ask the team to send the visit again from the laptop."),
        )


def check_events(lines: bytes, checked: Checked) -> int:
    """How many events the log holds, its chains whole and ending nowhere before the sealed heads.

    ParcelError: PARCEL-EVENTS; FormatError for a line that is none of ours.
    """
    events = [event.from_line(line) for line in lines.splitlines()]
    if any(one.visit != checked.record.visit for one in events):
        raise _bad_events(N_("It holds events of another visit."))
    chains = event.chains(events)
    if any(event.chain_fault(chain) is not None for chain in chains.values()):
        raise _bad_events(N_("A chain does not hold: an event was changed, left out or put in."))
    for head in checked.seal.heads:
        chain = chains.get((head.plane, head.device), [])
        if not (1 <= head.counter <= len(chain)) or chain[head.counter - 1].hash != head.hash:
            raise _bad_events(N_("It is not the log that was sealed with the minutes."))
    return len(events)


def _check_signatures(pdf: bytes, seal: Seal, trust: TrustStore, at: datetime) -> DocumentVerdict:
    from inspector_app.signing import verify

    verdict = verify.minutes(pdf, required=[role.value for role in seal.signers], trust=trust, at=at)
    if verdict.integrity is Integrity.UNREADABLE:
        raise _unreadable()
    if verdict.integrity is Integrity.CHANGED:
        raise _changed(N_("Their signatures no longer fit what they show."))
    if verdict.missing:
        raise ParcelError(
            "MINUTES-NOT-SIGNED",
            N_("The minutes are not signed by everybody."),
            why=N_("These signatures are missing: {missing}."),
            todo=N_("Ask the team to sign and to send the visit again."),
            missing=", ".join(verdict.missing),
        )
    return verdict


def _grade(pdf: bytes, record: Record) -> Grade:
    from inspector_app.minutes import redraw

    redrawn = redraw.compare(pdf)
    # Drawn again is what the first revision holds; taken in is what the whole file holds.
    if not redrawn.believable or redrawn.record != record:
        raise ParcelError(
            "MINUTES-REDRAWN-DIFFERENT",
            N_("The pages of the minutes do not show what their data say."),
            why=N_("Drawn again from the data, these places differ: {differences}."),
            todo=N_("Do not use the file; ask the team for the minutes as they were signed."),
            differences="; ".join(redrawn.differences[:5]) or "objects, visit.json",
        )
    return redrawn.grade


def _unreadable() -> ParcelError:
    return ParcelError(
        "MINUTES-UNREADABLE",
        N_("The minutes or their signatures cannot be read."),
        why=N_("The file is damaged, or was written by another program."),
        todo=N_("Ask the team for the minutes as they were signed."),
    )


def _changed(why: str) -> ParcelError:
    return ParcelError(
        "MINUTES-CHANGED",
        N_("The minutes were changed after sealing."),
        why=why,
        todo=N_("Do not use the file; ask the team for the minutes as they were signed."),
    )


def _bad_events(why: str) -> ParcelError:
    return ParcelError(
        "PARCEL-EVENTS",
        N_("The event log does not belong to the minutes."),
        why=why,
        todo=N_("Ask the team to send the visit again from the laptop on which it was sealed."),
    )
