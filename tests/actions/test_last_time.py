"""Beside this year's answers stand those of the newest earlier visit to the same unit, item by item."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from inspector_app.actions import answers, office, sealing
from inspector_app.actions.last_time import last_visit
from inspector_app.actions.visits import create_sample, create_visit, load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.fact import FactId, Sample
from inspector_app.checklist.follow_up import MatchKind
from inspector_app.checklist.last_time import FormerVisit
from inspector_app.checklist.seal import REQUIRED_SIGNERS
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, PersonRole, Side, VisitId
from inspector_app.clock import ZONE, FixedClock

UNIT = "Sở Ví Dụ"


@pytest.fixture
def visit_on(ws: Workspace) -> Callable[..., VisitId]:
    def make(year: int, unit: str = UNIT, template: str = "cchc-2022") -> VisitId:
        opened = datetime(year, 5, 12, 8, 0, tzinfo=ZONE)
        return create_visit(ws, template, {"unit": unit, "opened_at": opened})

    return make


def before(ws: Workspace, visit: VisitId) -> FormerVisit | None:
    return last_visit(ws, load(ws, visit))


def test_the_newest_earlier_visit_is_taken(ws: Workspace, visit_on: Callable[..., VisitId]) -> None:
    for year, verdict in ((2023, ItemVerdict.YES), (2025, ItemVerdict.NO), (2027, ItemVerdict.PARTLY)):
        answers.set_verdict(ws, visit_on(year), ItemId("1"), verdict)
    answers.set_verdict(ws, visit_on(2025, "Sở Khác"), ItemId("1"), ItemVerdict.YES)
    found = before(ws, visit_on(2026, "SỞ VÍ  DỤ"))
    assert found is not None
    assert f"{found.on:%d/%m/%Y}" == "12/05/2025"
    assert found.answers[ItemId("1")].verdict is ItemVerdict.NO


def test_an_answer_brings_its_words_figures_and_shortcomings(
    ws: Workspace, visit_on: Callable[..., VisitId]
) -> None:
    old = visit_on(2025)
    answers.set_verdict(ws, old, ItemId("25a"), ItemVerdict.PARTLY)
    answers.set_fact(
        ws, old, ItemId("25a"), FactId("sample"), Sample(population=30, examined=30, defective=7)
    )
    found = before(ws, visit_on(2026))
    assert found is not None
    own = found.answers[ItemId("25a")]
    assert own.match.kind is MatchKind.SAME
    assert "7/30" in own.figures[0][1]
    assert len(own.shortcomings) == 1
    assert "ký số" in own.shortcomings[0]
    assert set(found.answers) == {"25a"}, "what was not answered then says nothing now"


def test_a_question_that_is_another_now_shows_its_difference(
    ws: Workspace, visit_on: Callable[..., VisitId]
) -> None:
    old = visit_on(2025)
    template = load(ws, old).template
    for item in template.items:
        answers.set_verdict(ws, old, item.id, ItemVerdict.NOT_APPLICABLE)
    new = visit_on(2026, template="cchc-2026")
    found = before(ws, new)
    assert found is not None
    present = load(ws, new).template
    kinds = {item: own.match.kind for item, own in found.answers.items()}
    assert set(kinds) <= {item.id for item in present.items}
    assert set(kinds.values()) <= {MatchKind.SAME, MatchKind.CHANGED}
    for item, own in found.answers.items():
        asked = present.item(item)
        was = template.item(own.match.former)
        assert asked is not None
        assert was is not None
        assert (asked.digest == was.digest) == (own.match.kind is MatchKind.SAME)


def test_a_unit_without_a_name_and_a_first_visit_have_no_past(
    ws: Workspace, visit_on: Callable[..., VisitId]
) -> None:
    assert before(ws, visit_on(2026)) is None
    assert before(ws, create_visit(ws)) is None


def test_a_sample_is_no_real_units_past(ws: Workspace, visit_on: Callable[..., VisitId]) -> None:
    sample = create_sample(ws, "so-mau")
    unit = load(ws, sample).visit.details.unit
    assert unit is not None
    assert before(ws, visit_on(2036, unit)) is None


def test_the_minutes_in_the_book_speak_where_the_visit_is_not_here(
    ws: Workspace, visit_on: Callable[..., VisitId], tmp_path: Path, clock: FixedClock
) -> None:
    old = visit_on(2025)
    answers.add_person(ws, old, Side.TEAM, PersonRole.LEADER, name="Trần Văn Trưởng")
    answers.add_person(ws, old, Side.TEAM, PersonRole.SECRETARY, name="Bùi Thị Ghi Chép")
    answers.add_person(ws, old, Side.UNIT, PersonRole.REPRESENTATIVE, name="Lê Thị Mẫu")
    answers.set_verdict(ws, old, ItemId("1"), ItemVerdict.YES)
    answers.set_verdict(ws, old, ItemId("25a"), ItemVerdict.NO)
    sealing.seal(ws, old)
    sealing.mark_printed(ws, old)
    sealing.sign_in_ink(ws, old, REQUIRED_SIGNERS, clock.now())
    office.open_local_ledger(ws)
    office.enter_ledger(ws, old)
    with open_workspace(tmp_path / "another", clock, "Bà Bùi Thị Ghi Chép") as laptop:
        shutil.copytree(office.ledger_folder(ws), office.ledger_folder(laptop), dirs_exist_ok=True)
        details = {"unit": UNIT, "opened_at": datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)}
        found = before(laptop, create_visit(laptop, "cchc-2022", details))
    assert found is not None
    assert found.visit == old
    assert found.answers[ItemId("1")].verdict is None, "minutes print no verdicts"
    assert (found.answers[ItemId("1")].result or "").startswith("Đã ban hành")
    assert "ký số" in found.answers[ItemId("25a")].shortcomings[0]
