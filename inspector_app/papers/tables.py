"""What a table of an office document is, whether Word or Excel holds it: columns, rows, bands between rows."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | date | None


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` in characters, which a Word table takes as shares of the line."""

    title: str
    width: float
    align: Align = Align.LEFT
    choices: tuple[str, ...] = ()
    """Words to choose from in a workbook; others are refused while typing."""
    typed: bool = False
    """Whether the reader fills it in: open in a protected sheet."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A line across the whole table: the heading of the rows below it."""

    text: str


Row = Sequence[Cell]


def printable(text: str) -> str:
    """NFC without what XML cannot hold (controls, surrogates, non-characters): a file that opens anywhere."""
    kept = (c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\n\t" or _allowed(c))
    return unicodedata.normalize("NFC", "".join(kept))


def in_words(value: Cell) -> str:
    """A cell as a document writes it: dates dd/mm/yyyy, a decimal comma, dots between thousands."""
    match value:
        case None:
            return ""
        case str():
            return printable(value)
        case date():
            return f"{value:%d/%m/%Y}"
    return (
        f"{value:,f}".translate(str.maketrans(",.", ".,")) if isinstance(value, Decimal) else _grouped(value)
    )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _allowed(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs") and ord(character) & 0xFFFE != 0xFFFE
