"""Where the headings of a foreign register stand and which column is what, told by its heading.

It knows headings, not what their cells mean.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from inspector_app.checklist.folding import fold
from inspector_app.errors import N_

SEARCHED = 30
"""Rows among which the header is looked for."""
HEADER_ROWS = 3

TWO_COLUMNS = N_("Both {first} and {second} could be this column: {field}. The first was taken.")

EMPTY_ROW = N_("The row is empty.")
TOTAL_ROW = N_("A row of totals.")
NUMBERING_ROW = N_("A row that numbers the columns.")
HEADER_AGAIN = N_("The headings once more.")
TITLE_ROW = N_("A title between the lines.")

_MARKS = re.compile(r"[^\w%]+")
_TOTAL = re.compile(
    r"(tong( so| cong| hop)?|cong( don)?|luy ke|total|sum)\b[ :.]*(\d+ ?(ho so|van ban|dong)?)?[ .]*"
)
_ORDINAL = re.compile(r"\(?\[?([0-9]{1,2}|[a-z])\]?\)?(=.*)?", re.IGNORECASE)
_COUNTER = re.compile(r"([IVXLC]+|[A-ZĐa-zđ]|[0-9]{1,2}(\.[0-9]{1,2})*)[.)/]?")
_VALUE = re.compile(r"[-+]?[0-9][0-9.,\s]*|[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}.*")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The header and the column of each field that was found."""

    header_row: int
    """From 1."""
    header_rows: int
    headings: tuple[str, ...]
    """A heading over several columns joined with each of its own."""
    fields: Mapping[str, int]
    """Column of each field, from 0."""
    doubts: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Msgids and parameters."""

    @property
    def first_line(self) -> int:
        """The row of the first line, from 1."""
        return self.header_row + self.header_rows


def folded(heading: str) -> str:
    """A heading as it is compared: no marks, capitals, line breaks or signs."""
    return " ".join(_MARKS.sub(" ", fold(heading)).split())


def recognise(
    rows: Sequence[Sequence[str]],
    headings: Mapping[str, Sequence[str]],
    required: Sequence[Collection[str]],
    *,
    header_row: int | None = None,
) -> Recognised | None:
    """The header among the first rows, by the usual `headings` of each field, the likeliest first.

    `required`: sets of fields of which one must be wholly there. `header_row`, from 1: a person said where it begins.
    """
    known = {name: tuple(dict.fromkeys(map(folded, usual))) for name, usual in headings.items()}
    best: tuple[tuple[int, int], Recognised] | None = None
    starts = range(min(len(rows), SEARCHED)) if header_row is None else (header_row - 1,)
    for start in starts:
        for size in range(1, HEADER_ROWS + 1):
            joined = _joined(rows[start : start + size])
            if joined is None or len(rows) < start + size:
                break
            found, points, doubts = _matched(joined, known)
            if not any(found.keys() >= set(needed) for needed in required):
                continue
            rank = (len(found), points)
            if best is None or rank > best[0]:
                best = rank, Recognised(start + 1, size, joined, found, doubts)
    if best is None:
        return None
    return best[1] if header_row is not None else _with_merged_above(rows, best[1])


def _with_merged_above(rows: Sequence[Sequence[str]], found: Recognised) -> Recognised:
    """The header with the rows above that reach into it: a cell merged downwards stands in both."""
    while found.header_rows < HEADER_ROWS and found.header_row > 1:
        start = found.header_row - 2
        above, first = rows[start], rows[start + 1]
        if len(set(above)) < 3 or not any(text and text == _at(above, at) for at, text in enumerate(first)):
            break
        joined = _joined(rows[start : start + 1 + found.header_rows])
        if joined is None:
            break
        found = replace(found, header_row=start + 1, header_rows=found.header_rows + 1, headings=joined)
    return found


def headings_at(rows: Sequence[Sequence[str]], header_row: int, header_rows: int) -> tuple[str, ...]:
    """The joined headings of rows that a person named, whatever stands there."""
    return _joined(rows[header_row - 1 : header_row - 1 + header_rows], anything=True) or ()


def aside(row: Sequence[str], headings: Sequence[str]) -> str | None:
    """Why a row is no line of the register (a msgid); None where it may be one."""
    texts = [text for text in row if text]
    if not texts:
        return EMPTY_ROW
    bare = [fold(text) for text in texts]
    if any(_TOTAL.fullmatch(text) for text in bare[:3]):
        return TOTAL_ROW
    if len(texts) > 2 and len(set(texts)) > 1 and _is_numbering(texts):
        return NUMBERING_ROW
    known = {folded(part) for heading in headings for part in (heading, *heading.split(" · ")) if part}
    if len(texts) > 2 and sum(folded(text) in known for text in texts) * 3 >= len(texts) * 2:
        return HEADER_AGAIN
    numbered = len(texts) == 2 and len([own for own in headings if own]) > 3 and _COUNTER.fullmatch(texts[0])
    if len(set(texts)) == 1 or (numbered and not _VALUE.fullmatch(texts[1])):
        return TITLE_ROW
    return None


def _is_numbering(texts: Sequence[str]) -> bool:
    """(1) (2) (3), or A B 1 2 3: every cell an ordinal, and they go up."""
    signs = [_ORDINAL.fullmatch(text.strip()) for text in texts]
    if not all(signs):
        return False
    numbers = [int(sign[1]) for sign in signs if sign is not None and sign[1].isdecimal()]
    steps = {after - before for before, after in pairwise(numbers)}
    return bool(numbers) and steps <= {0, 1} and 1 in (steps or {1})


def _joined(rows: Sequence[Sequence[str]], anything: bool = False) -> tuple[str, ...] | None:
    """One heading per column; None where a row can be no part of a header, because it holds values."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return None
    columns: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(rows):
        cells = [*row, *[""] * (width - len(row))]
        if not anything and (not any(cells) or _holds_values(cells)):
            return None
        above = ""
        for column, text in enumerate(cells):
            above = text or above
            # A title over several columns stands in the first of them where cells are not merged.
            own = text or (above if any(_at(lower, column) for lower in rows[number + 1 :]) else "")
            if own and (not columns[column] or fold(columns[column][-1]) != fold(own)):
                columns[column].append(own)
    return tuple(" · ".join(" ".join(part.split()) for part in parts) for parts in columns)


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _holds_values(cells: Iterable[str]) -> bool:
    return any(_VALUE.fullmatch(text) for text in cells if text)


