"""Words, numbering and dates of an administrative document by Nghị định 30/2020/NĐ-CP, Phụ lục I.

For every room that writes one, in whatever format; measures of pages are the rooms' own.
"""

from datetime import date, datetime

NATION_WORDS = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_WORDS = "Độc lập - Tự do - Hạnh phúc"
END_MARK = "./."

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def letter(number: int) -> str:
    """Letter of the `number`-th point (điểm), from 1: a, b, c, d, đ, e, g …, then aa, ab …"""
    text = ""
    while number > 0:
        number, place = divmod(number - 1, len(_ALPHABET))
        text = _ALPHABET[place] + text
    return text


def roman(number: int) -> str:
    """Number of a section (mục), from 1: I, II, III …"""
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text += sign
            number -= value
    return text


def two_digits(number: int) -> str:
    """Figures below 10 get a leading zero."""
    return f"{number:02d}"


def long_date(day: date | datetime) -> str:
    """ngày 06 tháng 6 năm 2022: a leading zero for days below 10, months 1 and 2 (khoản 4)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def clock_time(at: datetime) -> str:
    """08 giờ 05 phút."""
    return f"{at.hour:02d} giờ {at.minute:02d} phút"
