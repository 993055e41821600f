"""Files that leave the data folder: whole or not at all."""

from pathlib import Path

from inspector_app.store.durable import appearing
from inspector_app.store.failure import at_the_door


def write_whole(target: Path, data: bytes) -> None:
    """Write a file for somebody else, replacing one of that name, durable when this returns. StoreError."""
    with at_the_door(target), appearing(target) as temporary:
        temporary.write_bytes(data)
