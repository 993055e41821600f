"""The list of visits among many: found by unit, subject or year, and practising from the first page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from inspector_app.actions.visits import create_visit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.practice import is_practice
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.gui.pages.visits import VisitsPage
from inspector_app.gui.pages.welcome import WelcomePage
from inspector_app.gui.window import MainWindow

OpenWindow = Callable[[], MainWindow]


def shown(page: VisitsPage) -> list[str]:
    return [
        page.model.index(row).data() for row in range(page.model.rowCount()) if not page.list.isRowHidden(row)
    ]


def test_a_visit_is_found_by_unit_subject_or_year(open_window: OpenWindow, workspace: Workspace) -> None:
    create_visit(workspace, "commitments", {"unit": "Xã Tận Cùng"})
    for number in range(80):
        create_visit(workspace, "commitments", {"unit": f"Xã Mẫu {number}"})
    create_visit(workspace, "commitments", {"unit": "Sở Xây dựng", "title": "Kiểm tra CCHC năm 2025"})
    page = open_window().shell.visits
    page.search.setText("so xay dung")
    assert shown(page) == ["Sở Xây dựng"]
    page.search.setText("2025 kiem tra")
    assert shown(page) == ["Sở Xây dựng"]
    page.search.setText("mẫu 79")
    assert shown(page) == ["Xã Mẫu 79"]
    page.search.setText("tan cung")
    assert shown(page) == ["Xã Tận Cùng"], "the oldest is found as well"


def test_nothing_found_says_so_and_leads_back(
    qtbot: QtBot, open_window: OpenWindow, workspace: Workspace
) -> None:
    for number in range(9):
        create_visit(workspace, "commitments", {"unit": f"Xã Mẫu {number}"})
    page = open_window().shell.visits
    page.search.setText("không có đơn vị nào tên này")
    assert not page.list.isVisible()
    (back,) = [own for own in page.findChildren(QPushButton) if own.isVisible() and own is not page.new]
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert page.list.isVisible()
    assert len(shown(page)) == 9
    assert page.list.hasFocus()


def test_practising_is_one_click_and_so_are_beginning_again_and_leaving(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    welcome = window.shell.findChild(WelcomePage)
    assert isinstance(welcome, WelcomePage)
    qtbot.mouseClick(welcome.practise, Qt.MouseButton.LeftButton)
    opened = window.context.visit
    assert opened is not None
    assert is_practice(opened.visit.id)
    for step in range(1, 7):
        window.shell.show_step(step)
        assert "BẢN TẬP LÀM" in window.shell._notice.text()
        assert window.shell._notice.isVisible()
    window.shell.show_step(2)
    current = ItemId("27")
    window.shell.checking.set_current(current, take_focus=True)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    assert window.context.visit is not None
    assert window.context.visit.visit.answer(current).verdict is ItemVerdict.YES
    qtbot.mouseClick(window.shell._notice.again, Qt.MouseButton.LeftButton)
    assert window.context.visit.visit.id != opened.visit.id
    assert window.context.visit.visit.answer(current).verdict is None
    qtbot.mouseClick(window.shell._notice.away, Qt.MouseButton.LeftButton)
    assert window.context.visit is None
    qtbot.waitUntil(lambda: window.shell.visits.model.rowCount() == 0)


def test_the_acts_of_practising_stand_with_no_other_visit(
    open_window: OpenWindow, workspace: Workspace
) -> None:
    visit = create_visit(workspace, "cchc-2026", {"unit": "Sở Mẫu", "notice": "BẢN MẪU"})
    window = open_window()
    window.context.open(visit)
    assert window.shell._notice.isVisible()
    assert not window.shell._notice.again.isVisible()
    assert not window.shell._notice.away.isVisible()
