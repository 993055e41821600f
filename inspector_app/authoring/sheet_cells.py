"""Cells of a workbook that somebody filled in, read one by one as what their columns hold.

It knows neither workbooks nor what the sheets are about; a fault names sheet, row and column.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from inspector_app.errors import N_, ChecklistError

ReadCell = str | Decimal | None
"""What a cell of a foreign workbook holds: text as typed, or the exact number of a number cell."""
Rows = Sequence[tuple[int, Sequence[ReadCell]]]
"""Rows with the number that the person sees."""
E = TypeVar("E", bound=StrEnum)

_DECIMAL = re.compile(r"\d{1,12}(,\d{1,9})?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet by its columns."""

    reader: "Reader"
    sheet: str
    row: int
    cells: Mapping[str, str | Decimal]

    def fault(self, column: str, why: str, **parameters: object) -> ChecklistError:
        return self.reader.fault(self.sheet, self.row, column, why, **parameters)


@dataclass(frozen=True, slots=True)
class Reader:
    file: str

    def lines(self, sheets: Mapping[str, Rows], sheet: str, names: Sequence[str]) -> list[Line]:
        """The rows below the one that names the columns `names`; empty ones are passed over."""
        rows = sheets.get(sheet, ())
        header = next((at for at, (_, row) in enumerate(rows) if _texts(row)[:1] == [names[0]]), None)
        if header is None:
            why = N_("The sheet is missing, or no row begins with this column's name.")
            raise self.fault(sheet, 1, names[0], why)
        columns = _texts(rows[header][1])
        if lost := [name for name in names if name not in columns]:
            raise self.fault(sheet, rows[header][0], lost[0], N_("The column is missing."))
        found = []
        for number_of_row, row in rows[header + 1 :]:
            cells = {
                name: cell
                for name, cell in zip(columns, row, strict=False)
                if isinstance(cell, Decimal) or (cell and cell.strip())
            }
            if cells:
                found.append(Line(self, sheet, number_of_row, cells))
        return found

    def nothing(self, sheet: str) -> Line:
        return Line(self, sheet, 1, {})

    def fault(self, sheet: str, row: int, column: str, why: str, **parameters: object) -> ChecklistError:
        return ChecklistError(
            "SCORES-SHEET",
            N_("The workbook {file} cannot be used: sheet {sheet}, row {row}, column {column}."),
            why=why,
            todo=N_("Correct the workbook at that place and import it again."),
            file=self.file,
            sheet=sheet,
            row=row,
            column=column,
            **parameters,
        )


@dataclass(frozen=True, slots=True)
class Value:
    """One cell, read as what its column holds."""

    line: Line
    column: str
    verbatim: bool = False
    """Blanks inside mean something, as in an expression."""
    text: str | None = field(init=False)

    def __post_init__(self) -> None:
        cell = self.line.cells.get(self.column)
        text = format(cell, "f") if isinstance(cell, Decimal) else cell
        if text is not None:
            text = text.strip() if self.verbatim else " ".join(text.split())
        object.__setattr__(self, "text", text)

    def needed(self) -> str:
        if self.text is None:
            raise self.line.fault(self.column, N_("It must be filled in."))
        return self.text

    def whole(self, least: int, most: int, default: int | None = None) -> int | None:
        if self.text is None and default is not None:
            return default
        text = self.needed()
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            why = N_("A whole number from {least} to {most} is expected, not {text}.")
            raise self.line.fault(self.column, why, least=least, most=most, text=text)
        return int(text)

    def decimal(self) -> Decimal | None:
        cell = self.line.cells.get(self.column)
        if isinstance(cell, Decimal):
            return cell
        return None if self.text is None else self.as_decimal(self.text)

    def as_decimal(self, text: str) -> Decimal:
        """2 or 2,5. A typed 2.500 could be two numbers; a number cell never can."""
        text = text.strip()
        if _DECIMAL.fullmatch(text):
            return Decimal(text.replace(",", "."))
        why = N_("A number such as 2,5 is expected, not {text}.")
        raise self.line.fault(self.column, why, text=text)

    def one_of(self, words: Mapping[E, str], default: E) -> E:
        if self.text is None:
            return default
        for value, word in words.items():
            if word.casefold() == self.text.casefold():
                return value
        why = N_("One of these is expected: {known}; not {text}.")
        raise self.line.fault(self.column, why, known="; ".join(words.values()), text=self.text)

    def day(self) -> date | None:
        if self.text is None:
            return None
        try:
            match = _DAY.fullmatch(self.text)
            parts = [int(part) for part in match.groups() if part] if match else []
            day, month, year = parts if match and match[1] else parts[::-1]
            return date(year, month, day)
        except ValueError as error:
            why = N_("A day such as 06/6/2026 is expected, not {text}.")
            raise self.line.fault(self.column, why, text=self.text) from error


def _texts(row: Sequence[ReadCell]) -> list[str]:
    return [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in row]
