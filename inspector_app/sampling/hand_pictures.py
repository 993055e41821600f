"""A picture of a hand-written signature where no person signed digitally: the commonest defect of e-documents.

It judges pictures and where they stand; whether anybody signed is said by `outcomes`.
"""

import re
from collections.abc import Sequence

from inspector_app.checklist.e_documents import HolderKind, Mark
from inspector_app.checklist.folding import fold
from inspector_app.sampling import marks
from inspector_app.sampling.first_page import Row
from inspector_app.sampling.page_reading import Box, Pages, Picture
from inspector_app.signing.foreign import Placed

LEAST_WIDTH = 1.1
"""Of its height, of a hand in black: it writes along the line, a square code does not."""
_TOUCH = 4.0
"""Points by which a picture may reach over the edge of the signature that shows it."""
_BY_THE_WAY = frozenset({Mark.INITIAL, Mark.NUMBER, Mark.DATE, Mark.TIMESTAMP})
_POST = re.compile(
    r"\b(giam doc|chu tich|chanh|pho|truong|bo truong|thu truong|bi thu|chu nhiem|hieu truong|vien truong|"
    r"cuc truong|tong|quyen|kt|tm|tl|tuq)\b"
)


def signed_by_a_person(placed: Sequence[Placed], standings: Sequence[marks.Standing]) -> bool:
    """Whether a person signed as the signer, believed or not."""
    return any(
        own.holder is not None and own.holder.kind is HolderKind.PERSON and standing.mark not in _BY_THE_WAY
        for own, standing in zip(placed, standings, strict=True)
    )


def shows_hand(pages: Pages, lines: marks.Lines, placed: Sequence[Placed]) -> bool:
    """Whether a hand-written signature stands as a picture under a printed post, where the agency sealed or on the
    last page; what the digital signatures themselves show does not count."""
    # Number and day of the clerk stand on the first page, which is looked at where it is the last one, too.
    sealed = {own.page for own in placed if own.page}
    for index in sorted({*sealed, pages.count - 1}, reverse=True):
        shown = [own.box for own in placed if own.page == index and own.box is not None]
        height = pages.size(index)[1]
        for picture in pages.pictures(index):
            if not any(_lies_within(picture.box, box) for box in shown) and is_hand(
                picture, lines(index, marks.around(picture.box)), height
            ):
                return True
    return False


def is_hand(picture: Picture, rows: Sequence[Row], height: float) -> bool:
    """Whether it looks like a hand in blue or black under the post of who signs; no red seal, no square code."""
    x0, y0, x1, y1 = picture.box
    if y1 > height * (1 - marks.EMBLEM) or picture.blue + picture.dark > marks.MOST_INK:
        return False
    along = x1 - x0 >= (y1 - y0) * LEAST_WIDTH
    black = along and picture.red < picture.dark and marks.ENOUGH_INK <= picture.dark <= marks.MOST_INK / 2
    # A seal may have been copied with the hand: then there is red, too.
    if not black and picture.blue < marks.ENOUGH_INK:
        return False
    post = marks.title_above(rows, picture.box)
    return post is not None and _POST.search(fold(post)) is not None


def _lies_within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - _TOUCH
        and inner[1] >= outer[1] - _TOUCH
        and inner[2] <= outer[2] + _TOUCH
        and inner[3] <= outer[3] + _TOUCH
    )
