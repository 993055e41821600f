"""What is wrong with a form is said by sheet, row and column; a hostile file is not opened at all."""

import io
import zipfile

import openpyxl
import pytest

from inspector_app.authoring import xlsform_sheets
from inspector_app.authoring.xlsform import read_xlsform
from inspector_app.errors import ChecklistError


def refused(data: bytes, name: str = "ks.xlsx") -> ChecklistError:
    with pytest.raises(ChecklistError) as caught:
        read_xlsform(data, name)
    return caught.value


QUESTION = "| survey |\n| | type | name | label | relevant |\n"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (QUESTION + "| | select_one l | a | A? | |", "LIST", ("survey", 2, "type")),
        (
            QUESTION
            + "| | select_one l | a | A? | |\n| choices |\n| | list_name | name | label |\n| | m | x | X |",
            "LIST",
            ("survey", 2, "type"),
        ),
        (QUESTION + "| | text | a | A? | |\n| | text | a | B? | |", "DUPLICATE", ("survey", 3, "name")),
        (QUESTION + "| | chu | a | A? | |", "TYPE", ("survey", 2, "type")),
        (QUESTION + "| | | a | A? | |", "TYPE", ("survey", 2, "type")),
        (QUESTION + "| | begin_group | a | A | |\n| | text | b | B? | |", "BEGIN", ("survey", 2, "type")),
        (QUESTION + "| | text | b | B? | |\n| | end_group | | | |", "BEGIN", ("survey", 3, "type")),
        (QUESTION + "| | text | a | A? | ${b} = '1' |", "REFERENCE", ("survey", 2, "relevant")),
        (QUESTION + "| | text | | A? | |", "NAME", ("survey", 2, "name")),
        (QUESTION + "| | text | 1a | A? | |", "NAME", ("survey", 2, "name")),
        (QUESTION + "| | calculate | a | A? | |", "CALCULATION", ("survey", 2, "calculation")),
        (
            QUESTION + "| | select_one l | a | A? | |\n"
            "| choices |\n| | list_name | name | label |\n| | l | x | X |\n| | l | x | Y |",
            "DUPLICATE",
            ("choices", 3, "name"),
        ),
        (
            QUESTION + "| | select_multiple l | a | A? | |\n"
            "| choices |\n| | list_name | name | label |\n| | l | x y | X |",
            "NAME",
            ("choices", 2, "name"),
        ),
        (
            QUESTION
            + "| | select_one l | a | A? | |\n| choices |\n| | list_name | name | label |\n| | l | | X |",
            "NAME",
            ("choices", 2, "name"),
        ),
        (
            "| khac |\n| | a | b |\n| | 1 | 2 |\n| nua |\n| | a | b |\n| | 1 | 2 |",
            "SHEET",
            ("survey", None, None),
        ),
        ("| survey |\n| | name | label |\n| | a | A? |", "HEADER", ("survey", 1, None)),
        ("| survey |\n| | type | name | name |\n| | text | a | b |", "HEADER", ("survey", 1, "name")),
        ("| survey |\n| | type | name | label |\n| | start | a | |", "EMPTY", ("survey", None, None)),
    ],
)
def test_the_usual_slips_are_named_by_sheet_row_and_column(
    text: str, code: str, place: tuple[object, object, object]
) -> None:
    error = refused(text.encode(), "ks.md")
    assert error.code == f"CHECKLIST-XLSFORM-{code}"
    assert tuple(error.parameters[name] for name in ("sheet", "row", "column")) == place
    assert "{" not in str(error)


def test_any_other_refusal_of_the_form_reader_is_quoted() -> None:
    error = refused(
        b"| survey |\n| | type | name | label | parameters |\n| | range | a | A? | step=0 |", "ks.md"
    )
    assert error.code == "CHECKLIST-XLSFORM"
    assert "must not be '0' (zero)" in str(error.parameters["message"])
    assert error.parameters["row"] == 2


def workbook(rows: list[list[object]], sheet: str = "survey") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, part: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, body if name == part else old.read(name))
    return out.getvalue()


FORM = workbook([["type", "name", "label"], ["text", "a", "A?"]])


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert refused(b"PK\x03\x04" + bytes(10 * 1024 * 1024)).code == "CHECKLIST-XLSFORM-LIMIT"


def test_a_workbook_that_would_burst_is_not_unpacked() -> None:
    bomb = repacked(FORM, "xl/worksheets/sheet1.xml", bytes(65 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    assert refused(bomb).code == "CHECKLIST-XLSFORM-LIMIT"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_entities_is_not_opened(encoding: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert refused(repacked(FORM, "xl/workbook.xml", text.encode(encoding))).code == "CHECKLIST-XLSFORM-LIMIT"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 not a workbook",
        FORM[: len(FORM) // 2],
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "không phải biểu mẫu".encode("utf-16"),
        repacked(FORM, "xl/worksheets/sheet1.xml", b"<worksheet>"),
        repacked(FORM, "xl/workbook.xml", b"<a/>"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(data: bytes) -> None:
    error = refused(data)
    assert error.code.startswith("CHECKLIST-XLSFORM")
    assert "{" not in str(error)


def test_too_many_rows_columns_or_groups_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsform_sheets, "MAX_ROWS", 50)
    rows = [["note", f"n{number}", "Đọc"] for number in range(51)]
    assert refused(workbook([["type", "name", "label"], *rows])).code == "CHECKLIST-XLSFORM-LIMIT"
    wide = [f"c{number}" for number in range(401)]
    assert refused(workbook([wide, ["text"]])).code == "CHECKLIST-XLSFORM-LIMIT"
    deep = [["begin_group", f"g{number}", "Nhóm"] for number in range(40)]
    error = refused(workbook([["type", "name", "label"], *deep]))
    assert (error.code, error.parameters["row"]) == ("CHECKLIST-XLSFORM-LIMIT", 26)


def test_a_sheet_that_pretends_to_have_a_thousand_million_rows_is_read_to_its_end() -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>type</t></is></c></row>'
    rows = row.format(1) + row.format(999_999_999)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    error = refused(repacked(FORM, "xl/worksheets/sheet1.xml", sheet.encode()))
    assert error.code == "CHECKLIST-XLSFORM-EMPTY"


def test_a_form_of_a_newer_release_is_left_alone() -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORM))
    sheet = book.create_sheet("cchc")
    sheet.append(["key", "value"])
    sheet.append(["format", "2"])
    out = io.BytesIO()
    book.save(out)
    assert refused(out.getvalue()).code == "CHECKLIST-NEWER"
