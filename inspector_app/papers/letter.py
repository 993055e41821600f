"""A Word document laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I: head, body, tables, signature, Nơi nhận.

It knows the form of a document and nothing of inspections. Numbers and days are blank or as typed.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from inspector_app.checklist.decree import END_MARK, MOTTO_WORDS, NATION_WORDS, letter, long_date, roman
from inspector_app.papers import shapes
from inspector_app.papers.packing import repacked
from inspector_app.papers.tables import Align, Band, Column, Row, in_words, printable

MM = 72 / 25.4
"""Points in a millimetre."""

# Phần I, khoản 1-3, 7: A4, lề trên, dưới 20-25 mm, trái 30-35 mm, phải 15-20 mm; số trang 13-14 ở lề trên.
PAGE = (210 * MM, 297 * MM)
MARGIN_TOP = MARGIN_BOTTOM = 20 * MM
MARGIN_LEFT = 30 * MM
MARGIN_RIGHT = 15 * MM
PAGE_NUMBER = 13
PAGE_NUMBER_FROM_TOP = 10 * MM

# Phần II, mục I: Quốc hiệu 12-13, Tiêu ngữ 13-14, cơ quan 12-13, số và ngày 13-14, nội dung 13-14.
NATION = 12
MOTTO = 13
MOTTO_LENGTH = 147 / 12 * MOTTO
"""Points of its line in bold Times New Roman: the rule below is exactly as long."""
AGENCY = 12
AGENCY_RULE = 0.4
"""Of the name's length; the decree says 1/3 to 1/2."""
LEFT_CELL = 67 * MM
NUMBER = 13
ABOUT = 12
BODY = 14
INDENT = 12.7 * MM
GAP = 6
TABLE = 12
RECIPIENTS_LABEL = 12
RECIPIENTS = 11
SIGNATURE_ROOM = 70
"""Points for the signature: the decree leaves it open."""

