"""What passes between laptop and office: parcel, manifest, receipt, profile, where a delivery stands,
and what the office's follow-up ledger (sổ theo dõi) says of a visit and its findings.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from inspector_app.checklist import stage
from inspector_app.checklist.canonical import LATER
from inspector_app.checklist.finding import Deadline, FindingId, FollowUpState
from inspector_app.checklist.follow_up import days_overdue
from inspector_app.checklist.register import Conclusion, RemediationReport
from inspector_app.checklist.score_table import ScoreTable
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.verdict import Integrity, Trust
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.errors import UserError

PART_SIZE = 1024 * 1024
"""Bytes of one part; files up to this size travel whole."""
PART_LIMIT = 4 * PART_SIZE
"""No blob of a drop is larger; a reader takes at most one byte more, so that no blob can fill the memory."""

PARTS = "parts"
MANIFESTS = "manifest"
RECEIPTS = "receipts"
_BLOB_NAME = re.compile(r"parts/[0-9a-f]{64}|(?:manifest|receipts)/[0-9a-f]{64}\.json(?:\.p7s)?")

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


@dataclass(frozen=True, slots=True)
class Parcel:
    """A packed visit as the blobs of a drop; the same name always means the same bytes."""

    sha256: str
    """Of the manifest, and so the parcel's name."""
    manifest: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    """Detached CMS of the laptop's key over the manifest."""
    parts: Mapping[str, bytes] = field(repr=False)
    """By SHA-256, each part once."""


def is_blob_name(name: str) -> bool:
    """Whether a drop may hold a blob of this name; everything else in it is a stranger's and left alone."""
    return _BLOB_NAME.fullmatch(name) is not None


def part_name(sha256: str) -> str:
    return f"{PARTS}/{sha256}"


def manifest_name(sha256: str) -> str:
    return f"{MANIFESTS}/{sha256}.json"


def receipt_name(manifest_sha256: str) -> str:
    return f"{RECEIPTS}/{manifest_sha256}.json"


def signature_name(name: str) -> str:
    """Of the detached signature that lies beside a manifest or receipt."""
    return f"{name}.p7s"


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
    visit: VisitId | None
    """None where not even the manifest could be believed, and so for `version`."""
    version: int | None
    reception: Reception
    office: str
    """Name of the office."""
    at: datetime
    files: tuple[str, ...]
    """SHA-256 of every file that was stored."""
    grade: Grade | None = None
    mode: SigningMode | None = None
    """How the minutes are signed, never more than that."""
    problem: str | None = None
    """Code of what is wrong with a quarantined parcel."""
    format: str = RECEIPT_FORMAT
    schema: int = SCHEMA


DeliveryState = stage.DeliveryState


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
    checklists: tuple[Template, ...] = field(default=(), metadata=LATER)
    """What the office has published besides what ships."""
    score_tables: tuple[ScoreTable, ...] = field(default=(), metadata=LATER)
    """Points and classes, by province and year."""
    format: str = PROFILE_FORMAT
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True)
class Reason:
    """A user error at rest: msgids and what fills their places, for a face to say in its language."""

    code: str
    what: str
    why: str
    todo: str
    parameters: Mapping[str, str]

    @classmethod
    def of(cls, error: UserError) -> "Reason":
        parameters = {name: str(value) for name, value in error.parameters.items()}
        return cls(error.code, error.what, error.why, error.todo, parameters)

    def error(self) -> UserError:
        """The error again, as a face explains errors."""
        return UserError(self.code, self.what, why=self.why, todo=self.todo, **self.parameters)


@dataclass(frozen=True, slots=True)
class Received:
    """What one look into the inbox came to for one parcel, or entering minutes on this computer."""

    manifest_sha256: str
    visit: VisitId | None
    """None where not even the manifest could be believed."""
    version: int | None
    unit: str | None
    reception: Reception
    grade: Grade | None = None
    problem: str | None = None
    """Code of what is wrong, as in the receipt."""
    reason: str | None = None
    """What is wrong, in English, for a log."""
    explanation: Reason | None = None
    """What is wrong, for a face to say in its language: `explanation.error()`."""
    device: str | None = None
    """Fingerprint that the clerk compares before accepting it."""
    new: bool = True
    """False where an earlier look had come to the same."""


@dataclass(frozen=True, slots=True)
class LedgerVisit:
    """One visit in the follow-up ledger: its newest version."""

    visit: VisitId
    version: int
    manifest_sha256: str
    unit: str | None
    title: str | None
    opened_at: datetime | None
    received_at: datetime
    mode: SigningMode
    minutes_sha256: str
    integrity: Integrity | None
    """Of the digital signatures; None for minutes signed in ink."""
    trust: Trust | None
    grade: Grade
    local: bool
    """Entered on this computer, without a parcel."""
    findings: int
    unsettled: int


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """One finding in the follow-up ledger, as the newest version of its visit and its conclusion notice have it."""

    visit: VisitId
    finding: FindingId
    unit: str | None
    text: str
    """The final wording: the conclusion notice's where it has its own."""
    remedy: str | None
    owner: str | None
    deadline: Deadline | None
    due_on: date | None
    """The last day: a date, or counted from the day the unit received the conclusion notice."""
    state: FollowUpState
    state_at: datetime
    state_by: str | None
    note: str | None
    minutes_text: str | None = None
    """How the minutes word it, where the conclusion notice says it otherwise."""
    left_out: bool = False
    """The conclusion notice does not take it up: nothing is owed."""
    legal_basis: str | None = None
    unit_opinion: str | None = None
    number: int = 0
    """Its place in the minutes."""
    items: tuple[ItemId, ...] = ()
    found_on: date | None = None
    minutes_number: str | None = None
    minutes_sha256: str | None = None
    recurs: bool = False
    """Tái diễn: an earlier visit to the unit or its predecessors found the same item wanting."""
    continued_by: VisitId | None = None
    """A later visit took it up again as its own shortcoming; it is followed there."""
    conclusion: Conclusion | None = None
    report: RemediationReport | None = None
    """The unit's last report on it."""

    @property
    def owed(self) -> bool:
        """Whether the unit still has to do something about it."""
        return not (self.state.settled or self.left_out or self.continued_by is not None)

    def overdue(self, day: date) -> int | None:
        """Days behind the deadline, below zero days left; None for what is not owed or has no day."""
        return days_overdue(self.due_on, day) if self.owed else None


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A laptop that the office has heard of."""

    fingerprint: str
    name: str
    first_seen_at: datetime
    accepted_at: datetime | None
    """None while its parcels wait for the clerk."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One entry in the history of a finding."""

    state: FollowUpState
    at: datetime
    by: str
    note: str | None
