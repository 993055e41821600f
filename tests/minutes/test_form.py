"""The pages keep the measures of Nghị định 30/2020: margins, sizes, places, numbers."""

from dataclasses import replace

import pytest

from inspector_app.checklist.visit import SigningMode
from inspector_app.minutes import nd30, pages
from inspector_app.minutes.pdf import draw

NEAR = pytest.approx


@pytest.fixture
def drawn(full, seal, pictures):
    return draw(seal(full), pictures)


def the(words, text):
    (found,) = [word for word in words if word.text.startswith(text)]
    return found


def middle(word):
    return (word.left + word.right) / 2


def test_header_cells(drawn, words):
    first = words(drawn, 0)
    nation, motto = the(first, "CỘNG HÒA"), the(first, "Độc lập")
    parent, agency, number = the(first, "ỦY BAN"), the(first, "ĐOÀN KIỂM"), the(first, "Số:")

    assert (nation.font, nation.size) == ("LiberationSerif-Bold", NEAR(12))
    assert (motto.font, motto.size) == ("LiberationSerif-Bold", NEAR(13))
    assert (parent.font, parent.size) == ("LiberationSerif", NEAR(12))
    assert (agency.font, agency.size) == ("LiberationSerif-Bold", NEAR(12))
    assert (number.font, number.size) == ("LiberationSerif", NEAR(13))
    assert middle(nation) == NEAR(middle(motto), abs=1)
    assert middle(parent) == NEAR(middle(number), abs=1)
    assert parent.right < nation.left
    assert motto.bottom < nation.bottom
    assert agency.bottom < parent.bottom


def test_title_and_subject_are_centred_and_bold(drawn, words):
    first = words(drawn, 0)
    for text in ("BIÊN BẢN", "Kiểm tra công tác cải cách hành chính năm 2026"):
        word = the(first, text)
        assert (word.font, word.size) == ("LiberationSerif-Bold", NEAR(14))
        assert middle(word) == NEAR(nd30.MARGIN_LEFT + nd30.TEXT_WIDTH / 2, abs=1)


def test_rules_under_motto_agency_and_subject(drawn, words):
    import pypdfium2
    import pypdfium2.raw

    document = pypdfium2.PdfDocument(drawn)
    lines = [
        thing.get_bounds()
        for thing in document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        if thing.get_bounds()[3] - thing.get_bounds()[1] < 2
    ]
    document.close()
    first = words(drawn, 0)

    def share(text):
        word = the(first, text)
        below = [
            line for line in lines if 0 < word.bottom - line[1] < 12 and line[0] < middle(word) < line[2]
        ]
        (line,) = below
        assert (line[0] + line[2]) / 2 == NEAR(middle(word), abs=1)
        return (line[2] - line[0]) / (word.right - word.left)

    assert share("Độc lập") == NEAR(1, abs=0.03)
    assert 1 / 3 <= share("Kiểm tra công tác") <= 1 / 2
    assert len(lines) == 3


def test_text_stays_within_the_margins(drawn, words):
    for index in range(pages.page_count(drawn)):
        inside = [word for word in words(drawn, index) if 20 * nd30.MM < word.bottom < 275 * nd30.MM]
        assert inside
        for word in inside:
            assert word.left > nd30.MARGIN_LEFT - 1
            assert word.right < nd30.PAGE_WIDTH - nd30.MARGIN_RIGHT + 1


def test_body_is_indented_and_of_size_13(drawn, words):
    first = words(drawn, 0)
    opening, basis = the(first, "Hôm nay"), the(first, "Căn cứ Quyết định")

    assert (opening.font, opening.size) == ("LiberationSerif", NEAR(13))
    assert (basis.font, basis.size) == ("LiberationSerif-Italic", NEAR(13))
    assert opening.left == NEAR(nd30.MARGIN_LEFT + 10 * nd30.MM, abs=1)


def test_paragraphs_and_lines_keep_their_distance():
    assert nd30.BODY_GAP >= 6
    assert nd30.BODY * 1.15 <= nd30.BODY_LEADING <= nd30.BODY * 1.5 * 1.15


