"""What is told of a bug of ours: kinds of exceptions, places in the program, versions; never a value, a message, a name or
a path of this computer. It also knows whether the last run ended well. Reports are files only where a person asks for one.
"""

import faulthandler
import platform
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import IO

from inspector_app import __version__
from inspector_app.errors import N_, StoreError, UserError

FOLDER = "reports"
RUN_NAME = "running.log"
"""There while the program runs; what a hard crash leaves behind in it is offered at the next start."""
MOST_FRAMES = 60
MOST_CAUSES = 8
MOST_LINES = 400

_PACKAGES = ("inspector_app", "PySide6", "shiboken6")
_FRAME = re.compile(r'^\s*File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<name>[\w.<>]+)\s*$')
_FATAL = re.compile(r"^(Fatal Python error: [\w ]+|Windows fatal exception: [\w ]+)")
_THREAD = re.compile(r"^(Current thread|Thread) 0x[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class LastRun:
    """A run that did not end by being closed."""

    trace: str
    """What the dying program could still write, redacted; empty where it was cut off, as by a loss of power."""


def report(problem: BaseException, trace: TracebackType | None, at: datetime) -> str:
    """All that is told of an exception; nothing in it comes from what a person typed."""
    lines = _about(at)
    for number, one in enumerate(_causes(problem)):
        lines += ["", f"{'' if number == 0 else 'because of '}{_kind(one)}"]
        own = one.__traceback__ if number or trace is None else trace
        frames = [(frame.f_code.co_filename, line, frame.f_code.co_qualname) for frame, line in walk_tb(own)]
        lines += [f"  {_place(name)}:{line} {function}" for name, line, function in frames[-MOST_FRAMES:]]
    return "\n".join(lines) + "\n"


def signature(problem: BaseException, trace: TracebackType | None) -> tuple[str, ...]:
    """What tells two bugs apart: kind and the last place."""
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(trace or problem.__traceback__)]
    return (_kind(problem), *(f"{name}:{line}" for name, line in frames[-1:]))


def keep(folder: Path, text: str, at: datetime) -> Path:
    """Write a report into the data folder, because a person asked for it. Raises StoreError."""
    reports = folder / FOLDER
    path = reports / f"report-{at:%Y%m%d-%H%M%S}.txt"
    try:
        reports.mkdir(parents=True, exist_ok=True)
        number = 1
        while path.exists():
            number += 1
            path = reports / f"report-{at:%Y%m%d-%H%M%S}-{number}.txt"
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(
            "REPORT-NOT-KEPT",
            N_("The report could not be written to {path}."),
            why=N_("The system said: {problem}."),
            todo=N_("Copy it instead. The visits themselves are safe."),
            path=path,
            problem=error.strerror or str(error),
        ) from error
    return path


class RunLog:
    """The file that stands while the program runs. Needs the lock of the data folder to be held."""

    def __init__(self, folder: Path, at: datetime) -> None:
        self._path = folder / RUN_NAME
        self._stream: IO[str] | None = None
        self.last: LastRun | None = self._read()
        """How the run before ended, where that was not by being closed."""
        try:
            self._stream = self._path.open("w", encoding="utf-8")
        except OSError:
            return  # a folder that cannot be written to is told elsewhere
        self._stream.write("\n".join(_about(at)) + "\n")
        self._stream.flush()
        faulthandler.enable(self._stream)

    def close(self) -> None:
        """This run ended well."""
        if self._stream is None:
            return
        faulthandler.disable()
        self._stream.close()
        self._stream = None
        with suppress(OSError):
            self._path.unlink()

    def _read(self) -> LastRun | None:
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
        return LastRun(redacted(text))


def redacted(log: str) -> str:
    """Of what faulthandler wrote: the lines whose form is known, with the places in the program alone. Empty where
    the program did not come to write why it died."""
    lines = log.splitlines()[:MOST_LINES]
    fatal = next((place for place, line in enumerate(lines) if _FATAL.match(line)), None)
    if fatal is None:
        return ""
    told = [
        line for line in lines[:fatal] if re.fullmatch(r"(program|python|qt|system|at): [\w .:+\-()]*", line)
    ]
    for line in lines[fatal:]:
        if match := _FATAL.match(line) or _THREAD.match(line):
            told += ["", match[0]]
        elif match := _FRAME.match(line):
            told.append(f"  {_place(match['file'])}:{match['line']} {match['name']}")
    return "\n".join(told) + "\n"


def _about(at: datetime) -> list[str]:
    qt = sys.modules.get("PySide6")
    return [
        f"program: {__version__}",
        f"python: {platform.python_version()}",
        f"qt: {getattr(qt, '__version__', '-')}",
        f"system: {platform.system()} {platform.release()} {platform.machine()}",
        f"at: {at:%Y-%m-%d %H:%M:%S}",
    ]


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """The exception and what led to it, as Python itself would tell it."""
    seen: list[BaseException] = []
    one: BaseException | None = problem
    while one is not None and one not in seen and len(seen) < MOST_CAUSES:
        seen.append(one)
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _kind(problem: BaseException) -> str:
    """The class, and the code of an error of ours; never its message."""
    kind = type(problem)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return f"{name} {problem.code}" if isinstance(problem, UserError) else name


def _place(name: str) -> str:
    """A file of the program or of a library, from its package on; what lies elsewhere is not told."""
    parts = name.replace("\\", "/").split("/")
    for package in _PACKAGES:
        if package in parts:
            return "/".join(parts[parts.index(package) :])
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    if parts[-1].endswith(".py") and any(part.startswith("python3") or part == "Lib" for part in parts):
        return f"python/{parts[-1]}"
    return "elsewhere"
