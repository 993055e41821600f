"""Who thinks in Excel does step 2 in a table: the keys of a spreadsheet, blocks copied and pasted, one undo each."""

import unicodedata
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.actions.sealing import seal
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.sentences import result_of
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Answer, ItemVerdict, NotCheckedReason, VisitId
from inspector_app.gui.dialogs.pasted_cells import PastedCellsDialog
from inspector_app.gui.grid.clipboard import block_of
from inspector_app.gui.grid.columns import PLACE, Shown
from inspector_app.gui.grid.editing import CellEditor
from inspector_app.gui.grid.panel import GridPanel
from inspector_app.gui.window import MainWindow
from tests.gui.test_checking_by_keyboard import press
from tests.gui.test_checking_by_keyboard import type_text as type_into_one

Stored = Callable[[str], Answer]
pytestmark = pytest.mark.qt_log_ignore("does not support")
"""The screen of the tests has no windows that pop up."""

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def type_text(qtbot: QtBot, text: str) -> None:
    """Where the keyboard is: the first letter opens the cell, the others go into it."""
    for letter in text:
        type_into_one(qtbot, letter)


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> GridPanel:
    """The table of the empty visit, opened by its key; one stands at the answer of item 1."""
    press(qtbot, Qt.Key.Key_B, CONTROL)
    shown = window.shell.checking.grid.panel
    assert shown is not None
    qtbot.waitUntil(shown.view.hasFocus)
    return shown


def go(panel: GridPanel, item: str, column: Shown) -> None:
    """Click into a cell."""
    panel.view.setCurrentIndex(panel.view.items.index_of(ItemId(item), column))
    panel.view.setFocus()


def place(panel: GridPanel) -> tuple[str | None, int]:
    """Item and column one is at."""
    return panel.view.current_item, panel.view.currentIndex().column()


def cell(panel: GridPanel, item: str, column: Shown) -> str:
    return str(panel.view.items.index_of(ItemId(item), column).data())


def put_on_clipboard(*lines: str) -> None:
    """As Excel puts it there: Windows line ends, the last one too."""
    data = QMimeData()
    data.setText("".join(f"{line}\r\n" for line in lines))
    QGuiApplication.clipboard().setMimeData(data)


def preview(window: MainWindow) -> PastedCellsDialog:
    (dialog,) = window.findChildren(PastedCellsDialog)
    return dialog


def test_the_table_opens_by_its_key_at_the_same_item_and_is_remembered(
    qtbot: QtBot, window: MainWindow, panel: GridPanel
) -> None:
    page = window.shell.checking
    assert panel.isVisible()
    assert not page.tree.isVisible()
    assert place(panel) == ("1", PLACE[Shown.VERDICT])
    assert window.context.habits.settings.dense_grid
    go(panel, "3", Shown.NOTE)
    press(qtbot, Qt.Key.Key_B, CONTROL)
    assert not panel.isVisible()
    assert not window.context.habits.settings.dense_grid
    assert page.tree.isVisible()
    qtbot.waitUntil(lambda: page.current == "3")


def test_a_digit_answers_and_goes_down(qtbot: QtBot, panel: GridPanel, stored: Stored) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_5):
        press(qtbot, key)
    assert [stored(own).verdict for own in ("1", "2", "3")] == [
        ItemVerdict.YES,
        ItemVerdict.NO,
        ItemVerdict.NOT_CHECKED,
    ]
    assert place(panel) == ("4", PLACE[Shown.VERDICT])


def test_a_digit_stays_where_going_on_is_switched_off(
    qtbot: QtBot, window: MainWindow, panel: GridPanel
) -> None:
    window.context.habits.change(auto_advance=False)
    press(qtbot, Qt.Key.Key_2)
    assert place(panel) == ("1", PLACE[Shown.VERDICT])
    assert cell(panel, "1", Shown.VERDICT) == "Partly"


