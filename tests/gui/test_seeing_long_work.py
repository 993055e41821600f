"""What the window shows of long work: nothing that flickers, a list with reasons, a word when one has gone elsewhere."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.actions.workspace import Workspace
from inspector_app.errors import StoreError
from inspector_app.gui import notifications
from inspector_app.gui.dialogs.work import WorkDialog
from inspector_app.gui.notifications import Notifier
from inspector_app.gui.tasks import State, Task
from inspector_app.gui.widgets import work_line
from inspector_app.gui.window import MainWindow

PATIENCE_MS = 20_000


@pytest.fixture
def gate() -> threading.Event:
    return threading.Event()


@pytest.fixture
def job(gate: threading.Event) -> Callable[[Workspace, Task], None]:
    def stay(_workspace: Workspace, task: Task) -> None:
        task.progress(7, 10)
        while not gate.wait(0.01):
            task.stop_if_cancelled()

    return stay


def fail(_workspace: Workspace, _task: Task) -> None:
    raise StoreError("STORE-FULL", "Nothing was written.", why="The disk is full.", todo="Make room.")


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.context.tasks.running, timeout=PATIENCE_MS)


def test_short_work_never_shows_and_long_work_does_with_its_progress(
    qtbot: QtBot, window: MainWindow, job: Callable[[Workspace, Task], None], gate: threading.Event
) -> None:
    line = window.shell.status.work
    window.context.run_task("Reading", lambda _ws, _task: None)
    quiet(qtbot, window)
    assert not line.isVisible()
    task = window.context.run_task("Keeping 200 files", job)
    qtbot.waitUntil(line.isVisible, timeout=PATIENCE_MS)
    assert task.elapsed_ms >= work_line.SHOWN_FROM_MS
    assert line.title.text() == "Keeping 200 files"
    assert (line.bar.value(), line.bar.maximum()) == (700, 1000)
    gate.set()
    quiet(qtbot, window)
    assert not line.isVisible()


def test_stopping_from_the_line_says_so_at_once(
    qtbot: QtBot,
    window: MainWindow,
    job: Callable[[Workspace, Task], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work_line, "SHOWN_FROM_MS", 0)
    task = window.context.run_task("Keeping 200 files", job)
    line = window.shell.status.work
    qtbot.waitUntil(line.isVisible, timeout=PATIENCE_MS)
    qtbot.mouseClick(line.cancel, Qt.MouseButton.LeftButton)
    assert "Stopping" in line.title.accessibleName()
    assert not line.cancel.isEnabled()
    qtbot.waitUntil(lambda: task.state is State.CANCELLED, timeout=500)
    quiet(qtbot, window)
    assert not line.isVisible()


def test_the_list_tells_what_failed_and_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    window.context.run_task("Backing up", fail)
    quiet(qtbot, window)
    line = window.shell.status.work
    assert line.title.text() == "Not done: 1"
    qtbot.mouseClick(line.title, Qt.MouseButton.LeftButton)
    dialog = window.findChild(WorkDialog)
    assert dialog is not None
    (row,) = dialog.list.rows
    assert row.task.title == "Backing up"
    assert row.reason.text() == "Nothing was written. The disk is full. Make room. [STORE-FULL]"
    assert not row.cancel.isVisible()
    assert not line.isVisible()
    qtbot.mouseClick(dialog.list.forget, Qt.MouseButton.LeftButton)
    assert dialog.list.rows == []


def test_the_list_follows_the_work_and_stops_it(
    qtbot: QtBot, window: MainWindow, job: Callable[[Workspace, Task], None]
) -> None:
    window.shell.status.show_work()
    dialog = window.findChild(WorkDialog)
    assert dialog is not None
    assert dialog.list.rows == []
    first = window.context.run_task("Keeping 200 files", job)
    second = window.context.run_task("Sealing the minutes", job)
    assert [row.task for row in dialog.list.rows] == [first, second]
    qtbot.mouseClick(dialog.list.rows[1].cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: second.state is State.CANCELLED, timeout=500)
    qtbot.mouseClick(dialog.list.rows[0].cancel, Qt.MouseButton.LeftButton)
    quiet(qtbot, window)
    assert {row.task.state for row in dialog.list.rows} == {State.CANCELLED}
    for button in (dialog.list.rows[0].cancel, dialog.list.rows[0].copy, dialog.list.rows[0].bar):
        assert "files" in button.accessibleName() or "minutes" in button.accessibleName()


@pytest.fixture
def told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> tuple[Notifier, list[str]]:
    monkeypatch.setattr(notifications, "LONG_MS", 0)
    said: list[str] = []
    context = window.context
    notifier = Notifier(
        window,
        context.tasks,
        context.habits,
        context.translate,
        window.bring_to_front,
        window,
        show=lambda _title, sentence: said.append(sentence),
    )
    return notifier, said


def go_elsewhere(qtbot: QtBot, window: QWidget) -> None:
    window.hide()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is None, timeout=PATIENCE_MS)


def test_only_work_that_one_went_away_from_is_told(
    qtbot: QtBot, window: MainWindow, told: tuple[Notifier, list[str]]
) -> None:
    _notifier, said = told
    window.context.run_task("Reading", lambda _ws, _task: None)
    quiet(qtbot, window)
    assert said == []
    go_elsewhere(qtbot, window)
    window.context.run_task("Keeping 200 files", lambda _ws, _task: None)
    window.context.run_task("", lambda _ws, _task: None)
    window.context.run_task("Backing up", fail)
    quiet(qtbot, window)
    assert said == [
        "Done: Keeping 200 files",
        "Not done: Backing up. Open the window to see why and what to do.",
    ]


def test_nothing_is_told_while_people_look_at_the_screen_or_when_it_is_switched_off(
    qtbot: QtBot, window: MainWindow, told: tuple[Notifier, list[str]]
) -> None:
    notifier, said = told
    go_elsewhere(qtbot, window)
    notifier.quiet = True
    window.context.run_task("Keeping 200 files", lambda _ws, _task: None)
    quiet(qtbot, window)
    notifier.quiet = False
    window.habits.change(notifications=False)
    window.context.run_task("Keeping 200 files", lambda _ws, _task: None)
    quiet(qtbot, window)
    assert said == []
