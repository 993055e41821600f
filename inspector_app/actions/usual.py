"""A visit that begins with what is usual here: the unit's province, the team and its name, who gets the minutes."""

from collections.abc import Mapping

from inspector_app.actions.visits import create_visit
from inspector_app.actions.workspace import Workspace
from inspector_app.actions.writing import new_id, write
from inspector_app.checklist.visit import PersonRole, Side, VisitId
from inspector_app.settings import Settings

DETAILS = ("province", "parent_agency", "team_name", "place", "recipients")
"""Settings that are fields of a visit by the same name."""


def begin(ws: Workspace, template_name: str, details: Mapping[str, object], settings: Settings) -> VisitId:
    """A new visit as `create_visit` makes one, filled with what the settings know; what was typed comes before that.

    All of it is one act. ChecklistError CHECKLIST-NOT-OFFERED, CHECKLIST-UNKNOWN.
    """
    usual = {name: value for name in DETAILS if (value := getattr(settings, name))}
    changes = [("visit", name, value) for name, value in {**usual, **details}.items()]
    for order, (name, position, role) in enumerate(settings.team):
        person = f"person:{new_id()}"
        values = {
            "side": Side.TEAM,
            "role": PersonRole(role) if role in set(PersonRole) else PersonRole.MEMBER,
            "order": order,
            "name": name,
            "position": position or None,
        }
        changes += [(person, field, value) for field, value in values.items() if value is not None]
    with ws.db.write():
        visit_id = create_visit(ws, template_name)
        if changes:
            write(ws, visit_id, changes)
    return visit_id
