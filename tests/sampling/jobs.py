"""What the workers of the tests do, good and bad; found again by name in their processes."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

MB = 1 << 20


def start(settings: Any) -> Callable[[Any], Any]:
    """Answers by what the job names; `settings` come back with each answer."""

    def work(job: Any) -> Any:
        return {"said": DEEDS[job["do"]](job), "settings": settings, "worker": os.getpid()}

    return work


def start_in_vain(settings: Any) -> Callable[[Any], Any]:
    os._exit(7)


def start_never(settings: Any) -> Callable[[Any], Any]:
    while True:
        pass


def _hang(job: Any) -> None:
    while True:
        pass


def _grow(job: Any) -> None:
    kept = []
    while True:
        kept.append(bytearray(b"x" * MB))


def _grow_all_the_same(job: Any) -> None:
    """Would rather not be told that there is no more."""
    kept = []
    while True:
        with contextlib.suppress(MemoryError):
            kept.append(bytearray(b"x" * MB))


def _hire(job: Any) -> None:
    """Lets another process hang, and waits for it."""
    subprocess.run([sys.executable, "-c", "import time; time.sleep(600)"], check=False)


def _grow_elsewhere(job: Any) -> None:
    kept = "k = [bytearray(b'x' * 2**20) for _ in range(300)]; import time; time.sleep(600)"
    subprocess.run([sys.executable, "-c", kept], check=False)


def _raise(job: Any) -> None:
    raise ValueError("hostile")


DEEDS: dict[str, Callable[[Any], Any]] = {
    "echo": lambda job: job["word"],
    "hang": _hang,
    "grow": _grow,
    "grow all the same": _grow_all_the_same,
    "hire": _hire,
    "grow elsewhere": _grow_elsewhere,
    "raise": _raise,
    "die": lambda job: os._exit(3),
    "be killed by the system": lambda job: os.abort(),
    "talk too much": lambda job: "x" * (9 * MB),
    "say what is no JSON": lambda job: {1, 2},
}
