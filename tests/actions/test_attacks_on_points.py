"""Points under attack: numbers that are none, points of laptops without limits, items that do not apply, leaks."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from inspector_app.actions import (
    answers,
    conclusions,
    merging,
    minutes,
    preparation,
    score_tables,
    scores,
    sealing,
    visits,
)
from inspector_app.actions.preparation import Paper
from inspector_app.actions.workspace import Workspace, open_workspace
from inspector_app.checklist import scoring
from inspector_app.checklist.fact import Rate
from inspector_app.checklist.score_table import ByRate, Step
from inspector_app.checklist.scoring import ScoreState
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import PersonRole, Side, VisitId
from inspector_app.clock import FixedClock
from inspector_app.errors import VisitError
from tests.actions.test_scores import TABLE, line

CANARY = "chim-hoang-yen"


@pytest.fixture
def scored(ws: Workspace, visit: VisitId) -> VisitId:
    scores.choose_table(ws, visit, score_tables.keep_table(ws, TABLE))
    return visit


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity", "-0.01", "1E+30", "1E-30"])
@pytest.mark.parametrize("name", ["claimed", "assessed"])
def test_what_is_no_number_of_points_is_refused(ws: Workspace, scored: VisitId, text: str, name: str) -> None:
    with pytest.raises(VisitError):
        scores.set_points(ws, scored, "1.1", {name: Decimal(text)})
    assert visits.load(ws, scored).visit.scores == {}


def test_a_figure_of_an_item_that_does_not_apply_gives_no_points(ws: Workspace, visit: VisitId) -> None:
    item, fact = (
        ItemId("19"),
        next(
            spec.id
            for spec in visits.load(ws, visit).template.item(ItemId("19")).facts
            if spec.kind == "rate"
        ),
    )
    by_rate = line("1", max=Decimal(4), reads=ByRate(item, fact, (Step(Decimal(1)),)))
    answers.set_fact(ws, visit, item, fact, Rate(percent=Decimal(1)))
    opened = visits.load(ws, visit)
    table = replace(TABLE, criteria=(by_rate,))
    (counted,) = scoring.score(table, opened.visit, opened.template).lines
    assert counted.assessed == 4
    for other in (
        replace(opened.visit, inapplicable=frozenset({item})),
        replace(opened.visit, hidden=frozenset({(item, fact)})),
    ):
        (own,) = scoring.score(table, other, opened.template).lines
        assert (own.state, own.computed) == (ScoreState.OPEN, None)


def test_points_of_two_people_are_asked_about_and_undone_as_acts(
    ws: Workspace, scored: VisitId, tmp_path: Path, clock: FixedClock
) -> None:
    with open_workspace(tmp_path / "máy khác", clock, "Ông Lê Văn Ví Dụ") as other:
        merging.merge_events(other, merging.export_events(ws, scored))
        score_tables.keep_table(other, TABLE)
        scores.set_points(ws, scored, "3", {"claimed": Decimal(2), "assessed": Decimal(1), "reason": "Thiếu"})
        scores.set_points(other, scored, "3", {"claimed": Decimal(2), "assessed": Decimal(0)})
        merging.merge_events(ws, merging.export_events(other, scored))
    found = visits.load(ws, scored).visit
    assert [(own.entity, own.field) for own in found.conflicts] == [("score:3", "assessed")]
    assert scores.score(ws, scored) is not None


def test_no_paper_for_the_unit_holds_points_or_what_it_claims_of_itself(
    ws: Workspace, scored: VisitId
) -> None:
    """Nor do the papers before the visit, the plain copy, or the draft of the notice."""
    scores.set_points(ws, scored, "1.1", {"assessed": Decimal("5.4321"), "reason": CANARY})
    scores.set_points(ws, scored, "3", {"claimed": Decimal("1.2345")})
    entity = "reported:16"
    answers.set_values(ws, scored, [(entity, name, CANARY) for name in ("text", "figures", "evidence")])
    answers.set_values(ws, scored, [("answer:16", "note", CANARY)])
    for side, role, name in (
        (Side.TEAM, PersonRole.LEADER, "Lê Thị Mẫu"),
        (Side.TEAM, PersonRole.SECRETARY, "Nguyễn Văn Ghi"),
        (Side.UNIT, PersonRole.REPRESENTATIVE, "Hoàng Đại Diện"),
    ):
        answers.add_person(ws, scored, side, role, name=name)
    given = [minutes.draft(ws, scored), conclusions.draft(ws, scored)]
    given += [preparation.paper(ws, scored, own) for own in Paper]
    sealing.seal(ws, scored)
    given.append(minutes.current_pdf(ws, scored))
    for data in given:
        for part in unpacked(data):
            for secret in (CANARY, "5.4321", "5,4321", "1.2345", "1,2345", TABLE.digest):
                assert secret.encode() not in part
                assert secret.encode("utf-16-be") not in part


def unpacked(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
        return
    import pikepdf

    yield data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for own in pdf.objects:
            if isinstance(own, pikepdf.Stream):
                try:
                    yield own.read_bytes()
                except pikepdf.PdfError:
                    continue
