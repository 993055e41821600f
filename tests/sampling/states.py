"""E-Office documents in every state that an examination can meet, with what it must say of each.

One function per state; each takes a `Paper` and gives the bytes of a file. Expectations stand in `STATES`.
"""

import functools
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from inspector_app.checklist.e_documents import Outcome, Trait
from inspector_app.clock import ZONE
from tests.sampling import paper as papers
from tests.sampling.paper import Paper
from tests.sampling.pki import DEPUTY, DIRECTOR, DISMISSED, RETIRED, WEB_SERVER, Party, pki
from tests.sampling.revision import PKCS7, Act, Revision, sign, with_revocations


def signed_at(paper: Paper, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(paper.issued, time(hour, minute), ZONE)


def _leader(name: str) -> Party:
    parties: dict[str, Callable[[], Party]] = {
        DIRECTOR: lambda: pki().director,
        DEPUTY: lambda: pki().deputy,
        RETIRED: lambda: pki().retired,
        DISMISSED: lambda: pki().dismissed,
        WEB_SERVER: lambda: pki().web_server,
    }
    return parties[name]()


def approved(
    paper: Paper,
    *,
    by: Party | None = None,
    at: datetime | None = None,
    pdf: bytes | None = None,
    like: Act | None = None,
) -> bytes:
    """The leader's signature alone, with the picture of his hand; `like` says how it is written down."""
    draft = papers.draw(paper)
    party = by or _leader(paper.signer)
    act = like or Act(party, signed_at(paper), "Signature1")
    act = replace(
        act,
        party=party,
        at=at or signed_at(paper),
        place=draft.places["leader"],
        picture=papers.handwriting(),
    )
    return sign(draft.pdf if pdf is None else pdf, act)


def issued(
    paper: Paper,
    pdf: bytes,
    *,
    by: Party | None = None,
    at: datetime | None = None,
    seal_only: bool = False,
    with_day: bool = True,
    like: Act | None = None,
) -> bytes:
    """The clerk's signatures with the agency's token on top: number, day and seal, each a revision of its own."""
    places = papers.draw(paper).places
    party, at = by or pki().agency, at or signed_at(paper, 14, 30)
    like = like or Act(party, at, "")
    like = replace(like, party=party, at=at)
    written = "" if paper.numbered else f"{paper.number:02}"
    day = "" if paper.numbered else f"{paper.issued.day:02}              {paper.issued.month}"
    acts = [
        replace(like, field="Signature2", place=places["number"], text=written),
        replace(like, field="Signature3", place=places["date"], text=day, at=at + timedelta(seconds=20)),
        replace(
            like,
            field="Signature4",
            place=places["seal"],
            picture=papers.seal(),
            at=at + timedelta(seconds=40),
        ),
    ]
    chosen = acts[2:] if seal_only else acts if with_day else [acts[0], acts[2]]
    for act in chosen:
        pdf = sign(pdf, act)
    return pdf


# What is as it should be, or nearly


def proper(paper: Paper) -> bytes:
    """The leader, then number, day and seal; only the leaf certificates inside."""
    return issued(paper, approved(paper))


def proper_with_chain(paper: Paper) -> bytes:
    like = Act(pki().agency, signed_at(paper), "Signature1", chain=True)
    return issued(paper, approved(paper, like=like), like=like)


def proper_old_format(paper: Paper) -> bytes:
    """As older tools write it: adbe.pkcs7.detached; the seal alone, by the first authority's agency certificate."""
    like = Act(pki().agency_g1, signed_at(paper), "Signature1", subfilter=PKCS7)
    return issued(paper, approved(paper, like=like), by=pki().agency_g1, seal_only=True, like=like)


def with_initial(paper: Paper) -> bytes:
    """The head of the office signs in short beside the end of the text before the leader signs."""
    draft = papers.draw(paper)
    initial = Act(
        pki().head_of_office,
        signed_at(paper, 8),
        "Signature0",
        draft.places["initial"],
        papers.handwriting(),
    )
    return issued(paper, approved(paper, pdf=sign(draft.pdf, initial)))


def time_stamped(paper: Paper) -> bytes:
    leader, clerk = signed_at(paper), signed_at(paper, 14, 30)
    by_leader = Act(pki().director, leader, "Signature1", stamped=leader + timedelta(seconds=5))
    by_clerk = Act(pki().agency, clerk, "", stamped=clerk + timedelta(seconds=50))
    return issued(paper, approved(paper, like=by_leader), seal_only=True, like=by_clerk)


def local_time_as_utc(paper: Paper) -> bytes:
    """Both programs write the hour on the wall as if it were UTC: seven hours ahead."""
    like = Act(pki().agency, signed_at(paper), "Signature1", local_as_utc=True)
    return issued(paper, approved(paper, like=like), like=like)


def signed_late(paper: Paper) -> bytes:
    """Leader and agency signed three days after the day printed."""
    late = timedelta(days=3)
    pdf = approved(paper, at=signed_at(paper) + late)
    return issued(paper, pdf, at=signed_at(paper, 14, 30) + late)


def described_again(paper: Paper) -> bytes:
    """Another program rewrote the description after all had signed: title and producer, nothing shown."""
    update = Revision(proper(paper))
    update.replace(
        update.info, b"<< /Title (Da luu) /Producer (Phan mem luu tru thu) /ModDate (D:20260520) >>"
    )
    return update.done()


def from_unknown_root(paper: Paper) -> bytes:
    """Signed well, by a person whose authority this computer does not know."""
    return issued(paper, approved(paper, by=pki().stranger))


def by_public_certificates(paper: Paper) -> bytes:
    """A person and a company with certificates of a public authority, which carry UID CCCD and MST."""
    return issued(paper, approved(paper, by=pki().public_person), by=pki().company, seal_only=True)


# The leader's signature is missing or worthless


def without_leader(paper: Paper) -> bytes:
    return issued(paper, papers.draw(paper).pdf)


def without_leader_but_picture(paper: Paper) -> bytes:
    """The picture of the leader's hand is part of the page; the agency alone signed."""
    return issued(paper, papers.draw(paper, pictures=True).pdf)


def expired(paper: Paper) -> bytes:
    return issued(paper, approved(paper, by=pki().retired))


def not_for_documents(paper: Paper) -> bytes:
    return issued(paper, approved(paper, by=pki().web_server))


def revoked(paper: Paper) -> bytes:
    """By somebody whose certificate stands on the list that the file itself carries."""
    return with_revocations(issued(paper, approved(paper, by=pki().dismissed)))


def without_agency(paper: Paper) -> bytes:
    return approved(paper)


def unsigned(paper: Paper) -> bytes:
    return papers.draw(paper).pdf


def picture_only(paper: Paper) -> bytes:
    """Pictures of a signature and a seal; nobody signed digitally."""
    return papers.draw(paper, pictures=True).pdf


@functools.lru_cache(maxsize=16)
def scanned(paper: Paper) -> bytes:
    """Paper that was scanned: every page one picture, no text."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(papers.WIDTH, papers.HEIGHT), invariant=1)
    document = pypdfium2.PdfDocument(papers.draw(paper, pictures=True).pdf)
    for page in document:
        jpeg = io.BytesIO()
        page.render(scale=100 / 72).to_pil().convert("RGB").save(jpeg, "JPEG", quality=60)
        canvas.drawImage(ImageReader(jpeg), 0, 0, papers.WIDTH, papers.HEIGHT)
        canvas.showPage()
    document.close()
    canvas.save()
    return out.getvalue()


def scanned_and_sealed(paper: Paper) -> bytes:
    """A scan (sao y) that the agency alone signed."""
    return issued(paper, scanned(paper), seal_only=True)


# Something happened after signing


def changed_after(paper: Paper) -> bytes:
    """The last page says something else in a later revision."""
    update = Revision(proper(paper))
    page = update.pages()[-1]
    body = update.body(page)
    other = update.add_stream(b"", b"BT /F1 14 Tf 90 700 Td (Noi dung khac) Tj ET")
    start = body.index(b"/Contents ") + len(b"/Contents ")
    update.replace(page, body[:start] + b"%d 0 R" % other + body[body.index(b" R", start) + 2 :])
    return update.done()


def appended(paper: Paper) -> bytes:
    return proper(paper) + b"\nBYTES AFTER THE END"


def bit_flipped(paper: Paper) -> bytes:
    """One bit of the first page's content is another one."""
    pdf = bytearray(proper(paper))
    pdf[pdf.index(b"stream") + 60] ^= 1
    return bytes(pdf)


# Files that cannot be read


def encrypted(paper: Paper, *, user: str = "mật khẩu") -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(papers.draw(paper).pdf)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="chủ", user=user, R=6))
    return out.getvalue()


