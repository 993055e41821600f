"""Days, hours and money as people write them into registers: dd/MM/yyyy is the rule, đồng have no fractions."""

import re
from datetime import date

from inspector_app.checklist.folding import fold

NEVER = 0
UNREADABLE = -(1 << 40)
"""So far below zero that no hour lifts it."""
HOURS = 11
"""Bits that hold the minute of the day, counted from 1; 0 where no hour was written."""
_MINUTES = (1 << HOURS) - 1

_DMY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")
_YMD = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
_HOUR = re.compile(
    r"T?([0-9]{1,2})(?:[:hg]|\s?giờ\s?)([0-9]{1,2})?(?::([0-9]{2})(?:\.[0-9]+)?)?\s?(sa|ch|am|pm|phút)?\.?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(Z|[+-][0-9]{2}:?[0-9]{2})$")
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:[.,]([0-9]+))?")
_EXCEL_BEGINS = date(1899, 12, 30).toordinal()
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


def day_of(moment: int) -> date | None:
    """The day of a moment; None where there is none."""
    return date.fromordinal(moment >> HOURS) if moment > 0 else None


def after(one: int, other: int) -> bool:
    """Whether a moment is later than another; on one day only where both say the hour."""
    if one >> HOURS != other >> HOURS:
        return one >> HOURS > other >> HOURS
    return one & _MINUTES > other & _MINUTES > 0


def day_part(text: str, day_first: bool = True) -> int:
    """A day as its ordinal, shifted left by `HOURS`; UNREADABLE where the text is none."""
    text = text.strip()
    if not text:
        return NEVER
    if told := _DMY.fullmatch(text):
        first, second, year = int(told[1]), int(told[2]), int(told[3])
        day, month = (first, second) if day_first else (second, first)
        return _ordinal(year + 2000 if len(told[3]) == 2 else year, month, day)
    if told := _YMD.fullmatch(text):
        return _ordinal(int(told[1]), int(told[2]), int(told[3]))
    return UNREADABLE


def hour_part(text: str) -> int:
    """The minute of the day, from 1; 0 where none is written, and for midnight, which programs write instead of none."""
    text = text.strip()
    if not text:
        return 0
    told = _HOUR.fullmatch(text)
    if told is None:
        return UNREADABLE
    hour, minute, half = int(told[1]), int(told[2] or 0), (told[4] or "").lower()
    if half in ("ch", "pm") and hour < 12:
        hour += 12
    elif half in ("sa", "am") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return UNREADABLE
    return hour * 60 + minute + 1 if hour or minute else 0


def moment_of(text: str, day_first: bool = True) -> int:
    """A day with or without its hour, the hour before or behind it, ISO, or an Excel serial."""
    text = _ZONE.sub("", text.strip()) if "T" in text else text.strip()
    if serial := _SERIAL.fullmatch(text):
        minutes = round(float(f"0.{serial[2] or 0}") * 24 * 60)
        return (_EXCEL_BEGINS + int(serial[1]) << HOURS) + (minutes + 1 if 0 < minutes < 24 * 60 else 0)
    text = text.replace("ngày", " ").replace(",", " ")
    parts = re.split(r"\s+|(?<=[0-9])T(?=[0-9])", text.strip(), maxsplit=1)
    for day, hour in ((parts[0], parts[1:]), *([(parts[-1], parts[:1])] if len(parts) == 2 else [])):
        moment = day_part(day, day_first) + hour_part(" ".join(hour))
        if moment >= 0:
            return moment
    # "08:30 SA 12/05/2026": the hour takes two words.
    *hour_words, last = text.split()
    moment = day_part(last, day_first) + hour_part(" ".join(hour_words))
    return moment if moment >= 0 else UNREADABLE


def is_month_first(text: str) -> bool | None:
    """Whether a day can only be read as MM/dd (True) or dd/MM (False); None where both could be."""
    told = _DMY.match(text.strip())
    if told is None:
        return None
    first, second = int(told[1]), int(told[2])
    if first > 12 >= second:
        return False
    return True if second > 12 >= first else None


_UNITS = re.compile(r"\s*(vn[dđ]|đồng|dong|đ|₫|d)\.?\s*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"([0-9]{1,3})((?:([., ' ])[0-9]{3})(?:\3[0-9]{3})*)(?:[.,](0{1,2}))?")
_PLAIN = re.compile(r"([0-9]+)(?:[.,](0*))?")
_LARGEST = 10**15


def dong_of(text: str) -> int | None:
    """Money in đồng: "1.500.000", "1,500,000 đ", "1500000.0"; None where it is no such amount."""
    bare = " ".join(_UNITS.sub("", text).split())  # Excel parts thousands by a blank that does not break
    if not bare or bare == "-" or fold(bare) in ("mien phi", "khong", "mien"):
        return 0
    if told := _THOUSANDS.fullmatch(bare):
        amount = int(told[1] + re.sub(r"[^0-9]", "", told[2]))
    elif told := _PLAIN.fullmatch(bare):
        amount = int(told[1])
    else:
        return None
    return amount if amount < _LARGEST else None


def _ordinal(year: int, month: int, day: int) -> int:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return UNREADABLE
    try:
        return date(year, month, day).toordinal() << HOURS
    except ValueError:
        return UNREADABLE
