"""The last hour of the visit: the minutes are read before both sides, amended, agreed, reserved, closed and sealed."""

from pathlib import Path

from inspector_app.actions import answers, merging, reading, sealing, visits
from inspector_app.actions.minutes import attached_data, current_pdf
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.agreement import Decision, Paragraph, State, standing
from inspector_app.checklist.fact import FactId, Sample
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Closing
from tests.field.scene import AFTERNOON, laptop
from tests.field.scene import FULL_VISIT as VISIT

FINDING, OTHER = "finding:25a", "finding:25b"
SPEAKER = "Ông Phan Văn Đại Diện"
AMENDED = "Đến ngày 30/4/2026 còn 7/30 (23,3%) văn bản chưa được lãnh đạo ký số"
KEPT_BACK = "đề nghị không tính văn bản phát hành trước khi có chứng thư"


def at(ws: Workspace, name: str) -> Paragraph:
    return next(own for own in reading.paragraphs(ws, VISIT) if own.id == name)


def read_everything(ws: Workspace) -> None:
    """Paragraph after paragraph: agreed as it stands."""
    for own in reading.paragraphs(ws, VISIT):
        if own.id is not None and own.state is State.OPEN:
            reading.agree(ws, VISIT, [own.passage])


def the_unit_speaks(ws: Workspace) -> None:
    """It asks for a change that is made, for one that is not, and keeps a reservation."""
    reading.ask_change(ws, VISIT, at(ws, FINDING), "Đề nghị ghi rõ thời điểm", SPEAKER)
    opened = visits.load(ws, VISIT)
    (source,) = reading.amendable(opened, reading.hear(ws, opened), FINDING)
    reading.rewrite(ws, VISIT, [(source, AMENDED)], at(ws, FINDING).open_request)
    reading.ask_change(ws, VISIT, at(ws, OTHER), "Đề nghị bỏ đoạn này", SPEAKER)
    reading.answer_change(
        ws, VISIT, at(ws, OTHER).open_request, Decision.DECLINED, "Đã kiểm tra trên hệ thống"
    )
    reading.reserve(ws, VISIT, at(ws, OTHER), KEPT_BACK)


def test_the_sealed_minutes_hold_the_amended_text_and_the_reservation(ticked: Path, text_of) -> None:
    with laptop(ticked) as ws:
        answers.set_values(
            ws,
            VISIT,
            [
                ("visit", "closing", Closing.AGREED),
                ("opinion", "reservation", None),
                ("visit", "closed_at", None),
            ],
        )
        the_unit_speaks(ws)
        reading.set_end(ws, VISIT, AFTERNOON.replace(hour=17, minute=20))
        read_everything(ws)
        counted = standing(reading.paragraphs(ws, VISIT))
        assert (counted.open, counted.changed, counted.asked, counted.reserved) == (0, 0, 0, 1)
        sealing.seal(ws, VISIT)
        pdf = current_pdf(ws, VISIT)
        text = " ".join(text_of(pdf))
        data = attached_data(pdf).decode()
    assert AMENDED in text
    assert KEPT_BACK in text
    assert "17 giờ 20 phút cùng ngày" in text
    assert "trừ ý kiến bảo lưu tại mục V" in text
    for unprinted in (
        "Đề nghị ghi rõ thời điểm",
        "Đề nghị bỏ đoạn này",
        "Đã kiểm tra trên hệ thống",
        "agreed",
    ):
        assert unprinted not in text
        assert unprinted not in data


def test_what_was_agreed_is_heard_again_when_another_laptop_brings_another_figure(
    ticked: Path, tmp_path: Path
) -> None:
    with laptop(ticked) as secretary, laptop(tmp_path / "máy thành viên", "Ông Lê Văn Ví Dụ") as member:
        merging.merge_events(member, merging.export_events(secretary, VISIT))
        read_everything(secretary)
        facts = visits.load(member, VISIT).visit.answer(ItemId("25a")).facts
        fact = next(fact for fact, own in facts.items() if isinstance(own, Sample))
        answers.set_fact(member, VISIT, ItemId("25a"), FactId(fact), Sample(412, 30, 8))
        merging.merge_events(secretary, merging.export_events(member, VISIT))
        changed = {own.id for own in reading.paragraphs(secretary, VISIT) if own.state is State.CHANGED}
        assert FINDING in changed
        assert all(name in (FINDING, "sample:25a") for name in changed)
        own = at(secretary, FINDING)
        assert "7/30" in own.agreement.agreed
        assert "8/30" in own.passage.text


def test_reading_goes_on_after_a_break_and_after_reopening(ticked: Path) -> None:
    with laptop(ticked) as ws:
        reading.agree(ws, VISIT, [at(ws, "title").passage])
    with laptop(ticked) as ws:
        assert at(ws, "title").state is State.AGREED
        sealing.seal(ws, VISIT)
        sealing.reopen(ws, VISIT)
        assert visits.load(ws, VISIT).stage is Stage.CHECKING
        assert at(ws, "title").state is State.AGREED
