"""Step 5: by hand or with three certificate files, and what any file proves, in words."""

from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inspector_app.actions.minutes import current_pdf
from inspector_app.actions.sealing import seal
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.verdict import Integrity, SignerRole
from inspector_app.clock import ZONE
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.verification import VerificationDialog
from inspector_app.gui.pages.signing import SigningPage
from inspector_app.signing import trial

PASSWORD = "mat khau thu"


@pytest.fixture
def certificates(context: Context, tmp_path: Path) -> dict[SignerRole, Path]:
    """Three throw-away certificate files that say what they are."""
    names = ["NGƯỜI KÝ THỬ 1", "NGƯỜI KÝ THỬ 2", "NGƯỜI KÝ THỬ 3"]
    made = trial.make(names, context.workspace.clock.now(), PASSWORD)
    files = {}
    for signer, person in zip(SignerRole, made.people, strict=True):
        files[signer] = tmp_path / f"{signer}.p12"
        files[signer].write_bytes(person.pkcs12)
    return files


def _sign(page: SigningPage, signer: SignerRole, file: Path, password: str, context: Context, idle) -> None:
    card = page.cards[signer]
    card.choose_certificate(file)
    card.password.setText(password)
    card.sign_button.click()
    assert card.password.text() == ""
    idle(context)


def test_before_chot_there_is_nothing_to_sign_and_a_way_to_the_minutes(real_visit: Context, show) -> None:
    page = show(SigningPage, real_visit)
    assert page._stack.is_empty
    asked: list[str] = []
    real_visit.place_asked.connect(lambda entity, _field: asked.append(entity))
    page._stack.empty.button.click()
    assert asked == ["minutes"]
    assert page.check_button.isVisible()


def test_by_hand_printed_then_signed_then_the_scan(real_visit: Context, show, idle, tmp_path: Path) -> None:
    real_visit.perform(seal, real_visit.visit.visit.id)
    page = show(SigningPage, real_visit)
    page.ink.printed_button.click()
    assert real_visit.visit.stage is Stage.PRINTED
    page.ink.signers[SignerRole.SECRETARY].setChecked(False)
    page.ink.at.setText("12/05/2026 16:45")
    page.ink.sign_button.click()
    idle(real_visit)
    ink = real_visit.visit.version.ink
    assert real_visit.visit.stage is Stage.SIGNED
    assert ink.signers == (SignerRole.UNIT, SignerRole.LEADER)
    assert ink.signed_at == datetime(2026, 5, 12, 16, 45, tzinfo=ZONE)
    assert ink.scan_sha256 is None

    scan = tmp_path / "ban-quet.jpg"
    scan.write_bytes(b"\xff\xd8\xff\xe0 scan")
    page.add_scan(scan)
    idle(real_visit)
    assert real_visit.workspace.files.read(real_visit.visit.version.ink.scan_sha256) == scan.read_bytes()
    assert not page.ink.sign_button.isVisible()


def test_by_hand_somebody_must_have_signed(real_visit: Context, show, failures) -> None:
    real_visit.perform(seal, real_visit.visit.visit.id)
    page = show(SigningPage, real_visit)
    for box in page.ink.signers.values():
        box.setChecked(False)
    page.ink.sign_button.click()
    assert [failure.code for failure in failures] == ["INK-WHO"]
    assert real_visit.visit.stage is Stage.SEALED
    failures.clear()


def test_three_sign_one_after_another_and_the_page_says_what_each_proves(
    invented_visit: Context, show, idle, certificates: dict[SignerRole, Path], qtbot: QtBot
) -> None:
    invented_visit.perform(seal, invented_visit.visit.visit.id)
    page = show(SigningPage, invented_visit)
    assert list(page.cards) == list(SignerRole)
    for signer, file in certificates.items():
        _sign(page, signer, file, PASSWORD, invented_visit, idle)
    qtbot.waitUntil(lambda: invented_visit.visit.stage is Stage.SIGNED, timeout=30_000)
    qtbot.waitUntil(
        lambda: page.verification is not None and "chưa đủ" not in page.verification.summary.text(),
        timeout=30_000,
    )
    assert "toàn vẹn" in page.verification.summary.text()
    assert "chưa tin cậy" in page.verification.summary.text()
    assert any("từng byte" in sentence for sentence in page.verification.sentences)
    assert not any(card.sign_button.isVisible() for card in page.cards.values())


