"""Step 4: the finished bytes on screen and on paper, the review, Chốt and Mở lại."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_values
from inspector_app.actions.minutes import current_pdf, page_count
from inspector_app.checklist.rules import Severity
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import SigningMode
from inspector_app.clock import ZONE
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.reopening import ReopenDialog
from inspector_app.gui.pages.minutes import MinutesPage
from inspector_app.gui.printing import COPIES, make_printer


@pytest.fixture
def page(real_visit: Context, show, qtbot: QtBot, idle) -> MinutesPage:
    made = show(MinutesPage, real_visit)
    qtbot.waitUntil(lambda: made.preview.drawn > 0 and made.seal_button.isEnabled(), timeout=30_000)
    idle(real_visit)
    return made


def _seal(page: MinutesPage, context: Context, qtbot: QtBot) -> None:
    page.seal_button.click()
    qtbot.waitUntil(lambda: context.visit.stage is Stage.SEALED, timeout=30_000)
    qtbot.waitUntil(lambda: page.print_button.isEnabled() and page.preview.drawn > 0, timeout=30_000)


def _file_printer(target: Path) -> QPrinter:
    printer = make_printer("Biên bản")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def test_the_draft_is_shown_page_by_page(page: MinutesPage, real_visit: Context) -> None:
    expected = page_count(current_pdf(real_visit.workspace, real_visit.visit.visit.id))
    assert page.preview.pages == expected
    assert "1" in page.state.text()
    first = page.preview._pages[0]
    assert first.accessibleName() == f"Trang 1/{expected}"
    assert not first.pixmap().isNull()


def test_pages_out_of_sight_are_drawn_when_one_turns_to_them(page: MinutesPage, qtbot: QtBot) -> None:
    last = page.preview._pages[-1]
    assert last.drawn_dpi is None
    page.preview.turn_to(page.preview.pages - 1)
    qtbot.waitUntil(lambda: last.drawn_dpi is not None, timeout=30_000)


def test_zoom_draws_the_same_pages_larger(page: MinutesPage, qtbot: QtBot) -> None:
    before = page.preview._pages[0].width()
    page.preview.zoom_by(1)
    assert page.preview._pages[0].width() > before
    qtbot.waitUntil(lambda: page.preview._pages[0].pixmap().width() >= before, timeout=30_000)


def test_the_review_leads_to_its_place(page: MinutesPage, real_visit: Context) -> None:
    asked: list[tuple[str, str]] = []
    real_visit.place_asked.connect(lambda entity, field: asked.append((entity, field)))
    row = page.review.rows[0]
    row.findChildren(type(page.seal_button))[0].click()
    assert asked == [(row.line.entity, row.line.field)]


def test_a_shortcoming_is_called_by_its_words_not_by_an_id(page: MinutesPage, real_visit: Context) -> None:
    finding = real_visit.visit.visit.findings[0]
    named = [row for row in page.review.rows if row.line.entity == f"finding:{finding.id}"]
    assert named
    assert all("Sản phẩm, trách nhiệm" in row.sentence.text() for row in named)


def test_a_warning_is_kept_with_a_reason_that_the_seal_remembers(
    page: MinutesPage, real_visit: Context, qtbot: QtBot
) -> None:
    row = page.review.rows[0]
    row.keep.click()
    row.reason.setText("tài liệu ở bản giấy")
    row.reason.flush()
    assert page.review.kept == {row.line.key: "tài liệu ở bản giấy"}
    _seal(page, real_visit, qtbot)


def test_what_blocks_stands_first_and_holds_the_seal(real_visit: Context, show, qtbot: QtBot) -> None:
    times = [
        ("visit", "opened_at", datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)),
        ("visit", "closed_at", datetime(2026, 5, 12, 7, 0, tzinfo=ZONE)),
    ]
    real_visit.perform(set_values, real_visit.visit.visit.id, times)
    page = show(MinutesPage, real_visit)
    qtbot.waitUntil(lambda: page.preview.drawn > 0, timeout=30_000)
    assert page.review.rows[0].line.severity is Severity.BLOCKS
    assert page.review.rows[0].line.field == "closed_at"
    assert not page.seal_button.isEnabled()


def test_the_way_of_signing_is_chosen_before_sealing_and_fixed_by_it(
    page: MinutesPage, real_visit: Context, qtbot: QtBot
) -> None:
    assert page.modes[SigningMode.INK].isChecked()
    page.modes[SigningMode.DIGITAL].click()
    assert real_visit.visit.visit.details.signing_mode is SigningMode.DIGITAL
    qtbot.waitUntil(page.seal_button.isEnabled, timeout=30_000)
    _seal(page, real_visit, qtbot)
    assert real_visit.visit.version.seal.mode is SigningMode.DIGITAL
    assert not page.modes[SigningMode.INK].isEnabled()


def test_chot_shows_the_print_code_and_printing_waits_for_ink(
    page: MinutesPage, real_visit: Context, qtbot: QtBot, tmp_path: Path, idle
) -> None:
    _seal(page, real_visit, qtbot)
    assert real_visit.visit.version.print_code in page.state.text()
    printed = tmp_path / "giay.pdf"
    page.print_to(_file_printer(printed))
    qtbot.waitUntil(lambda: real_visit.visit.stage is Stage.PRINTED, timeout=60_000)
    assert page_count(printed.read_bytes()) == page.preview.pages
    assert "chờ ký tay" in page.state.text()


def test_paper_gets_two_copies_at_full_size() -> None:
    printer = make_printer("Biên bản")
    assert printer.copyCount() == COPIES == 2
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    assert abs(sheet.width() - 2480) <= 1
    assert abs(sheet.height() - 3508) <= 1
    assert printer.pageLayout().paintRectPixels(printer.resolution()) == sheet


def test_a_range_prints_only_its_pages(
    page: MinutesPage, qtbot: QtBot, tmp_path: Path, idle, real_visit
) -> None:
    printer = _file_printer(tmp_path / "mot-trang.pdf")
    printer.setFromTo(2, 2)
    page.print_to(printer)
    idle(real_visit)
    assert page_count((tmp_path / "mot-trang.pdf").read_bytes()) == 1


def test_a_printed_draft_counts_so_that_the_next_has_another_number(
    page: MinutesPage, real_visit: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    page.print_to(_file_printer(tmp_path / "du-thao.pdf"))
    qtbot.waitUntil(lambda: real_visit.visit.version.drafts == 1, timeout=60_000)
    assert "2" in page.state.text()


def test_reopening_before_a_signature_voids_the_print_code(
    page: MinutesPage, real_visit: Context, qtbot: QtBot
) -> None:
    _seal(page, real_visit, qtbot)
    page.reopen_now(None)
    assert real_visit.visit.stage is Stage.CHECKING
    assert real_visit.visit.version.print_code is None
    assert page.seal_button.isVisible()


def test_reopening_after_a_signature_needs_a_reason(page: MinutesPage) -> None:
    dialog = ReopenDialog(page._context.translate, "ABC234", True, page)
    assert dialog.problem() is not None
    dialog._reason.setPlainText("ghi sai số liệu mục 25a")
    assert dialog.problem() is None


def test_a_plain_file_to_print_lands_on_the_stick(
    page: MinutesPage, real_visit: Context, qtbot: QtBot, tmp_path: Path, idle
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    page.copy_to(stick)
    idle(real_visit)
    (copied,) = stick.iterdir()
    assert copied.name.startswith("BienBan_KTCCHC_SoXayDung")
    assert page_count(copied.read_bytes()) == page.preview.pages
    qtbot.waitUntil(lambda: page.preview.drawn > 0, timeout=30_000)


def test_a_stick_that_is_gone_is_said_in_a_sentence(
    page: MinutesPage, real_visit: Context, tmp_path: Path, idle, failures
) -> None:
    page.copy_to(tmp_path / "khong-co")
    idle(real_visit)
    assert len(failures) == 1
    assert failures[0].what
    assert failures[0].todo
    failures.clear()
