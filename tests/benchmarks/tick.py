"""Tick: one answer with its event, durable when the call returns, against one appended and flushed block."""

import os
from itertools import cycle
from pathlib import Path

from inspector_app.actions import answers, visits
from inspector_app.actions.workspace import open_workspace
from inspector_app.checklist.visit import ItemVerdict
from tests.benchmarks.measure import Result, in_turns

BLOCK = b"\0" * 4120
"""One page of SQLite's log with its header."""


def tick(folder: Path) -> Result:
    verdicts = cycle([ItemVerdict.YES, ItemVerdict.PARTLY, ItemVerdict.NO])
    with open_workspace(folder / "tick") as ws, (folder / "floor").open("ab", buffering=0) as log:
        visit = visits.create_visit(ws)
        item = visits.load(ws, visit).template.items[0].id

        def append() -> None:
            log.write(BLOCK)
            os.fsync(log.fileno())

        return in_turns(
            "tick",
            lambda: answers.set_verdict(ws, visit, item, next(verdicts)),
            append,
            "append 4,120 bytes and fsync",
            times=200,
            bound=10,
        )
