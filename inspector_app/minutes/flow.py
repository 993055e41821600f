"""Minutes laid out on pages by reportlab: the looks of every block, page numbers, foot and notice.

Imported only where minutes are drawn, because reportlab is heavy. Words come from content.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    Image,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.doctemplate import LayoutError

from inspector_app.checklist.verdict import SignerRole
from inspector_app.errors import N_, MinutesError
from inspector_app.minutes import blocks, fonts, nd30
from inspector_app.minutes.shapes import CheckBox, QrCode, Rule, SignatureRoom

rl_config.useA85 = 0  # ASCII85 would blow up every drawn photo by a quarter

NOTICE_SIZE = 9.0
NOTICE_FROM_TOP = 8 * nd30.MM
FOOT_SIZE = 10.0
FOOT_FROM_BOTTOM = 11 * nd30.MM
LEFT_CELL = 73 * nd30.MM
PHOTO_WIDTH = 79 * nd30.MM
PHOTO_HEIGHT = 95 * nd30.MM
TALL_ROW = 120 * nd30.MM
"""From this height on a row may be torn at the foot of a page; lower ones stay whole."""
LONGEST_KEPT = 600
"""Characters of a paragraph that may be kept on one page with the next."""
_CERTAINLY_LOW = 24
"""Characters that make no tall row even in the narrowest column."""


def _style(name: str, font: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **more)


BODY = _style(
    "body",
    fonts.REGULAR,
    nd30.BODY,
    nd30.BODY_LEADING,
    alignment=TA_JUSTIFY,
    firstLineIndent=nd30.BODY_INDENT,
    spaceAfter=nd30.BODY_GAP,
    allowWidows=0,
    allowOrphans=0,
)
BODY_ITALIC = ParagraphStyle("body-italic", parent=BODY, fontName=fonts.ITALIC)
SECTION = ParagraphStyle("section", parent=BODY, fontName=fonts.BOLD, spaceBefore=4, keepWithNext=1)
SUBSECTION = ParagraphStyle("subsection", parent=BODY, fontName=fonts.BOLD, keepWithNext=1)
CENTRED = ParagraphStyle("centred", parent=BODY, alignment=TA_CENTER, firstLineIndent=0, spaceAfter=0)
NATION = ParagraphStyle("nation", parent=CENTRED, fontName=fonts.BOLD, fontSize=nd30.NATION, leading=16)
MOTTO = ParagraphStyle("motto", parent=CENTRED, fontName=fonts.BOLD, fontSize=nd30.MOTTO, leading=16)
PARENT = ParagraphStyle("parent", parent=CENTRED, fontSize=nd30.PARENT_AGENCY, leading=16)
AGENCY = ParagraphStyle("agency", parent=CENTRED, fontName=fonts.BOLD, fontSize=nd30.AGENCY, leading=16)
NUMBER = ParagraphStyle("number", parent=CENTRED, fontSize=nd30.NUMBER, leading=17)
TITLE = ParagraphStyle("title", parent=CENTRED, fontName=fonts.BOLD, fontSize=nd30.TITLE, leading=19)
SUBJECT = ParagraphStyle("subject", parent=TITLE, fontSize=nd30.SUBJECT)
SIGNER = ParagraphStyle("signer", parent=CENTRED, fontName=fonts.BOLD, fontSize=nd30.SIGNATURE, leading=16)
RECIPIENTS_LABEL = _style("recipients-label", fonts.BOLD_ITALIC, nd30.RECIPIENTS_LABEL, 15, alignment=TA_LEFT)
RECIPIENTS = _style("recipients", fonts.REGULAR, nd30.RECIPIENTS, 13.5, alignment=TA_LEFT)
ANNEX_LABEL = ParagraphStyle("annex-label", parent=TITLE, fontSize=nd30.ANNEX_LABEL)
ANNEX_TITLE = ParagraphStyle("annex-title", parent=TITLE, fontSize=nd30.ANNEX_TITLE)
ANNEX_NOTE = ParagraphStyle("annex-note", parent=CENTRED, fontName=fonts.ITALIC)
CELL = _style("cell", fonts.REGULAR, nd30.TABLE, nd30.TABLE_LEADING, alignment=TA_LEFT)
CELL_CENTRED = ParagraphStyle("cell-centred", parent=CELL, alignment=TA_CENTER)
CELL_HEAD = ParagraphStyle("cell-head", parent=CELL_CENTRED, fontName=fonts.BOLD)

CELL_PADDING = 2
RULED_PADDING = 3
BARE = [
    ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]
RULED = [
    ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
    ("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("VALIGN", (0, 1), (-1, -1), "TOP"),
    ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ("LEFTPADDING", (0, 0), (-1, -1), RULED_PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), RULED_PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]


@dataclass(frozen=True, slots=True)
class Room:
    """Where a signature field lies: page from 0, and left, bottom, right, top in points."""

    page: int
    box: tuple[float, float, float, float]
    tooltip: str


@dataclass(frozen=True, slots=True)
class Laid:
    """Drawn pages, not yet an archival file."""

    pdf: bytes
    title: str
    author: str
    rooms: dict[SignerRole, Room]
    extent: blocks.Extent


class _Sheet(PageTemplate):  # type: ignore[misc]
    """The pages of one part, numbered from 1 in the top margin; its first page shows no number."""

    def __init__(self, part: str, foot: str, notice: str | None) -> None:
        box = (nd30.MARGIN_LEFT, nd30.MARGIN_BOTTOM, nd30.TEXT_WIDTH)
        height = nd30.PAGE_HEIGHT - nd30.MARGIN_TOP - nd30.MARGIN_BOTTOM
        super().__init__(part, [Frame(*box, height, 0, 0, 0, 0)])
        self.foot = foot
        self.notice = notice
        self.pages = 0

    def beforeDrawPage(self, canv: Any, _doc: Any) -> None:  # noqa: N802
        self.pages += 1
        middle = nd30.PAGE_WIDTH / 2
        if self.notice:
            canv.setFont(fonts.BOLD, NOTICE_SIZE)
            lines = simpleSplit(self.notice, fonts.BOLD, NOTICE_SIZE, nd30.TEXT_WIDTH)
            for i, line in enumerate(lines):
                y = nd30.PAGE_HEIGHT - NOTICE_FROM_TOP + (len(lines) - 1 - i) * NOTICE_SIZE
                canv.drawCentredString(middle, y, line)
        if self.pages > 1:
            canv.setFont(fonts.REGULAR, nd30.PAGE_NUMBER)
            y = nd30.PAGE_HEIGHT - nd30.PAGE_NUMBER_FROM_TOP - nd30.PAGE_NUMBER / 2
            canv.drawCentredString(middle, y, str(self.pages))
        canv.setFont(fonts.BOLD, FOOT_SIZE)
        canv.drawCentredString(middle, FOOT_FROM_BOTTOM, self.foot)


def lay_out(minutes: blocks.Minutes, pictures: Mapping[str, bytes]) -> Laid:
    """Draw `minutes`; `pictures` are reduced JPEGs by SHA-256. Raises MIN-GLYPH, MIN-TOO-LONG."""
    fonts.register()
    foot = fonts.plain(minutes.foot)
    notice = fonts.plain(minutes.notice) if minutes.notice else None
    parts = ["body", *(f"annex-{i}" for i in range(len(minutes.annexes))), "proof"]
    sheets = {part: _Sheet(part, foot, notice) for part in parts}
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=(nd30.PAGE_WIDTH, nd30.PAGE_HEIGHT),
        title=minutes.document_title,
        author=minutes.author,
        lang="vi-VN",
        invariant=1,
        initialFontName=fonts.REGULAR,
        pageCompression=1,
    )
    document.addPageTemplates(list(sheets.values()))
    rooms: dict[SignerRole, Room] = {}
    try:
        document.build(list(_story(minutes, pictures, rooms)))
    except LayoutError as error:
        raise _too_long() from error
    annex_pages = sum(sheets[part].pages for part in parts[1:-1])
    extent = blocks.Extent(sheets["body"].pages, len(minutes.annexes), annex_pages)
    return Laid(buffer.getvalue(), minutes.document_title, minutes.author, rooms, extent)


def _too_long() -> MinutesError:
    return MinutesError(
        "MIN-TOO-LONG",
        N_("The minutes cannot be laid out on pages."),
        why=N_("A name, title or caption is longer than the page it has to stand on."),
        todo=N_("Look for a text that was pasted into the wrong field and shorten it, then try again."),
    )


def _story(
    minutes: blocks.Minutes, pictures: Mapping[str, bytes], rooms: dict[SignerRole, Room]
) -> Iterator[Any]:
    yield _masthead(minutes.masthead)
    yield Spacer(1, 16)
    yield _paragraph(minutes.title, TITLE)
    yield from _balanced(minutes.subject, SUBJECT, nd30.TEXT_WIDTH, nd30.SUBJECT_RULE)
    yield Spacer(1, 12)
    for basis in minutes.bases:
        yield _paragraph(basis.text, BODY_ITALIC)
    for block in minutes.body:
        yield from _block(block, pictures)
    yield KeepTogether(list(_ending(minutes, rooms)))
    for i, annex in enumerate(minutes.annexes):
        yield from _annex(annex, f"annex-{i}", pictures)
    if minutes.proof is not None:
        yield from _annex(minutes.proof, "proof", pictures)


def _paragraph(text: str, style: ParagraphStyle) -> Any:
    """The only way of text into the pages: tags of an accessible file will be hung here."""
    return Paragraph(fonts.markup(text), style)


def _kept(text: str, style: ParagraphStyle) -> Any:
    """A paragraph that stays with the next one, unless it is too long: reportlab would never come to an end
    with one that is taller than a page."""
    paragraph = _paragraph(text, style)
    paragraph.keepWithNext = len(text) <= LONGEST_KEPT
    return paragraph


def _balanced(text: str, style: ParagraphStyle, width: float, rule: float | None = None) -> list[Any]:
    """A centred text in lines of about equal length, and under it a rule as long as `rule` of the longest."""
    words = fonts.plain(text)

    def lines(limit: float) -> list[str]:
        return list(simpleSplit(words, style.fontName, style.fontSize, limit))

    count = len(lines(width))
    narrow = width
    # Lines that fill more than one width are never shorter than half of it; a word alone on its line is.
    while count > 1 and narrow > width / 2 and len(lines(narrow - 4)) == count:
        narrow -= 4
    # One point of air: reportlab and simpleSplit round differently.
    indent = max(0.0, (width - narrow - 1) / 2)
    shaped = ParagraphStyle(f"{style.name}-balanced", parent=style, leftIndent=indent, rightIndent=indent)
    drawn: list[Any] = [_paragraph(text, shaped)]
    if rule is not None:
        longest = max(stringWidth(line, style.fontName, style.fontSize) for line in lines(narrow))
        drawn.append(Rule(longest * rule))
    return drawn


def _masthead(head: blocks.Masthead) -> Any:
    inner = LEFT_CELL - 2 * CELL_PADDING
    left = [
        *_balanced(head.parent_agency, PARENT, inner),
        *_balanced(head.team, AGENCY, inner, nd30.AGENCY_RULE),
        Spacer(1, 4),
        _paragraph(head.number, NUMBER),
    ]
    right_width = nd30.TEXT_WIDTH - LEFT_CELL
    right = [
        _paragraph(nd30.NATION_WORDS, NATION),
        *_balanced(nd30.MOTTO_WORDS, MOTTO, right_width - 2 * CELL_PADDING, nd30.MOTTO_RULE),
    ]
    return Table([[left, right]], colWidths=[LEFT_CELL, right_width], style=BARE)


def _block(block: blocks.Block, pictures: Mapping[str, bytes]) -> Iterator[Any]:
    match block:
        case blocks.Heading(level=1, text=text):
            yield CondPageBreak(30 * nd30.MM)
            yield _kept(text, SECTION)
        case blocks.Heading(text=text):
            yield CondPageBreak(20 * nd30.MM)
            yield _kept(text, SUBSECTION)
        case blocks.Text(text=text, keep_with_next=keep):
            yield _kept(text, BODY) if keep else _paragraph(text, BODY)
        case blocks.Table():
            yield _table(block)
        case blocks.Photos(photos=photos):
            yield Spacer(1, 10)
            yield from _photos(photos, pictures)
        case blocks.Code(data=data):
            yield Spacer(1, 12)
            yield QrCode(data, 40 * nd30.MM)
            yield Spacer(1, 12)


def _table(table: blocks.Table) -> Any:
    whole = sum(column.share for column in table.columns)
    rows: list[list[Any]] = [[_paragraph(column.title, CELL_HEAD) for column in table.columns]]
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        rows.append([_cell(cell, centred=column.centred) for column, cell in cells])
    widths = [nd30.TEXT_WIDTH * column.share / whole for column in table.columns]
    return Table(
        rows,
        colWidths=widths,
        repeatRows=1,
        splitInRow=int(
            any(_tall(cell, width) for row in table.rows for cell, width in zip(row, widths, strict=True))
        ),
        style=RULED,
        spaceAfter=nd30.BODY_GAP if table.followed else None,
    )


def _tall(cell: str | blocks.Tick, width: float) -> bool:
    if isinstance(cell, blocks.Tick) or len(cell) < _CERTAINLY_LOW:
        return False
    room = width - 2 * RULED_PADDING
    lines: list[str] = simpleSplit(fonts.plain(cell), CELL.fontName, CELL.fontSize, room)
    return bool((len(lines) + cell.count("\n")) * CELL.leading > TALL_ROW)


def _cell(cell: str | blocks.Tick, *, centred: bool) -> Any:
    if isinstance(cell, blocks.Tick):
        return CheckBox(cell.ticked)
    style = CELL_CENTRED if centred else CELL
    return [_paragraph(line, style) for line in cell.split("\n") if line.strip()]


def _photos(photos: tuple[blocks.Photo, ...], pictures: Mapping[str, bytes]) -> Iterator[Any]:
    """Two beside each other; a row is never torn apart."""
    for i in range(0, len(photos), 2):
        pair = photos[i : i + 2]
        drawn: list[Any] = [_photo(photo, pictures) for photo in pair]
        captions: list[Any] = [_cell(photo.caption, centred=True) for photo in pair]
        widths = [nd30.TEXT_WIDTH / len(pair)] * len(pair)
        style = [*BARE, ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("TOPPADDING", (0, 1), (-1, 1), 4)]
        yield KeepTogether([Table([drawn, captions], colWidths=widths, style=style), Spacer(1, 10)])


def _photo(photo: blocks.Photo, pictures: Mapping[str, bytes]) -> Any:
    scale = min(PHOTO_WIDTH / photo.width, PHOTO_HEIGHT / photo.height)
    return Image(io.BytesIO(pictures[photo.sha256]), photo.width * scale, photo.height * scale)


def _ending(minutes: blocks.Minutes, rooms: dict[SignerRole, Room]) -> Iterator[Any]:
    for last in minutes.closing:
        yield _paragraph(last.text, BODY)
    yield Spacer(1, 8)
    yield _signatures(minutes.signatures, rooms)
    yield Spacer(1, 10)
    if minutes.recipients:
        yield _paragraph("Nơi nhận:", RECIPIENTS_LABEL)
        for line in minutes.recipients:
            yield _paragraph(line, RECIPIENTS)


def _signatures(places: Iterable[blocks.SignaturePlace], rooms: dict[SignerRole, Room]) -> Any:
    places = list(places)
    width = nd30.TEXT_WIDTH / len(places)

    def room(place: blocks.SignaturePlace) -> SignatureRoom:
        def found(page: int, box: tuple[float, float, float, float]) -> None:
            if place.role is not None:
                rooms[place.role] = Room(page, box, place.tooltip)

        return SignatureRoom(width - 5 * nd30.MM, nd30.SIGNATURE_ROOM, found)

    return Table(
        [
            [[_paragraph(title, SIGNER) for title in place.titles] for place in places],
            [room(place) for place in places],
            [_paragraph(place.name, SIGNER) for place in places],
        ],
        colWidths=[width] * len(places),
        style=BARE,
    )


def _annex(annex: blocks.Annex, part: str, pictures: Mapping[str, bytes]) -> Iterator[Any]:
    yield NextPageTemplate(part)
    yield PageBreak()
    if annex.label is not None:
        yield _paragraph(annex.label, ANNEX_LABEL)
    yield from _balanced(annex.title, ANNEX_TITLE, nd30.TEXT_WIDTH)
    if annex.note is not None:
        yield _paragraph(annex.note, ANNEX_NOTE)
    yield Spacer(1, 12)
    for block in annex.blocks:
        yield from _block(block, pictures)
