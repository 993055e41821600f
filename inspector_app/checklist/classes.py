"""Classes such as Tốt, Khá, Trung bình, Yếu: which one a percentage belongs to, and which bound decides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from inspector_app.checklist.derivation import number
from inspector_app.checklist.score_table import ClassBound


class ClassState(StrEnum):
    DECIDED = "decided"
    NO_PERCENT = "no_percent"
    NO_CLASSES = "no_classes"
    NO_BOUND = "no_bound"
    """A bound that matters here is not laid down."""
    BELOW_ALL = "below_all"


@dataclass(frozen=True, slots=True)
class ClassDecision:
    state: ClassState
    words: str
    """In Vietnamese, as the annex prints it."""
    bound: ClassBound | None = None
    """The class, with the bound that decided it."""


def decide(classes: Sequence[ClassBound], percent: Decimal | None, survey_missing: bool) -> ClassDecision:
    """The class of a percentage. A percentage on a bound belongs to the class above it.

    A class whose bound is empty is passed over only where a filled bound shows that it cannot be meant.
    """
    if not classes:
        return ClassDecision(ClassState.NO_CLASSES, "bảng điểm không xếp loại")
    if percent is None:
        return ClassDecision(ClassState.NO_PERCENT, "chưa xếp loại: chưa có tỷ lệ đạt được")
    waiting = False
    upper: Decimal | None = None
    for own in classes:
        bound = own.from_percent
        if bound is None:
            waiting = True
        elif percent < bound:
            waiting, upper = False, bound
        elif waiting:
            return _undecided()
        else:
            return ClassDecision(ClassState.DECIDED, _words(own, percent, upper, survey_missing), own)
    if waiting:
        return _undecided()
    lowest = number(upper) if upper is not None else ""
    return ClassDecision(ClassState.BELOW_ALL, f"bảng điểm không quy định hạng cho mức dưới {lowest}%")


def _undecided() -> ClassDecision:
    return ClassDecision(ClassState.NO_BOUND, "chưa có quy định ngưỡng")


def _words(own: ClassBound, percent: Decimal, upper: Decimal | None, survey_missing: bool) -> str:
    assert own.from_percent is not None
    text = f"{own.name.vi}: {number(percent)}%, ngưỡng từ {number(own.from_percent)}%"
    if upper is not None:
        text += f" đến dưới {number(upper)}%"
    if survey_missing:
        text += " (chưa gồm điểm điều tra xã hội học)"
    return text
