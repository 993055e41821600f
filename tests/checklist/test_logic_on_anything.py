"""Whatever a checklist says and whatever is answered: rules never fail, and an act changes what the whole would."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.checklist.assembly import answers_of_rows, assemble, reassemble
from inspector_app.checklist.canonical import from_json, to_json
from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.fact_kinds import KINDS
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.rules import review
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.visit import ItemVerdict, Visit, VisitId
from inspector_app.clock import ZONE
from tests.checklist.any_fact import any_fact

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=ZONE)
WORD = {"vi": "Có chữ", "en": "Words"}
ITEMS = ("1", "2", "3", "4")
NAMES = [
    *(f"i{item}" for item in ITEMS),
    *(f"i{item}.{fact}" for item in ITEMS for fact in "ab"),
    *(f"i{item}.a.percent" for item in ITEMS),
    "i4.t",
    "c",
    "d",
    "u",
    "v",
    "nowhere",
]
KINDS_OF_FACT = [kind for kind in FactKind if kind is not FactKind.ROWS]

names = st.sampled_from(NAMES).map("${{{}}}".format)
literals = st.sampled_from(["1", "0", "-2.5", "'yes'", "''", "'2026-05-12'", "today()", "now()", "true()"])
expressions = st.recursive(
    names | literals | st.sampled_from([".", "position(..)", "../c", "random()", "/data/i4.t/c", "1 +", ")"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("= != < > + - * div mod and or".split()), inner).map(" ".join),
        inner.map("not({})".format),
        inner.map("count({})".format),
        inner.map("sum({})".format),
        inner.map("int({})".format),
        st.tuples(inner, inner, inner).map(lambda own: "if({}, {}, {})".format(*own)),
        st.tuples(names, inner).map(lambda own: "{}[{}]".format(*own)),
        st.tuples(names, names, inner).map(lambda own: "indexed-repeat({}, {}, {})".format(*own)),
        inner.map("concat({}, 'x')".format),
        inner.map("selected({}, 'yes')".format),
        inner.map("decimal-date-time({})".format),
    ),
    max_leaves=5,
)
maybe = st.none() | expressions


def fact_spec(name: str, columns: Any = None) -> st.SearchStrategy[dict[str, Any]]:
    own = st.sampled_from(KINDS_OF_FACT) if columns is None else st.just(FactKind.ROWS)
    parts: dict[str, Any] = {
        "id": st.just(name),
        "kind": own.map(str),
        "label": st.just(WORD),
        "relevant": maybe,
        "required": maybe,
        "constraint": maybe,
        "default": maybe,
    }
    if columns is None:
        parts["calculation"] = maybe
        parts["choice_filter"] = maybe
    else:
        parts["columns"] = columns
        parts["repeat_count"] = maybe
    return st.fixed_dictionaries(parts)


@st.composite
def templates(draw: st.DrawFn) -> Template:
    def item(name: str) -> dict[str, Any]:
        facts = [draw(fact_spec("a")), draw(fact_spec("b"))]
        if name == "4":
            columns = st.tuples(fact_spec("c"), fact_spec("d")).map(list)
            facts.append(draw(fact_spec("t", columns)))
        within = draw(st.none() | st.sampled_from(["g", "h", "gone"]))
        return {
            "id": name, "criterion": name, "area": "1", "question": WORD, "look_at": WORD, "facts": facts,
            "relevant": draw(maybe), "required": draw(maybe), "within": within,
            "asks_verdict": draw(st.booleans()),
        }  # fmt: skip

    groups = [
        {"id": "g", "area": "1", "within": draw(st.sampled_from([None, "h"])), "relevant": draw(maybe)},
        {"id": "h", "area": "1", "within": draw(st.sampled_from([None, "g"])), "relevant": draw(maybe)},
    ]
    return from_json(
        Template,
        {
            "id": "bất kỳ", "version": "1", "title": WORD, "areas": [{"id": "1", "heading": WORD}],
            "items": [item(name) for name in ITEMS], "groups": groups,
            "traits": [draw(fact_spec("u")), draw(fact_spec("v"))],
        },
    )  # fmt: skip


def answers(made: Template) -> st.SearchStrategy[dict[str, dict[str, Any]]]:
    """What entities may hold, each drawn for itself; none of a field means nothing there."""

    def fields(specs: Any) -> dict[str, st.SearchStrategy[Any]]:
        return {spec.id: st.none() | any_fact(spec.kind) for spec in specs if spec.kind is not FactKind.ROWS}

    entities: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        f"answer:{item.id}": st.fixed_dictionaries(
            {"verdict": st.none() | st.sampled_from(ItemVerdict), **fields(item.facts)}
        )
        for item in made.items
    }
    entities["traits"] = st.fixed_dictionaries(fields(made.traits))
    entities["visit"] = st.fixed_dictionaries(
        {"scope": st.none() | st.lists(st.sampled_from(ITEMS), unique=True)}
    )
    columns = made.items[3].facts[2].columns
    for number in range(3):
        cells = st.fixed_dictionaries({}, optional={own.id: any_fact(own.kind) for own in columns})
        own = st.fixed_dictionaries(
            {"item": st.just("4"), "fact": st.just("t"), "order": st.integers(0, 2), "cells": cells}
        )
        entities[f"row:{number}"] = st.just({}) | own
    return st.fixed_dictionaries(entities)


def made_of(template: Template, entities: dict[str, dict[str, Any]]) -> Visit:
    values = {
        (entity, name): to_json(value)
        for entity, own in entities.items()
        for name, value in own.items()
        if value is not None
    }
    return assemble(VisitId("v"), template, template.ref, values)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_after_any_act_the_rules_say_what_they_would_say_of_the_whole(data: st.DataObject) -> None:
    template = data.draw(templates())
    logic = Logic.of(template)
    first, second = data.draw(answers(template)), data.draw(answers(template))
    before = logic.settle(made_of(template, first), NOW)
    changed = data.draw(st.sets(st.sampled_from(sorted(first))))
    entities = {
        entity: {name: to_json(value) for name, value in second[entity].items() if value is not None}
        for entity in changed
    }
    for answer in answers_of_rows(before, entities):
        own = second if answer in changed else first
        entities[answer] = {name: to_json(value) for name, value in own[answer].items() if value is not None}
    after = reassemble(before, template, entities)
    later = data.draw(st.sampled_from([NOW, NOW.replace(year=2027)]))
    again = logic.resettle(before, after, entities.keys(), later)
    whole = logic.settle(made_of(template, {**first, **{one: second[one] for one in changed}}), later)
    for name in ("inapplicable", "hidden", "violations", "answers", "traits", "rows"):
        assert getattr(again, name) == getattr(whole, name), name
    assert again == whole
    affected = logic.affected(entities.keys())
    for item in template.items:
        if item.id not in affected and "visit" not in changed:
            assert again.applies(item.id) == before.applies(item.id)
            assert again.answer(item.id) == before.answer(item.id)
    assert logic.settle(again, later) == whole, "what is settled stays so"


@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_that_may_be_answered_makes_the_rules_or_the_review_fail(data: st.DataObject) -> None:
    template = data.draw(templates())
    logic = Logic.of(template)
    visit = logic.settle(made_of(template, data.draw(answers(template))), NOW)
    review(visit, template, lambda _text: ())
    logic.defaults(visit, NOW)
    table = template.items[3].facts[2]
    logic.row_defaults(visit, ItemId("4"), table, NOW)
    logic.row_count(visit, ItemId("4"), table, NOW)
    for item in template.items:
        for spec in item.facts:
            logic.options(visit, item.id, spec, NOW)
    for row in visit.rows:
        logic.hidden_columns(visit, row, NOW)
        for column in table.columns:
            logic.options(visit, ItemId("4"), column, NOW, row)


def test_the_order_of_the_items_decides_nothing() -> None:
    """Two lists of the same items, one of them turned round, come to the same answers."""

    @settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def turned(data: st.DataObject) -> None:
        template = data.draw(templates())
        entities = data.draw(answers(template))
        other = replace(template, items=template.items[::-1])
        one = Logic.of(template).settle(made_of(template, entities), NOW)
        two = Logic.of(other).settle(made_of(other, entities), NOW)
        assert one.inapplicable == two.inapplicable
        assert one.hidden == two.hidden
        assert one.answers == two.answers
        assert sorted(map(repr, one.violations)) == sorted(map(repr, two.violations))

    turned()


def test_every_kind_reads_as_something_in_expressions() -> None:
    for kind in KINDS_OF_FACT:
        facts = [{"id": "a", "kind": kind, "label": WORD}]
        facts.append({"id": "b", "kind": "text", "label": WORD, "calculation": "${i1.a}"})
        item = {"id": "1", "criterion": "1", "area": "1", "question": WORD, "look_at": WORD, "facts": facts}
        made = from_json(
            Template,
            {
                "id": "x",
                "version": "1",
                "title": WORD,
                "areas": [{"id": "1", "heading": WORD}],
                "items": [item],
            },
        )
        visit = made_of(made, {"answer:1": {"a": KINDS[kind].example}})
        assert FactId("b") in Logic.of(made).settle(visit, NOW).answer(ItemId("1")).facts, kind
