"""What the minutes are made of: headings, paragraphs, tables, signature places, annexes. Values without looks."""

from dataclasses import dataclass

from inspector_app.checklist.verdict import SignerRole


@dataclass(frozen=True, slots=True)
class Heading:
    """Mục "I." (level 1), or khoản "1." with a title of its own (level 2)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of the body; lines of one text are paragraphs of their own."""

    text: str
    keep_with_next: bool = False
    id: str | None = None
    """Of the paragraph it belongs to, the same however the others are amended; several lines of one field share it.
    None: it only leads to what follows."""
    mark: str = ""
    """What `text` begins with and only says where it stands: "- ", "b) "."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A check box, drawn as lines: no font of ours has one."""

    ticked: bool


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    share: float
    """Part of the table's width, relative to the other columns."""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Tick, ...], ...]
    followed: bool = False
    """Whether text follows it on the page, from which it keeps its distance."""
    ids: tuple[str, ...] = ()
    """Of the paragraph that each row is; none where the rows are no paragraphs of their own."""
    id: str | None = None
    """Of the paragraph that it is part of as a whole."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A reduced picture, drawn byte for byte."""

    sha256: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photos:
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code, drawn as squares."""

    data: str


Block = Heading | Text | Table | Photos | Code


@dataclass(frozen=True, slots=True)
class Masthead:
    """The two cells over the title."""

    parent_agency: str
    team: str
    number: str


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where one person signs; with `role` it becomes a signature field of the file."""

    titles: tuple[str, ...]
    name: str
    role: SignerRole | None = None
    tooltip: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A part with page numbers of its own; `label` is None on the page of proofs."""

    label: str | None
    title: str
    note: str | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """How long the minutes are, which their own closing sentence states."""

    pages: int
    annexes: int = 0
    annex_pages: int = 0


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything the pages print, in order."""

    masthead: Masthead
    title: str
    subject: str
    bases: tuple[Text, ...]
    body: tuple[Block, ...]
    closing: tuple[Text, ...]
    """Last paragraphs, kept on one page with the signatures."""
    signatures: tuple[SignaturePlace, ...]
    recipients: tuple[str, ...]
    annexes: tuple[Annex, ...]
    proof: Annex | None
    """Thông tin xác thực: of a sealed digital version alone."""
    foot: str
    """On every page: "DỰ THẢO lần n", or the print code."""
    notice: str | None
    """Warning on every page."""
    document_title: str
    """What a reader's window shows as the title of the file."""
    author: str
