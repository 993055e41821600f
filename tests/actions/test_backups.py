"""Backups: asked for and automatic, thinned out, and put back whole by somebody who is no expert."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from inspector_app.actions import answers, backups, visits
from inspector_app.actions.backups import Backup, automatic, kept_of, listing, restore, write_backup
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.clock import FixedClock
from inspector_app.errors import StoreError

YES, NO = ItemVerdict.YES, ItemVerdict.NO


def rows(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT * FROM event ORDER BY rowid").fetchall()


def test_a_backup_holds_the_visits_and_their_files(ws: Workspace, visit: VisitId, tmp_path: Path) -> None:
    stick = tmp_path / "USB của đoàn"
    stick.mkdir()
    photo = ws.files.put("ảnh chụp bảng niêm yết".encode())
    first = write_backup(ws, stick)
    assert (first.content.visits, first.files) == (1, 1)
    assert (stick / "files" / photo[:2] / photo).read_bytes() == "ảnh chụp bảng niêm yết".encode()
    answers.set_verdict(ws, visit, ItemId("1"), YES)
    ws.clock.move_to(ws.clock.now() + timedelta(minutes=1))  # type: ignore[attr-defined]
    second = write_backup(ws, stick)
    assert second.files == 0
    assert second.content.events == first.content.events + 1


def test_stopping_leaves_no_half_backup(ws: Workspace, visit: VisitId, tmp_path: Path) -> None:
    ws.files.put(b"one")
    ws.files.put(b"two")

    def stop(done: int, _total: int) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_backup(ws, tmp_path / "stick", stop)
    assert list((tmp_path / "stick").glob("*.db")) == []
    assert not list((tmp_path / "stick").rglob("*.part"))


def test_automatic_backups_come_while_anything_changes(
    ws: Workspace, visit: VisitId, clock: FixedClock
) -> None:
    assert automatic(ws) is not None
    assert automatic(ws) is None
    clock.move_to(clock.now() + timedelta(hours=1))
    assert automatic(ws) is None  # nothing has changed
    answers.set_verdict(ws, visit, ItemId("1"), YES)
    made = automatic(ws)
    assert next(own.path for own in listing(ws)) == made
    assert len(listing(ws)) == 2


def test_old_ones_are_thinned_out(clock: FixedClock) -> None:
    now = clock.now()
    every = [Backup(Path(f"{number}"), now - timedelta(minutes=30 * number), 1) for number in range(48 * 90)]
    kept = kept_of(every, now)
    assert kept[0] == every[0]
    assert {own.path for own in every[:9]} <= {own.path for own in kept}
    days = [own.at.date() for own in kept if timedelta(hours=4) < now - own.at <= timedelta(days=7)]
    assert len(days) == len(set(days)) == 8
    assert 20 <= len(kept) <= 26
    assert max(now - own.at for own in kept) <= timedelta(weeks=8)


def test_a_backup_put_back_is_what_was_saved(
    ws: Workspace, visit: VisitId, tmp_path: Path, clock: FixedClock
) -> None:
    answers.set_verdict(ws, visit, ItemId("1"), YES)
    photo = ws.files.put(b"photo")
    stick = tmp_path / "stick"
    stick.mkdir()
    kept = write_backup(ws, stick).path
    answers.set_verdict(ws, visit, ItemId("1"), NO)
    later = visits.create_visit(ws, details={"unit": "Sở Đến Sau"})
    (ws.files.path(photo)).unlink()
    device = ws.device_id
    former = restore(ws, kept)
    assert rows(ws.db.path) == rows(kept)
    with open_workspace(ws.folder, clock, "Ông Trần Văn Thử") as again:
        assert visits.load(again, visit).visit.answer(ItemId("1")).verdict is YES
        assert [own.id for own in visits.listing(again)] == [visit]
        assert again.files.read(photo) == b"photo"
        assert again.device_id != device
        answers.set_verdict(again, visit, ItemId("2"), YES)
        clock.move_to(clock.now() + timedelta(seconds=1))
        # What was replaced can be put back the same way.
        restore(again, former)
    with open_workspace(ws.folder, clock) as at_last:
        assert {own.id for own in visits.listing(at_last)} == {visit, later}
        assert visits.load(at_last, visit).visit.answer(ItemId("1")).verdict is NO


def test_a_damaged_backup_is_refused_and_nothing_is_touched(
    ws: Workspace, now: Callable[[], OpenVisit], tmp_path: Path
) -> None:
    kept = write_backup(ws, tmp_path).path
    data = bytearray(kept.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\xff" * 4096
    kept.write_bytes(data)
    before, device = now(), ws.device_id
    with pytest.raises(StoreError):
        restore(ws, kept)
    with pytest.raises(StoreError):
        backups.look_at(tmp_path / "nothing.db")
    assert now() == before
    assert ws.device_id == device
    assert (ws.folder / "device").is_dir()


def test_every_backup_taken_while_one_works_can_be_put_back(
    ws: Workspace, visit: VisitId, tmp_path: Path, clock: FixedClock
) -> None:
    taken: list[tuple[Path, list[tuple[object, ...]]]] = []
    for number in range(20):
        answers.set_verdict(ws, visit, ItemId("1"), YES if number % 2 else NO)
        clock.move_to(clock.now() + timedelta(minutes=31))
        made = automatic(ws)
        assert made is not None
        kept = tmp_path / made.name
        kept.write_bytes(made.read_bytes())
        taken.append((kept, rows(ws.db.path)))
    for kept, expected in taken:
        clock.move_to(clock.now() + timedelta(minutes=1))
        restore(ws, kept)
        assert rows(ws.db.path) == expected


def test_names_that_are_not_ours_are_left_alone(ws: Workspace, clock: FixedClock) -> None:
    folder = ws.folder / "backups"
    folder.mkdir(exist_ok=True)
    (folder / "auto-hôm qua.sqlite3").write_bytes(b"x")
    assert listing(ws) == ()
    assert isinstance(clock.now(), datetime)
