"""Long checklists: each job at 100, 1,000 and 10,000 items and with 2,000 sample rows. Its floor is itself at
100 items: ticking must not grow with the checklist, the rest may in proportion.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.actions import answers, review, scores, visits
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
    """Every job at every size. The sizes take turns, so that a busy moment touches all of them; a window is
    opened for one size after the other."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    folders = [folder / str(place) for place in range(len(SIZES))]
    for place, size in zip(folders, SIZES, strict=True):
        make(place, size).close()
    with ExitStack() as stack:
        laptops = [stack.enter_context(open_workspace(place)) for place in folders]
        yield Row("open: first time", tuple(milliseconds(partial(visits.load, ws, VISIT)) for ws in laptops))
        yield _in_turns("open: again", [partial(visits.load, ws, VISIT) for ws in laptops], OPENINGS)
        yield _in_turns("tick: saved", [_ticking(ws) for ws in laptops], TICKS)
        yield _reading_again(laptops)
        opened = [visits.load(ws, VISIT) for ws in laptops]
        checks = [partial(review.review_of, own) for own in opened]
        yield _in_turns("check before signing", checks, OPENINGS)
        points = [partial(scores.score_of, ws, own) for ws, own in zip(laptops, opened, strict=True)]
        yield _in_turns("score", points, OPENINGS)
    shown = []
    for place in folders:
        with open_workspace(place) as ws:
            shown.append(_in_the_window(ws))
    for job in shown[0]:
        yield Row(job, tuple(of_size[job] for of_size in shown))


def _in_turns(job: str, works: Sequence[Callable[[], object]], times: int) -> Row:
    gc.collect()
    for work in works:
        work()
    turns = [[milliseconds(work) for work in works] for _ in range(times)]
    return Row(job, tuple(median(of_size) for of_size in zip(*turns, strict=True)))


def _some(opened: OpenVisit) -> Iterator[tuple[ItemId, ItemVerdict]]:
    """Items from everywhere in the checklist, each time with another answer than it has."""
    items = opened.template.items
    now = {item.id: opened.visit.answer(item.id).verdict for item in items[:: max(1, len(items) // 37)]}
    for item in cycle(now):
        now[item] = ItemVerdict.YES if now[item] is ItemVerdict.NO else ItemVerdict.NO
        yield item, now[item]


def _ticking(ws: Workspace) -> Callable[[], object]:
    ticks = _some(visits.load(ws, VISIT))
    return lambda: answers.set_verdict(ws, VISIT, *next(ticks))


def _reading_again(laptops: Sequence[Workspace]) -> Row:
    """What the window reads after each tick."""
    opened = [visits.load(ws, VISIT) for ws in laptops]
    ticks = [_some(own) for own in opened]
    turns: list[list[float]] = [[] for _ in laptops]
    for _ in range(TICKS):
        for n, ws in enumerate(laptops):
            answers.set_verdict(ws, VISIT, *next(ticks[n]))
            started = perf_counter()
            opened[n] = visits.reload(ws, opened[n])
            turns[n].append((perf_counter() - started) * 1000)
    return Row("tick: read again", tuple(median(of_size) for of_size in turns))


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
    painted = median(milliseconds(tick) for _ in range(TICKS))
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
