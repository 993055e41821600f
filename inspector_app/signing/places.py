"""Where on the pages of a PDF later revisions put something that shows. It knows no certificates."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from inspector_app.signing import reading

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject
    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

Place = tuple[int, reading.Box]
"""Page (from 0) and box in points of the page's own space."""


def later(reader: "PdfFileReader", first: int) -> tuple[Place, ...]:
    """The annotations on the pages that stand there, or look as they do, only since after revision `first`.

    A place for a signature may be new, show anything, stand on several pages, and never be signed itself.
    """
    signed = reader.get_historical_resolver(first)
    numbers = range(first + 1, reader.xrefs.total_revisions)
    rewritten = {
        idnum
        for number in numbers
        for idnum, _ in reader.xrefs.get_xref_data(number).explicit_refs_in_revision
    }
    found = []
    for number, page in enumerate(reading.pages(reader)):
        before = _numbers(_annotations(signed, page))
        for own in reading.value(page, "/Annots") or ():
            idnum = getattr(own, "idnum", None)
            shown = own.get_object()
            if idnum in before and idnum not in rewritten and not _leads_to(shown, rewritten):
                continue
            box = reading.box_of(shown)
            if box is not None:
                found.append((number, box))
    return tuple(found)


def _annotations(signed: "HistoricalResolver", page: "DictionaryObject") -> Any:
    from pyhanko.pdf_utils.generic import Reference

    own: Any = page.container_ref
    try:
        return reading.value(signed(Reference(own.idnum, own.generation, signed)), "/Annots") or ()
    except Exception:  # noqa: BLE001 - the page was not there
        return ()


def _numbers(annotations: Any) -> set[int]:
    return {number for own in annotations if (number := getattr(own, "idnum", None)) is not None}


def _leads_to(annotation: "DictionaryObject", rewritten: set[int]) -> bool:
    """Whether what it shows was written anew."""
    from pyhanko.pdf_utils.generic import IndirectObject

    def references(thing: Any) -> Iterator[int]:
        if isinstance(thing, IndirectObject):
            yield thing.idnum
        elif isinstance(thing, dict):
            for part in thing.values():
                yield from references(part)

    shown = annotation.raw_get("/AP") if "/AP" in annotation else None
    direct = set(references(shown))
    if isinstance(shown, IndirectObject):
        direct |= set(references(dict(shown.get_object())))  # type: ignore[no-untyped-call]
    return bool(direct & rewritten)
