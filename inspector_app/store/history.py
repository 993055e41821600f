"""The events of some entities, for people who ask what became of them. It reads these alone, by their index."""

import json
from collections.abc import Collection

from inspector_app.checklist.event import ActId, Event
from inspector_app.checklist.visit import FieldKey, VisitId
from inspector_app.store import events
from inspector_app.store.database import Database


def of_entities(
    db: Database, visit: VisitId, entities: Collection[str], field: str | None, first: int, count: int
) -> tuple[Event, ...]:
    """The history of some entities of the answers, or of one field of them, the newest `first`: `count` events from
    there on. It reads these events alone, by their index. Raises StoreError."""
    return events.where(
        db,
        "visit = ? AND plane = 'answers' AND entity IN (SELECT value FROM json_each(?))"
        " AND (? IS NULL OR field = ?) ORDER BY julianday(at) DESC, rowid DESC LIMIT ? OFFSET ?",
        (visit, _list(entities), field, field, count, first),
    )


def counts_of(db: Database, visit: VisitId, entities: Collection[str]) -> dict[FieldKey, int]:
    """How many changes every field of some entities has seen. Raises StoreError."""
    rows = db.rows(
        "SELECT entity, field, count(*) FROM event WHERE visit = ? AND plane = 'answers'"
        " AND entity IN (SELECT value FROM json_each(?)) GROUP BY entity, field ORDER BY entity, field",
        (visit, _list(entities)),
    )
    return {(entity, field): count for entity, field, count in rows}


def taken_back(db: Database, visit: VisitId, entities: Collection[str]) -> frozenset[ActId]:
    """The acts on some entities that were taken back and stand so: an undo that was itself undone counts no more.
    An act that takes another back touches the same entities. Raises StoreError."""
    rows = db.rows(
        "SELECT undoes, act FROM event WHERE visit = ? AND plane = 'answers'"
        " AND entity IN (SELECT value FROM json_each(?)) AND undoes IS NOT NULL ORDER BY rowid DESC",
        (visit, _list(entities)),
    )
    gone: set[ActId] = set()
    for undone, act in rows:  # the newest first: what takes an act back comes after it
        if ActId(act) not in gone:
            gone.add(ActId(undone))
    return frozenset(gone)


def _list(entities: Collection[str]) -> str:
    return json.dumps(sorted(entities), ensure_ascii=False)
