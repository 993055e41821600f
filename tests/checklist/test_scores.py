"""Points of a visit: every sum can be worked out again from what somebody wrote, and nothing is guessed."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.authoring import toml
from inspector_app.checklist import derivation as steps
from inspector_app.checklist.classes import ClassState, decide
from inspector_app.checklist.derivation import Derivation, Operation
from inspector_app.checklist.fact import FactId, Rate
from inspector_app.checklist.score_expressions import evaluator
from inspector_app.checklist.score_table import (
    ByExpression,
    ByRate,
    ByVerdict,
    ClassBound,
    Criterion,
    CriterionId,
    PointsKind,
    Rounding,
    RoundingMode,
    RoundingStep,
    ScoreTable,
    Step,
    faults,
    leaves,
    missing,
)
from inspector_app.checklist.scoring import Score, ScoreState, by_urgency, score
from inspector_app.checklist.template import ItemId, Wording
from inspector_app.checklist.visit import (
    Answer,
    Assessment,
    Details,
    Evidence,
    ItemVerdict,
    Opinion,
    Reported,
    ScoreEntry,
    Visit,
    VisitId,
)

TEMPLATE = toml.read_shipped("cchc-2022")
REF = TEMPLATE.ref
SHARES = {ItemVerdict.YES: Decimal(1), ItemVerdict.PARTLY: Decimal("0.5"), ItemVerdict.NO: Decimal(0)}


def visit(**values: object) -> Visit:
    empty = Visit(VisitId("v"), REF, Details(), Opinion(), Assessment(), (), {}, (), (), (), (), {})
    return replace(empty, **values)  # type: ignore[arg-type]


def verdicts(**own: str) -> dict[ItemId, Answer]:
    return {
        ItemId(item.removeprefix("i")): Answer(ItemId(item.removeprefix("i")), ItemVerdict(verdict))
        for item, verdict in own.items()
    }


def line(criterion_id: str, **values: object) -> Criterion:
    return Criterion(CriterionId(criterion_id), Wording(f"Tiêu chí {criterion_id}", ""), **values)  # type: ignore[arg-type]


def table(*criteria: Criterion, **values: object) -> ScoreTable:
    made = ScoreTable("thu", 2026, Wording("Bảng điểm thử", "Trial"), criteria, **values)  # type: ignore[arg-type]
    assert list(faults(made)) == []
    return made


def written(**points: tuple[str | None, str | None]) -> dict[str, ScoreEntry]:
    return {
        own: ScoreEntry(own, claimed and Decimal(claimed), assessed and Decimal(assessed), "đã đối chiếu")
        for own, (claimed, assessed) in points.items()
    }


def worked_out(own: Derivation) -> Fraction:
    """The number again, from the leaves alone; every step on the way must say what it gives."""
    assert own.value is not None, own
    parts = [child for child in own.children if child.value is not None]
    match own.operation:
        case Operation.GIVEN | Operation.CHOSEN:
            exact = Fraction(own.value)
        case Operation.SUM:
            exact = sum((worked_out(part) for part in parts), Fraction(0))
        case Operation.PRODUCT:
            exact = Fraction(1)
            for part in parts:
                exact *= worked_out(part)
        case Operation.NEGATIVE:
            exact = -worked_out(parts[0])
        case Operation.QUOTIENT:
            exact = worked_out(parts[0]) / worked_out(parts[1])
            assert abs(exact - Fraction(own.value)) <= Fraction(1, 10**9)
            return exact
        case Operation.ROUND:
            exact = rounded(worked_out(parts[0]), own.places or 0, own.mode)
    assert exact == Fraction(own.value), own
    return exact


def rounded(exact: Fraction, places: int, mode: RoundingMode | None) -> Fraction:
    scaled = abs(exact) * 10**places
    whole, rest = divmod(scaled, 1)
    up = rest > Fraction(1, 2) or (
        rest == Fraction(1, 2)
        and (mode is RoundingMode.HALF_UP or (mode is RoundingMode.HALF_EVEN and whole % 2 == 1))
    )
    if mode is RoundingMode.DOWN:
        up = False
    result = Fraction(int(whole) + up, 10**places)
    return result if exact >= 0 else -result


def check_sums(found: Score) -> None:
    for total in (found.base, found.bonus, found.penalty, found.assessed, found.claimed):
        assert worked_out(total.derivation) == Fraction(total.value or 0)
    for own in (found.maximum, found.survey_maximum, found.percent):
        if own.value is not None:
            assert worked_out(own.derivation) == Fraction(own.value)
    for own in found.lines:
        for value, tree in ((own.assessed, own.derivation), (own.claimed, own.claim)):
            if value is not None:
                assert worked_out(tree) == Fraction(value)


POINTS = st.decimals(0, 20, places=3, allow_nan=False)
SHARE = st.decimals(0, 1, places=2, allow_nan=False)
ITEMS = st.lists(st.sampled_from([item.id for item in TEMPLATE.items]), min_size=1, max_size=3, unique=True)


@st.composite
def tables(draw: st.DrawFn) -> ScoreTable:
    """Up to three levels with all kinds of points and readings; some maxima empty."""
    made: list[Criterion] = []
    for area in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(PointsKind))
        below = draw(st.integers(0, 3))
        made.append(leaf(draw, f"{area}", None, kind) if not below else line(f"{area}", kind=kind))
        for number in range(below):
            own = draw(st.sampled_from(PointsKind)) if kind is PointsKind.BASE else kind
            made.append(leaf(draw, f"{area}.{number}", f"{area}", own))
    rounding = Rounding(
        draw(st.integers(0, 3)), draw(st.sampled_from(RoundingMode)), draw(st.sampled_from(RoundingStep))
    )
    return table(*made, rounding=rounding, leaves_out_inapplicable=draw(st.booleans()))


def leaf(draw: st.DrawFn, own_id: str, parent: str | None, kind: PointsKind) -> Criterion:
    reads = draw(
        st.one_of(
            st.none(),
            st.builds(ByVerdict, st.dictionaries(st.sampled_from(ItemVerdict), SHARE)),
            st.builds(
                ByRate,
                st.just(ItemId("19")),
                st.just(FactId("overdue")),
                st.lists(st.builds(Step, SHARE, at_most=st.decimals(0, 100, places=1)), max_size=3).map(
                    tuple
                ),
            ),
            st.builds(ByExpression, st.just("1 div 3")),
        )
    )
    return line(
        own_id,
        parent=parent,
        kind=kind,
        max=draw(st.one_of(st.none(), POINTS)),
        survey=draw(st.sampled_from([False, False, False, True])),
        items=tuple(draw(ITEMS)),
        reads=reads,
    )


@st.composite
def visits(draw: st.DrawFn, of: ScoreTable) -> Visit:
    answers = {
        item.id: Answer(item.id, draw(st.one_of(st.none(), st.sampled_from(ItemVerdict))))
        for item in TEMPLATE.items
        if item.asks_verdict
    }
    part, whole = draw(st.integers(0, 50)), draw(st.integers(50, 100))
    rate = Rate(numerator=part, denominator=whole)
    answers[ItemId("19")] = Answer(ItemId("19"), facts={FactId("overdue"): rate})
    ids = [own.id for own in of.criteria]
    points = st.one_of(st.none(), POINTS)
    scores = {own: ScoreEntry(own, draw(points), draw(points), "lý do") for own in ids}
    away = draw(st.frozensets(st.sampled_from([item.id for item in TEMPLATE.items]), max_size=4))
    return visit(answers=answers, scores=scores, inapplicable=away)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_derivations_add_up(data: st.DataObject) -> None:
    own = data.draw(tables())
    found = score(own, data.draw(visits(own)), TEMPLATE, lambda _text: Decimal("0.333333333333"))
    check_sums(found)
    signs = (found.base.value, found.bonus.value, found.penalty.value)
    assert None not in signs
    if own.rounding.step is RoundingStep.CRITERION:
        assert found.assessed.value == signs[0] + signs[1] - signs[2]  # type: ignore[operator]
    tops = [own for own in found.lines if own.criterion.parent is None and own.assessed is not None]
    by_areas = sum(
        (
            -(own.assessed or 0) if own.criterion.kind is PointsKind.PENALTY else own.assessed or 0
            for own in tops
        ),
        Decimal(0),
    )
    if own.rounding.step is RoundingStep.CRITERION:
        assert by_areas == found.assessed.value


@pytest.fixture
def areas() -> ScoreTable:
    """Two areas: points by verdicts, by a rate, by hand, a bonus, a penalty, a survey."""
    return table(
        line("1", max=Decimal(5)),
        line("1.1", parent="1", max=Decimal(3), items=("1", "2", "3"), reads=ByVerdict(SHARES)),
        line("1.2", parent="1", max=Decimal(2), items=("4",)),
        line("2"),
        line(
            "2.1",
            parent="2",
            max=Decimal(4),
            items=("19",),
            reads=ByRate(
                ItemId("19"),
                FactId("overdue"),
                (
                    Step(Decimal(1), at_most=Decimal(1)),
                    Step(Decimal("0.5"), at_most=Decimal(5)),
                    Step(Decimal(0)),
                ),
            ),
        ),
        line("2.2", parent="2", max=Decimal(6), survey=True),
        line("2.3", parent="2", max=Decimal(1), kind=PointsKind.BONUS),
        line("2.4", parent="2", kind=PointsKind.PENALTY),
        classes=(
            ClassBound(Wording("Tốt", "Good"), Decimal(90)),
            ClassBound(Wording("Khá", "Fair"), Decimal(70)),
            ClassBound(Wording("Yếu", "Weak"), Decimal(0)),
        ),
    )


def test_points_of_a_whole_visit(areas: ScoreTable) -> None:
    answers = verdicts(i1="yes", i2="partly", i3="partly")
    answers[ItemId("19")] = Answer(
        ItemId("19"), facts={FactId("overdue"): Rate(numerator=14, denominator=1386)}
    )
    scores = {**written(**{"1.2": ("2", "1.5"), "2.3": (None, "1"), "2.4": (None, "0.5"), "2.2": ("6", "6")})}
    found = score(areas, visit(answers=answers, scores=scores), TEMPLATE)
    by_id = {own.criterion.id: own for own in found.lines}
    assert by_id["1.1"].assessed == Decimal("2.00")
    assert by_id["2.1"].assessed == Decimal("2.0")  # 14/1386 is above 1 %, though it reads as 1,01 %
    assert by_id["2.2"].state is ScoreState.SURVEY
    assert by_id["2.2"].assessed is None
    assert (found.base.value, found.bonus.value, found.penalty.value) == (Decimal("5.5"), 1, Decimal("0.5"))
    assert found.assessed.value == 6
    assert (found.maximum.value, found.survey_maximum.value) == (9, 6)
    assert found.percent.value == Decimal("66.67")
    assert (
        found.decision.words == "Yếu: 66,67%, ngưỡng từ 0% đến dưới 70% (chưa gồm điểm điều tra xã hội học)"
    )
    assert found.open == ()
    assert by_id["2.1"].derivation.words == "4 × 0,5 = 2"
    assert by_id["1.1"].derivation.words == "6 : 3 = 2; làm tròn đến 2 chữ số thập phân: 2,00 điểm"
    seen = [own.words for _, own in steps.walk(by_id["2.1"].derivation)]
    assert "14/1.386" in " ".join(seen) or "1,01%" in " ".join(seen)
    assert found.percent.derivation.words == "600 : 9 ≈ 66,666666667; làm tròn đến 2 chữ số thập phân: 66,67%"
    check_sums(found)


def test_the_hand_wins_and_says_why(areas: ScoreTable) -> None:
    answers = verdicts(i1="yes", i2="yes", i3="yes")
    found = score(areas, visit(answers=answers, scores=written(**{"1.1": (None, "2")})), TEMPLATE)
    own = found.line(CriterionId("1.1"))
    assert own is not None
    assert (own.computed, own.assessed, own.by_hand) == (Decimal("3.00"), Decimal(2), True)
    assert own.derivation.words == "Đoàn chấm 2 điểm; lý do: đã đối chiếu; theo câu trả lời: 3 điểm"


def test_a_figure_exactly_on_a_step_is_compared_unrounded(areas: ScoreTable) -> None:
    for numerator, share in ((10, 4), (11, 2), (50, 2), (51, 0)):
        rate = Rate(numerator=numerator, denominator=1000)
        answers = {ItemId("19"): Answer(ItemId("19"), facts={FactId("overdue"): rate})}
        own = score(areas, visit(answers=answers), TEMPLATE).line(CriterionId("2.1"))
        assert own is not None
        assert own.assessed == share


def test_what_the_table_leaves_open_waits_for_a_hand(areas: ScoreTable) -> None:
    found = score(areas, visit(answers=verdicts(i1="not_checked", i2="yes", i3="yes")), TEMPLATE)
    own = found.line(CriterionId("1.1"))
    assert own is not None
    assert own.state is ScoreState.OPEN
    assert own.derivation.words == "bảng điểm chưa quy định cho nội dung 1: Chưa kiểm tra đợt này"
    assert found.percent.value is None
    assert found.percent.derivation.words == "chưa tính: còn 3 tiêu chí chưa chấm"
    assert found.decision.state is ClassState.NO_PERCENT


def test_a_claim_needs_a_file_or_the_unit_naming_one(areas: ScoreTable) -> None:
    scores = written(**{"1.1": ("3", None), "1.2": ("2", "0.5"), "2.1": ("4", "4")})
    bare = visit(scores=scores)
    assert score(areas, bare, TEMPLATE).claimed_without_evidence == ("1.1", "1.2", "2.1")
    proved = replace(
        bare,
        evidence=(Evidence("a" * 64, items=(ItemId("2"),)),),
        reported={ItemId("4"): Reported(ItemId("4"), evidence="Kế hoạch tuyên truyền")},
    )
    found = score(areas, proved, TEMPLATE)
    assert found.claimed_without_evidence == ("2.1",)
    order = [own.criterion.id for own in by_urgency(found.lines)]
    assert order[:2] == ["2.1", "1.2"]


def test_an_inapplicable_criterion_leaves_the_maximum_only_where_the_table_says_so(areas: ScoreTable) -> None:
    away = visit(inapplicable=frozenset({ItemId("1"), ItemId("2"), ItemId("3")}))
    assert score(areas, away, TEMPLATE).maximum.value == 9
    leaving = replace(areas, leaves_out_inapplicable=True)
    found = score(leaving, away, TEMPLATE)
    assert found.maximum.value == 6
    own = found.line(CriterionId("1.1"))
    assert own is not None
    assert own.derivation.words == "không tính: nội dung 1, 2, 3 không áp dụng với đơn vị"


def test_an_expression_that_fails_is_told_and_gives_no_points() -> None:
    own = table(line("1", max=Decimal(2), reads=ByExpression("${i19} div 100 * 2")))

    def evaluate(text: str) -> Decimal | None:
        raise ValueError("thiếu số liệu")

    found = score(own, visit(), TEMPLATE, evaluate)
    assert found.lines[0].state is ScoreState.OPEN
    assert "không tính được: thiếu số liệu" in found.lines[0].derivation.words
    assert (
        "ngoài khoảng điểm" in score(own, visit(), TEMPLATE, lambda _: Decimal(3)).lines[0].derivation.words
    )
    assert score(own, visit(), TEMPLATE, lambda _: Decimal("1.236")).assessed.value == Decimal("1.24")


def test_the_greatest_numbers_do_no_harm() -> None:
    own = table(line("1", max=Decimal("0.000000001")), rounding=Rounding(6, percent_places=6))
    most = Decimal("9" * 18 + "." + "9" * 9)
    found = score(own, visit(scores={"1": ScoreEntry("1", -most, most)}), TEMPLATE)
    check_sums(found)


BOUNDS = (("Tốt", 90), ("Khá", 70), ("Trung bình", 50), ("Yếu", 0))


def classes(*bounds: int | None) -> tuple[ClassBound, ...]:
    return tuple(
        ClassBound(Wording(name, name), None if bound is None else Decimal(bound))
        for (name, _), bound in zip(BOUNDS, bounds, strict=False)
    )


@pytest.mark.parametrize(
    ("percent", "bounds", "name"),
    [
        ("90", (90, 70, 50, 0), "Tốt"),
        ("89.99", (90, 70, 50, 0), "Khá"),
        ("50", (90, 70, 50, 0), "Trung bình"),
        ("0", (90, 70, 50, 0), "Yếu"),
        ("95", (90, None, 50, 0), "Tốt"),
        ("60", (90, None, 50, 0), None),
        ("49", (90, None, 50, 0), "Yếu"),
        ("49", (90, None, 50, None), None),
        ("99", (None, None, None, None), None),
    ],
)
def test_a_bound_belongs_to_the_upper_class_and_an_empty_one_is_never_guessed(
    percent: str, bounds: tuple[int | None, ...], name: str | None
) -> None:
    found = decide(classes(*bounds), Decimal(percent), False)
    assert (found.bound and found.bound.name.vi) == name
    if name is None:
        assert (found.state, found.words) == (ClassState.NO_BOUND, "chưa có quy định ngưỡng")
    else:
        assert found.words.startswith(f"{name}: ")


def test_below_the_last_bound_there_is_no_class() -> None:
    found = decide(classes(90, 80), Decimal(79), False)
    assert found.words == "bảng điểm không quy định hạng cho mức dưới 80%"


@pytest.mark.parametrize(
    ("criteria", "place"),
    [
        ([line("1"), line("1")], ("1", "id")),
        ([line("1.1", parent="1"), line("1")], ("1.1", "parent")),
        ([line("1", parent="1")], ("1", "parent")),
        ([line("1", max=Decimal(-1))], ("1", "max")),
        ([line("1", max=Decimal(3)), line("2", parent="1", max=Decimal(2))], ("1", "max")),
        ([line("1", kind=PointsKind.BONUS), line("2", parent="1")], ("2", "kind")),
        ([line("1", reads=ByVerdict(SHARES))], ("1", "items")),
        ([line("1", items=("1",), reads=ByVerdict({ItemVerdict.YES: Decimal(2)}))], ("1", "reads.shares")),
    ],
)
def test_a_table_that_cannot_be_used_says_where(criteria: list[Criterion], place: tuple[str, str]) -> None:
    made = ScoreTable("thu", 2026, Wording("Bảng điểm thử", ""), tuple(criteria))
    assert place in [(own.criterion, own.field) for own in faults(made)]


def test_bounds_out_of_order_are_refused() -> None:
    made = ScoreTable("thu", 2026, Wording("Thử", ""), (line("1"),), classes=classes(70, 90))
    assert [own.field for own in faults(made)] == ["classes.from_percent"]


def test_what_is_still_missing_is_counted(areas: ScoreTable) -> None:
    assert missing(areas).points == ("2.4",)
    assert not missing(areas).complete
    assert [own.id for own in leaves(areas)] == ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"]


def test_ten_thousand_criteria_are_each_looked_at_once() -> None:
    """Counts calls, not seconds: every criterion asks for its own answers and no other's."""
    asked: list[str] = []
    own = table(*(line(f"{n}", max=Decimal(1), reads=ByExpression(f"{n}")) for n in range(10_000)))

    def evaluate(text: str) -> Decimal | None:
        asked.append(text)
        return Decimal(1)

    found = score(own, visit(), TEMPLATE, evaluate)
    assert found.percent.value == 100
    assert len(asked) == len(set(asked)) == 10_000
    assert found.assessed.derivation.children[0].words == "tổng của 10000 số = 10.000"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("if(${i25a} = 'partly', 0.75, 2)", "0.75"),
        ("${i19.overdue} div 100 * 2", "0.0202"),
        ("${i19.overdue.numerator} div ${i19.overdue.denominator}", "0.01010101"),
        ("0.1 + 0.2", "0.3"),
        ("${i1}", None),
        ("1 div 0", None),
    ],
)
def test_expressions_read_the_answers_by_the_names_of_the_checklist(text: str, value: str | None) -> None:
    answers = verdicts(i25a="partly", i1="yes")
    answers[ItemId("19")] = Answer(
        ItemId("19"), facts={FactId("overdue"): Rate(numerator=14, denominator=1386)}
    )
    evaluate = evaluator(visit(answers=answers), TEMPLATE, datetime(2026, 5, 12, 8, tzinfo=UTC))
    assert evaluate(text) == (None if value is None else Decimal(value).quantize(Decimal("0.000000001")))


def test_what_does_not_apply_reads_as_not_answered() -> None:
    away = visit(answers=verdicts(i25a="yes"), inapplicable=frozenset({ItemId("25a")}))
    evaluate = evaluator(away, TEMPLATE, datetime(2026, 5, 12, 8, tzinfo=UTC))
    assert evaluate("if(${i25a} = '', 1, 0)") == 1


def test_a_name_that_the_checklist_does_not_have_is_told() -> None:
    evaluate = evaluator(visit(), TEMPLATE, datetime(2026, 5, 12, 8, tzinfo=UTC))
    with pytest.raises(ValueError, match="danh mục không có khong_co"):
        evaluate("${khong_co} + 1")
    with pytest.raises(ValueError, match="lỗi tại ký tự thứ"):
        evaluate("now( + ")