def test_a_wrong_password_is_said_and_may_be_typed_again(
    invented_visit: Context, show, idle, certificates: dict[SignerRole, Path], failures
) -> None:
    invented_visit.perform(seal, invented_visit.visit.visit.id)
    page = show(SigningPage, invented_visit)
    _sign(page, SignerRole.LEADER, certificates[SignerRole.LEADER], "sai", invented_visit, idle)
    assert [failure.code for failure in failures] == ["SIGN-PASSWORD"]
    failures.clear()
    assert invented_visit.visit.stage is Stage.SEALED
    _sign(page, SignerRole.LEADER, certificates[SignerRole.LEADER], PASSWORD, invented_visit, idle)
    assert invented_visit.visit.stage is Stage.PARTLY_SIGNED


def test_letters_with_marks_and_caps_lock_are_warned_of_before_anything_is_tried(
    invented_visit: Context, show, qtbot: QtBot
) -> None:
    invented_visit.perform(seal, invented_visit.visit.visit.id)
    page = show(SigningPage, invented_visit)
    card = page.cards[SignerRole.UNIT]
    card.password.setText("mật khẩu")
    assert "tiếng Việt" in card.warning.text()
    card.password.clear()
    assert not card.warning.isVisible()
    qtbot.keyClicks(card.password, "A")
    assert not card.warning.isVisible()
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    without_shift = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "B")
    QApplication.sendEvent(card.password, without_shift)
    assert "Caps Lock" in card.warning.text()


def test_a_refused_unit_leaves_two_places(invented_visit: Context, show) -> None:
    from inspector_app.actions.answers import set_values
    from inspector_app.checklist.visit import Closing

    visit_id = invented_visit.visit.visit.id
    changes = [("visit", "closing", Closing.REFUSED), ("visit", "refusal_reason", "không thống nhất số liệu")]
    invented_visit.perform(set_values, visit_id, changes)
    invented_visit.perform(seal, visit_id)
    page = show(SigningPage, invented_visit)
    assert list(page.cards) == [SignerRole.LEADER, SignerRole.SECRETARY]


def test_a_changed_file_is_never_called_valid(
    invented_visit: Context, show, idle, certificates: dict[SignerRole, Path], qtbot: QtBot, tmp_path: Path
) -> None:
    invented_visit.perform(seal, invented_visit.visit.visit.id)
    page = show(SigningPage, invented_visit)
    for signer, file in certificates.items():
        _sign(page, signer, file, PASSWORD, invented_visit, idle)
    data = bytearray(current_pdf(invented_visit.workspace, invented_visit.visit.visit.id))
    data[len(data) // 4] ^= 1
    changed = tmp_path / "da-sua.pdf"
    changed.write_bytes(data)
    page.check_file(changed)
    idle(invented_visit)
    dialog = page.findChild(VerificationDialog)
    assert dialog is not None
    assert dialog.view.summary.property("role") == "poor"
    assert "không" in dialog.view.summary.text()
    dialog.close()


def test_any_other_file_is_checked_without_a_traceback(
    real_visit: Context, show, idle, tmp_path: Path
) -> None:
    page = show(SigningPage, real_visit)
    other = tmp_path / "thu-moi.pdf"
    other.write_bytes("không phải PDF".encode())
    page.check_file(other)
    idle(real_visit)
    dialog = page.findChild(VerificationDialog)
    assert dialog.view.summary.property("role") == "poor"
    dialog.close()


def test_every_verdict_has_its_words() -> None:
    from inspector_app.checklist.handover import Grade
    from inspector_app.checklist.verdict import Trust
    from inspector_app.gui.widgets.verdict_view import GRADES, INTEGRITY, SIGNERS, TRUST

    assert set(INTEGRITY) == set(Integrity)
    assert set(TRUST) == set(Trust)
    assert set(GRADES) == set(Grade)
    assert set(SIGNERS) == set(SignerRole)
