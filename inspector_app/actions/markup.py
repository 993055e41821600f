"""Marks on a photo: the marked picture is evidence of its own and is printed in the photo's place; the photo itself stays
byte for byte, unprinted. One act, one undo.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspector_app.actions.evidence import Brought, read_one
from inspector_app.actions.evidence_edits import drawn
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import current_version, require_open, write
from inspector_app.checklist.marks import Mark
from inspector_app.checklist.text import clean
from inspector_app.checklist.visit import Evidence, Visit, VisitId
from inspector_app.errors import N_, VisitError
from inspector_app.store import visits

MARKED = "đánh dấu"
"""Stands in the name of the copy, which the annex prints."""
_PASSED_ON = ("items", "order", "caption", "taken_at", "personal")


@dataclass(frozen=True, slots=True)
class Markup:
    """A photo on the table: what lies under the marks, and the marks that it has so far."""

    photo: Evidence
    """Never changed."""
    copy: Evidence | None
    """That shows the marks, where there is one already."""
    jpeg: bytes = field(repr=False)
    """Of the photo without marks: upright, clean, as the minutes would draw it."""
    marks: tuple[Mark, ...] = ()


def marked_copy(visit: Visit, sha256: str) -> Evidence | None:
    """The copy of a photo that shows marks."""
    return next((own for own in visit.evidence if own.marked_from == sha256), None)


def markup(ws: Workspace, visit_id: VisitId, sha256: str) -> Markup:
    """Begin, or go on with, the marks of a photo; its copy may be named as well as the photo itself.

    Raises VisitError MARKUP-NO-PICTURE, VISIT-SEALED; StoreError.
    """
    require_open(current_version(ws, visit_id))
    visit = load(ws, visit_id).visit
    by_name = {own.sha256: own for own in visit.evidence}
    chosen = by_name.get(sha256)
    if chosen is None:
        raise _no_picture(N_("It is no longer in the list."))
    photo = by_name.get(chosen.marked_from or "", chosen)  # a copy may have outlived its photo
    copy = chosen if photo is not chosen else marked_copy(visit, sha256)
    jpeg = drawn(ws, photo)
    if jpeg is None:
        raise _no_picture(N_("It is no photo that can be drawn, or it lies on another computer."))
    return Markup(photo, copy, jpeg, copy.marks if copy is not None else ())


def keep_marked(
    ws: Workspace, visit_id: VisitId, begun: Markup, marks: Sequence[Mark], jpeg: bytes
) -> Changed:
    """Let `jpeg`, the photo with its marks, be printed in the photo's place; without marks the photo is printed again.

    Raises IntakeError, StoreError, VisitError VISIT-SEALED, MARKUP-NO-PICTURE.
    """
    require_open(current_version(ws, visit_id))
    marks = tuple(marks)
    if marks == begun.marks:
        return Changed(visit_id)
    by_name = {own.sha256: own for own in load(ws, visit_id).visit.evidence}
    photo = by_name.get(begun.photo.sha256)
    if photo is None:
        raise _no_picture(N_("It is no longer in the list."))
    copy = by_name.get(begun.copy.sha256) if begun.copy is not None else None
    last = copy or photo
    changes: list[tuple[str, str, object]] = []
    if copy is not None:
        held = visits.entities(ws.db, visit_id, [f"evidence:{copy.sha256}"])
        changes += [(entity, name, None) for entity, own in held.items() for name in own]
    if not marks:
        return write(ws, visit_id, [*changes, *_as(photo, last, last.printed)])
    stem = Path(photo.name or photo.sha256[:12]).stem
    with read_one(ws, visit_id, Brought(f"{stem} ({MARKED}).jpg", made=lambda: jpeg)) as ready:
        entity = f"evidence:{ready.sha256}"
        if copy is not None and ready.sha256 == copy.sha256:  # marks that look the same
            return write(ws, visit_id, [(entity, "marks", marks)])
        values: dict[str, object] = {name: getattr(last, name) for name in _PASSED_ON}
        values |= ready.values | {"name": clean(ready.name), "printed": last.printed}
        values |= {"marked_from": photo.sha256, "marks": marks, "taken_at": last.taken_at}
        changes += [(entity, name, value) for name, value in values.items() if value is not None]
        if photo.printed:
            changes.append((f"evidence:{photo.sha256}", "printed", False))
        return write(ws, visit_id, changes)


def say_personal(ws: Workspace, visit_id: VisitId, sha256: str, personal: bool | None) -> Changed:
    """Note down whether a file shows data of citizens; None takes the word back."""
    return write(ws, visit_id, [(f"evidence:{sha256}", "personal", personal)])


def _as(photo: Evidence, last: Evidence, printed: bool) -> list[tuple[str, str, object]]:
    """What was said of the copy meanwhile holds for the photo that stands alone again."""
    entity = f"evidence:{photo.sha256}"
    now = {name: getattr(last, name) for name in _PASSED_ON} | {"printed": printed}
    return [(entity, name, value) for name, value in now.items() if value != getattr(photo, name)]


def _no_picture(why: str) -> VisitError:
    return VisitError(
        "MARKUP-NO-PICTURE",
        N_("Nothing can be marked on this file."),
        why=why,
        todo=N_("Add the photo here, or choose another one."),
    )
