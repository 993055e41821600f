"""The append-only log of events and, in the same transaction, the current values that it means.

What heads, chains and merges are is said by checklist.event; here they are only kept and found again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any

from inspector_app.checklist import canonical
from inspector_app.checklist import event as log
from inspector_app.checklist.event import ActId, ChainFault, DeviceId, Dot, Event, Head, Merge, Plane
from inspector_app.checklist.visit import FieldKey, VisitId
from inspector_app.clock import Clock
from inspector_app.store.database import Database, Row

_COLUMNS = ", ".join(field.name for field in fields(Event))
_SELECT = f"SELECT {_COLUMNS} FROM event WHERE visit = ?"  # noqa: S608 - the names are our own
_INSERT = f"INSERT INTO event ({_COLUMNS}) VALUES ({', '.join('?' * len(fields(Event)))})"  # noqa: S608
_IN_CHAIN = "ORDER BY +plane, +device, +counter"
"""The pluses let SQLite find an act by its own index: sorted by the primary key it would read the whole visit."""
_JSON_COLUMNS = frozenset({"before", "after", "supersedes"})


@dataclass(frozen=True, slots=True)
class Change:
    """What a person wants a field to be; `after` None removes it."""

    entity: str
    field: str
    after: Any


@dataclass(frozen=True, slots=True)
class Trace:
    """What an event touched, without what it says."""

    plane: Plane
    device: DeviceId
    act: ActId
    undoes: ActId | None
    entity: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place at which a chain in the database does not hold."""

    visit: VisitId
    plane: Plane
    device: DeviceId
    counter: int
    fault: ChainFault


def write_act(
    db: Database,
    visit: VisitId,
    plane: Plane,
    changes: Iterable[Change],
    *,
    device: DeviceId,
    actor: str,
    clock: Clock,
    act: ActId,
    undoes: ActId | None = None,
    reason: str | None = None,
) -> tuple[Event, ...]:
    """One human act as one transaction: an event per change that changes something, and the new values.
    An act that takes another back leaves its events in any case, else that other could never be passed.

    Joins a `db.write()` that is open. A value that a conflict holds is written even if it is one of the
    two: that settles it. Costs the same however many items and events there are. Raises StoreError.
    """
    at, monotonic_ms = clock.now(), clock.monotonic_ms()
    written: list[Event] = []
    with db.write():
        counter, previous = _chain_end(db, visit, plane, device)
        for change in changes:
            before, seen, conflicting = _current(db, visit, plane, change.entity, change.field)
            after = canonical.to_json(change.after)
            if undoes is None and not conflicting and to_text(before) == to_text(after):
                continue
            counter += 1
            event = Event(
                visit=visit,
                plane=plane,
                device=device,
                counter=counter,
                act=act,
                actor=actor,
                at=at,
                monotonic_ms=monotonic_ms,
                boot=clock.boot,
                entity=change.entity,
                field=change.field,
                before=before,
                after=after,
                supersedes=seen,
                undoes=undoes,
                reason=reason,
                previous=previous,
            ).sealed()
            previous = event.hash
            db.run(_INSERT, _row(event))
            _project(db, visit, plane, event.key, (event,))
            written.append(event)
        if written:
            _touch(db, visit, at)
    return tuple(written)


def of_visit(db: Database, visit: VisitId, plane: Plane | None = None) -> tuple[Event, ...]:
    """All events of a visit, chain by chain, each in the order of its counters. Raises StoreError."""
    if plane is None:
        return _events(db, f"{_SELECT} ORDER BY plane, device, counter", (visit,))
    return _events(db, f"{_SELECT} AND plane = ? ORDER BY device, counter", (visit, plane))


def of_act(db: Database, visit: VisitId, act: ActId) -> tuple[Event, ...]:
    """The events of one act, in the order they were written. Raises StoreError."""
    return _events(db, f"{_SELECT} AND act = ? {_IN_CHAIN}", (visit, act))


def of_field(db: Database, visit: VisitId, plane: Plane, entity: str, field: str) -> tuple[Event, ...]:
    """The history of one field: what an event supersedes stands before it, whatever the clocks said.

    Events that did not see each other are in order of time, then of device. Raises StoreError.
    """
    return _in_causal_order(_of_field(db, visit, plane, (entity, field)))


def where(db: Database, condition: str, parameters: Sequence[object]) -> tuple[Event, ...]:
    """The events that fulfil a condition of this room's own, in the order that it asks for. Raises StoreError."""
    return _events(db, f"SELECT {_COLUMNS} FROM event WHERE {condition}", parameters)  # noqa: S608


def acts(
    db: Database, visit: VisitId, plane: Plane, device: DeviceId, upto: int | None = None
) -> tuple[tuple[ActId, ActId | None], ...]:
    """(act, the act it takes back) of one laptop in order of time, up to a mark: what undo is rebuilt from.

    Raises StoreError.
    """
    rows = db.rows(
        "SELECT act, undoes FROM event WHERE visit = ? AND plane = ? AND device = ? AND (? IS NULL OR rowid <= ?)"
        " GROUP BY act ORDER BY min(counter)",
        (visit, plane, device, upto, upto),
    )
    return tuple((ActId(act), None if undoes is None else ActId(undoes)) for act, undoes in rows)


