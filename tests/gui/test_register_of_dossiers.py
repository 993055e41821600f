"""The one-stop system's list answers items: columns confirmed, counted, looked at, written as one act."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.actions import dossiers, sealing
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import create_visit, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.dossiers import DossierField, OverdueOf
from inspector_app.checklist.fact import Rate
from inspector_app.checklist.fact_kinds import FactKind
from inspector_app.checklist.file_answers import FileAnswer
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.sampling.dossiers import RegisterDialog, open_register
from inspector_app.gui.sampling.dossiers_writing import DossiersWritingDialog
from inspector_app.gui.window import MainWindow

ITEM = ItemId("19")
HEADINGS = (
    "STT", "Mã hồ sơ", "Thủ tục hành chính", "Chủ hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả",
    "Hình thức nộp", "Nguyên nhân trễ",
)  # fmt: skip
LINES = (
    (1, "H56.01", "Cấp giấy phép xây dựng", "Nguyễn Văn Mẫu", "02/03/2026", "20/03/2026", "18/03/2026", "Trực tuyến", ""),
    (2, "H56.02", "Cấp giấy phép xây dựng", "Trần Thị Mẫu", "02/03/2026", "20/03/2026", "25/03/2026", "Trực tiếp", "Lỗi tác nghiệp"),
    (3, "H56.03", "Thẩm định thiết kế", "Lê Văn Mẫu", "06/04/2026", "24/04/2026", "", "Trực tuyến", "Trễ thực tế"),
    (4, "H56.04", "Thẩm định thiết kế", "Phạm Thị Mẫu", "04/05/2026", "22/05/2026", "", "Trực tuyến", ""),
    (5, "H56.05", "Thẩm định thiết kế", "Hoàng Văn Mẫu", "32/13/2026", "22/05/2026", "", "Trực tuyến", ""),
)  # fmt: skip


def register(path: Path, titles: int = 2, headings: tuple[str, ...] = HEADINGS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sổ theo dõi"
    for number in range(titles):
        sheet.append([f"SỞ MẪU {number}"])
    for line in (headings, *LINES):
        sheet.append(line)
    book.create_sheet("Ghi chú").append(["Không có gì"])
    book.save(path)
    return path


@pytest.fixture
def visit_id(workspace: Workspace) -> VisitId:
    return create_visit(workspace, "cchc-2026", {"unit": "Sở Mẫu", "title": "Kiểm tra công tác CCHC"})


@pytest.fixture
def open_on(qtbot: QtBot, window: MainWindow) -> Iterator[Callable[[Path | None], RegisterDialog]]:
    opened: list[RegisterDialog] = []

    def look(path: Path | None) -> RegisterDialog:
        item = window.context.visit.template.item(ITEM)
        spec = next(own for own in item.facts if own.files is not None)
        dialog = open_register(window.context, window, item, spec, path)
        assert dialog is not None
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        dialog.resize(1077, 574)
        opened.append(dialog)
        wait(qtbot, window)
        return dialog

    yield look
    for dialog in opened:
        dialog.figures = None
        dialog.close()


def wait(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=60_000)


def held(dialog: RegisterDialog) -> dict[str, int]:
    columns = dialog.columns.columns
    assert columns is not None
    return {field.value: place for field, place in columns.fields.items()}


def texts(table: Any) -> list[list[str]]:
    model = table.view.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_columns_are_recognised_counted_and_written_as_one_act(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, workspace: Workspace, visit_id: VisitId, open_on
) -> None:
    dialog = open_on(register(tmp_path / "Sổ hồ sơ một cửa.xlsx"))
    assert held(dialog) == {
        "code": 1, "procedure": 2, "applicant": 3, "received": 4, "due": 5, "settled": 6, "channel": 7, "delay_cause": 8,
    }  # fmt: skip
    assert dialog.columns.header.value == 3
    assert dialog.columns.as_of.text() == "12/05/2026"
    assert dialog.columns.fields[1].currentText() == "Code of the dossier"
    dialog.count.click()
    wait(qtbot, window)
    found = dialog.found
    assert found.balance.text() == "Lines read 5 = used 4 + outside the period 0 + not readable 1"
    assert "50% (2/4) of all received" in found.sums.text()
    assert "50% (1/2) of those settled" in found.sums.text()
    assert [row[:2] for row in texts(found.months)] == [["03/2026", "2"], ["04/2026", "1"], ["05/2026", "1"]]
    assert [row[1] for row in texts(found.late)] == ["H56.02", "H56.03"]
    assert [row[0] for row in texts(found.refused)] == ["8"]
    assert [found.tabs.tabText(place) for place in range(4)] == [
        "By procedure  2", "By month  3", "Overdue  2", "Not readable  1",
    ]  # fmt: skip

    dialog.write.click()
    writing = dialog.findChild(DossiersWritingDialog)
    writing.of.show_value(OverdueOf.SETTLED)
    writing.of.edited.emit(OverdueOf.SETTLED)
    box = writing.boxes[ITEM, "overdue"][0]
    assert box.isChecked()
    assert box.text().endswith("50% (1/2)")
    assert not writing.boxes["24", "money"][0].isEnabled()
    place = next(value for value in writing.rows.values if value is not None)
    writing.rows.show_value(place)
    writing.accept()
    wait(qtbot, window)
    visit = load(workspace, visit_id).visit
    rate = visit.answer(ITEM).facts["overdue"]
    assert isinstance(rate, Rate)
    assert (rate.numerator, rate.denominator, rate.operator_error) == (1, 2, 1)
    assert rate.origin.as_of == date(2026, 5, 12)
    assert [row.number for row in visit.rows_of(*place)] == ["H56.02", "H56.03"]
    assert "Trần" not in repr(visit.rows)
    (report,) = visit.evidence
    assert not report.printed
    undo(workspace, visit_id)
    visit = load(workspace, visit_id).visit
    assert (visit.answer(ITEM).facts, visit.rows, visit.evidence) == ({}, (), ())


def test_a_column_is_said_by_hand_and_remembered_for_the_unit(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, workspace: Workspace, open_on
) -> None:
    strange = ("STT", "Mã", "Việc", "Ai", "Đến", "Phải xong", "Xong", "Nơi", "Vì sao")
    path = register(tmp_path / "lạ.xlsx", titles=1, headings=strange)
    dialog = open_on(path)
    assert dialog.columns.columns is None or not dialog.columns.columns.enough
    assert not dialog.count.isEnabled()
    dialog.columns.header.show_value(2)
    dialog.columns.header.edited.emit(2)
    wait(qtbot, window)
    for place, field in (
        (4, DossierField.RECEIVED),
        (6, DossierField.DUE),
        (5, DossierField.DUE),
        (6, DossierField.SETTLED),
    ):
        entry = dialog.columns.fields[place]
        entry.show_value(field)
        entry.edited.emit(field)
    # A field stands above one column alone: the last word counts.
    assert {"received": 4, "due": 5, "settled": 6}.items() <= held(dialog).items()
    assert dialog.count.isEnabled()
    dialog.count.click()
    wait(qtbot, window)
    assert dialog.figures.used == 4
    assert dossiers.remembered(workspace, "Sở Mẫu").fields[DossierField.SETTLED] == 6
    again = open_on(path)
    assert {"received": 4, "due": 5, "settled": 6}.items() <= held(again).items()
    assert again.count.isEnabled()


def test_a_rate_of_which_the_checklist_says_nothing_is_filled_as_the_person_says(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    item, spec = next(
        (item, spec)
        for item in window.context.visit.template.items
        for spec in item.facts
        if spec.kind is FactKind.RATE and spec.files is None and spec.calculation is None
    )
    dialog = open_register(window.context, window, item, spec, register(tmp_path / "Sổ.xlsx"))
    wait(qtbot, window)
    dialog.count.click()
    wait(qtbot, window)
    dialog.write.click()
    writing = dialog.findChild(DossiersWritingDialog)
    for box, _answer, _name in writing.boxes.values():
        box.setChecked(False)
    assert writing.problem() is not None
    writing.figure.show_value(FileAnswer.FILED_ONLINE)
    assert writing.problem() is None
    writing.accept()
    wait(qtbot, window)
    visit = load(workspace, visit_id).visit
    assert {own: set(answer.facts) for own, answer in visit.answers.items()} == {item.id: {spec.id}}
    rate = visit.answer(item.id).facts[spec.id]
    assert isinstance(rate, Rate)
    assert (rate.numerator, rate.denominator) == (3, 4)


def test_all_of_it_is_saved_as_a_workbook_with_names_covered(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, open_on, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_on(register(tmp_path / "Sổ.xlsx"))
    dialog.count.click()
    wait(qtbot, window)
    target = tmp_path / "Kết quả.xlsx"
    monkeypatch.setattr("inspector_app.gui.sampling.dossiers.choose_target", lambda *_all: target)
    dialog.export.click()
    wait(qtbot, window)
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(target).worksheets
        for row in sheet.values
        for cell in row
    ]
    assert "H56.02" in cells
    assert not any("Trần Thị" in cell for cell in cells)


def test_names_are_covered_until_somebody_asks(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, open_on
) -> None:
    dialog = open_on(register(tmp_path / "Sổ.xlsx"))
    dialog.count.click()
    wait(qtbot, window)
    assert "Trần Thị Mẫu" not in repr(texts(dialog.found.late))
    dialog.found.names.click()
    asking = next(own for own in dialog.findChildren(FormDialog) if own.isVisible())
    asking.reject()
    assert "Trần Thị Mẫu" not in repr(texts(dialog.found.late))
    dialog.found.names.click()
    next(own for own in dialog.findChildren(FormDialog) if own.isVisible()).accept()
    wait(qtbot, window)
    assert "Trần Thị Mẫu" in repr(texts(dialog.found.late))
    assert dialog.figures.masked
    assert dialog.found.names.isHidden()


def test_the_period_leaves_lines_out_and_says_so(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, open_on
) -> None:
    dialog = open_on(register(tmp_path / "Sổ.xlsx"))
    dialog.columns.since.setText("1/4/2026")
    dialog.columns.as_of.setText("30/4/2026")
    dialog.count.click()
    wait(qtbot, window)
    figures = dialog.figures
    assert figures.lines_in == figures.used + figures.outside + figures.refused
    assert figures.outside > 0
    assert f"outside the period {figures.outside}" in dialog.found.balance.text()
    dialog.back.click()
    dialog.columns.as_of.setText("hôm nay")
    assert not dialog.count.isEnabled()
    assert "as of which day" in dialog.problem.text()


def test_tables_are_sorted_by_what_they_mean(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, open_on
) -> None:
    dialog = open_on(register(tmp_path / "Sổ.xlsx"))
    dialog.count.click()
    wait(qtbot, window)
    table = dialog.found.late
    table.view.sortByColumn(7, Qt.SortOrder.DescendingOrder)
    assert [row[7] for row in texts(table)] == ["18", "5"]
    table.view.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert [row[4] for row in texts(table)] == ["02/03/2026", "06/04/2026"]


def test_stopping_goes_back_to_the_columns(tmp_path: Path, qtbot: QtBot, window: MainWindow, open_on) -> None:
    dialog = open_on(register(tmp_path / "Sổ.xlsx"))
    dialog.count.click()
    dialog.running.stop.click()
    wait(qtbot, window)
    assert dialog.figures is None
    assert dialog.pages.currentWidget() is dialog.columns
    assert dialog.count.isEnabled()


def test_what_is_no_table_is_refused_with_words(tmp_path: Path, window: MainWindow, open_on) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(b"PK\x03\x04 khong phai bang")
    dialog = open_on(path)
    assert dialog.failure.isVisible()
    assert "hỏng.xlsx" in dialog.failure.what.text()
    assert dialog.columns.content.is_empty
    assert not dialog.count.isEnabled()


def test_without_a_file_it_says_what_to_do(open_on) -> None:
    dialog = open_on(None)
    assert dialog.columns.content.is_empty
    assert "one-stop system" in dialog.columns.content.empty.sentence.text()
    assert dialog.problem.text() == "Choose the file of the register first."


def test_of_a_sealed_visit_it_counts_and_writes_nothing(
    qtbot: QtBot,
    tmp_path: Path,
    open_window: Callable[[], MainWindow],
    workspace: Workspace,
    sample_id: VisitId,
) -> None:
    sealing.seal(workspace, sample_id)
    window = open_window()
    window.context.open(sample_id)
    item = next(
        own
        for own in window.context.visit.template.items
        if any(spec.kind is FactKind.RATE for spec in own.facts)
    )
    spec = next(own for own in item.facts if own.kind is FactKind.RATE)
    dialog = open_register(window.context, window, item, spec, register(tmp_path / "Sổ.xlsx"))
    wait(qtbot, window)
    dialog.count.click()
    wait(qtbot, window)
    assert dialog.figures is not None
    assert not dialog.write.isEnabled()
    assert not dialog.locked.isHidden()
    dialog.reject()


def test_what_was_counted_is_not_left_by_one_key(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, open_on
) -> None:
    dialog = open_on(register(tmp_path / "Sổ.xlsx"))
    dialog.count.click()
    wait(qtbot, window)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.leaving.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_everything_is_reached_by_the_keyboard_and_has_a_name(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, open_on
) -> None:
    dialog = open_on(register(tmp_path / "Sổ.xlsx"))
    dialog.columns.as_of.setFocus()
    reached = []
    for _step in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in reached:
            break
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert dialog.columns.as_of in reached
    assert set(dialog.columns.fields) <= set(reached)
    assert dialog.count in reached
    assert [own for own in reached if not (own.accessibleName() or getattr(own, "text", str)())] == []
