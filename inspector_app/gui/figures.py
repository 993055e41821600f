"""Figures as people type them: read only where there is one way to read them, else refused with a hint.

"1.010" is one thousand and ten in Vietnamese and one and a bit in English; a number that could be both is never
guessed. Integers may have dots between groups of three, decimals have a comma.
"""

import re
import unicodedata
from decimal import Decimal

from inspector_app.errors import N_

_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?")

LARGEST = 10**15
"""Above this a figure is a slip of the hand; it also keeps within what every office program can hold."""


class FigureError(ValueError):
    """A text that is no figure; the argument is a msgid that says how to type it."""


def whole_number(text: str) -> int | None:
    """1010 or 1.010; None for nothing. Raises FigureError."""
    text = _bare(text)
    if not text:
        return None
    if text.startswith("-"):
        raise FigureError(N_("A number cannot be below zero here."))
    if not _PLAIN.fullmatch(text) and not _GROUPED.fullmatch(text):
        if "," in text or "." in text:
            raise FigureError(N_("A whole number: 1010 or 1.010, with a dot only before three digits."))
        raise FigureError(N_("Digits only, such as 30 or 1.010."))
    number = int(text.replace(".", ""))
    if number > LARGEST:
        raise FigureError(N_("This number is too large."))
    return number


def decimal_number(text: str) -> Decimal | None:
    """23 or 23,3, with or without a percent sign; None for nothing. Raises FigureError."""
    text = _bare(text).removesuffix("%")
    if not text:
        return None
    if text.startswith("-"):
        raise FigureError(N_("A number cannot be below zero here."))
    if "." in text and "," not in text:
        # "4.5" is 4,5 in English; "4.500" is four and a half there and 4500 here.
        raise FigureError(N_("Decimals take a comma: 4,5 rather than 4.5."))
    if not _DECIMAL.fullmatch(text):
        raise FigureError(N_("Digits with a comma for decimals, such as 23,3."))
    return Decimal(text.replace(".", "").replace(",", "."))


def grouped(number: int | None) -> str:
    """1.234.567, or nothing."""
    return "" if number is None else f"{number:,}".replace(",", ".")


def comma(number: Decimal | None) -> str:
    """23,3, or nothing."""
    return "" if number is None else format(number, "f").replace(".", ",")


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
