"""Registers of outgoing documents in the shapes offices have them; in = used + refused, always."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from inspector_app.checklist.outgoing import OutgoingColumns, OutgoingField, OutgoingRegister
from inspector_app.errors import IntakeError
from inspector_app.sampling import columns as asides
from inspector_app.sampling.outgoing import DAY_UNREAD, NO_NUMBER, day_of, read_outgoing
from tests.sampling.registers import OUTGOING_HEADINGS, outgoing_csv, outgoing_lines, outgoing_xlsx

Rows = Sequence[Sequence[object]]


def book(path: Path, *sheets: tuple[str, Rows]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    made.save(path)
    return path


def read(path: Path, columns: OutgoingColumns | None = None) -> OutgoingRegister:
    found = read_outgoing(path, columns)
    assert found is not None
    assert found.lines_in == len(found.lines) + len(found.refused)
    return found


def test_an_exported_register_of_412_lines(tmp_path: Path) -> None:
    register = read(outgoing_xlsx(tmp_path / "So_VanBanDi_2026.xlsx"))
    lines = outgoing_lines()
    assert [own.number for own in register.lines] == [own.full_number for own in lines]
    assert [own.issued for own in register.lines] == [own.issued for own in lines]
    assert [own.abstract for own in register.lines] == [own.abstract for own in lines]
    assert [own.signer for own in register.lines] == [own.signer for own in lines]
    assert len({own.key for own in register.lines}) == 412
    assert register.lines[0].row == register.columns.header_row + register.columns.header_rows
    assert register.name == "So_VanBanDi_2026.xlsx"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_the_same_as_csv(tmp_path: Path, encoding: str) -> None:
    if encoding == "cp1258":
        # Windows-1258 writes some marks as letters of their own.
        import unicodedata

        text = outgoing_csv(tmp_path / "utf8.csv", encoding="utf-8").read_text(encoding="utf-8")
        path = tmp_path / "so.csv"
        path.write_bytes(as_windows_1258(unicodedata.normalize("NFC", text)))
    else:
        path = outgoing_csv(tmp_path / "so.csv", encoding=encoding)
    register = read(path)
    assert [own.abstract for own in register.lines] == [own.abstract for own in outgoing_lines()]
    assert [own.number for own in register.lines] == [own.full_number for own in outgoing_lines()]


def as_windows_1258(text: str) -> bytes:
    """Every letter as the code page holds it: whole, else its base and its tone."""
    import unicodedata

    def one(letter: str) -> bytes:
        try:
            return letter.encode("cp1258")
        except UnicodeEncodeError:
            whole = unicodedata.normalize("NFD", letter)
            tones = [mark for mark in whole if mark in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in tones))
            return (base + "".join(tones)).encode("cp1258")

    return b"".join(map(one, text))


def test_the_decree_s_own_form_without_marks_and_with_a_title_above(tmp_path: Path) -> None:
    rows: Rows = [
        ("SO XAY DUNG TINH MAU",),
        ("SO DANG KY VAN BAN DI",),
        ("Nam 2026",),
        (),
        (
            "SO, KY HIEU VAN BAN",
            "NGAY THANG\nVAN BAN",
            "TEN LOAI VA TRICH YEU NOI DUNG VAN BAN",
            "NGUOI KY",
            "NOI NHAN",
        ),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("01/QĐ-SXD", "05/01/2026", "Quyết định ban hành quy chế làm việc", "Nguyễn Văn Mẫu", "UBND tỉnh"),
        ("02/SXD-VP", date(2026, 1, 6), "V/v báo cáo công tác cải cách hành chính", "Trần Thị Mẫu", ""),
        ("", "07/01/2026", "Văn bản bị bỏ số", "Trần Thị Mẫu", ""),
        ("03/SXD-VP", "7/1", "V/v thẩm định", "Trần Thị Mẫu", ""),
        (),
        ("Tổng cộng", "", "3 văn bản", "", ""),
    ]
    register = read(book(tmp_path / "so.xlsx", ("Sổ", rows)))
    assert [(own.row, own.number, own.issued) for own in register.lines] == [
        (7, "01/QĐ-SXD", date(2026, 1, 5)),
        (8, "02/SXD-VP", date(2026, 1, 6)),
        (10, "03/SXD-VP", None),
    ]
    assert [(own.row, own.why) for own in register.refused] == [
        (6, asides.NUMBERING_ROW),
        (9, NO_NUMBER),
        (12, asides.TOTAL_ROW),
    ]
    assert [(own.row, own.why) for own in register.doubts] == [(10, DAY_UNREAD)]
    assert [own.key for own in register.lines] == [
        "01/QĐ-SXD|05/01/2026",
        "02/SXD-VP|06/01/2026",
        "03/SXD-VP|",
    ]


def test_a_heading_over_two_columns(tmp_path: Path) -> None:
    rows: Rows = [
        ("STT", "Văn bản", None, None, "Trích yếu", "Người ký"),
        (None, "Số", "Ký hiệu", "Ngày", None, None),
        (1, 5, "SXD-VP", "05/01/2026", "V/v góp ý", "Bà Mẫu"),
        (2, 6, "/QĐ-SXD", "5.1.26", "V/v thành lập tổ", "Bà Mẫu"),
        (3, "7", "07/BC-SXD", "2026-01-06 00:00", "Báo cáo", "Ông Mẫu"),
        (4, "08/KH-SXD", "KH-SXD", "ngày 06 tháng 01 năm 2026", "Kế hoạch", "Ông Mẫu"),
    ]
    path = book(tmp_path / "so.xlsx", ("Sheet1", rows))
    assert [own.number for own in read(path).lines] == ["05/SXD-VP", "06/QĐ-SXD", "07/BC-SXD", "08/KH-SXD"]
    assert {own.issued for own in read(path).lines} == {date(2026, 1, 5), date(2026, 1, 6)}


def test_number_and_day_in_one_cell(tmp_path: Path) -> None:
    rows: Rows = [
        ("STT", "Số, ký hiệu, ngày tháng văn bản", "Trích yếu"),
        (1, "215/SXD-VP ngày 12/5/2026", "V/v góp ý dự thảo"),
        (2, "216/SXD-VP, 13/5/2026", "V/v trả lời kiến nghị"),
    ]
    lines = read(book(tmp_path / "so.xlsx", ("Sheet1", rows))).lines
    assert [(own.number, own.issued) for own in lines] == [
        ("215/SXD-VP", date(2026, 5, 12)),
        ("216/SXD-VP", date(2026, 5, 13)),
    ]


def test_a_document_entered_twice_is_two_lines_with_two_keys(tmp_path: Path) -> None:
    rows: Rows = [
        ("Số, ký hiệu", "Ngày ban hành", "Trích yếu"),
        *[("215/SXD-VP", "12/05/2026", "V/v góp ý")] * 2,
    ]
    lines = read(book(tmp_path / "so.xlsx", ("Sheet1", rows))).lines
    assert [own.key for own in lines] == ["215/SXD-VP|12/05/2026", "215/SXD-VP|12/05/2026|#2"]


def test_short_lines_are_no_titles(tmp_path: Path) -> None:
    rows: Rows = [
        ("Số", "Trích yếu"),
        ("QUYẾT ĐỊNH",),
        ("215", "V/v góp ý"),
        ("I", "Công văn"),
        ("216", "V/v trả lời"),
    ]
    register = read(book(tmp_path / "so.xlsx", ("Sheet1", rows)))
    assert [own.number for own in register.lines] == ["215", "216"]
    assert [own.row for own in register.refused] == [2, 4]


def test_the_register_may_stand_on_a_later_sheet_and_others_are_named(tmp_path: Path) -> None:
    head = ("Số, ký hiệu", "Ngày ban hành", "Trích yếu")
    path = book(
        tmp_path / "so.xlsx",
        ("Bìa", [("Sổ đăng ký văn bản đi",)]),
        ("Quý I", [head, ("1/QĐ-SXD", "05/01/2026", "Quyết định")]),
        ("Quý II", [head, ("9/QĐ-SXD", "05/04/2026", "Quyết định")]),
    )
    register = read(path)
    assert [own.number for own in register.lines] == ["1/QĐ-SXD"]
    assert register.columns.sheet == "Quý I"
    assert register.other_sheets == ("Quý II",)


def test_a_person_may_say_which_column_is_what(tmp_path: Path) -> None:
    rows: Rows = [("A", "B", "C"), ("V/v góp ý", "215/SXD-VP", "12/05/2026")]
    said = OutgoingColumns(
        "Sheet1", 1, 1, ("A", "B", "C"),
        {OutgoingField.NUMBER: 1, OutgoingField.ISSUED: 2, OutgoingField.ABSTRACT: 0},
    )  # fmt: skip
    (line,) = read(book(tmp_path / "so.xlsx", ("Sheet1", rows)), said).lines
    assert (line.number, line.issued, line.abstract) == ("215/SXD-VP", date(2026, 5, 12), "V/v góp ý")


def test_without_headings_it_says_which_it_looks_for(tmp_path: Path) -> None:
    rows: Rows = [("Họ tên", "Chức vụ"), ("Nguyễn Văn Mẫu", "Giám đốc")]
    with pytest.raises(IntakeError) as refused:
        read_outgoing(book(tmp_path / "danh_ba.xlsx", ("Sheet1", rows)))
    assert refused.value.code == "OUTGOING-NO-HEADER"
    assert "Số, ký hiệu" in str(refused.value)
    assert "Trích yếu" in str(refused.value)


def test_a_register_without_lines_says_so(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as refused:
        read_outgoing(book(tmp_path / "so.xlsx", ("Sheet1", [OUTGOING_HEADINGS, ("", "", "", "", "Tổng")])))
    assert refused.value.code == "OUTGOING-EMPTY"


def test_cancelled_is_none(tmp_path: Path) -> None:
    assert read_outgoing(outgoing_xlsx(tmp_path / "so.xlsx"), cancelled=lambda: True) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/05/2026", date(2026, 5, 12)),
        ("12/05/2026 08:30", date(2026, 5, 12)),
        ("1.2.26", date(2026, 2, 1)),
        ("2026-05-12", date(2026, 5, 12)),
        ("ngày 06 tháng 6 năm 2022", date(2022, 6, 6)),
        ("46154", date(2026, 5, 12)),
        ("31/02/2026", None),
        ("giữa tháng 5/2026", None),
        ("12/2026", None),
        ("05/13/2026", None),
    ],
)
def test_days_as_people_write_them(text: str, day: date | None) -> None:
    assert day_of(text) == day
