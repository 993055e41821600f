"""What goes to the unit before the visit says what is known, leaves dots for the rest, and invents nothing."""

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from inspector_app.authoring import toml
from inspector_app.checklist.assembly import assemble
from inspector_app.checklist.self_check import in_scope
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import Visit, VisitId
from inspector_app.papers import preparation, self_check

YEAR = 2026
KNOWN = {
    ("visit", "unit"): "Sở Mẫu",
    ("visit", "province"): "tỉnh Mẫu",
    ("visit", "parent_agency"): "ỦY BAN NHÂN DÂN TỈNH MẪU",
    ("visit", "team_name"): "ĐOÀN KIỂM TRA CÔNG TÁC CCHC",
    ("visit", "title"): "Kiểm tra công tác cải cách hành chính tại Sở Mẫu",
    ("visit", "plan"): {
        "kind": "document",
        "type": "Kế hoạch",
        "number": "01/KH-MẪU",
        "issued": "2026-01-15",
    },
    ("visit", "opened_at"): "2026-05-12T08:00:00+07:00",
    ("visit", "place"): "Phòng họp tầng 2",
    ("visit", "period"): "Từ ngày 01/01/2025 đến ngày 30/4/2026",
    ("visit", "report_due"): "2026-05-05",
    ("person:p1", "role"): "leader",
    ("person:p1", "honorific"): "Ông",
    ("person:p1", "name"): "Nguyễn Văn Mẫu",
    ("person:p1", "position"): "Phó Giám đốc",
    ("person:p1", "agency"): "Sở Nội vụ tỉnh Mẫu",
    ("person:p2", "role"): "secretary",
    ("person:p2", "order"): 1,
    ("person:p2", "honorific"): "Bà",
    ("person:p2", "name"): "Bùi Thị Ghi Chép",
    ("person:p3", "order"): 2,
    ("person:p3", "name"): "Lê Văn Vắng",
    ("person:p3", "absent_reason"): "công tác",
}


@pytest.fixture(scope="module")
def template() -> Template:
    return toml.read_shipped("cchc-2026")


def visit(template: Template, values: dict[tuple[str, str], object]) -> Visit:
    return assemble(VisitId("v1"), template, template.ref, values)


def text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_the_schedule_says_when_where_who_and_what_to_prepare(template: Template) -> None:
    told = text(preparation.notice(visit(template, KNOWN), template, YEAR))
    for words in (
        "Kính gửi: Sở Mẫu",
        "V/v thông báo lịch kiểm tra công tác cải cách hành chính tại Sở Mẫu",
        "Mẫu, ngày …… tháng …… năm 2026",
        "Thực hiện Kế hoạch số 01/KH-MẪU ngày 15/01/2026 và Quyết định số …………………… về việc thành lập Đoàn",
        "- Thời gian: 08 giờ 00 phút, ngày 12 tháng 5 năm 2026;",
        "- Địa điểm: Phòng họp tầng 2.",
        "- Ông Nguyễn Văn Mẫu - Phó Giám đốc, Sở Nội vụ tỉnh Mẫu - Trưởng đoàn;",
        "- Bà Bùi Thị Ghi Chép - Thư ký.",
        "gửi về Đoàn kiểm tra trước ngày 05 tháng 5 năm 2026;",
        "đề nghị đơn vị liên hệ với Bà Bùi Thị Ghi Chép, Thư ký Đoàn kiểm tra.",
        "Trân trọng./.",
        "TRƯỞNG ĐOÀN",
    ):
        assert words in told
    assert "Lê Văn Vắng" not in told


def test_a_visit_of_which_nothing_is_known_gives_dots_only(template: Template) -> None:
    told = text(preparation.notice(visit(template, {}), template, YEAR))
    assert "Kính gửi: ……………………" in told
    assert "Kế hoạch số …………………… và Quyết định số ……………………" in told
    assert "- Thời gian: …… giờ …… phút, ngày …… tháng …… năm ……;" in told
    assert "trước ngày …… tháng …… năm ……;" in told
    assert "Số:         /…" in told


def test_a_deputy_signs_for_a_leader_who_is_away(template: Template) -> None:
    values = {("person:p1", "role"): "deputy", ("person:p1", "name"): "Trần Thị Giả Định"}
    told = text(preparation.notice(visit(template, values), template, YEAR))
    assert "KT. TRƯỞNG ĐOÀN\nPHÓ TRƯỞNG ĐOÀN\nTrần Thị Giả Định" in told


