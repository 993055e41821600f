"""Workbooks: what a person typed is a text for ever, and the same tables are the same bytes."""

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector_app.papers.tables import Align, Band, Column, printable
from inspector_app.papers.workbook import CUT, LONGEST, Sheet, workbook

NAUGHTY = json.loads(
    (Path(__file__).parent.parent / "fixtures/naughty_strings/naughty_strings.json").read_text("utf-8")
)
HOSTILE = [
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "#REF!",
    "TRUE",
    "1E5",
    "00123",
    "1/2",
]
COLUMNS = (
    Column("Khóa", 5, hidden=True),
    Column("STT", 6, Align.CENTER),
    Column("Nội dung", 40),
    Column("Đánh giá", 14, choices=("Có", "Một phần"), typed=True),
)


def page(data: bytes, place: int = 0):
    return load_workbook(io.BytesIO(data)).worksheets[place]


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    found = page(workbook([Sheet("Bảng", columns=(Column("Chữ", 20),), rows=[(text,) for text in HOSTILE])]))
    cells = [found.cell(row, 1) for row in range(2, 2 + len(HOSTILE))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [printable(text) for text in HOSTILE]
    assert all(cell.quotePrefix for cell in cells[:6])
    assert b"<f>" not in zipfile.ZipFile(
        io.BytesIO(workbook([Sheet("B", columns=(Column("Chữ", 20),), rows=[(HOSTILE[0],)])]))
    ).read("xl/worksheets/sheet1.xml")


def test_naughty_strings_are_kept() -> None:
    data = workbook([Sheet("Bảng", columns=(Column("Chữ", 20),), rows=[(text,) for text in NAUGHTY])])
    found = page(data)
    for row, text in enumerate(NAUGHTY, start=2):
        assert (found.cell(row, 1).value or "") == printable(text), row


def test_numbers_and_days_are_numbers_and_days_unless_excel_would_round_them() -> None:
    values = (7, Decimal("12.5"), date(2026, 5, 12), 12345678901234567890, Decimal("1234567890.123456789"))
    found = page(workbook([Sheet("B", columns=(Column("x", 9),) * 5, rows=[values])]))
    cells = [found.cell(2, column) for column in range(1, 6)]
    assert [cell.value for cell in cells[:2]] == [7, 12.5]
    assert (cells[2].value.date(), cells[2].number_format) == (date(2026, 5, 12), "dd/mm/yyyy")
    assert [cell.value for cell in cells[3:]] == ["12345678901234567890", "1234567890.123456789"]


def test_a_text_longer_than_a_cell_says_that_it_goes_on() -> None:
    found = page(workbook([Sheet("B", columns=(Column("x", 9),), rows=[("a" * 40_000,)])]))
    assert len(found.cell(2, 1).value) == LONGEST
    assert found.cell(2, 1).value.endswith(CUT)


def test_what_looks_like_an_escape_is_not_one() -> None:
    data = workbook([Sheet("B", columns=(Column("x", 9),), rows=[("_x0041_",)])])
    assert "_x005F_x0041_" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()


def test_a_protected_sheet_opens_only_what_is_to_be_filled_in() -> None:
    data = workbook(
        [Sheet("Biểu", ("BIỂU",), COLUMNS, [("k", 1, "Kế hoạch", None)], protected=True, extra_rows=2)]
    )
    found = page(data)
    assert found.protection.sheet
    assert found.protection.password is None
    assert not found.protection.insertRows
    assert not found.protection.formatRows
    locked = [[found.cell(row, column).protection.locked for column in (1, 2, 3, 4)] for row in (2, 3, 5)]
    assert locked == [[True] * 4, [True, True, True, False], [True, True, True, False]]
    assert found.column_dimensions["A"].hidden
    (offer,) = found.data_validations.dataValidation
    assert (offer.formula1, str(offer.sqref)) == ('"Có,Một phần"', "D3:D5")


def test_it_prints_on_a4_with_its_header_on_every_page() -> None:
    data = workbook(
        [Sheet("Biểu", ("BIỂU",), COLUMNS, [Band("Nhóm"), ("k", 1, "x", None)], notice="BẢN MẪU")]
    )
    found = page(data)
    assert (found.page_setup.paperSize, found.page_setup.orientation) == (9, "landscape")
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (1, 0)
    assert found.print_title_rows == "$2:$2"
    assert found.freeze_panes == "A3"
    assert found.oddFooter.center.text == "&P/&N"
    assert found.oddHeader.center.text == "BẢN MẪU"
    assert "A3:D3" in {str(own) for own in found.merged_cells.ranges}
    assert b"customHeight" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_a_sheet_of_lines_and_a_hidden_one() -> None:
    data = workbook([Sheet("Hướng/dẫn: [1]", ("TIÊU ĐỀ",), lines=("một", "hai")), Sheet("Khóa", hidden=True)])
    first, second = load_workbook(io.BytesIO(data)).worksheets
    assert [first.cell(row, 1).value for row in (1, 2, 3)] == ["TIÊU ĐỀ", "một", "hai"]
    assert second.sheet_state == "veryHidden"
    assert not set(first.title) & set("/:[]")


def test_choices_that_excel_cannot_hold_are_refused() -> None:
    column = Column("x", 9, choices=("Có, đủ", "Không"), typed=True)
    with pytest.raises(ValueError, match="commas"):
        workbook([Sheet("B", columns=(column,), rows=[(None,)])])


def test_equal_workbooks_are_equal_bytes() -> None:
    sheets = [Sheet("Biểu", ("BIỂU",), COLUMNS, [("k", 1, "Kế hoạch", None)])]
    assert workbook(sheets) == workbook(sheets)
