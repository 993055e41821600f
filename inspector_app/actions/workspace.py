"""The one place that wires rooms together: a user's data folder, opened.

A workspace belongs to the thread that opened it; a task opens its own with `another()`.
"""

from collections import deque
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from inspector_app.clock import Clock, SystemClock
from inspector_app.store.database import Database, check, open_database

if TYPE_CHECKING:
    from inspector_app.checklist.event import DeviceId, UndoLog
    from inspector_app.checklist.logic import Logic
    from inspector_app.checklist.progress import Count
    from inspector_app.checklist.template import Template
    from inspector_app.checklist.visit import VisitId
    from inspector_app.sampling.workers import Pool
    from inspector_app.signing.device import DeviceKey
    from inspector_app.store.files import FileStore


@dataclass(frozen=True, slots=True)
class Changed:
    """What an act touched; every window part decides for itself whether to reload."""

    visit: "VisitId | None" = None
    entities: frozenset[str] = field(default_factory=frozenset)
    listing: bool = False
    """The list of visits: one made, or one whose name or state changed."""
    sealing: bool = False
    deliveries: bool = False
    ledger: bool = False

    def __or__(self, other: "Changed") -> "Changed":
        return Changed(
            self.visit or other.visit,
            self.entities | other.entities,
            self.listing or other.listing,
            self.sealing or other.sealing,
            self.deliveries or other.deliveries,
            self.ledger or other.ledger,
        )


class Workspace:
    """Database, files, device key and clock of one user on one computer."""

    def __init__(self, folder: Path, database: Database, clock: Clock, actor: str) -> None:
        self.folder = folder
        self.db = database
        self.clock = clock
        self.actor = actor
        """Name of the person who acts, written into every event."""
        self.picture_pools: deque[Pool] = deque()
        """Processes that open pictures, warm from the last time; whoever needs them takes them out."""
        self.counts: dict[VisitId, tuple[int, Count]] = {}
        """How much of a visit was done when it was last read, and how far the log had come then."""
        self._borrows = False
        self._templates: dict[str, Template] = {}
        self._logics: dict[str, Logic] = {}
        self._undo: dict[VisitId, tuple[int, UndoLog]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def files(self) -> "FileStore":
        """Originals byte for byte."""
        from inspector_app.store.files import FileStore

        return FileStore(self.folder)

    @cached_property
    def device(self) -> "DeviceKey":
        """This computer's key, made at first need; it lies outside the database and outside backups."""
        import platform

        from inspector_app.signing import device

        key = device.load(self._device_folder)
        if key is None:
            key = device.create(platform.node(), self.clock.now())
            key.save(self._device_folder)
        return key

    @cached_property
    def device_id(self) -> "DeviceId":
        """Who this computer is in every event; known without loading the key."""
        from inspector_app.checklist.event import DeviceId
        from inspector_app.signing import device

        return DeviceId(device.known_fingerprint(self._device_folder) or self.device.fingerprint)

    @property
    def _device_folder(self) -> Path:
        return self.folder / "device"

    def template(self, sha256: str) -> "Template":
        """A pinned template, parsed once."""
        from inspector_app.store import templates

        if sha256 not in self._templates:
            self._templates[sha256] = templates.get(self.db, sha256)
        return self._templates[sha256]

    def logic(self, sha256: str) -> "Logic":
        """The rules of a pinned template, compiled once."""
        from inspector_app.checklist.logic import Logic

        if sha256 not in self._logics:
            self._logics[sha256] = Logic.of(self.template(sha256))
        return self._logics[sha256]

    def undo_log(self, visit: "VisitId") -> "UndoLog":
        """What can be undone and redone here: read from the log once, then kept in step with what is new."""
        from inspector_app.checklist.event import Plane, UndoLog
        from inspector_app.store import events

        upto = events.mark(self.db)
        if visit in self._undo and not self.db.writing:
            after, log = self._undo[visit]
            for trace in events.since(self.db, visit, after, upto):
                if trace.plane is Plane.ANSWERS and trace.device == self.device_id:
                    log.take(trace.act, trace.undoes)
        else:
            log = UndoLog(events.acts(self.db, visit, Plane.ANSWERS, self.device_id, upto))
        if not self.db.writing:
            self._undo[visit] = (upto, log)
        return log

    def another(self) -> "Workspace":
        """The same folder with a connection of its own, for another thread; what was read once and never changes
        is shared."""
        other = open_workspace(self.folder, self.clock, self.actor)
        other.counts = self.counts
        other.picture_pools, other._borrows = self.picture_pools, True  # noqa: SLF001 - its own kind
        other._templates, other._logics = self._templates, self._logics  # noqa: SLF001 - its own kind
        return other

    def close(self) -> None:
        self.db.close()
        if self._borrows:
            return
        if "files" in self.__dict__:  # else nothing was laid out for another program
            self.files.clear_laid_out()
        while self.picture_pools:
            self.picture_pools.pop().close()


def open_workspace(
    folder: Path, clock: Clock | None = None, actor: str = "", *, checked: bool = True
) -> Workspace:
    """Open a data folder, making it at first use; who wants it not `checked` calls `check_workspace` before anything
    is written. Raises StoreError."""
    return Workspace(folder, open_database(folder, checked=checked), clock or SystemClock(), actor)


def check_workspace(folder: Path) -> None:
    """Look whether the database of an open data folder is whole; may be called from another thread. Raises StoreError."""
    check(folder)
