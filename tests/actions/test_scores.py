"""Scoring a visit: the office's table comes in from Excel, points are acts like any other, the annex says it all."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from inspector_app.actions import answers, score_tables, scores, sealing, visits
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.classes import ClassState
from inspector_app.checklist.score_table import (
    ByExpression,
    ByVerdict,
    ClassBound,
    Criterion,
    CriterionId,
    PointsKind,
    ScoreTable,
)
from inspector_app.checklist.scoring import Score, ScoreState
from inspector_app.checklist.template import ItemId, Wording
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.errors import ChecklistError, IntakeError, StoreError, VisitError
from inspector_app.intake import tables as foreign

SHARES = {ItemVerdict.YES: Decimal(1), ItemVerdict.PARTLY: Decimal("0.5"), ItemVerdict.NO: Decimal(0)}


def line(criterion: str, **values: object) -> Criterion:
    return Criterion(
        CriterionId(criterion), Wording(f"Tiêu chí {criterion}", f"Criterion {criterion}"), **values
    )  # type: ignore[arg-type]


TABLE = ScoreTable(
    "thu-nghiem",
    2026,
    Wording("Bảng điểm thử", "Trial table"),
    (
        line("1"),
        line("1.1", parent="1", max=Decimal(6), items=("1", "2"), reads=ByVerdict(SHARES)),
        line(
            "1.2",
            parent="1",
            max=Decimal(4),
            items=("25a",),
            reads=ByExpression("if(${i25a} = 'yes', 4, 1.5)"),
        ),
        line("2", max=Decimal(5), survey=True),
        line("3", max=Decimal(2), kind=PointsKind.BONUS),
    ),
    classes=(ClassBound(Wording("Tốt", "Good"), Decimal(80)), ClassBound(Wording("Yếu", "Weak"), Decimal(0))),
)


@pytest.fixture
def table(ws: Workspace, visit: VisitId) -> str:
    """The visit is scored by the trial table."""
    sha256 = score_tables.keep_table(ws, TABLE)
    scores.choose_table(ws, visit, sha256)
    return sha256


@pytest.fixture
def score(ws: Workspace, visit: VisitId, table: str) -> Callable[[], Score]:
    def found() -> Score:
        score = scores.score(ws, visit)
        assert score is not None
        return score

    return found


def test_a_visit_without_a_table_has_no_points(ws: Workspace, visit: VisitId) -> None:
    assert scores.score(ws, visit) is None
    with pytest.raises(VisitError, match="SCORES-NO-TABLE"):
        scores.set_points(ws, visit, "1.1", {"claimed": Decimal(1)})
    with pytest.raises(VisitError, match="SCORES-NO-TABLE"):
        scores.annex(ws, visit)


def test_ticking_gives_points_and_the_hand_wins(
    ws: Workspace, visit: VisitId, score: Callable[[], Score]
) -> None:
    for item, verdict in (("1", "yes"), ("2", "partly"), ("25a", "no")):
        answers.set_verdict(ws, visit, ItemId(item), ItemVerdict(verdict))
    assert (score().assessed.value, score().percent.value) == (Decimal(6), Decimal(60))
    assert score().decision.words == "Yếu: 60%, ngưỡng từ 0% đến dưới 80% (chưa gồm điểm điều tra xã hội học)"
    points = {"claimed": Decimal(4), "assessed": Decimal("3.5"), "reason": "Đã ký số từ tháng 4"}
    assert scores.set_points(ws, visit, "1.2", points).entities == {"score:1.2"}
    assert (score().assessed.value, score().percent.value) == (Decimal(8), Decimal(80))
    assert score().decision.bound is TABLE.classes[0] or score().decision.words.startswith("Tốt: 80%")
    assert score().claimed_without_evidence == ("1.2",)


def test_one_act_is_taken_back_as_a_whole(ws: Workspace, visit: VisitId, score: Callable[[], Score]) -> None:
    before = score()
    scores.set_points(ws, visit, "1.1", {"claimed": Decimal(4), "assessed": Decimal(2), "reason": "Thiếu"})
    assert score() != before
    undo(ws, visit)
    assert score() == before


@pytest.mark.parametrize(
    ("criterion", "values", "code"),
    [
        ("9", {"claimed": Decimal(1)}, "SCORES-NO-CRITERION"),
        ("1", {"claimed": Decimal(1)}, "SCORES-NOT-TYPED"),
        ("2", {"assessed": Decimal(1)}, "SCORES-NOT-TYPED"),
        ("1.1", {"assessed": Decimal("6.1")}, "SCORES-RANGE"),
        ("1.1", {"claimed": Decimal(-1)}, "SCORES-RANGE"),
    ],
)
def test_points_that_cannot_be_are_refused(
    ws: Workspace,
    visit: VisitId,
    table: str,
    now: Callable[[], OpenVisit],
    criterion: str,
    values: dict[str, Decimal | str | None],
    code: str,
) -> None:
    with pytest.raises(VisitError, match=code):
        scores.set_points(ws, visit, criterion, values)
    assert now().visit.scores == {}


def test_a_sealed_visit_keeps_its_points(ws: Workspace, visit: VisitId, table: str) -> None:
    ready = visits.create_sample(ws, "so-mau")
    scores.choose_table(ws, ready, table)
    sealing.seal(ws, ready)
    with pytest.raises(VisitError, match="VISIT-SEALED"):
        scores.set_points(ws, ready, "1.1", {"claimed": Decimal(1)})
    assert scores.score(ws, ready) is not None


def test_a_table_of_another_laptop_is_asked_for(ws: Workspace, visit: VisitId) -> None:
    answers.set_value(ws, visit, "visit", "score_table", "a" * 64)
    with pytest.raises(StoreError, match="STORE-SCORES-MISSING"):
        scores.score(ws, visit)


def test_the_office_fills_a_frame_in_excel(ws: Workspace) -> None:
    for _name, frame in score_tables.shipped_tables():
        data = score_tables.write_table(frame, "khung.xlsx")
        assert data == score_tables.write_table(frame, "khung.xlsx")
        assert score_tables.read_table(data, "khung.xlsx") == frame
    assert score_tables.read_table(score_tables.write_table(TABLE, "bang.xlsx"), "bang.xlsx") == TABLE
    assert score_tables.read_table(score_tables.write_table(TABLE, "bang.toml"), "bang.toml") == TABLE


def test_what_people_type_into_the_workbook_is_read_as_they_mean_it(tmp_path: Path) -> None:
    """A number cell of 0.5, the text 2,5, 90 % as a percentage, an id that Excel took for a number."""
    import openpyxl

    (tmp_path / "a.xlsx").write_bytes(score_tables.write_table(TABLE, "a.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book["Tiêu chí"]
    header = next(row for row in page.iter_rows() if row[0].value == "Mã")[0].row
    page.cell(header + 2, 1).value = 1.1
    page.cell(header + 2, 5).value = "2,5"
    page.cell(header + 3, 5).value = 0.5
    bounds = book["Xếp loại"]
    top = next(row for row in bounds.iter_rows() if row[0].value == "Hạng")[0].row
    bounds.cell(top + 1, 3).value = 0.9
    bounds.cell(top + 1, 3).number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    read = score_tables.read_table((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert [own.id for own in read.criteria] == ["1", "1.1", "1.2", "2", "3"]
    assert [own.max for own in read.criteria[1:3]] == [Decimal("2.5"), Decimal("0.5")]
    assert read.classes[0].from_percent == 90


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(IntakeError):
        score_tables.read_table(b"PK\x03\x04 khong phai", "a.xlsx")


def test_tables_are_found_listed_and_forgotten(ws: Workspace, visit: VisitId, table: str) -> None:
    for name in ("thu-nghiem", "thu-nghiem/2026", table[:8]):
        assert score_tables.find_table(ws, name).sha256 == table
    with pytest.raises(ChecklistError, match="SCORES-UNKNOWN"):
        score_tables.find_table(ws, "khac")
    (listed,) = score_tables.tables(ws)
    assert (listed.table.year, listed.missing.complete) == (2026, True)
    with pytest.raises(StoreError, match="STORE-SCORES-USED"):
        score_tables.remove_table(ws, table)
    scores.choose_table(ws, visit, None)
    score_tables.remove_table(ws, table)
    assert score_tables.tables(ws) == ()


def test_the_annex_says_how_every_number_came_about(
    ws: Workspace, visit: VisitId, score: Callable[[], Score]
) -> None:
    answers.set_verdict(ws, visit, ItemId("1"), ItemVerdict.YES)
    answers.set_verdict(ws, visit, ItemId("2"), ItemVerdict.PARTLY)
    scores.set_points(ws, visit, "1.2", {"claimed": Decimal(4), "assessed": Decimal(3), "reason": "=1+1"})
    data = scores.annex(ws, visit)
    assert data == scores.annex(ws, visit)
    sheets = {sheet.name: sheet for sheet in foreign.read_table(data, "phu-luc.xlsx")}
    assert list(sheets) == ["Tổng hợp", "Chấm điểm", "Cách tính từng số"]
    text = {
        name: "\n".join("|".join(cell.text for cell in row.cells) for row in own.rows)
        for name, own in sheets.items()
    }
    assert "Tỷ lệ đạt được|75|" in text["Tổng hợp"]
    assert "Yếu: 75%, ngưỡng từ 0% đến dưới 80%" in text["Tổng hợp"]
    assert "Phần điều tra xã hội học không thuộc điểm Đoàn chấm." in text["Tổng hợp"]
    assert "Đoàn chấm 3 điểm; lý do: =1+1" in text["Chấm điểm"]
    assert "Tự chấm nhưng chưa có tài liệu kiểm chứng" in text["Chấm điểm"]
    assert "Điều tra xã hội học" in text["Chấm điểm"]
    assert "9 : 2 = 4,5" in text["Cách tính từng số"]
    assert "Một phần: 0,5 lần điểm tối đa" in text["Cách tính từng số"]


def test_the_trend_follows_the_unit_and_nobody_else(ws: Workspace) -> None:
    press = visits.create_sample(ws, "so-xay-dung-2022")
    visits.create_sample(ws, "so-mau")
    by_name = scores.trend(ws, "so xay dung")
    assert by_name == scores.trend(ws, press)
    assert (by_name.visits, [own.measure.id for own in by_name.series]) == (1, ["par_index", "overdue"])
    assert [change.words for own in by_name.series for change in own.changes] == [
        "giảm 9,72 điểm phần trăm",
        "giảm 3,49 điểm phần trăm (hai kỳ không cùng độ dài)",
    ]
    assert scores.trend(ws, "Sở Không Có").series == ()
    unnamed = visits.create_visit(ws)
    assert scores.trend(ws, unnamed).visits == 1


def test_no_percentage_while_something_waits(score: Callable[[], Score]) -> None:
    found = score()
    assert found.decision.state is ClassState.NO_PERCENT
    assert [own.criterion.id for own in found.lines if own.state is ScoreState.OPEN] == ["1.1", "3"]
    assert found.open == ("1.1",)
