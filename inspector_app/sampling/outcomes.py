"""What is to be said of a document, and whether it has what it needs (Nghị định 30/2020, Điều 5). Pure rules."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inspector_app.checklist.e_documents import (
    ExaminedDocument,
    HolderKind,
    Mark,
    Outcome,
    RegisterLine,
    Said,
    SeenSignature,
    Trait,
)
from inspector_app.checklist.folding import fold
from inspector_app.checklist.verdict import Integrity, Trust
from inspector_app.sampling.signing_times import day_of, is_local_by_issue

_NOT_SIGNING = frozenset({Mark.INITIAL, Mark.NUMBER, Mark.DATE, Mark.TIMESTAMP})
"""What a person does besides signing."""
MOST_NAMES = 5
"""In one sentence."""
_UNREADABLE = frozenset(
    {
        Trait.ENCRYPTED,
        Trait.BROKEN,
        Trait.NOT_PDF,
        Trait.TOO_LARGE,
        Trait.TOO_LONG,
        Trait.TOO_GREEDY,
        Trait.CANNOT_OPEN,
        Trait.NOT_HANDED_OVER,
    }
)
_POSTS = re.compile(
    r"\b(ong|ba|dong chi|dc|pho|quyen|giam doc|pgd|gd|chu tich|pct|ct|chanh|van phong|chanh van phong|cvp|truong|"
    r"pho truong|phong|ban|cuc|chi cuc|vu|vien|so|thu truong|bo truong|thanh tra|uy vien|bi thu|tp|kt|tm|tl|tuq|q|"
    r"ths|ts|pgs|gs|ks|cn|bs)\b\.?"
)


def judged(document: ExaminedDocument) -> ExaminedDocument:
    """The document with its two outcomes and what follows from its signatures."""
    if any(own.trait in _UNREADABLE for own in document.said):
        return replace(document, integrity=Integrity.UNREADABLE)
    if not document.signatures:
        traits = {own.trait for own in document.said}
        said = () if Trait.PICTURE_OF_SIGNATURE in traits else (Said(Trait.NO_SIGNATURE),)
        return replace(document, personal=Outcome.NO, agency=Outcome.NO, said=_with(document.said, said))
    if document.integrity is Integrity.UNREADABLE:
        unread = [own for own in document.signatures if _is_unreadable(own)]
        said = (Said(Trait.HOLDER_UNCLEAR, _names(unread)) if unread else Said(Trait.BROKEN),)
        return replace(document, said=_with(document.said, said))
    if document.integrity is Integrity.CHANGED:
        said = (Said(Trait.CHANGED),)
        return replace(document, personal=Outcome.NO, agency=Outcome.NO, said=_with(document.said, said))
    return _judged_by_signatures(document)


def of_register(document: ExaminedDocument, line: RegisterLine) -> ExaminedDocument:
    """The document as the register lists it: number, day, abstract, and who should have signed."""
    document = replace(
        document,
        number=line.number or document.number,
        issued=line.issued or document.issued,
        abstract=line.abstract or document.abstract,
        signer=line.signer,
        register_row=line.row,
    )
    people = [own.holder.name for own in signers(document) if own.holder]
    if line.signer and people and not any(same_person(name, line.signer) for name in people):
        other = Said(Trait.OTHER_SIGNER, _names(signers(document)))
        return replace(document, said=_with(document.said, (other,)))
    return document


def timed(document: ExaminedDocument, local_as_utc: Sequence[str]) -> ExaminedDocument:
    """What is to be said of its times; `local_as_utc` names the signatures whose time is certainly the wall's."""
    said: list[Said] = [Said(Trait.LOCAL_TIME_AS_UTC)] if local_as_utc else []
    times = [(own.verdict.signed_at, own.verdict.field in local_as_utc) for own in signers(document)]
    claimed, certain = times[0] if times else (None, False)
    if document.issued is not None and claimed is not None:
        if not certain and is_local_by_issue(claimed, document.issued):
            said, certain = [Said(Trait.LOCAL_TIME_AS_UTC)], True
        day = day_of(claimed, local_as_utc=certain)
        if day > document.issued:
            said.append(Said(Trait.SIGNED_AFTER_ISSUE, f"{document.issued:%d/%m/%Y} → {day:%d/%m/%Y}"))
    return replace(document, said=_with(document.said, said))


