"""A database is opened only if it is whole, ours and not newer; anything else is refused and left alone."""

import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from inspector_app.errors import StoreError
from inspector_app.store import database, migrations
from inspector_app.store.database import FILE_NAME, open_database


def refusal(folder: Path) -> str:
    with pytest.raises(StoreError) as caught:
        open_database(folder)
    error = caught.value
    assert all((error.what, error.why, error.todo))
    assert "{" not in str(error), "every place of the sentences is filled"
    return error.code


def pragma(db: database.Database, name: str) -> object:
    row = db.row(f"PRAGMA {name}")
    assert row is not None
    return row[0]


def test_every_tick_reaches_the_disk_before_it_counts_as_saved(laptop):
    assert pragma(laptop.db, "synchronous") == 2
    assert pragma(laptop.db, "journal_mode") == "wal"
    laptop.reopen()
    assert pragma(laptop.db, "synchronous") == 2
    assert pragma(laptop.db, "journal_mode") == "wal"


def test_the_connection_trusts_neither_rows_nor_schema(laptop):
    assert pragma(laptop.db, "foreign_keys") == 1
    assert pragma(laptop.db, "trusted_schema") == 0
    assert pragma(laptop.db, "application_id") == migrations.APPLICATION_ID
    assert pragma(laptop.db, "user_version") == len(migrations.STEPS)
    assert 0 < pragma(laptop.db, "busy_timeout") <= 250, "the window stands still while it waits"


def test_every_table_is_strict(laptop):
    loose = laptop.db.rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"
    )
    assert {name for (name,) in loose} == {"sqlite_schema", "_sqlite_migrations"}, (
        "the library's and SQLite's own"
    )
    with pytest.raises(sqlite3.IntegrityError), laptop.db.write():
        laptop.db.run(
            "INSERT INTO outbox VALUES ('a', 'so-mau-2026', 'một', '', '', 'queued', '', '', 0, 0, '', '')"
        )


def test_a_path_with_vietnamese_letters_and_marks_of_urls_is_a_path(tmp_path):
    folder = tmp_path / "Đoàn kiểm tra 100% #1?mode=memory"
    open_database(folder).close()
    assert (folder / FILE_NAME).is_file()


