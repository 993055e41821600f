"""The rules of a checklist at work: what applies, what is calculated, what does not fit, and what is wrong in it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from inspector_app.checklist.assembly import assemble, reassemble
from inspector_app.checklist.canonical import from_json, to_json
from inspector_app.checklist.fact import (
    Amount,
    Choice,
    Count,
    Day,
    Fact,
    FactId,
    Number,
    Rate,
    Sample,
    Text,
)
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.symbols import TRAITS
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.visit import Answer, Violation, ViolationKind, Visit, VisitId
from inspector_app.clock import ZONE

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=ZONE)
WORD = {"vi": "Có chữ", "en": "Words"}


def template(*items: Mapping[str, Any], **more: Any) -> Template:
    """A checklist of one area; what does not matter here is filled in."""

    def fact(own: Mapping[str, Any]) -> dict[str, Any]:
        shaped = {"label": WORD, **own}
        if "columns" in own:
            shaped["columns"] = [fact(column) for column in own["columns"]]
        return shaped

    def item(own: Mapping[str, Any]) -> dict[str, Any]:
        facts = [fact(spec) for spec in own.get("facts", ())]
        return {"criterion": own["id"], "area": "1", "question": WORD, "look_at": WORD, **own, "facts": facts}

    more = {**more, "traits": [fact(trait) for trait in more.get("traits", ())]}
    return from_json(
        Template,
        {
            "id": "thu",
            "version": "1",
            "title": WORD,
            "areas": [{"id": "1", "heading": WORD}],
            "items": [item(own) for own in items],
            **more,
        },
    )


def visit(made: Template, *values: tuple[str, str, Any]) -> Visit:
    return assemble(
        VisitId("v"), made, made.ref, {(entity, name): to_json(value) for entity, name, value in values}
    )


def settled(made: Template, *values: tuple[str, str, Any]) -> Visit:
    logic = Logic.of(made)
    assert logic.faults == ()
    return logic.settle(visit(made, *values), NOW)


ONE_STOP = template(
    {"id": "1"},
    {"id": "17", "relevant": "${has_one_stop} != 'no'"},
    {"id": "18", "relevant": "${i17} = 'yes' or ${i17} = 'partly'"},
    traits=[{"id": "has_one_stop", "kind": "choice", "choices": ["yes", "no"]}],
)


def test_an_item_for_units_with_a_one_stop_desk_applies_until_the_unit_is_said_to_have_none() -> None:
    assert settled(ONE_STOP).inapplicable == {"18"}
    answered = settled(ONE_STOP, ("answer:17", "verdict", "yes"))
    assert answered.inapplicable == frozenset()
    without = settled(ONE_STOP, ("traits", "has_one_stop", Choice("no")), ("answer:17", "verdict", "yes"))
    assert without.inapplicable == {"17", "18"}
    assert without.answer(ItemId("17")).verdict == "yes", "the answer is kept for when it applies again"


def test_a_thematic_inspection_leaves_out_what_it_did_not_pick() -> None:
    picked = settled(ONE_STOP, ("visit", "scope", ["17"]))
    assert picked.inapplicable == {"1", "18"}


def test_what_stands_in_a_group_that_does_not_apply_does_not_apply() -> None:
    made = template(
        {"id": "1", "asks_verdict": False, "facts": [{"id": "public", "kind": "count"}]},
        {"id": "2", "within": "inner"},
        {"id": "3", "within": "outer"},
        {"id": "4"},
        groups=[
            {"id": "outer", "area": "1", "relevant": "${i1} > 0"},
            {"id": "inner", "area": "1", "within": "outer"},
        ],
    )
    assert settled(made).inapplicable == {"2", "3"}
    assert settled(made, ("answer:1", "public", Count(2))).inapplicable == frozenset()


def facts(made: Visit, item: str) -> Mapping[FactId, Fact]:
    return made.answer(ItemId(item)).facts


@pytest.mark.parametrize(
    ("kind", "expression", "fact"),
    [
        ("number", "${i1.a} div 8", Number(Decimal("0.25"))),
        ("number", "1 div 0", None),
        ("number", "0.1 + 0.2", Number(Decimal("0.3"))),
        ("count", "${i1.a} + 1", Count(3)),
        ("count", "${i1.a} div 4", None),
        ("amount", "${i1.a} * 1500000", Amount(3_000_000)),
        ("amount", "10 div 4", Amount(3)),
        ("rate", "${i1.s.defective} div ${i1.s.examined} * 100", Rate(Decimal("23.33"))),
        ("rate", "${i1.s}", Rate(Decimal("23.33"))),
        ("text", "concat('có ', ${i1.a}, ' văn bản')", Text("có 2 văn bản")),
        ("text", "${i1.d.due}", None),
        ("date", "today()", Day(date(2026, 5, 12))),
        ("date", "${i1.d}", Day(date(2026, 4, 1))),
        ("choice", "if(${i1.a} > 1, 'nhiều', 'ít')", Choice("nhiều")),
        ("count", "'hai'", None),
        ("document", "'12/QĐ-MẪU'", "12/QĐ-MẪU"),
        ("place", "'12.25 109.2'", "12.25"),
        ("url", "'https://mau.example'", "https://mau.example"),
        ("rows", "2", None),
    ],
)
def test_a_calculated_value_becomes_a_fact_of_its_kind(kind: str, expression: str, fact: object) -> None:
    columns = {"columns": [{"id": "c", "kind": "text"}]} if kind == "rows" else {}
    made = template(
        {
            "id": "1",
            "facts": [
                {"id": "a", "kind": "count"},
                {"id": "s", "kind": "sample"},
                {"id": "d", "kind": "date"},
            ],
        },
        {"id": "2", "facts": [{"id": "b", "kind": kind, "calculation": expression, **columns}]},
    )
    done = settled(
        made,
        ("answer:1", "a", Count(2)),
        ("answer:1", "s", Sample(412, 30, 7)),
        ("answer:1", "d", Day(date(2026, 4, 1))),
    )
    found = facts(done, "2").get(FactId("b"))
    if isinstance(fact, str):
        assert fact in str(found)
    else:
        assert found == fact


def test_calculations_follow_each_other_whatever_their_order_in_the_list() -> None:
    made = template(
        {"id": "1", "facts": [{"id": "c", "kind": "number", "calculation": "${i2.b} + 1"}]},
        {"id": "2", "facts": [{"id": "b", "kind": "number", "calculation": "${i3.a} * 2"}]},
        {"id": "3", "facts": [{"id": "a", "kind": "count"}]},
    )
    done = settled(made, ("answer:3", "a", Count(4)))
    assert facts(done, "1") == {"c": Number(Decimal(9))}
    assert settled(made).answers == {}


def test_nobody_types_what_is_calculated() -> None:
    made = template({"id": "1", "facts": [{"id": "c", "kind": "count", "calculation": "1 + 1"}]})
    assert facts(settled(made, ("answer:1", "c", Count(99))), "1") == {"c": Count(2)}


def test_what_is_not_asked_reads_as_not_answered() -> None:
    made = template(
        {"id": "1"},
        {"id": "2", "facts": [{"id": "a", "kind": "count", "relevant": "${i1} = 'yes'"}]},
        {"id": "3", "facts": [{"id": "b", "kind": "text", "calculation": "concat('[', ${i2.a}, ']')"}]},
    )
    hidden = settled(made, ("answer:2", "a", Count(5)))
    assert hidden.hidden == {("2", "a")}
    assert facts(hidden, "3") == {"b": Text("[]")}
    shown = settled(made, ("answer:1", "verdict", "yes"), ("answer:2", "a", Count(5)))
    assert shown.hidden == frozenset()
    assert facts(shown, "3") == {"b": Text("[5]")}


LIMITED = template(
    {
        "id": "1",
        "required": "true()",
        "facts": [
            {
                "id": "rate",
                "kind": "rate",
                "constraint": ". <= 10",
                "constraint_message": {"vi": "Không quá 10%", "en": "At most 10%"},
                "required": "${i1} = 'yes'",
            }
        ],
    },
    {"id": "2", "facts": [{"id": "d", "kind": "date", "constraint": ". <= today()"}]},
)


def violations(made: Visit) -> list[tuple[str, str | None, str]]:
    return [(own.item, own.fact, own.kind.value) for own in made.violations]


def test_a_violation_says_where_and_in_the_words_of_the_checklist() -> None:
    late = settled(
        LIMITED,
        ("answer:1", "verdict", "yes"),
        ("answer:1", "rate", Rate(Decimal("12.5"))),
        ("answer:2", "d", Day(date(2026, 5, 13))),
    )
    assert violations(late) == [("1", "rate", "constraint"), ("2", "d", "constraint")]
    message = late.violations[0].message
    assert message is not None
    assert message.vi == "Không quá 10%"


def test_what_is_required_is_missed_until_it_is_there_or_the_team_says_it_did_not_look() -> None:
    assert violations(settled(LIMITED)) == [("1", None, "required")]
    assert violations(settled(LIMITED, ("answer:1", "verdict", "yes"))) == [("1", "rate", "required")]
    assert violations(settled(LIMITED, ("answer:1", "verdict", "not_checked"))) == []


def test_an_expression_that_fails_on_these_answers_is_told_with_its_place_and_the_item_stays() -> None:
    made = template({"id": "1", "relevant": "random() > 2"}, {"id": "2"})
    done = settled(made)
    assert done.inapplicable == frozenset()
    (failing,) = done.violations
    assert (failing.item, failing.kind, failing.problem) == ("1", ViolationKind.EXPRESSION, "1: random() > 2")


PURCHASES = template(
    {
        "id": "23",
        "name": "purchases",
        "asks_verdict": False,
        "facts": [
            {
                "id": "list",
                "kind": "rows",
                "columns": [
                    {"id": "name", "kind": "text", "required": "true()"},
                    {"id": "amount", "kind": "amount", "constraint": ". < ${limit}"},
                    {"id": "place", "kind": "number", "calculation": "position(..)"},
                    {
                        "id": "online",
                        "kind": "choice",
                        "choices": ["yes", "no"],
                        "relevant": "${amount} > 100",
                    },
                    {"id": "share", "kind": "rate", "calculation": "${amount} div ${total} * 100"},
                ],
            }
        ],
    },
    {"id": "24", "name": "limit", "asks_verdict": False, "facts": [{"id": "l", "kind": "amount"}]},
    {
        "id": "25",
        "name": "total",
        "asks_verdict": False,
        "facts": [{"id": "t", "kind": "amount", "calculation": "sum(${amount})"}],
    },
    {
        "id": "26",
        "facts": [
            {"id": "n", "kind": "count", "calculation": "count(${purchases}[${online} = 'yes'])"},
            {"id": "second", "kind": "text", "calculation": "indexed-repeat(${name}, ${purchases}, 2)"},
        ],
    },
)


def row(number: int, **cells: Fact) -> list[tuple[str, str, Any]]:
    own = {"item": "23", "fact": "list", "order": number, "cells": cells}
    return [(f"row:r{number}", name, value) for name, value in own.items()]


def test_rows_of_a_table_see_their_own_cells_first_and_the_whole_sees_all_rows() -> None:
    done = settled(
        PURCHASES,
        *row(1, name=Text("máy in"), amount=Amount(100), online=Choice("yes")),
        *row(2, amount=Amount(300), online=Choice("yes")),
        ("answer:24", "l", Amount(200)),
    )
    first, second = done.rows
    assert facts(done, "25") == {"t": Amount(400)}
    assert (first.cells[FactId("share")], second.cells[FactId("share")]) == (
        Rate(Decimal(25)),
        Rate(Decimal(75)),
    )
    assert (first.cells[FactId("place")], second.cells[FactId("place")]) == (
        Number(Decimal(1)),
        Number(Decimal(2)),
    )
    assert facts(done, "26") == {"n": Count(1)}, "in the first row nobody is asked whether it was online"
    assert [(own.fact, own.kind.value, own.row) for own in done.violations] == [
        ("name", "required", "r2"),
        ("amount", "constraint", "r2"),
    ]
    logic = Logic.of(PURCHASES)
    first = done.rows[0]
    assert logic.hidden_cells(done, ItemId(first.item), first.fact, NOW) == {first.id: {"online"}}


def test_a_cell_that_is_not_asked_any_longer_is_kept_and_not_printed() -> None:
    done = settled(PURCHASES, *row(1, name=Text("máy in"), amount=Amount(100), online=Choice("yes")))
    logic = Logic.of(PURCHASES)
    (printed,) = logic.asked(done, NOW).rows
    (kept,) = done.rows
    hidden = logic.hidden_cells(done, ItemId(kept.item), kept.fact, NOW)[kept.id]
    assert hidden
    assert set(kept.cells) - set(printed.cells) == hidden


def test_an_entry_of_a_table_is_read_by_its_number() -> None:
    done = settled(PURCHASES, *row(1, name=Text("máy in")), *row(2, name=Text("máy quét")))
    assert facts(done, "26")[FactId("second")] == Text("máy quét")


CHOICES = template(
    {"id": "1", "name": "area", "asks_verdict": False, "facts": [{"id": "a", "kind": "choice", "choices": ["đất"]}]},
    {
        "id": "2",
        "facts": [
            {"id": "p", "kind": "choice", "choice_list": "thu_tuc", "choice_filter": "linh_vuc = ${area}"},
            {"id": "free", "kind": "choice", "choices": ["một", "hai"]},
            {"id": "score", "kind": "number",
             "calculation": "instance('thu_tuc')/root/item[name = ${i2.p}]/diem"},
            {"id": "label", "kind": "text", "calculation": "jr:choice-name(${i2.p}, '${i2.p}')"},
        ],
    },
    choice_lists=[
        {
            "id": "thu_tuc",
            "options": [
                {"name": "a", "label": WORD, "attributes": {"linh_vuc": "đất", "diem": "2.5"}},
                {"name": "b", "label": WORD, "attributes": {"linh_vuc": "nhà"}},
            ],
        }
    ],
)  # fmt: skip


def test_a_filter_keeps_the_options_that_fit_other_answers() -> None:
    logic = Logic.of(CHOICES)
    item = CHOICES.items[1]
    before = visit(CHOICES)
    after = visit(CHOICES, ("answer:1", "a", Choice("đất")))
    assert [own.name for own in logic.options(before, item.id, item.facts[0], NOW)] == []
    assert [own.name for own in logic.options(after, item.id, item.facts[0], NOW)] == ["a"]
    assert [own.name for own in logic.options(after, item.id, item.facts[1], NOW)] == ["một", "hai"]


def test_a_calculation_reads_what_else_is_known_of_a_choice() -> None:
    done = settled(CHOICES, ("answer:2", "p", Choice("a")))
    assert facts(done, "2")[FactId("score")] == Number(Decimal("2.5"))
    assert facts(done, "2")[FactId("label")] == Text("Có chữ")


def test_traits_are_calculated_and_checked_like_facts() -> None:
    made = template(
        {"id": "1", "relevant": "${many}"},
        traits=[
            {"id": "people", "kind": "count", "constraint": ". < 1000"},
            {"id": "many", "kind": "text", "calculation": "if(${people} > 10, 'x', '')"},
        ],
    )
    few = settled(made, ("traits", "people", Count(3)))
    assert (few.traits.keys(), few.inapplicable) == ({"people"}, {"1"})
    crowd = settled(made, ("traits", "people", Count(2000)))
    assert crowd.traits[FactId("many")] == Text("x")
    assert crowd.violations == (Violation(TRAITS, FactId("people"), ViolationKind.CONSTRAINT),)


def test_a_new_visit_begins_with_the_defaults() -> None:
    made = template(
        {
            "id": "1",
            "facts": [
                {"id": "d", "kind": "date", "default": "today()"},
                {"id": "t", "kind": "text", "default": "theo báo cáo (tạm tính)"},
                {"id": "n", "kind": "count", "default": "3"},
                {"id": "r", "kind": "rows", "columns": [{"id": "c", "kind": "count", "default": "1"}]},
            ],
        }
    )
    logic = Logic.of(made)
    assert logic.defaults(visit(made), NOW) == (
        ("answer:1", "d", Day(date(2026, 5, 12))),
        ("answer:1", "t", Text("theo báo cáo (tạm tính)")),
        ("answer:1", "n", Count(3)),
    )
    spec = made.items[0].facts[3]
    assert logic.row_defaults(visit(made), ItemId("1"), spec, NOW) == {"c": Count(1)}


def test_a_table_may_say_how_many_rows_it_has() -> None:
    made = template(
        {
            "id": "1",
            "facts": [
                {"id": "n", "kind": "count"},
                {
                    "id": "r",
                    "kind": "rows",
                    "repeat_count": "${i1.n}",
                    "columns": [{"id": "c", "kind": "text"}],
                },
            ],
        }
    )
    logic = Logic.of(made)
    spec = made.items[0].facts[1]
    for number, rows in ((0, 0), (7, 7), (5000, 1000)):
        asked = visit(made, ("answer:1", "n", Count(number)))
        assert logic.row_count(asked, ItemId("1"), spec, NOW) == rows
    assert logic.row_count(visit(made), ItemId("1"), spec, NOW) is None


def test_faults_are_named_by_item_field_and_position() -> None:
    made = template(
        {"id": "1", "relevant": "${i2} = "},
        {"id": "2", "facts": [{"id": "a", "kind": "count", "constraint": ". > ${nowhere}"}]},
        {"id": "3", "facts": [{"id": "a", "kind": "number", "calculation": "${i4.b}"}]},
        {"id": "4", "facts": [{"id": "b", "kind": "number", "calculation": "${i3.a} + 1"}]},
        {"id": "5", "name": "i4"},
        groups=[{"id": "g", "area": "1", "relevant": "1 +"}],
    )
    logic = Logic.of(made)
    found = {(fault.code, fault.item, fault.field) for fault in logic.faults}
    assert found == {
        ("CHECKLIST-DUPLICATE", "5", "name"),
        ("CHECKLIST-EXPRESSION", None, "group[0].relevant"),
        ("CHECKLIST-EXPRESSION", "1", "relevant"),
        ("CHECKLIST-EXPRESSION", "2", "facts[0].constraint"),
        ("CHECKLIST-CYCLE", "3", "facts[0].calculation"),
    }
    positions = {fault.field: fault.parameters.get("position") for fault in logic.faults}
    assert positions["facts[0].constraint"] == 5
    cycle = next(fault for fault in logic.faults if fault.code == "CHECKLIST-CYCLE")
    assert cycle.parameters["cycle"] == "i3.a → i4.b → i3.a"
    assert logic.settle(visit(made), NOW).inapplicable == frozenset()


def test_only_what_depends_on_an_act_is_another_after_it() -> None:
    logic = Logic.of(ONE_STOP)
    before = logic.settle(visit(ONE_STOP, ("answer:1", "verdict", "yes")), NOW)
    after = reassemble(before, ONE_STOP, {"answer:17": {"verdict": "yes"}})
    done = logic.resettle(before, after, {"answer:17"}, NOW)
    assert done == logic.settle(after, NOW)
    assert done.inapplicable == frozenset()
    assert logic.affected({"answer:17"}) == ("17", "18")
    assert logic.affected({"traits"}) == ("17", "18")
    assert logic.affected({"answer:1", "finding:1"}) == ("1",)
    assert done.answers[ItemId("1")] is before.answers[ItemId("1")]
    assert Answer(ItemId("2")) not in done.answers.values()
