"""Tables of points travel as TOML and as sheets without loss, and a fault is named where it stands."""

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.authoring import score_sheets, score_tables
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.score_table import (
    ByExpression,
    ByRate,
    ByVerdict,
    ClassBound,
    Criterion,
    CriterionId,
    PointsKind,
    Rounding,
    RoundingMode,
    RoundingStep,
    ScoreTable,
    Step,
    faults,
    leaves,
    missing,
)
from inspector_app.checklist.template import Confidence, ItemId, Wording
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.errors import ChecklistError

LINES = (
    st.text(
        st.characters(categories=("L", "N", "P", "S"), exclude_characters="\u0340\u0341"),
        min_size=1,
        max_size=12,
    )
    .map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
    .filter(bool)
)
SHARES = st.decimals(0, 1, places=2).map(lambda own: own.normalize() + 0)
POINTS = st.decimals(0, 100, places=2).map(lambda own: own.normalize() + 0)
READS = st.one_of(
    st.none(),
    st.builds(ByVerdict, st.dictionaries(st.sampled_from(ItemVerdict), SHARES)),
    st.builds(
        ByRate,
        st.just(ItemId("19")),
        st.just(FactId("overdue")),
        st.lists(
            st.one_of(
                st.builds(Step, SHARES),
                st.builds(Step, SHARES, at_most=POINTS),
                st.builds(Step, SHARES, at_least=POINTS),
            ),
            max_size=3,
        ).map(tuple),
    ),
    st.just(ByExpression("if(${i25a} =  'partly', 0.5, 0)")),
)


