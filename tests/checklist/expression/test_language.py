"""What an expression says about itself, how a mistake is told, and that nothing written can hurt."""

import math
from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspector_app.checklist.expression.language import (
    NO_NODES,
    Scope,
    Value,
    as_boolean,
    as_number,
    as_text,
    compile_expression,
    leaf,
    tree,
)
from inspector_app.checklist.expression.syntax import FUNCTIONS
from inspector_app.clock import ZONE
from inspector_app.errors import ExpressionError


@pytest.mark.parametrize(
    ("expression", "references", "paths"),
    [
        ("1 + 2", set(), set()),
        ("${a} > ${b_2} and ${i25a.signed} = 'x'", {"a", "b_2", "i25a.signed"}, set()),
        ("/data/group/a + ../b", {"a", "b"}, {"/data/group/a", "../b"}),
        ("current()/../c", {"c"}, {"current()/../c"}),
        ("position(..)", set(), {".."}),
        ("sum(/data/rep[x > 1]/y)", {"x", "y"}, {"/data/rep/y", "x"}),
        ("count(${rep}[${x} > 1]/y)", {"rep", "x", "y"}, {"${rep}/y"}),
        ("instance('l')/root/item[key = ${a}]/label", {"a"}, set()),
        ("indexed-repeat(${x}, ${rep}, ${n})", {"x", "rep", "n"}, set()),
        ("jr:choice-name(${q}, '${q}')", {"q"}, set()),
    ],
)
def test_an_expression_knows_what_it_reads(expression: str, references: set[str], paths: set[str]) -> None:
    compiled = compile_expression(expression)
    assert (compiled.references, compiled.paths) == (references, paths)


def test_an_expression_knows_whether_it_reads_its_own_question() -> None:
    assert compile_expression(". >= 0 and . <= 100").own
    assert not compile_expression("${a} > 0").own
    assert not compile_expression("instance('l')/root/item[. = 'a']").own


@pytest.mark.parametrize(
    ("expression", "volatile"),
    [("today()", True), ("if(${a} > now(), 1, 2)", True), ("uuid()", True), ("date(${a})", False)],
)
def test_an_expression_knows_whether_the_same_answers_give_the_same(expression: str, volatile: bool) -> None:
    assert compile_expression(expression).volatile is volatile


@pytest.mark.parametrize(
    ("expression", "code", "position"),
    [
        ("", "EXPRESSION-SYNTAX", 1),
        ("1 +", "EXPRESSION-SYNTAX", 4),
        ("1 2", "EXPRESSION-SYNTAX", 3),
        ("(1", "EXPRESSION-SYNTAX", 3),
        ("round(1", "EXPRESSION-SYNTAX", 8),
        ("${a} == 'x'", "EXPRESSION-SYNTAX", 7),
        ("${a} = 'x", "EXPRESSION-SYNTAX", 8),
        ("${a} = “x”", "EXPRESSION-SYNTAX", 8),
        ("${a b} = 1", "EXPRESSION-SYNTAX", 1),
        ("$a = 1", "EXPRESSION-SYNTAX", 1),
        ("1 & 2", "EXPRESSION-SYNTAX", 3),
        ("a[1", "EXPRESSION-SYNTAX", 4),
        ("1 + làm-tròn(2)", "EXPRESSION-FUNCTION", 5),
        ("not(1) and if(1, 2)", "EXPRESSION-ARGUMENTS", 12),
        ("true(5)", "EXPRESSION-ARGUMENTS", 1),
        ("indexed-repeat(1, 2, 3)", "EXPRESSION-ARGUMENTS", 1),
        ("jr:choice-name(${a}, ${a})", "EXPRESSION-ARGUMENTS", 1),
        ("//a", "EXPRESSION-UNSUPPORTED", 1),
        ("a | b", "EXPRESSION-UNSUPPORTED", 3),
        ("child::a", "EXPRESSION-UNSUPPORTED", 1),
        ("/data/@id", "EXPRESSION-UNSUPPORTED", 7),
        ("(a)/b", "EXPRESSION-UNSUPPORTED", 4),
        ("concat('a')[1]", "EXPRESSION-UNSUPPORTED", 12),
        ("1" * 10_001, "EXPRESSION-TOO-LONG", 10_001),
        ("(" * 200 + "1" + ")" * 200, "EXPRESSION-TOO-DEEP", 101),
    ],
)
def test_a_mistake_has_a_code_and_a_place(expression: str, code: str, position: int) -> None:
    with pytest.raises(ExpressionError) as refused:
        compile_expression(expression)
    assert (refused.value.code, refused.value.parameters["position"]) == (code, position)
    assert str(refused.value.parameters["expression"])[:200] == expression[:200]
    assert "{" not in str(refused.value).replace(expression, "").replace("${name}", "")


