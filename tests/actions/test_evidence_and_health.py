"""Evidence is kept byte for byte, once; the check finds what no longer holds; a backup is a whole copy."""

import io
from pathlib import Path

import pytest

from inspector_app.actions import answers, evidence, health, visits
from inspector_app.checklist.template import ItemId
from inspector_app.errors import IntakeError, StoreError


def photo(width: int = 2400, height: int = 1200) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (120, 160, 200)).save(buffer, "JPEG")
    return buffer.getvalue()


def test_a_photo_is_kept_as_it_is_and_reduced_once_for_the_pages(ws, visit, now) -> None:
    original = photo()
    name = evidence.add_evidence(ws, visit, "Bảng niêm yết.jpg", original, [ItemId("16")], "Trụ sở")
    assert evidence.evidence_data(ws, name) == original
    (own,) = now().visit.evidence
    assert (own.sha256, own.name, own.items, own.caption, own.printed) == (
        name, "Bảng niêm yết.jpg", ("16",), "Trụ sở", True,
    )  # fmt: skip
    assert (own.width, own.height, own.size) == (1600, 800, len(original))
    assert ws.files.read(own.reduced_sha256) != original


def test_another_file_is_kept_without_a_picture(ws, visit, now) -> None:
    evidence.add_evidence(ws, visit, "kế hoạch.pdf", b"%PDF-1.7", [ItemId("1")], printed=False)
    (own,) = now().visit.evidence
    assert (own.media_type, own.reduced_sha256, own.printed) == ("application/pdf", None, False)


def test_a_broken_picture_is_refused_and_nothing_is_kept(ws, visit, now) -> None:
    with pytest.raises(IntakeError, match="INTAKE-PICTURE"):
        evidence.add_evidence(ws, visit, "ảnh.jpg", b"\xff\xd8\xff broken", [ItemId("16")])
    assert now().visit.evidence == ()


def test_the_check_counts_and_finds_nothing_wrong(ws, visit) -> None:
    visits.create_sample(ws, "so-xay-dung-2022")
    evidence.add_evidence(ws, visit, "a.txt", b"a", [ItemId("1")])
    seen: list[tuple[int, int]] = []
    found = health.check(ws, lambda done, total: seen.append((done, total)))
    assert found.sound
    assert (found.visits, found.files) == (2, 1)
    assert found.events > 100
    assert seen == [(0, 2), (1, 2)]


def test_the_check_names_a_file_that_is_missing_or_damaged(ws, visit) -> None:
    first = evidence.add_evidence(ws, visit, "a.txt", b"a", [ItemId("1")])
    second = evidence.add_evidence(ws, visit, "b.txt", b"b", [ItemId("1")])
    ws.files.path(first).unlink()
    ws.files.path(second).write_bytes(b"c")
    found = health.check(ws)
    assert {fault.parameters["sha256"] for fault in found.faults} == {first, second}
    for fault in found.faults:
        assert fault.message.format_map(fault.parameters)


def test_the_check_names_a_chain_that_was_tampered_with(ws, visit) -> None:
    answers.set_value(ws, visit, "visit", "place", "Phòng họp 1")
    for (name,) in ws.db.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"):
        ws.db.connection.execute(f'DROP TRIGGER "{name}"')
    ws.db.connection.execute("""UPDATE event SET after = '"Phòng họp 2"' WHERE field = 'place'""")
    (fault,) = health.check(ws).faults
    assert (fault.parameters["visit"], fault.parameters["counter"]) == (visit, 2)


def test_a_backup_is_a_whole_copy_and_never_replaces_one(ws, visit, tmp_path: Path, clock) -> None:
    from inspector_app.store.backup import check_copy

    copy = health.backup(ws, tmp_path)
    assert copy.name == "inspector-20260512-080000.db"
    assert check_copy(copy).visits == 1
    before = copy.read_bytes()
    with pytest.raises(StoreError, match="STORE-BACKUP-EXISTS"):
        health.backup(ws, tmp_path)
    assert copy.read_bytes() == before