def signers(document: ExaminedDocument) -> tuple[SeenSignature, ...]:
    """The signatures that a person gave as the signer, believed or not, in the order in which they were given."""
    return tuple(
        own for own in document.signatures if _kind(own) is HolderKind.PERSON and own.mark not in _NOT_SIGNING
    )


def same_person(certified: str, listed: str) -> bool:
    """Whether a certificate's name and a register's are one person: without marks, posts; "N.V.An" is enough."""
    names = [word for word in re.split(r"[^a-z0-9]+", fold(certified)) if word]
    bare = _POSTS.sub(" ", fold(listed))
    asked = [word for word in re.split(r"[^a-z0-9]+", bare) if word]
    every = [word for word in re.split(r"[^a-z0-9]+", fold(listed)) if word]
    if not asked or not names or _holds(every, names):
        return True
    if len(asked) == 1:
        return asked == names[-1:]
    given, initials = asked[-1], asked[:-1]
    if given == names[-1] and all(len(word) == 1 for word in initials):
        return initials == [word[0] for word in names[:-1]][-len(initials) :]
    return _holds(names, asked)


def _judged_by_signatures(document: ExaminedDocument) -> ExaminedDocument:
    believed = [own for own in document.signatures if _is_believed(own)]
    unclear = [own for own in believed if _kind(own) is HolderKind.UNKNOWN and own.mark is not Mark.TIMESTAMP]
    people = [own for own in believed if _kind(own) is HolderKind.PERSON]
    aside = [own for own in people if own.mark in _NOT_SIGNING]
    personal = agency = Outcome.UNDECIDED if unclear else Outcome.NO
    said = []
    if len(people) > len(aside):
        personal = Outcome.YES
    elif aside and personal is Outcome.NO:
        personal = Outcome.UNDECIDED
        said.append(Said(Trait.NOT_AS_SIGNER, _names(aside)))
    if any(_kind(own) is HolderKind.AGENCY for own in believed):
        agency = Outcome.YES
    if document.has(Trait.COVERS_TEXT):
        # What it shows may not be what was signed: a person has to look.
        personal, agency = (
            Outcome.NO if own is Outcome.NO else Outcome.UNDECIDED for own in (personal, agency)
        )
    if unclear and Outcome.UNDECIDED in {personal, agency}:
        said.append(Said(Trait.HOLDER_UNCLEAR, _names(unclear)))
    if personal is Outcome.NO:
        said.append(Said(Trait.NO_PERSONAL))
    if agency is Outcome.NO:
        said.append(Said(Trait.NO_AGENCY))
    return replace(document, personal=personal, agency=agency, said=_with(document.said, said))


def _is_believed(own: SeenSignature) -> bool:
    verdict = own.verdict
    return (
        verdict.integrity is Integrity.INTACT
        and verdict.covers_everything
        and verdict.trust is not Trust.NOT_TRUSTED
    )


def _is_unreadable(own: SeenSignature) -> bool:
    return own.verdict.integrity is Integrity.UNREADABLE


def _kind(own: SeenSignature) -> HolderKind:
    return own.holder.kind if own.holder else HolderKind.UNKNOWN


def _names(signatures: Sequence[SeenSignature]) -> str:
    names = (own.holder.name if own.holder else own.verdict.signer or own.verdict.field for own in signatures)
    different = list(dict.fromkeys(names))
    return ", ".join(different[:MOST_NAMES]) + (" …" if len(different) > MOST_NAMES else "")


def _holds(longer: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return any(list(longer[start : start + size]) == list(part) for start in range(len(longer) - size + 1))


def _with(said: Sequence[Said], more: Sequence[Said]) -> tuple[Said, ...]:
    traits = {own.trait for own in said}
    return (*said, *(own for own in more if own.trait not in traits))
