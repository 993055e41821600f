"""Figures of one unit over the years, gathered from its visits: which rose, which fell, and whether two periods
may be compared at all. The words are Vietnamese, as in the minutes the figures come from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from inspector_app.checklist.fact import Choice, Fact, FactId, Rate
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.template import ItemId, Template, Wording
from inspector_app.checklist.visit import Visit, VisitId
from inspector_app.checklist.wording import decimal_in_words, percent_in_words

UNEQUAL = "hai kỳ không cùng độ dài"
NO_CHANGE = "không thay đổi"

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_WHOLE = re.compile(r"(?:cả )?năm (?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact of a published checklist that belongs to a measure, though the checklist does not say so."""

    checklist: str
    item: ItemId
    fact: FactId
    measure: str
    rank: FactId | None = None
    """The fact of the same item that holds the class of that period."""


@dataclass(frozen=True, slots=True)
class Measure:
    id: str
    label: Wording
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Measures:
    """What is followed over the years; data of the office, not of the program."""

    measures: tuple[Measure, ...] = ()
    facts: tuple[KnownFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of one period, in per cent."""

    period: str
    value: Decimal
    year: int | None
    whole_year: bool
    source: str | None
    as_of: str | None
    """Số liệu tính đến, in words."""
    rank: str | None
    """The class of that period: "Trung bình"."""
    visits: tuple[VisitId, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """From one point to the next."""

    words: str
    """ "giảm 9,72 điểm phần trăm", with a warning where the periods differ in length."""
    points: Decimal
    comparable: bool
    better: bool | None
    """None: unchanged, or not to be compared."""


@dataclass(frozen=True, slots=True)
class Series:
    measure: Measure
    points: tuple[Point, ...]
    """The earliest first; periods without a year last."""
    changes: tuple[Change, ...]
    """One fewer than points."""


@dataclass(slots=True)
class _Gathered:
    points: dict[tuple[str, Decimal], Point] = field(default_factory=dict)

    def add(self, point: Point) -> None:
        """A figure that two visits name alike is one point, with both as its sources."""
        key = (_plain(point.period), point.value)
        known = self.points.get(key)
        if known is None:
            self.points[key] = point
            return
        visits = (*known.visits, *(own for own in point.visits if own not in known.visits))
        self.points[key] = Point(
            known.period,
            known.value,
            known.year,
            known.whole_year,
            known.source or point.source,
            known.as_of or point.as_of,
            known.rank or point.rank,
            visits,
        )


def trend(visits: Iterable[tuple[Visit, Template]], known: Measures) -> tuple[Series, ...]:
    """The series of one unit from its visits, in the order of `known`; what only checklists name comes after.

    A rate counts as part of a measure where its checklist says so (`measure`) or `known` does.
    """
    by_fact = {(own.checklist, own.item, own.fact): own for own in known.facts}
    gathered: dict[str, _Gathered] = {own.id: _Gathered() for own in known.measures}
    labels = {own.id: own for own in known.measures}
    for visit, template in visits:
        for item in template.items:
            answer = visit.answers.get(item.id)
            if answer is None or not visit.applies(item.id):
                continue
            for spec in item.facts:
                if (item.id, spec.id) in visit.hidden:
                    continue
                fact = answer.facts.get(spec.id)
                own = by_fact.get((template.id, item.id, spec.id))
                measure = spec.measure or (None if own is None else own.measure)
                if not isinstance(fact, Rate) or measure is None:
                    continue
                labels.setdefault(measure, Measure(measure, spec.label))
                rank = None if own is None or own.rank is None else answer.facts.get(own.rank)
                for point in _points(fact, visit, rank):
                    gathered.setdefault(measure, _Gathered()).add(point)
    return tuple(
        _series(labels[measure], tuple(own.points.values()))
        for measure, own in gathered.items()
        if own.points
    )


def _points(rate: Rate, visit: Visit, rank: Fact | None) -> Iterable[Point]:
    opened = visit.details.opened_at
    source = fact_in_words(rate, "source")
    as_of = fact_in_words(rate, "as_of")
    if rate.value is not None:
        period = rate.period or (f"đến {as_of}" if as_of else None)
        year = _year(rate.period) or _cut_off_year(rate) or (opened.year if opened is not None else None)
        whole = _is_whole(rate.period, rate.origin.as_of)
        named = rank.value if isinstance(rank, Choice) else None
        yield Point(period or "không rõ kỳ", rate.value, year, whole, source, as_of, named, (visit.id,))
    if rate.compared is not None and rate.compared_period:
        before = rate.compared_period
        yield Point(
            before, rate.compared, _year(before), _is_whole(before, None), source, None, None, (visit.id,)
        )


def _series(measure: Measure, points: tuple[Point, ...]) -> Series:
    ordered = tuple(sorted(points, key=_place))
    pairs = pairwise(ordered)
    return Series(measure, ordered, tuple(_change(measure, before, after) for before, after in pairs))


def _place(point: Point) -> tuple[bool, int, bool, str]:
    """A part of a year stands before the whole of it."""
    return (point.year is None, point.year or 0, point.whole_year, _plain(point.period))


def _change(measure: Measure, before: Point, after: Point) -> Change:
    points = after.value - before.value
    same_period = _plain(before.period) == _plain(after.period)
    comparable = _comparable(before, after) and not same_period
    words = change_in_words(points)
    if same_period:
        words = f"hai số liệu khác nhau của cùng một kỳ, chênh {decimal_in_words(abs(points))} điểm phần trăm"
    elif not comparable:
        words += f" ({UNEQUAL})"
    better = None if not comparable or points == 0 else (points > 0) == measure.higher_is_better
    return Change(words, points, comparable, better)


def change_in_words(points: Decimal) -> str:
    """giảm 9,72 điểm phần trăm."""
    if points == 0:
        return NO_CHANGE
    return f"{'tăng' if points > 0 else 'giảm'} {percent_in_words(abs(points))[:-1]} điểm phần trăm"


def _comparable(before: Point, after: Point) -> bool:
    """Whole years with each other; parts of a year only with the same part of another."""
    if before.whole_year or after.whole_year:
        return before.whole_year and after.whole_year
    return _YEAR.sub("", _plain(before.period)) == _YEAR.sub("", _plain(after.period))


def _is_whole(period: str | None, as_of: date | None) -> bool:
    """A period that names a year and nothing else, and whose figures were not cut off within it."""
    if period is None or _WHOLE.fullmatch(_plain(period)) is None:
        return False
    year = _year(period)
    return as_of is None or year is None or as_of >= date(year, 12, 31)


def _year(text: str | None) -> int | None:
    found = _YEAR.findall(text or "")
    return int(found[-1]) if found else None


def _cut_off_year(rate: Rate) -> int | None:
    if rate.origin.as_of is not None:
        return rate.origin.as_of.year
    return _year(rate.origin.as_of_words)


def _plain(period: str) -> str:
    return " ".join(period.casefold().split())
