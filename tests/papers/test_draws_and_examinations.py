"""The workbooks of a draw and of an examination: all that was found, and how anyone draws the same."""

import io
import re
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from inspector_app.actions.drawing import draw
from inspector_app.checklist.e_documents import ExaminedDocument, Method, Outcome, Refused, RegisterLine
from inspector_app.checklist.outgoing import Drawing, OutgoingColumns, OutgoingRegister
from inspector_app.papers import drawing as paper
from inspector_app.papers.drawing import EXAMPLE_DIGEST, EXAMPLE_KEY, EXAMPLE_SEED, HOW, drawn_list
from inspector_app.papers.examination import NO_ROOTS
from inspector_app.papers.examination import examination as examination_workbook
from inspector_app.sampling.columns import TOTAL_ROW
from inspector_app.sampling.selection import digest, keys_of
from tests.papers.examinations import AT, examination

Rows = list[tuple[object, ...]]


def same(msgid: str) -> str:
    return msgid


def sheets(data: bytes) -> dict[str, Rows]:
    book = load_workbook(io.BytesIO(data))
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)
    return {page.title: list(page.iter_rows(values_only=True)) for page in book}


def told(rows: Rows) -> dict[object, object]:
    return {row[0]: row[1] for row in rows}


def drawing(size: int = 30, lines: int = 412) -> Drawing:
    day = date(2026, 5, 12)
    numbers = [f"{number:02}/SXD-VP" for number in range(1, lines + 1)]
    keys = keys_of((number, day) for number in numbers)
    register = OutgoingRegister(
        "SoVanBanDi.xlsx",
        "ab" * 32,
        OutgoingColumns("Sổ", 3, 1, ("Số, ký hiệu",), {}),
        tuple(
            RegisterLine(row, key, number, day, "=V/v báo cáo", "Nguyễn Văn Mẫu")
            for row, (key, number) in enumerate(zip(keys, numbers, strict=True), start=4)
        ),
        (Refused(lines + 4, TOTAL_ROW),),
    )
    return draw(register, size, AT, "20260512")


def test_the_unit_gets_the_drawn_documents_in_the_order_of_its_register() -> None:
    own = drawing()
    rows = sheets(drawn_list(own, same))["Văn bản được rút"]
    heading = "\n".join(str(row[0]) for row in rows[:5])
    assert "chọn ngẫu nhiên 30/412 văn bản theo sổ đăng ký văn bản đi; mã rút mẫu: 20260512" in heading
    assert "413 dòng = 412 dòng dùng được + 01 dòng không dùng được" in heading
    assert [row[2] for row in rows[6:]] == [line.number for line in own.drawn]
    assert [row[1] for row in rows[6:]] == [line.row for line in own.drawn]
    assert rows[6][4] == "=V/v báo cáo"
    assert f"{rows[6][3]:%d/%m/%Y}" == "12/05/2026"


def test_whoever_sorts_the_whole_register_by_sha_256_finds_the_drawn_on_top() -> None:
    rows = sheets(drawn_list(drawing(), same))["Toàn bộ sổ"][3:]
    assert len(rows) == 412
    sums = [str(row[3]) for row in rows]
    assert sums == sorted(sums)
    assert [row[4] for row in rows] == ["x"] * 30 + [None] * 382
    assert all(digest(str(row[2]), "20260512") == row[3] for row in rows)


def test_what_was_not_used_is_listed_with_its_reason() -> None:
    assert sheets(drawn_list(drawing(), str.upper))["Dòng sổ không dùng được"][-1] == (416, TOTAL_ROW.upper())


def test_a_register_that_is_too_long_to_list_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "MOST_LISTED", 100)
    rows = sheets(drawn_list(drawing(), same))["Toàn bộ sổ"]
    assert "412 dòng" in str(rows[1][0])
    assert len(rows) == 2


def test_the_example_of_the_written_algorithm_is_right() -> None:
    assert digest(EXAMPLE_KEY, EXAMPLE_SEED) == EXAMPLE_DIGEST
    (command,) = [line for line in HOW if line.startswith("printf")]
    said = subprocess.run(["sh", "-c", command], capture_output=True, check=True, text=True).stdout
    assert said.split()[0] == EXAMPLE_DIGEST


def test_the_same_draw_is_the_same_bytes() -> None:
    assert drawn_list(drawing(), same) == drawn_list(drawing(), same)


