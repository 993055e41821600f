"""Which line of the register a file is: by its number and day, on its first page or in its name. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.checklist.e_documents import ExaminedDocument, RegisterLine
from inspector_app.checklist.folding import fold
from inspector_app.checklist.text import clean

_PARTS = re.compile(r"\d+|[a-z]+")
_DAYS = (
    re.compile(r"(?<!\d)(?P<day>\d{1,2})[-._ /](?P<month>\d{1,2})[-._ /](?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-._ ]?(?P<month>[01]\d)[-._ ]?(?P<day>[0-3]\d)(?!\d)"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """Digits, without leading zeros, or letters of a number or a name."""

    text: str
    glued: bool
    """Nothing stands between it and the part before."""


def match(lines: Sequence[RegisterLine], documents: Sequence[ExaminedDocument]) -> tuple[int | None, ...]:
    """For each document the place of its line, or None where the register does not list it, or not clearly.

    What the first page says goes before the name: "123/SXD-VP" is called "123-SXD-VP", "Số 123 SXD_VP" and the like,
    for no name can hold a "/".
    """
    register = _Register(lines)
    return tuple(register.place(document) for document in documents)


def is_named(name: str, number: str | None) -> bool:
    """Whether a file's own name carries a number of the register."""
    stem = name.rpartition(".")[0] or name
    return bool(_Register([RegisterLine(1, "", number)]).by_name(stem))


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a number or a file's name, without marks and capitals."""
    found = []
    end = -1
    for part in _PARTS.finditer(fold(clean(text))):
        digits = part[0].isdecimal()
        found.append(Part((part[0].lstrip("0") or "0") if digits else part[0], part.start() == end))
        end = part.end()
    return tuple(found)


def day_in(name: str) -> date | None:
    """The only day that a file's name states: 06-06-2022, 6.6.2022, 20220606."""
    days = set()
    for pattern in _DAYS:
        for found in pattern.finditer(name):
            try:
                days.add(date(int(found["year"]), int(found["month"]), int(found["day"])))
            except ValueError:
                continue
    return days.pop() if len(days) == 1 else None


class _Register:
    def __init__(self, lines: Sequence[RegisterLine]) -> None:
        self._lines = lines
        self._numbers = [_joined(parts(line.number or "")) for line in lines]
        self._by_first: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(lines):
            if own := parts(line.number or ""):
                self._by_first[own[0].text].append(place)
        self._taken: Counter[int] = Counter()

    def place(self, document: ExaminedDocument) -> int | None:
        stem = document.name.rpartition(".")[0] or document.name
        day = document.issued or day_in(stem)
        found = self._by_number(document.number)
        if not found:
            found = self.by_name(stem)
            own = parts(document.number or "")
            # A page that states another number is another document, whatever its file is called.
            if own:
                found = [
                    place for place in found if parts(self._lines[place].number or "")[0].text == own[0].text
                ]
        chosen = self._of_that_day(found, day)
        if chosen is not None:
            self._taken[chosen] += 1
        return chosen

    def _by_number(self, number: str | None) -> list[int]:
        own = parts(number or "")
        if not own:
            return []
        whole = _joined(own)
        candidates = self._by_first[own[0].text]
        return [place for place in candidates if self._numbers[place] in (whole, own[0].text)]

    def by_name(self, stem: str) -> list[int]:
        """The lines whose numbers a file's name holds."""
        own = parts(stem)
        digits = [place for place, part in enumerate(own) if part.text.isdecimal()]
        found = []
        for start in digits:
            ends = {_joined(own[start:end]) for end in range(start + 1, len(own) + 1) if _ends(own, end)}
            for place in self._by_first.get(own[start].text, ()):
                number = self._numbers[place]
                # Digits alone are too little, save where the name begins with them.
                if number in ends and (not number.isdecimal() or start == digits[0]):
                    found.append(place)
        return list(dict.fromkeys(found))

    def _of_that_day(self, places: Sequence[int], day: date | None) -> int | None:
        if day is not None:
            same = [place for place in places if self._lines[place].issued == day]
            near = [place for place in places if _may_be(self._lines[place].issued, day)]
            places = same or near
        if not places:
            return None
        lines = {(self._lines[place].issued, self._numbers[place]) for place in places}
        if len(lines) > 1:
            return None
        # A register may list the same number and day twice: one file for each.
        return min(places, key=lambda place: (self._taken[place], place))


def _may_be(listed: date | None, day: date) -> bool:
    """Numbers begin anew every year; within it a day may be mistyped."""
    return listed is None or listed.year == day.year


def _joined(own: Sequence[Part]) -> str:
    return "".join(part.text for part in own)


def _ends(own: Sequence[Part], end: int) -> bool:
    return end == len(own) or not own[end].glued
