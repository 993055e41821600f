"""Opens a PKCS#12 file (.p12, .pfx) and says in time why it cannot sign. It keeps no password."""

from datetime import datetime
from typing import TYPE_CHECKING

from inspector_app.errors import N_, SigningError
from inspector_app.signing import certificates
from inspector_app.signing.signer import Signer

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates


def load(data: bytes, password: str, at: datetime) -> Signer:
    """The signer in a PKCS#12 file, checked for the moment `at`.

    SigningError: SIGN-P12, SIGN-PASSWORD, SIGN-KEY-USAGE, SIGN-NOT-YET-VALID, SIGN-EXPIRED.
    """
    opened = _open(data, password)
    key, certificate = _pair(opened)
    name = certificates.subject(certificate)
    if not certificates.is_for_documents(certificate):
        raise SigningError(
            "SIGN-KEY-USAGE",
            N_("The certificate of {name} cannot sign documents."),
            why=N_("It was issued for another use."),
            todo=N_("Choose the file of a personal signing certificate."),
            name=name,
        )
    _check_period(name, certificate, at)
    return _signer(name, key, certificate, [entry.certificate for entry in opened.additional_certs])


def _open(data: bytes, password: str) -> "PKCS12KeyAndCertificates":
    from asn1crypto.pkcs12 import Pfx
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    try:
        whole = Pfx.load(data, strict=True)
        is_pfx = whole["version"].native == "v3" and whole["auth_safe"]["content_type"].native == "data"
    except (ValueError, TypeError, KeyError) as error:
        raise _not_pkcs12() from error
    if not is_pfx:
        raise _not_pkcs12()
    try:
        return load_pkcs12(data, password.encode())
    except UnsupportedAlgorithm as error:
        raise _not_pkcs12() from error
    except ValueError:
        # Cut off from its cause: nothing that handled the password may end in a log.
        raise SigningError(
            "SIGN-PASSWORD",
            N_("The certificate file was not opened."),
            why=N_("The password is wrong, or the file is damaged."),
            todo=N_("Type the password again; mind Caps Lock and the Vietnamese keyboard."),
        ) from None


def _pair(
    opened: "PKCS12KeyAndCertificates",
) -> tuple["rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey", "x509.Certificate"]:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    key = opened.key
    if opened.cert is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise _not_pkcs12()
    certificate = opened.cert.certificate
    if key.public_key() != certificate.public_key():
        raise _not_pkcs12()
    return key, certificate


def _check_period(name: str, certificate: "x509.Certificate", at: datetime) -> None:
    if at < certificates.begins(certificate):
        raise SigningError(
            "SIGN-NOT-YET-VALID",
            N_("The certificate of {name} is not valid yet."),
            why=N_("It is valid from {since}; this computer's clock says {at}."),
            todo=N_("Check the computer's clock, or sign from that day on."),
            name=name,
            since=certificates.spoken(certificates.begins(certificate)),
            at=certificates.spoken(at),
        )
    if at > certificates.ends(certificate):
        raise expired(name, certificates.ends(certificate), at)


def expired(name: str, until: datetime, at: datetime) -> SigningError:
    """The one wording for a certificate whose time is over."""
    return SigningError(
        "SIGN-EXPIRED",
        N_("The certificate of {name} has expired."),
        why=N_("It was valid until {until}; this computer's clock says {at}."),
        todo=N_("Sign with a renewed certificate, or check the computer's clock."),
        name=name,
        until=certificates.spoken(until),
        at=certificates.spoken(at),
    )


def _signer(
    name: str,
    key: "rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey",
    certificate: "x509.Certificate",
    chain: list["x509.Certificate"],
) -> Signer:
    from asn1crypto import keys
    from asn1crypto import x509 as asn1_x509
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    der = certificate.public_bytes(Encoding.DER)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(asn1_x509.Certificate.load(link.public_bytes(Encoding.DER)) for link in chain)
    key_der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Signer(
        name=name,
        certificate_der=der,
        certificate_sha256=certificates.fingerprint(der),
        not_after=certificates.ends(certificate),
        key_holder=SimpleSigner(
            signing_cert=asn1_x509.Certificate.load(der),
            signing_key=keys.PrivateKeyInfo.load(key_der),
            cert_registry=store,
            embed_roots=False,
        ),
    )


def _not_pkcs12() -> SigningError:
    return SigningError(
        "SIGN-P12",
        N_("The chosen file is not a certificate file that can sign."),
        why=N_("It is no PKCS#12 file (.p12, .pfx), or holds no private key with its certificate."),
        todo=N_("Choose the .p12 or .pfx file that came with the certificate."),
    )
