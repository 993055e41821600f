"""The kinds of fact that answer an item: samples, rates, amounts, counts, dates, documents …

Figures come as they really come: a sample without numbers, a bare percentage, "giữa tháng 5/2022". What else
there is to know of a kind (words, what cannot be, what expressions read) stands in `fact_kinds`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import ClassVar, NewType, get_args

from inspector_app.checklist.canonical import LATER

FactId = NewType("FactId", str)


class FactKind(StrEnum):
    SAMPLE = "sample"
    RATE = "rate"
    AMOUNT = "amount"
    COUNT = "count"
    DATE = "date"
    DOCUMENT = "document"
    URL = "url"
    CHOICE = "choice"
    TEXT = "text"
    NUMBER = "number"
    CHOICES = "choices"
    TIME = "time"
    MOMENT = "moment"
    PLACE = "place"
    ROWS = "rows"


class FigureSource(StrEnum):
    """Who says the figure (Nguồn số liệu); the sentence names it."""

    UNIT_REPORT = "unit_report"
    TEAM_ON_SYSTEM = "team_on_system"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from and up to when it counts ("số liệu tính đến": a date or words)."""

    source: FigureSource | None = None
    as_of: date | None = None
    as_of_words: str | None = None


def percentage(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` in per cent with two decimals, halves up; None where `whole` is 0."""
    if whole == 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


class IntervalKind(StrEnum):
    """Which exact interval it is."""

    HYPERGEOMETRIC = "hypergeometric"
    """The population is known."""
    CLOPPER_PEARSON = "clopper_pearson"
    """The population is not known, or without bounds."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which rates of the population the sample leaves it, in per cent with two decimals."""

    low: Decimal
    high: Decimal
    confidence: Decimal
    """In per cent, such as 95."""
    kind: IntervalKind


@dataclass(frozen=True, slots=True)
class Sample:
    """`defective` of `examined` of a `population`; without numbers, `words` ("một số", "các")."""

    KIND: ClassVar = FactKind.SAMPLE
    population: int | None = None
    examined: int | None = None
    defective: int | None = None
    words: str | None = None
    method: str | None = None
    origin: Origin = Origin()
    seed: str | None = None
    """What the drawing began with, so that anyone can draw the same again (`sampling.selection`)."""
    interval: Interval | None = None
    """Printed in the annex alone, and only where the team asked for it."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in per cent: `numerator`/`denominator`, or a bare `percent` as it was reported."""

    KIND: ClassVar = FactKind.RATE
    percent: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    period: str | None = None
    origin: Origin = Origin()
    real_delay: int | None = None
    """Of the numerator: late in truth (trễ thực tế)."""
    operator_error: int | None = None
    """Of the numerator: late only in the software, by a slip of the operator (lỗi tác nghiệp)."""
    compared: Decimal | None = None
    """The same rate in the period it is compared with, in per cent."""
    compared_period: str | None = None

    @property
    def value(self) -> Decimal | None:
        """Per cent; computed wherever both numbers are there, so that it cannot disagree with them."""
        if self.numerator is not None and self.denominator is not None:
            return percentage(self.numerator, self.denominator)
        return self.percent


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in đồng."""

    KIND: ClassVar = FactKind.AMOUNT
    dong: int
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things, of how many where that is known."""

    KIND: ClassVar = FactKind.COUNT
    number: int
    of: int | None = None
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Day:
    """A date, against its due date where there is one."""

    KIND: ClassVar = FactKind.DATE
    on: date
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document by its số, ký hiệu · ngày · cơ quan · trích yếu; every part may be unknown."""

    KIND: ClassVar = FactKind.DOCUMENT
    type: str | None = None
    """Kế hoạch, Quyết định, Thông báo …"""
    number: str | None = None
    issued: date | None = None
    issuer: str | None = None
    abstract: str | None = None
    in_force: bool | None = None


@dataclass(frozen=True, slots=True)
class Url:
    """A web address and the day it was looked at."""

    KIND: ClassVar = FactKind.URL
    address: str
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words the item offers (a class such as "Trung bình")."""

    KIND: ClassVar = FactKind.CHOICE
    value: str


@dataclass(frozen=True, slots=True)
class Text:
    KIND: ClassVar = FactKind.TEXT
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is neither a count nor money nor per cent: metres, points, degrees."""

    KIND: ClassVar = FactKind.NUMBER
    value: Decimal
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Choices:
    """Several of the words the item offers, in the order of the list."""

    KIND: ClassVar = FactKind.CHOICES
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    KIND: ClassVar = FactKind.TIME
    at: time


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and an hour, with its offset."""

    KIND: ClassVar = FactKind.MOMENT
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map: degrees (WGS 84), metres."""

    KIND: ClassVar = FactKind.PLACE
    latitude: Decimal
    longitude: Decimal
    altitude: Decimal | None = None
    accuracy: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows a table has; counted from the rows when a visit is assembled, never stored."""

    KIND: ClassVar = FactKind.ROWS
    number: int


Fact = (
    Sample
    | Rate
    | Amount
    | Count
    | Day
    | Document
    | Url
    | Choice
    | Text
    | Number
    | Choices
    | TimeOfDay
    | Moment
    | Place
    | Rows
)

FACT_TYPES: dict[FactKind, type] = {kind.KIND: kind for kind in get_args(Fact)}


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One thing looked at in a sample (a document, a dossier, a task), or one row of a table with columns
    of its own; rows become an annex."""

    id: str
    item: str
    fact: FactId
    order: int = 0
    number: str | None = None
    issued: date | None = None
    abstract: str | None = None
    passed: bool | None = None
    remark: str | None = None
    cells: Mapping[FactId, Fact] = field(default_factory=dict, metadata=LATER)
    """By the id of the column; only where the fact has columns."""
