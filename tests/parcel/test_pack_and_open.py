"""What was packed comes out again byte for byte, and everything else is refused with its own code."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from inspector_app.checklist import canonical
from inspector_app.checklist.handover import (
    PART_SIZE,
    FileRole,
    Manifest,
    Parcel,
    manifest_name,
    part_name,
    signature_name,
)
from inspector_app.checklist.visit import SigningMode
from inspector_app.errors import ParcelError, SigningError
from inspector_app.parcel.open import open_manifest, open_parcel, read_manifest
from inspector_app.parcel.pack import PackFile, pack, pack_again
from tests.parcel.scene import DEVICE, FILES, MADE_AT, VISIT, Laptop, blobs, sign, verify

Blobs = dict[str, bytes]


def refused(parcel: Parcel, drop: Mapping[str, bytes], name: str | None = None) -> str:
    with pytest.raises(ParcelError) as caught:
        open_parcel(name or parcel.sha256, drop.__getitem__, verify)
    assert caught.value.what
    assert caught.value.why
    assert caught.value.todo
    str(caught.value)
    return caught.value.code


def repacked(parcel: Parcel, change: Callable[[Manifest], Manifest]) -> tuple[Parcel, Blobs]:
    """The parcel with another manifest, signed again by the same laptop."""
    return signed(parcel, canonical.canonical(change(read_manifest(parcel.manifest))))


def signed(parcel: Parcel, manifest: bytes) -> tuple[Parcel, Blobs]:
    forged = Parcel(hashlib.sha256(manifest).hexdigest(), manifest, sign(manifest), parcel.parts)
    return forged, blobs(forged)


def test_what_was_packed_comes_out_again(parcel: Parcel) -> None:
    opened = open_parcel(parcel.sha256, blobs(parcel).__getitem__, verify)
    assert opened.files == {file.name: file.data for file in FILES}
    assert opened.verdict == Laptop(DEVICE)
    assert opened.manifest.visit == VISIT
    assert [file.role for file in opened.manifest.files] == [file.role for file in FILES]


def test_only_files_over_one_mebibyte_are_cut(parcel: Parcel) -> None:
    by_name = {file.name: file for file in read_manifest(parcel.manifest).files}
    assert [len(file.parts) for file in by_name.values()] == [1, 0, 3]
    assert {part.size for part in by_name["ảnh 1.jpg"].parts} == {PART_SIZE}
    # The photo repeats itself, so its three parts are one blob.
    assert len(parcel.parts) == 2


def test_the_same_visit_gives_the_same_manifest(parcel: Parcel) -> None:
    again = pack(VISIT, 1, SigningMode.DIGITAL, FILES, device=DEVICE, made_at=MADE_AT, parent=None, sign=sign)
    assert again.manifest == parcel.manifest


def test_two_photos_of_one_name_and_a_name_no_system_takes_travel_side_by_side() -> None:
    names = ["IMG_1.jpg", "IMG_1.jpg", "IMG_1.jpg", "a/../b.pdf", "..", "Sở\u202egpj.exe"]
    files = [FILES[0], *(PackFile(FileRole.EVIDENCE, name, name.encode()) for name in names)]
    packed = pack(VISIT, 1, SigningMode.INK, files, device=DEVICE, made_at=MADE_AT, parent=None, sign=sign)
    opened = open_parcel(packed.sha256, blobs(packed).__getitem__, verify)
    assert list(opened.files)[1:] == [
        "IMG_1.jpg",
        "IMG_1 (2).jpg",
        "IMG_1 (3).jpg",
        "a_.._b.pdf",
        "_",
        "Sở_gpj.exe",
    ]


def test_a_flipped_byte_in_any_blob_is_found(parcel: Parcel) -> None:
    whole = blobs(parcel)
    codes = {}
    for name, data in whole.items():
        middle = len(data) // 2
        flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
        codes[name.split("/")[0] + name[-4:]] = refused(parcel, {**whole, name: flipped})
    signature = codes.pop("manifest.p7s")
    assert signature == "PARCEL-SIGNATURE"
    assert set(codes.values()) == {"PARCEL-HASH"}


def test_a_part_cut_short_or_swapped_for_another_is_found(parcel: Parcel) -> None:
    whole = blobs(parcel)
    first, second = (part_name(sha256) for sha256 in parcel.parts)
    assert refused(parcel, {**whole, first: whole[first][:-1]}) == "PARCEL-HASH"
    assert refused(parcel, {**whole, first: whole[second], second: whole[first]}) == "PARCEL-HASH"


def test_any_missing_blob_is_named(parcel: Parcel) -> None:
    whole = blobs(parcel)
    for name in whole:
        drop = {other: data for other, data in whole.items() if other != name}
        with pytest.raises(ParcelError, match="PARCEL-MISSING") as caught:
            open_parcel(parcel.sha256, drop.__getitem__, verify)
        assert caught.value.parameters["name"] == name


def test_a_manifest_under_another_name_is_refused(parcel: Parcel) -> None:
    other = "0" * 64
    drop = blobs(parcel)
    drop[manifest_name(other)] = parcel.manifest
    drop[signature_name(manifest_name(other))] = parcel.signature
    assert refused(parcel, drop, other) == "PARCEL-HASH"


def test_a_manifest_signed_by_another_laptop_than_it_names_is_refused(parcel: Parcel) -> None:
    stranger, drop = repacked(parcel, lambda manifest: replace(manifest, device="f" * 64))
    assert refused(stranger, drop) == "PARCEL-SIGNATURE"


def test_a_newer_manifest_is_told_apart_from_a_damaged_one(parcel: Parcel) -> None:
    newer, drop = repacked(parcel, lambda manifest: replace(manifest, schema=2))
    assert refused(newer, drop) == "PARCEL-NEWER"
    receipt, drop = signed(
        parcel, parcel.manifest.replace(b"inspector-app/manifest", b"inspector-app/receipt")
    )
    assert refused(receipt, drop) == "PARCEL-UNREADABLE"
    for damage in (b"", b"[]", b"\xff", b'{"format":1,"format":2}', b"[" * 100_000):
        unreadable, drop = signed(parcel, damage)
        assert refused(unreadable, drop) == "PARCEL-UNREADABLE"


def test_sizes_are_checked_before_any_part_is_read(parcel: Parcel) -> None:
    def bigger(size: int, times: int) -> Callable[[Manifest], Manifest]:
        def change(manifest: Manifest) -> Manifest:
            file = manifest.files[2]
            parts = tuple(replace(part, size=size) for part in file.parts[:1]) * times
            return replace(
                manifest, files=(*manifest.files[:2], replace(file, size=size * times, parts=parts))
            )

        return change

    def no_part_is_read(drop: Blobs) -> Callable[[str], bytes]:
        return {name: data for name, data in drop.items() if not name.startswith("parts/")}.__getitem__

    for change in (bigger(4 * PART_SIZE + 1, 1), bigger(1, 5_000), bigger(4 * PART_SIZE, 513)):
        huge, drop = repacked(parcel, change)
        with pytest.raises(ParcelError, match="PARCEL-TOO-BIG"):
            open_parcel(huge.sha256, no_part_is_read(drop), verify)
    allowed, drop = repacked(parcel, bigger(4 * PART_SIZE, 511))
    assert open_manifest(allowed.sha256, no_part_is_read(drop), verify).sha256 == allowed.sha256


def test_a_blob_far_larger_than_it_says_is_refused(parcel: Parcel) -> None:
    whole = blobs(parcel)
    for name in whole:
        assert refused(parcel, {**whole, name: bytes(4 * PART_SIZE + 1)}) == "PARCEL-TOO-BIG"


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: replace(manifest, version=0),
        lambda manifest: replace(manifest, files=()),
        lambda manifest: replace(manifest, files=manifest.files * 2),
        lambda manifest: replace(manifest, parent="../receipts/0"),
        lambda manifest: replace(manifest, device="laptop"),
        lambda manifest: replace(
            manifest, files=(replace(manifest.files[0], name="../minutes.pdf"), *manifest.files[1:])
        ),
        lambda manifest: replace(
            manifest, files=(replace(manifest.files[0], sha256="../../etc/passwd"), *manifest.files[1:])
        ),
        lambda manifest: replace(manifest, files=(replace(manifest.files[0], size=1), *manifest.files[1:])),
    ],
)
def test_a_manifest_that_contradicts_itself_is_unreadable(
    parcel: Parcel, change: Callable[[Manifest], Manifest]
) -> None:
    forged, drop = repacked(parcel, change)
    assert refused(forged, drop) == "PARCEL-UNREADABLE"


def test_more_than_a_parcel_may_hold_is_not_even_packed() -> None:
    many = [FILES[0], *(PackFile(FileRole.EVIDENCE, f"ảnh {n}.jpg", b"x") for n in range(5_000))]
    with pytest.raises(ParcelError, match="PARCEL-TOO-BIG"):
        pack(VISIT, 1, SigningMode.INK, many, device=DEVICE, made_at=MADE_AT, parent=None, sign=sign)


def test_packing_again_from_kept_files_is_the_same_parcel(parcel: Parcel) -> None:
    kept = {hashlib.sha256(file.data).hexdigest(): file.data for file in FILES}
    assert pack_again(parcel.manifest, kept.__getitem__, sign) == parcel
    with pytest.raises(ParcelError, match="PARCEL-HASH"):
        pack_again(parcel.manifest, lambda sha256: b"x" + kept[sha256], sign)


def test_a_signature_that_cannot_even_be_read_is_refused_like_a_false_one(parcel: Parcel) -> None:
    def unreadable(_data: bytes, _signature: bytes) -> Laptop | None:
        raise SigningError("CMS-UNREADABLE", "w", why="w", todo="t")

    with pytest.raises(ParcelError, match="PARCEL-SIGNATURE"):
        open_parcel(parcel.sha256, blobs(parcel).__getitem__, unreadable)
