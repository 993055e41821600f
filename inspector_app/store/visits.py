"""Visits as the list shows them, and the current values a visit is assembled from."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from inspector_app.checklist.event import DeviceId, Plane
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.template import ItemId, TemplateRef
from inspector_app.checklist.visit import Conflict, FieldKey, VisitId
from inspector_app.clock import ZONE
from inspector_app.errors import N_, StoreError
from inspector_app.store.database import Database
from inspector_app.store.events import from_text, to_text

_DETAIL = (
    "(SELECT value FROM value WHERE visit = v.id AND plane = 'answers' AND entity = 'visit' AND field = '{}')"
)
_ANSWERS = (
    "(SELECT group_concat(DISTINCT substr(entity, 8)) FROM value WHERE visit = v.id AND plane = 'answers'"
    " AND entity >= 'answer:' AND entity < 'answer;' AND value <> 'null' AND field {})"
)
_VERDICT = "= 'verdict'"
_FACT = "NOT IN ('verdict', 'not_checked', 'result', 'note')"
_LISTING = (
    "SELECT v.id, t.id, t.version, t.sha256, v.created_at, v.changed_at,"  # noqa: S608 - the names are our own
    f" {', '.join(_DETAIL.format(name) for name in ('unit', 'title', 'opened_at', 'notice'))},"
    f" {_ANSWERS.format(_VERDICT)}, {_ANSWERS.format(_FACT)}"
    " FROM visit v JOIN template t ON t.sha256 = v.template ORDER BY v.changed_at DESC, v.id"
)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of the list of visits."""

    id: VisitId
    template: TemplateRef
    created_at: datetime
    changed_at: datetime
    """Of the newest event, on whatever laptop it was made."""
    unit: str | None
    title: str | None
    opened_at: datetime | None
    notice: str | None
    with_verdict: frozenset[ItemId]
    """Items that have a verdict."""
    with_facts: frozenset[ItemId]
    """Items that have at least one fact."""


def create(db: Database, visit: VisitId, ref: TemplateRef, at: datetime) -> None:
    """A new visit, bound for ever to a template that the database already holds. Raises StoreError."""
    with db.write():
        db.run(
            "INSERT INTO visit (id, template, created_at, changed_at) VALUES (?, ?, ?, ?)",
            (visit, ref.sha256, *(at.astimezone(UTC).isoformat(timespec="microseconds"),) * 2),
        )


def listing(db: Database) -> tuple[VisitRow, ...]:
    """All visits, the one changed last first. Raises StoreError."""
    rows = db.rows(_LISTING)
    return tuple(
        VisitRow(
            id=VisitId(row[0]),
            template=TemplateRef(*row[1:4]),
            created_at=_moment(row[4]),
            changed_at=_moment(row[5]),
            unit=_value(row[6]),
            title=_value(row[7]),
            opened_at=None if (opened := _value(row[8])) is None else datetime.fromisoformat(opened),
            notice=_value(row[9]),
            with_verdict=_items(row[10]),
            with_facts=_items(row[11]),
        )
        for row in rows
    )


def ref(db: Database, visit: VisitId) -> TemplateRef:
    """The template that a visit is bound to. Raises StoreError, STORE-VISIT-MISSING for an unknown visit."""
    row = db.row(
        "SELECT t.id, t.version, t.sha256 FROM visit v JOIN template t ON t.sha256 = v.template WHERE v.id = ?",
        (visit,),
    )
    if row is None:
        raise _missing(visit)
    return TemplateRef(*row)


def changed_at(db: Database, visit: VisitId) -> datetime:
    """When the newest event of a visit was made. Raises StoreError, STORE-VISIT-MISSING for an unknown visit."""
    row = db.row("SELECT changed_at FROM visit WHERE id = ?", (visit,))
    if row is None:
        raise _missing(visit)
    return _moment(row[0])


def values(db: Database, visit: VisitId, plane: Plane) -> dict[FieldKey, Any]:
    """The current value of every field that has one; of a conflict, one of the two. Raises StoreError."""
    rows = db.rows(
        "SELECT entity, field, value FROM value WHERE visit = ? AND plane = ? AND value <> 'null'",
        (visit, plane),
    )
    return {(entity, field): from_text(value) for entity, field, value in rows}


