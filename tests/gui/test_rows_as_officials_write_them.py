"""Lists come with titles above, headings in many spellings, ticks and crosses; what is understood is shown first."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from inspector_app.checklist.fact import FactKind, SampleRow
from inspector_app.checklist.template import ItemId
from inspector_app.gui.dialogs.pasted_rows import PastedRowsDialog
from inspector_app.gui.dialogs.rows import RowsDialog
from inspector_app.gui.models.headings import heading
from inspector_app.gui.models.pasted import headings_in, lines_of, understand
from inspector_app.gui.models.row_columns import Column, sample_columns
from inspector_app.gui.widgets.failure_bar import FailureBar
from inspector_app.gui.window import MainWindow

Read = Callable[[str], list[SampleRow]]


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> RowsDialog:
    """The list of the sample of item 25a."""
    opened = window.context.visit
    assert opened is not None
    item = opened.template.item(ItemId("25a"))
    assert item is not None
    spec = next(spec for spec in item.facts if spec.kind is FactKind.SAMPLE)
    made = RowsDialog(window.context, opened, item, spec, window)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def columns(window: MainWindow) -> tuple[Column, ...]:
    return sample_columns(window.context)


@pytest.fixture
def read(dialog: RowsDialog) -> Read:
    """The rows that a text from the clipboard makes."""

    def rows(text: str) -> list[SampleRow]:
        lines = lines_of(text)
        columns = dialog.model.columns
        headed = headings_in(columns, lines) is not None
        dialog.model.add(understand(dialog._, columns, dialog._blank, lines, 0, headed).texts)
        return list(dialog.rows())

    return rows


@pytest.mark.parametrize(
    "line",
    [
        "STT|Số, ký hiệu|Ngày ban hành|Trích yếu|Kết quả|Ghi chú",
        "TT|SỐ/KÝ HIỆU|NGÀY|TRÍCH YẾU NỘI DUNG|ĐẠT/KHÔNG ĐẠT|GHI CHÚ",
        "Số TT|Số ký hiệu văn bản|Ngày, tháng, năm|Nội dung|Đạt / Chưa đạt|Lý do chưa đạt",
        "Stt.|So/ky hieu|Ngay van ban|Trich yeu|Danh gia|Ghi chu",
        "STT|Số hiệu|Ngày tháng văn bản|Tên loại và trích yếu nội dung văn bản|Kết quả kiểm tra (Đạt/Chưa đạt)|Nhận xét",
        "Số thứ tự|Mã hồ sơ|Ngày tiếp nhận|Tên thủ tục hành chính|Đạt|Lý do",
    ],
)
def test_headings_are_known_in_all_their_spellings(columns: tuple[Column, ...], line: str) -> None:
    found = headings_in(columns, [line.split("|"), ["1", "2/A", "6/6/2022", "V/v", "x", ""]])
    assert found is not None
    assert found.places == (None, 0, 1, 2, 3, 4)
    assert found.begin == 1


def test_a_number_of_things_is_no_number_of_a_document(columns: tuple[Column, ...]) -> None:
    assert heading("Số lượng (bản)") == "so luong"
    found = headings_in(columns, [["Số lượng", "Ngày", "Trích yếu"]])
    assert found is not None
    assert found.places == (None, 1, 2)


@pytest.mark.parametrize(
    ("words", "passed"),
    [
        (["Đạt", "đạt", "ĐẠT", "dat", "Có", "x", "X", "v", "V", "✓", "✔️", "√", "☑", "☒", "Đ", "TRUE", "đúng quy định"], True),
        (["Không đạt", "Chưa đạt", "chưa  đạt", "KHÔNG ĐẠT", "ko đạt", "K", "KĐ", "không", "✗", "❌", "vi phạm"], False),
        (["", "-", "–", "☐", "□"], None),
    ],
)  # fmt: skip
def test_words_and_marks_of_the_result(read: Read, words: list[str], passed: bool | None) -> None:
    lines = [f"{number}/A\t\t\t{word}" for number, word in enumerate(words, 1)]
    rows = read("\n".join(["Số, ký hiệu\tNgày\tTrích yếu\tKết quả", *lines]))
    assert [(row.number, row.passed) for row in rows] == [
        (f"{number}/A", passed) for number in range(1, len(words) + 1)
    ]


def test_one_column_for_each_answer(dialog: RowsDialog, read: Read) -> None:
    rows = read(
        "STT\tSố, ký hiệu\tĐạt\tChưa đạt\tGhi chú\n"
        "1\t1/A\tx\t\t\n"
        "2\t2/A\t\tX\tthiếu chữ ký\n"
        "3\t3/A\t\t\t\n"
        "4\t4/A\tx\tx\t\n"
    )
    assert [row.passed for row in rows] == [True, False, None, None]
    # Marked under both: it waits to be put right.
    fault = dialog.model.fault
    assert fault is not None
    assert fault[0].row() == 3


def test_without_headings_a_first_column_that_counts_is_left_out(read: Read) -> None:
    rows = read("1\t12/QĐ-SM\t6/6/2022\tV/v\tđạt\n2\t13/QĐ-SM\t7/6/2022\tV/v\tđạt")
    assert [(row.number, row.issued) for row in rows] == [
        ("12/QĐ-SM", date(2022, 6, 6)),
        ("13/QĐ-SM", date(2022, 6, 7)),
    ]


def test_plain_numbers_before_days_are_numbers_of_documents(read: Read) -> None:
    assert [row.number for row in read("1\t6/6/2022\tV/v\n2\t7/6/2022\tV/v")] == ["1", "2"]


@pytest.mark.parametrize(
    "text", ["6/6/2022", "06-06-2022", "2022-06-06", "06/06/2022 00:00", "ngày 06 tháng 6 năm 2022"]
)
def test_days_as_spreadsheets_give_them(read: Read, text: str) -> None:
    (row,) = read(f"Số, ký hiệu\tNgày\n1/A\t{text}")
    assert row.issued == date(2022, 6, 6)


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Văn bản đi"
    for line in [
        ["SỞ MẪU"],
        ["DANH SÁCH VĂN BẢN ĐÃ KIỂM TRA"],
        [],
        ["STT", "Số/ký hiệu", "Ngày, tháng", "Trích yếu", "Kết quả", None, "Ghi chú"],
        [None, None, None, None, "Đạt", "Chưa đạt", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, "12/QĐ-SM", date(2026, 4, 1), "V/v công bố", "x", None, None],
        [2, "13/QĐ-SM", "02/04/2026", "V/v kiện toàn", None, "x", "thiếu chữ ký"],
    ]:
        sheet.append(line)
    sheet.merge_cells("E4:F4")
    for column in "ABCDG":
        sheet.merge_cells(f"{column}4:{column}5")
    other = book.create_sheet("Văn bản đến")
    other.append(["Số, ký hiệu", "Ngày"])
    other.append(["99/CV", "03/04/2026"])
    book.save(path)
    return path


@pytest.fixture
def preview(qtbot: QtBot, window: MainWindow, dialog: RowsDialog) -> Callable[[], PastedRowsDialog]:
    def shown() -> PastedRowsDialog:
        qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=60_000)
        found = dialog.findChild(PastedRowsDialog)
        assert found is not None
        return found

    return shown


def said(rows: tuple[SampleRow, ...]) -> list[Any]:
    return [(row.number, row.issued, row.abstract, row.passed, row.remark) for row in rows]


TAKEN = [
    ("12/QĐ-SM", date(2026, 4, 1), "V/v công bố", True, None),
    ("13/QĐ-SM", date(2026, 4, 2), "V/v kiện toàn", False, "thiếu chữ ký"),
]


def test_a_workbook_with_a_title_and_headings_in_two_lines(
    tmp_path: Path, dialog: RowsDialog, preview: Callable[[], PastedRowsDialog]
) -> None:
    dialog.bring(workbook(tmp_path / "Danh sách văn bản.xlsx"))
    shown = preview()
    assert shown.headed.isChecked()
    assert shown.pasted.problems == 0
    assert shown.table.isColumnHidden(0)
    shown.accept()
    assert said(dialog.rows()) == TAKEN


def test_another_sheet_is_chosen_in_the_preview(
    tmp_path: Path, dialog: RowsDialog, preview: Callable[[], PastedRowsDialog]
) -> None:
    dialog.bring(workbook(tmp_path / "Danh sách văn bản.xlsx"))
    shown = preview()
    assert [shown.sheet.itemText(number) for number in range(shown.sheet.count())] == [
        "Văn bản đi",
        "Văn bản đến",
    ]
    shown.sheet.setCurrentIndex(1)
    shown.sheet.textActivated.emit("Văn bản đến")
    preview().accept()
    assert [row.number for row in dialog.rows()] == ["99/CV"]


def test_a_file_copied_in_explorer_is_pasted_as_its_rows(
    tmp_path: Path, dialog: RowsDialog, preview: Callable[[], PastedRowsDialog]
) -> None:
    path = tmp_path / "Sổ.csv"
    path.write_text(
        "Số, ký hiệu;Ngày;Trích yếu;Đạt/Không đạt;Ghi chú\n"
        "12/QĐ-SM;1/4/2026;V/v công bố;Đạt;\n13/QĐ-SM;2/4/2026;V/v kiện toàn;không đạt;thiếu chữ ký\n",
        encoding="utf-8-sig",
    )
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(mime)
    dialog.paste()
    preview().accept()
    assert said(dialog.rows()) == TAKEN
    QGuiApplication.clipboard().clear()


def test_a_file_that_is_no_table_is_refused_with_words(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, dialog: RowsDialog
) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(b"PK\x03\x04 khong phai bang")
    dialog.show()
    dialog.bring(path)
    qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=60_000)
    # In the list itself: the window behind it is out of sight.
    (told,) = [bar for bar in dialog.findChildren(FailureBar) if bar.isVisible()]
    assert "hỏng.xlsx" in told.what.text()
    assert dialog.rows() == ()
    dialog.reject()
