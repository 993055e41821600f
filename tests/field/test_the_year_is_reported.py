"""The secretary's own laptop knows what was planned, what was inspected, and how much is put right by year's end."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from inspector_app.actions import office, plan, units, yearly
from inspector_app.checklist.finding import FindingId, FollowUpState
from inspector_app.checklist.register import Unit, UnitCode
from inspector_app.checklist.visit import InspectionKind
from inspector_app.errors import OfficeError
from tests.field.scene import NEXT_MORNING, PRESS_VISIT, laptop

AS_OF = date(2026, 12, 15)


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
def year(inked: Path) -> int:
    """The year in which the visit stands in the book: without a day of its own, that of its receiving."""
    with laptop(inked) as ws:
        office.enter_ledger(ws, PRESS_VISIT)
        (visit,) = office.ledger_visits(office.ledger_folder(ws))
    return (visit.opened_at or visit.received_at).year


def test_planned_done_found_and_put_right(inked: Path, year: int) -> None:
    with laptop(inked) as ws:
        units.record_unit(ws, Unit(UnitCode("SXD"), "Sở Xây dựng", "Sở"))
        units.record_unit(ws, Unit(UnitCode("SYT"), "Sở Y tế", "Sở"))
        plan.plan_inspection(ws, year, UnitCode("SXD"), kind=InspectionKind.COMPREHENSIVE, month=5)
        plan.plan_inspection(ws, year, UnitCode("SYT"), month=9)
        book = office.ledger_folder(ws)
        office.follow_up(
            book, PRESS_VISIT, FindingId("16"), FollowUpState.FIXED, by=ws.actor, at=NEXT_MORNING
        )
        figures = yearly.yearly_figures(ws, year, AS_OF)
        made = yearly.yearly_report(ws, year, AS_OF)
        again = yearly.yearly_report(ws, year, AS_OF)
    assert (figures.done, len(figures.planned), figures.inspected) == (1, 2, 1)
    assert (figures.whole.findings, figures.whole.fixed, figures.whole.percent) == (10, 1, Decimal("10.00"))
    assert figures.by_state == {FollowUpState.OPEN: 9, FollowUpState.FIXED: 1}
    assert sum(share.findings for share in figures.by_area) == 10
    assert [(share.name, share.findings) for share in figures.by_unit] == [("Sở Xây dựng", 10)]
    words = text_of(made.document)
    assert "đã thực hiện 01/02 cuộc kiểm tra theo kế hoạch" in words
    assert "ghi nhận 10 tồn tại, hạn chế" in words
    assert "đã khắc phục 01, đạt 10%" in words
    assert "Chưa kiểm tra theo kế hoạch: Sở Y tế." in words
    assert made == again


def test_the_annexes_hold_every_shortcoming_with_its_state(inked: Path, year: int) -> None:
    with laptop(inked) as ws:
        annexes = yearly.yearly_report(ws, year, AS_OF).annexes
    book = openpyxl.load_workbook(io.BytesIO(annexes))
    assert book.sheetnames == ["Kế hoạch", "Theo lĩnh vực", "Theo đơn vị", "Sổ theo dõi"]
    rows = [row for row in book["Sổ theo dõi"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert len(rows) == 10
    assert {row[-1] for row in rows} == {"Chưa khắc phục"}


def test_a_year_without_anything_says_so(inked: Path) -> None:
    with laptop(inked) as ws, pytest.raises(OfficeError) as caught:
        yearly.yearly_report(ws, 2031, AS_OF)
    assert caught.value.code == "YEARLY-EMPTY"
