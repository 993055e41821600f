"""How each kind of fact is typed, taken apart and made: the registry of shapes. It saves nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
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
    Origin,
    Place,
    Rate,
    Rows,
    Sample,
    Text,
    TimeOfDay,
    Url,
)
from inspector_app.checklist.intervals import with_interval
from inspector_app.checklist.template import FactSpec
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.widgets.choice_entries import OptionEntry, Options, OptionsEntry
from inspector_app.gui.widgets.entries import AreaEntry, ChoiceEntry, DayEntry, LineEntry, MomentEntry
from inspector_app.gui.widgets.figure_entries import (
    AmountEntry,
    DayOrWordsEntry,
    DecimalEntry,
    DegreesEntry,
    NumberEntry,
    PercentEntry,
    TimeEntry,
)
from inspector_app.gui.words import SOURCES
from inspector_app.i18n import Translate

NARROW, TIGHT, MIDDLE, BROAD, WIDE = 104, 128, 184, 216, 264
"""Widths of entries in pixels: a number, a word or two, some words, a name, a title."""

CONFIDENCES = (90, 95, 99)
"""Per cent."""

IMPOSSIBLE = {
    "negative": N_("A number cannot be below zero here."),
    "examined_over_population": N_("More was examined than there is in all."),
    "defective_over_examined": N_("More is defective than was examined."),
    "denominator_zero": N_("The whole is 0, so there is no rate."),
    "rate_over_100": N_("The rate is over 100%."),
    "count_over_whole": N_("The count is greater than its whole."),
    "causes_over_numerator": N_("The causes of delay add up to more than what was late."),
    "place_off_earth": N_("No point on the earth: latitude goes to 90, longitude to 180 degrees."),
}
"""By the codes of fact_kinds.impossible."""

Entry = LineEntry | AreaEntry | ChoiceEntry | OptionsEntry
Parts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an entry is made for."""

    translate: Translate
    spec: FactSpec
    options: Options = ()


def _always(_spec: FactSpec) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to type: name of the fact's field, its label, and how wide it is."""

    name: str
    label: str
    make: Callable[[Asked], Entry]
    width: int = NARROW
    detail: bool = False
    """Out of sight until it is wanted, or filled."""
    asked: Callable[[FactSpec], bool] = _always


@dataclass(frozen=True, slots=True)
class Shape:
    """How a kind of fact is typed, taken apart and made."""

    parts: tuple[Part, ...]
    make: Callable[[Parts], Fact]
    needs: tuple[str, ...] = ()
    """Parts without which there is no fact yet."""


def _number(_asked: Asked) -> Entry:
    return NumberEntry()


def _percent(_asked: Asked) -> Entry:
    return PercentEntry()


def _decimal(_asked: Asked) -> Entry:
    return DecimalEntry()


def _degrees(_asked: Asked) -> Entry:
    return DegreesEntry()


def _line(_asked: Asked) -> Entry:
    return LineEntry()


def _day(_asked: Asked) -> Entry:
    return DayEntry()


def _source(asked: Asked) -> Entry:
    own = [(source, asked.translate(word)) for source, word in SOURCES.items()]
    return ChoiceEntry([(None, "–"), *own])


def _in_force(asked: Asked) -> Entry:
    return ChoiceEntry([(None, "–"), (True, asked.translate(N_("Yes"))), (False, asked.translate(N_("No")))])


def _confidence(_asked: Asked) -> Entry:
    """The interval is worked out, never typed; it follows the figures."""
    return ChoiceEntry([(None, "–"), *((Decimal(own), f"{own}%") for own in CONFIDENCES)])


def _sample(parts: Parts) -> Sample:
    own = own_parts(parts)
    confidence = own.pop("confidence", None)
    return with_interval(Sample(origin=_origin(parts), **own), confidence)


def _with_delays(spec: FactSpec) -> bool:
    return spec.delays


_ORIGIN = (
    Part("source", N_("Source of the figure"), _source, BROAD, detail=True),
    Part("as_of", N_("Figures up to"), lambda _asked: DayOrWordsEntry(), MIDDLE, detail=True),
)

