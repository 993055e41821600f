"""Pages of a finished PDF as pictures and text, drawn by pypdfium2 with signatures shown. One caller at a time."""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from inspector_app.minutes.archive import unreadable

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Pixels of one page: BGRX, four bytes each, or one byte where it is grey."""

    width: int
    height: int
    stride: int
    """Bytes from one line to the next."""
    data: bytes = field(repr=False)


def page_count(pdf: bytes) -> int:
    """Number of pages; raises MIN-UNREADABLE."""
    with document(pdf) as opened:
        return len(opened)


def picture(pdf: bytes, index: int, dpi: float, grey: bool = False) -> PagePicture:
    """Page `index` (from 0) at `dpi`; raises MIN-UNREADABLE."""
    with document(pdf) as opened:
        bitmap = _rendered(opened, index, dpi, grey=grey)
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def png(pdf: bytes, index: int, dpi: float) -> bytes:
    """Page `index` (from 0) as a PNG file; raises MIN-UNREADABLE."""
    with document(pdf) as opened:
        buffer = io.BytesIO()
        _rendered(opened, index, dpi, grey=False).to_pil().convert("RGB").save(buffer, "PNG")
        return buffer.getvalue()


def text(pdf: bytes, index: int) -> str:
    """The text of page `index` (from 0); raises MIN-UNREADABLE."""
    with document(pdf) as opened:
        return str(opened[index].get_textpage().get_text_bounded())


@contextlib.contextmanager
def document(pdf: bytes) -> Iterator[Any]:
    """A pypdfium2 document with its form fields, closed at the end; raises MIN-UNREADABLE."""
    import pypdfium2

    try:
        with contextlib.closing(pypdfium2.PdfDocument(pdf)) as opened:
            # Without this no signature's appearance is drawn.
            opened.init_forms()
            yield opened
    except pypdfium2.PdfiumError as error:
        raise unreadable() from error


def _rendered(opened: Any, index: int, dpi: float, *, grey: bool) -> Any:
    return opened[index].render(
        scale=dpi / POINTS_PER_INCH, grayscale=grey, prefer_bgrx=not grey, may_draw_forms=True
    )
