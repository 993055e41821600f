"""What the signatures of a PDF prove: a Verdict, never an exception, never a look at the network.

Two policies: `minutes` for our own documents, `foreign` for those of other systems.
"""

import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from inspector_app.checklist.verdict import (
    DocumentVerdict,
    Integrity,
    Note,
    Remark,
    SignatureVerdict,
    Trust,
)
from inspector_app.signing import certificates, chain, revisions
from inspector_app.signing.trust import TrustStore

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import SignatureStatus

_END = b"%%EOF"
_TRUST_ORDER = (Trust.NOT_TRUSTED, Trust.UNKNOWN, Trust.TRUSTED)


@dataclass(frozen=True, slots=True)
class _Finding:
    """One signature's verdict beside what the document's verdict needs to know of it."""

    verdict: SignatureVerdict
    revision: int
    """The revision it signed; -1 where the signature cannot be read."""
    level: int | None = None
    """How far later revisions went; None where one of them may not be."""

    @property
    def sound(self) -> bool:
        return self.verdict.integrity is Integrity.INTACT and self.verdict.covers_everything


def minutes(pdf: bytes, *, required: Sequence[str], trust: TrustStore, at: datetime) -> DocumentVerdict:
    """Our minutes: strict up to the last of the `required` signature fields, then only what a later sound
    signature covers; nothing after the end, no other form fields. `at` stands in for a missing signing time.
    """
    return _never_raise(lambda: _minutes(pdf, tuple(required), trust, at))


def foreign(pdf: bytes, *, trust: TrustStore, at: datetime) -> DocumentVerdict:
    """A document of another system (E-Office): later visible signatures are let pass, a changed description
    is named, changed content is refused.
    """
    return _never_raise(lambda: _foreign(pdf, trust, at))


def _never_raise(check: Callable[[], DocumentVerdict]) -> DocumentVerdict:
    # A failed check is a verdict, not a line in the log.
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return check()
    except Exception:  # noqa: BLE001 - whatever a hostile file provokes, the answer is "unreadable"
        note = Note(Remark.CANNOT_BE_READ, "PDF")
        return DocumentVerdict(Integrity.UNREADABLE, Trust.UNKNOWN, (), (note,))


def _minutes(pdf: bytes, required: tuple[str, ...], trust: TrustStore, at: datetime) -> DocumentVerdict:
    reader = _reader(pdf, strict=True)
    signatures, broken = _signatures(reader)
    last_required = max((s.signed_revision for s in signatures if s.field_name in required), default=-1)
    findings = [*broken, *(_examine(signature, last_required, trust, at) for signature in signatures)]
    # A time stamp put into a person's place is nobody's signature.
    present = {signature.field_name for signature in signatures if signature.sig_object_type == "/Sig"}
    present |= {finding.verdict.field for finding in broken}
    missing = tuple(name for name in required if name not in present)
    notes = [Note(Remark.REQUIRED_SIGNATURE_MISSING, name) for name in missing]
    changed = revisions.has_other_fields(reader)
    if changed:
        notes.append(Note(Remark.CONTENT_CHANGED))
    notes += _later_revisions(reader, findings, last_required)
    covered = max((finding.revision for finding in findings if finding.sound), default=-1)
    if signatures and covered < reader.xrefs.total_revisions - 1:
        notes.append(Note(Remark.LATER_REVISION_UNSIGNED))
        changed = True
    return _document(pdf, findings, notes, changed=changed, missing=missing)


