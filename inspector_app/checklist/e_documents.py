"""What an examination of e-documents found: how they were drawn, and each file with its signatures.

Values only; files are opened by `sampling`. An e-document needs a personal signature and the agency's
(Nghị định 30/2020, Điều 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from inspector_app.checklist.canonical import LATER
from inspector_app.checklist.verdict import Integrity, SignatureVerdict, Trust
from inspector_app.errors import N_

SCHEMA = 1
"""Version of an examination written as JSON."""


class HolderKind(StrEnum):
    """Whom a certificate names."""

    PERSON = "person"
    AGENCY = "agency"
    UNKNOWN = "unknown"


class Mark(StrEnum):
    """What a signature stands for on the page; the clerk signs number, date and seal apart."""

    APPROVAL = "approval"
    INITIAL = "initial"
    NUMBER = "number"
    DATE = "date"
    SEAL = "seal"
    TIMESTAMP = "timestamp"
    OTHER = "other"


class Outcome(StrEnum):
    """Whether a document has what it needs. What cannot be read or told is for a person to decide."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


class Trait(StrEnum):
    """Closed list of what can be said of a document beyond its signatures; each has one sentence."""

    NO_SIGNATURE = "no_signature"
    PICTURE_OF_SIGNATURE = "picture_of_signature"
    SCANNED = "scanned"
    NO_PERSONAL = "no_personal"
    NO_AGENCY = "no_agency"
    HOLDER_UNCLEAR = "holder_unclear"
    NOT_AS_SIGNER = "not_as_signer"
    OTHER_SIGNER = "other_signer"
    CHANGED = "changed"
    COVERS_TEXT = "covers_text"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    NOT_PDF = "not_pdf"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    TOO_GREEDY = "too_greedy"
    CANNOT_OPEN = "cannot_open"
    DUPLICATE = "duplicate"
    LOCAL_TIME_AS_UTC = "local_time_as_utc"
    SIGNED_AFTER_ISSUE = "signed_after_issue"
    NOT_HANDED_OVER = "not_handed_over"
    NOT_IN_REGISTER = "not_in_register"
    NOT_DRAWN = "not_drawn"
    SEVERAL_FILES = "several_files"
    DECIDED_BY_HAND = "decided_by_hand"


