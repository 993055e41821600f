"""The database file of one user: opened, checked, brought to the newest shape, written in transactions.

A file that is damaged, foreign or of a newer release is refused and left exactly as it was found.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from inspector_app.store import durable, failure, migrations

FILE_NAME = "inspections.sqlite3"
BACKUPS = "backups"
LOCK_TIMEOUT_S = 0.25
"""How long a tick may wait for another writer: the window stands still meanwhile."""
CHECKED_BELOW = 50 * 1024 * 1024
"""Bytes up to which every opening checks the whole file (about 50 ms at 31 MB)."""

SMALLEST = 512
"""Bytes of the smallest page: SQLite takes a shorter file for an empty one."""

Row = tuple[Any, ...]


class Database:
    """One connection, for the thread that opened it; every error leaves as a StoreError."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    @contextmanager
    def write(self) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT; whatever leaves the block as an exception takes its changes with it.

        A call within a call joins the outer transaction. Raises StoreError.
        """
        begin, commit, rollback = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
        if self.connection.in_transaction:
            begin, commit, rollback = ("SAVEPOINT inner", "RELEASE inner", "ROLLBACK TO inner")
        with failure.at_the_door(self.path):
            self.connection.execute(begin)
            try:
                yield
                self.connection.execute(commit)
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute(rollback)
                    if commit != "COMMIT":
                        self.connection.execute(commit)
                raise

    @property
    def writing(self) -> bool:
        """Whether a `write()` is open: what is read now may still be taken back."""
        return self.connection.in_transaction

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """All rows of a query. Raises StoreError."""
        with failure.at_the_door(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row of a query, or None. Raises StoreError."""
        with failure.at_the_door(self.path):
            row: Row | None = self.connection.execute(sql, parameters).fetchone()
        return row

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run one writing statement within `write()`; returns how many rows it touched. Raises StoreError."""
        with failure.at_the_door(self.path):
            return self.connection.execute(sql, parameters).rowcount

    def run_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one writing statement for each of `rows` within `write()`. Raises StoreError."""
        with failure.at_the_door(self.path):
            self.connection.executemany(sql, rows)

    def close(self) -> None:
        """Fold the WAL into the file and let go of it."""
        self.connection.close()


def open_database(folder: Path, *, checked: bool = True) -> Database:
    """The database in `folder`, made where there is none yet, brought to this release's shape otherwise.

    Before an older database is changed, a copy of it goes to `backups/`. Where not `checked`, the pages of one of
    this release's shape are left to `check`, which the caller owes before anything is written. Raises StoreError.
    """
    path = folder / FILE_NAME
    with failure.at_the_door(path):
        folder.mkdir(parents=True, exist_ok=True)
        new = _is_new(path)
        connection = connect(path, "rwc" if new else "rw")
        try:
            if not new and not os.access(path, os.W_OK):
                # SQLite would open it for reading and refuse the first tick.
                raise failure.read_only(path)
            if not new and not _is_unborn(connection):
                refuse_strangers(connection, path)
                if path.stat().st_size < CHECKED_BELOW and (checked or not _is_current(connection)):
                    check_pages(connection, path)
            _set_up(connection)
            _bring_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise
    return Database(path, connection)


def check(folder: Path) -> None:
    """Look through the pages of the database in `folder` with a connection of its own. Raises StoreError."""
    path = folder / FILE_NAME
    with failure.at_the_door(path):
        if path.stat().st_size < CHECKED_BELOW:
            connection = connect(path, "rw")
            try:
                check_pages(connection, path)
            finally:
                connection.close()


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A bare connection; `mode` is SQLite's: ro, rw, or rwc, which alone makes a file. Raises sqlite3.Error."""
    posix = quote(path.absolute().as_posix())
    # An absolute path behind an empty host: /home/…, C:/… and //server/share/… alike.
    uri = f"file://{'' if posix.startswith('/') else '/'}{posix}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=LOCK_TIMEOUT_S)


def refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file of another program or of a newer release. Raises StoreError and sqlite3.Error."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != migrations.APPLICATION_ID:
        raise failure.not_ours(path)
    if version > len(migrations.STEPS):
        raise failure.newer(path, version, len(migrations.STEPS))


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Read every page and refuse a damaged file. Raises StoreError and sqlite3.Error."""
    problems = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    if problems != ["ok"]:
        raise failure.damaged(path, "; ".join(problems))


def _is_new(path: Path) -> bool:
    """Whether nothing was ever kept here. Raises StoreError for what SQLite would take for new and write over."""
    size = path.stat().st_size if path.exists() else 0
    if size >= SMALLEST or path.is_dir():
        return False
    if size > 0:
        raise failure.damaged(path, "the file is too short for a database")
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size > 0:
        raise failure.damaged(path, "the main file is gone or empty, its write-ahead log is there")
    return True


def _is_unborn(connection: sqlite3.Connection) -> bool:
    """Whether a first start was cut off before it made a table: a header and nothing else."""
    stamp = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    return stamp == [0, 0] and connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without it INSERT OR REPLACE would remove an event past the trigger that forbids it.
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def _is_current(connection: sqlite3.Connection) -> bool:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version == len(migrations.STEPS))


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if _is_current(connection):
        return
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > 0:
        backups = path.parent / BACKUPS
        backups.mkdir(exist_ok=True)
        durable.copy_database(connection, _free_name(backups, f"{path.stem}-format-{version}"))
    migrations.apply(connection)


def _free_name(folder: Path, stem: str) -> Path:
    number = 1
    while (target := folder / f"{stem}-{number}.sqlite3").exists():
        number += 1
    return target
