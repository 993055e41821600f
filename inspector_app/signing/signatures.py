"""One signature of a PDF: signed bytes, CMS, chain and later changes, as a verdict.

It knows no policy for whole documents.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from inspector_app.checklist.e_documents import Holder
from inspector_app.checklist.verdict import Integrity, Note, Remark, SignatureVerdict, Trust
from inspector_app.signing import chain, reading
from inspector_app.signing.trust import TrustStore

if TYPE_CHECKING:
    from asn1crypto import cms
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureStatus

_END = b"%%EOF"
_DETACHED = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
_STAMPS = frozenset({"signature_time_stamp_token", "content_time_stamp", "signer_attributes_v2"})

Changes = Callable[["EmbeddedPdfSignature"], int | None]
"""How far the revisions after a signature went; None where one of them may not be."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One signature's verdict beside what the document's verdict needs to know of it."""

    verdict: SignatureVerdict
    revision: int
    """The revision it signed; -1 where the signature cannot be read."""
    level: int | None = None
    """How far later revisions went; None where one of them may not be."""
    holder: Holder | None = None
    page: int | None = None
    box: reading.Box | None = None
    stamped: datetime | None = None
    """When, as a believed time stamp confirms."""
    of_time_stamp: bool = False

    @property
    def sound(self) -> bool:
        return self.verdict.integrity is Integrity.INTACT and self.verdict.covers_everything


@dataclass(frozen=True, slots=True)
class _Proof:
    """What the CMS and its chain prove."""

    good: bool
    certificate: chain.Certificate
    judgement: chain.Judgement
    stamped: datetime | None = None


def read(reader: "PdfFileReader") -> tuple[list["EmbeddedPdfSignature"], list[Finding]]:
    """The filled signature fields in the order of their revisions, and those that cannot be read."""
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation import EmbeddedPdfSignature

    readable: list[EmbeddedPdfSignature] = []
    broken: list[Finding] = []
    for name, _, field in enumerate_sig_fields(reader, filled_status=True):
        try:
            readable.append(EmbeddedPdfSignature(reader, field, name))
        except Exception:  # noqa: BLE001 - one hostile signature must not hide the others
            broken.append(Finding(_unreadable(name), -1))
    return sorted(readable, key=lambda signature: signature.signed_revision), broken


def examine(
    signature: "EmbeddedPdfSignature",
    changes: Changes,
    trust: TrustStore,
    at: datetime,
    memory: chain.Memory,
) -> Finding:
    """All that one signature proves; it never raises. `at` stands in for a missing signing time."""
    try:
        return _examined(signature, changes, trust, at, memory)
    except Exception:  # noqa: BLE001 - one hostile signature must not hide the others
        return Finding(_unreadable(signature.field_name), signature.signed_revision)


def ends_there(data: bytes) -> bool:
    """Whether the bytes stop at their last end marker (one line end may follow)."""
    return data[data.rfind(_END) :] in {_END + ending for ending in (b"", b"\n", b"\r", b"\r\n")}


def _unreadable(field: str) -> SignatureVerdict:
    note = Note(Remark.CANNOT_BE_READ, field)
    return SignatureVerdict(
        field, None, None, None, None, Integrity.UNREADABLE, Trust.UNKNOWN, False, notes=(note,)
    )


def _examined(
    signature: "EmbeddedPdfSignature",
    changes: Changes,
    trust: TrustStore,
    at: datetime,
    memory: chain.Memory,
) -> Finding:
    claimed = _claimed_time(signature)
    moment = min(claimed or at, at)
    proof = _quick_proof(signature, trust, moment, memory) or _proof(signature, trust, moment, memory)
    level = changes(signature)
    notes = []
    if not proof.good:
        notes.append(Note(Remark.DIGEST_MISMATCH))
    covers = _covers_its_revision(signature)
    if not covers:
        notes.append(Note(Remark.COVERS_PART_ONLY))
    if level is None:
        notes.append(Note(Remark.CONTENT_CHANGED))
    integrity = Integrity.CHANGED if notes else Integrity.INTACT
    notes += proof.judgement.notes
    if proof.stamped is None:
        notes.append(Note(Remark.NO_TIMESTAMP))
    verdict = SignatureVerdict(
        field=signature.field_name,
        signer=proof.certificate.subject,
        issuer=proof.certificate.issuer,
        certificate_sha256=proof.certificate.fingerprint,
        signed_at=claimed or proof.stamped,
        integrity=integrity,
        trust=proof.judgement.trust,
        covers_everything=covers,
        notes=tuple(notes),
    )
    page, box = _place(signature)
    return Finding(
        verdict,
        signature.signed_revision,
        level,
        proof.certificate.holder,
        page,
        box,
        proof.stamped,
        signature.sig_object_type == "/DocTimeStamp",
    )


def _claimed_time(signature: "EmbeddedPdfSignature") -> datetime | None:
    claimed: datetime | None = signature.self_reported_timestamp
    if claimed is not None and claimed.tzinfo is None:
        return claimed.replace(tzinfo=UTC)
    return claimed


def _place(signature: "EmbeddedPdfSignature") -> tuple[int | None, reading.Box | None]:
    try:
        return reading.place(signature.reader, signature.sig_field)
    except Exception:  # noqa: BLE001 - where it stands says nothing about what it proves
        return None, None


def _quick_proof(
    signature: "EmbeddedPdfSignature", trust: TrustStore, moment: datetime, memory: chain.Memory
) -> _Proof | None:
    """The plain case with a chain that is remembered: pyHanko checks the CMS, without building the chain again.

    None where anything is out of the ordinary, from time stamps to a digest that differs.
    """
    try:
        return _remembered_proof(signature, trust, moment, memory)
    except Exception:  # noqa: BLE001 - the thorough way finds out what is wrong
        return None


