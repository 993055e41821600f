"""A file that is double-clicked opens in the window that runs, is told by its content, and changes nothing unasked."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.actions.answers import set_verdict
from inspector_app.actions.backups import write_backup
from inspector_app.actions.merging import export_events
from inspector_app.actions.opening import Kind, recognise
from inspector_app.actions.settings_exchange import write_settings
from inspector_app.actions.visits import create_visit, listing, load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.clock import FixedClock
from inspector_app.errors import IntakeError
from inspector_app.gui.application import take_lock
from inspector_app.gui.dialogs.checklist_import import ChecklistImportDialog
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.dialogs.passing_on import ReceivedDialog
from inspector_app.gui.dialogs.verification import VerificationDialog
from inspector_app.gui.doorkeeper import (
    LONGEST,
    MOST_FILES,
    Doorkeeper,
    knock,
    message,
    server_name,
    understood,
)
from inspector_app.gui.opening import FileOpener
from inspector_app.gui.settings.exchange import TakeOverDialog
from inspector_app.gui.window import MainWindow
from inspector_app.paths import resources
from inspector_app.settings import Settings

PATIENCE_MS = 60_000
NAME = "Sở Xây dựng – bà Nguyễn Thị Ơ (bản 2)"
"""As people name files: marks, spaces, brackets, a long dash."""

pytestmark = pytest.mark.qt_log_ignore("does not support raise")


@pytest.fixture
def door(window: MainWindow, workspace: Workspace) -> Iterator[FileOpener]:
    lock = take_lock(workspace.folder)
    assert lock is not None
    opener = FileOpener(window)
    doorkeeper = Doorkeeper(workspace.folder, window)
    doorkeeper.knocked.connect(opener.come_and_open)
    yield opener
    lock.unlock()


@pytest.fixture
def other_visit(tmp_path: Path, clock: FixedClock) -> tuple[Path, VisitId]:
    """Work on a visit, handed over by another laptop."""
    with open_workspace(tmp_path / "máy khác", clock, "Ông Trần Văn Thử") as other:
        made = create_visit(other, "cchc-2022", {"unit": "Sở Ở Máy Khác"})
        set_verdict(other, made, ItemId("1"), ItemVerdict.YES)
        path = tmp_path / f"{NAME}.jsonl"
        path.write_bytes(export_events(other, made))
    return path, made


D = TypeVar("D", bound=QWidget)


def shown(window: MainWindow, kind: type[D]) -> D | None:
    return next((own for own in window.findChildren(kind) if own.isVisible()), None)


def second_start(data: Path, *arguments: str, cwd: Path | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "inspector_app", "--data", str(data), *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"},
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def ended(qtbot: QtBot, start: subprocess.Popen[bytes]) -> int:
    """The window has to answer meanwhile."""
    qtbot.waitUntil(lambda: start.poll() is not None, timeout=PATIENCE_MS)
    start.communicate()
    return start.returncode


def test_a_second_start_hands_its_file_to_the_window_that_runs(
    qtbot: QtBot,
    window: MainWindow,
    door: FileOpener,
    workspace: Workspace,
    other_visit: tuple[Path, VisitId],
) -> None:
    path, visit = other_visit
    # By a name that holds only where the second process stands.
    assert ended(qtbot, second_start(workspace.folder, f"./{path.name}", cwd=path.parent)) == 0
    qtbot.waitUntil(lambda: shown(window, FormDialog) is not None, timeout=PATIENCE_MS)
    asked = shown(window, FormDialog)
    assert asked is not None
    assert all(own.id != visit for own in listing(workspace))
    qtbot.mouseClick(asked.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(window, ReceivedDialog) is not None, timeout=PATIENCE_MS)
    assert load(workspace, visit).visit.answer(ItemId("1")).verdict is ItemVerdict.YES


def test_signed_minutes_are_checked(
    qtbot: QtBot, window: MainWindow, door: FileOpener, tmp_path: Path
) -> None:
    path = tmp_path / f"{NAME}.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n")
    door.open_all([path])
    qtbot.waitUntil(lambda: shown(window, VerificationDialog) is not None, timeout=PATIENCE_MS)


def test_a_checklist_is_previewed_in_the_office(
    qtbot: QtBot, window: MainWindow, door: FileOpener, tmp_path: Path
) -> None:
    path = tmp_path / f"{NAME}.toml"
    path.write_bytes(resources().joinpath("checklists", "cchc-2022.toml").read_bytes())
    seen: list[str] = []

    def look() -> None:
        """The preview waits for its answer."""
        for own in QApplication.topLevelWidgets():
            if isinstance(own, ChecklistImportDialog) and own.isVisible():
                seen.append(own.windowTitle())
                own.reject()

    watch = QTimer(interval=50)
    watch.timeout.connect(look)
    watch.start()
    door.open_all([path])
    qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE_MS)
    watch.stop()
    assert path.name in seen[0]
    assert window.shell.rail.office.isChecked()


def test_settings_and_backups_show_what_they_would_change(
    qtbot: QtBot, window: MainWindow, door: FileOpener, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "thiết lập của Đoàn"
    path.write_bytes(write_settings(Settings(team_name="ĐOÀN KIỂM TRA")))
    door.open_all([path])
    preview = shown(window, TakeOverDialog)
    assert preview is not None
    preview.reject()
    assert window.settings.team_name is None
    backup = write_backup(workspace, tmp_path).path
    door.open_all([backup])
    qtbot.waitUntil(
        lambda: any("takes the place" in own.text() for own in labels(window)), timeout=PATIENCE_MS
    )
    asked = shown(window, FormDialog)
    assert asked is not None
    asked.reject()
    assert len(listing(workspace)) == 1


def labels(window: MainWindow) -> list[QLabel]:
    dialog = shown(window, FormDialog)
    return [] if dialog is None else dialog.findChildren(QLabel)


def test_what_waits_behind_a_dialog_is_opened_after_it(
    qtbot: QtBot, window: MainWindow, door: FileOpener, other_visit: tuple[Path, VisitId], tmp_path: Path
) -> None:
    settings = tmp_path / "thiết lập.json"
    settings.write_bytes(write_settings(Settings(team_name="ĐOÀN KIỂM TRA")))
    door.open_all([other_visit[0], settings])
    first = shown(window, FormDialog)
    assert first is not None
    assert shown(window, TakeOverDialog) is None
    first.reject()
    qtbot.waitUntil(lambda: shown(window, TakeOverDialog) is not None, timeout=PATIENCE_MS)


def test_a_bad_file_is_told_with_its_code(
    qtbot: QtBot, window: MainWindow, door: FileOpener, workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / f"{NAME}.pdf"
    path.write_bytes(b"\x89PNG\r\n\x1a\n not a pdf")
    assert ended(qtbot, second_start(workspace.folder, str(path))) == 0
    qtbot.waitUntil(window.shell.failure.isVisible, timeout=PATIENCE_MS)
    assert "OPEN-UNKNOWN" in window.shell.failure.todo.text()
    assert NAME in window.shell.failure.what.text()
    door.open_all([tmp_path / "đã xóa.pdf"])
    assert "OPEN-MISSING" in window.shell.failure.todo.text()


def test_the_kind_is_told_by_the_content_and_not_by_the_name(
    workspace: Workspace, other_visit: tuple[Path, VisitId], tmp_path: Path
) -> None:
    for number, (source, kind) in enumerate(
        (
            (other_visit[0].read_bytes(), Kind.WORK),
            (b"%PDF-1.7\n", Kind.MINUTES),
            (resources().joinpath("checklists", "cchc-2026.toml").read_bytes(), Kind.CHECKLIST),
            (b"PK\x03\x04....", Kind.CHECKLIST),
            (write_settings(Settings()), Kind.SETTINGS),
            (write_backup(workspace, tmp_path).path.read_bytes(), Kind.BACKUP),
            (b'{"certificate": "x", "format": "inspector-app/profile"}', Kind.PROFILE),
            (b'{"a": "' + b"x" * 200_000 + b'", "format": "inspector-app/profile"}', Kind.PROFILE),
        )
    ):
        path = tmp_path / f"{number} tên sai.doc"
        path.write_bytes(source)
        assert recognise(path) is kind, number


def test_a_folder_of_parcels_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "hộp thư"
    (folder / "manifest").mkdir(parents=True)
    assert recognise(folder) is Kind.PARCELS
    with pytest.raises(IntakeError, match="OPEN-UNKNOWN"):
        recognise(tmp_path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "OPEN-EMPTY"),
        (b" \n", "OPEN-EMPTY"),
        (b"chi la chu", "OPEN-UNKNOWN"),
        (b"{" * 50_000, "OPEN-UNKNOWN"),
        (b'{"format": 5}', "OPEN-UNKNOWN"),
        (b'{"format": "inspector-app/visit-record"}', "OPEN-UNKNOWN"),
        (b'{"format": "inspector-app/open-findings"}', "OPEN-ELSEWHERE"),
        (b"\xff\xfe\x00\x01", "OPEN-UNKNOWN"),
    ],
)
def test_what_is_nothing_of_ours_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "gì đó"
    path.write_bytes(data)
    with pytest.raises(IntakeError) as refused:
        recognise(path)
    assert refused.value.code == code


def test_a_message_names_files_and_nothing_else() -> None:
    paths = [Path("/tmp/Sở Mẫu/ảnh 1.pdf"), Path("/tmp/b")]
    assert understood(message(paths)) == tuple(paths)
    assert understood(message([])) == ()
    assert len(understood(message([Path(f"/{number}") for number in range(99)])) or ()) == MOST_FILES
    for line in (
        b"show\n",
        b"[]",
        b'{"open": ["relative"]}',
        b'{"open": [5]}',
        b'{"open": "/a"}',
        b'{"open": ["/a"], "run": "x"}',
        b'{"open": ["/a\\u0000b"]}',
        b'{"open": [' + b'"/a",' * 30 + b'"/a"]}',
        b"[" * 60_000,
        b"\xff\xff",
    ):
        assert understood(line) is None, line[:40]


@pytest.mark.parametrize("rubbish", [b"x" * (3 * LONGEST), b"\x00\xff\n", b'{"open": ["../../a"]}\n', b""])
def test_a_caller_who_talks_rubbish_changes_nothing_and_the_door_stays(
    qtbot: QtBot, window: MainWindow, door: FileOpener, workspace: Workspace, rubbish: bytes
) -> None:
    caller = QLocalSocket()
    caller.connectToServer(server_name(workspace.folder))
    assert caller.waitForConnected(2000)
    caller.write(rubbish)
    caller.flush()
    QApplication.processEvents()
    if not rubbish:
        caller.disconnectFromServer()
    qtbot.waitUntil(
        lambda: caller.state() is QLocalSocket.LocalSocketState.UnconnectedState, timeout=PATIENCE_MS
    )
    window.hide()
    assert knock(workspace.folder)
    qtbot.waitUntil(window.isVisible, timeout=PATIENCE_MS)
    assert not window.shell.failure.isVisible()


def test_without_a_window_that_runs_the_file_is_opened_by_a_new_one(
    qtbot: QtBot, tmp_path: Path, other_visit: tuple[Path, VisitId]
) -> None:
    data = tmp_path / "dữ liệu"
    start = second_start(data, str(other_visit[0]))
    try:
        qtbot.waitUntil(lambda: (data / "running.log").exists() and knock(data), timeout=PATIENCE_MS)
        assert start.poll() is None
    finally:
        start.kill()
        start.communicate()
    # What was cut off is known at the next start, and its lock is no obstacle.
    lock = take_lock(data)
    assert lock is not None
    lock.unlock()
