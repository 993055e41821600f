"""The one-stop register of the visit of 2022: dropped on item 19 it gives 1,01 % by mid-May, with what it is made of.

The register is invented so that it gives the figure of the press report; nobody has the real one.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from inspector_app.actions import dossiers, visits
from inspector_app.actions.minutes import draft
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.dossiers import DelayCause, DossierFigures, DossierState
from inspector_app.checklist.fact import FactId, Rate
from inspector_app.checklist.file_answers import FileAnswer
from inspector_app.checklist.template import ItemId
from tests.field.scene import PRESS, PRESS_VISIT, a_laptop_with, laptop
from tests.sampling import registers

OVERDUE = (ItemId("19"), FactId("overdue"))
MID_MAY = date(2022, 5, 15)
UNIT = "Sở Xây dựng"
SENTENCE = (
    "Tỷ lệ hồ sơ trễ hạn còn 1,01%, 101/10.000 hồ sơ (số liệu tính đến ngày 15/5/2022), năm 2021 là 4,5% "
    "(hai kỳ không cùng độ dài)."
)


@pytest.fixture
def ws(shelf: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A laptop with the visit of 2022, not sealed yet."""
    with laptop(a_laptop_with(shelf, tmp_path / "laptop", PRESS)) as own:
        yield own


def count(ws: Workspace, path: Path) -> DossierFigures:
    seen = dossiers.preview(path)
    assert seen.columns is not None
    found = dossiers.count(ws, path, seen.columns, as_of=MID_MAY, unit=UNIT)
    assert found is not None
    return found


@pytest.mark.parametrize("shape", ["xlsx", "utf-8-sig ;", "utf-16 ,", "utf-8 \t"])
def test_whatever_its_shape_the_register_gives_the_same(ws: Workspace, tmp_path: Path, shape: str) -> None:
    made = registers.register_2022()
    if shape == "xlsx":
        path = registers.dossiers_xlsx(tmp_path / "Hồ sơ một cửa.xlsx", made)
    else:
        encoding, delimiter = shape.split(" ")
        path = registers.dossiers_csv(tmp_path / "Hồ sơ.csv", made, encoding=encoding, delimiter=delimiter)

    figures = count(ws, path)

    assert (figures.lines_in, figures.used, figures.outside, figures.refused) == (10_000, 10_000, 0, 0)
    assert figures.whole.states == {
        DossierState.SETTLED_IN_TIME: made.in_time,
        DossierState.SETTLED_LATE: made.late,
        DossierState.OPEN_OVERDUE: made.open_overdue,
    }
    assert figures.whole.causes[DelayCause.OPERATOR] == made.operator
    answers = dossiers.answers(figures)
    overdue, online, paid = (
        answers[own] for own in (FileAnswer.OVERDUE, FileAnswer.FILED_ONLINE, FileAnswer.PAID_ONLINE)
    )
    assert isinstance(overdue, Rate)
    assert (overdue.numerator, overdue.denominator, overdue.origin.as_of) == (101, 10_000, MID_MAY)
    assert isinstance(online, Rate)
    assert (online.numerator, online.denominator) == (made.online, made.received)
    assert isinstance(paid, Rate)
    assert (paid.numerator, paid.denominator) == (made.paid, made.payable)
    assert figures.whole.money == made.money
    assert sum(tally.received for tally in figures.by_month.values()) == 10_000
    assert len(figures.by_procedure) == len(registers.PROCEDURES)


def test_the_sentence_of_item_19_now_says_of_how_many(ws: Workspace, tmp_path: Path, text_of) -> None:
    before = visits.load(ws, PRESS_VISIT).visit.answer(OVERDUE[0]).facts[OVERDUE[1]]
    assert isinstance(before, Rate)
    assert (before.percent, before.numerator) == (Decimal("1.01"), None)

    figures = count(ws, registers.dossiers_csv(tmp_path / "HoSo.csv", registers.register_2022()))
    dossiers.fill(ws, PRESS_VISIT, figures, {OVERDUE: FileAnswer.OVERDUE})

    minutes = " ".join(text_of(draft(ws, PRESS_VISIT)))
    assert SENTENCE in minutes


def test_late_dossiers_are_listed_without_the_names_of_citizens(ws: Workspace, tmp_path: Path) -> None:
    figures = count(ws, registers.dossiers_csv(tmp_path / "HoSo.csv", registers.register_2022()))

    assert len(figures.late) == 101
    applicants = {own.applicant for own in figures.late}
    assert not applicants & set(registers.PEOPLE[:2])
    assert figures.masked
    assert all(own.days_late > 0 for own in figures.late)
    # The report travels with the visit.
    dossiers.fill(ws, PRESS_VISIT, figures, {OVERDUE: FileAnswer.OVERDUE})
    (report,) = visits.load(ws, PRESS_VISIT).visit.evidence_of(OVERDUE[0])
    kept = ws.files.read(report.sha256).decode()
    assert not report.printed
    assert not any(name in kept for name in (*registers.PEOPLE[:2], registers.PEOPLE[3]))


def test_a_line_that_cannot_be_read_is_counted_and_shown(ws: Workspace, tmp_path: Path) -> None:
    path = registers.dossiers_csv(tmp_path / "HoSo.csv", registers.register_2022())
    lines = path.read_bytes().split(b"\r\n")
    lines[10] = lines[10].replace(b"/2022;", b"/2o22;", 1)
    lines[11] = b";;;;;;;;;;;;;"
    lines[12] = lines[13]
    path.write_bytes(b"\r\n".join(lines))

    figures = count(ws, path)

    assert figures.lines_in == figures.used + figures.outside + figures.refused
    assert figures.refused >= 2
    assert {line.row for line in figures.refused_lines} >= {11, 14}
    assert sum(figures.refused_why.values()) == figures.refused


def test_the_columns_are_remembered_for_the_unit(ws: Workspace, tmp_path: Path) -> None:
    assert dossiers.remembered(ws, UNIT) is None

    figures = count(ws, registers.dossiers_csv(tmp_path / "HoSo.csv", registers.register_2022()))

    assert dossiers.remembered(ws, UNIT) == figures.columns
