"""What the signatures of a PDF prove: a Verdict, never an exception, never a look at the network.

Two policies: `minutes` for our own documents, `foreign` for those of other systems.
"""

from collections.abc import Sequence
from datetime import datetime

from inspector_app.checklist.verdict import DocumentVerdict, Note, Remark
from inspector_app.signing import chain, conclusion, hidden, reading, revisions, signatures
from inspector_app.signing import foreign as foreign_documents
from inspector_app.signing.trust import TrustStore


def minutes(pdf: bytes, *, required: Sequence[str], trust: TrustStore, at: datetime) -> DocumentVerdict:
    """Our minutes: strict up to the last of the `required` signature fields, then only what a later sound
    signature covers; nothing after the end, no other form fields. `at` stands in for a missing signing time.
    """
    verdict, _ = conclusion.never_raise(lambda: _minutes(pdf, tuple(required), trust, at))
    return verdict


def foreign(pdf: bytes, *, trust: TrustStore, at: datetime) -> DocumentVerdict:
    """A document of another system (E-Office): later visible signatures are let pass, a changed description
    is named, changed content is refused.
    """
    return foreign_documents.document(pdf, trust=trust, at=at).verdict


def _minutes(
    pdf: bytes, required: tuple[str, ...], trust: TrustStore, at: datetime
) -> tuple[DocumentVerdict, conclusion.Findings]:
    reader = reading.reader(pdf, strict=True)
    readable, broken = signatures.read(reader)
    last_required = max((s.signed_revision for s in readable if s.field_name in required), default=-1)
    memory = chain.Memory()
    findings = [
        *broken,
        *(
            signatures.examine(
                signature, lambda one: revisions.level_of_changes(one, last_required), trust, at, memory
            )
            for signature in readable
        ),
    ]
    # A time stamp put into a person's place is nobody's signature.
    present = {signature.field_name for signature in readable if signature.sig_object_type == "/Sig"}
    present |= {finding.verdict.field for finding in broken}
    missing = tuple(name for name in required if name not in present)
    notes = [Note(Remark.REQUIRED_SIGNATURE_MISSING, name) for name in missing]
    changed = revisions.has_other_fields(reader)
    if changed:
        notes.append(Note(Remark.CONTENT_CHANGED))
    if readable and hidden.holds_hidden(reader, min(signature.signed_revision for signature in readable)):
        notes.append(Note(Remark.HIDDEN_CONTENT))
        changed = True
    notes += conclusion.later_revisions(reader, findings, last_required)
    covered = max((finding.revision for finding in findings if finding.sound), default=-1)
    if readable and covered < reader.xrefs.total_revisions - 1:
        notes.append(Note(Remark.LATER_REVISION_UNSIGNED))
        changed = True
    return conclusion.of_document(pdf, findings, notes, changed=changed, missing=missing), findings