def mark(db: Database) -> int:
    """Where the log of all visits ends now: whoever keeps it can later ask what came `since`. Raises StoreError.

    Events are never removed, so the number of the newest row only grows, whichever program writes.
    """
    row = db.row("SELECT max(rowid) FROM event")
    return 0 if row is None or row[0] is None else int(row[0])


def since(db: Database, visit: VisitId, after: int, upto: int) -> tuple[Trace, ...]:
    """What the events of a visit between two marks touched, in the order they came to this computer: written
    here, by another program on the same data, or merged. Raises StoreError."""
    # The plus keeps SQLite from going through the whole visit by its index instead of the newest rows.
    rows = db.rows(
        "SELECT plane, device, act, undoes, entity FROM event"
        " WHERE rowid > ? AND rowid <= ? AND +visit = ? ORDER BY rowid",
        (after, upto, visit),
    )
    return tuple(Trace(Plane(plane), *rest) for plane, *rest in rows)


def keys_of_act(db: Database, visit: VisitId, act: ActId) -> tuple[FieldKey, ...]:
    """The fields that one act wrote, in that order. Raises StoreError."""
    rows = db.rows(
        f"SELECT entity, field FROM event WHERE visit = ? AND act = ? {_IN_CHAIN}",  # noqa: S608
        (visit, act),
    )
    return tuple((entity, field) for entity, field in rows)


def chain_heads(db: Database, visit: VisitId, plane: Plane) -> tuple[Head, ...]:
    """The end of every chain of a plane, by device: what a seal anchors. Raises StoreError."""
    rows = db.rows(
        "SELECT device, max(counter), hash FROM event WHERE visit = ? AND plane = ? GROUP BY device ORDER BY device",
        (visit, plane),
    )
    return tuple(Head(plane, DeviceId(device), counter, digest) for device, counter, digest in rows)


def merge(db: Database, visit: VisitId, events: Iterable[Event], *, hold: bool = False) -> Merge:
    """Take in events from elsewhere: those that fit are inserted, those behind a gap wait, forks are kept aside.

    With `hold` those that fit wait too, until a later merge without it.

    Any order and any number of times ends the same. Broken events (altered, or of another visit) are
    returned and not kept. What waited from earlier merges is tried again. Raises StoreError.
    """
    with db.write():
        sound: list[Event] = []
        broken: list[Event] = []
        for event in (*pending(db, visit), *events):
            (sound if event.visit == visit and _holds(event) else broken).append(event)
        known = {
            chain: _events(db, f"{_SELECT} AND plane = ? AND device = ? ORDER BY counter", (visit, *chain))
            for chain in log.chains(sound)
        }
        result = log.merge(known, sound)
        if hold:
            result = replace(result, insert=(), pending=(*result.insert, *result.pending))
        db.run_many(_INSERT, [_row(event) for event in result.insert])
        for plane, key in dict.fromkeys((event.plane, event.key) for event in result.insert):
            _project(db, visit, plane, key, log.heads(_of_field(db, visit, plane, key))[key])
        for at in (event.at for event in result.insert):
            _touch(db, visit, at)
        db.run("DELETE FROM pending_event WHERE visit = ?", (visit,))
        _keep_aside(db, "pending_event", result.pending)
        _keep_aside(db, "fork_event", result.forks)
    return Merge(result.insert, result.pending, result.forks, (*broken, *result.broken))


def pending(db: Database, visit: VisitId) -> tuple[Event, ...]:
    """Events that wait behind a gap in their chain. Raises StoreError."""
    return _aside(db, "pending_event", visit)


def forks(db: Database, visit: VisitId) -> tuple[Event, ...]:
    """Events that contradict a chain we hold: a database was copied or restored. Raises StoreError."""
    return _aside(db, "fork_event", visit)


def rebuild(db: Database) -> None:
    """Compute the current values of all visits anew from the events alone. Raises StoreError."""
    with db.write():
        db.run("DELETE FROM value")
        for (visit,) in db.rows("SELECT id FROM visit ORDER BY id"):
            db.run("UPDATE visit SET changed_at = created_at WHERE id = ?", (visit,))
            for plane in Plane:
                events = of_visit(db, visit, plane)
                for key, field_heads in log.heads(events).items():
                    _project(db, visit, plane, key, field_heads)
                if events:
                    _touch(db, visit, max(event.at for event in events))


def check(db: Database) -> tuple[Fault, ...]:
    """Recompute every hash of every chain; the first fault of each chain that does not hold. Raises StoreError."""
    faults = []
    for (visit,) in db.rows("SELECT id FROM visit ORDER BY id"):
        for (plane, device), chain in log.chains(of_visit(db, visit)).items():
            if fault := log.chain_fault(chain):
                faults.append(Fault(visit, plane, device, *fault))
    return tuple(faults)


