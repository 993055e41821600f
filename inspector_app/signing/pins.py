"""What a file of certificates offers, held against the authorities that the program knows by SHA-256. No network."""

import tomllib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from inspector_app.checklist import canonical
from inspector_app.checklist.authorities import Authority, Level, Offered, Pin, Standing
from inspector_app.checklist.folding import fold
from inspector_app.checklist.text import clean
from inspector_app.errors import N_, FormatError, SigningError
from inspector_app.paths import resources
from inspector_app.signing import certificates

if TYPE_CHECKING:
    from cryptography import x509


@dataclass(frozen=True, slots=True)
class _Pins:
    pins: tuple[Pin, ...]


@cache
def pins() -> tuple[Pin, ...]:
    """The pins that ship with the program, in the order of their file."""
    return read(resources().joinpath("trust", "pins.toml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[Pin, ...]:
    """Pins written as TOML, strictly: a misspelt key must not quietly weaken one. Raises FormatError."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unusable(str(error)) from error
    found = canonical.from_json(_Pins, raw).pins
    if len({pin.sha256 for pin in found}) != len(found):
        raise _unusable("a SHA-256 stands twice")
    return found


def offered(
    data: bytes, file: str, kept: Container[str], known: tuple[Pin, ...] | None = None
) -> tuple[Offered, ...]:
    """Every certificate of a file, PEM (several), DER or PKCS#7, and what it is to this computer.

    `kept` are the SHA-256 kept already, `known` the pins. SigningError: TRUST-UNREADABLE.
    """
    own = pins() if known is None else known
    try:
        found = {certificates.fingerprint(der): der for der in _ders(data)}
        return tuple(_offered(der, file, kept, own) for der in found.values())
    except ValueError as error:
        raise unreadable(file) from error


def describe(der: bytes) -> Authority:
    """A certificate as a person compares it; ValueError where it is none."""
    certificate = certificates.read(der)
    level = Level.ROOT if certificates.is_self_signed(certificate) else Level.INTERMEDIATE
    return Authority(
        name=_line(certificates.subject(certificate)),
        issuer=_line(certificates.issuer(certificate)),
        level=level,
        sha256=certificates.fingerprint(der),
        begins=certificates.begins(certificate),
        ends=certificates.ends(certificate),
    )


def _line(name: str) -> str:
    """A name on one line without anything unseen: it is shown beside the fingerprint that a person compares."""
    return " ".join(clean(name).split()) or "?"


def unreadable(file: str) -> SigningError:
    return SigningError(
        "TRUST-UNREADABLE",
        N_("A certificate cannot be read: {file}"),
        why=N_("It is no X.509 certificate (PEM or DER) and no bundle of them (PKCS#7), or it is damaged."),
        todo=N_("Import the authority's certificate again (.crt, .cer, .pem, .der, .p7b or .p7c)."),
        file=file or "-",
    )


def _offered(der: bytes, file: str, kept: Container[str], known: tuple[Pin, ...]) -> Offered:
    authority = describe(der)
    if not certificates.is_authority(certificates.read(der)):
        standing = Standing.PERSON
    elif authority.sha256 in kept:
        standing = Standing.KNOWN
    elif authority.sha256 in {pin.sha256 for pin in known}:
        standing = Standing.PINNED
    elif fold(authority.name) in {fold(pin.name) for pin in known}:
        standing = Standing.NAMESAKE
    else:
        standing = Standing.UNPINNED
    return Offered(authority, standing, file, der)


def _ders(data: bytes) -> Iterator[bytes]:
    """DER of every certificate in PEM blocks, in one DER certificate or in a PKCS#7 bundle; ValueError."""
    from asn1crypto import pem

    if not pem.detect(data):
        yield from _of_block(data)
        return
    for _kind, _headers, block in pem.unarmor(data, multiple=True):
        yield from _of_block(block)


def _of_block(der: bytes) -> tuple[bytes, ...]:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

    found: list[x509.Certificate]
    try:
        found = [certificates.read(der)]
    except ValueError:  # Windows also writes bundles into blocks that are called certificate
        try:
            found = pkcs7.load_der_pkcs7_certificates(der)
        except UnsupportedAlgorithm as error:
            raise ValueError("neither a certificate nor a bundle of certificates") from error
    if not found:
        raise ValueError("a bundle without certificates")
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in found)


def _unusable(problem: str) -> FormatError:
    return FormatError(
        "FORMAT-PINS",
        N_("The list of known authorities cannot be used."),
        why=N_("It does not have the expected form: {problem}."),
        todo=N_("Install the program again."),
        problem=problem,
    )
