"""Opens a PDF for checking and says where in it a signature field stands. It judges nothing."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from inspector_app.signing import quicker

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, Reference
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.rw_common import PdfHandler

Box = tuple[float, float, float, float]

_DEEPEST_PAGE_TREE = 64


def reader(pdf: bytes, *, strict: bool) -> "PdfFileReader":
    """pyHanko's reader; it raises PdfError and much else where the file is not as it should be."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    quicker.install()
    return PdfFileReader(io.BytesIO(pdf), strict=strict)


def value(holder: "DictionaryObject", key: str, default: object = None) -> Any:
    """What stands under `key`, looked up where another program wrote it as a reference: `get` would not."""
    try:
        return holder[key]
    except KeyError:
        return default


def place(reader: "PdfFileReader", field: "DictionaryObject") -> tuple[int | None, Box | None]:
    """Page (from 0) and box of the first widget of a field that shows somewhere; None, None without one."""
    from pyhanko.pdf_utils.generic import DictionaryObject

    for widget in (field, *(value(field, "/Kids") or ())):
        shown = widget.get_object()
        if not isinstance(shown, DictionaryObject):
            continue
        box = box_of(shown)
        if box is not None:
            return _page_of(reader, shown), box
    return None, None


def box_of(annotation: "DictionaryObject") -> Box | None:
    """Where an annotation stands on its page; None where it has no area."""
    corners = [float(corner) for corner in value(annotation, "/Rect") or ()]
    if len(corners) != 4:
        return None
    left, right = sorted((corners[0], corners[2]))
    bottom, top = sorted((corners[1], corners[3]))
    return (left, bottom, right, top) if left < right and bottom < top else None


def pages(reader: "PdfFileReader") -> Iterator["DictionaryObject"]:
    """The pages in their order."""
    yield from _pages(value(reader.root, "/Pages"), 0)


def _page_of(reader: "PdfFileReader", widget: "DictionaryObject") -> int | None:
    from pyhanko.pdf_utils.generic import IndirectObject

    own = widget.container_ref
    page = widget.raw_get("/P") if "/P" in widget else None
    if isinstance(page, IndirectObject) and _shows(value(widget, "/P"), own):
        return page_number(reader, page.reference)
    for number, candidate in enumerate(pages(reader)):
        if _shows(candidate, own):
            return number
    return None


def _shows(page: "DictionaryObject", widget: Any) -> bool:
    annotations = value(page, "/Annots") or ()
    return any(getattr(annotation, "idnum", None) == widget.idnum for annotation in annotations)


def _pages(node: "DictionaryObject", depth: int) -> Any:
    for kid in value(node, "/Kids") or ():
        child = kid.get_object()
        if value(child, "/Kids") is None:
            yield child
        elif depth < _DEEPEST_PAGE_TREE:
            yield from _pages(child, depth + 1)


def page_number(handler: "PdfHandler", page: "Reference") -> int | None:
    """Which page (from 0) this object is; None where the tree of pages does not hold it."""
    root = handler.root.raw_get("/Pages").reference
    number, node = 0, page
    for _ in range(_DEEPEST_PAGE_TREE):
        if node == root:
            return number
        above = handler.get_object(node).raw_get("/Parent").reference
        parent = handler.get_object(above)
        kids = [kid.reference for kid in value(parent, "/Kids")]
        if kids.count(node) != 1:
            return None
        before = kids[: kids.index(node)]
        # Where every kid is a page nobody has to open them all.
        flat = value(parent, "/Count") == len(kids)
        number += len(before) if flat else sum(_pages_in(handler.get_object(kid)) for kid in before)
        node = above
    return None


def _pages_in(node: "DictionaryObject") -> int:
    return 1 if value(node, "/Kids") is None else int(value(node, "/Count"))
