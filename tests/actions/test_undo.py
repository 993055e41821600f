"""Undo gives back what an act found, act by act; it never takes somebody else's work along."""

import unicodedata

import pytest

from inspector_app.actions import answers, sealing, undo, visits
from inspector_app.errors import VisitError
from tests.actions.conftest import ACTOR


def place(now) -> str | None:
    return now().visit.details.place


def test_undo_and_redo_walk_through_the_acts(ws, visit, now) -> None:
    for room in ("Phòng họp 1", "Phòng họp 2", "Phòng họp 3"):
        answers.set_value(ws, visit, "visit", "place", room)
    undo.undo(ws, visit)
    undo.undo(ws, visit)
    assert place(now) == "Phòng họp 1"
    undo.redo(ws, visit)
    assert place(now) == "Phòng họp 2"
    undo.redo(ws, visit)
    assert place(now) == "Phòng họp 3"
    assert now().redo == ()


def test_a_new_act_ends_what_could_be_redone(ws, visit, now) -> None:
    answers.set_value(ws, visit, "visit", "place", "Phòng họp 1")
    undo.undo(ws, visit)
    answers.set_value(ws, visit, "visit", "period", "Quý I")
    assert now().redo == ()
    with pytest.raises(VisitError, match="UNDO-NOTHING"):
        undo.redo(ws, visit)


def test_what_was_removed_comes_back_whole(ws, visit, now) -> None:
    from inspector_app.checklist.visit import PersonRole, Side

    answers.add_person(ws, visit, Side.UNIT, PersonRole.REPRESENTATIVE, name="Ông Ví Dụ", position="Giám đốc")
    (person,) = now().visit.people
    answers.remove(ws, visit, f"person:{person.id}")
    assert now().visit.people == ()
    undo.undo(ws, visit)
    assert now().visit.people == (person,)


def test_nothing_to_undo_is_said(ws) -> None:
    empty = visits.create_visit(ws)
    assert visits.load(ws, empty).undo == ()
    with pytest.raises(VisitError, match="UNDO-NOTHING"):
        undo.undo(ws, empty)


def test_a_sealed_visit_takes_nothing_back(ws, now) -> None:
    sample = visits.create_sample(ws, "so-xay-dung-2022")
    answers.set_value(ws, sample, "visit", "place", "Phòng họp")
    sealing.seal(ws, sample)
    with pytest.raises(VisitError, match="VISIT-SEALED"):
        undo.undo(ws, sample)
    assert visits.load(ws, sample).visit.details.place == "Phòng họp"


def test_the_history_of_a_field_says_who_and_from_what_to_what(ws, visit) -> None:
    answers.set_value(ws, visit, "visit", "place", "Phòng họp 1")
    answers.set_value(ws, visit, "visit", "place", None)
    undo.undo(ws, visit)
    history = undo.history(ws, visit, "visit", "place")
    assert [(event.before, event.after) for event in history] == [
        (None, "Phòng họp 1"), ("Phòng họp 1", None), (None, "Phòng họp 1"),
    ]  # fmt: skip
    assert {event.actor for event in history} == {unicodedata.normalize("NFC", ACTOR)}
