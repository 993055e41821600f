"""Points of one criterion from the answers: by shares of verdicts, by steps of a figure, by an expression.

Where answers or table say too little there are no points, only the reason in words; nothing is guessed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from inspector_app.checklist.derivation import Derivation, chosen, given, number, product, quotient, total
from inspector_app.checklist.fact import Count, Fact, Number, Rate, Sample
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.score_table import (
    ByExpression,
    ByRate,
    ByVerdict,
    Criterion,
    Step,
)
from inspector_app.checklist.template import Item, ItemId, Template
from inspector_app.checklist.visit import ItemVerdict, Visit

VERDICTS = {
    ItemVerdict.YES: "Có",
    ItemVerdict.PARTLY: "Một phần",
    ItemVerdict.NO: "Không",
    ItemVerdict.NOT_APPLICABLE: "Không áp dụng",
    ItemVerdict.NOT_CHECKED: "Chưa kiểm tra đợt này",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the points of a visit are read from, by item, so that no criterion searches."""

    visit: Visit
    items: Mapping[ItemId, Item]
    with_evidence: frozenset[ItemId]
    """Items with a file, or for which the unit named its evidence."""

    @classmethod
    def of(cls, visit: Visit, template: Template) -> "Answers":
        files = {item for evidence in visit.evidence for item in evidence.items}
        named = {item for item, own in visit.reported.items() if own.evidence}
        return cls(visit, {item.id: item for item in template.items}, frozenset(files | named))

    def applies(self, item: ItemId) -> bool:
        return self.visit.applies(item) and self.verdict(item) is not ItemVerdict.NOT_APPLICABLE

    def verdict(self, item: ItemId) -> ItemVerdict | None:
        answer = self.visit.answers.get(item)
        return None if answer is None else answer.verdict


@dataclass(frozen=True, slots=True)
class Points:
    derivation: Derivation
    """Without a value where the answers do not give the points."""
    left_out: bool = False


def computed_points(
    criterion: Criterion,
    label: str,
    answers: Answers,
    leaves_out: bool,
    evaluate: Callable[[str], Decimal | None] | None,
) -> Points:
    """The points that the answers give to a criterion, before any rounding."""
    known = [item for item in criterion.items if item in answers.items]
    if leaves_out and known and not any(answers.applies(item) for item in known):
        words = f"không tính: nội dung {', '.join(known)} không áp dụng với đơn vị"
        return Points(given(label, None, words), left_out=True)
    match criterion.reads:
        case ByVerdict() as reads:
            return Points(_by_verdict(criterion, reads, label, answers))
        case ByRate() as reads:
            return Points(_by_rate(criterion, reads, label, answers))
        case ByExpression(text=text):
            return Points(_by_expression(criterion, text, label, evaluate))
    return Points(_waiting(label, "chưa chấm"))


def _by_verdict(criterion: Criterion, reads: ByVerdict, label: str, answers: Answers) -> Derivation:
    if criterion.max is None:
        return _waiting(label, "chưa có điểm tối đa")
    shares = []
    for item in criterion.items:
        if item not in answers.items:
            return _waiting(label, f"danh mục của cuộc kiểm tra không có nội dung {item}")
        verdict = answers.verdict(item)
        if not answers.visit.applies(item):
            verdict = ItemVerdict.NOT_APPLICABLE
        if verdict is None:
            return _waiting(label, f"nội dung {item} chưa có kết luận")
        share = reads.shares.get(verdict)
        if share is None:
            if verdict is ItemVerdict.NOT_APPLICABLE and len(criterion.items) > 1:
                continue
            return _waiting(label, f"bảng điểm chưa quy định cho nội dung {item}: {VERDICTS[verdict]}")
        words = f"{VERDICTS[verdict]}: {number(share)} lần điểm tối đa"
        shares.append(given(f"Nội dung {item}", share, words))
    if not shares:
        return _waiting(label, "không có nội dung nào áp dụng")
    maximum = given("Điểm tối đa", criterion.max)
    if len(shares) == 1:
        return product(label, maximum, shares[0])
    above = product("Điểm tối đa × tổng mức đạt", maximum, total("Tổng mức đạt", shares))
    return quotient(label, above, given("Số nội dung", Decimal(len(shares))))


def _by_rate(criterion: Criterion, reads: ByRate, label: str, answers: Answers) -> Derivation:
    if criterion.max is None:
        return _waiting(label, "chưa có điểm tối đa")
    answer = answers.visit.answers.get(reads.item)
    fact = None if answer is None else answer.facts.get(reads.fact)
    part = None if fact is None else _ratio(fact)
    item = answers.items.get(reads.item)
    spec = None if item is None else item.fact(reads.fact)
    name = f"Nội dung {reads.item}" + ("" if spec is None else f", {spec.label.vi.lower()}")
    if not answers.visit.applies(reads.item) or (reads.item, reads.fact) in answers.visit.hidden:
        return _waiting(label, f"{name}: không áp dụng với đơn vị")
    if fact is None or part is None:
        return _waiting(label, f"{name}: chưa có số liệu")
    shown = fact_in_words(fact) or ""
    above, below = part
    step = next((own for own in reads.steps if _within(own, above, below)), None)
    if step is None:
        return _waiting(label, f"{name} = {shown}: bảng điểm chưa quy định mức")
    figure = given(name, None, shown)
    words = f"{shown} {_bounds(step)}: {number(step.share)} lần điểm tối đa"
    share = chosen("Mức đạt", step.share, words, figure)
    return product(label, given("Điểm tối đa", criterion.max), share)


def _by_expression(
    criterion: Criterion, text: str, label: str, evaluate: Callable[[str], Decimal | None] | None
) -> Derivation:
    if evaluate is None:
        return _waiting(label, "chưa chấm")
    try:
        value = evaluate(text)
    except ValueError as error:
        return _waiting(label, f"biểu thức {text} không tính được: {error}")
    if value is None:
        return _waiting(label, f"biểu thức {text} chưa cho ra số")
    if value < 0 or (criterion.max is not None and value > criterion.max):
        return _waiting(label, f"biểu thức {text} cho {number(value)}, ngoài khoảng điểm của tiêu chí")
    return chosen(label, value, f"{text} = {number(value)}")


def _ratio(fact: Fact) -> tuple[Decimal, Decimal] | None:
    """A figure as a fraction, in per cent where it is a share: compared with a bound without any rounding."""
    match fact:
        case Rate(numerator=int(above), denominator=int(below)) if below:
            return Decimal(above) * 100, Decimal(below)
        case Sample(defective=int(above), examined=int(below)) if below:
            return Decimal(above) * 100, Decimal(below)
        case (
            Rate(numerator=None, percent=Decimal() as percent)
            | Rate(denominator=None, percent=Decimal() as percent)
        ):
            return percent, Decimal(1)
        case Count(number=above):
            return Decimal(above), Decimal(1)
        case Number(value=value):
            return value, Decimal(1)
    return None


def _within(step: Step, above: Decimal, below: Decimal) -> bool:
    if step.at_least is not None and above < step.at_least * below:
        return False
    return step.at_most is None or above <= step.at_most * below


def _bounds(step: Step) -> str:
    if step.at_least is not None and step.at_most is not None:
        return f"thuộc mức từ {number(step.at_least)} đến {number(step.at_most)}"
    if step.at_least is not None:
        return f"thuộc mức từ {number(step.at_least)} trở lên"
    if step.at_most is not None:
        return f"thuộc mức đến {number(step.at_most)}"
    return "thuộc mức còn lại"


def _waiting(label: str, why: str) -> Derivation:
    return given(label, None, why)
