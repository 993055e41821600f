"""The files of backups: found, copied when missing, removed when old; and a database put in the place of another."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from inspector_app.checklist.sha256 import is_sha256
from inspector_app.errors import N_, StoreError
from inspector_app.store import database, failure
from inspector_app.store.database import Database
from inspector_app.store.export import write_whole
from inspector_app.store.files import FileStore

DEVICE = "device"
LOCK_TIMEOUT_S = 5.0


def make_folder(folder: Path) -> None:
    """Raises StoreError."""
    with failure.at_the_door(folder):
        folder.mkdir(parents=True, exist_ok=True)


def in_folder(folder: Path, pattern: str) -> tuple[tuple[Path, int], ...]:
    """Files and their sizes; none where there is no folder."""
    with failure.at_the_door(folder):
        return tuple((path, path.stat().st_size) for path in sorted(folder.glob(pattern)) if path.is_file())


def remove(paths: Iterable[Path]) -> None:
    """Old backups that newer ones stand for. Raises StoreError."""
    for path in paths:
        with failure.at_the_door(path):
            path.unlink(missing_ok=True)


def mark_of(path: Path) -> int | None:
    """How far the log of a backup has come; None for one that cannot be read."""
    try:
        connection = database.connect(path, "ro")
    except sqlite3.Error:
        return None
    try:
        (mark,) = connection.execute("SELECT coalesce(max(rowid), 0) FROM event").fetchone()
    except sqlite3.Error:
        return None
    finally:
        connection.close()
    return int(mark)


def missing_files(files: FileStore, target: Path) -> tuple[str, ...]:
    """Kept files that are not in a folder of the same shape yet."""
    return tuple(own for own in _names(files.folder) if not (target / own[:2] / own).is_file())


def copy_file(files: FileStore, target: Path, sha256: str) -> None:
    """Copy one kept file, checked against its name, whole or not at all. Raises StoreError."""
    data = files.read(sha256)
    make_folder(target / sha256[:2])
    write_whole(target / sha256[:2] / sha256, data)


def files_to_bring(beside: Path, files: FileStore) -> tuple[str, ...]:
    """Files beside a backup that are not here."""
    return tuple(own for own in _names(beside) if not files.has(own))


def bring_file(beside: Path, files: FileStore, sha256: str) -> None:
    """Take one file back; one whose bytes are not those of its name is left where it is. Raises StoreError."""
    try:
        FileStore(beside.parent).read(sha256)
    except StoreError:
        return
    files.put_path(beside / sha256[:2] / sha256)


def set_device_aside(folder: Path, stamp: str) -> None:
    """The key stays in the data folder under another name; the next start makes a new one. Raises StoreError."""
    device = folder / DEVICE
    with failure.at_the_door(device):
        if device.is_dir():
            device.rename(folder / f"{DEVICE}.former-{stamp}")


def put_back(db: Database, path: Path) -> None:
    """Make the database what the backup is, in one transaction. Raises StoreError."""
    with failure.at_the_door(db.path):
        source = database.connect(path, "ro")
        try:
            database.refuse_strangers(source, path)
            if db.writing:
                raise StoreError(
                    "STORE-BUSY-RESTORE",
                    N_("The backup was not put back."),
                    why=N_("Something is being written."),
                    todo=N_("Wait until it has ended and try again."),
                )
            db.connection.execute(f"PRAGMA busy_timeout = {int(LOCK_TIMEOUT_S * 1000)}")
            source.backup(db.connection)
        finally:
            source.close()


def _names(folder: Path) -> list[str]:
    with failure.at_the_door(folder):
        return sorted(path.name for path in folder.glob("??/*") if is_sha256(path.name))