def test_a_database_of_a_newer_release_is_refused_and_untouched(laptop):
    laptop.act(("answer:25a", "verdict", "no"))
    laptop.db.run(f"PRAGMA user_version = {len(migrations.STEPS) + 1}")
    laptop.db.close()
    before = (laptop.folder / FILE_NAME).read_bytes()
    assert refusal(laptop.folder) == "STORE-NEWER"
    assert (laptop.folder / FILE_NAME).read_bytes() == before


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path):
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("CREATE TABLE ke_toan (so_tien INTEGER)")
    connection.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    assert refusal(tmp_path) == "STORE-NOT-OURS"
    assert (tmp_path / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize("content", [b"<html>B\xe1\xba\xa3o tr\xc3\xac</html>" * 400, b"x", bytes(8192)])
def test_a_file_that_is_no_database_is_refused_and_untouched(tmp_path, content):
    (tmp_path / FILE_NAME).write_bytes(content)
    assert refusal(tmp_path) == "STORE-DAMAGED"
    assert (tmp_path / FILE_NAME).read_bytes() == content


def filled(laptop) -> Path:
    """A closed database of a few hundred pages."""
    with laptop.db.write():
        for number in range(300):
            laptop.act((f"answer:{number}", "result", "Đã ban hành kế hoạch. " * 20))
    laptop.db.close()
    return laptop.folder / FILE_NAME


def test_a_zeroed_page_that_reading_would_not_notice_is_found(laptop):
    path = filled(laptop)
    content = bytearray(path.read_bytes())
    middle = len(content) // 4096 // 2 * 4096
    content[middle : middle + 4096] = bytes(4096)
    path.write_bytes(content)
    assert refusal(laptop.folder) == "STORE-DAMAGED"
    assert path.read_bytes() == content


def test_a_file_cut_short_is_damaged(laptop):
    path = filled(laptop)
    content = path.read_bytes()[: 4096 * 20]
    path.write_bytes(content)
    assert refusal(laptop.folder) == "STORE-DAMAGED"
    assert path.read_bytes() == content


@pytest.mark.parametrize("emptied", [True, False])
def test_a_database_lost_beside_its_log_is_not_quietly_made_anew(tmp_path, emptied):
    log = tmp_path / f"{FILE_NAME}-wal"
    log.write_bytes(b"the last ticks")
    if emptied:
        (tmp_path / FILE_NAME).touch()
    assert refusal(tmp_path) == "STORE-DAMAGED"
    assert log.read_bytes() == b"the last ticks", "SQLite would have removed it"
    assert (tmp_path / FILE_NAME).exists() is emptied


@pytest.mark.parametrize("cut_off", ["empty file", "header only"])
def test_a_first_start_that_was_cut_off_is_simply_begun_again(tmp_path, cut_off):
    if cut_off == "empty file":
        (tmp_path / FILE_NAME).touch()
    else:
        connection = sqlite3.connect(tmp_path / FILE_NAME)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
        assert (tmp_path / FILE_NAME).stat().st_size > 0
    db = open_database(tmp_path)
    assert pragma(db, "user_version") == len(migrations.STEPS)
    db.close()


def test_a_folder_that_cannot_be_one_has_its_own_words(tmp_path):
    (tmp_path / "tệp").write_bytes(b"")
    assert refusal(tmp_path / "tệp") == "STORE-CANNOT-OPEN"
    assert refusal(tmp_path / "tệp" / "dữ liệu") == "STORE-CANNOT-OPEN"
    (tmp_path / FILE_NAME).mkdir()
    assert refusal(tmp_path) == "STORE-CANNOT-OPEN"


STRANGER = """
import os, sys
from pathlib import Path
import sqlite_utils
from inspector_app.errors import StoreError
from inspector_app.store.database import open_database
if os.geteuid() == 0:
    os.setuid(65534)
try:
    open_database(Path(sys.argv[1]))
except StoreError as error:
    print(error.code)
"""


@pytest.mark.parametrize("kept", ["nothing", "database", "database and folder writable"])
def test_a_read_only_folder_or_file_is_called_so_at_once(kept):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kept != "nothing":
            open_database(folder).close()
            (folder / FILE_NAME).chmod(0o444)
        folder.chmod(0o777 if kept == "database and folder writable" else 0o555)
        child = subprocess.run(
            [sys.executable, "-c", STRANGER, name], capture_output=True, encoding="utf-8", check=True
        )
        folder.chmod(0o777)
    assert child.stdout.strip() == "STORE-READ-ONLY"


def test_a_write_that_the_file_refuses_says_so_and_changes_nothing(laptop):
    laptop.act(("answer:25a", "verdict", "no"))
    laptop.db.run("PRAGMA query_only = ON")
    with pytest.raises(StoreError) as caught:
        laptop.act(("answer:25a", "verdict", "yes"))
    assert caught.value.code == "STORE-READ-ONLY"
    assert laptop.values() == {("answer:25a", "verdict"): "no"}


def test_two_writers_do_not_wait_for_each_other_for_long(laptop):
    other = open_database(laptop.folder)
    with other.write():
        with pytest.raises(StoreError) as caught:
            laptop.act(("answer:25a", "verdict", "no"))
        assert caught.value.code == "STORE-LOCKED"
        assert laptop.values() == {}, "reading is never locked"
    other.close()
    assert len(laptop.act(("answer:25a", "verdict", "no"))) == 1


def test_a_reader_that_writes_after_anothers_commit_is_not_sent_away(laptop):
    """BEGIN DEFERRED, a read, then a write would fail at once with SQLITE_BUSY_SNAPSHOT."""
    other = open_database(laptop.folder)
    assert laptop.values() == {}
    with other.write():
        other.run("UPDATE visit SET changed_at = changed_at")
    assert len(laptop.act(("answer:25a", "verdict", "no"))) == 1
    other.close()


def test_a_connection_stays_with_its_thread(laptop):
    caught: list[BaseException] = []

    def elsewhere() -> None:
        try:
            laptop.db.rows("SELECT 1")
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_a_database_that_is_up_to_date_opens_without_the_migration_library(tmp_path):
    open_database(tmp_path).close()
    script = (
        "import sys; from pathlib import Path; from inspector_app.store.database import open_database;"
        "open_database(Path(sys.argv[1])).close();"
        "print([name for name in sys.modules if name.startswith('sqlite_')])"
    )
    child = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, encoding="utf-8", check=True
    )
    assert child.stdout.strip() == "[]"
