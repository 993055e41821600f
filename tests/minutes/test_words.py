"""What the minutes say: sections, lettering, punctuation, and what stands for the unknown."""

from dataclasses import replace
from datetime import datetime

import pytest

from inspector_app.checklist.exchange import PrintedRecommendation
from inspector_app.checklist.finding import Audience, RecommendationId
from inspector_app.checklist.intervals import interval
from inspector_app.checklist.visit import Assessment, Opinion, Person, PersonRole, Side
from inspector_app.clock import ZONE
from inspector_app.minutes import nd30
from inspector_app.minutes.blocks import Heading, Table, Text, Tick
from inspector_app.minutes.content import compose


def lines(minutes):
    return [block.text for block in minutes.body if isinstance(block, Heading | Text)]


def titles(minutes, level):
    return [b.text for b in minutes.body if isinstance(b, Heading) and b.level == level]


def test_points_are_lettered_in_the_vietnamese_alphabet():
    assert [nd30.letter(n) for n in range(1, 25)] == [*"abcdđeghiklmnopqrstuvxy", "aa"]


def test_sections_are_numbered_in_roman_figures():
    assert [nd30.roman(n) for n in range(1, 13)] == [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime(2022, 6, 6, tzinfo=ZONE), "ngày 06 tháng 6 năm 2022"),
        (datetime(2026, 1, 31, tzinfo=ZONE), "ngày 31 tháng 01 năm 2026"),
        (datetime(2026, 2, 9, tzinfo=ZONE), "ngày 09 tháng 02 năm 2026"),
        (datetime(2026, 12, 10, tzinfo=ZONE), "ngày 10 tháng 12 năm 2026"),
    ],
)
def test_leading_zeros_stand_before_small_days_and_the_first_two_months_only(day, words):
    assert nd30.long_date(day) == words


def test_the_full_minutes_have_the_six_sections(full):
    assert titles(compose(full), 1) == [
        "I. THÀNH PHẦN",
        "II. NỘI DUNG, THỜI KỲ, PHƯƠNG PHÁP KIỂM TRA",
        "III. KẾT QUẢ KIỂM TRA",
        "IV. NHẬN XÉT, ĐÁNH GIÁ CHUNG",
        "V. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA",
        "VI. KIẾN NGHỊ CỦA ĐOÀN KIỂM TRA",
    ]


def test_a_section_without_content_is_left_out_and_the_others_move_up(full):
    record = replace(full, assessment=Assessment(), recommendations=())

    assert titles(compose(record), 1)[3:] == ["IV. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA"]


def test_a_sample_visit_prints_dots_for_an_unknown_assessment(small):
    sample = replace(small, details=replace(small.details, notice="BẢN MINH HỌA"))

    assert "IV. NHẬN XÉT, ĐÁNH GIÁ CHUNG" in lines(compose(sample))
    assert "IV. NHẬN XÉT, ĐÁNH GIÁ CHUNG" not in lines(compose(small))


def test_the_seven_headings_keep_their_numbers_where_nothing_was_checked(full):
    text = lines(compose(full))

    at = text.index("5. Cải cách chế độ công vụ")
    assert text[at + 1] == "Không thuộc nội dung đợt này."
    assert text[at + 2] == "6. Cải cách tài chính công"


def test_an_empty_heading_can_be_left_out(full):
    record = replace(full, details=replace(full.details, print_empty_headings=False))

    text = lines(compose(record))

    assert "5. Cải cách tài chính công" in text
    assert not any("chế độ công vụ" in line for line in text)


def test_results_come_before_shortcomings_as_points_a_and_b(full):
    text = lines(compose(full))
    at = text.index("7. Xây dựng và phát triển chính quyền điện tử, chính quyền số")

    assert text[at + 1] == "a) Kết quả đạt được:"
    assert text[at + 4] == "b) Tồn tại, hạn chế:"
    assert text[at + 5] == "- Còn 07/30 văn bản điện tử phát hành chưa được lãnh đạo ký số (23,3%)."


def test_a_heading_with_results_alone_claims_nothing_about_shortcomings(full):
    text = lines(compose(full))
    at = text.index("2. Cải cách thể chế")

    assert text[at + 1] == "Kết quả đạt được:"
    assert text[at + 4] == "3. Cải cách thủ tục hành chính"


