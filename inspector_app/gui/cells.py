"""Facts as the text of one cell, for tables and for what is pasted from them: one text, one fact, back and forth.

What a text cannot hold (the source of a figure, a due date) stays as it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

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
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.folding import fold
from inspector_app.checklist.intervals import refitted
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.figures import amount, comma, decimal_number, grouped, whole_number, written
from inspector_app.gui.widgets.entries import cleaned, day_text, moment_text, parse_day, parse_moment
from inspector_app.gui.widgets.figure_entries import MOST_DEGREES, MOST_PERCENT, parse_time, time_text

Labels = Mapping[str, str]
"""What an option reads as, by its value."""

_HINTS = {
    FactKind.DATE: N_("A day as dd/mm/yyyy, such as 06/06/2022."),
    FactKind.MOMENT: N_("A day and an hour, such as 06/06/2022 08:30."),
    FactKind.TIME: N_("An hour as hh:mm, such as 14:05."),
    FactKind.PLACE: N_("Latitude and longitude, such as 12,2388; 109,1967."),
    FactKind.CHOICE: N_("None of the choices is called so."),
    FactKind.CHOICES: N_("None of the choices is called so."),
}
_OTHERWISE = N_("This cannot be read.")


class CellError(ValueError):
    """A text that is no fact of the kind; the argument is a msgid, which may name the {text}."""


def cell_text(fact: Fact | None, labels: Labels) -> str:
    """How a cell shows a fact; what it shows can be typed again."""
    if fact is None:
        return ""
    if isinstance(fact, Choice):
        return labels.get(fact.value, fact.value)
    if isinstance(fact, Choices):
        return "; ".join(labels.get(value, value) for value in fact.values)
    return _TEXTS[fact.KIND](fact) or ""


def _rate_text(rate: Rate) -> str | None:
    if rate.numerator is not None and rate.denominator is not None:
        return _of(rate.numerator, rate.denominator)
    return None if rate.percent is None else f"{comma(rate.percent)}%"


def _sample_text(sample: Sample) -> str | None:
    if sample.examined is None or sample.defective is None:
        return sample.words
    return _of(sample.defective, sample.examined)


def _of(part: int, whole: int | None) -> str:
    return grouped(part) if whole is None else f"{grouped(part)}/{grouped(whole)}"


_TEXTS: dict[FactKind, Callable[[Any], str | None]] = {
    FactKind.TEXT: lambda text: text.text,
    FactKind.URL: lambda url: url.address,
    FactKind.DOCUMENT: lambda document: (
        document.number or (None if document == Document() else fact_in_words(document))
    ),
    FactKind.COUNT: lambda count: _of(count.number, count.of),
    FactKind.AMOUNT: lambda own: grouped(own.dong),
    FactKind.NUMBER: lambda number: written(number.value),
    FactKind.RATE: _rate_text,
    FactKind.SAMPLE: _sample_text,
    FactKind.DATE: lambda day: day_text(day.on),
    FactKind.TIME: lambda own: time_text(own.at),
    FactKind.MOMENT: lambda moment: moment_text(moment.at.astimezone(ZONE)),
    FactKind.PLACE: lambda place: f"{written(place.latitude)}; {written(place.longitude)}",
    FactKind.ROWS: fact_in_words,
}


def read_cell(kind: FactKind, text: str, labels: Labels, before: Fact | None = None) -> Fact | None:
    """The fact that a text is; None for nothing. Raises CellError, or FigureError where a figure is in doubt."""
    text = cleaned(text) or ""
    if not text:
        return None
    if before is not None and text == cell_text(before, labels):
        return before
    try:
        fact = _READERS[kind](text, labels)
    except ValueError as error:
        if type(error) is ValueError:
            raise CellError(_HINTS.get(kind, _OTHERWISE)) from error
        raise
    return _kept(fact, before)


_UNSHOWN = frozenset(
    ["origin", "due", "seen_on", "period", "population", "method", "seed", "interval", "altitude", "accuracy"]
)


def _kept(fact: Fact, before: Fact | None) -> Fact:
    """With those parts of the former fact that a cell does not show."""
    kept: dict[str, Any] = {}
    if type(before) is not type(fact):
        return fact
    for name in _UNSHOWN:
        if hasattr(before, name):
            kept[name] = getattr(before, name)
    if isinstance(before, Document):
        return replace(before, number=getattr(fact, "number", None))
    made = replace(fact, **kept)
    return refitted(made) if isinstance(made, Sample) else made


def _fraction(text: str) -> tuple[int, int | None]:
    part, slash, whole = text.partition("/")
    number, of = whole_number(part), whole_number(whole)
    if number is None or (slash and of is None):
        raise CellError(_OTHERWISE)
    return number, of


def _count(text: str, _labels: Labels) -> Fact:
    return Count(*_fraction(text))


def _amount(text: str, _labels: Labels) -> Fact:
    return Amount(_there(amount(text)))


def _number(text: str, _labels: Labels) -> Fact:
    return Number(_there(decimal_number(text, negative=True)))


def _rate(text: str, _labels: Labels) -> Fact:
    if "/" in text:
        numerator, denominator = _fraction(text)
        return Rate(numerator=numerator, denominator=denominator)
    return Rate(percent=decimal_number(text, percent=True, most=MOST_PERCENT))


def _sample(text: str, _labels: Labels) -> Fact:
    if "/" in text and text[0].isdigit():
        defective, examined = _fraction(text)
        return Sample(examined=examined, defective=defective)
    return Sample(words=text)


def _place(text: str, _labels: Labels) -> Fact:
    halves = text.split(";")
    if len(halves) != 2:
        raise ValueError(text)
    latitude, longitude = (_there(decimal_number(half, negative=True, most=MOST_DEGREES)) for half in halves)
    return Place(latitude, longitude)


def _there(value: Any) -> Any:
    if value is None:
        raise CellError(_OTHERWISE)
    return value


def _choice(text: str, labels: Labels) -> str:
    """By the option's label without regard to marks, or by its own name."""
    wanted = fold(text)
    found = [value for value, label in labels.items() if value == text or fold(label) == wanted]
    if not found:
        raise ValueError(text)
    return found[0]


def _choices(text: str, labels: Labels) -> Fact:
    chosen = {_choice(own.strip(), labels) for own in text.split(";") if own.strip()}
    return Choices(tuple(value for value in labels if value in chosen))


_READERS: dict[FactKind, Callable[[str, Labels], Fact]] = {
    FactKind.TEXT: lambda text, _labels: Text(text),
    FactKind.URL: lambda text, _labels: Url(text),
    FactKind.DOCUMENT: lambda text, _labels: Document(number=text),
    FactKind.COUNT: _count,
    FactKind.AMOUNT: _amount,
    FactKind.NUMBER: _number,
    FactKind.RATE: _rate,
    FactKind.SAMPLE: _sample,
    FactKind.DATE: lambda text, _labels: Day(_there(parse_day(text))),
    FactKind.TIME: lambda text, _labels: TimeOfDay(_there(parse_time(text))),
    FactKind.MOMENT: lambda text, _labels: Moment(_there(parse_moment(text, ZONE))),
    FactKind.PLACE: _place,
    FactKind.CHOICE: lambda text, labels: Choice(_choice(text, labels)),
    FactKind.CHOICES: _choices,
}
"""Every kind but a table, which no cell holds."""
