"""A small parcel, and a signature that any test can make and break without a key."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from inspector_app.checklist.handover import (
    FileRole,
    Parcel,
    manifest_name,
    part_name,
    signature_name,
)
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE
from inspector_app.parcel.pack import PackFile

DEVICE = hashlib.sha256(b"laptop").hexdigest()
VISIT = VisitId("2b0c8f3e-6f2b-4f6e-9d57-3a1f6f1c9a11")
MADE_AT = datetime(2026, 5, 12, 16, 40, tzinfo=ZONE)
FILES = (
    PackFile(FileRole.MINUTES, "biên bản.pdf", b"%PDF-1.7 " + "Sở Mẫu".encode()),
    PackFile(FileRole.EVENTS, "events.jsonl", b""),
    PackFile(FileRole.EVIDENCE, "ảnh 1.jpg", bytes(range(256)) * 12_288),
)


@dataclass(frozen=True)
class Laptop:
    """What a check of the signature says: whose key it was."""

    device: str


def sign(data: bytes) -> bytes:
    return hmac.digest(b"laptop", data, "sha256")


def verify(data: bytes, signature: bytes) -> Laptop | None:
    return Laptop(DEVICE) if hmac.compare_digest(sign(data), signature) else None


def blobs(parcel: Parcel) -> dict[str, bytes]:
    """The parcel as it lies in a drop."""
    manifest = manifest_name(parcel.sha256)
    return {
        **{part_name(sha256): data for sha256, data in parcel.parts.items()},
        signature_name(manifest): parcel.signature,
        manifest: parcel.manifest,
    }