TRAIT_SENTENCES: dict[Trait, str] = {
    Trait.NO_SIGNATURE: N_("There is no digital signature."),
    Trait.PICTURE_OF_SIGNATURE: N_(
        "A picture of a signature or seal stands there instead of a digital signature."
    ),
    Trait.SCANNED: N_("The pages are pictures: paper that was scanned."),
    Trait.NO_PERSONAL: N_("No competent person signed digitally."),
    Trait.NO_AGENCY: N_("The agency did not sign digitally."),
    Trait.HOLDER_UNCLEAR: N_("It is not clear whether a certificate is a person's or an agency's: {detail}."),
    Trait.NOT_AS_SIGNER: N_(
        "A person signed only in short, or a number or day, not as the signer: {detail}."
    ),
    Trait.OTHER_SIGNER: N_("Signed by somebody else than the register says: {detail}."),
    Trait.CHANGED: N_("The document was changed after it was signed."),
    Trait.COVERS_TEXT: N_(
        "A signature added later stands over text that was signed; whether it hides or changes any must be looked at: {detail}."
    ),
    Trait.ENCRYPTED: N_("The file is protected by a password."),
    Trait.BROKEN: N_("The file is damaged and cannot be read."),
    Trait.NOT_PDF: N_("The file is not a PDF."),
    Trait.TOO_LARGE: N_("The file is too large: {detail}."),
    Trait.TOO_LONG: N_("Reading the file took too long and was stopped."),
    Trait.TOO_GREEDY: N_("Reading the file took too much memory and was stopped."),
    Trait.CANNOT_OPEN: N_("The system did not open the file: {detail}."),
    Trait.DUPLICATE: N_("The same file as {detail}."),
    Trait.LOCAL_TIME_AS_UTC: N_("The signing time seems to be local time written as UTC (7 hours ahead)."),
    Trait.SIGNED_AFTER_ISSUE: N_("Signed after the day of issue: {detail}."),
    Trait.NOT_HANDED_OVER: N_("Drawn from the register, but its file was not handed over."),
    Trait.NOT_IN_REGISTER: N_("The register does not list this document."),
    Trait.NOT_DRAWN: N_("Not among the documents that were drawn."),
    Trait.SEVERAL_FILES: N_("Several files carry this number: {detail}."),
    Trait.DECIDED_BY_HAND: N_("Decided by a person: {detail}."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One trait with the detail that fills its sentence."""

    trait: Trait
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate names, as far as it says."""

    name: str
    kind: HolderKind = HolderKind.UNKNOWN
    organization: str | None = None
    unit: str | None = None
    title: str | None = None
    """In the certificate; those of the public service name no post (domain of Nghị định 68/2024)."""


@dataclass(frozen=True, slots=True)
class SeenSignature:
    """One signature of a document."""

    verdict: SignatureVerdict
    holder: Holder | None = None
    """None where its certificate cannot be read."""
    mark: Mark = Mark.OTHER
    page: int | None = None
    """From 1; None where it shows nowhere."""
    title: str | None = None
    """The post printed where it stands, such as "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"."""
    timestamped: bool = False
    """A time stamp confirms when."""
    later: bool = False
    """Added after the first signature."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register of outgoing documents."""

    row: int
    """As the spreadsheet counts, from 1."""
    key: str
    """What it is drawn by: its number, day and, where both repeat, which of them it is."""
    number: str | None = None
    issued: date | None = None
    abstract: str | None = None
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class ExaminedDocument:
    """One file that was looked at; without a file (`path` is ""), a drawn line whose file was not handed over."""

    path: str
    """Below the folder that was named, with "/", in NFC."""
    sha256: str | None = None
    size: int = 0
    pages: int | None = None
    number: str | None = None
    """Số, ký hiệu: of the register, else as the first page says."""
    issued: date | None = None
    abstract: str | None = None
    signer: str | None = None
    """Who should have signed: of the register."""
    register_row: int | None = None
    signatures: tuple[SeenSignature, ...] = ()
    integrity: Integrity = Integrity.INTACT
    """UNREADABLE where nothing can be said; of an unsigned document INTACT."""
    trust: Trust = Trust.UNKNOWN
    personal: Outcome = Outcome.UNDECIDED
    agency: Outcome = Outcome.UNDECIDED
    said: tuple[Said, ...] = ()

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rsplit("/", 1)[-1]

    def has(self, trait: Trait) -> bool:
        return any(own.trait is trait for own in self.said)


class Method(StrEnum):
    """How it was chosen what to look at."""

    WHOLE = "whole"
    RANDOM = "random"
    CHOSEN = "chosen"
    """By the team, such as the files it was handed."""


@dataclass(frozen=True, slots=True)
class Selection:
    """How the documents were chosen, so that anyone can choose them again (`sampling.selection`)."""

    method: Method
    population: int | None = None
    """N: lines of the register, else files of the folder; None where nobody knows."""
    size: int | None = None
    """n"""
    seed: str | None = None
    of_register: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of a register that says nothing usable, and why: counted, never dropped."""

    row: int
    why: str
    """Msgid of a sentence."""


class LeftOutKind(StrEnum):
    """Why something that lies in a folder was not taken for a document."""

    HIDDEN = "hidden"
    TEMPORARY = "temporary"
    LINK = "link"
    NO_FILE = "no_file"


LEFT_OUT_SENTENCES: dict[LeftOutKind, str] = {
    LeftOutKind.HIDDEN: N_("Hidden, or the system's own."),
    LeftOutKind.TEMPORARY: N_("A temporary file of another program."),
    LeftOutKind.LINK: N_("A link to something else; links are not followed."),
    LeftOutKind.NO_FILE: N_("Neither a file nor a folder."),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file, or a whole folder, that was not looked at: counted, never dropped."""

    path: str
    kind: LeftOutKind


@dataclass(frozen=True, slots=True)
class Examination:
    """All that one run found; written as JSON beside the visit, so that a later run shows what differs."""

    folder: str
    """Its name, without the path of the computer."""
    examined_at: datetime
    selection: Selection
    documents: tuple[ExaminedDocument, ...]
    """Those that were chosen, in the order of the register, else of their paths."""
    beside: tuple[ExaminedDocument, ...] = ()
    """Files that do not count: duplicates, not drawn, not in the register, no PDF."""
    register: str | None = None
    """Name of the register's file."""
    register_sha256: str | None = None
    refused: tuple[Refused, ...] = ()
    """Lines of the register that could not be used: lines in = population + refused."""
    trusted_roots: int = 0
    """How many roots this computer believed in; with none, no chain can be decided."""
    schema: int = SCHEMA
    left_out: tuple[LeftOut, ...] = field(default=(), metadata=LATER)
    """What lies in the folder and is no document: files found = counted + beside + left out."""
    doubts: tuple[Refused, ...] = field(default=(), metadata=LATER)
    """Lines of the register that were used although something of them could not be read."""

    @property
    def files_counted(self) -> int:
        """Files of the documents that count."""
        return sum(1 for own in self.documents if own.path)

    @property
    def files_found(self) -> int:
        """Counted, beside or left out: every one of them is named."""
        return self.files_counted + len(self.beside) + len(self.left_out)

    @property
    def examined(self) -> tuple[ExaminedDocument, ...]:
        """Those that were looked at (n): their files, or where they lie by a person who decided."""
        return tuple(own for own in self.documents if own.path or own.has(Trait.DECIDED_BY_HAND))

    @property
    def not_handed_over(self) -> tuple[ExaminedDocument, ...]:
        """Those that should have been looked at and were not: their files were not there."""
        return tuple(own for own in self.documents if not own.path and not own.has(Trait.DECIDED_BY_HAND))

    def outcomes(self, of: str) -> Mapping[Outcome, int]:
        """How many of the examined documents have it, lack it, are undecided; `of` is personal, agency or both."""
        counts = dict.fromkeys(Outcome, 0)
        for document in self.examined:
            counts[outcome(document, of)] += 1
        return counts


def outcome(document: ExaminedDocument, of: str) -> Outcome:
    """Whether a document has its personal, its agency, or both signatures; ValueError for another word."""
    match of:
        case "personal":
            return document.personal
        case "agency":
            return document.agency
        case "both":
            both = {document.personal, document.agency}
            if Outcome.NO in both:
                return Outcome.NO
            return Outcome.UNDECIDED if Outcome.UNDECIDED in both else Outcome.YES
    raise ValueError(of)
