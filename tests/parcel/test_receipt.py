"""A receipt counts only when the office signed it, for this parcel."""

import hmac
from dataclasses import replace
from datetime import datetime

import pytest

from inspector_app.checklist import canonical
from inspector_app.checklist.handover import Grade, Parcel, Receipt, Reception
from inspector_app.checklist.visit import SigningMode
from inspector_app.clock import ZONE
from inspector_app.errors import ParcelError
from inspector_app.parcel.receipt import read_receipt, write_receipt
from tests.parcel.scene import VISIT


def office(data: bytes) -> bytes:
    return hmac.digest(b"office", data, "sha256")


def by_office(data: bytes, signature: bytes) -> bool:
    return hmac.compare_digest(office(data), signature)


def receipt_for(parcel: Parcel) -> Receipt:
    return Receipt(
        manifest_sha256=parcel.sha256,
        visit=VISIT,
        version=1,
        reception=Reception.RECEIVED,
        office="Sở Nội vụ tỉnh Mẫu",
        at=datetime(2026, 5, 13, 9, 0, tzinfo=ZONE),
        files=tuple(sorted(parcel.parts)),
        grade=Grade.EQUAL_BYTES,
        mode=SigningMode.DIGITAL,
    )


def refused(data: bytes, signature: bytes, manifest: str) -> str:
    with pytest.raises(ParcelError) as caught:
        read_receipt(data, signature, manifest_sha256=manifest, verify=by_office)
    str(caught.value)
    return caught.value.code


def test_the_offices_word_comes_back_as_given(parcel: Parcel) -> None:
    receipt = receipt_for(parcel)
    data, signature = write_receipt(receipt, office)
    assert read_receipt(data, signature, manifest_sha256=parcel.sha256, verify=by_office) == receipt


def test_a_receipt_copied_to_another_parcels_name_is_refused(parcel: Parcel) -> None:
    data, signature = write_receipt(receipt_for(parcel), office)
    assert refused(data, signature, "0" * 64) == "RECEIPT-OTHER"


def test_a_wrong_signer_and_a_changed_receipt_are_refused(parcel: Parcel) -> None:
    data, _ = write_receipt(receipt_for(parcel), office)
    assert refused(data, hmac.digest(b"laptop", data, "sha256"), parcel.sha256) == "RECEIPT-SIGNATURE"
    waiting, signature = write_receipt(replace(receipt_for(parcel), reception=Reception.QUARANTINED), office)
    changed = waiting.replace(b"quarantined", b"received")
    assert refused(changed, signature, parcel.sha256) == "RECEIPT-SIGNATURE"


def test_a_newer_receipt_and_one_of_another_kind_are_told_apart(parcel: Parcel) -> None:
    newer = canonical.canonical(replace(receipt_for(parcel), schema=2))
    assert refused(newer, office(newer), parcel.sha256) == "RECEIPT-NEWER"
    manifest = parcel.manifest
    assert refused(manifest, office(manifest), parcel.sha256) == "RECEIPT-UNREADABLE"
    torn = write_receipt(receipt_for(parcel), office)[0][:-1]
    assert refused(torn, office(torn), parcel.sha256) == "RECEIPT-UNREADABLE"
