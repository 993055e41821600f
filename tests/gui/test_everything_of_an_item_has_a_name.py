"""What a screen reader says of an unfolded item, of its tables and of what is pasted into them; what fits a small
screen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_values, set_verdict
from inspector_app.actions.visits import receive_visit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.gui.dialogs.pasted_rows import PastedRowsDialog
from inspector_app.gui.dialogs.rows import RowsDialog
from inspector_app.gui.widgets.item_card import ItemCard
from inspector_app.gui.window import MainWindow
from tests.gui.checklist_of_every_kind import EVERY_KIND

VISIT = VisitId("visit-with-names")
OpenWindow = Callable[[], MainWindow]
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractScrollArea)


@pytest.fixture
def opened(open_window: OpenWindow, workspace: Workspace) -> MainWindow:
    receive_visit(workspace, VISIT, EVERY_KIND)
    set_verdict(workspace, VISIT, ItemId("2"), ItemVerdict.NO)
    set_values(
        workspace,
        VISIT,
        [
            ("reported:2", "verdict", ItemVerdict.YES),
            ("reported:2", "text", "Đã giải quyết đúng hạn " * 20),
            ("earlier:e1", "items", (ItemId("2"),)),
            ("earlier:e1", "text", "Còn hồ sơ trễ hạn " * 20),
            ("finding:own", "items", (ItemId("2"),)),
            ("finding:own", "text", "Chưa lập sổ theo dõi"),
            ("finding:own", "recurs", True),
            ("finding:own", "order", 99),
        ],
    )
    window = open_window()
    window.context.open(VISIT)
    return window


def nameless(part: QWidget) -> list[QWidget]:
    return [
        control
        for control in part.findChildren(QWidget)
        if isinstance(control, CONTROLS)
        and control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and control.window() is part.window()
        and not isinstance(control.parent(), QComboBox)
        and not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text())
    ]


def unfolded(window: MainWindow, item: str) -> ItemCard:
    window.shell.checking.set_current(ItemId(item))
    card = window.shell.checking.card(ItemId(item))
    assert card is not None
    return card


@pytest.mark.parametrize("item", [item.id for item in EVERY_KIND.items])
def test_every_control_of_an_item_has_a_name(opened: MainWindow, item: str) -> None:
    card = unfolded(opened, item)
    assert card.body is not None
    assert not nameless(card)
    markup = [label for label in card.findChildren(QLabel) if label.textFormat() is Qt.TextFormat.RichText]
    assert not markup


@pytest.mark.parametrize("item", [item.id for item in EVERY_KIND.items])
def test_an_item_is_no_wider_than_the_smallest_screen(opened: MainWindow, item: str, qtbot: QtBot) -> None:
    card = unfolded(opened, item)
    cards = opened.shell.checking.cards
    qtbot.waitUntil(card.isVisible)
    assert card.minimumSizeHint().width() <= cards.viewport().width()
    assert card.geometry().right() < cards.viewport().width()


def test_every_control_of_a_table_and_its_preview_has_a_name(opened: MainWindow) -> None:
    card = unfolded(opened, "3")
    assert card.body is not None
    card.body.edit_rows(EVERY_KIND.items[2].facts[0].id)
    dialog = opened.findChild(RowsDialog)
    assert dialog is not None
    assert not nameless(dialog)
    assert dialog.windowTitle() == "Table of item 3: Counters"
    assert dialog.height() <= 614
    QGuiApplication.clipboard().setText("Counter A\t5\t1\nCounter B\t6\t2\n")
    dialog.paste()
    preview = dialog.findChild(PastedRowsDialog)
    assert preview is not None
    assert not nameless(preview)
    assert preview.windowTitle()
    assert preview.height() <= 614


def test_the_editor_says_of_which_item_and_fact_an_entry_is(opened: MainWindow) -> None:
    names = [entry.accessibleName() for entry in unfolded(opened, "1").findChildren(QLineEdit)]
    assert "1, Rate: Whole" in names
    assert len(names) == len(set(names))
