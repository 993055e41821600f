"""A running visit taken to another version of its checklist, only on request: a new visit on that version with all
that still answers what is asked; the old one stays as it was, readable and marked.
"""

from dataclasses import dataclass

from inspector_app.actions.listing import MOVED
from inspector_app.actions.templates import template_of
from inspector_app.actions.visits import receive_visit
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import current_version, new_id, require_open, write
from inspector_app.checklist import carrying
from inspector_app.checklist.carrying import CarryOver, Changes
from inspector_app.checklist.event import Plane
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, VisitError
from inspector_app.store import visits

REPLACED = MOVED + "{version}, LÀM TIẾP Ở CUỘC KIỂM TRA MỚI"
"""Stands over the old visit, and on every page it would print."""


@dataclass(frozen=True, slots=True)
class MovedVisit:
    """What came of moving a visit."""

    visit: VisitId
    """The new one."""
    former: VisitId
    carried: CarryOver
    changed: Changed


def carry_over(ws: Workspace, visit_id: VisitId, sha256: str) -> CarryOver:
    """What would go along to the version with this digest, and what not and why; nothing is written.

    VisitError: VISIT-SEALED, VISIT-MOVE-VERSION, VISIT-MOVE-SIGNED, VISIT-MOVE-CONFLICTS.
    """
    return _carry_over(ws, visit_id, template_of(ws, sha256))[0]


def move_to_version(ws: Workspace, visit_id: VisitId, sha256: str) -> MovedVisit:
    """Begin a visit on another version with all that goes along, and mark the old one, in one transaction.

    Answers go along only where the requirement is the same. Raises what `carry_over` raises.
    """
    template = template_of(ws, sha256)
    new = VisitId(new_id())
    with ws.db.write():
        carried, changes = _carry_over(ws, visit_id, template)
        receive_visit(ws, new, template)
        if changes:
            write(ws, new, changes, reason=f"Chuyển từ cuộc kiểm tra {visit_id}")
        notice = visits.values(ws.db, visit_id, Plane.ANSWERS).get(("visit", "notice"))
        mark = REPLACED.format(version=template.version)
        marked = f"{mark} · {notice}" if notice else mark
        write(ws, visit_id, [("visit", "notice", marked)], reason=f"Chuyển sang cuộc kiểm tra {new}")
    return MovedVisit(new, visit_id, carried, Changed(listing=True))


def _carry_over(ws: Workspace, visit_id: VisitId, template: Template) -> tuple[CarryOver, Changes]:
    ref = visits.ref(ws.db, visit_id)
    version = current_version(ws, visit_id)
    require_open(version)
    if template.id != ref.id or template.digest == ref.sha256:
        raise VisitError(
            "VISIT-MOVE-VERSION",
            N_("The visit was not moved."),
            why=N_("It can only be moved to another version of its own checklist."),
            todo=N_("Choose another version of {name}."),
            name=ref.id,
        )
    if version.number > 1:
        raise VisitError(
            "VISIT-MOVE-SIGNED",
            N_("The visit was not moved."),
            why=N_("Minutes of it were signed already by the version of the checklist that it has."),
            todo=N_("Finish it as it is; the next visit goes by the new version."),
        )
    if visits.conflicts(ws.db, visit_id):
        raise VisitError(
            "VISIT-MOVE-CONFLICTS",
            N_("The visit was not moved."),
            why=N_("Two people wrote different things in it, and nobody has chosen yet."),
            todo=N_("Choose what stands, then move the visit."),
        )
    values = visits.values(ws.db, visit_id, Plane.ANSWERS)
    return carrying.carry_over(values, ws.template(ref.sha256), template)
