"""Step 6 and the office: sent, received, accepted, followed until fixed, and nothing is lost on the way."""

from datetime import datetime
from pathlib import Path

import pytest

from inspector_app.actions import office
from inspector_app.actions.sealing import mark_printed, seal, sign_in_ink
from inspector_app.checklist.authorities import grouped
from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.handover import DeliveryState, Reception
from inspector_app.checklist.seal import REQUIRED_SIGNERS, Stage
from inspector_app.clock import ZONE
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.delivery import DeliveryDialog
from inspector_app.gui.models.ledger import DEADLINE, OVERDUE, STATE, STATES
from inspector_app.gui.pages.office import OfficePage
from inspector_app.gui.pages.sending import SendingPage


def _sign_by_hand(context: Context) -> Context:
    visit_id = context.visit.visit.id
    signed_at = datetime(2026, 5, 12, 16, 45, tzinfo=ZONE)
    context.perform(seal, visit_id)
    context.perform(mark_printed, visit_id)
    context.perform(sign_in_ink, visit_id, REQUIRED_SIGNERS, signed_at)
    return context


@pytest.fixture
def signed(real_visit: Context) -> Context:
    return _sign_by_hand(real_visit)


@pytest.fixture
def with_deadlines(invented_visit: Context) -> Context:
    """The invented visit, its unit signing by hand after all."""
    from inspector_app.actions.answers import set_value
    from inspector_app.checklist.visit import SigningMode

    visit_id = invented_visit.visit.visit.id
    invented_visit.perform(set_value, visit_id, "visit", "signing_mode", SigningMode.INK)
    return _sign_by_hand(invented_visit)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB"
    folder.mkdir()
    return folder


def _send(page: SendingPage, context: Context, folder: Path, idle) -> None:
    page.choose(folder)
    page.send_button.click()
    idle(context)


def test_an_unsigned_visit_leads_to_signing(real_visit: Context, show) -> None:
    page = show(SendingPage, real_visit)
    assert page._stack.is_empty
    asked: list[str] = []
    real_visit.place_asked.connect(lambda entity, _field: asked.append(entity))
    page._stack.empty.button.click()
    assert asked == ["signing"]


def test_a_signed_visit_is_sent_and_stays_here(signed: Context, show, idle, stick: Path) -> None:
    page = show(SendingPage, signed)
    assert page.state.text() == "Chưa gửi"
    assert page.listing.is_empty
    kept = set(signed.workspace.folder.rglob("*"))
    _send(page, signed, stick, idle)
    assert signed.visit.stage is Stage.SENT
    assert page.state.text() == "Đã gửi"
    assert not page.listing.is_empty
    assert kept <= set(signed.workspace.folder.rglob("*"))
    assert list(stick.rglob("*.json"))


def test_the_folder_of_the_last_delivery_is_there_next_time(signed: Context, show, idle, stick: Path) -> None:
    _send(show(SendingPage, signed), signed, stick, idle)
    signed.last_folder = None
    assert show(SendingPage, signed).folder == stick


def test_a_folder_that_cannot_be_written_leaves_the_visit_waiting(
    signed: Context, show, idle, tmp_path: Path, failures
) -> None:
    blocked = tmp_path / "khong-phai-thu-muc"
    blocked.write_text("tệp")
    page = show(SendingPage, signed)
    _send(page, signed, blocked, idle)
    assert failures
    failures.clear()
    assert page.state.text() == "Chờ gửi"
    assert page.send_button.isEnabled()
    assert signed.visit.stage is Stage.SIGNED


def test_details_name_every_file_by_its_hash(signed: Context, show, idle, stick: Path) -> None:
    page = show(SendingPage, signed)
    _send(page, signed, stick, idle)
    page.show_details(signed.visit.delivery)
    dialog = page.findChild(DeliveryDialog)
    text = dialog.files.toPlainText()
    assert signed.visit.version.file_sha256 in text
    assert "Biên bản" in text
    assert "Chưa có" in dialog.receipt.text()
    dialog.close()


def test_laptop_to_office_and_the_receipt_back(signed: Context, show, idle, stick: Path) -> None:
    page = show(SendingPage, signed)
    _send(page, signed, stick, idle)
    clerk = show(OfficePage, signed)
    clerk.receive_from(stick)
    idle(signed)
    (waiting,) = clerk.ledger.held
    assert waiting.reception is Reception.WAITING_FOR_CLERK
    (laptop,) = clerk.ledger.devices
    assert laptop.fingerprint == signed.workspace.device.fingerprint
    assert grouped(laptop.fingerprint) in page.fingerprint.text()
    assert clerk.tabs.currentWidget() is clerk.laptops

    clerk.accept(laptop)
    idle(signed)
    clerk.receive_from(stick)
    idle(signed)
    assert not clerk.ledger.held
    assert [visit.unit for visit in clerk.ledger.visits] == ["Sở Xây dựng"]
    assert len(clerk.ledger.findings) == 10

    page.take_profile(office.profile_file(office.ledger_folder(signed.workspace)))
    idle(signed)
    page.fetch()
    idle(signed)
    assert signed.visit.delivery.state is DeliveryState.RECEIVED
    assert page.state.text() == "Đã nhận"
    assert signed.visit.stage is Stage.RECEIVED


