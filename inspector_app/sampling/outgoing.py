"""The register of outgoing documents from a spreadsheet of any usual shape: its lines, each with its key.

It knows what columns mean; files are read by `intake`, headings told apart by `columns`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from inspector_app.checklist.e_documents import Refused, RegisterLine
from inspector_app.checklist.outgoing import OutgoingColumns, OutgoingField, OutgoingRegister
from inspector_app.errors import N_, IntakeError
from inspector_app.intake.table_rows import never, read_rows
from inspector_app.sampling.columns import EMPTY_ROW, SEARCHED, TITLE_ROW, aside, headings_at, recognise
from inspector_app.sampling.selection import keys_of
from inspector_app.sampling.watching import heavy

__all__ = ["OutgoingRegister", "columns_at", "day_of", "read_outgoing"]

HEADINGS: Mapping[OutgoingField, Sequence[str]] = {
    OutgoingField.NUMBER: (
        "Số, ký hiệu văn bản", "Số, ký hiệu", "Số và ký hiệu văn bản", "Số và ký hiệu", "Số/ký hiệu VB",
        "Số hiệu văn bản", "Số hiệu", "Số văn bản đi", "Số văn bản", "Số VB", "Số công văn", "Số CV", "Số đi", "Số",
        "Số, ký hiệu, ngày tháng văn bản", "Số, ký hiệu, ngày tháng năm văn bản", "Số, ký hiệu, ngày tháng",
        "Số, ngày tháng văn bản",
    ),
    OutgoingField.SYMBOL: ("Ký hiệu văn bản", "Ký hiệu VB", "Ký hiệu"),
    OutgoingField.ISSUED: (
        "Ngày ban hành", "Ngày, tháng, năm ban hành", "Ngày tháng ban hành", "Ngày, tháng văn bản",
        "Ngày tháng năm văn bản", "Ngày văn bản", "Ngày VB", "Ngày phát hành", "Ngày ký", "Ngày tháng năm",
        "Ngày tháng", "Ngày đi", "Ngày",
    ),
    OutgoingField.ABSTRACT: (
        "Tên loại và trích yếu nội dung văn bản", "Tên loại và trích yếu nội dung", "Trích yếu nội dung văn bản",
        "Trích yếu nội dung", "Trích yếu", "Nội dung văn bản", "Nội dung", "Tên văn bản", "Về việc",
    ),
    OutgoingField.SIGNER: (
        "Người ký văn bản", "Người ký", "Họ tên người ký", "Lãnh đạo ký", "Người ký duyệt", "Người ký ban hành",
    ),
}  # fmt: skip
"""As registers call them (the first of each by Nghị định 30/2020, Phụ lục IV), the likeliest first."""
REQUIRED = (
    {OutgoingField.NUMBER, OutgoingField.ABSTRACT},
    {OutgoingField.NUMBER, OutgoingField.ISSUED},
)

NO_NUMBER = N_("The line has no number of a document.")
DAY_UNREAD = N_("The day could not be read; the line is used without it.")

_DAY = re.compile(
    r"(?:ngày\s+)?(\d{1,2})(?:[/.\-]|\s+tháng\s+)(\d{1,2})(?:[/.\-]|\s+năm\s+)(\d{4}|\d{2})(?!\d).*",
    re.IGNORECASE,
)
_DAY_ZERO = date(1899, 12, 30)
"""From which Excel counts days."""
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d).*")
_NUMBER_AND_DAY = re.compile(
    r"(\S*\d\S*?)[,;]?\s+(?:ngày\s+)?(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})", re.IGNORECASE
)


def read_outgoing(
    path: Path,
    columns: OutgoingColumns | None = None,
    *,
    cancelled: Callable[[], bool] = never,
) -> OutgoingRegister | None:
    """The register; `columns` where a person said them, else by the headings. None where it was cancelled.

    IntakeError: those of `intake.table_rows`; OUTGOING-NO-HEADER where no row names the columns, OUTGOING-EMPTY where
    no line is usable.
    """
    table = read_rows(
        path, None if columns is None else columns.sheet or None, cancelled=cancelled, heavy=heavy
    )
    others: list[str] = []
    if table is None:
        return None
    found = _recognised(table.sheet, table.rows) if columns is None else columns
    rows = table.rows
    for sheet in table.sheets if columns is None and len(table.sheets) > 1 else ():
        if sheet == table.sheet:
            continue
        other = read_rows(path, sheet, cancelled=cancelled, heavy=heavy)
        if other is None:
            return None
        own = _recognised(sheet, other.rows)
        if own is not None and found is None:
            found, rows = own, other.rows
        elif own is not None:
            others.append(sheet)
    if found is None:
        raise _no_header(path.name)
    lines, refused, doubts = _lines(rows, found)
    if not lines:
        raise IntakeError(
            "OUTGOING-EMPTY",
            N_("The register {file} lists no document."),
            why=N_("Below its headings, in row {row}, no line has a number."),
            todo=N_("Choose the file with the documents, or another sheet."),
            file=path.name,
            row=found.header_row,
        )
    return OutgoingRegister(table.name, table.sha256, found, lines, refused, doubts, tuple(others))


def columns_at(
    rows: Sequence[Sequence[str]], sheet: str, header_row: int, fields: Mapping[OutgoingField, int]
) -> OutgoingColumns:
    """The columns as a person says them; `header_row` from 1."""
    return OutgoingColumns(sheet, header_row, 1, headings_at(rows, header_row, 1), fields)


def _recognised(sheet: str, rows: Sequence[Sequence[str]]) -> OutgoingColumns | None:
    found = recognise(rows, {name.value: usual for name, usual in HEADINGS.items()}, REQUIRED)
    if found is None:
        return None
    fields = {OutgoingField(name): column for name, column in found.fields.items()}
    return OutgoingColumns(sheet, found.header_row, found.header_rows, found.headings, fields)


def _lines(
    rows: Sequence[Sequence[str]], columns: OutgoingColumns
) -> tuple[tuple[RegisterLine, ...], tuple[Refused, ...], tuple[Refused, ...]]:
    """The lines with their keys, those that are none, and those that are used with a doubt."""
    used: list[tuple[int, str, date | None, str | None, str | None]] = []
    refused: list[Refused] = []
    doubts: list[Refused] = []
    first = columns.header_row + columns.header_rows
    for row, cells in enumerate(rows[first - 1 :], start=first):
        texts = _texts(cells, columns)
        number, day = _number(texts)
        written = texts.get(OutgoingField.ISSUED) or day
        issued = None if written is None else day_of(written)
        # What has a number and a day is a document, whatever else it looks like.
        why = None if number is not None and issued is not None else aside(cells, columns.headings)
        if why == EMPTY_ROW:
            continue
        if why == TITLE_ROW and number is not None and len({text for text in cells if text}) > 1:
            why = None
        if why is not None or number is None:
            refused.append(Refused(row, why or NO_NUMBER))
            continue
        if written is not None and issued is None:
            doubts.append(Refused(row, DAY_UNREAD))
        used.append((row, number, issued, texts.get(OutgoingField.ABSTRACT), texts.get(OutgoingField.SIGNER)))
    keys = keys_of((number, issued) for _, number, issued, _, _ in used)
    lines = tuple(
        RegisterLine(row, key, number, issued, abstract, signer)
        for key, (row, number, issued, abstract, signer) in zip(keys, used, strict=True)
    )
    return lines, tuple(refused), tuple(doubts)


def _texts(cells: Sequence[str], columns: OutgoingColumns) -> dict[OutgoingField, str]:
    """What stands in each column, empty ones left out."""
    return {
        name: text
        for name, column in columns.fields.items()
        if column < len(cells) and (text := " ".join(cells[column].split()))
    }


def _number(texts: Mapping[OutgoingField, str]) -> tuple[str | None, str | None]:
    """Số, ký hiệu as the document writes them, and a day that stands in the same cell; None without a digit."""
    number, symbol = texts.get(OutgoingField.NUMBER, ""), texts.get(OutgoingField.SYMBOL, "").lstrip("/ ")
    day = None
    if together := _NUMBER_AND_DAY.fullmatch(number):
        number, day = together[1], together[2]
    if symbol and re.match(r"\d+\s*/", symbol):
        number = symbol
    elif symbol and "/" not in number:
        # A number below 10 has a leading zero (Nghị định 30/2020, Phụ lục I).
        number = f"{number.zfill(2) if number.isdecimal() else number}/{symbol}"
    own = re.sub(r"\s*([/-])\s*", r"\1", number)
    return (own, day) if any(c.isdecimal() for c in own.partition("/")[0]) else (None, day)


def day_of(text: str) -> date | None:
    """12/05/2026, 12.5.26, 12-05-2026, 2026-05-12, "ngày 12 tháng 5 năm 2026", or a day that lost its form in Excel
    and is a number; None for anything else."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    elif text.isdecimal() and len(text) == 5:
        return _DAY_ZERO + timedelta(days=int(text))
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _no_header(file: str) -> IntakeError:
    return IntakeError(
        "OUTGOING-NO-HEADER",
        N_("No row of {file} names the columns of a register of outgoing documents."),
        why=N_("Among the first {searched} rows one has to hold a number column and one more: {headings}."),
        todo=N_("Write the headings above the lines, or choose the register of outgoing documents."),
        file=file,
        searched=SEARCHED,
        headings="; ".join(" / ".join(usual[:3]) for usual in HEADINGS.values()),
    )
