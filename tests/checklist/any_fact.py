"""Facts of every kind with anything in them that can be written: for tests that promise something of all of them."""

from collections.abc import Mapping
from datetime import date, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from inspector_app.checklist.canonical import MAX_INTEGER
from inspector_app.checklist.fact import (
    Amount,
    Choice,
    Choices,
    Count,
    Day,
    Document,
    Fact,
    FactKind,
    FigureSource,
    Interval,
    IntervalKind,
    Moment,
    Number,
    Origin,
    Place,
    Rate,
    Rows,
    Sample,
    Text,
    TimeOfDay,
    Url,
)

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["", "yes", "một số", "Trung bình", "12,5", "2026-05-12", "-1", "{x}", "[a|b]"]
)
numbers = st.integers(-3, 40) | st.integers(-MAX_INTEGER, MAX_INTEGER)
decimals = st.decimals(-1000, 1000, places=2) | st.decimals(
    Decimal("-999999999999999999.999999999"), Decimal("999999999999999999.999999999"), places=9
)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31)) | st.dates()
offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
origins = st.builds(Origin, st.none() | st.sampled_from(FigureSource), st.none() | days, st.none() | words)


def _maybe(own: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | own


ANY: Mapping[FactKind, st.SearchStrategy[Fact]] = {
    FactKind.SAMPLE: st.builds(
        Sample,
        _maybe(numbers),
        _maybe(numbers),
        _maybe(numbers),
        _maybe(words),
        _maybe(words),
        origins,
        _maybe(words),
        _maybe(st.builds(Interval, decimals, decimals, decimals, st.sampled_from(IntervalKind))),
    ),
    FactKind.RATE: st.builds(
        Rate,
        _maybe(decimals),
        _maybe(numbers),
        _maybe(numbers),
        _maybe(words),
        origins,
        _maybe(numbers),
        _maybe(numbers),
        _maybe(decimals),
        _maybe(words),
    ),
    FactKind.AMOUNT: st.builds(Amount, numbers, origins),
    FactKind.COUNT: st.builds(Count, numbers, _maybe(numbers), origins),
    FactKind.DATE: st.builds(Day, days, _maybe(days)),
    FactKind.DOCUMENT: st.builds(
        Document,
        _maybe(words),
        _maybe(words),
        _maybe(days),
        _maybe(words),
        _maybe(words),
        _maybe(st.booleans()),
    ),
    FactKind.URL: st.builds(Url, words, _maybe(days)),
    FactKind.CHOICE: st.builds(Choice, words),
    FactKind.TEXT: st.builds(Text, words),
    FactKind.NUMBER: st.builds(Number, decimals, origins),
    FactKind.CHOICES: st.builds(Choices, st.lists(words, max_size=3).map(tuple)),
    FactKind.TIME: st.builds(TimeOfDay, st.times()),
    FactKind.MOMENT: st.builds(Moment, st.datetimes(timezones=offsets)),
    FactKind.PLACE: st.builds(Place, decimals, decimals, _maybe(decimals), _maybe(decimals)),
    FactKind.ROWS: st.builds(Rows, st.integers(0, 5000)),
}


def any_fact(kind: FactKind) -> st.SearchStrategy[Fact]:
    """Possible or not, sensible or not."""
    return ANY[FactKind(kind)]
