"""Tables of points on this computer: kept, listed, brought in from TOML or Excel and handed out again."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.score_table import Missing, ScoreTable, missing
from inspector_app.errors import N_, ChecklistError
from inspector_app.store import score_tables

WORKBOOK, TEXT = ".xlsx", ".toml"
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table as a list shows it."""

    sha256: str
    table: ScoreTable
    missing: Missing
    added_at: datetime


def tables(ws: Workspace) -> tuple[TableLine, ...]:
    """Every table that is kept here, the newest year first."""
    return tuple(
        TableLine(own.sha256, own.table, missing(own.table), own.added_at)
        for own in score_tables.listing(ws.db)
    )


def shipped_tables() -> tuple[tuple[str, ScoreTable], ...]:
    """Frames that come with the program, by name; their points are empty and the office's to fill."""
    from inspector_app.authoring import score_tables as files

    return tuple((name, files.read_shipped(name)) for name in files.shipped())


def find_table(ws: Workspace, name: str) -> TableLine:
    """The table that a digest (or the beginning of one), an id or "id/year" means; of several with one id the
    newest. ChecklistError SCORES-UNKNOWN."""
    lines = tables(ws)
    by_name = [own for own in lines if name in (own.table.id, f"{own.table.id}/{own.table.year}")]
    by_digest = [own for own in lines if len(name) >= 6 and own.sha256.startswith(name)]
    found = next(iter(by_name or by_digest), None)
    if found is None:
        raise ChecklistError(
            "SCORES-UNKNOWN",
            N_("There is no table of points {name} on this computer."),
            why=N_("It was not imported here."),
            todo=N_("List the tables, or import the file from the office."),
            name=name,
        )
    return found


def read_table(data: bytes, name: str) -> ScoreTable:
    """The table in a file of that name: a workbook by its ending, else TOML.

    ChecklistError SCORES-SYNTAX, -NEWER, -FIELD, -SHEET; IntakeError where the workbook cannot be opened.
    """
    if name.lower().endswith(WORKBOOK):
        from inspector_app.authoring import score_sheets

        return score_sheets.from_sheets(_sheets(data, name), name)
    from inspector_app.authoring import score_tables as files

    return files.read_table(data, name)


def keep_table(ws: Workspace, table: ScoreTable) -> str:
    """Keep a table on this computer; its digest."""
    return score_tables.put(ws.db, table, ws.clock.now())


def remove_table(ws: Workspace, sha256: str) -> None:
    """Forget a table. StoreError STORE-SCORES-USED while a visit is scored by it."""
    score_tables.remove(ws.db, sha256)


def write_table(table: ScoreTable, name: str) -> bytes:
    """The file of that name for a table: a workbook by its ending, else TOML. Reading it gives the same table."""
    if name.lower().endswith(WORKBOOK):
        return _workbook(table)
    from inspector_app.authoring import score_tables as files

    return files.write_table(table)


def _workbook(table: ScoreTable) -> bytes:
    from inspector_app.authoring import score_sheets as sheets
    from inspector_app.papers.tables import Align, Column
    from inspector_app.papers.workbook import Sheet, workbook

    extra_rows = {sheets.CRITERIA: 60, sheets.CLASSES: 6, sheets.ABOUT: 0}
    widths = {
        sheets.CRITERIA: (10, 10, 50, 30, 10, 14, 12, 18, 16, 34, 24),
        sheets.CLASSES: (20, 20, 10, 50),
        sheets.ABOUT: (30, 70),
    }
    choices = {
        "Loại điểm": tuple(sheets.KINDS.values()),
        "Điều tra xã hội học": (sheets.YES, sheets.NO),
        "Cách tính": sheets.READINGS,
    }
    numbers = ("Điểm tối đa", "Từ (%)")
    rows = sheets.to_sheets(table)
    return workbook(
        [
            Sheet(
                name,
                heading=(f"{name}: {table.title.vi} - {table.year}", *sheets.HELP[name]),
                columns=tuple(
                    Column(
                        title,
                        width,
                        Align.RIGHT if title in numbers else Align.LEFT,
                        choices.get(title, ()),
                        typed=True,
                    )
                    for title, width in zip(sheets.COLUMNS[name], widths[name], strict=True)
                ),
                rows=rows[name],
                extra_rows=extra_rows[name],
            )
            for name in (sheets.CRITERIA, sheets.CLASSES, sheets.ABOUT)
        ]
    )


def _sheets(data: bytes, name: str) -> dict[str, list[tuple[int, list[str | Decimal | None]]]]:
    from inspector_app.intake import tables as foreign

    return {
        sheet.name: [
            (row.number, [_cell(cell.text, cell.number) for cell in row.cells]) for row in sheet.rows
        ]
        for sheet in foreign.read_table(data, name)
    }


def _cell(text: str, number: Decimal | None) -> str | Decimal:
    """A number cell as its number, 90% as 90; everything else as it was typed."""
    if number is None:
        return text
    return number * 100 if text.endswith("%") else number
