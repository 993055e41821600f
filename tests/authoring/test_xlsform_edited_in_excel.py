"""An official opens the form in Excel, changes what has to be changed, and brings it back."""

import io
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspector_app.authoring import toml
from inspector_app.authoring.xlsform import read_xlsform
from inspector_app.authoring.xlsform_writing import write_xlsform
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.file_answers import FileAnswer
from inspector_app.checklist.template import Confidence, ItemId, LegalBasis, Template
from inspector_app.errors import ChecklistError

FACT_BELOW = 2
"""The row of an item's first fact, below its own and that of its verdict."""


@pytest.fixture(scope="module")
def shipped() -> Template:
    return toml.read_shipped("cchc-2022")


@pytest.fixture(scope="module")
def written(shipped: Template) -> bytes:
    return write_xlsform(shipped)


def edited(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: Worksheet, header: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == header)


def row_of(sheet: Worksheet, header: str, text: str) -> int:
    at = column(sheet, header)
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, at).value == text)


def put(sheet: Worksheet, row: int, **cells: object) -> None:
    for header, value in cells.items():
        sheet.cell(row, column(sheet, header.replace("__", "::"))).value = value


def new_row(sheet: Worksheet, after: int, cells: dict[str, object]) -> int:
    sheet.insert_rows(after + 1)
    for header, value in cells.items():
        sheet.cell(after + 1, column(sheet, header)).value = value
    return after + 1


def refused(data: bytes) -> ChecklistError:
    with pytest.raises(ChecklistError) as caught:
        read_xlsform(data, "cchc.xlsx")
    return caught.value


def place(error: ChecklistError) -> tuple[object, object, object]:
    return error.parameters["sheet"], error.parameters["row"], error.parameters["column"]


def test_files_that_answer_a_figure_are_written_in_excel(shipped: Template, written: bytes) -> None:
    """Item 25a of 2022 was published before files could answer it: an office adds the word and nothing else."""

    def change(book: Workbook) -> None:
        sheet = book["survey"]
        put(sheet, row_of(sheet, "cchc::item", "25a") + FACT_BELOW, cchc__files="personal_signatures")

    reading = read_xlsform(edited(written, change), "cchc.xlsx")
    assert reading.template is not None
    assert reading.template.item(ItemId("25a")).facts[0].files is FileAnswer.PERSONAL_SIGNATURES
    assert [own.digest for own in reading.template.items] == [own.digest for own in shipped.items]
    assert reading.template.digest != shipped.digest


@pytest.mark.parametrize("said", ["overdue", "chữ ký số"])
def test_a_wrong_word_for_files_is_named_by_row_and_column(written: bytes, said: str) -> None:
    at: list[int] = []

    def change(book: Workbook) -> None:
        sheet = book["survey"]
        at.append(row_of(sheet, "cchc::item", "25a") + FACT_BELOW)
        put(sheet, at[0], cchc__files=said)

    assert place(refused(edited(written, change))) == ("survey", at[0], "cchc::files")


