"""Originals are kept byte for byte under their hash, whole or not at all, and checked whenever they are read."""

import hashlib
import resource
from pathlib import Path

import pytest

from inspector_app.errors import StoreError
from inspector_app.store import failure
from inspector_app.store.files import FileStore

PHOTO = "Ảnh chụp bảng niêm yết".encode() * 1000
NAME = hashlib.sha256(PHOTO).hexdigest()


def everything(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def code_of(call, *arguments) -> str:
    with pytest.raises(StoreError) as caught:
        call(*arguments)
    assert "{" not in str(caught.value)
    return caught.value.code


def test_bytes_come_back_as_they_went_in(tmp_path):
    store = FileStore(tmp_path)
    assert not store.has(NAME)
    assert store.put(PHOTO) == NAME
    assert store.has(NAME)
    assert store.read(NAME) == PHOTO
    assert store.path(NAME) == tmp_path / "files" / NAME[:2] / NAME
    assert everything(tmp_path) == [store.path(NAME)], "nothing unfinished is left behind"


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024, 1024 * 1024 * 2 + 1])
def test_a_file_from_a_card_is_copied_whole_and_left_where_it_was(tmp_path, size):
    source = tmp_path / "IMG_0001.jpg"
    source.write_bytes(bytes(size))
    store = FileStore(tmp_path / "data")
    sha256 = store.put_path(source)
    assert sha256 == hashlib.sha256(bytes(size)).hexdigest()
    assert store.read(sha256) == source.read_bytes() == bytes(size)


def test_the_same_file_twice_is_kept_once_and_not_written_again(tmp_path):
    store = FileStore(tmp_path)
    store.put(PHOTO)
    before = store.path(NAME).stat()
    (tmp_path / "bản sao").write_bytes(PHOTO)
    assert store.put(PHOTO) == store.put_path(tmp_path / "bản sao") == NAME
    after = store.path(NAME).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert everything(tmp_path / "files") == [store.path(NAME)]


def test_a_file_that_the_disk_cut_short_is_mended_by_adding_it_again(tmp_path):
    store = FileStore(tmp_path)
    store.put(PHOTO)
    store.path(NAME).write_bytes(PHOTO[:100])
    assert code_of(store.read, NAME) == "STORE-FILE-DAMAGED"
    store.put(PHOTO)
    assert store.read(NAME) == PHOTO


def test_a_flipped_bit_is_never_read_as_the_original(tmp_path):
    store = FileStore(tmp_path)
    store.put(PHOTO)
    spoilt = bytearray(PHOTO)
    spoilt[5] ^= 1
    store.path(NAME).write_bytes(spoilt)
    assert code_of(store.read, NAME) == "STORE-FILE-DAMAGED"
    assert store.path(NAME).read_bytes() == spoilt, "it is left as it is"


@pytest.mark.parametrize("name", [NAME, "../../etc/passwd", "", NAME.upper(), NAME + "\n"])
def test_what_is_not_there_is_missing_whatever_it_is_called(tmp_path, name):
    store = FileStore(tmp_path)
    assert not store.has(name)
    assert code_of(store.read, name) == "STORE-FILE-MISSING"


def test_an_unreadable_card_is_told_apart_from_a_disk_that_cannot_write(tmp_path):
    store = FileStore(tmp_path)
    assert code_of(store.put_path, tmp_path / "không có") == "STORE-SOURCE-UNREADABLE"
    assert everything(tmp_path) == []
    (tmp_path / "tệp").write_bytes(b"")
    assert code_of(FileStore(tmp_path / "tệp").put, PHOTO) == "STORE-CANNOT-OPEN"


def test_a_write_that_breaks_off_leaves_nothing_half_written(tmp_path):
    store = FileStore(tmp_path)
    store.put("trước đó".encode())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(PHOTO) // 2, limits[1]))
    try:
        assert code_of(store.put, PHOTO) == "STORE-IO"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [path.read_bytes().decode() for path in everything(tmp_path)] == ["trước đó"]


def write_to_a_full_disk(path: Path) -> None:
    with failure.at_the_door(path):
        Path("/dev/full").write_bytes(PHOTO)


def test_a_full_disk_is_called_so(tmp_path):
    assert code_of(write_to_a_full_disk, tmp_path) == "STORE-FULL"