SHAPES: dict[FactKind, Shape] = {
    FactKind.SAMPLE: Shape(
        (
            Part("population", N_("All (N)"), _number),
            Part("examined", N_("Examined (n)"), _number),
            Part("defective", N_("Defective (x)"), _number),
            Part("words", N_("In words, without numbers"), _line, MIDDLE),
            Part("method", N_("How it was drawn"), _line, WIDE, detail=True),
            Part("seed", N_("Seed of the draw"), _line, TIGHT, detail=True),
            Part("confidence", N_("Exact interval"), _confidence, TIGHT, detail=True),
            *_ORIGIN,
        ),
        _sample,
    ),
    FactKind.RATE: Shape(
        (
            Part("numerator", N_("Part"), _number),
            Part("denominator", N_("Whole"), _number),
            Part("real_delay", N_("Late in truth"), _number, asked=_with_delays),
            Part("operator_error", N_("Late by operators' error"), _number, asked=_with_delays),
            Part("percent", N_("Or only per cent"), _percent),
            Part("period", N_("Period"), _line, MIDDLE),
            Part("compared", N_("Compared with, per cent"), _percent, detail=True),
            Part("compared_period", N_("Period compared with"), _line, MIDDLE, detail=True),
            *_ORIGIN,
        ),
        lambda parts: Rate(origin=_origin(parts), **own_parts(parts)),
    ),
    FactKind.AMOUNT: Shape(
        (Part("dong", N_("Amount in đồng"), lambda _asked: AmountEntry(), MIDDLE), *_ORIGIN),
        lambda parts: Amount(origin=_origin(parts), **own_parts(parts)),
        ("dong",),
    ),
    FactKind.COUNT: Shape(
        (Part("number", N_("Number"), _number), Part("of", N_("Out of"), _number), *_ORIGIN),
        lambda parts: Count(origin=_origin(parts), **own_parts(parts)),
        ("number",),
    ),
    FactKind.DATE: Shape(
        (Part("on", N_("Day"), _day, TIGHT), Part("due", N_("Due by"), _day, TIGHT)),
        lambda parts: Day(**own_parts(parts)),
        ("on",),
    ),
    FactKind.DOCUMENT: Shape(
        (
            Part("type", N_("Type of document"), _line, TIGHT),
            Part("number", N_("Number and sign"), _line, TIGHT),
            Part("issued", N_("Issued on"), _day, NARROW),
            Part("abstract", N_("About"), _line, WIDE),
            Part("issuer", N_("Issued by"), _line, WIDE, detail=True),
            Part("in_force", N_("In force"), _in_force, NARROW, detail=True),
        ),
        lambda parts: Document(**own_parts(parts)),
    ),
    FactKind.URL: Shape(
        (Part("address", N_("Web address"), _line, WIDE), Part("seen_on", N_("Looked at on"), _day, TIGHT)),
        lambda parts: Url(**own_parts(parts)),
        ("address",),
    ),
    FactKind.CHOICE: Shape(
        (Part("value", N_("Choice"), lambda asked: OptionEntry(asked.translate, asked.options), MIDDLE),),
        lambda parts: Choice(**own_parts(parts)),
        ("value",),
    ),
    FactKind.CHOICES: Shape(
        (Part("values", N_("Choices"), lambda asked: OptionsEntry(asked.translate, asked.options)),),
        lambda parts: Choices(**own_parts(parts)),
        ("values",),
    ),
    FactKind.TEXT: Shape(
        (Part("text", N_("Text"), lambda _asked: AreaEntry(1), WIDE),),
        lambda parts: Text(**own_parts(parts)),
        ("text",),
    ),
    FactKind.NUMBER: Shape(
        (Part("value", N_("Figure"), _decimal, TIGHT), *_ORIGIN),
        lambda parts: Number(origin=_origin(parts), **own_parts(parts)),
        ("value",),
    ),
    FactKind.TIME: Shape(
        (Part("at", N_("Hour"), lambda _asked: TimeEntry(), TIGHT),),
        lambda parts: TimeOfDay(**own_parts(parts)),
        ("at",),
    ),
    FactKind.MOMENT: Shape(
        (Part("at", N_("Day and hour"), lambda _asked: MomentEntry(ZONE), MIDDLE),),
        lambda parts: Moment(**own_parts(parts)),
        ("at",),
    ),
    FactKind.PLACE: Shape(
        (
            Part("latitude", N_("Latitude"), _degrees, TIGHT),
            Part("longitude", N_("Longitude"), _degrees, TIGHT),
            Part("altitude", N_("Height (m)"), _decimal, detail=True),
            Part("accuracy", N_("Accuracy (m)"), _decimal, detail=True),
        ),
        lambda parts: Place(**own_parts(parts)),
        ("latitude", "longitude"),
    ),
    FactKind.ROWS: Shape((), lambda parts: Rows(**own_parts(parts)), ("number",)),
}
"""The registry: every kind of fact has its shape here. Rows are typed in a table of their own."""

WORDED = frozenset({FactKind.SAMPLE, FactKind.RATE})
"""Kinds whose figure is said again as the minutes write it."""


def own_parts(parts: Parts) -> dict[str, Any]:
    """The parts that are there, without those of the origin."""
    return {
        name: value for name, value in parts.items() if value is not None and name not in ("source", "as_of")
    }


def _origin(parts: Parts) -> Origin:
    as_of = parts.get("as_of")
    if isinstance(as_of, date):
        return Origin(parts.get("source"), as_of)
    return Origin(parts.get("source"), None, as_of)


def taken_apart(fact: Fact | None) -> dict[str, Any]:
    """A fact's parts by the names of their entries."""
    if fact is None:
        return {}
    if isinstance(fact, Moment):
        return {"at": fact.at.astimezone(ZONE)}
    parts = {name: getattr(fact, name) for name in (own.name for own in fields(fact)) if name != "origin"}
    if isinstance(fact, Sample):
        interval = parts.pop("interval")
        parts["confidence"] = None if interval is None else interval.confidence
    if isinstance(fact, Sample | Rate | Amount | Count | Number):
        parts["source"] = fact.origin.source
        parts["as_of"] = fact.origin.as_of or fact.origin.as_of_words
    return parts