def test_typing_begins_anew_and_f2_goes_on_where_the_text_stands(
    qtbot: QtBot, window: MainWindow, panel: GridPanel
) -> None:
    go(panel, "1", Shown.NOTE)
    type_text(qtbot, "hồ sơ 12/5")
    press(qtbot, Qt.Key.Key_Return)
    assert place(panel) == ("2", PLACE[Shown.NOTE])
    assert cell(panel, "1", Shown.NOTE) == "hồ sơ 12/5"
    go(panel, "1", Shown.NOTE)
    press(qtbot, Qt.Key.Key_F2)
    press(qtbot, Qt.Key.Key_End)
    type_text(qtbot, ", còn thiếu")
    press(qtbot, Qt.Key.Key_Tab)
    assert cell(panel, "1", Shown.NOTE) == "hồ sơ 12/5, còn thiếu"
    assert place(panel) == ("1", PLACE[Shown.FIGURES])
    assert window.context.visit is not None
    assert window.context.visit.visit.notes[ItemId("1")] == "hồ sơ 12/5, còn thiếu"


def test_the_first_letter_may_come_from_an_input_method(qtbot: QtBot, panel: GridPanel) -> None:
    go(panel, "2", Shown.NOTE)
    type_text(qtbot, "đã xem")
    press(qtbot, Qt.Key.Key_Return, SHIFT)
    assert cell(panel, "2", Shown.NOTE) == "đã xem"
    assert place(panel) == ("1", PLACE[Shown.NOTE])


def test_arrows_leave_a_cell_that_is_being_typed_and_move_the_cursor_after_f2(
    qtbot: QtBot, panel: GridPanel
) -> None:
    go(panel, "1", Shown.NOTE)
    type_text(qtbot, "ab")
    press(qtbot, Qt.Key.Key_Down)
    assert place(panel) == ("2", PLACE[Shown.NOTE])
    go(panel, "1", Shown.NOTE)
    press(qtbot, Qt.Key.Key_F2)
    press(qtbot, Qt.Key.Key_End)
    press(qtbot, Qt.Key.Key_Left)
    type_text(qtbot, "c")
    press(qtbot, Qt.Key.Key_Return)
    assert cell(panel, "1", Shown.NOTE) == "acb"


def test_escape_leaves_the_cell_as_it_was(qtbot: QtBot, panel: GridPanel) -> None:
    go(panel, "1", Shown.NOTE)
    type_text(qtbot, "sai rồi")
    press(qtbot, Qt.Key.Key_Escape)
    assert cell(panel, "1", Shown.NOTE) == ""
    assert place(panel) == ("1", PLACE[Shown.NOTE])
    assert panel.view.hasFocus()


def test_alt_enter_breaks_the_line(qtbot: QtBot, panel: GridPanel) -> None:
    go(panel, "1", Shown.NOTE)
    type_text(qtbot, "a")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    type_text(qtbot, "b")
    press(qtbot, Qt.Key.Key_Return)
    assert cell(panel, "1", Shown.NOTE) == "a\nb"


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_backspace_and_delete_empty_nothing(qtbot: QtBot, panel: GridPanel, key: Qt.Key) -> None:
    """Unikey sends Backspace while one types: it must never take an answer back."""
    press(qtbot, Qt.Key.Key_1)
    go(panel, "1", Shown.NOTE)
    type_text(qtbot, "giữ")
    press(qtbot, Qt.Key.Key_Return)
    for column in (Shown.VERDICT, Shown.NOTE):
        go(panel, "1", column)
        press(qtbot, key)
    assert cell(panel, "1", Shown.VERDICT) == "Yes"
    assert cell(panel, "1", Shown.NOTE) == "giữ"


def test_cells_are_emptied_by_name_and_one_undo_brings_all_back(
    qtbot: QtBot, panel: GridPanel, workspace: Workspace, visit_id: VisitId, window: MainWindow
) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_1):
        press(qtbot, key)
    go(panel, "1", Shown.VERDICT)
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    press(qtbot, Qt.Key.Key_Delete, CONTROL)
    assert [cell(panel, own, Shown.VERDICT) for own in ("1", "2")] == ["", ""]
    window.context.perform(undo, visit_id)
    assert [cell(panel, own, Shown.VERDICT) for own in ("1", "2")] == ["Yes", "Yes"]


