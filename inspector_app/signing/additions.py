"""Tells in little time that one later revision of a PDF only added signatures or touched the description.

It proves the usual case and nothing else: what it does not know goes to pyHanko's policy (`revisions`), which takes
every path to every object and therefore a hundred times as long. It knows no certificates.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from inspector_app.signing import reading
from inspector_app.signing.mentions import Mentions

if TYPE_CHECKING:
    from pyhanko.pdf_utils.generic import DictionaryObject, Reference
    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

EVIDENCE, SIGNED = 1, 2
"""What a revision added, on the scale of pyHanko's ModificationLevel: time stamps and description; signatures."""

_OF_A_TRAILER = frozenset({"/ID", "/Info", "/Prev", "/Size"})
_OF_THE_CATALOG = frozenset({"/AcroForm", "/Extensions", "/Metadata"})
_OF_THE_FORM = frozenset({"/DR", "/Fields"})
_LEADING_ON = frozenset({"/AP", "/Lock", "/P", "/V"})
"""Entries of a new widget that may lead to other objects."""
_PLAIN = frozenset(
    [
        "/Border",
        "/BS",
        "/DA",
        "/F",
        "/Ff",
        "/FT",
        "/H",
        "/M",
        "/MK",
        "/NM",
        "/Q",
        "/Rect",
        "/Subtype",
        "/T",
        "/TU",
        "/Type",
    ]
)
"""Other entries that a widget of a signature may have: none of them acts or shows other content."""


class _UnusualError(Exception):
    """Not the usual kind of revision."""


class Additions:
    """The later revisions of one document, each looked at once."""

    def __init__(self, reader: "PdfFileReader") -> None:
        self._reader = reader
        self._mentions = Mentions(reader)
        self._levels: dict[int, int | None] = {}

    def level(self, number: int) -> int | None:
        """EVIDENCE or SIGNED for revision `number` against the one before; None where that cannot be said."""
        if number not in self._levels:
            try:
                self._levels[number] = _Revision(self._reader, self._mentions, number).level()
            except Exception:  # noqa: BLE001 - whatever is strange about it, the policy is to judge
                self._levels[number] = None
        return self._levels[number]


