"""Nothing goes out unsigned, nothing is believed unsigned: parcels, profiles and receipts at the laptop's door."""

from pathlib import Path

import pytest

from inspector_app.actions import office, profile, sealing, sending, visits
from inspector_app.actions.workspace import open_workspace
from inspector_app.checklist.handover import DeliveryState, FileRole
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Stage
from inspector_app.errors import DeliveryError, FormatError, SigningError, VisitError


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "USB").mkdir()
    return tmp_path / "USB"


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    office.set_up(tmp_path / "văn phòng", "Sở Nội vụ")
    return tmp_path / "văn phòng"


@pytest.fixture
def inked(ws):
    sample = visits.create_sample(ws, "so-xay-dung-2022")
    sealing.seal(ws, sample)
    sealing.sign_in_ink(ws, sample, REQUIRED_SIGNERS, ws.clock.now())
    return sample


def taken_by(folder: Path, ws, stick: Path) -> None:
    """The office looks, accepts the laptop and looks again."""
    office.receive(folder, stick, sending.unwatched)
    office.accept_device(folder, ws.device_id)
    office.receive(folder, stick, sending.unwatched)


def test_sending_before_signing_is_refused_and_leaves_no_trace(ws, stick: Path) -> None:
    sample = visits.create_sample(ws, "so-xay-dung-2022")
    for prepare in (lambda: None, lambda: sealing.seal(ws, sample), lambda: sealing.mark_printed(ws, sample)):
        prepare()
        with pytest.raises(VisitError, match="SEND-NOT-SIGNED"):
            sending.send_to_folder(ws, sample, stick)
    assert sending.deliveries(ws, sample) == ()
    assert list(stick.iterdir()) == []


def test_a_delivery_names_its_files(ws, inked, stick: Path) -> None:
    delivery = sending.send_to_folder(ws, inked, stick)
    roles = [file.role for file in sending.delivered_files(ws, delivery)]
    assert roles == [FileRole.MINUTES, FileRole.EVENTS, FileRole.CERTIFICATE]
    assert (delivery.state, delivery.parts_sent) == (DeliveryState.SENT, delivery.parts_total)


def test_a_scan_that_comes_after_sending_makes_a_parcel_of_its_own(ws, inked, stick: Path) -> None:
    first = sending.send_to_folder(ws, inked, stick)
    sealing.attach_scan(ws, inked, b"\xff\xd8\xff scan")
    second = sending.send_to_folder(ws, inked, stick)
    assert second.manifest_sha256 != first.manifest_sha256
    assert FileRole.SCAN in [file.role for file in sending.delivered_files(ws, second)]
    assert len(sending.deliveries(ws, inked)) == 2
    assert first.manifest_sha256 in (stick / "manifest" / f"{second.manifest_sha256}.json").read_text()


def test_without_a_profile_everything_works_but_receipts(ws, inked, stick: Path, office_folder: Path) -> None:
    assert profile.kept_profile(ws) is None
    sending.send_to_folder(ws, inked, stick)
    assert sending.fetch_receipts(ws, inked)[0].receipt is None
    taken_by(office_folder, ws, stick)
    with pytest.raises(DeliveryError, match="RECEIPT-NO-PROFILE"):
        sending.fetch_receipts(ws, inked)
    assert visits.load(ws, inked).stage is Stage.SENT
    profile.import_profile(ws, *office.profile_data(office_folder))
    (delivery,) = sending.fetch_receipts(ws, inked)
    assert delivery.state is DeliveryState.RECEIVED
    assert visits.load(ws, inked).stage is Stage.RECEIVED


def test_a_receipt_of_another_office_is_not_believed(
    ws, inked, stick: Path, office_folder: Path, tmp_path: Path
) -> None:
    from inspector_app.errors import ParcelError

    office.set_up(tmp_path / "nơi khác", "Sở Nội vụ")
    profile.import_profile(ws, *office.profile_data(office_folder))
    sending.send_to_folder(ws, inked, stick)
    taken_by(tmp_path / "nơi khác", ws, stick)
    with pytest.raises(ParcelError):
        sending.fetch_receipts(ws, inked)
    assert visits.load(ws, inked).stage is Stage.SENT


def test_a_profile_that_was_changed_is_refused(ws, office_folder: Path) -> None:
    data, signature = office.profile_data(office_folder)
    changed = data.replace("Sở Nội vụ".encode(), "Sở Nội vự".encode())
    assert changed != data
    with pytest.raises(SigningError, match="PROFILE-SIGNATURE"):
        profile.import_profile(ws, changed, signature)
    assert profile.kept_profile(ws) is None


def test_a_profile_that_somebody_else_signed_is_refused(ws, office_folder: Path, tmp_path: Path) -> None:
    office.set_up(tmp_path / "nơi khác", "Sở Nội vụ")
    _, foreign = office.profile_data(tmp_path / "nơi khác")
    data, _ = office.profile_data(office_folder)
    for signature, code in (
        (foreign, "PROFILE-SIGNATURE"),
        (b"", "CMS-UNREADABLE"),
        (b"x", "CMS-UNREADABLE"),
    ):
        with pytest.raises(SigningError, match=code):
            profile.import_profile(ws, data, signature)
    assert profile.kept_profile(ws) is None


def test_another_file_is_not_a_profile(ws, inked, stick: Path) -> None:
    sending.send_to_folder(ws, inked, stick)
    (manifest,) = (stick / "manifest").glob("*.json")
    signature = manifest.with_name(manifest.name + ".p7s")
    with pytest.raises(FormatError, match="FORMAT-PROFILE"):
        profile.import_profile(ws, manifest.read_bytes(), signature.read_bytes())


def test_the_profile_is_kept_and_read_again(ws, office_folder: Path, clock) -> None:
    profile.import_profile(ws, *office.profile_data(office_folder))
    with open_workspace(ws.folder, clock) as later:
        assert profile.kept_profile(later).office == "Sở Nội vụ"
