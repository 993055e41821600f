"""Every kind of fact is typed into the real window and read back from a real database."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_fact, set_rows, set_value
from inspector_app.actions.visits import load, receive_visit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact import (
    Amount,
    Choice,
    Choices,
    Count,
    Day,
    Document,
    Fact,
    FactId,
    FigureSource,
    Moment,
    Number,
    Origin,
    Place,
    Rate,
    Rows,
    Sample,
    SampleRow,
    Text,
    TimeOfDay,
    Url,
)
from inspector_app.checklist.fact_kinds import KINDS
from inspector_app.checklist.intervals import interval
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.gui.widgets.choice_entries import OptionsEntry
from inspector_app.gui.widgets.entries import AreaEntry, ChoiceEntry, LineEntry
from inspector_app.gui.widgets.facts import FactEditor
from inspector_app.gui.widgets.item_body import ItemBody
from inspector_app.gui.window import MainWindow
from tests.gui.checklist_of_every_kind import EVERY_KIND

VISIT = VisitId("visit-of-every-kind")
OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def opened(open_window: OpenWindow, workspace: Workspace) -> MainWindow:
    """The window at item 1 of the checklist of every kind."""
    receive_visit(workspace, VISIT, EVERY_KIND)
    window = open_window()
    window.context.open(VISIT)
    return window


def body_of(window: MainWindow, item: str) -> ItemBody:
    window.shell.checking.set_current(ItemId(item))
    card = window.shell.checking.card(ItemId(item))
    assert card is not None
    assert card.body is not None
    return card.body


def editor_of(window: MainWindow, item: str, fact: str) -> FactEditor:
    return body_of(window, item)._facts[FactId(fact)]


def facts(workspace: Workspace, item: str = "1") -> dict[str, Fact]:
    return {str(name): fact for name, fact in load(workspace, VISIT).visit.answer(ItemId(item)).facts.items()}


def fill(qtbot: QtBot, editor: FactEditor, parts: dict[str, object]) -> None:
    """Type what can be typed, choose what can be chosen."""
    for name, value in parts.items():
        entry = editor._entries[name]
        if isinstance(entry, ChoiceEntry):
            place = entry.values.index(value)
            entry.setCurrentIndex(place)
            entry.activated.emit(place)
        elif isinstance(entry, OptionsEntry):
            for own in value:  # type: ignore[attr-defined]
                entry.boxes[own].click()
        elif isinstance(entry, AreaEntry):
            entry.setPlainText(str(value))
            entry.flush()
        else:
            assert isinstance(entry, LineEntry)
            entry.setFocus()
            entry.selectAll()
            qtbot.keyClick(entry, Qt.Key.Key_Backspace)
            qtbot.keyClicks(entry, str(value)) if str(value).isascii() else entry.insert(str(value))
            qtbot.keyClick(entry, Qt.Key.Key_Tab)


TYPED: dict[str, tuple[dict[str, object], Fact]] = {
    "sample": (
        {
            "population": "412",
            "examined": "30",
            "defective": "7",
            "method": "ngẫu nhiên",
            "seed": "20260512",
            "confidence": Decimal(95),
        },
        Sample(412, 30, 7, None, "ngẫu nhiên", seed="20260512", interval=interval(7, 30, 412)),
    ),
    "rate": (
        {
            "numerator": "14",
            "denominator": "1.386",
            "period": "năm 2026",
            "real_delay": "5",
            "operator_error": "9",
            "compared": "4.5",
            "compared_period": "năm 2025",
            "source": FigureSource.TEAM_ON_SYSTEM,
            "as_of": "30/4/2026",
        },
        Rate(
            None,
            14,
            1386,
            "năm 2026",
            Origin(FigureSource.TEAM_ON_SYSTEM, date(2026, 4, 30)),
            5,
            9,
            Decimal("4.5"),
            "năm 2025",
        ),
    ),
    "amount": ({"dong": "1,5 triệu"}, Amount(1_500_000)),
    "count": ({"number": "2", "of": "3"}, Count(2, 3)),
    "date": ({"on": "20/1/2026", "due": "12/1/2026"}, Day(date(2026, 1, 20), date(2026, 1, 12))),
    "document": (
        {
            "type": "Quyết định",
            "number": "02/QĐ-MẪU",
            "issued": "20/4/2026",
            "abstract": "về việc thành lập Đoàn",
            "issuer": "UBND tỉnh Mẫu",
            "in_force": True,
        },
        Document(
            "Quyết định", "02/QĐ-MẪU", date(2026, 4, 20), "UBND tỉnh Mẫu", "về việc thành lập Đoàn", True
        ),
    ),
    "url": (
        {"address": "https://somau.example/cong-khai", "seen_on": "20/4/2026"},
        Url("https://somau.example/cong-khai", date(2026, 4, 20)),
    ),
    "choice": ({"value": "b"}, Choice("b")),
    "text": ({"text": "bảng niêm yết đặt ở tầng 1"}, Text("bảng niêm yết đặt ở tầng 1")),
    "number": ({"value": "-1.234,5"}, Number(Decimal("-1234.5"))),
    "choices": ({"values": ("c", "a")}, Choices(("a", "c"))),
    "time": ({"at": "14h05"}, TimeOfDay(time(14, 5))),
    "moment": ({"at": "12/5/2026 8:30"}, Moment(datetime(2026, 5, 12, 1, 30, tzinfo=UTC))),
    "place": (
        {"latitude": "12,2388", "longitude": "109.1967", "altitude": "6", "accuracy": "4,5"},
        Place(Decimal("12.2388"), Decimal("109.1967"), Decimal(6), Decimal("4.5")),
    ),
}
"""What is typed for each kind, and the fact that it is."""


def test_every_kind_but_a_table_is_typed_here() -> None:
    assert set(TYPED) | {"rows"} == set(KINDS)


@pytest.mark.parametrize("kind", TYPED)
def test_a_fact_is_typed_stored_and_shown_again(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace, kind: str
) -> None:
    parts, fact = TYPED[kind]
    editor = editor_of(opened, "1", kind)
    editor.more.setChecked(True)
    fill(qtbot, editor, parts)
    assert facts(workspace) == {kind: fact}
    assert not editor._hint.isVisible()
    # Another window of the same visit shows the same.
    opened.context.open(None)
    opened.context.open(VISIT)
    again = editor_of(opened, "1", kind)
    assert all(again._parts[name] is not None for name in parts)
    assert all(again._boxes[name].isVisibleTo(again) for name in parts)


def test_the_seed_stays_and_the_interval_follows_when_a_figure_of_a_sample_is_corrected(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    drawn = Sample(412, 30, 7, seed="20260512", interval=interval(7, 30, 412))
    set_fact(workspace, VISIT, ItemId("1"), FactId("sample"), drawn)
    opened.context.refresh()
    fill(qtbot, editor_of(opened, "1", "sample"), {"examined": "28"})
    corrected = Sample(412, 28, 7, seed="20260512", interval=interval(7, 28, 412))
    assert facts(workspace) == {"sample": corrected}
    fill(qtbot, editor_of(opened, "1", "sample"), {"population": "28"})
    assert facts(workspace) == {"sample": Sample(28, 28, 7, seed="20260512")}


def test_details_stay_out_of_sight_until_they_are_wanted(opened: MainWindow, workspace: Workspace) -> None:
    editor = editor_of(opened, "1", "document")
    assert not editor._boxes["issuer"].isVisible()
    editor.more.click()
    assert editor._boxes["issuer"].isVisible()
    editor.more.click()
    set_fact(workspace, VISIT, ItemId("1"), FactId("document"), Document(issuer="UBND tỉnh Mẫu"))
    opened.context.refresh()
    assert editor._boxes["issuer"].isVisible()
    assert not editor._boxes["in_force"].isVisible()


def test_delays_are_asked_apart_only_where_the_checklist_wants_it(opened: MainWindow) -> None:
    assert editor_of(opened, "1", "rate")._boxes["real_delay"].isVisible()


def test_a_figure_is_said_in_words_as_it_is_typed(qtbot: QtBot, opened: MainWindow) -> None:
    editor = editor_of(opened, "1", "amount")
    entry = editor._entries["dong"]
    entry.setFocus()
    qtbot.keyClicks(entry, "1.010")
    assert editor._understood.said.text() == "1.010: một nghìn không trăm mười đồng"
    assert entry.accessibleDescription() == "một nghìn không trăm mười đồng"
    rate = editor_of(opened, "1", "rate")
    percent = rate._entries["percent"]
    percent.setFocus()
    qtbot.keyClicks(percent, "4.5")
    assert rate._understood.said.text() == "4.5: bốn phẩy năm phần trăm"


def test_a_number_of_two_readings_is_stored_only_when_somebody_says_which(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    editor = editor_of(opened, "1", "number")
    fill(qtbot, editor, {"value": "1.010"})
    assert facts(workspace) == {}
    assert "more than one way" in editor._hint.text()
    assert [button.text() for button in editor._understood.buttons] == [
        "1.010 = một nghìn không trăm mười",
        "1,01 = một phẩy không một",
    ]
    qtbot.mouseClick(editor._understood.buttons[1], Qt.MouseButton.LeftButton)
    assert facts(workspace) == {"number": Number(Decimal("1.01"))}
    assert not editor._hint.isVisible()
    assert not any(button.isVisible() for button in editor._understood.buttons)


def test_what_the_program_wrote_itself_is_never_asked_about(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    set_fact(workspace, VISIT, ItemId("1"), FactId("number"), Number(Decimal("1.234")))
    opened.context.refresh()
    editor = editor_of(opened, "1", "number")
    entry = editor._entries["value"]
    entry.setFocus()
    qtbot.keyClick(entry, Qt.Key.Key_Tab)
    assert not editor._hint.isVisible()
    assert facts(workspace) == {"number": Number(Decimal("1.234"))}
    assert editor._understood.said.text() == "1,234: một phẩy hai ba bốn"


def test_a_place_off_the_earth_and_causes_beyond_the_delay_are_said(qtbot: QtBot, opened: MainWindow) -> None:
    place = editor_of(opened, "1", "place")
    fill(qtbot, place, {"latitude": "91", "longitude": "10"})
    assert "No point on the earth" in place._hint.text()
    rate = editor_of(opened, "1", "rate")
    fill(qtbot, rate, {"numerator": "3", "denominator": "10", "real_delay": "2", "operator_error": "2"})
    assert "causes of delay" in rate._hint.text()


def test_the_checklists_rules_are_shown_and_never_block(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    body = body_of(opened, "2")
    every, late, left = (body._facts[FactId(name)] for name in ("all", "late", "left"))
    assert every._required.isVisible()
    assert not body._facts[FactId("why")].isVisible()
    fill(qtbot, every, {"value": "10"})
    assert not every._required.isVisible()
    fill(qtbot, late, {"value": "12"})
    assert late.warnings.sentences == ("No more than all of them",)
    assert facts(workspace, "2")["late"] == Number(Decimal(12))
    assert body._facts[FactId("why")].isVisible()
    assert left._value.text() == "-2"
    assert left._calculated.isVisible()
    assert left._calculated.toolTip() == "${i2.all} - ${i2.late}"
    fill(qtbot, late, {"value": "0"})
    assert late.warnings.sentences == ()
    assert not body._facts[FactId("why")].isVisible()


def test_choices_follow_other_answers_and_what_was_chosen_stays_to_be_seen(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    body = body_of(opened, "2")
    counter = body._facts[FactId("counter")]
    fill(qtbot, body._facts[FactId("floor")], {"text": "2"})
    entry = counter._entries["value"]
    assert isinstance(entry, ChoiceEntry)
    assert [entry.itemText(n) for n in range(entry.count())] == ["–", "Counter B", "Counter C"]
    fill(qtbot, counter, {"value": "b"})
    card = opened.shell.checking.card(ItemId("2"))
    assert card is not None
    card.choose(ItemVerdict.YES)
    assert body.result.toPlainText() == "Kiểm tra tại Quầy B", "the minutes are Vietnamese"
    fill(qtbot, body._facts[FactId("floor")], {"text": "1"})
    assert entry.currentText() == "Counter B (no longer offered)"
    assert facts(workspace, "2")["counter"] == Choice("b")


def test_a_text_to_read_asks_nothing(opened: MainWindow, workspace: Workspace) -> None:
    body = body_of(opened, "5")
    card = opened.shell.checking.card(ItemId("5"))
    assert card is not None
    assert not card.verdicts.isVisible()
    assert not body.result.isVisible()
    card.choose(ItemVerdict.YES)
    assert load(workspace, VISIT).visit.answer(ItemId("5")).verdict is None


def test_the_number_of_rows_of_a_table_is_shown(opened: MainWindow, workspace: Workspace) -> None:
    row = SampleRow("r1", "3", FactId("counters"), cells={FactId("dossiers"): Count(3)})
    set_rows(workspace, VISIT, ItemId("3"), FactId("counters"), [row])
    opened.context.refresh()
    editor = editor_of(opened, "3", "counters")
    assert editor.rows.text() == "Table (1 rows) …"
    assert facts(workspace, "3") == {"counters": Rows(1)}
    assert editor.warnings.sentences == ("The checklist asks for an answer here.",)


def test_boxes_of_several_choices_have_names(opened: MainWindow) -> None:
    editor = editor_of(opened, "1", "choices")
    boxes = editor.findChildren(QCheckBox)
    assert [box.accessibleName() for box in boxes] == [
        "1, Choices: Choices: Counter A",
        "1, Choices: Choices: Counter B",
        "1, Choices: Choices: Counter C",
    ]


def test_a_stored_answer_can_be_emptied_again(qtbot: QtBot, opened: MainWindow, workspace: Workspace) -> None:
    set_value(workspace, VISIT, "answer:1", "time", TimeOfDay(time(9, 0)))
    opened.context.refresh()
    editor = editor_of(opened, "1", "time")
    fill(qtbot, editor, {"at": "25:00"})
    assert editor._hint.text() == "An hour as hh:mm, such as 14:05."
    assert facts(workspace) == {"time": TimeOfDay(time(9, 0))}
    fill(qtbot, editor, {"at": ""})
    assert facts(workspace) == {}
