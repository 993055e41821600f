"""Backups from the settings, as somebody who is no expert makes them and puts one back, in few steps."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from inspector_app.actions import backups
from inspector_app.actions.answers import set_verdict
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.clock import FixedClock
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.settings.backup import AutomaticRow
from inspector_app.gui.settings.dialog import SettingsDialog, show_settings
from inspector_app.gui.window import MainWindow

PATIENCE_MS = 60_000
YES, NO = ItemVerdict.YES, ItemVerdict.NO

pytestmark = pytest.mark.qt_log_ignore("does not support raise")


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    return show_settings(window)


def press(qtbot: QtBot, dialog: SettingsDialog, text: str) -> None:
    (button,) = [own for own in dialog.findChildren(QPushButton) if own.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(qtbot: QtBot, window: MainWindow) -> FormDialog:
    def visible() -> list[FormDialog]:
        return [own for own in window.findChildren(FormDialog) if own.isVisible()]

    qtbot.waitUntil(lambda: bool(visible()), timeout=PATIENCE_MS)
    return visible()[0]


def test_a_backup_is_made_where_one_says_and_is_checked(
    qtbot: QtBot,
    window: MainWindow,
    dialog: SettingsDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "USB của đoàn"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(stick))
    press(qtbot, dialog, "Back up now…")
    qtbot.waitUntil(lambda: bool(dialog.backup.said.text()), timeout=PATIENCE_MS)
    (made,) = stick.glob("*.db")
    assert backups.look_at(made).visits == 1
    assert str(made) in dialog.backup.said.text()


def test_a_backup_is_put_back_in_three_steps_after_it_was_said_what_it_replaces(
    qtbot: QtBot,
    window: MainWindow,
    workspace: Workspace,
    visit_id: VisitId,
    clock: FixedClock,
) -> None:
    set_verdict(workspace, visit_id, ItemId("1"), YES)
    assert backups.automatic(workspace) is not None
    set_verdict(workspace, visit_id, ItemId("1"), NO)
    dialog = show_settings(window)
    (listed,) = dialog.findChildren(AutomaticRow)
    qtbot.mouseClick(listed.rows[0].buttons[0], Qt.MouseButton.LeftButton)
    question = asked(qtbot, window)
    said = " ".join(own.text() for own in question.findChildren(QLabel))
    assert "takes the place of all 1 visit(s)" in said
    assert load(workspace, visit_id).visit.answer(ItemId("1")).verdict is NO
    qtbot.mouseClick(question.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    with open_workspace(workspace.folder, clock) as again:
        assert load(again, visit_id).visit.answer(ItemId("1")).verdict is YES
        assert any(not own.automatic for own in backups.listing(again))


def test_leaving_the_question_changes_nothing(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, workspace: Workspace, tmp_path: Path
) -> None:
    made = backups.write_backup(workspace, tmp_path).path
    dialog.restore_from(made)
    asked(qtbot, window).reject()
    assert window.isVisible()
    assert backups.listing(workspace) == ()


def test_a_backup_that_went_bad_meanwhile_leaves_a_window_that_works(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, workspace: Workspace, tmp_path: Path
) -> None:
    made = backups.write_backup(workspace, tmp_path).path
    dialog.restore_from(made)
    question = asked(qtbot, window)
    made.unlink()
    question.accept()
    assert window.isVisible()
    assert window.shell.failure.isVisible()
    seen: list[int] = []
    window.context.run_task("Reading", lambda _ws, _task: 7, seen.append)
    qtbot.waitUntil(lambda: seen == [7], timeout=PATIENCE_MS)


def test_everything_that_is_kept_is_checked(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, workspace: Workspace
) -> None:
    press(qtbot, dialog, "Check now")
    qtbot.waitUntil(lambda: "Everything is whole." in dialog.backup.said.text(), timeout=PATIENCE_MS)
