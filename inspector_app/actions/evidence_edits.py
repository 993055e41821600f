"""What is done to evidence once it is kept: its order, its items, away with it, a copy in its place; how it is looked
at and opened. Each change is one act that one undo takes back.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from inspector_app.actions.evidence import Brought, Ready, read_one
from inspector_app.actions.pictures import opened_pictures
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import current_version, require_open, write
from inspector_app.checklist.counting import places
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import Evidence, Visit, VisitId
from inspector_app.errors import N_, VisitError
from inspector_app.intake.images import Told
from inspector_app.store import visits

__all__ = ["Told"]

PROGRAMS = re.compile(
    r"(?i)\.(app|bat|cmd|com|command|cpl|desktop|exe|gadget|hta|inf|jar|jse?|lnk|ms[cip]|pif|ps1|pyw?|reg|scr|sct|sh|url"
    r"|vb[es]?|ws[cfh]?)"
)
"""Endings that a system runs instead of showing."""
_KEPT_BY_A_COPY = (
    "name",
    "items",
    "order",
    "caption",
    "printed",
    "taken_at",
    "marked_from",
    "marks",
    "personal",
)

Change = tuple[str, str, object]


def take_away(ws: Workspace, visit_id: VisitId, files: Collection[str]) -> Changed:
    """Take files, by their SHA-256, off the visit; their bytes stay for undo."""
    return write(ws, visit_id, _removal(ws, visit_id, files))


def reorder(ws: Workspace, visit_id: VisitId, wanted: Sequence[str]) -> Changed:
    """Put these files into this order; together they keep the places that they have among all files of the visit."""
    listed = load(ws, visit_id).visit.evidence
    moved = set(wanted)
    following = iter([own for own in wanted if any(own == file.sha256 for file in listed)])
    sequence = [next(following) if own.sha256 in moved else own.sha256 for own in listed]
    held = {own.sha256: own.order for own in listed}
    changes: list[Change] = [
        (f"evidence:{sha256}", "order", order)
        for sha256, order in places(sequence, held).items()
        if held[sha256] != order
    ]
    return write(ws, visit_id, changes) if changes else Changed(visit_id)


def move(
    ws: Workspace, visit_id: VisitId, files: Collection[str], to: ItemId, away_from: ItemId | None = None
) -> Changed:
    """Lay files beside another item; `away_from` is the one they leave, None leaves them where they are too."""
    changes: list[Change] = []
    for own in _named(load(ws, visit_id).visit, files):
        items = tuple(dict.fromkeys((*(item for item in own.items if item != away_from), to)))
        changes.append((f"evidence:{own.sha256}", "items", items))
    return write(ws, visit_id, changes)


def without_place(ws: Workspace, visit_id: VisitId, sha256: str, *, keep_time: bool) -> str:
    """Bỏ vị trí: a copy that says neither where nor with what it was taken stands in the photo's place; returns its
    SHA-256. `keep_time` leaves the time in the list and in the minutes, though not in the copy.

    The photo itself is no longer of the visit and does not travel; undo brings it back. Raises IntakeError, StoreError.
    """
    require_open(current_version(ws, visit_id))
    (own,) = _named(load(ws, visit_id).visit, (sha256,))
    data, ending = _bare(ws, sha256)
    name = Path(own.name or sha256[:12])
    again = name.name if name.suffix.casefold() in _ALIKE.get(ending, (ending,)) else f"{name.stem}{ending}"
    return put_in_place(ws, visit_id, sha256, again, data, keep_time=keep_time)


def put_in_place(
    ws: Workspace, visit_id: VisitId, sha256: str, name: str, data: bytes, *, keep_time: bool = True
) -> str:
    """Let another file stand where one of the visit's stood: caption, items, place in the list and in the minutes go
    over to it. Returns its SHA-256; raises IntakeError, StoreError."""
    visit = load(ws, visit_id).visit
    (own,) = _named(visit, (sha256,))
    with read_one(ws, visit_id, Brought(name, made=lambda: data)) as ready:
        if ready.sha256 != sha256:
            _replace(ws, visit, own, ready, keep_time=keep_time)
        elif not keep_time:  # it said nothing of itself
            write(ws, visit_id, [(f"evidence:{sha256}", "taken_at", None)])
        return ready.sha256


def _replace(ws: Workspace, visit: Visit, own: Evidence, ready: Ready, *, keep_time: bool) -> None:
    values = {field: getattr(own, field) for field in _KEPT_BY_A_COPY}
    values |= {"name": ready.name} | ready.values
    values["taken_at"] = own.taken_at if keep_time else None
    changes: list[Change] = [
        (f"evidence:{ready.sha256}", field, value)
        for field, value in values.items()
        if value not in (None, ())
    ]
    for copy in (file for file in visit.evidence if file.marked_from == own.sha256):
        changes.append((f"evidence:{copy.sha256}", "marked_from", ready.sha256))
        changes += [] if keep_time else [(f"evidence:{copy.sha256}", "taken_at", None)]
    write(ws, visit.id, [*_removal(ws, visit.id, (own.sha256,)), *changes])


def tell(ws: Workspace, sha256: str) -> Told:
    """What a photo says of itself: time, place, camera; read now and kept nowhere."""
    with opened_pictures(ws) as pictures:
        return pictures.tell(ws.files.path(sha256))


def absent(ws: Workspace, files: Iterable[Evidence]) -> frozenset[str]:
    """Those whose bytes lie on another computer: merging brings their names alone."""
    return frozenset(own.sha256 for own in files if not ws.files.has(own.sha256))


def looks(ws: Workspace, files: Iterable[Evidence]) -> Mapping[str, bytes]:
    """Small JPEGs for a list, by SHA-256; files that have none are left out. The larger one stands in for a photo
    that was kept before there were small ones."""
    found = {}
    for own in files:
        data = ws.files.thumbnail(own.sha256)
        if data is None and own.reduced_sha256 is not None and ws.files.has(own.reduced_sha256):
            data = ws.files.read(own.reduced_sha256)
        if data is not None:
            found[own.sha256] = data
    return found


def drawn(ws: Workspace, own: Evidence) -> bytes | None:
    """The JPEG of a photo as the minutes draw it; None where there is none here."""
    if own.reduced_sha256 is None or not ws.files.has(own.reduced_sha256):
        return None
    return ws.files.read(own.reduced_sha256)


def for_other_programs(ws: Workspace, own: Evidence, *, bare: bool = False) -> Path:
    """A copy of the file under its own name; `bare` for passing on, a photo without place, time and camera.

    Raises StoreError, IntakeError.
    """
    if not bare or own.reduced_sha256 is None:
        return ws.files.laid_out(own.sha256, own.name or own.sha256[:12])
    data, ending = _bare(ws, own.sha256)
    return ws.files.lay_out(data, Path(own.name or own.sha256[:12]).stem + ending)


def _bare(ws: Workspace, sha256: str) -> tuple[bytes, str]:
    """A copy of a photo that says nothing of itself, and the ending of its name. It is not kept here: it may have the
    very bytes of a file that is. Raises StoreError, IntakeError."""
    from inspector_app.intake import given_files

    ws.files.read(sha256)
    with ws.files.made_elsewhere() as path:
        with opened_pictures(ws) as pictures:
            ending = pictures.strip(ws.files.path(sha256), path)
        return given_files.read(path), ending


def is_program(own: Evidence) -> bool:
    """Whether the system would run the file instead of showing it."""
    return PROGRAMS.fullmatch(Path(own.name or "").suffix) is not None


_ALIKE = {".jpg": (".jpg", ".jpeg", ".jpe")}


def _named(visit: Visit, files: Collection[str]) -> list[Evidence]:
    """Raises VisitError EVIDENCE-GONE."""
    found = [own for own in visit.evidence if own.sha256 in files]
    if len(found) != len(set(files)):
        raise VisitError(
            "EVIDENCE-GONE",
            N_("Nothing was changed: a file is no longer in the list."),
            why=N_("It was taken away meanwhile, here or on another computer."),
            todo=N_("Look at the list again."),
        )
    return found


def _removal(ws: Workspace, visit_id: VisitId, files: Collection[str]) -> list[Change]:
    held = visits.entities(ws.db, visit_id, [f"evidence:{sha256}" for sha256 in files])
    return [(entity, name, None) for entity, own in held.items() for name in own]
