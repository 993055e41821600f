"""Is everything still whole: the database, every chain of events, every kept file; and a backup of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.event import Plane
from inspector_app.checklist.seal import versions
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, StoreError
from inspector_app.store import backup as copies
from inspector_app.store import events, visits


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: a msgid and what fills it."""

    message: str
    parameters: dict[str, object]


@dataclass(frozen=True, slots=True)
class Health:
    faults: tuple[Fault, ...]
    visits: int
    events: int
    files: int

    @property
    def sound(self) -> bool:
        return not self.faults


def check(ws: Workspace, progress: Callable[[int, int], None] | None = None) -> Health:
    """Recompute every hash: of all chains, and of every file that a visit names."""
    faults = [
        Fault(
            N_("Visit {visit}: the chain of device {device} does not hold at event {counter} ({fault})."),
            {"visit": f.visit, "device": f.device[:12], "counter": f.counter, "fault": f.fault},
        )
        for f in events.check(ws.db)
    ]
    rows = visits.listing(ws.db)
    counted = 0
    named: set[str] = set()
    for done, row in enumerate(rows):
        if progress is not None:
            progress(done, len(rows))
        counted += len(events.of_visit(ws.db, row.id))
        named |= _files_of(ws, row.id)
    for sha256 in sorted(named):
        try:
            ws.files.read(sha256)
        except StoreError as error:
            faults.append(Fault(error.what, dict(error.parameters)))
    return Health(tuple(faults), len(rows), counted, len(named))


def backup(ws: Workspace, folder: Path) -> Path:
    """A copy of the database in `folder`, checked after writing; the device key stays here. StoreError."""
    target = folder / f"inspector-{ws.clock.now():%Y%m%d-%H%M%S}.db"
    copies.backup(ws.db, target)
    copies.check_copy(target)
    return target


def _files_of(ws: Workspace, visit_id: VisitId) -> set[str]:
    """SHA-256 of every file that a visit's answers and versions name."""
    found: set[str | None] = set()
    for (entity, name), value in visits.values(ws.db, visit_id, Plane.ANSWERS).items():
        if entity.startswith("evidence:"):
            found.add(entity.removeprefix("evidence:"))
            found.add(value if name == "reduced_sha256" else None)
    for version in versions(visits.values(ws.db, visit_id, Plane.SEALING)):
        found |= {version.minutes_sha256, version.manifest_sha256}
        found |= {signature.file_sha256 for signature in version.signatures.values()}
        found.add(version.ink.scan_sha256 if version.ink else None)
    return {sha256 for sha256 in found if sha256}
