"""Tables from outside, xlsx and csv: cells as text with their places. A hostile file dies in its own process.

It knows cells, not what they mean.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inspector_app.errors import N_, IntakeError
from inspector_app.intake import table_worker
from inspector_app.intake.own_process import answer_of


@dataclass(frozen=True, slots=True)
class Limits:
    """What a table may cost; more is refused with a sentence."""

    file_bytes: int = 30_000_000
    unpacked_bytes: int = 300_000_000
    cells: int = 2_000_000
    characters: int = 30_000_000
    seconds: int = 60
    """Its process's start included."""
    memory: int = 1 << 30
    """Bytes of address space, where the system can limit it."""


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell as a person reads it: dates dd/mm/yyyy, decimal commas, per cent with its sign."""

    text: str = ""
    number: Decimal | None = None
    """Its exact value where the cell holds a number; 23,3% is 0.233."""


EMPTY = TableCell()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that holds something; `number` as the program that wrote it counts, from 1."""

    number: int
    cells: tuple[TableCell, ...]

    def cell(self, column: int) -> TableCell:
        """The cell of a column, from 1."""
        return self.cells[column - 1] if 0 < column <= len(self.cells) else EMPTY

    def text(self, column: int) -> str:
        return self.cell(column).text


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows without any text are left out, which their numbers show."""

    name: str
    rows: tuple[TableRow, ...]
    hidden: bool = False
    uncalculated: tuple[str, ...] = ()
    """Places of formulas whose result the file does not hold, such as "C5": nobody opened it in Excel."""


def read_table(data: bytes, name: str, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx or .csv file; a csv is one sheet. Formulas give the result stored with them.

    IntakeError: TABLE-TOO-BIG, TABLE-TIMEOUT, TABLE-BROKEN, TABLE-ENCRYPTED, TABLE-MACROS, TABLE-KIND, TABLE-CODING.
    """
    if len(data) > limits.file_bytes:
        raise fault("too_big", name)
    bounds = (limits.memory, limits.unpacked_bytes, limits.cells, limits.characters)
    try:
        answer = answer_of(table_worker.serve, bounds, data, limits.seconds)
    except TimeoutError as error:
        raise fault("timeout", name) from error
    told: dict[str, Any] = json.loads(answer) if answer else {"fault": "broken"}
    if "fault" in told:
        raise fault(told["fault"], name)
    return tuple(
        Sheet(
            sheet["name"],
            tuple(TableRow(number, tuple(map(_cell, cells))) for number, cells in sheet["rows"]),
            sheet["hidden"],
            tuple(sheet["uncalculated"]),
        )
        for sheet in told["sheets"]
    )


def _cell(told: str | list[str]) -> TableCell:
    return TableCell(told) if isinstance(told, str) else TableCell(told[0], Decimal(told[1]))


_SAVE_ANEW = N_("Open it in Excel and save it as a workbook (.xlsx), then choose that file.")
_FAULTS = {
    "too_big": (
        "TABLE-TOO-BIG",
        N_("It is larger than any table of an inspection."),
        N_("Choose a smaller file."),
    ),
    "timeout": ("TABLE-TIMEOUT", N_("It took too long to read."), N_("Choose a smaller file.")),
    "broken": ("TABLE-BROKEN", N_("It is damaged, or not a table."), _SAVE_ANEW),
    "encrypted": (
        "TABLE-ENCRYPTED",
        N_("It is protected by a password."),
        N_("Ask for the file without a password, or take the password off in Excel."),
    ),
    "macros": ("TABLE-MACROS", N_("It holds macros, which are programs."), _SAVE_ANEW),
    "kind": ("TABLE-KIND", N_("It is neither an Excel workbook (.xlsx) nor a .csv file."), _SAVE_ANEW),
    "no_table": (
        "TABLE-NONE",
        N_("It is neither an Excel workbook (.xlsx, .xls) nor a .csv file."),
        _SAVE_ANEW,
    ),
    "memory": (
        "TABLE-MEMORY",
        N_("It needs more memory than a table may take."),
        N_("Save it as a .csv file, or in parts, then choose that file."),
    ),
    "quotes": (
        "TABLE-QUOTES",
        N_("A quotation mark opens a cell and nothing closes it, so that lines would be swallowed."),
        _SAVE_ANEW,
    ),
    "no_sheet": (
        "TABLE-SHEET",
        N_("It has no sheet of that name."),
        N_("Choose one of its sheets."),
    ),
    "closed": (
        "TABLE-CANNOT-OPEN",
        N_("The system did not open it."),
        N_("Look whether it is still there and whether another program holds it."),
    ),
    "coding": ("TABLE-CODING", N_("Its letters are in a coding that is not known."), _SAVE_ANEW),
}


def fault(kind: str, name: str) -> IntakeError:
    """The error of a table that is not read, by the word of its process."""
    code, why, todo = _FAULTS[kind]
    return IntakeError(code, N_("The table {file} was not read."), why=why, todo=todo, file=name)
