"""An official edits a checklist in Excel while a visit is under way: the visit stays, and moves only on request."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector_app.actions import answers, checklist_files, listing, moving, templates, visits
from inspector_app.actions.checklist_files import FileKind
from inspector_app.actions.templates import Standing
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.comparison import Why
from inspector_app.checklist.editions import Status
from inspector_app.checklist.template import ItemId, Wording
from inspector_app.checklist.visit import ItemVerdict, VisitId
from inspector_app.errors import ChecklistError
from tests.field.scene import laptop

POSTED, WEBSITE = ItemId("16"), ItemId("30")
NEW_QUESTION = "Niêm yết công khai, cập nhật địa chỉ tiếp nhận phản ánh, kiến nghị về quy định hành chính"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with laptop(tmp_path / "laptop") as opened:
        yield opened


@pytest.fixture
def running(ws: Workspace) -> VisitId:
    """Four items are answered: one whose question is about to change, one that is about to go."""
    visit = visits.create_visit(ws, details={"unit": "Sở Mẫu"})
    for item, verdict in (
        ("1", ItemVerdict.YES),
        ("2", ItemVerdict.PARTLY),
        (POSTED, ItemVerdict.NO),
        (WEBSITE, ItemVerdict.YES),
    ):
        answers.set_verdict(ws, visit, ItemId(item), verdict)
    return visit


def edited(form: bytes, version: str, *, whole: bool = True) -> bytes:
    """What an official does in Excel: another question, an item struck out with what it rests on (unless not
    the `whole` of it), the next version."""
    book = load_workbook(io.BytesIO(form))
    survey, settings = book["survey"], book["settings"]
    names = [str(survey.cell(row, 2).value) for row in range(1, survey.max_row + 1)]
    survey.cell(names.index(f"i{POSTED}") + 1, 3).value = NEW_QUESTION
    first = names.index(f"i{WEBSITE}-item") + 1
    depth, row = 0, first
    while True:
        kind = str(survey.cell(row, 1).value)
        depth += kind.startswith("begin") - kind.startswith("end")
        if depth == 0:
            break
        row += 1
    survey.delete_rows(first, row - first + 1)
    legal = book["cchc_legal"]
    for at in range(legal.max_row if whole else 0, 1, -1):
        if legal.cell(at, 1).value == WEBSITE:
            legal.delete_rows(at)
    for cell in settings[1]:
        if cell.value == "version":
            settings.cell(2, cell.column).value = version
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_new_version_from_excel_and_a_visit_that_is_moved_on_request(
    ws: Workspace, running: VisitId
) -> None:
    old = visits.load(ws, running)
    sha256 = old.visit.template.sha256
    form = checklist_files.export(ws, sha256, FileKind.XLSFORM)
    half = checklist_files.preview(ws, edited(form, "2026.9", whole=False), "danh-muc.xlsx")
    assert half.template is None
    assert "cchc_legal" in str(half.faults[0]), "what rests on an item that is gone is named, not dropped"
    found = checklist_files.preview(ws, edited(form, "2026.9"), "danh-muc.xlsx")
    assert (found.faults, found.unsupported, found.standing) == ((), (), Standing.VERSION)
    assert found.template is not None
    assert found.comparison is not None
    assert [(change.item, change.why) for change in found.comparison.changed] == [(POSTED, (Why.QUESTION,))]
    assert (found.comparison.removed, found.comparison.added) == ((WEBSITE,), ())

    draft = templates.import_template(ws, found.template, "danh-muc.xlsx")
    with pytest.raises(ChecklistError, match="CHECKLIST-NOT-OFFERED"):
        visits.create_visit(ws, f"{draft.id}@{draft.version}")
    templates.publish(ws, draft.sha256)
    assert templates.edition(ws, "cchc").ref == draft
    assert templates.newer_version(ws, old.visit.template) is not None

    assert visits.load(ws, running) == old, "a running visit stays on its version"
    again = replace(found.template, title=Wording("Danh mục khác", "Another"))
    with pytest.raises(ChecklistError, match="CHECKLIST-PUBLISHED"):
        templates.import_template(ws, again, "danh-muc.xlsx")

    plan = moving.carry_over(ws, running, draft.sha256)
    assert (plan.carried, plan.not_carried) == (("1", "2"), 2)
    assert [(own.item, own.why) for own in plan.changed] == [(POSTED, (Why.QUESTION,))]
    assert plan.gone == (WEBSITE,)
    moved = moving.move_to_version(ws, running, draft.sha256)
    assert moved.carried == plan
    new = visits.load(ws, moved.visit)
    assert new.visit.template == draft
    assert {item: own.verdict for item, own in new.visit.answers.items()} == {
        "1": ItemVerdict.YES,
        "2": ItemVerdict.PARTLY,
    }
    assert new.visit.findings == tuple(own for own in old.visit.findings if "2" in own.items)
    question = new.template.item(POSTED)
    assert question is not None
    assert question.question.vi == NEW_QUESTION
    former = visits.load(ws, running).visit
    assert (former.answers, former.findings) == (old.visit.answers, old.visit.findings)
    assert listing.replaced(former.details.notice)

    templates.retire(ws, draft.sha256)
    assert templates.edition(ws, draft.sha256).status is Status.RETIRED
    answers.set_verdict(ws, moved.visit, POSTED, ItemVerdict.YES)
    assert visits.load(ws, moved.visit).visit.answer(POSTED).verdict is ItemVerdict.YES


def test_a_slip_in_the_form_names_its_cell_and_changes_nothing(ws: Workspace, running: VisitId) -> None:
    sha256 = visits.load(ws, running).visit.template.sha256
    book = load_workbook(io.BytesIO(checklist_files.export(ws, sha256, FileKind.XLSFORM)))
    survey = book["survey"]
    titles = [cell.value for cell in survey[1]]
    names = [str(survey.cell(row, 2).value) for row in range(1, survey.max_row + 1)]
    row, column = names.index("i17-item") + 1, titles.index("relevant") + 1
    survey.cell(row, column).value = "${has_one_shop} != 'no'"
    out = io.BytesIO()
    book.save(out)
    before = templates.editions(ws)
    found = checklist_files.preview(ws, out.getvalue(), "danh-muc.xlsx")
    (fault,) = found.faults
    told = str(fault)
    assert "survey" in told
    assert str(row) in told
    assert "has_one_shop" in told
    assert found.template is None
    assert templates.editions(ws) == before
