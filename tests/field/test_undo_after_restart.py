"""The laptop was switched off after a wrong tick; in the morning Ctrl+Z still takes it back."""

from pathlib import Path

from inspector_app.actions import answers, undo, visits
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict
from tests.field.scene import FULL_VISIT as VISIT
from tests.field.scene import NEXT_MORNING, laptop

ITEM = ItemId("1")


def test_undo_and_redo_go_on_after_a_restart(ticked: Path) -> None:
    with laptop(ticked) as evening:
        before = visits.load(evening, VISIT).visit
        assert before.answer(ITEM).verdict is ItemVerdict.YES
        answers.set_verdict(evening, VISIT, ITEM, ItemVerdict.NO)
        after = visits.load(evening, VISIT).visit
        assert after.finding_of(ITEM) is not None
    with laptop(ticked, at=NEXT_MORNING) as morning:
        assert ("answer:1", "verdict") in visits.load(morning, VISIT).undo
        changed = undo.undo(morning, VISIT)
        assert {"answer:1", "finding:1"} <= changed.entities
        assert visits.load(morning, VISIT).visit == before
    with laptop(ticked, at=NEXT_MORNING) as again:
        assert ("answer:1", "verdict") in visits.load(again, VISIT).redo
        undo.redo(again, VISIT)
        assert visits.load(again, VISIT).visit == after


def test_every_step_of_it_stays_in_the_history(ticked: Path) -> None:
    with laptop(ticked) as ws:
        answers.set_verdict(ws, VISIT, ITEM, ItemVerdict.NO)
    with laptop(ticked, "Ông Nguyễn Văn Mẫu", NEXT_MORNING) as ws:
        undo.undo(ws, VISIT)
        history = undo.history(ws, VISIT, "answer:1", "verdict")
    assert [event.after for event in history] == ["yes", "no", "yes"]
    assert [event.actor for event in history][1:] == ["Bà Bùi Thị Ghi Chép", "Ông Nguyễn Văn Mẫu"]
    assert history[2].undoes == history[1].act
