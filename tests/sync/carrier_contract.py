"""What any carrier must do, as tests: a carrier's own test class inherits them and gives the fixture `carrier`."""

import hashlib

import pytest

from inspector_app.checklist.handover import (
    PART_LIMIT,
    manifest_name,
    part_name,
    receipt_name,
    signature_name,
)
from inspector_app.sync.carrier import Carrier

DATA = "Tồn tại, hạn chế".encode()
SHA256 = hashlib.sha256(DATA).hexdigest()


class CarrierContract:
    """Inherit and provide `carrier`: an empty drop."""

    def test_what_was_put_is_there_and_comes_back(self, carrier: Carrier) -> None:
        name = part_name(SHA256)
        assert carrier.have([name]) == set()
        carrier.put(name, DATA)
        assert carrier.have([name, part_name("0" * 64)]) == {name}
        assert carrier.get(name) == DATA

    def test_an_empty_drop_holds_nothing_and_says_so(self, carrier: Carrier) -> None:
        assert carrier.list("manifest") == ()
        assert carrier.have([]) == set()
        with pytest.raises(KeyError):
            carrier.get(manifest_name("0" * 64))

    def test_putting_the_same_again_is_harmless(self, carrier: Carrier) -> None:
        for _ in range(3):
            carrier.put(part_name(SHA256), DATA)
        assert carrier.get(part_name(SHA256)) == DATA
        assert carrier.list("parts") == (part_name(SHA256),)

    def test_a_receipt_can_be_replaced_by_a_later_one(self, carrier: Carrier) -> None:
        carrier.put(receipt_name(SHA256), b"waiting")
        carrier.put(receipt_name(SHA256), b"received")
        assert carrier.get(receipt_name(SHA256)) == b"received"

    def test_names_come_sorted_and_by_their_folder(self, carrier: Carrier) -> None:
        names = [manifest_name("b" * 64), manifest_name("a" * 64)]
        names += [signature_name(name) for name in names]
        for name in [*names, part_name(SHA256)]:
            carrier.put(name, DATA)
        assert carrier.list("manifest") == tuple(sorted(names))
        assert carrier.list("receipts") == ()

    def test_content_that_belies_its_name_counts_as_missing(self, carrier: Carrier) -> None:
        carrier.put(part_name(SHA256), DATA[:-1])
        carrier.put(manifest_name(SHA256), DATA[:-1])
        assert carrier.have([part_name(SHA256), manifest_name(SHA256)]) == set()

    def test_no_blob_fills_the_memory(self, carrier: Carrier) -> None:
        carrier.put(receipt_name(SHA256), bytes(2 * PART_LIMIT))
        assert len(carrier.get(receipt_name(SHA256))) == PART_LIMIT + 1

    @pytest.mark.parametrize("name", ["parts/../x", "parts/", "../a", "manifest/a.json", "/etc/passwd", ""])
    def test_no_other_names_are_written_or_read(self, carrier: Carrier, name: str) -> None:
        with pytest.raises(ValueError, match="not the name of a blob"):
            carrier.put(name, DATA)
        with pytest.raises(ValueError, match="not the name of a blob"):
            carrier.get(name)
