"""A document marked as a secret is not kept unless somebody says so; a photo with citizens' data is told before it is
printed. Each is asked once, nothing is refused."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from inspector_app.actions.evidence import add_evidence
from inspector_app.actions.review import review
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.dialogs.evidence import EvidenceDialog
from inspector_app.gui.markup.editor import MarkupEditor
from inspector_app.gui.widgets.carried import Carried
from inspector_app.gui.window import MainWindow
from inspector_app.paths import resources

ITEM = ItemId("16")


def pdf(path: Path, *lines: str) -> Path:
    """A page with these lines, in a font that has Vietnamese letters."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = next(Path(str(resources().joinpath("fonts"))).rglob("*.ttf"))
    pdfmetrics.registerFont(TTFont("Vietnamese", str(font)))
    canvas = Canvas(str(path))
    canvas.setFont("Vietnamese", 12)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 30 * number, line)
    canvas.save()
    return path


def photo() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (800, 600), "#6080A0").save(data, "JPEG")
    return data.getvalue()


def kept(workspace: Workspace, visit_id: VisitId) -> set[str | None]:
    return {own.name for own in load(workspace, visit_id).visit.evidence}


def bring(window: MainWindow, qtbot: QtBot, *paths: Path) -> None:
    window.context.brought.emit(ITEM, Carried(paths, as_evidence=True))
    qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=30_000)


def test_a_stamped_document_stays_outside_and_the_rest_comes_in(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId, tmp_path: Path
) -> None:
    plain = pdf(tmp_path / "quy-che.pdf", "QUY CHẾ", "BẢO MẬT THÔNG TIN", "mật khẩu, bí mật nhà nước")
    stamped = pdf(tmp_path / "12-bc.pdf", "ỦY BAN NHÂN DÂN TỈNH MẪU", "MẬT", "Số: 12/BC-UBND")
    bring(window, qtbot, plain, stamped)
    assert kept(workspace, visit_id) == {"quy-che.pdf"}
    landing = window.shell.checking.landing
    assert landing.isVisible()
    assert landing.lines.text() == "• 12-bc.pdf: MẬT"
    assert landing.leave.text() == "Do not keep"
    qtbot.waitUntil(landing.leave.hasFocus)  # what Enter does
    QTest.keyClick(landing.leave, Qt.Key.Key_Space)
    assert landing.isHidden()
    assert kept(workspace, visit_id) == {"quy-che.pdf"}


def test_who_insists_is_not_asked_twice(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId, tmp_path: Path
) -> None:
    stamped = pdf(tmp_path / "BC-TOI-MAT.pdf", "Báo cáo")
    bring(window, qtbot, stamped)
    assert kept(workspace, visit_id) == set()
    (keep,) = window.shell.checking.landing.choices
    keep.click()
    qtbot.waitUntil(lambda: kept(workspace, visit_id) == {"BC-TOI-MAT.pdf"}, timeout=30_000)
    qtbot.waitUntil(lambda: not window.context.tasks.running)
    assert window.shell.checking.landing.isHidden()


def test_what_cannot_be_read_is_kept_like_any_file(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId, tmp_path: Path
) -> None:
    (tmp_path / "hong.pdf").write_bytes(b"%PDF-1.7\nMAT" + bytes(200))
    bring(window, qtbot, tmp_path / "hong.pdf")
    assert kept(workspace, visit_id) == {"hong.pdf"}


@pytest.fixture
def detail(qtbot: QtBot, window: MainWindow, visit_id: VisitId) -> EvidenceDialog:
    """The files of an item, a harmless photo among them."""
    window.context.perform(add_evidence, visit_id, "anh.jpg", photo(), (ITEM,), "Bảng niêm yết")
    dialog = EvidenceDialog(window.context, ITEM, window)
    dialog.open()
    return dialog


def codes(workspace: Workspace, visit_id: VisitId) -> set[str]:
    return {line.code for line in review(workspace, visit_id) if line.entity.startswith("evidence:")}


def test_a_caption_with_a_number_is_told_and_covering_or_a_word_settles_it(
    qtbot: QtBot, detail: EvidenceDialog, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    words = detail.detail.marking
    assert words.warned.isHidden()
    detail.detail.caption.setText("Hồ sơ của công dân, CCCD 056089001234")
    detail.detail.caption.edited.emit("Hồ sơ của công dân, CCCD 056089001234")
    assert words.warned.isVisible()
    assert "an identity number" in words.warned.text()
    assert codes(workspace, visit_id) == {"REVIEW-PERSONAL"}

    words.harmless.click()
    assert words.warned.isHidden()
    assert codes(workspace, visit_id) == set()
    window.context.perform(undo, visit_id)
    assert words.warned.isVisible()

    detail.detail.printed.click()  # not printed: nobody gets it
    assert words.warned.isHidden()
    assert codes(workspace, visit_id) == set()


def test_a_photo_said_to_show_citizens_is_covered_from_its_warning(
    qtbot: QtBot, detail: EvidenceDialog, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    words = detail.detail.marking
    words.personal.click()
    assert words.warned.isVisible()
    assert codes(workspace, visit_id) == {"REVIEW-PERSONAL"}
    words.cover.click()
    (editor,) = [own for own in detail.findChildren(MarkupEditor) if own.isVisible()]
    qtbot.waitUntil(editor.view.hasFocus)
    QTest.keyClick(editor.view, Qt.Key.Key_4)
    editor.keep.click()
    qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=20_000)
    assert codes(workspace, visit_id) == set()
    printed = [own for own in load(workspace, visit_id).visit.evidence if own.printed]
    assert [own.personal for own in printed] == [True]
    detail.accept()


def test_a_secret_that_was_kept_is_told_before_sealing(
    window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    window.context.perform(add_evidence, visit_id, "ke-hoach (Mật).txt", b"a", (ITEM,), None, False)
    assert codes(workspace, visit_id) == {"REVIEW-SECRET"}
