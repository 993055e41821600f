"""Work beside the window: what waits for what, progress that only grows, stopping, and what is told afterwards."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.actions.workspace import Workspace
from inspector_app.errors import StoreError
from inspector_app.gui.tasks import CancelledError, Lane, State, Task, Tasks

PATIENCE_MS = 20_000


@pytest.fixture
def tasks(dressed: QApplication, workspace: Workspace) -> Iterator[Tasks]:
    made = Tasks(workspace)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def quiet(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not tasks.running, timeout=PATIENCE_MS)


def nothing(_result: Any, _problem: BaseException | None) -> None:
    """Nobody waits for it."""


class Gate:
    """A job that stays until it is let go or stopped."""

    def __init__(self) -> None:
        self.inside = threading.Event()
        self.open = threading.Event()

    def job(self, _workspace: Workspace, task: Task) -> str:
        self.inside.set()
        while not self.open.wait(0.01):
            task.stop_if_cancelled()
        return "through"


def test_a_page_of_the_preview_does_not_wait_for_an_import_of_photos(
    qtbot: QtBot, tasks: Tasks, quiet: Callable[[], None]
) -> None:
    gate, seen = Gate(), []
    tasks.run("Keeping 200 files", gate.job, nothing)
    qtbot.waitUntil(gate.inside.is_set, timeout=PATIENCE_MS)
    tasks.run("", lambda _ws, _task: "page", lambda result, _problem: seen.append(result))
    qtbot.waitUntil(lambda: seen == ["page"], timeout=PATIENCE_MS)
    assert [task.title for task in tasks.running] == ["Keeping 200 files"]
    gate.open.set()
    quiet()


def test_nor_do_the_minutes_wait_for_a_long_look_at_files(
    qtbot: QtBot, tasks: Tasks, quiet: Callable[[], None]
) -> None:
    gate, seen = Gate(), []
    tasks.run("Checking the folder", gate.job, nothing, Lane.APART)
    qtbot.waitUntil(gate.inside.is_set, timeout=PATIENCE_MS)
    tasks.run("Sealing", lambda _ws, _task: "sealed", lambda result, _problem: seen.append(result))
    qtbot.waitUntil(lambda: seen == ["sealed"], timeout=PATIENCE_MS)
    gate.open.set()
    quiet()


def test_what_writes_keeps_the_order_of_the_acts(tasks: Tasks, quiet: Callable[[], None]) -> None:
    written: list[int] = []
    for number in range(40):
        quietly = number % 3 == 0
        tasks.run(
            "" if quietly else f"Act {number}",
            lambda _ws, _task, own=number: written.append(own),
            nothing,
            Lane.WORK,
        )
    quiet()
    assert written == list(range(40))


def test_progress_never_falls_and_says_all_only_at_the_end(tasks: Tasks, quiet: Callable[[], None]) -> None:
    shares: list[float] = []

    def job(_workspace: Workspace, task: Task) -> None:
        assert task.share is None
        task.progress(0, 0)
        assert task.share is None
        for done, total in ((1, 4), (3, 4), (1, 10), (4, 4), (2, 8)):
            task.progress(done, total)
            assert task.share is not None
            shares.append(task.share)

    task = tasks.run("Two rounds", job, nothing)
    quiet()
    assert task.state is State.DONE
    assert shares == [0.25, 0.75, 0.75, 0.99, 0.99]
    assert task.share == 1.0


def test_stopping_takes_effect_at_once_and_leaves_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    gate, ended = Gate(), []
    running = tasks.run("Runs", gate.job, lambda _result, problem: ended.append(problem))
    waiting = tasks.run(
        "Waits", lambda _ws, _task: pytest.fail("it began"), lambda _r, problem: ended.append(problem)
    )
    qtbot.waitUntil(gate.inside.is_set, timeout=PATIENCE_MS)
    waiting.cancel()
    qtbot.waitUntil(lambda: waiting.state is State.CANCELLED, timeout=PATIENCE_MS)
    assert running.state is State.RUNNING
    watch = QElapsedTimer()
    watch.start()
    running.cancel()
    qtbot.waitUntil(lambda: running.state is State.CANCELLED, timeout=500)
    assert watch.elapsed() <= 500
    assert [type(problem) for problem in ended] == [CancelledError, CancelledError]


def test_what_failed_stays_in_the_list_with_its_reason(tasks: Tasks, quiet: Callable[[], None]) -> None:
    def job(_workspace: Workspace, _task: Task) -> None:
        raise StoreError("STORE-FULL", "The disk is full.", why="No room.", todo="Make room.")

    tasks.run("Backing up", job, nothing)
    tasks.run("Reading", lambda _ws, _task: 1, nothing)
    tasks.run("", lambda _ws, _task: 1, nothing)
    quiet()
    assert [(task.title, task.state) for task in tasks.shown] == [
        ("Reading", State.DONE),
        ("Backing up", State.FAILED),
    ]
    failed = tasks.shown[1].explained
    assert failed is not None
    assert failed.code == "STORE-FULL"
    tasks.forget_ended()
    assert tasks.shown == ()


def test_closing_stops_what_runs_and_waits_for_it(
    qtbot: QtBot, dressed: QApplication, workspace: Workspace
) -> None:
    tasks = Tasks(workspace)
    gates = [Gate() for _ in Lane]
    for gate, lane in zip(gates, Lane, strict=True):
        tasks.run("Long", gate.job, nothing, lane)
    for gate in gates:
        qtbot.waitUntil(gate.inside.is_set, timeout=PATIENCE_MS)
    tasks.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("task-")]
    assert tasks.running == ()


def test_every_job_has_a_connection_of_its_own(
    tasks: Tasks, workspace: Workspace, quiet: Callable[[], None], tmp_path: Path
) -> None:
    seen: list[tuple[int, bool]] = []

    def job(own: Workspace, _task: Task) -> None:
        own.db.rows("SELECT count(*) FROM event")
        seen.append((threading.get_ident(), own.db.connection is workspace.db.connection))

    for lane in Lane:
        tasks.run("Looks", job, nothing, lane)
    quiet()
    assert len(seen) == len(Lane)
    assert {shared for _thread, shared in seen} == {False}
    assert threading.get_ident() not in {thread for thread, _shared in seen}