class _Revision:
    """One revision beside the one before it."""

    def __init__(self, reader: "PdfFileReader", mentions: Mentions, number: int) -> None:
        self._reader = reader
        self._mentions = mentions
        self._number = number
        self._before: HistoricalResolver = reader.get_historical_resolver(number - 1)
        self._after: HistoricalResolver = reader.get_historical_resolver(number)
        self._size = reader.xrefs.get_xref_container_info(number - 1).size
        self._explained: set[int] = set()
        self._level = EVIDENCE

    def level(self) -> int:
        """Raises, mostly _UnusualError, where the revision is not of the usual kind."""
        written = self._written()
        self._new = {number for number in written if number >= self._size}
        self._changed = written - self._new
        # An object that the older pages asked for in vain must not appear now.
        _must(not self._mentions.any(self._new, self._number))
        self._look_at_trailer()
        self._look_at_catalog()
        _must(self._changed <= self._explained)
        for number in self._new:
            # What cannot be read cannot be told to be harmless.
            self._after(self._reference(number))
        return self._level

    def _written(self) -> set[int]:
        xrefs = self._reader.xrefs
        section = xrefs.get_xref_data(self._number)
        _must(
            self._reader.strict and not xrefs.hybrid_xrefs_present and "/Encrypt" not in self._reader.trailer
        )
        _must(
            not section.freed and all(not generation for _, generation in section.explicit_refs_in_revision)
        )
        # What an older stream holds besides was never shown and must not be called up now.
        _must(all(holder >= self._size for holder in section.obj_streams_used))
        own = xrefs.get_xref_container_info(self._number).stream_ref
        _must(own is None or own.idnum >= self._size)
        _must(self._mentions.is_apart(self._number))
        return {number for number, _ in section.explicit_refs_in_revision}

    def _look_at_trailer(self) -> None:
        before, after = self._before.trailer_view, self._after.trailer_view
        _same(before, after, but=_OF_A_TRAILER)
        old, new = _raw(before, "/Info"), _raw(after, "/Info")
        if self._is_written(old, new):
            _must(not _leads_on(self._plain(new)))
            if new.idnum in self._changed:
                self._plain(new, of=self._before)
                self._explain(new, holders=(), by_trailers=True)

    def _look_at_catalog(self) -> None:
        before, after = self._before.root, self._after.root
        root = self._after.root_ref
        _must(self._before.root_ref == root)
        if root.idnum in self._changed:
            _same(before, after, but=_OF_THE_CATALOG)
            _must(not _leads_on(_raw(after, "/Extensions")))
            self._explained.add(root.idnum)
        self._look_at_description(_raw(before, "/Metadata"), _raw(after, "/Metadata"), root)
        old, new = self._pair(before, after, "/AcroForm", (root,))
        if new is None:
            _must(old is None)
            return
        _same(old, new, but=_OF_THE_FORM)
        self._look_at_fonts(old, new)
        holder = getattr(_raw(after, "/AcroForm"), "reference", root)
        self._look_at_fields(old, new, {root, holder})

    def _look_at_description(self, old: Any, new: Any, root: "Reference") -> None:
        from pyhanko.sign.diff_analysis import MetadataUpdateRule

        if not self._is_written(old, new):
            return
        _must(not _leads_on(self._after(new.reference)))
        for which, resolver in ((old, self._before), (new, self._after)):
            if which is not None:
                MetadataUpdateRule.is_well_formed_xml(_in(resolver, which))
        if new.idnum in self._changed:
            self._explain(new, holders=(root,))

    def _look_at_fonts(self, old: "DictionaryObject", new: "DictionaryObject") -> None:
        before, after = _raw(old, "/DR"), _raw(new, "/DR")
        if before == after:
            return
        _same(before, after, but=frozenset({"/Font"}))
        before, after = _raw(before, "/Font"), _raw(after, "/Font")
        _same(before, after, but=after.keys() - before.keys())
        _must(all(font.idnum in self._new for key, font in after.items() if key not in before))
        self._level = SIGNED

    def _look_at_fields(
        self, old_form: "DictionaryObject", new_form: "DictionaryObject", forms: set["Reference"]
    ) -> None:
        old, new = self._pair(old_form, new_form, "/Fields", forms)
        fresh = _appended(old or (), new)
        _must(all(field.idnum in self._new for field in fresh))
        names = [str(self._after(field.reference)["/T"]) for field in new]
        _must(len(set(names)) == len(names) and not any("." in name for name in names))
        by_page: dict[Reference, list[Any]] = {}
        for field in fresh:
            widget = self._after(field.reference)
            self._look_at_new_widget(widget)
            by_page.setdefault(widget.raw_get("/P").reference, []).append(field)
        for page, fields in by_page.items():
            self._look_at_page(page, fields)
        form = _raw(self._after.root, "/AcroForm")
        if self._changed and _is_reference(form) and form.idnum not in self._new:
            # Whatever else shows the form would show its fields.
            self._explain(form, {self._after.root_ref})
        holders = {*forms, getattr(_raw(new_form, "/Fields"), "reference", self._after.root_ref)}
        for field in (old or ()) if self._changed - self._explained else ():
            if field.idnum in self._changed:
                self._look_at_filled(field, holders)

    def _look_at_new_widget(self, widget: "DictionaryObject") -> None:
        _must(widget.keys() <= _PLAIN | _LEADING_ON)
        _must((widget.raw_get("/FT"), widget.raw_get("/Subtype")) == ("/Sig", "/Widget"))
        _must(not any(_leads_on(widget.raw_get(key)) for key in widget.keys() - _LEADING_ON))
        _must(widget.raw_get("/P").idnum < self._size)
        of_time = self._look_at_signature(widget) == "/DocTimeStamp"
        left, bottom, right, top = widget["/Rect"]
        if not of_time or "/AP" in widget or "/Lock" in widget or (left != right and bottom != top):
            self._level = SIGNED

    def _look_at_signature(self, field: "DictionaryObject") -> str:
        signature = field.raw_get("/V")
        _must(signature.idnum in self._new)
        content = self._plain(signature)
        _must(not _leads_on(content))
        return str(content.get("/Type", "/Sig"))

    def _look_at_page(self, page: "Reference", fields: Iterable[Any]) -> None:
        before, after = self._before(page), self._after(page)
        _must(after["/Type"] == "/Page" and reading.page_number(self._after, page) is not None)
        if page.idnum in self._changed:
            _same(before, after, but=frozenset({"/Annots"}))
            self._explained.add(page.idnum)
        old, new = self._pair(before, after, "/Annots", (page,))
        fresh = _appended(old or (), new or ())
        _must(len(set(fresh)) == len(fresh) and set(fresh) <= set(fields))

    def _look_at_filled(self, field: Any, forms: Iterable["Reference"]) -> None:
        """An empty place for a signature that was there before, and is filled now."""
        before, after = self._before(field.reference), self._after(field.reference)
        _same(before, after, but=frozenset({"/AP", "/V"}))
        _must("/V" not in before and after.raw_get("/FT") == "/Sig" and "/Kids" not in after)
        self._look_at_signature(after)
        old, new = _raw(before, "/AP"), _raw(after, "/AP")
        if old != new:
            _same(new if old is None else old, new, but=frozenset({"/N"}))
            _must(old is not None or new.keys() == {"/N"})
            _must(new.raw_get("/N").idnum in self._new)
        page = after.raw_get("/P").reference
        annotations = getattr(_raw(self._after(page), "/Annots"), "reference", page)
        self._explain(field, holders={*forms, annotations})
        self._level = SIGNED

    def _pair(
        self, before: "DictionaryObject", after: "DictionaryObject", key: str, holders: Iterable["Reference"]
    ) -> tuple[Any, Any]:
        """The dictionaries or lists under `key`, before and after; one that stands apart belongs there alone."""
        old, new = _raw(before, key), _raw(after, key)
        if self._is_written(old, new) and new.idnum in self._changed:
            self._explain(new, holders)
        return _plain(old and old.get_object()), _plain(new and new.get_object())

    def _reference(self, number: int) -> "Reference":
        from pyhanko.pdf_utils.generic import Reference

        return Reference(number, 0, self._after)

    def _is_written(self, old: Any, new: Any) -> bool:
        """Whether the object that an entry names was written anew; the entry itself may only change to a new one."""
        if not _is_reference(new):
            _must(not _is_reference(old))
            return False
        if new.idnum in self._new:
            return True
        _must(old == new)
        return new.idnum in self._changed

    def _plain(self, reference: Any, of: "HistoricalResolver | None" = None) -> Any:
        return _plain((of or self._after)(reference.reference))

    def _explain(self, reference: Any, holders: Iterable["Reference"], *, by_trailers: bool = False) -> None:
        _must(self._mentions.only(reference.reference, set(holders), self._number, by_trailers=by_trailers))
        self._explained.add(reference.idnum)


