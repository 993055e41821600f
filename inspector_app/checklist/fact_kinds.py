"""The one registry of fact kinds: how each is worded, what of it cannot be, what expressions read, an example.

A new kind is a class in `fact` and an entry here; a test then names every other place that must know it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from inspector_app.checklist import wording
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
    percentage,
)
from inspector_app.checklist.spelling import amount_spelled

Words = Callable[[Any], str | None]
Value = str | Decimal | date | time | datetime | None
"""What an expression reads of a fact; None is "not answered". A day is a `date`, a moment a `datetime`."""

WHOLE = ""
"""The fact itself rather than a part of it."""


def _nothing(_fact: Fact) -> None:
    return None


def _always(_fact: Fact, _text: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class KindOfFact:
    """All that the rest of the program asks of a kind."""

    type: type
    words: Mapping[str, Words]
    """How a sentence says it, by the part after the dot; the whole under ""."""
    values: Mapping[str, Callable[[Any], Value]]
    """What expressions read, by the part after the dot; the main value under ""."""
    example: Fact
    """With everything known."""
    impossible: Callable[[Any], str | None] = _nothing
    """Why a figure cannot be, as a code of rules.IMPOSSIBLE."""
    said: Callable[[Any, str], bool] = field(default=_always)
    """Whether a text written by hand still says its figure."""


def _read(*names: str) -> dict[str, Callable[[Any], Value]]:
    """Parts that expressions read as the fields of the fact, whole numbers as decimals."""

    def value_of(name: str) -> Callable[[Any], Value]:
        def value(fact: Any) -> Value:
            found = getattr(fact, name)
            if isinstance(found, bool):
                return "true" if found else "false"
            return Decimal(found) if isinstance(found, int) else found

        return value

    return {name: value_of(name) for name in names}


_ORIGIN_WORDS: dict[str, Words] = {
    "source": lambda fact: wording.source_in_words(fact.origin),
    "as_of": lambda fact: wording.as_of_in_words(fact.origin),
}
_ORIGIN_VALUES: dict[str, Callable[[Any], Value]] = {
    "source": lambda fact: fact.origin.source and str(fact.origin.source),
    "as_of": lambda fact: fact.origin.as_of or fact.origin.as_of_words,
}


def _number(name: str) -> Words:
    def words(fact: Any) -> str | None:
        number = getattr(fact, name)
        return None if number is None else wording.number_in_words(number)

    return words


def _percent(name: str) -> Words:
    def words(fact: Any) -> str | None:
        percent = getattr(fact, name)
        return None if percent is None else wording.percent_in_words(percent)

    return words


def _text(name: str) -> Words:
    return lambda fact: getattr(fact, name) or None


def _day(name: str) -> Words:
    def words(fact: Any) -> str | None:
        day = getattr(fact, name)
        return None if day is None else wording.day_in_words(day)

    return words


def _passed(sample: Sample) -> int | None:
    if sample.examined is None or sample.defective is None or sample.defective > sample.examined:
        return None
    return sample.examined - sample.defective


def _sample_percent(sample: Sample) -> Decimal | None:
    if sample.examined is None or sample.defective is None:
        return None
    return percentage(sample.defective, sample.examined)


def _impossible_sample(sample: Sample) -> str | None:
    population, examined, defective = sample.population, sample.examined, sample.defective
    if any(number is not None and number < 0 for number in (population, examined, defective)):
        return "negative"
    if examined is not None and population is not None and examined > population:
        return "examined_over_population"
    if defective is not None and examined is not None and defective > examined:
        return "defective_over_examined"
    return None


def _sample_said(sample: Sample, text: str) -> bool:
    if sample.examined is None or sample.defective is None:
        return True
    return all(_digits_in(number, text) for number in (sample.examined, sample.defective))


def _digits_in(number: int, text: str) -> bool:
    return str(number) in text or wording.number_in_words(number) in text


def _impossible_rate(rate: Rate) -> str | None:
    causes = (rate.real_delay, rate.operator_error)
    numbers = (rate.numerator, rate.denominator, rate.percent, rate.compared, *causes)
    if any(number is not None and number < 0 for number in numbers):
        return "negative"
    if rate.numerator is not None and rate.denominator == 0:
        return "denominator_zero"
    over = rate.numerator is not None and rate.denominator is not None and rate.numerator > rate.denominator
    if over or any(percent is not None and percent > 100 for percent in (rate.value, rate.compared)):
        return "rate_over_100"
    if rate.numerator is not None and sum(cause or 0 for cause in causes) > rate.numerator:
        return "causes_over_numerator"
    return None


def _rate_said(rate: Rate, text: str) -> bool:
    percent = wording.rate_in_words(rate)
    if percent is None or percent in text:
        return True
    if rate.numerator is None or rate.denominator is None:
        return False
    return _digits_in(rate.numerator, text) and _digits_in(rate.denominator, text)


def _impossible_count(count: Count) -> str | None:
    if count.number < 0 or (count.of is not None and count.of < 0):
        return "negative"
    return "count_over_whole" if count.of is not None and count.number > count.of else None


def _impossible_place(place: Place) -> str | None:
    return "place_off_earth" if abs(place.latitude) > 90 or abs(place.longitude) > 180 else None


_ORIGIN = Origin(FigureSource.TEAM_ON_SYSTEM, as_of=date(2026, 4, 30))
_DAY = date(2026, 4, 20)
_INTERVAL = Interval(Decimal("10.43"), Decimal("41.51"), Decimal(95), IntervalKind.HYPERGEOMETRIC)

KINDS: dict[FactKind, KindOfFact] = {
    FactKind.SAMPLE: KindOfFact(
        Sample,
        words={
            WHOLE: wording.sample_in_words,
            "fraction": lambda sample: wording.fraction_in_words(sample.defective, sample.examined),
            "percent": wording.sample_percent_in_words,
            "words": _text("words"),
            "method": _text("method"),
            "population": _number("population"),
            "examined": _number("examined"),
            "defective": _number("defective"),
            "passed": lambda own: None if (n := _passed(own)) is None else wording.number_in_words(n),
            **_ORIGIN_WORDS,
        },
        values={
            WHOLE: _sample_percent,
            "percent": _sample_percent,
            "passed": lambda own: None if (n := _passed(own)) is None else Decimal(n),
            **_read("words", "method", "population", "examined", "defective"),
            **_ORIGIN_VALUES,
        },
        example=Sample(412, 30, 7, "một số", "ngẫu nhiên", _ORIGIN, "20260512", _INTERVAL),
        impossible=_impossible_sample,
        said=_sample_said,
    ),
    FactKind.RATE: KindOfFact(
        Rate,
        words={
            WHOLE: wording.rate_in_words,
            "percent": wording.rate_in_words,
            "fraction": lambda rate: wording.fraction_in_words(rate.numerator, rate.denominator),
            "numerator": _number("numerator"),
            "denominator": _number("denominator"),
            "period": _text("period"),
            "real_delay": _number("real_delay"),
            "operator_error": _number("operator_error"),
            "compared": _percent("compared"),
            "compared_period": _text("compared_period"),
            "difference": wording.difference_in_words,
            "comparison": wording.comparison_in_words,
            **_ORIGIN_WORDS,
        },
        values={
            WHOLE: lambda rate: rate.value,
            "percent": lambda rate: rate.value,
            **_read("numerator", "denominator", "period", "real_delay", "operator_error"),
            **_read("compared", "compared_period"),
            **_ORIGIN_VALUES,
        },
        example=Rate(None, 14, 1386, "năm 2026", _ORIGIN, 5, 9, Decimal("4.5"), "năm 2025"),
        impossible=_impossible_rate,
        said=_rate_said,
    ),
    FactKind.AMOUNT: KindOfFact(
        Amount,
        words={
            WHOLE: lambda amount: wording.amount_in_words(amount.dong),
            "spelled": lambda amount: amount_spelled(amount.dong) or None,
            **_ORIGIN_WORDS,
        },
        values={WHOLE: lambda amount: Decimal(amount.dong), **_read("dong"), **_ORIGIN_VALUES},
        example=Amount(18_450_000, _ORIGIN),
        impossible=lambda amount: "negative" if amount.dong < 0 else None,
        said=lambda amount, text: wording.amount_in_words(amount.dong).removesuffix(" đồng") in text,
    ),
    FactKind.COUNT: KindOfFact(
        Count,
        words={
            WHOLE: _number("number"),
            "of": _number("of"),
            "fraction": lambda count: wording.fraction_in_words(count.number, count.of),
            "percent": wording.count_percent_in_words,
            **_ORIGIN_WORDS,
        },
        values={
            WHOLE: lambda count: Decimal(count.number),
            "percent": lambda count: None if count.of is None else percentage(count.number, count.of),
            **_read("number", "of"),
            **_ORIGIN_VALUES,
        },
        example=Count(2, 3, _ORIGIN),
        impossible=_impossible_count,
        said=lambda count, text: _digits_in(count.number, text),
    ),
    FactKind.DATE: KindOfFact(
        Day,
        words={WHOLE: _day("on"), "due": _day("due"), "late": wording.delay_in_words},
        values={WHOLE: lambda day: day.on, **_read("on", "due")},
        example=Day(date(2026, 1, 20), date(2026, 1, 12)),
    ),
    FactKind.DOCUMENT: KindOfFact(
        Document,
        words={
            WHOLE: wording.document_in_words,
            "type": _text("type"),
            "number": _text("number"),
            "issued": _day("issued"),
            "issuer": _text("issuer"),
            "abstract": _text("abstract"),
            "in_force": wording.in_force_in_words,
        },
        values={
            WHOLE: lambda document: document.number,
            **_read("type", "number", "issued", "issuer", "abstract", "in_force"),
        },
        example=Document("Quyết định", "02/QĐ-MẪU", _DAY, "UBND tỉnh Mẫu", "về việc thành lập Đoàn", True),
    ),
    FactKind.URL: KindOfFact(
        Url,
        words={WHOLE: _text("address"), "seen_on": _day("seen_on")},
        values={WHOLE: lambda url: url.address, **_read("address", "seen_on")},
        example=Url("https://somau.example/cong-khai", _DAY),
    ),
    FactKind.CHOICE: KindOfFact(
        Choice,
        words={WHOLE: _text("value")},
        values={WHOLE: lambda choice: choice.value},
        example=Choice("Trung bình"),
    ),
    FactKind.TEXT: KindOfFact(
        Text,
        words={WHOLE: _text("text")},
        values={WHOLE: lambda text: text.text},
        example=Text("bảng niêm yết đặt ở tầng 1"),
    ),
    FactKind.NUMBER: KindOfFact(
        Number,
        words={WHOLE: lambda number: wording.decimal_in_words(number.value), **_ORIGIN_WORDS},
        values={WHOLE: lambda number: number.value, **_ORIGIN_VALUES},
        example=Number(Decimal("1234.5"), _ORIGIN),
        said=lambda number, text: wording.decimal_in_words(number.value) in text,
    ),
    FactKind.CHOICES: KindOfFact(
        Choices,
        words={WHOLE: lambda choices: "; ".join(choices.values) or None},
        values={WHOLE: lambda choices: " ".join(choices.values)},
        example=Choices(("niêm_yết", "trang_thông_tin")),
    ),
    FactKind.TIME: KindOfFact(
        TimeOfDay,
        words={WHOLE: lambda own: wording.time_in_words(own.at)},
        values={WHOLE: lambda own: own.at},
        example=TimeOfDay(time(14, 5)),
    ),
    FactKind.MOMENT: KindOfFact(
        Moment,
        words={
            WHOLE: lambda own: f"{wording.time_in_words(own.at)} ngày {wording.day_in_words(own.at)}",
            "day": lambda own: wording.day_in_words(own.at),
            "time": lambda own: wording.time_in_words(own.at),
        },
        values={
            WHOLE: lambda own: own.at,
            "day": lambda own: own.at.date(),
            "time": lambda own: own.at.timetz(),
        },
        example=Moment(datetime(2026, 5, 12, 1, 30, tzinfo=UTC)),
    ),
    FactKind.PLACE: KindOfFact(
        Place,
        words={
            WHOLE: wording.degrees_in_words,
            "latitude": lambda place: wording.decimal_in_words(place.latitude),
            "longitude": lambda place: wording.decimal_in_words(place.longitude),
        },
        values={
            WHOLE: lambda place: " ".join(
                format(part or Decimal(0), "f")
                for part in (place.latitude, place.longitude, place.altitude, place.accuracy)
            ),
            **_read("latitude", "longitude", "altitude", "accuracy"),
        },
        example=Place(Decimal("12.2388"), Decimal("109.1967"), Decimal(6), Decimal("4.5")),
        impossible=_impossible_place,
    ),
    FactKind.ROWS: KindOfFact(
        Rows,
        words={WHOLE: _number("number")},
        values={WHOLE: lambda rows: Decimal(rows.number)},
        example=Rows(2),
    ),
}


def impossible(fact: Fact) -> str | None:
    """Why the figure cannot be, as a code, or None: x > n, n > N, over 100 %, negative, part > whole."""
    return KINDS[fact.KIND].impossible(fact)


def fact_in_words(fact: Fact, part: str | None = None) -> str | None:
    """A fact, or one part of it, as the minutes write it; None where that is not known."""
    words = KINDS[fact.KIND].words.get(part or WHOLE)
    return None if words is None else words(fact)


def parts(kind: FactKind) -> frozenset[str]:
    """What may stand after the dot of a place in a sentence."""
    return frozenset(KINDS[kind].words) - {WHOLE}
