"""A whole checklist answered with keys alone: ticks go on by themselves where nothing more is asked, and stay where
something is; the filter and its keys lead to what is wanted."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import add_person, set_fact, set_verdict
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact import FactId, Sample
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Answer, ItemVerdict, PersonRole, Side, VisitId
from inspector_app.checklist.wanted import State
from inspector_app.gui.commands import CHECKING, COMMANDS, PROGRAM, STEPS, VISIT
from inspector_app.gui.pages.checking import CheckingPage
from inspector_app.gui.window import MainWindow
from tests.gui.test_checking_by_keyboard import press, type_text

Stored = Callable[[str], Answer]
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow) -> CheckingPage:
    return window.shell.checking


def test_forty_items_take_forty_keys(
    qtbot: QtBot, window: MainWindow, page: CheckingPage, workspace: Workspace, visit_id: VisitId
) -> None:
    walked = []
    for _ in range(40):
        walked.append(page.current)
        press(qtbot, Qt.Key.Key_4)
    visit = load(workspace, visit_id).visit
    assert len(set(walked)) == 40
    assert all(visit.answer(item).verdict is ItemVerdict.NOT_APPLICABLE for item in walked if item)
    assert load(workspace, visit_id).progress.left == len(load(workspace, visit_id).template.items) - 40


def test_the_same_with_function_keys_and_with_the_keypad(
    qtbot: QtBot, page: CheckingPage, stored: Stored
) -> None:
    press(qtbot, Qt.Key.Key_F5)
    press(qtbot, Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    press(qtbot, Qt.Key.Key_F6)
    assert [stored(item).verdict for item in ("1", "2", "3")] == [
        ItemVerdict.NOT_APPLICABLE,
        ItemVerdict.NOT_APPLICABLE,
        ItemVerdict.NOT_CHECKED,
    ]
    assert page.current == "4"


@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_3])
def test_what_the_minutes_will_say_of_a_shortcoming_is_read_first(
    qtbot: QtBot, page: CheckingPage, key: Qt.Key
) -> None:
    press(qtbot, key)
    assert page.current == "1"


def test_a_yes_waits_for_its_figures_and_goes_on_with_them(
    qtbot: QtBot, page: CheckingPage, workspace: Workspace, window: MainWindow, visit_id: VisitId
) -> None:
    page.set_current(ItemId("25a"), take_focus=True)
    press(qtbot, Qt.Key.Key_1)
    assert page.current == "25a", "7 of how many?"
    window.context.perform(
        set_fact,
        visit_id,
        ItemId("25a"),
        FactId("sample"),
        Sample(examined=30, defective=0),
    )
    press(qtbot, Qt.Key.Key_1)
    assert page.current == "25b"


def test_auto_advance_is_switched_with_a_key_and_in_the_page(
    qtbot: QtBot, window: MainWindow, page: CheckingPage
) -> None:
    press(qtbot, Qt.Key.Key_J, CONTROL)
    assert not page.tree.advance.isChecked()
    press(qtbot, Qt.Key.Key_4)
    assert page.current == "1"
    qtbot.mouseClick(page.tree.advance, Qt.MouseButton.LeftButton)
    assert window.habits.settings.auto_advance
    page.take_focus()
    press(qtbot, Qt.Key.Key_4)
    assert page.current == "2"


def test_a_click_never_moves_what_is_under_the_pointer(qtbot: QtBot, page: CheckingPage) -> None:
    card = page.card(ItemId("1"))
    assert card is not None
    button = card.verdicts.button(ItemVerdict.NOT_APPLICABLE)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.current == "1"


def test_a_window_that_is_not_in_front_stays_where_it_is(
    qtbot: QtBot, page: CheckingPage, stored: Stored
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    card = page.card(ItemId("1"))
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    assert card is not None
    page._tick(ItemVerdict.NOT_APPLICABLE)
    assert stored("1").verdict is ItemVerdict.NOT_APPLICABLE
    assert page.current == "1"


def test_a_function_key_ticks_while_one_writes_and_the_words_go_on(
    qtbot: QtBot, page: CheckingPage, stored: Stored, window: MainWindow
) -> None:
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "1234 ")
    press(qtbot, Qt.Key.Key_F5)
    type_text(qtbot, "còn 5")
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    press(qtbot, Qt.Key.Key_Escape)
    assert page.current == "1"
    assert stored("1").verdict is ItemVerdict.NOT_APPLICABLE
    assert window.context.visit is not None
    assert window.context.visit.visit.notes[ItemId("1")] == "1234 còn 5"


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_X]
)
def test_what_a_vietnamese_keyboard_sends_never_acts(
    qtbot: QtBot, page: CheckingPage, stored: Stored, key: Qt.Key
) -> None:
    press(qtbot, Qt.Key.Key_3)
    for place in (page.card(ItemId("1")), page.tree.view):
        assert place is not None
        place.setFocus()
        press(qtbot, key)
        press(qtbot, key, SHIFT)
    assert stored("1").verdict is ItemVerdict.NO
    assert page.current == "1"


def test_an_answer_is_taken_back_with_a_key(qtbot: QtBot, page: CheckingPage, stored: Stored) -> None:
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_0, CONTROL)
    assert stored("1").verdict is None


def test_five_once_more_asks_why_it_was_not_checked(qtbot: QtBot, page: CheckingPage) -> None:
    press(qtbot, Qt.Key.Key_5)
    press(qtbot, Qt.Key.Key_Up)
    press(qtbot, Qt.Key.Key_5)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "1: Why it was not checked"


def test_page_keys_go_from_area_to_area(qtbot: QtBot, window: MainWindow, page: CheckingPage) -> None:
    assert window.context.visit is not None
    template = window.context.visit.template
    press(qtbot, Qt.Key.Key_PageDown)
    assert page.current == template.items_of(template.areas[1].id)[0].id
    press(qtbot, Qt.Key.Key_PageUp)
    assert page.current == "1"


def test_escape_goes_out_step_by_step_and_comes_back(qtbot: QtBot, page: CheckingPage) -> None:
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.card(ItemId("1"))
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.tree.view
    press(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.card(ItemId("1"))


def test_keys_lead_into_every_part_of_the_item(qtbot: QtBot, page: CheckingPage) -> None:
    spoken = []
    for key in (Qt.Key.Key_G, Qt.Key.Key_R, Qt.Key.Key_T):
        press(qtbot, key, CONTROL)
        focused = QApplication.focusWidget()
        assert focused is not None
        spoken.append(focused.accessibleName())
        press(qtbot, Qt.Key.Key_Escape)
    assert spoken[0].startswith("1, ")
    assert spoken[1:] == ["1: For the minutes: result", "1: For the minutes: shortcoming"]


def test_undo_shows_what_it_took_back(qtbot: QtBot, page: CheckingPage, stored: Stored) -> None:
    press(qtbot, Qt.Key.Key_3)
    page.set_current(ItemId("25a"), take_focus=True)
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert page.current == "1"
    assert stored("1").verdict is None
    press(qtbot, Qt.Key.Key_4)
    assert page.current == "2"
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert page.current == "1"


def test_undo_in_an_entry_takes_back_its_letters_first_and_then_the_last_act(
    qtbot: QtBot, page: CheckingPage, stored: Stored, window: MainWindow
) -> None:
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, "abc")
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == ""
    assert stored("1").verdict is ItemVerdict.NO
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert stored("1").verdict is None


def test_undo_leads_back_to_the_step_of_what_it_took_back(
    qtbot: QtBot, window: MainWindow, visit_id: VisitId
) -> None:
    window.context.perform(
        lambda ws: add_person(ws, visit_id, Side.TEAM, PersonRole.MEMBER, name="Trần Thị B")
    )
    window.shell.show_step(2)
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert window.shell.step == 1


class TestFilter:
    """F7 and a digit choose, F9 walks through what is left, Shift+F7 shows all again."""

    @pytest.fixture(autouse=True)
    def answers(self, window: MainWindow, visit_id: VisitId) -> None:
        for item, verdict in (
            ("2", ItemVerdict.NO),
            ("9", ItemVerdict.PARTLY),
            ("25a", ItemVerdict.NO),
            ("3", ItemVerdict.NOT_CHECKED),
        ):
            window.context.perform(set_verdict, visit_id, ItemId(item), verdict)

    def choose(self, qtbot: QtBot, page: CheckingPage, digit: Qt.Key) -> None:
        press(qtbot, Qt.Key.Key_F7)
        menu = page.tree.filter.menu
        qtbot.waitUntil(menu.isVisible)
        qtbot.keyClick(menu, digit)
        qtbot.waitUntil(lambda: not menu.isVisible())

    @pytest.mark.qt_log_ignore("does not support")
    def test_a_menu_of_digits_chooses_and_ticks_nothing(
        self, qtbot: QtBot, page: CheckingPage, stored: Stored
    ) -> None:
        self.choose(qtbot, page, Qt.Key.Key_2)
        assert page.shown_items() == ("2", "9", "25a")
        assert page.tree.filter.said.text() == "No or partly: 3 of 44 items"
        assert stored("1").verdict is None
        assert not [own for own in page.findChildren(QMenu) if own.isVisible()]

    def test_f9_walks_round_what_was_found(self, qtbot: QtBot, page: CheckingPage) -> None:
        page.tree.filter.choose(state=State.FAILED)
        walked = []
        for _ in range(4):
            press(qtbot, Qt.Key.Key_F9)
            walked.append(page.current)
        assert walked == ["2", "9", "25a", "2"]
        press(qtbot, Qt.Key.Key_F9, SHIFT)
        assert page.current == "25a"

    def test_f8_stays_among_what_is_shown_and_says_when_nothing_is_left(
        self, qtbot: QtBot, window: MainWindow, page: CheckingPage
    ) -> None:
        page.tree.filter.choose(state=State.FAILED)
        said: list[str] = []
        window.context.said.connect(said.append)
        press(qtbot, Qt.Key.Key_F8)
        assert page.current == "1"
        assert said == ["Every item of those shown has an answer; Shift+F7 shows the others."]

    def test_what_is_shown_stays_while_it_is_answered(self, qtbot: QtBot, page: CheckingPage) -> None:
        page.tree.filter.choose(state=State.FAILED)
        page.set_current(ItemId("9"), take_focus=True)
        press(qtbot, Qt.Key.Key_4)
        assert page.shown_items() == ("2", "9", "25a")

    def test_words_without_marks_narrow_the_filter_further(self, qtbot: QtBot, page: CheckingPage) -> None:
        page.tree.filter.choose(state=State.FAILED)
        press(qtbot, Qt.Key.Key_F, CONTROL)
        type_text(qtbot, "chua ky so")
        assert page.shown_items() == ("25a",)
        press(qtbot, Qt.Key.Key_Return)
        assert page.current == "25a"

    def test_one_key_shows_all_again_with_the_current_item_in_sight(
        self, qtbot: QtBot, page: CheckingPage
    ) -> None:
        everything = page.shown_items()
        page.tree.filter.choose(state=State.FAILED)
        press(qtbot, Qt.Key.Key_F, CONTROL)
        type_text(qtbot, "lanh dao")
        press(qtbot, Qt.Key.Key_Return)
        assert page.current == "25a"
        press(qtbot, Qt.Key.Key_F7, SHIFT)
        assert page.shown_items() == everything
        assert page.tree.search.text() == ""
        view = page.tree.view
        index = view.currentIndex()
        assert page.tree.model.item_at(index) is not None
        assert view.viewport().rect().contains(view.visualRect(index).center())

    def test_nothing_like_it_is_one_sentence_and_one_button(self, qtbot: QtBot, page: CheckingPage) -> None:
        press(qtbot, Qt.Key.Key_F, CONTROL)
        type_text(qtbot, "khongcogi")
        assert page.tree.empty.isVisible()
        assert page.shown_items() == ()
        qtbot.mouseClick(page.tree.empty.button, Qt.MouseButton.LeftButton)
        assert not page.tree.empty.isVisible()
        assert len(page.shown_items()) == 44

    def test_mine_are_the_items_of_my_areas(
        self, window: MainWindow, page: CheckingPage, visit_id: VisitId
    ) -> None:
        assert window.context.visit is not None
        template = window.context.visit.template
        own = template.areas[2]
        window.context.perform(
            lambda ws: add_person(
                ws, visit_id, Side.TEAM, PersonRole.MEMBER, name="Bà Lê Thị Mẫu", areas=(own.id,)
            )
        )
        window.habits.change(person="le thi mau")
        page.tree.filter.choose(person="mine")
        assert page.shown_items() == tuple(item.id for item in template.items_of(own.id))
        assert not page.tree.filter.person.isVisible()

    def test_whoever_is_not_of_the_team_sees_all_and_is_told_why(
        self, window: MainWindow, page: CheckingPage
    ) -> None:
        window.habits.change(person="Người Khách")
        page.tree.filter.choose(person="mine")
        assert len(page.shown_items()) == 44
        assert "Nobody of the team is called Người Khách" in page.tree.filter.said.text()
        assert page.tree.filter.person.isVisible()


def test_no_two_commands_share_a_key() -> None:
    together = (CHECKING, VISIT, STEPS, PROGRAM)
    of_one_list = ("file-", "grid-")  # bound in their own lists alone
    own = [c for c in COMMANDS.values() if c.group in together and not c.id.startswith(of_one_list)]
    keys = [keys for command in own for keys in command.keys]
    assert sorted(keys) == sorted(set(keys))


def test_every_act_of_step_two_has_a_key() -> None:
    assert all(command.keys for command in COMMANDS.values() if command.group in (CHECKING, VISIT))


@pytest.mark.parametrize("name", ["tick-yes", "tick-no", "filter", "auto-advance", "about-item", "take-back"])
def test_keys_stand_in_the_tool_tips(page: CheckingPage, name: str) -> None:
    tips = {own.toolTip() for own in page.findChildren(QWidget)}
    assert any(COMMANDS[name].keys[0] in tip for tip in tips)
