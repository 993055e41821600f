"""What the window reads after each act is the whole visit, though it reads only what the act touched."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.actions import answers, sealing, undo, visits
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.event import Plane, undo_stacks
from inspector_app.checklist.fact import Choice, Count, FactId, FactKind, Number, Rate, SampleRow, Text
from inspector_app.checklist.finding import Audience
from inspector_app.checklist.follow_up import EarlierFinding
from inspector_app.checklist.progress import progress
from inspector_app.checklist.template import AreaId, FactSpec, Item, ItemId, Template, Wording
from inspector_app.checklist.visit import ItemVerdict, NotCheckedReason, PersonRole, Side, VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.errors import VisitError
from inspector_app.store import events, templates
from inspector_app.store import visits as stored
from tests.benchmarks.made import checklist

AT = datetime(2026, 5, 12, 9, 30, tzinfo=ZONE)
VISIT = VisitId("tung-phan")
TABLE = ItemId("bang")
ITEMS = tuple(ItemId(str(n)) for n in range(1, 31))
ITEM = st.sampled_from(ITEMS)

Act = Callable[[Workspace], object]


def with_a_table() -> Template:
    made = checklist(len(ITEMS))
    columns = (FactSpec(FactId("ten"), FactKind.TEXT, Wording("Tên", "Name")),)
    table = Item(
        TABLE,
        "bang",
        AreaId("a1"),
        Wording("Bảng kê", "Table"),
        Wording("", ""),
        asks_verdict=False,
        facts=(FactSpec(FactId("rows"), FactKind.ROWS, Wording("Dòng", "Rows"), columns=columns),),
        relevant="${i3.count} > 5 or ${i3.count} = ''",
    )
    return replace(made, items=(*made.items, table))


def ticks() -> st.SearchStrategy[Act]:
    def act(item: ItemId, verdict: ItemVerdict | None, reason: NotCheckedReason | None) -> Act:
        return lambda ws: answers.set_verdict(ws, VISIT, item, verdict, reason)

    return st.builds(
        act, ITEM, st.none() | st.sampled_from(ItemVerdict), st.none() | st.sampled_from(NotCheckedReason)
    )


def figures() -> st.SearchStrategy[Act]:
    def act(number: int, per_cent: int) -> Act:
        def write(ws: Workspace) -> object:
            item = ITEMS[number]
            facts = {1: None, 2: Rate(numerator=per_cent, denominator=100), 3: Count(per_cent, 200), 0: None}
            fact = facts.get((number + 1) % 5)
            if isinstance(fact, Rate):
                return answers.set_fact(ws, VISIT, item, FactId("rate"), fact)
            if isinstance(fact, Count):
                return answers.set_fact(ws, VISIT, item, FactId("count"), fact if per_cent else None)
            return answers.set_value(ws, VISIT, f"answer:{item}", "note", f"Ghi chú {per_cent}")

        return write

    return st.builds(act, st.integers(0, 29), st.integers(0, 150))


def tables() -> st.SearchStrategy[Act]:
    def act(item: tuple[ItemId, FactId], numbers: list[int]) -> Act:
        rows = [
            SampleRow(
                f"{item[0]}-{n}",
                *item,
                number=f"{n}/SM",
                passed=n % 2 == 0,
                cells={FactId("ten"): Text("Dòng")},
            )
            for n in numbers
        ]
        return lambda ws: answers.set_rows(ws, VISIT, *item, rows)

    places = st.sampled_from([(TABLE, FactId("rows")), (ITEMS[0], FactId("sample"))])
    return st.builds(act, places, st.lists(st.integers(0, 6), unique=True, max_size=4))


def others() -> st.SearchStrategy[Act]:
    def remove_first(ws: Workspace) -> object:
        names = [name for word in ("finding", "row", "person") for name in stored.names(ws.db, VISIT, word)]
        return answers.remove(ws, VISIT, names[0]) if names else None

    earlier = EarlierFinding("cu-1", text="Chưa niêm yết", items=(ITEMS[4],), found_on=date(2025, 5, 12))
    return st.sampled_from(
        [
            lambda ws: answers.add_person(ws, VISIT, Side.UNIT, PersonRole.PARTICIPANT, name="Ông Ví Dụ"),
            lambda ws: answers.add_finding(ws, VISIT, (ITEMS[1], ITEMS[7]), "Chưa lưu hồ sơ"),
            lambda ws: answers.add_finding(ws, VISIT, (), "Chưa rõ thuộc nội dung nào"),
            lambda ws: answers.add_recommendation(ws, VISIT, Audience.UNIT, "Lưu hồ sơ theo quy định"),
            remove_first,
            lambda ws: answers.set_value(ws, VISIT, "traits", "has_one_stop", Choice("no")),
            lambda ws: answers.set_value(ws, VISIT, "traits", "has_one_stop", Choice("yes")),
            lambda ws: answers.set_value(ws, VISIT, "visit", "scope", ITEMS[:9]),
            lambda ws: answers.set_value(ws, VISIT, "visit", "scope", None),
            lambda ws: answers.set_value(ws, VISIT, "opinion", "response", "Tiếp thu"),
            lambda ws: answers.set_value(ws, VISIT, "reported:5", "text", "Đã làm xong"),
            lambda ws: answers.set_value(ws, VISIT, "score:5", "reason", "Đủ hồ sơ"),
            lambda ws: answers.set_value(ws, VISIT, "earlier:cu-1", "text", earlier.text),
            lambda ws: answers.set_value(ws, VISIT, "evidence:" + "a" * 64, "items", (ITEMS[2], ITEMS[6])),
            lambda ws: answers.set_value(ws, VISIT, "evidence:" + "a" * 64, "items", None),
        ]
    )


def steps_back() -> st.SearchStrategy[Act]:
    def possible(verb: Callable[[Workspace, VisitId], object]) -> Act:
        def act(ws: Workspace) -> object:
            try:
                return verb(ws, VISIT)
            except VisitError:
                return None

        return act

    return st.sampled_from([possible(undo.undo), possible(undo.undo), possible(undo.redo)])


ACTS = st.lists(st.one_of(ticks(), figures(), tables(), others(), steps_back()), min_size=4, max_size=12)


def laptop(folder: Path, name: str) -> Workspace:
    ws = open_workspace(folder / name, FixedClock(AT), name)
    template = with_a_table()
    with ws.db.write():
        templates.put(ws.db, template)
        stored.create(ws.db, VISIT, template.ref, AT)
    return ws


def exchange(*laptops: Workspace) -> None:
    for one in laptops:
        for other in laptops:
            events.merge(one.db, VISIT, events.of_visit(other.db, VISIT))


def require_the_same(kept: OpenVisit, whole: OpenVisit) -> None:
    assert kept.visit == whole.visit
    assert kept.progress == progress(whole.visit, whole.template)
    assert kept == whole


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans(), ACTS), min_size=1, max_size=3))
def test_reading_what_an_act_touched_gives_the_whole_visit(turns: list[tuple[bool, bool, list[Act]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        an, binh = (stack.enter_context(laptop(Path(folder), name)) for name in ("An", "Bình"))
        kept = visits.load(an, VISIT)
        for on_the_other, merged, acts in turns:
            for act in acts:
                act(binh if on_the_other else an)
                kept = visits.reload(an, kept)
                require_the_same(kept, visits.load(an, VISIT))
            if merged:
                exchange(an, binh)
                kept = visits.reload(an, kept)
                require_the_same(kept, visits.load(an, VISIT))
        log = events.acts(an.db, VISIT, Plane.ANSWERS, an.device_id)
        assert an.undo_log(VISIT).stacks == undo_stacks(log), "as after a restart"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with laptop(tmp_path, "An") as opened:
        yield opened


def test_what_another_program_wrote_on_the_same_data_is_seen_with_the_next_act(ws: Workspace) -> None:
    kept = visits.load(ws, VISIT)
    with ws.another() as other:
        answers.set_verdict(other, VISIT, ITEMS[0], ItemVerdict.NO)
    answers.set_verdict(ws, VISIT, ITEMS[1], ItemVerdict.YES)
    kept = visits.reload(ws, kept)
    assert kept.difference is not None
    assert kept.difference.items == {ITEMS[0], ITEMS[1]}
    require_the_same(kept, visits.load(ws, VISIT))
    assert kept.visit.answer(ITEMS[0]).verdict is ItemVerdict.NO


def tick_and_fail(ws: Workspace, before: OpenVisit) -> None:
    with ws.db.write():
        answers.set_verdict(ws, VISIT, ITEMS[1], ItemVerdict.YES)
        assert visits.load(ws, VISIT).undo != before.undo
        raise RuntimeError


def test_an_act_that_failed_leaves_nothing_to_undo(ws: Workspace) -> None:
    answers.set_verdict(ws, VISIT, ITEMS[0], ItemVerdict.YES)
    before = visits.load(ws, VISIT)
    with pytest.raises(RuntimeError):
        tick_and_fail(ws, before)
    assert visits.reload(ws, before) == before == visits.load(ws, VISIT)
    undo.undo(ws, VISIT)
    assert visits.load(ws, VISIT).visit.answers == {}


def test_an_item_that_comes_to_apply_is_counted_and_shown_again(ws: Workspace) -> None:
    tenth = ITEMS[9]
    kept = visits.load(ws, VISIT)
    asked = kept.progress.whole.total
    answers.set_value(ws, VISIT, "traits", "has_one_stop", Choice("no"))
    kept = visits.reload(ws, kept)
    assert not kept.visit.applies(tenth)
    assert kept.difference is not None
    assert tenth in kept.difference.items
    assert kept.progress.whole.total == asked - 3, "10, 20 and 30 ask for a one-stop desk"
    assert kept.progress.whole.inapplicable == 3
    undo.undo(ws, VISIT)
    kept = visits.reload(ws, kept)
    assert kept.visit.applies(tenth)
    assert kept.progress.whole.total == asked


def test_calculated_facts_are_seen_and_never_written(ws: Workspace) -> None:
    answers.set_fact(ws, VISIT, ITEMS[2], FactId("count"), Count(21, 40))
    shown = visits.load(ws, VISIT).visit.answer(ITEMS[2]).facts
    assert shown[FactId("twice")] == Number(Decimal(42))
    assert stored.entities(ws.db, VISIT, ["answer:3"])["answer:3"].keys() == {"count"}


def test_the_list_counts_as_the_open_visit_does(ws: Workspace) -> None:
    answers.set_value(ws, VISIT, "traits", "has_one_stop", Choice("no"))
    answers.set_verdict(ws, VISIT, ITEMS[0], ItemVerdict.YES)
    (line,) = visits.listing(ws)
    assert line == visits.summary(visits.load(ws, VISIT))
    assert (line.answered, line.total) == (1, len(ITEMS) + 1 - 3)
    answers.set_verdict(ws, VISIT, ITEMS[1], ItemVerdict.YES)
    assert [own.answered for own in visits.listing(ws)] == [2], "what was counted before is not believed"


def test_a_page_that_missed_an_act_shows_everything_anew(ws: Workspace) -> None:
    shown = visits.load(ws, VISIT)
    answers.set_verdict(ws, VISIT, ITEMS[0], ItemVerdict.YES)
    missed = visits.reload(ws, shown)
    answers.set_verdict(ws, VISIT, ITEMS[1], ItemVerdict.YES)
    newest = visits.reload(ws, missed)
    assert newest.difference_from(missed) is newest.difference
    assert newest.difference_from(shown) is None
    assert newest.difference_from(newest) is None, "shown again on purpose: something was refused"


def test_sealing_is_read_with_the_rest(ws: Workspace) -> None:
    for role, side in (
        (PersonRole.LEADER, Side.TEAM),
        (PersonRole.SECRETARY, Side.TEAM),
        (PersonRole.REPRESENTATIVE, Side.UNIT),
    ):
        answers.add_person(ws, VISIT, side, role, name="Ông Ví Dụ")
    kept = visits.load(ws, VISIT)
    sealing.seal(ws, VISIT)
    fresh = visits.reload(ws, kept)
    require_the_same(fresh, visits.load(ws, VISIT))
    assert fresh.stage is not kept.stage
    assert fresh.difference_from(kept) is None