def _remembered_proof(
    signature: "EmbeddedPdfSignature", trust: TrustStore, moment: datetime, memory: chain.Memory
) -> _Proof | None:
    from asn1crypto import cms
    from pyhanko.sign.validation.generic_cms import cms_basic_validation

    if (
        signature.sig_object_type != "/Sig"
        or signature.sig_object.get("/SubFilter") not in _DETACHED
        or "/SV" in signature.sig_field
        or "/DSS" in signature.reader.root
        or _attributes(signature.signer_info) & _STAMPS
    ):
        return None
    signature.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]
    signed = cms.ContentInfo.load(signature.pkcs7_content)["content"]
    others = _leave_out_authorities(signed)
    if others is None:
        return None
    status = _finished(
        cms_basic_validation(
            signed,
            raw_digest=signature.compute_digest(),
            validation_context=memory.nobody,
            key_usage_settings=chain.usage(),
        )
    )
    if not (status["intact"] and status["valid"]):
        return None
    certificate = memory.certificate(status["signing_cert"].dump())
    weak = chain.is_weak(status["trust_problem_indic"])
    judgement = memory.judgement(certificate, others, trust, moment, weak=weak)
    return None if judgement is None else _Proof(True, certificate, judgement)


def _finished(check: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """Run a check that has nothing to wait for, since nobody is asked: no loop of events is needed."""
    try:
        check.send(None)
    except StopIteration as done:
        result: dict[str, Any] = done.value
        return result
    check.close()
    raise RuntimeError("a check of a signature waits for something")


def _attributes(signer: "cms.SignerInfo") -> set[str]:
    return {
        attribute["type"].native
        for attributes in (signer["signed_attrs"], signer["unsigned_attrs"])
        for attribute in attributes or ()
    }


def _leave_out_authorities(signed: "cms.SignedData") -> frozenset[bytes] | None:
    """Take out the certificates that cannot be the signer's (another serial number); those, as DER.

    pyHanko compares names letter by letter to find that out. None where there are other things than certificates.
    """
    (signer,) = signed["signer_infos"]
    if signer["sid"].name != "issuer_and_serial_number":
        return None
    serial = signer["sid"].chosen["serial_number"].contents
    own, others = [], set()
    for choice in signed["certificates"]:
        if choice.name != "certificate":
            return None
        if choice.chosen["tbs_certificate"]["serial_number"].contents == serial:
            own.append(choice)
        else:
            others.add(choice.chosen.untag().dump())
    if others:
        signed["certificates"] = own
    return frozenset(others)


def _proof(
    signature: "EmbeddedPdfSignature", trust: TrustStore, moment: datetime, memory: chain.Memory
) -> _Proof:
    status, stamped = _status(signature, trust, moment)
    certificate = memory.certificate(status.signing_cert.dump())
    of_a_person = signature.sig_object_type != "/DocTimeStamp"
    judgement = chain.judge(status, certificate, stamped or moment, of_a_person=of_a_person)
    others = frozenset(other.dump() for other in signature.other_embedded_certs)
    if "/DSS" in signature.reader.root:
        judgement = chain.by_evidence(
            judgement, certificate, others, signature.reader, trust, stamped or moment
        )
    elif of_a_person and stamped is None:
        memory.keep(certificate, others, trust, status, judgement)
    return _Proof(status.intact and status.valid, certificate, judgement, stamped)


def _status(
    signature: "EmbeddedPdfSignature", trust: TrustStore, moment: datetime
) -> tuple["SignatureStatus", datetime | None]:
    """The cryptographic result, and the time that a believed time stamp proves."""
    from pyhanko.sign.validation import validate_pdf_timestamp

    if signature.sig_object_type == "/DocTimeStamp":
        context = chain.context(signature.reader, trust, moment)
        document_stamp = validate_pdf_timestamp(signature, context, skip_diff=True)
        return document_stamp, document_stamp.timestamp if document_stamp.trusted else None
    status = _validated(signature, trust, moment)
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.valid and stamp.intact and stamp.trusted):
        return status, None
    return _validated(signature, trust, stamp.timestamp), stamp.timestamp


def _validated(
    signature: "EmbeddedPdfSignature", trust: TrustStore, moment: datetime
) -> "PdfSignatureStatus":
    from pyhanko.sign.validation import validate_pdf_signature

    def status(*, lists: bool) -> "PdfSignatureStatus":
        context = chain.context(signature.reader, trust, moment, lists=lists)
        return validate_pdf_signature(signature, context, key_usage_settings=chain.usage(), skip_diff=True)

    found = status(lists=True)
    if "/DSS" in signature.reader.root and not found.trusted and found.revocation_details is None:
        # Old lists, and those of others, say nothing against a certificate that does not stand on them.
        return status(lists=False)
    return found


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
    return (
        contents == signature.pkcs7_content
        and not any(padding)
        and ends_there(data[: rest + length])
        and not _lies_outside(signature, range(hole, rest), range(rest + length, len(data)))
    )


def _lies_outside(signature: "EmbeddedPdfSignature", *gaps: range) -> bool:
    """Whether an object of the signed revisions is said to stand where the signature does not cover."""
    xrefs = signature.reader.xrefs
    return any(
        offset in gap
        for number in range(signature.signed_revision + 1)
        for _, offset in xrefs.get_xref_data(number).standard_xrefs.values()
        for gap in gaps
    )
