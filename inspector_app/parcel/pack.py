"""Packs a visit's files into a parcel: parts named by hash and a signed manifest. It touches no file and no key."""

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from inspector_app.checklist import canonical
from inspector_app.checklist.handover import (
    PART_SIZE,
    FileRole,
    Manifest,
    Parcel,
    ParcelFile,
    PartRef,
)
from inspector_app.checklist.visit import SigningMode, VisitId
from inspector_app.parcel import limits
from inspector_app.parcel.open import changed, read_manifest


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file that goes along."""

    role: FileRole
    name: str
    data: bytes = field(repr=False)


def pack(
    visit: VisitId,
    version: int,
    mode: SigningMode,
    files: Sequence[PackFile],
    *,
    device: str,
    made_at: datetime,
    parent: str | None,
    sign: Callable[[bytes], bytes],
) -> Parcel:
    """The parcel of one version, its manifest signed by `sign` (detached CMS of the key `device`).

    Equal names are told apart ("IMG_1.jpg", "IMG_1 (2).jpg"). ParcelError: PARCEL-TOO-BIG.
    """
    parts: dict[str, bytes] = {}
    taken: dict[str, int] = {}
    packed = []
    for file in files:
        refs = []
        for start in range(0, len(file.data), PART_SIZE):
            part = file.data[start : start + PART_SIZE]
            sha256 = hashlib.sha256(part).hexdigest()
            parts[sha256] = part
            refs.append(PartRef(sha256, len(part)))
        name = _free_name(file.name, taken)
        digest = hashlib.sha256(file.data).hexdigest()
        packed.append(ParcelFile(file.role, name, digest, len(file.data), tuple(refs)))
    manifest = Manifest(visit, version, mode, device, made_at, tuple(packed), parent)
    limits.check(manifest)
    data = canonical.canonical(manifest)
    return Parcel(hashlib.sha256(data).hexdigest(), data, sign(data), parts)


def pack_again(manifest: bytes, read: Callable[[str], bytes], sign: Callable[[bytes], bytes]) -> Parcel:
    """The parcel of a manifest packed before, so that sending again is the same parcel.

    `read` gives a whole file by its SHA-256. ParcelError: PARCEL-HASH where one is no longer what it was.
    """
    parts: dict[str, bytes] = {}
    for file in read_manifest(manifest).files:
        data, start = read(file.sha256), 0
        for part in file.parts:
            parts[part.sha256] = data[start : start + part.size]
            start += part.size
            if hashlib.sha256(parts[part.sha256]).hexdigest() != part.sha256:
                raise changed(file.name)
    return Parcel(hashlib.sha256(manifest).hexdigest(), manifest, sign(manifest), parts)


def _free_name(name: str, taken: dict[str, int]) -> str:
    """A plain file name that every system can show, not yet in the parcel; `taken` counts each name's uses."""
    plain = "".join("_" if limits.unfit(letter) else letter for letter in unicodedata.normalize("NFC", name))
    if plain.strip(". ") == "":
        plain = "_"
    path = PurePosixPath(plain)
    free = plain
    while free in taken:
        taken[plain] += 1
        free = f"{path.stem} ({taken[plain]}){path.suffix}"
    taken[free] = 1
    return free
