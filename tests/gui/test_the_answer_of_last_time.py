"""Beside this year's answer stands last year's: one line on the card, all of it in the panel; no tick pays for it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from inspector_app.actions import last_time
from inspector_app.actions.answers import set_fact, set_verdict
from inspector_app.actions.visits import create_visit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact import FactId, Sample
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.clock import ZONE
from inspector_app.gui import beforehand
from inspector_app.gui.pages.checking import CheckingPage
from inspector_app.gui.window import MainWindow


@pytest.fixture
def page(
    qtbot: QtBot, open_window: Callable[[], MainWindow], workspace: Workspace, visit_id: VisitId
) -> CheckingPage:
    opened = datetime(2025, 5, 12, 8, 0, tzinfo=ZONE)
    old = create_visit(workspace, "cchc-2022", {"unit": "Sở Mẫu", "opened_at": opened})
    set_verdict(workspace, old, ItemId("25a"), ItemVerdict.PARTLY)
    sample = Sample(population=30, examined=30, defective=7)
    set_fact(workspace, old, ItemId("25a"), FactId("sample"), sample)
    window = open_window()
    window.context.open(visit_id)
    shown = window.shell.checking
    qtbot.waitUntil(lambda: shown.before.former is not None)
    return shown


def test_the_card_says_it_in_one_line_and_leads_to_the_whole(qtbot: QtBot, page: CheckingPage) -> None:
    page.set_current(ItemId("25a"), take_focus=True)
    card = page.card(ItemId("25a"))
    assert card is not None
    assert card.body is not None
    (line,) = card.body.beside.lines
    assert line.label.accessibleName().startswith("Answer of last time (12/05/2025): Partly · ")
    page.set_side_visible(False)
    look = line.findChild(QPushButton)
    assert look is not None
    qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    assert page.side.former.isVisible()
    said = page.side.former.said.text()
    assert said.startswith("Partly\n")
    assert "7/30" in said
    assert "Shortcoming" in said


def test_an_item_that_was_not_answered_then_says_nothing(page: CheckingPage) -> None:
    page.set_current(ItemId("25b"))
    card = page.card(ItemId("25b"))
    assert card is not None
    assert card.body is not None
    assert card.body.beside.lines == []
    assert page.side.former.isHidden()


def test_it_is_read_once_for_a_visit_and_never_for_a_tick(
    qtbot: QtBot, page: CheckingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    monkeypatch.setattr(beforehand, "last_visit", lambda *_: read.append(1))
    assert last_time.last_visit is not beforehand.last_visit
    page.take_focus()
    for _ in range(5):
        qtbot.keyClick(page.card(page.current), Qt.Key.Key_4)
    qtbot.wait(2 * beforehand.AFTER_MS)
    assert read == []


def test_the_words_that_the_search_looks_in_are_there_before_anybody_asks(page: CheckingPage) -> None:
    assert len(page.tree.model._searched) == 44
