"""The profile that the office gave this computer: two small files beside the database."""

from pathlib import Path

from inspector_app.store.durable import appearing
from inspector_app.store.failure import at_the_door

PROFILE_FILE = "office-profile.json"
SIGNATURE_FILE = "office-profile.json.p7s"


def keep(folder: Path, profile: bytes, signature: bytes) -> None:
    """Keep a profile that was checked; the one before is replaced. Raises StoreError."""
    for name, data in ((SIGNATURE_FILE, signature), (PROFILE_FILE, profile)):
        with at_the_door(folder / name), appearing(folder / name) as temporary:
            temporary.write_bytes(data)


def kept(folder: Path) -> bytes | None:
    """The profile's bytes, or None while the office gave none. Raises StoreError."""
    path = folder / PROFILE_FILE
    with at_the_door(path):
        return path.read_bytes() if path.is_file() else None
