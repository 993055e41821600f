"""Sentences of earlier visits are picked, never forced: a key, the arrows and Enter; what one types stays one's own."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import add_finding, set_value, set_verdict
from inspector_app.actions.phrases import phrases
from inspector_app.actions.visits import create_visit, load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.gui.widgets.phrases import PhraseButton, PhrasePopup, offer_phrases
from inspector_app.gui.window import MainWindow
from tests.gui.test_checking_by_keyboard import press

pytestmark = pytest.mark.qt_log_ignore("does not support")
"""The screen of the tests has no windows that pop up."""

CONTROL = Qt.KeyboardModifier.ControlModifier
OTHER = "Sở Khác Hẳn"


@pytest.fixture
def earlier(workspace: Workspace) -> VisitId:
    """A visit of another unit, in which items 1, 2 and 25a were written about by hand."""
    visit = create_visit(workspace, "cchc-2022", {"unit": OTHER})
    for item, text in (
        ("1", f"{OTHER} đã ban hành kế hoạch chậm"),
        ("2", "Đã ban hành kế hoạch năm đúng hạn"),
        ("25a", "Đã ký số đầy đủ"),
    ):
        set_value(workspace, visit, f"answer:{item}", "result", text)
    set_value(workspace, visit, "answer:1", "note", "GHI CHÚ KÍN")
    made = add_finding(workspace, visit, (ItemId("1"),), "Kế hoạch chưa nêu rõ sản phẩm")
    set_value(workspace, visit, f"finding:{made}", "owner", "Văn phòng Sở")
    return visit


@pytest.fixture
def result(window: MainWindow, qtbot: QtBot) -> QPlainTextEdit:
    """The keyboard is in the result sentence of item 1, which is empty."""
    window.shell.checking.reveal("answer:1", "result")
    entry = QApplication.focusWidget()
    assert isinstance(entry, QPlainTextEdit)
    return entry


def popup(entry: QPlainTextEdit | QLineEdit) -> PhrasePopup:
    (found,) = entry.findChildren(PhrasePopup)
    return found


def texts(shown: PhrasePopup) -> list[str]:
    return [shown.list.item(row).text() for row in range(shown.list.count())]


def test_a_phrase_is_inserted_with_three_keys(
    qtbot: QtBot, earlier: VisitId, result: QPlainTextEdit, workspace: Workspace, visit_id: VisitId
) -> None:
    press(qtbot, Qt.Key.Key_Space, CONTROL)
    shown = popup(result)
    assert texts(shown)[0] == "Sở Mẫu đã ban hành kế hoạch chậm", "of the same item, with this unit's name"
    assert OTHER in shown.about.text(), "that the name was changed is said"
    qtbot.keyClick(shown.search, Qt.Key.Key_Down)
    second = shown.current
    assert second is not None
    qtbot.keyClick(shown.search, Qt.Key.Key_Return)
    assert result.toPlainText() == second.text
    assert load(workspace, visit_id).visit.answer(ItemId("1")).result is not None


def test_words_narrow_the_list_without_marks_and_escape_changes_nothing(
    qtbot: QtBot, earlier: VisitId, result: QPlainTextEdit
) -> None:
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    shown = popup(result)
    qtbot.keyClicks(shown.search, "dung han")
    assert texts(shown) == ["Đã ban hành kế hoạch năm đúng hạn"]
    qtbot.keyClick(shown.search, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert result.toPlainText() == ""


def test_notes_are_never_offered_and_take_no_phrases(
    qtbot: QtBot, earlier: VisitId, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    opened = load(workspace, visit_id)
    for key in (("answer:1", "result"), ("finding:1", "text"), ("finding:1", "owner")):
        assert all("KÍN" not in own.text for own in phrases(workspace, opened, key))
    window.shell.checking.reveal("answer:1", "note")
    press(qtbot, Qt.Key.Key_Space, CONTROL)
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    assert note.findChildren(PhrasePopup) == []


def test_the_same_item_comes_first_then_the_same_area_then_what_is_written_often(
    workspace: Workspace, earlier: VisitId, visit_id: VisitId
) -> None:
    set_verdict(workspace, visit_id, ItemId("1"), ItemVerdict.YES)
    found = phrases(workspace, load(workspace, visit_id), ("answer:1", "result"))
    by_hand = [own.text for own in found if own.visits]
    assert by_hand == [
        "Sở Mẫu đã ban hành kế hoạch chậm",
        "Đã ban hành kế hoạch năm đúng hạn",
        "Đã ký số đầy đủ",
    ]
    assert [own.near for own in found if own.visits] == [0, 1, 2]
    assert any(not own.visits and own.near == 0 for own in found), "the checklist's own sentence too"


def test_a_star_brings_a_phrase_up_and_what_is_not_wanted_goes(
    qtbot: QtBot, earlier: VisitId, result: QPlainTextEdit
) -> None:
    press(qtbot, Qt.Key.Key_Space, CONTROL)
    shown = popup(result)
    row = texts(shown).index("Đã ký số đầy đủ")
    shown.list.setCurrentRow(row)
    shown.star.click()
    assert texts(shown)[0] == "★ Đã ký số đầy đủ"
    shown.list.setCurrentRow(1)
    gone = texts(shown)[1]
    shown.withdraw.click()
    assert gone not in texts(shown)


def test_a_phrase_joins_what_stands_there_and_shift_enter_replaces_it(
    qtbot: QtBot, earlier: VisitId, result: QPlainTextEdit
) -> None:
    for text, modifier, expected in (
        ("Trước đó.", Qt.KeyboardModifier.NoModifier, "Trước đó. Đã ký số đầy đủ"),
        ("Trước đó.", Qt.KeyboardModifier.ShiftModifier, "Đã ký số đầy đủ"),
    ):
        result.setPlainText(text)
        result.moveCursor(result.textCursor().MoveOperation.End)
        press(qtbot, Qt.Key.Key_Space, CONTROL)
        shown = next(own for own in result.findChildren(PhrasePopup) if own.isVisible())
        qtbot.keyClicks(shown.search, "ky so")
        qtbot.keyClick(shown.search, Qt.Key.Key_Return, modifier)
        assert result.toPlainText() == expected


def test_owners_of_shortcomings_are_offered_at_step_three(
    qtbot: QtBot, earlier: VisitId, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    made = add_finding(workspace, visit_id, (ItemId("2"),), "Thiếu")
    window.context.refresh()
    window.shell.go_to(f"finding:{made}", "owner")
    owner = QApplication.focusWidget()
    assert isinstance(owner, QLineEdit)
    press(qtbot, Qt.Key.Key_Space, CONTROL)
    qtbot.keyClick(popup(owner).search, Qt.Key.Key_Return)
    assert owner.text() == "Văn phòng Sở"
    finding = next(own for own in load(workspace, visit_id).visit.findings if own.id == made)
    assert finding.owner == "Văn phòng Sở"


Keys = list[tuple[int, str]]
"""Backspaces, then letters."""

TELEX: Keys = [
    (0, "T"), (0, "h"), (0, "u"), (0, "o"), (0, "w"), (3, "hươ"), (0, "n"), (0, "g"), (0, " "),
    (0, "d"), (1, "đ"), (0, "o"), (1, "ô"), (0, "n"), (0, "g"), (3, "ống"), (0, " "), (0, "1"), (0, "2"),
]  # fmt: skip
"""As Unikey sends it while "Thuowng ddoongs 12" is typed: letters taken back and written anew."""


def replay(entry: QPlainTextEdit | QLineEdit, keys: Keys, *, committed: bool) -> str:
    """The keys as Unikey sends them, or as an input method commits them."""
    for backs, letters in keys:
        for _ in range(backs):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(
                    entry, QKeyEvent(kind, Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
                )
        for letter in letters:
            if committed:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(entry, event)
            else:
                # VK_PACKET: a letter that has no key of its own
                pressed = QKeyEvent(
                    QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter
                )
                QApplication.sendEvent(entry, pressed)
        QApplication.processEvents()
    return entry.text() if isinstance(entry, QLineEdit) else entry.toPlainText()


@pytest.mark.parametrize("committed", [False, True], ids=["Unikey", "input method"])
@pytest.mark.parametrize("kind", ["result", "finding", "owner", "cell"])
def test_vietnamese_typing_gives_the_same_text_with_phrases_as_without(
    qtbot: QtBot,
    earlier: VisitId,
    window: MainWindow,
    workspace: Workspace,
    visit_id: VisitId,
    kind: str,
    committed: bool,
) -> None:
    made = add_finding(workspace, visit_id, (ItemId("1"),), "")
    window.context.refresh()
    entry = _entry(window, qtbot, kind, str(made))
    bare: QPlainTextEdit | QLineEdit = QLineEdit() if isinstance(entry, QLineEdit) else QPlainTextEdit()
    qtbot.addWidget(bare)
    expected = replay(bare, TELEX, committed=committed)
    assert "đống 12" in expected
    assert replay(entry, TELEX, committed=committed) == expected
    assert entry.findChildren(PhrasePopup) == [], "it never comes by itself"


def _entry(window: MainWindow, qtbot: QtBot, kind: str, made: str) -> QPlainTextEdit | QLineEdit:
    if kind == "cell":
        window.shell.checking.take_focus()
        press(qtbot, Qt.Key.Key_B, CONTROL)
        panel = window.shell.checking.grid.panel
        assert panel is not None
        panel.go_to(ItemId("2"), "result")
        press(qtbot, Qt.Key.Key_F2)
    elif kind == "result":
        window.shell.checking.reveal("answer:1", "result")
    else:
        window.shell.go_to(f"finding:{made}", "owner" if kind == "owner" else "text")
    entry = QApplication.focusWidget()
    assert isinstance(entry, QLineEdit | QPlainTextEdit)
    if isinstance(entry, QLineEdit):
        entry.clear()
    else:
        entry.setPlainText("")
    if kind != "cell":
        assert entry.findChildren(PhraseButton)
    return entry


def test_the_small_button_opens_the_same_list(qtbot: QtBot, earlier: VisitId, result: QPlainTextEdit) -> None:
    (button,) = result.findChildren(PhraseButton)
    assert (button.width(), button.height()) >= (24, 24)
    offer_phrases(result, str)
    assert len(result.findChildren(PhraseButton)) == 1
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert texts(popup(result))