def test_the_summary_says_how_they_were_drawn_and_what_it_gave() -> None:
    rows = sheets(examination_workbook(examination(), same))["Tổng hợp"]
    known = told(rows)
    assert known["Phương pháp"] == "chọn ngẫu nhiên 30/412 văn bản theo sổ đăng ký văn bản đi"
    assert known["Mã rút mẫu"] == "20260512"
    assert (known["Tổng số (N)"], known["Số đã kiểm tra (n)"]) == (412, 30)
    assert known["Số dòng của sổ"] == "413 dòng = 412 dòng dùng được + 01 dòng không dùng được"
    assert known["Số tệp tìm thấy"] == "33 tệp = 30 tệp tính vào mẫu + 01 tệp khác + 02 tệp bỏ qua"
    assert known["Số dòng của sổ dùng được nhưng đọc thiếu"] == 1
    assert known["Thời điểm kiểm tra"] == "12/05/2026 09:30:00 +07:00"
    assert known["Chứng thư gốc tin cậy trên máy"] == "02"
    titles = [row[0] for row in rows]
    personal = titles.index("Chữ ký số của người có thẩm quyền")
    assert [row[1] for row in rows[personal + 1 : personal + 5]] == [22, 7, 1, "7/30 (23,3%)"]


def _decided(own: ExaminedDocument) -> ExaminedDocument:
    return (
        replace(own, personal=Outcome.YES, agency=Outcome.YES) if own.personal is Outcome.UNDECIDED else own
    )


def test_the_interval_comes_only_where_it_was_asked_for_and_something_was_drawn() -> None:
    def intervals(own: bytes) -> list[object]:
        title = "Khoảng tin cậy của tỷ lệ chưa đạt"
        return [row[1] for row in sheets(own)["Tổng hợp"] if row[0] == title]

    own = examination()
    found = replace(own, documents=tuple(_decided(one) for one in own.documents))
    asked = intervals(examination_workbook(found, same, Decimal(95)))
    assert asked[0] == "khoảng tin cậy 95% (siêu bội chính xác): 10,43% - 41,51%"
    assert len(asked) == 3
    assert intervals(examination_workbook(found, same)) == []
    assert intervals(examination_workbook(own, same, Decimal(95))) == []
    assert intervals(examination_workbook(examination(Method.CHOSEN), same, Decimal(95))) == []


def test_without_roots_it_says_that_no_chain_can_be_decided() -> None:
    known = told(sheets(examination_workbook(examination(roots=0), same))["Tổng hợp"])
    assert known["Chứng thư gốc tin cậy trên máy"] == NO_ROOTS


def test_every_document_has_a_row_with_who_and_what_is_to_be_said() -> None:
    header, *rows = sheets(examination_workbook(examination(), same))["Văn bản"][1:]
    assert len(rows) == 30
    first = dict(zip(header, rows[0], strict=True))
    assert first["Số, ký hiệu"] == "1/SXD-VP"
    assert (first["Chữ ký số cá nhân"], first["Chữ ký số cơ quan"]) == ("Có", "Có")
    assert (first["Người ký số"], first["Cơ quan ký số"]) == ("Nguyễn Văn Mẫu", "Sở Xây dựng tỉnh Mẫu")
    assert first["Thời điểm ký"] == "02/04/2026 15:04:05 +07:00"
    assert first["Trích yếu nội dung"] == "=V/v báo cáo công tác cải cách hành chính"
    last = dict(zip(header, rows[-1], strict=True))
    assert (last["Chữ ký số cá nhân"], last["Nhận xét"]) == (
        "Chưa xác định",
        "The system did not open the file: mất {quyền} đọc.",
    )


def test_every_signature_has_a_row() -> None:
    header, *rows = sheets(examination_workbook(examination(), same))["Chữ ký"][1:]
    assert len(rows) == 26 * 3
    seal = dict(zip(header, rows[2], strict=True))
    assert (seal["Nội dung ký"], seal["Loại"]) == ("Dấu của cơ quan", "Cơ quan, tổ chức")
    assert (seal["Toàn vẹn"], seal["Chứng thư"], seal["Trang"], seal["Thêm sau"]) == (
        "Toàn vẹn",
        "Hợp lệ",
        1,
        "x",
    )
    assert re.search("no time stamp", str(seal["Nhận xét"]))


def test_the_rest_has_its_sheets_and_only_where_there_is_something() -> None:
    found = examination()
    names = list(sheets(examination_workbook(found, same)))
    assert names == [
        "Tổng hợp",
        "Văn bản",
        "Chữ ký",
        "Tệp khác",
        "Tệp bỏ qua",
        "Dòng sổ không dùng được",
        "Dòng sổ đọc thiếu",
        "Cách rút mẫu",
    ]
    bare = replace(examination(Method.WHOLE), beside=(), refused=(), left_out=(), doubts=())
    assert list(sheets(examination_workbook(bare, same))) == ["Tổng hợp", "Văn bản", "Chữ ký"]


def test_the_same_examination_is_the_same_bytes() -> None:
    assert examination_workbook(examination(), same) == examination_workbook(examination(), same)


def test_an_examination_of_nothing_is_a_workbook() -> None:
    nothing = replace(examination(Method.CHOSEN), documents=(), beside=(), refused=(), register=None)
    assert "Tổng hợp" in sheets(examination_workbook(nothing, same, Decimal(95)))