def test_the_outline_has_six_sections_every_item_and_the_annex_of_figures(template: Template) -> None:
    made = visit(template, KNOWN)
    document = Document(io.BytesIO(preparation.outline(made, template)))
    lines = [line.text for line in document.paragraphs]
    assert [line for line in lines if line.partition(".")[0] in ("I", "II", "III", "IV", "V", "VI")] == [
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "II. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG",
        "III. ĐÁNH GIÁ CHUNG",
        "IV. KHÓ KHĂN, VƯỚNG MẮC",
        "V. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI",
        "VI. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    assert "1. Cải cách thể chế" in lines
    told = "\n".join(lines)
    for item in in_scope(made, template):
        assert item.question.vi.rstrip(".;") in told
    assert "SỐ LIỆU KÈM THEO BÁO CÁO" in lines
    (figures,) = document.tables
    assert [cell.text for cell in figures.rows[0].cells][:3] == ["STT", "Nội dung, chỉ tiêu", "Đơn vị tính"]
    assert figures.rows[1].cells[0].text == "Công tác chỉ đạo, điều hành CCHC"
    assert len(figures.rows) > 20


def test_an_outline_of_another_kind_of_checklist_begins_with_what_every_unit_has() -> None:
    quality = toml.read_shipped("iso-9001")
    told = text(preparation.outline(visit(quality, {}), quality))
    assert "Khái quát về tổ chức bộ máy, chức năng, nhiệm vụ của đơn vị" in told
    assert "1. Bối cảnh của cơ quan (điều 4)" in told


def test_the_list_of_documents_says_what_will_be_looked_at_by_area(template: Template) -> None:
    made = visit(template, KNOWN | {("visit", "scope"): ["1", "25a"]})
    (table,) = Document(io.BytesIO(preparation.documents(made, template))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows] == [
        "STT",
        "Công tác chỉ đạo, điều hành CCHC",
        "1",
        "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
        "25a",
    ]
    first = template.items[0]
    assert rows[2][1:3] == [first.question.vi, first.look_at.vi]


def test_the_self_check_has_a_row_per_item_and_words_to_choose_from(template: Template) -> None:
    made = visit(template, KNOWN)
    book = load_workbook(io.BytesIO(self_check.self_check(made, template, template.digest)))
    page, how, keys = book.worksheets
    assert (page.title, how.title, keys.sheet_state) == ("Biểu tự kiểm tra", "Hướng dẫn", "veryHidden")
    rows = [row for row in page.iter_rows(values_only=True) if len(str(row[1])) == 64]
    asked = in_scope(made, template)
    assert [(row[0], row[1], row[4]) for row in rows] == [
        (own.id, own.digest, own.question.vi) for own in asked
    ]
    (offer,) = page.data_validations.dataValidation
    assert offer.formula1 == '"Có,Một phần,Không,Không áp dụng"'
    assert page.protection.sheet
    assert page.auto_filter.ref is not None
    above = [page.cell(row, 1).value or page.cell(row, 3).value for row in range(1, 6)]
    assert "Gửi về Đoàn kiểm tra trước ngày 05/05/2026" in above
    assert date(2026, 5, 5) == made.details.report_due
    assert [row[1] for row in keys.iter_rows(min_row=2, values_only=True)] == ["v1", template.digest]


def test_the_warning_of_a_sample_is_on_every_paper(template: Template) -> None:
    made = visit(template, KNOWN | {("visit", "notice"): "BẢN MẪU"})
    for data in (
        preparation.notice(made, template, YEAR),
        preparation.outline(made, template),
        preparation.documents(made, template),
    ):
        for section in Document(io.BytesIO(data)).sections:
            assert "BẢN MẪU" in section.header._element.xml
            assert "BẢN MẪU" in section.first_page_header._element.xml
    sheet = load_workbook(io.BytesIO(self_check.self_check(made, template, ""))).worksheets[0]
    assert sheet.oddHeader.center.text == "BẢN MẪU"


def test_equal_visits_give_equal_bytes(template: Template) -> None:
    made = visit(template, KNOWN)
    assert preparation.notice(made, template, YEAR) == preparation.notice(made, template, YEAR)
    assert self_check.self_check(made, template, "x") == self_check.self_check(made, template, "x")


@pytest.mark.parametrize(
    ("province", "locality"),
    [("tỉnh Khánh Hòa", "Khánh Hòa"), ("Thành phố Mẫu", "Mẫu"), ("Mẫu", "Mẫu"), (None, None)],
)
def test_the_place_of_a_letter_is_the_province_without_its_rank(
    province: str | None, locality: str | None
) -> None:
    assert preparation.locality(province) == locality
