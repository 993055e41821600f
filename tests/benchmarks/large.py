"""Long checklists: each job at 100, 1,000 and 10,000 items and with 2,000 sample rows. Its floor is itself at
100 items: ticking must not grow with the checklist, the rest may in proportion.
"""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.actions import answers, review, visits
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.template import Item, ItemId
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.gui import theme
from inspector_app.gui.routes import CHECKING
from inspector_app.gui.window import MainWindow
from tests.benchmarks.made import VISIT, Size, make
from tests.benchmarks.measure import milliseconds

SIZES = (Size(100), Size(1_000), Size(10_000), Size(100, rows=2_000))
LAPTOP = (1093, 614)
TICKS = 60
OPENINGS = 5
SETTLED_MS = 30_000
"""Until when the window has long built what it builds while nothing happens."""


@dataclass(frozen=True, slots=True)
class Row:
    """Medians of one job in milliseconds, one for each size."""

    job: str
    figures: tuple[float, ...]

    def line(self) -> str:
        first = self.figures[0]
        cells = [f"{figure:9.2f} ms {figure / first:7.2f}" for figure in self.figures]
        return f"{self.job:28} " + " ".join(cells)


def heading() -> str:
    return " " * 29 + " ".join(f"{size.name:>20}" for size in SIZES)


def rows(folder: Path) -> Iterator[Row]:
    """Every job at every size."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    measured = [_measured(folder / str(n), size) for n, size in enumerate(SIZES)]
    for job in measured[0]:
        yield Row(job, tuple(of_size[job] for of_size in measured))


def _measured(folder: Path, size: Size) -> dict[str, float]:
    make(folder, size).close()
    with open_workspace(folder) as ws:
        first = milliseconds(lambda: visits.load(ws, VISIT))
        found = {
            "open: first time": first,
            "open: again": _median(lambda: visits.load(ws, VISIT), OPENINGS),
            "tick: saved": _ticks(ws),
            "tick: read again": _read_again(ws),
            "check before signing": _median(lambda: review.review(ws, VISIT), OPENINGS),
        }
    with open_workspace(folder) as ws:
        return found | _in_the_window(ws)


def _median(work: Callable[[], object], times: int) -> float:
    gc.collect()
    return median(milliseconds(work) for _ in range(times))


def _some(opened: OpenVisit) -> Iterator[tuple[ItemId, ItemVerdict]]:
    """Items from everywhere in the checklist, each time with another answer than it has."""
    items = opened.template.items
    now = {item.id: opened.visit.answer(item.id).verdict for item in items[:: max(1, len(items) // 37)]}
    for item in cycle(now):
        now[item] = ItemVerdict.YES if now[item] is ItemVerdict.NO else ItemVerdict.NO
        yield item, now[item]


def _ticks(ws: Workspace) -> float:
    ticks = _some(visits.load(ws, VISIT))
    return _median(lambda: answers.set_verdict(ws, VISIT, *next(ticks)), TICKS)


def _read_again(ws: Workspace) -> float:
    """What the window reads after each tick."""
    opened = visits.load(ws, VISIT)
    ticks = _some(opened)
    times = []
    for _ in range(TICKS):
        answers.set_verdict(ws, VISIT, *next(ticks))
        started = perf_counter()
        opened = visits.reload(ws, opened)
        times.append((perf_counter() - started) * 1000)
    return median(times)


def _in_the_window(ws: Workspace) -> dict[str, float]:
    window = MainWindow(ws, "vi")
    window.resize(*LAPTOP)
    window.show()
    QTest.qWaitForWindowActive(window)

    def open_visit() -> None:
        window.context.open(VISIT)
        window.shell.show_step(CHECKING)
        QApplication.processEvents()

    opening = milliseconds(open_visit)
    page = window.shell.checking
    opened = window.context.visit
    assert opened is not None
    areas = opened.template.areas

    def show_area(item: Item) -> None:
        page.set_current(item.id, take_focus=True)
        QApplication.processEvents()

    first_of = [opened.template.items_of(area.id)[0] for area in areas[1:5]]
    area = median(milliseconds(lambda own=item: show_area(own)) for item in first_of)  # type: ignore[misc]
    _rest(window)
    keys = cycle([Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_2])

    def tick() -> None:
        QTest.keyClick(page.card(page.current), next(keys))
        QApplication.processEvents()

    tick()
    painted = _median(tick, TICKS)
    window.close()
    window.deleteLater()
    QApplication.processEvents()
    return {"window: open": opening, "window: show an area": area, "window: key to paint": painted}


def _rest(window: MainWindow) -> None:
    """Wait until the cards of the area are all built and nothing runs beside the window."""
    cards = window.shell.checking.cards
    QTest.qWait(200)
    for _ in range(SETTLED_MS // 50):
        if cards.complete and not window.context.tasks.running:
            return
        QTest.qWait(50)
