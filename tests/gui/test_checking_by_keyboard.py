"""The secretary does step 2 without a mouse: digits tick, arrows move, Enter writes, Escape comes back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Answer, ItemVerdict, NotCheckedReason, VisitId
from inspector_app.gui.window import MainWindow

Stored = Callable[[str], Answer]


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def type_text(qtbot: QtBot, text: str) -> None:
    """ASCII as keys, the rest as an input method commits it."""
    focused = QApplication.focusWidget()
    assert focused is not None
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(focused, letter)
        else:
            committed = QInputMethodEvent()
            committed.setCommitString(letter)
            QApplication.sendEvent(focused, committed)


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        (Qt.Key.Key_1, ItemVerdict.YES),
        (Qt.Key.Key_2, ItemVerdict.PARTLY),
        (Qt.Key.Key_3, ItemVerdict.NO),
        (Qt.Key.Key_4, ItemVerdict.NOT_APPLICABLE),
        (Qt.Key.Key_5, ItemVerdict.NOT_CHECKED),
        (Qt.Key.Key_0, ItemVerdict.NOT_CHECKED),
    ],
)
def test_a_digit_ticks_the_current_item(
    qtbot: QtBot, window: MainWindow, stored: Stored, key: Qt.Key, verdict: ItemVerdict
) -> None:
    press(qtbot, key)
    assert stored("1").verdict is verdict
    card = window.shell.checking.card(ItemId("1"))
    assert card is not None
    button = card.verdicts.button(verdict)
    assert button is not None
    assert button.isChecked()


def test_digits_typed_into_a_note_stay_text(qtbot: QtBot, window: MainWindow, stored: Stored) -> None:
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "thiếu 3 văn bản, 12/5")
    press(qtbot, Qt.Key.Key_Escape)
    assert stored("1").verdict is None
    assert window.context.visit is not None
    assert window.context.visit.visit.notes[ItemId("1")] == "thiếu 3 văn bản, 12/5"


def test_escape_leads_from_the_note_back_to_ticking(qtbot: QtBot, window: MainWindow, stored: Stored) -> None:
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_2)
    assert stored("1").verdict is ItemVerdict.PARTLY


def test_every_item_is_ticked_with_digits_and_the_down_arrow(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    window.habits.change(auto_advance=False)
    template = load(workspace, visit_id).template
    for _ in template.items:
        press(qtbot, Qt.Key.Key_4)
        press(qtbot, Qt.Key.Key_Down)
    answers = load(workspace, visit_id).visit.answers
    assert len(template.items) > 40
    assert [
        item.id for item in template.items if answers[item.id].verdict is not ItemVerdict.NOT_APPLICABLE
    ] == []


def test_ctrl_z_takes_one_human_act_back_by_name(qtbot: QtBot, window: MainWindow, stored: Stored) -> None:
    window.habits.change(auto_advance=False)
    press(qtbot, Qt.Key.Key_1)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_3)
    undo = window.shell.actions_made["undo"]
    assert undo.text() == "Undo: answer of item 2"
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored("2").verdict is None
    assert stored("1").verdict is ItemVerdict.YES
    assert window.context.visit is not None
    assert window.context.visit.visit.finding_of(ItemId("2")) is None
    press(qtbot, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert stored("2").verdict is ItemVerdict.NO


def test_undo_is_off_where_there_is_nothing_to_undo(window: MainWindow, workspace: Workspace) -> None:
    # The details given when the visit was made can be taken back, and then nothing is left.
    undo = window.shell.actions_made["undo"]
    undo.trigger()
    assert not undo.isEnabled()
    assert undo.text() == "Undo"


def test_a_tick_tells_when_it_was_saved_and_how_many_items_are_left(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    left = len(load(workspace, visit_id).template.items)
    assert window.shell.status.remaining.text() == f"{left} items left"
    press(qtbot, Qt.Key.Key_1)
    assert window.shell.status.remaining.text() == f"{left - 1} items left"
    assert window.shell.status.state.text() == "Saved 08:00:00 · Not signed · Not sent"


def test_the_next_open_item_is_one_key_away(qtbot: QtBot, window: MainWindow) -> None:
    window.habits.change(auto_advance=False)
    press(qtbot, Qt.Key.Key_1)
    press(qtbot, Qt.Key.Key_F8)
    assert window.shell.checking.current == "2"


def test_steps_change_with_ctrl_and_a_number(qtbot: QtBot, window: MainWindow) -> None:
    for key, step in ((Qt.Key.Key_3, 3), (Qt.Key.Key_1, 1), (Qt.Key.Key_2, 2)):
        press(qtbot, key, Qt.KeyboardModifier.ControlModifier)
        assert window.shell.step == step
    assert window.shell.checking.current == "1"


def test_the_reason_for_not_checking_is_chosen_and_kept(window: MainWindow, stored: Stored) -> None:
    card = window.shell.checking.card(ItemId("1"))
    assert card is not None
    card.choose(ItemVerdict.NOT_CHECKED, NotCheckedReason.NO_TIME)
    assert stored("1").not_checked is NotCheckedReason.NO_TIME


def test_an_answer_is_taken_back_beside_the_question(
    qtbot: QtBot, window: MainWindow, stored: Stored
) -> None:
    press(qtbot, Qt.Key.Key_3)
    card = window.shell.checking.card(ItemId("1"))
    assert card is not None
    clear = card.verdicts.clear
    assert isinstance(clear, QPushButton)
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert stored("1").verdict is None


def test_a_click_on_a_folded_item_ticks_that_item_and_unfolds_it(
    qtbot: QtBot, window: MainWindow, stored: Stored
) -> None:
    card = window.shell.checking.card(ItemId("4"))
    assert card is not None
    button = card.verdicts.button(ItemVerdict.YES)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stored("4").verdict is ItemVerdict.YES
    assert stored("1").verdict is None
    assert window.shell.checking.current == "4"
    assert card.current
