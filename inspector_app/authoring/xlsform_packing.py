"""Rows of text as a workbook for Excel: typed text cells, columns as text, the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from inspector_app.errors import N_, ChecklistError

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CELL = 32_767
"""Characters; openpyxl would cut the rest off without a word."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_STEADY = b"2000-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to be written."""

    name: str
    headers: tuple[str, ...]
    rows: Sequence[Mapping[str, str]]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By heading: the words that Excel offers there."""
    marked: frozenset[int] = frozenset()
    """Rows, from 0, that begin a part and stand out."""


def packed(pages: Iterable[Page]) -> bytes:
    """The workbook. No cell is ever a formula; new rows are text, so that 31.10 stays 31.10.

    Raises ChecklistError, CHECKLIST-XLSFORM-LONG, where a text is longer than a cell can hold.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _write(book.create_sheet(page.name), page)
    out = io.BytesIO()
    book.save(out)
    return _steady(out.getvalue())


def _write(sheet: "Worksheet", page: Page) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    shade = PatternFill("solid", start_color="FFE8EEF4")
    for column, header in enumerate(page.headers, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _width(header, page.rows)
        sheet.column_dimensions[letter].number_format = "@"
        _text_cell(sheet, 1, column, header).font = bold
        sheet.cell(1, column).alignment = wrapped
        if header in page.words:
            offered = DataValidation("list", formula1=f'"{",".join(page.words[header])}"', allow_blank=True)
            offered.add(f"{letter}2:{letter}5000")
            sheet.add_data_validation(offered)
    for number, row in enumerate(page.rows):
        for column, header in enumerate(page.headers, start=1):
            if said := row.get(header):
                cell = _text_cell(sheet, number + 2, column, said)
                cell.alignment = wrapped
                if number in page.marked:
                    cell.font, cell.fill = bold, shade
    sheet.freeze_panes = "C2" if len(page.headers) > 6 else "A2"


def _text_cell(sheet: "Worksheet", row: int, column: int, text: str) -> "Cell":
    if len(text) > MAX_CELL:
        raise ChecklistError(
            "CHECKLIST-XLSFORM-LONG",
            N_("The checklist was not written as a form."),
            why=N_("A text has {found} characters; a cell of Excel holds {limit}."),
            todo=N_("Make the text shorter: it begins with {beginning}."),
            found=len(text),
            limit=MAX_CELL,
            beginning=text[:60],
        )
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = _UNPRINTABLE.sub("", text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _width(header: str, rows: Sequence[Mapping[str, str]]) -> float:
    longest = max((len(row.get(header, "")) for row in rows), default=0)
    return float(min(60, max(len(header) + 2, 12, longest * 0.6 if longest > 30 else longest + 2)))


def _steady(data: bytes) -> bytes:
    """The same parts without the time at which they were packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            body = old.read(part)
            if part == "docProps/core.xml":
                body = _TIMES.sub(rb"\g<1>" + _STEADY, body)
            info = zipfile.ZipInfo(part, _ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, body)
    return out.getvalue()