def test_a_receipt_without_the_office_s_profile_is_explained(
    signed: Context, show, idle, stick: Path, failures
) -> None:
    page = show(SendingPage, signed)
    _send(page, signed, stick, idle)
    clerk = show(OfficePage, signed)
    clerk.receive_from(stick)
    idle(signed)
    page.fetch()
    idle(signed)
    assert [failure.code for failure in failures] == ["RECEIPT-NO-PROFILE"]
    failures.clear()


def test_one_computer_that_is_both_needs_one_click(signed: Context, show, idle) -> None:
    page = show(SendingPage, signed)
    page.enter_button.click()
    idle(signed)
    clerk = show(OfficePage, signed)
    idle(signed)
    assert not clerk.book.stack.is_empty
    assert "Ký tay" in [label.text() for row in clerk.visit_rows for label in row.findChildren(_label())]
    page.enter_button.click()
    idle(signed)
    clerk.refresh()
    idle(signed)
    assert len(clerk.ledger.visits) == 1


def test_a_finding_is_followed_until_it_is_fixed(signed: Context, show, idle) -> None:
    show(SendingPage, signed).enter_here()
    idle(signed)
    clerk = show(OfficePage, signed)
    idle(signed)
    book = clerk.book
    book.table.selectRow(0)
    finding = book.chosen
    clerk.acts.record(finding, FollowUpState.REPORTED_FIXED, "theo công văn của Sở")
    idle(signed)
    assert len(clerk.ledger.findings) == 10
    assert book.chosen.finding == finding.finding
    assert book.chosen.state is FollowUpState.REPORTED_FIXED

    clerk.acts.record(finding, FollowUpState.FIXED, None)
    idle(signed)
    assert len(clerk.ledger.findings) == 9
    book.open_only.setChecked(False)
    idle(signed)
    assert len(clerk.ledger.findings) == 10
    states = {book.model.data(book.model.index(row, STATE)) for row in range(10)}
    assert states == {"Chưa khắc phục", "Đã khắc phục (Đoàn xác nhận)"}


def test_the_book_is_searched_without_marks(signed: Context, show, idle) -> None:
    show(SendingPage, signed).enter_here()
    idle(signed)
    clerk = show(OfficePage, signed)
    book = clerk.book
    idle(signed)
    book.search.setText("chua duoc lanh dao ky so")
    assert book.filter.rowCount() == 1
    book.search.clear()
    assert book.filter.rowCount() == 10


def test_what_is_overdue_says_so(with_deadlines: Context, show, idle, clock) -> None:
    signed = with_deadlines
    show(SendingPage, signed).enter_here()
    idle(signed)
    clock.move_to(datetime(2026, 12, 1, 8, 0, tzinfo=ZONE))
    clerk = show(OfficePage, signed)
    book = clerk.book
    idle(signed)
    cells = [
        [book.model.data(book.model.index(row, column)) for column in (DEADLINE, OVERDUE)]
        for row in range(book.model.rowCount())
    ]
    late = [days for deadline, days in cells if deadline[:2].isdigit()]
    assert late
    assert all(int(days) > 0 for days in late)


def test_an_office_that_has_nothing_yet_says_so_everywhere(context: Context, show, idle) -> None:
    clerk = show(OfficePage, context)
    idle(context)
    assert clerk.book.stack.is_empty
    assert clerk.received.is_empty
    assert clerk.laptops.is_empty
    assert not (context.workspace.folder / "office").exists()


def test_a_flipped_byte_is_set_apart_and_named(signed: Context, show, idle, stick: Path) -> None:
    page = show(SendingPage, signed)
    _send(page, signed, stick, idle)
    office.open_local_ledger(signed.workspace)
    clerk = show(OfficePage, signed)
    clerk.receive_from(stick)
    idle(signed)
    clerk.accept(clerk.ledger.devices[0])
    idle(signed)
    part = max((stick / "parts").iterdir(), key=lambda path: path.stat().st_size)
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(data)
    clerk.receive_from(stick)
    idle(signed)
    assert not clerk.ledger.visits
    (held,) = clerk.ledger.held
    assert held.reception is Reception.QUARANTINED
    labels = [label.text() for row in clerk.visit_rows for label in row.findChildren(_label())]
    assert any(held.problem in text for text in labels)


def test_every_state_of_a_finding_has_its_words() -> None:
    assert set(STATES) == set(FollowUpState)


def _label() -> type:
    from PySide6.QtWidgets import QLabel

    return QLabel
