"""Every bad parcel gets its own code, a receipt that says so, and leaves the office as it was."""

import errno
import itertools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inspector_app.checklist import canonical
from inspector_app.checklist.handover import (
    Parcel,
    Reception,
    manifest_name,
    part_name,
    receipt_name,
    signature_name,
)
from inspector_app.checklist.visit import SigningMode
from inspector_app.errors import DeliveryError, OfficeError
from inspector_app.minutes import pdf
from inspector_app.office import ledger
from inspector_app.office.inbox import receive
from inspector_app.office.office import Office
from inspector_app.parcel.open import read_manifest
from inspector_app.signing import cms
from inspector_app.sync.carriers.folder import FolderCarrier
from tests.office.scene import (
    OTHER_VISIT,
    RECEIVED,
    SEALED,
    VISIT,
    Drop,
    digital,
    draw,
    ink,
    laptop,
    lines,
    log,
    no_picture,
    packed,
    quiet,
    record,
    retitled,
    signed,
    stranger,
    tree,
)
from tests.office.test_receive import Rows, receipt_in

MINUTES_PAGE = "7/30 văn bản"


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def other_data() -> bytes:
    """Pages of one record, data of another: what drawing again is there to find."""
    import io

    import pikepdf

    shown, told = draw(record()), draw(record(finding="0/30 văn bản thiếu chữ ký số"))
    with pikepdf.open(io.BytesIO(shown)) as target, pikepdf.open(io.BytesIO(told)) as source:
        name = next(iter(source.attachments))
        data = source.attachments[name].get_file().read_bytes()
        stream = target.attachments[name].obj.EF.F
        stream.write(data)
        buffer = io.BytesIO()
        target.save(buffer)
    return signed(buffer.getvalue())


def one_revision_more(minutes: bytes) -> bytes:
    """An incremental update that changes nothing yet is there: a place to put something in."""
    (start,) = re.findall(rb"startxref\s+(\d+)", minutes)
    return minutes + b"startxref\n" + start + b"\n%%EOF\n"


def signed_by(
    parcel: Parcel, manifest: bytes, kind: cms.ContentKind = cms.ContentKind.PARCEL_MANIFEST
) -> Parcel:
    import hashlib

    signature = cms.sign(manifest, kind, laptop(), SEALED)
    return Parcel(hashlib.sha256(manifest).hexdigest(), manifest, signature, parcel.parts)


def newer() -> Parcel:
    parcel = packed(digital())
    return signed_by(parcel, canonical.canonical(replace(read_manifest(parcel.manifest), schema=2)))


def in_anothers_name() -> Parcel:
    parcel = packed(digital(), key=stranger())
    named = replace(read_manifest(parcel.manifest), device=laptop().fingerprint)
    manifest = canonical.canonical(named)
    signature = cms.sign(manifest, cms.ContentKind.PARCEL_MANIFEST, stranger(), SEALED)
    return replace(signed_by(parcel, manifest), signature=signature)


def appended_event() -> bytes:
    longer = log(VISIT, ("Có", "Không", "Có"))
    return lines(longer)


