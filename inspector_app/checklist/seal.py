"""Sealing: the plane beside the answers, in which a version is closed, printed, signed, sent, received."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from inspector_app.checklist import stage
from inspector_app.checklist.event import Head
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import Closing, FieldKey, SigningMode, build

VERSION = "version:"
"""Prefix of the entities of the sealing plane."""
SIGNATURE = stage.SIGNATURE
Stage = stage.Stage
REQUIRED_SIGNERS = (SignerRole.UNIT, SignerRole.LEADER, SignerRole.SECRETARY)


def required_signers(closing: Closing) -> tuple[SignerRole, ...]:
    """Who must sign: all three, or the team alone where the unit refuses."""
    return REQUIRED_SIGNERS[1:] if closing is Closing.REFUSED else REQUIRED_SIGNERS


@dataclass(frozen=True, slots=True)
class Seal:
    """What Chốt fixes; with the visit's record it is all that the minutes are drawn from."""

    version: int
    mode: SigningMode
    signers: tuple[SignerRole, ...]
    """Whose signature closes the version."""
    sealed_at: datetime
    heads: tuple[Head, ...]
    """Of every answer chain at the moment of sealing."""
    renderer: Mapping[str, str]
    """Fingerprint of what draws: our version, libraries, zlib, SHA-256 of each font."""


@dataclass(frozen=True, slots=True)
class InkSignature:
    """Đã ký tay: who signed on paper, and the scan where there is one yet."""

    signers: tuple[SignerRole, ...]
    signed_at: datetime
    scan_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class DigitalSignature:
    """One revision of the signed file."""

    signer: str
    certificate_sha256: str
    signed_at: datetime
    file_sha256: str
    order: int
    """1 for the first signature."""


@dataclass(frozen=True, slots=True)
class Reopening:
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """Entity `version:<n>` of the sealing plane: one sealed version of a visit and what became of it."""

    number: int
    drafts: int = 0
    """How many drafts were handed out; the next one says "DỰ THẢO lần drafts + 1"."""
    seal: Seal | None = None
    record_sha256: str | None = None
    """Digest of the canonical JSON of what the pages print."""
    print_code: str | None = None
    minutes_sha256: str | None = None
    """The drawn, unsigned PDF."""
    printed_at: datetime | None = None
    ink: InkSignature | None = None
    signatures: Mapping[SignerRole, DigitalSignature] = field(default_factory=dict)
    sent_at: datetime | None = None
    manifest_sha256: str | None = None
    received_at: datetime | None = None
    reopened: Reopening | None = None

    @property
    def open(self) -> bool:
        return self.seal is None or self.reopened is not None

    @property
    def signed_any(self) -> bool:
        return self.ink is not None or bool(self.signatures)

    @property
    def file_sha256(self) -> str | None:
        """The newest bytes: the last signed revision, else the drawn minutes."""
        if self.signatures:
            return max(self.signatures.values(), key=lambda s: s.order).file_sha256
        return self.minutes_sha256

    @property
    def stage(self) -> Stage:
        if self.seal is None or self.reopened is not None:
            return Stage.CHECKING
        if self.received_at is not None:
            return Stage.RECEIVED
        if self.sent_at is not None:
            return Stage.SENT
        if self.ink is not None or all(role in self.signatures for role in self.seal.signers):
            return Stage.SIGNED
        if self.signatures:
            return Stage.PARTLY_SIGNED
        return Stage.PRINTED if self.printed_at is not None else Stage.SEALED


def versions(values: Mapping[FieldKey, Any]) -> tuple[Version, ...]:
    """The versions that the current values of the sealing plane describe, oldest first."""
    entities: dict[str, dict[str, Any]] = {}
    for (entity, name), value in values.items():
        if value is not None:
            entities.setdefault(entity, {})[name] = value
    found = []
    for entity, own in entities.items():
        signatures = {
            name.removeprefix(SIGNATURE): own.pop(name) for name in list(own) if name.startswith(SIGNATURE)
        }
        number = int(entity.removeprefix(VERSION))
        found.append(build(Version, entity, {**own, "number": number, "signatures": signatures}))
    return tuple(sorted(found, key=lambda version: version.number))


def current(found: tuple[Version, ...]) -> Version:
    """The version at work: the last one, or the next when the last was reopened after a signature."""
    if not found:
        return Version(1)
    last = found[-1]
    return Version(last.number + 1) if last.reopened is not None else last


def print_code(record_without_code: bytes) -> str:
    """Mã bản in: the first 30 bits, as six base32 characters, of the SHA-256 of the canonical JSON without the code."""
    return base64.b32encode(hashlib.sha256(record_without_code).digest())[:6].decode("ascii")
