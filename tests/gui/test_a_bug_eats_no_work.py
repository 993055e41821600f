"""A bug anywhere: the window stays, nothing is lost, and no report carries what a person typed."""

import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_value, set_verdict
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.clock import ZONE
from inspector_app.errors import StoreError
from inspector_app.gui import crash_reports
from inspector_app.gui.crash_reports import RunLog
from inspector_app.gui.crashes import Crashes
from inspector_app.gui.dialogs.crash import CrashDialog
from inspector_app.gui.window import MainWindow

PATIENCE_MS = 20_000
CANARY = "Bà Hoàng Thị Canh chưa ký số 42 văn bản"
MORNING = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)

pytestmark = pytest.mark.logs("inspector_app.gui.crashes")


@pytest.fixture
def crashes(window: MainWindow) -> Iterator[Crashes]:
    made = Crashes(window)
    yield made
    made.close()


def shown(window: MainWindow) -> CrashDialog | None:
    return next((own for own in window.findChildren(CrashDialog) if own.isVisible()), None)


def fail(*_given: object, **_named: object) -> None:
    unit = CANARY
    raise RuntimeError(f"no such thing: {unit}")


def test_a_bug_in_a_slot_leaves_the_window_and_says_what_is_saved(
    qtbot: QtBot, window: MainWindow, crashes: Crashes, workspace: Workspace, visit_id: VisitId
) -> None:
    window.context.perform(set_value, visit_id, "answer:1", "note", CANARY)
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: shown(window) is not None, timeout=PATIENCE_MS)
    dialog = shown(window)
    assert dialog is not None
    assert "08:00:00" in dialog.saved.text()
    report = dialog.report.toPlainText()
    assert "RuntimeError" in report
    assert "test_a_bug_eats_no_work" not in report
    assert "elsewhere" in report
    for word in CANARY.split():
        assert word not in report.split()
    qtbot.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    assert load(workspace, visit_id).visit.notes[ItemId("1")] == CANARY
    assert not (workspace.folder / crash_reports.FOLDER).exists()


def test_a_report_is_a_file_only_when_one_asks_for_it(
    qtbot: QtBot, window: MainWindow, crashes: Crashes, workspace: Workspace
) -> None:
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: shown(window) is not None, timeout=PATIENCE_MS)
    dialog = shown(window)
    assert dialog is not None
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    (path,) = (workspace.folder / crash_reports.FOLDER).iterdir()
    assert path.name == "report-20260512-080000.txt"
    assert path.read_text(encoding="utf-8") == dialog.report.toPlainText()
    assert str(path) in dialog.kept.text()


def test_a_bug_in_every_action_and_behind_every_button_loses_nothing(
    qtbot: QtBot,
    window: MainWindow,
    crashes: Crashes,
    workspace: Workspace,
    visit_id: VisitId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.context.perform(set_value, visit_id, "answer:1", "note", CANARY)
    window.context.perform(set_verdict, visit_id, ItemId("1"), ItemVerdict.NO)
    before = load(workspace, visit_id)
    met: list[BaseException] = []
    tell = crashes.tell
    monkeypatch.setattr(
        crashes, "tell", lambda problem, trace=None: (met.append(problem), tell(problem, trace))
    )
    for step in range(1, 7):
        window.shell.show_step(step)
    acting: list[QAction | QAbstractButton] = [own for own in window.findChildren(QAction) if own.isEnabled()]
    acting += [own for own in window.findChildren(QPushButton) if own.isEnabled()]
    assert len(acting) > 40
    names = {own.objectName() for own in acting}
    assert {"command-new", "command-find", "command-step-4"} <= names
    for own in acting:
        happening = own.triggered if isinstance(own, QAction) else own.clicked
        with warnings.catch_warnings(action="ignore"):
            happening.disconnect()  # warns where nothing is connected: buttons of a dialog's frame
        happening.connect(fail)
    for name in ("ask", "perform", "open", "run_task", "go_to", "announce"):
        monkeypatch.setattr(window.context, name, fail)
    for own in acting:
        own.trigger() if isinstance(own, QAction) else own.click()
    assert len(met) >= len(acting)
    qtbot.waitUntil(lambda: shown(window) is not None, timeout=PATIENCE_MS)
    dialog = shown(window)
    assert dialog is not None
    assert len([own for own in window.findChildren(CrashDialog) if own.isVisible()]) == 1
    for word in ("Hoàng", "Canh", "văn", "Sở", "Lê"):
        assert word not in dialog.report.toPlainText()
    monkeypatch.undo()
    dialog.accept()
    assert window.isVisible()
    assert load(workspace, visit_id) == before
    window.context.perform(set_verdict, visit_id, ItemId("2"), ItemVerdict.YES)
    assert load(workspace, visit_id).visit.answer(ItemId("2")).verdict is ItemVerdict.YES


def test_a_bug_in_a_task_and_in_a_thread_is_told_too(
    qtbot: QtBot, window: MainWindow, crashes: Crashes
) -> None:
    window.context.crashed.connect(crashes.tell)
    window.context.run_task("Reading", fail)
    qtbot.waitUntil(lambda: shown(window) is not None, timeout=PATIENCE_MS)
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    dialog = shown(window)
    assert dialog is not None
    qtbot.waitUntil(lambda: "ZeroDivisionError" in dialog.report.toPlainText(), timeout=PATIENCE_MS)


def test_the_same_bug_in_every_painting_is_shown_once(
    qtbot: QtBot, window: MainWindow, crashes: Crashes
) -> None:
    for _ in range(3):
        QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: shown(window) is not None, timeout=PATIENCE_MS)
    QApplication.processEvents()
    dialog = shown(window)
    assert dialog is not None
    assert dialog.report.toPlainText().count("RuntimeError") == 1


