"""The office fills the province's frame in Excel, the team scores the visit of 2022 by it; what nobody laid down
stays empty, and no class is guessed until the office types the bounds."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from inspector_app.actions import score_tables, scores, visits
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import FixedClock

AREA_POINTS = {"1": 20, "2": 10, "3": 25, "4": 10, "5": 10, "6": 10, "7": 15}
"""Invented for this story; no province has laid them down."""


@pytest.fixture
def office_book(tmp_path: Path) -> Path:
    """The frame as the office exported it."""
    frame = dict(score_tables.shipped_tables())["khanh-hoa-so-nganh"]
    path = tmp_path / "Bảng điểm sở, ngành.xlsx"
    path.write_bytes(score_tables.write_table(frame, path.name))
    return path


def fill(path: Path, bounds: dict[str, float] | None = None) -> None:
    """What a clerk types: maxima, "theo kết luận" for area 7, and perhaps the bounds of the classes."""
    book = openpyxl.load_workbook(path)
    page = book["Tiêu chí"]
    for row in page.iter_rows():
        if row[0].value in AREA_POINTS:
            row[4].value = AREA_POINTS[row[0].value]
        if row[0].value == "7":
            row[7].value, row[8].value = "24; 25a; 26; 27", "Theo kết luận"
            row[9].value = "Có: 1; Một phần: 0,5; Không: 0"
    for row in book["Xếp loại"].iter_rows():
        if bounds and row[0].value in bounds:
            row[2].value = bounds[row[0].value]
    book.save(path)


def keep(ws: Workspace, path: Path) -> str:
    return score_tables.keep_table(ws, score_tables.read_table(path.read_bytes(), path.name))


def score_all(ws: Workspace, visit: VisitId, points: dict[str, str]) -> None:
    for criterion, assessed in points.items():
        values = {
            "claimed": Decimal(AREA_POINTS[criterion]),
            "assessed": Decimal(assessed),
            "reason": "Đã đối chiếu",
        }
        scores.set_points(ws, visit, criterion, values)


def test_the_class_waits_for_the_bounds(tmp_path: Path, clock: FixedClock, office_book: Path) -> None:
    with open_workspace(tmp_path / "laptop", clock, "Bà Bùi Thị Ghi Chép") as ws:
        visit = visits.create_sample(ws, "so-xay-dung-2022")
        fill(office_book)
        scores.choose_table(ws, visit, keep(ws, office_book))
        score_all(ws, visit, {"1": "14", "2": "6.5", "3": "18", "4": "7", "5": "6", "6": "8"})
        found = scores.score(ws, visit)
        assert found is not None
        # Không, Một phần, Một phần, Có: half of fifteen.
        assert found.lines[6].derivation.words == "30 : 4 = 7,5; làm tròn đến 2 chữ số thập phân: 7,50 điểm"
        assert found.assessed.derivation.words == "67 + 0 - 0 = 67"
        assert (found.percent.value, found.decision.words) == (Decimal("67.00"), "chưa có quy định ngưỡng")
        assert found.claimed_without_evidence == ("1", "2", "3", "4", "5", "6")

        fill(office_book, {"Tốt": 90, "Khá": 75.5, "Trung bình": 50, "Yếu": 0})
        scores.choose_table(ws, visit, keep(ws, office_book))
        again = scores.score(ws, visit)
        assert again is not None
        assert again.decision.words == "Trung bình: 67%, ngưỡng từ 50% đến dưới 75,5%"
        assert len(scores.annex(ws, visit)) > 5000
        assert [own.table.year for own in score_tables.tables(ws)] == [2021, 2021]
