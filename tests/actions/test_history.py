"""The history of a field: who, when, where, before and after, taken back or not; an earlier value comes back."""

from collections.abc import Callable

from inspector_app.actions import answers, history
from inspector_app.actions.undo import redo, undo
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from tests.actions.conftest import ACTOR

ITEM = ItemId("25a")
ENTITY = "answer:25a"


def test_every_change_is_told_with_who_when_and_from_what_to_what(ws: Workspace, visit: VisitId) -> None:
    answers.set_verdict(ws, visit, ITEM, ItemVerdict.NO)
    answers.set_value(ws, visit, ENTITY, "note", "Xem lại")
    answers.set_verdict(ws, visit, ITEM, ItemVerdict.PARTLY)
    lines = history.history_of(ws, visit, (ENTITY,), "verdict")
    assert [(own.event.before, own.event.after, own.event.actor) for own in lines] == [
        ("no", "partly", ACTOR),
        (None, "no", ACTOR),
    ]
    assert all(own.own and not own.undone for own in lines)
    assert history.fields_of(ws, visit, (ENTITY,)).counts == {(ENTITY, "note"): 1, (ENTITY, "verdict"): 2}


def test_what_was_undone_is_marked_until_it_is_done_again(ws: Workspace, visit: VisitId) -> None:
    answers.set_verdict(ws, visit, ITEM, ItemVerdict.YES)

    def undone() -> list[bool]:
        return [own.undone for own in history.history_of(ws, visit, (ENTITY,), "verdict")][::-1]

    undo(ws, visit)
    assert undone() == [True, False]
    redo(ws, visit)
    assert undone() == [False, True, False]
    undo(ws, visit)
    assert undone()[0]


def test_an_earlier_value_comes_back_as_an_act_that_undo_takes_back(
    ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
) -> None:
    for verdict in (ItemVerdict.NO, ItemVerdict.YES):
        answers.set_verdict(ws, visit, ITEM, verdict)
    first = history.history_of(ws, visit, (ENTITY,), "verdict")[-1]
    history.bring_back(ws, visit, first.event)
    assert now().visit.answer(ITEM).verdict is ItemVerdict.NO
    assert now().visit.finding_of(ITEM) is not None, "with its ready shortcoming, as a tick has it"
    undo(ws, visit)
    assert now().visit.answer(ITEM).verdict is ItemVerdict.YES
    assert now().visit.finding_of(ITEM) is None


def test_a_shortcoming_that_was_removed_comes_back_whole(
    ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
) -> None:
    made = answers.add_finding(ws, visit, (ITEM,), "Còn 7 văn bản chưa ký số")
    answers.set_value(ws, visit, f"finding:{made}", "owner", "Văn phòng Sở")
    before = now().visit.findings
    answers.remove(ws, visit, f"finding:{made}")
    text = next(
        own.event
        for own in history.history_of(ws, visit, (f"finding:{made}",), "text")
        if own.event.after is not None
    )
    history.bring_back(ws, visit, text)
    assert now().visit.findings == before


def test_a_long_history_is_read_page_by_page(ws: Workspace, visit: VisitId) -> None:
    with ws.db.write():
        for number in range(history.PAGE + 20):
            answers.set_value(ws, visit, ENTITY, "note", f"lần {number}")
    first = history.history_of(ws, visit, (ENTITY,))
    rest = history.history_of(ws, visit, (ENTITY,), None, history.PAGE)
    assert (len(first), len(rest)) == (history.PAGE, 20)
    assert first[0].event.after == f"lần {history.PAGE + 19}"
    assert rest[-1].event.after == "lần 0"


def test_only_events_of_the_entity_are_read(ws: Workspace, visit: VisitId) -> None:
    plan = ws.db.rows(
        "EXPLAIN QUERY PLAN SELECT * FROM event WHERE visit = ? AND plane = 'answers'"
        " AND entity IN (SELECT value FROM json_each(?))",
        (visit, "[]"),
    )
    assert any("event_field (visit=? AND plane=? AND entity=?)" in row[3] for row in plan)
    assert history.fields_of(ws, visit, ("answer:1",)).total == 0