def entities(db: Database, visit: VisitId, names: Collection[str]) -> dict[str, dict[str, Any]]:
    """What some entities of the answers hold now, by field; an empty one is gone. Costs what they hold,
    however large the visit is. Raises StoreError."""
    found: dict[str, dict[str, Any]] = {name: {} for name in names}
    if names:
        rows = db.rows(
            "SELECT entity, field, value FROM value WHERE visit = ? AND plane = 'answers'"
            " AND entity IN (SELECT value FROM json_each(?)) AND value <> 'null'",
            (visit, _list(names)),
        )
        for entity, field, value in rows:
            found[entity][field] = from_text(value)
    return found


def names(db: Database, visit: VisitId, word: str) -> tuple[str, ...]:
    """The entities of one kind ("person", "row" ...) that hold anything. Raises StoreError."""
    rows = db.rows(
        "SELECT DISTINCT entity FROM value WHERE visit = ? AND plane = 'answers'"
        " AND entity >= ? AND entity < ? AND value <> 'null' ORDER BY entity",
        (visit, *_bounds(word)),
    )
    return tuple(entity for (entity,) in rows)


def findings_naming(db: Database, visit: VisitId, item: ItemId) -> tuple[str, ...]:
    """The shortcomings whose list of items holds one. Raises StoreError."""
    rows = db.rows(
        "SELECT entity, value FROM value WHERE visit = ? AND plane = 'answers'"
        " AND entity >= ? AND entity < ? AND field = 'items' AND instr(value, ?)",
        (visit, *_bounds("finding"), to_text(item)),
    )
    return tuple(entity for entity, value in rows if item in from_text(value))


def rows_naming(db: Database, visit: VisitId, item: ItemId, fact: FactId) -> tuple[str, ...]:
    """The rows that belong to one fact of an item. Raises StoreError."""
    rows = db.rows(
        "SELECT entity FROM value JOIN value AS own USING (visit, plane, entity)"
        " WHERE visit = ? AND plane = 'answers' AND entity >= ? AND entity < ?"
        " AND value.field = 'item' AND value.value = ? AND own.field = 'fact' AND own.value = ? ORDER BY entity",
        (visit, *_bounds("row"), to_text(item), to_text(fact)),
    )
    return tuple(entity for (entity,) in rows)


def conflicts(
    db: Database, visit: VisitId, plane: Plane = Plane.ANSWERS, among: Collection[str] | None = None
) -> tuple[Conflict, ...]:
    """The fields that two people wrote without seeing each other, with every value once; of all entities or
    of those `among`. Raises StoreError."""
    if among is None:
        rows = db.rows(
            "SELECT entity, field, heads FROM value WHERE visit = ? AND plane = ? AND conflicting"
            " ORDER BY entity, field",
            (visit, plane),
        )
    else:
        rows = db.rows(
            "SELECT entity, field, heads FROM value WHERE visit = ? AND plane = ? AND conflicting"
            " AND entity IN (SELECT value FROM json_each(?)) ORDER BY entity, field",
            (visit, plane, _list(among)),
        )
    return tuple(
        Conflict(entity, field, _head_values(db, visit, plane, heads)) for entity, field, heads in rows
    )


def _head_values(db: Database, visit: VisitId, plane: Plane, heads: str) -> tuple[Any, ...]:
    texts: dict[str, None] = {}
    for dot in from_text(heads):
        row = db.row(
            "SELECT after FROM event WHERE visit = ? AND plane = ? AND device = ? AND counter = ?",
            (visit, plane, DeviceId(dot["device"]), dot["counter"]),
        )
        assert row is not None, "a head is an event of this database"
        texts[row[0]] = None
    return tuple(from_text(text) for text in texts)


def _missing(visit: VisitId) -> StoreError:
    return StoreError(
        "STORE-VISIT-MISSING",
        N_("The visit {visit} is not on this computer."),
        why=N_("The database holds no visit with this identity."),
        todo=N_("Choose a visit from the list, or import the file of the visit first."),
        visit=visit,
    )


def _list(names: Collection[str]) -> str:
    return json.dumps(sorted(names), ensure_ascii=False)


def _bounds(word: str) -> tuple[str, str]:
    """Every "word:…" lies between them; a semicolon follows a colon."""
    return f"{word}:", f"{word};"


def _items(text: str | None) -> frozenset[ItemId]:
    return frozenset(ItemId(item) for item in text.split(",")) if text else frozenset()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(ZONE)


def _value(text: str | None) -> Any:
    return None if text is None else from_text(text)
