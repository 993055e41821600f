"""Throw-away certificates for demonstrations and tests. They prove nothing about anybody and say so."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from inspector_app.signing import certificates

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import rsa

NO_VALUE = "CHỨNG THƯ THỬ - KHÔNG CÓ GIÁ TRỊ"
"""Stands in the name of both authorities, so that every program that shows the chain shows it."""


@dataclass(frozen=True, slots=True)
class TrialPerson:
    name: str
    pkcs12: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TrialCertificates:
    """A whole small world of trust: root, intermediate (inside each PKCS#12 file) and people."""

    root_der: bytes
    intermediate_der: bytes
    people: tuple[TrialPerson, ...]


def make(
    names: Sequence[str],
    at: datetime,
    password: str,
    *,
    valid: tuple[datetime, datetime] | None = None,
) -> TrialCertificates:
    """One RSA-2048 certificate per name, valid within `valid` (default: a day before `at` to a year after).

    The authorities are valid from 20 years before `at` to 20 years after, so that only people expire.
    """
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

    since, until = valid or (at - timedelta(days=1), at + timedelta(days=365))
    long_since, long_until = at - timedelta(days=7305), at + timedelta(days=7305)
    root_key, middle_key = _key(), _key()
    root_name, middle_name = _name(f"GỐC · {NO_VALUE}"), _name(f"TRUNG GIAN · {NO_VALUE}")
    root = _issue(root_name, root_key, root_name, root_key, long_since, long_until, authority=True)
    middle = _issue(middle_name, middle_key, root_name, root_key, long_since, long_until, authority=True)
    people = []
    for name in names:
        key = _key()
        certificate = _issue(_name(name), key, middle_name, middle_key, since, until, authority=False)
        packed = pkcs12.serialize_key_and_certificates(
            name.encode(), key, certificate, [middle], BestAvailableEncryption(password.encode())
        )
        people.append(TrialPerson(name, packed))
    return TrialCertificates(
        root.public_bytes(Encoding.DER), middle.public_bytes(Encoding.DER), tuple(people)
    )


def _key() -> "rsa.RSAPrivateKey":
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(common_name: str) -> "x509.Name":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, NO_VALUE),
            x509.NameAttribute(NameOID.COMMON_NAME, certificates.shortened(common_name)),
        ]
    )


def _issue(
    subject: "x509.Name",
    key: "rsa.RSAPrivateKey",
    issuer: "x509.Name",
    issuer_key: "rsa.RSAPrivateKey",
    since: datetime,
    until: datetime,
    *,
    authority: bool,
) -> "x509.Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256

    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .sign(issuer_key, SHA256())
    )
