"""The process that opens one e-document: a path in, what the file says of itself out, as JSON.

It knows no register and decides nothing: outcomes are for `outcomes`.
"""

import functools
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from inspector_app.checklist import canonical
from inspector_app.checklist.e_documents import ExaminedDocument, Holder, Mark, Said, SeenSignature, Trait
from inspector_app.checklist.text import clean
from inspector_app.checklist.verdict import Integrity, Note, SignatureVerdict
from inspector_app.sampling import first_page, hand_pictures, marks, opening
from inspector_app.sampling.page_reading import Pages, PagesError
from inspector_app.sampling.signing_times import is_local_as_utc
from inspector_app.signing import foreign
from inspector_app.signing.trust import TrustStore

HEADER = b"%PDF-"
WITHIN = 1024
"""Bytes at the start of a file in which a reader looks for the header (ISO 32000-1, Annex H.3.4.1)."""
MOST_SIGNATURES = 100
"""A file with more was made to tire whoever reads it."""
LONGEST_TEXT = 300
"""Letters of a name that a file or its certificates state; the rest is left out."""
LOOKED_AT = 30
"""Pages in which a picture of a signature is looked for: the first and the last ones."""

_SMALLEST = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to look at."""

    file: str
    """As the system calls it."""
    path: str
    """As the report calls it."""
    whole: bool = True
    """Else only what it is: its hash, and number and day on its first page."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one file says of itself; its outcomes are still open."""

    document: ExaminedDocument
    local_as_utc: tuple[str, ...] = ()
    """Signatures (by their fields) whose time is certainly local time written as UTC."""
    whole: bool = True
    """Else its signatures were not looked at."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What every file of a run is looked at with."""

    roots: tuple[str, ...]
    """Certificates that are believed, DER in hexadecimal."""
    intermediates: tuple[str, ...]
    at: datetime
    file_bytes: int


@dataclass(slots=True)
class _Desk:
    """What a worker has at hand."""

    trust: TrustStore
    at: datetime
    file_bytes: int
    memory: foreign.Memory = field(default_factory=foreign.Memory)


def settings_of(trust: TrustStore, at: datetime, file_bytes: int) -> Any:
    """A run's settings as JSON."""
    roots, intermediates = (tuple(der.hex() for der in own) for own in (trust.roots, trust.intermediates))
    return canonical.to_json(Settings(roots, intermediates, at, file_bytes))


def start(settings: Any) -> Callable[[Any], Any]:
    """Make a worker ready: libraries loaded, authorities read; it then answers `Job`s by `Looked`s, as JSON."""
    own = canonical.from_json(Settings, settings)
    trust = TrustStore(
        tuple(bytes.fromhex(der) for der in own.roots), tuple(bytes.fromhex(der) for der in own.intermediates)
    )
    desk = _Desk(trust, own.at, own.file_bytes)
    foreign.document(_SMALLEST, trust=trust, at=own.at, memory=desk.memory)
    with Pages(_SMALLEST) as pages:
        pages.text(0, (0.0, 0.0, 9.0, 9.0))
    return functools.partial(_answered, desk)


def _answered(desk: _Desk, job: Any) -> Any:
    return canonical.to_json(look(canonical.from_json(Job, job), desk))


def look(job: Job, desk: _Desk) -> Looked:
    """What the file says of itself; never raises for what is in it."""
    document = ExaminedDocument(job.path)
    try:
        with opening.opened(job.file) as stream:
            # One byte more than it may have tells also of one that grows.
            size = os.fstat(stream.fileno()).st_size
            pdf = stream.read(desk.file_bytes + 1) if size <= desk.file_bytes else b""
        size = max(size, len(pdf))
        if size > desk.file_bytes:
            return Looked(_told(replace(document, size=size), Trait.TOO_LARGE, f"{size / (1 << 20):.0f} MB"))
    except OSError as error:
        return Looked(_told(document, Trait.CANNOT_OPEN, error.strerror or type(error).__name__))
    document = replace(document, size=len(pdf), sha256=hashlib.sha256(pdf).hexdigest())
    if HEADER not in pdf[:WITHIN]:
        return Looked(_told(document, Trait.NOT_PDF if pdf else Trait.BROKEN))
    try:
        with Pages(pdf) as pages:
            return _read(document, pdf, pages, desk if job.whole else None)
    except PagesError as error:
        return Looked(_told(document, Trait.ENCRYPTED if error.encrypted else Trait.BROKEN))


