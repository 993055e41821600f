"""Long tables row by row: every coding and shape that one-stop systems write, and files that mean harm."""

import io
import threading
import unicodedata
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from inspector_app.errors import IntakeError
from inspector_app.intake.row_worker import OpenTable, RowLimits, Tell, open_table
from inspector_app.intake.table_rows import read_rows, work_on
from inspector_app.intake.table_text import Fault

XLS = Path(__file__).parent.parent / "fixtures" / "registers" / "ho-so.xls"
LINES = (("Mã hồ sơ", "Thủ tục; loại", "Số tiền"), ("H1", 'Cấp "phép"', "1.500.000"), ("H2", "Đất đai", ""))
LIMITS = RowLimits()


def csv_text(separator: str, end: str = "\r\n") -> str:
    return (
        end.join(separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in LINES) + end
    )


def windows_1258(text: str) -> bytes:
    """As Windows writes it: the letters with their own form, the tones apart."""
    apart = unicodedata.normalize("NFD", text)
    for letter in "âêôăơưÂÊÔĂƠƯ":
        apart = apart.replace(unicodedata.normalize("NFD", letter), letter)
    return apart.encode("cp1258")


@pytest.fixture
def table(tmp_path: Path):
    def write(data: bytes, name: str = "hồ sơ.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def rows(path: Path, **asked) -> tuple[tuple[str, ...], ...]:
    read = read_rows(path, **asked)
    assert read is not None
    return read.rows


def refusal(path: Path, limits: RowLimits = LIMITS, sheet: str | None = None) -> str:
    with pytest.raises(IntakeError) as refused:
        read_rows(path, sheet, limits=limits)
    assert refused.value.parameters["file"] == path.name
    return refused.value.code


EXPECTED = (LINES[0], LINES[1], ("H2", "Đất đai"))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize(
    "coded",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        windows_1258,
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "nfd", "windows-1258"],
)
def test_a_csv_reads_the_same_in_every_coding_and_with_every_separator(table, coded, separator: str) -> None:
    assert rows(table(coded(csv_text(separator)))) == EXPECTED


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(table, end: str) -> None:
    assert rows(table(csv_text(";", end).encode())) == EXPECTED


def test_rows_keep_the_numbers_that_a_spreadsheet_gives_them(table) -> None:
    data = 'sep=;\r\n\r\nMã;"Ngày\r\nnhận"\r\n;;\r\nH1;2\r\n;;\r\n'
    assert rows(table(data.encode("utf-8-sig"))) == ((), (), ("Mã", "Ngày\nnhận"), (), ("H1", "2"))


def test_a_separator_is_told_by_the_many_lines_not_by_a_title_with_commas(table) -> None:
    title = "SỞ MẪU, PHÒNG MẪU, TỔ MẪU, BỘ PHẬN MỘT CỬA\n"
    lines = "".join(f"H{number};Thủ tục;12/05/2026\n" for number in range(20))
    assert rows(table((title + lines).encode()))[1] == ("H0", "Thủ tục", "12/05/2026")


def test_other_line_signs_inside_a_cell_do_not_make_a_new_row(table) -> None:
    assert rows(table("a;b\nmột\u2028hai;c\n".encode()))[1] == ("một\u2028hai", "c")


def test_only_as_many_rows_as_are_wanted(table) -> None:
    assert len(rows(table("".join(f"H{n};x\n" for n in range(50_000)).encode()), first=30)) == 30


def book() -> Workbook:
    made = Workbook()
    page = made.worksheets[0]
    page.title = "Hồ sơ"
    page["B2"] = "Thời gian"
    page.merge_cells("B2:D2")
    page["B3"], page["C3"], page["D3"], page["E3"], page["F3"] = (
        date(2026, 5, 12),
        datetime(2026, 5, 12, 14, 5),  # noqa: DTZ001 - Excel knows no zone
        1500000.0,
        0.1 + 0.2,
        "một_x000D_hai",
    )
    page["B4"] = "Cấp giấy phép"
    page.merge_cells("B4:B5")
    page["C4"], page["C5"] = "H1", "H2"
    hidden = made.create_sheet("Ẩn")
    hidden["A1"] = "kín"
    hidden.sheet_state = "hidden"
    made.create_sheet("Trang 2")["A1"] = "hai"
    return made


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_gives_days_numbers_and_merged_cells_in_every_place(table) -> None:
    path = table(saved(book()), "hồ sơ.xlsx")
    read = read_rows(path)
    assert read is not None
    assert (read.sheets, read.sheet) == (("Hồ sơ", "Trang 2"), "Hồ sơ")
    assert read.rows == (
        (),
        ("", "Thời gian", "Thời gian", "Thời gian"),
        ("", "12/05/2026", "12/05/2026 14:05", "1500000", "0,3", "mộthai"),
        ("", "Cấp giấy phép", "H1"),
        ("", "Cấp giấy phép", "H2"),
    )
    assert rows(path, sheet="Trang 2") == (("hai",),)
    assert refusal(path, sheet="Ẩn") == "TABLE-SHEET"


def test_excel_before_2007_reads_the_same() -> None:
    read = rows(XLS)
    assert read[3] == ("STT", "Mã hồ sơ", "Tên thủ tục", "Chủ hồ sơ", *["Thời gian"] * 3, "Trạng thái")
    assert read[4][4:7] == ("Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả")
    assert read[7][:7] == (
        "2",
        "H2",
        "Cấp giấy phép xây dựng",
        "Công ty TNHH Mẫu",
        "02/04/2026 08:30",
        "16/04/2026 08:30",
        "16/04/2026 09:00",
    )


