"""What is read aloud: every printed word in its order, each paragraph under a name that others cannot change."""

from collections import Counter
from dataclasses import replace

import pytest

from inspector_app.checklist.agreement import Passage
from inspector_app.checklist.exchange import Paragraph, PrintedRecommendation, Record
from inspector_app.checklist.finding import Audience, RecommendationId
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Opinion, Person, PersonRole, Side
from inspector_app.minutes.blocks import Extent, Heading, Table, Text
from inspector_app.minutes.content import compose
from inspector_app.minutes.paragraphs import passages


def by_id(record: Record, extent: Extent | None = None) -> dict[str, Passage]:
    return {own.id: own for own in passages(record, extent) if own.id is not None}


def test_they_are_the_words_of_the_pages_in_their_order(full: Record) -> None:
    minutes = compose(full)
    printed = [minutes.title, minutes.subject, *(own.text for own in minutes.bases)]
    printed += [block.text for block in minutes.body if isinstance(block, Heading | Text)]
    printed += [own.text for own in minutes.closing]
    heard = "\n".join(own.text for own in passages(full)).split("\n")
    assert heard[: len(printed)] == printed


def test_every_cell_of_the_annexes_is_heard(full: Record) -> None:
    heard = "\n".join(own.text for own in passages(full))
    for annex in compose(full).annexes:
        for table in (block for block in annex.blocks if isinstance(block, Table)):
            for row in table.rows:
                assert all(cell in heard for cell in row if isinstance(cell, str))


def test_no_two_paragraphs_have_one_name_and_nothing_with_words_is_left_without(full: Record) -> None:
    names = Counter(own.id for own in passages(full) if own.id is not None)
    assert set(names.values()) == {1}
    for block in (*compose(full).bases, *compose(full).body, *compose(full).closing):
        assert not isinstance(block, Text) or block.id is not None or block.text.endswith(":")


@pytest.mark.parametrize(
    "name",
    ["title", "basis:plan", "opening", "scope:content", "finding:f1", "assessment:strengths",
     "opinion:reservation", "recommendation:k2", "closing", "measures:f1"],
)  # fmt: skip
def test_the_usual_ones_are_called_by_what_they_come_from(full: Record, name: str) -> None:
    assert name in by_id(full)


def test_one_more_person_basis_or_recommendation_changes_nothing_of_what_was_agreed(full: Record) -> None:
    before = by_id(full)
    more = replace(
        full,
        legal_bases=("Luật Lưu trữ số 33/2024/QH15", *full.legal_bases),
        people=(*full.people, Person("p9", Side.TEAM, PersonRole.MEMBER, 9, "Ông", "Mai Văn Thêm")),
        recommendations=(
            PrintedRecommendation(RecommendationId("k0"), Audience.UNIT, "Niêm yết công khai"),
            *full.recommendations,
        ),
    )
    after = by_id(more)
    assert {name: after[name].said for name in before} == {name: own.said for name, own in before.items()}
    assert after["recommendation:k1"].text.startswith("b) ")
    assert before["recommendation:k1"].text.startswith("a) ")


def test_a_text_of_several_lines_is_one_paragraph(full: Record) -> None:
    record = replace(full, opinion=Opinion("Tiếp thu.\nCam kết khắc phục trong năm 2026"))
    assert by_id(record)["opinion:response"].text == "Tiếp thu.\nCam kết khắc phục trong năm 2026."


def test_joined_results_are_one_paragraph_named_by_the_first_item(full: Record) -> None:
    joined = Paragraph((ItemId("4"), ItemId("5")), "Đã có kế hoạch tuyên truyền; đã có kế hoạch kiểm tra")
    heading = replace(full.headings[0], results=(joined,))
    found = by_id(replace(full, headings=(heading, *full.headings[1:])))
    assert found["result:4"].said == joined.text


def test_the_number_of_pages_is_heard_and_is_no_part_of_what_is_agreed(full: Record) -> None:
    counted = by_id(full, Extent(7))["closing"]
    assert "gồm 07 trang" in counted.text
    assert counted.said == by_id(full)["closing"].said
    assert "07 trang" not in counted.said


def test_an_opinion_that_nobody_wrote_yet_has_its_place(small: Record) -> None:
    assert set(by_id(small)["opinion:response"].text) == {"…"}