@st.composite
def tables(draw: st.DrawFn) -> ScoreTable:
    names = st.builds(Wording, LINES, LINES)
    criteria = tuple(
        Criterion(
            CriterionId(f"{number}"),
            draw(names),
            max=draw(st.none() | POINTS),
            kind=draw(st.sampled_from(PointsKind)),
            survey=draw(st.booleans()),
            items=(ItemId("25a"), ItemId("31.2")),
            reads=draw(READS),
            note=draw(st.none() | LINES),
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    )
    below = Criterion(CriterionId("9.1"), draw(names), CriterionId("9"))
    bounds = sorted(draw(st.sets(POINTS, max_size=3)), reverse=True)
    return ScoreTable(
        "thu-nghiem",
        draw(st.integers(2000, 2199)),
        draw(names),
        (*criteria, Criterion(CriterionId("9"), draw(names)), below),
        draw(st.none() | LINES),
        (
            *(ClassBound(draw(names), bound, draw(st.none() | LINES)) for bound in bounds),
            ClassBound(draw(names)),
        ),
        Rounding(
            draw(st.integers(0, 6)),
            draw(st.sampled_from(RoundingMode)),
            draw(st.sampled_from(RoundingStep)),
            draw(st.integers(0, 6)),
        ),
        draw(st.booleans()),
        draw(st.sampled_from([None, "cchc"])),
        draw(st.none() | LINES),
        draw(st.sampled_from(Confidence)),
        draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        draw(st.none() | LINES),
    )


def as_read(table: ScoreTable) -> dict[str, list[tuple[int, list[str | Decimal | None]]]]:
    """The sheets as a workbook gives them back: the names of the columns in row 3, numbers exact, days as text."""

    def cell(value: object) -> str | Decimal | None:
        if isinstance(value, int):
            return Decimal(value)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return value  # type: ignore[return-value]

    return {
        name: [
            (1, [f"{name} của bảng"]),
            (3, list(score_sheets.COLUMNS[name])),
            *((number, [cell(own) for own in row]) for number, row in enumerate(rows, start=4)),
        ]
        for name, rows in score_sheets.to_sheets(table).items()
    }


@settings(max_examples=60, deadline=None)
@given(tables())
def test_export_then_import_gives_the_same_table(table: ScoreTable) -> None:
    assert list(faults(table)) == []
    through_text = score_tables.read_table(score_tables.write_table(table), "bang.toml")
    assert through_text == table
    assert through_text.digest == table.digest
    through_sheets = score_sheets.from_sheets(as_read(table), "bang.xlsx")
    assert through_sheets == table
    assert through_sheets.digest == table.digest


def test_no_shipped_table_has_points_or_guessed_bounds() -> None:
    assert score_tables.shipped() == ("khanh-hoa-so-nganh", "par-index-tinh")
    for name in score_tables.shipped():
        table = score_tables.read_shipped(name)
        assert len(missing(table).points) == len(leaves(table)), name
        assert table.source
        assert table.note
    departments = score_tables.read_shipped("khanh-hoa-so-nganh")
    assert [(own.name.vi, own.from_percent) for own in departments.classes] == [
        ("Tốt", None),
        ("Khá", None),
        ("Trung bình", None),
        ("Yếu", None),
    ]
    national = score_tables.read_shipped("par-index-tinh")
    assert [(own.name.vi, own.from_percent) for own in national.classes] == [("Nhóm A", 90), ("Nhóm B", 80)]
    assert len(leaves(national)) == 8


def test_a_number_has_one_digest_however_it_was_typed() -> None:
    head = 'schema = 1\nid = "a"\nyear = 2026\ntitle = { vi = "a", en = "a" }\n[[criterion]]\nid = "1"\nname = { vi = "a", en = "a" }\nmax = '
    typed = [score_tables.read_table(f"{head}{text}\n".encode(), "a") for text in ("2", "2.0", '"2.00"')]
    assert len({table.digest for table in typed}) == 1


@pytest.mark.parametrize(
    ("change", "criterion", "field"),
    [
        ("max = -1", "1", "max"),
        ('max = "nhiều"', "1", "max"),
        ("poins = 1", "1", "poins"),
        ('kind = "extra"', "1", "kind"),
        ('reads = { kind = "verdict", shares = { maybe = 1 } }', "1", "reads.shares"),
        ('reads = { kind = "expression", text = "1 +" }', "1", "reads.text"),
        ('parent = "0"', "1", "parent"),
    ],
)
def test_a_fault_of_a_file_names_criterion_and_field(change: str, criterion: str, field: str) -> None:
    text = f'schema = 1\nid = "a"\nyear = 2026\ntitle = {{ vi = "a", en = "a" }}\n[[criterion]]\nid = "1"\nname = {{ vi = "a", en = "a" }}\n{change}\n'
    with pytest.raises(ChecklistError) as caught:
        score_tables.read_table(text.encode(), "bang.toml")
    assert caught.value.code == "SCORES-FIELD"
    assert (caught.value.parameters["criterion"], caught.value.parameters["field"]) == (criterion, field)


def test_a_newer_file_and_a_broken_one_are_told_apart() -> None:
    with pytest.raises(ChecklistError, match="SCORES-NEWER"):
        score_tables.read_table(b"schema = 2\n", "a")
    with pytest.raises(ChecklistError, match="SCORES-SYNTAX"):
        score_tables.read_table(b"\xff", "a")


FRAME = replace(
    score_tables.read_shipped("khanh-hoa-so-nganh"),
    criteria=(Criterion(CriterionId("1"), Wording("Thử", "Try")),),
)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Điểm tối đa", "2.500"),
        ("Điểm tối đa", "hai"),
        ("Loại điểm", "Điểm cộng"),
        ("Điều tra xã hội học", "x"),
        ("Cách tính", "Tự động"),
        ("Tên tiêu chí", None),
    ],
)
def test_a_fault_of_a_workbook_names_sheet_row_and_column(column: str, text: str | None) -> None:
    sheets = as_read(FRAME)
    row = sheets["Tiêu chí"][2][1]
    row[score_sheets.COLUMNS["Tiêu chí"].index(column)] = text
    with pytest.raises(ChecklistError) as caught:
        score_sheets.from_sheets(sheets, "bang.xlsx")
    told = caught.value.parameters
    assert (caught.value.code, told["sheet"], told["row"], told["column"]) == (
        "SCORES-SHEET",
        "Tiêu chí",
        4,
        column,
    )


@pytest.mark.parametrize(
    ("way", "formula"),
    [
        ("Theo kết luận", "Được: 1"),
        ("Theo kết luận", "Có: 1.5"),
        ("Theo tỷ lệ", "đến 1: 1"),
        ("Theo tỷ lệ", "19/overdue; dưới 1: 1"),
        ("Theo biểu thức", None),
    ],
)
def test_a_formula_that_says_nothing_known_is_refused(way: str, formula: str | None) -> None:
    sheets = as_read(FRAME)
    row = sheets["Tiêu chí"][2][1]
    columns = score_sheets.COLUMNS["Tiêu chí"]
    row[columns.index("Cách tính")], row[columns.index("Công thức")] = way, formula
    with pytest.raises(ChecklistError) as caught:
        score_sheets.from_sheets(sheets, "bang.xlsx")
    assert (caught.value.code, caught.value.parameters["column"]) == ("SCORES-SHEET", "Công thức")


def test_a_missing_sheet_is_named() -> None:
    sheets = as_read(FRAME)
    del sheets["Xếp loại"]
    with pytest.raises(ChecklistError) as caught:
        score_sheets.from_sheets(sheets, "bang.xlsx")
    assert caught.value.parameters["sheet"] == "Xếp loại"
