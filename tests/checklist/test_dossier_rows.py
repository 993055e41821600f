"""Late dossiers as rows: of a sample as the annex prints it, of a table in the columns that its labels name."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from inspector_app.checklist.dossier_rows import MOST, remark, rows_for
from inspector_app.checklist.dossiers import Columns, DelayCause, DossierFigures, LateDossier, Tally
from inspector_app.checklist.fact import Count, Day, FactId, FactKind, Number, Text
from inspector_app.checklist.template import FactSpec, ItemId, Wording

ITEM = ItemId("19")
LATE = LateDossier(
    row=7,
    code="H1",
    procedure="Cấp phép",
    applicant="N. V. M.",
    received=date(2026, 4, 1),
    due=date(2026, 4, 15),
    settled=date(2026, 4, 20),
    days_late=5,
    cause=DelayCause.OPERATOR,
)


def figures(*late: LateDossier) -> DossierFigures:
    return DossierFigures(
        file="hồ sơ.csv",
        sha256="0" * 64,
        as_of=date(2026, 5, 12),
        since=None,
        columns=Columns("", 1, 1, (), {}),
        whole=Tally(),
        by_procedure={},
        by_month={},
        payable_procedures=None,
        late=late,
        lines_in=len(late),
        used=len(late),
        outside=0,
        refused=0,
        refused_lines=(),
        refused_why={},
    )


def spec(kind: FactKind, *columns: tuple[str, FactKind, str]) -> FactSpec:
    own = tuple(FactSpec(FactId(name), kind, Wording(label, label)) for name, kind, label in columns)
    return FactSpec(FactId("late"), kind, Wording("Hồ sơ trễ hạn", "Late dossiers"), columns=own)


def test_a_row_of_a_sample_leaves_the_verdict_to_the_team() -> None:
    (row,) = rows_for(figures(LATE), ITEM, spec(FactKind.SAMPLE))
    assert (row.number, row.issued, row.abstract, row.passed) == (
        "H1",
        LATE.received,
        "Cấp phép, N. V. M.",
        None,
    )
    assert row.remark == "Trễ 5 ngày, hẹn trả 15/04/2026, trả 20/04/2026; lỗi tác nghiệp"


def test_remarks_say_only_what_is_known() -> None:
    bare = LateDossier(1, None, None, None, None, None, None, 0)
    assert remark(bare) == "Trễ hạn"
    assert remark(replace(LATE, settled=None, cause=DelayCause.REAL)) == (
        "Trễ 5 ngày, hẹn trả 15/04/2026, chưa trả; trễ thực tế"
    )


def test_a_dossier_is_the_same_row_in_every_run() -> None:
    first = rows_for(figures(LATE, replace(LATE, code="H2")), ITEM, spec(FactKind.SAMPLE))
    again = rows_for(figures(replace(LATE, row=90, days_late=6)), ITEM, spec(FactKind.SAMPLE))
    assert first[0].id == again[0].id != first[1].id


def test_a_table_takes_what_its_columns_are_called() -> None:
    table = spec(
        FactKind.ROWS,
        ("ma", FactKind.TEXT, "Mã hồ sơ"),
        ("thu_tuc", FactKind.TEXT, "Thủ tục hành chính"),
        ("chu", FactKind.TEXT, "Chủ hồ sơ"),
        ("nhan", FactKind.DATE, "Ngày tiếp nhận"),
        ("hen", FactKind.TEXT, "Ngày hẹn trả"),
        ("tra", FactKind.DATE, "Ngày trả kết quả"),
        ("tre", FactKind.COUNT, "Số ngày trễ"),
        ("tre2", FactKind.NUMBER, "Số ngày chậm"),
        ("ly_do", FactKind.TEXT, "Nguyên nhân trễ hạn"),
        ("can_bo", FactKind.TEXT, "Công chức thụ lý"),
    )
    (row,) = rows_for(figures(LATE), ITEM, table)
    assert row.cells == {
        "ma": Text("H1"),
        "thu_tuc": Text("Cấp phép"),
        "chu": Text("N. V. M."),
        "nhan": Day(date(2026, 4, 1)),
        "hen": Text("15/04/2026"),
        "tra": Day(date(2026, 4, 20)),
        "tre": Count(5),
        "ly_do": Text("lỗi tác nghiệp"),
    }
    number = spec(FactKind.ROWS, ("tre", FactKind.NUMBER, "Số ngày trễ"))
    assert rows_for(figures(LATE), ITEM, number)[0].cells == {"tre": Number(Decimal(5))}


def test_an_annex_stays_one_that_somebody_reads() -> None:
    many = tuple(replace(LATE, code=f"H{number}") for number in range(MOST + 1))
    assert len(rows_for(figures(*many), ITEM, spec(FactKind.SAMPLE))) == MOST
