"""Workbooks from outside as plain text cells: .xlsx, .xls, .csv and Markdown tables, within limits.

No byte of a file reaches pyxform: it gets the cells that are read here. It knows nothing of forms.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from inspector_app.authoring.xlsform_messages import SURVEY, Spot, fault
from inspector_app.errors import N_, ChecklistError

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
"""What all parts of a workbook say they hold; zipfile gives no more of a part than it says."""
MAX_PARTS = 2_000
MAX_ROWS = 100_000
"""Rows with something in them, of one sheet."""
MAX_COLUMNS = 400
MAX_BLANK = 1_000
"""Rows in a row with nothing in them: there a sheet ends, wherever it says that it does."""
MAX_CELL = 32_767
"""Characters; Excel itself holds no more in a cell."""

XLSX_START = b"PK\x03\x04"
XLS_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(
    rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|<\x00?!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y"
)
"""In UTF-8 or UTF-16. No part of a workbook has one; an entity could grow without bound."""
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the cells that say something, by row and heading."""

    name: str
    """As it is written."""
    headers: tuple[str, ...] = ()
    rows: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """By the number that Excel shows; the headings are row 1."""
    stray: int | None = None
    """The first row with something under no heading."""

    def text(self, row: int | None, header: str) -> str | None:
        return None if row is None else self.rows.get(row, {}).get(header)


Book = Mapping[str, Sheet]
"""The sheets of a workbook by their names in lower case."""


def open_book(data: bytes, name: str) -> Book:
    """The cells of a workbook. ChecklistError: CHECKLIST-XLSFORM-LIMIT, -FILE, -HEADER.

    A number is written as it is read, a day as yyyy-mm-dd, of a formula its last value.
    """
    if len(data) > MAX_BYTES:
        raise _over(name, N_("It is larger than {limit} MB."), limit=MAX_BYTES // (1024 * 1024))
    if data.startswith(XLSX_START):
        _check_parts(data, name)
        read = _xlsx
    elif data.startswith(XLS_START):
        read = _xls
    elif name.lower().endswith(".md"):
        read = _markdown
    else:
        read = _csv
    try:
        sheets = [_sheet(title, rows, name) for title, rows in read(data)]
    except ChecklistError:
        raise
    except Exception as error:  # the libraries raise whatever a damaged file leads them to
        raise ChecklistError(
            "CHECKLIST-XLSFORM-FILE",
            N_("The form {file} cannot be read."),
            why=N_("It is not a whole workbook: {problem}."),
            todo=N_("Open it in Excel, save it as .xlsx and try again."),
            file=name,
            problem=str(error) or type(error).__name__,
        ) from error
    if len(sheets) == 1 and sheets[0].name.lower() != SURVEY:
        return {SURVEY: sheets[0]}
    return {sheet.name.lower().strip(): sheet for sheet in sheets}


def _over(name: str, why: str, **parameters: object) -> ChecklistError:
    return ChecklistError(
        "CHECKLIST-XLSFORM-LIMIT",
        N_("The form {file} was not opened."),
        why=why,
        todo=N_("Take out what does not belong to the form and try again."),
        file=name,
        **parameters,
    )


def _check_parts(data: bytes, name: str) -> None:
    """Before any library looks inside: how much there is, and that no part declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise _over(
                    name, N_("Unpacked it is larger than {limit} MB."), limit=MAX_UNPACKED // (1024 * 1024)
                )
            declares = any(
                _DOCTYPE.search(archive.read(part))
                for part in parts
                if part.filename.lower().endswith((".xml", ".rels", ".vml"))
            )
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise ChecklistError(
            "CHECKLIST-XLSFORM-FILE",
            N_("The form {file} cannot be read."),
            why=N_("It is not a whole workbook: {problem}."),
            todo=N_("Open it in Excel, save it as .xlsx and try again."),
            file=name,
            problem=str(error) or type(error).__name__,
        ) from error
    if declares:
        raise _over(name, N_("It declares entities, which no workbook of Excel does."))


Cells = Iterable[tuple[int, Iterable[object]]]
"""Rows with their numbers."""


def _sheet(title: str, rows: Cells, file: str) -> Sheet:
    headers: dict[int, str] = {}
    found: dict[int, dict[str, str]] = {}
    stray: int | None = None
    last = 0
    for number, cells in rows:
        texts = {column: text for column, cell in enumerate(cells) if (text := _text(cell))}
        if not texts:
            if number - last > MAX_BLANK:
                break
            continue
        last = number
        if max(texts) >= MAX_COLUMNS:
            raise _over(
                file, N_("The sheet {sheet} has more than {limit} columns."), sheet=title, limit=MAX_COLUMNS
            )
        if any(len(text) > MAX_CELL for text in texts.values()):
            why = N_("A cell holds more than {limit} characters.")
            raise fault(file, Spot(title, number), why, "CHECKLIST-XLSFORM-LIMIT", limit=MAX_CELL)
        if number == 1:
            headers = _headers(texts, title, file)
            continue
        found[number] = {headers[column]: text for column, text in texts.items() if column in headers}
        if stray is None and len(found[number]) < len(texts):
            stray = number
        if len(found) > MAX_ROWS:
            raise _over(
                file, N_("The sheet {sheet} has more than {limit} rows."), sheet=title, limit=MAX_ROWS
            )
    return Sheet(
        title, tuple(headers.values()), {number: cells for number, cells in found.items() if cells}, stray
    )


def _headers(texts: Mapping[int, str], title: str, file: str) -> dict[int, str]:
    headers: dict[int, str] = {}
    for column, text in texts.items():
        header = " ".join(text.split())
        if header in headers.values():
            why = N_("Two columns are called {column}.")
            raise fault(file, Spot(title, 1, header), why, "CHECKLIST-XLSFORM-HEADER")
        headers[column] = header
    return headers


def _text(cell: object) -> str:
    """What a cell says, in NFC and without blanks around it; empty where it says nothing."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
    own = unicodedata.normalize("NFC", str(cell)).replace("\r\n", "\n").replace("\r", "\n")
    return own.replace("\u00a0", " ").strip()


def _xlsx(data: bytes) -> Iterator[tuple[str, Cells]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its size may be wrong
            yield sheet.title, enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), start=1)
    finally:
        book.close()


