"""Many cells of the dense view at once: a block that was pasted, or filled down, is one act that one undo takes back.

What a cell means is what the card of its item means by it; this says it for all of them together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from inspector_app.actions.answers import add_finding, set_verdict
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import new_id, write
from inspector_app.checklist.event import ActId
from inspector_app.checklist.finding import Finding, FindingId
from inspector_app.checklist.sentences import result_of, shortcoming_of
from inspector_app.checklist.template import Item, ItemId
from inspector_app.checklist.visit import Answer, ItemVerdict, NotCheckedReason, VisitId
from inspector_app.store import visits


class Column(StrEnum):
    """What a cell of an item can be written to."""

    VERDICT = "verdict"
    RESULT = "result"
    SHORTCOMING = "shortcoming"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CellChange:
    """What one cell becomes; a text of None empties it."""

    item: ItemId
    column: Column
    text: str | None = None
    verdict: ItemVerdict | None = None
    reason: NotCheckedReason | None = None


def write_cells(ws: Workspace, opened: OpenVisit, cells: Iterable[CellChange]) -> Changed:
    """Write the cells of an open visit as one act. VisitError VISIT-SEALED, VISIT-NO-ITEM.

    A verdict comes before the texts of its item, so that these are held against the ready sentences of the new one.
    """
    visit_id = opened.visit.id
    act = ActId(new_id())
    ordered = sorted(cells, key=lambda cell: cell.column is not Column.VERDICT)
    now: dict[ItemId, ItemVerdict | None] = {}
    changed = Changed(visit_id)
    with ws.db.write():
        for cell in ordered:
            if cell.column is Column.VERDICT:
                changed |= set_verdict(ws, visit_id, cell.item, cell.verdict, cell.reason, act=act)
                now[cell.item] = cell.verdict
            else:
                changed |= _write_text(ws, opened, cell, now, act)
    return changed


def ready_result(opened: OpenVisit, item: Item, verdict: ItemVerdict | None) -> str | None:
    """The ready result sentence that an item has with a verdict, whatever was written by hand."""
    answer = opened.visit.answer(item.id)
    bare = replace(answer, result=None, verdict=verdict)
    return result_of(item, bare, opened.template.choice_lists)


def _write_text(
    ws: Workspace, opened: OpenVisit, cell: CellChange, now: dict[ItemId, ItemVerdict | None], act: ActId
) -> Changed:
    visit_id, entity = opened.visit.id, f"answer:{cell.item}"
    if cell.column is Column.NOTE:
        return write(ws, visit_id, [(entity, "note", cell.text)], act=act)
    if cell.column is Column.SHORTCOMING:
        return _write_shortcoming(ws, opened, cell, act)
    item = opened.template.item(cell.item)
    if item is None:
        return Changed(visit_id)
    verdict = now.get(item.id, opened.visit.answer(item.id).verdict)
    ready = ready_result(opened, item, verdict)
    value = cell.text if cell.text is not None or ready is None else ""
    return write(ws, visit_id, [(entity, "result", None if cell.text == ready else value)], act=act)


def _write_shortcoming(ws: Workspace, opened: OpenVisit, cell: CellChange, act: ActId) -> Changed:
    """The first shortcoming of the item, as it stands within this act; one that says its ready sentence stays in
    step with the figures. Without any a new one is made."""
    visit_id = opened.visit.id
    named = _first_finding(ws, visit_id, cell.item)
    if named is None:
        if cell.text is None:
            return Changed(visit_id)
        made = add_finding(ws, visit_id, (cell.item,), cell.text, act=act)
        return Changed(visit_id, frozenset({f"finding:{made}"}))
    entity, items = named
    bare = Finding(FindingId(entity.removeprefix("finding:")), items)
    answers = {own: opened.visit.answers.get(own, Answer(own)) for own in items}
    ready = shortcoming_of(bare, opened.template, answers)
    return write(ws, visit_id, [(entity, "text", None if cell.text == ready else cell.text)], act=act)


def _first_finding(ws: Workspace, visit_id: VisitId, item: ItemId) -> tuple[str, tuple[ItemId, ...]] | None:
    naming: Sequence[str] = visits.findings_naming(ws.db, visit_id, item)
    if not naming:
        return None
    held = visits.entities(ws.db, visit_id, naming)
    first = min(naming, key=lambda entity: (held[entity].get("order", 0), entity))
    return first, tuple(ItemId(own) for own in held[first].get("items", ()))
