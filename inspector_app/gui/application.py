"""Starts the window: one running copy per data folder, a dialog for what nobody expected, and the end."""

import sys
from collections.abc import Sequence
from pathlib import Path

import PySide6
from PySide6.QtCore import QEvent, QLockFile, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from inspector_app.actions.visits import create_sample
from inspector_app.actions.workspace import open_workspace
from inspector_app.errors import N_, StoreError, UserError
from inspector_app.gui import theme
from inspector_app.gui.crash_reports import RunLog
from inspector_app.gui.crashes import Crashes
from inspector_app.gui.window import MainWindow
from inspector_app.i18n import Language, explain, translator

SAMPLE = "so-xay-dung-2022"
"""The sample that a first look opens: the one that rests on a real visit."""

LOCK_NAME = "window.lock"
BROKEN_QT = ("6.12.0",)
"""Below Python 3.12 these drop a reference to None on every void call and abort in the midst of work."""


def run(
    folder: Path,
    language: Language | None,
    sample: bool,
    exit_after_first_paint: bool,
    files: Sequence[Path] = (),
) -> int:
    """Open the window on a data folder, and `files` in it, and stay until it is closed; returns the exit code."""
    if sys.version_info < (3, 12) and PySide6.__version__ in BROKEN_QT:
        sys.stderr.write(f"PySide6 {PySide6.__version__} aborts on Python below 3.12; install another.\n")
        return 1
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    application.setApplicationName("inspector-app")
    theme.apply(application)
    try:
        return _open(application, folder, language, sample, exit_after_first_paint, files)
    except UserError as error:
        _tell(error, language or "vi")
        return error.exit_code


def _open(
    application: QApplication,
    folder: Path,
    language: Language | None,
    sample: bool,
    exit_after_first_paint: bool,
    files: Sequence[Path],
) -> int:
    lock = take_lock(folder)
    if lock is None:
        from inspector_app.gui.doorkeeper import knock

        if knock(folder, files):
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
        window = MainWindow(workspace, language, on_crash=lambda own: crashes.tell(own))  # noqa: PLW0108 - of this window
        run_log = RunLog(folder, workspace.clock.now())
        crashes = Crashes(window, run_log)
        if sample and window.context.visit is None:
            window.context.open(create_sample(workspace, SAMPLE))
        after = _AfterFirstPaint(window, crashes, folder, exit_after_first_paint, files)
        window.installEventFilter(after)
        window.present()
        try:
            return application.exec()
        finally:
            window.context.tasks.close()
            crashes.close()
            run_log.close()
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


class _AfterFirstPaint(QObject):
    """What can wait until the window is to be seen."""

    def __init__(
        self, window: MainWindow, crashes: Crashes, folder: Path, leave: bool, files: Sequence[Path]
    ) -> None:
        super().__init__(window)
        self._window, self._crashes = window, crashes
        self._folder = folder
        self._leave = leave
        self._files = files

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._go_on)
        return super().eventFilter(watched, event)

    def _go_on(self) -> None:
        if self._leave:
            self._window.close()
        else:
            from inspector_app.gui.doorkeeper import Doorkeeper
            from inspector_app.gui.opening import FileOpener

            opener = FileOpener(self._window)
            Doorkeeper(self._folder, self._window).knocked.connect(opener.come_and_open)
            opener.open_all(self._files)
            self._crashes.offer_last()


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
