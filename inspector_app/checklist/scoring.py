"""The points of a visit by a table: what the unit claims, what the answers give, what the team assesses.

Every number carries its derivation. Points never enter the record or the minutes; nothing here knows them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from inspector_app.checklist.classes import ClassDecision, decide
from inspector_app.checklist.derivation import (
    GUARD_PLACES,
    Derivation,
    Operation,
    chosen,
    given,
    negative,
    number,
    product,
    quotient,
    rounded,
    total,
)
from inspector_app.checklist.points import Answers, computed_points
from inspector_app.checklist.score_table import (
    Criterion,
    CriterionId,
    PointsKind,
    Rounding,
    RoundingMode,
    RoundingStep,
    ScoreTable,
    survey_ids,
)
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import ScoreEntry, Visit

Evaluate = Callable[[str], Decimal | None]
"""The number that an expression over the visit's answers gives; raises ValueError with what is wrong."""


class ScoreState(StrEnum):
    COUNTED = "counted"
    OPEN = "open"
    """Nobody assessed it and the answers do not give its points."""
    SURVEY = "survey"
    LEFT_OUT = "left_out"
    """None of its items applies to the unit."""
    SUM = "sum"
    """Has criteria below it."""


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One line of the table with its numbers; of a sum, over the lines below that have them."""

    criterion: Criterion
    level: int
    """1 for the uppermost."""
    state: ScoreState
    maximum: Decimal | None
    claimed: Decimal | None
    computed: Decimal | None
    assessed: Decimal | None
    by_hand: bool
    reason: str | None
    difference: Decimal | None
    """What the team assesses less what the unit claims; only where every line below has both."""
    claimed_without_evidence: bool
    derivation: Derivation
    """Of `assessed`."""
    claim: Derivation
    """Of `claimed`."""


@dataclass(frozen=True, slots=True)
class Total:
    value: Decimal | None
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class Score:
    table: ScoreTable
    lines: tuple[CriterionScore, ...]
    """In the order of the table."""
    claimed: Total
    base: Total
    bonus: Total
    penalty: Total
    assessed: Total
    """Base and bonus less penalty."""
    maximum: Total
    """Of base points, without what is left to the survey; None while a maximum is not filled in."""
    survey_maximum: Total
    percent: Total
    """None while a criterion is open or a maximum is empty."""
    decision: ClassDecision
    open: tuple[CriterionId, ...]
    """Criteria of base points that nobody assessed; a bonus or penalty that nobody gave is none."""
    without_maximum: tuple[CriterionId, ...]
    claimed_without_evidence: tuple[CriterionId, ...]

    def line(self, criterion: CriterionId) -> CriterionScore | None:
        return next((own for own in self.lines if own.criterion.id == criterion), None)


def score(table: ScoreTable, visit: Visit, template: Template, evaluate: Evaluate | None = None) -> Score:
    """The points of `visit`. Work grows with criteria, items and answers, each looked at once.

    Without `evaluate`, points by expression wait for a hand. Never raises on any answers.
    """
    counting = _Counting(table, visit, Answers.of(visit, template), evaluate)
    for criterion in reversed(table.criteria):
        counting.add(criterion)
    lines = tuple(counting.done[criterion.id] for criterion in table.criteria)
    leaves = [line for line in lines if line.state is not ScoreState.SUM]
    counted = [line for line in leaves if line.state is ScoreState.COUNTED]
    open_ids = tuple(
        line.criterion.id
        for line in leaves
        if line.state is ScoreState.OPEN and line.criterion.kind is PointsKind.BASE
    )
    by_kind = {
        kind: total(label, [line.derivation for line in counted if line.criterion.kind is kind])
        for kind, label in (
            (PointsKind.BASE, "Điểm chuẩn"),
            (PointsKind.BONUS, "Điểm thưởng"),
            (PointsKind.PENALTY, "Điểm trừ"),
        )
    }
    assessed = total(
        "Tổng điểm Đoàn chấm",
        [by_kind[PointsKind.BASE], by_kind[PointsKind.BONUS], negative(by_kind[PointsKind.PENALTY])],
    )
    assessed = _at_total(assessed, table.rounding)
    claimed = total(
        "Tổng điểm đơn vị tự chấm",
        [_signed(line.claim, line.criterion.kind) for line in leaves if line.claimed is not None],
    )
    in_maximum = [line for line in leaves if line.criterion.kind is PointsKind.BASE]
    reachable = [line for line in in_maximum if line.state in (ScoreState.COUNTED, ScoreState.OPEN)]
    empty = tuple(line.criterion.id for line in reachable if line.maximum is None)
    maximum = _maximum("Điểm tối đa không có điều tra xã hội học", reachable)
    survey = _maximum(
        "Điểm tối đa của phần điều tra xã hội học",
        [line for line in in_maximum if line.state is ScoreState.SURVEY],
    )
    percent = _percent(assessed, maximum, table.rounding, len(open_ids), len(empty))
    return Score(
        table=table,
        lines=lines,
        claimed=_total(claimed),
        base=_total(by_kind[PointsKind.BASE]),
        bonus=_total(by_kind[PointsKind.BONUS]),
        penalty=_total(by_kind[PointsKind.PENALTY]),
        assessed=_total(assessed),
        maximum=_total(maximum),
        survey_maximum=_total(survey),
        percent=_total(percent),
        decision=decide(table.classes, percent.value, bool(survey.children)),
        open=open_ids,
        without_maximum=empty,
        claimed_without_evidence=tuple(line.criterion.id for line in leaves if line.claimed_without_evidence),
    )


def by_urgency(lines: tuple[CriterionScore, ...]) -> tuple[CriterionScore, ...]:
    """Lines with points of their own as a team wants to go through them: claimed without evidence first, then
    the greatest difference, then the order of the table."""
    own = [line for line in lines if line.state is not ScoreState.SUM]
    return tuple(
        sorted(own, key=lambda line: (not line.claimed_without_evidence, -abs(line.difference or Decimal(0))))
    )


@dataclass(slots=True)
class _Counting:
    """Goes through the table from below, so that every sum finds its parts done."""

    table: ScoreTable
    visit: Visit
    answers: Answers
    evaluate: Evaluate | None
    done: dict[CriterionId, CriterionScore] = field(default_factory=dict)
    _below: dict[CriterionId, list[CriterionScore]] = field(default_factory=dict)
    _levels: dict[CriterionId, int] = field(default_factory=dict)
    _survey: frozenset[CriterionId] = frozenset()

    def __post_init__(self) -> None:
        self._survey = survey_ids(self.table)
        for criterion in self.table.criteria:
            above = 0 if criterion.parent is None else self._levels.get(criterion.parent, 0)
            self._levels[criterion.id] = above + 1

    def add(self, criterion: Criterion) -> None:
        below = self._below.pop(criterion.id, None)
        level = self._levels[criterion.id]
        line = self._leaf(criterion, level) if below is None else _sum(criterion, level, below[::-1])
        self.done[criterion.id] = line
        if criterion.parent is not None:
            self._below.setdefault(criterion.parent, []).append(line)

    def _leaf(self, criterion: Criterion, level: int) -> CriterionScore:
        entry = self.visit.scores.get(criterion.id) or ScoreEntry(criterion.id)
        label = f"{criterion.id}. {criterion.name.vi}"
        points = computed_points(
            criterion, label, self.answers, self.table.leaves_out_inapplicable, self.evaluate
        )
        derivation = points.derivation
        if derivation.value is not None:
            derivation = _at_criterion(derivation, self.table.rounding)
        computed = derivation.value
        by_hand = entry.assessed is not None
        if entry.assessed is not None:
            derivation = _by_hand(label, entry.assessed, entry.reason, derivation)
            derivation = _at_criterion(derivation, self.table.rounding)
        state = ScoreState.COUNTED if derivation.value is not None else ScoreState.OPEN
        if criterion.id in self._survey:
            state = ScoreState.SURVEY
            derivation = given(label, None, "thuộc phần điều tra xã hội học, Đoàn không chấm")
        elif points.left_out and not by_hand:
            state = ScoreState.LEFT_OUT
        assessed = derivation.value if state is ScoreState.COUNTED else None
        claimed = entry.claimed if state in (ScoreState.COUNTED, ScoreState.OPEN) else None
        return CriterionScore(
            criterion,
            level,
            state,
            criterion.max,
            claimed,
            computed,
            assessed,
            by_hand and state is ScoreState.COUNTED,
            entry.reason,
            None if assessed is None or claimed is None else assessed - claimed,
            self._without_evidence(criterion, claimed),
            derivation,
            given(label, claimed, None if claimed is None else f"đơn vị tự chấm {number(claimed)} điểm"),
        )

    def _without_evidence(self, criterion: Criterion, claimed: Decimal | None) -> bool:
        """A claim above zero that neither a file of the visit nor the unit's own naming of one supports."""
        if claimed is None or claimed <= 0 or criterion.kind is PointsKind.PENALTY:
            return False
        return not any(item in self.answers.with_evidence for item in criterion.items)


