"""Laptops in memory: the chain of events that one writes, and what another holds after it came in portions."""

from collections.abc import Iterable
from typing import Any

from inspector_app.checklist.event import FIRST, ActId, DeviceId, Event, Plane, chains, heads, merge
from inspector_app.checklist.visit import FieldKey, VisitId
from tests.properties.visits import NOW


def chain(
    visit: VisitId, device: DeviceId, own: Iterable[tuple[FieldKey, Any]], seen: list[Event]
) -> list[Event]:
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
