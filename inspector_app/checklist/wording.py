"""Figures, days, periods and documents as the minutes write them: in digits, by the usage of Vietnamese offices.

These are words of a Vietnamese legal document and do not pass through the catalogue.
"""

import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from inspector_app.checklist.e_documents import Method, Selection
from inspector_app.checklist.fact import (
    Count,
    Day,
    Document,
    FigureSource,
    Interval,
    IntervalKind,
    Origin,
    Place,
    Rate,
    Sample,
)
from inspector_app.checklist.finding import Deadline, DeadlineKind

SOURCES = {
    FigureSource.UNIT_REPORT: "theo báo cáo của đơn vị",
    FigureSource.TEAM_ON_SYSTEM: "theo kết quả Đoàn kiểm tra trên hệ thống",
    FigureSource.PUBLISHED: "theo văn bản công bố",
}

DEADLINES = {
    DeadlineKind.IMMEDIATELY: "ngay sau khi kết thúc kiểm tra",
    DeadlineKind.REGULARLY: "thường xuyên",
}

INTERVALS = {
    IntervalKind.HYPERGEOMETRIC: "siêu bội chính xác",
    IntervalKind.CLOPPER_PEARSON: "Clopper-Pearson",
}

UNEQUAL_PERIODS = "hai kỳ không cùng độ dài"

_LENGTHS = (
    (re.compile(r"(?:cả )?năm \d{4}"), 12),
    (re.compile(r"(?:cả )?năm \d{4} ?[-–] ?\d{4}"), None),
    (re.compile(r"quý (?:[1-4]|I|II|III|IV)[ /](?:năm )?\d{4}", re.IGNORECASE), 3),
    (re.compile(r"tháng \d{1,2}[ /](?:năm )?\d{4}"), 1),
)
_MONTHS = re.compile(r"0?(\d{1,2}) tháng\b")
_YEAR = re.compile(r"\b(\d{4})\b")
_CUT = ("đến ", "tính đến", "giữa ", "từ đầu năm")


def day_in_words(day: date) -> str:
    """06/6/2022: a leading zero for days below 10 and for January and February only (Nghị định 30/2020)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def time_in_words(at: time) -> str:
    """14 giờ 05 phút."""
    return f"{at.hour:02d} giờ {at.minute:02d} phút"


def number_in_words(number: int) -> str:
    """1.234.567; numbers below 10 get a leading zero as in official documents."""
    return f"{number:02d}" if 0 <= number < 10 else f"{number:,}".replace(",", ".")


def decimal_in_words(value: Decimal) -> str:
    """1.234,5: a point between thousands, a comma before decimals."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def percent_in_words(value: Decimal, places: int = 2) -> str:
    """23,3%: decimal comma, no space, at most `places` decimals, halves up."""
    return _rounded(value, places) + "%"


def points_in_words(value: Decimal) -> str:
    """The distance of two percentages: 3,49 điểm phần trăm."""
    return f"{_rounded(abs(value), 2)} điểm phần trăm"


