"""The self-check goes out, is filled in by strangers in Excel, and comes in exactly, as one act."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from inspector_app.actions import preparation, self_check, undo, visits
from inspector_app.actions.answers import set_values, set_verdict
from inspector_app.actions.preparation import Paper
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.self_check import WORDS, Agreement, ProblemKind, in_scope
from inspector_app.checklist.template import Item, ItemId, Template, Wording
from inspector_app.checklist.visit import ItemVerdict, Reported, VisitId
from inspector_app.errors import IntakeError, VisitError

FIRST_TYPED = 7
"""Column of the verdict; figures, evidence and remark follow."""
VERDICTS = tuple(WORDS)


def said(number: int, item: ItemId) -> Reported:
    """What the unit answers to its `number`-th item: every verdict in turn, and texts that look like formulas."""
    return Reported(
        item,
        VERDICTS[number % len(VERDICTS)],
        f"=cmd|'/C calc'!A{number}",
        f"{number},5% (tính đến 30/4/2026)",
        f"Kế hoạch số {number}/KH-SM",
    )


def fill(data: bytes, shuffle: bool = False) -> bytes:
    """The workbook with every row filled in; sorted the other way round, rows put between, where `shuffle`."""
    book = load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    rows = [number for number in range(1, page.max_row + 1) if len(str(page.cell(number, 2).value)) == 64]
    for place, number in enumerate(rows):
        own = said(place, ItemId(str(page.cell(number, 1).value)))
        words = (WORDS[own.verdict], own.figures, own.evidence, own.text)
        for offset, text in enumerate(words):
            cell = page.cell(number, FIRST_TYPED + offset)
            cell.value = text
            cell.data_type = "s"
    if shuffle:
        lines = [[page.cell(number, column).value for column in range(1, 11)] for number in rows]
        for number, line in zip(rows, reversed(lines), strict=True):
            for column, value in enumerate(line, start=1):
                page.cell(number, column).value = value
                if isinstance(value, str):
                    page.cell(number, column).data_type = "s"
        page.insert_rows(rows[0] + 3)
        page.insert_rows(rows[0] + 6, 4)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def long_template(template: Template) -> Template:
    """A checklist of 1,000 items."""
    one = template.items[0]

    def made(number: int) -> Item:
        question = Wording(f"Nội dung số {number}", f"Item {number}")
        return replace(one, id=ItemId(f"n{number}"), criterion=str(number), question=question)

    return replace(template, id="dai", items=tuple(made(number) for number in range(1000)))


def visit_of(ws: Workspace, name: str) -> VisitId:
    if name != "long":
        return visits.create_visit(ws, name, {"unit": "Sở Thử"})
    visit_id = VisitId("dai")
    visits.receive_visit(ws, visit_id, long_template(visits.load(ws, visits.create_visit(ws)).template))
    return visit_id


@pytest.mark.parametrize("shuffle", [False, True], ids=["in order", "sorted and inserted"])
@pytest.mark.parametrize("name", ["cchc-2022", "cchc-2026", "long"])
def test_what_the_unit_fills_in_comes_in_exactly(ws: Workspace, name: str, shuffle: bool) -> None:
    visit_id = visit_of(ws, name)
    opened = visits.load(ws, visit_id)
    asked = in_scope(opened.visit, opened.template)
    assert len(asked) >= 40
    filled = fill(preparation.paper(ws, visit_id, Paper.SELF_CHECK), shuffle)

    found = self_check.preview(ws, visit_id, filled, "bieu.xlsx")
    assert (found.problems, found.missing, found.visit) == ((), (), visit_id)
    assert found.template_sha256 == opened.visit.template.sha256
    self_check.accept(ws, visit_id, found)

    reported = visits.load(ws, visit_id).visit.reported
    assert reported == {item.id: said(place, item.id) for place, item in enumerate(asked)}


def test_an_untouched_form_says_nothing(ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]) -> None:
    found = self_check.preview(ws, visit, preparation.paper(ws, visit, Paper.SELF_CHECK), "bieu.xlsx")
    assert found.answered == ()
    assert found.problems == ()
    self_check.accept(ws, visit, found)
    assert not now().visit.reported
    assert now().undo == (("visit", "unit"),)


def test_it_is_one_act_and_undone_as_one(ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]) -> None:
    filled = fill(preparation.paper(ws, visit, Paper.SELF_CHECK))
    self_check.accept(ws, visit, self_check.preview(ws, visit, filled, "bieu.xlsx"))
    assert len(now().visit.reported) == len(now().template.items)
    undo.undo(ws, visit)
    assert not now().visit.reported
    undo.redo(ws, visit)
    assert len(now().visit.reported) == len(now().template.items)


def test_a_corrected_form_replaces_what_it_says_and_empties_what_it_leaves_empty(
    ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]
) -> None:
    form = preparation.paper(ws, visit, Paper.SELF_CHECK)
    self_check.accept(ws, visit, self_check.preview(ws, visit, fill(form), "bieu.xlsx"))
    self_check.accept(ws, visit, self_check.preview(ws, visit, form, "bieu.xlsx"))
    assert not now().visit.reported


def test_a_csv_of_the_form_comes_in_too(ws: Workspace, visit: VisitId, now: Callable[[], OpenVisit]) -> None:
    item = now().template.items[0]
    lines = f"Mã nội dung;Mã yêu cầu;Đơn vị tự đánh giá;Số liệu\r\n{item.id};{item.digest};Có;5\r\n"
    found = self_check.preview(ws, visit, lines.encode("utf-16"), "bieu.csv")
    self_check.accept(ws, visit, found)
    assert now().visit.reported == {item.id: Reported(item.id, ItemVerdict.YES, None, "5")}
    assert len(found.missing) == len(now().template.items) - 1


def test_what_a_formula_would_have_said_is_listed(ws: Workspace, visit: VisitId) -> None:
    book = load_workbook(io.BytesIO(preparation.paper(ws, visit, Paper.SELF_CHECK)))
    page = book.worksheets[0]
    number = next(n for n in range(1, 20) if len(str(page.cell(n, 2).value)) == 64)
    page.cell(number, FIRST_TYPED + 1).value = "=1+1"
    out = io.BytesIO()
    book.save(out)
    (problem,) = self_check.preview(ws, visit, out.getvalue(), "bieu.xlsx").problems
    assert (problem.kind, problem.row, problem.column) == (ProblemKind.UNCALCULATED, number, FIRST_TYPED + 1)


def test_a_file_of_another_visit_says_so(ws: Workspace, visit: VisitId) -> None:
    other = visits.create_visit(ws, details={"unit": "Sở Khác"})
    form = preparation.paper(ws, other, Paper.SELF_CHECK)
    assert self_check.preview(ws, visit, form, "bieu.xlsx").visit == other


def test_a_form_of_the_older_checklist_is_not_taken_for_the_new_one(ws: Workspace, visit: VisitId) -> None:
    older = visits.create_visit(ws, "cchc-2022")
    found = self_check.preview(ws, visit, fill(preparation.paper(ws, older, Paper.SELF_CHECK)), "bieu.xlsx")
    template = visits.load(ws, visit).template
    for row in found.rows:
        assert template.item(row.reported.item) is not None
    listed = {problem.kind for problem in found.problems}
    assert ProblemKind.OTHER_VERSION in listed
    assert len(found.rows) + len(found.problems) == len(visits.load(ws, older).template.items)


def test_what_is_no_self_check_is_refused(ws: Workspace, visit: VisitId) -> None:
    with pytest.raises(IntakeError) as refused:
        self_check.preview(ws, visit, "Họ và tên;Chức vụ\nNguyễn Văn Mẫu;Giám đốc".encode(), "danh sach.csv")
    assert refused.value.code == "SELF-CHECK-NO-TABLE"


def test_only_items_of_the_scope_are_asked(ws: Workspace, visit: VisitId) -> None:
    set_values(ws, visit, [("visit", "scope", (ItemId("25a"), ItemId("1")))])
    found = self_check.preview(ws, visit, preparation.paper(ws, visit, Paper.SELF_CHECK), "bieu.xlsx")
    assert [row.reported.item for row in found.rows] == ["1", "25a"]


def test_a_sealed_visit_takes_nothing_in(ws: Workspace) -> None:
    from inspector_app.actions import sealing

    visit_id = visits.create_sample(ws, "so-mau")
    found = self_check.preview(
        ws, visit_id, fill(preparation.paper(ws, visit_id, Paper.SELF_CHECK)), "b.xlsx"
    )
    sealing.seal(ws, visit_id)
    with pytest.raises(VisitError) as refused:
        self_check.accept(ws, visit_id, found)
    assert refused.value.code == "VISIT-SEALED"


def test_differing_lines_come_first(ws: Workspace, visit: VisitId) -> None:
    set_verdict(ws, visit, ItemId("30"), ItemVerdict.NO)
    set_verdict(ws, visit, ItemId("1"), ItemVerdict.YES)
    set_values(
        ws, visit, [("reported:30", "verdict", ItemVerdict.YES), ("reported:1", "verdict", ItemVerdict.YES)]
    )
    found = self_check.comparison(ws, visit)
    assert [(line.item, line.agreement) for line in found] == [
        ("30", Agreement.DIFFERS),
        ("1", Agreement.EQUAL),
    ]


def test_files_are_named_after_the_unit_without_marks(ws: Workspace, visit: VisitId) -> None:
    opened = visits.load(ws, visit)
    names = [preparation.file_name(opened.visit, kind) for kind in Paper]
    assert names == [
        "CongVan_LichKiemTra_SoThu.docx",
        "DeCuong_BaoCao_SoThu.docx",
        "DanhMuc_TaiLieu_SoThu.docx",
        "Bieu_TuKiemTra_SoThu.xlsx",
    ]
