"""Whatever breaks on the way, a parcel ends up there whole, once, and its manifest never before its parts."""

import errno
import hashlib
import itertools
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.checklist.handover import Parcel, manifest_name, part_name, signature_name
from inspector_app.errors import DeliveryError
from inspector_app.sync.carriers.folder import FolderCarrier
from inspector_app.sync.engine import deliver


def parcel_of(*contents: bytes) -> Parcel:
    parts = {hashlib.sha256(data).hexdigest(): data for data in contents}
    manifest = ("\n".join(sorted(parts)) or "trống").encode()
    return Parcel(hashlib.sha256(manifest).hexdigest(), manifest, b"signature of " + manifest, parts)


def expected(*parcels: Parcel) -> dict[str, bytes]:
    there = {}
    for parcel in parcels:
        there |= {part_name(sha256): data for sha256, data in parcel.parts.items()}
        there[manifest_name(parcel.sha256)] = parcel.manifest
        there[signature_name(manifest_name(parcel.sha256))] = parcel.signature
    return there


def found(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def never() -> bool:
    return False


def quiet(_done: int, _total: int) -> None:
    return None


class Recorder:
    """A carrier that also notes what was put."""

    def __init__(self, inner: FolderCarrier) -> None:
        self.inner = inner
        self.puts: list[str] = []

    def have(self, names: Iterable[str]) -> set[str]:
        return self.inner.have(names)

    def put(self, name: str, data: bytes) -> None:
        self.inner.put(name, data)
        self.puts.append(name)

    def get(self, name: str) -> bytes:
        return self.inner.get(name)

    def list(self, prefix: str) -> tuple[str, ...]:
        return self.inner.list(prefix)


class Faulty(Recorder):
    """Fails as told, before or after the blob got there; and checks at every put that no manifest is early."""

    def __init__(self, inner: FolderCarrier, parcel: Parcel, faults: Iterable[str]) -> None:
        super().__init__(inner)
        self.parcel = parcel
        self.faults = iter(faults)

    def put(self, name: str, data: bytes) -> None:
        fault = next(self.faults, "none")
        if fault == "before":
            raise broken()
        if name == manifest_name(self.parcel.sha256):
            needed = set(expected(self.parcel)) - {name}
            assert self.inner.have(needed) == needed
        super().put(name, data)
        if fault == "after":
            raise broken()


def broken() -> DeliveryError:
    return DeliveryError("DELIVERY-IO", "cut", why="cut", todo="again")


@pytest.fixture
def parcel() -> Parcel:
    return parcel_of(b"minutes", b"events", b"photo 1", b"photo 2")


@pytest.fixture
def carrier(tmp_path: Path) -> Recorder:
    (tmp_path / "drop").mkdir()
    return Recorder(FolderCarrier(tmp_path / "drop"))


def test_parts_come_first_the_manifest_last(parcel: Parcel, carrier: Recorder, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    deliver(parcel, carrier, progress=lambda *step: steps.append(step), cancelled=never)
    manifest = manifest_name(parcel.sha256)
    assert carrier.puts[-2:] == [signature_name(manifest), manifest]
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert found(tmp_path / "drop") == expected(parcel)


def test_sending_twice_writes_nothing(parcel: Parcel, carrier: Recorder, tmp_path: Path) -> None:
    deliver(parcel, carrier, progress=quiet, cancelled=never)
    before = found(tmp_path / "drop")
    carrier.puts.clear()
    steps: list[tuple[int, int]] = []
    deliver(parcel, carrier, progress=lambda *step: steps.append(step), cancelled=never)
    assert carrier.puts == []
    assert steps == [(4, 4)]
    assert found(tmp_path / "drop") == before


def test_a_second_version_sends_only_what_is_new(parcel: Parcel, carrier: Recorder, tmp_path: Path) -> None:
    deliver(parcel, carrier, progress=quiet, cancelled=never)
    carrier.puts.clear()
    second = parcel_of(*parcel.parts.values(), "bản chụp".encode())
    deliver(second, carrier, progress=quiet, cancelled=never)
    assert len(carrier.puts) == 3
    assert found(tmp_path / "drop") == expected(parcel, second)


def test_stopping_leaves_what_was_sent_and_no_manifest(
    parcel: Parcel, carrier: Recorder, tmp_path: Path
) -> None:
    with pytest.raises(DeliveryError, match="DELIVERY-CANCELLED"):
        deliver(parcel, carrier, progress=quiet, cancelled=lambda: len(carrier.puts) == 2)
    assert len(found(tmp_path / "drop")) == 2
    assert carrier.list("manifest") == ()
    deliver(parcel, carrier, progress=quiet, cancelled=never)
    assert found(tmp_path / "drop") == expected(parcel)
    assert len(carrier.puts) == 6


def test_stopping_before_the_manifest_withholds_it(parcel: Parcel, carrier: Recorder) -> None:
    with pytest.raises(DeliveryError, match="DELIVERY-CANCELLED"):
        deliver(parcel, carrier, progress=quiet, cancelled=lambda: len(carrier.puts) == 4)
    assert carrier.list("manifest") == ()


def test_a_part_damaged_on_the_stick_is_sent_again(parcel: Parcel, carrier: Recorder, tmp_path: Path) -> None:
    deliver(parcel, carrier, progress=quiet, cancelled=never)
    damaged = tmp_path / "drop" / part_name(next(iter(parcel.parts)))
    damaged.write_bytes(b"flipped")
    deliver(parcel, carrier, progress=quiet, cancelled=never)
    assert found(tmp_path / "drop") == expected(parcel)


def test_a_full_stick_goes_on_after_room_was_made(
    parcel: Parcel, carrier: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = os.fsync, itertools.count()

    def full(descriptor: int) -> None:
        if next(calls) >= 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeliveryError, match="DELIVERY-FULL"):
        deliver(parcel, carrier, progress=quiet, cancelled=never)
    monkeypatch.setattr(os, "fsync", real)
    assert carrier.list("manifest") == ()
    deliver(parcel, carrier, progress=quiet, cancelled=never)
    assert found(tmp_path / "drop") == expected(parcel)


@settings(deadline=None, max_examples=100)
@given(
    contents=st.sets(st.binary(max_size=64), max_size=6),
    schedule=st.lists(st.sampled_from(["none", "before", "after", "stop"]), max_size=24),
    senders=st.integers(1, 3),
)
def test_any_faults_end_with_all_there_exactly_once(
    contents: set[bytes], schedule: list[str], senders: int
) -> None:
    parcel = parcel_of(*sorted(contents))
    with tempfile.TemporaryDirectory() as folder:
        drop = FolderCarrier(Path(folder))
        faults = iter(schedule)

        def stopped() -> bool:
            return next(faults, "none") == "stop"

        carriers = [Faulty(drop, parcel, faults) for _ in range(senders)]

        for _ in range(len(schedule) + 2):
            for carrier in carriers:
                try:
                    deliver(parcel, carrier, progress=quiet, cancelled=stopped)
                except DeliveryError:
                    continue
        assert found(Path(folder)) == expected(parcel)
