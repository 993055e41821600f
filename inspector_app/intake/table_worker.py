"""The process that opens one foreign table: bytes in, sheets as JSON out, or the name of a fault."""

import csv
import io
import json
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from multiprocessing.connection import Connection
from typing import Any

from inspector_app.intake.own_process import limit_memory

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Excel before 2007, and every workbook under a password."""
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
SEPARATORS = ";,\t"
DIGITS = 15
"""What a spreadsheet keeps of a number; the rest is dust of binary fractions."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Fault(Exception):  # noqa: N818 - it names what is wrong with a file, not with the program
    """Why a table is not read, by its word."""


class Budget:
    """Counts down what a table may hold."""

    def __init__(self, cells: int, characters: int) -> None:
        self._cells = cells
        self._characters = characters

    def take(self, texts: Iterable[str]) -> None:
        """Count these cells. Raises Fault."""
        for text in texts:
            self._cells -= 1
            self._characters -= len(text)
        if self._cells < 0 or self._characters < 0:
            raise Fault("too_big")


def serve(pipe: Connection, memory: int, unpacked: int, cells: int, characters: int) -> None:
    """Answer one table on `pipe`; dying is the other answer."""
    limit_memory(memory)
    data = pipe.recv_bytes()
    try:
        answer: dict[str, Any] = {"sheets": sheets_of(data, unpacked, Budget(cells, characters))}
    except Fault as fault:
        answer = {"fault": str(fault)}
    except Exception:  # noqa: BLE001 - whatever a hostile table raises means the same: it cannot be read
        answer = {"fault": "broken"}
    pipe.send_bytes(json.dumps(answer).encode())


def sheets_of(data: bytes, unpacked: int, budget: Budget) -> list[dict[str, Any]]:
    """The sheets of a table. Raises Fault, and whatever a broken file makes the reader raise."""
    if data.startswith(ZIP):
        _check_archive(data, unpacked)
        return list(_workbook(data, budget))
    if data.startswith(COMPOUND):
        raise Fault("encrypted" if ENCRYPTED_PACKAGE in data else "kind")
    return [_csv(_decoded(data), budget)]


def _check_archive(data: bytes, unpacked: int) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        names = {member.filename for member in members}
        if any(member.flag_bits & 1 for member in members):
            raise Fault("encrypted")
        if sum(member.file_size for member in members) > unpacked:
            raise Fault("too_big")
        if any(name.endswith("vbaProject.bin") for name in names):
            raise Fault("macros")
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/worksheets/") for name in names):
            raise Fault("kind")


def _workbook(data: bytes, budget: Budget) -> Iterator[dict[str, Any]]:
    from openpyxl import load_workbook

    warnings.simplefilter("ignore")  # of what this reader leaves aside: pictures, rules, extensions
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    formulas = load_workbook(io.BytesIO(data), read_only=True)
    for sheet, source in zip(book.worksheets, formulas.worksheets, strict=True):
        # What a file says of its size is not to be trusted: a whole column may be "used".
        sheet.reset_dimensions()
        source.reset_dimensions()
        rows = []
        uncalculated = []
        for values, originals in zip(sheet.iter_rows(), source.iter_rows(), strict=True):
            number = 0
            cells: list[str | list[str]] = []
            for cell, original in zip(values, originals, strict=True):
                if cell.value is None:
                    if original.value is not None:
                        uncalculated.append(original.coordinate)
                    cells.append("")
                    continue
                number = cell.row
                cells.append(_told(cell.value, cell.number_format))
            while cells and cells[-1] == "":
                cells.pop()
            budget.take(cell if isinstance(cell, str) else cell[0] for cell in cells)
            if cells:
                rows.append([number, cells])
        yield {
            "name": sheet.title,
            "hidden": sheet.sheet_state != "visible",
            "rows": rows,
            "uncalculated": uncalculated,
        }


def _told(value: object, number_format: str) -> str | list[str]:
    """A text; or for a number its text and its exact value."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            clock = (
                "" if value.time() == time() else f" {value:%H:%M}" + (f":{value:%S}" if value.second else "")
            )
            return f"{value:%d/%m/%Y}{clock}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}" + (f":{value:%S}" if value.second else "")
        case timedelta():
            return str(value)
        case int() | float():
            number = Decimal(str(value) if isinstance(value, int) else f"{value:.{DIGITS}g}")
            percent = "%" in number_format
            shown = _plain(number * 100 if percent else number).replace(".", ",")
            return [f"{shown}%" if percent else shown, _plain(number)]
    return _text(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value)))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _text(text: str) -> str:
    """NFC, without what no text can hold."""
    kept = (
        c for c in text.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16, or the Windows code page of Vietnamese, whose marks stand apart until NFC joins them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codings = ["utf-16"]
    elif data[1:2] == b"\0" or data[:1] == b"\0":
        codings = ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    else:
        codings = ["utf-8-sig", "cp1258"]
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if any(unicodedata.category(c) == "Cc" and c not in "\r\n\t\f" for c in text[:4096]):
            raise Fault("kind")
        return text
    raise Fault("coding")


def _csv(text: str, budget: Budget) -> dict[str, Any]:
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r"sep=(.)\r?", first)
    if declared is not None:
        separator, text, skipped = declared[1], rest, 1
    else:
        separator, skipped = _separator(text), 0
    rows = []
    csv.field_size_limit(len(text) + 1)
    for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
        cells = [_text(cell) for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        budget.take(cells)
        if cells:
            rows.append([number + skipped, cells])
    return {"name": "", "hidden": False, "rows": rows, "uncalculated": []}


def _separator(text: str) -> str:
    """The sign that stands most often outside quotes in the first lines."""
    start = re.sub(r'"[^"]*"', "", text[:20_000])
    return max(SEPARATORS, key=lambda sign: (start.count(sign), -SEPARATORS.index(sign)))
