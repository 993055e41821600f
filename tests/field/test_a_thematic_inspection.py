"""A thematic inspection (chuyên đề): only what it picks is asked; the unit's own word comes in by Excel beside it."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector_app.actions import answers, minutes, preparation, self_check, visits
from inspector_app.actions.preparation import Paper
from inspector_app.actions.review import review
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.rules import OPEN
from inspector_app.checklist.self_check import Agreement
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import InspectionKind, ItemVerdict, VisitId
from tests.field.scene import AFTERNOON, laptop

PICKED = tuple(ItemId(item) for item in ("14", "16", "17", "25a", "25b"))
SAID = {
    "14": ("Có", "", "Kế hoạch số 5/KH-SM", ""),
    "16": ("Có", "", "Ảnh chụp bảng niêm yết", "Đã niêm yết tại trụ sở"),
    "17": ("Không áp dụng", "", "", "Không có Bộ phận Một cửa"),
    "25a": ("", "28/30 văn bản", "", ""),
}
"""Đơn vị tự đánh giá, Số liệu, Tài liệu kiểm chứng, Kết quả thực hiện; nothing of 25b."""


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with laptop(tmp_path / "laptop") as opened:
        yield opened


@pytest.fixture
def visit(ws: Workspace) -> VisitId:
    made = visits.create_visit(
        ws, details={"unit": "Sở Mẫu", "kind": InspectionKind.THEMATIC, "opened_at": AFTERNOON}
    )
    answers.set_value(ws, made, "visit", "scope", PICKED)
    return made


def from_the_unit(form: bytes) -> bytes:
    """The workbook as the unit sends it back, typed in Excel."""
    book = load_workbook(io.BytesIO(form))
    page = book.worksheets[0]
    for row in page.iter_rows():
        for cell, word in zip(row[6:10], SAID.get(str(row[0].value), ()), strict=False):
            cell.value = word or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_only_what_it_picks_is_asked_counted_and_printed(
    ws: Workspace, visit: VisitId, text_of: Callable[[bytes], list[str]]
) -> None:
    answers.set_verdict(ws, visit, ItemId("1"), ItemVerdict.YES)
    answers.set_verdict(ws, visit, ItemId("16"), ItemVerdict.NO)
    opened = visits.load(ws, visit)
    assert (opened.progress.whole.done, opened.progress.whole.total) == (1, len(PICKED))
    not_answered = {line.entity for line in review(ws, visit) if line.code == OPEN}
    assert not_answered == {f"answer:{item}" for item in PICKED if item != "16"}
    text = " ".join(text_of(minutes.draft(ws, visit)))
    assert "Kế hoạch CCHC giai đoạn 2026 - 2030" not in text
    assert "niêm yết" in text

    answers.set_value(ws, visit, "visit", "scope", (*PICKED, ItemId("1")))
    assert visits.load(ws, visit).visit.answer(ItemId("1")).verdict is ItemVerdict.YES
    assert "Kế hoạch CCHC giai đoạn 2026 - 2030" in " ".join(text_of(minutes.draft(ws, visit)))


def test_the_units_word_comes_in_by_excel_and_what_differs_stands_first(
    ws: Workspace, visit: VisitId
) -> None:
    sent = from_the_unit(preparation.paper(ws, visit, Paper.SELF_CHECK))
    found = self_check.preview(ws, visit, sent, "Biểu tự kiểm tra Sở Mẫu.xlsx")
    assert (found.problems, found.missing) == ((), ())
    assert [row.reported.item for row in found.answered] == ["14", "16", "17", "25a"]
    self_check.accept(ws, visit, found)

    for item, verdict in (
        ("14", ItemVerdict.YES),
        ("16", ItemVerdict.NO),
        ("17", ItemVerdict.NO),
        ("25a", ItemVerdict.PARTLY),
        ("25b", ItemVerdict.YES),
    ):
        answers.set_verdict(ws, visit, ItemId(item), verdict)
    lines = self_check.comparison(ws, visit)
    assert [(line.item, line.agreement) for line in lines] == [
        ("16", Agreement.DIFFERS),
        ("17", Agreement.DIFFERS),
        ("25a", Agreement.BY_EYE),
        ("25b", Agreement.ONLY_TEAM),
        ("14", Agreement.EQUAL),
    ]
    claim = lines[0].reported
    assert claim is not None
    assert (claim.verdict, claim.evidence, claim.text) == (
        ItemVerdict.YES,
        "Ảnh chụp bảng niêm yết",
        "Đã niêm yết tại trụ sở",
    )


def test_the_units_word_stays_out_of_the_minutes(
    ws: Workspace, visit: VisitId, text_of: Callable[[bytes], list[str]]
) -> None:
    answers.set_verdict(ws, visit, ItemId("16"), ItemVerdict.NO)
    before = text_of(minutes.draft(ws, visit))
    sent = from_the_unit(preparation.paper(ws, visit, Paper.SELF_CHECK))
    self_check.accept(ws, visit, self_check.preview(ws, visit, sent, "bieu.xlsx"))
    assert text_of(minutes.draft(ws, visit)) == before
