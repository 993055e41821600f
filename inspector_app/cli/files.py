"""Files named on the command line: read and written whole, their faults told as usage."""

from pathlib import Path

from inspector_app.actions.files import save_file
from inspector_app.errors import N_, IntakeError


def read_input(path: Path) -> bytes:
    """The bytes of a file that the person named. Raises IntakeError, FILE-UNREADABLE."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise IntakeError(
            "FILE-UNREADABLE",
            N_("The file {file} was not read."),
            why=N_("The system says: {problem}."),
            todo=N_("Check the name and that you may open the file."),
            file=str(path),
            problem=error.strerror or str(error),
        ) from error


def write_output(path: Path, data: bytes) -> None:
    """Write a result; whole or not at all. Raises StoreError."""
    save_file(path, data)
