"""A pool of processes for hostile files: spawned, warmed once per run, watched from outside, answering in JSON only.

A worker that dies, hangs or grows is killed and replaced; its job is answered by a fault, the others go on.
It must not know what the work is.
"""

import contextlib
import faulthandler
import json
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Self

from inspector_app.clock import Clock
from inspector_app.errors import N_, IntakeError
from inspector_app.intake.own_process import hush, limit_memory
from inspector_app.sampling.limits import Limits, workers_for

LOOK_MS = 50
"""How often the workers are looked at, and a wish to stop is heard."""
CHILDREN_MS = 1000
"""How often it is asked what a worker started: that means looking at every process of the computer."""
LARGEST_ANSWER = 8 << 20
STARTS_IN_VAIN = 3

_READY = b'"ready"'
_TOO_GREEDY = b'{"fault":"too_greedy"}'
_BROKEN = b'{"fault":"broken"}'

Work = Callable[[Any], Any]
"""One job's JSON value to its answer's JSON value."""
Start = Callable[[Any], Work]
"""Makes a process ready: a function of a module (it is found again by its name), given the pool's settings as JSON."""


class Fault(StrEnum):
    """Why there is no answer."""

    TOO_LONG = "too_long"
    TOO_GREEDY = "too_greedy"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one job."""

    job: int
    """Its place among the jobs."""
    value: Any = None
    """JSON."""
    fault: Fault | None = None


class Pool:
    """Workers that stay warm from one run to the next; however it is left, no process remains."""

    def __init__(self, start: Start, settings: Any, *, limits: Limits, clock: Clock, files: int) -> None:
        """`files`: how many there are to look at, so that no worker is started for nothing."""
        self._start = start
        self._settings = json.dumps(settings)
        self._limits = limits
        self._clock = clock
        self._size = _size(limits, files)
        self._workers: list[_Worker] = []
        self._in_vain = 0
        self._look_again = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill every worker and wait until the system has forgotten it."""
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.kill()
        for worker in workers:
            worker.bury()

    def run(self, jobs: Iterable[Any], cancelled: Callable[[], bool]) -> Iterator[Answer]:
        """The answers to JSON values, in the order in which they come; ends early where `cancelled()`.

        Raises IntakeError WORKERS-START.
        """
        waiting = deque(enumerate(jobs))
        while (waiting or self._busy()) and not cancelled():
            self._man(len(waiting))
            for worker in self._workers:
                if waiting and worker.idle:
                    worker.give(*waiting.popleft(), self._clock.monotonic_ms())
            for worker in self._listen():
                answer = self._heard(worker)
                if answer is not None:
                    yield answer

    def _busy(self) -> bool:
        return any(worker.job is not None for worker in self._workers)

    def _man(self, waiting: int) -> None:
        """Start the workers that are missing, as many as there is work for."""
        at_work = sum(not worker.idle for worker in self._workers)
        idle = len(self._workers) - at_work
        for _ in range(min(self._size - len(self._workers), waiting - idle)):
            self._workers.append(
                _Worker(self._start, self._settings, self._limits, self._clock.monotonic_ms())
            )

    def _listen(self) -> "list[_Worker]":
        """Those that said something, died, or did what no worker may."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        speaking = [by_pipe[pipe] for pipe in wait(list(by_pipe), LOOK_MS / 1000) if pipe in by_pipe]
        now = self._clock.monotonic_ms()
        if now < self._look_again:
            return speaking
        self._look_again = now + LOOK_MS
        overdue = [worker for worker in self._workers if worker not in speaking and worker.overstepped(now)]
        return speaking + overdue

    def _heard(self, worker: "_Worker") -> Answer | None:
        job, told = worker.job, worker.told()
        if told == _READY and not worker.ready:
            worker.ready, self._in_vain = True, 0
            return None
        answer = None if job is None else _answer(job, told)
        if job is not None and answer is not None and worker.fault is None:
            worker.job = None
            return answer
        # It is dead, or must not be believed any more.
        worker.kill()
        worker.bury()
        self._workers.remove(worker)
        if job is not None:
            return Answer(job, fault=worker.fault or Fault.BROKEN)
        self._in_vain += 1
        if self._in_vain >= STARTS_IN_VAIN:
            raise IntakeError(
                "WORKERS-START",
                N_("The files were not looked at."),
                why=N_("The process that opens foreign files does not start on this computer."),
                todo=N_("Close other programs and try again; restart the computer if it stays so."),
            )
        return None


class _Worker:
    """One process, as its parent sees it."""

    def __init__(self, start: Start, settings: str, limits: Limits, now: int) -> None:
        import psutil

        spawned = multiprocessing.get_context("spawn")
        self.pipe, theirs = spawned.Pipe()
        self.process: SpawnProcess = spawned.Process(
            target=_serve, args=(theirs, start, settings, limits), name=start.__module__, daemon=True
        )
        with _deaf_to_the_keyboard():
            self.process.start()
        theirs.close()
        self.ready = False
        self.job: int | None = None
        self.fault: Fault | None = None
        self._limits = limits
        self._until = now + limits.start_seconds * 1000
        self._count_children = now + CHILDREN_MS
        try:
            self._seen: psutil.Process | None = psutil.Process(self.process.pid)
        except psutil.Error:
            self._seen = None

    @property
    def idle(self) -> bool:
        return self.ready and self.job is None

    def give(self, number: int, job: Any, now: int) -> None:
        self.job = number
        self._until = now + self._limits.seconds * 1000
        # Of one that died meanwhile the pipe tells next.
        with contextlib.suppress(OSError):
            self.pipe.send_bytes(json.dumps(job).encode())

    def told(self) -> bytes:
        """What it said; empty where it died, or was stopped before it said anything."""
        if self.fault is not None:
            return b""
        try:
            return self.pipe.recv_bytes(LARGEST_ANSWER)
        except (EOFError, OSError):
            return b""

    def overstepped(self, now: int) -> bool:
        """Whether it took more time or memory than it may; `fault` then says which."""
        if self.idle:
            return False
        if now > self._until:
            self.fault = Fault.TOO_LONG
        elif self._memory(now) > self._limits.worker_bytes:
            self.fault = Fault.TOO_GREEDY
        return self.fault is not None

    def kill(self) -> None:
        for child in self._children():
            with contextlib.suppress(Exception):
                child.kill()
        self.process.kill()

    def bury(self) -> None:
        self.process.join()
        self.process.close()
        self.pipe.close()

    def _children(self) -> list[Any]:
        import psutil

        try:
            return self._seen.children(recursive=True) if self._seen else []
        except psutil.Error:
            return []

    def _memory(self, now: int) -> int:
        """Bytes that it holds, now and then with whatever it started."""
        import psutil

        total = 0
        started = []
        if now >= self._count_children:
            self._count_children = now + CHILDREN_MS
            started = self._children()
        for process in (self._seen, *started):
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss if process else 0
        return total


@contextlib.contextmanager
def _deaf_to_the_keyboard() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal; a worker that is just starting must not answer it by a trace."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # It unblocks the signal itself when it starts, so it has to be there before.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _size(limits: Limits, jobs: int) -> int:
    import psutil

    return workers_for(limits, _cores(), psutil.virtual_memory().available, jobs)


def _cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _answer(job: int, told: bytes) -> Answer | None:
    """None where what was said is no answer."""
    try:
        body = json.loads(told)
        if "fault" in body:
            return Answer(job, fault=Fault(body["fault"]))
        return Answer(job, body["value"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _serve(pipe: Connection, start: Start, settings: str, limits: Limits) -> None:
    """The worker's own life: make ready, then answer until the pipe closes; dying is the other answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hush()
    work = start(json.loads(settings))
    # The parent, who sees what is really used, comes first and can say why; this stops what is faster than he looks.
    with contextlib.suppress(ValueError, OSError):  # a system that sets a lower limit, or knows none
        limit_memory(_address_space() + 2 * limits.worker_bytes)
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.suppress(EOFError, OSError):  # noqa: PTH123 - no path
        pipe.send_bytes(_READY)
        while True:
            job = json.loads(pipe.recv_bytes())
            # Should the program die meanwhile, nobody watches: then it ends itself.
            faulthandler.dump_traceback_later(limits.seconds * 2, exit=True, file=nowhere)
            told = _worked(work, job)
            faulthandler.cancel_dump_traceback_later()
            pipe.send_bytes(told)


def _worked(work: Work, job: Any) -> bytes:
    try:
        return json.dumps({"value": work(job)}).encode()
    except MemoryError:
        return _TOO_GREEDY
    except Exception:  # noqa: BLE001 - whatever a hostile file raises means the same: it cannot be read
        return _BROKEN


def _address_space() -> int:
    """What the libraries took before the first file; a limit counts from there."""
    import psutil

    return int(psutil.Process().memory_info().vms)
