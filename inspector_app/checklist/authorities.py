"""Certificate authorities as values: what the program knows by pin, what a file offers, what a computer keeps."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from inspector_app.checklist.sha256 import is_sha256


class Level(StrEnum):
    ROOT = "root"
    """Believed for itself."""
    INTERMEDIATE = "intermediate"
    """Only leads from people's certificates up to a root; believed where its root is."""


class Standing(StrEnum):
    """What a certificate that somebody offers is to this computer."""

    PINNED = "pinned"
    """The program knows its SHA-256: it is taken."""
    KNOWN = "known"
    """Kept already: nothing changes."""
    UNPINNED = "unpinned"
    """An authority that no pin names: taken only once a person has compared its fingerprint."""
    NAMESAKE = "namesake"
    """Carries the name of a pinned authority and is not it."""
    PERSON = "person"
    """May not issue certificates: never an authority."""

    @property
    def asks(self) -> bool:
        """Whether a person must confirm the fingerprint first."""
        return self in (Standing.UNPINNED, Standing.NAMESAKE)


class Keeping(StrEnum):
    """What the list of authorities says of one."""

    PINNED = "pinned"
    """Kept here, and the program knows its SHA-256."""
    MISSING = "missing"
    """The program knows its SHA-256; its certificate was not imported yet."""
    ACCEPTED = "accepted"
    """Kept here because a person confirmed its fingerprint."""
    FROM_OFFICE = "from_office"
    """Kept here because the office's profile names it."""
    UNRECORDED = "unrecorded"
    """Kept here, by a release that did not write down who accepted it."""


@dataclass(frozen=True, slots=True)
class Pin:
    """An authority that the program knows by the SHA-256 of its certificate."""

    name: str
    """Common name, spelt as in the certificate."""
    level: Level
    sha256: str
    organisation: str | None = None
    published: str | None = None
    """Where the authority offers the file: to be told, never fetched."""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a pin has a name")
        if not is_sha256(self.sha256):
            raise ValueError(f"{self.sha256!r} is not a SHA-256 in small letters")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who made this computer keep an authority, and when."""

    by: str
    at: datetime
    office: str | None = None
    """The office whose profile brought it; then `by` only imported the profile."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate, as a person compares it."""

    name: str
    issuer: str
    level: Level
    sha256: str
    begins: datetime
    ends: datetime

    def expired(self, at: datetime) -> bool:
        """Signatures made before it ended still lead to it."""
        return at > self.ends


@dataclass(frozen=True, slots=True)
class Offered:
    """One certificate of a file that is to be imported."""

    authority: Authority
    standing: Standing
    file: str
    der: bytes = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to."""

    taken: tuple[Offered, ...]
    known: tuple[Offered, ...]
    left: tuple[Offered, ...]
    """Not taken: nobody confirmed the fingerprint, or the certificate is a person's."""


@dataclass(frozen=True, slots=True)
class TrustLine:
    """One line of the list of authorities: kept here, pinned, or both."""

    name: str
    level: Level
    sha256: str
    keeping: Keeping
    organisation: str | None = None
    published: str | None = None
    authority: Authority | None = None
    """None while the certificate itself is missing."""
    acceptance: Acceptance | None = None

    @property
    def kept(self) -> bool:
        return self.keeping is not Keeping.MISSING


def grouped(sha256: str) -> str:
    """A fingerprint in groups of four, so that two people can read it to each other."""
    return " ".join(sha256[start : start + 4] for start in range(0, len(sha256), 4))


def ungrouped(text: str) -> str:
    """A fingerprint as formats write it, from one typed in groups, with colons or in capitals."""
    return "".join(text.replace(":", " ").replace("-", " ").split()).lower()
