"""The rows of a sample are typed in a table and become one act; a spreadsheet's rows are pasted into it."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from inspector_app.actions.undo import undo
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.fact import FactId, FactKind, Sample
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.gui.dialogs.pasted_rows import PastedRowsDialog
from inspector_app.gui.dialogs.rows import RowsDialog
from inspector_app.gui.window import MainWindow

OpenWindow = Callable[[], MainWindow]
ITEM = ItemId("25a")
NUMBER, ISSUED, ABSTRACT, PASSED, REMARK = range(5)


def dialog_of(window: MainWindow) -> RowsDialog:
    """The list of the sample of item 25a."""
    opened = window.context.visit
    assert opened is not None
    item = opened.template.item(ITEM)
    assert item is not None
    spec = next(spec for spec in item.facts if spec.kind is FactKind.SAMPLE)
    return RowsDialog(window.context, opened, item, spec, window)


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> RowsDialog:
    made = dialog_of(window)
    qtbot.addWidget(made)
    return made


def write(dialog: RowsDialog, row: int, column: int, text: str) -> None:
    assert dialog.model.setData(dialog.model.index(row, column), text)


def test_there_is_always_an_empty_row_to_go_on_with(dialog: RowsDialog) -> None:
    assert dialog.model.rowCount() == 1
    write(dialog, 0, NUMBER, "12/QĐ-SM")
    assert dialog.model.rowCount() == 2
    write(dialog, 1, NUMBER, "13/QĐ-SM")
    assert dialog.model.rowCount() == 3
    assert [row.number for row in dialog.rows()] == ["12/QĐ-SM", "13/QĐ-SM"]


def test_a_cell_is_typed_with_the_keyboard(qtbot: QtBot, dialog: RowsDialog) -> None:
    dialog.show()

    def ready() -> bool:
        dialog.activateWindow()
        dialog.view.setFocus()
        return dialog.view.hasFocus()

    qtbot.waitUntil(ready)
    dialog.view.setCurrentIndex(dialog.model.index(0, NUMBER))
    qtbot.keyClicks(dialog.view, "1")
    typed = dialog.view.findChild(QLineEdit)
    assert typed is not None
    assert typed.accessibleName() == "Number and sign"
    qtbot.keyClicks(typed, "2/Q")
    qtbot.keyClick(typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.number for row in dialog.rows()] == ["12/Q"])


def test_a_day_that_cannot_be_read_keeps_the_table_open(dialog: RowsDialog) -> None:
    write(dialog, 0, ISSUED, "6/6/22")
    dialog.accept()
    assert dialog.result() == 0
    assert "Row 1, Issued on" in dialog.fault.text()
    assert dialog.model.index(0, ISSUED).data() == "6/6/22"
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
    card.body.edit_rows(FactId("sample"))
    dialog = window.findChild(RowsDialog)
    assert dialog is not None
    write(dialog, 0, NUMBER, "12/QĐ-SM")
    write(dialog, 0, ABSTRACT, "V/v công bố thủ tục")
    write(dialog, 0, PASSED, "Defective")
    write(dialog, 1, NUMBER, "13/QĐ-SM")
    dialog.accept()
    rows = load(workspace, visit_id).visit.rows
    assert [(row.number, row.abstract, row.passed) for row in rows] == [
        ("12/QĐ-SM", "V/v công bố thủ tục", False),
        ("13/QĐ-SM", None, None),
    ]
    editor = card.body._facts[FactId("sample")]
    assert editor.counts.text() == "Use the numbers of the list: n = 2, x = 1"
    editor.counts.click()
    assert load(workspace, visit_id).visit.answer(ITEM).facts == {"sample": Sample(examined=2, defective=1)}
    assert editor.counts.isHidden()
    undo(workspace, visit_id)
    undo(workspace, visit_id)
    visit = load(workspace, visit_id).visit
    assert visit.rows == ()
    assert visit.answer(ITEM).facts == {}


def test_rows_that_are_there_come_back_as_they_were(open_window: OpenWindow, sample_id: VisitId) -> None:
    window = open_window()
    window.context.open(sample_id)
    assert window.context.visit is not None
    rows = tuple(row for row in window.context.visit.visit.rows if row.item == ITEM)
    assert len(rows) > 1
    dialog = dialog_of(window)
    assert not dialog.changed
    write(dialog, 0, ABSTRACT, "V/v khác")
    assert dialog.changed
    assert [row.id for row in dialog.rows()] == [row.id for row in rows]


def test_rows_move_and_go(dialog: RowsDialog) -> None:
    for row, number in enumerate(("1/A", "2/A", "3/A")):
        write(dialog, row, NUMBER, number)
    dialog.view.setCurrentIndex(dialog.model.index(2, NUMBER))
    dialog._move(-1)
    assert [row.number for row in dialog.rows()] == ["1/A", "3/A", "2/A"]
    assert dialog.view.currentIndex().row() == 1
    dialog._remove()
    assert [row.number for row in dialog.rows()] == ["1/A", "2/A"]


def pasted(dialog: RowsDialog, text: str) -> PastedRowsDialog:
    QGuiApplication.clipboard().setText(text)
    dialog.paste()
    preview = dialog.findChild(PastedRowsDialog)
    assert preview is not None
    return preview


def test_rows_of_a_spreadsheet_are_taken_after_a_preview(dialog: RowsDialog) -> None:
    text = (
        "About\tNumber and sign\tIssued on\tResult\tRemark\r\n"
        '"V/v công bố\nthủ tục"\t12/QĐ-SM\t6/6/2022\tđạt\t\r\n'
        "V/v kiện toàn\t13/QĐ-SM\t6/6/22\tChưa đạt\tthiếu chữ ký\r\n"
    )
    preview = pasted(dialog, text)
    assert preview.headed.isChecked()
    assert preview.pasted.problems == 1
    assert "2 rows" in preview.summary.text()
    assert "dd/mm/yyyy" in preview.table.item(1, 2).toolTip()
    preview.accept()
    first, second = dialog.rows()
    assert (first.number, first.issued, first.abstract, first.passed) == (
        "12/QĐ-SM",
        date(2022, 6, 6),
        "V/v công bố thủ tục",
        True,
    )
    assert (second.number, second.issued, second.passed, second.remark) == (
        "13/QĐ-SM",
        None,
        False,
        "thiếu chữ ký",
    )
    # What could not be read is not lost: it waits in its cell.
    assert dialog.model.index(1, ISSUED).data() == "6/6/22"
    dialog.accept()
    assert dialog.result() == 0


def test_nothing_is_taken_where_the_preview_is_left(dialog: RowsDialog) -> None:
    pasted(dialog, "12/QĐ-SM\t6/6/2022\n13/QĐ-SM\t7/6/2022\n").reject()
    assert dialog.rows() == ()


def test_one_cell_goes_where_the_keyboard_is(dialog: RowsDialog) -> None:
    dialog.view.setCurrentIndex(dialog.model.index(0, REMARK))
    QGuiApplication.clipboard().setText("thiếu ngày\r\n")
    dialog.paste()
    assert dialog.rows()[0].remark == "thiếu ngày"


def test_two_thousand_pasted_rows_are_all_there(dialog: RowsDialog) -> None:
    lines = [f"{number}/QĐ-SM\t6/6/2022\tV/v việc {number}\tđạt" for number in range(1, 2001)]
    pasted(dialog, "\n".join(lines)).accept()
    rows = dialog.rows()
    assert len(rows) == 2000
    assert rows[-1].number == "2000/QĐ-SM"
    assert dialog.model.rowCount() == 2001
    assert dialog.totals.text() == "0 examined, 0 defective."
    dialog.settle()
    assert dialog.totals.text() == "2000 examined, 0 defective."
