"""Starts the window: one running copy per data folder, a dialog for what nobody expected, and the end."""

import hashlib
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QEvent, QLockFile, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from inspector_app.actions.visits import create_sample
from inspector_app.actions.workspace import open_workspace
from inspector_app.errors import N_, StoreError, UserError
from inspector_app.gui import theme
from inspector_app.gui.dialogs.crash import CrashDialog
from inspector_app.gui.window import MainWindow
from inspector_app.i18n import Language, explain, translator

ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

_LOG = logging.getLogger(__name__)

SAMPLE = "so-xay-dung-2022"
"""The sample that a first look opens: the one that rests on a real visit."""

LOCK_NAME = "window.lock"
BROKEN_QT = ("6.12.0",)
"""Below Python 3.12 these drop a reference to None on every void call and abort in the midst of work."""

KNOCK = b"show\n"
KNOCK_MS = 2000


def run(folder: Path, language: Language | None, sample: bool, exit_after_first_paint: bool) -> int:
    """Open the window on a data folder and stay until it is closed; returns the exit code."""
    if sys.version_info < (3, 12) and PySide6.__version__ in BROKEN_QT:
        sys.stderr.write(f"PySide6 {PySide6.__version__} aborts on Python below 3.12; install another.\n")
        return 1
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    application.setApplicationName("inspector-app")
    theme.apply(application)
    try:
        return _open(application, folder, language, sample, exit_after_first_paint)
    except UserError as error:
        _tell(error, language or "vi")
        return error.exit_code


def _open(
    application: QApplication,
    folder: Path,
    language: Language | None,
    sample: bool,
    exit_after_first_paint: bool,
) -> int:
    lock = take_lock(folder)
    if lock is None:
        if knock(folder):
            return 0
        raise StoreError(
            "STORE-IN-USE",
            N_("The visits in {folder} are already open in another window."),
            why=N_("Only one window at a time may write to them, and that one does not answer."),
            todo=N_("Close the other window; if you cannot find it, restart the computer."),
            folder=folder,
        )
    workspace = open_workspace(folder)
    try:
        if sample:
            create_sample(workspace, SAMPLE)
        window = MainWindow(workspace, language, on_crash=lambda problem: _show_crash(window, problem))
        if sample and window.context.visit is None:
            window.context.open(create_sample(workspace, SAMPLE))
        former = sys.excepthook
        sys.excepthook = _hook(window)
        after = _AfterFirstPaint(window, folder, exit_after_first_paint)
        window.installEventFilter(after)
        window.present()
        try:
            return application.exec()
        finally:
            sys.excepthook = former
            window.context.tasks.close()
    finally:
        workspace.close()
        lock.unlock()


def take_lock(folder: Path) -> QLockFile | None:
    """The lock of a data folder, or None while another window has it. Raises StoreError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from error
    lock = QLockFile(str(folder / LOCK_NAME))
    # A window may stay open for days: only a lock whose process is gone is stale.
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return lock
    if lock.error() is not QLockFile.LockError.LockFailedError:
        raise _unwritable(folder, lock.error().name)
    return None


def server_name(folder: Path) -> str:
    """Where the window of a data folder listens for a second start."""
    return "inspector-app-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def knock(folder: Path) -> bool:
    """Ask the window that has the folder to come to the front; whether it answered."""
    from PySide6.QtNetwork import QLocalSocket

    caller = QLocalSocket()
    caller.connectToServer(server_name(folder))
    if not caller.waitForConnected(KNOCK_MS):
        return False
    caller.write(KNOCK)
    caller.waitForBytesWritten(KNOCK_MS)
    caller.disconnectFromServer()
    return True


class Doorkeeper(QObject):
    """Listens for a second start and brings the window to the front. Needs the lock to be held."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        super().__init__(window)
        from PySide6.QtNetwork import QLocalServer

        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # Whoever holds the lock may clear away what a crashed window left.
        QLocalServer.removeServer(server_name(folder))
        if not self._server.listen(server_name(folder)):
            _LOG.info("a second start will not find this window: %s", self._server.errorString())

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            self._window.bring_to_front()


class _AfterFirstPaint(QObject):
    """What can wait until the window is to be seen."""

    def __init__(self, window: MainWindow, folder: Path, leave: bool) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        self._leave = leave

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._go_on)
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        if self._leave:
            self._window.close()
        else:
            Doorkeeper(self._window, self._folder)


def _hook(window: MainWindow) -> ExceptHook:
    def hook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if isinstance(problem, KeyboardInterrupt):
            window.close()
            return
        _LOG.critical("unexpected", exc_info=(kind, problem, trace))
        _show_crash(window, problem)

    return hook


def _show_crash(window: MainWindow, problem: BaseException) -> None:
    CrashDialog(problem, window.context.translate, window).open()


def _tell(error: UserError, language: Language) -> None:
    """A start that cannot be: the database is locked, damaged, newer."""
    explanation = explain(error, translator(language))
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(explanation.what)
    box.setInformativeText(f"{explanation.why}\n{explanation.todo}\n[{explanation.code}]")
    box.exec()


def _unwritable(folder: Path, problem: str) -> StoreError:
    return StoreError(
        "STORE-FOLDER",
        N_("The data folder {folder} cannot be used."),
        why=N_("The system said: {problem}."),
        todo=N_("Check that the folder can be written to, or start with --data and another one."),
        folder=folder,
        problem=problem,
    )
