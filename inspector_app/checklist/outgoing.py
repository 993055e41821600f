"""What a register of outgoing documents (Sổ đăng ký văn bản đi) says: its columns and its lines.

Values only; files are read by `sampling`. Every line is counted: in = used + refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspector_app.checklist.e_documents import Method, Refused, RegisterLine, Selection


class OutgoingField(StrEnum):
    """What a column of the register may hold."""

    NUMBER = "number"
    """The number, or number and sign in one."""
    SYMBOL = "symbol"
    ISSUED = "issued"
    ABSTRACT = "abstract"
    SIGNER = "signer"


@dataclass(frozen=True, slots=True)
class OutgoingColumns:
    """Which column holds what: recognised by its heading, or said by a person."""

    sheet: str
    header_row: int
    """The first row of the headings, from 1."""
    header_rows: int
    headings: tuple[str, ...]
    fields: Mapping[OutgoingField, int]
    """Column of each field, from 0."""


@dataclass(frozen=True, slots=True)
class OutgoingRegister:
    """All that one reading of a register gives."""

    name: str
    """Of its file."""
    sha256: str
    columns: OutgoingColumns
    lines: tuple[RegisterLine, ...]
    refused: tuple[Refused, ...] = ()
    """Lines that are no documents, such as totals, and lines without a number; empty rows are no lines."""
    doubts: tuple[Refused, ...] = ()
    """Lines that are used although something of them could not be read."""
    other_sheets: tuple[str, ...] = ()
    """Visible sheets that hold such a register too, and were not read."""

    @property
    def lines_in(self) -> int:
        return len(self.lines) + len(self.refused)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A draw from a register with all that is needed to repeat it."""

    register: OutgoingRegister
    size: int
    """n"""
    seed: str
    drawn_at: datetime
    places: tuple[int, ...]
    """Of the drawn lines, from 0, in the order of the register."""
    digests: tuple[str, ...]
    """Of every line, by which it was drawn or not."""

    @property
    def drawn(self) -> tuple[RegisterLine, ...]:
        return tuple(self.register.lines[place] for place in self.places)

    @property
    def selection(self) -> Selection:
        return Selection(Method.RANDOM, len(self.register.lines), self.size, self.seed, of_register=True)
