"""Each counted the rows that he had; brought together, one button counts the rows of both."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inspector_app.actions import answers, merging
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist.counting import recounted
from inspector_app.checklist.fact import FactId, Sample, SampleRow
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import FixedClock
from inspector_app.gui.dialogs.conflict import ConflictDialog
from inspector_app.gui.window import MainWindow

ITEM, FACT = ItemId("25a"), FactId("sample")


@pytest.fixture
def member(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """The other laptop."""
    with open_workspace(tmp_path / "máy thành viên", clock, "Ông Lê Văn Ví Dụ") as ws:
        yield ws


def fill(ws: Workspace, visit: VisitId, name: str, count: int) -> None:
    """Rows of which the first is defective, and the numbers that follow from them."""
    rows = [
        SampleRow(f"{name}{number}", ITEM, FACT, number=f"{number}/{name}", passed=number > 0)
        for number in range(count)
    ]
    answers.set_rows(ws, visit, ITEM, FACT, rows, ())
    answers.set_fact(ws, visit, ITEM, FACT, recounted(Sample(population=412), rows))


def test_the_rows_of_both_are_counted_with_one_button(
    window: MainWindow, workspace: Workspace, member: Workspace, visit_id: VisitId
) -> None:
    merging.merge_events(member, merging.export_events(workspace, visit_id))
    fill(workspace, visit_id, "b", 3)
    fill(member, visit_id, "a", 4)
    window.context.perform(merging.merge_events, merging.export_events(member, visit_id))
    window.shell.checking.set_current(ITEM)
    card = window.shell.checking.card(ITEM)
    assert card is not None
    card.conflict.see.click()
    (dialog,) = [own for own in window.findChildren(ConflictDialog) if own.isVisible()]
    *heads, together = dialog.choices
    assert len(heads) == 2
    assert "n = 7, x = 2" in together.accessibleName()
    together.click()
    assert not dialog.isVisible()
    visit = load(workspace, visit_id).visit
    assert visit.conflicts == ()
    assert visit.answer(ITEM).facts[FACT] == Sample(population=412, examined=7, defective=2)
    assert [row.number for row in visit.rows] == ["0/a", "1/a", "2/a", "3/a", "0/b", "1/b", "2/b"]


def test_where_they_differ_in_more_only_both_are_offered(
    window: MainWindow, workspace: Workspace, member: Workspace, visit_id: VisitId
) -> None:
    merging.merge_events(member, merging.export_events(workspace, visit_id))
    fill(workspace, visit_id, "b", 3)
    fill(member, visit_id, "a", 4)
    held = load(member, visit_id).visit.answer(ITEM).facts[FACT]
    assert isinstance(held, Sample)
    answers.set_fact(member, visit_id, ITEM, FACT, replace(held, method="Ngẫu nhiên"))
    window.context.perform(merging.merge_events, merging.export_events(member, visit_id))
    window.shell.checking.set_current(ITEM)
    card = window.shell.checking.card(ITEM)
    assert card is not None
    card.conflict.see.click()
    (dialog,) = [own for own in window.findChildren(ConflictDialog) if own.isVisible()]
    assert len(dialog.choices) == 2
    dialog.reject()
