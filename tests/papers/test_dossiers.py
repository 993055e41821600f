"""The workbook of a register: five sheets that say the same as the figures, and open in Excel."""

import io
from datetime import date

from openpyxl import Workbook, load_workbook

from inspector_app.checklist.dossiers import (
    Columns,
    DelayCause,
    DossierField,
    DossierFigures,
    DossierState,
    LateDossier,
    OverdueOf,
    RefusedLine,
    Tally,
)
from inspector_app.papers.dossiers import workbook_of

WHOLE = Tally(
    states={DossierState.SETTLED_IN_TIME: 1960, DossierState.SETTLED_LATE: 15, DossierState.OPEN_OVERDUE: 5},
    causes={DelayCause.OPERATOR: 4, DelayCause.REAL: 16},
    settled_causes={DelayCause.OPERATOR: 4, DelayCause.REAL: 11},
    online=990,
    channel_known=1980,
    payable=100,
    paid_online=0,
)
LATE = LateDossier(
    7, "=H1", "Cấp phép", "N. V. M.", date(2022, 4, 1), date(2022, 4, 15), None, 30, DelayCause.OPERATOR
)
FIGURES = DossierFigures(
    file="hồ sơ.csv",
    sha256="0" * 64,
    as_of=date(2022, 5, 15),
    since=date(2022, 1, 1),
    columns=Columns(
        "",
        1,
        1,
        (),
        dict.fromkeys(
            (
                DossierField.CHANNEL,
                DossierField.PAYABLE_ONLINE,
                DossierField.PAID_ONLINE,
                DossierField.FEE,
                DossierField.APPLICANT,
            ),
            0,
        ),
    ),
    whole=WHOLE,
    by_procedure={"Cấp phép": WHOLE, "": Tally({DossierState.WITHDRAWN: 1})},
    by_month={"": Tally({DossierState.WITHDRAWN: 1}), "2022-04": WHOLE},
    payable_procedures=12,
    late=(LATE,),
    lines_in=1986,
    used=1980,
    outside=4,
    refused=2,
    refused_lines=(RefusedLine(9, "The row is empty."), RefusedLine(12, "A bad day.", "30/02/2022")),
    refused_why={"The row is empty.": 1, "A bad day.": 1},
)
WORDS = {"The row is empty.": "Dòng trống.", "A bad day.": "Ngày không đọc được."}


def book(figures: DossierFigures = FIGURES, of: OverdueOf = OverdueOf.RECEIVED) -> Workbook:
    return load_workbook(io.BytesIO(workbook_of(figures, WORDS.__getitem__, of)))


def cells(page) -> list[tuple[object, ...]]:
    return [tuple(cell for cell in row if cell is not None) for row in page.iter_rows(values_only=True)]


def test_the_sheets_and_the_two_rates() -> None:
    made = book()
    assert made.sheetnames == [
        "Tổng hợp",
        "Theo thủ tục",
        "Theo tháng",
        "Hồ sơ trễ hạn",
        "Dòng không đọc được",
    ]
    summary = dict(row for row in cells(made["Tổng hợp"]) if len(row) == 2)
    assert (
        summary["Tỷ lệ trễ hạn (đã giải quyết trễ và đang quá hạn / tổng số tiếp nhận)"] == "20/1.980 = 1,01%"
    )
    assert summary["Tỷ lệ trễ hạn (đã giải quyết trễ / số đã giải quyết)"] == "15/1.975 = 0,76%"
    assert summary["Số dòng"] == (
        "1.986 dòng = 1.980 dòng dùng được + 04 dòng ngoài kỳ + 02 dòng không dùng được"
    )
    assert summary["Tỷ lệ nộp trực tuyến"] == "990/1.980 = 50%"
    assert summary["Số tiền thanh toán trực tuyến (đồng)"] == 0
    assert summary["Trong đó: Lỗi tác nghiệp"] == 4
    assert "Số giao dịch" not in summary, "no column says it"


def test_procedures_and_months_carry_the_rate_that_was_chosen() -> None:
    received, settled = (book(of=of)["Theo thủ tục"] for of in (OverdueOf.RECEIVED, OverdueOf.SETTLED))
    assert cells(received)[-2] == ("Cấp phép", 1980, 1960, 15, 5, 5, 1.01, 990, 0, 0)
    assert cells(settled)[-2][6] == 0.76
    assert cells(received)[-1] == ("(không ghi)", 1, 0, 0, 0, 0, 0, 0, 0, 0)
    assert cells(book()["Theo tháng"])[-1][0] == "04/2022"


def test_late_dossiers_stand_as_text_and_say_that_names_are_masked() -> None:
    page = book()["Hồ sơ trễ hạn"]
    rows = cells(page)
    assert rows[0] == ("HỒ SƠ TRỄ HẠN, TÍNH ĐẾN HẾT NGÀY 15/05/2022",)
    assert ("Liệt kê 01 hồ sơ đầu tiên trong số 20 hồ sơ trễ hạn.",) in rows
    assert ("Tên cá nhân được thu gọn thành chữ cái đầu.",) in rows
    assert rows[-1][:5] == (1, 7, "=H1", "Cấp phép", "N. V. M.")
    code = next(cell for cell in page[page.max_row] if cell.value == "=H1")
    assert code.data_type == "s"


def test_refused_lines_are_counted_by_reason_and_listed() -> None:
    rows = cells(book()["Dòng không đọc được"])
    assert ("Dòng trống. 01 dòng",) in rows
    assert rows[-1] == (12, "Ngày không đọc được.", "30/02/2022")


def test_the_same_figures_give_the_same_bytes() -> None:
    assert workbook_of(FIGURES, WORDS.__getitem__) == workbook_of(FIGURES, WORDS.__getitem__)
