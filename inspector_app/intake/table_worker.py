"""The process that opens one foreign table: bytes in, sheets as JSON out, or the name of a fault."""

import csv
import io
import json
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from inspector_app.intake.own_process import hush, limit_memory
from inspector_app.intake.table_text import (
    COMPOUND,
    ENCRYPTED_PACKAGE,
    ZIP,
    Fault,
    clean,
    codings,
    declared_separator,
    exact,
    plain,
    require_text,
    require_workbook,
    separator_of,
    shown,
)


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
    hush()
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
        if sum(member.file_size for member in members) > unpacked:
            raise Fault("too_big")
        require_workbook(archive.namelist(), any(member.flag_bits & 1 for member in members))


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
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = exact(value)
        percent = "%" in number_format
        text = plain(number * 100 if percent else number).replace(".", ",")
        return [f"{text}%" if percent else text, plain(number)]
    return shown(value)


def _decoded(data: bytes) -> str:
    for coding in codings(data):
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        require_text(text)
        return text
    raise Fault("coding")


def _csv(text: str, budget: Budget) -> dict[str, Any]:
    first, _, rest = text.partition("\n")
    separator, skipped = declared_separator(first), 1
    if separator is None:
        separator, skipped = separator_of(text), 0
    else:
        text = rest
    rows = []
    csv.field_size_limit(len(text) + 1)
    for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
        cells = [clean(cell) for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        budget.take(cells)
        if cells:
            rows.append([number + skipped, cells])
    return {"name": "", "hidden": False, "rows": rows, "uncalculated": []}
