"""Number, day and abstract as documents of many agencies print them."""

from datetime import date

import pytest

from inspector_app.sampling.first_page import FirstPage, read
from inspector_app.sampling.page_reading import Chunk, pdf_date

WIDTH, HEIGHT = 595.0, 842.0


def page(*lines: tuple[float, float, str]) -> FirstPage:
    """Texts by their left edge and height on the page, 13 points high."""
    return read([Chunk(text, (x, y, x + len(text) * 6.0, y + 12)) for x, y, text in lines], WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 05/BB-SNV", "05/BB-SNV"),
        ("Số:123/UBND-VX", "123/UBND-VX"),
        ("Số 1234 /QĐ-UBND", "1234/QĐ-UBND"),
        ("Số: 12/2026/QĐ-UBND", "12/2026/QĐ-UBND"),
        ("Số: 15a/TTr-SXD", "15a/TTr-SXD"),
        ("Số: 05-BC/TU", "05-BC/TU"),
        ("Số: 215/SXD–QLN", "215/SXD-QLN"),
        ("Số:        /SXD-VP", None),
        ("Số điện thoại: 0258 3822", None),
        ("Số lượng: 30", None),
    ],
)
def test_numbers(printed: str, number: str | None) -> None:
    assert page((100, 740, printed)).number == number


def test_what_lies_lower_on_the_page_is_of_other_documents() -> None:
    assert page((100, 400, "Số: 05/BB-SNV"), (300, 400, "ngày 06 tháng 6 năm 2022")) == FirstPage()


def test_a_number_shown_over_the_blank_is_put_together() -> None:
    assert page((100, 740, "Số:        /SXD-VP"), (122, 741, "07")).number == "07/SXD-VP"


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        ([(300, 740, "Khánh Hòa, ngày 06 tháng 6 năm 2022")], date(2022, 6, 6)),
        ([(300, 740, "Tỉnh Mẫu, NGÀY 1 THÁNG 02 NĂM 2026")], date(2026, 2, 1)),
        ([(300, 740, "ngày 31 tháng 2 năm 2026")], None),
        ([(300, 740, "ngày     tháng     năm 2026")], None),
        ([(300, 740, "ngày     tháng     năm 2026"), (330, 741, "12"), (400, 741, "5")], date(2026, 5, 12)),
        ([(300, 740, "ngày     tháng 5 năm 2026"), (330, 741, "12/05/2026")], date(2026, 5, 12)),
    ],
)
def test_days(lines: list[tuple[float, float, str]], issued: date | None) -> None:
    assert page(*lines).issued == issued


def test_the_abstract_of_a_letter_stands_beneath_its_number_on_the_left() -> None:
    found = page(
        (100, 740, "Số: 12/UBND-VX"),
        (320, 740, "Tỉnh Mẫu, ngày 12 tháng 5 năm 2026"),
        (90, 724, "V/v báo cáo kết quả"),
        (100, 711, "cải cách hành chính"),
        (175, 670, "Kính gửi: Các sở, ban, ngành"),
    )
    assert found == FirstPage("12/UBND-VX", date(2026, 5, 12), "báo cáo kết quả cải cách hành chính")


def test_the_abstract_of_other_documents_stands_beneath_their_title() -> None:
    found = page(
        (250, 700, "QUYẾT ĐỊNH"),
        (150, 684, "Về việc ban hành Kế hoạch cải cách"),
        (200, 671, "hành chính năm 2026"),
        (85, 650, "Căn cứ Luật Tổ chức chính quyền địa phương;"),
    )
    assert found.abstract == "Về việc ban hành Kế hoạch cải cách hành chính năm 2026"


def test_text_typed_with_marks_apart_is_read_the_same() -> None:
    import unicodedata

    assert page((100, 740, unicodedata.normalize("NFD", "Số: 05/QĐ-SNV"))).number == "05/QĐ-SNV"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("D:20260512090000+07'00'", "2026-05-12T09:00:00+07:00"),
        ("D:20260512090000+07", "2026-05-12T09:00:00+07:00"),
        ("D:20260512090000-0330", "2026-05-12T09:00:00-03:30"),
        ("D:20260512090000Z", None),
        ("D:20260512", None),
        ("D:20261312090000+07'00'", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_dates_as_pdf_writes_them_count_only_with_their_offset(text: str, told: str | None) -> None:
    found = pdf_date(text)
    assert (found and found.isoformat()) == told
