"""The office takes in what holds, answers every parcel with a signed receipt, and does nothing twice."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.handover import (
    FileRole,
    Grade,
    Parcel,
    Receipt,
    Reception,
    receipt_name,
    signature_name,
)
from inspector_app.checklist.verdict import Integrity, Trust
from inspector_app.checklist.visit import SigningMode
from inspector_app.office import ledger
from inspector_app.office import office as offices
from inspector_app.office.inbox import receive
from inspector_app.office.office import Office
from inspector_app.parcel.pack import PackFile
from inspector_app.parcel.receipt import read_receipt
from inspector_app.signing import cms
from tests.office.scene import (
    OTHER_VISIT,
    PHOTO,
    RECEIVED,
    VISIT,
    Drop,
    digital,
    ink,
    laptop,
    packed,
    quiet,
    retitled,
    stranger,
    tree,
)

Rows = Callable[[], dict[str, list[tuple[object, ...]]]]


def receipt_in(drop: Drop, office: Office, parcel: Parcel) -> Receipt:
    """As the laptop reads it: only the office's own key counts."""

    def by_office(data: bytes, signature: bytes) -> bool:
        verdict = cms.verify(data, signature, cms.ContentKind.RECEIPT)
        return verdict.intact and verdict.fingerprint == office.key.fingerprint

    name = receipt_name(parcel.sha256)
    data, signature = drop.carrier.get(name), drop.carrier.get(signature_name(name))
    return read_receipt(data, signature, manifest_sha256=parcel.sha256, verify=by_office)


