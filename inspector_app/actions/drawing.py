"""Drawing documents from a register, and the workbooks of a draw and of an examination."""

import secrets
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from inspector_app.checklist.e_documents import Examination
from inspector_app.checklist.outgoing import Drawing, OutgoingColumns, OutgoingRegister

Translate = Callable[[str], str]


def new_seed() -> str:
    """Eight digits that nobody chose, easily read aloud."""
    return f"{secrets.randbelow(10**8):08}"


def read_register(
    path: Path, columns: OutgoingColumns | None = None, *, cancelled: Callable[[], bool] = lambda: False
) -> OutgoingRegister | None:
    """The register of outgoing documents; None where it was cancelled. IntakeError as `sampling.outgoing` raises."""
    from inspector_app.sampling.outgoing import read_outgoing

    return read_outgoing(path, columns, cancelled=cancelled)


def draw(register: OutgoingRegister, size: int, at: datetime, seed: str | None = None) -> Drawing:
    """`size` lines of it, by the seed that was typed or a new one. VisitError as `sampling.selection.draw` raises."""
    from inspector_app.sampling import selection

    own = new_seed() if seed is None else " ".join(seed.split())
    keys = [line.key for line in register.lines]
    places = selection.draw(keys, size, own)
    return Drawing(register, size, own, at, places, tuple(selection.digest(key, own) for key in keys))


def drawn_list(drawing: Drawing, translate: Translate) -> bytes:
    """The workbook to hand to the unit (.xlsx): the drawn documents, and how anyone draws them again."""
    from inspector_app.papers import drawing as paper

    return paper.drawn_list(drawing, translate)


def examination_workbook(
    found: Examination, translate: Translate, confidence: Decimal | None = None
) -> bytes:
    """All that was found as a workbook (.xlsx); with `confidence` in per cent the interval of each rate."""
    from inspector_app.papers.examination import examination

    return examination(found, translate, confidence)