def _chain_end(db: Database, visit: VisitId, plane: Plane, device: DeviceId) -> tuple[int, str]:
    row = db.row(
        "SELECT counter, hash FROM event WHERE visit = ? AND plane = ? AND device = ? ORDER BY counter DESC LIMIT 1",
        (visit, plane, device),
    )
    return (0, log.FIRST) if row is None else (row[0], row[1])


def _current(
    db: Database, visit: VisitId, plane: Plane, entity: str, field: str
) -> tuple[Any, tuple[Dot, ...], bool]:
    """A field's value, the dots it rests on, and whether they disagree."""
    row = db.row(
        "SELECT value, heads, conflicting FROM value WHERE visit = ? AND plane = ? AND entity = ? AND field = ?",
        (visit, plane, entity, field),
    )
    if row is None:
        return None, (), False
    return from_text(row[0]), _dots(row[1]), bool(row[2])


def _project(db: Database, visit: VisitId, plane: Plane, key: FieldKey, field_heads: Sequence[Event]) -> None:
    """Write the current value that the heads of a field mean; events that supersede each other in a ring
    (no honest laptop writes them) leave none."""
    if not field_heads:
        db.run(
            "DELETE FROM value WHERE visit = ? AND plane = ? AND entity = ? AND field = ?",
            (visit, plane, *key),
        )
        return
    first = field_heads[0]
    db.run(
        "INSERT INTO value (visit, plane, entity, field, value, heads, at, actor, conflicting)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (visit, plane, entity, field) DO UPDATE SET"
        " value = excluded.value, heads = excluded.heads, at = excluded.at, actor = excluded.actor,"
        " conflicting = excluded.conflicting",
        (
            visit,
            plane,
            *key,
            to_text(first.after),
            to_text([head.dot for head in field_heads]),
            first.at.isoformat(),
            first.actor,
            int(log.conflicting(field_heads)),
        ),
    )


def _touch(db: Database, visit: VisitId, at: datetime) -> None:
    # In UTC, so that text sorts as time does whatever offset a laptop was set to.
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    db.run("UPDATE visit SET changed_at = max(changed_at, ?) WHERE id = ?", (moment, visit))


def _holds(event: Event) -> bool:
    """Whether the event can be hashed, dated and stored at all, and its hash is its own."""
    try:
        return (
            event.counter >= 1
            and MINYEAR < event.at.year < MAXYEAR  # any zone can say it
            and event.expected_hash() == event.hash
        )
    except ValueError:
        return False


def _in_causal_order(events: Sequence[Event]) -> tuple[Event, ...]:
    waiting = sorted(events, key=lambda event: (event.at, event.dot))
    ordered: list[Event] = []
    while waiting:
        open_dots = {event.dot for event in waiting}
        ready = next((e for e in waiting if open_dots.isdisjoint(e.supersedes)), waiting[0])
        waiting.remove(ready)
        ordered.append(ready)
    return tuple(ordered)


def _of_field(db: Database, visit: VisitId, plane: Plane, key: FieldKey) -> tuple[Event, ...]:
    return _events(db, f"{_SELECT} AND plane = ? AND entity = ? AND field = ?", (visit, plane, *key))


def _events(db: Database, sql: str, parameters: Sequence[object]) -> tuple[Event, ...]:
    return tuple(_event(row) for row in db.rows(sql, parameters))


def _event(row: Row) -> Event:
    values = dict(zip((field.name for field in fields(Event)), row, strict=True))
    values["plane"] = Plane(values["plane"])
    values["at"] = datetime.fromisoformat(values["at"])
    values["before"] = from_text(values["before"])
    values["after"] = from_text(values["after"])
    values["supersedes"] = _dots(values["supersedes"])
    return Event(**values)


def _row(event: Event) -> Row:
    return tuple(
        to_text(getattr(event, field.name))
        if field.name in _JSON_COLUMNS
        else canonical.to_json(getattr(event, field.name))
        for field in fields(event)
    )


def _keep_aside(db: Database, table: str, events: Sequence[Event]) -> None:
    db.run_many(
        f"INSERT OR IGNORE INTO {table} (hash, visit, line) VALUES (?, ?, ?)",  # noqa: S608
        [(event.hash, event.visit, log.to_line(event).decode()) for event in events],
    )


def _aside(db: Database, table: str, visit: VisitId) -> tuple[Event, ...]:
    lines = db.rows(f"SELECT line FROM {table} WHERE visit = ? ORDER BY hash", (visit,))  # noqa: S608
    return tuple(sorted((log.from_line(line.encode()) for (line,) in lines), key=lambda e: (e.plane, e.dot)))


def _dots(text: str) -> tuple[Dot, ...]:
    return canonical.from_json(tuple[Dot, ...], from_text(text))


def to_text(value: object) -> str:
    """A value as the tables keep it."""
    return canonical.canonical(value).decode()


def from_text(text: str) -> Any:
    """A value as it was before it became canonical JSON text. Raises FormatError."""
    if text[:1] == '"' == text[-1:] and "\\" not in text and text.count('"') == 2:
        return text[1:-1]  # most of them: a verdict, a name, a sentence
    return canonical.parse(text.encode())
