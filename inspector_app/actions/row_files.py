"""The rows of a table file that a person brings, as texts: what they mean is for whoever shows them to say."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MOST_ROWS = 10_000
"""Rows of a sample that anybody looks at one by one."""


@dataclass(frozen=True, slots=True)
class FileRows:
    """The filled rows of one sheet."""

    name: str
    sheets: tuple[str, ...]
    sheet: str
    lines: tuple[tuple[str, ...], ...]


def rows_of_file(
    path: Path,
    sheet: str | None,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> FileRows | None:
    """The first rows of a sheet (the first one where none is named) of an .xlsx, .xls or .csv file.

    None where it was cancelled. Raises IntakeError.
    """
    from inspector_app.intake import table_rows

    read = table_rows.read_rows(path, sheet, MOST_ROWS, progress=progress, cancelled=cancelled)
    if read is None:
        return None
    lines = tuple(tuple(" ".join(cell.split()) for cell in row) for row in read.rows if any(row))
    return FileRows(read.name, read.sheets, read.sheet, lines)
