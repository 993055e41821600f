"""Signing the sealed minutes with digital signatures, and checking any signed file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import advance
from inspector_app.checklist import seal as sealing
from inspector_app.checklist.exchange import Record
from inspector_app.checklist.handover import Grade
from inspector_app.checklist.rules import signer as signer_of
from inspector_app.checklist.seal import DigitalSignature, Stage, Version
from inspector_app.checklist.verdict import DocumentVerdict, Integrity, SignerRole
from inspector_app.checklist.visit import Person, SigningMode, VisitId
from inspector_app.clock import SystemClock
from inspector_app.errors import N_, SigningError, UserError, VisitError

if TYPE_CHECKING:
    from inspector_app.signing.trust import TrustStore

REASON = "Ký biên bản kiểm tra"


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """A place on the last page: who signs there, and the signature when it is there."""

    role: SignerRole
    person: Person | None
    signature: DigitalSignature | None


@dataclass(frozen=True, slots=True)
class Verification:
    """All that can be said of a file: its signatures, and whether pages and data agree."""

    verdict: DocumentVerdict
    record: Record | None
    grade: Grade | None
    differences: tuple[str, ...] = ()
    problem: UserError | None = None
    """Why the data inside could not be compared, where they could not."""

    @property
    def digital(self) -> bool:
        """Whether these are minutes sealed for digital signatures: others' marks on a draft or on minutes
        that are signed in ink make neither a signed document."""
        return (
            self.record is not None
            and self.record.seal is not None
            and self.record.seal.mode is SigningMode.DIGITAL
        )

    @property
    def valid(self) -> bool:
        """Minutes that everybody signed who must, intact and trusted, whose pages say what their data say."""
        compared = self.grade is not None and self.grade is not Grade.DIFFERENT
        return self.digital and compared and self.verdict.valid


def signing_places(ws: Workspace, visit_id: VisitId) -> tuple[SigningPlace, ...]:
    """The places of the current version, in the order in which they stand on paper."""
    opened = load(ws, visit_id)
    fixed = opened.version.seal
    roles = fixed.signers if fixed else sealing.required_signers(opened.visit.details.closing)
    return tuple(
        SigningPlace(role, signer_of(opened.visit, role), opened.version.signatures.get(role))
        for role in roles
    )


def sign(
    ws: Workspace,
    visit_id: VisitId,
    role: SignerRole,
    pkcs12: bytes,
    password: str,
    picture: bytes | None = None,
) -> Changed:
    """Sign one place with a certificate file; the former file stays the exact beginning of the new one.

    Raises VisitError SIGN-NOT-NOW, SEALING-CHANGED; SigningError. The password is used once and kept nowhere.
    """
    from inspector_app.minutes import stamp
    from inspector_app.signing import pades, verify
    from inspector_app.signing import pkcs12 as certificate_file

    opened = load(ws, visit_id)
    before = _signable(opened.version, role)
    at = ws.clock.now()
    signer = certificate_file.load(pkcs12, password, at)
    person = signer_of(opened.visit, role)
    drawn = stamp.draw_stamp(
        ws.files.read(before),
        role,
        name=signer.name,
        organisation=person.agency if person else None,
        signed_at=at,
        picture=picture,
        notice=opened.visit.details.notice,
    )
    signed = pades.sign(
        ws.files.read(before),
        role,
        signer,
        at,
        stamp=drawn,
        reason=REASON,
        location=opened.visit.details.place,
    )
    done = [*opened.version.signatures, role]
    if (
        verify.minutes(signed, required=done, trust=_trust(ws.folder), at=at).integrity
        is not Integrity.INTACT
    ):
        raise SigningError(
            "SIGN-CHECK",
            N_("The signature was made but does not verify; it was not kept."),
            why=N_("The file that came back is not the sealed minutes with one more signature."),
            todo=N_("Try once more; the sealed minutes are unchanged."),
        )
    signature = DigitalSignature(
        signer=signer.name,
        certificate_sha256=signer.certificate_sha256,
        signed_at=at,
        file_sha256=ws.files.put(signed),
        order=len(done),
    )
    return advance(ws, visit_id, opened.version, {f"{sealing.SIGNATURE}{role}": signature})


def verify(folder: Path | None, pdf: bytes, roots: Sequence[bytes] = ()) -> Verification:
    """Check a signed file. It needs no database: on the unit's own machine `folder` is None, no root is
    known, and all else holds; `roots` are trusted for this check alone."""
    from inspector_app.minutes import redraw
    from inspector_app.signing import verify as checking

    at = SystemClock().now()
    record: Record | None = None
    grade: Grade | None = None
    differences: tuple[str, ...] = ()
    problem: UserError | None = None
    try:
        redrawn = redraw.compare(pdf)
        record, differences = redrawn.record, redrawn.differences
        grade = redrawn.grade if redrawn.believable else Grade.DIFFERENT
    except UserError as error:
        problem = error
    digital = record is not None and record.seal is not None and record.seal.mode is SigningMode.DIGITAL
    required = record.seal.signers if record and record.seal and digital else ()
    verdict = checking.minutes(pdf, required=required, trust=_trust(folder, roots), at=at)
    return Verification(verdict, record, grade, differences, problem)


def _trust(folder: Path | None, roots: Sequence[bytes] = ()) -> "TrustStore":
    from inspector_app.signing import certificates
    from inspector_app.signing.trust import TrustStore, load

    kept = load(folder / "trust") if folder else TrustStore((), ())
    return TrustStore((*kept.roots, *(certificates.der(root) for root in roots)), kept.intermediates)


def _signable(version: Version, role: SignerRole) -> str:
    """SHA-256 of the file to sign; VisitError where this place is not to be signed now."""
    if (
        version.stage not in (Stage.SEALED, Stage.PARTLY_SIGNED)
        or version.seal is None
        or version.seal.mode is not SigningMode.DIGITAL
        or role not in version.seal.signers
        or role in version.signatures
        or version.file_sha256 is None
    ):
        raise VisitError(
            "SIGN-NOT-NOW",
            N_("This place cannot be signed now."),
            why=N_("The minutes must be sealed for digital signing, and the place still empty."),
            todo=N_("Choose digital signing before sealing; reopen the minutes if they were signed wrongly."),
        )
    return version.file_sha256
