"""Files that answer an item: a folder of e-documents against a loop of `pdfsig` over it, a register of dossiers
against reading its rows. Whole commands, as a person starts them; memory is of all their processes together.
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

import psutil

from inspector_app.actions.workspace import open_workspace
from tests.sampling import registers
from tests.sampling.paper import Paper, draw
from tests.sampling.pki import believe
from tests.sampling.states import approved, issued

MB = 1 << 20
SIZES = (30, 300)
TIMES = 5
ROWS = 1_000_000
READ_ALL = """
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    print(sum(1 for row in csv.reader(file, delimiter=";")))
"""

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command takes: seconds by the clock, seconds of all cores, memory at the worst moment."""

    seconds: float
    work: float
    peak: int

    def without(self, start: "Cost") -> "Cost":
        return Cost(self.seconds - start.seconds, self.work - start.work, self.peak)


@dataclass(frozen=True, slots=True)
class Row:
    """One command, and how many things it does a second."""

    job: str
    cost: Cost
    things: int = 0
    note: str = ""

    def line(self) -> str:
        own = self.cost
        rate = f"{self.things / own.seconds:12,.1f}" if self.things else " " * 12
        return f"{self.job:46} {own.seconds:9.2f} s {rate} {own.work:9.2f} s {own.peak / MB:9.0f} MB  {self.note}"


def heading() -> str:
    return f"{'job':46} {'time':>11} {'a second':>12} {'all cores':>11} {'memory':>12}"


def rows(folder: Path) -> Iterator[Row]:
    """The audit and the loop take turns over the same folder; then the register."""
    data = folder / "sampling-data"
    with open_workspace(data) as ws:
        believe(ws)
    yield from _documents(folder, data)
    yield from _register(folder, data)


def _documents(folder: Path, data: Path) -> Iterator[Row]:
    single = folder / "one"
    single.mkdir()
    (single / "one.pdf").write_bytes(draw(Paper()).pdf)
    start = _in_turns([_audit(data, single)])[0]
    yield Row("documents: start-up (one unsigned page)", start)
    for count in SIZES:
        pdfs = _folder(folder / f"{count}", count)
        audit = _audit(data, pdfs)
        if shutil.which("pdfsig") is None:
            yield Row(f"documents: {count}", _in_turns([audit])[0], count, "pdfsig is absent: poppler-utils")
            continue
        ours, loop = _in_turns([audit, _pdfsig(pdfs)])
        warm = ours.without(start)
        yield Row(f"documents: {count}", ours, count, f"{loop.seconds / ours.seconds:.2f} times pdfsig")
        note = f"{loop.seconds / warm.seconds:.2f} times pdfsig"
        yield Row(f"documents: {count}, without start-up", warm, count, note)
        yield Row(f"documents: {count}, pdfsig on as many cores", loop, count)


def _register(folder: Path, data: Path) -> Iterator[Row]:
    path = _million(folder / "register.csv")
    counted = [*_inspector(data), "sample", "register", path, "--as-of", "2022-05-15"]
    ours, floor = _in_turns([counted, [sys.executable, "-c", READ_ALL, path]], times=3)
    size = path.stat().st_size / MB
    yield Row(f"register: {ROWS:,} rows of csv", ours, ROWS, f"{size:.0f} MB file")
    yield Row("register: its rows read by Python's csv alone", floor, ROWS)


def _folder(path: Path, count: int) -> Path:
    """5 to 50 pages, 1 to 3 signatures, nothing wrong with them."""
    path.mkdir()
    for place in range(count):
        paper = Paper(number=place + 1, pages=5 + place * 7 % 46)
        match place % 3:
            case 0:
                pdf = approved(paper)
            case 1:
                pdf = issued(paper, approved(paper), seal_only=True)
            case _:
                pdf = issued(paper, approved(paper), with_day=False)
        (path / f"{place + 1:03}-SXD-VP.pdf").write_bytes(pdf)
    return path


def _million(path: Path) -> Path:
    """The register of 2022 a hundred times over, each time with codes of its own."""
    made = registers.register_2022()
    assert made.as_of == date(2022, 5, 15)
    registers.dossiers_csv(path, made)
    body = path.read_bytes()
    start = body.index(b"\r\n1;") + 2
    with path.open("ab") as file:
        for copy in range(1, ROWS // made.received):
            file.write(body[start:].replace(b"H99.01-", b"H99.%02d-" % (copy + 1)))
    return path


def _inspector(data: Path) -> list[str | Path]:
    return [sys.executable, "-m", "inspector_app", "--data", data]


def _audit(data: Path, folder: Path) -> Command:
    return [*_inspector(data), "sample", "e-documents", folder]


def _pdfsig(folder: Path) -> Command:
    """As many at a time as there are cores; a process for each file, as pdfsig takes only one."""
    cores = str(os.cpu_count() or 1)
    return ["sh", "-c", 'find "$1" -name "*.pdf" -print0 | xargs -0 -n 1 -P "$2" pdfsig', "sh", folder, cores]


def _in_turns(commands: Sequence[Command], *, times: int = TIMES) -> list[Cost]:
    """Medians of each, taken in turns; the memory from a run of its own, as watching takes time too."""
    peaks = [_peak(command) for command in commands]
    turns = [[_timed(command) for command in commands] for _ in range(times)]
    return [
        Cost(median(seconds for seconds, _ in own), median(work for _, work in own), peak)
        for own, peak in zip(zip(*turns, strict=True), peaks, strict=True)
    ]


def _timed(command: Command) -> tuple[float, float]:
    before = os.times()
    _run(command)
    after = os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return after.elapsed - before.elapsed, work


def _run(command: Command) -> None:
    done = subprocess.run(command, capture_output=True, check=False)
    # pdfsig has other codes for files that are not signed by somebody it knows; ours says what it found.
    assert done.returncode in {0, 1, 2, 123}, done.stderr.decode()[-2000:]


def _peak(command: Command) -> int:
    """Most memory of all processes together, pages they share counted once."""
    peak, stop = 0, threading.Event()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:

        def watch() -> None:
            nonlocal peak
            while not stop.wait(0.02):
                peak = max(peak, _memory(process.pid))

        watching = threading.Thread(target=watch)
        watching.start()
        process.wait()
        stop.set()
        watching.join()
    return peak


def _memory(pid: int) -> int:
    try:
        tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return 0
    total = 0
    for own in tree:
        try:
            full = own.memory_full_info()
        except (psutil.Error, OSError):
            continue
        total += getattr(full, "pss", 0) or full.rss
    return total
