"""The running program on a desk of its own, with a screen reader that hears and asks it from outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspector_app.actions.visits import create_visit, load
from inspector_app.checklist.visit import Visit, VisitId
from tests.accessibility.desk import Desk, ScreenReader, until
from tests.field.scene import laptop


@dataclass(frozen=True)
class Running:
    """The program with a new visit open at step 2, the keyboard on its first item."""

    desk: Desk
    reader: ScreenReader
    data: Path
    id: VisitId

    def visit(self) -> Visit:
        """What the database holds now."""
        with laptop(self.data) as workspace:
            return load(workspace, self.id).visit

    def answers(self) -> dict[str, str | None]:
        """Every answer with a verdict, by item."""
        answers = self.visit().answers
        return {item: own.verdict.value for item, own in answers.items() if own.verdict is not None}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    data = tmp_path / "data"
    with laptop(data) as workspace:
        visit = create_visit(workspace, "cchc-2026", {"unit": "Sở Mẫu"})
    with Desk(tmp_path / "desk") as desk, desk.screen_reader() as reader:
        desk.start(data, "--language", "vi")
        reader.one("list item", "Sở Mẫu")
        # The list gets the keyboard once it is filled; Enter opens the visit, and the first item has the keyboard.
        until(lambda: [own for own in reader.find("list") if "focused" in own["states"]])
        desk.press("Return")
        until(lambda: reader.focused.startswith("1. "), about="the first item has the keyboard")
        yield Running(desk, reader, data, visit)
        assert "Traceback" not in desk.log
