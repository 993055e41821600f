"""A table of points as data: criteria in a tree, how answers give points, classes and their bounds, rounding.

It belongs to a province and a year and holds nothing that its office has not filled in: points and bounds
may be empty. It knows no visit.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import ClassVar, NewType

from inspector_app.checklist import canonical
from inspector_app.checklist.expression.language import compile_expression
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.template import Confidence, ItemId, Wording
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.errors import N_, ExpressionError

CriterionId = NewType("CriterionId", str)

DEEPEST = 8
"""Levels of criteria: lĩnh vực, tiêu chí, tiêu chí thành phần, and some room."""
MOST_POINTS = Decimal(1_000_000)
MOST_PLACES = 6


class PointsKind(StrEnum):
    BASE = "base"
    BONUS = "bonus"
    """Điểm thưởng: outside the maximum."""
    PENALTY = "penalty"
    """Điểm trừ: written as a positive number and taken off."""


class Reading(StrEnum):
    """How a criterion gets its points from the answers."""

    VERDICT = "verdict"
    RATE = "rate"
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class ByVerdict:
    """A share of the maximum for each verdict; of several items the mean. A verdict without a share gives
    no points and waits for a hand."""

    KIND: ClassVar = Reading.VERDICT
    shares: Mapping[ItemVerdict, Decimal] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from `at_least` to `at_most` per cent, both included, gives `share` of the maximum."""

    share: Decimal
    at_least: Decimal | None = None
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ByRate:
    """The first step that a figure of the visit falls into: a rate or a sample in per cent, a count, a number."""

    KIND: ClassVar = Reading.RATE
    item: ItemId
    fact: FactId
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class ByExpression:
    """Points by an expression of the subset of XPath that ODK forms have, over the answers of the visit."""

    KIND: ClassVar = Reading.EXPRESSION
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A line of the table. Points stand on lines without lines below them; the others are their sums."""

    id: CriterionId
    name: Wording
    parent: CriterionId | None = None
    max: Decimal | None = None
    """None: not filled in yet."""
    kind: PointsKind = PointsKind.BASE
    survey: bool = False
    """By điều tra xã hội học: no part of what a team assesses."""
    items: tuple[ItemId, ...] = ()
    """Items of the checklist that it looks at, whose files are its evidence."""
    reads: ByVerdict | ByRate | ByExpression | None = None
    """None: points are typed by hand."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ClassBound:
    """A class and the per cent from which it is given; that per cent itself belongs to the class."""

    name: Wording
    from_percent: Decimal | None = None
    """None: no bound is laid down, so none is guessed."""
    note: str | None = None


class RoundingMode(StrEnum):
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"

    @property
    def decimal(self) -> str:
        """As the decimal module calls it."""
        return {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}[self.value]


