"""Backups: one complete file each, made while the program works, checked before it is believed.

They hold no key; a database restored from one goes on as a new device.
"""

from dataclasses import dataclass
from pathlib import Path

from inspector_app.errors import N_, StoreError
from inspector_app.store import database, durable, failure
from inspector_app.store.database import Database


@dataclass(frozen=True, slots=True)
class CopyContent:
    """What a checked copy holds, to compare with what was expected."""

    visits: int
    events: int


def backup(db: Database, target: Path) -> CopyContent:
    """A copy of the database as of now at `target`, read back and checked before this returns.

    Not within `db.write()`. Raises StoreError: STORE-BACKUP-EXISTS where something is at `target` already.
    """
    if target.exists():
        raise StoreError(
            "STORE-BACKUP-EXISTS",
            N_("No backup was made: {path} is there already."),
            why=N_("A backup never takes the place of another file."),
            todo=N_("Choose another name."),
            path=target,
        )
    with failure.at_the_door(target):
        durable.copy_database(db.connection, target)
    return check_copy(target)


def check_copy(path: Path) -> CopyContent:
    """Whether a copy is whole and of this program, and what it holds; the file is not changed.

    Every page is read, however large the file. Raises StoreError.
    """
    with failure.at_the_door(path):
        connection = database.connect(path, "ro")
        try:
            database.refuse_strangers(connection, path)
            database.check_pages(connection, path)
            (visits,) = connection.execute("SELECT count(*) FROM visit").fetchone()
            (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
        finally:
            connection.close()
    return CopyContent(visits, events)


def content(db: Database) -> CopyContent:
    """What the database holds now, to compare with a copy. Raises StoreError."""
    ((visits, events),) = db.rows("SELECT (SELECT count(*) FROM visit), (SELECT count(*) FROM event)")
    return CopyContent(visits, events)
