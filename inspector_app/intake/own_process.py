"""Foreign bytes are opened in a process of its own, bounded in time and memory, that may die of them."""

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

Pipe = Connection

BEAT = 0.1
"""Seconds between two looks at whether somebody cancelled."""

LARGEST = 1 << 30
"""Bytes of one message; a process that says more is not listened to."""

Work = Callable[..., None]
"""Takes the pipe and further arguments; receives the bytes, sends its answer."""


def answer_of(work: Work, arguments: tuple[object, ...], data: bytes, seconds: float) -> bytes:
    """What `work(pipe, *arguments)` answers to `data`; empty where it died. Raises TimeoutError."""
    spawned = multiprocessing.get_context("spawn")
    ours, theirs = spawned.Pipe()
    worker = spawned.Process(target=work, args=(theirs, *arguments), name=work.__module__, daemon=True)
    worker.start()
    theirs.close()
    try:
        ours.send_bytes(data)
        if not ours.poll(seconds):
            raise TimeoutError
        return ours.recv_bytes(LARGEST)
    except TimeoutError:
        raise
    except (EOFError, OSError):
        return b""
    finally:
        worker.kill()
        worker.join()
        ours.close()


def messages_of(
    work: Work,
    arguments: tuple[object, ...],
    seconds: float,
    cancelled: Callable[[], bool],
    heavy: Callable[[int], bool],
) -> Iterator[bytes]:
    """Everything that `work(pipe, *arguments)` sends until it ends or dies; nothing more once `cancelled`.

    `heavy` tells of a process by its id whether it holds too much. Raises MemoryError then, and TimeoutError after
    `seconds` of silence in all.
    """
    spawned = multiprocessing.get_context("spawn")
    ours, theirs = spawned.Pipe(duplex=False)
    worker = spawned.Process(target=work, args=(theirs, *arguments), name=work.__module__, daemon=True)
    worker.start()
    theirs.close()
    left = seconds
    try:
        while not cancelled():
            if worker.pid is not None and heavy(worker.pid):
                raise MemoryError
            if ours.poll(BEAT):
                yield ours.recv_bytes(LARGEST)
                continue
            left -= BEAT
            if left < 0:
                raise TimeoutError
    except (EOFError, OSError) as error:
        if isinstance(error, TimeoutError):
            raise
    finally:
        worker.kill()
        worker.join()
        ours.close()


def hush() -> None:
    """Let native libraries die without a word on the user's terminal; Python's own faults are told as before."""
    with contextlib.suppress(OSError):  # a program without a terminal has nowhere to write
        sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding="utf-8", errors="backslashreplace")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)


def limit_memory(size: int) -> None:
    """Bound this process's address space where the system can; Windows cannot from inside."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
