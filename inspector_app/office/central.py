"""Opens the central database and turns what goes wrong there into ours. It never opens a laptop's database."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from inspector_app.errors import N_, OfficeError
from inspector_app.office.schema import Table

DATABASE = "office.db"
APPLICATION_ID = 0x494E4F46
"""Stands in the file's header, so that no other program's database is taken for ours."""
VERSION = 3
"""2: the register of units, the yearly plan, conclusions and remediation reports. 3: how many acts are done.
A step only adds tables."""
_WAIT_SECONDS = 30


def open_engine(folder: Path) -> Engine:
    """The database of the office in `folder`, made where it is missing.

    OfficeError: OFFICE-NEWER, OFFICE-FOREIGN, OFFICE-DATABASE.
    """
    path = folder / DATABASE
    engine = create_engine(
        URL.create("sqlite", database=str(path)), poolclass=NullPool, connect_args={"timeout": _WAIT_SECONDS}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with _ours(path), engine.begin() as connection:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        empty = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0
        if empty and application == 0:
            Table.metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
        elif application != APPLICATION_ID:
            raise _foreign(path)
        elif version > VERSION:
            raise _newer(path, version)
        elif version < VERSION:
            Table.metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
    # Only now that it is known to be ours: this changes the file.
    with _ours(path), contextlib.closing(engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    return engine


@contextlib.contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """One transaction: all of it or nothing. OfficeError: OFFICE-DATABASE."""
    with _ours(Path(engine.url.database or "")), Session(engine) as session, session.begin():
        yield session


def copy(engine: Engine, target: Path) -> None:
    """A complete copy in one file, whatever the write-ahead log still holds. OfficeError: OFFICE-DATABASE."""
    with _ours(target), contextlib.closing(engine.raw_connection()) as connection:
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(target),))
        except engine.dialect.loaded_dbapi.Error as error:
            raise _unusable(target, error) from error


def _prepare(connection: Any, _record: object) -> None:
    """Whole transactions, written through to the disk; SQLAlchemy and not the driver begins them."""
    connection.isolation_level = None
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    # At once for writing: a reader that later writes would be refused when another had written meanwhile.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextlib.contextmanager
def _ours(path: Path) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        raise _unusable(path, cause) from error


def _unusable(path: Path, cause: object) -> OfficeError:
    return OfficeError(
        "OFFICE-DATABASE",
        N_("The central database {path} cannot be used."),
        why=N_("The database reported: {problem}."),
        todo=N_(
            "Check the disk and whether another program holds the file, then try again. "
            "It can be made again from the kept files."
        ),
        path=str(path),
        problem=str(cause),
    )


def _newer(path: Path, version: int) -> OfficeError:
    return OfficeError(
        "OFFICE-NEWER",
        N_("The central database {path} was written by a newer release (version {found})."),
        why=N_("This release knows versions up to {known}."),
        todo=N_("Install the newer release on this computer; nothing was changed."),
        path=str(path),
        found=version,
        known=VERSION,
    )


def _foreign(path: Path) -> OfficeError:
    return OfficeError(
        "OFFICE-FOREIGN",
        N_("{path} is not a central database of this program."),
        why=N_("It belongs to another program, or to a laptop."),
        todo=N_("Choose another folder for the office; the file was left as it is."),
        path=str(path),
    )