def _read(document: ExaminedDocument, pdf: bytes, pages: Pages, desk: _Desk | None) -> Looked:
    document = _with_first_page(replace(document, pages=pages.count), pages)
    if desk is None:
        return Looked(document, whole=False)
    if pages.signatures > MOST_SIGNATURES:
        return Looked(_told(document, Trait.BROKEN))
    found = foreign.document(pdf, trust=desk.trust, at=desk.at, memory=desk.memory)
    integrity = found.verdict.integrity
    if integrity is Integrity.UNREADABLE and not found.signatures:
        # A damaged file is not read as "unsigned": only one in which nothing of a signature is left.
        if pages.encrypted:
            return Looked(_told(document, Trait.ENCRYPTED))
        if pages.signatures or b"/ByteRange" in pdf:
            return Looked(_told(document, Trait.BROKEN))
        integrity = Integrity.INTACT
    lines = functools.cache(lambda index, part: first_page.rows(pages.text(index, part)))
    standings = marks.standings(found.signatures, lines)
    seen = tuple(map(_seen, found.signatures, standings))
    document = replace(document, signatures=seen, integrity=integrity, trust=found.verdict.trust)
    covering = _covering(found, standings, lines, pages)
    if covering:
        document = _told(document, Trait.COVERS_TEXT, _text("; ".join(covering)))
    if pages.is_scanned():
        document = _told(document, Trait.SCANNED)
    elif not hand_pictures.signed_by_a_person(found.signatures, standings) and (
        hand_pictures.shows_hand(pages, lines, found.signatures) if seen else _shows_signature(pages, lines)
    ):
        document = _told(document, Trait.PICTURE_OF_SIGNATURE)
    return Looked(document, _local_as_utc(found.signatures, pages, desk.at))


def _with_first_page(document: ExaminedDocument, pages: Pages) -> ExaminedDocument:
    size = pages.size(0)
    head = first_page.head_of(*size)
    said = first_page.read(pages.text(0, head), *size)
    if said.number is None or said.issued is None:
        # The clerk's signatures may show what the page leaves blank.
        shown = first_page.read(pages.text(0, head, appearances=True), *size)
        said = replace(said, number=said.number or shown.number, issued=said.issued or shown.issued)
    return replace(document, number=said.number, issued=said.issued, abstract=said.abstract)


def _shows_signature(pages: Pages, lines: marks.Lines) -> bool:
    """On the last pages, where signatures stand, or on the first one."""
    last = range(pages.count - 1, max(0, pages.count - LOOKED_AT), -1)
    for index in (*last, 0):
        height = pages.size(index)[1]
        pictures = pages.pictures(index)
        for picture in pictures:
            if marks.is_signature_picture(picture, lines(index, marks.around(picture.box)), height):
                return True
    return False


def _seen(own: foreign.Placed, standing: marks.Standing) -> SeenSignature:
    return SeenSignature(
        _writable(own.verdict),
        None if own.holder is None else _named(own.holder),
        standing.mark,
        None if own.page is None else own.page + 1,
        None if standing.title is None else _text(standing.title),
        own.timestamped,
        own.later,
    )


def _local_as_utc(placed: Sequence[foreign.Placed], pages: Pages, at: datetime) -> tuple[str, ...]:
    stated = pages.claimed_times()
    found = []
    for number, own in enumerate(placed):
        claimed = own.verdict.signed_at
        if claimed is None or own.of_time_stamp:
            continue
        later = (own.stamped_at, *(following.verdict.signed_at for following in placed[number + 1 :]))
        known = [time for time in later if time is not None]
        if is_local_as_utc(claimed, at=at, stated=stated, later=known):
            found.append(_text(own.verdict.field))
    return tuple(found)


def _covering(
    found: foreign.ForeignDocument, standings: Sequence[marks.Standing], lines: marks.Lines, pages: Pages
) -> list[str]:
    """What came later and stands over text: whose, or only on which page."""
    later = [
        (own.page, own.box, standing.mark, own.holder.name if own.holder else own.verdict.field)
        for own, standing in zip(found.signatures, standings, strict=True)
        if own.later and own.page is not None and own.box is not None
    ]
    later += [(page, box, Mark.OTHER, "") for page, box in found.later_places]
    names = []
    for page, box, mark, name in later:
        width, height = pages.size(page)
        if marks.covers_text(page, box, mark, lines, width * height):
            names.append(f"{name} (tr. {page + 1})".strip())
    return list(dict.fromkeys(names))


def _writable(verdict: SignatureVerdict) -> SignatureVerdict:
    """Names as a foreign certificate has them may hold half characters, which no JSON of ours does."""
    notes = tuple(Note(note.remark, _text(note.detail)) for note in verdict.notes)
    signer, issuer = (None if name is None else _text(name) for name in (verdict.signer, verdict.issuer))
    return replace(verdict, field=_text(verdict.field), signer=signer, issuer=issuer, notes=notes)


def _named(holder: Holder) -> Holder:
    others = (holder.organization, holder.unit, holder.title)
    organization, unit, title = (None if own is None else _text(own) for own in others)
    return Holder(_text(holder.name), holder.kind, organization, unit, title)


def _text(text: str) -> str:
    """On one line, without anything unseen: it is shown, printed and written on terminals."""
    return " ".join(clean(text[:LONGEST_TEXT].encode(errors="replace").decode()).split())


def _told(document: ExaminedDocument, trait: Trait, detail: str = "") -> ExaminedDocument:
    return replace(document, said=(*document.said, Said(trait, detail)))
