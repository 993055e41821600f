"""A register of dossiers fills the items of a visit in one act, and its columns are remembered for the unit."""

import json
from datetime import date
from pathlib import Path

import pytest

from inspector_app.actions import answers, dossiers, undo
from inspector_app.checklist import canonical
from inspector_app.checklist.dossiers import DossierField, DossierFigures, OverdueOf
from inspector_app.checklist.fact import (
    Amount,
    Count,
    FactId,
    FigureSource,
    Origin,
    Rate,
    Sample,
    SampleRow,
)
from inspector_app.checklist.file_answers import FileAnswer
from inspector_app.checklist.template import ItemId
from inspector_app.errors import IntakeError

CUT_OFF = date(2026, 5, 12)
HEADER = (
    "Mã hồ sơ;Thủ tục;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả;Hình thức nộp;Nguyên nhân trễ hạn;"
    "Cho phép thanh toán trực tuyến;Hình thức thanh toán;Số tiền"
)
LINES = (
    "H1;Cấp phép;Nguyễn Văn Mẫu;01/04/2026;15/04/2026;20/04/2026;Trực tuyến;Lỗi tác nghiệp;Có;Trực tuyến;150.000",
    "H2;Cấp phép;Trần Thị Thử;02/04/2026;16/04/2026;15/04/2026;Trực tiếp;;Có;Tiền mặt;150.000",
    "H3;Xác nhận;Công ty TNHH Mẫu;03/04/2026;17/04/2026;;Trực tuyến;Trễ thực tế;Không;;",
    "H4;Xác nhận;Lê Mẫu;03/04/2026;17/06/2026;;Trực tuyến;;Không;;",
)
OVERDUE = (ItemId("19"), FactId("overdue"))
APOLOGY = (ItemId("20"), FactId("without_apology"))
MONEY = (ItemId("24"), FactId("money"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "hồ sơ.csv"
    found.write_text("\n".join((HEADER, *LINES)), "utf-8")
    return found


@pytest.fixture
def figures(ws, path: Path) -> DossierFigures:
    columns = dossiers.preview(path).columns
    assert columns is not None
    found = dossiers.count(ws, path, columns, as_of=CUT_OFF)
    assert found is not None
    return found


def test_the_answers_it_gives(figures: DossierFigures) -> None:
    origin = Origin(as_of=CUT_OFF)
    assert dossiers.answers(figures) == {
        FileAnswer.OVERDUE: Rate(numerator=2, denominator=4, origin=origin, real_delay=1, operator_error=1),
        FileAnswer.FILED_ONLINE: Rate(numerator=3, denominator=4, origin=origin),
        FileAnswer.PAYABLE_PROCEDURES: Count(1, 2, origin),
        FileAnswer.PAID_ONLINE: Rate(numerator=1, denominator=2, origin=origin),
        FileAnswer.MONEY_ONLINE: Amount(150_000, origin),
    }
    settled = dossiers.answers(figures, OverdueOf.SETTLED)[FileAnswer.OVERDUE]
    assert settled == Rate(numerator=1, denominator=2, origin=origin, real_delay=0, operator_error=1)


def test_where_some_causes_are_not_said_a_cause_that_none_has_is_not_said_to_be_none(
    ws, tmp_path: Path
) -> None:
    path = tmp_path / "hồ sơ.csv"
    unsaid = LINES[2].replace("Trễ thực tế", "")
    path.write_text("\n".join((HEADER, LINES[0], unsaid)), "utf-8")
    columns = dossiers.preview(path).columns
    assert columns is not None
    found = dossiers.count(ws, path, columns, as_of=CUT_OFF)
    assert found is not None
    late = dossiers.answers(found)[FileAnswer.OVERDUE]
    assert late == Rate(
        numerator=2, denominator=2, origin=Origin(as_of=CUT_OFF), real_delay=None, operator_error=1
    )


def test_what_its_columns_do_not_say_is_not_answered(ws, tmp_path: Path) -> None:
    path = tmp_path / "hồ sơ.csv"
    path.write_text("Mã hồ sơ;Trạng thái\nH1;Đúng hạn\n", "utf-8")
    columns = dossiers.preview(path).columns
    assert columns is not None
    found = dossiers.count(ws, path, columns, as_of=CUT_OFF)
    assert found is not None
    assert dossiers.answers(found) == {
        FileAnswer.OVERDUE: Rate(numerator=0, denominator=1, origin=Origin(as_of=CUT_OFF))
    }


def test_one_act_writes_figures_rows_and_report(ws, visit, now, figures: DossierFigures) -> None:
    targets = {OVERDUE: FileAnswer.OVERDUE, MONEY: FileAnswer.MONEY_ONLINE}
    dossiers.fill(ws, visit, figures, targets, APOLOGY)
    held = now().visit
    assert held.answer(OVERDUE[0]).facts[OVERDUE[1]].numerator == 2
    assert held.answer(MONEY[0]).facts[MONEY[1]] == Amount(150_000, Origin(as_of=CUT_OFF))
    assert held.answer(APOLOGY[0]).facts[APOLOGY[1]] == Sample(population=2, origin=Origin(as_of=CUT_OFF))
    rows = held.rows_of(*APOLOGY)
    assert [(row.number, row.issued, row.abstract, row.passed, row.remark) for row in rows] == [
        (
            "H1",
            date(2026, 4, 1),
            "Cấp phép, N. V. M.",
            None,
            "Trễ 5 ngày, hẹn trả 15/04/2026, trả 20/04/2026; lỗi tác nghiệp",
        ),
        (
            "H3",
            date(2026, 4, 3),
            "Xác nhận, Công ty TNHH Mẫu",
            None,
            "Trễ 25 ngày, hẹn trả 17/04/2026, chưa trả; trễ thực tế",
        ),
    ]
    (report,) = held.evidence_of(OVERDUE[0])
    assert (report.name, report.printed) == (f"so-ho-so_19_{ws.clock.now():%Y%m%d-%H%M}.json", False)
    assert set(report.items) == {OVERDUE[0], MONEY[0], APOLOGY[0]}
    kept = canonical.from_json(DossierFigures, canonical.parse(ws.files.read(report.sha256)))
    assert kept == figures
    undo.undo(ws, visit)
    empty = now().visit
    assert OVERDUE[1] not in empty.answer(OVERDUE[0]).facts
    assert (empty.rows_of(*APOLOGY), empty.evidence_of(OVERDUE[0])) == ((), ())


def test_what_the_team_said_stays_when_the_register_is_read_again(
    ws, visit, now, figures: DossierFigures
) -> None:
    typed = Rate(numerator=9, denominator=10, period="quý I", origin=Origin(FigureSource.TEAM_ON_SYSTEM))
    answers.set_fact(ws, visit, *OVERDUE, typed)
    answers.set_rows(ws, visit, *APOLOGY, [SampleRow("typed", *APOLOGY, number="H9", passed=False)])
    dossiers.fill(ws, visit, figures, {OVERDUE: FileAnswer.OVERDUE}, APOLOGY)
    own = next(row for row in now().visit.rows_of(*APOLOGY) if row.number == "H1")
    answers.set_values(
        ws, visit, [(f"row:{own.id}", "passed", False), (f"row:{own.id}", "remark", "Chưa xin lỗi")]
    )
    dossiers.fill(ws, visit, figures, {OVERDUE: FileAnswer.OVERDUE}, APOLOGY)
    held = now().visit
    rate = held.answer(OVERDUE[0]).facts[OVERDUE[1]]
    assert (rate.numerator, rate.period, rate.origin) == (
        2,
        "quý I",
        Origin(FigureSource.TEAM_ON_SYSTEM, CUT_OFF),
    )
    assert [(row.number, row.passed, row.remark) for row in held.rows_of(*APOLOGY)][:2] == [
        ("H9", False, None),
        ("H1", False, "Chưa xin lỗi"),
    ]
    assert len(held.rows_of(*APOLOGY)) == 3
    assert len(held.evidence_of(OVERDUE[0])) == 1, "the same report is kept once"


def test_columns_are_remembered_for_the_unit_that_they_were_confirmed_for(ws, path: Path) -> None:
    columns = dossiers.preview(path).columns
    assert columns is not None
    confirmed = type(columns)(
        columns.sheet,
        columns.header_row,
        columns.header_rows,
        columns.headings,
        {field: column for field, column in columns.fields.items() if field is not DossierField.FEE},
    )
    assert dossiers.remembered(ws, "Sở Thử") is None
    dossiers.count(ws, path, confirmed, as_of=CUT_OFF, unit="Sở Thử")
    known = dossiers.remembered(ws, "SỞ THỬ")
    assert known == confirmed
    assert dossiers.preview(path, remembered=known).columns == confirmed
    assert dossiers.remembered(ws, "Sở Khác") is None


def test_a_count_that_was_cancelled_gives_and_remembers_nothing(ws, path: Path) -> None:
    columns = dossiers.preview(path).columns
    assert columns is not None
    assert dossiers.count(ws, path, columns, as_of=CUT_OFF, unit="Sở Thử", cancelled=lambda: True) is None
    assert dossiers.remembered(ws, "Sở Thử") is None


def test_what_cannot_be_counted_says_why(ws, path: Path, tmp_path: Path) -> None:
    columns = dossiers.preview(path).columns
    assert columns is not None
    with pytest.raises(IntakeError, match="DOSSIERS-PERIOD"):
        dossiers.count(ws, path, columns, as_of=CUT_OFF, since=date(2026, 5, 13))
    bare = type(columns)("", 1, 1, columns.headings, {DossierField.CODE: 0})
    with pytest.raises(IntakeError, match="DOSSIERS-COLUMNS"):
        dossiers.count(ws, path, bare, as_of=CUT_OFF)
    empty = tmp_path / "trống.csv"
    empty.write_text(HEADER + "\n;;\n", "utf-8")
    with pytest.raises(IntakeError, match="DOSSIERS-EMPTY"):
        dossiers.count(ws, empty, columns, as_of=CUT_OFF)


def test_the_report_can_be_read_as_json_by_anyone(figures: DossierFigures) -> None:
    told = json.loads(canonical.canonical(figures))
    assert (told["schema"], told["lines_in"], told["used"], told["refused"]) == (1, 4, 4, 0)
    assert "Nguyễn Văn Mẫu" not in json.dumps(told, ensure_ascii=False)