def _sum(criterion: Criterion, level: int, below: list[CriterionScore]) -> CriterionScore:
    label = f"{criterion.id}. {criterion.name.vi}"
    own = criterion.kind
    derivation = _sum_of(label, [_relative(line.derivation, line.criterion.kind, own) for line in below])
    claim = _sum_of(label, [_relative(line.claim, line.criterion.kind, own) for line in below])
    of_kind = [line for line in below if line.criterion.kind is own]
    maxima = [line.maximum for line in of_kind if line.state is not ScoreState.LEFT_OUT]
    known = [maximum for maximum in maxima if maximum is not None]
    differences = [line.difference for line in below if _is_compared(line)]
    complete = [difference for difference in differences if difference is not None]
    assessed, claimed = derivation.value, claim.value
    whole = bool(differences) and len(complete) == len(differences)
    return CriterionScore(
        criterion,
        level,
        ScoreState.SUM,
        sum(known, Decimal(0)) if maxima and len(known) == len(maxima) else criterion.max,
        claimed,
        None,
        assessed,
        False,
        None,
        assessed - claimed if whole and assessed is not None and claimed is not None else None,
        any(line.claimed_without_evidence for line in below),
        derivation,
        claim,
    )


def _sum_of(label: str, parts: list[Derivation]) -> Derivation:
    if all(part.value is None for part in parts):
        return given(label, None)
    return total(label, parts)


