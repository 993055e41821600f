"""The list of visits in two questions to the database, whatever their number: what a start reads before anything
else. It knows nothing of what a visit holds, so that it loads nothing that would.
"""

import json
from typing import Any

from inspector_app.store.database import Database, Row

_DETAIL = (
    "(SELECT value FROM value WHERE visit = v.id AND plane = 'answers' AND entity = 'visit' AND field = '{}')"
)
_DETAILS = ("unit", "title", "opened_at", "notice")
_VISITS = (
    f"SELECT v.id, v.changed_at, {', '.join(_DETAIL.format(name) for name in _DETAILS)},"  # noqa: S608 - our own
    " (SELECT state FROM outbox WHERE visit = v.id ORDER BY rowid DESC LIMIT 1)"
    " FROM visit v ORDER BY v.changed_at DESC, v.id"
)
_SEALING = (
    "SELECT visit, CAST(substr(entity, 9) AS INTEGER), field,"
    " CASE field WHEN 'seal' THEN json_extract(value, '$.signers') END"
    " FROM visit JOIN value ON value.visit = visit.id AND plane = 'sealing' WHERE value <> 'null'"
)


def visits(db: Database) -> list[Row]:
    """Of every visit, the one changed last first: id, moment of the newest event (ISO, UTC), unit, title, beginning
    (ISO), notice, state of the newest delivery. Raises StoreError."""
    return [(*row[:2], *map(_value, row[2:6]), row[6]) for row in db.rows(_VISITS)]


def sealing(db: Database) -> dict[str, dict[str, Any]]:
    """Of every visit that was ever sealed: the names of the fields that its last version holds; of the seal itself
    who has to sign. Raises StoreError."""
    newest: dict[str, int] = {}
    found: dict[str, dict[str, Any]] = {}
    for visit, number, field, signers in db.rows(_SEALING):
        if number > newest.get(visit, 0):
            newest[visit], found[visit] = number, {}
        if number == newest[visit]:
            found[visit][field] = None if signers is None else {"signers": json.loads(signers)}
    return found


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
