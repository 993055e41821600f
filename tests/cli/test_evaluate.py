"""Trying expressions on the command line, one or thousands."""

import json
from pathlib import Path
from typing import Any

import pytest

from inspector_app.cli.exit_codes import MEANINGS
from tests.cli.terminal import run_program

CORPUS = Path(__file__).parents[1] / "fixtures" / "javarosa_xpath" / "javarosa_xpath.json"


def piped(*lines: object) -> list[dict[str, Any]]:
    """The answers to these lines; what is no text is written as JSON."""
    written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    ran = run_program("--language", "en", "checklist", "evaluate", "-", stdin="\n".join(written))
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (["0.1 + 0.2"], "0.3"),
        (["round(7 div 30 * 100, 1)"], "23.3"),
        (["${a} > 5 and not(${b})", "--values", '{"a": 7, "b": ""}'], "true"),
        (["concat(${tên}, '!')", "--values", '{"tên": "Sở Xây dựng"}'], "Sở Xây dựng!"),
        (["today()", "--now", "2026-05-12T08:00:00+07:00"], "2026-05-12"),
        (["/data/r/x", "--values", '{"r": [{"x": 1}, {"x": 2}]}'], "1\n2"),
        (["../y * .", "--values", '{"r": [{"x": 3, "y": 2}]}', "--context", "/data/r[1]/x"], "6"),
        (["${nothing}"], ""),
    ],
)
def test_the_value_is_printed_as_odk_writes_it(run, words: list[str], printed: str) -> None:
    ran = run("checklist", "evaluate", *words)
    assert (ran.code, ran.out) == (0, printed + "\n")


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("1 + 1", {"kind": "number", "value": "2"}),
        ("1 = 1", {"kind": "boolean", "value": "true"}),
        ("'a'", {"kind": "text", "value": "a"}),
        ("${r}", {"kind": "nodes", "value": ["1", "2"]}),
        ("${r}[1]", {"kind": "nodes", "value": "1"}),
    ],
)
def test_the_value_in_the_envelope_names_its_kind(run, expression: str, result: object) -> None:
    assert run("checklist", "evaluate", expression, "--values", '{"r": [1, 2]}', "--json").result == result


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["round("], "EXPRESSION-SYNTAX"),
        (["${a}", "--values", "{"], "EXPRESSION-LINE"),
        (["${a}", "--values", "[1]"], "EXPRESSION-LINE"),
        (["${a}", "--now", "heute"], "EXPRESSION-LINE"),
        (["${a}", "--context", "/data/nowhere"], "EXPRESSION-CONTEXT"),
        (["date('x')"], "EXPRESSION-EVALUATE"),
    ],
)
def test_a_mistake_ends_with_its_own_exit_code(run, words: list[str], code: str) -> None:
    ran = run("checklist", "evaluate", *words, "--json")
    assert (ran.code, ran.error["code"]) == (21, code)
    assert ran.code in MEANINGS


def test_each_line_is_answered_in_order() -> None:
    assert piped(
        {"expression": "${a} + 1", "values": {"a": 2}},
        {"expression": "${a} = 'có'", "values": {"a": "có"}},
        {"expression": "concat('đã ', ${a})", "values": {"a": "ký"}},
        {"expression": "1 div 0"},
        {"expression": "number('x')"},
        {"expression": "0.5"},
        {"expression": "/data/r/x", "values": {"r": [{"x": 1}, {"x": "b"}]}},
        {"expression": "${g}", "values": {"g": None}},
        {"expression": "position(..)", "values": {"r": [{"x": 1}, {"x": 2}]}, "context": "/data/r[2]/x"},
        {"expression": "now()", "now": "2026-05-12T08:00:00"},
        {
            "expression": "instance('xa')/root/item[name = ${c}]/label",
            "values": {"c": "b"},
            "instances": {"xa": {"item": [{"name": "a", "label": "A"}, {"name": "b", "label": "B"}]}},
        },
    ) == [
        {"value": 3},
        {"value": True},
        {"value": "đã ký"},
        {"value": "Infinity"},
        {"value": "NaN"},
        {"value": 0.5},
        {"value": ["1", "b"]},
        {"value": ""},
        {"value": 2},
        {"value": "2026-05-12T08:00:00.000+07:00"},
        {"value": "B"},
    ]


def test_a_bad_line_is_answered_and_does_not_stop_the_rest() -> None:
    answers = piped(
        "no JSON",
        "[]",
        {"values": {}},
        {"expression": 5},
        {"expression": "1", "values": []},
        {"expression": "1", "context": 1},
        {"expression": "1", "now": "bald"},
        {"expression": "1", "instances": {"a": 1}},
        '{"expression": "${a}", "values": {"a": NaN}}',
        "[" * 100_000,
        "",
        {"expression": "${a}", "values": {"a": {"b": [[1]]}}},
        '{"expression": "string-length(\'\\ud800\')"}',
        {"expression": "1 + chưa()"},
        {"expression": "1 + 1"},
    )
    assert [answer.get("error", {}).get("code") for answer in answers] == [
        *["EXPRESSION-LINE"] * 10,
        "EXPRESSION-VALUES",
        None,
        "EXPRESSION-FUNCTION",
        None,
    ]
    assert answers[-2]["error"]["position"] == 5
    assert answers[-2]["error"]["message"].endswith(".")
    assert answers[-1] == {"value": 2}
    assert all(answer["error"]["position"] >= 1 for answer in answers if "error" in answer)


def test_the_cases_of_javarosa_through_the_pipe() -> None:
    cases = json.loads(CORPUS.read_text("utf-8"))
    answers = piped(
        *({"expression": case["expression"], "now": "2026-05-12T01:00:00+00:00"} for case in cases)
    )
    missed = []
    for case, answer in zip(cases, answers, strict=True):
        kind, wanted = case["expected"]["kind"], case["expected"]["value"]
        value = answer.get("value")
        if kind == "x":
            held = "error" in answer
        elif kind == "n":
            number = float(value)
            held = str(number) == str(float(wanted)) or abs(number - wanted) < 1e-12
        else:
            held = type(value) is type(wanted) and value == wanted
        if not held:
            missed.append(case["expression"])
    assert missed == []
