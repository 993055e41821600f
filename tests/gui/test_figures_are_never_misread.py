"""A number that could mean two things is refused with a hint, never guessed and never stored."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector_app.checklist.fact import Count, FactKind, FigureSource, Origin, Sample
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Answer
from inspector_app.gui.figures import FigureError, amount, comma, decimal_number, grouped, whole_number
from inspector_app.gui.widgets.fact_shapes import SHAPES
from inspector_app.gui.widgets.facts import FactEditor
from inspector_app.gui.window import MainWindow


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("0", 0),
        ("1010", 1010),
        ("1.010", 1010),
        ("12.345.678", 12345678),
        (" 30 ", 30),
        ("３０", 30),
        ("1\u00a0010", 1010),
        ("1 234 567", 1234567),
    ],
)
def test_whole_numbers_with_and_without_groups(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text", ["4.5", "1.01", "1.0100", "1,010", "4,5", "-3", "3e5", "ba mươi", "1.000.00", ".5", "30 7", "5²"]
)
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(FigureError):
        whole_number(text)


def test_an_absurd_number_is_a_slip_of_the_hand() -> None:
    with pytest.raises(FigureError, match="too large"):
        whole_number("1" * 16)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("23,3", Decimal("23.3")),
        ("23,3 %", Decimal("23.3")),
        ("100", Decimal(100)),
        ("4.5", Decimal("4.5")),
        ("4,5\u00a0%", Decimal("4.5")),
        ("９７，１２５", Decimal("97.125")),
        ("0.125", Decimal("0.125")),
    ],
)
def test_decimals_where_there_is_one_way_to_read_them(text: str, number: Decimal) -> None:
    assert decimal_number(text, percent=True, most=100) == number


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.010", (Decimal(1010), Decimal("1.01"))),
        ("1,010", (Decimal("1.01"), Decimal(1010))),
        ("-4.500", (Decimal(-4500), Decimal("-4.5"))),
    ],
)
def test_a_number_of_two_readings_is_asked_about(text: str, readings: tuple[Decimal, ...]) -> None:
    with pytest.raises(FigureError) as refused:
        decimal_number(text, negative=True)
    assert refused.value.readings == readings


def test_a_reading_that_no_rate_can_be_is_not_offered() -> None:
    with pytest.raises(FigureError) as refused:
        decimal_number("1.010", percent=True, most=100)
    assert refused.value.readings == (Decimal("1.01"),)


@pytest.mark.parametrize("text", ["1,2,3", "1.2.3", "-1", "x", "5²", "30 7", "4,5,", "1" * 200])
def test_what_is_no_decimal_is_refused(text: str) -> None:
    with pytest.raises(FigureError):
        decimal_number(text, percent=True, most=100)


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("1500000", 1_500_000),
        ("1.500.000 đồng", 1_500_000),
        ("1.500.000\u202f₫", 1_500_000),
        ("1,5 triệu", 1_500_000),
        ("1.5 trieu", 1_500_000),
        ("2 tỷ", 2_000_000_000),
        ("2 tỉ 300 triệu đồng", 2_300_000_000),
        ("500 nghìn", 500_000),
    ],
)
def test_amounts_as_people_say_them(text: str, dong: int) -> None:
    assert amount(text) == dong


@pytest.mark.parametrize("text", ["300 triệu 2 tỷ", "1,0000001 triệu", "triệu", "2 tỷ rưỡi", "1.5", "-2 tỷ"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(FigureError):
        amount(text)


def test_thousands_of_millions_are_asked_about() -> None:
    with pytest.raises(FigureError) as refused:
        amount("1.500 triệu")
    assert refused.value.readings == (Decimal(1_500_000_000), Decimal(1_500_000))


def test_what_is_shown_reads_back_as_the_same() -> None:
    for number in (0, 7, 1010, 1234567):
        assert whole_number(grouped(number)) == number
    assert decimal_number(comma(Decimal("23.30"))) == Decimal("23.3")


def test_every_kind_of_fact_has_an_editor() -> None:
    assert set(SHAPES) == set(FactKind)


def editor_of(window: MainWindow, item_id: str, fact_id: str) -> FactEditor:
    window.shell.checking.set_current(ItemId(item_id))
    card = window.shell.checking.card(ItemId(item_id))
    assert card is not None
    assert card.body is not None
    return card.body._facts[fact_id]  # type: ignore[index]


def sample_item(window: MainWindow) -> tuple[str, str]:
    """An item that asks for a sample."""
    assert window.context.visit is not None
    for item in window.context.visit.template.items:
        for spec in item.facts:
            if spec.kind is FactKind.SAMPLE:
                return item.id, spec.id
    raise AssertionError("no sample in the checklist")


def type_into(qtbot: QtBot, editor: FactEditor, part: str, text: str) -> None:
    entry = editor._entries[part]
    entry.setFocus()
    entry.clear()  # type: ignore[union-attr]
    qtbot.keyClicks(entry, text)
    qtbot.keyClick(entry, Qt.Key.Key_Tab)


def test_a_sample_is_typed_and_stored_part_by_part(
    qtbot: QtBot, window: MainWindow, stored: Callable[[str], Answer]
) -> None:
    item_id, fact_id = sample_item(window)
    editor = editor_of(window, item_id, fact_id)
    for part, text in (("population", "1.010"), ("examined", "30"), ("defective", "7")):
        type_into(qtbot, editor, part, text)
    type_into(qtbot, editor, "as_of", "giua thang 5/2022")
    editor._entries["source"].edited.emit(FigureSource.UNIT_REPORT)
    assert stored(item_id).facts[fact_id] == Sample(  # type: ignore[index]
        population=1010,
        examined=30,
        defective=7,
        origin=Origin(FigureSource.UNIT_REPORT, None, "giua thang 5/2022"),
    )
    assert editor._said.text() == "7/30 (23,3%)"
    assert editor._entries["population"].text() == "1.010"  # type: ignore[union-attr]


def test_an_ambiguous_number_stays_on_screen_with_a_hint_and_is_not_stored(
    qtbot: QtBot, window: MainWindow, stored: Callable[[str], Answer]
) -> None:
    item_id, fact_id = sample_item(window)
    editor = editor_of(window, item_id, fact_id)
    type_into(qtbot, editor, "population", "4.5")
    assert stored(item_id).facts == {}
    assert editor._hint.isVisible()
    assert "1.010" in editor._hint.text()
    assert editor._entries["population"].text() == "4.5"  # type: ignore[union-attr]
    type_into(qtbot, editor, "population", "45")
    assert not editor._hint.isVisible()
    assert stored(item_id).facts[fact_id] == Sample(population=45)  # type: ignore[index]


def test_an_impossible_sample_is_said_at_once(qtbot: QtBot, window: MainWindow) -> None:
    item_id, fact_id = sample_item(window)
    editor = editor_of(window, item_id, fact_id)
    type_into(qtbot, editor, "examined", "30")
    type_into(qtbot, editor, "defective", "31")
    assert editor._hint.text() == "More is defective than was examined."


def test_half_a_fact_waits_for_its_number(
    qtbot: QtBot, window: MainWindow, stored: Callable[[str], Answer]
) -> None:
    assert window.context.visit is not None
    item, spec = next(
        (item, spec)
        for item in window.context.visit.template.items
        for spec in item.facts
        if spec.kind is FactKind.COUNT
    )
    editor = editor_of(window, item.id, spec.id)
    type_into(qtbot, editor, "of", "40")
    assert stored(item.id).facts == {}
    assert "Number" in editor._hint.text()
    # What others change meanwhile must not sweep away what is typed here.
    window.context.refresh()
    type_into(qtbot, editor, "number", "12")
    assert stored(item.id).facts[spec.id] == Count(12, 40)