def test_what_cannot_be_typed_here_is_refused_politely(qtbot: QtBot, panel: GridPanel) -> None:
    go(panel, "1", Shown.QUESTION)
    type_text(qtbot, "x")
    assert panel.view.viewport().findChildren(CellEditor) == []
    assert "Ctrl+Enter" in panel.said.text()


def test_ctrl_enter_opens_the_card_and_the_next_visit_shows_the_table_again(
    qtbot: QtBot, window: MainWindow, panel: GridPanel
) -> None:
    go(panel, "5", Shown.FIGURES)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    page = window.shell.checking
    assert page.current == "5"
    assert not panel.isVisible()
    card = page.card(ItemId("5"))
    assert card is not None
    assert card.hasFocus()
    assert window.context.habits.settings.dense_grid, "one card was looked at; the table is still the habit"


def test_an_answer_may_be_chosen_from_the_words(qtbot: QtBot, panel: GridPanel, stored: Stored) -> None:
    press(qtbot, Qt.Key.Key_F2)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_3)
    assert stored("1").verdict is ItemVerdict.NO


def test_a_block_from_excel_is_shown_first_then_written_as_one_act(
    qtbot: QtBot,
    window: MainWindow,
    panel: GridPanel,
    workspace: Workspace,
    visit_id: VisitId,
) -> None:
    decomposed = unicodedata.normalize("NFD", "Chưa có số liệu")
    put_on_clipboard("co\tĐã ban hành\t\t\tghi chú", "Mot phan", f"3\t\t{decomposed}", "khong ap dung", "5")
    press(qtbot, Qt.Key.Key_V, CONTROL)
    dialog = preview(window)
    assert dialog.block.refused[0].refused is not None
    assert dialog.block.refused[0].refused.code == "GRID-READ-ONLY", "figures are not typed here"
    assert len(dialog.block.changes) == 7, "five answers, a result, a shortcoming; empty cells say nothing"
    assert load(workspace, visit_id).visit.answers == {}, "nothing is written before it was looked at"
    dialog.accept()
    visit = load(workspace, visit_id).visit
    assert [visit.answer(ItemId(own)).verdict for own in ("1", "2", "3", "4", "5")] == [
        ItemVerdict.YES,
        ItemVerdict.PARTLY,
        ItemVerdict.NO,
        ItemVerdict.NOT_APPLICABLE,
        ItemVerdict.NOT_CHECKED,
    ]
    assert visit.answer(ItemId("1")).result == "Đã ban hành"
    finding = visit.finding_of(ItemId("3"))
    assert finding is not None
    assert finding.text == "Chưa có số liệu"
    assert unicodedata.is_normalized("NFC", finding.text)
    undo(workspace, visit_id)
    after = load(workspace, visit_id).visit
    assert after.answers == {}
    assert after.findings == ()


def test_what_is_no_answer_is_named_with_its_reason(
    qtbot: QtBot, window: MainWindow, panel: GridPanel, stored: Stored
) -> None:
    put_on_clipboard("có", "có lẽ", "9")
    press(qtbot, Qt.Key.Key_V, CONTROL)
    dialog = preview(window)
    assert [own.refused.code for own in dialog.block.refused if own.refused] == ["GRID-ANSWER", "GRID-ANSWER"]
    assert "có lẽ" in dialog.table.item(0, 3).text()
    dialog.accept()
    assert (stored("1").verdict, stored("2").verdict) == (ItemVerdict.YES, None)


def test_one_cell_is_pasted_at_once_and_one_that_is_refused_says_so(
    qtbot: QtBot, window: MainWindow, panel: GridPanel, stored: Stored
) -> None:
    put_on_clipboard("Không")
    press(qtbot, Qt.Key.Key_V, CONTROL)
    assert stored("1").verdict is ItemVerdict.NO
    put_on_clipboard("chắc là có")
    press(qtbot, Qt.Key.Key_V, CONTROL)
    assert "GRID-ANSWER" in panel.said.text()
    assert window.findChildren(PastedCellsDialog) == []


