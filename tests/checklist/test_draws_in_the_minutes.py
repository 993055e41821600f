"""Seed and interval are for the annex: no sentence of a checklist can bring them into the body of the minutes."""

from decimal import Decimal

import pytest

from inspector_app.checklist import annexes, fact_kinds, sentences
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.canonical import to_json
from inspector_app.checklist.fact import FactId, FactKind, Sample
from inspector_app.checklist.fact_kinds import KINDS, fact_in_words
from inspector_app.checklist.intervals import interval
from inspector_app.checklist.visit import VisitId
from inspector_app.checklist.wording import interval_in_words
from tests.architecture.test_fact_kinds import checklist_of

DRAWN = Sample(412, 30, 7, "một số", "chọn ngẫu nhiên", seed="8QX-DRAWN", interval=interval(7, 30, 412))
TELLING = ("8QX-DRAWN", "10,43", "41,51", "10.43", "41.51", "tin cậy")


@pytest.mark.parametrize("part", sorted(fact_kinds.parts(FactKind.SAMPLE) | {fact_kinds.WHOLE}))
def test_no_part_that_a_sentence_may_name_says_them(part: str) -> None:
    said = fact_in_words(DRAWN, part) or ""
    assert not [words for words in TELLING if words in said]


@pytest.mark.parametrize("part", ["seed", "interval", "confidence"])
def test_a_place_that_names_them_prints_nothing(part: str) -> None:
    said = sentences.fill(f"Đã kiểm tra {{x}}[; {{x.{part}}}]", {FactId("x"): DRAWN})
    assert said == "Đã kiểm tra 7/30 (23,3%)"


def test_no_expression_reads_them_into_another_fact() -> None:
    read = [str(value(DRAWN)) for value in KINDS[FactKind.SAMPLE].values.values()]
    assert not [words for words in TELLING if any(words in own for own in read)]


def test_a_draw_is_printed_in_the_annex_although_nobody_listed_its_rows() -> None:
    template = checklist_of(FactKind.SAMPLE)
    for sample, printed in (
        (DRAWN, True),
        (Sample(412, 30, 7, seed="20260512"), True),
        (Sample(412, 30, 7), False),
    ):
        visit = assemble(VisitId("v"), template, template.ref, {("answer:1", "x"): to_json(sample)})
        assert [own.sample for own in annexes.samples(visit, template)] == [sample] * printed


def test_an_interval_says_which_it_is() -> None:
    known, unknown = interval(7, 30, 412), interval(0, 30, None, Decimal("99.5"))
    assert known is not None
    assert unknown is not None
    assert interval_in_words(known) == "khoảng tin cậy 95% (siêu bội chính xác): 10,43% - 41,51%"
    assert interval_in_words(unknown) == "khoảng tin cậy 99,5% (Clopper-Pearson): 0% - 18,11%"