def test_bases_are_cited_in_full_and_end_in_semicolons_and_a_full_stop(full):
    assert tuple(own.text for own in compose(full).bases) == (
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
        (
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 03 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh Mẫu "
            "kiểm tra công tác cải cách hành chính năm 2026;"
        ),
        (
            "Căn cứ Quyết định số 345/QĐ-UBND ngày 16 tháng 3 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Mẫu "
            "thành lập Đoàn kiểm tra công tác cải cách hành chính năm 2026."
        ),
    )


def test_people_are_listed_with_substitutes_and_absences(full):
    text = lines(compose(full))

    assert "- Bà Lê Thị Mẫu - Giám đốc Sở Nội vụ - Trưởng đoàn;" in text
    assert "- Ông Phạm Thử Nghiệm - Trưởng phòng, Sở Tư pháp - Thành viên (thay thế Bà Đỗ Ví Dụ);" in text
    assert (
        "- Bà Đỗ Ví Dụ - Phó Trưởng phòng, Sở Tư pháp - Thành viên "
        "(vắng mặt, lý do: đi công tác theo Giấy triệu tập);"
    ) in text
    assert "- Ông Nguyễn Văn Ghi - Chuyên viên, Sở Nội vụ - Thư ký." in text


def test_signers_who_are_not_known_are_dots_never_names(small):
    minutes = compose(small)

    assert [line.split(" - ")[-1] for line in lines(minutes) if line.startswith("- …")] == [
        "Trưởng đoàn;",
        "Thư ký.",
        "Đại diện đơn vị.",
    ]
    assert all(set(place.name) == {"…"} for place in minutes.signatures)


def test_a_number_is_typed_or_left_blank_never_made_up(small, full):
    assert compose(full).masthead.number == "Số: 05/BB-ĐKT"
    blank = compose(small).masthead.number
    assert blank.startswith("Số:")
    assert not any(character.isdigit() for character in blank)


def test_opening_with_day_hour_and_place(full, small):
    assert lines(compose(full))[0] == (
        "Hôm nay, hồi 08 giờ 00 phút, ngày 12 tháng 5 năm 2026, tại Trụ sở Sở Mẫu, số 1 đường Mẫu, Đoàn kiểm tra "
        "tiến hành kiểm tra công tác cải cách hành chính tại Sở Mẫu tỉnh Mẫu và lập biên bản với các nội dung sau:"
    )
    assert lines(compose(small))[0].startswith("Hôm nay, hồi …… giờ …… phút, ngày …… tháng …… năm ……, tại ……")


def test_recommendations_carry_responsibility_and_deadline(full):
    text = lines(compose(full))
    at = text.index("1. Đối với đơn vị được kiểm tra")

    assert text[at + 1 :] == [
        (
            "a) Rà soát, khắc phục ngay các tồn tại, hạn chế đã nêu. Trách nhiệm thực hiện: Giám đốc Sở Mẫu. "
            "Thời hạn: ngay sau khi kết thúc kiểm tra."
        ),
        "b) Báo cáo kết quả về Sở Nội vụ. Thời hạn: trước ngày 31/7/2026.",
        "2. Đối với cấp có thẩm quyền",
        "a) Bố trí kinh phí nâng cấp hệ thống.",
    ]


def test_the_unit_speaks_in_four_parts_and_empty_ones_are_left_out(full):
    record = replace(full, opinion=Opinion(response="Tiếp thu.", reservation="Không thống nhất điểm b"))
    text = lines(compose(record))
    at = text.index("V. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA")

    assert text[at + 1 : at + 5] == [
        "1. Tiếp thu, giải trình",
        "Tiếp thu.",
        "2. Ý kiến bảo lưu",
        "Không thống nhất điểm b.",
    ]


def test_text_typed_in_several_lines_becomes_paragraphs(full):
    recommendation = PrintedRecommendation(
        RecommendationId("k"), Audience.UNIT, "Rà soát quy chế\nbáo cáo kết quả", "Văn phòng"
    )
    text = lines(compose(replace(full, recommendations=(recommendation,))))

    assert text[-2:] == ["a) Rà soát quy chế.", "báo cáo kết quả. Trách nhiệm thực hiện: Văn phòng."]


