"""Which authorities this computer believes: certificates of roots and intermediates in one folder, each beside
the record of who accepted it. The system's own store is never asked. No network."""

import os
from dataclasses import dataclass
from pathlib import Path

from inspector_app.checklist import canonical
from inspector_app.checklist.authorities import Acceptance, Authority, Level
from inspector_app.errors import N_, FormatError, SigningError
from inspector_app.signing import certificates, pins


@dataclass(frozen=True, slots=True)
class TrustStore:
    """DER certificates. Roots are believed; intermediates only help to lead up to a root."""

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A certificate of the folder; `acceptance` is None where none was written down."""

    authority: Authority
    der: bytes
    acceptance: Acceptance | None


def load(folder: Path) -> TrustStore:
    """All certificates of the folder; a folder that does not exist holds none. SigningError: TRUST-UNREADABLE."""
    found = kept(folder)
    return TrustStore(
        tuple(own.der for own in found if own.authority.level is Level.ROOT),
        tuple(own.der for own in found if own.authority.level is Level.INTERMEDIATE),
    )


def kept(folder: Path) -> tuple[Kept, ...]:
    """Every certificate of the folder with its record, by SHA-256. SigningError: TRUST-UNREADABLE."""
    found = []
    for path in sorted(folder.glob("*.crt")):
        try:
            der = _authority(path.read_bytes(), path.name)
        except OSError as error:
            raise pins.unreadable(path.name) from error
        found.append(Kept(pins.describe(der), der, _acceptance(path.with_suffix(".json"))))
    return tuple(found)


def add(folder: Path, data: bytes, acceptance: Acceptance | None = None) -> str:
    """Keep an authority's certificate (PEM or DER); its SHA-256 fingerprint, to be compared by a person.

    Adding it again changes nothing, save that a person's word replaces a profile's.
    SigningError: TRUST-UNREADABLE, TRUST-NOT-AUTHORITY, TRUST-WRITE.
    """
    der = _authority(data, "")
    fingerprint = certificates.fingerprint(der)
    path = folder / f"{fingerprint}.crt"
    record = path.with_suffix(".json")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if acceptance is not None and _replaces(acceptance, _acceptance(record), path.exists()):
            _write(record, canonical.canonical(acceptance))
        _write(path, der)
    except OSError as error:
        raise _not_written(folder) from error
    return fingerprint


def remove(folder: Path, sha256: str) -> Authority:
    """Believe an authority no longer; what it was. SigningError: TRUST-NOT-KEPT, TRUST-WRITE."""
    own = next((own for own in kept(folder) if own.authority.sha256 == sha256), None)
    if own is None:
        raise SigningError(
            "TRUST-NOT-KEPT",
            N_("No authority with the SHA-256 {sha256} is kept here."),
            why=N_("It was mistyped, or removed before."),
            todo=N_("Look at the list and copy the SHA-256 from there: inspector-app trust list"),
            sha256=sha256,
        )
    try:
        (folder / f"{sha256}.crt").unlink()
        (folder / f"{sha256}.json").unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(folder) from error
    return own.authority


def _replaces(new: Acceptance, old: Acceptance | None, already: bool) -> bool:
    """What was kept before anybody wrote records down belongs to a person: no profile may claim it."""
    if old is None:
        return new.office is None or not already
    return old.office is not None


def _acceptance(path: Path) -> Acceptance | None:
    """A record that is not there, or damaged, says nothing; the certificate is believed all the same."""
    try:
        return canonical.from_json(Acceptance, canonical.parse(path.read_bytes()))
    except (OSError, FormatError):
        return None


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _authority(data: bytes, file: str) -> bytes:
    """DER of an authority's certificate."""
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        certificate = certificates.read(data)
        authority = certificates.is_authority(certificate)
    except ValueError as error:
        raise pins.unreadable(file) from error
    if not authority:
        raise not_an_authority(certificates.subject(certificate))
    return certificate.public_bytes(Encoding.DER)


def not_an_authority(name: str) -> SigningError:
    """The refusal of a person's certificate."""
    return SigningError(
        "TRUST-NOT-AUTHORITY",
        N_("The certificate of {name} cannot be trusted as an authority."),
        why=N_("It belongs to a person or a machine and may not issue certificates."),
        todo=N_("Import the certificate of the authority that issued it."),
        name=name,
    )


def _not_written(folder: Path) -> SigningError:
    return SigningError(
        "TRUST-WRITE",
        N_("The certificate was not kept."),
        why=N_("The folder {folder} cannot be written."),
        todo=N_("Check that the disk is not full and not write-protected, then import it again."),
        folder=str(folder),
    )
