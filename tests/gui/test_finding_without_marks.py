"""Ctrl+F finds what people type without marks, and the tree shows nothing else meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_value
from inspector_app.checklist.folding import fold
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.models.items import ItemsModel
from inspector_app.gui.window import MainWindow


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Chưa ký số", "chua ky so"),
        ("ĐƠN vị Đặng Thị Ngữ", "don vi dang thi ngu"),
        ("Chưa  ký\tsố", "chua ky so"),
        ("ế\u0302", "e"),
        ("Straße 25a", "strasse 25a"),
    ],
)
def test_folding_forgets_marks_capitals_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


def found(window: MainWindow) -> list[str]:
    model = window.shell.checking.tree.view.model()
    assert isinstance(model, ItemsModel)
    ids = []
    for row in range(model.rowCount()):
        area = model.index(row, 0)
        for own in range(model.rowCount(area)):
            item = model.item_at(model.index(own, 0, area))
            assert item is not None
            ids.append(str(item.id))
    return ids


def search(qtbot: QtBot, window: MainWindow, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, text)


def test_words_without_marks_find_the_items_about_digital_signatures(
    qtbot: QtBot, window: MainWindow
) -> None:
    everything = found(window)
    search(qtbot, window, "chu ky so")
    assert "25a" in found(window)
    assert "25b" in found(window)
    assert len(found(window)) < len(everything) / 3


def test_the_defect_is_found_as_one_would_write_it(qtbot: QtBot, window: MainWindow) -> None:
    everything = found(window)
    search(qtbot, window, "chua ky so")
    assert {"25a", "25b"} <= set(found(window))
    assert len(found(window)) < len(everything) / 4


def test_enter_goes_to_the_first_item_found_and_escape_shows_all_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    everything = found(window)
    search(qtbot, window, "chu ky so lanh dao")
    line = QApplication.focusWidget()
    assert line is not None
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.shell.checking.current == "25a"
    search(qtbot, window, "x")
    line = QApplication.focusWidget()
    assert line is not None
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert found(window) == everything


def test_words_of_a_note_are_found_too(qtbot: QtBot, window: MainWindow, visit_id: VisitId) -> None:
    window.context.perform(set_value, visit_id, "answer:8", "note", "Hỏi lại anh Bảy ở Đội 3")
    search(qtbot, window, "doi 3 anh bay")
    assert found(window) == ["8"]


def test_nothing_found_says_so(qtbot: QtBot, window: MainWindow) -> None:
    search(qtbot, window, "khongcogi")
    assert found(window) == []
    assert window.shell.checking.tree.empty.isVisible()
