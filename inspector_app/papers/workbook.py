"""An Excel workbook of plain tables: what a person typed is text for ever, never a formula.

Values in, bytes out; the same values give the same bytes.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inspector_app.papers.packing import repacked
from inspector_app.papers.tables import Band, Cell, Column, Row, in_words, printable

FONT = "Times New Roman"
SIZE = 12
LINE_HEIGHT = 17
"""Points of one line, with room for marks above capitals."""
TEXT_WIDTH = 72
"""Characters of a line of a sheet that holds no table: one A4 page upright."""
LONGEST = 32_000
"""Characters of one cell; Excel itself holds 32,767."""
CUT = " … (còn tiếp)"
EXACT_DIGITS = 15
"""Excel rounds numbers of more digits; those are written as text."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "'")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN_IN_NAMES = re.compile(r"[\\/*?:\[\]']")
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*) customHeight="1"')
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.'
    'openxmlformats.org/package/2006/metadata/core-properties"/>'
)
"""The file says neither when nor by what it was written."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with lines above and below it; without `columns` the lines stand alone."""

    name: str
    heading: tuple[str, ...] = ()
    """Lines above the table; the first is its title."""
    columns: tuple[Column, ...] = ()
    rows: Sequence[Row | Band] = ()
    lines: tuple[str, ...] = ()
    """Text below the table, or instead of one."""
    notice: str | None = None
    """Warning at the head of every printed page."""
    landscape: bool = True
    protected: bool = False
    """Only cells of `typed` columns can be changed: against slips, without a password."""
    extra_rows: int = 0
    """Empty rows at the end for the reader to fill."""
    filtered: bool = False
    """With arrows on the header, to sort and filter."""
    hidden: bool = False
    """Not even offered by Excel's menu: for keys that travel with the file."""


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The .xlsx of these sheets, in order. Every text is a text cell, whatever sign it begins with."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in _styles():
        book.add_named_style(style)
    for sheet in sheets:
        _fill(book.create_sheet(_sheet_name(sheet.name)), sheet)
    out = io.BytesIO()
    book.save(out)
    return repacked(out.getvalue(), _settled)


def _settled(name: str, data: bytes) -> bytes:
    """No times; and heights that Excel may still change when a text grows."""
    if name == "docProps/core.xml":
        return _CORE.encode()
    return _FIXED_HEIGHT.sub(rb"\1", data) if name.startswith("xl/worksheets/") else data


def _put(cell: ExcelCell | MergedCell, value: Cell) -> None:
    """Write one value: text as text, whole numbers that Excel would round as text, dates as dd/mm/yyyy."""
    if isinstance(value, int | Decimal) and _digits(value) > EXACT_DIGITS:
        value = str(value)
    if isinstance(value, str):
        text = _ESCAPE.sub("_x005F_", printable(value))
        if len(text) > LONGEST:
            text = text[: LONGEST - len(CUT)] + CUT
        cell.value = text
        cell.data_type = "s"
        if text.startswith(_FORMULA_SIGNS):
            cell.quotePrefix = True
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"


def _fill(page: Worksheet, sheet: Sheet) -> None:
    shown = [number for number, column in enumerate(sheet.columns, start=1) if not column.hidden]
    first, last = (shown[0], shown[-1]) if shown else (1, 1)
    room = sum(column.width for column in sheet.columns if not column.hidden) or TEXT_WIDTH
    if not sheet.columns:
        page.column_dimensions["A"].width = room
    for at, text in enumerate(sheet.heading, start=1):
        _across(page, at, (first, last), text, "title" if at == 1 else "line", room)
    filled = len(sheet.heading)
    if sheet.columns:
        filled = _table(page, sheet, filled + 1)
    for at, text in enumerate(sheet.lines, start=filled + 1):
        _across(page, at, (first, last), text, "line", room)
    _set_up(page, sheet)


