"""Tables of points lie in the database whole, under their digest, and are never changed there."""

from dataclasses import replace
from pathlib import Path

import pytest

from inspector_app.authoring.score_tables import read_shipped
from inspector_app.clock import FixedClock
from inspector_app.errors import StoreError
from inspector_app.store import score_tables
from inspector_app.store.database import open_database

TABLE = read_shipped("khanh-hoa-so-nganh")


def test_a_table_comes_back_as_it_was_put(tmp_path: Path, clock: FixedClock) -> None:
    db = open_database(tmp_path)
    sha256 = score_tables.put(db, TABLE, clock.now())
    assert sha256 == score_tables.put(db, TABLE, clock.now()) == TABLE.digest
    assert score_tables.get(db, sha256) == TABLE
    newer = replace(TABLE, year=2026)
    score_tables.put(db, newer, clock.now())
    assert [own.table.year for own in score_tables.listing(db)] == [2026, 2021]
    assert score_tables.listing(db)[0].added_at == clock.now()
    db.close()


def test_a_table_that_is_not_here_and_one_that_was_altered_are_told(
    tmp_path: Path, clock: FixedClock
) -> None:
    db = open_database(tmp_path)
    with pytest.raises(StoreError, match="STORE-SCORES-MISSING"):
        score_tables.get(db, "0" * 64)
    sha256 = score_tables.put(db, TABLE, clock.now())
    with db.write():
        db.run("UPDATE score_table SET body = replace(body, '2021', '2022')")
    with pytest.raises(StoreError, match="STORE-DAMAGED"):
        score_tables.get(db, sha256)
    db.close()