BAD_PARCELS: dict[str, tuple[Callable[[], Parcel], str]] = {
    "a newer manifest": (newer, "PARCEL-NEWER"),
    "signed as another kind of file": (
        lambda: signed_by(packed(digital()), packed(digital()).manifest, cms.ContentKind.RECEIPT),
        "PARCEL-SIGNATURE",
    ),
    "signed by a stranger in the laptop's name": (in_anothers_name, "PARCEL-SIGNATURE"),
    "a signature that is none": (lambda: replace(packed(digital()), signature=b"x"), "PARCEL-SIGNATURE"),
    "minutes that are no PDF": (lambda: packed(b"%PDF-1.7 nothing"), "MIN-UNREADABLE"),
    "a draft": (
        lambda: packed(pdf.draw(replace(record(), seal=None, print_code=None, draft=1), no_picture)),
        "MINUTES-DRAFT",
    ),
    "two signatures of three": (lambda: packed(signed(draw(record()), 2)), "MINUTES-NOT-SIGNED"),
    "no signature at all": (lambda: packed(draw(record())), "MINUTES-NOT-SIGNED"),
    "bytes after the last signature": (lambda: packed(digital() + b"\n% added"), "MINUTES-CHANGED"),
    "minutes in ink with something added": (
        lambda: packed(one_revision_more(ink()), mode=SigningMode.INK),
        "MINUTES-CHANGED",
    ),
    "pages that do not show their data": (lambda: packed(other_data()), "MINUTES-REDRAWN-DIFFERENT"),
    "pages of this release that were written anew": (
        lambda: packed(retitled(ink()), mode=SigningMode.INK),
        "MINUTES-REDRAWN-DIFFERENT",
    ),
    "another visit's minutes": (lambda: packed(digital(OTHER_VISIT)), "PARCEL-CONTRADICTION"),
    "ink in the manifest, digital in the minutes": (
        lambda: packed(digital(), mode=SigningMode.INK),
        "PARCEL-CONTRADICTION",
    ),
    "another visit's events": (lambda: packed(digital(), events=lines(log(OTHER_VISIT))), "PARCEL-EVENTS"),
    "an event left out": (lambda: packed(digital(), events=lines(log(VISIT)[1:])), "PARCEL-EVENTS"),
    "an event changed and the chain made new": (
        lambda: packed(digital(), events=appended_event()),
        "PARCEL-EVENTS",
    ),
    "a log cut before the seal": (lambda: packed(digital(), events=lines(log(VISIT)[:2])), "PARCEL-EVENTS"),
    "an event that is none": (lambda: packed(digital(), events=b"{}\n"), "FORMAT-VALUE"),
}


