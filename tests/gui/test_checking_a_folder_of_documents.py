"""A folder of e-documents answers an item in a window of its own: chosen, run, looked at, written in, undone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.actions import answers, sampling, sealing
from inspector_app.actions.evidence import add_evidence
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import create_visit, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.e_documents import ExaminedDocument, Method, Outcome, Trait
from inspector_app.checklist.fact import FactId, Sample, SampleRow
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.verdict import Remark, Trust
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.gui.bridge import Context
from inspector_app.gui.sampling.comparing import DifferencesDialog
from inspector_app.gui.sampling.deciding import DecisionDialog
from inspector_app.gui.sampling.e_documents import DocumentCheckDialog, open_document_check
from inspector_app.gui.sampling.models import ABOUT, NUMBER, PERSONAL, SAID
from inspector_app.gui.sampling.writing import KEEP, WritingDialog
from inspector_app.gui.window import MainWindow
from tests.checklist.examinations import (
    AGENCY,
    LEADER,
    decided,
    document,
    examination,
    signature,
    thirty,
    unreadable,
    unsigned,
)
from tests.sampling.registers import outgoing_lines, outgoing_xlsx
from tests.sampling.world import make_folder

ITEM, FACT = ItemId("25a"), FactId("sample")
LEFT = Qt.MouseButton.LeftButton
OpenCheck = Callable[..., DocumentCheckDialog]


@pytest.fixture
def check(qtbot: QtBot, window: MainWindow) -> Iterator[OpenCheck]:
    """Opens the window on item 25a; closes it after the test."""
    opened: list[DocumentCheckDialog] = []

    def open_one(*sources: Path) -> DocumentCheckDialog:
        context = window.context
        assert context.visit is not None
        item = context.visit.template.item(ITEM)
        assert item is not None
        dialog = open_document_check(context, window, item, item.facts[0], sources)
        assert dialog is not None
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        opened.append(dialog)
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    yield open_one
    for dialog in opened:
        if dialog.isVisible():
            dialog.done(0)
        dialog.deleteLater()


def found(dialog: DocumentCheckDialog, own: object = None) -> None:
    """As after a run."""
    dialog.take(own or thirty())  # type: ignore[arg-type]
    dialog._turn_to(dialog.found)


def numbers(dialog: DocumentCheckDialog) -> list[str]:
    model = dialog.found.filter
    return [str(model.index(row, NUMBER).data()) for row in range(model.rowCount())]


def choose(dialog: DocumentCheckDialog, number: str) -> None:
    row = numbers(dialog).index(number)
    dialog.found.table.setCurrentIndex(dialog.found.filter.index(row, NUMBER))


def writing(dialog: DocumentCheckDialog) -> WritingDialog:
    dialog.write.click()
    own = dialog.findChild(WritingDialog)
    assert own is not None
    return own


# The whole way, with real files.


def test_a_folder_and_its_register_answer_the_item(
    qtbot: QtBot, check: OpenCheck, workspace: Workspace, visit_id: VisitId, tmp_path: Path
) -> None:
    lines = outgoing_lines()[:60]
    folder = make_folder(tmp_path / "Văn bản đi", lines[5:45:10], lacking=1)
    register = outgoing_xlsx(tmp_path / "sổ văn bản đi.xlsx", lines)
    dialog = check(folder.path)
    qtbot.waitUntil(lambda: dialog.sources.found is not None)
    dialog.sources.take_register(register)
    qtbot.waitUntil(lambda: dialog.sources.register is not None)
    assert dialog.sources.drawing.drawn == 4  # a unit that hands over four of sixty was asked for four
    dialog.sources.drawing.whole.click()
    assert dialog.sources.drawing.whole.text() == "All 60 documents of the register"
    dialog.check.click()
    assert dialog.pages.currentWidget() is dialog.running
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.found, timeout=60_000)
    dialog.found.question.show_value("personal")
    dialog.found._sum_up()
    assert dialog.found.sums.text() == "4 documents: 3 pass, 1 fail (25%), 56 not handed over"
    assert "No trusted root certificate" in dialog.found.notice.text()

    form = writing(dialog)
    assert form.targets == (sampling.Target(ITEM, FACT, "personal"),)
    form.keep_failing.setChecked(True)
    form.accept()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    visit = load(workspace, visit_id).visit
    fact = visit.answer(ITEM).facts[FACT]
    assert isinstance(fact, Sample)
    assert (fact.population, fact.examined, fact.defective) == (60, 4, 1)
    assert visit.answer(ITEM).verdict is ItemVerdict.PARTLY
    assert len(visit.rows_of(ITEM, FACT)) == 4
    assert sorted(own.media_type or "" for own in visit.evidence) == ["application/json", "application/pdf"]
    undo(workspace, visit_id)
    assert load(workspace, visit_id).visit.rows == ()


def test_a_run_that_is_stopped_leads_back_to_the_files(
    qtbot: QtBot, check: OpenCheck, tmp_path: Path
) -> None:
    folder = make_folder(tmp_path / "Văn bản đi", outgoing_lines()[:2], lacking=1)
    dialog = check(folder.path)
    qtbot.waitUntil(dialog.check.isEnabled)
    dialog.check.click()
    dialog.running.stop.click()
    assert dialog.running.text.text() == "Stopping …"
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.sources, timeout=60_000)
    assert dialog.examination is None
    assert dialog.check.isEnabled()


# Choosing.


def test_nothing_can_be_run_before_there_is_something_to_look_at(check: OpenCheck) -> None:
    dialog = check()
    assert not dialog.check.isEnabled()
    assert dialog.problem.text() == "Choose the folder or the files first."
    assert not dialog.sources.drawing.isEnabled()


def test_a_folder_and_a_register_may_be_dropped_together(
    qtbot: QtBot, check: OpenCheck, tmp_path: Path
) -> None:
    (tmp_path / "vb").mkdir()
    (tmp_path / "vb" / "một.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "vb" / "hai.docx").write_bytes(b"x")
    register = outgoing_xlsx(tmp_path / "sổ.xlsx", outgoing_lines()[:40])
    dialog = check()
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(tmp_path / "vb")), QUrl.fromLocalFile(str(register))])
    place, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    held = Qt.KeyboardModifier.NoModifier
    dialog.sources.dragEnterEvent(QDragEnterEvent(place.toPoint(), copy, carried, LEFT, held))
    dialog.sources.dropEvent(QDropEvent(place, copy, carried, LEFT, held))
    qtbot.waitUntil(lambda: dialog.sources.register is not None and dialog.sources.found is not None)
    assert dialog.sources.said.text() == "PDF files: 1. Other files, only listed: 1."
    assert dialog.sources.population == 40


def test_a_column_that_was_misunderstood_is_corrected(qtbot: QtBot, check: OpenCheck, tmp_path: Path) -> None:
    dialog = check()
    dialog.sources.take_register(outgoing_xlsx(tmp_path / "sổ.xlsx", outgoing_lines()[:20]))
    qtbot.waitUntil(lambda: dialog.sources.register is not None)
    before = dialog.sources.register
    assert before is not None
    card = dialog.sources.register_card
    signer = next(entry for field, entry in card.entries.items() if field == "signer")
    abstract = before.columns.fields[next(field for field in card.entries if field == "abstract")]
    signer.show_value(abstract)
    signer.edited.emit(abstract)
    qtbot.waitUntil(lambda: dialog.sources.register not in (None, before))
    after = dialog.sources.register
    assert after is not None
    assert after.lines[0].signer == after.lines[0].abstract


def test_a_register_that_cannot_be_read_says_so_and_the_work_goes_on_without(
    qtbot: QtBot, check: OpenCheck, tmp_path: Path
) -> None:
    broken = tmp_path / "sổ.xlsx"
    broken.write_bytes(b"not a table")
    dialog = check()
    dialog.sources.take_register(broken)
    qtbot.waitUntil(dialog.failure.isVisible)
    assert dialog.sources.register_path is None
    assert dialog.failure.what.text()
    assert dialog.failure.todo.text()


@pytest.mark.parametrize(
    ("typed", "can"), [("30", True), ("60", True), ("61", False), ("0", False), ("", False)]
)
def test_only_a_number_that_can_be_drawn_is_drawn(check: OpenCheck, typed: str, can: bool) -> None:
    dialog = check()
    card = dialog.sources.drawing
    card.show_population(60, of_register=True, files=30)
    card.number.setText(typed)
    assert (card.problem is None) is can
    assert card.save.isEnabled() is can


def test_the_seed_may_be_typed_and_made_anew(check: OpenCheck) -> None:
    card = check().sources.drawing
    card.show_population(60, of_register=True, files=30)
    first = card.seed.text()
    assert first.isdecimal()
    card.other.click()
    assert card.seed.text() != first
    card.seed.setText(" ")
    assert card.problem is not None


def test_how_many_are_enough_is_said_only_when_asked(check: OpenCheck) -> None:
    card = check().sources.drawing
    card.show_population(412, of_register=True, files=0)
    assert not card.folding.toggle.isChecked()
    assert card.suggested is None
    card.folding.toggle.click()
    assert card.suggested is not None
    assert 50 < card.suggested < 412
    card.take.click()
    assert card.drawn == card.suggested


def test_the_list_for_the_unit_is_saved_and_its_seed_kept_for_when_the_files_come(
    qtbot: QtBot,
    check: OpenCheck,
    tmp_path: Path,
    workspace: Workspace,
    visit_id: VisitId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "danh sách.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    dialog = check()
    dialog.sources.take_register(outgoing_xlsx(tmp_path / "sổ.xlsx", outgoing_lines()[:40]))
    qtbot.waitUntil(lambda: dialog.sources.register is not None)
    card = dialog.sources.drawing
    card.random.click()
    card.number.setText("7")
    card.seed.setText("mã của Đoàn")
    card.save.click()
    assert target.read_bytes().startswith(b"PK")
    fact = load(workspace, visit_id).visit.answer(ITEM).facts[FACT]
    assert isinstance(fact, Sample)
    assert (fact.population, fact.seed, fact.examined) == (40, "mã của Đoàn", None)
    dialog.done(0)
    assert check().sources.drawing.seed.text() == "mã của Đoàn"


def test_before_the_files_come_it_is_said_that_the_list_can_be_saved(
    qtbot: QtBot, check: OpenCheck, tmp_path: Path
) -> None:
    dialog = check()
    dialog.sources.take_register(outgoing_xlsx(tmp_path / "sổ.xlsx", outgoing_lines()[:40]))
    qtbot.waitUntil(lambda: dialog.sources.register is not None)
    card = dialog.sources.drawing
    assert not card.save.isEnabled()
    assert dialog.problem.text() == (
        "Choose the folder, or draw at random and save the list for the unit now."
    )
    card.random.click()
    assert card.save.isEnabled()
    assert dialog.problem.text() == (
        "The drawn list can be saved for the unit now; choose the folder once the files are there."
    )
    card.number.setText("41")
    assert dialog.problem.text() == "Type how many are drawn: from 1 to 40."
    assert not dialog.check.isEnabled()


# Looking.


def test_sums_and_views_count_what_was_found(check: OpenCheck) -> None:
    dialog = check()
    found(dialog, replace(thirty(), beside=(unsigned(900, Trait.DUPLICATE),)))
    page = dialog.found
    assert page.of == "both"
    assert page.sums.text() == "30 documents: 21 pass, 7 fail (23,3%), 2 not clear"
    tabs = [page.views.tabText(place) for place in range(page.views.count())]
    assert tabs == [
        "All  30",
        "To be looked at  9",
        "Without a person's signature  7",
        "Without the agency's signature  3",
        "Not clear  2",
        "Not counted  1",
    ]
    page.views.setCurrentIndex(2)
    assert numbers(dialog) == [f"{number}/SM-VP" for number in range(122, 129)]
    page.views.setCurrentIndex(5)
    assert numbers(dialog) == ["900/SM-VP"]
    page.question.setCurrentIndex(1)
    page.question.edited.emit("agency")
    assert page.sums.text() == "30 documents: 25 pass, 3 fail (10%), 2 not clear"


def test_documents_are_found_without_marks(check: OpenCheck) -> None:
    dialog = check()
    found(dialog)
    dialog.found.search.setText("cong van so 126")
    assert numbers(dialog) == ["126/SM-VP"]
    dialog.found.search.setText("tran thi mau giam doc")
    assert len(numbers(dialog)) == 21
    dialog.found.search.setText("khong co o dau")
    assert numbers(dialog) == []
    assert dialog.found.documents.is_empty
    dialog.found.documents.empty.button.click()
    assert len(numbers(dialog)) == 30


def test_documents_are_sorted_as_vietnamese_is(check: OpenCheck) -> None:
    dialog = check()
    words = ("Đề nghị", "Dự thảo", "Ấn định", "Áp dụng", "Bổ sung", "An toàn")
    found(dialog, examination(*(replace(document(n), abstract=word) for n, word in enumerate(words, 1))))
    dialog.found.table.sortByColumn(ABOUT, Qt.SortOrder.AscendingOrder)
    model = dialog.found.filter
    shown = [model.index(row, ABOUT).data() for row in range(model.rowCount())]
    assert shown == ["An toàn", "Áp dụng", "Ấn định", "Bổ sung", "Dự thảo", "Đề nghị"]


def test_numbers_are_sorted_as_numbers_and_what_is_wrong_comes_first(check: OpenCheck) -> None:
    dialog = check()
    found(dialog, examination(document(12), document(9), unsigned(110)))
    dialog.found.table.sortByColumn(NUMBER, Qt.SortOrder.AscendingOrder)
    assert numbers(dialog) == ["9/SM-VP", "12/SM-VP", "110/SM-VP"]
    dialog.found.table.sortByColumn(PERSONAL, Qt.SortOrder.AscendingOrder)
    assert numbers(dialog)[0] == "110/SM-VP"


def test_the_chosen_document_is_told_in_words(check: OpenCheck) -> None:
    dialog = check()
    found(dialog)
    told = "\n".join(dialog.found.detail.texts)
    for sentence in (
        "101/SM-VP · 02/03/2026",
        "Signature of the competent person: Yes",
        "Digital signatures: 2",
        "Trần Thị Mẫu, GIÁM ĐỐC",
        "A person · Ban Giám đốc · Sở Mẫu · signs the document · page 1",
        "Signed at 02/03/2026 09:15 by the signer's own clock.",
        "Certificate: valid",
        "Added after the first signature.",
    ):
        assert sentence in told
    choose(dialog, "126/SM-VP")
    assert (
        "A picture of a signature or seal stands there instead of a digital signature."
        in dialog.found.detail.texts
    )
    assert dialog.found.detail.decide_button.isHidden()


def untraced(number: int) -> ExaminedDocument:
    """Signed by both with certificates that lead to no root of this computer."""
    notes = (Remark.CHAIN_UNKNOWN, Remark.NO_TIMESTAMP)
    signatures = tuple(signature(own, trust=Trust.UNKNOWN, notes=notes) for own in (LEADER, AGENCY))
    return document(number, signatures=signatures, trust=Trust.UNKNOWN)


def test_a_certificate_that_leads_to_no_trusted_root_is_said_of_its_document(check: OpenCheck) -> None:
    dialog = check()
    found(dialog, examination(document(1), untraced(2), untraced(3)))
    page = dialog.found
    said = [page.model.index(row, SAID).data() for row in range(3)]
    assert said == ["", *["Certificate does not lead to a trusted root on this computer."] * 2]
    assert page.notice.text().startswith(
        "Documents with a certificate that does not lead to a trusted root on this computer: 2."
    )
    assert page.views.tabText(1) == "To be looked at  2"
    page.views.setCurrentIndex(1)
    assert numbers(dialog) == ["2/SM-VP", "3/SM-VP"]
    told = page.detail.texts
    assert told.count("Certificate: does not lead to a root trusted on this computer") == 2
    assert "The certificate does not lead to a trusted root known on this computer." not in told
    assert not [text for text in told if "network" in text]


def test_without_any_root_that_is_said_once_and_not_of_every_document(check: OpenCheck) -> None:
    dialog = check()
    found(dialog, replace(examination(untraced(1), untraced(2)), trusted_roots=0))
    page = dialog.found
    assert [page.model.index(row, SAID).data() for row in range(2)] == ["", ""]
    assert page.notice.text().startswith("No trusted root certificate was imported")
    assert "does not lead" not in page.notice.text()
    assert page.views.count() == 1


def test_an_hour_that_a_file_says_in_utc_is_told_on_the_clock_of_the_country(check: OpenCheck) -> None:
    dialog = check()
    seen = document(101).signatures[0]
    in_utc = replace(seen.verdict, signed_at=datetime(2026, 3, 1, 18, 30, tzinfo=UTC))
    found(dialog, examination(replace(document(101), signatures=(replace(seen, verdict=in_utc),))))
    assert "Signed at 02/03/2026 01:30 by the signer's own clock." in dialog.found.detail.texts


def test_a_file_is_opened_by_the_keyboard_and_one_that_is_gone_is_explained(
    qtbot: QtBot, check: OpenCheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not opened.append(url.toLocalFile()))
    (tmp_path / "một.pdf").write_bytes(b"%PDF-1.7")
    dialog = check(tmp_path / "một.pdf")
    qtbot.waitUntil(lambda: dialog.sources.found is not None)
    found(dialog, examination(replace(document(1), path="một.pdf"), document(2)))
    qtbot.keyClick(dialog.found.table, Qt.Key.Key_Return)
    assert opened == [str(tmp_path / "một.pdf")]
    choose(dialog, "2/SM-VP")
    dialog.found.detail.open_button.click()
    assert len(opened) == 1
    assert dialog.failure.isVisible()
    assert "Công văn số 2.pdf" in dialog.failure.what.text()


def test_an_unclear_document_is_decided_with_a_reason(check: OpenCheck) -> None:
    dialog = check()
    found(dialog)
    choose(dialog, "129/SM-VP")
    dialog.found.detail.decide_button.click()
    form = dialog.findChild(DecisionDialog)
    assert form is not None
    form._personal.show_value(Outcome.YES)
    form._agency.show_value(Outcome.YES)
    form.accept()
    assert "Say why" in form.message.text()
    form.reason.setText("đã xem trên E-Office cùng văn thư")
    form.accept()
    assert dialog.found.sums.text() == "30 documents: 22 pass, 7 fail (23,3%), 1 not clear"
    assert dialog.found.chosen is not None
    assert dialog.found.chosen.number == "129/SM-VP"
    assert "Decided by a person: đã xem trên E-Office cùng văn thư." in dialog.found.detail.texts
    assert not dialog.found.detail.decide_button.isHidden()  # it may be decided anew


def test_a_repeated_check_shows_what_is_not_as_it_was(
    check: OpenCheck, visit_id: VisitId, window: MainWindow
) -> None:
    target = sampling.Target(ITEM, FACT, "personal")
    window.context.perform(sampling.fill, visit_id, examination(unsigned(1), document(2)), [target])
    dialog = check()
    card = dialog.sources.drawing
    assert card.seed.text() == "mau-2026-05-12"
    card.show_population(2, of_register=False, files=2)
    assert card.drawn is None  # it was drawn from the register, which is not here yet
    card.show_population(412, of_register=True, files=3)
    assert card.drawn == 2
    found(dialog, examination(document(1), document(2)))
    assert dialog.found.differing.text() == "Different from last time: 1"
    dialog.found.differing.click()
    told = dialog.findChild(DifferencesDialog)
    assert told is not None
    model = told.table.model()
    assert [model.index(0, column).data() for column in range(3)] == [
        "1/SM-VP",
        "Another outcome",
        "Signature of the competent person: No → Yes\nSignature of the agency: No → Yes",
    ]


def test_from_the_files_one_comes_back_to_the_results_while_there_are_any(
    qtbot: QtBot, check: OpenCheck, tmp_path: Path
) -> None:
    folder = make_folder(tmp_path / "Văn bản đi", outgoing_lines()[:2], lacking=1)
    dialog = check(folder.path)
    assert dialog.forward.isHidden()
    qtbot.waitUntil(dialog.check.isEnabled)
    found(dialog)
    assert dialog.forward.isHidden()
    dialog.back.click()
    assert dialog.forward.isVisible()
    dialog.check.click()
    assert dialog.forward.isHidden()
    dialog.running.stop.click()
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.sources, timeout=60_000)
    dialog.forward.click()
    assert dialog.pages.currentWidget() is dialog.found
    assert len(numbers(dialog)) == 30


def test_files_of_the_results_are_opened_after_another_folder_was_chosen(
    qtbot: QtBot, check: OpenCheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not opened.append(url.toLocalFile()))
    folder = make_folder(tmp_path / "Văn bản đi", outgoing_lines()[:1], lacking=0)
    dialog = check(folder.path)
    qtbot.waitUntil(dialog.check.isEnabled)
    dialog.check.click()
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.found, timeout=60_000)
    dialog.back.click()
    (tmp_path / "khác").mkdir()
    dialog.sources._look_into((tmp_path / "khác",))
    qtbot.waitUntil(lambda: dialog.sources.found is not None)
    dialog.forward.click()
    dialog.found.detail.open_button.click()
    assert [Path(own).is_relative_to(folder.path) for own in opened] == [True]


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (
            Method.RANDOM,
            "None of the 2 drawn documents is in the folder. Another folder, or another draw?",
        ),
        (
            Method.WHOLE,
            "None of the 2 documents of the register is in the folder. Another folder or register?",
        ),
    ],
)
def test_a_folder_without_any_of_the_documents_is_said_and_not_written(
    check: OpenCheck, method: Method, said: str
) -> None:
    dialog = check()
    gone = [unreadable(number, Trait.NOT_HANDED_OVER) for number in (1, 2)]
    own = examination(*(replace(one, path="", sha256=None, size=0) for one in gone))
    found(dialog, replace(own, selection=replace(own.selection, method=method)))
    assert dialog.found.sums.text() == said
    assert not dialog.write.isEnabled()


def test_files_that_are_no_pdf_are_no_documents_to_write_of(check: OpenCheck) -> None:
    dialog = check()
    found(dialog, replace(examination(), beside=(unreadable(1, Trait.NOT_PDF),)))
    assert dialog.found.sums.text() == "No PDF document was found to examine."
    assert not dialog.write.isEnabled()


def test_the_first_check_of_an_item_is_compared_with_nothing(check: OpenCheck) -> None:
    dialog = check()
    found(dialog)
    assert dialog.found.differing.isHidden()


# Writing.


def test_what_is_written_can_be_changed_before(
    qtbot: QtBot, check: OpenCheck, workspace: Workspace, visit_id: VisitId
) -> None:
    dialog = check()
    found(dialog, decided())
    form = writing(dialog)
    line = form.lines[0]
    line.ask("agency")
    assert line.figure.text() == "3/30 (10%)"
    line.verdict.show_value(ItemVerdict.NO.value)
    form.folding.toggle.click()
    form.interval.setChecked(True)
    form.accept()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    answer = load(workspace, visit_id).visit.answer(ITEM)
    fact = answer.facts[FACT]
    assert isinstance(fact, Sample)
    assert (fact.defective, answer.verdict) == (3, ItemVerdict.NO)
    assert fact.interval is not None


def test_one_check_answers_every_item_that_asks_for_signatures(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, check: OpenCheck
) -> None:
    visit_id = create_visit(workspace, "cchc-2026", {"unit": "Sở Mẫu"})
    window.context.open(visit_id)
    dialog = check()
    assert dialog.found.of == "personal"
    found(dialog)
    form = writing(dialog)
    agency = ItemId("25b")
    assert form.targets == (
        sampling.Target(ITEM, FACT, "personal"),
        sampling.Target(agency, FACT, "agency"),
    )
    assert [line.figure.text() for line in form.lines] == ["7/30 (23,3%)", "3/30 (10%)"]
    assert all(line.question.isHidden() for line in form.lines)
    said: list[str] = []
    window.context.said.connect(said.append)
    form.accept()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert said == ["Written into the checklist: 25a: 7/30 (23,3%); 25b: 3/30 (10%). Ctrl+Z takes it back."]
    window.context.perform(undo, visit_id)
    assert load(workspace, visit_id).visit.answers == {}


def test_an_item_that_was_answered_is_overwritten_only_when_ticked(
    window: MainWindow, workspace: Workspace, check: OpenCheck
) -> None:
    visit_id = create_visit(workspace, "cchc-2026", {"unit": "Sở Mẫu"})
    window.context.open(visit_id)
    window.context.perform(answers.set_verdict, visit_id, ItemId("25b"), ItemVerdict.YES)
    dialog = check()
    found(dialog)
    form = writing(dialog)
    assert [line.wanted.isChecked() for line in form.lines] == [True, False]
    assert form.lines[0].held.isHidden()
    assert form.lines[1].held.isVisible()
    assert form.lines[1].held.text() == "is answered already; tick to write the figures there too"
    form.lines[1].wanted.click()
    assert form.lines[1].verdict.itemText(0) == "Leave it at “Yes”"
    assert len(form.targets) == 2


def test_on_the_second_time_it_is_said_why_another_item_is_not_ticked(
    window: MainWindow, workspace: Workspace, check: OpenCheck
) -> None:
    visit_id = create_visit(workspace, "cchc-2026", {"unit": "Sở Mẫu"})
    window.context.open(visit_id)
    targets = [sampling.Target(ItemId(own), FACT, of) for own, of in (("25a", "personal"), ("25b", "agency"))]
    window.context.perform(sampling.fill, visit_id, thirty(), targets)
    dialog = check()
    found(dialog, decided())
    form = writing(dialog)
    assert [line.wanted.isChecked() for line in form.lines] == [True, False]
    assert form.lines[1].held.text() == "has figures already; tick to replace them"
    assert form.lines[1].held.isVisible()
    assert form.lines[0].held.isHidden()


def test_a_report_that_cannot_be_read_is_told_and_stops_nothing(
    window: MainWindow, workspace: Workspace, visit_id: VisitId, check: OpenCheck
) -> None:
    name = sampling.report_name(ITEM, thirty().examined_at)
    add_evidence(workspace, visit_id, name, b'{"schema":99}', [ITEM], printed=False)
    window.context.refresh()
    dialog = check()
    assert "newer release" in dialog.failure.what.text()
    found(dialog)
    assert dialog.found.differing.isHidden()
    assert dialog.write.isEnabled()


def test_where_not_all_is_clear_no_verdict_is_proposed(check: OpenCheck) -> None:
    dialog = check()
    found(dialog, examination(document(1), unreadable(2, Trait.BROKEN)))
    form = writing(dialog)
    assert form.lines[0].verdict.value == KEEP
    assert form.lines[0].verdict.currentText() == "Leave it open"
    assert dict(form.verdicts) == {}


def test_rows_typed_by_hand_are_mentioned_before_they_go(
    check: OpenCheck, visit_id: VisitId, window: MainWindow
) -> None:
    typed = [SampleRow(number, ITEM, FACT, number=number) for number in ("900/SM-VP", "901/SM-VP")]
    window.context.perform(answers.set_rows, visit_id, ITEM, FACT, typed)
    dialog = check()
    found(dialog)
    form = writing(dialog)
    assert "Take out 2 rows typed by hand" in form.replace_typed.text()
    assert not form.replace_typed.isHidden()
    assert not form.replace_typed.isChecked()


def test_no_item_chosen_writes_nothing(check: OpenCheck, workspace: Workspace, visit_id: VisitId) -> None:
    dialog = check()
    found(dialog)
    form = writing(dialog)
    form.lines[0].wanted.setChecked(False)
    form.accept()
    assert form.message.text() == "Choose at least one item."
    assert load(workspace, visit_id).visit.answers == {}


def test_of_a_sealed_visit_documents_may_be_looked_at_and_nothing_is_written(
    window: MainWindow, workspace: Workspace, sample_id: VisitId, check: OpenCheck
) -> None:
    sealing.seal(workspace, sample_id)
    window.context.open(sample_id)
    dialog = check()
    found(dialog)
    assert not dialog.write.isEnabled()
    assert dialog.locked.text() == "The visit is sealed: nothing can be written."
    assert dialog.locked.isVisible()
    dialog.reject()  # nothing could be written, so nothing is asked
    assert not dialog.isVisible()


def test_closing_asks_once_after_what_was_not_written(check: OpenCheck) -> None:
    dialog = check()
    found(dialog)
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.leaving.isHidden()
    dialog.reject()
    assert not dialog.isVisible()


def test_without_a_result_it_closes_at_once(check: OpenCheck) -> None:
    dialog = check()
    dialog.reject()
    assert not dialog.isVisible()


# For everybody.


def clipped(widget: QWidget) -> list[str]:
    """Labels and buttons that cannot show all they say."""
    found = []
    for own in widget.findChildren(QWidget):
        if not own.isVisible() or not isinstance(own, QLabel | QAbstractButton):
            continue
        needed = own.minimumSizeHint()
        low = (
            isinstance(own, QLabel) and own.wordWrap() and own.heightForWidth(own.width()) > own.height() + 1
        )
        if own.width() < needed.width() or own.height() < needed.height() - 1 or low:
            found.append(own.text())
    return found


@pytest.mark.parametrize("size", [(1093, 614), (1024, 560)])
@pytest.mark.parametrize("page", ["sources", "running", "found"])
def test_nothing_is_clipped_on_a_small_screen(
    qtbot: QtBot, check: OpenCheck, size: tuple[int, int], page: str
) -> None:
    dialog = check()
    dialog.resize(*size)
    if page == "found":
        found(dialog, replace(thirty(), trusted_roots=0))
        choose(dialog, "129/SM-VP")
    elif page == "running":
        dialog._turn_to(dialog.running)
        dialog.running.begin()
        dialog.running.show_progress(12, 30)
    qtbot.wait(50)
    assert (dialog.width(), dialog.height()) == size
    assert clipped(dialog) == []


@pytest.mark.parametrize("page", ["sources", "found"])
def test_everything_that_takes_the_keyboard_has_a_name(check: OpenCheck, page: str) -> None:
    dialog = check()
    if page == "found":
        found(dialog)
    nameless = [
        type(own).__name__
        for own in dialog.findChildren(QWidget)
        if own.isVisible()
        and own.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not own.accessibleName()
        and not (isinstance(own, QAbstractButton) and own.text())
    ]
    assert nameless == []


def test_no_visit_opens_no_window(window: MainWindow, qtbot: QtBot) -> None:
    context: Context = window.context
    assert context.visit is not None
    item = context.visit.template.item(ITEM)
    assert item is not None
    context.open(None)
    assert open_document_check(context, window, item, item.facts[0]) is None
