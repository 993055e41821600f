"""A table with columns of its own: cells by their kind, rules row by row, calculated columns, rows pasted in."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from inspector_app.actions.undo import undo
from inspector_app.actions.visits import load, receive_visit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact import Amount, Choice, Count, FactId, Number, Rows
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.dialogs.pasted_rows import PastedRowsDialog
from inspector_app.gui.dialogs.rows import RowsDialog
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.window import MainWindow
from tests.gui.checklist_of_every_kind import EVERY_KIND

VISIT = VisitId("visit-with-tables")
OpenWindow = Callable[[], MainWindow]
COUNTER, DOSSIERS, LATE, LEFT, WHY = range(5)
TOOLTIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def opened(open_window: OpenWindow, workspace: Workspace) -> MainWindow:
    receive_visit(workspace, VISIT, EVERY_KIND)
    window = open_window()
    window.context.open(VISIT)
    return window


def table(window: MainWindow, item: str, fact: str) -> RowsDialog:
    """The table of an item, opened from its card."""
    window.shell.checking.set_current(ItemId(item))
    card = window.shell.checking.card(ItemId(item))
    assert card is not None
    assert card.body is not None
    card.body.edit_rows(FactId(fact))
    dialog = window.findChild(RowsDialog)
    assert dialog is not None
    return dialog


def write(dialog: RowsDialog, row: int, column: int, text: str) -> bool:
    return dialog.model.setData(dialog.model.index(row, column), text)


def test_cells_are_typed_by_their_kind_and_the_table_is_one_act(
    opened: MainWindow, workspace: Workspace
) -> None:
    dialog = table(opened, "3", "counters")
    for column, text in ((COUNTER, "quay b"), (DOSSIERS, "1.010"), (LATE, "10")):
        assert write(dialog, 0, column, text if column != COUNTER else "counter b")
    dialog.settle()
    assert dialog.model.index(0, LEFT).data() == "1.000"
    assert dialog.totals.text() == "1 rows. Total: Dossiers 1.010; Late 10; Left 1.000."
    dialog.accept()
    visit = load(workspace, VISIT).visit
    (row,) = visit.rows
    assert {str(name): fact for name, fact in row.cells.items()} == {
        "counter": Choice("b"),
        "dossiers": Count(1010),
        "late": Count(10),
        "left": Number(visit.rows[0].cells[FactId("left")].value),  # type: ignore[union-attr]
    }
    assert visit.answer(ItemId("3")).facts == {"counters": Rows(1)}
    undo(workspace, VISIT)
    assert load(workspace, VISIT).visit.rows == ()


def test_rules_speak_in_their_row_and_do_not_block(opened: MainWindow) -> None:
    dialog = table(opened, "3", "counters")
    write(dialog, 0, DOSSIERS, "3")
    write(dialog, 0, LATE, "5")
    dialog.settle()
    assert dialog.model.index(0, LATE).data(TOOLTIP) == "This does not satisfy the checklist."
    assert dialog.model.index(0, COUNTER).data(TOOLTIP) == "The checklist asks for an answer here."
    dialog.view.setCurrentIndex(dialog.model.index(0, LATE))
    assert "Late: This does not satisfy the checklist." in dialog.warning.text()
    dialog.accept()
    assert dialog.result() == 1


def test_a_cell_that_is_not_asked_cannot_be_typed(opened: MainWindow) -> None:
    dialog = table(opened, "3", "counters")
    write(dialog, 0, DOSSIERS, "3")
    write(dialog, 0, LATE, "0")
    dialog.settle()
    why = dialog.model.index(0, WHY)
    assert why.data() == "–"
    assert not why.flags() & Qt.ItemFlag.ItemIsEditable
    write(dialog, 0, LATE, "1")
    dialog.settle()
    assert dialog.model.index(0, WHY).flags() & Qt.ItemFlag.ItemIsEditable


def test_calculated_cells_cannot_be_typed(opened: MainWindow) -> None:
    dialog = table(opened, "3", "counters")
    assert not dialog.model.index(0, LEFT).flags() & Qt.ItemFlag.ItemIsEditable
    tip = dialog.model.headerData(LEFT, Qt.Orientation.Horizontal, TOOLTIP)
    assert tip == "calculated: ${dossiers} - ${late}"


def test_a_choice_is_chosen_from_a_list(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = table(opened, "3", "counters")
    dialog.view.edit(dialog.model.index(0, COUNTER))
    editor = dialog.view.findChild(ChoiceEntry)
    assert editor is not None
    assert editor.accessibleName() == "Counter *"
    editor.setCurrentIndex(3)
    editor.activated.emit(3)
    qtbot.waitUntil(lambda: [row.cells.get(FactId("counter")) for row in dialog.rows()] == [Choice("c")])


def test_a_figure_of_two_readings_waits_in_its_cell(opened: MainWindow) -> None:
    dialog = table(opened, "4", "fees")
    assert write(dialog, 0, 0, "1,010")
    dialog.accept()
    assert dialog.result() == 0
    assert dialog.fault.text().endswith("Did you mean: 1010")


def test_the_checklist_fixes_the_number_of_rows(opened: MainWindow, workspace: Workspace) -> None:
    dialog = table(opened, "4", "fees")
    assert dialog.model.rowCount() == 2
    QGuiApplication.clipboard().setText("1,5 triệu\n200.000 đ\n300.000\n")
    dialog.paste()
    preview = dialog.findChild(PastedRowsDialog)
    assert preview is not None
    preview.accept()
    assert "1 of those pasted were not taken" in dialog.fault.text()
    dialog.accept()
    cells = [row.cells for row in load(workspace, VISIT).visit.rows]
    assert cells == [{"fee": Amount(1_500_000)}, {"fee": Amount(200_000)}]
    assert load(workspace, VISIT).visit.answer(ItemId("4")).facts == {"fees": Rows(2)}


def test_what_is_pasted_into_a_calculated_column_is_said_not_to_be_used(opened: MainWindow) -> None:
    dialog = table(opened, "3", "counters")
    QGuiApplication.clipboard().setText("Quầy lạ\t12\t1\t99\n")
    dialog.paste()
    preview = dialog.findChild(PastedRowsDialog)
    assert preview is not None
    assert [cell.problem for cell in preview.pasted.lines[0]] == [
        "None of the choices is called so.",
        None,
        None,
        "This column is calculated; what was pasted is not used.",
    ]


def test_the_rules_of_many_rows_are_worked_out_beside_the_window(opened: MainWindow, qtbot: QtBot) -> None:
    dialog = table(opened, "3", "counters")
    lines = [f"Counter A\t{number + 5}\t{number}" for number in range(1, 301)]
    QGuiApplication.clipboard().setText("\n".join(lines))
    dialog.paste()
    preview = dialog.findChild(PastedRowsDialog)
    assert preview is not None
    preview.accept()
    dialog.settle()
    assert opened.context.tasks.running
    # What is typed meanwhile is asked about as soon as the answer is here.
    write(dialog, 299, LATE, "306")
    dialog.settle()
    qtbot.waitUntil(lambda: dialog.model.index(299, LEFT).data() == "-1", timeout=60_000)
    assert dialog.model.index(298, LEFT).data() == "5"
    assert dialog.model.index(299, LATE).data(TOOLTIP) == "This does not satisfy the checklist."
    qtbot.waitUntil(lambda: not opened.context.tasks.running, timeout=60_000)
