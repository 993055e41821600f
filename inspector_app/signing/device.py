"""The key of this computer: made once, kept outside the database and its backups, signs what is handed over."""

import hashlib
import os
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.errors import N_, SigningError
from inspector_app.signing import certificates

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

KEY_FILE = "device.key"
CERTIFICATE_FILE = "device.crt"
FINGERPRINT_FILE = "device.fingerprint"
"""The identity in plain text, so that a tick need not wait for a cryptographic library."""
_FINGERPRINT = re.compile("[0-9a-f]{64}")
_LIFETIME = timedelta(days=36525)
"""A device is known by its public key, accepted once by a person; the certificate's own end means nothing."""


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """P-256 key with its self-signed certificate."""

    name: str
    """Common name in the certificate."""
    certificate_der: bytes = field(repr=False)
    fingerprint: str
    """SHA-256 of the public key (SubjectPublicKeyInfo), lower-case hexadecimal: the device's identity."""
    private_key: "ec.EllipticCurvePrivateKey" = field(repr=False, compare=False)
    """Read by this room alone."""

    def save(self, folder: Path) -> None:
        """Keep the key for this user alone (mode 0600), the certificate beside it.

        SigningError: DEVICE-KEY-EXISTS (a key is never overwritten), DEVICE-KEY-WRITE.
        """
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        if (folder / KEY_FILE).exists():
            raise SigningError(
                "DEVICE-KEY-EXISTS",
                N_("This computer has a key already."),
                why=N_("A new key would make it a stranger to the office."),
                todo=N_("Go on with the key that is there."),
            )
        pem = self.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / CERTIFICATE_FILE, self.certificate_der, 0o644)
            _write(folder / KEY_FILE, pem, 0o600)
            _write(folder / FINGERPRINT_FILE, self.fingerprint.encode("ascii"), 0o644)
        except OSError as error:
            raise SigningError(
                "DEVICE-KEY-WRITE",
                N_("The key of this computer was not kept."),
                why=N_("The folder {folder} cannot be written."),
                todo=N_("Check that the disk is not full and not write-protected, then start again."),
                folder=str(folder),
            ) from error


def create(name: str, at: datetime) -> DeviceKey:
    """A new key whose certificate names the device (a long name shortened); nothing is written yet."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    name = certificates.shortened(name)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at)
        .not_valid_after(at + _LIFETIME)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    return DeviceKey(name, certificate.public_bytes(Encoding.DER), fingerprint(certificate), key)


def load(folder: Path) -> DeviceKey | None:
    """The key kept in `folder`; None where there is none yet. SigningError: DEVICE-KEY-READ."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        if not (folder / KEY_FILE).exists():
            return None
        key = load_pem_private_key((folder / KEY_FILE).read_bytes(), password=None)
        der = (folder / CERTIFICATE_FILE).read_bytes()
        certificate = certificates.read(der)
    except (OSError, ValueError, TypeError) as error:
        raise _unreadable(folder) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise _unreadable(folder)
    return DeviceKey(certificates.subject(certificate), der, fingerprint(certificate), key)


def known_fingerprint(folder: Path) -> str | None:
    """The identity kept beside the key; None where either is missing or unreadable: then `load` decides."""
    try:
        text = (folder / FINGERPRINT_FILE).read_text(encoding="ascii")
    except (OSError, ValueError):
        return None
    return text if _FINGERPRINT.fullmatch(text) and (folder / KEY_FILE).is_file() else None


def fingerprint(certificate: "x509.Certificate") -> str:
    """SHA-256 of the certificate's SubjectPublicKeyInfo, lower-case hexadecimal."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(public).hexdigest()


def _write(path: Path, data: bytes, mode: int) -> None:
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _unreadable(folder: Path) -> SigningError:
    return SigningError(
        "DEVICE-KEY-READ",
        N_("The key of this computer cannot be read."),
        why=N_("The files in {folder} are damaged, do not belong together, or may not be read."),
        todo=N_("Move them away to go on as a new computer; the office then accepts it once more."),
        folder=str(folder),
    )
