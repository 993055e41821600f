"""The settings: found without marks, at work at once, taken back by Reset, carried to another laptop in one file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from inspector_app import settings as settings_file
from inspector_app.actions.settings_exchange import read_settings, write_settings
from inspector_app.actions.visits import listing
from inspector_app.actions.workspace import Workspace
from inspector_app.errors import FormatError
from inspector_app.gui.commands import COMMANDS
from inspector_app.gui.settings.dialog import SettingsDialog, show_settings
from inspector_app.gui.settings.exchange import TakeOverDialog
from inspector_app.gui.settings.key_rules import conflicting, refusal
from inspector_app.gui.settings.keys import KeyRow
from inspector_app.gui.settings.rows import SettingRow
from inspector_app.gui.settings.team import NAME, POSITION, TeamRow
from inspector_app.gui.window import MainWindow
from inspector_app.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("does not support raise")
"""Offscreen there is no stack of windows."""


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    return show_settings(window)


def row(dialog: SettingsDialog, name: str) -> SettingRow:
    return next(own for own in dialog.findChildren(SettingRow) if own.name == name)


def key_row(dialog: SettingsDialog, command: str) -> KeyRow:
    dialog.keys.fill()
    return next(own for own in dialog.findChildren(KeyRow) if own.command.id == command)


def visible(dialog: SettingsDialog) -> set[str]:
    return {own.label for group in dialog.groups for own in group.rows if own.isVisible()}


def test_the_settings_open_by_their_keys(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(SettingsDialog)
    assert dialog.isVisible()
    assert show_settings(window) is dialog
    assert dialog.list.count() == len(dialog.groups) == 9


def test_a_change_is_at_work_at_once_written_down_and_reset(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, workspace: Workspace
) -> None:
    own = row(dialog, "auto_advance")
    assert not own.reset.isEnabled()
    own.entry.click()
    assert window.settings.auto_advance is False
    assert settings_file.load(workspace.folder).auto_advance is False
    qtbot.mouseClick(own.reset, Qt.MouseButton.LeftButton)
    assert window.settings.auto_advance is True
    assert own.entry.isChecked()
    assert not own.reset.isEnabled()


def test_a_name_typed_there_stands_beside_what_is_changed(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    own = row(dialog, "person")
    own.entry.setFocus()
    own.entry.insert("Nguyễn Văn Thử")  # as an input method does; QTest presses ASCII alone
    qtbot.keyClick(own.entry, Qt.Key.Key_Return)
    assert window.context.workspace.actor == "Nguyễn Văn Thử"


def test_a_setting_is_found_without_marks(window: MainWindow, dialog: SettingsDialog) -> None:
    window.set_language("vi")
    again = show_settings(window)
    again.search.setText("hoan tac")
    assert "Hoàn tác" in visible(again)
    again.search.setText("khong co gi nhu the")
    assert visible(again) == set()
    assert again.nothing.isVisible()
    again.search.clear()
    assert len(visible(again)) > 30


def test_the_search_finds_by_name_hint_and_group(dialog: SettingsDialog) -> None:
    dialog.search.setText("backup")
    assert "Back up everything" in visible(dialog)
    assert "Language" not in visible(dialog)
    dialog.search.setText("LANGUAGE")
    assert visible(dialog) == {"Language"}
    dialog.search.setText("undo")
    assert "Undo" in visible(dialog)


def test_another_language_comes_at_once_and_the_settings_stay_open(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    entry = row(dialog, "language").entry
    entry.edited.emit("vi")
    qtbot.waitUntil(lambda: window.context.language == "vi")
    qtbot.waitUntil(lambda: any(own.isVisible() for own in window.findChildren(SettingsDialog)))


def test_members_of_the_team_are_typed_in_place(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    (team,) = dialog.findChildren(TeamRow)
    qtbot.mouseClick(team.add, Qt.MouseButton.LeftButton)
    team.table.item(0, NAME).setText("Trần Thị Mẫu")
    team.table.item(0, POSITION).setText("Phó Giám đốc Sở Nội vụ")
    assert window.settings.team == (("Trần Thị Mẫu", "Phó Giám đốc Sở Nội vụ", "leader"),)
    qtbot.mouseClick(team.reset, Qt.MouseButton.LeftButton)
    assert window.settings.team == ()
    assert team.table.rowCount() == 0


@pytest.mark.parametrize(
    ("keys", "refused"),
    [
        ("D", True),
        ("Shift+D", True),
        ("5", True),
        ("/", True),
        ("Backspace", True),
        ("Space", True),
        ("Return", True),
        ("Down", True),
        ("Ctrl+C", True),
        ("Ctrl+G, Ctrl+H", True),
        ("Ctrl+Shift+G", False),
        ("Alt+D", False),
        ("F12", False),
        ("Ctrl+9", False),
    ],
)
def test_what_vietnamese_keyboards_and_text_need_is_refused(keys: str, refused: bool) -> None:
    assert (refusal(QKeySequence(keys)) is not None) is refused


def test_other_keys_work_at_once_and_come_back_by_reset(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    own = key_row(dialog, "new")
    own.edit.setFocus()
    qtbot.keyClick(own.edit, Qt.Key.Key_F12)
    action = window.shell.actions_made["new"]
    assert [keys.toString() for keys in action.shortcuts()] == ["F12"]
    assert window.settings.keys == (("new", "F12"),)
    qtbot.mouseClick(own.reset, Qt.MouseButton.LeftButton)
    assert [keys.toString() for keys in action.shortcuts()] == ["Ctrl+N"]
    qtbot.mouseClick(own.none, Qt.MouseButton.LeftButton)
    assert action.shortcuts() == []


def test_keys_of_another_command_are_refused_by_its_name(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog
) -> None:
    own = key_row(dialog, "new")
    own.edit.setFocus()
    qtbot.keyClick(own.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not own.problem.isHidden()
    assert "Undo" in own.problem.text()
    assert window.settings.keys == ()
    assert own.edit.keySequence() == QKeySequence("Ctrl+N")
    qtbot.keyClick(own.edit, Qt.Key.Key_A)
    assert "Letters" in own.problem.text()
    assert own.edit.keySequence() == QKeySequence("Ctrl+N")


def test_nobody_is_caught_in_a_field_for_keys(qtbot: QtBot, dialog: SettingsDialog) -> None:
    own = key_row(dialog, "new")
    own.edit.setFocus()
    qtbot.keyClick(own.edit, Qt.Key.Key_Tab)
    assert not own.edit.hasFocus()
    assert own.edit.keySequence() == QKeySequence("Ctrl+N")


def test_no_two_commands_have_the_same_keys_by_default(window: MainWindow) -> None:
    habits = window.habits
    seen = {
        (command.id, other.id)
        for command in COMMANDS.values()
        for keys in command.keys
        if (other := conflicting(command, QKeySequence(keys), habits)) is not None
    }
    assert seen == set()


def test_settings_go_to_another_laptop_in_one_file(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, tmp_path: Path
) -> None:
    window.habits.change(
        team_name="Đoàn kiểm tra CCHC",
        keys=(("new", "F12"),),
        team=(("Trần Thị Mẫu", "Sở Nội vụ", "leader"),),
        person="Người Ở Máy Này",
        scan_folder="/quet",
        last_folder="/ho-so",
    )
    path = tmp_path / "thiết lập.json"
    dialog.exchange.write(path)
    text = path.read_text(encoding="utf-8")
    for own in ("Người Ở Máy Này", "/quet", "/ho-so", str(window.settings.last_visit), "geometry", "recent"):
        assert own not in text
    window.habits.change(team_name=None, keys=(), team=(), text_size=125)
    dialog.exchange.take_from(path)
    (preview,) = window.findChildren(TakeOverDialog)
    shown = "\n".join(preview.lines)
    assert "Đoàn kiểm tra CCHC" in shown
    assert "New visit: F12" in shown
    assert window.settings.team_name is None
    preview.accept()
    assert window.settings.team_name == "Đoàn kiểm tra CCHC"
    assert window.settings.keys == (("new", "F12"),)
    assert window.settings.team == (("Trần Thị Mẫu", "Sở Nội vụ", "leader"),)
    assert window.settings.text_size == 100
    assert window.settings.person == "Người Ở Máy Này"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": "inspector-app/settings", "schema": 2, "settings": {}}',
        b'{"format": "inspector-app/settings", "schema": 1, "settings": {"text_size": 7}}',
        b'{"format": "inspector-app/settings", "schema": 1, "settings": {"keys": [["new"]]}}',
        b'{"format": "inspector-app/settings", "schema": 1, "settings": {"keys": 5}}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_is_not_ours_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        read_settings(data, Settings())


def test_what_a_file_says_of_this_computer_is_not_taken() -> None:
    raw = json.loads(write_settings(Settings()))
    raw["settings"] |= {"last_visit": "a" * 32, "window_geometry": "AAAA", "person": "Ai Đó"}
    assert read_settings(json.dumps(raw).encode(), Settings()) == ()


def test_everything_has_a_name_and_is_reached(dialog: SettingsDialog) -> None:
    for own in dialog.findChildren(QWidget):
        if own.isVisible() and own.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(own, QLabel):
            assert own.accessibleName() or own.property("text"), own


def test_visits_opened_last_are_in_the_menu(
    window: MainWindow, workspace: Workspace, open_window: Callable[[], MainWindow]
) -> None:
    from inspector_app.actions.visits import create_visit

    other = create_visit(workspace, "cchc-2022", {"unit": "Sở Khác"})
    first = window.context.visit
    assert first is not None
    window.context.open(other)
    assert window.settings.recent[:2] == (other, first.visit.id)
    menu = window.shell.rail.menu
    menu.aboutToShow.emit()
    (recent,) = [own.menu() for own in menu.actions() if own.text() == "Opened last"]
    assert [own.text() for own in recent.actions()] == ["Sở Mẫu · Kiểm tra công tác CCHC"]
    recent.actions()[0].trigger()
    assert window.context.visit is not None
    assert window.context.visit.visit.id == first.visit.id
    assert len(listing(workspace)) == 2
