"""The process that reads one long foreign table row by row: .xlsx and .xls by calamine, .csv by Python itself.

A csv takes constant memory; a workbook is held whole, within the limit of its process.
"""

import csv
import gc
import hashlib
import json
import zipfile
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader, StringIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector_app.intake.own_process import Pipe, hush, limit_memory
from inspector_app.intake.table_text import (
    COMPOUND,
    ENCRYPTED_PACKAGE,
    HEAD,
    ZIP,
    Fault,
    codings,
    declared_separator,
    require_text,
    require_workbook,
    separator_of,
    shown,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

CHUNK = 1 << 20
FIELD = 1 << 20
"""Characters of one cell (Excel's own hold 32,767); in a csv file a longer one is a quotation mark left open."""
PACKED = 200
"""Times that a large part of a workbook may be smaller packed; those of a million lines are some twenty."""
LARGE_PART = 64 << 20
_EVERY = 256
"""Rows between two words on how far it is."""
END = "\x00"
"""A line behind the last one: where it comes back inside a cell, a quotation mark was never closed."""

Row = Sequence[str]
Tell = Callable[[], None]
Work = Callable[..., Any]
"""Takes the open table, `tell` (to be called now and then) and further arguments; returns what JSON can hold."""


@dataclass(frozen=True, slots=True)
class RowLimits:
    """What a long table may cost; more is refused with a sentence."""

    file_bytes: int = 1_000_000_000
    workbook_bytes: int = 200_000_000
    """A workbook is unpacked in memory."""
    unpacked_bytes: int = 2_000_000_000
    cells: int = 40_000_000
    characters: int = 100_000_000
    """Of rows that are handed over as they stand."""
    seconds: int = 600
    """Of silence in all: what it waits for messages of its process."""
    memory: int = 3 << 30
    """Bytes of address space, where the system can limit it."""


@dataclass
class OpenTable:
    """One table, open; its rows are read once or more often."""

    sha256: str
    sheets: tuple[str, ...]
    """Visible ones; a csv has one without a name."""
    total: int
    """What `done` counts up to: bytes of a csv, rows of a sheet."""
    source: "_Csv | _Workbook"
    characters: int
    """What may be handed over."""
    done: Callable[[], int] = field(default=lambda: 0)

    def rows(self, sheet: str | None = None) -> Iterator[Row]:
        """Every row from the first on, the empty ones too, merged cells filled; `cleaned` makes texts of them.

        Raises Fault.
        """
        return self.source.rows(self, self.sheets[0] if sheet is None else sheet)


@contextmanager
def open_table(path: Path, limits: RowLimits) -> Iterator[OpenTable]:
    """A table of any kind, told by its first bytes. Raises Fault."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise Fault("closed") from error
    with stream:
        head = stream.read(CHUNK)
        size = path.stat().st_size
        workbook = head.startswith((ZIP, COMPOUND))
        if size > (limits.workbook_bytes if workbook else limits.file_bytes):
            raise Fault("too_big")
        stream.seek(0)
        if not workbook:
            sha256, coding = _read_through(stream, codings(head))
            yield OpenTable(sha256, ("",), size, _Csv(stream, coding, limits), limits.characters)
            return
        if head.startswith(ZIP):
            _check_archive(stream, limits)
        elif ENCRYPTED_PACKAGE in stream.read():
            raise Fault("encrypted")
        stream.seek(0)
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        book = _opened(path)
        visible = tuple(
            own.name
            for own in book.sheets_metadata
            if own.visible == SheetVisibleEnum.Visible and own.typ == SheetTypeEnum.WorkSheet
        )
        if not visible:
            raise Fault("no_table")
        yield OpenTable(sha256, visible, 1, _Workbook(book, limits), limits.characters)


def cleaned(row: Row) -> tuple[str, ...]:
    """The row as texts without blanks and controls around or in them, and without empty cells behind the last."""
    cells = [shown(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def gather(table: OpenTable, tell: Tell, sheet: str | None, first: int | None) -> dict[str, Any]:
    """The first rows of a sheet, or all."""
    chosen = sheet if sheet is not None else table.sheets[0]
    return {
        "sha256": table.sha256,
        "sheets": table.sheets,
        "sheet": chosen,
        "rows": _texts(table, chosen, tell, first),
    }


def gather_sheets(table: OpenTable, tell: Tell, first: int) -> list[dict[str, Any]]:
    """The first rows of every sheet."""
    return [gather(table, tell, sheet, first) for sheet in table.sheets]


def _texts(table: OpenTable, sheet: str, tell: Tell, first: int | None) -> list[tuple[str, ...]]:
    rows = []
    left = table.characters
    for number, row in enumerate(islice(table.rows(sheet), first)):
        rows.append(cleaned(row))
        left -= sum(map(len, rows[-1]))
        if left < 0:
            raise Fault("too_big")
        if not number % _EVERY:
            tell()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def serve(pipe: Pipe, path: Path, limits: RowLimits, work: Work, arguments: tuple[object, ...]) -> None:
    """Do one work on one table: how far it is, then its answer, on `pipe`; dying is the other answer."""
    hush()
    limit_memory(limits.memory)
    gc.disable()  # rows hold no cycles, and the process ends with this one work: a tenth of its time
    try:
        with open_table(path, limits) as table:

            def tell() -> None:
                pipe.send_bytes(json.dumps({"done": table.done(), "of": table.total}).encode())

            answer = {"answer": work(table, tell, *arguments)}
    except Fault as fault:
        answer = {"fault": str(fault)}
    except MemoryError:
        answer = {"fault": "memory"}
    except csv.Error:
        answer = {"fault": "quotes"}
    except Exception:  # noqa: BLE001 - whatever a hostile table raises means the same: it cannot be read
        answer = {"fault": "broken"}
    pipe.send_bytes(json.dumps(answer).encode())


def _check_archive(stream: BufferedReader, limits: RowLimits) -> None:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > limits.unpacked_bytes:
                raise Fault("too_big")
            if any(own.file_size > max(LARGE_PART, PACKED * own.compress_size) for own in members):
                raise Fault("too_big")
            require_workbook(archive.namelist(), any(member.flag_bits & 1 for member in members))
    except zipfile.BadZipFile as error:
        raise Fault("broken") from error


def _opened(path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise Fault("encrypted") from error
    except (CalamineError, OSError) as error:
        raise Fault("broken") from error


def _read_through(stream: BufferedReader, names: Sequence[str]) -> tuple[str, str]:
    """The digest of the file, and the first coding in which every byte of it is a letter."""
    if len(names) == 1:
        return hashlib.file_digest(stream, "sha256").hexdigest(), names[0]
    digest = hashlib.sha256()
    decoders = {name: getincrementaldecoder(name)() for name in names}
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        for name, decoder in tuple(decoders.items()):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                del decoders[name]
            if name in decoders and name != "cp1258":
                break  # the code page is tried where nothing else is left
        if not decoders:
            raise Fault("coding")
    return digest.hexdigest(), next(iter(decoders))


class _Csv:
    def __init__(self, stream: BufferedReader, coding: str, limits: RowLimits) -> None:
        self._stream = stream
        self._coding = coding
        self._limits = limits

    def rows(self, table: OpenTable, sheet: str) -> Iterator[Row]:
        if sheet:
            raise Fault("no_sheet")
        self._stream.seek(0)
        table.done = self._stream.tell
        text = TextIOWrapper(self._stream, encoding=self._coding, newline="")
        try:
            yield from self._rows(text)
        except UnicodeDecodeError as error:
            raise Fault("coding") from error
        finally:
            text.detach()

    def _rows(self, text: TextIOWrapper) -> Iterator[Row]:
        start = text.read(HEAD)
        if start and not start.endswith("\n"):
            start += text.readline(FIELD)
        require_text(start)
        lines = StringIO(start, newline="")
        declared = declared_separator(lines.readline())
        if declared is None:
            lines.seek(0)
        else:
            yield ()
        separator = declared or separator_of(start)
        csv.field_size_limit(FIELD)
        source = chain(lines, text, (END,))
        last: Row = (END,)
        for row in csv.reader(source, delimiter=separator):
            if row and row[-1].endswith(END):
                last = row
                break
            yield row
        if len(last) != 1 or last[0] != END:
            raise Fault("quotes")


class _Workbook:
    def __init__(self, book: "CalamineWorkbook", limits: RowLimits) -> None:
        self._book = book
        self._limits = limits

    def rows(self, table: OpenTable, sheet: str) -> Iterator[Row]:
        if sheet not in table.sheets:
            raise Fault("no_sheet")
        from python_calamine import CalamineError

        try:
            page = self._book.get_sheet_by_name(sheet)
        except CalamineError as error:
            raise Fault("broken") from error
        if page.start is None or page.end is None:
            return
        if page.width * page.height > self._limits.cells:
            raise Fault("too_big")
        at = 0
        table.total = page.end[0] + 1
        table.done = lambda: at
        merges = _Merges(page)
        before = [""] * page.start[1]
        for row in page.iter_rows():
            cells = [
                cell if isinstance(cell, str) and len(cell) <= FIELD and "_x" not in cell else _shown(cell)
                for cell in chain(before, row)
            ]
            merges.fill(at, cells)
            yield cells
            at += 1


def _shown(cell: object) -> str:
    if isinstance(cell, str) and len(cell) > FIELD:
        raise Fault("too_big")
    return shown(cell)


class _Merges:
    """Merged cells hold their text in the first one alone; readers see it in all of them."""

    def __init__(self, page: "CalamineSheet") -> None:
        self._waiting = sorted(page.merged_cell_ranges or (), reverse=True)
        self._running: list[tuple[int, int, int, str]] = []

    def fill(self, at: int, cells: list[str]) -> None:
        """Write into the cells of this row what the merges over it hold."""
        self._running = [own for own in self._running if own[0] >= at]
        while self._waiting and self._waiting[-1][0][0] <= at:
            (_, left), (bottom, right) = self._waiting.pop()
            if left < len(cells):
                self._running.append((bottom, left, min(right, len(cells) - 1), cells[left]))
        for _, left, right, text in self._running:
            cells[left : right + 1] = [text] * (right + 1 - left)
