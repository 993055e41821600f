"""Sentences that were written by hand, found over all visits of this computer, and what people said of them:
a star, or that they shall not be offered. Internal notes and rows of samples are never looked at.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from inspector_app.checklist.visit import VisitId
from inspector_app.store.database import Database
from inspector_app.store.events import from_text

_KNOWN = "'result', 'text', 'remedy', 'owner', 'objective_causes', 'subjective_causes'"
_WRITTEN = (
    "SELECT entity, json_extract(value, '$'), visit, at FROM value INDEXED BY value_by_hand"  # noqa: S608 - the names are our own
    f" WHERE plane = 'answers' AND value <> 'null' AND field IN ({_KNOWN})"
    " AND field = ? AND entity >= ? AND entity < ?"
)
_ITEMS = (
    "SELECT visit, entity, json_extract(value, '$[0]') FROM value WHERE plane = 'answers' AND field = 'items'"
    " AND value <> 'null'"
    " AND visit IN (SELECT value FROM json_each(?)) AND entity >= 'finding:' AND entity < 'finding;'"
)


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence as it stands in one visit."""

    entity: str
    text: str
    visit: VisitId
    at: str
    """ISO 8601, of the last change."""


@dataclass(frozen=True, slots=True)
class Source:
    """The visit that a sentence comes from."""

    template: str
    """Id of its checklist, whatever the version."""
    unit: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person said of a phrase."""

    starred: bool
    removed: bool


def written(db: Database, field: str, word: str) -> tuple[Written, ...]:
    """Everything that stands in a field of the entities of one kind ("finding" …), over all visits; a single entity
    goes by its own name. Raises StoreError."""
    single = word in ("assessment", "opinion", "visit")
    bounds = (word, f"{word}\0") if single else (f"{word}:", f"{word};")
    rows = db.rows(_WRITTEN, (field, *bounds))
    return tuple(
        Written(entity, text, VisitId(visit), at)
        for entity, text, visit, at in rows
        if isinstance(text, str) and text
    )


def sources(db: Database) -> dict[VisitId, Source]:
    """Checklist and unit of every visit. Raises StoreError."""
    rows = db.rows(
        "SELECT v.id, t.id, (SELECT value FROM value WHERE visit = v.id AND plane = 'answers'"
        " AND entity = 'visit' AND field = 'unit') FROM visit v JOIN template t ON t.sha256 = v.template"
    )
    return {
        VisitId(visit): Source(template, None if unit is None else from_text(unit))
        for visit, template, unit in rows
    }


def first_items(db: Database, visits: Collection[VisitId]) -> dict[tuple[VisitId, str], str]:
    """The first item of every shortcoming of some visits, by visit and entity. Raises StoreError."""
    rows = db.rows(_ITEMS, (json.dumps(sorted(visits)),))
    return {(VisitId(visit), entity): item for visit, entity, item in rows if item}


def marks(db: Database, kind: str) -> dict[str, Mark]:
    """What was said of the phrases of a kind, by their text. Raises StoreError."""
    rows = db.rows("SELECT text, starred, removed FROM phrase WHERE kind = ?", (kind,))
    return {text: Mark(bool(starred), bool(removed)) for text, starred, removed in rows}


def mark(
    db: Database, kind: str, text: str, at: datetime, *, starred: bool = False, removed: bool = False
) -> None:
    """Say something of a phrase; what was said before is forgotten. Raises StoreError."""
    with db.write():
        db.run(
            "INSERT INTO phrase (kind, text, starred, removed, changed_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (kind, text) DO UPDATE SET starred = excluded.starred, removed = excluded.removed,"
            " changed_at = excluded.changed_at",
            (kind, text, int(starred), int(removed), at.astimezone(UTC).isoformat()),
        )
