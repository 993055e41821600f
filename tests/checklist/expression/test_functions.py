"""What the functions give that JavaRosa's cases leave out: Vietnamese text, dates here, choices, empty answers."""

import math

import pytest

from inspector_app.checklist.expression.language import Moment, as_boolean, as_number, as_text
from inspector_app.errors import ExpressionError


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("string-length('tiếng Việt')", 10.0),
        ("upper-case('đề nghị')", "ĐỀ NGHỊ"),
        ("lower-case('ĐỀ NGHỊ')", "đề nghị"),
        ("substr('một cửa', 4)", "cửa"),
        ("substr('hello', 'x', 2)", "he"),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0, 3)", "12"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substring('12345', -42, 1 div 0)", "12345"),
        ("substring('12345', 2)", "2345"),
        ("string-join('a', ',')", "a"),
        ("concat('a', 1, true(), 0.5)", "a1true0.5"),
        ("join('-', 'a', 'b')", "a-b"),
        ("base64-decode('xJHhu4E=')", "đề"),
        ("coalesce('', '', 'c')", "c"),
        ("coalesce(${none}, 'c')", "c"),
        ("depend('a', 1, 2)", "a"),
        ("once('first')", "first"),
        ("jr:itext('hello')", "Xin chào"),
        ("jr:choice-name('sxd', '${unit}')", "Sở Xây dựng"),
        ("jr:choice-name('sxd', '/data/unit')", "Sở Xây dựng"),
        ("jr:choice-name('other', '${unit}')", "other"),
        ("selected-at('a b c', -1)", ""),
        ("is-selected('a b', 'b')", True),
        ("0.1 + 0.2 = 0.3", True),
        ("string(0.1 + 0.2)", "0.3"),
        ("string(1230000000000000000000)", "1230000000000000000000"),
        ("string(0.00000000000000000123)", "0.00000000000000000123"),
        ("string(1010000.5)", "1010000.5"),
        ("floor(-1.5)", -2.0),
        ("ceiling(1.2)", 2.0),
        ("round(2.5)", 3.0),
        ("round(-2.5)", -2.0),
        ("round(1.005, 2)", 1.01),
        ("pow(0, -1)", math.inf),
        ("pow(10, 400)", math.inf),
        ("exp(1000)", math.inf),
        ("log(0)", -math.inf),
        ("max('', 3, 2)", 3.0),
        ("weighted-checklist(2, 3, true(), 1, false(), 5, 'x', 2)", True),
        ("weighted-checklist(4, -1, true(), 1, false(), 5, 'x', 2)", False),
    ],
)
def test_functions(work, expression: str, value: object) -> None:
    assert work(expression) == value


