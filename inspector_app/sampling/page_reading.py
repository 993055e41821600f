"""What the pages of one PDF show, by pypdfium2: text with its places, and pictures. Only inside a worker that may die.

It judges nothing: what a text or a picture means is said by `first_page` and `marks`.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Self

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

SIGNATURE_WIDTHS = (25.0, 260.0)
SIGNATURE_HEIGHTS = (12.0, 190.0)
"""Points: no hand signature and no seal is smaller or larger."""
MOST_PICTURES = 40
"""Looked at on one page."""
SAMPLED_PIXELS = 6000
USUAL_PIECE = 512
"""Letters of one line; of more pdfium is asked twice."""
MOST_KEPT = 4
"""Pages open at a time."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
_SECURITY = 5
"""FPDF_ERR_SECURITY: an encryption that is not known."""
_WHOLE_PAGE = 0.8
_FEW_LETTERS = 12
"""A scanned page may still carry a stamped number."""


class PagesError(Exception):
    """The pages cannot be opened; `encrypted` says that a password keeps them."""

    def __init__(self, *, encrypted: bool) -> None:
        super().__init__("encrypted" if encrypted else "broken")
        self.encrypted = encrypted


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text on one line."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a signature's size, and of which ink it is: shares of its pixels."""

    box: Box
    red: float
    blue: float
    dark: float


class Pages:
    """An opened document. Raises PagesError."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._pdf = pdf
        self._kept: dict[int, tuple[Any, Any]] = {}
        """Pages that were opened, with their texts: both are read more than once."""
        self._flat: Any = None
        """The same document once more, in which what stands on the pages was merged into them."""
        try:
            self._document = pypdfium2.PdfDocument(pdf)
            self.count = len(self._document)
        except pypdfium2.PdfiumError as error:
            raise PagesError(encrypted=error.err_code in (_PASSWORD, _SECURITY)) from error
        if not self.count:
            raise PagesError(encrypted=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for page, text in self._kept.values():
            text.close()
            page.close()
        self._document.close()
        if self._flat is not None:
            self._flat.close()

    @property
    def encrypted(self) -> bool:
        """Protected, though it opens without a password."""
        from pypdfium2 import raw

        return int(raw.FPDF_GetSecurityHandlerRevision(self._document)) >= 0

    @property
    def signatures(self) -> int:
        """Signature fields that are filled, whether or not anybody can verify them."""
        from pypdfium2 import raw

        return max(0, int(raw.FPDF_GetSignatureCount(self._document)))

    def claimed_times(self) -> tuple[datetime, ...]:
        """The times that the signatures' own dictionaries state (/M) with an offset from UTC that is not zero."""
        import ctypes

        from pypdfium2 import raw

        found = []
        for number in range(min(self.signatures, 50)):
            signature = raw.FPDF_GetSignatureObject(self._document, number)
            buffer = ctypes.create_string_buffer(64)
            if 0 < raw.FPDFSignatureObj_GetTime(signature, buffer, 64) <= 64:
                found.append(pdf_date(buffer.value.decode("latin-1")))
        return tuple(time for time in found if time is not None and time.utcoffset())

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page in points, as its own space has them."""
        with self._page(index) as page:
            left, bottom, right, top = page.get_bbox()
            return right - left, top - bottom

    def text(self, index: int, within: Box, *, appearances: bool = False) -> tuple[Chunk, ...]:
        """The text of a part of a page; with `appearances` also what signatures and other annotations show."""
        with self._page(index, flat=appearances) as page:
            if appearances:
                with contextlib.closing(page.get_textpage()) as text:
                    return tuple(_chunks(text, within))
            return tuple(_chunks(self._kept[index][1], within))

    def is_scanned(self) -> bool:
        """Whether every page is one picture, without text or with text that nobody sees."""
        for index in range(self.count):
            with self._page(index) as page:
                if not _is_picture(page):
                    return False
        return True

    def pictures(self, index: int) -> tuple[Picture, ...]:
        """Pictures of a signature's size, also those that another program put on the page as a stamp."""
        with self._page(index, flat=True) as page:
            return tuple(_pictures(page))

    @contextlib.contextmanager
    def _page(self, index: int, *, flat: bool = False) -> Iterator[Any]:
        import pypdfium2
        from pypdfium2 import raw

        try:
            if flat:
                self._flat = self._flat or pypdfium2.PdfDocument(self._pdf)
                with contextlib.closing(self._flat[index]) as page:
                    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
                with contextlib.closing(self._flat[index]) as page:
                    yield page
                return
            if index not in self._kept:
                if len(self._kept) >= MOST_KEPT:
                    for opened in self._kept.pop(next(iter(self._kept)))[::-1]:
                        opened.close()
                page = self._document[index]
                self._kept[index] = page, page.get_textpage()
            yield self._kept[index][0]
        except pypdfium2.PdfiumError as error:
            raise PagesError(encrypted=False) from error


def pdf_date(text: str) -> datetime | None:
    """A date as PDF writes it (ISO 32000-1, 7.9.4), D:20260512090000+07'00'; None where it states no offset."""
    digits = text.removeprefix("D:")[:14]
    rest = text.removeprefix("D:")[14:].replace("'", "")
    try:
        if rest[:1] not in ("+", "-"):
            return None
        offset = timedelta(hours=int(rest[1:3]), minutes=int(rest[3:5] or 0))
        zone = timezone(offset if rest[0] == "+" else -offset)
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=zone)
    except ValueError:
        return None


