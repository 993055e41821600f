"""Places where the libraries take a long way to a short answer: the same answers, sooner.

All would be found in every check of every signature; a test holds the answers against the libraries' own.
"""

import binascii
import functools
import io
import re
import sys
import types
from collections.abc import Callable
from typing import Any

_SPACES = re.compile(rb"[ \n\r\t\f\x00]*")
_REGULAR = re.compile(rb"[^ \n\r\t\f\x00()<>\[\]{}/%]*")
_REFERENCE = re.compile(rb"([1-9][0-9]{0,9})[ \n\r\t\f]+([0-9]{1,5})[ \n\r\t\f]+R")

_Function = Callable[..., Any]


def install() -> None:
    """Put all in place; doing it again changes nothing."""
    _leave_out_the_network()
    from asn1crypto import x509
    from pyhanko.pdf_utils import generic, misc
    from pyhanko.pdf_utils.reader import HistoricalResolver

    for module in (generic, misc):
        _replace(module, "read_non_whitespace", _read_non_whitespace)
        _replace(module, "read_until_delimiter", _read_until_delimiter)
    _replace(generic, "read_hex_string_from_stream", _read_hexadecimal)
    _replace(generic, "_decode_name", _decode_name)
    _replace(generic.IndirectObject, "read_from_stream", _read_reference, staticmethod)
    _replace(HistoricalResolver, "_subsume_object", _take_over)
    _replace(x509.NameTypeAndValue, "_ldap_string_prep", _prepare_name)
    for form in ("hashable", "human_friendly"):
        _remember_form_of_names(form)


def _leave_out_the_network() -> None:
    """pyHanko loads a web client that takes as long as all the rest; nothing here may ask the network."""
    for module, name in (
        ("pyhanko.sign.timestamps.aiohttp_client", "HTTPTimeStamper"),
        ("pyhanko_certvalidator.fetchers.aiohttp_fetchers", "AIOHttpFetcherBackend"),
    ):
        if module not in sys.modules:
            absent = types.ModuleType(module)
            absent.__dict__[name] = type(name, (), {"__module__": module})
            sys.modules[module] = absent


def _replace(holder: Any, name: str, quick: Callable[[_Function], _Function], how: Any = None) -> None:
    """`quick` makes the new function of the library's own, which it asks where it is not sure."""
    own = getattr(holder, name)
    if own.__module__ != __name__:
        made = quick(own)
        setattr(holder, name, how(made) if how else made)


def _read_non_whitespace(byte_by_byte: _Function) -> _Function:
    def at_once(stream: Any, seek_back: bool = False, allow_eof: bool = False) -> Any:
        if type(stream) is io.BytesIO:
            data = stream.getvalue()
            found = _SPACES.match(data, stream.tell())
            place = len(data) if found is None else found.end()
            token = data[place : place + 1]
            if token not in (b"", b"%"):
                stream.seek(place if seek_back else place + 1)
                return token
        return byte_by_byte(stream, seek_back, allow_eof)

    return at_once


def _read_until_delimiter(byte_by_byte: _Function) -> _Function:
    def at_once(stream: Any) -> Any:
        found = _REGULAR.match(stream.getvalue(), stream.tell()) if type(stream) is io.BytesIO else None
        if found is None:
            return byte_by_byte(stream)
        stream.seek(found.end())
        return found[0]

    return at_once


def _read_hexadecimal(digit_by_digit: _Function) -> _Function:
    """pyHanko takes a hexadecimal string digit by digit: a signature's 32 KiB cost more than all the rest."""
    from pyhanko.pdf_utils import generic

    def at_once(stream: Any) -> Any:
        if isinstance(stream, io.BytesIO):
            data, start = stream.getvalue(), stream.tell()
            end = data.find(b">", start)
            try:
                content = binascii.unhexlify(data[start + 1 : end]) if end > start else None
            except ValueError:
                content = (
                    None  # line ends, an odd number of digits, rubbish: pyHanko knows what to make of it
                )
            if content is not None:
                stream.seek(end + 1)
                return generic.pdf_string(content)
        return digit_by_digit(stream)

    return at_once


def _decode_name(byte_by_byte: _Function) -> _Function:
    """Names are few and come often; each is an object of its own, as it remembers where it stands."""
    from pyhanko.pdf_utils.generic import NameObject

    @functools.lru_cache(maxsize=2048)
    def text(name: bytes) -> str:
        return str(byte_by_byte(name))

    def remembered(name: bytes) -> Any:
        return NameObject(text(name))

    return remembered


def _read_reference(byte_by_byte: _Function) -> _Function:
    from pyhanko.pdf_utils.generic import IndirectObject

    def at_once(stream: Any, container_ref: Any) -> Any:
        found = _REFERENCE.match(stream.getvalue(), stream.tell()) if type(stream) is io.BytesIO else None
        if found is None:
            return byte_by_byte(stream, container_ref)
        stream.seek(found.end())
        handler = container_ref.get_pdf_handler()
        return IndirectObject(int(found[1]), int(found[2]), handler)  # type: ignore[no-untyped-call]

    return at_once


def _take_over(step_by_step: _Function) -> _Function:
    """A view of an older revision takes over plain values as they are, and of references their numbers."""
    from pyhanko.pdf_utils import generic

    plain = frozenset((generic.NameObject, generic.NumberObject, generic.FloatObject, generic.BooleanObject))

    def at_once(resolver: Any, thing: Any) -> Any:
        kind = type(thing)
        if kind is generic.IndirectObject:
            return generic.IndirectObject(thing.idnum, thing.generation, resolver)  # type: ignore[no-untyped-call]
        return thing if kind in plain else step_by_step(resolver, thing)

    return at_once


def _prepare_name(letter_by_letter: _Function) -> _Function:
    """asn1crypto prepares a name for comparing letter by letter (RFC 4518), the same authority's for each signature."""
    # It makes no use of the object that it is called on.
    remembered = functools.lru_cache(maxsize=1024)(functools.partial(letter_by_letter, None))

    def prepared(_: object, text: str) -> str:
        return str(remembered(text))

    return prepared


def _remember_form_of_names(form: str) -> None:
    """How a name is compared or shown follows from its bytes alone."""
    from asn1crypto.x509 import Name

    own = getattr(Name, form).fget
    if own.__module__ == __name__:
        return

    @functools.lru_cache(maxsize=1024)
    def of_bytes(der: bytes) -> str:
        return str(own(Name.load(der)))

    def remembered(name: Any) -> str:
        return of_bytes(name.chosen.untag().dump())

    setattr(Name, form, property(remembered))