def encrypted_for_editing(paper: Paper) -> bytes:
    """Opens without a password; only changing it asks for one."""
    return encrypted(paper, user="")


def truncated(paper: Paper) -> bytes:
    pdf = proper(paper)
    return pdf[: len(pdf) // 3]


def garbage(paper: Paper) -> bytes:
    return b"%PDF-1.7\n" + bytes((paper.number * i * i) % 251 for i in range(5_000))


def empty(paper: Paper) -> bytes:
    return b""


def word_renamed(paper: Paper) -> bytes:
    """A Word file that somebody named .pdf."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", f"<w:document>{paper.abstract}</w:document>")
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class State:
    """One state of a document, and what an examination must answer."""

    make: Callable[[Paper], bytes]
    personal: Outcome
    agency: Outcome
    said: frozenset[Trait] = frozenset()
    """These at least."""


_YES, _NO, _OPEN = Outcome.YES, Outcome.NO, Outcome.UNDECIDED

STATES: dict[str, State] = {
    state.make.__name__: state
    for state in (
        State(proper, _YES, _YES),
        State(proper_with_chain, _YES, _YES),
        State(proper_old_format, _YES, _YES),
        State(with_initial, _YES, _YES),
        State(time_stamped, _YES, _YES),
        State(local_time_as_utc, _YES, _YES, frozenset({Trait.LOCAL_TIME_AS_UTC})),
        State(signed_late, _YES, _YES, frozenset({Trait.SIGNED_AFTER_ISSUE})),
        State(described_again, _YES, _YES),
        State(from_unknown_root, _YES, _YES),
        State(by_public_certificates, _YES, _YES),
        State(without_agency, _YES, _NO, frozenset({Trait.NO_AGENCY})),
        State(without_leader, _NO, _YES, frozenset({Trait.NO_PERSONAL})),
        State(
            without_leader_but_picture,
            _NO,
            _YES,
            frozenset({Trait.NO_PERSONAL, Trait.PICTURE_OF_SIGNATURE}),
        ),
        State(expired, _NO, _YES, frozenset({Trait.NO_PERSONAL})),
        State(not_for_documents, _NO, _YES, frozenset({Trait.NO_PERSONAL})),
        State(revoked, _NO, _YES, frozenset({Trait.NO_PERSONAL})),
        State(unsigned, _NO, _NO, frozenset({Trait.NO_SIGNATURE})),
        State(picture_only, _NO, _NO, frozenset({Trait.PICTURE_OF_SIGNATURE})),
        State(scanned, _NO, _NO, frozenset({Trait.SCANNED})),
        State(scanned_and_sealed, _NO, _YES, frozenset({Trait.SCANNED})),
        State(changed_after, _NO, _NO, frozenset({Trait.CHANGED})),
        State(appended, _NO, _NO, frozenset({Trait.CHANGED})),
        State(bit_flipped, _NO, _NO, frozenset({Trait.CHANGED})),
        State(encrypted, _OPEN, _OPEN, frozenset({Trait.ENCRYPTED})),
        State(truncated, _OPEN, _OPEN, frozenset({Trait.BROKEN})),
        State(garbage, _OPEN, _OPEN, frozenset({Trait.BROKEN})),
    )
}
"""By the name of the function."""

NO_PDF: dict[str, State] = {
    "empty": State(empty, _OPEN, _OPEN, frozenset({Trait.BROKEN})),
    "word_renamed": State(word_renamed, _OPEN, _OPEN, frozenset({Trait.NOT_PDF})),
}
