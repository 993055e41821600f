"""Starts the window: one running copy per data folder, a dialog for a start that cannot be, and the end.

The frame comes first, the list of visits next, everything else while the list can be used already. Whatever is
imported here at the top is waited for before anything is to be seen.
"""

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QEvent, QLockFile, QObject, QTimer
from PySide6.QtWidgets import QApplication

from inspector_app.errors import N_, StoreError, UserError
from inspector_app.gui.window import MainWindow
from inspector_app.i18n import Language, explain, translator

if TYPE_CHECKING:
    from inspector_app.actions.workspace import Workspace
    from inspector_app.gui.crash_reports import RunLog
    from inspector_app.gui.crashes import Crashes
    from inspector_app.gui.tasks import Beside

SAMPLE = "so-xay-dung-2022"
"""The sample that a first look opens: the one that rests on a real visit."""

LOCK_NAME = "window.lock"
BROKEN_QT = ("6.12.0",)
"""Below Python 3.12 these drop a reference to None on every void call and abort in the midst of work."""

PREPARED = (
    "inspector_app.checklist.template",
    "inspector_app.checklist.visit",
    "inspector_app.checklist.event",
    "inspector_app.checklist.expression.syntax",
    "inspector_app.checklist.logic",
    "inspector_app.checklist.handover",
    "inspector_app.actions.visits",
    "inspector_app.checklist.rules",
    "inspector_app.actions.review",
    "inspector_app.actions.office",
    "inspector_app.gui.widgets.sections",
    "inspector_app.gui.widgets.facts",
    "inspector_app.gui.widgets.item_card",
    "inspector_app.gui.widgets.items_tree",
    "inspector_app.gui.widgets.side_panel",
    "inspector_app.gui.pages.checking",
    "inspector_app.gui.taking_back",
    "inspector_app.gui.widgets.visit_header",
    "inspector_app.gui.pages.welcome",
)
"""What a visit needs that is opened, in pieces of some hundredths of a second: between two of them the list answers."""


class Leave(Enum):
    """For measuring the start: when to leave at once."""

    AFTER_FIRST_PAINT = auto()
    WHEN_READY = auto()
    """The list of visits can be used."""


def run(
    folder: Path,
    language: Language | None,
    sample: bool,
    leave: Leave | None = None,
    files: Sequence[Path] = (),
) -> int:
    """Open the window on a data folder, and `files` in it, and stay until it is closed; returns the exit code."""
    if sys.version_info < (3, 12) and PySide6.__version__ in BROKEN_QT:
        sys.stderr.write(f"PySide6 {PySide6.__version__} aborts on Python below 3.12; install another.\n")
        return 1
    gc.disable()  # until the window is there: nothing of what is made for it is garbage
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([])
    application.setApplicationName("inspector-app")
    try:
        lock = take_lock(folder)
        if lock is None:
            return _hand_over(folder, files)
    except UserError as error:
        _tell(error, language or "vi")
        return error.exit_code
    start = _Start(folder, language, sample, leave, files)
    try:
        start.show()
        application.exec()
        return start.exit_code
    finally:
        start.close()
        lock.unlock()
        gc.freeze()  # the interpreter looks through everything once more at its end, which nobody needs


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


