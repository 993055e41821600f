"""A member and the secretary look through one sample on two laptops; their rows become one list, and one number."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from inspector_app.actions import answers, merging, undo, visits
from inspector_app.actions.review import review
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.counting import recounted
from inspector_app.checklist.fact import FactId, Sample, SampleRow
from inspector_app.checklist.rules import Severity
from inspector_app.checklist.template import ItemId
from tests.field.scene import FULL_VISIT as VISIT
from tests.field.scene import laptop

MEMBER = "Ông Lê Văn Ví Dụ"
ITEM, FACT = ItemId("25a"), FactId("sample")


def rows_of(ws: Workspace) -> tuple[SampleRow, ...]:
    return visits.load(ws, VISIT).visit.rows_of(ITEM, FACT)


def sample_of(ws: Workspace) -> Sample:
    fact = visits.load(ws, VISIT).visit.answer(ITEM).facts[FACT]
    assert isinstance(fact, Sample)
    return fact


def exchange(one: Workspace, other: Workspace) -> None:
    merging.merge_events(one, merging.export_events(other, VISIT))
    merging.merge_events(other, merging.export_events(one, VISIT))


def batch(name: str, passed: list[bool]) -> list[SampleRow]:
    """Rows as the table of the window makes them: ids that begin alike and ascend."""
    return [
        SampleRow(f"{name}{number:04d}", ITEM, FACT, number=f"{number}/{name}", passed=own)
        for number, own in enumerate(passed, 1)
    ]


def add(ws: Workspace, rows: list[SampleRow]) -> None:
    seen = rows_of(ws)
    answers.set_rows(ws, VISIT, ITEM, FACT, [*seen, *rows], seen)


def count(ws: Workspace) -> None:
    answers.set_fact(ws, VISIT, ITEM, FACT, recounted(sample_of(ws), rows_of(ws)))


@pytest.fixture
def two(ticked: Path, tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """The secretary's laptop, and the member's that has taken the visit over; the sample is not begun."""
    with ExitStack() as both:
        secretary = both.enter_context(laptop(ticked))
        answers.set_rows(secretary, VISIT, ITEM, FACT, [])
        answers.set_fact(secretary, VISIT, ITEM, FACT, Sample(population=412, method="Ngẫu nhiên"))
        member = both.enter_context(laptop(tmp_path / "member", MEMBER))
        merging.merge_events(member, merging.export_events(secretary, VISIT))
        yield secretary, member


def test_what_each_of_them_added_stands_together_in_one_list(two) -> None:
    secretary, member = two
    add(secretary, batch("b", [True, False, True]))
    add(member, batch("a", [False, True]))
    exchange(secretary, member)
    add(secretary, batch("d", [True]))
    add(member, batch("c", [True, True]))
    exchange(secretary, member)
    for ws in two:
        assert visits.load(ws, VISIT).visit.conflicts == ()
        numbers = [row.number for row in rows_of(ws)]
        assert numbers == ["1/a", "2/a", "1/b", "2/b", "3/b", "1/c", "2/c", "1/d"]
    assert visits.load(secretary, VISIT).visit == visits.load(member, VISIT).visit


def test_inserting_moving_and_taking_away_asks_nobody(two) -> None:
    """Where a row stands is nobody's finding; where one takes a row away, what is left of it goes."""
    secretary, member = two
    add(secretary, batch("a", [True, True, True, True]))
    exchange(secretary, member)
    first, second, third, fourth = rows_of(secretary)
    answers.set_rows(secretary, VISIT, ITEM, FACT, [second, fourth, first, third], rows_of(secretary))
    (new,) = batch("x", [False])
    answers.set_rows(member, VISIT, ITEM, FACT, [new, first, second, fourth], rows_of(member))
    exchange(secretary, member)
    for ws in two:
        assert visits.load(ws, VISIT).visit.conflicts == ()
        assert {row.number for row in rows_of(ws)} == {"1/x", "1/a", "2/a", "4/a"}
    assert rows_of(secretary) == rows_of(member)


def test_only_the_same_cell_written_differently_is_asked_about(two) -> None:
    secretary, member = two
    add(secretary, batch("a", [True, True]))
    exchange(secretary, member)
    first, second = rows_of(member)
    changed = [replace(first, remark="Thiếu chữ ký"), replace(second, passed=False)]
    answers.set_rows(member, VISIT, ITEM, FACT, changed, [first, second])
    changed = [replace(first, abstract="V/v công bố"), replace(second, passed=None)]
    answers.set_rows(secretary, VISIT, ITEM, FACT, changed, [first, second])
    exchange(secretary, member)
    for ws in two:
        visit = visits.load(ws, VISIT).visit
        assert [(own.entity, own.field) for own in visit.conflicts] == [("row:a0002", "passed")]
        assert (rows_of(ws)[0].remark, rows_of(ws)[0].abstract) == ("Thiếu chữ ký", "V/v công bố")
    # Going on with the list does not choose between them behind anybody's back.
    add(secretary, batch("z", [True]))
    assert len(visits.load(secretary, VISIT).visit.conflicts) == 1


def test_rows_that_came_while_the_table_was_open_stay(two) -> None:
    secretary, member = two
    add(secretary, batch("a", [True]))
    exchange(secretary, member)
    seen = rows_of(secretary)
    add(member, batch("b", [False]))
    answers.set_rows(
        member, VISIT, ITEM, FACT, [replace(rows_of(member)[0], passed=False), *rows_of(member)[1:]]
    )
    merging.merge_events(secretary, merging.export_events(member, VISIT))
    answers.set_rows(
        secretary, VISIT, ITEM, FACT, [replace(seen[0], remark="Đã xem"), *batch("c", [True])], seen
    )
    assert [(row.number, row.passed, row.remark) for row in rows_of(secretary)] == [
        ("1/a", False, "Đã xem"),
        ("1/b", False, None),
        ("1/c", True, None),
    ]
    undo.undo(secretary, VISIT)
    assert [(row.number, row.remark) for row in rows_of(secretary)] == [("1/a", None), ("1/b", None)]


def test_both_counted_what_they_saw_and_the_rows_of_both_settle_it(two) -> None:
    secretary, member = two
    add(secretary, batch("b", [False, True, True]))
    count(secretary)
    add(member, batch("a", [False, False]))
    count(member)
    exchange(secretary, member)
    blocked = [line for line in review(member, VISIT) if line.severity is Severity.BLOCKS]
    assert [(line.code, line.entity, line.field) for line in blocked] == [
        ("REVIEW-CONFLICT", "answer:25a", "sample")
    ]
    opened = visits.load(member, VISIT)
    (conflict,) = merging.conflicts(member, VISIT)
    sample = merging.of_both(member, opened.visit, opened.template, conflict)
    assert sample == Sample(population=412, examined=5, defective=3, method="Ngẫu nhiên")
    answers.set_value(member, VISIT, conflict.entity, conflict.field, sample)
    exchange(secretary, member)
    for ws in two:
        assert visits.load(ws, VISIT).visit.conflicts == ()
        assert sample_of(ws) == sample


def test_what_rows_do_not_say_is_left_to_a_person(two) -> None:
    secretary, member = two
    add(secretary, batch("b", [False]))
    answers.set_fact(secretary, VISIT, ITEM, FACT, Sample(population=412, examined=1, defective=1))
    answers.set_fact(member, VISIT, ITEM, FACT, Sample(population=400, examined=2, defective=0))
    exchange(secretary, member)
    opened = visits.load(member, VISIT)
    (conflict,) = merging.conflicts(member, VISIT)
    assert merging.of_both(member, opened.visit, opened.template, conflict) is None