def test_a_changed_question_is_the_only_change(shipped: Template, written: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["survey"]
        row = row_of(sheet, "cchc::item", "25a")
        sheet.cell(row, column(sheet, "label::Tiếng Việt (vi)")).value = "  Văn bản “đi” có chữ ký số  "

    template = read_xlsform(edited(written, change), "cchc.xlsx").template
    changed = [(old, new) for old, new in zip(shipped.items, template.items, strict=True) if old != new]
    ((_, new),) = changed
    assert (new.id, new.question.vi) == ("25a", "Văn bản “đi” có chữ ký số")


def test_a_row_without_our_columns_is_a_new_item_where_it_stands(shipped: Template, written: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["survey"]
        last = sheet.max_row - 1
        cells = {"type": "select_one cchc_verdict", "name": "i40", "label::Tiếng Việt (vi)": "Có sổ theo dõi"}
        new_row(sheet, last, cells)

    template = read_xlsform(edited(written, change), "cchc.xlsx").template
    item = template.items[-1]
    assert template.items[:-1] == shipped.items
    assert (item.id, item.criterion, item.area, item.asks_verdict) == (
        "40",
        "40",
        shipped.items[-1].area,
        True,
    )
    assert (item.question.vi, item.question.en, item.symbol) == ("Có sổ theo dõi", "Có sổ theo dõi", "i40")


def test_a_plain_question_within_an_item_is_one_more_fact(shipped: Template, written: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["survey"]
        row = row_of(sheet, "cchc::item", "1")
        cells = {"type": "integer", "name": "i1.so_cuoc_hop", "label::Tiếng Việt (vi)": "Số cuộc họp"}
        new_row(sheet, row + 1, cells)

    item = read_xlsform(edited(written, change), "cchc.xlsx").template.items[0]
    fact = item.facts[0]
    assert (fact.id, fact.kind, item.symbol_of(fact)) == ("so_cuoc_hop", FactKind.COUNT, "i1.so_cuoc_hop")
    assert item.facts[1:] == shipped.items[0].facts


@pytest.mark.parametrize("day", ["01/7/2024", "2024-07-01", datetime.fromisoformat("2024-07-01")])
def test_a_legal_basis_is_one_more_row(written: bytes, day: object) -> None:
    def change(book: Workbook) -> None:
        sheet = book["cchc_legal"]
        sheet.append(["25a", "Nghị định 30/2020/NĐ-CP", day, None, None, "Cao"])

    item = read_xlsform(edited(written, change), "cchc.xlsx").template.item(ItemId("25a"))
    assert item is not None
    expected = LegalBasis("Nghị định 30/2020/NĐ-CP", date(2024, 7, 1), confidence=Confidence.HIGH)
    assert item.legal[-1] == expected


def test_numbers_typed_into_excel_stay_what_they_look_like(written: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["survey"]
        put(sheet, row_of(sheet, "cchc::item", "25a"), cchc__criterion=25)

    item = read_xlsform(edited(written, change), "cchc.xlsx").template.item(ItemId("25a"))
    assert item is not None
    assert item.criterion == "25"


def test_rows_moved_in_excel_change_the_order(shipped: Template, written: bytes) -> None:
    def change(book: Workbook) -> None:
        sheet = book["survey"]
        end = sheet.max_row
        name = shipped.items[-1].id
        row = row_of(sheet, "cchc::item", name)
        values = [[cell.value for cell in sheet[number]] for number in range(row, end)]
        sheet.delete_rows(row, end - row)
        first = row_of(sheet, "cchc::item", shipped.items_of(shipped.areas[-1].id)[0].id)
        sheet.insert_rows(first, len(values))
        for offset, cells in enumerate(values):
            for number, value in enumerate(cells, start=1):
                sheet.cell(first + offset, number).value = value

    template = read_xlsform(edited(written, change), "cchc.xlsx").template
    ids = [item.id for item in template.items_of(shipped.areas[-1].id)]
    assert ids[0] == shipped.items[-1].id
    assert {item.id for item in template.items} == {item.id for item in shipped.items}


def test_a_wrong_expression_is_named_by_sheet_row_column_and_character(written: bytes) -> None:
    rows: list[int] = []

    def change(book: Workbook) -> None:
        sheet = book["survey"]
        rows.append(row_of(sheet, "cchc::item", "25a"))
        put(sheet, rows[0], relevant="${i24} = = 'yes'")

    error = refused(edited(written, change))
    assert error.code == "CHECKLIST-EXPRESSION"
    assert place(error) == ("survey", rows[0], "relevant")
    assert isinstance(error.parameters["position"], int)
    assert f"sheet survey, row {rows[0]}, column relevant, character 10" in str(error)


def test_a_reference_to_no_question_is_named_by_its_place(written: bytes) -> None:
    rows: list[int] = []

    def change(book: Workbook) -> None:
        sheet = book["survey"]
        rows.append(row_of(sheet, "cchc::item", "25a"))
        put(sheet, rows[0], relevant="${khong_co} = 'yes'")

    error = refused(edited(written, change))
    assert (error.code, place(error)) == ("CHECKLIST-EXPRESSION", ("survey", rows[0], "relevant"))


def test_a_word_that_none_of_our_columns_knows_is_named_by_its_place(written: bytes) -> None:
    rows: list[int] = []

    def change(book: Workbook) -> None:
        sheet = book["survey"]
        rows.append(row_of(sheet, "cchc::item", "25a"))
        put(sheet, rows[0], cchc__evidence="ảnh")

    error = refused(edited(written, change))
    assert (error.code, place(error)) == ("CHECKLIST-XLSFORM-VALUE", ("survey", rows[0], "cchc::evidence"))


def test_a_renamed_fact_is_refused_because_expressions_call_it_otherwise(
    shipped: Template, written: bytes
) -> None:
    rows: list[int] = []
    item = next(own for own in shipped.items if own.asks_verdict and own.facts)

    def change(book: Workbook) -> None:
        sheet = book["survey"]
        rows.append(row_of(sheet, "cchc::fact", item.facts[0].id))
        put(sheet, rows[0], name="ten_khac")

    error = refused(edited(written, change))
    assert (error.code, place(error)) == ("CHECKLIST-XLSFORM-NAME", ("survey", rows[0], "name"))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["99z", "Luật X", None, None, None, "high"], "item"),
        (["25a", None, None, None, None, "high"], "citation"),
        (["25a", "Luật X", "đầu năm 2024", None, None, "high"], "valid_from"),
        (["25a", "Luật X", None, None, None, "chắc chắn"], "confidence"),
        (["25a", "Luật X", "01/07/2025", "01/07/2024", None, "high"], "valid_to"),
    ],
)
def test_a_wrong_legal_basis_is_named_by_its_place(
    written: bytes, cells: list[object], expected: str
) -> None:
    rows: list[int] = []

    def change(book: Workbook) -> None:
        sheet = book["cchc_legal"]
        sheet.insert_rows(2)
        for number, value in enumerate(cells, start=1):
            sheet.cell(2, number).value = value
        rows.append(2)

    error = refused(edited(written, change))
    assert place(error) == ("cchc_legal", 2, expected)


def test_a_sentence_with_a_place_for_no_fact_is_named_by_its_place(written: bytes) -> None:
    rows: list[int] = []

    def change(book: Workbook) -> None:
        sheet = book["survey"]
        rows.append(row_of(sheet, "cchc::item", "25a"))
        put(sheet, rows[0], cchc__shortcoming="Còn {khong_co} văn bản chưa ký số")

    error = refused(edited(written, change))
    assert (error.code, place(error)) == ("CHECKLIST-PLACE", ("survey", rows[0], "cchc::shortcoming"))


def test_no_cell_is_ever_a_formula(shipped: Template) -> None:
    from dataclasses import replace

    first = replace(shipped.items[0], remedy="=HYPERLINK(A0)", shortcoming="+1-1", result=None)
    data = write_xlsform(replace(shipped, items=(first, *shipped.items[1:])))
    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {
        cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert kinds == {"s"}
    assert read_xlsform(data, "x.xlsx").template.items[0] == first


def test_what_is_typed_into_a_new_row_is_text_and_the_headings_stay_in_view(written: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    sheet = book["survey"]
    assert sheet.freeze_panes == "C2"
    assert sheet.column_dimensions["A"].number_format == "@"
    assert set(book.sheetnames) == {
        "survey",
        "choices",
        "settings",
        "cchc_legal",
        "cchc",
        "cchc_guide",
    }
