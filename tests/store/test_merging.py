"""Laptops exchange events in any order, any number of times, and end with the same log and the same values."""

import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.checklist import event as log
from inspector_app.checklist.event import Event, Plane
from inspector_app.checklist.visit import Conflict
from inspector_app.store import events, visits


@pytest.fixture
def an(make_laptop):
    return make_laptop("An")


@pytest.fixture
def binh(make_laptop):
    return make_laptop("Bình")


def exchange(*laptops) -> None:
    for _ in range(2):
        for one in laptops:
            for other in laptops:
                events.merge(one.db, one.visit, other.log())


def test_two_laptops_see_each_others_ticks(an, binh):
    an.act(("answer:25a", "verdict", "no"))
    binh.act(("answer:7", "verdict", "yes"))
    exchange(an, binh)
    assert an.values() == binh.values() == {("answer:25a", "verdict"): "no", ("answer:7", "verdict"): "yes"}
    (reply,) = binh.act(("answer:25a", "verdict", "partly"))
    assert reply.before == "no", "what was merged is what the next one had in front of him"
    exchange(an, binh)
    assert an.values()["answer:25a", "verdict"] == "partly"
    assert visits.conflicts(an.db, an.visit) == ()


def test_two_answers_that_did_not_see_each_other_are_a_conflict_until_someone_settles_it(an, binh):
    an.act(("answer:25a", "verdict", "no"))
    binh.act(("answer:25a", "verdict", "partly"))
    exchange(an, binh)
    conflict = Conflict("answer:25a", "verdict", ("no", "partly"))
    assert visits.conflicts(an.db, an.visit) == visits.conflicts(binh.db, binh.visit) == (conflict,)
    assert visits.conflicts(an.db, an.visit, Plane.SEALING) == ()
    shown = an.values()["answer:25a", "verdict"]
    (settled,) = an.act(("answer:25a", "verdict", shown), reason="Đã xem lại cùng nhau")
    assert len(settled.supersedes) == 2, "choosing one of the two is an act of its own"
    exchange(an, binh)
    for one in (an, binh):
        assert visits.conflicts(one.db, one.visit) == ()
        assert one.values() == {("answer:25a", "verdict"): shown}


def test_a_removal_against_an_edit_is_a_conflict_too(an, binh):
    an.act(("finding:1", "text", "Văn bản chưa ký số"))
    exchange(an, binh)
    an.act(("finding:1", "text", None))
    binh.act(("finding:1", "text", "7/30 văn bản chưa ký số"))
    exchange(an, binh)
    (conflict,) = visits.conflicts(an.db, an.visit)
    assert set(conflict.values) == {None, "7/30 văn bản chưa ký số"}


def test_the_same_answer_from_both_is_no_conflict(an, binh):
    an.act(("answer:25a", "verdict", "no"))
    binh.act(("answer:25a", "verdict", "no"))
    exchange(an, binh)
    assert visits.conflicts(an.db, an.visit) == ()
    assert an.act(("answer:25a", "verdict", "no")) == ()


def test_events_behind_a_gap_wait_through_a_restart_and_are_taken_when_it_closes(an, binh):
    for verdict in ("no", "partly", "yes"):
        binh.act(("answer:25a", "verdict", verdict))
    first, second, third = binh.log()
    result = events.merge(an.db, an.visit, [third])
    assert (result.insert, result.pending) == ((), (third,))
    assert an.values() == {}
    an.reopen()
    assert events.merge(an.db, an.visit, [third, second]).pending == (second, third, third)
    assert events.pending(an.db, an.visit) == (second, third)
    assert events.merge(an.db, an.visit, [first]).insert == (first, second, third)
    assert events.pending(an.db, an.visit) == ()
    assert an.log() == binh.log()
    assert events.merge(an.db, an.visit, binh.log()) == log.Merge((), (), (), ())


def test_a_restored_database_that_went_its_own_way_is_kept_aside_and_shown(an, binh, make_laptop, tmp_path):
    binh.act(("answer:25a", "verdict", "no"))
    exchange(an, binh)
    twin = make_laptop("Bình", tmp_path / "bản khôi phục")
    events.merge(twin.db, twin.visit, binh.log())
    binh.act(("answer:25a", "verdict", "yes"))
    twin.act(("answer:25a", "verdict", "partly"))
    twin.act(("answer:25a", "note", "viết ở máy khôi phục"))
    events.merge(an.db, an.visit, binh.log())
    before = an.log()
    for _ in range(2):
        assert events.merge(an.db, an.visit, twin.log()).forks == twin.log()[1:]
    assert an.log() == before
    assert an.values() == {("answer:25a", "verdict"): "yes"}
    an.reopen()
    assert events.forks(an.db, an.visit) == twin.log()[1:]


