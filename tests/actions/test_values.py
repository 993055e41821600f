"""What is typed is cleaned at the door, kept as typed otherwise, and refused where nothing could hold it."""

import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest

from inspector_app.actions import answers, sealing, undo, visits
from inspector_app.checklist.fact import Count, Document, FactId, Rate, SampleRow
from inspector_app.checklist.finding import Audience
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, PersonRole, Side
from inspector_app.errors import FormatError, StoreError, VisitError

WORDS = "Chưa niêm yết địa chỉ tiếp nhận phản ánh, kiến nghị ở trụ sở"
DECOMPOSED = unicodedata.normalize("NFD", WORDS)


def test_text_comes_out_in_one_form_whatever_the_keyboard(ws, visit, now) -> None:
    assert DECOMPOSED != WORDS
    answers.set_value(ws, visit, "visit", "place", DECOMPOSED)
    answers.set_value(ws, visit, "answer:16", "note", DECOMPOSED)
    answers.set_fact(ws, visit, ItemId("1"), FactId("plan"), Document(abstract=DECOMPOSED))
    answers.set_value(ws, visit, "visit", "recipients", (DECOMPOSED,))
    opened = now().visit
    assert opened.details.place == WORDS
    assert opened.notes["16"] == WORDS
    assert opened.answer(ItemId("1")).facts["plan"].abstract == WORDS
    assert opened.details.recipients == (WORDS,)
    assert [event.after for event in undo.history(ws, visit, "visit", "place")] == [WORDS]


def test_the_same_words_in_another_form_are_no_change(ws, visit) -> None:
    answers.set_value(ws, visit, "visit", "place", WORDS)
    assert answers.set_value(ws, visit, "visit", "place", DECOMPOSED).entities == frozenset()


@pytest.mark.parametrize("value", [Count(10**16), Count(-(10**16))])
def test_a_figure_that_json_would_round_is_refused(ws, visit, now, value) -> None:
    with pytest.raises(VisitError, match="VISIT-VALUE"):
        answers.set_fact(ws, visit, ItemId("22"), FactId("units"), value)
    assert now().visit.answers == {}


def test_half_a_character_is_never_kept(ws, visit, now) -> None:
    with pytest.raises(VisitError, match="VISIT-VALUE"):
        answers.set_value(ws, visit, "visit", "place", "Phòng \ud83d họp")
    assert now().visit.details.place is None


def test_several_fields_are_one_act(ws, visit, now) -> None:
    changed = answers.set_values(
        ws, visit, [("visit", "place", "Phòng họp"), ("assessment", "strengths", "Lãnh đạo quan tâm")]
    )
    assert changed.entities == {"visit", "assessment"}
    undo.undo(ws, visit)
    assert (now().visit.details.place, now().visit.assessment.strengths) == (None, None)


def test_a_refused_value_takes_the_whole_act_along(ws, visit, now) -> None:
    with pytest.raises(VisitError, match="VISIT-VALUE"):
        answers.set_values(ws, visit, [("visit", "place", "Phòng họp"), ("visit", "period", "\udc00")])
    assert now().visit.details.place is None
    assert [key for key in now().undo if key[1] == "place"] == []


def test_rows_of_a_sample_are_replaced_and_keep_who_they_are(ws, visit, now) -> None:
    item, fact = ItemId("25a"), FactId("sample")

    def row(name: str, number: str) -> SampleRow:
        return SampleRow(name, item, fact, number=number, passed=False)

    answers.set_rows(ws, visit, item, fact, [row("a", "01/SM"), row("b", "02/SM")])
    assert [own.number for own in now().visit.rows] == ["01/SM", "02/SM"]
    changed = answers.set_rows(ws, visit, item, fact, [row("b", "02/SM"), row("c", "03/SM")])
    assert [own.id for own in now().visit.rows] == ["b", "c"]
    assert changed.entities == {"row:a", "row:c"}
    undo.undo(ws, visit)
    assert [own.id for own in now().visit.rows] == ["a", "b"]


def test_people_and_recommendations_come_in_order_and_go_whole(ws, visit, now) -> None:
    leader = answers.add_person(ws, visit, Side.TEAM, PersonRole.LEADER, name="Ông Nguyễn Văn Mẫu")
    answers.add_person(ws, visit, Side.TEAM, PersonRole.SECRETARY, name="Bà Bùi Thị Ghi Chép")
    first = answers.add_recommendation(ws, visit, Audience.UNIT, "Khắc phục ngay")
    answers.add_recommendation(ws, visit, Audience.AUTHORITY, "Bố trí kinh phí")
    assert [person.role for person in now().visit.people] == [PersonRole.LEADER, PersonRole.SECRETARY]
    answers.remove(ws, visit, f"person:{leader}")
    answers.remove(ws, visit, f"recommendation:{first}")
    assert [person.name for person in now().visit.people] == ["Bà Bùi Thị Ghi Chép"]
    assert [own.text for own in now().visit.recommendations] == ["Bố trí kinh phí"]


def test_a_value_from_outside_must_have_a_field_and_fit_it(ws, visit, now) -> None:
    answers.set_checked_value(ws, visit, "answer:19", "overdue", {"kind": "rate", "percent": "1.01"})
    assert now().visit.answer(ItemId("19")).facts["overdue"] == Rate(percent=Decimal("1.01"))
    before = now().visit
    with pytest.raises(VisitError, match="VISIT-NO-FIELD"):
        answers.set_checked_value(ws, visit, "visit", "colour", "đỏ")
    for value in ("hôm nay", 5, {"kind": "rate"}):
        with pytest.raises(FormatError):
            answers.set_checked_value(ws, visit, "visit", "opened_at", value)
    assert now().visit == before


def test_from_sealing_on_nothing_is_written(ws) -> None:
    sample = visits.create_sample(ws, "so-xay-dung-2022")
    sealing.seal(ws, sample)
    before = visits.load(ws, sample)
    row = SampleRow("r", "25a", FactId("sample"))
    for write in (
        lambda: answers.set_verdict(ws, sample, ItemId("1"), ItemVerdict.NO),
        lambda: answers.set_fact(ws, sample, ItemId("22"), FactId("units"), Count(3)),
        lambda: answers.set_value(ws, sample, "answer:1", "note", "ghi chú"),
        lambda: answers.set_rows(ws, sample, ItemId("25a"), FactId("sample"), [row]),
        lambda: answers.add_finding(ws, sample, [], "Thêm"),
        lambda: answers.add_person(ws, sample, Side.UNIT, PersonRole.REPRESENTATIVE, name="Ông Ví Dụ"),
        lambda: answers.add_recommendation(ws, sample, Audience.UNIT, "Thêm"),
        lambda: answers.remove(ws, sample, "finding:3"),
    ):
        with pytest.raises(VisitError, match="VISIT-SEALED"):
            write()
    assert replace(visits.load(ws, sample), saved_at=before.saved_at) == before


def test_a_sample_is_made_once(ws) -> None:
    first = visits.create_sample(ws, "so-mau")
    assert visits.create_sample(ws, "so-mau") == first
    assert [line.id for line in visits.listing(ws)] == [first]
    assert set(visits.sample_names()) == {"so-mau", "so-xay-dung-2022"}


def test_a_visit_that_is_not_here(ws) -> None:
    with pytest.raises(StoreError, match="STORE-VISIT-MISSING"):
        visits.load(ws, "không có")
