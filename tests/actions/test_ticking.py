"""A tick saves itself, and the ready shortcoming comes and goes with it while nobody has touched it."""

import pytest

from inspector_app.actions import answers, undo, visits
from inspector_app.checklist import exchange
from inspector_app.checklist.finding import Deadline, DeadlineKind
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, NotCheckedReason
from inspector_app.errors import VisitError

YES, PARTLY, NO = ItemVerdict.YES, ItemVerdict.PARTLY, ItemVerdict.NO
NOT_CHECKED, NOT_APPLICABLE = ItemVerdict.NOT_CHECKED, ItemVerdict.NOT_APPLICABLE
ITEM = ItemId("16")


def findings(now) -> dict[str, tuple[str, ...]]:
    return {finding.id: finding.items for finding in now().visit.findings}


@pytest.mark.parametrize("short", [PARTLY, NO])
@pytest.mark.parametrize("back", [YES, NOT_APPLICABLE, NOT_CHECKED, None])
def test_the_ready_shortcoming_comes_with_no_or_partly_and_goes_again(ws, visit, now, short, back) -> None:
    changed = answers.set_verdict(ws, visit, ITEM, short)
    assert changed.entities == {"answer:16", "finding:16"}
    assert findings(now) == {"16": ("16",)}
    answers.set_verdict(ws, visit, ITEM, back)
    assert findings(now) == {}
    assert now().visit.answer(ITEM).verdict is back


def test_from_no_to_partly_it_stays_the_same(ws, visit, now) -> None:
    answers.set_verdict(ws, visit, ITEM, NO)
    answers.set_value(ws, visit, "finding:16", "owner", "Văn phòng Sở")
    answers.set_verdict(ws, visit, ITEM, PARTLY)
    (finding,) = now().visit.findings
    assert (finding.items, finding.owner) == (("16",), "Văn phòng Sở")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "Chưa niêm yết tại trụ sở"),
        ("legal_basis", "Nghị định số 61/2018/NĐ-CP"),
        ("remedy", "Niêm yết ngay"),
        ("owner", "Văn phòng Sở"),
        ("deadline", Deadline(DeadlineKind.IMMEDIATELY)),
        ("unit_opinion", "Đơn vị tiếp thu"),
    ],
)
def test_one_that_somebody_touched_stays_until_it_is_removed_by_hand(ws, visit, now, field, value) -> None:
    answers.set_verdict(ws, visit, ITEM, NO)
    answers.set_value(ws, visit, "finding:16", field, value)
    answers.set_verdict(ws, visit, ITEM, YES)
    (finding,) = now().visit.findings
    assert getattr(finding, field) == value
    answers.remove(ws, visit, "finding:16")
    assert findings(now) == {}


def test_10a_and_10b_share_one(ws, visit, now) -> None:
    answers.set_verdict(ws, visit, ItemId("10a"), NO)
    answers.set_verdict(ws, visit, ItemId("10b"), NO)
    assert findings(now) == {"10": ("10a", "10b")}
    answers.set_verdict(ws, visit, ItemId("10a"), YES)
    assert findings(now) == {"10": ("10b",)}
    answers.set_verdict(ws, visit, ItemId("10b"), YES)
    assert findings(now) == {}


def test_shortcomings_stand_in_the_order_of_the_checklist(ws, visit, now) -> None:
    for item in ("26", "3", "16"):
        answers.set_verdict(ws, visit, ItemId(item), NO)
    answers.add_finding(ws, visit, [ItemId("12")], "Đăng tải chậm")
    assert [finding.items[0] for finding in now().visit.findings] == ["3", "12", "16", "26"]


def test_tick_and_shortcoming_are_one_act_to_undo(ws, visit, now) -> None:
    answers.set_verdict(ws, visit, ITEM, NO)
    assert set(now().undo) == {
        ("answer:16", "verdict"), ("finding:16", "items"), ("finding:16", "order"),
    }  # fmt: skip
    undo.undo(ws, visit)
    assert findings(now) == {}
    assert now().visit.answer(ITEM).verdict is None


def test_not_checked_keeps_its_reason_and_another_verdict_takes_it_away(ws, visit, now) -> None:
    answers.set_verdict(ws, visit, ITEM, NOT_CHECKED, NotCheckedReason.NOT_PROVIDED)
    assert now().visit.answer(ITEM).not_checked is NotCheckedReason.NOT_PROVIDED
    for other in (YES, PARTLY):
        answers.set_verdict(ws, visit, ITEM, other, NotCheckedReason.NO_TIME)
        assert now().visit.answer(ITEM).not_checked is None


def test_the_same_tick_again_is_no_act(ws, visit, now) -> None:
    answers.set_verdict(ws, visit, ITEM, NO)
    before = now().undo
    assert answers.set_verdict(ws, visit, ITEM, NO).entities == frozenset()
    assert now().undo == before
    assert len(undo.history(ws, visit, "answer:16", "verdict")) == 1


def test_an_item_that_the_checklist_does_not_have(ws, visit, now) -> None:
    with pytest.raises(VisitError, match="VISIT-NO-ITEM"):
        answers.set_verdict(ws, visit, ItemId("99"), NO)
    assert now().visit.answers == {}


def test_the_list_counts_what_is_answered(ws, visit) -> None:
    from inspector_app.checklist.fact import Document, FactId, Rate

    answers.set_verdict(ws, visit, ITEM, NO)
    answers.set_fact(ws, visit, ItemId("19"), FactId("overdue"), Rate(numerator=14, denominator=1386))
    answers.set_fact(ws, visit, ItemId("1"), FactId("plan"), Document(number="05/KH-SM"))
    (line,) = visits.listing(ws)
    assert (line.unit, line.answered, line.delivery) == ("Sở Thử", 2, None)
    assert line.total == len(visits.load(ws, visit).template.items)


def test_a_printed_shortcoming_follows_its_figures_until_it_is_written_by_hand(ws, visit, now) -> None:
    from inspector_app.checklist.fact import FactId, Sample

    def printed() -> str:
        opened = now()
        record = exchange.record(opened.visit, opened.template, drawn_at=ws.clock.now(), draft=1)
        return record.headings[6].findings[0].text

    item = ItemId("25a")
    answers.set_verdict(ws, visit, item, PARTLY)
    answers.set_fact(ws, visit, item, FactId("sample"), Sample(examined=30, defective=7))
    assert "7/30" in printed()
    answers.set_fact(ws, visit, item, FactId("sample"), Sample(words="một số"))
    assert "Còn một số văn bản điện tử" in printed()
    answers.set_value(ws, visit, "finding:25a", "text", "Còn văn bản chưa ký số")
    answers.set_fact(ws, visit, item, FactId("sample"), Sample(examined=30, defective=9))
    assert printed() == "Còn văn bản chưa ký số"