def _foreign(pdf: bytes, trust: TrustStore, at: datetime) -> DocumentVerdict:
    from pyhanko.pdf_utils.misc import PdfError

    try:
        reader = _reader(pdf, strict=True)
        signatures, broken = _signatures(reader)
    except PdfError:
        # Word and older tools write files that a strict reading refuses from the first revision on.
        reader = _reader(pdf, strict=False)
        signatures, broken = _signatures(reader)
    findings = [*broken, *(_examine(signature, -1, trust, at) for signature in signatures)]
    first = min((signature.signed_revision for signature in signatures), default=0)
    notes = _later_revisions(reader, findings, first)
    changed = False
    if signatures:
        last = max(findings, key=lambda finding: finding.revision)
        uncovered = last.revision < reader.xrefs.total_revisions - 1
        if uncovered and (last.level is None or last.level > revisions.ONLY_EVIDENCE):
            notes.append(Note(Remark.LATER_REVISION_UNSIGNED))
            changed = True
    return _document(pdf, findings, notes, changed=changed, missing=())


def _reader(pdf: bytes, *, strict: bool) -> "PdfFileReader":
    from pyhanko.pdf_utils.reader import PdfFileReader

    return PdfFileReader(io.BytesIO(pdf), strict=strict)


def _signatures(reader: "PdfFileReader") -> tuple[list["EmbeddedPdfSignature"], list[_Finding]]:
    """The filled signature fields in the order of their revisions, and those that cannot be read."""
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation import EmbeddedPdfSignature

    readable: list[EmbeddedPdfSignature] = []
    broken: list[_Finding] = []
    for name, _, field in enumerate_sig_fields(reader, filled_status=True):
        try:
            readable.append(EmbeddedPdfSignature(reader, field, name))
        except Exception:  # noqa: BLE001 - one hostile signature must not hide the others
            broken.append(_Finding(_unreadable(name), -1))
    return sorted(readable, key=lambda signature: signature.signed_revision), broken


def _examine(
    signature: "EmbeddedPdfSignature", strict_until: int, trust: TrustStore, at: datetime
) -> _Finding:
    try:
        return _examined(signature, strict_until, trust, at)
    except Exception:  # noqa: BLE001 - one hostile signature must not hide the others
        return _Finding(_unreadable(signature.field_name), signature.signed_revision)


def _unreadable(field: str) -> SignatureVerdict:
    note = Note(Remark.CANNOT_BE_READ, field)
    return SignatureVerdict(
        field, None, None, None, None, Integrity.UNREADABLE, Trust.UNKNOWN, False, notes=(note,)
    )


def _examined(
    signature: "EmbeddedPdfSignature", strict_until: int, trust: TrustStore, at: datetime
) -> _Finding:
    claimed = _claimed_time(signature)
    moment = min(claimed or at, at)
    status, stamped = _status(signature, trust, moment)
    of_a_person = signature.sig_object_type != "/DocTimeStamp"
    judgement = chain.judge(status, stamped or moment, of_a_person=of_a_person)
    level = revisions.level_of_changes(signature, strict_until)
    notes = []
    if not (status.intact and status.valid):
        notes.append(Note(Remark.DIGEST_MISMATCH))
    covers = _covers_its_revision(signature)
    if not covers:
        notes.append(Note(Remark.COVERS_PART_ONLY))
    if level is None:
        notes.append(Note(Remark.CONTENT_CHANGED))
    integrity = Integrity.CHANGED if notes else Integrity.INTACT
    notes += judgement.notes
    if stamped is None:
        notes.append(Note(Remark.NO_TIMESTAMP))
    certificate = certificates.read(status.signing_cert.dump())
    verdict = SignatureVerdict(
        field=signature.field_name,
        signer=certificates.subject(certificate),
        issuer=certificates.issuer(certificate),
        certificate_sha256=certificates.fingerprint(status.signing_cert.dump()),
        signed_at=claimed or stamped,
        integrity=integrity,
        trust=judgement.trust,
        covers_everything=covers,
        notes=tuple(notes),
    )
    return _Finding(verdict, signature.signed_revision, level)


def _claimed_time(signature: "EmbeddedPdfSignature") -> datetime | None:
    claimed: datetime | None = signature.self_reported_timestamp
    if claimed is not None and claimed.tzinfo is None:
        return claimed.replace(tzinfo=UTC)
    return claimed


