"""Two people check the same folder and register on two laptops: one list, no question where both found the same."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inspector_app.actions import answers, merging, sampling, undo, visits
from inspector_app.actions.sampling import Target
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.e_documents import Examination
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, Visit
from tests.checklist.examinations import thirty
from tests.field.scene import FULL_VISIT as VISIT
from tests.field.scene import laptop

MEMBER = "Ông Lê Văn Ví Dụ"
ITEM, FACT = ItemId("25a"), FactId("sample")
TARGETS = (Target(ITEM, FACT, "personal"),)


def visit_of(ws: Workspace) -> Visit:
    return visits.load(ws, VISIT).visit


def run(ws: Workspace, found: Examination, verdict: ItemVerdict = ItemVerdict.PARTLY) -> None:
    sampling.fill(ws, VISIT, found, TARGETS, verdicts={ITEM: verdict})


def exchange(one: Workspace, other: Workspace) -> None:
    merging.merge_events(one, merging.export_events(other, VISIT))
    merging.merge_events(other, merging.export_events(one, VISIT))


@pytest.fixture
def two(ticked: Path, tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """The secretary's laptop, and the member's that has taken the visit over; the sample is not begun."""
    with ExitStack() as both:
        secretary = both.enter_context(laptop(ticked))
        answers.set_rows(secretary, VISIT, ITEM, FACT, [])
        member = both.enter_context(laptop(tmp_path / "member", MEMBER))
        merging.merge_events(member, merging.export_events(secretary, VISIT))
        yield secretary, member


def test_the_same_check_on_both_laptops_is_one_list_without_a_question(two) -> None:
    secretary, member = two
    run(secretary, thirty())
    run(member, replace(thirty(), examined_at=thirty().examined_at + timedelta(minutes=20)))
    exchange(secretary, member)
    for ws in two:
        visit = visit_of(ws)
        assert visit.conflicts == ()
        assert [row.number for row in visit.rows_of(ITEM, FACT)] == [own.number for own in thirty().documents]
        assert visit.answer(ITEM).facts[FACT].defective == 7
    assert visit_of(secretary) == visit_of(member)


def test_a_second_run_settles_nothing_on_which_two_people_disagree_and_undo_restores_all(two) -> None:
    secretary, member = two
    run(secretary, thirty())
    exchange(secretary, member)
    row = visit_of(secretary).rows_of(ITEM, FACT)[3]
    words = ("Do thư ký ghi", "Do thành viên ghi")
    for ws, remark, verdict in zip(two, words, (ItemVerdict.NO, ItemVerdict.YES), strict=True):
        answers.set_value(ws, VISIT, f"row:{row.id}", "abstract", remark)
        answers.set_verdict(ws, VISIT, ITEM, verdict)
    exchange(secretary, member)
    before = visit_of(secretary)
    asked = {(own.entity, own.field) for own in before.conflicts}
    assert {(f"row:{row.id}", "abstract"), (f"answer:{ITEM}", "verdict")} <= asked

    # The second run says just what one of the two wrote.
    found = thirty()
    shown = before.rows_of(ITEM, FACT)[3].abstract
    documents = tuple(
        replace(own, abstract=shown) if place == 3 else own for place, own in enumerate(found.documents)
    )
    verdict = before.answer(ITEM).verdict
    assert verdict is not None
    again = replace(found, documents=documents, examined_at=found.examined_at + timedelta(days=1))
    run(secretary, again, verdict)
    after = visit_of(secretary)
    assert {(own.entity, own.field) for own in after.conflicts} == asked
    assert len(after.rows_of(ITEM, FACT)) == 30

    undo.undo(secretary, VISIT)
    assert visit_of(secretary) == before
