"""Events: who changed which field of a visit, from what to what, having seen what.

Current values, conflicts, undo, merging and the proof that nothing changed are all readers of this one
log. Order comes from `supersedes`, never from clocks.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from inspector_app.checklist import canonical
from inspector_app.checklist.visit import FieldKey, VisitId

DeviceId = NewType("DeviceId", str)
"""SHA-256 of the device's public key."""
ActId = NewType("ActId", str)
FIRST = "0" * 64
"""`previous` of the first event of a chain."""


class Plane(StrEnum):
    """What is found, and what becomes of it, are two planes with a chain each."""

    ANSWERS = "answers"
    SEALING = "sealing"


@dataclass(frozen=True, slots=True, order=True)
class Dot:
    """An event's identity within one visit and plane."""

    device: DeviceId
    counter: int


@dataclass(frozen=True, slots=True)
class Event:
    visit: VisitId
    plane: Plane
    device: DeviceId
    counter: int
    """Grows by one per visit, plane and device, from 1, without holes."""
    act: ActId
    """Shared by the events of one human act: the unit of undo."""
    actor: str
    """The person who acted."""
    at: datetime
    monotonic_ms: int
    boot: str
    entity: str
    field: str
    before: Any
    after: Any
    """None = removed."""
    supersedes: tuple[Dot, ...]
    """The events of this field that the writer had in front of him."""
    undoes: ActId | None
    """The act that this act takes back: an undo, or the redo of an undo."""
    reason: str | None
    previous: str
    hash: str = ""

    @property
    def dot(self) -> Dot:
        return Dot(self.device, self.counter)

    @property
    def key(self) -> FieldKey:
        return (self.entity, self.field)

    def expected_hash(self) -> str:
        """SHA-256 over the canonical JSON of every field but `hash`; null values are part of it."""
        body = {f.name: canonical.to_json(getattr(self, f.name)) for f in fields(self) if f.name != "hash"}
        return hashlib.sha256(canonical.canonical(body)).hexdigest()

    def sealed(self) -> "Event":
        return replace(self, hash=self.expected_hash())


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one chain: what anchors it."""

    plane: Plane
    device: DeviceId
    counter: int
    hash: str


def to_line(event: Event) -> bytes:
    """One line of `events.jsonl`."""
    return (
        canonical.canonical({f.name: canonical.to_json(getattr(event, f.name)) for f in fields(event)})
        + b"\n"
    )


def from_line(line: bytes) -> Event:
    """An event from a line of `events.jsonl`; raises FormatError."""
    data = canonical.parse(line)
    if not isinstance(data, dict):
        return canonical.from_json(Event, data)
    values: dict[str, Any] = {name: data.pop(name, None) for name in ("before", "after")}
    wire = canonical.from_json(_Wire, data)
    return Event(**{f.name: getattr(wire, f.name) for f in fields(wire)}, **values)


@dataclass(frozen=True, slots=True)
class _Wire:
    """An event without its two free values, which have no type of their own."""

    visit: VisitId
    plane: Plane
    device: DeviceId
    counter: int
    act: ActId
    actor: str
    at: datetime
    monotonic_ms: int
    boot: str
    entity: str
    field: str
    supersedes: tuple[Dot, ...]
    undoes: ActId | None
    reason: str | None
    previous: str
    hash: str


def heads(events: Iterable[Event]) -> dict[FieldKey, tuple[Event, ...]]:
    """Per field, the events that no other event supersedes: one is the value, two are a conflict."""
    by_field: dict[FieldKey, list[Event]] = {}
    superseded: set[tuple[FieldKey, Dot]] = set()
    for event in events:
        by_field.setdefault(event.key, []).append(event)
        superseded.update((event.key, dot) for dot in event.supersedes)
    return {
        key: tuple(sorted((e for e in own if (key, e.dot) not in superseded), key=lambda e: e.dot))
        for key, own in by_field.items()
    }


def conflicting(field_heads: Sequence[Event]) -> bool:
    """Whether the heads of a field disagree; two people writing the same value do not, and neither do two who
    put one thing in different places of its list: nobody is asked about that. Nor where a paragraph was agreed in two
    wordings: what holds is told from its words, and it is read again."""
    moved = all(head.field == "order" and _placed(head) for head in field_heads)
    read = all(head.entity.startswith("paragraph:") for head in field_heads)
    return (
        not moved
        and not read
        and len({canonical.canonical(canonical.to_json(head.after)) for head in field_heads}) > 1
    )


def _placed(head: Event) -> bool:
    """A row is gone with its words, whatever its place says; of anything else the place may be all that is left."""
    return head.after is not None or head.entity.startswith("row:")


class ChainFault(StrEnum):
    HASH = "hash"
    GAP = "gap"
    PREVIOUS = "previous"


def chain_fault(chain: Sequence[Event]) -> tuple[int, ChainFault] | None:
    """The first counter at which a whole chain (ordered, from 1) does not hold, and why; None if it holds."""
    previous = FIRST
    for expected, event in enumerate(chain, start=1):
        if event.counter != expected:
            return expected, ChainFault.GAP
        if event.previous != previous:
            return expected, ChainFault.PREVIOUS
        if event.expected_hash() != event.hash:
            return expected, ChainFault.HASH
        previous = event.hash
    return None


def chains(events: Iterable[Event]) -> dict[tuple[Plane, DeviceId], list[Event]]:
    """Events by chain, in order of their counters."""
    result: dict[tuple[Plane, DeviceId], list[Event]] = {}
    for event in sorted(events, key=lambda e: (e.counter, e.hash)):
        result.setdefault((event.plane, event.device), []).append(event)
    return result


@dataclass(frozen=True, slots=True)
class Merge:
    """What to do with events that come from elsewhere."""

    insert: tuple[Event, ...]
    pending: tuple[Event, ...]
    """Behind a gap: kept aside until the missing ones come."""
    forks: tuple[Event, ...]
    """Same dot, other hash, and what follows it: a copied or restored database; nothing of it is inserted."""
    broken: tuple[Event, ...]
    """Hash or link does not hold: altered on the way."""


def merge(known: Mapping[tuple[Plane, DeviceId], Sequence[Event]], incoming: Iterable[Event]) -> Merge:
    """Sort `incoming` against the `known` chains; any order and any number of times gives the same end."""
    insert: list[Event] = []
    pending: list[Event] = []
    forks: list[Event] = []
    broken: list[Event] = []
    for chain_id, foreign in chains(incoming).items():
        own = {event.counter: event.hash for event in known.get(chain_id, ())}
        last = max(own, default=0)
        tail = own.get(last, FIRST)
        forked: set[str] = set()
        for event in foreign:
            if own.get(event.counter) == event.hash:
                continue
            if event.expected_hash() != event.hash:
                broken.append(event)
            elif (
                event.counter <= last
                or event.previous in forked
                or (event.counter == last + 1 and event.previous != tail)
            ):
                forked.add(event.hash)
                forks.append(event)
            elif event.counter > last + 1:
                pending.append(event)
            else:
                insert.append(event)
                last, tail = event.counter, event.hash
                own[last] = tail
    return Merge(tuple(insert), tuple(pending), tuple(forks), tuple(broken))


@dataclass(frozen=True, slots=True)
class UndoStacks:
    """The acts of one person's laptop that can be taken back, and the undos that can be redone."""

    done: tuple[ActId, ...]
    undone: tuple[ActId, ...]


