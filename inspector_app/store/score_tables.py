"""Tables of points that visits are scored by: kept whole under their digest, never changed."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256 as sha256_of

from inspector_app.checklist import canonical
from inspector_app.checklist.score_table import ScoreTable
from inspector_app.clock import ZONE
from inspector_app.errors import N_, StoreError
from inspector_app.store import failure
from inspector_app.store.database import Database


@dataclass(frozen=True, slots=True)
class KeptTable:
    sha256: str
    table: ScoreTable
    added_at: datetime


def put(db: Database, table: ScoreTable, at: datetime) -> str:
    """Keep a table; one that is there already stays as it is. Its digest. Raises StoreError."""
    body = canonical.canonical(table)
    sha256 = sha256_of(body).hexdigest()
    with db.write():
        db.run(
            "INSERT INTO score_table (sha256, id, year, body, added_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (sha256) DO NOTHING",
            (sha256, table.id, table.year, body.decode(), at.astimezone(UTC).isoformat()),
        )
    return sha256


def get(db: Database, sha256: str) -> ScoreTable:
    """The table with this digest, checked against it.

    Raises StoreError: STORE-SCORES-MISSING, or STORE-DAMAGED where the text is no longer what it was.
    """
    row = db.row("SELECT body FROM score_table WHERE sha256 = ?", (sha256,))
    if row is None:
        raise StoreError(
            "STORE-SCORES-MISSING",
            N_("The table of points {sha256} is not on this computer."),
            why=N_("The visit was scored by a table that was never imported here."),
            todo=N_("Import the same table from the office, or choose another one for the visit."),
            sha256=sha256[:12],
        )
    return _read(db, sha256, row[0])


def listing(db: Database) -> tuple[KeptTable, ...]:
    """Every table that is kept, by year (the newest first), id and time of coming. Raises StoreError."""
    rows = db.rows(
        "SELECT sha256, body, added_at FROM score_table ORDER BY year DESC, id, added_at DESC, sha256"
    )
    return tuple(
        KeptTable(sha256, _read(db, sha256, body), datetime.fromisoformat(at).astimezone(ZONE))
        for sha256, body, at in rows
    )


def remove(db: Database, sha256: str) -> None:
    """Forget a table. Raises StoreError, STORE-SCORES-USED while a visit is scored by it."""
    with db.write():
        used = db.row(
            "SELECT visit FROM value WHERE plane = 'answers' AND entity = 'visit'"
            " AND field = 'score_table' AND value = ?",
            (f'"{sha256}"',),
        )
        if used is not None:
            raise StoreError(
                "STORE-SCORES-USED",
                N_("The table of points was not removed."),
                why=N_("A visit on this computer is scored by it."),
                todo=N_("Choose another table for that visit first."),
            )
        db.run("DELETE FROM score_table WHERE sha256 = ?", (sha256,))


def _read(db: Database, sha256: str, text: str) -> ScoreTable:
    table = _table(sha256, text)
    if table is None:
        raise failure.damaged(db.path, f"table of points {sha256} is not what its digest says")
    return table


@lru_cache(maxsize=4)
def _table(sha256: str, text: str) -> ScoreTable | None:
    """Read and checked once: the table of the open visit is asked for with every point that is typed."""
    body = text.encode()
    if sha256_of(body).hexdigest() != sha256:
        return None
    return canonical.from_json(ScoreTable, canonical.parse(body))