def test_nothing_that_a_person_typed_is_in_a_report() -> None:
    def deep(answer: str) -> None:
        try:
            {"Sở Mẫu": answer}[CANARY]
        except KeyError as error:
            raise StoreError("STORE-X", "Of {unit}", why=CANARY, todo=CANARY, unit=CANARY) from error

    problem: BaseException
    try:
        deep(CANARY)
    except StoreError as error:
        problem = error
    report = crash_reports.report(problem, problem.__traceback__, MORNING)
    assert "inspector_app.errors.StoreError STORE-X" in report
    assert "because of KeyError" in report
    assert "deep" in report
    for word in ("Canh", "Sở", "Mẫu", str(Path.home()), str(Path(__file__).parent)):
        assert word not in report


def test_places_outside_the_program_are_not_told() -> None:
    log = (
        "program: 0.1.0\nat: 2026-05-12 08:00:00\nnote: Bà Canh\n"
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f1 (most recent call first):\n"
        '  File "C:\\Users\\Hoàng Thị Canh\\app\\inspector_app\\gui\\shell.py", line 12 in show_step\n'
        '  File "/home/canh/venv/lib/python3.11/site-packages/reportlab/doc.py", line 3 in build\n'
        '  File "/home/canh/venv/lib/python3.11/site-packages/PySide6/x.py", line 4 in y\n'
        '  File "/usr/lib/python3.11/threading.py", line 5 in run\n'
        '  File "/home/canh/Sở Mẫu/macro.py", line 6 in go\n'
        "Extension modules: canh.secret\n"
    )
    assert crash_reports.redacted(log).splitlines() == [
        "program: 0.1.0",
        "at: 2026-05-12 08:00:00",
        "",
        "Fatal Python error: Segmentation fault",
        "",
        "Current thread 0x00007f1",
        "  inspector_app/gui/shell.py:12 show_step",
        "  reportlab/doc.py:3 build",
        "  PySide6/x.py:4 y",
        "  python/threading.py:5 run",
        "  elsewhere:6 go",
    ]


DYING = """
import ctypes, os, signal, sys
from datetime import datetime
from pathlib import Path
from inspector_app.gui.crash_reports import RunLog
from inspector_app.clock import ZONE
log = RunLog(Path(sys.argv[1]), datetime(2026, 5, 12, 8, 0, tzinfo=ZONE))
name = "Bà Hoàng Thị Canh"
def tick(answer):
    if sys.argv[2] == "well":
        log.close()
    elif sys.argv[2] == "fault":
        ctypes.string_at(0)
    else:
        os.kill(os.getpid(), signal.SIGKILL)
tick(name)
"""


def run_and_end(folder: Path, how: str) -> int:
    folder.mkdir(exist_ok=True)
    return subprocess.run([sys.executable, "-c", DYING, str(folder), how], check=False).returncode


def test_the_next_start_knows_how_the_last_run_ended(tmp_path: Path) -> None:
    assert run_and_end(tmp_path / "a", "well") == 0
    first = RunLog(tmp_path / "a", MORNING)
    assert first.last is None
    first.close()
    assert run_and_end(tmp_path / "b", "cut") == -signal.SIGKILL
    second = RunLog(tmp_path / "b", MORNING)
    assert second.last is not None
    assert second.last.trace == ""
    second.close()
    assert run_and_end(tmp_path / "c", "fault") < 0
    third = RunLog(tmp_path / "c", MORNING)
    assert third.last is not None
    assert "Segmentation fault" in third.last.trace
    assert "tick" in third.last.trace
    assert "Canh" not in third.last.trace
    third.close()
    fourth = RunLog(tmp_path / "c", MORNING)
    assert fourth.last is None
    fourth.close()


def test_a_hard_crash_is_offered_in_one_line_at_the_next_start(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    run_and_end(tmp_path / "c", "fault")
    run = RunLog(tmp_path / "c", MORNING)
    crashes = Crashes(window, run)
    crashes.offer_last()
    offered = window.shell.status.offered
    assert offered.isVisible()
    qtbot.mouseClick(offered, Qt.MouseButton.LeftButton)
    dialog = shown(window)
    assert dialog is not None
    assert "Segmentation fault" in dialog.report.toPlainText()
    assert not offered.isVisible()
    run.close()
    crashes.close()


def test_the_ways_of_python_and_qt_are_given_back(window: MainWindow) -> None:
    before = (sys.excepthook, sys.unraisablehook, threading.excepthook)
    crashes = Crashes(window)
    assert sys.excepthook is not before[0]
    crashes.close()
    assert (sys.excepthook, sys.unraisablehook, threading.excepthook) == before