def _matched(
    headings: Sequence[str], known: Mapping[str, Sequence[str]]
) -> tuple[dict[str, int], int, tuple[tuple[str, Mapping[str, Any]], ...]]:
    """The column of each field, how well they fit altogether, and what could be another column as well."""
    fits = sorted(
        (
            (points, name, column)
            for column, heading in enumerate(headings)
            for name, usual in known.items()
            if (points := _points(heading, usual))
        ),
        key=lambda fit: (-fit[0], fit[2]),
    )
    found: dict[str, int] = {}
    total = 0
    for points, name, column in fits:
        if name not in found and column not in found.values():
            found[name] = column
            total += points
    given = {(name, column): points for points, name, column in fits}
    doubts = tuple(
        (TWO_COLUMNS, {"first": headings[found[name]], "second": headings[column], "field": name})
        for points, name, column in fits
        if column not in found.values() and points == given[name, found[name]]
    )
    return found, total, doubts


_EXACT = 1000
_OWN_PART = 600


def _points(heading: str, usual: Sequence[str]) -> int:
    """How well a heading fits: wholly; in the part nearest to the lines; or as words within it, the more the better."""
    whole = folded(heading)
    if not whole:
        return 0
    part = folded(heading.rsplit(" · ", 1)[-1])
    best = 0
    for place, words in enumerate(usual):
        if whole == words:
            points = _EXACT - place
        elif part == words:
            points = _OWN_PART - place
        elif f" {words} " in f" {whole} ":
            # Of two that fit, the one that leaves fewer words unsaid.
            points = 100 + 20 * len(words.split()) - 5 * len(whole.split())
        else:
            continue
        best = max(best, points, 1)
    return best
