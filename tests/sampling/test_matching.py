"""Which line of the register a file is, however it is called."""

from datetime import date

import pytest

from inspector_app.checklist.e_documents import ExaminedDocument, RegisterLine
from inspector_app.sampling.matching import day_in, match

DAY = date(2026, 5, 12)
REGISTER = (
    RegisterLine(5, "a", "123/SXD-VP", DAY),
    RegisterLine(6, "b", "124/SXD-VP", DAY),
    RegisterLine(7, "c", "07/QĐ-SXD", date(2026, 5, 13)),
    RegisterLine(8, "d", "12/2026/QĐ-UBND", date(2026, 5, 14)),
    RegisterLine(9, "e", "123/SXD-QLXD1", date(2026, 5, 15)),
    RegisterLine(10, "f", "88", date(2026, 5, 16)),
)


def of(name: str, number: str | None = None, issued: date | None = None) -> int | None:
    (place,) = match(REGISTER, [ExaminedDocument(f"Tháng 5/{name}", number=number, issued=issued)])
    return place


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("123-SXD-VP.pdf", 0),
        ("123_SXD_VP.pdf", 0),
        ("Số 123 SXD-VP.pdf", 0),
        ("so 0123 sxd vp (đã ký).pdf", 0),
        ("CV123-SXD-VP_signed.pdf", 0),
        ("123SXDVP.pdf", 0),
        ("123.SXD-VP ngày 12.05.2026 V-v báo cáo.pdf", 0),
        ("2026-05-12_124-SXD-VP.pdf", 1),
        ("7-QD-SXD.pdf", 2),
        ("07_QĐ-SXD Quyết định.pdf", 2),
        ("12-2026-QĐ-UBND.pdf", 3),
        ("123-SXD-QLXD1.pdf", 4),
        ("88 Thông báo.pdf", 5),
        ("Thông báo 88.pdf", 5),
        ("2026 88.pdf", None),
        ("123-SXD-VP2.pdf", None),
        ("1123-SXD-VP.pdf", None),
        ("SXD-VP-123.pdf", None),
        ("Báo cáo.pdf", None),
        ("123.pdf", None),
    ],
)
def test_a_name_says_the_number_in_many_ways(name: str, place: int | None) -> None:
    assert of(name) == place


def test_the_first_page_goes_before_the_name() -> None:
    assert of("scan0001.pdf", "123/SXD-VP") == 0
    assert of("123-SXD-VP.pdf", "124/SXD-VP") == 1
    assert of("123-SXD-VP.pdf", "999/BXD-KT") is None
    assert of("Tài liệu.pdf", "88/TB-SXD", date(2026, 5, 16)) == 5


def test_a_number_of_another_year_is_another_document() -> None:
    assert of("123-SXD-VP.pdf", "123/SXD-VP", date(2025, 5, 12)) is None
    assert of("123-SXD-VP 12.05.2025.pdf") is None
    assert of("123-SXD-VP.pdf", "123/SXD-VP", date(2026, 5, 13)) == 0


def test_the_day_tells_lines_of_one_number_apart() -> None:
    lines = (RegisterLine(5, "a", "10/BC", DAY), RegisterLine(6, "b", "10/BC", date(2026, 6, 1)))
    files = [
        ExaminedDocument("10-BC.pdf"),
        ExaminedDocument("10-BC_01-06-2026.pdf"),
        ExaminedDocument("x.pdf", number="10/BC", issued=DAY),
    ]
    assert match(lines, files) == (None, 1, 0)


def test_lines_that_are_the_same_take_one_file_each() -> None:
    lines = (RegisterLine(5, "a", "10/BC", DAY), RegisterLine(6, "a|#2", "10/BC", DAY))
    files = [ExaminedDocument(f"{name}/10-BC.pdf") for name in "abc"]
    assert match(lines, files) == (0, 1, 0)


def test_a_register_of_numbers_alone_and_of_nothing() -> None:
    lines = (RegisterLine(5, "a", "5", DAY), RegisterLine(6, "b", None, DAY))
    assert match(lines, [ExaminedDocument("05 Báo cáo.pdf"), ExaminedDocument(".pdf")]) == (0, None)
    assert match((), [ExaminedDocument("a.pdf")]) == (None,)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("a 06-06-2022", date(2022, 6, 6)),
        ("a_6.6.2022_b", date(2022, 6, 6)),
        ("20220606 a", date(2022, 6, 6)),
        ("2022-06-06", date(2022, 6, 6)),
        ("31-02-2022", None),
        ("06-06-2022 07-06-2022", None),
        ("123456789", None),
    ],
)
def test_the_day_in_a_name(name: str, day: date | None) -> None:
    assert day_in(name) == day
