"""An area of hundreds of items opens, is walked through and answered like a short one; what does not apply is
neither shown nor counted."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_value
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact import Choice
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.gui.pages.checking import CheckingPage
from inspector_app.gui.routes import CHECKING
from inspector_app.gui.widgets.area_cards import WHOLE
from inspector_app.gui.window import MainWindow
from inspector_app.store import templates, visits
from tests.benchmarks.made import checklist

VISIT = VisitId("dai")
LONG = checklist(600)
"""30 in each area; items 10, 20, 30 … apply only with a one-stop desk."""


@pytest.fixture
def window(open_window: Callable[[], MainWindow], workspace: Workspace) -> MainWindow:
    with workspace.db.write():
        templates.put(workspace.db, LONG)
        visits.create(workspace.db, VISIT, LONG.ref, workspace.clock.now())
    shown = open_window()
    shown.context.open(VISIT)
    shown.shell.show_step(CHECKING)
    return shown


@pytest.fixture
def page(window: MainWindow) -> CheckingPage:
    return window.shell.checking


def built(page: CheckingPage) -> list[str]:
    return [item.id for item in LONG.items if item.id in page.cards.built]


def test_only_what_is_near_the_eye_is_built(page: CheckingPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.cards.complete)
    assert built(page)[:4] == ["1", "2", "3", "4"]
    assert len(built(page)) <= WHOLE


def test_an_item_far_down_is_built_when_somebody_goes_there(
    page: CheckingPage, workspace: Workspace, qtbot: QtBot
) -> None:
    first_of_area = page.current
    page.set_current(ItemId("25"), take_focus=True)
    card = page.card(ItemId("25"))
    assert card is not None
    assert card.current
    qtbot.waitUntil(lambda: page.cards.complete and not card.visibleRegion().isEmpty())
    assert {"24", "26"} <= set(built(page)), "what stands around it too"
    qtbot.keyClick(card, Qt.Key.Key_3)
    assert load(workspace, VISIT).visit.answer(ItemId("25")).verdict is ItemVerdict.NO
    assert first_of_area == "1"


def test_scrolling_builds_what_comes_into_sight_and_lets_go_of_the_rest(
    page: CheckingPage, qtbot: QtBot
) -> None:
    page.set_current(ItemId("2"), take_focus=True)
    bar = page.cards.verticalScrollBar()
    for share in (0.25, 0.5, 0.75, 1.0):
        bar.setValue(int(bar.maximum() * share))
        qtbot.waitUntil(lambda: page.cards.complete)
    assert len(built(page)) <= 2 * WHOLE
    assert "2" in built(page), "the current item is never let go of"
    assert any(int(item) > 25 for item in built(page))


def test_tab_goes_on_in_the_order_of_the_checklist(page: CheckingPage, qtbot: QtBot) -> None:
    page.set_current(ItemId("20"), take_focus=True)
    qtbot.waitUntil(lambda: page.cards.complete)
    page.set_current(ItemId("19"), take_focus=True)
    qtbot.waitUntil(lambda: page.cards.complete)
    reached = []
    stop = page.card(ItemId("19"))
    while stop is not None and len(reached) < 3:
        own = next((item for item in built(page) if page.card(ItemId(item)) is stop), None)
        if own is not None:
            reached.append(own)
        stop = stop.nextInFocusChain()
    assert reached == ["19", "20", "21"]


def test_what_does_not_apply_is_neither_shown_nor_counted(
    window: MainWindow, page: CheckingPage, workspace: Workspace, qtbot: QtBot
) -> None:
    status = window.shell.status.remaining
    assert status.text().startswith("600 ")
    assert window.context.perform(set_value, VISIT, "traits", "has_one_stop", Choice("no"))
    opened = load(workspace, VISIT)
    gone = [item.id for item in LONG.items if not opened.visit.applies(item.id)]
    assert gone[:3] == ["10", "20", "30"]
    assert status.text().startswith(f"{600 - len(gone)} ")
    assert str(opened.progress.areas[LONG.areas[0].id].inapplicable) in page.head.apart.text()
    assert "${has_one_stop}" in page.head.apart.toolTip()
    page.set_current(ItemId("9"), take_focus=True)
    qtbot.keyClick(page.card(ItemId("9")), Qt.Key.Key_Down)
    assert page.current == "11"
    assert "10" not in page.shown_items()
    assert window.context.perform(set_value, VISIT, "traits", "has_one_stop", Choice("yes"))
    assert "10" in page.shown_items()
    assert not page.head.apart.isVisible()
