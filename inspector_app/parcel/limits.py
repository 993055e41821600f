"""How large a parcel may be and what its files may be called, for the packer and the opener alike."""

import unicodedata

from inspector_app.checklist.handover import PART_LIMIT, FileRole, Manifest, ParcelFile
from inspector_app.checklist.sha256 import is_sha256
from inspector_app.errors import N_, ParcelError

PARTS_LIMIT = 5_000
TOTAL_LIMIT = 2 * 1024**3
"""Bytes of all files together."""
MANIFEST_LIMIT = PART_LIMIT
SIGNATURE_LIMIT = 64 * 1024


def check(manifest: Manifest) -> None:
    """Whether a manifest asks for no more than may be read. ParcelError: PARCEL-TOO-BIG."""
    parts = sum(len(file.parts) for file in manifest.files)
    total = sum(part.size for file in manifest.files for part in file.parts)
    largest = max((part.size for file in manifest.files for part in file.parts), default=0)
    if parts > PARTS_LIMIT or total > TOTAL_LIMIT or largest > PART_LIMIT:
        raise ParcelError(
            "PARCEL-TOO-BIG",
            N_("The parcel is too big: {parts} parts, {total} bytes."),
            why=N_(
                "A parcel has at most {parts_limit} parts of {part_limit} bytes and {total_limit} bytes in all."
            ),
            todo=N_("Leave out some evidence files (videos are the largest) and send again."),
            parts=parts,
            total=total,
            parts_limit=PARTS_LIMIT,
            part_limit=PART_LIMIT,
            total_limit=TOTAL_LIMIT,
        )


def unfit(letter: str) -> bool:
    """Whether a character has no place in a file name: separators, controls and what turns the direction."""
    return letter in '/\\:*?"<>|' or unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp")


def fault(manifest: Manifest) -> str | None:
    """The place where a manifest contradicts itself, None if it does not."""
    names = [file.name for file in manifest.files]
    if manifest.version < 1:
        return "$.version"
    if len(set(names)) != len(names):
        return "$.files, name twice"
    if sum(file.role is FileRole.MINUTES for file in manifest.files) != 1:
        return "$.files, minutes"
    hashes = [manifest.device, *([manifest.parent] if manifest.parent is not None else [])]
    if not all(is_sha256(text) for text in hashes):
        return "$.device, $.parent"
    return next((file.name for file in manifest.files if _contradicts(file)), None)


def _contradicts(file: ParcelFile) -> bool:
    return (
        not file.name.strip(". ")
        or any(unfit(letter) for letter in file.name)
        or not is_sha256(file.sha256)
        or any(part.size < 1 or not is_sha256(part.sha256) for part in file.parts)
        or file.size != sum(part.size for part in file.parts)
    )