class _Start(QObject):
    """From the frame to the visit of last time, each step when what is to be seen of the one before is painted."""

    def __init__(
        self,
        folder: Path,
        language: Language | None,
        sample: bool,
        leave: Leave | None,
        files: Sequence[Path],
    ) -> None:
        super().__init__()
        self.exit_code = 0
        self._folder, self._sample, self._leave, self._files = folder, sample, leave, files
        self._workspace: Workspace | None = None
        self._checked: Beside | None = None
        self._crashes: Crashes | None = None
        self._run_log: RunLog | None = None
        self._prepared = iter(PREPARED)
        self._list_painted = False
        self._former_hook = sys.excepthook
        sys.excepthook = self._hook
        self._window = MainWindow(folder, language, on_crash=self._crashed)

    def show(self) -> None:
        """The frame; the rest follows by itself."""
        self._window.lay_grounds()
        self._window.painted.connect(self._first_paint)
        self._window.present()

    def close(self) -> None:
        """The program ends."""
        gc.enable()
        if self._window.furnished:
            self._window.context.tasks.close()
        if self._crashes is not None:
            self._crashes.close()
        if self._run_log is not None:
            self._run_log.close()
        sys.excepthook = self._former_hook
        if self._workspace is not None:
            self._workspace.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._list_painted:
            self._list_painted = True
            QTimer.singleShot(0, partial(self._or_leave, self._ready))
        return super().eventFilter(watched, event)

    def _first_paint(self) -> None:
        if self._leave is Leave.AFTER_FIRST_PAINT:
            self._window.close()
            return
        self._or_leave(self._furnish)

    def _or_leave(self, step: Callable[[], None]) -> None:
        """A step of the start that may be impossible: then it is said over the frame, and the program ends."""
        try:
            step()
        except UserError as error:
            self.exit_code = error.exit_code
            _tell(error, self._window.settings.language, self._window)
            self._window.close()

    def _furnish(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        from inspector_app.actions.workspace import check_workspace, open_workspace
        from inspector_app.gui.tasks import Beside

        self._workspace = open_workspace(self._folder, checked=False)
        # Every page of the database is looked at while the window is furnished; nothing is written before that is done.
        self._checked = Beside(partial(check_workspace, self._folder))
        from inspector_app.gui import theme

        theme.apply(application)
        if self._sample:
            from inspector_app.actions.visits import create_sample

            self._checked.wait()  # it writes
            create_sample(self._workspace, SAMPLE)
        self._window.furnish(self._workspace)
        self._window.shell.visits.list.viewport().installEventFilter(self)
        self._window.shell.installEventFilter(self)

    def _ready(self) -> None:
        """The list is there and answers keys."""
        assert self._workspace is not None
        assert self._checked is not None
        for painted in (self._window.shell, self._window.shell.visits.list.viewport()):
            painted.removeEventFilter(self)
        if self._leave is Leave.WHEN_READY:
            self._window.close()
            return
        self._checked.wait()  # an event that came meanwhile is not served before
        from inspector_app.gui.crash_reports import RunLog
        from inspector_app.gui.crashes import Crashes

        self._run_log = RunLog(self._folder, self._workspace.clock.now())
        self._crashes = Crashes(self._window, self._run_log)
        self._prepare()

    def _prepare(self) -> None:
        if not self._window.isVisible():
            return  # closed meanwhile
        if (module := next(self._prepared, None)) is not None:
            __import__(module)
            QTimer.singleShot(0, self._prepare)
            return
        self._come_back()
        gc.collect()
        gc.freeze()  # what is here now stays as long as the window: no tick waits until it is looked through again
        gc.enable()

    def _come_back(self) -> None:
        window, workspace = self._window, self._workspace
        assert workspace is not None
        if not window.at_its_place:
            window.come_back()
        if self._sample and window.context.visit is None:
            from inspector_app.actions.visits import create_sample

            window.context.open(create_sample(workspace, SAMPLE))
        from inspector_app.gui.doorkeeper import Doorkeeper
        from inspector_app.gui.opening import FileOpener

        opener = FileOpener(window)
        Doorkeeper(self._folder, window).knocked.connect(opener.come_and_open)
        opener.open_all(self._files)
        if self._crashes is not None:
            self._crashes.offer_last()

    def _crashed(self, problem: BaseException) -> None:
        """A task that met a bug of ours."""
        self._hook(type(problem), problem, problem.__traceback__)

    def _hook(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if self._crashes is not None:
            self._crashes.tell(problem, trace)
            return
        # Before there is anything to go on with: say it and leave.
        self.exit_code = 1
        self._former_hook(kind, problem, trace)
        with suppress(RuntimeError):
            if not isinstance(problem, KeyboardInterrupt):
                translate = translator(self._window.settings.language)
                _box(translate(N_("The program met an error of its own.")), repr(kind.__name__), self._window)
            self._window.close()


def _hand_over(folder: Path, files: Sequence[Path]) -> int:
    """Let the window that is open already come to the front and open the files. Raises StoreError."""
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


def _tell(error: UserError, language: Language, parent: MainWindow | None = None) -> None:
    """A start that cannot be: the database is locked, damaged, newer."""
    explanation = explain(error, translator(language))
    _box(explanation.what, f"{explanation.why}\n{explanation.todo}\n[{explanation.code}]", parent)


def _box(what: str, more: str, parent: MainWindow | None) -> None:
    from PySide6.QtWidgets import QMessageBox

    from inspector_app.gui import theme

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application)
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(what)
    box.setInformativeText(more)
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
