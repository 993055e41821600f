"""Files that a person names: written whole or not at all; looked at before they are read."""

from pathlib import Path

from inspector_app.errors import N_, IntakeError
from inspector_app.store.export import write_whole


def save_file(path: Path, data: bytes) -> None:
    """Write a result where the person wants it, replacing a file of that name. Raises StoreError."""
    write_whole(path, data)


def beginning(path: Path, most: int) -> bytes:
    """The first bytes of a file, at most `most`. Raises IntakeError OPEN-MISSING."""
    try:
        with path.open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise IntakeError(
            "OPEN-MISSING",
            N_("{name} was not opened."),
            why=N_("The system says: {problem}."),
            todo=N_("Check that the file is still there, and that the stick or share is."),
            name=path.name,
            problem=error.strerror or str(error),
        ) from error
