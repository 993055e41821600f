"""A register of dossiers is counted line by line, and every line stands in exactly one of used, outside, refused."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from inspector_app.checklist import canonical
from inspector_app.checklist.dossiers import (
    REFUSED_KEPT,
    Columns,
    DelayCause,
    DossierField,
    DossierFigures,
    DossierState,
    OverdueOf,
)
from inspector_app.checklist.fact import percentage
from inspector_app.errors import IntakeError
from inspector_app.intake.row_worker import RowLimits, cleaned, open_table
from inspector_app.sampling import register, register_columns
from inspector_app.sampling.columns import EMPTY_ROW, HEADER_AGAIN, NUMBERING_ROW, TITLE_ROW, TOTAL_ROW
from inspector_app.sampling.tallies import BAD_AMOUNT

XLS = Path(__file__).parent.parent / "fixtures" / "registers" / "ho-so.xls"
CUT_OFF = date(2026, 5, 15)
HEADER = (
    "Mã hồ sơ",
    "Thủ tục",
    "Chủ hồ sơ",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày trả kết quả",
    "Trạng thái",
)
IN_TIME, LATE = DossierState.SETTLED_IN_TIME, DossierState.SETTLED_LATE
OPEN, OVERDUE = DossierState.OPEN_IN_TIME, DossierState.OPEN_OVERDUE
NO_DUE, UNKNOWN, ASIDE = DossierState.OPEN_UNKNOWN, DossierState.SETTLED_UNKNOWN, DossierState.WITHDRAWN

Line = Sequence[str]


@pytest.fixture
def write(tmp_path: Path):
    def written(*lines: Line, header: Line = HEADER) -> Path:
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows([header, *lines])
        path = tmp_path / "hồ sơ.csv"
        path.write_text(out.getvalue(), "utf-8-sig", newline="")
        return path

    return written


def columns_of(path: Path) -> Columns:
    with open_table(path, RowLimits()) as table:
        rows = [cleaned(row) for row in table.rows()]
        found, _ = register_columns.understood(table.sheets[0], rows)
    assert found is not None
    return found


def counted(path: Path, as_of: date = CUT_OFF, **asked) -> DossierFigures:
    """What the process of the table does, in this one."""
    columns = asked.pop("columns", None) or columns_of(path)
    question = register.Question(columns, as_of, **asked)
    with open_table(path, RowLimits()) as table:
        told = register.answer(table, lambda: None, canonical.to_json(question), path.name)
    figures = canonical.from_json(DossierFigures, told)
    assert figures.lines_in == figures.used + figures.outside + figures.refused
    assert figures.used == figures.whole.received == sum(own.received for own in figures.by_month.values())
    assert figures.used == sum(own.received for own in figures.by_procedure.values())
    return figures


def line(code: str, received: str = "01/04/2026", due: str = "", settled: str = "", status: str = "") -> Line:
    return (code, "Cấp giấy phép xây dựng", "Nguyễn Văn Mẫu", received, due, settled, status)


@pytest.mark.parametrize(
    ("due", "settled", "status", "state"),
    [
        ("15/04/2026", "15/04/2026", "", IN_TIME),
        ("15/04/2026 16:00", "15/04/2026 16:00", "", IN_TIME),
        ("15/04/2026 16:00", "15/04/2026 16:01", "", LATE),
        ("15/04/2026", "15/04/2026 23:00", "", IN_TIME),
        ("15/04/2026", "16/04/2026", "Đúng hạn", LATE),
        ("15/05/2026", "", "Đang xử lý", OPEN),
        ("14/05/2026", "", "Đang xử lý", OVERDUE),
        ("14/05/2026", "", "", OVERDUE),
        ("14/05/2026", "-", "Chưa trả", OVERDUE),
        ("10/05/2026", "16/05/2026", "Đã trả kết quả", OVERDUE),
        ("30/05/2026", "16/05/2026", "Đã trả kết quả", OPEN),
        ("", "16/04/2026", "Trễ hạn", LATE),
        ("", "16/04/2026", "Đúng hạn", IN_TIME),
        ("", "16/04/2026", "Đã trả kết quả", UNKNOWN),
        ("", "", "Đã trả kết quả đúng hạn", IN_TIME),
        ("14/05/2026", "", "Đúng hạn", IN_TIME),
        ("14/05/2026", "", "Đã trả kết quả", UNKNOWN),
        ("", "", "Quá hạn", OVERDUE),
        ("", "", "Đang xử lý", NO_DUE),
        ("14/05/2026", "", "Chờ bổ sung", ASIDE),
        ("15/04/2026", "20/04/2026", "Từ chối", ASIDE),
        ("", "", "Rút hồ sơ", ASIDE),
    ],
)
def test_what_a_dossier_is_as_of_the_day(
    write, due: str, settled: str, status: str, state: DossierState
) -> None:
    figures = counted(write(line("H1", due=due, settled=settled, status=status)))
    assert dict(figures.whole.states) == {state: 1}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Đúng hạn", IN_TIME),
        ("Trễ hạn", LATE),
        ("Quá hạn", OVERDUE),
        ("Đang xử lý", NO_DUE),
        ("Tạm dừng", ASIDE),
    ],
)
def test_the_word_for_its_state_is_enough_where_there_are_no_days(
    write, status: str, state: DossierState
) -> None:
    figures = counted(write(("H1", status), ("H2", status), header=("Mã hồ sơ", "Trạng thái")))
    assert dict(figures.whole.states) == {state: 2}


def test_where_days_and_word_disagree_the_days_count_and_it_is_told(write) -> None:
    path = write(
        line("H1", due="15/04/2026", settled="16/04/2026", status="Đúng hạn"),
        line("H2", due="15/04/2026", settled="14/04/2026", status="Đúng hạn"),
    )
    figures = counted(path)
    assert (figures.whole.late, figures.disagreeing) == (1, 1)


def test_every_line_that_is_not_used_is_refused_with_its_row_and_its_reason(write) -> None:
    path = write(
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        ("I", "Lĩnh vực xây dựng"),
        line("H1", due="15/04/2026", settled="14/04/2026"),
        (),
        line("H2", received="30/02/2026"),
        line("H3", due="ngày mai"),
        line("H4", settled="31/03/2026", due="15/04/2026"),
        line("H1", due="15/04/2026"),
        HEADER,
        line("H5", received="", status=""),
        ("Tổng cộng", "", "", "5", "", "", ""),
        (),
        (),
    )
    figures = counted(path)
    assert (figures.lines_in, figures.used, figures.outside, figures.refused) == (11, 1, 0, 10)
    assert [(own.row, own.why) for own in figures.refused_lines] == [
        (2, NUMBERING_ROW),
        (3, TITLE_ROW),
        (5, EMPTY_ROW),
        (6, register.BAD_DAYS[0]),
        (7, register.BAD_DAYS[1]),
        (8, register.BACKWARDS),
        (9, register.TWICE),
        (10, HEADER_AGAIN),
        (11, register.NO_STATE),
        (12, TOTAL_ROW),
    ]
    assert figures.refused_lines[3].detail == "30/02/2026"
    assert sum(figures.refused_why.values()) == 10


def test_a_state_that_nobody_knows_is_not_taken_for_one_that_is_open(write) -> None:
    figures = counted(write(("H1", "Bước 3"), ("H2", "Trễ hạn"), header=("Mã hồ sơ", "Trạng thái")))
    assert [(own.why, own.detail) for own in figures.refused_lines] == [(register.UNKNOWN_STATE, "Bước 3")]


def test_a_name_that_slipped_into_a_column_of_days_is_masked(write) -> None:
    figures = counted(write(line("H1", received="Nguyễn Văn Mẫu", due="15/04/2026")))
    assert figures.refused_lines[0].detail == "N. V. M."


def test_the_period_leaves_out_what_came_later_or_was_over_before(write) -> None:
    path = write(
        line("H1", received="16/05/2026", due="30/05/2026"),
        line("H2", received="01/12/2025", due="20/12/2025", settled="19/12/2025"),
        line("H3", received="01/12/2025", due="20/12/2025", settled="02/01/2026"),
        line("H4", received="01/12/2025", due="20/12/2025"),
        line("H5", received="01/12/2025", status="Rút hồ sơ"),
        line("H6", received="02/01/2026", due="15/01/2026", settled="14/01/2026"),
    )
    figures = counted(path, since=date(2026, 1, 1))
    assert dict(figures.whole.states) == {LATE: 1, OVERDUE: 1, IN_TIME: 1}
    assert (figures.used, figures.outside) == (3, 3)
    assert counted(path).outside == 1


def test_late_dossiers_are_listed_with_days_cause_and_masked_names(write) -> None:
    header = (*HEADER, "Nguyên nhân trễ hạn")
    path = write(
        (*line("H1", due="15/04/2026", settled="20/04/2026"), "Lỗi tác nghiệp"),
        (*line("H2", due="10/05/2026"), "Trễ thực tế"),
        (*line("H3", due="10/05/2026"), ""),
        (*line("H4", due="10/05/2026", settled="09/05/2026"), "Lỗi tác nghiệp"),
        header=header,
    )
    figures = counted(path)
    assert [(own.row, own.code, own.days_late, own.cause) for own in figures.late] == [
        (2, "H1", 5, DelayCause.OPERATOR),
        (3, "H2", 5, DelayCause.REAL),
        (4, "H3", 5, DelayCause.UNKNOWN),
    ]
    assert {own.applicant for own in figures.late} == {"N. V. M."}
    assert figures.masked
    assert dict(figures.whole.causes) == {
        DelayCause.OPERATOR: 1,
        DelayCause.REAL: 1,
        DelayCause.UNKNOWN: 1,
    }
    assert dict(figures.whole.settled_causes) == {DelayCause.OPERATOR: 1}
    shown = counted(path, unmasked=True)
    assert (shown.late[0].applicant, shown.masked) == ("Nguyễn Văn Mẫu", False)


def test_filing_and_paying_online(write) -> None:
    header = (
        "Mã hồ sơ",
        "Thủ tục",
        "Trạng thái",
        "Hình thức nộp",
        "Cho phép thanh toán trực tuyến",
        "Hình thức thanh toán",
        "Số tiền",
        "Mã giao dịch",
    )
    path = write(
        ("H1", "Cấp phép", "Đúng hạn", "Trực tuyến", "Có", "Trực tuyến", "1.500.000", "GD1; GD2"),
        ("H2", "Cấp phép", "Đúng hạn", "Trực tiếp", "Có", "Tiền mặt", "1.500.000", ""),
        ("H3", "CẤP PHÉP", "Đúng hạn", "Bưu chính", "Có", "PayGov", "150000.0", "GD3"),
        ("H4", "Xác nhận", "Đúng hạn", "", "Không", "", "", ""),
        ("H5", "Cấp phép", "Đúng hạn", "Trực tuyến", "Có", "Trực tuyến", "một triệu", "GD4"),
        header=header,
    )
    figures = counted(path)
    whole = figures.whole
    assert (whole.online, whole.channel_known) == (1, 3)
    assert (whole.payable, whole.paid_online, whole.transactions, whole.money) == (3, 2, 3, 1_650_000)
    assert figures.payable_procedures == 1
    assert {name: own.received for name, own in figures.by_procedure.items()} == {
        "Cấp phép": 3,
        "Xác nhận": 1,
    }
    assert dict(figures.refused_why) == {BAD_AMOUNT: 1}


def test_by_month_of_receipt(write) -> None:
    path = write(
        line("H1", received="31/03/2026", due="15/04/2026", settled="16/04/2026"),
        line("H2", received="01/04/2026", due="15/04/2026", settled="14/04/2026"),
        line("H3", received="02/04/26", due="15/04/26", settled="14/04/26"),
        line("H4", received="", due="15/04/2026", settled="14/04/2026"),
    )
    figures = counted(path)
    months = {month: (own.received, own.late) for month, own in figures.by_month.items()}
    assert months == {"": (1, 0), "2026-03": (1, 1), "2026-04": (2, 0)}


def test_the_register_of_2022_gives_1_01_per_cent(write) -> None:
    """20 of 1.980 dossiers late by mid-May, as the report of 2022 says it of one department."""
    first = date(2022, 1, 4)

    def own(number: int) -> Line:
        received = first + timedelta(days=number % 100)
        due = received + timedelta(days=20)
        settled = due + timedelta(days=3 if number % 99 == 0 else -1)
        return line(f"H{number:04}", f"{received:%d/%m/%Y}", f"{due:%d/%m/%Y}", f"{settled:%d/%m/%Y}")

    figures = counted(write(*map(own, range(1980))), as_of=date(2022, 5, 15))
    assert figures.whole.overdue(OverdueOf.RECEIVED) == (20, 1980)
    assert str(percentage(*figures.whole.overdue(OverdueOf.RECEIVED))) == "1.01"


def test_the_two_denominators_differ_by_what_is_open(write) -> None:
    path = write(
        line("H1", due="15/04/2026", settled="20/04/2026"),
        line("H2", due="15/04/2026", settled="10/04/2026"),
        line("H3", due="15/04/2026"),
        line("H4", due="15/06/2026"),
        line("H5", status="Rút hồ sơ"),
    )
    whole = counted(path).whole
    assert whole.overdue(OverdueOf.RECEIVED) == (2, 5)
    assert whole.overdue(OverdueOf.SETTLED) == (1, 2)


def test_days_with_the_month_first_are_a_doubt_and_then_read_so(write) -> None:
    path = write(
        line("H1", "04/01/2026", "04/15/2026", "04/14/2026"),
        line("H2", "04/02/2026", "04/16/2026", "04/20/2026"),
    )
    seen = register_columns.preview(path, None, None, None)
    assert seen.columns is not None
    assert not seen.columns.day_first
    assert [msgid for msgid, _ in seen.doubts] == [register_columns.MONTH_FIRST] * 2
    assert counted(path, columns=seen.columns).whole.late == 1
    mixed = write(line("H1", "04/01/2026", "15/04/2026"), line("H2", "04/02/2026", "04/16/2026"))
    again = register_columns.preview(mixed, None, None, None)
    assert again.columns is not None
    assert again.columns.day_first
    assert [msgid for msgid, _ in again.doubts] == [register_columns.TWO_ORDERS]


def test_columns_that_a_person_confirmed_are_taken_where_the_headings_are_the_same(write) -> None:
    path = write(line("H1", due="15/04/2026", settled="20/04/2026"))
    fields = {DossierField.CODE: 0, DossierField.DUE: 3, DossierField.SETTLED: 5}
    known = Columns("Trang cũ", 7, 1, tuple(heading.upper() for heading in HEADER), fields)
    seen = register_columns.preview(path, None, None, known)
    assert seen.columns == Columns("", 1, 1, known.headings, fields)
    other = Columns("", 1, 1, ("Mã", "Hạn"), fields)
    assert register_columns.preview(path, None, None, other).columns == columns_of(path)


def test_a_person_may_name_the_row_of_headings_that_nobody_knows(write) -> None:
    path = write(("H1", "x"), header=("Cột một", "Cột hai"))
    assert register_columns.preview(path, None, None, None).columns is None
    seen = register_columns.preview(path, None, 1, None)
    assert seen.columns is not None
    assert (seen.columns.headings, seen.columns.fields) == (("Cột một", "Cột hai"), {})
    assert not seen.columns.enough


def test_excel_before_2007_with_merged_header_and_serial_days() -> None:
    seen = register_columns.preview(XLS, None, None, None)
    assert seen.columns is not None
    figures = register.count(
        XLS,
        register.Question(seen.columns, CUT_OFF),
        progress=lambda _done, _of: None,
        cancelled=lambda: False,
    )
    assert figures is not None
    assert dict(figures.whole.states) == {IN_TIME: 1, LATE: 1, OVERDUE: 1}
    assert figures.by_procedure["Cấp giấy phép xây dựng"].received == 2, "a merged cell says it of both lines"
    assert (figures.lines_in, figures.used) == (5, 3)


def test_the_sheet_with_the_header_is_found(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "Hướng dẫn"
    page = book.create_sheet("Danh sách")
    for own in (HEADER, line("H1", due="15/04/2026", settled="20/04/2026")):
        page.append(list(own))
    book.save(tmp_path / "hồ sơ.xlsx")
    seen = register_columns.preview(tmp_path / "hồ sơ.xlsx", None, None, None)
    assert seen.columns is not None
    assert (seen.columns.sheet, seen.sheets, seen.doubts) == ("Danh sách", ("Sheet", "Danh sách"), ())
    book.copy_worksheet(page).title = "Tháng 5"
    book.save(tmp_path / "hồ sơ.xlsx")
    seen = register_columns.preview(tmp_path / "hồ sơ.xlsx", None, None, None)
    others = {"sheet": "Danh sách", "others": "Tháng 5"}
    assert seen.doubts == ((register_columns.OTHER_SHEETS, others),)


def test_a_million_different_procedures_are_the_wrong_column(write) -> None:
    header = ("Mã hồ sơ", "Thủ tục", "Trạng thái")
    path = write(*((f"H{n}", f"Số nhà {n}", "Đúng hạn") for n in range(21_000)), header=header)
    with pytest.raises(IntakeError, match="DOSSIERS-PROCEDURES"):
        register.count(
            path,
            register.Question(columns_of(path), CUT_OFF),
            progress=lambda _done, _of: None,
            cancelled=lambda: False,
        )


def test_counting_tells_how_far_it_is_and_stops_when_it_is_cancelled(write) -> None:
    path = write(*(line(f"H{n}", due="15/04/2026", settled="14/04/2026") for n in range(20_000)))
    question = register.Question(columns_of(path), CUT_OFF)
    seen: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        seen.append((done, of))

    figures = register.count(path, question, progress=progress, cancelled=lambda: False)
    assert figures is not None
    assert figures.used == 20_000
    assert len(seen) == 4
    assert seen == sorted(seen)
    assert seen[-1][0] <= seen[-1][1] == path.stat().st_size
    assert register.count(path, question, progress=progress, cancelled=lambda: True) is None


def test_no_more_refused_lines_are_kept_than_anyone_reads(write) -> None:
    figures = counted(write(*(line(f"H{n}", received="x") for n in range(REFUSED_KEPT + 5)), line("H")))
    assert (len(figures.refused_lines), figures.refused) == (REFUSED_KEPT, REFUSED_KEPT + 5)
