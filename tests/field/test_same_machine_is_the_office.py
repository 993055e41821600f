"""The secretary's laptop is the office: "Lưu vào sổ theo dõi trên máy này" asks for no key and no server."""

from pathlib import Path

import pytest

from inspector_app.actions import office, visits
from inspector_app.checklist.finding import FindingId, FollowUpState
from inspector_app.checklist.handover import Grade
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import SigningMode
from inspector_app.errors import VisitError
from tests.field.scene import FULL_VISIT, NEXT_MORNING, PRESS_VISIT, bytes_below, laptop


def test_a_visit_signed_in_ink_is_entered_with_its_shortcomings(inked: Path) -> None:
    with laptop(inked) as ws:
        ledger = office.ledger_folder(ws)
        assert office.ledger_visits(ledger) == ()
        assert office.enter_ledger(ws, PRESS_VISIT).ledger
        (line,) = office.ledger_visits(ledger)
        findings = office.ledger_findings(ledger)
        assert visits.load(ws, PRESS_VISIT).stage is Stage.SIGNED
    assert (line.visit, line.unit, line.mode, line.local) == (
        PRESS_VISIT,
        "Sở Xây dựng",
        SigningMode.INK,
        True,
    )
    assert (line.grade, line.integrity, line.findings, line.unsettled) == (Grade.EQUAL_BYTES, None, 10, 10)
    assert {f.finding for f in findings} == {"3", "10", "11", "15", "16", "21", "24", "25a", "26", "31.0"}
    assert {f.state for f in findings} == {FollowUpState.OPEN}


def test_entering_it_again_adds_nothing(inked: Path) -> None:
    with laptop(inked) as ws:
        ledger = office.ledger_folder(ws)
        office.enter_ledger(ws, PRESS_VISIT)
        before = office.ledger_visits(ledger), office.ledger_findings(ledger)
        files = bytes_below(ledger / "files") if (ledger / "files").exists() else {}
        office.enter_ledger(ws, PRESS_VISIT)
        assert (office.ledger_visits(ledger), office.ledger_findings(ledger)) == before
        assert (bytes_below(ledger / "files") if (ledger / "files").exists() else {}) == files


def test_a_shortcoming_is_followed_until_it_is_fixed(inked: Path) -> None:
    finding = FindingId("16")
    with laptop(inked) as ws:
        ledger = office.ledger_folder(ws)
        office.enter_ledger(ws, PRESS_VISIT)
        for state in (FollowUpState.REPORTED_FIXED, FollowUpState.FIXED):
            office.follow_up(ledger, PRESS_VISIT, finding, state, by=ws.actor, note="Có ảnh", at=NEXT_MORNING)
        history = office.follow_up_history(ledger, PRESS_VISIT, finding)
    assert [entry.state for entry in history][-2:] == [FollowUpState.REPORTED_FIXED, FollowUpState.FIXED]
    assert finding not in {f.finding for f in office.ledger_findings(ledger)}
    assert finding in {f.finding for f in office.ledger_findings(ledger, settled=True)}


def test_only_signed_minutes_are_entered(ticked: Path) -> None:
    with laptop(ticked) as ws:
        with pytest.raises(VisitError, match="LEDGER-NOT-SIGNED"):
            office.enter_ledger(ws, FULL_VISIT)
        assert office.ledger_visits(office.ledger_folder(ws)) == ()
