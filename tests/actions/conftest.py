"""A laptop with one new visit, on the morning of the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inspector_app.actions import visits
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import FixedClock

ACTOR = "Bà Bùi Thị Ghi Chép"


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "laptop", clock, ACTOR) as opened:
        yield opened


@pytest.fixture
def visit(ws: Workspace) -> VisitId:
    """A visit of which only the unit is known."""
    return visits.create_visit(ws, details={"unit": "Sở Thử"})


@pytest.fixture
def now(ws: Workspace, visit: VisitId) -> Callable[[], OpenVisit]:
    """The visit as it stands now."""
    return lambda: visits.load(ws, visit)
