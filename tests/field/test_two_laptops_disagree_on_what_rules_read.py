"""Two laptops answer traits and rows differently: the conflict is shown and settled, and what rules read of it follows."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from inspector_app.actions import answers, merging, sealing, templates, visits
from inspector_app.actions.review import review
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.authoring import toml
from inspector_app.checklist.fact import Choice, FactId, Number, Rows, SampleRow, Text
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.errors import VisitError
from tests.field.scene import SECRETARY, laptop

LATE, DESK = ItemId("1"), ItemId("2")
TABLE, TOTAL = FactId("ho_so"), FactId("tong")
CHECKLIST = """
schema = 1
id = "mot-cua"
version = "2026"
title = { vi = "Danh mục hồ sơ", en = "Dossiers" }

[[area]]
id = "1"
heading = { vi = "Cải cách TTHC", en = "Procedures" }

[[trait]]
id = "mot_cua"
kind = "choice"
label = { vi = "Có Bộ phận Một cửa", en = "Has a desk" }
choices = ["có", "không"]

[[item]]
id = "1"
criterion = "1"
area = "1"
question = { vi = "Hồ sơ trễ hạn", en = "Late dossiers" }
look_at = { vi = "Sổ theo dõi hồ sơ", en = "The register" }
facts = [
    { id = "ho_so", kind = "rows", label = { vi = "Hồ sơ", en = "Dossiers" }, columns = [
        { id = "ma", kind = "text", label = { vi = "Mã", en = "Code" } },
        { id = "ngay_tre", kind = "number", label = { vi = "Số ngày trễ", en = "Days late" } },
    ] },
    { id = "tong", kind = "number", label = { vi = "Tổng số ngày trễ", en = "Days late in all" }, calculation = "sum(${ngay_tre})" },
]
result = "Tổng số ngày trễ hạn là {tong}"

