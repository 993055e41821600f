"""Two PDF files held against each other object by object, streams decoded; and what later revisions changed."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from inspector_app.minutes.archive import opened

if TYPE_CHECKING:
    import pikepdf

_HOW_STORED = frozenset({"/Length", "/Filter", "/DecodeParms"})
_MAY_GROW = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Version", "/Metadata"})
"""Of the catalogue: what signing, evidence and a clerk's seal touch."""
_PLACE_OF_FIELD = ("/Subtype", "/FT", "/T", "/TU", "/F", "/Rect", "/Lock")


def sound(pdf: bytes) -> bool:
    """Whether the bytes are a whole PDF that needs no repair."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False):
            return True
    except pikepdf.PdfError:
        return False


def differences(first: bytes, second: bytes) -> list[str]:
    """The first place where two files differ in more than how their streams are stored, or nothing."""
    with opened(first) as one, opened(second) as two:
        # /Info is not reached from the catalogue; /ID follows from the bytes.
        walk = _Walk()
        for name, a, b in (("Root", one.Root, two.Root), ("Info", one.docinfo, two.docinfo)):
            if place := walk.difference(a, b, name):
                return [place]
    return []


def later_changes(first: bytes, last: bytes) -> list[str]:
    """What a reader of the last revision sees otherwise than one of the first, signatures apart."""
    if first == last:
        return []
    with opened(first) as one, opened(last) as two:
        return list(_later_changes(one, two))


def _later_changes(one: "pikepdf.Pdf", two: "pikepdf.Pdf") -> Iterator[str]:
    walk = _Walk(frozenset({"/Annots", "/Parent"}))
    if len(one.pages) != len(two.pages):
        yield f"{len(two.pages)} pages instead of {len(one.pages)}"
        return
    for number, (before, after) in enumerate(zip(one.pages, two.pages, strict=True), start=1):
        if walk.difference(before.obj, after.obj, "Page"):
            yield f"page {number} changed later"
        if _laid_over(before, after):
            yield f"page {number}: something laid over the page"
    # After the pages, so that only what they inherit is left to be found here.
    for key in sorted((set(one.Root.keys()) | set(two.Root.keys())) - _MAY_GROW):
        if walk.difference(one.Root.get(key), two.Root.get(key), key):
            yield f"catalogue {key} changed later"


def _annotations(page: "pikepdf.Page") -> list[Any]:
    return list(page.obj.get("/Annots", ()))


def _laid_over(before: "pikepdf.Page", after: "pikepdf.Page") -> bool:
    """Whether anything lies over a page but the signatures drawn for, in their places, and signed later ones."""
    places = {str(own.get("/T")): own for own in _annotations(before)}
    return any(_foreign(annotation, places) for annotation in _annotations(after))


def _foreign(annotation: Any, places: dict[str, Any]) -> bool:
    field = annotation if "/FT" in annotation else annotation.get("/Parent", annotation)
    if annotation.get("/Subtype") != "/Widget" or field.get("/FT") != "/Sig":
        return True
    own = places.get(str(field.get("/T")))
    if own is None:
        # A clerk's number, day and seal are signatures; an unsigned field could show anything.
        return "/V" not in field
    return [float(edge) for edge in own.Rect] != [float(edge) for edge in annotation.Rect]


def unlike_fields(first: bytes, second: bytes) -> list[str]:
    """Pages whose annotations are not the signature places that the other file has there."""
    with opened(first) as one, opened(second) as two:
        return [
            f"page {number}: other signature places"
            for number, (a, b) in enumerate(zip(one.pages, two.pages, strict=False), start=1)
            if _places(a) != _places(b)
        ]


def _places(page: "pikepdf.Page") -> list[list[str]]:
    return [
        [_text(annotation.get(key)) for key in _PLACE_OF_FIELD] + [_appearance(annotation)]
        for annotation in _annotations(page)
    ]


def _text(value: Any) -> str:
    return "" if value is None else repr(value)


def _appearance(annotation: Any) -> str:
    """What an empty place draws: nothing, or its bytes."""
    stream = annotation.get("/AP", {}).get("/N")
    return "" if stream is None else repr(_content(stream))


def _content(stream: "pikepdf.Stream") -> bytes:
    import pikepdf

    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        # A picture's own compression is part of what it is.
        return bytes(stream.read_raw_bytes())


class _Walk:
    """Compares two graphs of objects; circles are walked once."""

    def __init__(self, skipped: frozenset[str] = frozenset()) -> None:
        self._skipped = skipped
        self._seen: set[tuple[Any, Any]] = set()

    def difference(self, one: Any, two: Any, place: str) -> str | None:
        import pikepdf

        if isinstance(one, pikepdf.Object) and isinstance(two, pikepdf.Object):
            if one.is_indirect and two.is_indirect:
                pair = (one.objgen, two.objgen)
                if pair in self._seen:
                    return None
                self._seen.add(pair)
            if isinstance(one, pikepdf.Stream) and isinstance(two, pikepdf.Stream):
                if _content(one) != _content(two):
                    return f"{place} (stream)"
                return self._of_keys(one, two, place, _HOW_STORED)
            if isinstance(one, pikepdf.Dictionary) and isinstance(two, pikepdf.Dictionary):
                return self._of_keys(one, two, place, frozenset())
            if isinstance(one, pikepdf.Array) and isinstance(two, pikepdf.Array):
                return self._of_lists(one, two, place)
        return None if type(one) is type(two) and one == two else place

    def _of_keys(self, one: Any, two: Any, place: str, ignored: frozenset[str]) -> str | None:
        keys = (set(one.keys()) | set(two.keys())) - ignored - self._skipped
        for key in sorted(keys):
            if found := self.difference(one.get(key), two.get(key), f"{place}{key}"):
                return found
        return None

    def _of_lists(self, one: Any, two: Any, place: str) -> str | None:
        if len(one) != len(two):
            return place
        for i, (a, b) in enumerate(zip(one, two, strict=True)):
            if found := self.difference(a, b, f"{place}[{i}]"):
                return found
        return None
