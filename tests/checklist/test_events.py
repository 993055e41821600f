"""One log: chains that show any change, merges that end the same in any order, conflicts, undo."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.checklist import event as log
from inspector_app.checklist.event import (
    FIRST,
    ActId,
    ChainFault,
    DeviceId,
    Dot,
    Event,
    Merge,
    Plane,
    UndoStacks,
    chain_fault,
    chains,
    conflicting,
    heads,
    merge,
    undo_stacks,
)
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE
from inspector_app.errors import FormatError

LAN, MINH = DeviceId("a" * 64), DeviceId("b" * 64)
MORNING = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
KEY = ("answer:25a", "verdict")


def written(
    chain: Sequence[Event],
    after: object,
    *,
    device: DeviceId = LAN,
    key: tuple[str, str] = KEY,
    supersedes: tuple[Dot, ...] = (),
    plane: Plane = Plane.ANSWERS,
) -> Event:
    """The next event of a chain."""
    counter = len(chain) + 1
    return Event(
        visit=VisitId("so-mau"),
        plane=plane,
        device=device,
        counter=counter,
        act=ActId(f"{device[:1]}{counter}"),
        actor="Bà Trần Thị Giả Định",
        at=MORNING + timedelta(minutes=counter),
        monotonic_ms=counter * 60_000,
        boot="sáng",
        entity=key[0],
        field=key[1],
        before=None,
        after=after,
        supersedes=supersedes,
        undoes=None,
        reason=None,
        previous=chain[-1].hash if chain else FIRST,
    ).sealed()


def chain_of(length: int, device: DeviceId = LAN, first: object = "yes") -> list[Event]:
    chain: list[Event] = []
    for number in range(length):
        chain.append(written(chain, first if number == 0 else number, device=device))
    return chain


class TestHash:
    def test_an_event_travels_as_one_line_and_comes_back_the_same(self) -> None:
        event = written([], {"kind": "sample", "examined": 30}, supersedes=(Dot(MINH, 4),))
        line = log.to_line(event)
        assert line.endswith(b"\n")
        assert line.count(b"\n") == 1
        assert log.from_line(line) == event

    def test_removing_a_value_is_part_of_what_is_hashed(self) -> None:
        event = written([], "yes")
        assert replace(event, after=None).expected_hash() != event.hash
        assert b'"after":null' in log.to_line(written([], None))

    @pytest.mark.parametrize(
        "change",
        [
            {"actor": "Ông Khác"},
            {"at": MORNING},
            {"after": "no"},
            {"before": "no"},
            {"reason": "nhầm"},
            {"counter": 2},
            {"previous": "f" * 64},
            {"supersedes": (Dot(LAN, 1),)},
            {"undoes": ActId("a1")},
            {"plane": Plane.SEALING},
        ],
    )
    def test_any_change_shows(self, change: dict[str, object]) -> None:
        event = written([], "yes")
        assert replace(event, **change).expected_hash() != event.hash  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "line", [b"", b"[]", b"{}", b"null", b'"a"', b'{"visit":1}', b"{not json", b"\xff"]
    )
    def test_a_line_that_is_no_event_is_refused(self, line: bytes) -> None:
        with pytest.raises(FormatError):
            log.from_line(line)

    def test_a_line_with_a_field_too_many_is_refused(self) -> None:
        line = log.to_line(written([], "yes")).replace(b'{"act"', b'{"aaa":1,"act"')
        with pytest.raises(FormatError):
            log.from_line(line)


class TestChain:
    def test_a_whole_chain_holds(self) -> None:
        assert chain_fault(chain_of(5)) is None
        assert chain_fault([]) is None

    def test_the_first_broken_place_is_named(self) -> None:
        chain = chain_of(5)
        altered = [*chain[:2], replace(chain[2], after="no"), *chain[3:]]
        assert chain_fault(altered) == (3, ChainFault.HASH)
        assert chain_fault([*chain[:2], *chain[3:]]) == (3, ChainFault.GAP)
        assert chain_fault(chain[1:]) == (1, ChainFault.GAP)
        resealed = [*chain[:2], replace(chain[2], after="no").sealed(), *chain[3:]]
        assert chain_fault(resealed) == (4, ChainFault.PREVIOUS)

    def test_events_are_sorted_into_their_chains(self) -> None:
        one, two = chain_of(3), chain_of(2, MINH)
        sealing = [written([], 1, plane=Plane.SEALING)]
        found = chains([two[1], one[2], sealing[0], one[0], two[0], one[1]])
        assert found == {
            (Plane.ANSWERS, LAN): one,
            (Plane.ANSWERS, MINH): two,
            (Plane.SEALING, LAN): sealing,
        }


class TestHeads:
    def test_the_value_is_what_nothing_supersedes(self) -> None:
        first = written([], "yes")
        second = written([first], "no", supersedes=(first.dot,))
        assert heads([first]) == {KEY: (first,)}
        assert heads([second, first]) == {KEY: (second,)}

    def test_two_who_wrote_without_seeing_each_other_conflict_until_a_third_sees_both(self) -> None:
        lan, minh = written([], "yes"), written([], "no", device=MINH)
        both = heads([lan, minh])[KEY]
        assert both == (lan, minh)
        assert conflicting(both)
        settled = written([lan], "partly", supersedes=(lan.dot, minh.dot))
        assert heads([lan, minh, settled])[KEY] == (settled,)

    def test_two_who_wrote_the_same_agree(self) -> None:
        lan = written([], {"a": 1, "b": 2})
        minh = written([], {"b": 2, "a": 1}, device=MINH)
        assert len(heads([lan, minh])[KEY]) == 2
        assert not conflicting(heads([lan, minh])[KEY])

    def test_an_event_supersedes_only_within_its_field(self) -> None:
        first = written([], "yes")
        other = written([first], "ghi chú", key=("answer:25a", "note"), supersedes=(first.dot,))
        assert heads([first, other]) == {KEY: (first,), other.key: (other,)}


def merged(batches: Sequence[Sequence[Event]]) -> tuple[set[str], Merge]:
    """What a laptop holds after it was given these batches, pending events offered again each time."""
    known: dict[tuple[Plane, DeviceId], list[Event]] = {}
    waiting: list[Event] = []
    result = Merge((), (), (), ())
    for batch in batches:
        result = merge(known, [*batch, *waiting])
        for event in result.insert:
            known.setdefault((event.plane, event.device), []).append(event)
        waiting = list(result.pending)
    for chain in known.values():
        assert chain_fault(chain) is None
    return {event.hash for chain in known.values() for event in chain}, result


class TestMerge:
    @settings(deadline=None, max_examples=200)
    @given(st.data())
    def test_any_order_any_number_of_times_ends_the_same(self, data: st.DataObject) -> None:
        everything = [*chain_of(4), *chain_of(3, MINH)]
        batches = data.draw(st.lists(st.lists(st.sampled_from(everything), max_size=5), max_size=6))
        rest = data.draw(st.permutations(everything))
        held, last = merged([*batches, rest])
        assert held == {event.hash for event in everything}
        assert (last.pending, last.forks, last.broken) == ((), (), ())

    def test_what_is_known_is_not_inserted_again(self) -> None:
        chain = chain_of(3)
        assert merge({(Plane.ANSWERS, LAN): chain}, chain) == Merge((), (), (), ())

    def test_what_stands_behind_a_gap_waits(self) -> None:
        chain = chain_of(4)
        first = merge({}, [chain[0], chain[2], chain[3]])
        assert first.insert == (chain[0],)
        assert first.pending == (chain[2], chain[3])
        then = merge({(Plane.ANSWERS, LAN): chain[:1]}, [chain[1], *first.pending])
        assert then.insert == tuple(chain[1:])

    def test_an_altered_event_is_broken_and_what_follows_waits(self) -> None:
        chain = chain_of(3)
        altered = replace(chain[1], after="no")
        result = merge({}, [chain[0], altered, chain[2]])
        assert result.insert == (chain[0],)
        assert result.broken == (altered,)
        assert result.pending == (chain[2],)

    def test_a_copied_database_that_went_its_own_way_is_a_fork_and_nothing_of_it_is_inserted(self) -> None:
        chain = chain_of(3)
        other = [chain[0]]
        for value in ("khác", "nữa", "thêm"):
            other.append(written(other, value))
        result = merge({(Plane.ANSWERS, LAN): chain}, other)
        assert result.insert == ()
        assert result.forks == tuple(other[1:])

    def test_the_true_end_of_a_chain_is_taken_in_although_a_fork_comes_with_it(self) -> None:
        chain = chain_of(5)
        other = [chain[0]]
        for value in ("khác", "nữa"):
            other.append(written(other, value))
        known = {(Plane.ANSWERS, LAN): chain[:3]}
        for batch in ([*other, *chain], [*chain, *other], [*reversed(chain), *reversed(other)]):
            result = merge(known, batch)
            assert result.insert == tuple(chain[3:])
            assert result.forks == tuple(other[1:])
            assert result.pending == ()

    def test_an_event_that_does_not_join_the_end_is_a_fork(self) -> None:
        chain, stranger = chain_of(2), chain_of(3, first="no")
        result = merge({(Plane.ANSWERS, LAN): chain}, [stranger[2]])
        assert (result.insert, result.forks) == ((), (stranger[2],))

    def test_two_that_fork_at_once_are_sorted_the_same_way_round(self) -> None:
        one, two = written([], "yes"), written([], "no")
        assert merge({}, [one, two]) == merge({}, [two, one])

    def test_a_chain_on_the_other_plane_is_another_chain(self) -> None:
        answer, sealing = written([], "yes"), written([], 1, plane=Plane.SEALING)
        assert set(merge({}, [answer, sealing]).insert) == {answer, sealing}


def acts(text: str) -> list[tuple[ActId, ActId | None]]:
    """ "a b c u:c" = three acts, then u takes back c; a redo takes back the undo."""
    pairs = (word.split(":") for word in text.split())
    return [(ActId(pair[0]), ActId(pair[1]) if len(pair) > 1 else None) for pair in pairs]


@pytest.mark.parametrize(
    ("history", "done", "undone"),
    [
        ("", "", ""),
        ("a b c", "a b c", ""),
        ("a b u:b", "a", "u"),
        ("a b u:b v:a", "", "u v"),
        ("a b u:b v:a r:v", "r", "u"),
        ("a b u:b r:u", "a r", ""),
        ("a b u:b r:u w:r", "a", "w"),
        ("a b u:b c", "a c", ""),
        ("a u:a c", "c", ""),
        ("a u:unknown", "a", ""),
    ],
)
def test_undo_and_redo_are_read_back_from_the_log(history: str, done: str, undone: str) -> None:
    assert undo_stacks(acts(history)) == UndoStacks(
        tuple(ActId(a) for a in done.split()), tuple(ActId(a) for a in undone.split())
    )
