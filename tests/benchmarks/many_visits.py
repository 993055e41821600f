"""A laptop after years of work: visits of invented units, partly answered, most of them sealed, sent and received."""

from datetime import datetime, timedelta
from pathlib import Path

from inspector_app.actions import visits, writing
from inspector_app.actions.workspace import open_workspace
from inspector_app.checklist.seal import REQUIRED_SIGNERS, InkSignature, Seal
from inspector_app.checklist.visit import ItemVerdict, SigningMode
from inspector_app.clock import ZONE, FixedClock

FIRST = datetime(2016, 3, 1, 8, 0, tzinfo=ZONE)
ANSWERED = 30
AT_ONCE = 50
"""Visits that are written in one transaction."""


def make(folder: Path, count: int) -> None:
    """A data folder with `count` visits; the last ten are still being checked."""
    clock = FixedClock(FIRST)
    with open_workspace(folder, clock, "Người đo") as ws:
        for first in range(0, count, AT_ONCE):
            with ws.db.write():
                for number in range(first, min(first + AT_ONCE, count)):
                    clock.move_to(FIRST + timedelta(days=3 * number))
                    details = {
                        "unit": f"Đơn vị số {number + 1}",
                        "title": f"Kiểm tra công tác CCHC lần {number + 1}",
                        "opened_at": clock.now(),
                    }
                    visit = visits.create_visit(ws, "cchc-2026", details)
                    items = ws.template(visits.visits.ref(ws.db, visit).sha256).items[:ANSWERED]
                    writing.write(
                        ws, visit, [(f"answer:{item.id}", "verdict", ItemVerdict.YES) for item in items]
                    )
                    if number < count - 10:
                        writing.write_sealing(ws, visit, 1, _closed(clock.now()))


def _closed(at: datetime) -> dict[str, object]:
    return {
        "seal": Seal(1, SigningMode.INK, REQUIRED_SIGNERS, at, (), {}),
        "printed_at": at,
        "ink": InkSignature(REQUIRED_SIGNERS, at),
        "sent_at": at,
        "received_at": at,
    }
