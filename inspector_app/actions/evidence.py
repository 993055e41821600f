"""Evidence: files that prove answers, kept byte for byte under their SHA-256."""

import hashlib
import mimetypes
from collections.abc import Sequence

from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.actions.writing import write
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId

PICTURES = frozenset({"image/jpeg", "image/png"})
"""Kinds that are reduced once and drawn in the annex."""


def add_evidence(
    ws: Workspace,
    visit_id: VisitId,
    name: str,
    data: bytes,
    items: Sequence[ItemId],
    caption: str | None = None,
    printed: bool = True,
) -> str:
    """Keep a file and name it beside its items; returns its SHA-256. IntakeError for a broken picture.

    The same file added again, for another item, belongs to both; its name, its place and whether it is printed stay.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    listed = load(ws, visit_id).visit.evidence
    known = next((own for own in listed if own.sha256 == sha256), None)
    if known is not None:
        name, printed = known.name or name, known.printed
        caption, items = caption or known.caption, tuple(dict.fromkeys((*known.items, *items)))
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    values: dict[str, object] = {
        "name": name,
        "media_type": media_type,
        "size": len(data),
        "items": tuple(items),
        "order": known.order if known else len(listed),
        "caption": caption,
        "printed": printed,
    }
    if media_type in PICTURES:
        from inspector_app.intake import images

        reduced = images.reduce(data)
        values |= {
            "reduced_sha256": ws.files.put(reduced.jpeg),
            "width": reduced.width,
            "height": reduced.height,
        }
    ws.files.put(data)
    write(ws, visit_id, [(f"evidence:{sha256}", field, value) for field, value in values.items()])
    return sha256


def evidence_data(ws: Workspace, sha256: str) -> bytes:
    """The original, checked against its hash."""
    return ws.files.read(sha256)