def test_a_sample_becomes_an_annex_with_its_figures_in_one_line(full):
    annex = compose(full).annexes[0]

    assert annex.label == "Phụ lục I"
    assert isinstance(annex.blocks[1], Text)
    assert annex.blocks[1].text == (
        "Phương pháp chọn mẫu: ngẫu nhiên theo khoảng cách 13; tổng số (N): 412; số đã kiểm tra (n): 30; "
        "số chưa đạt (x): 07; tỷ lệ chưa đạt: 23,3%; nguồn số liệu: theo kết quả Đoàn kiểm tra trên hệ thống; "
        "số liệu tính đến ngày 30/4/2026."
    )
    table = annex.blocks[2]
    assert isinstance(table, Table)
    assert table.rows[3] == (
        "4", "104/SM-VP", "05/01/2026", "V/v đăng ký nhu cầu đào tạo, bồi dưỡng năm 2026",
        Tick(False), Tick(True), "Chỉ có ảnh chữ ký",
    )  # fmt: skip


def drawn_by(full, rows=None):
    annex = full.samples[0]
    sample = replace(annex.sample, seed="20260512", interval=interval(7, 30, 412))
    return replace(full, samples=(replace(annex, sample=sample, rows=annex.rows if rows is None else rows),))


def test_seed_and_interval_of_a_draw_stand_in_that_line(full):
    line = compose(drawn_by(full)).annexes[0].blocks[1].text

    assert line == (
        "Phương pháp chọn mẫu: ngẫu nhiên theo khoảng cách 13; mã rút mẫu: 20260512; tổng số (N): 412; "
        "số đã kiểm tra (n): 30; số chưa đạt (x): 07; tỷ lệ chưa đạt: 23,3%; "
        "khoảng tin cậy 95% (siêu bội chính xác): 10,43% - 41,51%; "
        "nguồn số liệu: theo kết quả Đoàn kiểm tra trên hệ thống; số liệu tính đến ngày 30/4/2026."
    )


def test_the_body_says_nothing_of_them(full):
    body = compose(drawn_by(full)).body
    assert body == compose(full).body
    assert not [words for words in ("20260512", "10,43", "tin cậy") if words in repr(body)]


def test_a_draw_without_rows_has_its_line_and_no_empty_table(full):
    annex = compose(drawn_by(full, rows=())).annexes[0]
    assert [type(block) for block in annex.blocks] == [Text, Text]


def test_the_table_of_shortcomings_comes_only_with_something_to_say(full):
    bare = tuple(
        replace(
            h,
            findings=tuple(
                replace(f, legal_basis=None, remedy=None, owner=None, deadline=None, unit_opinion=None)
                for f in h.findings
            ),
        )
        for h in full.headings
    )

    assert len(compose(full).annexes) == 3
    assert [a.title for a in compose(replace(full, headings=bare)).annexes] == [
        "KẾT QUẢ KIỂM TRA MẪU",
        "DANH MỤC TÀI LIỆU, ẢNH KIỂM CHỨNG",
    ]


def test_columns_that_nobody_filled_are_left_out(full):
    one = full.headings[6].findings[1]
    heading = replace(full.headings[6], findings=(one,))
    (table,) = compose(replace(full, headings=(heading,))).annexes[1].blocks

    assert [column.title for column in table.columns] == [
        "STT",
        "Tồn tại, hạn chế",
        "Trách nhiệm thực hiện",
        "Thời hạn",
    ]
    assert table.rows[0][3] == "Trong 30 ngày kể từ ngày nhận Thông báo kết luận"


def test_a_deputy_signs_for_an_absent_leader(full):
    people = tuple(
        replace(p, absent_reason="bận họp") if p.role is PersonRole.LEADER else p for p in full.people
    )

    place = compose(replace(full, people=people)).signatures[-1]

    assert place.titles == ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN")
    assert place.name == "Trần Văn Giả"


def test_a_signer_can_have_a_title_of_his_own(full):
    representative = Person(
        "u1", Side.UNIT, PersonRole.REPRESENTATIVE, 1, "Ông", "Hoàng Đại Diện",
        signs_as="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
    )  # fmt: skip

    place = compose(replace(full, people=(representative,))).signatures[0]

    assert place.titles == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")


def test_recipients_are_punctuated_as_a_list(full):
    assert compose(full).recipients == (
        "- Đơn vị được kiểm tra;",
        "- Thành viên Đoàn kiểm tra;",
        "- Lưu: Hồ sơ Đoàn kiểm tra.",
    )
