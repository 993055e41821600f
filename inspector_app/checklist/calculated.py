"""Between facts and the values of expressions: what an expression reads of a fact, and the fact it calculates."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from inspector_app.checklist.expression.language import Value as Result
from inspector_app.checklist.expression.language import as_number, as_text
from inspector_app.checklist.expression.values import read_moment, read_time
from inspector_app.checklist.fact import (
    Amount,
    Choice,
    Choices,
    Count,
    Day,
    Document,
    Fact,
    FactKind,
    Moment,
    Number,
    Place,
    Rate,
    Sample,
    Text,
    TimeOfDay,
    Url,
)
from inspector_app.checklist.fact_kinds import KINDS, WHOLE, Value

LARGEST = Decimal(10) ** 15
"""Above this no figure of ours goes: it stays exact in JSON and in every office program."""
_DECIMALS = Decimal(1).scaleb(-9)


def value_of(fact: Fact | None, part: str = WHOLE) -> str | float | bool:
    """What an expression reads of a fact: text, or a number; the empty text where nothing is known."""
    return "" if fact is None else as_value(KINDS[fact.KIND].values[part](fact))


def as_value(value: Value) -> str | float | bool:
    """Days and times as ISO 8601 text, which compares as days."""
    match value:
        case None:
            return ""
        case Decimal():
            return float(value) if abs(value) < 2**53 else format(value, "f")
        case date() | time():
            return value.isoformat()
    return value


def fact_from(kind: FactKind, result: Result, now: datetime) -> Fact | None:
    """The fact of a kind that a calculated value is; None for nothing, and for what no such fact can hold
    (a word where a number belongs, a number that is not finite). `now` gives the zone of days and times."""
    text = as_text(result).strip()
    if not text:
        return None
    make = _MAKERS.get(kind)
    return None if make is None else make(text, result, now)


def _decimal(result: Result) -> Decimal | None:
    number = as_number(result)
    # Comparing, rather than asking for NaN and the infinities one by one: all three fail it.
    if not abs(number) <= float(LARGEST):
        return None
    return Decimal(f"{number:.15g}").quantize(_DECIMALS, ROUND_HALF_UP).normalize() + 0


def _whole(result: Result) -> int | None:
    number = _decimal(result)
    return None if number is None or number != number.to_integral_value() else int(number)


def _number(_text: str, result: Result, _now: datetime) -> Fact | None:
    number = _decimal(result)
    return None if number is None else Number(_plain(number))


def _count(_text: str, result: Result, _now: datetime) -> Fact | None:
    number = _whole(result)
    return None if number is None else Count(number)


def _amount(_text: str, result: Result, _now: datetime) -> Fact | None:
    number = _decimal(result)
    return None if number is None else Amount(int(number.to_integral_value(ROUND_HALF_UP)))


def _rate(_text: str, result: Result, _now: datetime) -> Fact | None:
    number = _decimal(result)
    return None if number is None else Rate(_plain(number.quantize(Decimal("0.01"), ROUND_HALF_UP)))


def _plain(number: Decimal) -> Decimal:
    return Decimal(format(number, "f"))


def _moment(text: str, _result: Result, now: datetime) -> Fact | None:
    read = read_moment(text, _zone(now))
    return None if read is None else Moment(read.at)


def _day(text: str, _result: Result, now: datetime) -> Fact | None:
    read = read_moment(text, _zone(now))
    return None if read is None else Day(read.at.date())


def _time(text: str, _result: Result, now: datetime) -> Fact | None:
    at = read_time(text, _zone(now), now)
    return None if at is None else TimeOfDay(at)


def _zone(now: datetime) -> tzinfo:
    assert now.tzinfo is not None
    return now.tzinfo


def _place(text: str, _result: Result, _now: datetime) -> Fact | None:
    numbers = [_decimal(part) for part in text.split()]
    if not 2 <= len(numbers) <= 4:
        return None
    latitude, longitude, *rest = numbers
    if latitude is None or longitude is None:
        return None
    return Place(
        _plain(latitude), _plain(longitude), *(part if part is None else _plain(part) for part in rest)
    )


_MAKERS: Mapping[FactKind, Callable[[str, Result, datetime], Fact | None]] = {
    FactKind.TEXT: lambda text, _result, _now: Text(text),
    FactKind.CHOICE: lambda text, _result, _now: Choice(text),
    FactKind.CHOICES: lambda text, _result, _now: Choices(tuple(dict.fromkeys(text.split()))),
    FactKind.URL: lambda text, _result, _now: Url(text),
    FactKind.DOCUMENT: lambda text, _result, _now: Document(number=text),
    FactKind.SAMPLE: lambda text, _result, _now: Sample(words=text),
    FactKind.NUMBER: _number,
    FactKind.COUNT: _count,
    FactKind.AMOUNT: _amount,
    FactKind.RATE: _rate,
    FactKind.DATE: _day,
    FactKind.TIME: _time,
    FactKind.MOMENT: _moment,
    FactKind.PLACE: _place,
}
"""Rows are counted, never calculated."""