@pytest.mark.parametrize(
    "expression",
    ["sqrt(-1)", "log(-1)", "acos(2)", "pow(-8, 0.5)", "max('')", "sum(${none}) div 0", "round('a')"],
)
def test_what_is_no_number_is_nan_and_no_error(work, expression: str) -> None:
    assert math.isnan(work(expression))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("today()", "2026-05-12"),
        ("now()", "2026-05-12T08:00:00.000+07:00"),
        ("today() = '2026-05-12'", True),
        ("now() >= date('2026-05-12')", True),
        ("now() < date('2026-05-13')", True),
        ("today() > '2026-05-11'", True),
        ("'2026-05-12' <= '2026-05-13'", True),
        ("'08:00' < '11:30'", True),
        ("'08:00:00.000+07:00' < '07:59'", False),
        ("date('2026-06-11') - today()", 30.0),
        ("date(today() + 15)", "2026-05-27"),
        ("date('2026-5-2')", "2026-05-02"),
        ("date('2026-05-12T23:30:00Z')", "2026-05-13"),
        ("date-time('2026-05-12T01:00:00Z')", "2026-05-12T08:00:00.000+07:00"),
        ("date-time(decimal-date-time('2026-05-12T08:00'))", "2026-05-12T08:00:00.000+07:00"),
        ("decimal-time('06:00')", 0.25),
        ("decimal-time('2026-05-12T12:00')", 0.5),
        ("decimal-time(1.75)", 0.75),
        ("format-date('2026-05-02', '%d/%m/%Y')", "02/05/2026"),
        ("format-date('2026-05-02', '%e/%n/%y %a %b')", "2/5/26 Sat May"),
        ("format-date-time(now(), '%H:%M:%S.%3')", "08:00:00.000"),
        ("format-date('', '%Y')", ""),
        ("date('')", ""),
        ("difference-in-months('2025-11-12', today())", 6.0),
        ("difference-in-months('2025-11-13', today())", 5.0),
        ("difference-in-months(today(), '2025-11-12')", -6.0),
    ],
)
def test_dates_in_vietnam(work, expression: str, value: object) -> None:
    """It is 12 May 2026, 08:00 in Asia/Ho_Chi_Minh."""
    assert work(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "date('31/12/2026')",
        "date('2026-02-30')",
        "date(1 div 0)",
        "date(1000000000)",
        "date-time(-99999999)",
        "format-date(today(), '%Q')",
        "format-date(today(), '%')",
        "date-time('2026-05-12T25:00')",
        "digest('a', 'SHA-3')",
        "base64-decode('%%')",
        "uuid(100000)",
        "jr:itext('nothing')",
        "string-length()",
    ],
)
def test_what_cannot_be_worked_out_says_where(work, expression: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        work(f"1 + {expression}")
    assert refused.value.code == "EXPRESSION-EVALUATE"
    assert refused.value.parameters["position"] == 5


def test_an_answer_is_what_it_was_typed_as(work) -> None:
    """Numbers and booleans of JSON keep their kind: a `no` is not the text "false", which would be true."""
    values = {"yes": True, "no": False, "zero": 0, "empty": None, "cccd": 12345678901234567890, "rate": 4.5}
    assert work("boolean(${no})", values) is False
    assert work("${yes} and not(${no}) and not(${zero}) and not(${empty})", values) is True
    assert work("string(${cccd})", values) == "12345678901234567890"
    assert work("${empty} = ''", values) is True
    assert work("${missing} = ''", values) is True
    assert work("string(${rate})", values) == "4.5"


@pytest.mark.parametrize(
    ("at", "expression", "value"),
    [
        ("/data/a", "once('new')", "old"),
        ("/data/b", "once('new')", "new"),
        ("/data/a", "string-length()", 3.0),
    ],
)
def test_functions_that_read_where_they_stand(work, at: str, expression: str, value: object) -> None:
    assert work(expression, {"a": "old", "b": ""}, at=at) == value


def test_chance_can_be_repeated_and_is_refused_where_it_is_not_given(work) -> None:
    from inspector_app.checklist.expression.language import Scope, compile_expression

    assert work("uuid()") == work("uuid()")
    assert len(work("uuid(8)")) == 8
    assert 0 <= work("random()") < 1
    for expression in ("random()", "uuid()", "now()"):
        with pytest.raises(ExpressionError, match="EXPRESSION-EVALUATE"):
            compile_expression(expression).evaluate(Scope())


def test_values_become_each_other() -> None:
    assert [as_text(value) for value in (True, 3.0, -0.0, 1e-7, "x")] == ["true", "3", "0", "0.0000001", "x"]
    assert as_number("4,5") == 4.5
    assert as_number("1970-01-02") == 1.0
    assert as_number("1970-01-02T12:00:00+07:00") == 1.5
    assert math.isnan(as_number("1970-13-02"))
    assert as_boolean("0") is True
    assert as_boolean(0.0) is False


def test_a_moment_is_its_text_and_its_days(work) -> None:
    moment = work("now()")
    assert isinstance(moment, Moment)
    assert moment.number == pytest.approx(as_number("2026-05-12") + 8 / 24)
