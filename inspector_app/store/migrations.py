"""The shape of the database, one numbered step per change; steps are only ever added.

A step is written in raw SQL (STRICT, CHECK, triggers) and has a test and a database of its release
among the fixtures. The number of steps is the database's user_version.
"""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils

Step = Callable[["sqlite_utils.Database"], None]

APPLICATION_ID = 0x43434843
"""ASCII "CCHC", in the header of every database of this program."""


def visits_and_events(database: "sqlite_utils.Database") -> None:
    """Templates, visits, the append-only log of events, current values, the outbox."""
    for statement in _FIRST:
        database.execute(statement)


_FIRST = (
    """CREATE TABLE template (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE visit (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        template TEXT NOT NULL REFERENCES template (sha256),
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE event (
        visit TEXT NOT NULL REFERENCES visit (id),
        plane TEXT NOT NULL CHECK (plane IN ('answers', 'sealing')),
        device TEXT NOT NULL,
        counter INTEGER NOT NULL CHECK (counter >= 1),
        act TEXT NOT NULL,
        actor TEXT NOT NULL,
        at TEXT NOT NULL,
        monotonic_ms INTEGER NOT NULL,
        boot TEXT NOT NULL,
        entity TEXT NOT NULL,
        field TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        supersedes TEXT NOT NULL,
        undoes TEXT,
        reason TEXT,
        previous TEXT NOT NULL CHECK (length(previous) = 64),
        hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
        PRIMARY KEY (visit, plane, device, counter)
    ) STRICT""",
    "CREATE INDEX event_field ON event (visit, plane, entity, field)",
    "CREATE INDEX event_act ON event (visit, act)",
    """CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never removed'); END""",
    """CREATE TABLE value (
        visit TEXT NOT NULL REFERENCES visit (id),
        plane TEXT NOT NULL CHECK (plane IN ('answers', 'sealing')),
        entity TEXT NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        heads TEXT NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        conflicting INTEGER NOT NULL CHECK (conflicting IN (0, 1)),
        PRIMARY KEY (visit, plane, entity, field)
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX value_verdict ON value (visit)
        WHERE plane = 'answers' AND field = 'verdict' AND value <> 'null'""",
    """CREATE TABLE pending_event (
        hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
        visit TEXT NOT NULL REFERENCES visit (id),
        line TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX pending_event_visit ON pending_event (visit)",
    """CREATE TABLE fork_event (
        hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
        visit TEXT NOT NULL REFERENCES visit (id),
        line TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX fork_event_visit ON fork_event (visit)",
    """CREATE TABLE outbox (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        visit TEXT NOT NULL REFERENCES visit (id),
        version INTEGER NOT NULL CHECK (version >= 1),
        destination TEXT NOT NULL,
        manifest_sha256 TEXT NOT NULL CHECK (length(manifest_sha256) = 64),
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'received', 'refused')),
        queued_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        parts_total INTEGER NOT NULL CHECK (parts_total >= 0),
        parts_sent INTEGER NOT NULL CHECK (parts_sent BETWEEN 0 AND parts_total),
        problem TEXT,
        receipt TEXT
    ) STRICT""",
    "CREATE INDEX outbox_visit ON outbox (visit)",
)


def checklists_and_points(database: "sqlite_utils.Database") -> None:
    """Checklists have a life of their own (draft, published, retired); tables of points and classes."""
    for statement in _SECOND:
        database.execute(statement)


_SECOND = (
    """CREATE TABLE template_status (
        sha256 TEXT PRIMARY KEY REFERENCES template (sha256),
        status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'retired')),
        source TEXT,
        changed_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE score_table (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        id TEXT NOT NULL,
        year INTEGER NOT NULL,
        body TEXT NOT NULL,
        added_at TEXT NOT NULL
    ) STRICT""",
)


def columns_of_registers(database: "sqlite_utils.Database") -> None:
    """Which column of a unit's register holds what, as a person last confirmed it."""
    database.execute(
        """CREATE TABLE remembered_columns (
            unit TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('dossiers', 'outgoing')),
            body TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            PRIMARY KEY (unit, kind)
        ) STRICT, WITHOUT ROWID"""
    )


def phrases_of_people(database: "sqlite_utils.Database") -> None:
    """Sentences that people starred or do not want to be offered, and the way to all that were written by hand."""
    for statement in _FOURTH:
        database.execute(statement)


_FOURTH = (
    """CREATE TABLE phrase (
        kind TEXT NOT NULL CHECK (kind <> ''),
        text TEXT NOT NULL CHECK (text <> ''),
        starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
        removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
        changed_at TEXT NOT NULL,
        PRIMARY KEY (kind, text)
    ) STRICT, WITHOUT ROWID""",
    """CREATE INDEX value_by_hand ON value (field, visit, entity, value, at)
        WHERE plane = 'answers' AND value <> 'null' AND field IN ('result', 'text', 'remedy', 'owner',
        'objective_causes', 'subjective_causes')""",
)


STEPS: tuple[Step, ...] = (
    visits_and_events,
    checklists_and_points,
    columns_of_registers,
    phrases_of_people,
)


def apply(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest shape in one transaction: either all pending steps or none.

    sqlite-utils keeps the list of applied steps; it is imported here because a database that is up to
    date never needs it.
    """
    import sqlite_utils

    library = sqlite_utils.Database(connection, execute_plugins=False)
    migrations = sqlite_utils.Migrations("inspector_app")
    for number, step in enumerate(STEPS, start=1):
        migrations(name=f"{number:04d}_{step.__name__}")(step)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(library)
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError(f"a step left a row of {broken[0]} without its {broken[2]}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
