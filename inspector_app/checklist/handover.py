"""What passes between laptop and office: manifest, receipt, profile, and where a delivery stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspector_app.checklist.visit import SigningMode, VisitId

PART_SIZE = 1024 * 1024
"""Bytes of one part; files up to this size travel whole."""

MANIFEST_FORMAT = "inspector-app/manifest"
RECEIPT_FORMAT = "inspector-app/receipt"
PROFILE_FORMAT = "inspector-app/profile"
SCHEMA = 1


class FileRole(StrEnum):
    MINUTES = "minutes"
    EVENTS = "events"
    NOTES = "notes"
    SCAN = "scan"
    EVIDENCE = "evidence"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class PartRef:
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ParcelFile:
    """One file of a parcel, cut into parts in order."""

    role: FileRole
    name: str
    sha256: str
    size: int
    parts: tuple[PartRef, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a parcel holds; written last, named by its own SHA-256."""

    visit: VisitId
    version: int
    mode: SigningMode
    device: str
    """Fingerprint of the laptop's key, whose detached signature lies beside the manifest."""
    made_at: datetime
    files: tuple[ParcelFile, ...]
    parent: str | None = None
    """Manifest of the version that this one follows."""
    format: str = MANIFEST_FORMAT
    schema: int = SCHEMA


class Grade(StrEnum):
    """How the pages drawn again from the data compare with the pages that were signed."""

    EQUAL_BYTES = "equal_bytes"
    EQUAL_OBJECTS = "equal_objects"
    EQUAL_TEXT_AND_PLACE = "equal_text_and_place"
    """Drawn by another release."""
    DIFFERENT = "different"


class Reception(StrEnum):
    RECEIVED = "received"
    WAITING_FOR_CLERK = "waiting_for_clerk"
    """The laptop's key is new: a clerk accepts its fingerprint once."""
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The office's signed word that it has a visit, naming every hash."""

    manifest_sha256: str
    visit: VisitId
    version: int
    reception: Reception
    office: str
    """Name of the office."""
    at: datetime
    files: tuple[str, ...]
    """SHA-256 of every file that was stored."""
    grade: Grade | None = None
    signed_by: str | None = None
    """Ink or digital: how the minutes are signed, never more than that."""
    problem: str | None = None
    format: str = RECEIPT_FORMAT
    schema: int = SCHEMA


class DeliveryState(StrEnum):
    """Chờ gửi / Đã gửi / Đã nhận, and what needs attention."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    RECEIVED = "received"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the outbox."""

    id: str
    visit: VisitId
    version: int
    destination: str
    """Folder, as the person chose it."""
    manifest_sha256: str
    state: DeliveryState
    queued_at: datetime
    changed_at: datetime
    parts_total: int
    parts_sent: int = 0
    problem: str | None = None
    """Code of the last failure."""
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What an office gives its laptops: one signed file."""

    office: str
    certificate: str
    """The office's certificate, PEM."""
    made_at: datetime
    destinations: tuple[str, ...] = ()
    trusted_roots: tuple[str, ...] = ()
    """PEM certificates that the office trusts for signatures on minutes."""
    format: str = PROFILE_FORMAT
    schema: int = SCHEMA
