"""What a signature stands for, from where it stands on the page (Nghị định 30/2020, Phụ lục I). Pure geometry."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from inspector_app.checklist.e_documents import HolderKind, Mark
from inspector_app.checklist.folding import fold
from inspector_app.sampling.first_page import Row
from inspector_app.sampling.page_reading import Box, Chunk, Picture
from inspector_app.signing.foreign import Placed

NEAR = 14.0
"""Points from a line of text to the middle of a signature that stands on it."""
ABOVE = 45.0
"""Points from a signature's top to the title over it."""
ASIDE = 60.0
"""Points to the left and right in which a title still belongs to a signature."""
SEAL_REACH = 90.0
"""Points from a person's signature to the seal that belongs beside it."""
INITIAL_SHARE = 0.4
"""Of the signer's own area; an initial is smaller."""
SMALL = (45.0, 30.0)
"""Width and height of what can only be an initial."""
LEAST_SEAL = 50.0
ENOUGH_INK = 0.01
MOST_INK = 0.6
"""Of a picture; with more it is a photograph."""
EMBLEM = 0.18
"""Share of a page, from its top, where emblems and logos stand."""

MOST_OF_PAGE = 0.3
"""Share of a page that no picture of a hand or a seal takes."""
LONG_LINE = 250.0
"""Points: a line of running text, not a name, a post or a line of "Nơi nhận"."""
END_OF_LINE = 12.0
"""Points before the end of a line, where people sign in short and seals begin."""
TOUCHED = 5.0

Lines = Callable[[int, Box], Sequence[Row]]
"""The lines of a part of a page (from 0)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one signature stands for, and the post printed over it."""

    mark: Mark
    title: str | None = None


def standings(placed: Sequence[Placed], lines: Lines) -> tuple[Standing, ...]:
    """One for each signature; `lines` is asked only for what stands around them."""
    titles = [_title_over(own, lines) for own in placed]
    people = [own for own in placed if _kind(own) is HolderKind.PERSON and not own.of_time_stamp]
    found = []
    for own, title in zip(placed, titles, strict=True):
        mark = _mark(own, title, people, lines)
        found.append(Standing(mark, title if mark in {Mark.APPROVAL, Mark.OTHER} else None))
    return tuple(found)


def covers_text(page: int, box: Box, mark: Mark, lines: Lines, page_area: float) -> bool:
    """Whether what came later stands where it could hide or change what was signed before.

    Number and day belong over their blanks, a hand and a seal beside the names and posts of who signs.
    """
    if _area(box) > page_area * MOST_OF_PAGE:
        return True
    if mark in {Mark.NUMBER, Mark.DATE}:
        return False
    chunks = (chunk for row in lines(page, box) for chunk in row.chunks)
    return any(mark is Mark.OTHER or _is_within_line(box, chunk) for chunk in chunks if _lies_on(box, chunk))


def title_above(rows: Sequence[Row], box: Box) -> str | None:
    """The capitals right over a box, from top to bottom: "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"."""
    x0, y0, x1, y1 = box
    lowest = y1 - (y1 - y0) * 0.35
    over = [
        chunk
        for row in rows
        for chunk in row.chunks
        if chunk.box[1] >= lowest and x0 - ASIDE <= (chunk.box[0] + chunk.box[2]) / 2 <= x1 + ASIDE
    ]
    found: list[str] = []
    edge, reach = y1, ABOVE
    for chunk in sorted(over, key=lambda chunk: chunk.box[1]):
        if chunk.box[1] - edge > reach or not is_title(chunk.text):
            break
        found.insert(0, chunk.text)
        edge, reach = chunk.box[3], (chunk.box[3] - chunk.box[1]) * 1.2
    return " / ".join(found) or None


def around(box: Box) -> Box:
    """The part of a page that says what stands there."""
    return (box[0] - ASIDE, box[1] - 2 * NEAR, box[2] + ASIDE, box[3] + 3 * ABOVE)


