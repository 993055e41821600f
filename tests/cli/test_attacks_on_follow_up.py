"""Follow-up on the command line by a careless hand: what is not named stays, what cannot be is said in three sentences."""

from datetime import date
from pathlib import Path

import pytest

from inspector_app.actions import conclusions, office, sealing, visits
from inspector_app.checklist.finding import Deadline, DeadlineKind, FindingId, FollowUpState
from inspector_app.checklist.register import ConcludedFinding, Conclusion
from tests.field.scene import PRESS, PRESS_VISIT, in_ink, laptop


@pytest.mark.parametrize(
    "command",
    [
        ("follow-up", "list", "không có"),
        ("follow-up", "fetch", "không có"),
        ("follow-up", "set", "không có", "x", "fixed"),
        ("follow-up", "report", "không có", "16"),
        ("conclusion", "record", "không có", "--received", "2026-05-20"),
        ("conclusion", "draft", "không có", "x.docx"),
        ("reminder", "Sở 'Mẫu\"", "x.docx"),
        ("plan", "report", "2026", "a.docx", "b.xlsx"),
        ("plan", "report", "99999", "a.docx", "b.xlsx"),
        ("unit", "record", "", "Sở Mẫu"),
        ("unit", "remove", "không có"),
        ("unit", "lineage", ""),
        ("unit", "record", "X" * 500, "Y" * 100000),
        ("follow-up", "export", "", "x.json"),
    ],
)
def test_no_command_ends_in_a_traceback(run, data: Path, tmp_path: Path, command, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = run(*command, "--json")
    assert "Traceback" not in told.out + told.err
    if told.code:
        assert told.error["code"]


@pytest.fixture
def entered(data: Path) -> Path:
    """The book of this computer holds the visit of 2022, with a notice that sets a deadline."""
    with laptop(data) as ws:
        visits.create_sample(ws, PRESS)
        sealing.seal(ws, PRESS_VISIT)
        in_ink(ws, PRESS_VISIT)
        office.enter_ledger(ws, PRESS_VISIT)
        given = ConcludedFinding(
            FindingId("16"), owner="Văn phòng Sở", deadline=Deadline(DeadlineKind.AFTER_CONCLUSION, days=30)
        )
        book = office.ledger_folder(ws)
        said = Conclusion(PRESS_VISIT, received_on=date(2026, 5, 20), findings=(given,))
        conclusions.record(book, said, by=ws.actor)
    return book


def test_a_new_wording_leaves_deadline_and_owner_as_they_were_recorded(run, entered: Path) -> None:
    for options in (
        ("--reword", "16", "Chưa niêm yết"),
        ("--leave-out", "16"),
        ("--reword", "16", "Chưa niêm yết"),
    ):
        assert run("conclusion", "record", PRESS_VISIT, *options).code == 0
    (own,) = [f for f in office.ledger_findings(entered, settled=True) if f.finding == "16"]
    assert (own.text, own.owner, own.due_on, own.left_out) == (
        "Chưa niêm yết",
        "Văn phòng Sở",
        date(2026, 6, 19),
        False,
    )


def test_a_report_on_what_is_confirmed_says_that_it_stays_confirmed(run, entered: Path) -> None:
    office.follow_up(entered, PRESS_VISIT, FindingId("16"), FollowUpState.FIXED, by="Bà Bùi Thị Ghi Chép")
    told = run("follow-up", "report", PRESS_VISIT, "16", "--number", "21/BC-SXD", "--json")
    assert told.result == {"state": "fixed"}