@pytest.mark.parametrize("case", BAD_PARCELS)
def test_a_bad_parcel_is_quarantined_and_the_rest_goes_on(
    office: Office, drop: Drop, rows: Rows, case: str
) -> None:
    make, code = BAD_PARCELS[case]
    before = rows(), {name for name in tree(office.folder) if name.startswith("files/")}
    bad = drop.send(make())
    (result,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert (result.reception, result.problem) == (Reception.QUARANTINED, code)
    assert result.reason
    assert result.reason.startswith(code)
    assert result.explanation is not None
    assert str(result.explanation.error()) == result.reason
    assert ledger.held(office) == (replace(result, new=False),)
    receipt = receipt_in(drop, office, bad)
    assert (receipt.reception, receipt.problem, receipt.files) == (Reception.QUARANTINED, code, ())
    after = rows()
    assert [row[2] for row in after.pop("held")] == [code]
    before[0].pop("held")
    assert after == before[0]
    assert {name for name in tree(office.folder) if name.startswith("files/")} == before[1]

    drop.send(packed(ink(OTHER_VISIT), OTHER_VISIT, mode=SigningMode.INK))
    results = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert sorted(result.reception for result in results) == [Reception.QUARANTINED, Reception.RECEIVED]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("part", "PARCEL-HASH"),
        ("manifest", "PARCEL-HASH"),
        ("signature", "PARCEL-SIGNATURE"),
    ],
)
def test_a_byte_flipped_on_the_way_is_found_and_sending_again_heals_it(
    office: Office, drop: Drop, name: str, code: str
) -> None:
    parcel = drop.send(packed(digital()))
    names = {
        "part": part_name(next(iter(parcel.parts))),
        "manifest": manifest_name(parcel.sha256),
        "signature": signature_name(manifest_name(parcel.sha256)),
    }
    damaged = drop.folder / names[name]
    whole = damaged.read_bytes()
    damaged.write_bytes(flipped(whole))
    (result,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert (result.reception, result.problem) == (Reception.QUARANTINED, code)
    if name == "signature":
        damaged.write_bytes(whole)
    drop.send(parcel)
    (healed,) = receive(office, drop.carrier, at=RECEIVED + timedelta(hours=1), progress=quiet)
    assert healed.reception is Reception.RECEIVED
    assert receipt_in(drop, office, parcel).reception is Reception.RECEIVED
    assert ledger.held(office) == ()


def test_a_missing_part_is_quarantined_until_it_comes(office: Office, drop: Drop) -> None:
    parcel = drop.send(packed(digital()))
    (drop.folder / part_name(next(iter(parcel.parts)))).unlink()
    (result,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert result.problem == "PARCEL-MISSING"
    drop.send(parcel)
    (healed,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert healed.reception is Reception.RECEIVED


def test_a_manifest_copied_to_another_name_is_quarantined(office: Office, drop: Drop) -> None:
    parcel = drop.send(packed(digital()))
    other = manifest_name("0" * 64)
    drop.carrier.put(other, parcel.manifest)
    drop.carrier.put(signature_name(other), parcel.signature)
    results = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert {result.manifest_sha256: result.problem for result in results} == {
        "0" * 64: "PARCEL-HASH",
        parcel.sha256: None,
    }


def test_one_version_with_two_contents_is_quarantined_and_the_first_stays(office: Office, drop: Drop) -> None:
    drop.send(packed(digital()))
    receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    drop.send(packed(digital(finding="0/30 văn bản thiếu chữ ký số")))
    results = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert sorted(str(result.problem) for result in results) == ["None", "PARCEL-OTHER-CONTENT"]
    assert ledger.findings(office)[0].text.startswith(MINUTES_PAGE)


def test_an_inbox_that_is_gone_stops_the_look_and_changes_nothing(office: Office, rows: Rows) -> None:
    before = rows(), tree(office.folder)
    with pytest.raises(DeliveryError, match="DELIVERY-NO-FOLDER"):
        receive(office, FolderCarrier(office.folder / "rút ra"), at=RECEIVED, progress=quiet)
    assert (rows(), tree(office.folder)) == before


def test_receipts_that_cannot_be_written_are_said_after_all_was_taken_in(office: Office, drop: Drop) -> None:
    parcel = drop.send(packed(digital()))
    (drop.folder / "receipts").write_bytes(b"in the way")
    with pytest.raises(DeliveryError, match="DELIVERY-IO"):
        receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert len(ledger.visits(office)) == 1
    (drop.folder / "receipts").unlink()
    (result,) = receive(office, drop.carrier, at=RECEIVED + timedelta(days=1), progress=quiet)
    assert not result.new
    assert receipt_in(drop, office, parcel).at == RECEIVED


def test_a_full_office_disk_leaves_no_half_visit(
    office: Office, drop: Drop, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel = drop.send(packed(digital()))
    before = rows()
    after: list[dict[str, list[tuple[object, ...]]]] = []
    codes: set[str] = set()
    # The disk is full after no write, after one, after two … until all of them go through.
    for room in itertools.count():
        left = itertools.count(room, -1)

        def full(_descriptor: int, left: Iterator[int] = left) -> None:
            if next(left) <= 0:
                raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        try:
            (result,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
        except (OfficeError, DeliveryError) as error:
            codes.add(error.code)
            assert not (drop.folder / receipt_name(parcel.sha256)).exists()
            after.append(rows())
        else:
            break
    assert codes == {"OFFICE-FOLDER", "DELIVERY-FULL"}
    # Nothing of it, then the whole visit: nothing in between.
    whole = [tables for tables in after if tables != before]
    assert len(after) > len(whole) > 0
    assert all(tables == rows() for tables in whole)
    assert result.reception is Reception.RECEIVED
    assert receipt_in(drop, office, parcel).at == RECEIVED


def test_strangers_files_in_the_inbox_are_left_alone(office: Office, drop: Drop) -> None:
    (drop.folder / "manifest").mkdir()
    for name in ("manifest/desktop.ini", "manifest/abc.json", "Ảnh Tết.jpg"):
        Path(drop.folder / name).write_bytes(b"{}")
    assert receive(office, drop.carrier, at=RECEIVED, progress=quiet) == ()
    assert len(drop.files()) == 3
