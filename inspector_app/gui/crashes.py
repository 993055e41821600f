"""Whatever nobody caught ends here, from any thread: the window stays, says what is saved and shows the report.

It must work when everything else does not: nothing here reads a database or waits.
"""

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from inspector_app.errors import N_
from inspector_app.gui import crash_reports
from inspector_app.gui.crash_reports import RunLog
from inspector_app.gui.dialogs.crash import CrashDialog
from inspector_app.gui.tasks import tell_of_threads

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

    from inspector_app.gui.window import MainWindow

_LOG = logging.getLogger(__name__)
_QT_LEVELS = {QtMsgType.QtCriticalMsg: logging.INFO, QtMsgType.QtFatalMsg: logging.CRITICAL}

SAVED = N_("Saved at {time}: every tick is written at once. You can go on; if the window behaves oddly, close it and open"
    " it again.")  # fmt: skip
ALL_SAVED = N_("Every tick is written at once: nothing is lost. You can go on; if the window behaves oddly, close it and"
    " open it again.")  # fmt: skip
LAST_TIME = N_("Everything that was ticked is here: it was written at once.")


class Crashes(QObject):
    """One per window, from the first moment to the last; `close` gives back what it took over."""

    _happened = Signal(object, object)

    def __init__(self, window: "MainWindow", run: RunLog | None = None) -> None:
        super().__init__(window)
        self._window, self._run = window, run
        self._dialog: CrashDialog | None = None
        self._shown: set[tuple[str, ...]] = set()
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._ways_back: list[Callable[[], object]] = []
        self._take_over()

    def close(self) -> None:
        """The program ends, well."""
        while self._ways_back:
            self._ways_back.pop()()

    def tell(self, problem: BaseException, trace: TracebackType | None = None) -> None:
        """An exception that is a bug; safe from any thread, never raises."""
        if isinstance(problem, KeyboardInterrupt):
            self._window.close()
            return
        _LOG.critical("unexpected", exc_info=(type(problem), problem, trace or problem.__traceback__))
        with suppress(RuntimeError):  # the window is gone already: the log has it
            self._happened.emit(problem, trace)

    def offer_last(self) -> None:
        """One line of a run that did not end well; the report only where the dying program left one."""
        last, _ = self._run.last if self._run is not None else None, self._window.context.translate
        if last is None:
            return
        if not last.trace:
            text = N_("The program was cut off last time. Everything that was ticked is here.")
            self._window.context.say(_(text))
            return
        text = N_("The program stopped by itself last time: see the report")
        self._window.shell.status.offer(_(text), lambda: self._show_last(last.trace))

    def _take_over(self) -> None:
        former, former_lost = sys.excepthook, sys.unraisablehook

        def hook(_kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
            self.tell(problem, trace)

        def lost(unraisable: "UnraisableHookArgs") -> None:
            # In a __del__ or a callback of C: nobody waits for it, so no dialog is put before anybody.
            if isinstance(unraisable.exc_value, Exception):
                own = unraisable.exc_value
                _LOG.error("lost", exc_info=(type(own), own, unraisable.exc_traceback))

        sys.excepthook, sys.unraisablehook = hook, lost
        former_qt = qInstallMessageHandler(_qt_message)
        self._ways_back += [
            lambda: setattr(sys, "excepthook", former),
            lambda: setattr(sys, "unraisablehook", former_lost),
            lambda: qInstallMessageHandler(former_qt),
            tell_of_threads(self.tell),
        ]

    def _show(self, problem: BaseException, trace: TracebackType | None) -> None:
        """One dialog however much happens; the same bug again, as in every painting, is shown once a run."""
        signature = crash_reports.signature(problem, trace)
        if signature in self._shown:
            return
        self._shown.add(signature)
        context = self._window.context
        report = crash_reports.report(problem, trace, context.workspace.clock.now())
        if self._dialog is not None:
            self._dialog.add(report)
            return
        _ = context.translate
        saved = _(ALL_SAVED)
        if context.visit is not None and context.visit.saved_at is not None:
            saved = _(SAVED).format(time=f"{context.visit.saved_at:%H:%M:%S}")
        self._open(_(N_("The program met an error of its own.")), saved, report)

    def _show_last(self, report: str) -> None:
        _ = self._window.context.translate
        self._open(_(N_("The program stopped by itself last time.")), _(LAST_TIME), report)

    def _open(self, told: str, saved: str, report: str) -> None:
        context = self._window.context
        folder, clock = context.workspace.folder, context.workspace.clock
        self._dialog = CrashDialog(
            told,
            saved,
            report,
            lambda text: crash_reports.keep(folder, text, clock.now()),
            context.translate,
            self._window,
        )
        self._dialog.destroyed.connect(self._gone)
        self._dialog.open()

    def _gone(self) -> None:
        self._dialog = None


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    """Qt's own words go to the log; where Qt dies of it, the trace of the run log says where."""
    _LOG.log(_QT_LEVELS.get(kind, logging.DEBUG), "Qt %s: %s", context.category, message)
