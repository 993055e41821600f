"""Undo and redo: new acts that give back what an act found, so they survive a restart and a merge."""

from collections.abc import Sequence

from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import write
from inspector_app.checklist.event import ActId, Dot, Event, Plane, heads
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, VisitError
from inspector_app.store import events


def undo(ws: Workspace, visit_id: VisitId) -> Changed:
    """Take back the last act made on this computer. VisitError UNDO-NOTHING, UNDO-CHANGED, VISIT-SEALED."""
    return _take_back(ws, visit_id, ws.undo_log(visit_id).to_undo)


def redo(ws: Workspace, visit_id: VisitId) -> Changed:
    """Give back the last act that was undone, as long as nothing new was done since."""
    return _take_back(ws, visit_id, ws.undo_log(visit_id).to_redo)


def history(ws: Workspace, visit_id: VisitId, entity: str, field: str) -> tuple[Event, ...]:
    """Every change of one field, oldest first: who, when, before, after."""
    return tuple(events.of_field(ws.db, visit_id, Plane.ANSWERS, entity, field))


def _take_back(ws: Workspace, visit_id: VisitId, act: ActId | None) -> Changed:
    if act is None:
        raise VisitError(
            "UNDO-NOTHING",
            N_("There is nothing to undo or redo."),
            why=N_("Nothing was changed on this computer since the visit began."),
            todo=N_("Go on."),
        )
    own = events.of_act(ws.db, visit_id, act)
    for event in own:
        _require_still_there(ws, visit_id, event)
    return write(ws, visit_id, [(e.entity, e.field, e.before) for e in reversed(own)], undoes=act)


def _in_force(of_field: Sequence[Event], of: Sequence[Event]) -> list[Event]:
    """Whose values the events `of` give: an undo stands for what the act it took back had found."""
    by_dot = {event.dot: event for event in of_field}
    by_act = {event.act: event for event in of_field}
    waiting = list(of)
    seen: set[Dot] = set()
    found = []
    while waiting:
        event = waiting.pop()
        if event.dot in seen:
            continue
        seen.add(event.dot)
        taken_back = by_act.get(event.undoes) if event.undoes is not None else None
        if taken_back is None:
            found.append(event)
        else:
            waiting += [by_dot[dot] for dot in taken_back.supersedes if dot in by_dot]
    return found


def _require_still_there(ws: Workspace, visit_id: VisitId, event: Event) -> None:
    """The act's value must be the only current one; else somebody's later or other work would be lost."""
    of_field = events.of_field(ws.db, visit_id, Plane.ANSWERS, event.entity, event.field)
    expected = {own.dot for own in _in_force(of_field, (event,))}
    now = [head for own in heads(of_field).values() for head in own]
    for current in _in_force(of_field, now):
        if current.act != event.act and current.dot not in expected:
            raise VisitError(
                "UNDO-CHANGED",
                N_("This was not undone."),
                why=N_("{actor} changed the same field at {time}."),
                todo=N_("Look at the field's history and write the value you want."),
                actor=current.actor or "?",
                time=current.at.strftime("%H:%M %d/%m/%Y"),
            )
