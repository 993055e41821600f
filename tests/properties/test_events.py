"""What is written in generated visits reaches every laptop, whatever way and order the events come."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from inspector_app.actions import merging, visits
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.actions.writing import write
from inspector_app.checklist.event import Plane
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import FixedClock
from inspector_app.store import events, templates
from inspector_app.store import visits as stored
from tests.properties.visits import NOW, VISITS, Made, cleaned, made

STORES = range(8)
IN_A_STORE = 25


@pytest.fixture
def secretary(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "máy thư ký", clock, "Bà Bùi Thị Ghi Chép") as ws:
        yield ws


@pytest.fixture
def empty(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "máy mới", clock, "Ông Lê Văn Ví Dụ") as ws:
        yield ws


def written(ws: Workspace, own: Made) -> VisitId:
    visits.receive_visit(ws, own.raw.id, own.rules.template)
    write(ws, own.raw.id, [(entity, name, value) for (entity, name), value in own.values.items()])
    return own.raw.id


@pytest.mark.parametrize("number", STORES)
def test_a_visit_of_the_store_goes_to_an_empty_laptop_in_any_order_and_twice(
    secretary: Workspace, empty: Workspace, number: int
) -> None:
    for place in range(IN_A_STORE):
        # Every 25th of the five thousand, so that all the checklists that ship are among them.
        own = made((number * IN_A_STORE + place) * (VISITS // (len(STORES) * IN_A_STORE)))
        visit = written(secretary, own)
        templates.put(empty.db, own.rules.template)
        head, *lines = merging.export_events(secretary, visit).splitlines(keepends=True)
        rng = Random(place)
        rng.shuffle(lines)
        cut = rng.randint(0, len(lines))
        for portion in (lines[cut:], lines[:cut], lines):
            merged = merging.merge_events(empty, head + b"".join(portion))
            assert (merged.forked, merged.broken) == (0, 0)
        expected = {key: cleaned(value) for key, value in own.values.items()}
        for ws in (secretary, empty):
            assert stored.values(ws.db, visit, Plane.ANSWERS) == expected, own.number
        assert visits.load(empty, visit, NOW).visit == visits.load(secretary, visit, NOW).visit
        assert merging.export_events(empty, visit) == merging.export_events(secretary, visit)
        assert not events.pending(empty.db, visit)
    assert not events.check(empty.db)