def is_title(text: str) -> bool:
    """All in capitals, as posts are printed."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 3 and all(letter.isupper() for letter in letters)


def is_signature_picture(picture: Picture, rows: Sequence[Row], height: float) -> bool:
    """Whether it looks like a blue hand or a red seal; like a hand in black only under a printed post."""
    if picture.box[3] > height * (1 - EMBLEM):
        return False
    if ENOUGH_INK <= picture.red <= MOST_INK or ENOUGH_INK <= picture.blue <= MOST_INK:
        return True
    return ENOUGH_INK <= picture.dark <= MOST_INK / 2 and title_above(rows, picture.box) is not None


def _lies_on(box: Box, chunk: Chunk) -> bool:
    x0, y0, x1, y1 = chunk.box
    shared = min(box[2], x1) - max(box[0], x0)
    return box[1] < (y0 + y1) / 2 < box[3] and shared >= min(TOUCHED, x1 - x0)


def _is_within_line(box: Box, chunk: Chunk) -> bool:
    x0, _, x1, _ = chunk.box
    return x1 - x0 >= LONG_LINE and box[0] < x1 - END_OF_LINE


def _kind(own: Placed) -> HolderKind:
    return own.holder.kind if own.holder else HolderKind.UNKNOWN


def _title_over(own: Placed, lines: Lines) -> str | None:
    if own.page is None or own.box is None or own.of_time_stamp or _kind(own) is HolderKind.AGENCY:
        return None
    return title_above(lines(own.page, around(own.box)), own.box)


def _mark(own: Placed, title: str | None, people: Sequence[Placed], lines: Lines) -> Mark:
    if own.of_time_stamp:
        return Mark.TIMESTAMP
    person = _kind(own) is HolderKind.PERSON
    if own.page is None or own.box is None:
        return Mark.APPROVAL if person else Mark.OTHER
    if own.page == 0 and (head := _of_the_head(own.box, lines(0, around(own.box)))):
        return head
    if person:
        return Mark.INITIAL if title is None and _is_initial(own, people) else Mark.APPROVAL
    if _kind(own) is HolderKind.AGENCY:
        return Mark.SEAL if _is_seal(own, own.box, people, lines) else Mark.OTHER
    return Mark.APPROVAL if title else Mark.OTHER


def _of_the_head(box: Box, rows: Iterable[Row]) -> Mark | None:
    """NUMBER on the line "Số: …", DATE on the line "ngày … tháng … năm …"."""
    if box[3] - box[1] > 3 * NEAR:
        return None
    middle = (box[1] + box[3]) / 2
    for row in rows:
        if abs((row.box[1] + row.box[3]) / 2 - middle) > NEAR:
            continue
        for chunk in row.chunks:
            if min(box[2], chunk.box[2] + 10) <= max(box[0], chunk.box[0] - 10):
                continue
            words = fold(chunk.text)
            if "ngay" in words and "thang" in words and "nam" in words:
                # One run of text may hold both; the day stands on the right.
                both = words.startswith("so")
                return Mark.NUMBER if both and _left_half(box, chunk) else Mark.DATE
            if words.startswith(("so:", "so ")):
                return Mark.NUMBER
    return None


def _left_half(box: Box, chunk: Chunk) -> bool:
    return (box[0] + box[2]) / 2 < (chunk.box[0] + chunk.box[2]) / 2


def _is_initial(own: Placed, people: Sequence[Placed]) -> bool:
    box = own.box
    assert box is not None
    largest = max((_area(other.box) for other in people if other is not own and other.box), default=0.0)
    if largest:
        return _area(box) < largest * INITIAL_SHARE
    return box[2] - box[0] <= SMALL[0] and box[3] - box[1] <= SMALL[1]


def _is_seal(own: Placed, box: Box, people: Sequence[Placed], lines: Lines) -> bool:
    """Beside a person's signature, to its left or over it; else round, and large enough to be one."""
    for person in people:
        if person.page == own.page and person.box is not None:
            x0, y0, x1, y1 = person.box
            beside = box[2] > x0 - SEAL_REACH and box[0] < x1
            if beside and min(box[3], y1 + SEAL_REACH / 2) > max(box[1], y0 - SEAL_REACH / 2):
                return True
    width, height = box[2] - box[0], box[3] - box[1]
    is_round = 0.6 <= width / height <= 1.7 and min(width, height) >= LEAST_SEAL
    return is_round or (own.page is not None and title_above(lines(own.page, around(box)), box) is not None)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