def _xls(data: bytes) -> Iterator[tuple[str, Cells]]:
    import xlrd

    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
    for sheet in book.sheets():
        rows = (
            (number + 1, [_old_value(cell, book.datemode) for cell in sheet.row(number)])
            for number in range(sheet.nrows)
        )
        yield sheet.name, rows


def _old_value(cell: object, datemode: int) -> object:
    from xlrd import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR
    from xlrd.xldate import xldate_as_datetime

    kind, value = cell.ctype, cell.value  # type: ignore[attr-defined]
    if kind == XL_CELL_BOOLEAN:
        return bool(value)
    if kind == XL_CELL_ERROR:
        return None
    if kind == XL_CELL_DATE:
        return (
            xldate_as_datetime(value, datemode).time() if value < 1 else xldate_as_datetime(value, datemode)
        )
    return value


def _csv(data: bytes) -> Iterator[tuple[str, Cells]]:
    """The name of a sheet stands in the first column, its rows follow from the second on."""
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return _tables(row for row in reader if row)


def _markdown(data: bytes) -> Iterator[tuple[str, Cells]]:
    lines = (line.strip() for line in data.decode("utf-8-sig").splitlines())
    tables = (line[1:-1] for line in lines if len(line) > 1 and line[0] == "|" and line[-1] == "|")
    return _tables(
        [cell.strip().replace("\\|", "|") for cell in _PIPE.split(line)]
        for line in tables
        if line.strip("|-: ")
    )


def _tables(rows: Iterable[list[str]]) -> Iterator[tuple[str, Cells]]:
    title: str | None = None
    found: list[tuple[int, Iterable[object]]] = []
    for row in rows:
        if row[0].strip():
            if title is not None:
                yield title, found
            title, found = row[0].strip(), []
        if title is not None and any(cell.strip() for cell in row[1:]):
            found.append((len(found) + 1, row[1:]))
    if title is None:
        raise ValueError("no sheet is named in the first column")
    yield title, found
