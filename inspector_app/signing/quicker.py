"""Places where the libraries take a long way to a short answer: the same answers, sooner.

All would be found in every check of every signature; a test holds the answers against the libraries' own.
"""

import binascii
import functools
import io
import sys
import types
from typing import Any


def install() -> None:
    """Put all in place; doing it again changes nothing."""
    _leave_out_the_network()
    _read_hexadecimal_at_once()
    _remember_prepared_names()


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


def _read_hexadecimal_at_once() -> None:
    """pyHanko takes a hexadecimal string digit by digit: a signature's 32 KiB cost more than all the rest."""
    from pyhanko.pdf_utils import generic

    digit_by_digit = generic.read_hex_string_from_stream
    if digit_by_digit.__module__ == __name__:
        return

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

    generic.read_hex_string_from_stream = at_once


def _remember_prepared_names() -> None:
    """asn1crypto prepares a name for comparing letter by letter (RFC 4518), the same authority's for each signature."""
    from asn1crypto.x509 import NameTypeAndValue

    letter_by_letter = NameTypeAndValue._ldap_string_prep  # noqa: SLF001
    if letter_by_letter.__module__ == __name__:
        return
    # It makes no use of the object that it is called on.
    remembered = functools.lru_cache(maxsize=1024)(functools.partial(letter_by_letter, None))

    def prepared(_: object, text: str) -> str:
        return str(remembered(text))

    NameTypeAndValue._ldap_string_prep = prepared  # noqa: SLF001
