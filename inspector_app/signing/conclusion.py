"""What the signatures of a document prove together: a Verdict of the findings and of what came later."""

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from inspector_app.checklist.verdict import DocumentVerdict, Integrity, Note, Remark, Trust
from inspector_app.signing import revisions
from inspector_app.signing.signatures import Finding, ends_there

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

_TRUST_ORDER = (Trust.NOT_TRUSTED, Trust.UNKNOWN, Trust.TRUSTED)

Findings = list[Finding]


def never_raise(
    check: Callable[[], tuple[DocumentVerdict, Findings]],
) -> tuple[DocumentVerdict, Findings]:
    """Run a check; whatever a hostile file provokes, the answer is "unreadable"."""
    # A failed check is a verdict, not a line in the log.
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return check()
    except Exception:  # noqa: BLE001
        note = Note(Remark.CANNOT_BE_READ, "PDF")
        return DocumentVerdict(Integrity.UNREADABLE, Trust.UNKNOWN, (), (note,)), []


def later_revisions(reader: "PdfFileReader", findings: Sequence[Finding], after: int) -> list[Note]:
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


def of_document(
    pdf: bytes,
    findings: Sequence[Finding],
    notes: Sequence[Note],
    *,
    changed: bool,
    missing: tuple[str, ...],
) -> DocumentVerdict:
    """The verdict of the whole; `changed` where a policy found a change that no signature shows."""
    notes = list(notes)
    if not findings:
        notes.insert(0, Note(Remark.NO_SIGNATURE))
    if not ends_there(pdf):
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
