"""Files that are whole or absent after a power cut: temporary name, fsync, rename, fsync of the folder."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """A temporary path beside `target` that becomes `target` when the block ends well, and vanishes else.

    Raises OSError.
    """
    with passing(target.parent) as temporary:
        yield temporary
        settle(temporary, target)


@contextmanager
def passing(folder: Path) -> Iterator[Path]:
    """A free name in `folder`; what still bears it when the block ends is removed."""
    temporary = folder / f".{os.urandom(16).hex()}.part"
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def settle(temporary: Path, target: Path) -> None:
    """Give a finished file its name for good: its bytes reach the disk first, then the name. Raises OSError."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable; Windows has no such call and keeps them in its journal."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """A compact copy of an open database in one file, complete with what its WAL still holds.

    The file itself is never read: closing it would drop SQLite's locks (howtocorrupt, section 2.2).
    Raises sqlite3.Error and OSError.
    """
    with appearing(target) as temporary:
        connection.execute("VACUUM INTO ?", (str(temporary),))
