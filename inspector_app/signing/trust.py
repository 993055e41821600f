"""Which authorities this computer believes: certificates of roots and intermediates in one folder. No network."""

import os
from dataclasses import dataclass
from pathlib import Path

from inspector_app.errors import N_, SigningError
from inspector_app.signing import certificates


@dataclass(frozen=True, slots=True)
class TrustStore:
    """DER certificates. Roots are believed; intermediates only help to lead up to a root."""

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()


def load(folder: Path) -> TrustStore:
    """All certificates of the folder; a folder that does not exist holds none. SigningError: TRUST-UNREADABLE."""
    roots: list[bytes] = []
    intermediates: list[bytes] = []
    for path in sorted(folder.glob("*.crt")):
        try:
            der, is_root = _read(path.read_bytes(), path.name)
        except OSError as error:
            raise _unreadable(path.name) from error
        (roots if is_root else intermediates).append(der)
    return TrustStore(tuple(roots), tuple(intermediates))


def add(folder: Path, data: bytes) -> str:
    """Keep an authority's certificate (PEM or DER); its SHA-256 fingerprint, to be compared by a person.

    Adding it again changes nothing. SigningError: TRUST-UNREADABLE, TRUST-NOT-AUTHORITY, TRUST-WRITE.
    """
    der, _ = _read(data, "")
    fingerprint = certificates.fingerprint(der)
    path = folder / f"{fingerprint}.crt"
    temporary = path.with_suffix(".tmp")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(der)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise SigningError(
            "TRUST-WRITE",
            N_("The certificate was not kept."),
            why=N_("The folder {folder} cannot be written."),
            todo=N_("Check that the disk is not full and not write-protected, then import it again."),
            folder=str(folder),
        ) from error
    return fingerprint


def _read(data: bytes, file: str) -> tuple[bytes, bool]:
    """DER, and whether it is a root: an authority that signed itself."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        certificate = certificates.read(data)
        authority = certificates.is_authority(certificate)
    except ValueError as error:
        raise _unreadable(file) from error
    if not authority:
        raise SigningError(
            "TRUST-NOT-AUTHORITY",
            N_("The certificate of {name} cannot be trusted as an authority."),
            why=N_("It belongs to a person or a machine and may not issue certificates."),
            todo=N_("Import the certificate of the authority that issued it."),
            name=certificates.subject(certificate),
        )
    try:
        certificate.verify_directly_issued_by(certificate)
        is_root = True
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        is_root = False
    return certificate.public_bytes(Encoding.DER), is_root


def _unreadable(file: str) -> SigningError:
    return SigningError(
        "TRUST-UNREADABLE",
        N_("A certificate cannot be read: {file}"),
        why=N_("It is no X.509 certificate (PEM or DER), or it is damaged."),
        todo=N_("Import the authority's certificate again (.crt, .cer or .pem)."),
        file=file or "-",
    )
