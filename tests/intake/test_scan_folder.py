"""What a scanner lays into its folder is new once, and only when it is whole; nothing of it is touched."""

import os
from pathlib import Path

import pytest

from inspector_app.errors import IntakeError
from inspector_app.intake.scan_folder import Arrivals, lying_in


def grow(path: Path, more: bytes, at: int) -> None:
    with path.open("ab") as file:
        file.write(more)
    os.utime(path, ns=(at, at))


def test_what_lay_there_at_the_start_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / "cu.pdf").write_bytes(b"a")
    arrivals = Arrivals()
    assert [arrivals.take(lying_in(tmp_path)) for _look in range(3)] == [(), (), ()]


def test_a_file_is_told_once_when_it_no_longer_grows(tmp_path: Path) -> None:
    arrivals = Arrivals()
    arrivals.take(lying_in(tmp_path))
    scan = tmp_path / "scan 1.pdf"
    scan.touch()
    assert arrivals.take(lying_in(tmp_path)) == ()
    assert arrivals.take(lying_in(tmp_path)) == ()  # an empty file is no scan yet
    grow(scan, b"%PDF", 1)
    assert arrivals.take(lying_in(tmp_path)) == ()
    grow(scan, b"-1.7", 2)
    assert arrivals.take(lying_in(tmp_path)) == ()
    assert arrivals.waiting
    assert arrivals.take(lying_in(tmp_path)) == ("scan 1.pdf",)
    assert arrivals.take(lying_in(tmp_path)) == ()
    assert not arrivals.waiting


def test_a_scanner_that_always_writes_the_same_name_is_heard_each_time(tmp_path: Path) -> None:
    arrivals = Arrivals()
    arrivals.take(lying_in(tmp_path))
    for at in (1_000, 2_000):
        (tmp_path / "scan.jpg").write_bytes(b"a" * at)
        os.utime(tmp_path / "scan.jpg", ns=(at, at))
        assert arrivals.take(lying_in(tmp_path)) == ()
        assert arrivals.take(lying_in(tmp_path)) == ("scan.jpg",)


def test_names_under_which_programs_still_write_are_left_alone(tmp_path: Path) -> None:
    for name in (
        ".an.pdf",
        "~$ban.docx",
        "a.pdf.part",
        "b.tmp",
        "c.crdownload",
        "Thumbs.db",
        "duong-tat.lnk",
    ):
        (tmp_path / name).write_bytes(b"a")
    (tmp_path / "thu-muc.pdf").mkdir()
    (tmp_path / "that.pdf").write_bytes(b"a")
    (tmp_path / "noi.pdf").symlink_to(tmp_path / "that.pdf")
    os.mkfifo(tmp_path / "ong.pdf")
    assert set(lying_in(tmp_path)) == {"that.pdf"}


def test_a_folder_that_is_gone_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as told:
        lying_in(tmp_path / "da-rut")
    assert told.value.code == "SCAN-FOLDER"
    with pytest.raises(IntakeError):
        lying_in(tmp_path / "a\0b")


def test_a_folder_that_comes_back_brings_what_is_new(tmp_path: Path) -> None:
    arrivals = Arrivals()
    (tmp_path / "cu.pdf").write_bytes(b"a")
    arrivals.take(lying_in(tmp_path))
    (tmp_path / "moi.pdf").write_bytes(b"a")  # while nobody could look
    arrivals.take(lying_in(tmp_path))
    assert arrivals.take(lying_in(tmp_path)) == ("moi.pdf",)