def _rounded(value: Decimal, places: int) -> str:
    text = format(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def fraction_in_words(part: int | None, whole: int | None) -> str | None:
    """5/7, 14/1.386: no leading zeros inside a fraction; None while one of the two is not known."""
    if part is None or whole is None:
        return None
    return f"{part:,}/{whole:,}".replace(",", ".")


def amount_in_words(dong: int) -> str:
    """18.450.000 đồng."""
    return f"{dong:,}".replace(",", ".") + " đồng"


def source_in_words(origin: Origin) -> str | None:
    """Who says the figure: "theo báo cáo của đơn vị"."""
    return None if origin.source is None else SOURCES[origin.source]


def as_of_in_words(origin: Origin) -> str | None:
    """Up to when it counts: "ngày 30/4/2026", or the words that were given."""
    return origin.as_of_words if origin.as_of is None else f"ngày {day_in_words(origin.as_of)}"


def _share(part: int | None, whole: int | None) -> Decimal | None:
    return None if part is None or not whole else Decimal(part) * 100 / whole


def sample_percent_in_words(sample: Sample) -> str | None:
    share = _share(sample.defective, sample.examined)
    return None if share is None else percent_in_words(share, 1)


def sample_in_words(sample: Sample) -> str | None:
    text = fraction_in_words(sample.defective, sample.examined)
    if text is None:
        return sample.words or None
    share = sample_percent_in_words(sample)
    return text if share is None else f"{text} ({share})"


def interval_in_words(interval: Interval) -> str:
    """khoảng tin cậy 95% (siêu bội chính xác): 11,17% - 40,05%: for the annex, never for the body."""
    low, high = percent_in_words(interval.low), percent_in_words(interval.high)
    confidence = percent_in_words(interval.confidence)
    return f"khoảng tin cậy {confidence} ({INTERVALS[interval.kind]}): {low} - {high}"


def method_in_words(selection: Selection) -> str:
    """How documents were chosen: "chọn ngẫu nhiên 30/412 văn bản theo sổ đăng ký văn bản đi"."""
    source = "theo sổ đăng ký văn bản đi" if selection.of_register else "trong số các tệp được cung cấp"
    size = selection.size if selection.size is not None else selection.population
    match selection.method:
        case Method.WHOLE:
            many = "" if size is None else f" {number_in_words(size)}"
            return f"kiểm tra toàn bộ{many} văn bản {source}"
        case Method.RANDOM:
            of = fraction_in_words(size, selection.population)
            many = of or ("" if size is None else number_in_words(size))
            return f"chọn ngẫu nhiên {many} văn bản {source}".replace("  ", " ")
        case Method.CHOSEN:
            many = "" if size is None else f" {number_in_words(size)}"
            return f"kiểm tra{many} văn bản do Đoàn kiểm tra chọn"


def rate_in_words(rate: Rate) -> str | None:
    return None if rate.value is None else percent_in_words(rate.value)


def difference_in_words(rate: Rate) -> str | None:
    """giảm 3,49 điểm phần trăm."""
    if rate.value is None or rate.compared is None:
        return None
    if rate.value == rate.compared:
        return "không thay đổi"
    way = "tăng" if rate.value > rate.compared else "giảm"
    return f"{way} {points_in_words(rate.value - rate.compared)}"


def comparison_in_words(rate: Rate) -> str | None:
    """giảm 3,49 điểm phần trăm so với năm 2021 (4,5%; hai kỳ không cùng độ dài)."""
    difference = difference_in_words(rate)
    if difference is None or rate.compared is None:
        return None
    notes = [percent_in_words(rate.compared)]
    if unequal_periods(rate.period, rate.compared_period, rate.origin):
        notes.append(UNEQUAL_PERIODS)
    return f"{difference} so với {rate.compared_period or 'kỳ trước'} ({'; '.join(notes)})"


def count_percent_in_words(count: Count) -> str | None:
    share = _share(count.number, count.of)
    return None if share is None else percent_in_words(share, 1)


def delay_in_words(day: Day) -> str | None:
    """05 ngày, counted from the due date; None where it was in time or nobody set a date."""
    if day.due is None or day.on <= day.due:
        return None
    return f"{number_in_words((day.on - day.due).days)} ngày"


def in_force_in_words(document: Document) -> str | None:
    return {True: "còn hiệu lực", False: "đã hết hiệu lực", None: None}[document.in_force]


def degrees_in_words(place: Place) -> str:
    return f"{decimal_in_words(place.latitude)}; {decimal_in_words(place.longitude)}"


def deadline_in_words(deadline: Deadline) -> str:
    if deadline.on is not None:
        return f"trước ngày {day_in_words(deadline.on)}"
    if deadline.days is not None:
        return f"trong {number_in_words(deadline.days)} ngày kể từ ngày nhận Thông báo kết luận"
    return DEADLINES[deadline.kind]


def document_in_words(document: Document) -> str:
    """Loại, số, ngày, cơ quan, trích yếu, as far as each is known (Nghị định 30/2020, article 8)."""
    parts = [document.type or "Văn bản"]
    if document.number:
        parts.append(f"số {document.number}")
    if document.issued:
        parts.append(f"ngày {day_in_words(document.issued)}")
    if document.issuer:
        parts.append(f"của {document.issuer}")
    if document.abstract:
        parts.append(document.abstract)
    return " ".join(parts)


def unequal_periods(period: str | None, compared: str | None, origin: Origin) -> bool:
    """Whether two periods are known to differ in length: a part of a year beside a whole one.

    False as well where the words do not tell. `origin` may say that the first was cut short.
    """
    if period is None or compared is None:
        return False
    own, other = _months(period), _months(compared)
    if own == 12 and _cut_short(period, origin):
        own = 0
    return own is not None and other is not None and own != other


def _months(period: str) -> int | None:
    """How long a period is; 0 for one that runs only up to some day, None where the words do not tell."""
    words = " ".join(period.split())
    for pattern, months in _LENGTHS:
        if pattern.fullmatch(words):
            return months
    if found := _MONTHS.match(words):
        return int(found[1])
    return 0 if any(cut in words.lower() for cut in _CUT) else None


def _cut_short(period: str, origin: Origin) -> bool:
    year = _YEAR.search(period)
    if year is None:
        return False
    if origin.as_of is not None:
        return (origin.as_of.year, origin.as_of.month) < (int(year[1]), 12)
    return origin.as_of_words is not None and "31/12" not in origin.as_of_words
