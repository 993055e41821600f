"""What is written is read again as it was: every kind of fact, and whole visits made from thousands of seeds."""

from datetime import datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.checklist import canonical, exchange
from inspector_app.checklist.fact import FACT_TYPES, Fact, FactId, FactKind, SampleRow
from inspector_app.checklist.fact_kinds import fact_in_words, impossible, parts
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.template import Template
from inspector_app.clock import ZONE
from tests.checklist.any_fact import any_fact
from tests.checklist.test_logic_on_anything import a_template, answers, made_of

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=ZONE)
VISITS = 5_000
BATCH = 500
OF_ONE = 20
"""Visits by one checklist."""


@pytest.mark.parametrize("kind", FactKind)
def test_any_fact_of_any_kind_is_read_again_as_it_was(kind: FactKind) -> None:
    @settings(deadline=None, max_examples=200)
    @given(any_fact(kind))
    def travels(fact: Fact) -> None:
        data = canonical.canonical(fact)
        back: Fact = canonical.from_json(FACT_TYPES[kind], canonical.parse(data))
        assert back == fact
        assert canonical.canonical(back) == data
        row = SampleRow("r", "1", FactId("x"), cells={FactId("c"): fact})
        assert canonical.from_json(SampleRow, canonical.parse(canonical.canonical(row))) == row

    travels()


@pytest.mark.parametrize("kind", FactKind)
def test_any_fact_can_be_judged_and_said(kind: FactKind) -> None:
    @settings(deadline=None, max_examples=200)
    @given(any_fact(kind), st.text(max_size=20))
    def judged(fact: Fact, text: str) -> None:
        assert impossible(fact) is None or isinstance(impossible(fact), str)
        for part in (None, *parts(kind)):
            words = fact_in_words(fact, part)
            assert words is None or isinstance(words, str)

    judged()


@pytest.mark.parametrize("first", range(0, VISITS, BATCH))
def test_a_visit_and_its_checklist_are_read_again_as_they_were(first: int) -> None:
    for made in range(first, first + BATCH, OF_ONE):
        template = a_template(Random(made))
        assert canonical.from_json(Template, canonical.parse(canonical.canonical(template))) == template
        logic = Logic.of(template)
        for seed in range(made, made + OF_ONE):
            entities = answers(Random(seed), template)
            raw = made_of(template, entities)
            sent = canonical.parse(canonical.canonical(entities))
            assert made_of(template, sent) == raw  # type: ignore[arg-type]
            record = exchange.record(logic.settle(raw, NOW), template, drawn_at=NOW, draft=1)
            data = exchange.write(record)
            assert exchange.read(data) == record
            assert exchange.write(exchange.read(data)) == data
