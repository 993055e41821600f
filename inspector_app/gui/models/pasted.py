"""What came from a spreadsheet through the clipboard, and which column of it goes where. It changes nothing."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector_app.checklist.fact import SampleRow
from inspector_app.checklist.folding import fold
from inspector_app.checklist.text import clean
from inspector_app.errors import N_
from inspector_app.gui.cells import CellError
from inspector_app.gui.figures import FigureError
from inspector_app.gui.models.row_columns import Column
from inspector_app.gui.models.rows import explained
from inspector_app.i18n import Translate

MOST_LINES = 10_000
_UNUSED = N_("No column is left for this.")
_CALCULATED = N_("This column is calculated; what was pasted is not used.")


@dataclass(frozen=True, slots=True)
class PastedCell:
    """A text of the clipboard: how it was understood, or why not."""

    text: str
    understood: str = ""
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """Lines of cells as they will be taken."""

    columns: tuple[int | None, ...]
    """Where each column of the clipboard goes; None: nowhere."""
    lines: tuple[tuple[PastedCell, ...], ...]
    headed: bool
    """The first line names the columns and is left out."""

    @property
    def texts(self) -> list[Mapping[int, str]]:
        """By column of the table."""
        return [
            {
                column: cell.text
                for column, cell in zip(self.columns, line, strict=False)
                if column is not None and cell.text
            }
            for line in self.lines
        ]

    @property
    def problems(self) -> int:
        return sum(cell.problem is not None for line in self.lines for cell in line)


def lines_of(text: str) -> list[list[str]]:
    """The cells of tab-separated text as spreadsheets put it on the clipboard; lines without any are left out."""
    plain = text.replace("\0", "").replace("\r\n", "\n")
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter="\t")
    lines: list[list[str]] = []
    try:
        for cells in reader:
            own = [" ".join(clean(cell).split()) for cell in cells]
            if any(own):
                lines.append(own)
            if len(lines) >= MOST_LINES:
                break
    except csv.Error:  # a cell larger than any that people write
        return lines
    return lines


def headings_in(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> bool:
    """Whether the first line names columns of the table rather than being one of its rows."""
    names = {fold(column.heading.partition(" (")[0]) for column in columns}
    first = [fold(cell) for cell in lines[0]] if lines else []
    return sum(cell in names for cell in first) >= min(2, len(columns))


def understand(
    translate: Translate,
    columns: Sequence[Column],
    blank: SampleRow,
    lines: Sequence[Sequence[str]],
    start: int,
    headed: bool,
) -> Pasted:
    """How each cell is read. Columns go by their headings where there are some, else in order from `start`."""
    width = max((len(line) for line in lines), default=0)
    if headed and lines:
        names = {fold(column.heading.partition(" (")[0]): place for place, column in enumerate(columns)}
        first = [*lines[0], *[""] * (width - len(lines[0]))]
        places = [names.get(fold(cell)) for cell in first]
    else:
        places = [place if place < len(columns) else None for place in range(start, start + width)]
    body = lines[1:] if headed else lines
    read = tuple(
        tuple(
            _read(translate, None if place is None else columns[place], blank, text)
            for place, text in zip(places, line, strict=False)
        )
        for line in body
    )
    return Pasted(tuple(places), read, headed)


def _read(translate: Translate, column: Column | None, blank: SampleRow, text: str) -> PastedCell:
    if column is None:
        return PastedCell(text, "", translate(_UNUSED) if text else None)
    if column.fixed:
        return PastedCell(text, "", translate(_CALCULATED) if text else None)
    try:
        return PastedCell(text, column.text(column.write(blank, text)))
    except (CellError, FigureError) as error:
        return PastedCell(text, "", explained(translate, error, text))
