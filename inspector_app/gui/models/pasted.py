"""What came from a spreadsheet through the clipboard, and which column of it goes where. It changes nothing."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inspector_app.checklist.fact import SampleRow
from inspector_app.checklist.text import clean
from inspector_app.errors import N_
from inspector_app.gui.cells import CellError
from inspector_app.gui.figures import FigureError
from inspector_app.gui.models.headings import (
    AGAINST,
    COUNTING,
    LEADING,
    heading,
    marked,
    numbers_columns,
    place_of,
)
from inspector_app.gui.models.row_columns import Column
from inspector_app.gui.models.rows import explained
from inspector_app.i18n import Translate

MOST_LINES = 10_000
_UNUSED = N_("No column is left for this.")
_BOTH = N_("Marked both as meeting the rule and as defective.")
_DAYLIKE = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}")
_CALCULATED = N_("This column is calculated; what was pasted is not used.")


@dataclass(frozen=True, slots=True)
class PastedCell:
    """A text of the clipboard: how it was understood, or why not."""

    text: str
    understood: str = ""
    problem: str | None = None
    value: str = ""
    """What is written into the table; a mark below "Chưa đạt" is the word for it."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Lines of cells as they will be taken."""

    columns: tuple[int | None, ...]
    """Where each column of the clipboard goes; None: nowhere."""
    lines: tuple[tuple[PastedCell, ...], ...]
    headed: bool
    """A line names the columns; it, and what stands above it, is left out."""

    @property
    def texts(self) -> list[Mapping[int, str]]:
        """By column of the table."""
        return [self._of(line) for line in self.lines]

    @property
    def problems(self) -> int:
        return sum(cell.problem is not None for line in self.lines for cell in line)

    def says_something(self, place: int) -> bool:
        """Whether a column that goes nowhere holds more than the numbers of the lines."""
        return any(place < len(line) and line[place].problem is not None for line in self.lines)

    def _of(self, line: Sequence[PastedCell]) -> Mapping[int, str]:
        """Where two columns say something of one, and not the same, both stay, to be put right."""
        found: dict[int, str] = {}
        for column, cell in zip(self.columns, line, strict=False):
            if column is not None and cell.value:
                before = found.get(column)
                found[column] = cell.value if before in (None, cell.value) else f"{before} / {cell.value}"
        return found


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of what came: where its rows begin, and which column each of them names."""

    begin: int
    """The first line that is a row."""
    places: tuple[int | None, ...]
    against: frozenset[int]
    """Columns of the clipboard in which a mark says that the rule is not met."""
    silent: frozenset[int]
    """Columns that only count the lines."""


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


def headings_in(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> Headings | None:
    """The headings among the first lines, in one line or in two; None where every line is a row."""
    names = [column.known_by for column in columns]
    for number, line in enumerate(lines[:LEADING]):
        found = _places(names, columns, line)
        known = {place for place in found.places if place is not None}
        if len(known) >= min(2, len(columns)):
            below = lines[number + 1] if number + 1 < len(lines) else ()
            both = _places(names, columns, _joined(line, below)) if _heads(names, line, below) else None
            begin = number + (1 if both is None else 2)
            if begin < len(lines) and numbers_columns(lines[begin]):
                begin += 1
            return replace(both or found, begin=begin)
    return None


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
    found = headings_in(columns, lines) if headed else None
    if headed and found is None and lines:
        found = replace(_places([own.known_by for own in columns], columns, lines[0]), begin=1)
    if found is None:
        found = _in_order(columns, lines, start, width)
    places = (*found.places, *[None] * (width - len(found.places)))
    read = tuple(
        _without_contradiction(
            translate,
            places,
            tuple(
                _read(translate, columns, blank, text, place, number, found)
                for number, (place, text) in enumerate(zip(places, line, strict=False))
            ),
        )
        for line in lines[found.begin :]
    )
    return Pasted(places, read, headed)


def _places(names: Sequence[frozenset[str]], columns: Sequence[Column], line: Sequence[str]) -> Headings:
    passed = next(
        (place for place, own in enumerate(columns) if own.id == "passed" and own.spec is None), None
    )
    places: list[int | None] = []
    against, silent = set(), set()
    for number, text in enumerate(line):
        own = heading(text)
        if passed is not None and own in AGAINST:
            places.append(passed)
            against.add(number)
        elif own in COUNTING and not any(own in known for known in names):
            places.append(None)
            silent.add(number)
        else:
            place = place_of(text, names)
            # Two headings may speak of the result, one for each answer; of anything else the first counts.
            places.append(place if place == passed or place not in places else None)
    return Headings(0, tuple(places), frozenset(against), frozenset(silent))


def _heads(names: Sequence[frozenset[str]], line: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the line below belongs to the headings: under one that spans several columns."""
    said = [(text, line[number] if number < len(line) else "") for number, text in enumerate(below) if text]
    new = [text for text, above in said if text != above]
    known = [text for text in new if heading(text) in AGAINST or place_of(text, names) is not None]
    return bool(new) and len(known) == len(new)


def _joined(line: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(line), len(below))
    upper, lower = [*line, *[""] * (width - len(line))], [*below, *[""] * (width - len(below))]
    return [under or over for over, under in zip(upper, lower, strict=True)]


def _in_order(columns: Sequence[Column], lines: Sequence[Sequence[str]], start: int, width: int) -> Headings:
    """Without headings: one after the other; a first column that only counts the lines is left out."""
    counts = int(start == 0 and _counts_lines(lines))
    places = [
        place if 0 <= place < len(columns) else None
        for place in range(start - counts, start - counts + width)
    ]
    if counts:
        places[0] = None
    return Headings(0, tuple(places), frozenset(), frozenset(range(counts)))


def _counts_lines(lines: Sequence[Sequence[str]]) -> bool:
    first = [line[0] if line else "" for line in lines]
    if len(first) < 2 or not all(cell.isdecimal() for cell in first):
        return False
    numbers = [int(cell) for cell in first]
    # A plain number before a day is the number of a document.
    second = [line[1] if len(line) > 1 else "" for line in lines]
    days = sum(_DAYLIKE.match(cell) is not None for cell in second)
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and days * 2 < len(lines)


def _read(
    translate: Translate,
    columns: Sequence[Column],
    blank: SampleRow,
    text: str,
    place: int | None,
    number: int,
    found: Headings,
) -> PastedCell:
    if place is None:
        unused = text and number not in found.silent
        return PastedCell(text, "", translate(_UNUSED) if unused else None)
    column = columns[place]
    if column.fixed:
        return PastedCell(text, "", translate(_CALCULATED) if text else None)
    value = text
    if number in found.against:
        value = column.options[str(False)] if marked(text) else ""
    try:
        return PastedCell(text, column.text(column.write(blank, value)), None, value)
    except (CellError, FigureError) as error:
        return PastedCell(text, "", explained(translate, error, text), value)


def _without_contradiction(
    translate: Translate, places: Sequence[int | None], line: tuple[PastedCell, ...]
) -> tuple[PastedCell, ...]:
    """Marked under both answers is understood as neither."""
    said: dict[int, str] = {}
    checked = []
    for place, cell in zip(places, line, strict=False):
        if (
            place is not None
            and cell.understood
            and said.setdefault(place, cell.understood) != cell.understood
        ):
            cell = replace(cell, understood="", problem=translate(_BOTH))
        checked.append(cell)
    return tuple(checked)
