"""Counting a register by command: figures on stdout, every line accounted for, doubts beside them on stderr."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

LINES = """UBND TỈNH MẪU
Mã hồ sơ;Thủ tục;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả;Ghi chú
H1;Cấp phép;Nguyễn Văn Mẫu;01/04/2026;15/04/2026;20/04/2026;Tên riêng
H2;Cấp phép;Trần Thị Thử;02/04/2026;16/04/2026;15/04/2026;
H3;Xác nhận;Lê Mẫu;03/04/2026;17/04/2026;;
H4;Xác nhận;Lê Mẫu;30/02/2026;17/04/2026;;
Tổng cộng;;;;;;4
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "hồ sơ.csv"
    path.write_text(LINES, "utf-8")
    return path


def test_figures_and_lines_are_told(run, register: Path) -> None:
    ran = run("sample", "register", register, "--as-of", "12/05/2026")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    assert lines[:2] == [
        "hồ sơ.csv, figures up to the end of 12/05/2026",
        "Lines read: 5 = 3 used + 0 outside the period + 2 refused.",
    ]
    assert "Overdue, of all received: 2/3 = 66,67%" in lines
    assert "Settled late, of the settled ones: 1/2 = 50%" in lines
    assert lines[-2:] == [
        "Row 6: The day on which it was received cannot be read. 30/02/2026",
        "Row 7: A row of totals.",
    ]


def test_the_workbook_masks_citizens_unless_asked(run, register: Path, tmp_path: Path) -> None:
    def names(*more: str) -> set[object]:
        out = tmp_path / "số liệu.xlsx"
        assert run("sample", "register", register, "--as-of", "2026-05-12", "--xlsx", out, *more).code == 0
        page = load_workbook(out)["Hồ sơ trễ hạn"]
        return {cell.value for row in page.iter_rows() for cell in row}

    assert {"N. V. M.", "L. M."} <= names()
    assert {"Nguyễn Văn Mẫu", "Lê Mẫu"} <= names("--unmasked")


def test_columns_may_be_said_and_are_remembered_for_the_unit(run, register: Path) -> None:
    words = ("sample", "register", register, "--as-of", "12/05/2026", "--unit", "Sở Mẫu", "--json")
    first = run(*words, "--column", "procedure=Ghi chú", "--column", "applicant=")
    assert set(first.result["figures"]["by_procedure"]) == {"Tên riêng", ""}
    again = run(*words)
    assert again.result["figures"] == first.result["figures"]
    assert "applicant" not in again.result["figures"]["columns"]["fields"]
    other = run("sample", "register", register, "--as-of", "12/05/2026", "--json")
    assert set(other.result["figures"]["by_procedure"]) == {"Cấp phép", "Xác nhận"}


def test_the_period_and_the_denominator_may_be_chosen(run, register: Path) -> None:
    words = ("--as-of", "12/05/2026", "--since", "18/04/2026", "--of", "settled", "--json")
    told = run("sample", "register", register, *words).result
    assert (told["figures"]["used"], told["figures"]["outside"]) == (2, 1)
    assert (told["answers"]["overdue"]["numerator"], told["answers"]["overdue"]["denominator"]) == (1, 1)


def test_doubts_are_said_and_the_figures_still_come(run, tmp_path: Path) -> None:
    path = tmp_path / "hồ sơ.csv"
    path.write_text("Mã hồ sơ;Trạng thái;Ngày hẹn trả;Trạng thái\nH1;Đúng hạn;04/15/2026;x\n", "utf-8")
    ran = run("sample", "register", path, "--as-of", "12/05/2026")
    assert ran.code == 0
    assert "Both Trạng thái and Trạng thái could be this column: State of the dossier" in ran.err
    assert "month first, such as 04/15/2026" in ran.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--column", "colour=Ghi chú"), "no field"),
        (("--column", "code=Không có"), "There are: Mã hồ sơ | Thủ tục"),
        (("--as-of", "31/02/2026"), "not a day"),
        (("--header-row", "3"), "DOSSIERS-COLUMNS"),
        (("--sheet", "Khác"), "TABLE-SHEET"),
        (("--since", "01/06/2026", "--as-of", "12/05/2026"), "DOSSIERS-PERIOD"),
    ],
)
def test_what_cannot_be_done_says_why(run, register: Path, words: tuple[str, ...], code: str) -> None:
    ran = run("sample", "register", register, *words)
    assert ran.code != 0
    assert code in ran.err + ran.out


def test_a_file_without_such_headings_is_told(run, tmp_path: Path) -> None:
    path = tmp_path / "khác.csv"
    path.write_text("a;b\n1;2\n", "utf-8")
    assert "DOSSIERS-NO-HEADER" in run("sample", "register", path).err
