"""One shortcoming from its first year to the next: concluded otherwise, overdue, reminded, recurring, reported on."""

import io
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from inspector_app.actions import answers, conclusions, follow_up, office, sealing, units, visits, yearly
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.finding import Deadline, DeadlineKind, FindingId
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.register import ConcludedFinding, Conclusion, Unit, UnitCode
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, PersonRole, Side, SigningMode, VisitId
from inspector_app.clock import ZONE
from inspector_app.errors import OfficeError
from tests.field.scene import in_ink, laptop

POSTED = ItemId("16")
FIRST = datetime(2025, 5, 13, 8, 0, tzinfo=ZONE)
SECOND = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
CONCLUDED = "Chưa niêm yết địa chỉ tiếp nhận phản ánh, kiến nghị tại trụ sở mới"
MERGED = date(2025, 7, 1)


def inspected(ws: Workspace, at: datetime, unit: str, *, recurring: bool) -> VisitId:
    """A visit of that day that finds the one thing wanting, signed in ink and entered in the book."""
    details = {"unit": unit, "province": "tỉnh Mẫu", "opened_at": at, "signing_mode": SigningMode.INK}
    visit = visits.create_visit(ws, "cchc-2026", details)
    follow_up.begin(ws, visit)
    for side, role, name in (
        (Side.TEAM, PersonRole.LEADER, "Lê Thị Mẫu"),
        (Side.TEAM, PersonRole.SECRETARY, "Nguyễn Văn Ghi"),
        (Side.UNIT, PersonRole.REPRESENTATIVE, "Hoàng Đại Diện"),
    ):
        answers.add_person(ws, visit, side, role, name=name)
    answers.set_verdict(ws, visit, POSTED, ItemVerdict.NO)
    if recurring:
        (earlier,) = visits.load(ws, visit).visit.earlier
        assert earlier.text == CONCLUDED
        follow_up.make_recurring(ws, visit, earlier.id)
    within = Deadline(DeadlineKind.AFTER_CONCLUSION, days=30)
    answers.set_values(
        ws, visit, [("finding:16", "deadline", within), ("finding:16", "owner", "Văn phòng Sở")]
    )
    sealing.seal(ws, visit)
    in_ink(ws, visit)
    office.enter_ledger(ws, visit)
    return visit


def concluded(
    ws: Workspace, visit: VisitId, number: str, issued: date, received: date, text: str | None
) -> None:
    own = (ConcludedFinding(FindingId("16"), text=text),)
    notice = Conclusion(visit, number, issued, "Sở Nội vụ", received, own)
    conclusions.record(office.ledger_folder(ws), notice, by=ws.actor)


def in_the_book(ws: Workspace, visit: VisitId) -> LedgerFinding:
    (found,) = (
        own for own in office.ledger_findings(office.ledger_folder(ws), settled=True) if own.visit == visit
    )
    return found


def late(ws: Workspace, unit: str, day: date) -> list[list[str]]:
    """The lines of the letter of reminder: what, by when, how many days late."""
    letter = docx.Document(io.BytesIO(conclusions.reminder(office.ledger_folder(ws), unit, day)))
    return [[cell.text for cell in row.cells] for row in letter.tables[1].rows[1:]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The secretary's laptop after the first year: concluded on 20 May, received on 22 May 2025."""
    with laptop(tmp_path / "laptop", at=FIRST) as ws:
        visit = inspected(ws, FIRST, "Sở Mẫu", recurring=False)
        concluded(ws, visit, "15/TB-SNV", date(2025, 5, 20), date(2025, 5, 22), CONCLUDED)
    return tmp_path / "laptop"


def test_from_the_conclusion_to_the_report_of_the_next_year(folder: Path) -> None:
    with laptop(folder, at=SECOND) as ws:
        (first,) = (own.visit for own in office.ledger_visits(office.ledger_folder(ws)))
        before = in_the_book(ws, first)
        assert before.text == CONCLUDED
        assert before.minutes_text not in (None, CONCLUDED), "what the minutes say is kept beside it"
        assert before.due_on == date(2025, 6, 21), "30 days from the day of receipt"
        with pytest.raises(OfficeError, match="REMINDER-NOTHING-OVERDUE"):
            conclusions.reminder(office.ledger_folder(ws), "Sở Mẫu", date(2025, 6, 21))
        (line,) = late(ws, "Sở Mẫu", date(2025, 6, 25))
        assert CONCLUDED in line[1]
        assert line[3:5] == ["21/6/2025", "04"]

        second = inspected(ws, SECOND, "Sở Mẫu", recurring=True)
        assert not in_the_book(ws, first).owed, "it is followed where it was found again"
        with pytest.raises(OfficeError, match="REMINDER-NOTHING-OVERDUE"):
            conclusions.reminder(office.ledger_folder(ws), "Sở Mẫu", date(2026, 12, 1))
        concluded(ws, second, "18/TB-SNV", date(2026, 5, 19), date(2026, 5, 21), None)
        again = in_the_book(ws, second)
        assert (again.recurs, again.due_on) == (True, date(2026, 6, 20))
        (line,) = late(ws, "Sở Mẫu", date(2026, 6, 30))
        assert line[3:5] == ["20/6/2026", "10"]
        letter = docx.Document(
            io.BytesIO(conclusions.reminder(office.ledger_folder(ws), "Sở Mẫu", date(2026, 6, 30)))
        )
        assert any("tái diễn" in cell.text for row in letter.tables[1].rows for cell in row.cells)

        of_first, of_second = (yearly.yearly_figures(ws, year, date(2026, 12, 15)) for year in (2025, 2026))
        assert (of_first.inspected, of_first.whole.findings, of_first.whole.fixed) == (1, 1, 0)
        assert (of_second.inspected, of_second.whole.findings, of_second.whole.overdue) == (1, 1, 1)
        annexes = load_workbook(io.BytesIO(yearly.yearly_report(ws, 2026, date(2026, 12, 15)).annexes))
        (line,) = (
            row for row in annexes["Sổ theo dõi"].iter_rows(values_only=True) if isinstance(row[0], int)
        )
        assert any("tái diễn" in str(cell) for cell in line)


def test_after_a_merger_the_successor_is_reminded_and_inspected(folder: Path) -> None:
    with laptop(folder, at=SECOND) as ws:
        new = Unit(UnitCode("SHN"), "Sở Hợp nhất", since=MERGED)
        units.record_unit(ws, new)
        units.record_unit(ws, Unit(UnitCode("SM"), "Sở Mẫu", until=MERGED, successor=new.code))
        (line,) = late(ws, "Sở Hợp nhất", date(2025, 7, 21))
        assert CONCLUDED in line[1]
        assert line[4] == "30"
        visit = inspected(ws, SECOND, "Sở Hợp nhất", recurring=True)
        assert visits.load(ws, visit).visit.earlier[0].unit == "Sở Mẫu"
        assert in_the_book(ws, visit).recurs
        figures = yearly.yearly_figures(ws, 2026, date(2026, 12, 15))
        assert [(share.name, share.findings) for share in figures.by_unit] == [("Sở Hợp nhất", 1)]
