"""The expressions of JavaRosa's own tests mean the same here: every one of them."""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inspector_app.checklist.expression.language import Scope, Value, compile_expression
from inspector_app.errors import ExpressionError

CASES = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "javarosa_xpath" / "javarosa_xpath.json").read_text("utf-8")
)
SCOPE = Scope(now=datetime(2026, 5, 12, 8, 0, tzinfo=UTC))
"""JavaRosa runs them in UTC."""
MISSED: set[str] = set()
"""Expressions that mean something else here, each to be entered with its reason. There is none."""
ZONED = {
    "decimal-date-time('2000-01-01T10:20:30.000')",
    "decimal-time('2000-01-01T10:20:30.000+03:00')",
}
"""What depends on where one is: the two that come out otherwise in Vietnam."""


def as_expected(expected: dict[str, Any], value: Value) -> bool:
    """JavaRosa compares numbers to 1e-12 and everything else exactly."""
    wanted = expected["value"]
    match expected["kind"]:
        case "n":
            assert type(value) is float
            return (
                value == wanted or abs(value - wanted) < 1e-12 or (math.isnan(value) and math.isnan(wanted))
            )
        case "s":
            return isinstance(value, str) and value == wanted
        case "b":
            return value is wanted
    return False


def test_the_corpus_is_whole() -> None:
    assert len(CASES) == 350


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["expression"])
def test_a_case_of_javarosa(case: dict[str, Any]) -> None:
    if case["expected"]["kind"] == "x":
        with pytest.raises(ExpressionError):
            compile_expression(case["expression"]).evaluate(SCOPE)
        return
    value = compile_expression(case["expression"]).evaluate(SCOPE)
    assert as_expected(case["expected"], value) is (case["expression"] not in MISSED)


def test_at_least_99_percent_hold_wherever_one_is() -> None:
    from inspector_app.clock import ZONE

    here = Scope(now=datetime(2026, 5, 12, 8, 0, tzinfo=ZONE))
    missed = set()
    for case in CASES:
        try:
            value = compile_expression(case["expression"]).evaluate(here)
        except ExpressionError:
            if case["expected"]["kind"] != "x":
                missed.add(case["expression"])
        else:
            if not as_expected(case["expected"], value):
                missed.add(case["expression"])
    assert missed == ZONED | MISSED
    assert 1 - len(missed) / len(CASES) > 0.99


@pytest.mark.parametrize(
    ("expression", "day"),
    [
        ("date('1996-02-29')", "1996-02-29"),
        ("date(0)", "1970-01-01"),
        ("date(6.5)", "1970-01-07"),
        ("date(-1)", "1969-12-31"),
        ("date(-10252)", "1941-12-07"),
        ("date(date('1989-11-09'))", "1989-11-09"),
    ],
)
def test_the_cases_that_give_a_date(expression: str, day: str) -> None:
    """They are not in the corpus, whose values are scalars."""
    assert compile_expression(expression).evaluate(SCOPE) == day
