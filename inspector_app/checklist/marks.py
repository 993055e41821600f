"""What somebody draws on a photo: arrows, boxes, words, and what is made unrecognisable. Pure geometry, in whole pixels
of the picture; how a mark looks is for the window.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

BLOCK = 16
"""Pixels: a JPEG mixes the colours of no larger a square, so nothing of what is covered stands outside of whole ones."""
LEAST = 8
"""Pixels: a smaller mark is not seen on paper."""
MOST_WORDS = 120
"""Characters of one label."""
MOST_MARKS = 500
"""On one photo: under more nothing is seen."""


class MarkKind(StrEnum):
    ARROW = "arrow"
    BOX = "box"
    TEXT = "text"
    BLUR = "blur"


@dataclass(frozen=True, slots=True)
class Mark:
    """An arrow points from (x, y) to (x + width, y + height), which may lie left of it or above; every other mark has
    its upper left corner at (x, y). The height of a text is that of its letters."""

    kind: MarkKind
    x: int
    y: int
    width: int
    height: int
    text: str | None = None


def fitting(marks: Iterable[Mark], size: tuple[int, int]) -> tuple[Mark, ...]:
    """Marks as another computer wrote them, as far as a picture of `size` can hold them: what is covered is cut to the
    picture, what lies elsewhere or is larger is none of it."""
    found = []
    for mark in marks:
        own = _inside(mark, size)
        if own is not None:
            found.append(own)
        if len(found) == MOST_MARKS:
            break
    return tuple(found)


def _inside(mark: Mark, size: tuple[int, int]) -> Mark | None:
    (right, bottom), x, y = size, mark.x, mark.y
    if mark.kind in (MarkKind.BOX, MarkKind.BLUR):
        left, top = max(0, x), max(0, y)
        width, height = min(right, x + mark.width) - left, min(bottom, y + mark.height) - top
        return replace(mark, x=left, y=top, width=width, height=height) if min(width, height) > 0 else None
    if not (0 <= x <= right and 0 <= y <= bottom):
        return None
    if mark.kind is MarkKind.TEXT:
        words = None if mark.text is None else mark.text[:MOST_WORDS]
        return replace(mark, width=0, text=words) if 0 < mark.height <= bottom else None
    return mark if 0 <= x + mark.width <= right and 0 <= y + mark.height <= bottom else None


def moved(mark: Mark, right: int, down: int, size: tuple[int, int]) -> Mark:
    """The mark a little further, inside a picture of `size`."""
    left, top, wide, high = _extent(mark)
    right = max(-left, min(right, size[0] - left - wide))
    down = max(-top, min(down, size[1] - top - high))
    return replace(mark, x=mark.x + right, y=mark.y + down)


def resized(mark: Mark, wider: int, higher: int, size: tuple[int, int]) -> Mark:
    """The mark larger or smaller; of an arrow its head moves, of a text its letters grow."""
    if mark.kind is MarkKind.TEXT:
        height = _between(mark.height + (higher or wider), 2 * LEAST, size[1] // 4)
        return replace(mark, height=height)
    width, height = mark.width + wider, mark.height + higher
    if mark.kind is MarkKind.ARROW:
        width = _between(width, -mark.x, size[0] - mark.x)
        height = _between(height, -mark.y, size[1] - mark.y)
        return mark if max(abs(width), abs(height)) < LEAST else replace(mark, width=width, height=height)
    width = _between(width, LEAST, size[0] - mark.x)
    return replace(mark, width=width, height=_between(height, LEAST, size[1] - mark.y))


def between(
    kind: MarkKind, start: tuple[int, int], end: tuple[int, int], size: tuple[int, int]
) -> Mark | None:
    """The arrow, box or blur that was drawn from one point to another; None for one that is too small to be meant."""
    (x1, y1), (x2, y2) = ((_between(x, 0, size[0]), _between(y, 0, size[1])) for x, y in (start, end))
    if kind is MarkKind.ARROW:
        return None if max(abs(x2 - x1), abs(y2 - y1)) < LEAST else Mark(kind, x1, y1, x2 - x1, y2 - y1)
    if min(abs(x2 - x1), abs(y2 - y1)) < LEAST:
        return None
    return Mark(kind, min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def placed(kind: MarkKind, middle: tuple[int, int], size: tuple[int, int], text: str | None = None) -> Mark:
    """A new mark of a handy size around a point of the picture."""
    long_edge = max(size)
    width, height = long_edge // 5, long_edge // 9
    if kind is MarkKind.TEXT:
        height = max(2 * LEAST, long_edge // 28)
        own = Mark(kind, middle[0] - width // 2, middle[1] - height // 2, 0, height, text)
    else:
        width, height = min(width, size[0]), min(height, size[1])
        own = Mark(kind, middle[0] - width // 2, middle[1] - height // 2, width, height)
    return moved(own, 0, 0, size)


def covered(mark: Mark, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Left, top, width and height of what a blur takes away: out to whole BLOCKs."""
    left, top = mark.x // BLOCK * BLOCK, mark.y // BLOCK * BLOCK
    right = min(size[0], -(-(mark.x + mark.width) // BLOCK) * BLOCK)
    bottom = min(size[1], -(-(mark.y + mark.height) // BLOCK) * BLOCK)
    return left, top, right - left, bottom - top


def _extent(mark: Mark) -> tuple[int, int, int, int]:
    left, top = min(mark.x, mark.x + mark.width), min(mark.y, mark.y + mark.height)
    return left, top, abs(mark.width), abs(mark.height)


def _between(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
