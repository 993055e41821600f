"""Later releases open what earlier ones wrote: copied first, changed in one transaction, or left as it was."""

import ast
import shutil
import sqlite3
from pathlib import Path

import pytest

import inspector_app.store
from inspector_app.checklist import event as log
from inspector_app.checklist.event import Plane
from inspector_app.checklist.handover import DeliveryState
from inspector_app.checklist.visit import Conflict, VisitId
from inspector_app.store import backup, events, migrations, outbox, templates, visits
from inspector_app.store.database import FILE_NAME, open_database

RELEASED = Path(__file__).parent.parent / "fixtures" / "databases"
VISIT = VisitId("so-mau-2026")


def test_every_format_has_a_database_of_its_release():
    assert [path.stem for path in sorted(RELEASED.glob("*.db"))] == [
        f"{number:04d}" for number in range(1, len(migrations.STEPS) + 1)
    ]


@pytest.fixture(params=sorted(RELEASED.glob("*.db")), ids=lambda path: path.stem)
def old_folder(request, tmp_path):
    shutil.copyfile(request.param, tmp_path / FILE_NAME)
    return tmp_path


def test_what_an_earlier_release_kept_is_all_there(old_folder, template):
    db = open_database(old_folder)
    assert db.row("PRAGMA user_version") == (len(migrations.STEPS),)
    assert events.check(db) == ()
    assert templates.get(db, template.digest) == template
    (row,) = visits.listing(db)
    assert (row.id, row.template, row.unit, len(row.with_verdict)) == (VISIT, template.ref, None, 1)
    assert visits.conflicts(db, VISIT) == (Conflict("answer:25a", "verdict", ("partly", "yes")),)
    assert set(visits.values(db, VISIT, Plane.SEALING)) == {("version:1", "printed_at")}
    assert [event.reason for event in events.of_visit(db, VISIT)] == [
        None,
        None,
        "Xem lại",
        "Xem lại",
        None,
        None,
    ]
    assert [len(aside(db, VISIT)) for aside in (events.pending, events.forks)] == [1, 1]
    (delivery,) = outbox.listing(db)
    assert delivery.state is DeliveryState.RECEIVED
    assert delivery.receipt is not None
    before = db.rows("SELECT * FROM value")
    events.rebuild(db)
    assert db.rows("SELECT * FROM value") == before
    db.close()


def test_an_earlier_database_ends_in_the_shape_of_a_new_one(old_folder, tmp_path):
    shape = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    old, new = open_database(old_folder), open_database(tmp_path / "mới")
    assert old.rows(shape) == new.rows(shape)
    old.close()
    new.close()


def add_a_column(database) -> None:
    database.execute("ALTER TABLE visit ADD COLUMN place TEXT")


def with_steps(monkeypatch, *steps) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *steps))


def test_before_a_database_is_changed_a_copy_is_laid_aside(laptop, monkeypatch):
    laptop.act(("answer:25a", "verdict", "no"))
    before = laptop.log()
    with_steps(monkeypatch, add_a_column)
    laptop.reopen()
    assert laptop.log() == before
    assert laptop.db.row("SELECT count(*) FROM visit WHERE place IS NULL") == (1,)
    assert laptop.db.row("PRAGMA foreign_keys") == (1,)
    (copy,) = (laptop.folder / "backups").iterdir()
    assert backup.check_copy(copy) == backup.CopyContent(visits=1, events=1)
    laptop.reopen()
    assert len(list((laptop.folder / "backups").iterdir())) == 1, "an up-to-date database is not copied"


def fails_halfway(database) -> None:
    database.execute("ALTER TABLE visit ADD COLUMN second TEXT")
    raise RuntimeError("the battery of the second step")


def fails_in_a_script(database) -> None:
    database.executescript("ALTER TABLE visit ADD COLUMN second TEXT; CREATE TABLE no_such_syntax (;")


def leaves_orphans(database) -> None:
    database.execute("DELETE FROM template")


@pytest.mark.parametrize("step", [fails_halfway, fails_in_a_script, leaves_orphans])
def test_a_step_that_fails_takes_all_steps_with_it(laptop, monkeypatch, step):
    laptop.act(("answer:25a", "verdict", "no"))
    shape = "SELECT sql FROM sqlite_schema ORDER BY name"
    before = laptop.log(), laptop.db.rows(shape), laptop.db.rows("SELECT * FROM template")
    laptop.db.close()
    with monkeypatch.context() as later_release:
        with_steps(later_release, add_a_column, step)
        with pytest.raises((RuntimeError, sqlite3.Error)):
            open_database(laptop.folder)
    laptop.reopen()
    assert (laptop.log(), laptop.db.rows(shape), laptop.db.rows("SELECT * FROM template")) == before


def rebuild_by_the_library(database) -> None:
    database.table("visit").transform(rename={"created_at": "made_at"})


def rebuild_by_hand(database) -> None:
    database.execute(
        "CREATE TABLE later (id TEXT PRIMARY KEY, template TEXT, made_at TEXT, changed_at TEXT) STRICT"
    )
    database.execute("INSERT INTO later SELECT * FROM visit")
    database.execute("DROP TABLE visit")
    database.execute("ALTER TABLE later RENAME TO visit")


@pytest.mark.parametrize("step", [rebuild_by_the_library, rebuild_by_hand])
def test_a_step_may_make_a_table_anew_that_others_point_to(laptop, monkeypatch, step):
    """With foreign_keys = ON, dropping the old table would fail on the rows that point to it."""
    laptop.act(("answer:25a", "verdict", "no"))
    before = laptop.log()
    with_steps(monkeypatch, step)
    laptop.reopen()
    assert laptop.log() == before
    assert laptop.db.row("SELECT count(made_at) FROM visit") == (1,)
    assert laptop.db.rows("PRAGMA foreign_key_check") == []


def test_two_first_starts_at_once_apply_each_step_once(tmp_path):
    first = open_database(tmp_path)
    second = open_database(tmp_path)
    migrations.apply(second.connection)
    assert first.rows("SELECT name FROM _sqlite_migrations") == [
        (f"{number:04d}_{step.__name__}",) for number, step in enumerate(migrations.STEPS, start=1)
    ]
    assert not (tmp_path / "backups").exists()
    first.close()
    second.close()


def test_no_code_of_the_store_runs_scripts_or_lets_the_library_make_tables():
    """`connection.executescript` commits what came before it; `.insert`, `.upsert` create what was misspelt."""
    forbidden = {"executescript", "insert", "insert_all", "upsert", "upsert_all"}
    sources = list(Path(inspector_app.store.__path__[0]).glob("*.py"))
    assert len(sources) > 8
    for source in sources:
        called = {
            node.func.attr
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert not called & forbidden, source.name


def test_the_log_is_read_the_same_whichever_release_wrote_it(old_folder):
    db = open_database(old_folder)
    known = events.of_visit(db, VISIT)
    assert tuple(log.from_line(log.to_line(event)) for event in known) == known
    assert {key: len(found) for key, found in log.heads(known).items()} == {
        ("visit", "unit"): 1,
        ("answer:25a", "verdict"): 2,
        ("version:1", "printed_at"): 1,
    }
    db.close()
