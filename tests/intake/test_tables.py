"""Tables from strangers: every cell as a person reads it, at its place; what cannot be read says why."""

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from openpyxl import Workbook

from inspector_app.checklist.cells import place_of, position_of
from inspector_app.errors import IntakeError
from inspector_app.intake.tables import Limits, Sheet, read_table

AFTERNOON = datetime(2026, 5, 12, 14, 5)  # noqa: DTZ001 - Excel knows no zone


def book(**sheets: list[list[object]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in sheet.rows]


def refusal(data: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    with pytest.raises(IntakeError) as refused:
        read_table(data, "bieu.xlsx", limits)
    assert refused.value.parameters["file"] == "bieu.xlsx"
    return refused.value.code


def test_cells_read_as_people_write_them() -> None:
    rows = [
        ["Nội dung", "  Đã có kế hoạch \n"],
        [date(2026, 5, 12), AFTERNOON, time(8, 30)],
        [12.5, 1010, 0.1 + 0.2, -3, 10**15],
        [True, "1.010", "=1+1"],
    ]
    (sheet,) = read_table(book(Bieu=rows), "bieu.xlsx")
    assert texts(sheet) == [
        ["Nội dung", "Đã có kế hoạch"],
        ["12/05/2026", "12/05/2026 14:05", "08:30"],
        ["12,5", "1010", "0,3", "-3", "1000000000000000"],
        ["TRUE", "1.010"],
    ]
    assert sheet.rows[2].cell(1).number == Decimal("12.5")
    assert sheet.rows[3].cell(2).number is None
    assert sheet.uncalculated == ("C4",)


def test_per_cent_keeps_its_sign_and_its_value() -> None:
    made = Workbook()
    page = made.worksheets[0]
    page["B2"] = 0.233
    page["B2"].number_format = "0.0%"
    out = io.BytesIO()
    made.save(out)
    (sheet,) = read_table(out.getvalue(), "bieu.xlsx")
    assert sheet.rows[0].text(2) == "23,3%"
    assert sheet.rows[0].cell(2).number == Decimal("0.233")


def test_every_row_knows_its_number_and_every_sheet_its_name() -> None:
    one, two = read_table(book(Một=[["a"], [], ["b"]], Hai=[[None, "x"]]), "bieu.xlsx")
    assert (one.name, [row.number for row in one.rows]) == ("Một", [1, 3])
    assert (two.name, two.rows[0].text(2)) == ("Hai", "x")
    assert two.rows[0].text(99) == ""
    assert [place_of(1, 1), place_of(5, 26), place_of(7, 27), place_of(2, 703)] == ["A1", "Z5", "AA7", "AAA2"]
    assert [position_of(place) for place in ("A1", "AA7", "AAA2")] == [(1, 1), (7, 27), (2, 703)]


def test_a_cell_in_the_last_row_does_not_cost_the_rows_between() -> None:
    made = Workbook()
    made.worksheets[0].cell(1_048_576, 3, "cuối")
    out = io.BytesIO()
    made.save(out)
    (sheet,) = read_table(out.getvalue(), "bieu.xlsx")
    assert [(row.number, row.text(3)) for row in sheet.rows] == [(1_048_576, "cuối")]


LINES = 'STT;Nội dung;Đánh giá\r\n1;"Kế hoạch; chương trình";Có\r\n\r\n2;Quy chế;Không\r\n'


@pytest.mark.parametrize(
    "data",
    [
        LINES.encode(),
        LINES.encode("utf-8-sig"),
        LINES.encode("utf-16"),
        LINES.encode("utf-16-le"),
        LINES.encode("utf-16-be"),
        ("sep=;\r\n" + LINES).encode(),
        LINES.replace('"Kế hoạch; chương trình"', "Kế hoạch; chương trình".replace(";", ","))
        .replace(";", "\t")
        .encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16-le", "utf-16-be", "declared", "tabs"],
)
def test_a_csv_of_any_origin_is_one_sheet(data: bytes) -> None:
    (sheet,) = read_table(data, "bieu.csv")
    assert [row.text(3) for row in sheet.rows] == ["Đánh giá", "Có", "Không"]
    assert sheet.rows[1].text(2) in ("Kế hoạch; chương trình", "Kế hoạch, chương trình")


def test_the_old_windows_code_page_is_read_with_its_marks_joined() -> None:
    # Windows-1258 writes "Kế hoạch" with its marks after the letters.
    (sheet,) = read_table("a,Kê\u0301 hoa\u0323ch\n".encode("cp1258"), "bieu.csv")
    assert sheet.rows[0].text(2) == "Kế hoạch"


def encrypted() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )


def with_macros() -> bytes:
    data = io.BytesIO(book(Bieu=[["a"]]))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    return data.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 400_000_000)
    return out.getvalue()


def word_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (encrypted(), "TABLE-ENCRYPTED"),
        (encrypted()[:500], "TABLE-KIND"),
        (with_macros(), "TABLE-MACROS"),
        (bomb(), "TABLE-TOO-BIG"),
        (word_document(), "TABLE-KIND"),
        (book(Bieu=[["a"]])[:900], "TABLE-BROKEN"),
        (b"%PDF-1.7\n\x00\x01", "TABLE-KIND"),
    ],
    ids=["encrypted", "before 2007", "macros", "bomb", "word", "cut off", "pdf"],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_limits_hold() -> None:
    data = book(Bieu=[["một", "hai", "ba"]] * 50)
    assert refusal(data, Limits(cells=100)) == "TABLE-TOO-BIG"
    assert refusal(data, Limits(characters=100)) == "TABLE-TOO-BIG"
    assert refusal(data, Limits(file_bytes=100)) == "TABLE-TOO-BIG"
    assert refusal(data, Limits(seconds=0)) == "TABLE-TIMEOUT"
    assert refusal(data, Limits(memory=1)) == "TABLE-BROKEN"


def test_a_hundred_entities_of_entities_are_not_expanded() -> None:
    laughs = "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{"&l" + str(n - 1) + ";" if n else ""}">'
        for n in range(40)
    )
    data = io.BytesIO(book(Bieu=[["a"]]))
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = body.decode().replace(">a<", ">&l39;<")
                body = f"<!DOCTYPE worksheet [{laughs}]>{text}".encode()
            new.writestr(name, body)
    assert refusal(out.getvalue()) == "TABLE-BROKEN"