def _table(page: Worksheet, sheet: Sheet, header: int) -> int:
    """The table from row `header` on; returns its last row."""
    room = sum(column.width for column in sheet.columns if not column.hidden)
    for number, column in enumerate(sheet.columns, start=1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.hidden = column.width, column.hidden
        cell = page.cell(header, number)
        cell.style = "header"
        _put(cell, column.title)
    page.row_dimensions[header].height = LINE_HEIGHT * max(
        _lines(column.title, column.width) for column in sheet.columns if not column.hidden
    )
    at = header
    for at, row in enumerate((*sheet.rows, *[()] * sheet.extra_rows), start=header + 1):
        if isinstance(row, Band):
            _across(page, at, (1, len(sheet.columns)), row.text, "band", room)
            continue
        for number, column in enumerate(sheet.columns, start=1):
            cell = page.cell(at, number)
            cell.style = f"{column.align}{'-typed' if column.typed else ''}"
            if row:
                _put(cell, row[number - 1])
        if row:
            shown = zip(row, sheet.columns, strict=True)
            page.row_dimensions[at].height = LINE_HEIGHT * max(
                _lines(in_words(value), column.width) for value, column in shown if not column.hidden
            )
    page.freeze_panes = f"A{header + 1}"
    page.print_title_rows = f"{header}:{header}"
    if sheet.filtered and at > header:
        page.auto_filter.ref = f"A{header}:{get_column_letter(len(sheet.columns))}{at}"
    for number, column in enumerate(sheet.columns, start=1):
        if column.choices and at > header:
            letter = get_column_letter(number)
            _offer(page, column, f"{letter}{header + 1}:{letter}{at}")
    return at


def _offer(page: Worksheet, column: Column, cells: str) -> None:
    words = ",".join(column.choices)
    if len(words) > 255 or len(column.choices) != words.count(",") + 1:
        raise ValueError("Excel holds a list of choices of at most 255 characters, without commas in them")
    offer = DataValidation("list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)
    offer.errorTitle = column.title[:32]
    offer.error = f"Chọn một trong các từ: {'; '.join(column.choices)}."[:225]
    offer.add(cells)
    page.add_data_validation(offer)


def _across(page: Worksheet, row: int, columns: tuple[int, int], text: str, style: str, room: float) -> None:
    """A line over several columns; Excel does not find the height of merged cells by itself."""
    first, last = columns
    for number in range(first, last + 1):
        page.cell(row, number).style = style
    _put(page.cell(row, first), text)
    if last > first:
        page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    page.row_dimensions[row].height = LINE_HEIGHT * _lines(text, room) + 3


def _lines(text: str, room: float) -> int:
    """About how many lines a text takes in a cell of so many characters."""
    return sum(1 + int(len(line) * 0.9 / room) for line in text.split("\n"))


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left, page.page_margins.right = 0.6, 0.4
    page.page_margins.top = page.page_margins.bottom = 0.7
    page.page_margins.footer = 0.3
    if sheet.notice:
        # "&" begins a code of Excel's; doubled it is itself.
        page.oddHeader = HeaderFooterItem(
            center=_HeaderFooterPart(printable(sheet.notice).replace("&", "&&"))
        )
    page.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P/&N"))
    if sheet.hidden:
        page.sheet_state = "veryHidden"
    if sheet.protected:
        page.protection.sheet = True
        # False means allowed: width and height are the reader's, and rows may be added.
        page.protection.formatColumns = page.protection.formatRows = page.protection.formatCells = False
        page.protection.insertRows = page.protection.sort = page.protection.autoFilter = False


def _styles() -> list[NamedStyle]:
    thin = Side(style="thin", color="000000")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    grey = PatternFill("solid", fgColor="E7E6E6")

    def named(
        name: str,
        align: str,
        *,
        bold: bool = False,
        framed: bool = True,
        filled: bool = False,
        open_: bool = False,
    ) -> NamedStyle:
        style = NamedStyle(name)
        style.font = Font(name=FONT, size=SIZE, bold=bold)
        style.alignment = Alignment(horizontal=align, vertical="center" if bold else "top", wrap_text=True)
        style.border = border if framed else Border()
        style.fill = grey if filled else PatternFill()
        style.protection = Protection(locked=not open_)
        return style

    return [
        named("title", "center", bold=True, framed=False),
        named("line", "left", framed=False),
        named("header", "center", bold=True, filled=True),
        named("band", "left", bold=True),
        *(named(align, align) for align in ("left", "center", "right")),
        *(named(f"{align}-typed", align, open_=True) for align in ("left", "center", "right")),
    ]


def _sheet_name(name: str) -> str:
    """Excel allows 31 characters and not all of them."""
    return _FORBIDDEN_IN_NAMES.sub(" ", printable(name))[:31]


def _digits(number: int | Decimal) -> int:
    return len(str(number).replace("-", "").replace(".", "").lstrip("0"))
