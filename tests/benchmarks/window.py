"""The window under a person's hands, each figure beside the bound it has to keep: ticking, areas, searching, memory.
Every job runs in the real window on a real data folder.
"""

import gc
import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

import psutil
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.actions import evidence, visits
from inspector_app.actions.evidence import Brought
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.gui import theme
from inspector_app.gui.routes import CHECKING
from inspector_app.gui.window import MainWindow
from tests.benchmarks.made import VISIT, Size, make
from tests.benchmarks.measure import milliseconds

LAPTOP = (1093, 614)
TICKS = 300
AREAS = (Size(100), Size(1_000), Size(10_000))
"""With areas of 20, 50 and 500 items."""
QUIET_MS = 60_000
"""Until when the window has long built what it builds while nothing happens."""
BETWEEN_KEYS_MS = 60
"""Faster than a person ticks; what waits for a pause gets a little of it."""
PHOTOS, ITEMS = 200, 500
PIXELS = (5472, 3648)
"""20 megapixels."""


@dataclass(frozen=True, slots=True)
class Row:
    job: str
    figures: str
    bound: str

    def line(self) -> str:
        return f"{self.job:34} {self.figures:92} {self.bound}"


def rows(folder: Path) -> Iterator[Row]:
    """One after the other: each needs the window for itself."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    for size in (Size(30), Size(10_000)):
        with make(folder / f"tick-{size.items}", size) as ws:
            yield from _ticks(ws, size)
    for size in AREAS:
        place = folder / f"tick-{size.items}"
        with open_workspace(place) if place.exists() else make(folder / f"area-{size.items}", size) as ws:
            yield from _areas(ws, size)
    yield _memory(folder / "memory")


def _ticks(ws: Workspace, size: Size) -> Iterator[Row]:
    started = perf_counter()
    window = _open(ws)
    opening = (perf_counter() - started) * 1000
    yield Row(f"window opened: {size.items:,} items", f"{opening:.0f} ms", "-")
    _rest(window)
    page = window.shell.checking
    commits = _Commits(ws.db.connection)
    ws.db.connection = commits  # type: ignore[assignment]
    keys = cycle([Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_2])

    def tick() -> None:
        QTest.keyClick(QApplication.focusWidget() or page, next(keys))
        QApplication.processEvents()

    for _ in range(10):
        tick()
    commits.spent.clear()
    gc.collect()
    gc.freeze()  # as when the program starts
    taken = []
    for _ in range(TICKS):
        QTest.qWait(BETWEEN_KEYS_MS)
        taken.append(milliseconds(tick))
    gc.unfreeze()
    _close(window)
    figures = f"key to painted {_spread(taken)}; the disk's commit in it {_spread(commits.spent)}"
    yield Row(f"tick: {size.items:,} items", figures, "median 16, p99 50")


def _areas(ws: Workspace, size: Size) -> Iterator[Row]:
    window = _open(ws)
    page = window.shell.checking
    opened = window.context.visit
    assert opened is not None
    areas = [opened.template.items_of(area.id) for area in opened.template.areas[1:5]]
    _rest(window)

    def show(item: Any) -> None:
        page.set_current(item.id, take_focus=True)
        QApplication.sendPostedEvents()  # lays out and paints; what is built afterwards is not waited for

    taken = []
    for items in areas:
        taken.append(milliseconds(lambda own=items[0]: show(own)))  # type: ignore[misc]
        _rest(window)
    yield Row(f"area of {len(areas[0])} items shown", _spread(taken), "100")
    if size == AREAS[-1]:
        yield _search(window)
    _close(window)


def _search(window: MainWindow) -> Row:
    page = window.shell.checking
    page.start_search()

    def press(key: str) -> None:
        QTest.keyClicks(page.tree.search, key)
        QApplication.processEvents()

    taken = []
    for key in "noi dung 777":
        taken.append(milliseconds(lambda own=key: press(own)))  # type: ignore[misc]
        QTest.qWait(BETWEEN_KEYS_MS)
    return Row("search over 10,000 items", f"key to painted {_spread(taken)}", "50")


def _memory(folder: Path) -> Row:
    with make(folder, Size(ITEMS)) as ws:
        item = visits.load(ws, VISIT).template.items[0].id
        photo = _photo()
        brought = [Brought(f"IMG_{n:04}.jpg", made=partial(_another, photo, n)) for n in range(PHOTOS)]
        evidence.keep_files(ws, VISIT, [item], brought, lambda _done, _total: None, lambda: False)
    program = [sys.executable, "-m", "tests.benchmarks.window", str(folder)]
    done = subprocess.run(program, check=True, capture_output=True, text=True)
    return Row(
        f"memory: {ITEMS} items, {PHOTOS} photos", f"{int(done.stdout) / 1024**2:.0f} MB at most", "300"
    )


def look_at_photos(folder: Path) -> None:
    """The whole list of photos seen once, and the item's card with it; prints the most memory it took, in bytes."""
    application = QApplication([])
    theme.apply(application)
    own, most = psutil.Process(), 0
    with open_workspace(folder) as ws:
        window = _open(ws)
        opened = window.context.visit
        assert opened is not None
        window.shell.checking.set_current(opened.template.items[0].id, take_focus=True)
        window.shell.set_list_visible(False)
        window.shell.checking.set_side_visible(True)
        _rest(window)
        files = window.shell.checking.side.files.list
        assert files.model().rowCount() == PHOTOS
        bar = files.verticalScrollBar()
        for place in range(0, bar.maximum() + 1, max(1, bar.pageStep() // 2)):
            bar.setValue(place)
            QTest.qWait(50)
            most = max(most, own.memory_info().rss)
        _rest(window)
        _close(window)
    print(most)


class _Commits:
    """A connection that notes how long each COMMIT takes."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.spent: list[float] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *rest: Any) -> Any:
        if sql != "COMMIT":
            return self._connection.execute(sql, *rest)
        started = perf_counter()
        result = self._connection.execute(sql, *rest)
        self.spent.append((perf_counter() - started) * 1000)
        return result


def _open(ws: Workspace) -> MainWindow:
    window = MainWindow(ws, "vi")
    window.resize(*LAPTOP)
    window.show()
    QTest.qWaitForWindowActive(window)
    window.context.open(VISIT)
    window.shell.show_step(CHECKING)
    QApplication.processEvents()
    return window


def _rest(window: MainWindow) -> None:
    """Wait until the cards of the area are all built and nothing runs beside the window."""
    QTest.qWait(200)
    for _ in range(QUIET_MS // 50):
        if window.shell.checking.cards.complete and not window.context.tasks.running:
            return
        QTest.qWait(50)


def _close(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def _spread(taken: list[float]) -> str:
    ranked = sorted(taken)
    last = f"p99 {ranked[len(ranked) * 99 // 100]:.1f}, " if len(ranked) >= 100 else ""
    return f"median {median(taken):.1f} ms, {last}most {ranked[-1]:.1f}"


def _photo() -> bytes:
    """About 3 MB, as phones make them."""
    chance = Random(1)
    small = Image.frombytes("RGB", (342, 228), chance.randbytes(342 * 228 * 3))
    stream = io.BytesIO()
    small.resize(PIXELS, Image.Resampling.BICUBIC).save(stream, "JPEG", quality=82)
    return stream.getvalue()


def _another(photo: bytes, number: int) -> bytes:
    """The same picture as another file: a comment of its own."""
    comment = f"{number:06}".encode()
    return photo[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + photo[2:]


if __name__ == "__main__":
    look_at_photos(Path(sys.argv[1]))
