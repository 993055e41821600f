"""How the texts of a foreign table are read: codings, separators, cells as a person reads them.

It opens nothing; the processes that do are `table_worker` and `row_worker`.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Excel before 2007, and every workbook under a password."""
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
SEPARATORS = ";,\t"
HEAD = 20_000
"""Characters from whose signs the separator is told."""
DIGITS = 15
"""What a spreadsheet keeps of a number; the rest is dust of binary fractions."""

_MARKUP = ("<html", "<!doctype", "<?xml", "<table", "<meta")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DECLARED = re.compile(r"sep=(.)\r?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class Fault(Exception):  # noqa: N818 - it names what is wrong with a file, not with the program
    """Why a table is not read, by its word."""


def codings(head: bytes) -> tuple[str, ...]:
    """What the letters may be coded in, the likeliest first: UTF-8, UTF-16, or the Windows code page of
    Vietnamese, whose marks stand apart until NFC joins them."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if head.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    start = head[:1024]
    first, second = start[0::2].count(0), start[1::2].count(0)
    if first + second > len(start) // 8:
        return ("utf-16-le",) if second > first else ("utf-16-be",)
    return ("utf-8", "cp1258")


def require_text(start: str) -> None:
    """Raises Fault where the first letters are no text."""
    if any(unicodedata.category(c) == "Cc" and c not in "\r\n\t\f" for c in start[:4096]):
        raise Fault("kind")
    # What many systems call Excel is a page for a browser; Excel itself asks before it opens one.
    if start[:1000].lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP):
        raise Fault("kind")


def declared_separator(first_line: str) -> str | None:
    """The sign that a first line "sep=;" names."""
    told = _DECLARED.fullmatch(first_line.rstrip("\r\n"))
    return None if told is None else told[1]


def separator_of(text: str) -> str:
    """The sign that stands most often outside quotes in the first lines."""
    start = re.sub(r'"[^"]*"', "", text[:HEAD])
    return max(SEPARATORS, key=lambda sign: (start.count(sign), -SEPARATORS.index(sign)))


def require_workbook(names: Iterable[str], encrypted: bool) -> None:
    """Raises Fault where a zip file with these members is no plain .xlsx."""
    members = set(names)
    if encrypted:
        raise Fault("encrypted")
    if any(name.endswith("vbaProject.bin") for name in members):
        raise Fault("macros")
    if "[Content_Types].xml" not in members or not any(name.startswith("xl/worksheets/") for name in members):
        raise Fault("kind")


def unescaped(text: str) -> str:
    """A text of a workbook, whose control characters are written as _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def clean(text: str) -> str:
    """NFC, without what no text can hold."""
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "")).strip()


def shown(value: object) -> str:
    """A value of a cell as a person reads it: dates dd/MM/yyyy, decimal commas."""
    match value:
        case str():
            return clean(unescaped(value))
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            hour = time(value.hour, value.minute, value.second)
            return f"{value:%d/%m/%Y}" if hour == time() else f"{value:%d/%m/%Y} {_clock(hour)}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return _clock(value)
        case int() | float():
            return plain(exact(value)).replace(".", ",")
        case timedelta():
            return str(value)
    return clean(unescaped(str(value)))


def _clock(at: time) -> str:
    return f"{at:%H:%M}" + (f":{at:%S}" if at.second else "")


def exact(value: float) -> Decimal:
    """The number that a spreadsheet shows: fifteen digits of what it keeps."""
    return Decimal(str(value) if isinstance(value, int) else f"{value:.{DIGITS}g}")


def plain(number: Decimal) -> str:
    """Digits with a decimal point, never an exponent."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
