"""Long tables from outside, row by row: .xlsx, .xls and .csv, read in a process of their own that may die.

It knows cells, not what they mean; what is made of them is handed in as `work` and done beside them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspector_app.intake import row_worker
from inspector_app.intake.own_process import messages_of
from inspector_app.intake.row_worker import RowLimits, Work
from inspector_app.intake.tables import fault

LIMITS = RowLimits()

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Heavy = Callable[[int], bool]
"""Whether the process of this id holds too much memory, for systems that cannot limit it from inside."""


@dataclass(frozen=True, slots=True)
class FirstRows:
    """Rows of one sheet as texts: dates dd/MM/yyyy HH:mm, decimal commas, merged cells filled."""

    name: str
    """Of the file."""
    sha256: str
    sheets: tuple[str, ...]
    """Visible ones; a csv has one, without a name."""
    sheet: str
    rows: tuple[tuple[str, ...], ...]
    """From row 1 on, empty ones too, without the empty cells behind the last."""


def nothing(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    """Nobody cancels."""
    return False


def unwatched(_process: int) -> bool:
    """Only the limit from inside holds."""
    return False


def read_rows(
    path: Path,
    sheet: str | None = None,
    first: int | None = None,
    *,
    progress: Progress = nothing,
    cancelled: Cancelled = never,
    heavy: Heavy = unwatched,
    limits: RowLimits = LIMITS,
) -> FirstRows | None:
    """The rows of a sheet (the first where none is named), or its `first` ones; None where it was cancelled.

    Raises IntakeError, as `work_on`.
    """
    told = work_on(
        path,
        row_worker.gather,
        (sheet, first),
        progress=progress,
        cancelled=cancelled,
        heavy=heavy,
        limits=limits,
    )
    return None if told is None else _rows(path, told)


def read_sheets(path: Path, first: int, *, heavy: Heavy = unwatched) -> tuple[FirstRows, ...]:
    """The first rows of every visible sheet, read at once. Raises IntakeError, as `work_on`."""
    return tuple(_rows(path, told) for told in work_on(path, row_worker.gather_sheets, (first,), heavy=heavy))


def _rows(path: Path, told: dict[str, Any]) -> FirstRows:
    return FirstRows(
        path.name, told["sha256"], tuple(told["sheets"]), told["sheet"], tuple(map(tuple, told["rows"]))
    )


def work_on(
    path: Path,
    work: Work,
    arguments: tuple[object, ...],
    *,
    progress: Progress = nothing,
    cancelled: Cancelled = never,
    heavy: Heavy = unwatched,
    limits: RowLimits = LIMITS,
) -> Any:
    """What `work(table, tell, *arguments)` answers, done in the table's process; None where it was cancelled.

    IntakeError: TABLE-TOO-BIG, TABLE-TIMEOUT, TABLE-BROKEN, TABLE-ENCRYPTED, TABLE-MACROS, TABLE-NONE,
    TABLE-CODING, TABLE-QUOTES, TABLE-MEMORY, TABLE-SHEET, TABLE-CANNOT-OPEN.
    """
    to_process = (path.absolute(), limits, work, arguments)
    try:
        for message in messages_of(row_worker.serve, to_process, limits.seconds, cancelled, heavy):
            told: dict[str, Any] = json.loads(message)
            if "answer" in told:
                return told["answer"]
            if "fault" in told:
                raise fault("no_table" if told["fault"] == "kind" else told["fault"], path.name)
            progress(told["done"], told["of"])
    except TimeoutError as error:
        raise fault("timeout", path.name) from error
    except MemoryError as error:
        raise fault("memory", path.name) from error
    if cancelled():
        return None
    raise fault("broken", path.name)