def _chunks(text_page: Any, within: Box) -> Iterator[Chunk]:
    """Asks pdfium itself: its Python helpers count the letters of each piece first, which takes as long again."""
    import ctypes

    from pypdfium2 import raw

    opened = text_page.raw
    left, bottom, right, top = (ctypes.c_double() for _ in range(4))
    places = [ctypes.byref(side) for side in (left, top, right, bottom)]
    letters = (ctypes.c_ushort * USUAL_PIECE)()
    for number in range(raw.FPDFText_CountRects(opened, 0, -1)):
        if not raw.FPDFText_GetRect(opened, number, *places):
            continue
        x0, y0, x1, y1 = box = (left.value, bottom.value, right.value, top.value)
        if x0 > within[2] or x1 < within[0] or y0 > within[3] or y1 < within[1]:
            continue
        # Letters with marks reach into the line above: not all of the height is this line's own.
        height = y1 - y0
        low, high = y0 + height * 0.06, y1 - height * 0.35
        found = raw.FPDFText_GetBoundedText(opened, x0, high, x1, low, letters, USUAL_PIECE)
        if found < USUAL_PIECE:
            text = (
                ctypes.string_at(letters, found * 2).decode("utf-16-le", errors="ignore").removesuffix("\0")
            )
        else:
            text = text_page.get_text_bounded(x0, low, x1, high)
        if text.strip():
            yield Chunk(" ".join(text.split()), box)


def _is_picture(page: Any) -> bool:
    from pypdfium2 import raw

    holders = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
    count = raw.FPDFPage_CountObjects(page)
    if not any(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) in holders for at in range(count)):
        return False
    left, bottom, right, top = page.get_bbox()
    area = max(1.0, (right - left) * (top - bottom))
    covered = letters = 0.0
    for item in page.get_objects(max_depth=4):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = bounds(item)
            share = max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom)) / area
            covered += share
            if share > _WHOLE_PAGE:
                letters = 0.0  # what was written before lies under it
        elif item.type == raw.FPDF_PAGEOBJ_TEXT and _is_seen(item):
            letters += _letters(item)
    return covered >= _WHOLE_PAGE and letters <= _FEW_LETTERS


def _is_seen(item: Any) -> bool:
    from pypdfium2 import raw

    return bool(raw.FPDFTextObj_GetTextRenderMode(item) != raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _letters(item: Any) -> float:
    """About how many letters a text object holds, without reading the page's text."""
    x0, y0, x1, y1 = bounds(item)
    return (x1 - x0) / max(1.0, (y1 - y0) * 0.5)


def bounds(item: Any) -> Box:
    """Where an object stands on the page, also inside the forms that hold it."""
    x0, y0, x1, y1 = item.get_bounds()
    holder = getattr(item, "container", None)
    while holder is not None:
        matrix = holder.get_matrix()
        corners = [matrix.on_point(x, y) for x in (x0, x1) for y in (y0, y1)]
        x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
        y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
        holder = getattr(holder, "container", None)
    return x0, y0, x1, y1


def _pictures(page: Any) -> Iterator[Picture]:
    from pypdfium2 import raw

    found = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=6):
        box = bounds(item)
        width, height = box[2] - box[0], box[3] - box[1]
        fits = (
            SIGNATURE_WIDTHS[0] <= width <= SIGNATURE_WIDTHS[1]
            and SIGNATURE_HEIGHTS[0] <= height <= SIGNATURE_HEIGHTS[1]
        )
        if not fits:
            continue
        found += 1
        if found > MOST_PICTURES:
            return
        yield Picture(box, *_inks(item))


def _inks(item: Any) -> tuple[float, float, float]:
    """Shares of red, blue and dark pixels; of something unreadable none."""
    import pypdfium2

    try:
        bitmap = item.get_bitmap(render=True, scale_to_original=False)
    except (pypdfium2.PdfiumError, ValueError):
        return 0.0, 0.0, 0.0
    channels = bitmap.n_channels
    data = bytes(bitmap.buffer)
    step = max(1, bitmap.width * bitmap.height // SAMPLED_PIXELS)
    seen = Counter(
        _ink(data[start : start + channels])
        for number in range(0, bitmap.width * bitmap.height, step)
        for start in (number // bitmap.width * bitmap.stride + number % bitmap.width * channels,)
    )
    total = max(1, seen.total())
    return seen["red"] / total, seen["blue"] / total, seen["dark"] / total


def _ink(pixel: Sequence[int]) -> str:
    """Of a pixel in grey, BGR or BGRA."""
    if len(pixel) < 3:
        return "dark" if pixel and pixel[0] < 110 else ""
    if len(pixel) == 4 and pixel[3] < 60:
        return ""
    blue, green, red = pixel[:3]
    if red > 130 and red - max(green, blue) > 60:
        return "red"
    if blue > 90 and blue - red > 40:
        return "blue"
    return "dark" if max(red, green, blue) < 110 else ""
