"""The register of units as a table that people fill in: its columns, and what each row says or why it cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.checklist.folding import fold
from inspector_app.checklist.register import FormerName, Unit, UnitCode
from inspector_app.errors import N_

COLUMNS = {
    "code": "Mã",
    "name": "Tên đơn vị",
    "kind": "Loại đơn vị",
    "former_names": "Tên cũ",
    "since": "Có từ ngày",
    "until": "Đến ngày",
    "successor": "Mã đơn vị kế thừa",
}
"""Headings by field; a table may leave out all but the first two, and may have others."""
NEEDED = ("code", "name")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet, its cells as text."""

    sheet: str
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that is not taken over, and why (a msgid)."""

    sheet: str
    row: int
    why: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class UnitList:
    """What a table says; `found` is False where no row holds the headings."""

    units: tuple[Unit, ...] = ()
    problems: tuple[Problem, ...] = ()
    found: bool = False


def read(lines: Iterable[Line]) -> UnitList:
    """The units of the first table that has the headings; former names stand on lines of their own in a cell."""
    places: dict[str, int] | None = None
    units: dict[str, Unit] = {}
    problems: list[Problem] = []
    for line in lines:
        if places is None:
            places = _places(line.cells)
            continue
        texts = {field: _cell(line.cells, place) for field, place in places.items()}
        if not any(texts.values()):
            continue
        unit, why, text = _unit(texts, units)
        if unit is None:
            problems.append(Problem(line.sheet, line.number, why, text))
        else:
            units[fold(unit.code)] = unit
    return UnitList(_heirs_first(tuple(units.values())), tuple(problems), places is not None)


def _places(cells: Sequence[str]) -> dict[str, int] | None:
    headings = {fold(cell): place for place, cell in enumerate(cells)}
    found = {field: headings[fold(title)] for field, title in COLUMNS.items() if fold(title) in headings}
    return found if all(field in found for field in NEEDED) else None


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _unit(texts: Mapping[str, str], known: Mapping[str, Unit]) -> tuple[Unit | None, str, str]:
    code, name = texts["code"], texts["name"]
    if not code or not name:
        return None, N_("A unit needs a code and a name."), code or name
    if fold(code) in known:
        return None, N_("Another row has this code already."), code
    days: dict[str, date | None] = {}
    for field in ("since", "until"):
        text = texts.get(field, "")
        try:
            days[field] = _day(text)
        except ValueError:
            return None, N_("A day is written as dd/mm/yyyy."), text
    former = (own.strip() for own in texts.get("former_names", "").replace(";", "\n").splitlines())
    successor = texts.get("successor")
    unit = Unit(
        code=UnitCode(code),
        name=name,
        kind=texts.get("kind") or None,
        since=days["since"],
        until=days["until"],
        successor=UnitCode(successor) if successor else None,
        former_names=tuple(FormerName(own) for own in former if own),
    )
    return unit, "", ""


def _day(text: str) -> date | None:
    if not text:
        return None
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


def _heirs_first(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """A successor before those that it takes over from, so that each can be recorded in turn."""
    waiting, ordered = list(units), list[Unit]()
    while waiting:
        names = {unit.code for unit in waiting}
        ready = [unit for unit in waiting if unit.successor not in names] or waiting
        ordered += ready
        waiting = [unit for unit in waiting if unit not in ready]
    return tuple(ordered)
