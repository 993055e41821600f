"""Days, hours and amounts as people and programs write them into registers."""

from datetime import date

import pytest

from inspector_app.sampling.days_and_money import (
    HOURS,
    NEVER,
    UNREADABLE,
    after,
    day_of,
    dong_of,
    is_month_first,
    moment_of,
)

TWELFTH = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("12/05/2026", None),
        ("12/5/26", None),
        ("12-05-2026", None),
        ("12.05.2026", None),
        ("2026-05-12", None),
        ("12/05/2026 00:00:00", None),
        ("46154", None),
        ("12/05/2026 08:30", "08:30"),
        ("12/05/2026 8:30:15", "08:30"),
        ("12/05/2026, 08:30", "08:30"),
        ("08:30 12/05/2026", "08:30"),
        ("8h30 ngày 12/05/2026", "08:30"),
        ("12/05/2026 8 giờ 30 phút", "08:30"),
        ("2026-05-12T08:30:00+07:00", "08:30"),
        ("2026-05-12 08:30:00.000", "08:30"),
        ("12/05/2026 02:05 CH", "14:05"),
        ("02:05:00 PM 12/05/2026", "14:05"),
        ("12/05/2026 12:10 SA", "00:10"),
        ("46154,5868", "14:05"),
    ],
)
def test_a_day_is_read_with_its_hour_however_it_is_written(text: str, hour: str | None) -> None:
    moment = moment_of(text)
    assert day_of(moment) == TWELFTH
    minute = (moment & ((1 << HOURS) - 1)) - 1
    assert (None if minute < 0 else f"{minute // 60:02}:{minute % 60:02}") == hour


@pytest.mark.parametrize(
    "text",
    [
        "30/02/2026",
        "05/13/2026",
        "12/05",
        "Nguyễn Văn Mẫu",
        "12/05/2026 25:00",
        "12/05/1026",
        "0",
        "412",
        "12/05/2026 x",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert moment_of(text) == UNREADABLE
    assert day_of(UNREADABLE) is None
    assert day_of(NEVER) is None


def test_the_month_comes_first_only_where_a_person_said_so() -> None:
    assert day_of(moment_of("05/12/2026")) == date(2026, 12, 5)
    assert day_of(moment_of("05/12/2026", day_first=False)) == TWELFTH
    assert [is_month_first(text) for text in ("05/13/2026", "13/05/2026", "05/12/2026", "x")] == [
        True,
        False,
        None,
        None,
    ]


def test_one_day_is_not_later_than_itself_unless_both_hours_say_so() -> None:
    def later(one: str, other: str) -> bool:
        return after(moment_of(one), moment_of(other))

    assert later("13/05/2026", "12/05/2026 16:00")
    assert later("12/05/2026 16:01", "12/05/2026 16:00")
    assert not later("12/05/2026 16:00", "12/05/2026 16:00")
    assert not later("12/05/2026 16:01", "12/05/2026")
    assert not later("12/05/2026", "12/05/2026 08:00")
    assert not later("11/05/2026 23:00", "12/05/2026 08:00")


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("1.500.000", 1_500_000),
        ("1,500,000 đ", 1_500_000),
        ("1 500 000 đồng", 1_500_000),
        ("1\u00a0500\u00a0000 đ", 1_500_000),
        ("1\u202f500\u202f000", 1_500_000),
        ("1.5 triệu", None),
        ("-1.500.000", None),
        ("1500000.0", 1_500_000),
        ("1500000", 1_500_000),
        ("1.500.000,00 VNĐ", 1_500_000),
        ("1,500,000.00", 1_500_000),
        ("1.500 ₫", 1_500),
        ("0", 0),
        ("", 0),
        ("-", 0),
        ("Miễn phí", 0),
        ("15.5", None),
        ("1.500,5", None),
        ("1.500,000.000", None),
        ("-5000", None),
        ("một triệu", None),
        ("9" * 20, None),
    ],
)
def test_an_amount_is_read_whole_or_not_at_all(text: str, dong: int | None) -> None:
    assert dong_of(text) == dong
