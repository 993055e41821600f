"""A document of another system (E-Office): its verdict, and of each signature who, where and when.

It never raises and never looks at the network; what a holder or a place means is for the caller to judge.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from inspector_app.checklist.e_documents import Holder
from inspector_app.checklist.verdict import DocumentVerdict, Note, Remark, SignatureVerdict
from inspector_app.signing import chain, conclusion, hidden, places, reading, revisions, signatures
from inspector_app.signing.additions import Additions
from inspector_app.signing.trust import TrustStore

if TYPE_CHECKING:
    from pyhanko.sign.validation import EmbeddedPdfSignature

Memory = chain.Memory
Box = reading.Box


@dataclass(frozen=True, slots=True)
class Placed:
    """One signature: what it proves, whom its certificate names, and where it stands."""

    verdict: SignatureVerdict
    holder: Holder | None = None
    """None where its certificate cannot be read."""
    page: int | None = None
    """From 0; None where it shows nowhere."""
    box: Box | None = None
    """Left, bottom, right, top in points of the page's own space (its /Rotate not applied)."""
    timestamped: bool = False
    """A time stamp that is believed confirms when."""
    later: bool = False
    """Added after the first signature."""
    of_time_stamp: bool = False
    """A time stamp of the document, nobody's signature."""
    stamped_at: datetime | None = None
    """When, as that time stamp says."""


@dataclass(frozen=True, slots=True)
class ForeignDocument:
    """What was found, in the order in which they signed."""

    verdict: DocumentVerdict
    signatures: tuple[Placed, ...] = ()
    """As many as `verdict.signatures`, in the same order."""
    later_places: tuple[places.Place, ...] = ()
    """Where else than in the signatures' own places later revisions may show something."""


def document(pdf: bytes, *, trust: TrustStore, at: datetime, memory: Memory | None = None) -> ForeignDocument:
    """Check a document by the policy for other systems; `at` stands in for a missing signing time.

    Handing in the same `memory` for each file of a folder saves building the same chains again.
    """
    elsewhere: list[places.Place] = []
    verdict, findings = conclusion.never_raise(
        lambda: _document(pdf, trust, at, memory or Memory(), elsewhere)
    )
    own = {(finding.page, finding.box) for finding in findings}
    first = min((finding.revision for finding in findings if finding.revision >= 0), default=0)
    return ForeignDocument(
        verdict,
        tuple(
            Placed(
                finding.verdict,
                finding.holder,
                finding.page,
                finding.box,
                finding.stamped is not None,
                finding.revision > first,
                finding.of_time_stamp,
                finding.stamped,
            )
            for finding in findings
        ),
        tuple(place for place in dict.fromkeys(elsewhere) if place not in own),
    )


def _document(
    pdf: bytes, trust: TrustStore, at: datetime, memory: Memory, elsewhere: list[places.Place]
) -> tuple[DocumentVerdict, conclusion.Findings]:
    from pyhanko.pdf_utils.misc import PdfError

    try:
        reader = reading.reader(pdf, strict=True)
        readable, broken = signatures.read(reader)
    except PdfError:
        # Word and older tools write files that a strict reading refuses from the first revision on.
        reader = reading.reader(pdf, strict=False)
        readable, broken = signatures.read(reader)

    additions = Additions(reader)

    def changes(signature: "EmbeddedPdfSignature") -> int | None:
        return revisions.level_of_foreign_changes(signature, additions)

    examined = (signatures.examine(signature, changes, trust, at, memory) for signature in readable)
    findings = [*broken, *examined]
    first = min((signature.signed_revision for signature in readable), default=0)
    notes = conclusion.later_revisions(reader, findings, first)
    changed = False
    if readable:
        last = max(findings, key=lambda finding: finding.revision)
        uncovered = last.revision < reader.xrefs.total_revisions - 1
        if uncovered and (last.level is None or last.level > revisions.ONLY_EVIDENCE):
            notes.append(Note(Remark.LATER_REVISION_UNSIGNED))
            changed = True
        holds = all(finding.sound for finding in findings)
        if holds and None in map(additions.level, range(first + 1, reader.xrefs.total_revisions)):
            elsewhere += places.later(reader, first)
        if hidden.holds_hidden(reader, first):
            notes.append(Note(Remark.HIDDEN_CONTENT))
            changed = True
    return conclusion.of_document(pdf, findings, notes, changed=changed, missing=()), findings
