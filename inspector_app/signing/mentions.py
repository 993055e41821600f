"""Where the older revisions of a PDF name an object, found in the bytes themselves. It judges nothing."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import Reference
    from pyhanko.pdf_utils.reader import PdfFileReader

_END = b"%%EOF"
# "12 0 R" as loosely as any reader would take it: white space, comments and signs between.
_BETWEEN = rb"(?:[\x00\t\n\x0b\f\r ]|%[^\r\n]*[\r\n])+"
_REST = re.compile(_BETWEEN + rb"[+-]?[0-9]+" + _BETWEEN + rb"R")
_DIGITS = frozenset(b"0123456789")
# Only the number is taken, so that a reference inside the comment of another one is found, too.
_ANY = re.compile(rb"(?<![0-9])([0-9]++)(?=" + _BETWEEN + rb"[+-]?[0-9]+" + _BETWEEN + rb"R)")
_MANY = 24
"""Numbers from which reading a text once is quicker than looking for each."""


class Mentions:
    """The references of one document, revision by revision."""

    def __init__(self, reader: "PdfFileReader") -> None:
        self._reader = reader
        self._data: bytes = reader.stream.getvalue()
        self._packed: dict[int, bytes] = {}
        self._ends: dict[int, int] = {}

    def is_apart(self, number: int) -> bool:
        """Whether revision `number` stands wholly behind the older ones, and they wholly before it."""
        xrefs = self._reader.xrefs
        end = self._end(number - 1)
        own = xrefs.get_xref_data(number).standard_xrefs.values()
        older = (
            offset
            for earlier in range(number)
            for _, offset in xrefs.get_xref_data(earlier).standard_xrefs.values()
        )
        starts = [xrefs.get_xref_container_info(earlier).end_location for earlier in range(number)]
        return (
            all(offset >= end for _, offset in own)
            and xrefs.get_xref_container_info(number).start_location >= end
            and max(older, default=0) < end
            and max(starts) <= end
        )

    def any(self, numbers: Iterable[int], before: int) -> bool:
        """Whether a revision older than `before` names one of these objects, dead text included."""
        end = self._end(before - 1)
        wanted = frozenset(numbers)
        return any(_names_any(text, wanted, limit) for text, limit in self._texts(before, end))

    def only(
        self, reference: "Reference", holders: set["Reference"], before: int, *, by_trailers: bool
    ) -> bool:
        """Whether in the revisions older than `before` nothing but the holders names the object, each once at most."""
        xrefs = self._reader.xrefs
        expected = 0
        for number in range(before):
            resolver = self._reader.get_historical_resolver(number)
            written = xrefs.get_xref_data(number).explicit_refs_in_revision
            for holder in holders:
                if (holder.idnum, holder.generation) in written:
                    times = _times(resolver(holder), reference)
                    if times > 1:
                        return False
                    expected += times
        trailers = self._trailers(before) if by_trailers else []
        found = sum(
            not any(position in trailer for trailer in trailers) or text is not self._data
            for text, limit in self._texts(before, self._end(before - 1))
            for position in _found(text, reference.idnum, limit)
        )
        return found == expected and not self._hides(trailers, before)

    def _end(self, number: int) -> int:
        """Where revision `number` ends; -1 where nobody can tell."""
        if number not in self._ends:
            after = self._reader.xrefs.get_xref_container_info(number).end_location
            self._ends[number] = self._data.find(_END, after) + len(_END)
        return self._ends[number]

    def _texts(self, before: int, end: int) -> Iterator[tuple[bytes, int]]:
        """What holds the objects of the older revisions: the bytes up to `end`, and the streams full of objects."""
        yield self._data, end
        for number in range(before):
            for packed in self._reader.xrefs.get_xref_data(number).obj_streams_used:
                if packed not in self._packed:
                    self._packed[packed] = self._unpacked(packed)
                yield self._packed[packed], len(self._packed[packed])

    def _unpacked(self, number: int) -> bytes:
        from pyhanko.pdf_utils.generic import Reference

        content: bytes = Reference(number, 0, self._reader).get_object().data  # type: ignore[attr-defined]
        return content

    def _trailers(self, before: int) -> list[range]:
        found = []
        for number in range(before):
            info = self._reader.xrefs.get_xref_container_info(number)
            if info.stream_ref is None:
                found.append(range(info.end_location, self._data.find(b"startxref", info.end_location)))
            else:
                found.append(range(info.start_location, info.end_location))
        return found

    def _hides(self, trailers: list[range], before: int) -> bool:
        """Whether an object stands within a trailer, but the stream that is one."""
        xrefs = self._reader.xrefs
        own = {
            getattr(xrefs.get_xref_container_info(number).stream_ref, "idnum", None)
            for number in range(before)
        }
        return any(
            offset in trailer
            for number in range(before)
            for idnum, (_, offset) in xrefs.get_xref_data(number).standard_xrefs.items()
            if idnum not in own
            for trailer in trailers
        )


def _names_any(text: bytes, numbers: frozenset[int], limit: int) -> bool:
    if len(numbers) < _MANY:
        return any(next(_found(text, number, limit), None) is not None for number in numbers)
    wanted = {b"%d" % number for number in numbers}
    return any(found[1].lstrip(b"0") in wanted for found in _ANY.finditer(text, 0, limit))


def _found(text: bytes, number: int, limit: int) -> Iterator[int]:
    digits = b"%d" % number
    at = text.find(digits, 0, limit)
    while at >= 0:
        begin = at
        while begin and text[begin - 1 : begin] == b"0":
            begin -= 1
        if (not begin or text[begin - 1] not in _DIGITS) and _REST.match(text, at + len(digits), limit):
            yield at
        at = text.find(digits, at + 1, limit)


def _times(thing: Any, reference: "Reference") -> int:
    from pyhanko.pdf_utils.generic import IndirectObject

    if isinstance(thing, IndirectObject):
        return int(thing.reference == reference)
    if isinstance(thing, dict):
        return sum(_times(part, reference) for part in thing.values())
    return sum(_times(part, reference) for part in thing) if isinstance(thing, list) else 0
