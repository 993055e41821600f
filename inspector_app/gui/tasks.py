"""The one place with threads: work beside the window, each piece with a Workspace of its own, in three lanes so that
nothing short waits for something long; what ran and how it ended is kept for the list. It must not know what the work is.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal

from inspector_app.actions.workspace import Workspace
from inspector_app.errors import UserError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

KEPT = 50
"""Pieces of named work that stay in the list after they ended."""
ALMOST = 0.99
"""As far as work can say that it is before it has ended."""


class CancelledError(Exception):
    """A job may raise it where it notices that it was cancelled; nothing is shown then."""


class Lane(Enum):
    """Where a job waits its turn. Within one lane, jobs run one after another in the order in which they came."""

    WORK = auto()
    """Named work, and whatever writes: what two acts write to a visit comes in the order of the acts."""
    QUIET = auto()
    """Short reading for what is on the screen."""
    APART = auto()
    """Long looking at files that writes nothing: neither printing nor signing waits for it."""


class State(Enum):
    WAITING = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()

    @property
    def over(self) -> bool:
        return self in {State.DONE, State.FAILED, State.CANCELLED}


@dataclass(slots=True, eq=False)
class Task:
    """One piece of long work, as the job sees it (`progress`, `cancelled`) and as the window does."""

    title: str
    """In the interface's language; empty for quiet work that is not shown."""
    tasks: "Tasks"
    lane: Lane = Lane.WORK
    state: State = State.WAITING
    share: float | None = None
    """How much is done, 0 to ALMOST, 1 at the end; None while nobody knows. It never falls."""
    problem: BaseException | None = None
    """Why it failed: a UserError, or a bug of ours."""
    _cancel: threading.Event = field(default_factory=threading.Event)
    _since: QElapsedTimer = field(default_factory=QElapsedTimer)
    _took_ms: int | None = None

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is; safe from the worker's thread."""
        if total > 0:
            self.share = max(self.share or 0.0, min(done / total, ALMOST))
        self.tasks.progressed.emit(self, done, total)

    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def stop_if_cancelled(self) -> None:
        """For a job, between two steps that leave everything whole. Raises CancelledError."""
        if self.cancelled():
            raise CancelledError

    def cancel(self) -> None:
        """Ask the work to stop at its next safe place; what has not begun never will."""
        if not self.state.over and not self.cancelled():
            self._cancel.set()
            self.tasks.stop(self)

    @property
    def elapsed_ms(self) -> int:
        """How long it has run, or ran; 0 while it waits."""
        if self._took_ms is not None:
            return self._took_ms
        return int(self._since.elapsed()) if self._since.isValid() else 0

    def begin(self) -> None:
        """Its turn has come."""
        self._since.start()
        self.state = State.RUNNING

    def end(self, problem: BaseException | None) -> None:
        """It is over, for good."""
        self._took_ms = self.elapsed_ms
        self.problem = None if isinstance(problem, CancelledError) else problem
        if isinstance(problem, CancelledError):
            self.state = State.CANCELLED
        elif problem is not None:
            self.state = State.FAILED
        else:
            self.state, self.share = State.DONE, 1.0

    @property
    def explained(self) -> UserError | None:
        """What to tell a person of a failure; None for a bug, of which the crash report tells."""
        return self.problem if isinstance(self.problem, UserError) else None


Job = Callable[[Workspace, Task], Any]
Conclude = Callable[[Any, BaseException | None], None]


class Tasks(QObject):
    """Runs jobs in lanes. Lives, and emits, in the window's thread."""

    started = Signal(object)
    """Task: it was asked for"""
    progressed = Signal(object, int, int)
    """Task, done, total"""
    stopping = Signal(object)
    """Task that was asked to stop"""
    ended = Signal(object)
    """Task"""
    _finished = Signal(object, object, object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pools: dict[Lane, ThreadPoolExecutor] = {}
        self._running: dict[Task, Conclude] = {}
        self._futures: dict[Task, Future[Any]] = {}
        self._ended: deque[Task] = deque(maxlen=KEPT)
        self._closed = False
        # Queued also where a waiting job is taken out: nobody is concluded within his own call of cancel().
        self._finished.connect(self._conclude, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Task, ...]:
        """What runs or waits, in the order in which it was asked for."""
        return tuple(self._running)

    @property
    def shown(self) -> tuple[Task, ...]:
        """Named work: what runs or waits, then what ended, the last first."""
        return (*(task for task in self._running if task.title), *reversed(self._ended))

    def run(self, title: str, job: Job, conclude: Conclude, lane: Lane | None = None) -> Task:
        """Queue `job(workspace, task)`; `conclude(result, error)` is called in the window's thread.

        Without a `lane` named work goes to WORK and quiet work to QUIET, where nothing may be written. After
        `close` nothing runs any longer.
        """
        task = Task(title, self, lane or (Lane.WORK if title else Lane.QUIET))
        if self._closed:
            task.end(CancelledError())
            return task
        self._running[task] = conclude
        self.started.emit(task)
        future = self._pool(task.lane).submit(self._work, task, job)
        self._futures[task] = future
        future.add_done_callback(lambda done: self._report(task, done))
        return task

    def stop(self, task: Task) -> None:
        """Take a cancelled task out of its lane, or let its job find out."""
        self.stopping.emit(task)
        future = self._futures.get(task)
        if future is not None:
            future.cancel()

    def forget_ended(self) -> None:
        """Empty the list of what is over."""
        self._ended.clear()

    def close(self) -> None:
        """Cancel what runs and wait for it: the database must not be closed under a job."""
        self._closed = True
        for task in self._running:
            task._cancel.set()  # noqa: SLF001 - its own kind; nobody is to be told any longer
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        self._running.clear()
        self._futures.clear()

    def reopen(self) -> None:
        """Run again what is asked for, after a `close` that came to nothing."""
        self._pools.clear()
        self._closed = False

    def _pool(self, lane: Lane) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        if lane not in self._pools:
            name = f"task-{lane.name.lower()}"
            self._pools[lane] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        return self._pools[lane]

    def _work(self, task: Task, job: Job) -> Any:
        task.stop_if_cancelled()
        task.begin()
        workspace = self._workspace.another()
        try:
            return job(workspace, task)
        finally:
            workspace.close()

    def _report(self, task: Task, done: "Future[Any]") -> None:
        if done.cancelled():
            self._finished.emit(task, None, CancelledError())
            return
        problem = done.exception()
        self._finished.emit(task, None if problem else done.result(), problem)

    def _conclude(self, task: Task, result: object, problem: BaseException | None) -> None:
        conclude = self._running.pop(task, None)
        self._futures.pop(task, None)
        if conclude is None:
            return
        task.end(problem)
        if task.title:
            self._ended.append(task)
        self.ended.emit(task)
        conclude(result, problem)


class Beside:
    """One short piece of work in a thread of its own, before there are lanes."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._problem: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(work,), name="start")
        self._thread.start()

    def wait(self) -> None:
        """Until it is over; what it raised is raised here."""
        self._thread.join()
        if self._problem is not None:
            raise self._problem

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as problem:  # noqa: BLE001 - raised again where it is waited for
            self._problem = problem


def tell_of_threads(told: Callable[[BaseException, TracebackType | None], None]) -> Callable[[], None]:
    """Have an exception that a thread let go told to `told`, in that thread; the way back is returned."""
    former = threading.excepthook

    def hook(lost: "threading.ExceptHookArgs") -> None:
        if lost.exc_value is not None:
            told(lost.exc_value, lost.exc_traceback)

    threading.excepthook = hook

    def undo() -> None:
        threading.excepthook = former

    return undo
