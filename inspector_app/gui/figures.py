"""Figures as people type them: read only where there is one way to read them.

"1.010" is one thousand and ten in Vietnamese and one and a bit in English. What could be both is never guessed:
it is refused, with every way to read it, so that a person says which. It knows no widget.
"""

import re
import unicodedata
from decimal import Decimal

from inspector_app.checklist.folding import fold
from inspector_app.errors import N_

_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:(?:\.\d{3})+|(?: \d{3})+)")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+")
_DECIMAL = re.compile(r"((?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)),(\d+)")
_POINTED = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)\.(\d+)")
_SCALED = re.compile(r"([\d.,]+(?: [\d.,]+)*) ?([a-z]+)(?: |$)")
_SCALES = {
    "nghin": 10**3,
    "ngan": 10**3,
    "trieu": 10**6,
    "tr": 10**6,
    "ty": 10**9,
    "ti": 10**9,
}
_CURRENCY = re.compile(r" ?(?:dong|vnd|d|₫)$")

LARGEST = 10**15
"""Above this a figure is a slip of the hand; it also keeps within what every office program can hold."""
_MOST_LETTERS = 80

WHOLE_HINT = N_("A whole number: 1010 or 1.010, with a dot only before three digits.")
AMBIGUOUS = N_("“{text}” can be read in more than one way. Choose what it means:")
TAKEN_FOR = N_("“{text}” is not written as figures are here. Did you mean:")


class FigureError(ValueError):
    """A text that is no figure, or more than one; the argument is a msgid that says how to type it.

    `readings` are the numbers that it may mean.
    """

    def __init__(self, msgid: str, readings: tuple[Decimal, ...] = ()) -> None:
        super().__init__(msgid)
        self.readings = readings


def whole_number(text: str) -> int | None:
    """1010, 1.010 or 1 010; None for nothing. Raises FigureError."""
    text = bare(text)
    if not text:
        return None
    if text.startswith("-"):
        raise FigureError(N_("A number cannot be below zero here."))
    if not _PLAIN.fullmatch(text) and not _GROUPED.fullmatch(text):
        if _ENGLISH.fullmatch(text):
            raise FigureError(TAKEN_FOR, (Decimal(_digits(text)),))
        if "," in text or "." in text or " " in text:
            raise FigureError(WHOLE_HINT)
        raise FigureError(N_("Digits only, such as 30 or 1.010."))
    return int(_within(Decimal(_digits(text))))


def decimal_number(
    text: str, *, percent: bool = False, negative: bool = False, most: int = LARGEST
) -> Decimal | None:
    """23, 23,3 or 4.5 (one digit or two after the point can mean nothing else); None for nothing.

    A percent sign may follow where `percent`. Readings over `most` count as none. Raises FigureError.
    """
    text = bare(text)
    if percent:
        text = text.removesuffix("%").strip()
    sign = 1
    if text.startswith("-") and negative:
        sign, text = -1, text[1:].strip()
    if not text:
        return None
    if text.startswith("-"):
        raise FigureError(N_("A number cannot be below zero here."))
    readings = _readings(text)
    if not readings:
        raise FigureError(N_("Digits with a comma for decimals, such as 23,3."))
    possible = tuple(own for own in readings if own <= most) or readings[:1]
    # A comma is what decimals take; three digits after a point look like thousands to everybody.
    if len(possible) > 1 or (len(readings) > 1 and "." in text):
        sentence = AMBIGUOUS if len(possible) > 1 else TAKEN_FOR
        raise FigureError(sentence, tuple(sign * _short(own) for own in possible))
    return sign * _within(possible[0])


def amount(text: str) -> int | None:
    """Đồng: 1500000, 1.500.000 đồng, 1,5 triệu, 2 tỷ 300 triệu; None for nothing. Raises FigureError."""
    text = _CURRENCY.sub("", _folded(text)).strip()
    if not any(letter.isalpha() for letter in text):
        return whole_number(text)
    total, least = Decimal(0), LARGEST * 10
    place = 0
    while place < len(text):
        found = _SCALED.match(text, place)
        scale = _SCALES.get(found[2]) if found is not None else None
        if found is None or scale is None or scale >= least:
            raise FigureError(N_("An amount: 1.500.000, 1,5 triệu or 2 tỷ."))
        total += _scaled(found[1], scale, alone=place == 0 and found.end() == len(text))
        least, place = scale, found.end()
    if total != total.to_integral_value():
        raise FigureError(N_("An amount is in whole đồng."))
    return int(_within(total))


def _scaled(number: str, scale: int, *, alone: bool) -> Decimal:
    """ "1,5" millions; "1.500 triệu" is a thousand and a half or one and a half, so it is asked."""
    try:
        value = decimal_number(number)
    except FigureError as error:
        readings = tuple(_short(own * scale) for own in error.readings) if alone else ()
        raise FigureError(str(error), readings) from error
    assert value is not None
    return value * scale


def grouped(number: int | None) -> str:
    """1.234.567, or nothing."""
    return "" if number is None else f"{number:,}".replace(",", ".")


def comma(number: Decimal | None) -> str:
    """23,3, or nothing."""
    return "" if number is None else format(number, "f").replace(".", ",")


def written(number: Decimal) -> str:
    """1.234,5: as it can be typed, and read in one way only."""
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


def bare(text: str) -> str:
    """Digits of any script as 0-9, every kind of space as one; nothing else is changed, so that 5² stays no figure.

    Raises FigureError for a text that is too long to be one.
    """
    if len(text) > _MOST_LETTERS:
        raise FigureError(N_("This number is too large."))
    return " ".join("".join(map(_in_digits, text)).split())


def _in_digits(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    return {"\uff0e": ".", "\uff0c": ",", "\uff05": "%", "\u2212": "-", "\u200b": "", "\ufeff": ""}.get(
        letter, letter
    )


def _folded(text: str) -> str:
    return fold(unicodedata.normalize("NFC", bare(text)))


def _digits(text: str) -> str:
    return re.sub(r"[., ]", "", text)


def _readings(text: str) -> tuple[Decimal, ...]:
    """What a text without sign can mean, the Vietnamese way of writing first."""
    found: list[Decimal] = []
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        found.append(Decimal(_digits(text)))
    if match := _DECIMAL.fullmatch(text):
        found.append(Decimal(f"{_digits(match[1])}.{match[2]}"))
    if match := _POINTED.fullmatch(text):
        found.append(Decimal(f"{_digits(match[1])}.{match[2]}"))
    if _ENGLISH.fullmatch(text):
        found.append(Decimal(_digits(text)))
    if text.startswith("0") and len(text) > 1:  # 0,125 has no thousands
        found = [own for own in found if own < 1] or found
    return tuple(dict.fromkeys(found))


def _short(number: Decimal) -> Decimal:
    """Without zeros at the end that say nothing."""
    return Decimal(format(number.normalize(), "f"))


def _within(number: Decimal) -> Decimal:
    if number > LARGEST:
        raise FigureError(N_("This number is too large."))
    return number
