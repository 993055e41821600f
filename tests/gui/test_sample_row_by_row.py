"""The rows of a sample are typed in a table and become one act."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from inspector_app.actions.undo import undo
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.dialogs.rows import ABSTRACT, ISSUED, NUMBER, PASSED, RowsDialog
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.window import MainWindow

OpenWindow = Callable[[], MainWindow]
ITEM = ItemId("25a")


def fact_of(window: MainWindow) -> FactId:
    assert window.context.visit is not None
    item = window.context.visit.template.item(ITEM)
    assert item is not None
    return next(spec.id for spec in item.facts if spec.kind is FactKind.SAMPLE)


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> RowsDialog:
    made = RowsDialog(window.context, ITEM, fact_of(window), (), False, window)
    qtbot.addWidget(made)
    return made


def write(dialog: RowsDialog, row: int, column: int, text: str) -> None:
    cell = dialog.table.item(row, column)
    assert cell is not None
    cell.setText(text)


def test_there_is_always_an_empty_row_to_go_on_with(dialog: RowsDialog) -> None:
    assert dialog.table.rowCount() == 1
    write(dialog, 0, NUMBER, "12/QĐ-SM")
    assert dialog.table.rowCount() == 2
    write(dialog, 1, NUMBER, "13/QĐ-SM")
    assert dialog.table.rowCount() == 3
    assert [row.number for row in dialog.rows()] == ["12/QĐ-SM", "13/QĐ-SM"]


def test_a_day_that_cannot_be_read_keeps_the_table_open(dialog: RowsDialog) -> None:
    write(dialog, 0, ISSUED, "6/6/22")
    dialog.accept()
    assert dialog.result() == 0
    assert "Row 1" in dialog._fault.text()
    write(dialog, 0, ISSUED, "6/6/2022")
    dialog.accept()
    assert dialog.result() == 1
    assert dialog.rows()[0].issued == date(2022, 6, 6)


def test_the_rows_are_one_act(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    window.shell.checking.set_current(ITEM)
    card = window.shell.checking.card(ITEM)
    assert card is not None
    assert card.body is not None
    card.body.edit_rows(fact_of(window))
    dialog = window.findChild(RowsDialog)
    assert dialog is not None
    write(dialog, 0, NUMBER, "12/QĐ-SM")
    write(dialog, 0, ABSTRACT, "V/v công bố thủ tục")
    choice = dialog.table.cellWidget(0, PASSED)
    assert isinstance(choice, ChoiceEntry)
    choice.show_value(False)
    write(dialog, 1, NUMBER, "13/QĐ-SM")
    dialog.accept()
    rows = load(workspace, visit_id).visit.rows
    assert [(row.number, row.abstract, row.passed) for row in rows] == [
        ("12/QĐ-SM", "V/v công bố thủ tục", False),
        ("13/QĐ-SM", None, None),
    ]
    undo(workspace, visit_id)
    assert load(workspace, visit_id).visit.rows == ()


def test_rows_that_are_there_come_back_as_they_were(open_window: OpenWindow, sample_id: VisitId) -> None:
    window = open_window()
    window.context.open(sample_id)
    assert window.context.visit is not None
    rows = tuple(row for row in window.context.visit.visit.rows if row.item == ITEM)
    assert len(rows) > 1
    dialog = RowsDialog(window.context, ITEM, rows[0].fact, rows, False, window)
    assert not dialog.changed
    write(dialog, 0, ABSTRACT, "V/v khác")
    assert dialog.changed
    assert [row.id for row in dialog.rows()] == [row.id for row in rows]
    locked = RowsDialog(window.context, ITEM, rows[0].fact, rows, True, window)
    assert locked.table.rowCount() == len(rows)
