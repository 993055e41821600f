"""Reads X.509 certificates: who, until when, what for. It judges no chain and knows no PDF."""

import hashlib
import warnings
from datetime import datetime
from typing import TYPE_CHECKING

from inspector_app.clock import ZONE

if TYPE_CHECKING:
    from cryptography import x509

_LONGEST_NAME = 64

# Purposes that say nothing about documents; a certificate with only these was issued for something else.
_NOT_FOR_DOCUMENTS = frozenset(
    {
        "1.3.6.1.5.5.7.3.1",  # TLS server
        "1.3.6.1.5.5.7.3.3",  # code signing
        "1.3.6.1.5.5.7.3.8",  # time stamping
        "1.3.6.1.5.5.7.3.9",  # OCSP signing
    }
)


def read(data: bytes) -> "x509.Certificate":
    """One certificate, PEM or DER; ValueError where it is none."""
    from cryptography import x509

    if data.lstrip().startswith(b"-----BEGIN"):
        return x509.load_pem_x509_certificate(data)
    return x509.load_der_x509_certificate(data)


def der(data: bytes) -> bytes:
    """The DER bytes of a certificate in PEM or DER; raises as `read` does."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return read(data).public_bytes(Encoding.DER)


def fingerprint(der: bytes) -> str:
    """SHA-256 of the DER bytes, lower-case hexadecimal."""
    return hashlib.sha256(der).hexdigest()


def subject(certificate: "x509.Certificate") -> str:
    """Whom it names: the common name; without one the whole distinguished name, never an empty string."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # offices have names longer than X.520 allows
        return _common_name(certificate.subject)


def issuer(certificate: "x509.Certificate") -> str:
    """Who issued it, written as `subject` writes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return _common_name(certificate.issuer)


def shortened(name: str) -> str:
    """A name as a certificate can carry it: 64 bytes at most (X.520, ub-common-name), never empty."""
    return name.strip().encode()[:_LONGEST_NAME].decode(errors="ignore").strip() or "?"


def _common_name(name: "x509.Name") -> str:
    from cryptography.x509.oid import NameOID

    values = [str(attribute.value) for attribute in name.get_attributes_for_oid(NameOID.COMMON_NAME)]
    return (values[-1] if values else name.rfc4514_string()) or "?"


def begins(certificate: "x509.Certificate") -> datetime:
    return certificate.not_valid_before_utc


def ends(certificate: "x509.Certificate") -> datetime:
    return certificate.not_valid_after_utc


def spoken(moment: datetime) -> str:
    """A moment as people here write it: "00:00 01/01/2026"; certificates state UTC."""
    return f"{moment.astimezone(ZONE):%H:%M %d/%m/%Y}"


def is_authority(certificate: "x509.Certificate") -> bool:
    """Whether it may issue certificates (RFC 5280, 4.2.1.9)."""
    from cryptography import x509

    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def is_self_signed(certificate: "x509.Certificate") -> bool:
    """Whether its own key signed it: a root, where it is an authority."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        certificate.verify_directly_issued_by(certificate)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def is_for_documents(certificate: "x509.Certificate") -> bool:
    """Whether a person may sign documents with it: a leaf whose usages, where stated, allow signatures."""
    from cryptography import x509

    if is_authority(certificate):
        return False
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        pass
    else:
        if not (usage.digital_signature or usage.content_commitment):
            return False
    try:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return not {purpose.dotted_string for purpose in purposes} <= _NOT_FOR_DOCUMENTS
