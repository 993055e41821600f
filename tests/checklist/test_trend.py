"""Figures of one unit over the years: what may be compared, and how it is said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from inspector_app.authoring import toml
from inspector_app.authoring.score_tables import read_measures
from inspector_app.checklist.fact import Choice, Fact, FactId, FigureSource, Origin, Rate
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.trend import Measures, trend
from inspector_app.checklist.visit import Answer, Assessment, Details, Opinion, Visit, VisitId

CCHC = toml.read_shipped("cchc-2022")
INDEX, OVERDUE = ("32", "index"), ("19", "overdue")


def visit(
    visit_id: str, facts: dict[tuple[str, str], Fact], template: Template = CCHC
) -> tuple[Visit, Template]:
    answers: dict[ItemId, Answer] = {}
    for (item, fact), value in facts.items():
        own = answers.get(ItemId(item), Answer(ItemId(item)))
        answers[ItemId(item)] = replace(own, facts={**own.facts, FactId(fact): value})
    return (
        Visit(
            VisitId(visit_id),
            template.ref,
            Details(),
            Opinion(),
            Assessment(),
            (),
            answers,
            (),
            (),
            (),
            (),
            {},
        ),
        template,
    )


def percent(value: str, period: str | None, **origin: object) -> Rate:
    return Rate(percent=Decimal(value), period=period, origin=Origin(**origin))  # type: ignore[arg-type]


def words(*visits: tuple[Visit, Template]) -> list[list[str]]:
    return [[change.words for change in own.changes] for own in trend(visits, read_measures())]


def test_the_real_unit_from_2020_to_2022() -> None:
    one = visit(
        "v2022",
        {
            INDEX: percent("62.87", "năm 2021"),
            ("32", "class"): Choice("Trung bình"),
            ("32", "index_before"): percent("72.59", "năm 2020"),
            ("32", "class_before"): Choice("Trung bình"),
            OVERDUE: percent("1.01", None, as_of_words="giữa tháng 5/2022"),
            ("19", "overdue_before"): percent("4.5", "năm 2021"),
        },
    )
    index, overdue = trend([one], read_measures())
    assert [(own.period, own.value, own.rank) for own in index.points] == [
        ("năm 2020", Decimal("72.59"), "Trung bình"),
        ("năm 2021", Decimal("62.87"), "Trung bình"),
    ]
    assert [own.words for own in index.changes] == ["giảm 9,72 điểm phần trăm"]
    assert index.changes[0].better is False
    assert [own.period for own in overdue.points] == ["năm 2021", "đến giữa tháng 5/2022"]
    assert [own.words for own in overdue.changes] == ["giảm 3,49 điểm phần trăm (hai kỳ không cùng độ dài)"]
    assert overdue.changes[0].better is None


def test_what_two_visits_name_alike_is_one_point_with_two_sources() -> None:
    first = visit("a", {INDEX: percent("62.87", "năm 2021")})
    second = visit(
        "b",
        {
            INDEX: percent("70", "năm 2022", source=FigureSource.PUBLISHED),
            ("32", "index_before"): percent("62.87", "Năm 2021", source=FigureSource.PUBLISHED),
        },
    )
    (series,) = trend([first, second], read_measures())
    assert [(own.year, own.visits) for own in series.points] == [(2021, ("a", "b")), (2022, ("b",))]
    assert series.points[0].source == "theo văn bản công bố"
    assert series.changes[0].words == "tăng 7,13 điểm phần trăm"


def test_two_figures_of_one_period_are_both_shown_and_not_compared() -> None:
    found = trend(
        [visit("a", {INDEX: percent("62.87", "năm 2021")}), visit("b", {INDEX: percent("63", "năm 2021")})],
        read_measures(),
    )
    (series,) = found
    assert len(series.points) == 2
    assert series.changes[0].words == "hai số liệu khác nhau của cùng một kỳ, chênh 0,13 điểm phần trăm"
    assert series.changes[0].comparable is False


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (percent("3", "6 tháng đầu năm 2024"), percent("2", "6 tháng đầu năm 2025"), "giảm 1 điểm phần trăm"),
        (
            percent("3", "6 tháng đầu năm 2024"),
            percent("2", "9 tháng đầu năm 2025"),
            "giảm 1 điểm phần trăm (hai kỳ không cùng độ dài)",
        ),
        (
            percent("3", "năm 2024"),
            percent("2", "năm 2025", as_of=date(2025, 5, 15)),
            "giảm 1 điểm phần trăm (hai kỳ không cùng độ dài)",
        ),
        (
            percent("3", "năm 2024", as_of=date(2025, 1, 10)),
            percent("3", "năm 2025", as_of=date(2025, 12, 31)),
            "không thay đổi",
        ),
    ],
)
def test_only_periods_of_one_length_are_compared(before: Rate, after: Rate, said: str) -> None:
    assert words(visit("a", {OVERDUE: before}), visit("b", {OVERDUE: after})) == [[said]]


def test_a_rate_brings_the_one_it_is_compared_with() -> None:
    rate = replace(percent("1", "năm 2025"), compared=Decimal(4), compared_period="năm 2024")
    (series,) = trend([visit("a", {OVERDUE: rate})], read_measures())
    assert [(own.period, own.value) for own in series.points] == [("năm 2024", 4), ("năm 2025", 1)]
    assert series.changes[0].better is True


def test_a_checklist_can_name_its_measures_itself() -> None:
    items = tuple(
        replace(item, facts=tuple(replace(spec, measure="online") for spec in item.facts))
        if item.id == "23"
        else item
        for item in CCHC.items
    )
    own = replace(CCHC, id="khac", items=items)
    (series,) = trend([visit("a", {("23", "online"): percent("50", "năm 2025")}, own)], Measures())
    assert (series.measure.id, series.measure.label.vi) == (
        "online",
        own.item(ItemId("23")).fact(FactId("online")).label.vi,
    )  # type: ignore[union-attr]
    assert trend([visit("a", {("23", "online"): percent("50", "năm 2025")})], Measures()) == ()
