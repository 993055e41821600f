"""What the first page of an e-document says: number, day, abstract, laid out by Nghị định 30/2020. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.checklist.text import clean
from inspector_app.sampling.page_reading import Box, Chunk

HEAD = 0.45
"""Share of the first page, from its top, in which number, day and abstract stand."""
LONGEST_ABSTRACT = 300
TITLES = frozenset(
    unicodedata.normalize("NFC", title)
    for title in (
        "NGHỊ QUYẾT",
        "QUYẾT ĐỊNH",
        "CHỈ THỊ",
        "QUY CHẾ",
        "QUY ĐỊNH",
        "THÔNG CÁO",
        "THÔNG BÁO",
        "HƯỚNG DẪN",
        "CHƯƠNG TRÌNH",
        "KẾ HOẠCH",
        "PHƯƠNG ÁN",
        "ĐỀ ÁN",
        "DỰ ÁN",
        "BÁO CÁO",
        "BIÊN BẢN",
        "TỜ TRÌNH",
        "HỢP ĐỒNG",
        "CÔNG ĐIỆN",
        "BẢN GHI NHỚ",
        "BẢN THỎA THUẬN",
        "GIẤY ỦY QUYỀN",
        "GIẤY MỜI",
        "GIẤY GIỚI THIỆU",
        "GIẤY NGHỈ PHÉP",
        "PHIẾU GỬI",
        "PHIẾU CHUYỂN",
        "PHIẾU BÁO",
        "THƯ CÔNG",
    )
)
"""The kinds of administrative documents (Nghị định 30/2020, Điều 7); an official letter has no title."""

_SYMBOL = r"[A-ZĐƯƠÂÊÔĂ][A-ZĐƯƠÂÊÔĂa-z0-9.&]*(?:\s?[-–/]\s?[A-ZĐƯƠÂÊÔĂ0-9][A-ZĐƯƠÂÊÔĂa-zđ0-9.&]*)*"
_NUMBER = re.compile(rf"Số\s*:?\s*(\d{{1,6}}[a-z]?)\s*((?:/\s?\d{{4}}\s?)?[/-]\s?{_SYMBOL})")
_BLANK = re.compile(rf"Số\s*:?\s*[.…_ ]*((?:/\s?\d{{4}}\s?)?/\s?{_SYMBOL})")
_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_BLANK_DAY = re.compile(
    r"ngày[\s.…_]*(\d{0,2})[\s.…_]*tháng[\s.…_]*(\d{0,2})[\s.…_]*năm\s*(\d{4})", re.IGNORECASE
)
_SLASHES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ENDS = re.compile(r"(kính gửi|căn cứ|thực hiện|điều 1|[_\-.]{3,})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line, from left to right."""

    chunks: tuple[Chunk, ...]

    @property
    def text(self) -> str:
        return " ".join(chunk.text for chunk in self.chunks)

    @property
    def box(self) -> Box:
        return (
            min(chunk.box[0] for chunk in self.chunks),
            min(chunk.box[1] for chunk in self.chunks),
            max(chunk.box[2] for chunk in self.chunks),
            max(chunk.box[3] for chunk in self.chunks),
        )


@dataclass(frozen=True, slots=True)
class FirstPage:
    """As far as it can be read."""

    number: str | None = None
    issued: date | None = None
    abstract: str | None = None


def rows(chunks: Iterable[Chunk]) -> tuple[Row, ...]:
    """The lines of a page from top to bottom."""
    found: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=_middle, reverse=True):
        height = chunk.box[3] - chunk.box[1]
        if found and abs(_middle(found[-1][0]) - _middle(chunk)) < max(3.0, height * 0.45):
            found[-1].append(chunk)
        else:
            found.append([chunk])
    return tuple(Row(tuple(sorted(own, key=lambda chunk: chunk.box[0]))) for own in found)


def head_of(width: float, height: float) -> Box:
    """The part of a first page that `read` looks at."""
    return (0.0, height * (1 - HEAD), width, height)


def read(chunks: Iterable[Chunk], width: float, height: float) -> FirstPage:
    """Number, day and abstract of a page of this size in points."""
    cleaned = [Chunk(clean(chunk.text), chunk.box) for chunk in chunks]
    head = [row for row in rows(cleaned) if row.box[1] > height * (1 - HEAD)]
    numbers = (_number(row) for row in head)
    days = (_day(row) for row in head)
    return FirstPage(
        next((number for number in numbers if number), None),
        next((day for day in days if day), None),
        _abstract(head, width),
    )


def _number(row: Row) -> str | None:
    text = row.text
    if found := _NUMBER.search(text):
        return _joined(found[1] + found[2])
    blank = _BLANK.search(text)
    if blank is None:
        return None
    # The clerk's own signature shows the number over the blank.
    digits = [chunk.text for chunk in row.chunks if re.fullmatch(r"\d{1,6}[a-z]?", chunk.text)]
    return _joined(digits[0] + blank[1]) if len(digits) == 1 else None


def _joined(number: str) -> str:
    return re.sub(r"\s+", "", number).replace("–", "-").rstrip(".-/&")


def _day(row: Row) -> date | None:
    if found := _DAY.search(row.text):
        return _date(found[3], found[2], found[1])
    text = "".join(chunk.text + "\n" for chunk in row.chunks if _BLANK_DAY.search(chunk.text))
    blank = _BLANK_DAY.search(text) or _BLANK_DAY.search(row.text)
    if blank is None:
        return None
    others = [chunk.text for chunk in row.chunks if not _BLANK_DAY.search(chunk.text)]
    for other in others:
        if whole := _SLASHES.search(other):
            return _date(whole[3], whole[2], whole[1])
    numbers = [part for other in others for part in re.findall(r"(?<![\d/])\d{1,2}(?![\d/])", other)]
    parts = [part for part in (blank[1], blank[2]) if part] or numbers
    return _date(blank[3], parts[-1], parts[-2]) if len(parts) >= 2 else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _abstract(head: Sequence[Row], width: float) -> str | None:
    """Beneath the number of an official letter ("V/v …"), else beneath the title of the document."""
    for place, row in enumerate(head):
        for chunk in row.chunks:
            if re.match(r"V/v\b", chunk.text, re.IGNORECASE):
                lines = [re.sub(r"^V/v\s*:?\s*", "", chunk.text, flags=re.IGNORECASE)]
                lines += _below(head[place + 1 :], chunk.box, width / 2)
                return _told(lines)
        if row.text.strip(" .:") in TITLES and row.box[0] > width * 0.2:
            return _told(_below(head[place + 1 :], row.box, width))
    return None


def _below(following: Sequence[Row], box: Box, right_limit: float) -> list[str]:
    """The lines that go on beneath a box, up to a gap, a blank or the next part of the document."""
    lines = []
    bottom, height = box[1], box[3] - box[1]
    for row in following:
        own = [chunk for chunk in row.chunks if (chunk.box[0] + chunk.box[2]) / 2 < right_limit]
        text = " ".join(chunk.text for chunk in own)
        if not own:
            continue
        if bottom - max(chunk.box[3] for chunk in own) > height * 1.3 or _ENDS.match(text.strip()):
            break
        lines.append(text)
        bottom = min(chunk.box[1] for chunk in own)
        if len(" ".join(lines)) > LONGEST_ABSTRACT:
            break
    return lines


def _told(lines: Sequence[str]) -> str | None:
    text = " ".join(" ".join(lines).split())
    return text[:LONGEST_ABSTRACT].strip(" .:-") or None


def _middle(chunk: Chunk) -> float:
    return (chunk.box[1] + chunk.box[3]) / 2
