"""A key tells who wrote what and when, of the field one is in; an earlier value comes back and can be undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import add_finding, add_person, set_value, set_verdict
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.event import Plane
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, PersonRole, Side, VisitId
from inspector_app.gui.dialogs.history import HistoryDialog, show_history
from inspector_app.gui.models.history import AFTER, BEFORE, FIELD, REMARK, WHEN, WHERE, WHO
from inspector_app.gui.places import field_at
from inspector_app.gui.widgets.field_menu import command_near
from inspector_app.gui.window import MainWindow
from inspector_app.store import events, visits
from tests.gui.test_checking_by_keyboard import press

CONTROL = Qt.KeyboardModifier.ControlModifier


def dialog_of(window: MainWindow) -> HistoryDialog:
    (found,) = window.findChildren(HistoryDialog)
    return found


def column(dialog: HistoryDialog, number: int) -> list[str]:
    return [dialog.model.text(row, number) for row in range(dialog.model.rowCount())]


def test_the_key_shows_the_history_of_the_item_in_the_words_of_the_window(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_2)
    press(qtbot, Qt.Key.Key_H, CONTROL)
    dialog = dialog_of(window)
    dialog.field.show_value(("answer:1", "verdict"))
    dialog.field.edited.emit(dialog.field.value)
    assert column(dialog, BEFORE) == ["No", "(empty)"]
    assert column(dialog, AFTER) == ["Partly", "No"]
    assert column(dialog, WHO) == ["Lê Thị Mẫu"] * 2
    assert column(dialog, WHERE) == ["this computer"] * 2
    assert column(dialog, FIELD) == ["Item 1 · Answer"] * 2
    assert column(dialog, WHEN)[0] == f"{workspace.clock.now():%d/%m/%Y %H:%M}"


def test_in_a_field_it_shows_that_field_and_saves_first_what_is_typed(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.shell.checking.reveal("answer:1", "note")
    note = QApplication.focusWidget()
    assert isinstance(note, QPlainTextEdit)
    assert field_at(note) == ("answer:1", "note")
    qtbot.keyClicks(note, "xem lai")
    press(qtbot, Qt.Key.Key_H, CONTROL)
    dialog = dialog_of(window)
    assert dialog.field.value == ("answer:1", "note")
    assert column(dialog, AFTER) == ["xem lai"]


def test_an_earlier_value_comes_back_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    for text in ("một", "hai"):
        set_value(workspace, visit_id, "answer:1", "note", text)
    window.context.refresh()
    dialog = show_history(window.context, "answer:1", "note", window)
    assert dialog is not None
    dialog.table.selectRow(1)
    assert "After: một" in dialog.values.text()
    dialog.back.click()
    assert load(workspace, visit_id).visit.notes == {ItemId("1"): "một"}
    assert column(dialog, AFTER) == ["một", "hai", "một"], "the dialog tells what it did"
    window.context.perform(undo, visit_id)
    assert load(workspace, visit_id).visit.notes == {ItemId("1"): "hai"}
    assert "was undone" in column(dialog, REMARK)[1]
    assert "takes an earlier change back" in column(dialog, REMARK)[0]


@pytest.mark.parametrize("kind", ["person", "finding", "opinion"])
def test_people_shortcomings_and_opinions_have_a_history_too(
    window: MainWindow, workspace: Workspace, visit_id: VisitId, kind: str
) -> None:
    if kind == "person":
        made = add_person(workspace, visit_id, Side.TEAM, PersonRole.LEADER, name="Trần Thị Thử")
        entity, field, expected = f"person:{made}", "name", "Trần Thị Thử"
    elif kind == "finding":
        entity = f"finding:{add_finding(workspace, visit_id, (ItemId('2'),), 'Thiếu kế hoạch')}"
        field, expected = "text", "Thiếu kế hoạch"
    else:
        entity, field, expected = "opinion", "response", "Đơn vị tiếp thu"
        set_value(workspace, visit_id, entity, field, expected)
    window.context.refresh()
    dialog = show_history(window.context, entity, field, window)
    assert dialog is not None
    assert column(dialog, AFTER) == [expected]


def test_what_another_laptop_wrote_says_so(
    window: MainWindow, workspace: Workspace, visit_id: VisitId, tmp_path_factory: pytest.TempPathFactory
) -> None:
    set_verdict(workspace, visit_id, ItemId("1"), ItemVerdict.NO)
    with open_workspace(tmp_path_factory.mktemp("other"), workspace.clock, "Phạm Văn Hai") as other:
        template = workspace.template(visits.ref(workspace.db, visit_id).sha256)
        from inspector_app.actions.visits import receive_visit

        receive_visit(other, visit_id, template)
        events.merge(other.db, visit_id, events.of_visit(workspace.db, visit_id))
        set_verdict(other, visit_id, ItemId("1"), ItemVerdict.PARTLY)
        events.merge(workspace.db, visit_id, events.of_visit(other.db, visit_id, Plane.ANSWERS))
    window.context.refresh()
    dialog = show_history(window.context, "answer:1", "verdict", window)
    assert dialog is not None
    found = dict(
        zip(column(dialog, AFTER), zip(column(dialog, WHO), column(dialog, WHERE), strict=True), strict=True)
    )
    assert found["No"] == ("Lê Thị Mẫu", "this computer")
    assert found["Partly"][0] == "Phạm Văn Hai"
    assert found["Partly"][1].startswith("another computer (")


def test_what_was_never_written_says_so(window: MainWindow) -> None:
    dialog = show_history(window.context, "answer:33", None, window)
    assert dialog is not None
    assert dialog.none.isVisibleTo(dialog)
    assert not dialog.back.isEnabled()


def test_the_menu_of_a_field_has_it(window: MainWindow) -> None:
    window.shell.checking.reveal("answer:1", "result")
    entry = QApplication.focusWidget()
    for name in ("history", "phrases"):
        assert command_near(entry, name) is not None
