"""A document of another system (E-Office): its verdict, and of each signature who, where and when.

It never raises and never looks at the network; what a holder or a place means is for the caller to judge.
"""

import io
from dataclasses import dataclass
from datetime import datetime

from inspector_app.checklist.e_documents import Holder
from inspector_app.checklist.verdict import DocumentVerdict, Remark, SignatureVerdict
from inspector_app.signing import holders, verify
from inspector_app.signing.trust import TrustStore

Box = tuple[float, float, float, float]


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


@dataclass(frozen=True, slots=True)
class ForeignDocument:
    """What was found, in the order in which they signed."""

    verdict: DocumentVerdict
    signatures: tuple[Placed, ...] = ()
    """As many as `verdict.signatures`, in the same order."""


class Memory:
    """What may be remembered from one file to the next: chains of certificates. One per worker; not shared."""


def document(pdf: bytes, *, trust: TrustStore, at: datetime, memory: Memory | None = None) -> ForeignDocument:
    """Check a document by the policy for other systems; `at` stands in for a missing signing time."""
    verdict = verify.foreign(pdf, trust=trust, at=at)
    try:
        return ForeignDocument(verdict, _placed(pdf, verdict))
    except Exception:  # noqa: BLE001 - the verdict stands, even if a hostile file hides the rest
        return ForeignDocument(verdict, tuple(Placed(signature) for signature in verdict.signatures))


def _placed(pdf: bytes, verdict: DocumentVerdict) -> tuple[Placed, ...]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    pages = {
        reader.find_page_for_modification(i)[0].idnum: i for i in range(int(reader.root["/Pages"]["/Count"]))
    }
    embedded = {signature.field_name: signature for signature in reader.embedded_signatures}
    placed = []
    for number, signature in enumerate(verdict.signatures):
        own = embedded.get(signature.field)
        if own is None:
            placed.append(Placed(signature))
            continue
        box = tuple(float(value) for value in own.sig_field["/Rect"])
        shown = box[2] > box[0] and box[3] > box[1]
        page = pages.get(own.sig_field.raw_get("/P").idnum) if "/P" in own.sig_field else None
        placed.append(
            Placed(
                signature,
                holders.read(own.signer_cert.dump()),
                page if shown else None,
                (box[0], box[1], box[2], box[3]) if shown else None,
                Remark.NO_TIMESTAMP not in {note.remark for note in signature.notes},
                number > 0,
                own.sig_object_type == "/DocTimeStamp",
            )
        )
    return tuple(placed)
