"""One bit of a parcel turned over on its way: the office keeps it out, says why, and takes it when it comes whole."""

from pathlib import Path

import pytest

from inspector_app.actions import office, sending, visits
from inspector_app.checklist.handover import DeliveryState, Reception
from inspector_app.checklist.seal import Stage
from inspector_app.errors import DeliveryError, ParcelError
from tests.field.scene import PRESS_VISIT as VISIT
from tests.field.scene import an_office, bytes_below, laptop, look


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def largest_part(stick: Path) -> Path:
    return max((stick / "parts").iterdir(), key=lambda path: path.stat().st_size)


def test_a_flipped_byte_is_quarantined_and_the_laptop_is_told(
    inked: Path, stick: Path, tmp_path: Path
) -> None:
    with laptop(inked) as ws:
        folder = an_office(tmp_path / "văn phòng", ws)
        sending.send_to_folder(ws, VISIT, stick)
        flip(largest_part(stick))
        (received,) = look(folder, stick)
        assert received.reception is Reception.QUARANTINED
        assert received.problem
        assert office.ledger_visits(folder) == ()
        assert [held.problem for held in office.held(folder)] == [received.problem]

        (told,) = sending.fetch_receipts(ws, VISIT)
        assert (told.state, told.problem) == (DeliveryState.REFUSED, received.problem)
        assert told.receipt.files == ()
        assert visits.load(ws, VISIT).stage is Stage.SENT

        assert sending.send_to_folder(ws, VISIT, stick).state is DeliveryState.SENT
        (received,) = look(folder, stick)
        (told,) = sending.fetch_receipts(ws, VISIT)
        assert (received.reception, told.state) == (Reception.RECEIVED, DeliveryState.RECEIVED)
        assert visits.load(ws, VISIT).stage is Stage.RECEIVED
        assert office.held(folder) == ()


def test_a_missing_part_is_quarantined_too(inked: Path, stick: Path, tmp_path: Path) -> None:
    with laptop(inked) as ws:
        folder = an_office(tmp_path / "văn phòng", ws)
        sending.send_to_folder(ws, VISIT, stick)
    largest_part(stick).unlink()
    before = bytes_below(stick)
    (received,) = look(folder, stick)
    assert (received.reception, received.visit) == (Reception.QUARANTINED, VISIT)
    assert office.ledger_visits(folder) == ()
    assert before.items() <= bytes_below(stick).items()


def test_a_receipt_that_was_touched_is_not_believed(inked: Path, stick: Path, tmp_path: Path) -> None:
    with laptop(inked) as ws:
        folder = an_office(tmp_path / "văn phòng", ws)
        sending.send_to_folder(ws, VISIT, stick)
        look(folder, stick)
        (receipt,) = (stick / "receipts").glob("*.json")
        flip(receipt)
        with pytest.raises(ParcelError):
            sending.fetch_receipts(ws, VISIT)
        assert visits.load(ws, VISIT).stage is Stage.SENT


def test_looking_twice_adds_nothing(inked: Path, stick: Path, tmp_path: Path) -> None:
    with laptop(inked) as ws:
        folder = an_office(tmp_path / "văn phòng", ws)
        sending.send_to_folder(ws, VISIT, stick)
    (first,) = look(folder, stick)
    there, ledger = bytes_below(stick), office.ledger_visits(folder)
    (second,) = look(folder, stick)
    assert (first.new, second.new) == (True, False)
    assert bytes_below(stick) == there
    assert office.ledger_visits(folder) == ledger


def test_sending_again_what_the_office_has_leaves_it_received(
    inked: Path, stick: Path, tmp_path: Path
) -> None:
    with laptop(inked) as ws:
        folder = an_office(tmp_path / "văn phòng", ws)
        sending.send_to_folder(ws, VISIT, stick)
        look(folder, stick)
        sending.fetch_receipts(ws, VISIT)
        assert sending.send_to_folder(ws, VISIT, stick).state is DeliveryState.RECEIVED
        stick.rename(stick.with_name("rút ra"))
        with pytest.raises(DeliveryError, match="DELIVERY-NO-FOLDER"):
            sending.send_to_folder(ws, VISIT, stick)
        assert sending.deliveries(ws, VISIT)[0].state is DeliveryState.RECEIVED
        assert visits.load(ws, VISIT).stage is Stage.RECEIVED
