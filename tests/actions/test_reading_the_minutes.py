"""Both sides hear, amend and agree the text: every act an event, every amendment in the field behind the words."""

from datetime import datetime

import pytest

from inspector_app.actions import merging, sealing, visits
from inspector_app.actions.answers import set_fact, set_value
from inspector_app.actions.reading import (
    agree,
    amendable,
    answer_change,
    ask_change,
    disagree,
    extent,
    hear,
    paragraphs,
    reserve,
    rewrite,
    set_end,
)
from inspector_app.actions.undo import redo, undo
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.agreement import Decision, Paragraph, State
from inspector_app.checklist.amending import elsewhere
from inspector_app.checklist.fact import FactId, Sample
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Closing, VisitId
from inspector_app.clock import ZONE
from inspector_app.errors import VisitError
from tests.field.scene import laptop

FINDING = "finding:25a"


@pytest.fixture
def ws(tmp_path):
    with laptop(tmp_path / "laptop") as own:
        yield own


@pytest.fixture
def visit(ws: Workspace) -> VisitId:
    return visits.create_sample(ws, "so-mau")


def at(ws: Workspace, visit: VisitId, name: str) -> Paragraph:
    return next(own for own in paragraphs(ws, visit) if own.id == name)


def sources(ws: Workspace, visit: VisitId, name: str):
    opened = visits.load(ws, visit)
    return amendable(opened, hear(ws, opened), name)


def test_agreement_to_a_figure_ends_when_the_figure_changes(ws: Workspace, visit: VisitId) -> None:
    agree(ws, visit, [at(ws, visit, FINDING).passage])
    assert at(ws, visit, FINDING).state is State.AGREED
    answer = visits.load(ws, visit).visit.answer(ItemId("25a"))
    fact, sample = next((fact, own) for fact, own in answer.facts.items() if isinstance(own, Sample))
    set_fact(ws, visit, ItemId("25a"), FactId(fact), Sample(30, 30, 9))
    now = at(ws, visit, FINDING)
    assert sample.defective == 7
    assert now.state is State.CHANGED
    assert "7/30" in now.agreement.agreed
    assert "9/30" in now.passage.said


def test_everything_can_be_agreed_word_for_word(ws: Workspace, visit: VisitId) -> None:
    own = [paragraph.passage for paragraph in paragraphs(ws, visit)]
    agree(ws, visit, own)
    assert {p.state for p in paragraphs(ws, visit) if p.id is not None} == {State.AGREED}
    undo(ws, visit)
    assert {p.state for p in paragraphs(ws, visit)} == {State.OPEN}
    redo(ws, visit)
    disagree(ws, visit, at(ws, visit, FINDING))
    assert at(ws, visit, FINDING).state is State.OPEN


def test_words_by_hand_are_marked_and_go_back_with_the_ready_sentence(ws: Workspace, visit: VisitId) -> None:
    (source,) = sources(ws, visit, FINDING)
    rewrite(ws, visit, [(source, " Còn một số văn bản điện tử chưa được lãnh đạo ký số ")])
    now = at(ws, visit, FINDING)
    assert now.passage.text == "- Còn một số văn bản điện tử chưa được lãnh đạo ký số."
    assert (now.by_hand, now.out_of_step) == (True, True)
    rewrite(ws, visit, [(source, source.ready)])
    now = at(ws, visit, FINDING)
    assert "7/30 (23,3%)" in now.passage.text
    assert (now.by_hand, now.out_of_step) == (False, False)


@pytest.mark.parametrize("sample", ["so-mau", "so-xay-dung-2022"])
def test_every_paragraph_is_amended_in_a_field_or_says_where(ws: Workspace, sample: str) -> None:
    opened = visits.load(ws, visits.create_sample(ws, sample))
    heard = hear(ws, opened)
    names = [own.id for own in heard.passages if own.id is not None]
    assert len(names) == len(set(names))
    for name in names:
        given_by_the_checklist = name.startswith("basis:law:")
        assert given_by_the_checklist or amendable(opened, heard, name) or elsewhere(name)


def test_a_text_of_the_unit_may_be_dictated_where_nothing_was_said_yet(ws: Workspace) -> None:
    visit = visits.create_visit(ws, "cchc-2022", {"unit": "Sở Mẫu"})
    assert set(at(ws, visit, "opinion:response").passage.text) == {"…"}
    own = {source.field: source for source in sources(ws, visit, "opinion:response")}
    assert list(own) == ["response", "difficulties", "proposals", "reservation"]
    rewrite(ws, visit, [(own["difficulties"], "Thiếu thiết bị"), (own["response"], "Tiếp thu")])
    assert at(ws, visit, "opinion:difficulties").passage.text == "Thiếu thiết bị."