def test_an_empty_file_has_no_rows(table) -> None:
    assert rows(table(b"")) == ()
    assert rows(table(saved(Workbook()), "trống.xlsx")) == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n\x00\x01", "TABLE-NONE"),
        (b"<html><table><tr><td>H1</td></tr></table></html>", "TABLE-NONE"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "TABLE-NONE"),
        (b"PK\x03\x04 no archive", "TABLE-BROKEN"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"1" * 600, "TABLE-BROKEN"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "TABLE-ENCRYPTED",
        ),
        ('Mã;Tên\n"H1;Đất\nH2;Rừng\n'.encode(), "TABLE-QUOTES"),
        (b'a;"' + b"x" * (1 << 21) + b'"', "TABLE-QUOTES"),
        ("\ufeffMã;Tên\n".encode() + b"\xff\xff;x\n", "TABLE-CODING"),
        (b"a;b\n\xd2\x8a\x8d\n", "TABLE-CODING"),
    ],
    ids=["pdf", "html", "xml", "zip", "compound", "password", "quote", "cell", "utf-8", "code-page"],
)
def test_what_is_no_table_or_is_damaged_says_so(table, data: bytes, code: str) -> None:
    assert refusal(table(data, "sổ.xls")) == code


def test_a_file_that_is_not_there_or_is_a_folder_says_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "không có.csv") == "TABLE-CANNOT-OPEN"
    assert refusal(tmp_path) == "TABLE-CANNOT-OPEN"


def test_macros_and_other_archives_are_refused(table) -> None:
    out = io.BytesIO(saved(book()))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert refusal(table(out.getvalue(), "sổ.xlsm")) == "TABLE-MACROS"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", b"x")
    assert refusal(table(other.getvalue(), "sổ.docx")) == "TABLE-NONE"


def test_a_small_file_that_unpacks_large_is_not_opened(table) -> None:
    out = io.BytesIO(saved(book()))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/rỗng.bin", bytes(3_000_000))
    path = table(out.getvalue(), "bom.xlsx")
    assert path.stat().st_size < 100_000
    assert refusal(path, RowLimits(unpacked_bytes=2_000_000)) == "TABLE-TOO-BIG"


def with_one_text(length: int, used: int = 1) -> bytes:
    """A workbook whose one long text stands in `used` cells."""
    made = Workbook()
    sheet = made.active
    sheet.append(["Số, ký hiệu", "Trích yếu"])
    for number in range(used):
        sheet.append([f"{number}/SM", "LONG"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(made))) as archive, zipfile.ZipFile(out, "w", 8) as packed:
        for name in archive.namelist():
            packed.writestr(name, archive.read(name).replace(b"LONG", b"a" * length))
    return out.getvalue()


def test_a_large_part_that_packs_like_no_table_does_is_not_opened(table, monkeypatch) -> None:
    path = table(with_one_text(70 << 20), "hồ sơ.xlsx")
    assert path.stat().st_size < 100_000
    monkeypatch.setattr("inspector_app.intake.row_worker._opened", None)
    with pytest.raises(Fault, match="too_big"), open_table(path, LIMITS):
        pass


def test_a_cell_longer_than_any_is_not_looked_through(table) -> None:
    assert refusal(table(with_one_text(2 << 20), "hồ sơ.xlsx")) == "TABLE-TOO-BIG"


def test_one_text_that_stands_in_every_row_does_not_fill_the_memory(table) -> None:
    path = table(with_one_text(1 << 20, 200), "hồ sơ.xlsx")
    assert refusal(path) == "TABLE-TOO-BIG"


def test_one_cell_at_the_far_end_of_a_sheet_does_not_fill_the_memory(table) -> None:
    made = book()
    made.worksheets[0]["XFD1048576"] = "xa"
    assert refusal(table(saved(made), "xa.xlsx")) in ("TABLE-TOO-BIG", "TABLE-BROKEN", "TABLE-MEMORY")


def test_files_above_their_size_are_not_opened(table) -> None:
    assert refusal(table(b"a;b\n" * 1000), RowLimits(file_bytes=1000)) == "TABLE-TOO-BIG"
    assert refusal(table(saved(book()), "sổ.xlsx"), RowLimits(workbook_bytes=1000)) == "TABLE-TOO-BIG"
    assert refusal(table(saved(book()), "sổ.xlsx"), RowLimits(cells=5)) == "TABLE-TOO-BIG"


def says_nothing(_table: OpenTable, _tell: Tell) -> None:
    threading.Event().wait()


def test_a_process_that_takes_too_long_or_too_much_is_ended(table) -> None:
    path = table("".join(f"H{n};x\n" for n in range(200_000)).encode())
    with pytest.raises(IntakeError, match="TABLE-TIMEOUT"):
        work_on(path, says_nothing, (), limits=RowLimits(seconds=0))
    with pytest.raises(IntakeError, match="TABLE-MEMORY"):
        work_on(path, says_nothing, (), heavy=lambda process: process > 0)


def test_a_cancelled_reading_gives_nothing(table) -> None:
    path = table("".join(f"H{n};x\n" for n in range(200_000)).encode())
    seen: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        seen.append((done, of))

    assert read_rows(path, progress=progress, cancelled=lambda: len(seen) >= 3) is None
    assert len(seen) == 3
    assert seen[-1][1] == path.stat().st_size