class RoundingStep(StrEnum):
    """Where points are rounded; nowhere else."""

    CRITERION = "criterion"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Rounding:
    places: int = 2
    mode: RoundingMode = RoundingMode.HALF_UP
    step: RoundingStep = RoundingStep.CRITERION
    percent_places: int = 2


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Criteria in the order of the table, classes from the highest down."""

    id: str
    year: int
    title: Wording
    criteria: tuple[Criterion, ...]
    province: str | None = None
    """None: for the whole country."""
    classes: tuple[ClassBound, ...] = ()
    rounding: Rounding = Rounding()
    leaves_out_inapplicable: bool = False
    """A criterion none of whose items applies leaves the maximum, instead of waiting for a hand."""
    checklist: str | None = None
    """Id of the checklist whose items it reads."""
    source: str | None = None
    confidence: Confidence = Confidence.MEDIUM
    checked_on: date | None = None
    note: str | None = None

    @property
    def digest(self) -> str:
        return canonical.digest(self)


@dataclass(frozen=True, slots=True)
class Missing:
    """What the office still has to fill in."""

    points: tuple[CriterionId, ...]
    """Criteria with points of their own and no maximum."""
    bounds: tuple[str, ...]
    """Classes without a bound, in Vietnamese."""

    @property
    def complete(self) -> bool:
        return not self.points and not self.bounds


@dataclass(frozen=True, slots=True)
class TableFault:
    """Why a table cannot be used: a msgid with its parameters, and the criterion and field it speaks of."""

    criterion: CriterionId | None
    field: str
    why: str
    parameters: Mapping[str, object] = made(default_factory=dict)


def leaves(table: ScoreTable) -> tuple[Criterion, ...]:
    """The criteria that get points of their own, in order."""
    parents = {criterion.parent for criterion in table.criteria}
    return tuple(criterion for criterion in table.criteria if criterion.id not in parents)


def missing(table: ScoreTable) -> Missing:
    return Missing(
        tuple(criterion.id for criterion in leaves(table) if criterion.max is None),
        tuple(own.name.vi for own in table.classes if own.from_percent is None),
    )


def survey_ids(table: ScoreTable) -> frozenset[CriterionId]:
    """Criteria left to the survey, by themselves or because a criterion above them is."""
    found: set[CriterionId] = set()
    for criterion in table.criteria:
        if criterion.survey or criterion.parent in found:
            found.add(criterion.id)
    return frozenset(found)


def faults(table: ScoreTable) -> Iterator[TableFault]:
    """Everything that keeps a table from being used; a parent stands before its children."""
    for own_id, times in Counter(criterion.id for criterion in table.criteria).items():
        if times > 1:
            yield TableFault(own_id, "id", N_("Two criteria are called {id}."), {"id": own_id})
    levels: dict[CriterionId, int] = {}
    by_id = {criterion.id: criterion for criterion in table.criteria}
    for criterion in table.criteria:
        levels[criterion.id] = levels.get(criterion.parent, 0) + 1 if criterion.parent is not None else 1
        yield from _place_faults(criterion, by_id, levels)
        yield from _points_faults(criterion)
    yield from _sum_faults(table)
    yield from _class_faults(table)
    rounding = table.rounding
    if not (0 <= rounding.places <= MOST_PLACES and 0 <= rounding.percent_places <= MOST_PLACES):
        why = N_("Points are rounded to 0 to {most} decimal places.")
        yield TableFault(None, "rounding.places", why, {"most": MOST_PLACES})


def _place_faults(
    criterion: Criterion, by_id: Mapping[CriterionId, Criterion], levels: Mapping[CriterionId, int]
) -> Iterator[TableFault]:
    if criterion.parent is None:
        return
    parent = by_id.get(criterion.parent)
    if parent is None or criterion.parent not in levels or parent is criterion:
        why = N_("The criterion {parent} that it belongs to does not stand above it in the table.")
        yield TableFault(criterion.id, "parent", why, {"parent": criterion.parent})
        return
    if levels[criterion.id] > DEEPEST:
        why = N_("Criteria can stand {most} levels deep at most.")
        yield TableFault(criterion.id, "parent", why, {"most": DEEPEST})
    if parent.kind is not PointsKind.BASE and criterion.kind is not parent.kind:
        why = N_("It stands under a criterion of another kind of points.")
        yield TableFault(criterion.id, "kind", why)
    if parent.reads is not None:
        why = N_("Points are read from answers only where no criterion stands below.")
        yield TableFault(parent.id, "reads", why)


def _points_faults(criterion: Criterion) -> Iterator[TableFault]:
    if criterion.max is not None and not 0 <= criterion.max <= MOST_POINTS:
        why = N_("The maximum must be 0 to {most} points.")
        yield TableFault(criterion.id, "max", why, {"most": MOST_POINTS})
    match criterion.reads:
        case ByVerdict(shares=shares):
            if not criterion.items:
                yield TableFault(criterion.id, "items", N_("It reads verdicts of no item."))
            if any(not 0 <= share <= 1 for share in shares.values()):
                yield TableFault(criterion.id, "reads.shares", N_("A share lies between 0 and 1."))
        case ByExpression(text=text):
            try:
                compile_expression(text)
            except ExpressionError as error:
                yield TableFault(criterion.id, "reads.text", error.why, error.parameters)
        case ByRate(steps=steps):
            for step in steps:
                if not 0 <= step.share <= 1:
                    yield TableFault(criterion.id, "reads.steps", N_("A share lies between 0 and 1."))
                low, high = step.at_least, step.at_most
                if low is not None and high is not None and high < low:
                    why = N_("A step ends before it begins.")
                    yield TableFault(criterion.id, "reads.steps", why)


def _sum_faults(table: ScoreTable) -> Iterator[TableFault]:
    """A maximum written on a criterion with others below must be their sum, once all of those are filled."""
    below: dict[CriterionId, list[Criterion]] = {}
    for criterion in table.criteria:
        if criterion.parent is not None:
            below.setdefault(criterion.parent, []).append(criterion)
    for criterion in table.criteria:
        own = [child for child in below.get(criterion.id, ()) if child.kind is criterion.kind]
        known = [child.max for child in own if child.max is not None]
        if criterion.max is None or not own or len(known) < len(own):
            continue
        if (total := sum(known, Decimal(0))) != criterion.max:
            why = N_("Its maximum is {max}, but the criteria below it give {sum}.")
            yield TableFault(criterion.id, "max", why, {"max": criterion.max, "sum": total})


def _class_faults(table: ScoreTable) -> Iterator[TableFault]:
    last: Decimal | None = None
    for own in table.classes:
        if own.from_percent is None:
            continue
        if not 0 <= own.from_percent <= 100:
            why = N_("The bound of {name} must be 0 to 100 per cent.")
            yield TableFault(None, "classes.from_percent", why, {"name": own.name.vi})
        if last is not None and own.from_percent >= last:
            why = N_("Classes stand from the highest down; the bound of {name} is not below the one before.")
            yield TableFault(None, "classes.from_percent", why, {"name": own.name.vi})
        last = own.from_percent