def _must(holds: bool) -> None:
    if not holds:
        raise _UnusualError


def _raw(holder: Any, key: str) -> Any:
    return holder.raw_get(key) if key in holder else None


def _in(resolver: "HistoricalResolver", reference: Any) -> "Reference":
    from pyhanko.pdf_utils.generic import Reference

    return Reference(reference.idnum, reference.generation, resolver)


def _is_reference(thing: Any) -> bool:
    from pyhanko.pdf_utils.generic import IndirectObject

    return isinstance(thing, IndirectObject)


def _plain(thing: Any) -> Any:
    """A dictionary or list that is no stream, or nothing."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject

    _must(thing is None or isinstance(thing, DictionaryObject | ArrayObject))
    _must(not isinstance(thing, StreamObject))
    return thing


def _same(before: Any, after: Any, but: Iterable[str]) -> None:
    """Every entry is the same as before, `but` some."""
    _plain(before), _plain(after)
    rest = (before.keys() | after.keys()) - set(but)
    _must(all(key in before and key in after and before.raw_get(key) == after.raw_get(key) for key in rest))


def _appended(old: Any, new: Any) -> list[Any]:
    """What a list of references holds beyond the old ones, which come first as before."""
    entries = list(new)
    _must(all(_is_reference(entry) for entry in entries) and entries[: len(old)] == list(old))
    return entries[len(old) :]


def _leads_on(thing: Any) -> bool:
    """Whether a value holds a reference to another object."""
    if _is_reference(thing):
        return True
    if isinstance(thing, dict):
        return any(_leads_on(part) for part in thing.values())
    return isinstance(thing, list) and any(_leads_on(part) for part in thing)
