"""Laptops of one inspection team, each with a database of its own, and a short checklist."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inspector_app.checklist.event import ActId, DeviceId, Event, Plane
from inspector_app.checklist.template import Area, AreaId, Item, ItemId, Template, Wording
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE, FixedClock
from inspector_app.store import database, events, templates, visits

VISIT = VisitId("so-mau-2026")
MORNING = datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)


@dataclass
class Laptop:
    """One team member's computer."""

    folder: Path
    actor: str
    device: DeviceId
    db: database.Database
    clock: FixedClock = field(default_factory=lambda: FixedClock(MORNING))
    visit: VisitId = VISIT
    plane: Plane = Plane.ANSWERS
    acts: int = 0

    def act(
        self,
        *changes: tuple[str, str, Any],
        undoes: ActId | None = None,
        reason: str | None = None,
        plane: Plane | None = None,
    ) -> tuple[Event, ...]:
        self.acts += 1
        return events.write_act(
            self.db,
            self.visit,
            plane or self.plane,
            [events.Change(*change) for change in changes],
            device=self.device,
            actor=self.actor,
            clock=self.clock,
            act=ActId(f"{self.actor}-{self.acts}"),
            undoes=undoes,
            reason=reason,
        )

    def values(self) -> dict[tuple[str, str], Any]:
        return visits.values(self.db, self.visit, self.plane)

    def log(self) -> tuple[Event, ...]:
        return events.of_visit(self.db, self.visit)

    def projection(self) -> list[tuple[Any, ...]]:
        return self.db.rows("SELECT * FROM value ORDER BY visit, plane, entity, field")

    def reopen(self) -> None:
        self.db.close()
        self.db = database.open_database(self.folder)


@pytest.fixture
def template() -> Template:
    return Template(
        id="cchc",
        version="2026.1",
        title=Wording("Kiểm tra cải cách hành chính", "Administrative reform inspection"),
        areas=(Area(AreaId("7"), Wording("Xây dựng chính quyền số", "Digital government")),),
        items=(
            Item(
                id=ItemId("25a"),
                criterion="25",
                area=AreaId("7"),
                question=Wording(
                    "Văn bản phát hành có chữ ký số của lãnh đạo", "Issued documents are signed"
                ),
                look_at=Wording("30 văn bản đi gần nhất", "The last 30 documents"),
            ),
        ),
    )


@pytest.fixture
def make_laptop(tmp_path: Path, template: Template) -> Iterator[Callable[[str], Laptop]]:
    """A laptop by its owner's name; the visit is on it from the start."""
    made: list[Laptop] = []

    def make(actor: str, folder: Path | None = None) -> Laptop:
        folder = folder or tmp_path / f"máy của {actor}"
        laptop = Laptop(
            folder, actor, DeviceId(actor.encode().hex().ljust(64, "0")), database.open_database(folder)
        )
        made.append(laptop)
        visits.create(laptop.db, laptop.visit, templates.put(laptop.db, template), MORNING)
        return laptop

    yield make
    for laptop in made:
        laptop.db.close()


@pytest.fixture
def laptop(make_laptop: Callable[[str], Laptop]) -> Laptop:
    return make_laptop("An")
