"""A tick that was shown as saved survives a killed program and a full disk."""

import random
import subprocess
import sys
from collections import Counter

import pytest

from inspector_app.errors import StoreError
from inspector_app.store import events

TICKING = """
import sys
from datetime import datetime
from pathlib import Path
from inspector_app.checklist.event import ActId, DeviceId, Plane
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import SystemClock
from inspector_app.store import database, events

db = database.open_database(Path(sys.argv[1]))
clock = SystemClock()
number = int(sys.argv[2])
while True:
    number += 1
    events.write_act(
        db, VisitId("so-mau-2026"), Plane.ANSWERS,
        [events.Change(f"answer:{number % 33}", "verdict", str(number)), events.Change("visit", "last", number)],
        device=DeviceId("d" * 64), actor="An", clock=clock, act=ActId(str(number)),
    )
    print(number, flush=True)
"""


def test_no_acknowledged_tick_is_lost_when_the_program_is_killed_in_mid_ticking(laptop):
    chance = random.Random(20260512)
    laptop.db.close()
    acknowledged: set[str] = set()
    for run in range(15):
        with subprocess.Popen(
            [sys.executable, "-c", TICKING, str(laptop.folder), str(run * 100_000)], stdout=subprocess.PIPE
        ) as child:
            lines = [child.stdout.readline() for _ in range(chance.randint(3, 40))]
            child.kill()
            lines += child.stdout.readlines()
        acknowledged |= {line.decode().strip() for line in lines if line.endswith(b"\n")}
    assert len(acknowledged) > 100
    laptop.reopen()
    log = laptop.log()
    acts = Counter(event.act for event in log)
    assert acknowledged <= acts.keys()
    assert len(acts) - len(acknowledged) <= 15, "at most the tick that was being written at each kill"
    assert set(acts.values()) == {2}, "an act is there wholly or not at all"
    assert laptop.values()["visit", "last"] == log[-1].after
    assert laptop.db.rows("PRAGMA integrity_check") == [("ok",)]
    assert events.check(laptop.db) == ()
    before = laptop.projection()
    events.rebuild(laptop.db)
    assert laptop.projection() == before


def test_a_full_disk_is_told_at_the_tick_and_what_was_saved_stays(laptop):
    laptop.act(("answer:25a", "verdict", "no"))
    (pages,) = laptop.db.row("PRAGMA page_count")
    laptop.db.row(f"PRAGMA max_page_count = {pages + 5}")
    saved = 0

    def tick_on() -> None:
        nonlocal saved
        for number in range(100):
            laptop.act(
                (f"answer:{number}", "result", "Đã ban hành kế hoạch. " * 100), ("visit", "last", number)
            )
            saved += 1

    with pytest.raises(StoreError) as caught:
        tick_on()
    assert caught.value.code == "STORE-FULL"
    assert "{" not in str(caught.value)
    assert 0 < saved < 100
    assert not laptop.db.connection.in_transaction
    assert laptop.values()["visit", "last"] == saved - 1
    assert len(laptop.log()) == 1 + 2 * saved, "the act that failed left no half behind"
    laptop.reopen()
    assert laptop.values()["visit", "last"] == saved - 1
    assert events.check(laptop.db) == ()
    assert len(laptop.act(("answer:25a", "verdict", "yes"))) == 1, "with space again, work goes on"