def test_joined_results_are_amended_item_by_item_as_one_act(ws: Workspace, visit: VisitId) -> None:
    own = sources(ws, visit, "result:1")
    assert [source.entity for source in own] == ["answer:1", "answer:2", "answer:4", "answer:7"]
    before = at(ws, visit, "result:1").passage.text
    rewrite(ws, visit, [(own[0], "Đã ban hành kế hoạch giai đoạn"), (own[2], "đã tuyên truyền CCHC")])
    text = at(ws, visit, "result:1").passage.text
    assert text.startswith("- Đã ban hành kế hoạch giai đoạn; ")
    assert "; đã tuyên truyền CCHC; " in text
    undo(ws, visit)
    assert at(ws, visit, "result:1").passage.text == before


def test_a_change_that_is_asked_for_opens_the_paragraph_and_is_answered_once(
    ws: Workspace, visit: VisitId
) -> None:
    agree(ws, visit, [at(ws, visit, FINDING).passage])
    ask_change(ws, visit, at(ws, visit, FINDING), "Ghi rõ thời điểm kiểm tra", "Ông Phan Văn Đại Diện")
    asked = at(ws, visit, FINDING)
    assert asked.state is State.ASKED
    assert (asked.open_request.asked, asked.open_request.by) == (
        "Ghi rõ thời điểm kiểm tra",
        "Ông Phan Văn Đại Diện",
    )
    answer_change(ws, visit, asked.open_request, Decision.DECLINED, "Đã ghi ở mục II")
    declined = at(ws, visit, FINDING)
    assert declined.state is State.OPEN
    assert declined.requests[0].why == "Đã ghi ở mục II"
    ask_change(ws, visit, declined, "Bỏ tỷ lệ phần trăm")
    again = at(ws, visit, FINDING)
    (source,) = sources(ws, visit, FINDING)
    rewrite(ws, visit, [(source, "Còn 07/30 văn bản chưa được lãnh đạo ký số")], again.open_request)
    done = at(ws, visit, FINDING)
    assert (done.state, done.requests[1].decision) == (State.OPEN, Decision.ACCEPTED)


def test_words_are_required_of_who_asks_or_reserves(ws: Workspace, visit: VisitId) -> None:
    own = at(ws, visit, FINDING)
    for verb in (ask_change, reserve):
        with pytest.raises(VisitError) as refused:
            verb(ws, visit, own, "  ")
        assert refused.value.code == "READING-WORDS"


def test_a_reservation_is_printed_in_section_five_and_changes_how_the_minutes_close(
    ws: Workspace, visit: VisitId
) -> None:
    set_value(ws, visit, "visit", "closing", Closing.AGREED)
    set_value(ws, visit, "opinion", "reservation", None)
    ask_change(ws, visit, at(ws, visit, FINDING), "Bỏ đoạn này")
    reserve(ws, visit, at(ws, visit, FINDING), "đề nghị không tính 02 văn bản cũ")
    own = at(ws, visit, FINDING)
    assert (own.state, own.requests[0].decision) == (State.RESERVED, Decision.DECLINED)
    line = at(ws, visit, "opinion:reservation").passage.text
    assert line.startswith("Về nội dung “Còn 7/30 (23,3%) văn bản điện tử")
    assert line.endswith(": đề nghị không tính 02 văn bản cũ.")
    assert "trừ ý kiến bảo lưu tại mục V" in at(ws, visit, "closing").passage.text
    undo(ws, visit)
    assert visits.load(ws, visit).visit.details.closing is Closing.AGREED
    assert visits.load(ws, visit).visit.opinion.reservation is None


def test_the_end_is_said_by_the_last_sentence(ws: Workspace, visit: VisitId) -> None:
    set_end(ws, visit, datetime(2026, 5, 12, 17, 5, tzinfo=ZONE))
    assert "hồi 17 giờ 05 phút cùng ngày" in at(ws, visit, "closing").passage.text
    assert extent(ws, visit).pages > 1


def test_nothing_of_a_sealed_version_is_agreed_any_more(ws: Workspace, visit: VisitId) -> None:
    own = at(ws, visit, FINDING)
    sealing.seal(ws, visit)
    with pytest.raises(VisitError) as refused:
        agree(ws, visit, [own.passage])
    assert refused.value.code == "VISIT-SEALED"


def test_two_laptops_that_agreed_on_other_words_read_the_paragraph_again(tmp_path) -> None:
    with laptop(tmp_path / "one") as one, laptop(tmp_path / "two") as two:
        visit = visits.create_sample(one, "so-mau")
        merging.merge_events(two, merging.export_events(one, visit))
        agree(one, visit, [at(one, visit, FINDING).passage])
        (source,) = sources(two, visit, FINDING)
        rewrite(two, visit, [(source, "Còn nhiều văn bản chưa được ký số")])
        agree(two, visit, [at(two, visit, FINDING).passage])
        merging.merge_events(one, merging.export_events(two, visit))
        opened = visits.load(one, visit)
        assert opened.visit.conflicts == ()
        now = at(one, visit, FINDING)
        assert now.state in (State.AGREED, State.CHANGED)
        assert (now.state is State.AGREED) == (now.agreement.agreed == now.passage.said)
        agree(one, visit, [now.passage])
        assert at(one, visit, FINDING).state is State.AGREED