def test_a_digitally_signed_visit_is_received_with_all_its_files(office: Office, drop: Drop) -> None:
    photo = PackFile(FileRole.EVIDENCE, "ảnh 1.jpg", PHOTO)
    parcel = drop.send(packed(digital(), more=[photo]))
    (result,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert result.reception is Reception.RECEIVED
    assert result.grade is Grade.EQUAL_BYTES
    assert (result.visit, result.version, result.unit, result.new) == (VISIT, 1, "Sở Mẫu", True)
    receipt = receipt_in(drop, office, parcel)
    assert receipt.reception is Reception.RECEIVED
    assert receipt.mode is SigningMode.DIGITAL
    assert receipt.office == "Sở Nội vụ tỉnh Mẫu"
    assert hashlib.sha256(PHOTO).hexdigest() in receipt.files
    assert [office.contents.read_file(sha256) for sha256 in receipt.files].count(PHOTO) == 1
    (visit,) = ledger.visits(office)
    assert (visit.integrity, visit.trust) == (Integrity.INTACT, Trust.TRUSTED)
    assert office.contents.read_file(visit.minutes_sha256) == digital()


def test_what_the_record_says_stands_in_the_tables(office: Office, drop: Drop, rows: Rows) -> None:
    drop.send(packed(digital()))
    receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    tables = rows()
    assert {name: len(content) for name, content in tables.items()} == {
        "devices": 1,
        "receptions": 1,
        "files": 2,
        "signatures": 3,
        "results": 1,
        "findings": 2,
        "recommendations": 1,
        "follow_ups": 0,
        "held": 0,
        "units": 0,
        "planned_inspections": 0,
        "conclusions": 0,
        "remediation_reports": 0,
        "earlier_results": 0,
        "recurrences": 0,
        "acts_done": 1,
    }
    first, second = ledger.findings(office)
    assert (first.unit, first.due_on, first.owner) == ("Sở Mẫu", date(2026, 6, 30), "Văn phòng Sở")
    assert first.text == "7/30 văn bản (23,3 %) phát hành thiếu chữ ký số của lãnh đạo"
    assert first.state is FollowUpState.OPEN
    assert second.due_on is None


def test_a_visit_signed_in_ink_is_received_as_ink_and_never_as_digital(office: Office, drop: Drop) -> None:
    scan = PackFile(FileRole.SCAN, "bản ký tay.pdf", b"%PDF scan")
    parcel = drop.send(packed(ink(), mode=SigningMode.INK, more=[scan]))
    (result,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert result.reception is Reception.RECEIVED
    assert receipt_in(drop, office, parcel).mode is SigningMode.INK
    (visit,) = ledger.visits(office)
    assert (visit.mode, visit.integrity, visit.trust) == (SigningMode.INK, None, None)


def test_pages_of_another_release_are_received_and_graded_so(office: Office, drop: Drop) -> None:
    other = retitled(ink(renderer_of={"inspector-app": "0.0.9"}))
    parcel = drop.send(packed(other, mode=SigningMode.INK))
    (result,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert (result.reception, result.grade) == (Reception.RECEIVED, Grade.EQUAL_TEXT_AND_PLACE)
    assert receipt_in(drop, office, parcel).grade is Grade.EQUAL_TEXT_AND_PLACE


def test_a_second_look_adds_nothing_and_gives_the_same_receipts(
    office: Office, drop: Drop, rows: Rows
) -> None:
    drop.send(packed(digital()))
    drop.send(packed(ink(OTHER_VISIT), OTHER_VISIT, mode=SigningMode.INK))
    drop.send(packed(digital(), events=b"{}\n"))
    drop.send(packed(digital(), key=stranger()))
    first = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert sorted(result.reception for result in first) == [
        Reception.QUARANTINED,
        Reception.RECEIVED,
        Reception.RECEIVED,
        Reception.WAITING_FOR_CLERK,
    ]
    before = rows(), tree(office.folder), drop.files()
    later = receive(office, drop.carrier, at=RECEIVED + timedelta(days=1), progress=quiet)
    assert (rows(), tree(office.folder), drop.files()) == before
    assert later == tuple(replace(result, new=False) for result in first)


def test_a_lost_receipt_is_put_back_as_it_was(office: Office, drop: Drop) -> None:
    parcel = drop.send(packed(digital()))
    receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    before = drop.files()
    (drop.folder / receipt_name(parcel.sha256)).unlink()
    (drop.folder / signature_name(receipt_name(parcel.sha256))).write_bytes(b"torn")
    receive(office, drop.carrier, at=RECEIVED + timedelta(days=1), progress=quiet)
    assert drop.files() == before


def test_an_unknown_laptop_waits_until_the_clerk_accepts_it_once(office: Office, drop: Drop) -> None:
    parcel = drop.send(packed(digital(), key=stranger()))
    (waiting,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert waiting.reception is Reception.WAITING_FOR_CLERK
    assert waiting.device == stranger().fingerprint
    assert receipt_in(drop, office, parcel).reception is Reception.WAITING_FOR_CLERK
    assert receipt_in(drop, office, parcel).files == ()
    assert ledger.visits(office) == ()
    assert [known.name for known in ledger.devices(office) if known.accepted_at is None] == ["Máy lạ"]
    assert [result.device for result in ledger.held(office)] == [stranger().fingerprint]

    ledger.accept_device(office, stranger().fingerprint, RECEIVED)
    (taken,) = receive(office, drop.carrier, at=RECEIVED + timedelta(hours=1), progress=quiet)
    assert taken.reception is Reception.RECEIVED
    assert receipt_in(drop, office, parcel).reception is Reception.RECEIVED
    assert ledger.held(office) == ()


def test_nothing_of_an_unknown_laptop_is_read_or_kept(office: Office, drop: Drop) -> None:
    parcel = drop.send(packed(digital(), key=stranger()))
    for sha256 in parcel.parts:
        (drop.folder / "parts" / sha256).unlink()
    (waiting,) = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert waiting.reception is Reception.WAITING_FOR_CLERK
    assert not (office.folder / "files").exists()


def test_untrusted_signers_are_recorded_not_refused(drop: Drop) -> None:
    unknowing = offices.init(drop.folder.parent / "khác", "Phòng Nội vụ", RECEIVED)
    ledger.accept_device(unknowing, laptop().fingerprint, RECEIVED, name="Máy tính của Đoàn")
    drop.send(packed(digital()))
    (result,) = receive(unknowing, drop.carrier, at=RECEIVED, progress=quiet)
    assert result.reception is Reception.RECEIVED
    (visit,) = ledger.visits(unknowing)
    assert visit.integrity is Integrity.INTACT
    assert visit.trust in (Trust.UNKNOWN, Trust.NOT_TRUSTED)


def test_a_scan_sent_later_is_the_same_version_with_one_file_more(office: Office, drop: Drop) -> None:
    first = drop.send(packed(ink(), mode=SigningMode.INK))
    scan = PackFile(FileRole.SCAN, "bản ký tay.pdf", b"%PDF scan")
    second = drop.send(packed(ink(), mode=SigningMode.INK, more=[scan], parent=first.sha256))
    results = receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    assert {result.reception for result in results} == {Reception.RECEIVED}
    assert len(receipt_in(drop, office, second).files) == 3
    (visit,) = ledger.visits(office)
    assert visit.findings == 2


def test_a_new_version_takes_the_place_of_the_old_and_keeps_what_became_of_its_findings(
    office: Office, drop: Drop
) -> None:
    drop.send(packed(digital()))
    receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    first = ledger.findings(office)[0]
    ledger.set_state(office, first.visit, first.finding, FollowUpState.IN_PROGRESS, at=RECEIVED, by="Văn thư")
    drop.send(packed(digital(version=2, finding="6/30 văn bản thiếu chữ ký số"), version=2))
    receive(office, drop.carrier, at=RECEIVED + timedelta(days=2), progress=quiet)
    (visit,) = ledger.visits(office)
    assert visit.version == 2
    now = ledger.findings(office)[0]
    assert (now.text, now.state) == ("6/30 văn bản thiếu chữ ký số", FollowUpState.IN_PROGRESS)


def test_an_old_version_that_comes_late_does_not_push_the_new_one_aside(office: Office, drop: Drop) -> None:
    drop.send(packed(digital(version=2, finding="6/30 văn bản thiếu chữ ký số"), version=2))
    receive(office, drop.carrier, at=RECEIVED, progress=quiet)
    drop.send(packed(digital()))
    receive(office, drop.carrier, at=RECEIVED + timedelta(days=2), progress=quiet)
    (visit,) = ledger.visits(office)
    assert visit.version == 2
    assert ledger.findings(office)[0].text == "6/30 văn bản thiếu chữ ký số"


def test_progress_counts_parcels(office: Office, drop: Drop) -> None:
    drop.send(packed(digital()))
    drop.send(packed(digital(), key=stranger()))
    steps: list[tuple[int, int]] = []
    receive(office, drop.carrier, at=RECEIVED, progress=lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2)]
