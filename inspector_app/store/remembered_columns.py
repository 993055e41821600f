"""Which columns the registers of each unit had when a person last confirmed them, by kind of register.

A unit goes by its name without marks and capitals; "" is a register that belongs to no visit.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from inspector_app.checklist import canonical
from inspector_app.checklist.folding import fold
from inspector_app.errors import FormatError
from inspector_app.store.database import Database

T = TypeVar("T")


class Kind(StrEnum):
    """Of what a register is."""

    DOSSIERS = "dossiers"
    OUTGOING = "outgoing"


def put(db: Database, unit: str, kind: Kind, columns: object, at: datetime) -> None:
    """Remember the columns, a value of ours; what was remembered before is forgotten. Raises StoreError."""
    with db.write():
        db.run(
            "INSERT INTO remembered_columns (unit, kind, body, changed_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (unit, kind) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at",
            (fold(unit), kind.value, canonical.canonical(columns).decode(), at.astimezone(UTC).isoformat()),
        )


def get(db: Database, unit: str, kind: Kind, form: type[T]) -> T | None:
    """The columns last confirmed, as a value of `form`; None where there are none, or another release wrote them
    in a way that is not known: they are confirmed anew. Raises StoreError."""
    row = db.row("SELECT body FROM remembered_columns WHERE unit = ? AND kind = ?", (fold(unit), kind.value))
    if row is None:
        return None
    try:
        return canonical.from_json(form, canonical.parse(row[0].encode()))
    except FormatError:
        return None