[[item]]
id = "2"
criterion = "2"
area = "1"
question = { vi = "Bố trí công chức tại Bộ phận Một cửa", en = "Staff at the desk" }
look_at = { vi = "Quyết định", en = "Decision" }
relevant = "${mot_cua} != 'không'"
shortcoming = "Chưa bố trí đủ công chức"
"""


@pytest.fixture
def secretary(tmp_path: Path) -> Iterator[Workspace]:
    with laptop(tmp_path / "máy thư ký", SECRETARY) as ws:
        yield ws


@pytest.fixture
def member(tmp_path: Path) -> Iterator[Workspace]:
    with laptop(tmp_path / "máy thành viên", "Ông Lê Văn Ví Dụ") as ws:
        yield ws


@pytest.fixture
def visit(secretary: Workspace, member: Workspace) -> VisitId:
    """On both laptops, with one row that both know."""
    own = toml.read_template(CHECKLIST.encode(), "mot-cua.toml")
    for ws in (secretary, member):
        templates.publish(ws, templates.import_template(ws, own, "mot-cua.toml").sha256)
    made = visits.create_visit(secretary, "mot-cua@2026", {"unit": "Sở Mẫu"})
    answers.set_verdict(secretary, made, LATE, ItemVerdict.YES)
    answers.set_verdict(secretary, made, DESK, ItemVerdict.NO)
    answers.set_rows(secretary, made, LATE, TABLE, [row("a", "HS-01", 2)])
    bring(secretary, member, made)
    return made


def row(name: str, code: str, days: int) -> SampleRow:
    cells = {FactId("ma"): Text(code), FactId("ngay_tre"): Number(Decimal(days))}
    return SampleRow(name, LATE, TABLE, cells=cells)


def bring(source: Workspace, target: Workspace, visit: VisitId) -> None:
    merging.merge_events(target, merging.export_events(source, visit))


def exchanged(one: Workspace, other: Workspace, visit: VisitId) -> OpenVisit:
    """Both laptops hold the same after each gave the other what it has."""
    bring(one, other, visit)
    bring(other, one, visit)
    bring(one, other, visit)
    here, there = visits.load(one, visit), visits.load(other, visit)
    assert here.visit == there.visit
    assert here.progress == there.progress
    return here


def total(opened: OpenVisit) -> Number | None:
    found = opened.visit.answer(LATE).facts.get(TOTAL)
    assert found is None or isinstance(found, Number)
    return found


def test_rows_that_both_add_are_all_there_and_counted_together(
    secretary: Workspace, member: Workspace, visit: VisitId
) -> None:
    shown = visits.load(secretary, visit)
    assert total(shown) == Number(Decimal(2))
    answers.set_rows(secretary, visit, LATE, TABLE, [row("a", "HS-01", 2), row("b", "HS-02", 5)])
    answers.set_rows(member, visit, LATE, TABLE, [row("a", "HS-01", 2), row("c", "HS-03", 11)])
    both = exchanged(secretary, member, visit)
    assert both.visit.conflicts == ()
    assert {own.id for own in both.visit.rows} == {"a", "b", "c"}
    assert both.visit.answer(LATE).facts[TABLE] == Rows(3)
    assert total(both) == Number(Decimal(18))
    assert visits.reload(secretary, shown) == both


def test_one_row_written_differently_is_settled_and_the_sum_follows(
    secretary: Workspace, member: Workspace, visit: VisitId
) -> None:
    answers.set_rows(secretary, visit, LATE, TABLE, [row("a", "HS-01", 20)])
    answers.set_rows(member, visit, LATE, TABLE, [row("a", "HS-01", 30)])
    both = exchanged(secretary, member, visit)
    ((entity, field),) = ((own.entity, own.field) for own in both.visit.conflicts)
    assert (entity, field) == ("row:a", "cells")
    assert any(line.code == "REVIEW-CONFLICT" and line.entity == "row:a" for line in review(secretary, visit))
    (conflict,) = merging.conflicts(secretary, visit)
    chosen = next(head for head in conflict.heads if head.actor != SECRETARY)
    merging.settle(secretary, visit, conflict, chosen)
    after = exchanged(secretary, member, visit)
    assert after.visit.conflicts == ()
    assert total(after) == Number(Decimal(30))


def test_different_cells_of_one_row_are_put_together(
    secretary: Workspace, member: Workspace, visit: VisitId
) -> None:
    answers.set_rows(secretary, visit, LATE, TABLE, [row("a", "HS-01b", 2)])
    for days in (25, 30):  # what he wrote first is not lost because he wrote again
        answers.set_rows(member, visit, LATE, TABLE, [row("a", "HS-01", days)])
    both = exchanged(secretary, member, visit)
    (conflict,) = merging.conflicts(secretary, visit)
    together = merging.of_both(secretary, both.visit, both.template, conflict)
    answers.set_value(secretary, visit, conflict.entity, conflict.field, together)
    after = exchanged(secretary, member, visit)
    assert after.visit.conflicts == ()
    (own,) = after.visit.rows
    assert own.cells == row("a", "HS-01b", 30).cells
    assert total(after) == Number(Decimal(30))


def test_one_cell_written_differently_is_for_a_person_to_choose(
    secretary: Workspace, member: Workspace, visit: VisitId
) -> None:
    answers.set_rows(secretary, visit, LATE, TABLE, [row("a", "HS-02", 20)])
    answers.set_rows(member, visit, LATE, TABLE, [row("a", "HS-01", 30)])
    both = exchanged(secretary, member, visit)
    (conflict,) = merging.conflicts(secretary, visit)
    assert merging.of_both(secretary, both.visit, both.template, conflict) is None


def test_a_trait_answered_both_ways_is_settled_and_the_items_follow(
    secretary: Workspace, member: Workspace, visit: VisitId
) -> None:
    answers.set_value(secretary, visit, "traits", "mot_cua", Choice("có"))
    answers.set_value(member, visit, "traits", "mot_cua", Choice("không"))
    both = exchanged(secretary, member, visit)
    assert [(own.entity, own.field) for own in both.visit.conflicts] == [("traits", "mot_cua")]
    with pytest.raises(VisitError):
        sealing.seal(secretary, visit)
    shown = visits.load(secretary, visit)
    for actor, applies in (("Ông Lê Văn Ví Dụ", False), (SECRETARY, True)):
        if merging.conflicts(secretary, visit):
            (conflict,) = merging.conflicts(secretary, visit)
            merging.settle(
                secretary, visit, conflict, next(own for own in conflict.heads if own.actor == actor)
            )
        else:
            answers.set_value(secretary, visit, "traits", "mot_cua", Choice("có"))
        after = exchanged(secretary, member, visit)
        assert after.visit.conflicts == ()
        assert after.visit.applies(DESK) is applies
        assert after.progress.whole.total == (2 if applies else 1)
        assert visits.reload(secretary, shown) == after
        shown = after
    assert shown.visit.answer(DESK).verdict is ItemVerdict.NO
    assert [own.items for own in shown.visit.findings] == [(DESK,)]
