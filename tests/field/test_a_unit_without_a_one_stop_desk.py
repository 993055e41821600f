"""A unit has no one-stop desk: what is asked only of such a desk leaves the room, and comes back when that was wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inspector_app.actions import answers, minutes, preparation, sealing, self_check, undo, visits
from inspector_app.actions.preparation import Paper
from inspector_app.actions.review import review
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact import Choice, Count, FactId
from inspector_app.checklist.rules import OPEN
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, PersonRole, Side, SigningMode, VisitId
from tests.field.scene import AFTERNOON, in_ink, laptop

STAFFED, RATED = ItemId("17"), ItemId("18")
TextOf = Callable[[bytes], list[str]]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with laptop(tmp_path / "laptop") as opened:
        yield opened


@pytest.fixture
def visit(ws: Workspace) -> VisitId:
    """Both items of the desk are answered already, one of them with a shortcoming and a figure."""
    details = {"unit": "Sở Mẫu", "opened_at": AFTERNOON, "signing_mode": SigningMode.INK}
    made = visits.create_visit(ws, "cchc-2026", details)
    answers.set_verdict(ws, made, STAFFED, ItemVerdict.NO)
    answers.set_fact(ws, made, STAFFED, FactId("staff"), Count(3))
    answers.set_verdict(ws, made, RATED, ItemVerdict.YES)
    return made


def desk(ws: Workspace, visit: VisitId, word: str | None) -> None:
    answers.set_value(ws, visit, "traits", "has_one_stop", None if word is None else Choice(word))


def about(ws: Workspace, visit: VisitId, item: ItemId) -> set[str]:
    """Codes of what the check before sealing says of an item."""
    return {line.code for line in review(ws, visit) if line.entity == f"answer:{item}"}


def text(ws: Workspace, visit: VisitId, text_of: TextOf) -> str:
    return " ".join(text_of(minutes.draft(ws, visit)))


def test_its_items_leave_counts_check_and_minutes_and_come_back_whole(
    ws: Workspace, visit: VisitId, text_of: TextOf
) -> None:
    before = visits.load(ws, visit)
    assert before.visit.inapplicable == frozenset(), "while nobody said, everything is asked"
    assert "Việc bố trí công chức tại Bộ phận Một cửa" in text(ws, visit, text_of)

    desk(ws, visit, "no")
    without = visits.load(ws, visit)
    assert without == visits.reload(ws, before)
    assert without.visit.inapplicable == {STAFFED, RATED}
    assert without.progress.whole.total == before.progress.whole.total - 2
    assert without.progress.whole.done == before.progress.whole.done - 2
    assert without.progress.whole.inapplicable == 2
    assert about(ws, visit, RATED) == {"REVIEW-KEPT-ANSWER"}
    assert "REVIEW-KEPT-ANSWER" in about(ws, visit, STAFFED)
    assert OPEN not in about(ws, visit, STAFFED) | about(ws, visit, RATED)
    printed = text(ws, visit, text_of)
    assert "Đã đánh giá công chức, viên chức giải quyết TTHC" not in printed
    assert "Việc bố trí công chức tại Bộ phận Một cửa" not in printed
    assert visits.listing(ws)[0].total == without.progress.whole.total

    desk(ws, visit, "yes")
    again = visits.load(ws, visit)
    assert again.visit.answers == before.visit.answers, "nothing was lost"
    assert again.visit.findings == before.visit.findings
    assert again.progress == before.progress
    assert "hiện có 03 công chức" in text(ws, visit, text_of)

    undo.undo(ws, visit)
    assert visits.load(ws, visit).visit.inapplicable == {STAFFED, RATED}
    undo.undo(ws, visit)
    assert visits.load(ws, visit).visit.inapplicable == frozenset()


def test_the_papers_before_the_visit_do_not_ask_for_it(ws: Workspace, visit: VisitId) -> None:
    desk(ws, visit, "no")
    form = self_check.preview(ws, visit, preparation.paper(ws, visit, Paper.SELF_CHECK), "bieu.xlsx")
    asked = {row.reported.item for row in form.rows}
    assert not asked & {STAFFED, RATED}
    assert len(asked) == visits.load(ws, visit).progress.whole.total
    assert form.missing == ()


def test_what_does_not_apply_keeps_nobody_from_sealing(ws: Workspace, visit: VisitId) -> None:
    desk(ws, visit, "no")
    for side, role, name in (
        (Side.TEAM, PersonRole.LEADER, "Lê Thị Mẫu"),
        (Side.TEAM, PersonRole.SECRETARY, "Nguyễn Văn Ghi"),
        (Side.UNIT, PersonRole.REPRESENTATIVE, "Hoàng Đại Diện"),
    ):
        answers.add_person(ws, visit, side, role, name=name)
    answers.set_fact(ws, visit, STAFFED, FactId("staff"), Count(-3))
    sealing.seal(ws, visit)
    in_ink(ws, visit)
    assert visits.load(ws, visit).visit.inapplicable == {STAFFED, RATED}
