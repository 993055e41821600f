"""Figures as they really come, and those that cannot be."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.checklist.fact import Amount, Count, Fact, Rate, Sample, Text, percentage
from inspector_app.checklist.fact_kinds import impossible


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (Sample(population=412, examined=30, defective=7), None),
        (Sample(words="một số"), None),
        (Sample(examined=30), None),
        (Sample(population=30, examined=30, defective=30), None),
        (Sample(population=29, examined=30, defective=7), "examined_over_population"),
        (Sample(examined=30, defective=31), "defective_over_examined"),
        (Sample(defective=-1), "negative"),
        (Rate(percent=Decimal("1.01")), None),
        (Rate(percent=Decimal(100)), None),
        (Rate(percent=Decimal("100.01")), "rate_over_100"),
        (Rate(percent=Decimal("-0.1")), "negative"),
        (Rate(numerator=14, denominator=1386), None),
        (Rate(numerator=13, denominator=12), "rate_over_100"),
        (Rate(numerator=0, denominator=0), "denominator_zero"),
        (Rate(numerator=-1, denominator=12), "negative"),
        (Amount(dong=0), None),
        (Amount(dong=-1), "negative"),
        (Count(number=2), None),
        (Count(number=2, of=2), None),
        (Count(number=3, of=2), "count_over_whole"),
        (Count(number=-3), "negative"),
        (Text("gì cũng được"), None),
    ],
)
def test_a_figure_that_cannot_be_is_named(figure: Fact, why: str | None) -> None:
    assert impossible(figure) == why


def test_a_rate_is_computed_wherever_both_numbers_are_known() -> None:
    assert Rate(percent=Decimal(99), numerator=14, denominator=1386).value == Decimal("1.01")
    assert Rate(percent=Decimal("4.5"), numerator=14).value == Decimal("4.5")
    assert Rate().value is None
    assert Rate(numerator=0, denominator=0).value is None


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(7, 30, "23.33"), (1, 8, "12.50"), (1, 800, "0.13"), (2, 3, "66.67"), (0, 5, "0.00"), (5, 5, "100.00")],
)
def test_percentages_round_halves_up(part: int, whole: int, expected: str) -> None:
    assert str(percentage(part, whole)) == expected


@settings(deadline=None)
@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_part_is_possible_exactly_when_it_is_not_over_its_whole(part: int, whole: int) -> None:
    share = percentage(part, whole)
    assert share is not None
    if part <= whole:
        assert share <= 100
        assert impossible(Rate(numerator=part, denominator=whole)) is None
    assert (impossible(Count(number=part, of=whole)) is None) == (part <= whole)