def test_one_cell_is_pasted_into_all_that_are_selected(
    qtbot: QtBot, window: MainWindow, panel: GridPanel, stored: Stored
) -> None:
    put_on_clipboard("chua kiem tra dot nay (khong du thoi gian)")
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Down, SHIFT)
    press(qtbot, Qt.Key.Key_V, CONTROL)
    preview(window).accept()
    assert {stored(own).verdict for own in ("1", "2", "3")} == {ItemVerdict.NOT_CHECKED}
    assert stored("4").verdict is None


def test_the_reason_of_what_was_not_checked_is_understood(
    qtbot: QtBot, panel: GridPanel, stored: Stored
) -> None:
    put_on_clipboard("Not checked this time (Not enough time)")
    press(qtbot, Qt.Key.Key_V, CONTROL)
    assert stored("1").not_checked is NotCheckedReason.NO_TIME


def test_a_copied_table_finds_its_places_again(
    qtbot: QtBot,
    window: MainWindow,
    panel: GridPanel,
    stored: Stored,
    workspace: Workspace,
    visit_id: VisitId,
) -> None:
    """Copied with headings, sorted and filled in Excel, pasted anywhere: by the number of the item."""
    press(qtbot, Qt.Key.Key_C, CONTROL | SHIFT)
    lines = block_of(QGuiApplication.clipboard().text())
    assert lines[0][:3] == ["Item", "Question", "Answer"]
    assert len(lines) == 1 + panel.view.items.rowCount()
    filled = [list(line) for line in reversed(lines[1:])]
    for line in filled:
        if line[0] == "7":
            line[2], line[5] = "Có", "đã xem ở Excel"
    put_on_clipboard(*("\t".join(line) for line in (lines[0], *filled)))
    go(panel, "10a", Shown.RESULT)
    press(qtbot, Qt.Key.Key_V, CONTROL)
    dialog = preview(window)
    assert (len(dialog.block.changes), dialog.block.refused) == (2, ())
    dialog.accept()
    assert stored("7").verdict is ItemVerdict.YES
    assert load(workspace, visit_id).visit.notes == {ItemId("7"): "đã xem ở Excel"}


def test_a_line_without_an_item_is_named(qtbot: QtBot, window: MainWindow, panel: GridPanel) -> None:
    put_on_clipboard("Mục\tAnswer", "999\tCó")
    press(qtbot, Qt.Key.Key_V, CONTROL)
    put_on_clipboard("Item\tAnswer\tLạ", "999\tCó", "2\tCó\tabc")
    for own in window.findChildren(PastedCellsDialog):
        own.reject()
        own.setParent(None)
    press(qtbot, Qt.Key.Key_V, CONTROL)
    dialog = preview(window)
    assert {own.refused.code for own in dialog.block.refused if own.refused} == {
        "GRID-NO-ITEM",
        "GRID-NO-COLUMN",
    }


