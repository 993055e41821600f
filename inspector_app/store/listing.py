"""The list of visits in two questions to the database: what a start reads before anything else. It knows nothing of
what a visit holds, so that it loads nothing that would.
"""

from typing import Any

from inspector_app.store.database import Database, Row

_NEWEST = "(SELECT id, changed_at FROM visit ORDER BY changed_at DESC, id LIMIT ?) v"
_DETAIL = (
    "(SELECT json_extract(value, '$') FROM value WHERE visit = v.id AND plane = 'answers'"
    " AND entity = 'visit' AND field = '{}')"
)
_DETAILS = ", ".join(_DETAIL.format(name) for name in ("unit", "title", "opened_at", "notice"))
_VISITS = (
    f"SELECT v.id, v.changed_at, {_DETAILS},"  # noqa: S608 - the names are our own
    " (SELECT state FROM outbox WHERE visit = v.id ORDER BY rowid DESC LIMIT 1)"
    f" FROM {_NEWEST} ORDER BY v.changed_at DESC, v.id"
)
_SIGNERS = "(SELECT group_concat(signer.value) FROM json_each(own.value, '$.signers') AS signer)"
_SEALING = (
    "SELECT own.visit, CAST(substr(own.entity, 9) AS INTEGER), group_concat(own.field),"  # noqa: S608
    f" max(CASE own.field WHEN 'seal' THEN {_SIGNERS} END)"
    f" FROM {_NEWEST} CROSS JOIN value AS own ON own.visit = v.id AND own.plane = 'sealing'"
    " WHERE own.value <> 'null' GROUP BY own.visit, own.entity"
)


def visits(db: Database, most: int | None = None) -> list[Row]:
    """Of every visit, or of the newest `most`, the one changed last first: id, moment of the newest event (ISO, UTC),
    unit, title, beginning (ISO), notice, state of the newest delivery. Raises StoreError."""
    return db.rows(_VISITS, (-1 if most is None else most,))


def sealing(db: Database, most: int | None = None) -> dict[str, dict[str, Any]]:
    """Of those of them that were ever sealed: the names of the fields that the last version holds, and of the seal
    itself who has to sign. Raises StoreError."""
    newest: dict[str, int] = {}
    found: dict[str, dict[str, Any]] = {}
    for visit, number, names, signers in db.rows(_SEALING, (-1 if most is None else most,)):
        if number > newest.get(visit, 0):
            newest[visit] = number
            found[visit] = dict.fromkeys(names.split(","))
            if signers is not None:
                found[visit]["seal"] = {"signers": signers.split(",")}
    return found
