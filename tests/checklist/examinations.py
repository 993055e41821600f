"""Examinations of e-documents made by hand, for tests of what is said and written of them. Nobody in them is real."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256

from inspector_app.checklist.e_documents import (
    Examination,
    ExaminedDocument,
    Holder,
    HolderKind,
    Mark,
    Method,
    Outcome,
    Said,
    SeenSignature,
    Selection,
    Trait,
)
from inspector_app.checklist.verdict import Integrity, Note, Remark, SignatureVerdict, Trust

VIETNAM = timezone(timedelta(hours=7))
AT = datetime(2026, 5, 12, 9, 30, tzinfo=VIETNAM)
LEADER = Holder("Trần Thị Mẫu", HolderKind.PERSON, "Sở Mẫu", "Ban Giám đốc")
AGENCY = Holder("Sở Mẫu", HolderKind.AGENCY, "UBND tỉnh Mẫu")


def signature(
    holder: Holder | None,
    *,
    trust: Trust = Trust.TRUSTED,
    notes: Sequence[Remark] = (),
    mark: Mark = Mark.APPROVAL,
    title: str | None = None,
    later: bool = False,
    integrity: Integrity = Integrity.INTACT,
) -> SeenSignature:
    """One that holds, unless said otherwise."""
    name = holder.name if holder is not None else None
    signed_at = datetime(2026, 3, 2, 2 if not later else 3, 15, tzinfo=UTC).astimezone(VIETNAM)
    found = SignatureVerdict(
        f"Signature{name}",
        name,
        "CA Mẫu",
        sha256(str(name).encode()).hexdigest(),
        signed_at,
        integrity,
        trust,
        covers_everything=True,
        notes=tuple(Note(remark, "05/01/2025" if "CERT" in remark.name else "") for remark in notes),
    )
    return SeenSignature(found, holder, mark, page=1, title=title, later=later)


SIGNED = (signature(LEADER, title="GIÁM ĐỐC"), signature(AGENCY, mark=Mark.SEAL, later=True))


def document(number: int | None, *said: Trait | Said, **values: object) -> ExaminedDocument:
    """A document with both signatures, or with what `values` say; `number` gives number, day and file."""
    own = ExaminedDocument(
        path=f"Tháng 3/Công văn số {number or 'không rõ'}.pdf",
        sha256=sha256(f"công văn {number}".encode()).hexdigest(),
        size=182_400,
        pages=3,
        number=f"{number}/SM-VP" if number is not None else None,
        issued=date(2026, 3, 2) if number is not None else None,
        abstract=f"V/v báo cáo công tác cải cách hành chính (văn bản thứ {number})",
        signatures=SIGNED,
        trust=Trust.TRUSTED,
        personal=Outcome.YES,
        agency=Outcome.YES,
        said=tuple(own if isinstance(own, Said) else Said(own) for own in said),
    )
    return replace(own, **values)  # type: ignore[arg-type]


def unsigned(number: int, *said: Trait) -> ExaminedDocument:
    """One that nobody signed."""
    return document(
        number,
        *(said or (Trait.NO_SIGNATURE,)),
        signatures=(),
        trust=Trust.UNKNOWN,
        personal=Outcome.NO,
        agency=Outcome.NO,
    )


def without_leader(number: int) -> ExaminedDocument:
    """One that the agency alone signed."""
    return document(number, Trait.NO_PERSONAL, signatures=SIGNED[1:], personal=Outcome.NO)


def unreadable(number: int, trait: Trait) -> ExaminedDocument:
    """One of which nothing can be said."""
    return document(
        number,
        trait,
        signatures=(),
        pages=None,
        integrity=Integrity.UNREADABLE,
        trust=Trust.UNKNOWN,
        personal=Outcome.UNDECIDED,
        agency=Outcome.UNDECIDED,
    )


def examination(*documents: ExaminedDocument, population: int = 412, **values: object) -> Examination:
    """A random draw from a register, with one root imported."""
    own = Examination(
        folder="Văn bản đi 2026",
        examined_at=AT,
        selection=Selection(Method.RANDOM, population, len(documents), "mau-2026-05-12", of_register=True),
        documents=documents,
        register="so-van-ban-di.xlsx",
        register_sha256=sha256(b"register").hexdigest(),
        trusted_roots=1,
    )
    return replace(own, **values)  # type: ignore[arg-type]


def thirty() -> Examination:
    """30 documents of 412: 7 without the leader's signature, 2 of them with a picture of it; 2 unreadable."""
    return examination(
        *(document(number) for number in range(101, 122)),
        *(without_leader(number) for number in range(122, 126)),
        unsigned(126, Trait.PICTURE_OF_SIGNATURE),
        unsigned(127, Trait.PICTURE_OF_SIGNATURE),
        unsigned(128, Trait.SCANNED),
        unreadable(129, Trait.ENCRYPTED),
        unreadable(130, Trait.BROKEN),
    )


def decided() -> Examination:
    """The same 30, of which the two unreadable ones were replaced by sound ones."""
    own = thirty()
    return replace(own, documents=(*own.documents[:-2], document(129), document(130)))