def test_a_name_that_no_question_has_is_found_when_compiling() -> None:
    compile_expression("${a} + 1", frozenset({"a"}))
    with pytest.raises(ExpressionError) as refused:
        compile_expression("${a} + ${bb}", frozenset({"a"}))
    assert (refused.value.code, refused.value.parameters["position"]) == ("EXPRESSION-NAME", 8)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("and and or", False),
        ("div div div", math.nan),
        ("2*3", 6.0),
        ("* = 1", False),
        ("7 mod 4 * 2", 6.0),
        ("a-b", ""),
        ("--3", 3.0),
        ("- - -'3'", -3.0),
        ("1 - -1", 2.0),
        ("4 div 2 div 2", 1.0),
        ("1 or 0 and 0", True),
        ("not(1 = 2) = true()", True),
    ],
)
def test_words_are_read_as_xpath_says(expression: str, value: object) -> None:
    """`and`, `or`, `div`, `mod` and `*` are names where an operand is due, operators behind one."""
    found = compile_expression(expression).evaluate(Scope())
    if found == NO_NODES:
        assert value == ""
    else:
        assert found == value or (math.isnan(as_number(found)) and math.isnan(as_number(value)))


def test_long_chains_and_deep_nesting_within_the_bounds_work() -> None:
    assert compile_expression("+".join(["1"] * 5000)).evaluate(Scope()) == 5000.0
    assert compile_expression(" or ".join(["0"] * 1500 + ["1"])).evaluate(Scope()) is True
    assert compile_expression("-" * 9000 + "1").evaluate(Scope()) == 1.0
    nested = "if(1 = 2, 0, " * 90 + "7" + ")" * 90
    assert compile_expression(nested).evaluate(Scope()) == 7.0


def test_a_caller_deep_in_its_own_stack_gets_an_error_of_ours() -> None:
    deep = compile_expression("(" * 90 + "1" + ")" * 90 + " + " + "if(1, " * 90 + "1" + ", 0)" * 90)

    def dig(left: int) -> object:
        return dig(left - 1) if left else deep.evaluate(Scope())

    outcomes = set()
    for depth in range(500, 1000, 20):
        try:
            outcomes.add(dig(depth))
        except ExpressionError as error:
            outcomes.add(error.code)
        except RecursionError:
            break  # The caller's own frames are too many: nothing of ours ran.
    assert outcomes <= {2.0, "EXPRESSION-TOO-DEEP"}


def test_work_is_bounded_not_only_text() -> None:
    many = tree({"r": [{"x": number} for number in range(5000)]})
    quadratic = compile_expression("count(/data/r[count(/data/r[x > 3]) > 1])")
    with pytest.raises(ExpressionError, match="EXPRESSION-EVALUATE"):
        quadratic.evaluate(Scope(many))
    everything = compile_expression("+".join(["sum(${x})"] * 900))
    with pytest.raises(ExpressionError, match="EXPRESSION-EVALUATE"):
        everything.evaluate(Scope(many))
    pairs = compile_expression("${x} = /data/r/x")
    with pytest.raises(ExpressionError, match="EXPRESSION-EVALUATE"):
        pairs.evaluate(Scope(many))
    long = tree({"t": "ă" * 100_000})
    joined = compile_expression(f"concat({', '.join(['${t}'] * 1000)})")
    with pytest.raises(ExpressionError, match="EXPRESSION-EVALUATE"):
        joined.evaluate(Scope(long))


def test_an_engine_hands_in_its_own_values() -> None:
    """No tree: names are asked of the engine, `.` is the one question that a constraint is about."""
    values = {"has_desk": "yes", "late": 3.0}
    asked: list[str] = []

    def resolve(name: str, _node: object) -> str | float:
        asked.append(name)
        return values.get(name, "")

    scope = Scope(context=leaf("late", 3.0), resolve=resolve)
    assert compile_expression("${has_desk} = 'yes' and . <= ${late} * 2").evaluate(scope) is True
    assert asked == ["has_desk", "late"]
    assert compile_expression("${never_asked} = ''").evaluate(scope) is True


