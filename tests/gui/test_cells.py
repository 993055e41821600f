"""What a cell shows of a fact can be typed again, and loses nothing that it does not show."""

from datetime import date
from decimal import Decimal

import pytest

from inspector_app.checklist.fact import Count, Day, Document, Fact, FactKind, Number, Rate, Sample
from inspector_app.checklist.fact_kinds import KINDS
from inspector_app.gui.cells import _READERS, _TEXTS, CellError, cell_text, read_cell
from inspector_app.gui.figures import FigureError

LABELS = {"niêm_yết": "Niêm yết", "trang_thông_tin": "Trang thông tin", "Trung bình": "Trung bình"}
TYPED = sorted(set(FactKind) - {FactKind.ROWS})


def test_every_kind_has_its_cell() -> None:
    assert {kind for kind in FactKind if kind in _TEXTS} | {FactKind.CHOICE, FactKind.CHOICES} == set(
        FactKind
    )
    assert set(_READERS) == set(TYPED)


@pytest.mark.parametrize("kind", TYPED)
def test_what_a_cell_shows_reads_back(kind: FactKind) -> None:
    example = KINDS[kind].example
    shown = cell_text(example, LABELS)
    again = read_cell(kind, shown, LABELS)
    assert cell_text(again, LABELS) == shown
    assert read_cell(kind, shown, LABELS, example) == example


@pytest.mark.parametrize("kind", TYPED)
def test_an_empty_cell_is_no_fact(kind: FactKind) -> None:
    assert read_cell(kind, " \u00a0", LABELS, KINDS[kind].example) is None


@pytest.mark.parametrize(
    ("kind", "text", "fact"),
    [
        (FactKind.COUNT, "1.010", Count(1010)),
        (FactKind.COUNT, "2/3", Count(2, 3)),
        (FactKind.RATE, "4,5%", Rate(percent=Decimal("4.5"))),
        (FactKind.RATE, "14/1.386", Rate(numerator=14, denominator=1386)),
        (FactKind.SAMPLE, "7/30", Sample(examined=30, defective=7)),
        (FactKind.SAMPLE, "một số", Sample(words="một số")),
        (FactKind.DATE, "6/6/2026", Day(date(2026, 6, 6))),
    ],
)
def test_cells_as_people_write_them(kind: FactKind, text: str, fact: Fact) -> None:
    assert read_cell(kind, text, {}) == fact


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FactKind.DATE, "6/6/26"),
        (FactKind.TIME, "25:00"),
        (FactKind.PLACE, "12,2388"),
        (FactKind.CHOICE, "lạ"),
        (FactKind.CHOICES, "Niêm yết; lạ"),
        (FactKind.COUNT, "2/"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(kind: FactKind, text: str) -> None:
    with pytest.raises(CellError) as refused:
        read_cell(kind, text, LABELS)
    assert str(refused.value).endswith(".")


def test_a_figure_of_two_readings_is_refused_with_both() -> None:
    with pytest.raises(FigureError) as refused:
        read_cell(FactKind.NUMBER, "1.010", {})
    assert refused.value.readings == (Decimal(1010), Decimal("1.01"))


def test_another_figure_keeps_its_source_and_a_day_its_due_date() -> None:
    example = KINDS[FactKind.NUMBER].example
    changed = read_cell(FactKind.NUMBER, "7,25", {}, example)
    assert isinstance(example, Number)
    assert changed == Number(Decimal("7.25"), example.origin)
    late = read_cell(FactKind.DATE, "21/1/2026", {}, KINDS[FactKind.DATE].example)
    assert late == Day(date(2026, 1, 21), date(2026, 1, 12))


def test_another_number_keeps_what_is_known_of_a_document() -> None:
    example = KINDS[FactKind.DOCUMENT].example
    changed = read_cell(FactKind.DOCUMENT, "03/QĐ-MẪU", {}, example)
    assert isinstance(example, Document)
    assert isinstance(changed, Document)
    assert (changed.number, changed.issuer) == ("03/QĐ-MẪU", example.issuer)
