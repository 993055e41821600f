"""What a block of pasted cells means for the items it lands on: understood, unchanged, or refused with a reason.

It changes nothing and asks nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from inspector_app.actions.grid import CellChange, Column
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import Item
from inspector_app.checklist.visit import ItemVerdict, NotCheckedReason
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.grid.columns import (
    HEADINGS,
    PLACE,
    WRITTEN,
    GridLine,
    Refusal,
    Shown,
    refusal,
)
from inspector_app.gui.widgets.verdict import DIGITS, verdicts_of
from inspector_app.gui.words import NOT_CHECKED_REASONS, VERDICTS
from inspector_app.i18n import Language, translator

UNKNOWN_ANSWER = "GRID-ANSWER"
NOT_OFFERED = "GRID-ANSWER-NOT-OFFERED"
NO_ROOM = "GRID-NO-ROOM"
NO_ITEM = "GRID-NO-ITEM"
NO_COLUMN = "GRID-NO-COLUMN"
TWICE = "GRID-TWICE"

_SENTENCES = {
    UNKNOWN_ANSWER: N_(
        "“{text}” is no answer: type 1 to 5, or Có, Một phần, Không, Không áp dụng, Chưa kiểm tra đợt này."
    ),
    NOT_OFFERED: N_("Item {item} cannot be answered “{text}”."),
    NO_ROOM: N_("There is no further cell here; what was pasted is not used."),
    NO_ITEM: N_("The checklist has no item {item}, or it is not shown."),
    NO_COLUMN: N_("No column is called “{text}”."),
    TWICE: N_("Items {items} share one shortcoming, and two different texts were pasted for it."),
}

_SHORTER = {
    "khong ap dung": ItemVerdict.NOT_APPLICABLE,
    "khong ad": ItemVerdict.NOT_APPLICABLE,
    "kad": ItemVerdict.NOT_APPLICABLE,
    "n/a": ItemVerdict.NOT_APPLICABLE,
    "chua kiem tra": ItemVerdict.NOT_CHECKED,
    "ckt": ItemVerdict.NOT_CHECKED,
    "dat": ItemVerdict.YES,
    "chua dat": ItemVerdict.NO,
    "x": ItemVerdict.YES,
}
"""How people write answers in their own tables."""


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell of the clipboard: where it goes and what it becomes, or why it does not."""

    text: str
    item: Item | None = None
    column: Shown | None = None
    now: str = ""
    """What the cell says before."""
    change: CellChange | None = None
    said: str = ""
    """The change in words."""
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """All cells that say something else than what stands there."""

    cells: tuple[PastedCell, ...]
    unchanged: int

    @property
    def changes(self) -> tuple[CellChange, ...]:
        return tuple(cell.change for cell in self.cells if cell.change is not None)

    @property
    def refused(self) -> tuple[PastedCell, ...]:
        return tuple(cell for cell in self.cells if cell.refused is not None)


@dataclass(frozen=True, slots=True)
class Target:
    """Where one cell of a block lands; a column of None is none that the table has."""

    line: GridLine | None
    column: Shown | None
    text: str
    refused: Refusal | None = None


def understand(context: Context, opened: OpenVisit, targets: Iterable[Target]) -> PastedBlock:
    """How each cell is taken; a cell that says what stands there already is neither changed nor refused."""
    cells: list[PastedCell] = []
    unchanged = 0
    for target in targets:
        line, column = target.line, target.column
        if target.refused is not None or line is None or column is None:
            cells.append(
                PastedCell(target.text, None if line is None else line.item, column, refused=target.refused)
            )
            continue
        now = line.texts[PLACE[column]]
        if fold(target.text) == fold(now) and target.text.split() == now.split():
            unchanged += 1
            continue
        cell = _read(context, opened, line, column, target.text, now)
        if cell is None:
            unchanged += 1
        else:
            cells.append(cell)
    return PastedBlock(_without_contradiction(context, opened, cells), unchanged)


def laid_out(
    context: Context,
    block: Sequence[Sequence[str]],
    lines: Sequence[GridLine],
    by_number: Mapping[str, GridLine],
    columns: Sequence[Shown],
) -> list[Target]:
    """Where the cells of a block land: by headings and numbers where its first line names columns and one of them
    is the number of the item, else cell by cell from the first of `lines` and `columns` on. An empty cell says
    nothing: tables of people have many, and a sentence that is ready must not go by one."""
    named = _headings(block[0]) if block else None
    if named is not None:
        return _by_headings(context, block, by_number, named)
    targets = []
    for row, cells in enumerate(block):
        for place, text in enumerate(cells):
            if text and row < len(lines) and place < len(columns):
                targets.append(Target(lines[row], columns[place], text))
            elif text:
                targets.append(Target(None, None, text, _said(context, NO_ROOM)))
    return targets


