"""The language of results and shortcomings: ready sentences filled from facts, figures in Vietnamese.

Places are `{fact}` or `{fact.part}`; `[a {x}|b]` reads a when all its places can be filled, else b, else
nothing. These are words of a Vietnamese legal document and do not pass through the catalogue.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from inspector_app.checklist.fact import (
    Amount,
    Choice,
    Choices,
    Count,
    Day,
    Document,
    Fact,
    FactId,
    FactKind,
    FigureSource,
    Moment,
    Number,
    Origin,
    Place,
    Rate,
    Rows,
    Sample,
    Text,
    TimeOfDay,
    Url,
)
from inspector_app.checklist.finding import Deadline, DeadlineKind, Finding
from inspector_app.checklist.template import Item, ItemId, Template
from inspector_app.checklist.visit import Answer, ItemVerdict

DOTS = "…"
"""What a place without a value prints as."""

_OPTION = re.compile(r"\[([^\[\]|]*)(?:\|([^\[\]]*))?\]")
_PLACE = re.compile(r"\{([a-z0-9_]+)(?:\.([a-z_]+))?\}")

_ORIGIN_PARTS = frozenset({"source", "as_of"})
PARTS: dict[FactKind, frozenset[str]] = {
    FactKind.SAMPLE: _ORIGIN_PARTS | {"percent", "words", "method", "population", "examined", "defective"},
    FactKind.RATE: _ORIGIN_PARTS
    | {"percent", "fraction", "numerator", "denominator", "period"}
    | {"real_delay", "operator_error", "compared", "compared_period"},
    FactKind.AMOUNT: _ORIGIN_PARTS,
    FactKind.COUNT: _ORIGIN_PARTS | {"of", "fraction"},
    FactKind.DATE: frozenset({"due"}),
    FactKind.DOCUMENT: frozenset(),
    FactKind.URL: frozenset(),
    FactKind.CHOICE: frozenset(),
    FactKind.TEXT: frozenset(),
    FactKind.NUMBER: _ORIGIN_PARTS,
    FactKind.CHOICES: frozenset(),
    FactKind.TIME: frozenset(),
    FactKind.MOMENT: frozenset({"day", "time"}),
    FactKind.PLACE: frozenset({"latitude", "longitude"}),
    FactKind.ROWS: frozenset(),
}
"""What may stand after the dot of a place, by the kind of the fact."""

SOURCES = {
    FigureSource.UNIT_REPORT: "theo báo cáo của đơn vị",
    FigureSource.TEAM_ON_SYSTEM: "theo kết quả Đoàn kiểm tra trên hệ thống",
    FigureSource.PUBLISHED: "theo văn bản công bố",
}

DEADLINES = {
    DeadlineKind.IMMEDIATELY: "ngay sau khi kết thúc kiểm tra",
    DeadlineKind.REGULARLY: "thường xuyên",
}


def day_in_words(day: date) -> str:
    """06/6/2022: a leading zero for days below 10 and for January and February only (Nghị định 30/2020)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def number_in_words(number: int) -> str:
    """1.234.567; numbers below 10 get a leading zero as in official documents."""
    return f"{number:02d}" if 0 <= number < 10 else f"{number:,}".replace(",", ".")


def decimal_in_words(value: Decimal) -> str:
    """1.234,5: a point between thousands, a comma before decimals."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def time_in_words(at: time) -> str:
    """14 giờ 05 phút."""
    return f"{at.hour:02d} giờ {at.minute:02d} phút"


def percent_in_words(value: Decimal, places: int = 2) -> str:
    """23,3%: decimal comma, no space, at most `places` decimals, halves up."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = format(rounded, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") + "%"


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


def fact_in_words(fact: Fact, part: str | None = None) -> str | None:
    """A fact, or one part of it, as the minutes write it; None where that is not known."""
    if part in ("source", "as_of"):
        return _origin(getattr(fact, "origin", Origin()), part)
    match fact:
        case Sample():
            return _sample(fact, part)
        case Rate():
            return _rate(fact, part)
        case Amount(dong=dong):
            return f"{dong:,}".replace(",", ".") + " đồng"
        case Count(number=number, of=of):
            if part == "fraction":
                return _fraction(number, of)
            if part == "of":
                return None if of is None else number_in_words(of)
            return number_in_words(number)
        case Day(on=on, due=due):
            chosen = due if part == "due" else on
            return None if chosen is None else day_in_words(chosen)
        case Document():
            return document_in_words(fact)
        case Url(address=address):
            return address
        case Choice(value=text) | Text(text=text):
            return text
        case Number(value=value):
            return decimal_in_words(value)
        case Choices(values=values):
            return "; ".join(values)
        case TimeOfDay(at=at):
            return time_in_words(at)
        case Moment():
            return _moment(fact, part)
        case Place():
            return _place(fact, part)
        case Rows(number=number):
            return number_in_words(number)


