"""Open findings as a file: the office signs it for a team that has no book; a laptop opens it and sees who signed."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from inspector_app.actions import follow_up, office
from inspector_app.actions.profile import is_office, kept_profile
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist import open_findings
from inspector_app.checklist.folding import fold
from inspector_app.checklist.follow_up import EarlierFinding, earlier_id
from inspector_app.checklist.handover import LedgerFinding, signature_name
from inspector_app.checklist.open_findings import OpenFinding, OpenFindings
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, SigningError, VisitError


class Doubt(StrEnum):
    """What a person is told before such a file is used."""

    UNSIGNED = "unsigned"
    """No signature lies beside the file: anybody may have written it."""
    UNKNOWN_SIGNER = "unknown_signer"
    """Signed, but not by the office whose profile is used here."""
    OTHER_UNIT = "other_unit"
    """The visit names another unit."""
    OLDER = "older"
    """The visit was given a newer one already: what was settled since would come back."""


DOUBTS = {
    Doubt.UNSIGNED: N_("The file is not signed: anybody may have written or changed it."),
    Doubt.UNKNOWN_SIGNER: N_("It is signed by a key that this computer does not know as your office's."),
    Doubt.OLDER: N_("The visit was given a newer file already; what was settled since would come back."),
    Doubt.OTHER_UNIT: N_("It is about another unit than this visit names."),
}
"""What a person is told, as msgids."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file of open findings and what may be believed of it."""

    content: OpenFindings
    doubts: tuple[Doubt, ...]
    signer: str | None = None
    fingerprint: str | None = None
    signed_at: datetime | None = None


def export(ws: Workspace, folder: Path, unit: str, target: Path) -> int:
    """Write what a unit still owes, signed by the office in `folder`, and `.p7s` beside it; how many findings.

    StoreError, OfficeError. An empty list is written too: it says that nothing is open.
    """
    from inspector_app.store.export import write_whole

    data, signature, count = _signed(ws, folder, unit)
    write_whole(target.with_name(signature_name(target.name)), signature)
    write_whole(target, data)
    return count


def open_file(
    ws: Workspace, data: bytes, signature: bytes | None, visit_id: VisitId | None = None
) -> OpenedFile:
    """Read a file of open findings. SigningError OPEN-FINDINGS-CHANGED where its signature does not hold; FormatError."""
    from inspector_app.signing import cms

    content = open_findings.read(data)
    doubts = () if visit_id is None else _doubts_of_visit(ws, content, visit_id)
    if signature is None:
        return OpenedFile(content, (Doubt.UNSIGNED, *doubts))
    verdict = cms.verify(data, signature, cms.ContentKind.OPEN_FINDINGS)
    if not verdict.intact:
        raise SigningError(
            "OPEN-FINDINGS-CHANGED",
            N_("The file of open shortcomings was not used."),
            why=N_("Its signature does not belong to it: it was changed or is incomplete."),
            todo=N_("Ask the office for the file again, both parts together."),
        )
    known = _known_signer(ws, verdict.certificate_der)
    return OpenedFile(
        content,
        doubts if known else (Doubt.UNKNOWN_SIGNER, *doubts),
        verdict.name,
        verdict.fingerprint,
        verdict.signed_at,
    )


def take_over(
    ws: Workspace, visit_id: VisitId, opened: OpenedFile, *, accept_doubts: bool = False
) -> Changed:
    """Carry the file's findings into a visit as one act. VisitError OPEN-FINDINGS-DOUBTS while nobody has accepted
    what is doubtful about the file."""
    if opened.doubts and not accept_doubts:
        raise VisitError(
            "OPEN-FINDINGS-DOUBTS",
            N_("The open shortcomings were not taken over."),
            why=N_("It is not certain that they come from your office and are about this unit: {doubts}."),
            todo=N_(
                "Look at the source that is not confirmed; accept it only if you know where it comes from."
            ),
            doubts=", ".join(opened.doubts),
        )
    found = [
        follow_up.with_requirements(ws, _own(one.earlier), one.template) for one in opened.content.findings
    ]
    own = follow_up.ordered(one for one in found if one.visit != visit_id)
    made_at, newest = opened.content.made_at, load(ws, visit_id).visit.details.earlier_as_of
    newer = newest is None or made_at > newest
    return follow_up.carry(ws, visit_id, own, [("visit", "earlier_as_of", made_at)] if newer else ())


def _signed(ws: Workspace, folder: Path, unit: str) -> tuple[bytes, bytes, int]:
    from inspector_app.office import office as offices
    from inspector_app.signing import cms

    opened = offices.open_office(folder)
    owed = office.ledger_findings(folder, unit=unit)
    names = office.unit_names(folder, unit)
    content = OpenFindings(
        unit=names[0],
        office=opened.name,
        made_at=ws.clock.now(),
        findings=tuple(_open_finding(ws, folder, own) for own in owed),
        names=tuple(dict.fromkeys([*names, *(own.unit for own in owed if own.unit)])),
    )
    data = open_findings.write(content)
    signature = cms.sign(data, cms.ContentKind.OPEN_FINDINGS, opened.key, content.made_at)
    return data, signature, len(owed)


def _open_finding(ws: Workspace, folder: Path, own: LedgerFinding) -> OpenFinding:
    ref = office.checklist_of(folder, own.minutes_sha256) if own.minutes_sha256 else None
    return OpenFinding(follow_up.with_requirements(ws, follow_up.of_ledger(own), ref), ref)


def _own(found: EarlierFinding) -> EarlierFinding:
    """As it may be written here: the file chooses neither the id nor what the team finds."""
    own_id = earlier_id(found.visit or "", found.finding or found.text or "")
    return replace(found, id=own_id, state=None, remark=None, continued_by=None)


def _doubts_of_visit(ws: Workspace, content: OpenFindings, visit_id: VisitId) -> tuple[Doubt, ...]:
    details = load(ws, visit_id).visit.details
    doubts = []
    if details.unit is not None:
        names = {fold(name) for name in (content.unit, *content.names)}
        own = {fold(name) for name in office.unit_names(office.ledger_folder(ws), details.unit)}
        if not names & own:
            doubts.append(Doubt.OTHER_UNIT)
    if details.earlier_as_of is not None and content.made_at < details.earlier_as_of:
        doubts.append(Doubt.OLDER)
    return tuple(doubts)


def _known_signer(ws: Workspace, certificate_der: bytes) -> bool:
    """The office of the profile in use, or the book of this very computer."""
    from inspector_app.signing import device

    profile = kept_profile(ws)
    if profile is not None and is_office(profile, certificate_der):
        return True
    own = device.load(office.ledger_folder(ws) / "key")
    return own is not None and own.certificate_der == certificate_der
