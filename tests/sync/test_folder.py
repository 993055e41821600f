"""A folder as the road to the office: shares, mapped drives and USB sticks as they really behave."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.checklist.handover import manifest_name, part_name, receipt_name
from inspector_app.errors import DeliveryError
from inspector_app.sync.carriers.folder import FolderCarrier
from tests.sync.carrier_contract import DATA, SHA256, CarrierContract

NAME = part_name(SHA256)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB của Đoàn"
    folder.mkdir()
    return folder


class TestFolder(CarrierContract):
    @pytest.fixture
    def carrier(self, stick: Path) -> FolderCarrier:
        return FolderCarrier(stick)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(DeliveryError) as caught:
        act()
    str(caught.value)
    assert caught.value.todo
    return caught.value.code


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_stick_that_was_pulled_out_is_called_that_for_every_verb(tmp_path: Path) -> None:
    carrier = FolderCarrier(tmp_path / "không có")
    acts = (
        lambda: carrier.put(NAME, DATA),
        lambda: carrier.get(NAME),
        lambda: carrier.have([NAME]),
        lambda: carrier.list("parts"),
    )
    assert {refused(act) for act in acts} == {"DELIVERY-NO-FOLDER"}
    # The folder is not made: the drive's letter would then hide that the drive is missing.
    assert files(tmp_path) == []
    assert not (tmp_path / "không có").exists()


def test_a_file_chosen_as_the_folder_is_no_folder(tmp_path: Path) -> None:
    target = tmp_path / "ổ đĩa.txt"
    target.write_bytes(b"x")
    assert refused(lambda: FolderCarrier(target).put(NAME, DATA)) == "DELIVERY-NO-FOLDER"
    assert target.read_bytes() == b"x"


def test_a_file_in_the_way_of_parts_is_said_and_left_alone(stick: Path) -> None:
    (stick / "parts").write_bytes(b"x")
    assert refused(lambda: FolderCarrier(stick).put(NAME, DATA)) == "DELIVERY-IO"
    assert files(stick) == ["parts"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "DELIVERY-FULL"),
        (errno.EDQUOT, "DELIVERY-FULL"),
        (errno.EROFS, "DELIVERY-READ-ONLY"),
        (errno.EACCES, "DELIVERY-READ-ONLY"),
        (errno.EIO, "DELIVERY-IO"),
    ],
)
def test_a_full_or_read_only_target_leaves_nothing_half_written(
    stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    carrier = FolderCarrier(stick)
    carrier.put(receipt_name(SHA256), b"before")

    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    assert refused(lambda: carrier.put(NAME, DATA)) == code
    assert refused(lambda: carrier.put(receipt_name(SHA256), b"after")) == code
    assert files(stick) == [receipt_name(SHA256)]
    assert carrier.get(receipt_name(SHA256)) == b"before"


def test_a_stick_that_forgets_what_it_was_given_is_not_believed(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def forgetful(self: Path, target: Path) -> Path:
        self.write_bytes(bytes(len(DATA)))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", forgetful)
    carrier = FolderCarrier(stick)
    assert refused(lambda: carrier.put(NAME, DATA)) == "DELIVERY-READ-BACK"
    assert files(stick) == []


def test_another_sender_holding_the_same_blob_open_is_no_failure(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier = FolderCarrier(stick)
    carrier.put(NAME, DATA)
    carrier.put(receipt_name(SHA256), b"before")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "being used by another process")

    monkeypatch.setattr(Path, "replace", held)
    carrier.put(NAME, DATA)
    assert refused(lambda: carrier.put(receipt_name(SHA256), b"after")) == "DELIVERY-READ-ONLY"
    assert files(stick) == [NAME, receipt_name(SHA256)]


def test_strangers_files_and_torn_ones_are_neither_listed_nor_touched(stick: Path) -> None:
    strangers = ["manifest/.a1.tmp", "manifest/desktop.ini", "parts/Thumbs.db", "Ảnh Tết.jpg"]
    for name in strangers:
        (stick / name).parent.mkdir(exist_ok=True)
        (stick / name).write_bytes(b"x")
    carrier = FolderCarrier(stick)
    carrier.put(manifest_name(SHA256), DATA)
    assert carrier.list("manifest") == (manifest_name(SHA256),)
    assert carrier.list("parts") == ()
    assert set(strangers) < set(files(stick))
