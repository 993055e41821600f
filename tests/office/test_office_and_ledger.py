"""Setting up an office, the follow-up ledger on one computer, and the database made again from kept files."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inspector_app.checklist import canonical
from inspector_app.checklist.finding import FindingId, FollowUpState
from inspector_app.checklist.handover import Grade, Profile, Reception
from inspector_app.checklist.verdict import Trust
from inspector_app.checklist.visit import SigningMode
from inspector_app.errors import MinutesError, OfficeError, ParcelError, UserError
from inspector_app.minutes import pdf
from inspector_app.office import central, ledger
from inspector_app.office import office as offices
from inspector_app.office.central import DATABASE
from inspector_app.office.inbox import receive
from inspector_app.office.office import PROFILE, Office
from inspector_app.office.rebuild import rebuild
from inspector_app.signing import certificates, cms
from tests.office.scene import (
    OTHER_VISIT,
    RECEIVED,
    VISIT,
    Drop,
    digital,
    draw,
    dump,
    ink,
    no_picture,
    packed,
    people,
    quiet,
    record,
    signed,
    stranger,
    tree,
)


def code(error: pytest.ExceptionInfo[UserError]) -> str:
    str(error.value)
    assert error.value.todo
    return error.value.code


def test_an_offices_profile_is_signed_by_the_certificate_in_it(office: Office) -> None:
    data, signature = offices.profile_data(office)
    profile = canonical.from_json(Profile, canonical.parse(data))
    verdict = cms.verify(data, signature, cms.ContentKind.OFFICE_PROFILE)
    assert verdict.intact
    assert profile.office == "Sở Nội vụ tỉnh Mẫu"
    own = certificates.read(profile.certificate.encode())
    assert own == certificates.read(verdict.certificate_der)
    (root,) = profile.trusted_roots
    assert certificates.read(root.encode()) == certificates.read(people().root_der)


def test_destinations_stand_in_the_profile_beside_the_roots(office: Office) -> None:
    offices.set_destinations(office, (r"\\may-chu\tiep-nhan",), RECEIVED)
    profile = canonical.from_json(Profile, canonical.parse((office.folder / PROFILE).read_bytes()))
    assert profile.destinations == (r"\\may-chu\tiep-nhan",)
    assert len(profile.trusted_roots) == 1


def test_an_office_is_set_up_once_and_its_key_stays(office: Office) -> None:
    before = tree(office.folder)
    with pytest.raises(OfficeError) as caught:
        offices.init(office.folder, "Khác", RECEIVED)
    assert code(caught) == "OFFICE-EXISTS"
    assert tree(office.folder) == before
    again = offices.open_office(office.folder)
    assert (again.name, again.key.fingerprint) == (office.name, office.key.fingerprint)


def test_a_set_up_that_was_interrupted_goes_on_with_its_key(office: Office) -> None:
    (office.folder / PROFILE).unlink()
    again = offices.init(office.folder, "Sở Nội vụ tỉnh Mẫu", RECEIVED)
    assert again.key.fingerprint == office.key.fingerprint


def test_a_folder_without_an_office_is_called_that(tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as caught:
        offices.open_office(tmp_path / "trống")
    assert code(caught) == "OFFICE-NOT-SET-UP"
    assert not (tmp_path / "trống").exists()


def test_a_newer_database_is_left_as_it_is(office: Office) -> None:
    path = office.folder / DATABASE
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(OfficeError) as caught:
        offices.open_office(office.folder)
    assert code(caught) == "OFFICE-NEWER"
    assert path.read_bytes() == before


def test_another_programs_database_is_not_taken_for_ours(office: Office) -> None:
    path = office.folder / DATABASE
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE answers (id)")
    connection.close()
    with pytest.raises(OfficeError) as caught:
        offices.open_office(office.folder)
    assert code(caught) == "OFFICE-FOREIGN"


def test_a_damaged_database_is_said_in_our_words(office: Office) -> None:
    (office.folder / DATABASE).write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    with pytest.raises(OfficeError) as caught:
        offices.open_office(office.folder)
    assert code(caught) == "OFFICE-DATABASE"


def test_a_copy_of_the_database_holds_every_row_and_overwrites_nothing(
    office: Office, tmp_path: Path
) -> None:
    ledger.enter(office.folder, digital(), at=RECEIVED)
    target = tmp_path / "bản sao.db"
    central.copy(office.engine, target)
    connection = sqlite3.connect(target)
    assert connection.execute("SELECT count(*) FROM findings").fetchone() == (2,)
    connection.close()
    with pytest.raises(OfficeError) as caught:
        central.copy(office.engine, target)
    assert code(caught) == "OFFICE-DATABASE"


def test_an_unheard_of_laptop_cannot_be_accepted_by_a_mistyped_fingerprint(office: Office) -> None:
    before = dump(office)
    with pytest.raises(OfficeError) as caught:
        ledger.accept_device(office, "f" * 64, RECEIVED)
    assert code(caught) == "OFFICE-DEVICE-UNKNOWN"
    assert dump(office) == before


def test_one_computer_enters_minutes_without_any_setting_up(tmp_path: Path) -> None:
    folder = tmp_path / "sổ theo dõi"
    result = ledger.enter(folder, ink(), at=RECEIVED)
    assert (result.reception, result.grade, result.unit) == (
        Reception.RECEIVED,
        Grade.EQUAL_BYTES,
        "Sở Mẫu",
    )
    opened = offices.open_office(folder)
    (visit,) = ledger.visits(opened)
    assert (visit.local, visit.mode, visit.findings, visit.unsettled) == (True, SigningMode.INK, 2, 2)
    assert opened.contents.read_file(visit.minutes_sha256) == ink()


def test_entering_again_adds_nothing(tmp_path: Path) -> None:
    ledger.enter(tmp_path / "sổ", digital(), at=RECEIVED)
    before = tree(tmp_path / "sổ")
    again = ledger.enter(tmp_path / "sổ", digital(), at=RECEIVED + timedelta(days=1))
    assert not again.new
    after = tree(tmp_path / "sổ")
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == set()


def test_what_this_computer_trusts_is_trusted_in_its_ledger_too(tmp_path: Path) -> None:
    folder = tmp_path / "sổ"
    ledger.enter(folder, digital(), at=RECEIVED, authorities=(people().root_der,))
    (visit,) = ledger.visits(offices.open_office(folder))
    assert visit.trust is Trust.TRUSTED
    before = tree(folder)
    ledger.enter(folder, digital(), at=RECEIVED + timedelta(days=1), authorities=(people().root_der,))
    assert tree(folder) == before


def test_minutes_that_do_not_hold_are_not_entered(tmp_path: Path) -> None:
    folder = tmp_path / "sổ"
    ledger.enter(folder, digital(OTHER_VISIT), at=RECEIVED)
    opened = offices.open_office(folder)
    before = dump(opened), tree(folder)
    draft = pdf.draw(replace(record(), seal=None, print_code=None, draft=1), no_picture)
    for bad, expected in (
        (draft, "MINUTES-DRAFT"),
        (signed(draw(record()), 1), "MINUTES-NOT-SIGNED"),
        (digital() + b"x", "MINUTES-CHANGED"),
    ):
        with pytest.raises(ParcelError) as caught:
            ledger.enter(folder, bad, at=RECEIVED)
        assert code(caught) == expected
    with pytest.raises(MinutesError):
        ledger.enter(folder, b"no PDF", at=RECEIVED)
    assert (dump(opened), tree(folder)) == before


def test_a_visit_entered_here_and_sent_as_a_parcel_is_one_visit(office: Office, drop: Drop) -> None:
    ledger.enter(office.folder, digital(), at=RECEIVED)
    drop.send(packed(digital()))
    (result,) = receive(office, drop.carrier, at=RECEIVED + timedelta(hours=1), progress=quiet)
    assert result.reception is Reception.RECEIVED
    (visit,) = ledger.visits(office)
    assert visit.findings == 2
    assert visit.trust is Trust.TRUSTED


def test_what_became_of_a_finding_is_added_and_never_overwritten(office: Office, drop: Drop) -> None:
    drop.send(packed(digital()))
    receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    first = FindingId("f1")
    for day, state in enumerate(
        (FollowUpState.IN_PROGRESS, FollowUpState.REPORTED_FIXED, FollowUpState.FIXED), start=1
    ):
        ledger.set_state(
            office, VISIT, first, state, at=RECEIVED + timedelta(days=day), by="Văn thư", note=f"lần {day}"
        )
    assert [entry.note for entry in ledger.history(office, VISIT, first)] == ["lần 1", "lần 2", "lần 3"]
    assert [finding.finding for finding in ledger.findings(office)] == ["f2"]
    assert len(ledger.findings(office, settled=True)) == 2
    (visit,) = ledger.visits(office)
    assert (visit.findings, visit.unsettled) == (2, 1)


def test_a_finding_that_nobody_received_has_no_state(office: Office) -> None:
    before = dump(office), tree(office.folder)
    with pytest.raises(OfficeError) as caught:
        ledger.set_state(office, VISIT, FindingId("f1"), FollowUpState.FIXED, at=RECEIVED, by="Văn thư")
    assert code(caught) == "OFFICE-FINDING-UNKNOWN"
    assert (dump(office), tree(office.folder)) == before


def test_the_database_is_made_again_from_kept_files_alone(office: Office, drop: Drop) -> None:
    drop.send(packed(digital()))
    drop.send(packed(digital(OTHER_VISIT, version=2), OTHER_VISIT, version=2, key=stranger()))
    receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    ledger.accept_device(office, stranger().fingerprint, RECEIVED + timedelta(hours=1))
    receive(office, drop.carrier, at=RECEIVED + timedelta(hours=2), progress=quiet)
    ledger.enter(office.folder, digital(version=2), at=RECEIVED + timedelta(hours=3))
    ledger.set_state(office, VISIT, FindingId("f2"), FollowUpState.ESCALATED, at=RECEIVED, by="Văn thư")
    before = dump(office)
    assert len(before["receptions"]) == 3

    (office.folder / DATABASE).unlink()
    again = offices.open_office(office.folder)
    assert all(rows == [] for name, rows in dump(again).items() if name != "acts_done")
    assert rebuild(again) == 3
    assert dump(again) == before
    assert rebuild(again) == 3
    assert dump(again) == before


def test_a_damaged_kept_file_stops_the_making_again_and_leaves_the_tables(office: Office, drop: Drop) -> None:
    drop.send(packed(digital()))
    receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    before = dump(office)
    kept = office.contents.file_path(ledger.visits(office)[0].minutes_sha256)
    kept.write_bytes(kept.read_bytes()[:-1])
    with pytest.raises(OfficeError) as caught:
        rebuild(office)
    assert code(caught) == "OFFICE-FILE"
    assert dump(office) == before
