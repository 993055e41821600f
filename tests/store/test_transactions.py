"""What is written in one block is there wholly or not at all."""

import sqlite3

import pytest

from inspector_app.errors import StoreError
from inspector_app.store import visits


def test_an_error_takes_the_whole_block_with_it(laptop):
    def half_an_action() -> None:
        with laptop.db.write():
            laptop.act(("answer:25a", "verdict", "no"))
            raise RuntimeError("the battery of the second half")

    with pytest.raises(RuntimeError):
        half_an_action()
    assert laptop.log() == ()
    assert laptop.values() == {}
    assert not laptop.db.connection.in_transaction
    assert len(laptop.act(("answer:25a", "verdict", "no"))) == 1


def test_a_block_within_a_block_joins_it(laptop):
    other = sqlite3.connect(laptop.db.path)
    with laptop.db.write():
        laptop.act(("answer:25a", "verdict", "no"))
        laptop.act(("answer:25a", "note", "Sổ văn bản đi, trang 12"))
        assert other.execute("SELECT count(*) FROM event").fetchone() == (0,), "nobody sees half of it"
    assert other.execute("SELECT count(*) FROM event").fetchone() == (2,)
    other.close()


def test_a_failed_inner_block_takes_only_itself_when_its_error_is_dealt_with(laptop):
    def inner() -> None:
        with laptop.db.write():
            laptop.act(("answer:25a", "note", "không"))
            with laptop.db.write():
                laptop.act(("answer:25b", "note", "không"))
            raise RuntimeError("dealt with")

    with laptop.db.write():
        laptop.act(("answer:25a", "verdict", "no"))
        with pytest.raises(RuntimeError):
            inner()
        laptop.act(("answer:25b", "verdict", "yes"))
    assert laptop.values() == {("answer:25a", "verdict"): "no", ("answer:25b", "verdict"): "yes"}
    assert [event.counter for event in laptop.log()] == [1, 2]


def test_the_database_itself_refuses_to_change_or_remove_an_event(laptop):
    laptop.act(("answer:25a", "verdict", "no"))
    before = laptop.log()
    laptop.reopen()
    for sql in ("UPDATE event SET after = '\"yes\"'", "DELETE FROM event", "UPDATE event SET actor = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="events are never"), laptop.db.write():
            laptop.db.run(sql)
    with pytest.raises(sqlite3.IntegrityError, match="events are never"), laptop.db.write():
        laptop.db.run("INSERT OR REPLACE INTO event SELECT * FROM event")
    assert laptop.log() == before


def test_a_misspelt_table_or_column_is_an_error_and_never_a_new_table(laptop):
    tables = laptop.db.rows("SELECT name FROM sqlite_schema ORDER BY name")
    for sql in ("INSERT INTO answr VALUES (1)", "UPDATE visit SET tilte = 'x'"):
        with pytest.raises(sqlite3.OperationalError), laptop.db.write():
            laptop.db.run(sql)
    assert laptop.db.rows("SELECT name FROM sqlite_schema ORDER BY name") == tables


def test_events_need_their_visit_and_a_visit_its_template(laptop):
    laptop.visit = "no-such-visit"
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        laptop.act(("answer:25a", "verdict", "no"))
    with pytest.raises(StoreError) as caught:
        visits.ref(laptop.db, laptop.visit)
    assert caught.value.code == "STORE-VISIT-MISSING"
