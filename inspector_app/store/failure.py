"""What SQLite and the file system refuse, turned into StoreErrors a person can act on.

It knows which failures are the computer's; anything else passes through, because it is a bug.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector_app.errors import N_, StoreError


def locked(path: Path) -> StoreError:
    return StoreError(
        "STORE-LOCKED",
        N_("Nothing was saved: the database is in use."),
        why=N_("Another program is writing to {path} at this moment."),
        todo=N_("Close other windows of this program, or the backup program, and do it again."),
        path=path,
    )


def full(path: Path) -> StoreError:
    return StoreError(
        "STORE-FULL",
        N_("Nothing was saved: the disk is full."),
        why=N_("There is no space left for {path}. What was saved before is intact."),
        todo=N_("Free some space on this disk and do it again."),
        path=path,
    )


def read_only(path: Path) -> StoreError:
    return StoreError(
        "STORE-READ-ONLY",
        N_("Nothing was saved: {path} cannot be written."),
        why=N_("The file or its folder is read-only, or you have no right to write there."),
        todo=N_("Ask for the right to write in this folder, or start the program with another data folder."),
        path=path,
    )


def damaged(path: Path, problem: str) -> StoreError:
    return StoreError(
        "STORE-DAMAGED",
        N_("The database {path} is damaged and was left as it is."),
        why=N_("SQLite says: {problem}."),
        todo=N_("Do not delete the file. Copy the whole folder, then restore the newest backup."),
        path=path,
        problem=problem,
    )


def not_ours(path: Path) -> StoreError:
    return StoreError(
        "STORE-NOT-OURS",
        N_("{path} is not a database of this program and was left as it is."),
        why=N_("It is a database of another program, or an empty one that another program made."),
        todo=N_("Choose another data folder, or move this file away."),
        path=path,
    )


def newer(path: Path, found: int, known: int) -> StoreError:
    return StoreError(
        "STORE-NEWER",
        N_("The database {path} was written by a newer release and was left as it is."),
        why=N_("Its format is {found}; this release knows formats up to {known}."),
        todo=N_("Install the newest release of the program on this computer."),
        path=path,
        found=found,
        known=known,
    )


def cannot_open(path: Path, problem: str) -> StoreError:
    return StoreError(
        "STORE-CANNOT-OPEN",
        N_("{path} cannot be opened or made."),
        why=N_("The system says: {problem}."),
        todo=N_("Check that the data folder exists, is a folder, and that you may open it."),
        path=path,
        problem=problem,
    )


def device_failed(path: Path, problem: str) -> StoreError:
    return StoreError(
        "STORE-IO",
        N_("{path} could not be read or written."),
        why=N_("The disk reported an error: {problem}."),
        todo=N_(
            "Check that the disk is connected and healthy, make a backup to another disk, and do it again."
        ),
        path=path,
        problem=problem,
    )


def sqlite_failure(error: sqlite3.Error, path: Path) -> StoreError | None:
    """The person's side of an SQLite error; None where it is a bug of ours."""
    name = getattr(error, "sqlite_errorname", None) or ""
    match name.removeprefix("SQLITE_").split("_")[0]:
        case "BUSY" | "LOCKED" | "PROTOCOL":
            return locked(path)
        case "FULL":
            return full(path)
        case "READONLY" | "PERM":
            return read_only(path)
        case "CORRUPT" | "NOTADB":
            return damaged(path, str(error))
        case "CANTOPEN" if path.parent.is_dir() and not os.access(path.parent, os.W_OK):
            return read_only(path)
        case "CANTOPEN":
            return cannot_open(path, str(error))
        case "IOERR":
            return device_failed(path, str(error))
    return None


def file_failure(error: OSError, path: Path) -> StoreError:
    """The person's side of a file system's error."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(path)
    if error.errno in (errno.ENOTDIR, errno.ENOENT, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG):
        return cannot_open(path, error.strerror or str(error))
    return device_failed(path, error.strerror or str(error))


@contextmanager
def at_the_door(path: Path) -> Iterator[None]:
    """Turn SQLite's and the file system's errors within the block into StoreErrors about `path`."""
    try:
        yield
    except sqlite3.Error as error:
        if (ours := sqlite_failure(error, path)) is None:
            raise
        raise ours from error
    except OSError as error:
        raise file_failure(error, path) from error
