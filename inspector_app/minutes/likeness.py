"""Two PDF files held against each other as they are seen: text with its box and colour, drawings, pictures, ink."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inspector_app.minutes.pages import document

TOLERANCE = 0.5
"""Points by which a box may move between two releases."""
_DPI = 216
_REACH = round(TOLERANCE * _DPI / 72)
"""Pixels by which ink may move."""
_DARK = bytes(value < 96 for value in range(256))
_NOT_WHITE = bytes(value < 216 for value in range(256))


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something seen on a page: text by its words, a drawing or picture by its kind."""

    what: str
    box: tuple[float, float, float, float]

    def like(self, other: "_Mark") -> bool:
        near = (abs(a - b) <= TOLERANCE for a, b in zip(self.box, other.box, strict=True))
        return self.what == other.what and all(near)


def differences(first: bytes, second: bytes) -> list[str]:
    """Pages on which a text, a drawing or a picture is another or elsewhere; raises MIN-UNREADABLE."""
    with document(first) as one, document(second) as two:
        if len(one) != len(two):
            return [f"{len(one)} pages instead of {len(two)}"]
        return [
            f"page {number}: {found}"
            for number, (a, b) in enumerate(zip(one, two, strict=True), start=1)
            if (found := _difference(a, b)) is not None
        ]


def _difference(one: Any, two: Any) -> str | None:
    if tuple(one.get_size()) != tuple(two.get_size()):
        return "another size"
    marks, expected = list(_marks(one)), list(_marks(two))
    for mark, wanted in zip(marks, expected, strict=False):
        if not mark.like(wanted):
            return f"{mark.what!r} instead of {wanted.what!r}"
    if len(marks) != len(expected):
        longer: Sequence[_Mark] = marks if len(marks) > len(expected) else expected
        return f"{longer[min(len(marks), len(expected))].what!r} on one side only"
    if _colours(one) != _colours(two):
        return "other colours"
    if _ink_elsewhere(one, two):
        return "other signs than its text says"
    return None


def _marks(page: Any) -> Iterator[_Mark]:
    """Everything on the page in an order that does not depend on how it was written."""
    found = [*_texts(page), *_shapes(page)]
    yield from sorted(found, key=lambda mark: (-round(mark.box[3]), round(mark.box[0]), mark.what))


def _texts(page: Any) -> Iterator[_Mark]:
    textpage = page.get_textpage()
    for i in range(textpage.count_rects()):
        box = textpage.get_rect(i)
        yield _Mark(" ".join(textpage.get_text_bounded(*box).split()), box)


def _shapes(page: Any) -> Iterator[_Mark]:
    import pypdfium2.raw as pdfium

    for thing in page.get_objects():
        if thing.type != pdfium.FPDF_PAGEOBJ_TEXT:
            yield _Mark(f"drawing {thing.type}", thing.get_bounds())


def _colours(page: Any) -> set[tuple[int, ...]]:
    """Fill colours with their opacity: a white word has its text and its box, and is not seen."""
    import ctypes

    import pypdfium2.raw as pdfium

    colours = set()
    for thing in page.get_objects():
        parts = [ctypes.c_uint() for _ in range(4)]
        if pdfium.FPDFPageObj_GetFillColor(thing.raw, *parts):
            colours.add(tuple(part.value for part in parts))
    return colours


def _ink_elsewhere(one: Any, two: Any) -> bool:
    """Whether one page is dark where the other has nothing near: a file can call a 7 what it draws as a 1."""
    first, second = (page.render(scale=_DPI / 72, grayscale=True, may_draw_forms=True) for page in (one, two))
    if (first.width, first.height, first.stride) != (second.width, second.height, second.stride):
        return True
    pixels = [bytes(bitmap.buffer) for bitmap in (first, second)]
    dark = [int.from_bytes(own.translate(_DARK), "little") for own in pixels]
    near = [_widened(int.from_bytes(own.translate(_NOT_WHITE), "little"), first.stride) for own in pixels]
    return bool(dark[0] & ~near[1] or dark[1] & ~near[0])


def _widened(ink: int, stride: int) -> int:
    """A bit per byte of a picture, set also where one within reach is."""
    for _ in range(_REACH):
        ink |= ink << 8 | ink >> 8
        ink |= ink << 8 * stride | ink >> 8 * stride
    return ink
