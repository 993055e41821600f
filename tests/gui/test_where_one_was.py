"""Closing and opening again, another language, a second start, a damaged settings file: nothing is lost."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app import settings
from inspector_app.actions.answers import set_verdict
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.errors import SettingsError
from inspector_app.gui.application import take_lock
from inspector_app.gui.doorkeeper import Doorkeeper, knock
from inspector_app.gui.window import MainWindow
from inspector_app.settings import Settings

OpenWindow = Callable[[], MainWindow]


def test_a_window_opened_again_stands_where_it_was(open_window: OpenWindow, visit_id: VisitId) -> None:
    first = open_window()
    first.context.open(visit_id)
    first.shell.checking.set_current(ItemId("25a"))
    first.close()
    second = open_window()
    assert second.context.visit is not None
    assert second.context.visit.visit.id == visit_id
    assert second.shell.step == 2
    assert second.shell.checking.current == "25a"


def test_the_step_is_remembered_without_closing(
    qtbot: QtBot, open_window: OpenWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    window = open_window()
    window.context.open(visit_id)
    window.shell.show_step(1)
    qtbot.waitUntil(lambda: settings.load(workspace.folder).last_step == 1)
    assert settings.load(workspace.folder).last_visit == visit_id


def test_a_note_half_typed_is_saved_by_closing_the_window(
    qtbot: QtBot, open_window: OpenWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    window = open_window()
    window.context.open(visit_id)
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    note = QApplication.focusWidget()
    assert note is not None
    qtbot.keyClicks(note, "con thieu phu luc")
    window.close()
    assert load(workspace, visit_id).visit.notes[ItemId("1")] == "con thieu phu luc"


def test_a_new_process_reads_what_this_one_ticked(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_3)
    program = (
        "import sys; from pathlib import Path\n"
        "from inspector_app.actions.workspace import open_workspace\n"
        "from inspector_app.actions.visits import load\n"
        "with open_workspace(Path(sys.argv[1])) as ws:\n"
        "    visit = load(ws, sys.argv[2]).visit\n"
        "    print(visit.answer('1').verdict, len(visit.findings))\n"
    )
    seen = subprocess.run(
        [sys.executable, "-c", program, str(workspace.folder), visit_id],
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.split() == ["no", "1"]


def test_another_language_keeps_the_place(window: MainWindow, workspace: Workspace) -> None:
    window.shell.checking.set_current(ItemId("3"))
    window.set_language("vi")
    assert window.context.language == "vi"
    assert window.shell.checking.current == "3"
    assert window.shell.status.state.text().endswith("Chưa ký · Chưa gửi")
    words = [button.text() for button in window.shell._steps_bar.buttons]
    assert words[1] == "2  Kiểm tra"
    assert settings.load(workspace.folder).language == "vi"
    window.set_language("en")
    assert window.shell._steps_bar.buttons[1].text() == "2  Check"


def test_another_language_changes_nothing_of_the_visit(
    window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    before = load(workspace, visit_id)
    window.set_language("vi")
    assert load(workspace, visit_id) == before


def test_damaged_settings_are_told_and_kept_and_defaults_used(
    qtbot: QtBot, open_window: OpenWindow, workspace: Workspace
) -> None:
    path = workspace.folder / settings.FILE_NAME
    path.write_text('language = "vi\n', encoding="utf-8")
    window = open_window()
    assert window.shell.failure.isVisible()
    assert "SETTINGS-UNREADABLE" in window.shell.failure.todo.text()
    window.close()
    assert (workspace.folder / "settings.damaged-1.toml").read_text(encoding="utf-8") == 'language = "vi\n'
    assert settings.load(workspace.folder).language == "en"


@pytest.mark.parametrize(
    "text",
    ["language = 3\n", 'language = "fr"\n', "last_step = true\n", 'last_step = "2"\n', "\x00", "a = [\n"],
)
def test_a_settings_file_with_wrong_values_is_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / settings.FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        settings.load(tmp_path)


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    kept = Settings("en", "a" * 32, 3, "25a", 'C:\\Hồ sơ "2026"\x7f', "AAEC")
    settings.save(tmp_path, kept)
    assert settings.load(tmp_path) == kept
    assert [path.name for path in tmp_path.iterdir()] == [settings.FILE_NAME]


def test_settings_of_a_newer_release_are_read_as_far_as_known(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text('language = "en"\nhologram = true\n', encoding="utf-8")
    assert settings.load(tmp_path) == Settings("en")


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_brings_the_first_window_to_the_front(
    qtbot: QtBot, open_window: OpenWindow, workspace: Workspace
) -> None:
    lock = take_lock(workspace.folder)
    assert lock is not None
    window = open_window()
    doorkeeper = Doorkeeper(workspace.folder, window)
    doorkeeper.knocked.connect(lambda _files: window.bring_to_front())
    assert take_lock(workspace.folder) is None
    # Offscreen there is no stack of windows to look at: one that was put away must come back.
    window.hide()
    assert knock(workspace.folder)
    qtbot.waitUntil(window.isVisible)
    lock.unlock()


def test_nobody_answers_where_no_window_is(tmp_path: Path) -> None:
    assert not knock(tmp_path)


def test_what_another_computer_wrote_shows_after_a_refresh(
    window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    with open_workspace(workspace.folder, workspace.clock) as other:
        set_verdict(other, visit_id, ItemId("1"), ItemVerdict.YES)
    window.context.refresh()
    card = window.shell.checking.card(ItemId("1"))
    assert card is not None
    button = card.verdicts.button(ItemVerdict.YES)
    assert button is not None
    assert button.isChecked()


def test_after_a_crash_one_stands_at_the_same_item_and_the_page_is_scrolled_as_it_was(
    qtbot: QtBot, open_window: OpenWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    window = open_window()
    window.context.open(visit_id)
    page = window.shell.checking
    page.set_current(ItemId("25a"), take_focus=True)
    qtbot.wait(100)  # until what is built while nothing happens is built
    bar = page.cards.verticalScrollBar()
    bar.setValue(bar.value() + 60)
    offset = page.offset
    qtbot.waitUntil(lambda: settings.load(workspace.folder).last_scroll == page.offset == offset)
    assert settings.load(workspace.folder).last_item == "25a"
    # The first window is never closed: what a killed program leaves is what is written down now.
    again = open_window()
    assert again.shell.step == 2
    assert again.shell.checking.current == "25a"
    qtbot.waitUntil(lambda: again.shell.checking.cards.offset == offset)
    assert QApplication.focusWidget() is again.shell.checking.card(ItemId("25a"))