def altered(event: Event, **changes: object) -> Event:
    return replace(event, **changes)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda e: altered(e, after="yes"), id="another value"),
        pytest.param(lambda e: altered(e, actor="Chi"), id="another person"),
        pytest.param(lambda e: altered(e, visit="khac-2026").sealed(), id="another visit"),
        pytest.param(lambda e: altered(e, counter=0).sealed(), id="a counter before the first"),
        pytest.param(lambda e: altered(e, after=2**70), id="a number no format of ours holds"),
        pytest.param(lambda e: altered(e, after="\ud800"), id="half a letter"),
    ],
)
def test_what_was_altered_on_the_way_is_not_kept(an, binh, spoil: Callable[[Event], Event]):
    (event,) = binh.act(("answer:25a", "verdict", "no"))
    spoilt = spoil(event)
    result = events.merge(an.db, an.visit, [spoilt])
    assert result == log.Merge((), (), (), (spoilt,))
    assert (an.log(), events.pending(an.db, an.visit), events.forks(an.db, an.visit)) == ((), (), ())
    assert events.merge(an.db, an.visit, [event]).insert == (event,)


def test_events_that_supersede_each_other_in_a_ring_leave_no_value_and_no_harm(an, binh):
    (event,) = binh.act(("answer:25a", "verdict", "no"))
    ring = replace(event, supersedes=(event.dot,)).sealed()
    assert events.merge(an.db, an.visit, [ring]).insert == (ring,)
    assert an.values() == {}
    assert events.of_field(an.db, an.visit, Plane.ANSWERS, "answer:25a", "verdict") == (ring,)
    before = an.projection()
    events.rebuild(an.db)
    assert an.projection() == before
    an.act(("answer:25a", "verdict", "yes"))
    assert an.values() == {("answer:25a", "verdict"): "yes"}


FIELDS = [("answer:25a", "verdict"), ("answer:25a", "note"), ("finding:1", "text"), ("visit", "unit")]
VALUES = ["yes", "no", "Sở Mẫu", None, {"kind": "count", "number": 7}]
STEP = st.one_of(
    st.tuples(
        st.just("edit"),
        st.integers(0, 2),
        st.lists(st.tuples(st.sampled_from(FIELDS), st.sampled_from(VALUES)), min_size=1, max_size=3),
    ),
    st.tuples(st.just("take back"), st.integers(0, 2), st.none()),
    st.tuples(st.just("turn clock"), st.integers(0, 2), st.integers(-500, 500)),
    st.tuples(
        st.just("merge"), st.integers(0, 2), st.tuples(st.integers(0, 2), st.randoms(use_true_random=False))
    ),
)


def play(laptops, steps) -> None:
    for kind, index, detail in steps:
        laptop = laptops[index]
        if kind == "edit":
            laptop.act(*[(*key, value) for key, value in detail])
        elif kind == "turn clock":
            laptop.clock.move_to(laptop.clock.now() + timedelta(minutes=detail))
        elif kind == "merge":
            other, chance = detail
            events.merge(laptop.db, laptop.visit, some_of(laptops[other].log(), chance))
        elif own := events.acts(laptop.db, laptop.visit, Plane.ANSWERS, laptop.device):
            act = own[-1][0]
            written = events.of_act(laptop.db, laptop.visit, act)
            laptop.act(*[(*event.key, event.before) for event in reversed(written)], undoes=act)


def some_of(known: tuple[Event, ...], chance: random.Random) -> list[Event]:
    """A part of what a laptop knows, some of it twice, in no order."""
    return chance.sample(known, chance.randint(0, len(known))) + chance.sample(known, len(known) // 3)


def expected_values(known: tuple[Event, ...]) -> dict[tuple[str, str], object]:
    return {key: found[0].after for key, found in log.heads(known).items() if found[0].after is not None}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=25))
def test_any_history_converges_and_the_values_are_what_the_events_say(make_laptop, steps):
    with tempfile.TemporaryDirectory() as folder:
        laptops = [make_laptop(name, Path(folder) / name) for name in ("An", "Bình", "Chi")]
        play(laptops, steps)
        for laptop in laptops:
            before = laptop.projection(), visits.listing(laptop.db)
            assert laptop.values() == expected_values(laptop.log())
            events.rebuild(laptop.db)
            assert (laptop.projection(), visits.listing(laptop.db)) == before
        exchange(*laptops)
        for laptop in laptops:
            assert laptop.log() == laptops[0].log()
            assert laptop.projection() == laptops[0].projection()
            assert visits.listing(laptop.db) == visits.listing(laptops[0].db)
            assert events.check(laptop.db) == ()
            assert events.pending(laptop.db, laptop.visit) == ()
            assert events.forks(laptop.db, laptop.visit) == ()
        for laptop in laptops:
            laptop.db.close()
