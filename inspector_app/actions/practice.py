"""The visit to practise on: half done, marked on every page, never sent and never counted; begun again and put away at
any time. What was done in it stays in the log, as everything does; it is only out of sight.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from inspector_app.actions.visits import create_from
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import new_id
from inspector_app.checklist.event import ActId, Plane
from inspector_app.checklist.practice import PREFIX, PUT_AWAY, is_practice
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, VisitError
from inspector_app.store import events, visits
from inspector_app.store.events import Change

if TYPE_CHECKING:
    from inspector_app.authoring.sample import SampleAct, SampleVisit

SAMPLE = "so-mau"
"""The sample whose first half it is."""
NOTICE = "BẢN TẬP LÀM - MỌI TÊN, SỐ LIỆU ĐỀU LÀ GIẢ ĐỊNH, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"


def practise(ws: Workspace) -> VisitId:
    """The practice visit of this computer as it was left, or a new one where there is none."""
    return _present(ws) or _make(ws)


def begin_again(ws: Workspace) -> VisitId:
    """The practice visit as it is at its beginning; the one that was there is put away."""
    with ws.db.write():
        put_away(ws)
        return _make(ws)


def put_away(ws: Workspace) -> Changed:
    """Take the practice visit out of sight, in whatever state it is. Nothing happens where there is none."""
    present = _present(ws)
    if present is None:
        return Changed(listing=True)
    events.write_act(
        ws.db,
        present,
        Plane.ANSWERS,
        [Change("visit", "notice", PUT_AWAY)],
        device=ws.device_id,
        actor=ws.actor,
        clock=ws.clock,
        act=ActId(new_id()),
    )
    return Changed(present, frozenset({"visit"}), listing=True)


def refuse_practice(visit_id: VisitId) -> None:
    """Raise VisitError PRACTICE-NOT-SENT for the practice visit: it leaves this computer for no office."""
    if is_practice(visit_id):
        raise VisitError(
            "PRACTICE-NOT-SENT",
            N_("The practice visit is not sent and not entered into the follow-up book."),
            why=N_("Everything in it is invented; the office must not count it."),
            todo=N_("Begin a new visit for a real inspection."),
        )


def _present(ws: Workspace) -> VisitId | None:
    rows = visits.listing(ws.db)
    return next((row.id for row in rows if is_practice(row.id) and row.notice != PUT_AWAY), None)


def _make(ws: Workspace) -> VisitId:
    from inspector_app.authoring.sample import read_sample

    return create_from(ws, VisitId(PREFIX + new_id()), _unfinished(read_sample(SAMPLE)))


def _unfinished(whole: "SampleVisit") -> "SampleVisit":
    """Everything up to the middle answer; how it is signed is left to the person, as in any new visit."""
    answers = [number for number, act in enumerate(whole.acts) if _answers(act)]
    acts = whole.acts[: answers[len(answers) // 2]]
    return replace(whole, acts=tuple(replace(act, changes=tuple(map(_marked, act.changes))) for act in acts))


def _answers(act: "SampleAct") -> bool:
    return any(entity.startswith("answer:") for entity, _, _ in act.changes)


def _marked(change: tuple[str, str, object]) -> tuple[str, str, object]:
    match change[:2]:
        case ("visit", "notice"):
            return ("visit", "notice", NOTICE)
        case ("visit", "signing_mode"):
            return ("visit", "signing_mode", "ink")
    return change
