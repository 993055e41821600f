"""Evidence: files that prove answers, kept byte for byte under their SHA-256."""

import hashlib
import mimetypes
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.actions.pictures import Pictures, opened_pictures
from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import current_version, require_open, write
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.text import clean
from inspector_app.checklist.visit import Evidence, VisitId
from inspector_app.errors import IntakeError

if TYPE_CHECKING:
    from inspector_app.intake.images import ReducedPicture

PLAIN = "application/octet-stream"
DOCUMENT = "application/pdf"
BATCH = 8
"""Files whose originals are written before their pictures are made small: what a cancelled run has to take back is
little, and two processes have something to do."""
_DRAWN = ("media_type", "reduced_sha256", "width", "height", "taken_at")
"""What is known of a file only once its picture was made small."""


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
class Ready:
    """A file whose bytes are kept, with what will be said of it."""

    brought: Brought
    sha256: str
    values: dict[str, object]

    @property
    def name(self) -> str:
        """As text: an old stick may name files in bytes that are none."""
        return clean(self.brought.name.encode("utf-8", "replace").decode("utf-8"))


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

    All or nothing: None where it was cancelled, and then no file of it stays on this computer. With `plain` a picture
    that cannot be made small is kept like any other file. Raises StoreError (no room left), VisitError VISIT-SEALED.
    """
    require_open(current_version(ws, visit_id))
    reading = _Reading(ws, visit_id, plain)
    taken = False
    try:
        with opened_pictures(ws) as pictures:
            waiting = iter(brought)
            while batch := list(islice(waiting, BATCH)):
                for done in reading.take(batch, pictures, cancelled):
                    progress(done, len(brought))
                if cancelled():
                    return None
        listed = load(ws, visit_id).visit.evidence
        changes, kept, known = _changes(listed, tuple(items), reading.in_order(brought))
        changed = write(ws, visit_id, changes) if changes else Changed(visit_id)
        taken = True
    finally:
        if not taken:
            reading.take_back()
    return Kept(changed, kept, known, tuple(reading.refused))


def add_evidence(
    ws: Workspace,
    visit_id: VisitId,
    name: str,
    data: bytes,
    items: Sequence[ItemId],
    caption: str | None = None,
    printed: bool = True,
) -> str:
    """Keep a file and name it beside its items; returns its SHA-256. IntakeError for a broken picture,
    VisitError VISIT-SEALED; then nothing of it stays.

    The same file added again, for another item, belongs to both; its name, its place and whether it is printed stay.
    """
    with read_one(ws, visit_id, Brought(name, made=lambda: data)) as ready:
        ready.values |= {"caption": caption, "printed": printed}
        changes, _kept_names, _known = _changes(load(ws, visit_id).visit.evidence, tuple(items), [ready])
        if changes:
            write(ws, visit_id, changes)
        return ready.sha256


def evidence_data(ws: Workspace, sha256: str) -> bytes:
    """The original, checked against its hash."""
    return ws.files.read(sha256)


@contextmanager
def read_one(ws: Workspace, visit_id: VisitId, brought: Brought) -> Iterator["Ready"]:
    """Keep the bytes of one file, a picture made small; they stay if the visit names them when the block ends well.

    Raises IntakeError, StoreError, VisitError VISIT-SEALED.
    """
    require_open(current_version(ws, visit_id))
    reading = _Reading(ws, visit_id, plain=False)
    taken = False
    try:
        with opened_pictures(ws) as pictures:
            for _done in reading.take([brought], pictures, lambda: False):
                pass
        if reading.problems:
            raise reading.problems[0]
        yield reading.ready[0]
        taken = True
    finally:
        if not taken:
            reading.take_back()


class _Reading:
    """Files on their way in: their bytes where they stay, their pictures made small; the visit knows nothing yet."""

    def __init__(self, ws: Workspace, visit_id: VisitId, plain: bool) -> None:
        self._ws = ws
        self._visit_id = visit_id
        self._plain = plain
        self._drawn = {own.sha256 for own in load(ws, visit_id).visit.evidence if own.reduced_sha256}
        self._fresh: set[str] = set()
        """What was not on this computer before."""
        self._done = 0
        self.ready: list[Ready] = []
        self.refused: list[Refused] = []
        self.problems: list[IntakeError] = []

    def take(
        self, batch: Sequence[Brought], pictures: Pictures, cancelled: Callable[[], bool]
    ) -> Iterator[int]:
        """Read some more; yields how many are done so far. Raises StoreError."""
        waiting: dict[str, list[Ready]] = {}
        for own in batch:
            if cancelled():
                return
            ready = self._read(own)
            if ready is not None and self._is_to_draw(ready):
                waiting.setdefault(ready.sha256, []).append(ready)
                continue
            self._finish(ready)
            yield self._done
        groups = list(waiting.values())
        paths = [self._ws.files.path(sha256) for sha256 in waiting]
        for place, picture in pictures.reduce(paths, cancelled):
            for ready in groups[place]:
                if isinstance(picture, IntakeError) and not self._plain:
                    self._refuse(ready.brought, picture)
                    self._forget(ready)
                    self._finish(None)
                    continue
                if isinstance(picture, IntakeError):
                    ready.values["media_type"] = PLAIN
                else:
                    self._draw(ready, picture)
                self._finish(ready)
            yield self._done

    def in_order(self, brought: Sequence[Brought]) -> list[Ready]:
        """What can be kept, as it was brought."""
        places = {id(own): place for place, own in enumerate(brought)}
        return sorted(self.ready, key=lambda own: places[id(own.brought)])

    def take_back(self) -> None:
        """Leave nothing of it on this computer."""
        named = {
            sha256
            for own in load(self._ws, self._visit_id).visit.evidence
            for sha256 in (own.sha256, own.reduced_sha256)
        }
        for sha256 in self._fresh - named:  # the same photo may have come in by another way meanwhile
            self._ws.files.forget(sha256)

    def _read(self, own: Brought) -> Ready | None:
        """None where it was refused."""
        from inspector_app.intake import given_files, images

        try:
            data = b"" if own.made is None else own.made()
            if own.path is not None:
                data = given_files.read(own.path)
            kind = media_type(own.name, data)
            if kind in images.MEDIA_TYPES and not self._plain:
                images.require_size(len(data))
        except IntakeError as problem:
            self._refuse(own, problem)
            return None
        sha256 = hashlib.sha256(data).hexdigest()
        self._put(sha256, data)
        return Ready(own, sha256, {"media_type": kind, "size": len(data)})

    def _is_to_draw(self, ready: Ready) -> bool:
        from inspector_app.intake import images

        small = int(str(ready.values["size"])) <= images.MAX_BYTES
        return ready.values["media_type"] in images.MEDIA_TYPES and small and ready.sha256 not in self._drawn

    def _draw(self, ready: Ready, picture: "ReducedPicture") -> None:
        reduced = hashlib.sha256(picture.jpeg).hexdigest()
        self._put(reduced, picture.jpeg)
        self._ws.files.put_thumbnail(ready.sha256, picture.thumbnail)
        ready.values |= {"reduced_sha256": reduced, "width": picture.width, "height": picture.height}
        if picture.told.taken_at is not None:
            ready.values["taken_at"] = picture.told.taken_at

    def _refuse(self, own: Brought, problem: IntakeError) -> None:
        self.problems.append(problem)
        as_plain = problem.code.startswith("INTAKE-")
        self.refused.append(Refused(own, problem.why, problem.parameters, as_plain))

    def _put(self, sha256: str, data: bytes) -> None:
        if not self._ws.files.has(sha256):
            self._fresh.add(sha256)
        self._ws.files.put(data)

    def _forget(self, ready: Ready) -> None:
        if ready.sha256 in self._fresh:
            self._ws.files.forget(ready.sha256)

    def _finish(self, ready: Ready | None) -> None:
        self._done += 1
        if ready is not None:
            self.ready.append(ready)


def next_order(listed: Iterable[Evidence]) -> int:
    """The place after all others."""
    return 1 + max((own.order for own in listed), default=-1)


def media_type(name: str, data: bytes) -> str:
    """What a file is: a picture or a PDF by its bytes, everything else by the ending of its name."""
    from inspector_app.intake import images

    if data.startswith(b"%PDF-"):
        return DOCUMENT
    return images.kind_of(data) or mimetypes.guess_type(name)[0] or PLAIN


def _changes(
    listed: Sequence[Evidence], items: tuple[ItemId, ...], ready: Sequence[Ready]
) -> tuple[list[tuple[str, str, object]], tuple[str, ...], tuple[str, ...]]:
    """What to write, the names that are new beside these items, and those that were there."""
    held = {own.sha256: own for own in listed}
    changes: list[tuple[str, str, object]] = []
    kept: list[str] = []
    known: list[str] = []
    for own in ready:
        entity, before = f"evidence:{own.sha256}", held.get(own.sha256)
        if before is None:
            order = next_order(held.values())
            values = {"name": own.name, "items": items, "order": order, "caption": None, "printed": True}
            values |= own.values
            drawn = None if (reduced := values.get("reduced_sha256")) is None else str(reduced)
            held[own.sha256] = Evidence(
                own.sha256, name=own.name, items=items, order=order, reduced_sha256=drawn
            )
        else:
            values = {"items": tuple(dict.fromkeys((*before.items, *items)))}
            if own.values.get("caption"):
                values["caption"] = own.values["caption"]
            if "reduced_sha256" in own.values and before.reduced_sha256 is None:
                values |= {name: own.values[name] for name in _DRAWN if name in own.values}
        changes += [(entity, name, value) for name, value in values.items()]
        new = before is None or not set(items) <= set(before.items)
        (kept if new else known).append(own.name)
    return changes, tuple(kept), tuple(known)
