"""What the lists and answers that a document itself carries (DSS) say of revoked certificates. Nobody is asked.

pyHanko looks at them only where the certificate names a place to ask, and only once its chain is complete.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from inspector_app.signing import certificates

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.x509 import ocsp
    from pyhanko.pdf_utils.reader import PdfFileReader

MOST_STATEMENTS = 200
"""Lists and answers that are read of one document; one with more was made to tire whoever reads it."""
LONGEST_CHAIN = 8


def revoked(
    certificate: bytes, others: Iterable[bytes], reader: "PdfFileReader", moment: datetime
) -> datetime | None:
    """When the certificate, or an authority above it, was revoked, by the issuer's own word; None where no word of
    it lies in the document, or only of a day after `moment`. `others`: every certificate that may be its issuer."""
    lists, answers, carried = _carried(reader)
    if not lists and not answers:
        return None
    known = [read for der in dict.fromkeys((*others, *carried)) if (read := _certificate(der)) is not None]
    own = _certificate(certificate)
    for _ in range(LONGEST_CHAIN):
        issuer = None if own is None else _issuer(own, known)
        if own is None or issuer is None:
            return None
        days = [*_listed(own, issuer, lists), *_answered(own, issuer, answers)]
        if days and min(days) <= moment:
            return min(days)
        own = issuer
    return None


def _carried(
    reader: "PdfFileReader",
) -> tuple[Sequence["x509.CertificateRevocationList"], Sequence["ocsp.OCSPResponse"], Sequence[bytes]]:
    from cryptography import x509
    from cryptography.x509 import ocsp

    store = reader.root["/DSS"]
    return (
        list(_read(store, "/CRLs", x509.load_der_x509_crl)),
        list(_read(store, "/OCSPs", ocsp.load_der_ocsp_response)),
        list(_read(store, "/Certs", bytes)),
    )


def _read(store: Any, key: str, load: Callable[[bytes], Any]) -> Iterator[Any]:
    for reference in list(store.get(key, ()))[:MOST_STATEMENTS]:
        # A broken one says nothing; the others still do.
        with contextlib.suppress(Exception):
            yield load(reference.get_object().data)


def _certificate(der: bytes) -> "x509.Certificate | None":
    try:
        return certificates.read(der)
    except ValueError:
        return None


def _issuer(own: "x509.Certificate", known: Iterable["x509.Certificate"]) -> "x509.Certificate | None":
    """Who signed it; None for a root, and where nobody of those signed it."""
    if own.issuer == own.subject:
        return None
    return next((one for one in known if one.subject == own.issuer and _issued(own, one)), None)


def _issued(own: "x509.Certificate", by: "x509.Certificate") -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        own.verify_directly_issued_by(by)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _listed(
    own: "x509.Certificate", issuer: "x509.Certificate", lists: Iterable["x509.CertificateRevocationList"]
) -> Iterator[datetime]:
    """The days on which lists that the issuer signed say that it was revoked (RFC 5280, 5)."""
    for one in lists:
        with contextlib.suppress(Exception):  # one that cannot be read says nothing
            if one.issuer != issuer.subject or not one.is_signature_valid(issuer.public_key()):  # type: ignore[arg-type]
                continue
            entry = one.get_revoked_certificate_by_serial_number(own.serial_number)
            if entry is not None and not _is_of_another(entry):
                yield entry.revocation_date_utc


def _is_of_another(entry: "x509.RevokedCertificate") -> bool:
    """Whether the entry takes a certificate off the list again, or names one of another issuer."""
    from cryptography import x509

    return any(
        isinstance(own.value, x509.CertificateIssuer)
        or (isinstance(own.value, x509.CRLReason) and own.value.reason is x509.ReasonFlags.remove_from_crl)
        for own in entry.extensions
    )


def _answered(
    own: "x509.Certificate", issuer: "x509.Certificate", answers: Iterable["ocsp.OCSPResponse"]
) -> Iterator[datetime]:
    """The days that answers of the issuer, or of whom it named to answer, say (RFC 6960)."""
    from cryptography.x509 import ocsp

    for one in answers:
        with contextlib.suppress(Exception):  # one that cannot be read says nothing
            if one.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
                continue
            said = [
                single.revocation_time_utc
                for single in one.responses
                if single.certificate_status is ocsp.OCSPCertStatus.REVOKED
                and single.revocation_time_utc is not None
                and _is_about(single, own, issuer)
            ]
            if said and any(_signed_answer(one, by) for by in _answerers(one, issuer)):
                yield from said


def _is_about(single: "ocsp.OCSPSingleResponse", own: "x509.Certificate", issuer: "x509.Certificate") -> bool:
    from asn1crypto.keys import PublicKeyInfo
    from cryptography.hazmat.primitives import hashes, serialization

    if single.serial_number != own.serial_number:
        return False
    digest = hashes.Hash(single.hash_algorithm)
    digest.update(issuer.subject.public_bytes())
    if digest.finalize() != single.issuer_name_hash:
        return False
    der = issuer.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    digest = hashes.Hash(single.hash_algorithm)
    # Over the key's bits alone, without its kind (RFC 6960, 4.1.1).
    digest.update(PublicKeyInfo.load(der)["public_key"].contents[1:])
    return digest.finalize() == single.issuer_key_hash


def _answerers(answer: "ocsp.OCSPResponse", issuer: "x509.Certificate") -> Iterator["x509.Certificate"]:
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    yield issuer
    for one in answer.certificates:
        try:
            purposes = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        except x509.ExtensionNotFound:
            continue
        if ExtendedKeyUsageOID.OCSP_SIGNING in purposes and _issued(one, issuer):
            yield one


def _signed_answer(answer: "ocsp.OCSPResponse", by: "x509.Certificate") -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    key, digest = by.public_key(), answer.signature_hash_algorithm
    if digest is None:
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(answer.signature, answer.tbs_response_bytes, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(answer.signature, answer.tbs_response_bytes, ec.ECDSA(digest))
        else:
            return False
    except InvalidSignature:
        return False
    return True
