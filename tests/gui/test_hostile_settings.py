"""Settings that nobody could have made in the window: of a damaged file, or of a file from somebody else."""

import json
from pathlib import Path
from typing import Any

import pytest

from inspector_app.actions.settings_exchange import read_settings, taken_over
from inspector_app.errors import FormatError, SettingsError
from inspector_app.gui.commands import COMMANDS, keys_of
from inspector_app.gui.habits import Habits
from inspector_app.gui.settings.dialog import show_settings
from inspector_app.gui.settings.exchange import TakeOverDialog
from inspector_app.gui.window import MainWindow
from inspector_app.settings import FILE_NAME, FORMAT, Settings, load, save


def told(**own: Any) -> bytes:
    return json.dumps({"format": FORMAT, "schema": 1, "settings": own}).encode()


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000 + "]" * 5000,
        "last_scroll = 9223372036854775807",
        "reader_points = 1000000000",
        'recipients = "abc"',
        "recent = {a = 1}",
    ],
)
def test_a_file_that_cannot_be_ours_is_put_aside_and_the_program_starts(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        load(tmp_path)
    habits = Habits(tmp_path)
    assert habits.damaged is not None
    habits.save()
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize(
    "own", [{"province": "\ud800"}, {"recipients": "abc"}, {"recipients": {"a": 1}}, {"team": ["abc"]}]
)
def test_values_that_no_settings_hold_are_refused(own: dict[str, Any]) -> None:
    with pytest.raises(FormatError):
        read_settings(told(**own), Settings())


def test_nothing_invisible_comes_in(tmp_path: Path) -> None:
    changes = read_settings(
        told(team_name="Đoàn\u202e\x07 kiểm tra\0", team=[["A\u200b", "B", "leader"]]), Settings()
    )
    after = taken_over(Settings(), changes)
    assert (after.team_name, after.team) == ("Đoàn kiểm tra", (("A", "B", "leader"),))
    save(tmp_path, after)
    assert load(tmp_path) == after


def test_a_letter_in_the_file_is_no_key(tmp_path: Path) -> None:
    """Nobody could type it any longer, in no note and in no search."""
    (tmp_path / FILE_NAME).write_text(
        'keys = [["undo", "a"], ["tick-yes", "Backspace"], ["redo", "F12"], ["find", ""]]', encoding="utf-8"
    )
    habits = Habits(tmp_path)
    assert keys_of(COMMANDS["undo"], habits) == COMMANDS["undo"].keys
    assert keys_of(COMMANDS["tick-yes"], habits) == COMMANDS["tick-yes"].keys
    assert keys_of(COMMANDS["redo"], habits) == ("F12",)
    assert keys_of(COMMANDS["find"], habits) == ()


def test_keys_of_another_laptop_make_no_command_deaf(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "lạ.json"
    keys = [["undo", "a"], ["new", "Ctrl+F"], ["work", "F12"], ["zzz", "F4"], ["work", "F1"]]
    keys += [["redo", "Ctrl+Z"], ["step-1", "Ctrl+2"], ["step-2", "Ctrl+1"]]
    path.write_bytes(told(keys=keys))
    dialog = show_settings(window)
    dialog.exchange.take_from(path)
    (preview,) = window.findChildren(TakeOverDialog)
    preview.accept()
    assert window.settings.keys == (("work", "F12"), ("step-1", "Ctrl+2"), ("step-2", "Ctrl+1"))
