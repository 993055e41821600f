"""A letter by Nghị định 30/2020, Phụ lục I: the form as the decree measures it, whatever stands in the text."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from inspector_app.papers.letter import Head, Letter, Signature
from inspector_app.papers.tables import Align, Band, Column, in_words, printable

NAUGHTY = json.loads(
    (Path(__file__).parent.parent / "fixtures/naughty_strings/naughty_strings.json").read_text("utf-8")
)
TEAM = Head(
    "Đoàn kiểm tra công tác CCHC",
    "Ủy ban nhân dân tỉnh Mẫu",
    place="Mẫu",
    year=2026,
    about="thông báo lịch kiểm tra",
)


def opened(letter: Letter) -> Opened:
    return Document(io.BytesIO(letter.to_bytes()))


def body(document: Opened) -> list[str]:
    return [line.text for line in document.paragraphs if line.text]


def head_cells(document: Opened) -> tuple[list[str], list[str]]:
    left, right = document.tables[0].rows[0].cells
    return [line.text for line in left.paragraphs if line.text], [
        line.text for line in right.paragraphs if line.text
    ]


def letter(head: Head = TEAM) -> Letter:
    made = Letter(head)
    made.paragraph("Đề nghị đơn vị chuẩn bị.")
    return made


def test_the_page_is_a4_with_the_decree_s_margins_and_type() -> None:
    document = opened(letter())
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(own.mm) for own in margins] == [20, 20, 30, 15]
    normal = document.styles["Normal"]
    fonts = normal.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    assert normal.font.size == Pt(14)


def test_a_cong_van_names_who_issues_it_and_leaves_number_and_day_blank() -> None:
    left, right = head_cells(opened(letter()))
    assert left == [
        "ỦY BAN NHÂN DÂN TỈNH MẪU",
        "ĐOÀN KIỂM TRA CÔNG TÁC CCHC",
        "Số:         /…",
        "V/v thông báo lịch kiểm tra",
    ]
    assert right == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Mẫu, ngày …… tháng …… năm 2026",
    ]


def test_a_number_and_a_day_stand_as_typed() -> None:
    head = Head("Sở Nội vụ", place="Khánh Hòa", number="05/TB-SNV", day=date(2026, 2, 6))
    left, right = head_cells(opened(letter(head)))
    assert left == ["SỞ NỘI VỤ", "Số: 05/TB-SNV"]
    assert right[-1] == "Khánh Hòa, ngày 06 tháng 02 năm 2026"


def test_nothing_unknown_is_made_up() -> None:
    left, right = head_cells(opened(letter(Head(None))))
    assert left == ["……………………", "Số:         /…"]
    assert right[-1] == "……………, ngày …… tháng …… năm ……"


def test_the_motto_s_line_is_as_long_as_its_text_and_the_agency_s_a_third_to_a_half() -> None:
    left, right = opened(letter()).tables[0].rows[0].cells

    def length(cell, room: float) -> float:
        rule = next(
            line for line in cell.paragraphs if line._p.pPr is not None and line._p.pPr.xpath("w:pBdr")
        )
        form = rule.paragraph_format
        return room - form.left_indent.pt - form.right_indent.pt

    assert length(right, (165 - 67) * 72 / 25.4) == pytest.approx(159.14, abs=0.5)
    # "ĐOÀN KIỂM TRA CÔNG TÁC CCHC", 12 pt bold, measures 205 points and wraps in its cell of 190.
    assert 190 / 3 <= length(left, 67 * 72 / 25.4) <= 190 / 2


def test_the_page_number_stands_at_the_top_of_every_page_but_the_first() -> None:
    section = opened(letter()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert section.header.paragraphs[0].alignment == 1
    assert "PAGE" not in section.first_page_header._element.xml
    assert "PAGE" not in section.footer._element.xml


def test_the_warning_of_a_sample_stands_on_every_page() -> None:
    made = letter(Head("Đoàn", notice="BẢN MẪU"))
    made.annex("Phụ lục", "Số liệu")
    for section in opened(made).sections:
        assert "BẢN MẪU" in section.header._element.xml
        assert "BẢN MẪU" in section.first_page_header._element.xml


def test_sections_clauses_and_points_count_as_the_decree_does() -> None:
    made = Letter(TEAM)
    made.section("Kết quả")
    made.clause("Ưu điểm")
    for number in range(8):
        made.point(f"điểm {number}")
    made.clause("Hạn chế", bold=False)
    made.point("lại từ đầu")
    made.section("Kiến nghị")
    made.clause("Với đơn vị")
    lines = body(opened(made))
    assert lines[:2] == ["I. KẾT QUẢ", "1. Ưu điểm"]
    assert [line.partition(")")[0] for line in lines[2:10]] == ["a", "b", "c", "d", "đ", "e", "g", "h"]
    assert lines[10:] == ["2. Hạn chế", "a) lại từ đầu", "II. KIẾN NGHỊ", "1. Với đơn vị"]


def test_the_body_is_justified_indented_and_spaced() -> None:
    line = next(own for own in opened(letter()).paragraphs if own.text.startswith("Đề nghị"))
    assert line.alignment == 3
    assert round(line.paragraph_format.first_line_indent.mm, 1) == 12.7
    assert line.paragraph_format.space_before == Pt(6)


@pytest.mark.parametrize("last", ["Trân trọng.", "Trân trọng;", "Trân trọng"])
def test_the_end_mark_follows_the_last_words(last: str) -> None:
    made = Letter(TEAM)
    made.paragraph(last, lead="Lưu ý: ")
    made.end()
    made.signed(
        Signature(("KT. Trưởng đoàn", "Phó Trưởng đoàn"), "Nguyễn Văn Mẫu"), ["Như trên;", "Lưu: Hồ sơ."]
    )
    document = opened(made)
    assert body(document)[-1] == "Lưu ý: Trân trọng./."
    left, right = document.tables[-1].rows[0].cells
    assert [line.text for line in left.paragraphs] == ["Nơi nhận:", "- Như trên;", "- Lưu: Hồ sơ."]
    assert [line.text for line in right.paragraphs] == [
        "KT. TRƯỞNG ĐOÀN",
        "PHÓ TRƯỞNG ĐOÀN",
        "Nguyễn Văn Mẫu",
    ]
    sizes = [line.runs[0].font.size for line in left.paragraphs]
    assert sizes == [Pt(12), Pt(11), Pt(11)]


def test_a_text_that_ends_with_a_table_carries_the_mark_below_it() -> None:
    made = Letter(TEAM)
    made.table((Column("STT", 5),), [("1",)])
    made.end()
    assert body(opened(made)) == ["./."]


def test_one_addressee_and_several() -> None:
    one, several = Letter(TEAM), Letter(TEAM)
    one.addressed_to(["Sở Mẫu"])
    several.addressed_to(["Sở Mẫu", "Ủy ban nhân dân xã Mẫu"])
    assert body(opened(one)) == ["Kính gửi: Sở Mẫu"]
    assert body(opened(several)) == ["Kính gửi:", "- Sở Mẫu;", "- Ủy ban nhân dân xã Mẫu."]


def test_a_named_document_has_its_kind_subject_and_bases() -> None:
    made = Letter(Head("Sở Nội vụ", sign="TB-…"))
    made.title("Thông báo", "Kết luận kiểm tra tại Sở Mẫu")
    made.bases(["Căn cứ Kế hoạch số 01/KH-MẪU.", "Căn cứ Quyết định số 02/QĐ-MẪU"])
    document = opened(made)
    assert body(document) == [
        "THÔNG BÁO",
        "Kết luận kiểm tra tại Sở Mẫu",
        "Căn cứ Kế hoạch số 01/KH-MẪU;",
        "Căn cứ Quyết định số 02/QĐ-MẪU.",
    ]
    assert "Số:         /TB-…" in head_cells(document)[0]
    assert document.paragraphs[-1].runs[0].italic


def test_a_table_repeats_its_header_and_keeps_a_band_with_its_rows() -> None:
    made = Letter(TEAM)
    made.table(
        (Column("STT", 5, Align.CENTER), Column("Ngày", 10), Column("Số tiền", 10, Align.RIGHT)),
        [Band("Nhóm một"), (1, date(2026, 5, 12), 1_500_000), (2, None, None)],
    )
    table = opened(made).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["STT", "Ngày", "Số tiền"],
        ["Nhóm một"] * 3,
        ["1", "12/05/2026", "1.500.000"],
        ["2", "", ""],
    ]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
    assert table.rows[1]._tr.xpath(".//w:keepNext")
    width = sum(int(own.get(qn("w:w"))) for own in table._tbl.xpath("w:tblGrid/w:gridCol"))
    assert width / 20 == pytest.approx(165 * 72 / 25.4, abs=1)


def test_an_annex_begins_a_page_numbered_from_one_and_may_lie_on_its_side() -> None:
    made = letter()
    made.annex("Phụ lục I", "Số liệu", landscape=True)
    made.section("Phần đầu")
    document = opened(made)
    first, second = document.sections
    assert first.orientation is WD_ORIENT.PORTRAIT
    assert second.orientation is WD_ORIENT.LANDSCAPE
    assert round(second.page_width.mm) == 297
    assert second._sectPr.xpath("w:pgNumType/@w:start") == ["1"]
    assert body(document)[-3:] == ["Phụ lục I", "SỐ LIỆU", "I. PHẦN ĐẦU"]


def test_an_attached_paper_has_nothing_above_its_title() -> None:
    made = Letter(Head(None, attached=True))
    made.title("Đề cương báo cáo", "Phục vụ kiểm tra")
    document = opened(made)
    assert body(document)[0] == "ĐỀ CƯƠNG BÁO CÁO"
    assert not document.tables


def test_any_text_is_written_and_stays_what_it_was() -> None:
    made = Letter(TEAM)
    texts = [text for text in NAUGHTY if printable(text).strip()]
    made.table((Column("Chuỗi", 10),), [(text,) for text in texts])
    table = opened(made).tables[1]
    told = [cell.text for cell in table.columns[0].cells][1:]
    assert told == [printable(text) for text in texts]
    assert len(told) > 200


def test_what_xml_cannot_hold_is_left_out() -> None:
    made = Letter(TEAM)
    made.paragraph("a\x00b\x0b\ud800\ufffec")
    assert body(opened(made)) == ["abc"]
    assert in_words("Kê\u0301") == "Kế"


def test_equal_letters_are_equal_bytes_and_say_nothing_of_their_making() -> None:
    first, second = letter().to_bytes(), letter().to_bytes()
    assert first == second
    properties = Document(io.BytesIO(first)).core_properties
    assert (properties.author, properties.created, properties.last_modified_by) == ("", None, "")
