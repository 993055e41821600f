"""The list of visits as the window first shows it: nothing is loaded for it that knows what a checklist is."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from inspector_app.checklist.practice import PUT_AWAY, is_practice
from inspector_app.checklist.stage import DeliveryState, Stage, stage_of
from inspector_app.clock import ZONE
from inspector_app.store import listing

if TYPE_CHECKING:
    from inspector_app.actions.workspace import Workspace
    from inspector_app.checklist.visit import VisitId

MOVED = "ĐÃ CHUYỂN SANG DANH MỤC BẢN "
"""How the notice of a visit begins that goes on as another one, on a newer version of its checklist."""


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """One line of the list of visits."""

    id: "VisitId"
    unit: str | None
    title: str | None
    opened_at: datetime | None
    changed_at: datetime
    stage: Stage
    delivery: DeliveryState | None
    notice: str | None
    answered: int = 0
    total: int = 0
    """0 where nobody has counted yet."""


def replaced(notice: str | None) -> bool:
    """Whether a visit's notice says that it goes on as another one."""
    return notice is not None and notice.startswith(MOVED)


def overview(ws: "Workspace", most: int | None = None) -> tuple[VisitSummary, ...]:
    """All visits of this computer, or the newest `most`, the one changed last first; counted only where that was done since it changed.
    Raises StoreError.
    """
    rows = listing.visits(ws.db, most)
    sealing = listing.sealing(ws.db, most)
    lines = []
    for visit_id, changed_at, unit, title, opened_at, notice, delivery in rows:
        if notice == PUT_AWAY and is_practice(visit_id):
            continue
        _mark, count = ws.counts.get(visit_id, (0, None))
        lines.append(
            VisitSummary(
                id=visit_id,
                unit=unit,
                title=title,
                opened_at=None if opened_at is None else datetime.fromisoformat(opened_at),
                changed_at=datetime.fromisoformat(changed_at).astimezone(ZONE),
                stage=stage_of(sealing.get(visit_id, {})),
                delivery=None if delivery is None else DeliveryState(delivery),
                notice=notice,
                answered=0 if count is None else count.done,
                total=0 if count is None else count.total,
            )
        )
    return tuple(lines)
