"""The unit's self-check comes in: looked through first, then taken over in one act; and beside it what the team finds."""

from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import write
from inspector_app.checklist.cells import position_of
from inspector_app.checklist.self_check import (
    Comparison,
    Line,
    Problem,
    ProblemKind,
    Reading,
    compare,
    in_scope,
    read,
)
from inspector_app.checklist.visit import Reported, VisitId
from inspector_app.errors import N_, IntakeError

FIELDS = ("verdict", "text", "figures", "evidence")


def preview(ws: Workspace, visit_id: VisitId, data: bytes, name: str) -> Reading:
    """What a filled self-check says, before anything is written. Raises IntakeError, SELF-CHECK-NO-TABLE too."""
    from inspector_app.intake import tables

    opened = load(ws, visit_id)
    sheets = tables.read_table(data, name)
    lines = [
        Line(sheet.name, row.number, tuple(cell.text for cell in row.cells))
        for sheet in sheets
        for row in sheet.rows
    ]
    reading = read(opened.template, lines, in_scope(opened.visit, opened.template))
    if not reading.rows and not reading.problems:
        raise IntakeError(
            "SELF-CHECK-NO-TABLE",
            N_("The file {file} holds no self-check."),
            why=N_("No row with the titles of its columns was found."),
            todo=N_("Choose the file that the unit filled in."),
            file=name,
        )
    missed = tuple(
        Problem(ProblemKind.UNCALCULATED, sheet.name, row, column, place)
        for sheet in sheets
        for place in sheet.uncalculated
        for row, column in [position_of(place)]
    )
    return Reading(
        reading.rows, (*reading.problems, *missed), reading.missing, reading.visit, reading.template_sha256
    )


def accept(ws: Workspace, visit_id: VisitId, reading: Reading) -> Changed:
    """Take over what every recognised row says, as one act; an emptied row empties what stood there.

    VisitError VISIT-SEALED from Chốt on.
    """
    reported = load(ws, visit_id).visit.reported
    changes: list[tuple[str, str, object]] = []
    for row in reading.rows:
        item = row.reported.item
        before = reported.get(item) or Reported(item)
        changes += [
            (f"reported:{item}", name, getattr(row.reported, name))
            for name in FIELDS
            if getattr(row.reported, name) != getattr(before, name)
        ]
    return write(ws, visit_id, changes) if changes else Changed(visit_id)


def comparison(ws: Workspace, visit_id: VisitId) -> tuple[Comparison, ...]:
    """Đơn vị báo cáo beside Đoàn kiểm tra, differing lines first."""
    opened = load(ws, visit_id)
    return compare(opened.visit, opened.template)