class UndoLog:
    """Both stacks, kept in step with the log act by act; each act costs the same however many there were."""

    def __init__(self, acts: Iterable[tuple[ActId, ActId | None]] = ()) -> None:
        # Dictionaries are lists that find and forget at once.
        self._done: dict[ActId, None] = {}
        self._undone: dict[ActId, None] = {}
        for act, undoes in acts:
            self.take(act, undoes)

    def take(self, act: ActId, undoes: ActId | None) -> None:
        """The next act of the log, and the act it takes back."""
        if undoes is None:
            self._done[act] = None
            self._undone.clear()
        elif undoes in self._undone:
            del self._undone[undoes]
            self._done[act] = None
        elif undoes in self._done:
            del self._done[undoes]
            self._undone[act] = None

    @property
    def to_undo(self) -> ActId | None:
        return next(reversed(self._done), None)

    @property
    def to_redo(self) -> ActId | None:
        return next(reversed(self._undone), None)

    @property
    def stacks(self) -> UndoStacks:
        return UndoStacks(tuple(self._done), tuple(self._undone))


def undo_stacks(acts: Iterable[tuple[ActId, ActId | None]]) -> UndoStacks:
    """Rebuild both stacks from (act, the act it undoes) in order of time, so that undo survives a restart."""
    return UndoLog(acts).stacks
