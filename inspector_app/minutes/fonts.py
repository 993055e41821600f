"""The bundled fonts, which characters they can print, and the one escape of everything that is drawn."""

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import Any

from inspector_app.errors import N_, MinutesError
from inspector_app.paths import resources

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Serif", "Serif-Bold", "Serif-Italic", "Serif-BoldItalic"

FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}
"""Unmodified: Liberation is a reserved font name of its licence (OFL 1.1)."""

_BREAKS = frozenset("\n\r\t")
_EXCERPT = 20


def font_file(name: str) -> bytes:
    return resources().joinpath("fonts", name).read_bytes()


@cache
def register() -> None:
    """Make the four faces known to reportlab, once per process."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(font_file(file)), asciiReadable=False))


@cache
def _glyphs() -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    register()
    faces = [pdfmetrics.getFont(name).face.charToGlyph for name in FILES]
    return frozenset.intersection(*(frozenset(face) for face in faces))


@cache
def _printable(character: str) -> bool:
    # Marks are drawn beside their letter and controls not at all: having a glyph is not enough.
    category = unicodedata.category(character)
    return category[0] not in "CM" and category not in ("Zl", "Zp") and ord(character) in _glyphs()


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of `text` that the minutes cannot show, each once, in order of appearance."""
    composed = unicodedata.normalize("NFC", text)
    found = (c for c in dict.fromkeys(composed) if c not in _BREAKS and not _printable(c))
    return tuple(found)


def plain(text: str, place: str = "") -> str:
    """`text` as it is drawn: NFC, breaks as blanks; raises MIN-GLYPH naming the character and `place`."""
    composed = unicodedata.normalize("NFC", text)
    if missing := unprintable(composed):
        raise _missing(missing[0], composed, place)
    return " ".join(composed.replace("\t", " ").splitlines())


def markup(text: str) -> str:
    """`text` for a reportlab Paragraph: nothing in it is read as a tag or an entity."""
    return escape(plain(text), quote=False)


def require_printable(data: Any, place: str = "") -> None:
    """Check every text of a JSON value; raises MIN-GLYPH naming the first field that cannot be printed."""
    for where, text in _texts(data, place):
        plain(text, where)


def _texts(data: Any, place: str) -> Iterator[tuple[str, str]]:
    match data:
        case str():
            yield place, data
        case dict():
            for key, value in data.items():
                yield from _texts(value, f"{place}.{key}" if place else key)
        case list():
            for i, value in enumerate(data, start=1):
                yield from _texts(value, f"{place}[{i}]")


def _missing(character: str, text: str, place: str) -> MinutesError:
    at = text.index(character)
    return MinutesError(
        "MIN-GLYPH",
        N_("The character “{character}” ({codepoint}) in “{excerpt}” cannot be printed."),
        why=N_("The font of the minutes has no sign for it (place: {place})."),
        todo=N_("Delete the character or write it in another way, then try again."),
        character=character,
        codepoint=f"U+{ord(character):04X}",
        excerpt=text[max(0, at - _EXCERPT) : at + _EXCERPT],
        place=place or "minutes",
    )
