"""Sticks that are gone, other offices' files, a leader who is ill: what was agreed stays, and what must go on goes on."""

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from inspector_app.actions import answers, office, profile, sealing, sending, signing, visits
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.handover import DeliveryState
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Stage
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import PersonRole, Side, VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.errors import DeliveryError, OfficeError, SigningError
from inspector_app.office import central

AT = datetime(2026, 5, 12, 16, 0, tzinfo=ZONE)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "dữ liệu", FixedClock(AT), "Bà Thư Ký") as ws:
        yield ws


@pytest.fixture
def signed(laptop: Workspace) -> VisitId:
    made = visits.create_sample(laptop, "so-xay-dung-2022")
    sealing.seal(laptop, made)
    sealing.sign_in_ink(laptop, made, REQUIRED_SIGNERS, AT)
    return made


@pytest.fixture
def office_folder(tmp_path: Path, laptop: Workspace) -> Path:
    folder = tmp_path / "Văn phòng #1 50% a?b"
    office.set_up(folder, "Văn phòng mẫu")
    profile.import_profile(laptop, *office.profile_data(folder))
    return folder


def test_a_receipt_is_fetched_though_the_stick_of_another_delivery_is_gone(
    laptop: Workspace, signed: VisitId, office_folder: Path, tmp_path: Path
) -> None:
    stick, share = tmp_path / "USB", tmp_path / "thư mục chung"
    for folder in (stick, share):
        folder.mkdir()
        sending.send_to_folder(laptop, signed, folder)
    for _ in range(2):
        office.receive(office_folder, share, sending.unwatched, AT)
        office.accept_device(office_folder, laptop.device_id, AT)
    stick.rename(tmp_path / "trong túi")
    with pytest.raises(DeliveryError) as caught:
        sending.fetch_receipts(laptop, signed)
    assert caught.value.code == "DELIVERY-NO-FOLDER"
    states = {Path(d.destination).name: d.state for d in sending.deliveries(laptop, signed)}
    assert states == {"USB": DeliveryState.SENT, "thư mục chung": DeliveryState.RECEIVED}
    assert visits.load(laptop, signed).stage is Stage.RECEIVED


def test_a_folder_named_from_where_one_stands_is_found_from_elsewhere(
    laptop: Workspace, signed: VisitId, office_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "thư mục chung"
    share.mkdir()
    monkeypatch.chdir(tmp_path)
    sending.send_to_folder(laptop, signed, Path("thư mục chung"))
    for _ in range(2):
        office.receive(office_folder, share, sending.unwatched, AT)
        office.accept_device(office_folder, laptop.device_id, AT)
    monkeypatch.chdir(office_folder)
    (delivery,) = sending.fetch_receipts(laptop, signed)
    assert delivery.state is DeliveryState.RECEIVED


def test_another_office_does_not_take_the_place_of_ones_own_unasked(
    laptop: Workspace, office_folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "văn phòng lạ"
    office.set_up(other, "Văn phòng mẫu")
    with pytest.raises(SigningError) as caught:
        profile.import_profile(laptop, *office.profile_data(other))
    assert caught.value.code == "PROFILE-OTHER-OFFICE"
    kept = profile.kept_profile(laptop)
    profile.import_profile(laptop, *office.profile_data(office_folder))
    assert profile.kept_profile(laptop) == kept
    profile.import_profile(laptop, *office.profile_data(other), replace=True)
    assert profile.kept_profile(laptop) != kept


def test_a_database_of_another_program_is_left_byte_for_byte(office_folder: Path) -> None:
    database = office_folder / central.DATABASE
    database.unlink()
    with sqlite3.connect(database) as foreign:
        foreign.execute("CREATE TABLE so_quy (tien INTEGER)")
    foreign.close()
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    with pytest.raises(OfficeError) as caught:
        office.ledger_visits(office_folder)
    assert caught.value.code == "OFFICE-FOREIGN"
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


def test_the_deputy_signs_for_a_leader_who_is_absent(laptop: Workspace) -> None:
    made = visits.create_visit(laptop)
    answers.add_person(
        laptop, made, Side.TEAM, PersonRole.LEADER, name="Ông Trưởng Đoàn", absent_reason="bận họp"
    )
    answers.add_person(laptop, made, Side.TEAM, PersonRole.DEPUTY, name="Bà Phó Trưởng Đoàn")
    answers.add_person(laptop, made, Side.TEAM, PersonRole.SECRETARY, name="Bà Thư Ký")
    answers.add_person(laptop, made, Side.UNIT, PersonRole.REPRESENTATIVE, name="Ông Giám Đốc")
    sealing.seal(laptop, made)
    (leader,) = (p for p in signing.signing_places(laptop, made) if p.role is SignerRole.LEADER)
    assert leader.person is not None
    assert leader.person.name == "Bà Phó Trưởng Đoàn"
