"""What a person confirms before a register of dossiers is counted: its columns as understood, and what is doubtful."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from inspector_app.checklist.dossiers import ENOUGH, PREVIEW_ROWS, Columns, DossierField, Preview
from inspector_app.errors import N_
from inspector_app.intake.table_rows import read_rows, read_sheets
from inspector_app.sampling.columns import SEARCHED, folded, headings_at, recognise
from inspector_app.sampling.days_and_money import is_month_first
from inspector_app.sampling.dossier_words import HEADINGS
from inspector_app.sampling.watching import heavy

MONTH_FIRST = N_("The days of the column {column} can only be read with the month first, such as {example}.")
TWO_ORDERS = N_("The column {column} writes some days with the month first, such as {example}, others not.")

OTHER_SHEETS = N_("Sheet {sheet} is counted; others hold such a register too: {others}.")

_LOOKED_AT = 500
"""Rows by which the order of day and month is told."""
_DAYS = (DossierField.RECEIVED, DossierField.DUE, DossierField.SETTLED)
_ANY: tuple[frozenset[str], ...] = (frozenset(),)

Rows = Sequence[Sequence[str]]
Doubts = tuple[tuple[str, Mapping[str, Any]], ...]


def preview(path: Path, sheet: str | None, header_row: int | None, known: Columns | None) -> Preview:
    """The first rows of a register and its columns: as remembered where the headings are still the same, else by their
    words. Without `sheet`, the first sheet that has a header; others that have one are told.

    A person who says the `header_row` gets its headings, whatever they are. IntakeError as `intake.table_rows`.
    """
    if sheet is None:
        pages = read_sheets(path, _LOOKED_AT, heavy=heavy)
    else:
        only = read_rows(path, sheet, _LOOKED_AT, heavy=heavy)
        assert only is not None, "nobody cancels here"
        pages = (only,)
    told = [(page, *understood(page.sheet, page.rows, header_row, known)) for page in pages]
    found = [own for own in told if own[1] is not None]
    page, columns, doubts = found[0] if found else told[0]
    if header_row is None and len(found) > 1:
        others = ", ".join(own.sheet for own, _, _ in found[1:])
        doubts = (*doubts, (OTHER_SHEETS, {"sheet": page.sheet, "others": others}))
    return Preview(columns, page.sheets, page.rows[:PREVIEW_ROWS], doubts)


def understood(
    sheet: str, rows: Rows, header_row: int | None = None, known: Columns | None = None
) -> tuple[Columns | None, Doubts]:
    """The columns of a sheet by its first rows, and what a person should look at."""
    if known is not None and (again := _again(sheet, rows, header_row, known)) is not None:
        return again, ()
    required = [{field.value for field in needed} for needed in ENOUGH] if header_row is None else _ANY
    names = {field.value: usual for field, usual in HEADINGS.items()}
    found = recognise(rows, names, required, header_row=header_row)
    if found is None:
        if header_row is None or not (headings := headings_at(rows, header_row, 1)):
            return None, ()
        return Columns(sheet, header_row, 1, headings, {}), ()
    fields = {DossierField(name): column for name, column in found.fields.items()}
    columns = Columns(sheet, found.header_row, found.header_rows, found.headings, fields)
    month_first, doubts = _orders(rows[found.first_line - 1 :], columns)
    return replace(columns, day_first=not month_first), (*found.doubts, *doubts)


def _again(sheet: str, rows: Rows, header_row: int | None, known: Columns) -> Columns | None:
    """The remembered columns, where these headings stand in the sheet; their row may be another one."""
    wanted = [folded(heading) for heading in known.headings]
    starts = range(1, min(len(rows), SEARCHED) + 1) if header_row is None else (header_row,)
    for start in starts:
        if [folded(own) for own in headings_at(rows, start, known.header_rows)] == wanted:
            return replace(known, sheet=sheet, header_row=start)
    return None


def _orders(lines: Rows, columns: Columns) -> tuple[bool, Doubts]:
    """Whether the days of the register begin with the month, and where they seem to: dd/MM is the rule."""
    month_first = False
    doubts: list[tuple[str, Mapping[str, Any]]] = []
    for field in _DAYS:
        column = columns.fields.get(field)
        if column is None:
            continue
        texts = [line[column] for line in lines if column < len(line)]
        turned = [text for text in texts if is_month_first(text)]
        if not turned:
            continue
        mixed = any(is_month_first(text) is False for text in texts)
        month_first = month_first or not mixed
        told = {"column": columns.headings[column], "example": turned[0]}
        doubts.append((TWO_ORDERS if mixed else MONTH_FIRST, told))
    return month_first, tuple(doubts)