_NAMES = st.sampled_from(["a", "b", "rep", "x", "năm"])
_LEAVES = st.one_of(
    _NAMES.map("${{{}}}".format),
    _NAMES,
    st.sampled_from([".", "..", "../x", "/data/rep/x", "/data/rep", "current()/../a", "*", "/"]),
    st.sampled_from(
        ["''", "'a b'", "'2026-05-12'", "'08:30'", "'(a+)+b'", "'1,5'", "'%Y-%m'", "'-'", "'[z'"]
    ),
    st.integers(-3, 10**25).map(str),
    st.floats(0, 1e6).map(lambda number: f"{number:.6f}"),
)
_CALLABLE = [
    (name, function.least, min(function.most, function.least + 2)) for name, function in FUNCTIONS.items()
]


def _call(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def arguments(entry: tuple[str, int, int]) -> st.SearchStrategy[str]:
        name, least, most = entry
        return st.lists(inner, min_size=least, max_size=most).map(lambda given: f"{name}({', '.join(given)})")

    return st.sampled_from(_CALLABLE).flatmap(arguments)


_OPERATORS = st.sampled_from(["+", "-", "*", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "and", "or"])
_WRITTEN = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        _call(inner),
        st.tuples(inner, _OPERATORS, inner).map(" ".join),
        inner.map("({})".format),
        inner.map("-{}".format),
        st.tuples(_NAMES, inner).map(lambda two: f"/data/rep[{two[1]}]/{two[0]}"),
        st.tuples(_NAMES, inner).map(lambda two: f"${{{two[0]}}}[{two[1]}]"),
    ),
    max_leaves=12,
)
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(
        ["2026-05-12", "0001-01-01", "9999-12-31T23:59:59-14:00", "24:00", "08:30", "a b c", "-1"]
    ),
)
_FORMS = st.fixed_dictionaries(
    {},
    optional={
        "a": _SCALARS,
        "b": _SCALARS,
        "năm": _SCALARS,
        "rep": st.lists(st.fixed_dictionaries({}, optional={"x": _SCALARS, "a": _SCALARS}), max_size=4),
    },
)
NOW = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)


def _settled(expression: str, scope: Scope) -> None:
    """Either a value, which every conversion takes, or an error that names a place in the text."""
    value: Value = ""
    position: object = 1
    try:
        value = compile_expression(expression).evaluate(scope)
    except ExpressionError as error:
        position = error.parameters["position"]
    assert isinstance(position, int)
    assert 1 <= position <= len(expression) + 1
    assert isinstance(as_text(value), str)
    assert isinstance(as_number(value), float)
    assert isinstance(as_boolean(value), bool)


@settings(max_examples=400, deadline=None)
@given(_WRITTEN, _FORMS)
@example("round(${a}, ${b})", {"a": 1e308, "b": -308})
@example("sum(${rep}/x)", {"rep": [{"x": 1e308}, {"x": 1e308}]})
@example("date-time(${a})", {"a": "0001-01-01T00:00Z"})
@example("decimal-time(${a})", {"a": "9999-12-31T23:00Z"})
def test_well_written_expressions_settle_on_any_answers(expression: str, values: dict[str, object]) -> None:
    root = tree(values)
    _settled(expression, Scope(root, now=NOW))
    for node in root.children[:2]:
        _settled(expression, Scope(root, node, now=NOW))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
@example("${")
@example("\x00")
@example("\ud800")
def test_any_text_settles(text: str) -> None:
    _settled(text, Scope(now=NOW))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["(", ")", "[", "]", "/", "//", ".", "..", "*", "-", "and", "div", "a", "${a}", "'x'", "1", ",", "if(",
             "current()", "instance(", "=", "<", "|", "::", "@", "not("]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_any_words_in_any_order_settle(words: list[str]) -> None:
    _settled(" ".join(words), Scope(tree({"a": [{"a": 1}, {"a": 2}]}), now=NOW))


@given(st.floats(-1e300, 1e300))
def test_a_number_written_as_text_is_read_back(number: float) -> None:
    assert as_number(as_text(number)) == pytest.approx(number, rel=1e-14, abs=1e-300)
    assert "e" not in as_text(number)
