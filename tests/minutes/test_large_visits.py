"""Large visits: many people, many shortcomings, long names, rows taller than a page."""

from dataclasses import replace

import pytest

from inspector_app.checklist.annexes import SampleAnnex
from inspector_app.checklist.fact import FactId, Sample, SampleRow
from inspector_app.checklist.finding import FindingId
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Person, PersonRole, Side
from inspector_app.errors import MinutesError
from inspector_app.minutes import nd30, pages
from inspector_app.minutes.pdf import draw


def closing_page(pdf):
    found = [i for i in range(pages.page_count(pdf)) if "Nơi nhận:" in pages.text(pdf, i)]
    assert len(found) == 1
    return found[0]


def test_sixty_people(full, pictures, all_text, squeezed):
    people = tuple(
        Person(f"m{i}", Side.TEAM, PersonRole.MEMBER, i, "Ông", f"Nguyễn Văn Thứ {i}", "Chuyên viên", f"Sở Số {i}")
        for i in range(60)
    )  # fmt: skip

    text = squeezed(all_text(draw(replace(full, people=full.people + people), pictures)))

    for person in people:
        assert squeezed(f"{person.name} - {person.position}, {person.agency} - Thành viên") in text


def test_forty_shortcomings(full, pictures, all_text, squeezed):
    one = full.headings[6].findings[0]
    findings = tuple(
        replace(one, id=FindingId(f"f{i}"), text=f"Tồn tại thứ {i} của đơn vị") for i in range(40)
    )
    heading = replace(full.headings[6], findings=findings)

    drawn = draw(replace(full, headings=(*full.headings[:6], heading)), pictures)

    text = squeezed(all_text(drawn))
    for finding in findings:
        assert text.count(squeezed(finding.text)) >= 2


def test_names_of_a_hundred_characters_wrap_inside_their_cells(full, pictures, words):
    name = ("Trung tâm Phát triển hạ tầng kỹ thuật và Quản lý dự án đầu tư xây dựng công trình giao thông nông thôn")[:100]  # fmt: skip
    assert len(name) == 100
    details = replace(
        full.details,
        unit=name,
        parent_agency=name,
        team_name=name,
        title=f"Kiểm tra {name}",
        number=name[:40],
    )
    people = tuple(replace(p, name=name) for p in full.people)

    drawn = draw(replace(full, details=details, people=people), pictures)

    for index in range(pages.page_count(drawn)):
        for word in words(drawn, index):
            assert word.left > nd30.MARGIN_LEFT - 1
            assert word.right < nd30.PAGE_WIDTH - nd30.MARGIN_RIGHT + 1
    nation = next(w for w in words(drawn, 0) if w.text.startswith("CỘNG HÒA"))
    left_cell = [w for w in words(drawn, 0) if w.bottom > nation.bottom - 80 and w.right < nation.left]
    assert len(left_cell) >= 5


def test_a_word_without_blanks_is_broken(full, pictures, words):
    address = "https://somau.gov.vn/" + "vanban/" * 30
    drawn = draw(replace(full, details=replace(full.details, content=address)), pictures)

    assert all(word.right < nd30.PAGE_WIDTH - nd30.MARGIN_RIGHT + 1 for word in words(drawn, 0))


@pytest.mark.parametrize("count", [40, 60, 80, 100, 1200])
def test_a_row_taller_than_a_page_goes_on_on_the_next(full, pictures, all_text, squeezed, count):
    remark = "\n".join(f"ghi chú thứ {i}" for i in range(count))
    row = SampleRow("r1", "25a", FactId("sample"), 1, "01/SM", None, "Trích yếu", False, remark)
    annex = SampleAnnex(ItemId("25a"), "Văn bản", Sample(1, 1, 1), (row,))

    drawn = draw(replace(full, samples=(annex,)), pictures)

    text = squeezed(all_text(drawn))
    assert squeezed("ghi chú thứ 0 ghi chú thứ 1") in text
    assert squeezed(f"ghi chú thứ {count - 1}") in text


def test_a_title_longer_than_a_page_is_an_error_that_says_so(full, pictures):
    details = replace(full.details, parent_agency="Ủy ban nhân dân " * 400)

    with pytest.raises(MinutesError) as raised:
        draw(replace(full, details=details), pictures)

    assert raised.value.code == "MIN-TOO-LONG"


def test_the_signatures_never_stand_on_a_page_alone(full, seal, pictures, all_text):
    """However long the text before: the closing sentence is on the page of the signatures."""
    for count in range(0, 36, 5):
        people = tuple(
            Person(f"m{i}", Side.TEAM, PersonRole.MEMBER, i, "Bà", f"Trần Thị {i}") for i in range(count)
        )
        drawn = draw(seal(replace(full, people=full.people + people)), pictures)
        text = " ".join(pages.text(drawn, closing_page(drawn)).split())
        assert "Biên bản kết thúc vào hồi" in text
        assert "./." in text
        assert "TRƯỞNG ĐOÀN" in text
        assert f"gồm {closing_page(drawn) + 1:02d} trang" in text
