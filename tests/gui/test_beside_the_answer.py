"""What stands beside the team's answer: the unit's own report, the last inspection, the file asked for; and
several shortcomings of one item."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_value, set_values, set_verdict
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import load, receive_visit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.gui.widgets.item_body import ItemBody
from inspector_app.gui.window import MainWindow
from tests.gui.checklist_of_every_kind import EVERY_KIND

VISIT = VisitId("visit-beside")
ITEM = ItemId("2")
OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def opened(open_window: OpenWindow, workspace: Workspace) -> MainWindow:
    receive_visit(workspace, VISIT, EVERY_KIND)
    window = open_window()
    window.context.open(VISIT)
    window.shell.checking.set_current(ITEM)
    return window


def body_of(window: MainWindow) -> ItemBody:
    card = window.shell.checking.card(ITEM)
    assert card is not None
    assert card.body is not None
    return card.body


def lines(window: MainWindow) -> list[str]:
    return [line.label.accessibleName() for line in body_of(window).beside.lines]


def texts(workspace: Workspace) -> list[str | None]:
    return [finding.text for finding in load(workspace, VISIT).visit.findings]


def test_what_the_unit_reports_stands_in_one_line_and_is_marked_where_it_differs(
    opened: MainWindow, workspace: Workspace
) -> None:
    reported = f"reported:{ITEM}"
    set_values(
        workspace,
        VISIT,
        [
            (reported, "verdict", ItemVerdict.YES),
            (reported, "figures", "10 hồ sơ"),
            (reported, "text", "đã xong"),
        ],
    )
    set_verdict(workspace, VISIT, ITEM, ItemVerdict.YES)
    opened.context.refresh()
    assert "The unit reports: Yes · 10 hồ sơ · đã xong" in lines(opened)
    line = body_of(opened).beside.lines[0]
    assert line.property("role") is None
    set_verdict(workspace, VISIT, ITEM, ItemVerdict.NO)
    opened.context.refresh()
    assert body_of(opened).beside.lines[0].property("role") == "differing"


def test_the_last_inspection_is_one_click_away(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    earlier = "earlier:e1"
    set_values(
        workspace,
        VISIT,
        [
            (earlier, "items", (ITEM,)),
            (earlier, "text", "Còn hồ sơ trễ hạn"),
            (earlier, "reported_state", FollowUpState.OPEN),
        ],
    )
    opened.context.refresh()
    assert "Last time: Còn hồ sơ trễ hạn (Not fixed)" in lines(opened)
    asked: list[tuple[str, str]] = []
    opened.context.place_asked.connect(lambda entity, field: asked.append((entity, field)))
    from PySide6.QtWidgets import QPushButton

    (see,) = [
        button
        for line in body_of(opened).beside.lines
        for button in line.findChildren(QPushButton)
        if button.text() == "Look at it"
    ]
    qtbot.mouseClick(see, Qt.MouseButton.LeftButton)
    assert asked == [("earlier:e1", "")]


def test_a_picture_that_is_asked_for_is_said_until_it_is_there(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    assert "A picture is asked for." in lines(opened)
    set_value(workspace, VISIT, "evidence:" + "0" * 64, "items", (ITEM,))
    opened.context.refresh()
    assert lines(opened) == []
    assert not body_of(opened).beside.isVisible()


def test_an_item_can_have_more_than_one_shortcoming(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    card = opened.shell.checking.card(ITEM)
    assert card is not None
    card.choose(ItemVerdict.NO)
    shortcomings = body_of(opened).shortcomings
    assert len(shortcomings.boxes) == 1
    qtbot.mouseClick(shortcomings.add, Qt.MouseButton.LeftButton)
    draft = shortcomings.boxes[-1].entry
    assert texts(workspace) == [None]
    draft.setPlainText("Chưa lập sổ theo dõi")
    draft.flush()
    assert texts(workspace) == [None, "Chưa lập sổ theo dõi"]
    assert [box.entry.toPlainText() for box in shortcomings.boxes] == [
        "Chưa giải quyết … hồ sơ",
        "Chưa lập sổ theo dõi",
    ]
    qtbot.mouseClick(shortcomings.boxes[1].gone, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert texts(workspace) == [None]
    undo(workspace, VISIT)
    opened.context.refresh()
    assert len(shortcomings.boxes) == 2


def test_a_shortcoming_begun_and_left_empty_is_none(
    qtbot: QtBot, opened: MainWindow, workspace: Workspace
) -> None:
    shortcomings = body_of(opened).shortcomings
    qtbot.mouseClick(shortcomings.add, Qt.MouseButton.LeftButton)
    assert len(shortcomings.boxes) == 1
    opened.shell.checking.flush()
    assert shortcomings.boxes == ()
    assert texts(workspace) == []
    assert shortcomings.add.isVisible()


def test_a_shortcoming_can_stand_beside_a_result(opened: MainWindow, workspace: Workspace) -> None:
    card = opened.shell.checking.card(ITEM)
    assert card is not None
    card.choose(ItemVerdict.YES)
    shortcomings = body_of(opened).shortcomings
    shortcomings.begin()
    shortcomings.boxes[0].entry.setPlainText("Còn thiếu biên nhận")
    shortcomings.boxes[0].entry.flush()
    assert texts(workspace) == ["Còn thiếu biên nhận"]
    assert load(workspace, VISIT).visit.answer(ITEM).verdict is ItemVerdict.YES


def test_what_recurs_is_marked(opened: MainWindow, workspace: Workspace) -> None:
    card = opened.shell.checking.card(ITEM)
    assert card is not None
    card.choose(ItemVerdict.NO)
    (finding,) = load(workspace, VISIT).visit.findings
    assert not body_of(opened).shortcomings.boxes[0].mark.isVisible()
    set_value(workspace, VISIT, f"finding:{finding.id}", "recurs", True)
    opened.context.refresh()
    mark = body_of(opened).shortcomings.boxes[0].mark
    assert mark.isVisible()
    assert mark.text() == "recurring"


def test_tab_goes_from_a_new_shortcoming_to_what_stands_below(opened: MainWindow, qtbot: QtBot) -> None:
    body = body_of(opened)
    body.shortcomings.begin()
    (*_, draft) = body.shortcomings.boxes
    draft.entry.insertPlainText("Chưa niêm yết")
    qtbot.keyClick(draft.entry, Qt.Key.Key_Tab)
    focused = opened.focusWidget()
    assert focused is not None
    assert body.isAncestorOf(focused), "not the menu of the window"
    assert not body.shortcomings.isAncestorOf(focused) or focused is body.shortcomings.add