def _status(
    signature: "EmbeddedPdfSignature", trust: TrustStore, moment: datetime
) -> tuple["SignatureStatus", datetime | None]:
    """The cryptographic result, and the time that a believed time stamp proves."""
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp

    context = chain.context(signature.reader, trust, moment)
    if signature.sig_object_type == "/DocTimeStamp":
        document_stamp = validate_pdf_timestamp(signature, context, skip_diff=True)
        return document_stamp, document_stamp.timestamp if document_stamp.trusted else None
    status = validate_pdf_signature(signature, context, key_usage_settings=chain.usage(), skip_diff=True)
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.valid and stamp.intact and stamp.trusted):
        return status, None
    context = chain.context(signature.reader, trust, stamp.timestamp)
    status = validate_pdf_signature(signature, context, key_usage_settings=chain.usage(), skip_diff=True)
    return status, stamp.timestamp


def _covers_its_revision(signature: "EmbeddedPdfSignature") -> bool:
    """Every byte of the revision it signed, save the place of the signature itself, and nothing hidden there."""
    from asn1crypto import cms
    from pyhanko.sign.validation import SignatureCoverageLevel

    data: bytes = signature.reader.stream.getvalue()
    covered = [int(number) for number in signature.byte_range]
    if len(covered) != 4 or signature.evaluate_signature_coverage() < SignatureCoverageLevel.ENTIRE_REVISION:
        return False
    start, hole, rest, length = covered
    gap = data[hole:rest]
    if start != 0 or not (gap.startswith(b"<") and gap.endswith(b">")):
        return False
    contents = bytes.fromhex(gap[1:-1].decode("ascii"))
    padding = contents[len(cms.ContentInfo.load(contents).dump()) :]
    return contents == signature.pkcs7_content and not any(padding) and _ends_there(data[: rest + length])


def _ends_there(data: bytes) -> bool:
    """Whether the bytes stop at their last end marker (one line end may follow)."""
    return data[data.rfind(_END) :] in {_END + ending for ending in (b"", b"\n", b"\r", b"\r\n")}


def _later_revisions(reader: "PdfFileReader", findings: Sequence[_Finding], after: int) -> list[Note]:
    """Revisions after number `after`, one by one: signed by whom, description touched."""
    signers = {finding.revision: finding.verdict for finding in findings}
    notes = []
    for number in range(max(after, 0) + 1, reader.xrefs.total_revisions):
        verdict = signers.get(number)
        if verdict is not None:
            notes.append(Note(Remark.LATER_SIGNATURE, verdict.signer or verdict.field))
        parts = revisions.description_changes(reader, number)
        if parts:
            notes.append(Note(Remark.METADATA_CHANGED_LATER, ", ".join(parts)))
    return notes


def _document(
    pdf: bytes,
    findings: Sequence[_Finding],
    notes: Sequence[Note],
    *,
    changed: bool,
    missing: tuple[str, ...],
) -> DocumentVerdict:
    notes = list(notes)
    if not findings:
        notes.insert(0, Note(Remark.NO_SIGNATURE))
    if not _ends_there(pdf):
        notes.append(Note(Remark.BYTES_AFTER_END))
        changed = True
    # Two fields that share one signature would let one person stand for two.
    revisions_signed = [finding.revision for finding in findings]
    shared = len(set(revisions_signed)) != len(revisions_signed)
    if any(finding.verdict.integrity is Integrity.UNREADABLE for finding in findings):
        integrity = Integrity.UNREADABLE
    elif changed or shared or not all(finding.sound for finding in findings):
        integrity = Integrity.CHANGED
    else:
        integrity = Integrity.INTACT
    trust = min(
        (finding.verdict.trust for finding in findings), key=_TRUST_ORDER.index, default=Trust.UNKNOWN
    )
    return DocumentVerdict(
        integrity, trust, tuple(finding.verdict for finding in findings), tuple(notes), missing
    )
