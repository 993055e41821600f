"""A backup is one whole file, complete with the last tick, checked before anyone trusts it."""

import sqlite3
from pathlib import Path

import pytest

from inspector_app.errors import StoreError
from inspector_app.store import backup, events, visits
from inspector_app.store.database import FILE_NAME, open_database


def code_of(call, *arguments) -> str:
    with pytest.raises(StoreError) as caught:
        call(*arguments)
    assert "{" not in str(caught.value)
    return caught.value.code


def test_a_backup_holds_the_last_tick_and_opens_as_a_database(laptop, tmp_path):
    for number in range(300):
        laptop.act((f"answer:{number}", "verdict", "no"))
    wal = laptop.folder / f"{FILE_NAME}-wal"
    assert wal.stat().st_size > 0, "what a plain copy of the file would miss"
    target = tmp_path / "sao lưu" / FILE_NAME
    target.parent.mkdir()
    assert backup.backup(laptop.db, target) == backup.CopyContent(visits=1, events=300)
    assert [path.name for path in target.parent.iterdir()] == [FILE_NAME], "one file, nothing beside it"
    restored = open_database(target.parent)
    assert events.of_visit(restored, laptop.visit) == laptop.log()
    assert visits.listing(restored) == visits.listing(laptop.db)
    assert events.check(restored) == ()
    restored.close()
    laptop.act(("answer:1", "verdict", "yes"))


def test_a_backup_never_takes_the_place_of_a_file(laptop, tmp_path):
    target = tmp_path / "báo cáo.docx"
    target.write_bytes("quan trọng".encode())
    assert code_of(backup.backup, laptop.db, target) == "STORE-BACKUP-EXISTS"
    assert code_of(backup.backup, laptop.db, laptop.db.path) == "STORE-BACKUP-EXISTS"
    assert target.read_bytes() == "quan trọng".encode()


def test_a_backup_that_cannot_be_written_says_so_and_leaves_nothing(laptop, tmp_path):
    assert code_of(backup.backup, laptop.db, tmp_path / "không có" / "a.sqlite3") == "STORE-CANNOT-OPEN"
    assert not (tmp_path / "không có").exists()


@pytest.fixture
def copy(laptop, tmp_path) -> Path:
    for number in range(200):
        laptop.act((f"answer:{number}", "result", "Đã ban hành kế hoạch. " * 20))
    target = tmp_path / "bản sao.sqlite3"
    backup.backup(laptop.db, target)
    return target


def test_a_copy_that_a_stick_damaged_is_not_believed(copy):
    content = bytearray(copy.read_bytes())
    middle = len(content) // 4096 // 2 * 4096
    content[middle : middle + 4096] = bytes(4096)
    copy.write_bytes(content)
    assert code_of(backup.check_copy, copy) == "STORE-DAMAGED"
    copy.write_bytes(content[:4096])
    assert code_of(backup.check_copy, copy) == "STORE-DAMAGED"
    copy.write_bytes(b"")
    assert code_of(backup.check_copy, copy) == "STORE-NOT-OURS"
    copy.unlink()
    assert code_of(backup.check_copy, copy) == "STORE-CANNOT-OPEN"
    assert not copy.exists()


def test_looking_at_a_copy_changes_nothing(copy):
    before = copy.read_bytes()
    assert backup.check_copy(copy) == backup.CopyContent(visits=1, events=200)
    assert copy.read_bytes() == before
    assert sorted(path.name for path in copy.parent.glob("bản sao*")) == [copy.name]


def test_a_copy_of_another_program_or_a_newer_release_is_told_apart(copy):
    connection = sqlite3.connect(copy)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    assert code_of(backup.check_copy, copy) == "STORE-NEWER"
    connection.execute("PRAGMA application_id = 1")
    connection.commit()
    connection.close()
    assert code_of(backup.check_copy, copy) == "STORE-NOT-OURS"