def test_pages_are_numbered_in_the_top_margin_from_the_second_on(drawn, words):
    numbers = []
    for index in range(pages.page_count(drawn)):
        top = [word for word in words(drawn, index) if word.bottom > 277 * nd30.MM]
        numbers.append([word.text for word in top])
        for word in top:
            assert (word.font, word.size) == ("LiberationSerif", NEAR(13))
            assert middle(word) == NEAR(nd30.PAGE_WIDTH / 2, abs=1)

    # The body, then each annex with numbers of its own.
    assert [*numbers[:4]] == [[], ["2"], ["3"], ["4"]]
    assert numbers[4:] == [[], ["2"], [], []]


def test_the_closing_sentence_names_the_real_number_of_pages(drawn, all_text):
    text = " ".join(all_text(drawn).split())

    assert "gồm 04 trang và 03 phụ lục (04 trang), đã được đọc lại" in text
    assert pages.page_count(drawn) == 4 + 4


def test_bottom_corners_and_the_right_edge_stay_free(drawn, words):
    for index in range(pages.page_count(drawn)):
        foot = [word for word in words(drawn, index) if word.bottom < 20 * nd30.MM]
        assert len(foot) == 1
        assert foot[0].left > 60 * nd30.MM
        assert foot[0].right < 150 * nd30.MM


def test_a_sealed_page_carries_the_print_code_and_a_draft_its_number(full, seal, pictures, all_text):
    sealed = seal(full)
    finished, draft = draw(sealed, pictures), draw(replace(full, draft=3), pictures)

    for index in range(pages.page_count(finished)):
        assert f"Mã bản in: {sealed.print_code}" in pages.text(finished, index)
        assert "DỰ THẢO" not in pages.text(finished, index)
    for index in range(pages.page_count(draft)):
        assert "DỰ THẢO lần 3" in pages.text(draft, index)


def test_the_warning_of_a_sample_visit_stands_on_every_page(full, pictures, words):
    notice = "BẢN MINH HỌA DỰNG LẠI TỪ TIN BÁO NGÀY 06/6/2022 - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
    drawn = draw(replace(full, details=replace(full.details, notice=notice)), pictures)

    for index in range(pages.page_count(drawn)):
        warning = the(words(drawn, index), "BẢN MINH HỌA")
        assert warning.text == notice
        assert warning.font == "LiberationSerif-Bold"
        assert warning.bottom > 284 * nd30.MM


def test_there_is_room_for_ink_between_title_and_name(drawn, words):
    last = words(drawn, 3)
    title, name = the(last, "TRƯỞNG ĐOÀN"), the(last, "Lê Thị Mẫu")

    assert title.bottom - name.top >= 30 * nd30.MM
    assert (title.font, title.size) == ("LiberationSerif-Bold", NEAR(13))
    assert (name.font, name.size) == ("LiberationSerif-Bold", NEAR(13))
    assert middle(title) == NEAR(middle(name), abs=1)


def test_recipients_stand_below_the_signatures_on_the_left(drawn, words):
    last = words(drawn, 3)
    label, line, name = the(last, "Nơi nhận"), the(last, "- Đơn vị được"), the(last, "Hoàng Đại Diện")

    assert (label.font, label.size) == ("LiberationSerif-BoldItalic", NEAR(12))
    assert (line.font, line.size) == ("LiberationSerif", NEAR(11))
    assert label.top < name.bottom
    assert line.left == NEAR(nd30.MARGIN_LEFT, abs=2)


def test_paper_shows_neither_hashes_nor_codes_of_the_machine(full, seal, pictures, all_text):
    ink, digital = seal(full), seal(full, SigningMode.DIGITAL)
    on_paper, on_screen = all_text(draw(ink, pictures)), all_text(draw(digital, pictures))
    sha = full.evidence[0].sha256[:16]

    assert "THÔNG TIN XÁC THỰC" not in on_paper
    assert sha not in on_paper
    assert "THÔNG TIN XÁC THỰC" in on_screen
    assert sha in on_screen


def test_annexes_name_the_minutes_on_paper_only(full, seal, pictures, all_text):
    line = "(Kèm theo Biên bản kiểm tra ngày 12 tháng 5 năm 2026)"

    assert all_text(draw(seal(full), pictures)).count(line) == 3
    assert line not in all_text(draw(seal(full, SigningMode.DIGITAL), pictures))
