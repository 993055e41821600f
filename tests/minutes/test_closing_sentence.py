"""The last sentence says how the minutes were made, agreed and signed, and how many pages they have."""

from dataclasses import replace
from datetime import datetime

import pytest

from inspector_app.checklist.visit import Closing, SigningMode
from inspector_app.clock import ZONE
from inspector_app.minutes.blocks import Extent
from inspector_app.minutes.content import compose

INK = "được lập thành 02 (hai) bản có giá trị như nhau, mỗi bên giữ 01 (một) bản./."
DIGITAL = "được lập dưới dạng văn bản điện tử, ký số; mỗi bên lưu giữ 01 (một) tệp./."


@pytest.mark.parametrize(
    ("mode", "closing", "expected"),
    [
        (SigningMode.INK, Closing.AGREED, f"cùng nghe, thống nhất ký tên; {INK}"),
        (SigningMode.DIGITAL, Closing.AGREED, f"cùng nghe, thống nhất ký tên; {DIGITAL}"),
        (
            SigningMode.INK,
            Closing.RESERVED,
            f"cùng nghe, thống nhất nội dung, trừ ý kiến bảo lưu tại mục V; {INK}",
        ),
        (
            SigningMode.DIGITAL,
            Closing.RESERVED,
            f"cùng nghe, thống nhất nội dung, trừ ý kiến bảo lưu tại mục V; {DIGITAL}",
        ),
        (
            SigningMode.INK,
            Closing.REFUSED,
            (
                "cùng nghe. Đại diện đơn vị không ký biên bản; lý do: chưa thống nhất số liệu; "
                f"người chứng kiến: Ông Lý Chứng Kiến, Chánh Thanh tra. Biên bản {INK}"
            ),
        ),
    ],
)
def test_each_way_of_signing_has_its_words(full, seal, mode, closing, expected):
    record = seal(
        full, mode, closing, refusal_reason="chưa thống nhất số liệu.",
        witness="Ông Lý Chứng Kiến, Chánh Thanh tra",
    )  # fmt: skip

    (sentence,) = (own.text for own in compose(record, Extent(7)).closing)

    assert sentence.startswith(
        "Biên bản kết thúc vào hồi 16 giờ 30 phút cùng ngày; gồm 07 trang, đã được đọc lại "
    )
    assert sentence.endswith(expected)


def test_the_same_day_is_said_only_where_it_is_true(full):
    later = replace(full.details, closed_at=datetime(2026, 5, 13, 10, 5, tzinfo=ZONE))
    unknown = replace(full.details, closed_at=None)

    assert (
        "vào hồi 10 giờ 05 phút, ngày 13 tháng 5 năm 2026;"
        in compose(replace(full, details=later)).closing[0].text
    )
    assert "cùng ngày" not in compose(replace(full, details=unknown)).closing[0].text
    assert "hồi …… giờ …… phút, ngày ……" in compose(replace(full, details=unknown)).closing[0].text


def test_minutes_that_replace_others_say_so_before_the_end(full):
    details = replace(full.details, replaces="hồi 16 giờ 00 phút, ngày 11 tháng 5 năm 2026")

    first, last = (own.text for own in compose(replace(full, details=details)).closing)

    assert first == "Biên bản này thay thế Biên bản lập hồi 16 giờ 00 phút, ngày 11 tháng 5 năm 2026."
    assert last.endswith("./.")


def test_a_unit_that_refuses_has_no_place_to_sign(full, seal):
    digital = seal(full, SigningMode.DIGITAL, Closing.REFUSED, witness="Ông Lý Chứng Kiến")
    ink = seal(full, SigningMode.INK, Closing.REFUSED, witness="Ông Lý Chứng Kiến, Chánh Thanh tra")

    assert [place.titles[0] for place in compose(digital).signatures] == ["THƯ KÝ", "TRƯỞNG ĐOÀN"]
    assert [place.titles[0] for place in compose(ink).signatures] == [
        "NGƯỜI CHỨNG KIẾN", "THƯ KÝ", "TRƯỞNG ĐOÀN",
    ]  # fmt: skip
    assert compose(ink).signatures[0].name == "Ông Lý Chứng Kiến"


def test_without_drawn_pages_their_number_is_open(full):
    assert "gồm …… trang, đã được đọc lại" in compose(full).closing[0].text


def test_annexes_are_counted_beside_the_pages(full):
    assert "gồm 04 trang và 03 phụ lục (05 trang), đã được" in compose(full, Extent(4, 3, 5)).closing[0].text
