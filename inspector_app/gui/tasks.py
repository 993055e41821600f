"""The one place with threads: long work runs on a single worker with a Workspace of its own and reports back
to the window's thread. It must not know what the work is.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from inspector_app.actions.workspace import Workspace


class CancelledError(Exception):
    """A job may raise it where it notices that it was cancelled; nothing is shown then."""


@dataclass(slots=True, eq=False)
class Task:
    """One piece of long work, as the job sees it (`progress`, `cancelled`) and as the window does."""

    title: str
    """In the interface's language; empty for quiet work that the status bar does not show."""
    tasks: "Tasks"
    _cancel: Event = field(default_factory=Event)

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is; safe from the worker's thread."""
        self.tasks.progressed.emit(self, done, total)

    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next safe place."""
        self._cancel.set()


Job = Callable[[Workspace, Task], Any]


class Tasks(QObject):
    """Runs jobs one after another. Lives, and emits, in the window's thread."""

    started = Signal(object)
    """Task"""
    progressed = Signal(object, int, int)
    """Task, done, total"""
    ended = Signal(object)
    """Task"""
    _finished = Signal(object, object, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="task")
        self._running: dict[Task, Callable[[Any, BaseException | None], None]] = {}
        self._finished.connect(self._conclude)

    @property
    def running(self) -> tuple[Task, ...]:
        return tuple(self._running)

    def run(self, title: str, job: Job, conclude: Callable[[Any, BaseException | None], None]) -> Task:
        """Queue `job(workspace, task)`; `conclude(result, error)` is called in the window's thread."""
        task = Task(title, self)
        self._running[task] = conclude
        self.started.emit(task)
        future = self._pool.submit(self._work, task, job)
        future.add_done_callback(lambda done: self._report(task, done))
        return task

    def close(self) -> None:
        """Cancel what runs and wait for it: the database must not be closed under a job."""
        for task in self._running:
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()

    def _work(self, task: Task, job: Job) -> Any:
        workspace = self._workspace.another()
        try:
            return job(workspace, task)
        finally:
            workspace.close()

    def _report(self, task: Task, done: Future[Any]) -> None:
        if done.cancelled():
            return
        problem = done.exception()
        self._finished.emit(task, None if problem else done.result(), problem)

    def _conclude(self, task: Task, result: object, problem: BaseException | None) -> None:
        conclude = self._running.pop(task, None)
        self.ended.emit(task)
        if conclude is not None:
            conclude(result, problem)