Place = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text. Unknown parts print as dots, never as a guess."""

    agency: str | None
    """Who issues it: lower left, bold capitals."""
    parent_agency: str | None = None
    number: str | None = None
    """Số, ký hiệu as typed; None leaves "Số:        /" blank, for the clerk."""
    sign: str = "…"
    """What follows the slash of a blank number: "TB-…", "BC-…"; a công văn has no kind."""
    place: str | None = None
    """Địa danh: "Khánh Hòa"."""
    day: date | None = None
    """None leaves day and month blank."""
    year: int | None = None
    """Of a blank day."""
    about: str | None = None
    """Trích yếu of a công văn, printed "V/v …" under the number; other kinds have `Letter.title`."""
    attached: bool = False
    """A paper that goes with another: nothing stands above its title."""
    notice: str | None = None
    """Warning on every page, such as that of a sample."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines over the signature ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN"), and who signs where it is known."""

    titles: tuple[str, ...]
    name: str | None = None


@dataclass(slots=True)
class _Numbers:
    """How far sections, clauses and points have counted."""

    section: int = 0
    clause: int = 0
    point: int = 0
    last: Paragraph | None = field(default=None)
    """The last paragraph of the body, which the end mark follows."""


class Letter:
    """Written from top to bottom: each call adds what comes next."""

    def __init__(self, head: Head) -> None:
        self._document = Document()
        self._notice = head.notice
        self._numbers = _Numbers()
        self._width = PAGE[0] - MARGIN_LEFT - MARGIN_RIGHT
        self._settle_styles()
        self._page(self._document.sections[0])
        if not head.attached:
            self._head(head)

    def title(self, kind: str, subject: str) -> None:
        """Tên loại ("THÔNG BÁO") and trích yếu, bold and centred, with the line of 1/3-1/2 below."""
        self._centred(kind.upper(), before=12, bold=True)
        words = printable(subject)
        self._centred(words, bold=True)
        shapes.rule_below(
            self._document.add_paragraph(), self._width, 0.4 * self._length(words, BODY, self._width)
        )
        self._numbers.last = None

    def addressed_to(self, names: Sequence[str]) -> None:
        """Kính gửi: one addressee on its line; several each on its own, ";" after each and "." after the last."""
        if len(names) == 1:
            self._centred(f"Kính gửi: {names[0]}", before=12, after=12)
            return
        start = self._paragraph("Kính gửi:", "left", before=12)
        start.paragraph_format.left_indent = Pt(25 * MM)
        for number, name in enumerate(names, start=1):
            line = self._paragraph(f"- {name.rstrip(';.')}{'.' if number == len(names) else ';'}", "left")
            line.paragraph_format.left_indent = Pt(45 * MM)
            line.paragraph_format.space_after = Pt(0 if number < len(names) else 12)

    def bases(self, lines: Sequence[str]) -> None:
        """Căn cứ: italic, each on its line, ";" after each and "." after the last."""
        for number, line in enumerate(lines, start=1):
            text = f"{line.rstrip().rstrip(';.')}{'.' if number == len(lines) else ';'}"
            self._body(text, italic=True)

    def section(self, title: str) -> None:
        """The next "I. TIÊU ĐỀ", bold capitals; clauses below it count anew."""
        self._numbers.section += 1
        self._numbers.clause = self._numbers.point = 0
        self._heading(f"{roman(self._numbers.section)}. {title.upper()}")

    def clause(self, text: str, bold: bool = True) -> None:
        """The next "1. …"; bold where it is a heading, plain where it is the text itself."""
        self._numbers.clause += 1
        self._numbers.point = 0
        numbered = f"{self._numbers.clause}. {text}"
        if bold:
            self._heading(numbered)
        else:
            self._body(numbered)

    def point(self, text: str) -> None:
        """The next "a) …" of the Vietnamese alphabet: a, b, c, d, đ, e, g …"""
        self._numbers.point += 1
        self._body(f"{letter(self._numbers.point)}) {text}")

    def paragraph(
        self, text: str, *, lead: str = "", bold: bool = False, italic: bool = False, align: Place = "justify"
    ) -> None:
        """A paragraph of the body; `lead` are its first words, in bold. Each line is a paragraph of its own."""
        first, *rest = text.split("\n")
        made = self._body("", align=align)
        for words, heavy in ((lead, True), (first, bold)):
            if words:
                run = made.add_run(printable(words))
                run.bold, run.italic = heavy or None, italic or None
        for line in rest:
            self._body(line, bold=bold, italic=italic, align=align)

    def bullet(self, text: str) -> None:
        """A line that begins with "- "."""
        self._body(f"- {text}")

    def table(self, columns: Sequence[Column], rows: Sequence[Row | Band], size: float = TABLE) -> None:
        """A bordered table as wide as the text; its header comes again on every page, rows are not divided."""
        total = sum(column.width for column in columns)
        widths = [round(self._width * 20 * column.width / total) for column in columns]
        self._gap()
        properties, grid = shapes.table_properties(widths, bordered=True)
        titles = (
            shapes.cell(printable(column.title), width, size, align="center", bold=True, middle=True)
            for column, width in zip(columns, widths, strict=True)
        )
        table = shapes.element("tbl", properties, grid, shapes.row(*titles, header=True))
        for own in rows:
            if isinstance(own, Band):
                across = shapes.cell(
                    printable(own.text), sum(widths), size, bold=True, span=len(columns), keep=True
                )
                table.append(shapes.row(across))
                continue
            cells = (
                shapes.cell(in_words(value), width, size, align=_JUSTIFICATION[column.align])
                for value, column, width in zip(own, columns, widths, strict=True)
            )
            table.append(shapes.row(*cells))
        self._document.element.body.insert_element_before(table, "w:sectPr")
        # A paragraph after the table: two tables would melt into one, and Word wants one at the end.
        self._gap()

    def end(self) -> None:
        """Put the end mark "./." right after the last words of the text."""
        last = self._numbers.last
        if last is None:
            raise ValueError("there is no text that could end")
        if not last.runs:  # the low line after a table
            last.add_run()
            last.paragraph_format.line_spacing = 1.0
        run = last.runs[-1]
        run.text = run.text.rstrip().rstrip(".;") + END_MARK

    def signed(self, signature: Signature, recipients: Sequence[str]) -> None:
        """Nơi nhận on the left, the signature on the right, together on one page with the last words."""
        self._keep_together()
        self._gap(keep=True)
        left, right = self._two_cells(self._width * 0.5)
        self._cell_line(left, "Nơi nhận:", RECIPIENTS_LABEL, bold=True, italic=True, align="left")
        for number, name in enumerate(recipients, start=1):
            text = f"- {name.rstrip(';.')}{'.' if number == len(recipients) else ';'}"
            self._cell_line(left, text, RECIPIENTS, align="left")
        for line in signature.titles:
            self._cell_line(right, line.upper(), BODY, bold=True)
        signer = self._cell_line(right, signature.name or "", BODY, bold=True)
        signer.paragraph_format.space_before = Pt(SIGNATURE_ROOM)

    def annex(self, label: str, title: str, landscape: bool = False) -> None:
        """A new page "Phụ lục I" with its title; its pages are numbered from 1 and its sections from I."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        self._page(section, landscape)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        self._numbers = _Numbers()
        self._centred(label, bold=True)
        self._centred(title.upper(), after=12, bold=True)

    def to_bytes(self) -> bytes:
        """The .docx; the same calls give the same bytes."""
        out = io.BytesIO()
        self._document.save(out)
        return repacked(out.getvalue())

    def _settle_styles(self) -> None:
        """Times New Roman, black, Vietnamese everywhere; nothing left of the library's own template."""
        document = self._document
        normal = document.styles["Normal"]
        normal.font.size = Pt(BODY)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{name}"), shapes.FONT)
        language = shapes.element("lang", val="vi-VN", eastAsia="vi-VN")
        normal.element.get_or_add_rPr().append(language)
        form = normal.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), 1.0
        shapes.forget_origin(document)

    def _page(self, section: Section, landscape: bool = False) -> None:
        """A4 with the decree's margins; the page number centred at the top, not on page 1."""
        width, height = reversed(PAGE) if landscape else PAGE
        section.page_width, section.page_height = Pt(width), Pt(height)
        section.top_margin, section.bottom_margin = Pt(MARGIN_TOP), Pt(MARGIN_BOTTOM)
        section.left_margin, section.right_margin = Pt(MARGIN_LEFT), Pt(MARGIN_RIGHT)
        section.header_distance = section.footer_distance = Pt(PAGE_NUMBER_FROM_TOP)
        section.different_first_page_header_footer = True
        self._width = width - MARGIN_LEFT - MARGIN_RIGHT
        shapes.number_from_one(self._document)
        for header, numbered in ((section.first_page_header, False), (section.header, True)):
            header.is_linked_to_previous = False
            line = header.paragraphs[0]
            line.alignment = _alignment("center")
            line.paragraph_format.tab_stops.clear_all()
            if numbered:
                shapes.field(line, "PAGE")
                for run in line.runs:
                    run.font.size = Pt(PAGE_NUMBER)
            if self._notice:
                warning = header.add_paragraph() if numbered else line
                warning.alignment = _alignment("center")
                own = warning.add_run(printable(self._notice))
                own.bold, own.font.size = True, Pt(RECIPIENTS)
                warning.paragraph_format.space_after = Pt(GAP)

    def _head(self, head: Head) -> None:
        left, right = self._two_cells(LEFT_CELL)
        if head.parent_agency:
            self._cell_line(left, head.parent_agency.upper(), AGENCY)
        agency = printable((head.agency or "……………………").upper())
        self._cell_line(left, agency, AGENCY, bold=True)
        longest = max(agency.split("\n"), key=len)
        length = AGENCY_RULE * self._length(longest, AGENCY, LEFT_CELL - 6 * MM)
        shapes.rule_below(left.add_paragraph(), LEFT_CELL, length)
        number = head.number if head.number is not None else f"        /{head.sign}"
        self._cell_line(left, f"Số: {number}", NUMBER, before=6)
        if head.about:
            self._cell_line(left, f"V/v {head.about}", ABOUT, before=2)
        room = self._width - LEFT_CELL
        self._cell_line(right, NATION_WORDS, NATION, bold=True)
        self._cell_line(right, MOTTO_WORDS, MOTTO, bold=True)
        shapes.rule_below(right.add_paragraph(), room, MOTTO_LENGTH)
        year = f"năm {head.year}" if head.year is not None else "năm ……"
        day = long_date(head.day) if head.day is not None else f"ngày …… tháng …… {year}"
        self._cell_line(right, f"{head.place or '……………'}, {day}", NUMBER, italic=True, before=6)
        self._gap()

    def _two_cells(self, left_width: float) -> tuple[_Cell, _Cell]:
        """A row of two cells without borders, as wide as the text."""
        widths = (round(left_width * 20), round((self._width - left_width) * 20))
        properties, grid = shapes.table_properties(widths, bordered=False)
        own = shapes.row(*(shapes.cell("", width, BODY) for width in widths))
        element = shapes.element("tbl", properties, grid, own)
        self._document.element.body.insert_element_before(element, "w:sectPr")
        left, right = Table(element, self._document).rows[0].cells
        return left, right

    def _cell_line(
        self,
        cell: _Cell,
        text: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        align: Place = "center",
        before: float = 0,
    ) -> Paragraph:
        first: Paragraph = cell.paragraphs[0]
        line: Paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
        line.alignment = _alignment(align)
        line.paragraph_format.space_before = Pt(before)
        line.paragraph_format.space_after = Pt(0)
        run = line.add_run(printable(text))
        run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(size)
        return line

    def _centred(self, text: str, *, before: float = 0, after: float = 0, bold: bool = False) -> None:
        line = self._paragraph(text, "center", before=before, bold=bold)
        line.paragraph_format.space_after = Pt(after)
        line.paragraph_format.keep_with_next = True

    def _heading(self, text: str) -> None:
        self._body(text, bold=True, align="left").paragraph_format.keep_with_next = True

    def _body(
        self, text: str, *, bold: bool = False, italic: bool = False, align: Place = "justify"
    ) -> Paragraph:
        line = self._paragraph(text, align, before=GAP, bold=bold, italic=italic)
        if align in ("left", "justify"):
            line.paragraph_format.first_line_indent = Pt(INDENT)
        line.paragraph_format.widow_control = True
        self._numbers.last = line
        return line

    def _paragraph(
        self, text: str, align: Place, *, before: float = 0, bold: bool = False, italic: bool = False
    ) -> Paragraph:
        line = self._document.add_paragraph()
        line.alignment = _alignment(align)
        line.paragraph_format.space_before = Pt(before)
        if text:
            run = line.add_run(printable(text))
            run.bold, run.italic = bold or None, italic or None
        return line

    def _gap(self, keep: bool = False) -> None:
        """An empty line of little height: Word wants a paragraph beside every table."""
        line = self._document.add_paragraph()
        line.paragraph_format.line_spacing = Pt(GAP)
        line.paragraph_format.keep_with_next = keep or None
        self._numbers.last = line

    def _length(self, text: str, size: float, room: float) -> float:
        return min(shapes.width_of(text, size, bold=True), room)

    def _keep_together(self) -> None:
        """The signature never stands alone on a page: the last words go with it."""
        if self._numbers.last is not None:
            self._numbers.last.paragraph_format.keep_with_next = True


_JUSTIFICATION = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}


def _alignment(place: Place) -> WD_PARAGRAPH_ALIGNMENT:
    return WD_PARAGRAPH_ALIGNMENT[place.upper()]
