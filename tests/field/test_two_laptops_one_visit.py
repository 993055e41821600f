"""A member and the secretary answer on two laptops; sealing waits until what they disagree on is settled."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from inspector_app.actions import answers, merging, sealing, undo, visits
from inspector_app.actions.review import review
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.rules import Severity
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.errors import VisitError
from tests.field.scene import FULL_VISIT as VISIT
from tests.field.scene import laptop

MEMBER = "Ông Lê Văn Ví Dụ"
ITEM = ItemId("30")


def events_of(ws: Workspace) -> bytes:
    return merging.export_events(ws, VISIT)


def exchange(one: Workspace, other: Workspace) -> None:
    merging.merge_events(one, events_of(other))
    merging.merge_events(other, events_of(one))


@pytest.fixture
def two(ticked: Path, tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """The secretary's laptop, and the member's that has taken the visit over."""
    with ExitStack() as both:
        secretary = both.enter_context(laptop(ticked))
        member = both.enter_context(laptop(tmp_path / "member", MEMBER))
        merging.merge_events(member, events_of(secretary))
        yield secretary, member


def disagree(secretary: Workspace, member: Workspace) -> None:
    answers.set_verdict(member, VISIT, ITEM, ItemVerdict.PARTLY)
    answers.set_verdict(secretary, VISIT, ITEM, ItemVerdict.NO)


def test_work_on_different_items_comes_together_without_a_question(two) -> None:
    secretary, member = two
    answers.set_value(member, VISIT, "answer:1", "result", "Do thành viên ghi")
    answers.set_value(secretary, VISIT, "answer:2", "result", "Do thư ký ghi")
    exchange(secretary, member)
    for ws in two:
        visit = visits.load(ws, VISIT).visit
        assert visit.conflicts == ()
        assert visit.answer(ItemId("1")).result == "Do thành viên ghi"
        assert visit.answer(ItemId("2")).result == "Do thư ký ghi"
    assert visits.load(secretary, VISIT).visit == visits.load(member, VISIT).visit


def test_two_answers_to_one_item_block_sealing_until_somebody_chooses(two) -> None:
    secretary, member = two
    disagree(secretary, member)
    exchange(secretary, member)
    (conflict,) = visits.load(secretary, VISIT).visit.conflicts
    assert (conflict.entity, conflict.field, set(conflict.values)) == (
        "answer:30",
        "verdict",
        {"partly", "no"},
    )
    (line,) = [line for line in review(secretary, VISIT) if line.severity is Severity.BLOCKS]
    assert (line.code, line.entity, line.field) == ("REVIEW-CONFLICT", "answer:30", "verdict")
    with pytest.raises(VisitError, match="SEAL-BLOCKED"):
        sealing.seal(secretary, VISIT)
    assert visits.load(secretary, VISIT).stage is Stage.CHECKING

    answers.set_verdict(secretary, VISIT, ITEM, ItemVerdict.PARTLY)
    exchange(secretary, member)
    for ws in two:
        visit = visits.load(ws, VISIT).visit
        assert (visit.conflicts, visit.answer(ITEM).verdict) == ((), ItemVerdict.PARTLY)
    sealing.seal(secretary, VISIT)
    assert visits.load(secretary, VISIT).stage is Stage.SEALED


def test_any_order_and_any_number_of_times_is_the_same_visit(two, tmp_path: Path) -> None:
    secretary, member = two
    disagree(secretary, member)
    answers.add_finding(member, VISIT, [ItemId("12")], "Do thành viên thêm")
    lines = [events_of(secretary), events_of(member)]
    seen = []
    for number, files in enumerate((lines, lines[::-1], [*lines, *lines])):
        with laptop(tmp_path / f"third-{number}") as third:
            for data in files:
                merging.merge_events(third, data)
            seen.append((visits.load(third, VISIT).visit, sorted(events_of(third).splitlines())))
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0][0].conflicts) == 1
    exchange(secretary, member)
    assert merging.merge_events(secretary, events_of(member)).inserted == 0


def test_undo_stops_where_the_other_laptop_went_on(two) -> None:
    secretary, member = two
    answers.set_value(secretary, VISIT, "visit", "place", "Phòng họp A")
    exchange(secretary, member)
    answers.set_value(member, VISIT, "visit", "place", "Phòng họp B")
    exchange(secretary, member)
    with pytest.raises(VisitError, match="UNDO-CHANGED") as refused:
        undo.undo(secretary, VISIT)
    assert refused.value.parameters["actor"] == MEMBER
    assert visits.load(secretary, VISIT).visit.details.place == "Phòng họp B"


def test_what_comes_after_sealing_is_kept_for_the_next_version(two) -> None:
    secretary, member = two
    sealing.seal(secretary, VISIT)
    sealed = visits.load(secretary, VISIT).version
    answers.set_value(member, VISIT, "visit", "place", "Phòng họp B")
    assert merging.merge_events(secretary, events_of(member)).waiting == 1
    assert visits.load(secretary, VISIT).version == sealed
    sealing.reopen(secretary, VISIT)
    assert visits.load(secretary, VISIT).visit.details.place == "Phòng họp B"