def _is_compared(line: CriterionScore) -> bool:
    """Whether a sum's difference needs this line's: not what nobody claimed or gave, such as a bonus."""
    if line.state is ScoreState.OPEN:
        return line.criterion.kind is PointsKind.BASE or line.claimed is not None
    return line.state in (ScoreState.COUNTED, ScoreState.SUM)


def _relative(derivation: Derivation, kind: PointsKind, above: PointsKind) -> Derivation:
    """A part of a sum: what is taken off counts as negative, unless the whole sum is taken off above."""
    penalty = kind is PointsKind.PENALTY and above is not PointsKind.PENALTY
    return negative(derivation) if penalty else derivation


def _signed(derivation: Derivation, kind: PointsKind) -> Derivation:
    return negative(derivation) if kind is PointsKind.PENALTY else derivation


def _by_hand(label: str, points: Decimal, reason: str | None, computed: Derivation) -> Derivation:
    words = f"Đoàn chấm {number(points)} điểm; lý do: {reason or 'chưa ghi'}"
    if computed.value is not None and computed.value != points:
        words += f"; theo câu trả lời: {number(computed.value)} điểm"
    return chosen(label, points, words, replace(computed, label="Theo câu trả lời"))


def _at_criterion(derivation: Derivation, rounding: Rounding) -> Derivation:
    """Rounded here if the table rounds each criterion; a quotient, which may never end, has to stop anyway."""
    if rounding.step is RoundingStep.CRITERION:
        return _rounded_if_needed(derivation, rounding)
    if derivation.operation is Operation.QUOTIENT:
        return rounded(derivation.label, derivation, GUARD_PLACES, RoundingMode.HALF_UP, " điểm")
    return derivation


def _at_total(derivation: Derivation, rounding: Rounding) -> Derivation:
    return _rounded_if_needed(derivation, rounding) if rounding.step is RoundingStep.TOTAL else derivation


def _rounded_if_needed(derivation: Derivation, rounding: Rounding) -> Derivation:
    assert derivation.value is not None
    exponent = derivation.value.normalize().as_tuple().exponent
    ends = isinstance(exponent, int) and -exponent <= rounding.places
    if ends and derivation.operation is not Operation.QUOTIENT:
        return derivation
    return rounded(derivation.label, derivation, rounding.places, rounding.mode, " điểm")


def _maximum(label: str, lines: list[CriterionScore]) -> Derivation:
    empty = sum(line.maximum is None for line in lines)
    if empty:
        return given(label, None, f"chưa tính được: {empty} tiêu chí chưa có điểm tối đa")
    return total(
        label, [given(f"{line.criterion.id}. {line.criterion.name.vi}", line.maximum) for line in lines]
    )


def _percent(
    assessed: Derivation, maximum: Derivation, rounding: Rounding, waiting: int, empty: int
) -> Derivation:
    label = "Tỷ lệ đạt được"
    if waiting:
        return given(label, None, f"chưa tính: còn {waiting} tiêu chí chưa chấm")
    if empty or not maximum.value:
        return given(label, None, "chưa tính: chưa có đủ điểm tối đa")
    share = quotient(label, product("Tổng điểm × 100", assessed, given("Một trăm", Decimal(100))), maximum)
    return rounded(label, share, rounding.percent_places, rounding.mode, "%")


def _total(derivation: Derivation) -> Total:
    return Total(derivation.value, derivation)
