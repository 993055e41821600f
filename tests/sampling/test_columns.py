"""The header of a foreign register is found wherever it stands, and each column is taken for what it says."""

import pytest

from inspector_app.checklist.dossiers import ENOUGH, DossierField
from inspector_app.sampling.columns import (
    EMPTY_ROW,
    HEADER_AGAIN,
    NUMBERING_ROW,
    TITLE_ROW,
    TOTAL_ROW,
    TWO_COLUMNS,
    Recognised,
    aside,
    recognise,
)
from inspector_app.sampling.dossier_words import HEADINGS

LINE = ("1", "H29.18-0001", "Cấp giấy phép xây dựng", "01/04/2026", "15/04/2026", "", "Đang xử lý")
PLAIN = ("STT", "Mã hồ sơ", "Tên thủ tục", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Trạng thái")
FOUND = {"code": 1, "procedure": 2, "received": 3, "due": 4, "settled": 5, "status": 6}


def found(*rows: tuple[str, ...], header_row: int | None = None) -> Recognised | None:
    return recognise(rows, HEADINGS, ENOUGH, header_row=header_row)


def fields(*rows: tuple[str, ...]) -> dict[str, int]:
    told = found(*rows)
    assert told is not None
    return {str(field): column for field, column in told.fields.items()}


@pytest.mark.parametrize(
    "header",
    [
        PLAIN,
        tuple(heading.upper() for heading in PLAIN),
        (
            "Stt",
            "Ma ho so",
            "Ten thu tuc",
            "Ngay tiep nhan",
            "Ngay hen tra",
            "Ngay tra ket qua",
            "Trang thai",
        ),
        (
            "TT",
            "Mã\nhồ sơ",
            "Tên  thủ tục",
            "Ngày tiếp\nnhận",
            "Ngày hẹn trả",
            "Ngày trả\nkết quả",
            "Trạng thái:",
        ),
        ("", "Số hồ sơ", "TTHC", "Tiếp nhận", "Hạn xử lý", "Ngày hoàn thành", "Tình trạng"),
        (
            "#",
            "Số biên nhận (mã)",
            "Tên TTHC",
            "Ngày nhận hồ sơ",
            "Hẹn trả kết quả (dự kiến)",
            "Ngày trả thực tế",
            "Tiến độ",
        ),
    ],
    ids=["plain", "capitals", "no-marks", "line-breaks", "short", "with-additions"],
)
def test_headings_are_known_however_they_are_written(header: tuple[str, ...]) -> None:
    assert fields(header, LINE) == FOUND


def test_it_is_found_below_titles_and_the_titles_are_not_taken_for_it() -> None:
    title = ("DANH SÁCH HỒ SƠ TRỄ HẠN",) * 7
    told = found(("UBND TỈNH MẪU",), (), title, ("Từ ngày 01/01/2026 đến ngày 15/05/2026",), (), PLAIN, LINE)
    assert told is not None
    assert (told.header_row, told.header_rows, told.first_line) == (6, 1, 7)
    assert told.headings == PLAIN


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "left-empty"])
def test_a_title_over_several_columns_belongs_to_each_of_them(merged: bool) -> None:
    upper = (
        "STT",
        "Mã hồ sơ",
        "Thủ tục",
        "Thời gian",
        *(["Thời gian"] * 2 if merged else ["", ""]),
        "Trạng thái",
    )
    lower = (
        *(upper[:3] if merged else [""] * 3),
        "Tiếp nhận",
        "Hẹn trả",
        "Trả kết quả",
        *(upper[6:] if merged else []),
    )
    told = found(upper, lower, tuple(f"({n})" for n in range(1, 8)), LINE)
    assert told is not None
    assert (told.header_row, told.header_rows) == (1, 2)
    assert told.headings[3:6] == ("Thời gian · Tiếp nhận", "Thời gian · Hẹn trả", "Thời gian · Trả kết quả")
    assert dict(told.fields) == FOUND


def test_a_line_is_never_a_part_of_the_header() -> None:
    told = found(PLAIN, ("1", "H1", "Nộp trực tuyến", "01/04/2026", "", "", "Hình thức nộp"))
    assert told is not None
    assert told.header_rows == 1
    assert DossierField.CHANNEL not in told.fields


def test_each_column_is_one_thing_and_the_closest_heading_wins() -> None:
    header = (
        "Mã hồ sơ",
        "Ngày hẹn trả kết quả",
        "Ngày trả kết quả",
        "Kết quả giải quyết",
        "Phí, lệ phí",
        "Mã giao dịch",
    )
    assert fields(header) == {"code": 0, "due": 1, "settled": 2, "status": 3, "fee": 4, "transaction": 5}


def test_two_columns_that_could_be_the_same_are_told() -> None:
    told = found(("Mã hồ sơ", "Trạng thái", "Ngày hẹn trả", "Trạng thái"))
    assert told is not None
    assert told.fields[DossierField.STATUS] == 1
    assert told.doubts == ((TWO_COLUMNS, {"first": "Trạng thái", "second": "Trạng thái", "field": "status"}),)


def test_without_days_or_a_state_there_is_no_register() -> None:
    assert found(("STT", "Mã hồ sơ", "Chủ hồ sơ"), ("1", "H1", "Nguyễn Văn Mẫu")) is None
    assert found() is None
    assert found(*[("",)] * 40) is None


def test_a_person_may_say_where_the_header_is() -> None:
    again = ("Mã hồ sơ", "Trạng thái")
    told = found(PLAIN, LINE, again, header_row=3)
    assert told is not None
    assert told.headings == again
    assert found(PLAIN, header_row=9) is None


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((), EMPTY_ROW),
        (("", ""), EMPTY_ROW),
        (("Tổng cộng", "", "412"), TOTAL_ROW),
        (("", "TỔNG SỐ: 412 hồ sơ"), TOTAL_ROW),
        (("Cộng",), TOTAL_ROW),
        (("(1)", "(2)", "(3)", "(4)"), NUMBERING_ROW),
        (("A", "B", "1", "2", "3"), NUMBERING_ROW),
        (("1", "2", "3", "4"), NUMBERING_ROW),
        (PLAIN, HEADER_AGAIN),
        (("Lĩnh vực đất đai",) * 7, TITLE_ROW),
        (("II", "Lĩnh vực xây dựng"), TITLE_ROW),
        (LINE, None),
        (("1", "H1", "Cộng đồng dân cư", "01/04/2026"), None),
        (("Tổng công ty Mẫu", "H1", "x"), None),
    ],
)
def test_rows_that_are_no_lines_are_named(row: tuple[str, ...], why: str | None) -> None:
    assert aside(row, PLAIN) == why
