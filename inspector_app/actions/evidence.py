"""Evidence: files that prove answers, kept byte for byte under their SHA-256."""

import hashlib
import mimetypes
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import current_version, require_open, write
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.text import clean
from inspector_app.checklist.visit import Evidence, VisitId
from inspector_app.errors import IntakeError

PICTURES = frozenset({"image/jpeg", "image/png"})
"""Kinds that are reduced once and drawn in the annex."""
PLAIN = "application/octet-stream"
_BEGINNINGS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"%PDF-": "application/pdf"}
"""For a file whose name does not say what it is."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Something to keep: a file of this computer, or what lay on the clipboard."""

    name: str
    path: Path | None = None
    made: Callable[[], bytes] | None = None
    """Makes the bytes where there is no file; may take long."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not kept, and why."""

    brought: Brought
    why: str
    """Msgid with places that `parameters` fill."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    as_plain: bool = False
    """A picture that could not be made small: it can still be kept as a file like any other."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of all that was brought at once: every one of them is in one of the lists."""

    changed: Changed
    kept: tuple[str, ...]
    """Names of the files that are now the item's."""
    known: tuple[str, ...]
    """Names of those that were the item's already, or came twice."""
    refused: tuple[Refused, ...]


@dataclass(slots=True)
class _Ready:
    """A file whose bytes are kept, with what will be said of it."""

    sha256: str
    name: str
    values: dict[str, object]


def keep_files(
    ws: Workspace,
    visit_id: VisitId,
    items: Sequence[ItemId],
    brought: Sequence[Brought],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    *,
    plain: bool = False,
) -> Kept | None:
    """Keep files beside their items as one act; each that cannot be kept is told and stops no other.

    None where it was cancelled: then nothing was written. With `plain` a picture that cannot be made small is
    kept like any other file. Raises StoreError (no room left), VisitError VISIT-SEALED.
    """
    require_open(current_version(ws, visit_id))
    pictures = {own.sha256 for own in load(ws, visit_id).visit.evidence if own.reduced_sha256}
    ready: list[_Ready] = []
    refused: list[Refused] = []
    for number, own in enumerate(brought):
        if cancelled():
            return None
        progress(number, len(brought))
        try:
            ready.append(_read(ws, own, pictures, plain))
        except IntakeError as error:
            as_plain = error.code.startswith("INTAKE-")
            refused.append(Refused(own, error.why, error.parameters, as_plain))
    progress(len(brought), len(brought))
    if cancelled():
        return None
    changes, kept, known = _changes(load(ws, visit_id).visit.evidence, tuple(items), ready)
    changed = write(ws, visit_id, changes) if changes else Changed(visit_id)
    return Kept(changed, kept, known, tuple(refused))


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
    ready = _kept(ws, name, data, (), plain=False)
    ready.values |= {"caption": caption, "printed": printed}
    changes, _kept_names, _known = _changes(load(ws, visit_id).visit.evidence, tuple(items), [ready])
    if changes:
        write(ws, visit_id, changes)
    return ready.sha256


def evidence_data(ws: Workspace, sha256: str) -> bytes:
    """The original, checked against its hash."""
    return ws.files.read(sha256)


def _read(ws: Workspace, own: Brought, pictures: Collection[str], plain: bool) -> _Ready:
    """Raises IntakeError, StoreError."""
    from inspector_app.intake import given_files

    data = b"" if own.made is None else own.made()
    if own.path is not None:
        data = given_files.read(own.path)
    return _kept(ws, own.name, data, pictures, plain)


def _kept(ws: Workspace, name: str, data: bytes, pictures: Collection[str], plain: bool) -> _Ready:
    """Put the bytes where they stay; a picture that is not among those reduced before is made small.

    Raises IntakeError, StoreError.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    values: dict[str, object] = {"media_type": _media_type(name, data), "size": len(data)}
    if values["media_type"] in PICTURES and sha256 not in pictures:
        from inspector_app.intake import images

        try:
            reduced = images.reduce(data)
        except IntakeError:
            if not plain:
                raise
            values["media_type"] = PLAIN
        else:
            values |= {
                "reduced_sha256": ws.files.put(reduced.jpeg),
                "width": reduced.width,
                "height": reduced.height,
            }
    ws.files.put(data)
    return _Ready(sha256, clean(name), values)


def _media_type(name: str, data: bytes) -> str:
    guessed = mimetypes.guess_type(name)[0]
    if guessed is not None:
        return guessed
    return next((kind for start, kind in _BEGINNINGS.items() if data.startswith(start)), PLAIN)


def _changes(
    listed: Sequence[Evidence], items: tuple[ItemId, ...], ready: Sequence[_Ready]
) -> tuple[list[tuple[str, str, object]], tuple[str, ...], tuple[str, ...]]:
    """What to write, the names that are new beside these items, and those that were there."""
    held = {own.sha256: own for own in listed}
    changes: list[tuple[str, str, object]] = []
    kept: list[str] = []
    known: list[str] = []
    for own in ready:
        entity, before = f"evidence:{own.sha256}", held.get(own.sha256)
        if before is None:
            values = {"name": own.name, "items": items, "order": len(held), "caption": None, "printed": True}
            values |= own.values
            held[own.sha256] = Evidence(own.sha256, name=own.name, items=items)
        else:
            values = {"items": tuple(dict.fromkeys((*before.items, *items)))}
            if own.values.get("caption"):
                values["caption"] = own.values["caption"]
            if "reduced_sha256" in own.values and before.reduced_sha256 is None:
                values |= {
                    name: own.values[name] for name in ("media_type", "reduced_sha256", "width", "height")
                }
        changes += [(entity, name, value) for name, value in values.items()]
        new = before is None or not set(items) <= set(before.items)
        (kept if new else known).append(own.name)
    return changes, tuple(kept), tuple(known)
