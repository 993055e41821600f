"""Whether the later revisions of a PDF hold what only some readers show. It judges no change that all of them show.

A reader that finds a table of places damaged looks for the objects itself and takes whatever stands last in the file,
though no table names it: what pyHanko never saw is then on the screen.
"""

import re
from typing import TYPE_CHECKING

from inspector_app.signing import reading

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

_BETWEEN = rb"(?:[\x00\t\n\x0b\f\r ]|%[^\r\n]*[\r\n])+"
_HEAD = re.compile(rb"[\x00\t\n\x0b\f\r ]*([0-9]+)" + _BETWEEN + rb"[0-9]+" + _BETWEEN + rb"(?=obj)")
_OBJECT = re.compile(rb"(?<=[\x00\t\n\x0b\f\r ])obj(?![A-Za-z0-9])")
_TRAILER = re.compile(rb"trailer(?![A-Za-z0-9])")
_LINE_END = rb"(?:\r\n|\r|\n)"
_TABLE = re.compile(
    rb"xref *%b(?:[0-9]+ [0-9]+ *%b(?:[0-9]{10} [0-9]{5} [nf](?: \r| \n|\r\n))*)+[\r\n ]*trailer[\r\n ]*<<"
    % (_LINE_END, _LINE_END)
)


def holds_hidden(reader: "PdfFileReader", first: int) -> bool:
    """Whether after revision `first` an object or trailer stands that no table names, or tables stand so that
    readers would look for objects themselves and find others among the older bytes."""
    later = range(first + 1, reader.xrefs.total_revisions)
    if not later:
        return False
    data: bytes = reader.stream.getvalue()
    begin = _end(reader, data, first)
    named = _named(reader, data)
    if any(found.start() not in named for found in _OBJECT.finditer(data, begin)):
        return True
    tables = [reader.xrefs.get_xref_container_info(number) for number in later]
    if len(_TRAILER.findall(data, begin)) != sum(table.stream_ref is None for table in tables):
        return True
    if not reader.strict and not _are_read_alike(data, later):
        return True
    return not _are_plain(reader, data, later) and (
        any(found.start() not in named for found in _OBJECT.finditer(data, 0, begin))
        or any(reader.xrefs.get_xref_data(number).obj_streams_used for number in later)
    )


def _are_read_alike(data: bytes, later: range) -> bool:
    """Whether a file that was not read strictly has at least later revisions that can be: a key that stands twice
    in a dictionary is taken once by its first value and once by its last."""
    from pyhanko.pdf_utils.generic import DictionaryObject, Reference, TrailerReference

    reader = reading.reader(data, strict=False)
    reader.strict = True
    try:
        for number in later:
            revision = reader.get_historical_resolver(number)
            for idnum, generation in reader.xrefs.get_xref_data(number).explicit_refs_in_revision:
                revision(Reference(idnum, generation, revision))
            table = reader.xrefs.get_xref_container_info(number)
            start = table.end_location if table.stream_ref is None else table.start_location
            reader.stream.seek(data.index(b"<<", start))
            holder = TrailerReference(reader)  # type: ignore[no-untyped-call]
            DictionaryObject.read_from_stream(reader.stream, holder)
    except Exception:  # noqa: BLE001 - whatever is strange about them, readers will differ
        return False
    return True


def _are_plain(reader: "PdfFileReader", data: bytes, later: range) -> bool:
    """Whether the later tables stand as the format demands, so that every reader takes them as they are."""
    if not reader.strict:
        return False
    for number in later:
        table = reader.xrefs.get_xref_container_info(number)
        written = reader.xrefs.get_xref_data(number).explicit_refs_in_revision
        if any(idnum >= table.size for idnum, _ in written):
            return False
        if table.stream_ref is None and not _TABLE.match(data, table.declared_startxref):
            return False
    return True


def _named(reader: "PdfFileReader", data: bytes) -> set[int]:
    """Where "obj" stands of every object that a table names, tables that are objects included."""
    places = set()
    for number in range(reader.xrefs.total_revisions):
        for idnum, (_, place) in reader.xrefs.get_xref_data(number).standard_xrefs.items():
            places.add((idnum, place))
        table = reader.xrefs.get_xref_container_info(number)
        if table.stream_ref is not None:
            places.add((table.stream_ref.idnum, table.start_location))
    heads = ((idnum, _HEAD.match(data, place)) for idnum, place in places)
    return {head.end() for idnum, head in heads if head is not None and int(head[1]) == idnum}


def _end(reader: "PdfFileReader", data: bytes, number: int) -> int:
    """Where a revision ends; the start of the file where nobody can tell."""
    return data.find(b"%%EOF", reader.xrefs.get_xref_container_info(number).end_location) + 1