def _moment(moment: Moment, part: str | None) -> str:
    day, hour = day_in_words(moment.at.date()), time_in_words(moment.at.time())
    return {"day": day, "time": hour}.get(part or "", f"{hour} ngày {day}")


def _place(place: Place, part: str | None) -> str:
    latitude, longitude = decimal_in_words(place.latitude), decimal_in_words(place.longitude)
    return {"latitude": latitude, "longitude": longitude}.get(part or "", f"{latitude}; {longitude}")


def places(sentence: str) -> tuple[tuple[FactId, str | None], ...]:
    """Every place of a ready sentence: the fact and, after the dot, its part."""
    return tuple((FactId(found[1]), found[2]) for found in _PLACE.finditer(sentence))


def stray_marks(sentence: str) -> str:
    """Braces, brackets and bars that belong to no place or option: they would be printed as they stand."""
    bare = _PLACE.sub("", _OPTION.sub(lambda found: found[1] + (found[2] or ""), sentence))
    return "".join(mark for mark in bare if mark in "{}[]|")


def fill(sentence: str, facts: Mapping[FactId, Fact]) -> str:
    """The sentence with its places filled; a place that must be filled and cannot prints as dots."""

    def place(match: re.Match[str]) -> str | None:
        fact = facts.get(FactId(match[1]))
        return None if fact is None else fact_in_words(fact, match[2])

    def option(match: re.Match[str]) -> str:
        if all(place(found) is not None for found in _PLACE.finditer(match[1])):
            return match[1]
        return match[2] or ""

    chosen = _OPTION.sub(option, sentence)
    return " ".join(_PLACE.sub(lambda found: place(found) or DOTS, chosen).split())


def result_of(item: Item, answer: Answer) -> str | None:
    """The result sentence the minutes print for an answer: as rewritten by hand, else the ready one."""
    if answer.result is not None:
        return answer.result or None
    ready = None
    if answer.verdict is ItemVerdict.YES:
        ready = item.result
    elif answer.verdict is ItemVerdict.PARTLY:
        ready = item.result_partly
    elif answer.verdict is None and not item.asks_verdict and answer.facts:
        ready = item.result
    return None if ready is None else fill(ready, answer.facts)


def shortcoming_of(finding: Finding, template: Template, answers: Mapping[ItemId, Answer]) -> str | None:
    """The text of a shortcoming: as written by hand, else the ready sentence of its first item."""
    if finding.text is not None:
        return finding.text
    for item_id in finding.items:
        item = template.item(item_id)
        if item is not None and item.shortcoming:
            return fill(item.shortcoming, answers.get(item_id, Answer(item_id)).facts)
    return None


def joined(sentences: tuple[str, ...]) -> str:
    """Several result sentences as one paragraph: "A; b; c"."""
    first, *rest = sentences
    return "; ".join([first, *map(_continued, rest)])


def _continued(sentence: str) -> str:
    word = sentence.split(" ", 1)[0]
    return sentence if len(word) > 1 and word.isupper() else sentence[:1].lower() + sentence[1:]


def _origin(origin: Origin, part: str) -> str | None:
    if part == "source":
        return None if origin.source is None else SOURCES[origin.source]
    if origin.as_of is not None:
        return f"ngày {day_in_words(origin.as_of)}"
    return origin.as_of_words


def _sample(sample: Sample, part: str | None) -> str | None:
    known = sample.examined is not None and sample.defective is not None
    share = None
    if sample.examined and sample.defective is not None:
        share = percent_in_words(Decimal(sample.defective) * 100 / sample.examined, 1)
    match part:
        case None:
            if not known:
                return sample.words
            text = _fraction(sample.defective, sample.examined)
            return text if share is None else f"{text} ({share})"
        case "percent":
            return share
        case "words" | "method":
            return sample.words if part == "words" else sample.method
        case "population" | "examined" | "defective":
            number = {
                "population": sample.population,
                "examined": sample.examined,
                "defective": sample.defective,
            }[part]
            return None if number is None else number_in_words(number)
    return None


def _fraction(part: int | None, whole: int | None) -> str | None:
    """5/7, 14/1.386: no leading zeros inside a fraction."""
    if part is None or whole is None:
        return None
    return f"{part:,}/{whole:,}".replace(",", ".")


def _rate(rate: Rate, part: str | None) -> str | None:
    match part:
        case None | "percent":
            return None if rate.value is None else percent_in_words(rate.value)
        case "fraction":
            return _fraction(rate.numerator, rate.denominator)
        case "numerator":
            return None if rate.numerator is None else number_in_words(rate.numerator)
        case "denominator":
            return None if rate.denominator is None else number_in_words(rate.denominator)
        case "real_delay" | "operator_error":
            own = rate.real_delay if part == "real_delay" else rate.operator_error
            return None if own is None else number_in_words(own)
        case "compared":
            return None if rate.compared is None else percent_in_words(rate.compared)
        case "period" | "compared_period":
            return rate.period if part == "period" else rate.compared_period
    return None
