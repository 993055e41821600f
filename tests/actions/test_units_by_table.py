"""A register of units comes from the table that the office has anyway, and goes out as the form to fill in."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from inspector_app.actions import units
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact import Choice, FactId
from inspector_app.checklist.register import FormerName, Unit, UnitCode
from inspector_app.errors import IntakeError

CONSTRUCTION = Unit(
    UnitCode("SXD"),
    "Sở Xây dựng",
    "Sở",
    former_names=(FormerName("Ty Xây dựng", date(1990, 1, 1)),),
    traits={FactId("has_one_stop"): Choice("yes")},
)
TRANSPORT = Unit(
    UnitCode("SGTVT"),
    "Sở Giao thông vận tải",
    "Sở",
    date(1990, 1, 1),
    date(2025, 3, 1),
    UnitCode("SXD"),
)
CSV = """Danh sách đơn vị năm 2026;;;
Mã;Tên đơn vị;Ghi chú;Đến ngày;Mã đơn vị kế thừa
SGTVT;Sở Giao thông vận tải;cũ;01/03/2025;SXD
SXD;Sở Xây dựng;;;
;Sở không mã;;;
SXD;Trùng mã;;;
SYT;Sở Y tế;;31 tháng 2;
"""


def test_what_goes_out_comes_back_the_same(ws: Workspace) -> None:
    for unit in (CONSTRUCTION, TRANSPORT):
        units.record_unit(ws, unit)
    before = units.units(ws)
    found = units.read_units(units.units_workbook(ws), "sổ đơn vị.xlsx")
    assert found.problems == ()
    units.record_units(ws, found.units)
    assert units.units(ws) == before


def test_a_list_of_the_office_is_read_whatever_else_it_holds(ws: Workspace) -> None:
    found = units.read_units(CSV.encode("utf-8-sig"), "don-vi.csv")
    assert [(unit.code, unit.successor) for unit in found.units] == [("SXD", None), ("SGTVT", "SXD")]
    assert [(one.row, one.text) for one in found.problems] == [
        (5, "Sở không mã"),
        (6, "SXD"),
        (7, "31 tháng 2"),
    ]
    units.record_units(ws, found.units)
    assert [unit.until for unit in units.units(ws)] == [None, date(2025, 3, 1)]


def test_the_empty_register_is_the_form_to_fill_in(ws: Workspace) -> None:
    book = openpyxl.load_workbook(io.BytesIO(units.units_workbook(ws)))
    page = book["Sổ đơn vị"]
    header = next(row for row in page.iter_rows() if row[0].value == "Mã")
    page.cell(header[0].row + 1, 1).value = "SNV"
    page.cell(header[0].row + 1, 2).value = "=Sở Nội vụ"
    page.cell(header[0].row + 1, 2).data_type = "s"
    page.cell(header[0].row + 1, 4).value = "Sở Nội vụ và Lao động\nBan Tổ chức chính quyền"
    out = io.BytesIO()
    book.save(out)
    (unit,) = units.read_units(out.getvalue(), "mới.xlsx").units
    assert (unit.code, unit.name) == ("SNV", "=Sở Nội vụ")
    assert [former.name for former in unit.former_names] == [
        "Sở Nội vụ và Lao động",
        "Ban Tổ chức chính quyền",
    ]


def test_another_table_is_refused_with_what_to_do(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        units.read_units("Họ tên;Chức vụ\nA;B\n".encode(), "người.csv")
    assert caught.value.code == "UNITS-NO-TABLE"
