"""The office itself: its folder, key, certificate, profile and trusted authorities."""

import base64
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.checklist import canonical
from inspector_app.checklist.authorities import Acceptance, Authority
from inspector_app.checklist.handover import Profile, signature_name
from inspector_app.checklist.score_table import ScoreTable
from inspector_app.checklist.template import Template
from inspector_app.errors import N_, OfficeError
from inspector_app.office.contents import Contents
from inspector_app.signing import cms, device, trust
from inspector_app.signing.cms import ContentKind
from inspector_app.signing.device import DeviceKey
from inspector_app.signing.trust import TrustStore

if TYPE_CHECKING:
    from sqlalchemy import Engine

KEY = "key"
TRUST = "trust"
PROFILE = "profile.json"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that is set up and open."""

    folder: Path
    name: str
    key: DeviceKey
    engine: "Engine" = field(repr=False, compare=False)

    @property
    def contents(self) -> Contents:
        return Contents(self.folder)

    def trust(self) -> TrustStore:
        """The authorities whose signatures on minutes this office believes."""
        return trust.load(self.folder / TRUST)

    def sign_receipt(self, data: bytes, at: datetime) -> bytes:
        return cms.sign(data, ContentKind.RECEIPT, self.key, at)


def init(folder: Path, name: str, at: datetime) -> Office:
    """Set up an office: key, certificate, signed profile, empty database.

    OfficeError: OFFICE-EXISTS (its key is never replaced), OFFICE-FOLDER and those of the database.
    """
    if (folder / PROFILE).exists():
        raise OfficeError(
            "OFFICE-EXISTS",
            N_("There is an office in {folder} already."),
            why=N_("A new key would make all its receipts worthless."),
            todo=N_("Go on with it, or choose another folder."),
            folder=str(folder),
        )
    # A key without a profile is what a set-up leaves that was interrupted: go on with it.
    key = device.load(folder / KEY)
    if key is None:
        key = device.create(name, at)
        key.save(folder / KEY)
    _write_profile(Contents(folder), key, Profile(name, _pem(key.certificate_der), at))
    return open_office(folder)


def open_office(folder: Path) -> Office:
    """The office in `folder`. OfficeError: OFFICE-NOT-SET-UP and those of the database."""
    from inspector_app.office import acts, central

    key = device.load(folder / KEY)
    if key is None or not (folder / PROFILE).is_file():
        raise OfficeError(
            "OFFICE-NOT-SET-UP",
            N_("There is no office in {folder}."),
            why=N_("It was never set up there, or its folder was moved."),
            todo=N_("Set up the office once, or choose its folder."),
            folder=str(folder),
        )
    profile = _own_profile(folder)
    office = Office(folder, profile.office, key, central.open_engine(folder))
    acts.catch_up(office)
    return office


def profile_data(office: Office) -> tuple[bytes, bytes]:
    """The profile that laptops import, and its signature."""
    return (office.folder / PROFILE).read_bytes(), (office.folder / signature_name(PROFILE)).read_bytes()


def trust_authority(
    office: Office, certificate: bytes, at: datetime, acceptance: Acceptance | None = None
) -> str:
    """Believe an authority (root or intermediate, PEM or DER) from now on; its fingerprint to compare.

    The profile is written anew with it; trusting it again changes nothing. SigningError: TRUST-UNREADABLE, TRUST-NOT-AUTHORITY, TRUST-WRITE.
    """
    before = office.trust()
    fingerprint = trust.add(office.folder / TRUST, certificate, acceptance)
    if office.trust() == before:
        return fingerprint
    _rewrite(office, _own_profile(office.folder), at)
    return fingerprint


def forget_authority(office: Office, sha256: str, at: datetime) -> Authority:
    """Believe an authority no longer and write the profile anew without it; what it was.

    SigningError: TRUST-NOT-KEPT, TRUST-WRITE.
    """
    gone = trust.remove(office.folder / TRUST, sha256)
    _rewrite(office, _own_profile(office.folder), at)
    return gone


def set_destinations(office: Office, destinations: tuple[str, ...], at: datetime) -> None:
    """Write the profile anew, naming the folders that laptops may send to."""
    _rewrite(office, replace(_own_profile(office.folder), destinations=destinations), at)


def share(
    office: Office, checklists: tuple[Template, ...], score_tables: tuple[ScoreTable, ...], at: datetime
) -> None:
    """Write the profile anew with what its laptops are to inspect and to score by."""
    own = _own_profile(office.folder)
    _rewrite(office, replace(own, checklists=checklists, score_tables=score_tables), at)


def _rewrite(office: Office, profile: Profile, at: datetime) -> None:
    _write_profile(office.contents, office.key, replace(profile, made_at=at))


def _write_profile(contents: Contents, key: DeviceKey, profile: Profile) -> None:
    """Signed at `made_at`, with the authorities that the office trusts by now."""
    store = trust.load(contents.folder / TRUST)
    roots = tuple(_pem(der) for der in (*store.roots, *store.intermediates))
    data = canonical.canonical(replace(profile, trusted_roots=roots))
    signature = cms.sign(data, ContentKind.OFFICE_PROFILE, key, profile.made_at)
    contents.put_named(signature_name(PROFILE), signature)
    contents.put_named(PROFILE, data)


def _own_profile(folder: Path) -> Profile:
    return canonical.from_json(Profile, canonical.parse((folder / PROFILE).read_bytes()))


def _pem(der: bytes) -> str:
    text = base64.b64encode(der).decode("ascii")
    lines = (text[start : start + 64] for start in range(0, len(text), 64))
    return "\n".join(("-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""))