def answer_of(text: str) -> tuple[ItemVerdict | None, NotCheckedReason | None] | None:
    """The answer that a text means, without regard to marks, in both languages; None where it means none."""
    if not text.strip():
        return None, None
    wanted, _, reason = text.partition("(")
    verdicts, reasons = _answers()
    found = verdicts.get(fold(wanted))
    if found is None:
        return None
    return found, reasons.get(fold(reason).rstrip(") ")) if found is ItemVerdict.NOT_CHECKED else None


@cache
def _answers() -> tuple[Mapping[str, ItemVerdict], Mapping[str, NotCheckedReason]]:
    """Answers and reasons by their words in both languages, by the digits, and as people shorten them."""
    verdicts: dict[str, ItemVerdict] = {**DIGITS, **_SHORTER}
    reasons: dict[str, NotCheckedReason] = {}
    for translate in map(translator, get_args(Language)):
        verdicts |= {fold(translate(word)): own for own, word in VERDICTS.items()}
        reasons |= {fold(translate(word)): own for own, word in NOT_CHECKED_REASONS.items()}
    return verdicts, reasons


@cache
def _columns() -> Mapping[str, Shown]:
    return {
        fold(translate(text)): own
        for translate in map(translator, get_args(Language))
        for own, text in HEADINGS.items()
    }


def _read(
    context: Context, opened: OpenVisit, line: GridLine, column: Shown, text: str, now: str
) -> PastedCell | None:
    item = line.item
    refused = refusal(context, opened, item, column, line.findings)
    if refused is not None:
        return PastedCell(text, item, column, now, refused=refused)
    if column is not Shown.VERDICT:
        return PastedCell(text, item, column, now, CellChange(item.id, WRITTEN[column], text or None), text)
    answer = answer_of(text)
    if answer is None:
        return PastedCell(text, item, column, now, refused=_said(context, UNKNOWN_ANSWER, text=text))
    verdict, reason = answer
    stored = opened.visit.answer(item.id)
    if verdict is stored.verdict and reason in (None, stored.not_checked):
        return None
    if verdict is not None and verdict not in verdicts_of(item):
        said = context.translate(VERDICTS[verdict])
        return PastedCell(
            text, item, column, now, refused=_said(context, NOT_OFFERED, item=item.id, text=said)
        )
    words = "" if verdict is None else context.translate(VERDICTS[verdict])
    if reason is not None:
        words = f"{words} ({context.translate(NOT_CHECKED_REASONS[reason])})"
    return PastedCell(
        text, item, column, now, CellChange(item.id, Column.VERDICT, None, verdict, reason), words
    )


def _headings(first: Sequence[str]) -> tuple[Shown | None, ...] | None:
    """The columns that the first line names, where it names that of the numbers and one more."""
    found = tuple(_columns().get(fold(text)) for text in first)
    named = [own for own in found if own is not None]
    return found if Shown.NUMBER in named and len(named) > 1 else None


def _by_headings(
    context: Context,
    block: Sequence[Sequence[str]],
    by_number: Mapping[str, GridLine],
    named: Sequence[Shown | None],
) -> list[Target]:
    targets = []
    numbers = named.index(Shown.NUMBER)
    for cells in block[1:]:
        number = cells[numbers] if numbers < len(cells) else ""
        line = by_number.get(number)
        if line is None:
            if any(cells):
                targets.append(
                    Target(None, Shown.NUMBER, number, _said(context, NO_ITEM, item=number or "?"))
                )
            continue
        for place, text in enumerate(cells):
            column = named[place] if place < len(named) else None
            if text and column is not None and column is not Shown.NUMBER:
                targets.append(Target(line, column, text))
            elif column is None and text:
                heading = block[0][place] if place < len(block[0]) else ""
                targets.append(Target(line, None, text, _said(context, NO_COLUMN, text=heading)))
    return targets


def _without_contradiction(
    context: Context, opened: OpenVisit, cells: list[PastedCell]
) -> tuple[PastedCell, ...]:
    """Items that share one shortcoming get one text for it."""
    said: dict[str, tuple[str, str | None]] = {}
    checked = []
    for cell in cells:
        change = cell.change
        if change is not None and change.column is Column.SHORTCOMING and cell.item is not None:
            shared = cell.item.shortcoming_group
            finding = opened.visit.finding_of(cell.item.id)
            key = finding.id if finding is not None else shared
            if key is not None:
                other, text = said.setdefault(key, (cell.item.id, change.text))
                if text != change.text:
                    why = _said(context, TWICE, items=f"{other}, {cell.item.id}")
                    cell = PastedCell(cell.text, cell.item, cell.column, cell.now, refused=why)
        checked.append(cell)
    return tuple(checked)


def _said(context: Context, code: str, **values: object) -> Refusal:
    return Refusal(code, context.translate(_SENTENCES[code]).format(**values))
