"""Files that a person names: written whole or not at all."""

from pathlib import Path

from inspector_app.store.export import write_whole


def save_file(path: Path, data: bytes) -> None:
    """Write a result where the person wants it, replacing a file of that name. Raises StoreError."""
    write_whole(path, data)
