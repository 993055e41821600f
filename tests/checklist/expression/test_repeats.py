"""Paths, repeats and node sets: what `${name}` means depends on where one stands."""

import pytest

from inspector_app.checklist.expression.language import tree
from inspector_app.errors import ExpressionError

# Two one-stop desks of a department, each with the dossiers that were looked at.
FORM = {
    "year": 2026,
    "limit": 5,
    "desk": [
        {
            "name": "Bộ phận Một cửa",
            "late": 2,
            "dossier": [{"code": "H01", "days": 3}, {"code": "H02", "days": 9}],
        },
        {"name": "Chi nhánh", "late": 7, "dossier": [{"code": "H03", "days": 6}]},
        {"name": "Lưu động", "late": "", "dossier": []},
    ],
    "summary": {"note": "đã xem", "total": ""},
}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("/data/year", ["2026"]),
        ("/form/summary/note", ["đã xem"]),
        ("year", ["2026"]),
        ("summary/note", ["đã xem"]),
        ("${note}", ["đã xem"]),
        ("${nowhere}", []),
        ("/data/desk/name", ["Bộ phận Một cửa", "Chi nhánh", "Lưu động"]),
        ("/data/desk[2]/name", ["Chi nhánh"]),
        ("/data/desk[late > 5]/name", ["Chi nhánh"]),
        ("/data/desk[late > ${limit}]/name", ["Chi nhánh"]),
        ("/data/desk[position() = last()]/name", ["Lưu động"]),
        ("/data/desk/dossier[1]/code", ["H01", "H03"]),
        ("/data/desk[dossier/days > 8]/name", ["Bộ phận Một cửa"]),
        ("/data/*/note", ["đã xem"]),
        ("${desk}[${late} > 5]/name", ["Chi nhánh"]),
        ("/data/desk/dossier/../name", ["Bộ phận Một cửa", "Chi nhánh"]),
    ],
)
def test_paths_from_the_root(work, expression: str, value: list[str]) -> None:
    assert work(expression, FORM) == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("count(${desk})", 3.0),
        ("count(/data/desk/dossier)", 3.0),
        ("count(${nowhere})", 0.0),
        ("sum(${days})", 18.0),
        ("sum(/data/desk/late)", 9.0),
        ("max(${days})", 9.0),
        ("min(${days}, 1)", 1.0),
        ("count-non-empty(${late})", 2.0),
        ("join(', ', ${code})", "H01, H02, H03"),
        ("concat(${code})", "H01H02H03"),
        ("string-join(/data/desk[1]/dossier/code, '-')", "H01-H02"),
        ("${days} = 6", True),
        ("${days} = 7", False),
    ],
)
def test_many_nodes_at_once(work, expression: str, value: object) -> None:
    assert work(expression, FORM) == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (".", ["9"]),
        ("../code", ["H02"]),
        ("current()/../code", ["H02"]),
        ("../../name", ["Bộ phận Một cửa"]),
        ("${code}", ["H02"]),
        ("${name}", ["Bộ phận Một cửa"]),
        ("${limit}", ["5"]),
        ("position(..)", 2.0),
        ("position(../..)", 1.0),
        ("count(../../dossier)", 2.0),
        ("count(${dossier})", 2.0),
        ("sum(../../dossier/days)", 12.0),
        ("/data/desk/name", ["Bộ phận Một cửa"]),
        ("count(/data/desk)", 3.0),
        ("/data/desk[2]/name", ["Chi nhánh"]),
    ],
)
def test_within_an_entry_names_mean_that_entry(work, expression: str, value: object) -> None:
    """Standing on the second dossier of the first desk."""
    assert work(expression, FORM, at="/data/desk[1]/dossier[2]/days") == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("indexed-repeat(${name}, ${desk}, 2)", ["Chi nhánh"]),
        ("indexed-repeat(/data/desk/name, /data/desk, 2)", ["Chi nhánh"]),
        ("indexed-repeat(${code}, ${desk}, 1, ${dossier}, 2)", ["H02"]),
        ("indexed-repeat(${name}, ${desk}, position(../..) + 1)", ["Chi nhánh"]),
        ("indexed-repeat(${name}, ${desk}, 4)", []),
        ("indexed-repeat(${name}, ${desk}, '')", ["Bộ phận Một cửa"]),
        ("indexed-repeat(${name}, ${desk}, 0)", ["Bộ phận Một cửa"]),
        ("indexed-repeat(${code}, ${desk}, 3, ${dossier}, 1)", []),
    ],
)
def test_an_entry_by_its_number(work, expression: str, value: list[str]) -> None:
    """An index that is empty or 0 means the first entry, as in JavaRosa."""
    assert work(expression, FORM, at="/data/desk[1]/dossier[2]/days") == value


def test_the_root_is_its_own_parent(work) -> None:
    """So that `current()/../limit`, copied out of a form, can be tried without a place to stand on."""
    assert work("current()/../limit", FORM) == ["5"]
    assert work("../../limit", FORM) == ["5"]


def test_a_choice_filter_reads_a_list_beside_the_form(work) -> None:
    communes = tree({"item": [{"name": "a", "province": "56"}, {"name": "b", "province": "79"}]}, "root")
    expression = "instance('communes')/root/item[province = ${province}]/name"
    assert work(expression, {"province": "79"}, instances={"communes": communes}) == ["b"]
    current = "instance('communes')/root/item[province = current()/../province]/name"
    assert work(current, {"province": "56"}, at="/data/province", instances={"communes": communes}) == ["a"]
    table = "pulldata('communes', 'name', 'province', ${province})"
    assert work(table, {"province": "56"}, instances={"communes": communes}) == "a"


def test_a_list_that_is_not_there_is_said(work) -> None:
    with pytest.raises(ExpressionError) as refused:
        work("instance('xã')/root/item")
    assert refused.value.code == "EXPRESSION-EVALUATE"
    assert "xã" in str(refused.value)


def test_a_root_with_a_name_answers_to_that_alone() -> None:
    from inspector_app.checklist.expression.language import NO_NODES, Scope, compile_expression

    root = tree({"a": 1}, "data")
    assert compile_expression("/other/a").evaluate(Scope(root)) == NO_NODES
    assert compile_expression("/data/a = 1").evaluate(Scope(root)) is True


def test_values_that_hold_the_document_itself_are_understood(work) -> None:
    assert work("/data/a", {"data": {"a": "1"}}) == ["1"]


@pytest.mark.parametrize(
    "values",
    [{"a": object()}, {"a": float("nan")}, {"a": [[1]]}, {"a": 10**5000}],
    ids=["object", "nan", "list in a list", "5,000 digits"],
)
def test_values_that_are_no_form_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(ExpressionError, match="EXPRESSION-VALUES"):
        tree(values)


def test_a_tree_is_bounded() -> None:
    deep: dict[str, object] = {}
    for _ in range(60):
        deep = {"g": deep}
    with pytest.raises(ExpressionError, match="EXPRESSION-VALUES"):
        tree(deep)
    with pytest.raises(ExpressionError, match="EXPRESSION-VALUES"):
        tree({"r": [{} for _ in range(100_001)]})