def test_copied_cells_keep_their_columns_and_calculate_nothing(qtbot: QtBot, panel: GridPanel) -> None:
    go(panel, "1", Shown.NOTE)
    for item, text in (("1", "=1+1"), ("2", "- gạch đầu dòng")):
        go(panel, item, Shown.NOTE)
        press(qtbot, Qt.Key.Key_F2)
        type_text(qtbot, text)
        press(qtbot, Qt.Key.Key_Return)
    go(panel, "1", Shown.NOTE)
    press(qtbot, Qt.Key.Key_Down, SHIFT)
    press(qtbot, Qt.Key.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "'=1+1\n'- gạch đầu dòng"
    assert "<td>=1+1</td>" in data.html()
    assert "mso-number-format:'\\@'" in data.html()
    assert block_of(data.text()) == [["=1+1"], ["- gạch đầu dòng"]]


def test_cells_of_several_lines_stay_one_cell() -> None:
    """Quoting as Excel does it."""
    assert block_of('"dòng 1\ndòng ""2"""\tb\r\n\tc\r\n\r\n') == [['dòng 1\ndòng "2"', "b"], ["", "c"]]


@pytest.mark.parametrize("cell", ['"chưa niêm yết', "x" * 200_000])
def test_no_line_is_lost_behind_a_cell_that_no_spreadsheet_wrote(cell: str) -> None:
    """A quote without its other one, a text without end: the cells after it stay cells of their own."""
    assert block_of(f"1\tCó\n2\t{cell}\n3\tKhông\n") == [["1", "Có"], ["2", cell], ["3", "Không"]]


def test_fill_down_repeats_the_cell_above(qtbot: QtBot, panel: GridPanel, stored: Stored) -> None:
    press(qtbot, Qt.Key.Key_4)
    press(qtbot, Qt.Key.Key_D, CONTROL)
    assert stored("2").verdict is ItemVerdict.NOT_APPLICABLE
    for _ in range(2):
        press(qtbot, Qt.Key.Key_Down, SHIFT)
    press(qtbot, Qt.Key.Key_D, CONTROL)
    assert [stored(own).verdict for own in ("3", "4", "5")] == [
        ItemVerdict.NOT_APPLICABLE,
        ItemVerdict.NOT_APPLICABLE,
        None,
    ]


def test_a_sentence_typed_like_the_ready_one_stays_in_step(
    qtbot: QtBot, window: MainWindow, panel: GridPanel, stored: Stored
) -> None:
    press(qtbot, Qt.Key.Key_1)
    assert window.context.visit is not None
    template = window.context.visit.template
    item = template.item(ItemId("1"))
    assert item is not None
    ready = result_of(item, stored("1"), template.choice_lists)
    assert cell(panel, "1", Shown.RESULT) == ready
    for text in ("Khác hẳn", ready):
        put_on_clipboard(text or "")
        go(panel, "1", Shown.RESULT)
        press(qtbot, Qt.Key.Key_V, CONTROL)
    assert stored("1").result is None
    put_on_clipboard("")
    go(panel, "1", Shown.RESULT)
    press(qtbot, Qt.Key.Key_Delete, CONTROL)
    assert stored("1").result == "", "emptied on purpose: nothing is printed"


def test_search_and_filter_leave_the_same_items_as_the_tree(
    qtbot: QtBot, window: MainWindow, panel: GridPanel
) -> None:
    press(qtbot, Qt.Key.Key_F, CONTROL)
    assert panel.search.hasFocus()
    type_text(qtbot, "chu ky so")
    found = [item.id for item in panel.view.items.items]
    assert "25a" in found
    assert len(found) < 10
    page = window.shell.checking
    page.tree.search.setText("chu ky so")
    qtbot.waitUntil(lambda: [str(own) for own in page.shown_items()] == found)
    press(qtbot, Qt.Key.Key_Return)
    assert panel.view.hasFocus()


def test_headings_sort_up_down_and_back(panel: GridPanel, qtbot: QtBot) -> None:
    first = [item.id for item in panel.view.items.items]
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_1)
    header = panel.view.horizontalHeader()
    click = header.sectionClicked.emit
    click(PLACE[Shown.VERDICT])
    assert [item.id for item in panel.view.items.items][:2] == ["2", "1"]
    click(PLACE[Shown.VERDICT])
    assert [item.id for item in panel.view.items.items][:2] == ["1", "2"]
    click(PLACE[Shown.VERDICT])
    assert [item.id for item in panel.view.items.items] == first
    assert not panel.order.isVisible()


def test_function_keys_answer_the_item_one_stands_at(qtbot: QtBot, panel: GridPanel, stored: Stored) -> None:
    """The page follows the table after a pause; a key of the page may come before that."""
    for _ in range(3):
        press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_F4)
    assert stored("4").verdict is ItemVerdict.NO
    assert stored("1").verdict is None


def test_a_sealed_visit_can_be_read_and_copied(
    qtbot: QtBot, open_window: Callable[[], MainWindow], workspace: Workspace, sample_id: VisitId
) -> None:
    seal(workspace, sample_id)
    window = open_window()
    window.context.open(sample_id)
    window.shell.show_step(2)
    press(qtbot, Qt.Key.Key_B, CONTROL)
    panel = window.shell.checking.grid.panel
    assert panel is not None
    go(panel, "4", Shown.VERDICT)
    press(qtbot, Qt.Key.Key_1)
    assert "sealed" in panel.said.text()
    press(qtbot, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == cell(panel, "4", Shown.VERDICT)
