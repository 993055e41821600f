"""Files named on the command line: read and written whole, their faults told as usage."""

from pathlib import Path

import click

from inspector_app.actions.files import save_file


def read_input(path: Path) -> bytes:
    """The bytes of a file that the person named."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error


def write_output(path: Path, data: bytes) -> None:
    """Write a result; whole or not at all. Raises StoreError."""
    save_file(path, data)
