"""What is written in generated visits reaches every laptop, whatever way and order the events come."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from inspector_app.actions import merging, visits
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.actions.writing import write
from inspector_app.checklist.event import (
    FIRST,
    ActId,
    DeviceId,
    Dot,
    Event,
    Plane,
    chains,
    from_line,
    heads,
    merge,
    to_line,
)
from inspector_app.checklist.text import clean
from inspector_app.checklist.visit import FieldKey, VisitId
from inspector_app.clock import FixedClock
from inspector_app.store import events, templates
from inspector_app.store import visits as stored
from tests.properties.visits import CHUNKS, NOW, VISITS, Made, made, of_chunk

SECRETARY, MEMBER = DeviceId("a" * 64), DeviceId("b" * 64)
WRITTEN = 6
"""Fields of each visit whose events are made in memory; in the store it is all of them."""
STORES = range(8)
IN_A_STORE = 25


def chain(visit: VisitId, device: DeviceId, own: Iterable[tuple[FieldKey, Any]], seen: list[Event]) -> list[Event]:
    """The events of one laptop that writes values in turn and knows the events that were `seen`."""
    written: list[Event] = []
    for (entity, field), value in own:
        known = heads([*seen, *written]).get((entity, field), ())
        written.append(
            Event(
                visit=visit,
                plane=Plane.ANSWERS,
                device=device,
                counter=len(written) + 1,
                act=ActId("c" * 32),
                actor="Bà Bùi Thị Ghi Chép",
                at=NOW,
                monotonic_ms=len(written),
                boot="khởi động",
                entity=entity,
                field=field,
                before=known[0].after if known else None,
                after=value,
                supersedes=tuple(event.dot for event in known),
                undoes=None,
                reason=None,
                previous=written[-1].hash if written else FIRST,
            ).sealed()
        )
    return written


def taken(portions: Iterable[Iterable[Event]]) -> list[Event]:
    """What a laptop holds after the portions came in turn; what waits comes again with the next."""
    own: list[Event] = []
    waiting: list[Event] = []
    for portion in portions:
        found = merge(chains(own), [*portion, *waiting])
        assert not found.forks
        assert not found.broken
        own += found.insert
        waiting = list(found.pending)
    assert not waiting
    return own


@pytest.mark.parametrize("chunk", CHUNKS)
def test_events_come_to_the_same_values_in_any_order_and_twice(chunk: int) -> None:
    for own in of_chunk(chunk):
        rng = Random(own.number)
        values = rng.sample(sorted(own.values.items()), min(WRITTEN, len(own.values)))
        first = chain(own.raw.id, SECRETARY, values, [])
        # The other saw half of it, and wrote anew what it saw and what it did not.
        second = chain(own.raw.id, MEMBER, ((key, None) for key, _ in values[::2]), first[: len(first) // 2])
        log = [*first, *second]
        assert [from_line(to_line(event)) for event in log] == log
        expected = heads(log)
        for _ in range(2):
            rng.shuffle(log)
            cut = rng.randint(0, len(log))
            again = taken((log[cut:], log[:cut], log))
            assert sorted(event.dot for event in again) == sorted(event.dot for event in log)
            assert heads(again) == expected
        for key, value in values[1::2]:
            assert [event.after for event in expected[key]] == [value]
        unseen = [key for number, (key, _) in enumerate(values) if number % 2 == 0 and number >= len(first) // 2]
        for key in unseen:
            assert [event.after for event in expected[key]] == [dict(values)[key], None], "a conflict shows both"


@pytest.fixture
def secretary(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "máy thư ký", clock, "Bà Bùi Thị Ghi Chép") as ws:
        yield ws


@pytest.fixture
def empty(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "máy mới", clock, "Ông Lê Văn Ví Dụ") as ws:
        yield ws


def cleaned(value: Any) -> Any:
    """As the door of the store leaves it: one form of every letter, nothing invisible."""
    match value:
        case str():
            return clean(value)
        case list():
            return [cleaned(own) for own in value]
        case dict():
            return {name: cleaned(own) for name, own in value.items()}
    return value


def written(ws: Workspace, own: Made) -> VisitId:
    visits.receive_visit(ws, own.raw.id, own.rules.template)
    write(ws, own.raw.id, [(entity, name, value) for (entity, name), value in own.values.items()])
    return own.raw.id


@pytest.mark.parametrize("number", STORES)
def test_a_visit_of_the_store_goes_to_an_empty_laptop_in_any_order_and_twice(
    secretary: Workspace, empty: Workspace, number: int
) -> None:
    for place in range(IN_A_STORE):
        # Every 25th of the five thousand, so that all the checklists that ship are among them.
        own = made((number * IN_A_STORE + place) * (VISITS // (len(STORES) * IN_A_STORE)))
        visit = written(secretary, own)
        templates.put(empty.db, own.rules.template)
        head, *lines = merging.export_events(secretary, visit).splitlines(keepends=True)
        rng = Random(place)
        rng.shuffle(lines)
        cut = rng.randint(0, len(lines))
        for portion in (lines[cut:], lines[:cut], lines):
            merged = merging.merge_events(empty, head + b"".join(portion))
            assert (merged.forked, merged.broken) == (0, 0)
        expected = {key: cleaned(value) for key, value in own.values.items()}
        for ws in (secretary, empty):
            assert stored.values(ws.db, visit, Plane.ANSWERS) == expected, own.number
        assert visits.load(empty, visit, NOW).visit == visits.load(secretary, visit, NOW).visit
        assert merging.export_events(empty, visit) == merging.export_events(secretary, visit)
        assert not events.pending(empty.db, visit)
    assert not events.check(empty.db)
