"""Backups: made when asked and by themselves, listed, and put back whole.

A backup beside which a person wants the photos as well is a folder: the database of the moment, and `files/` to which
only what is new is added. Putting one back keeps a copy of what it replaces, and the computer goes on as a new device.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from inspector_app.actions.workspace import Workspace
from inspector_app.store import backup as copies
from inspector_app.store import events, restoring
from inspector_app.store.backup import CopyContent
from inspector_app.store.database import BACKUPS

__all__ = [
    "Backup",
    "CopyContent",
    "Written",
    "automatic",
    "kept_of",
    "listing",
    "look_at",
    "now_here",
    "restore",
    "write_backup",
]

EVERY = timedelta(minutes=30)
"""Between two automatic backups, while anything changes."""
ALL_FOR = timedelta(hours=4)
DAILY_FOR = timedelta(days=7)
WEEKLY_FOR = timedelta(weeks=8)
STEM = "auto-"
BEFORE = "before-restore-"
_STAMP = "%Y%m%d-%H%M%S"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Backup:
    """One automatic backup."""

    path: Path
    at: datetime
    size: int
    """Bytes."""
    automatic: bool = True
    """False for the copy of what a restored backup replaced; it is never thinned out."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a backup that a person asked for holds."""

    path: Path
    content: CopyContent
    files: int
    """Photos and files that were not there yet."""


def write_backup(ws: Workspace, folder: Path, progress: Progress = lambda _done, _total: None) -> Written:
    """A complete backup in `folder`: the database now, checked after writing, and every kept file. StoreError.

    `progress` may raise: then no database of this backup is there, and files that were copied are whole.
    """
    missing = restoring.missing_files(ws.files, folder / "files")
    for done, sha256 in enumerate(missing):
        progress(done, len(missing) + 1)
        restoring.copy_file(ws.files, folder / "files", sha256)
    progress(len(missing), len(missing) + 1)
    target = folder / f"inspector-{ws.clock.now():{_STAMP}}.db"
    return Written(target, copies.backup(ws.db, target), len(missing))


def automatic(ws: Workspace) -> Path | None:
    """Make a backup in the data folder if the last is older than EVERY and anything changed since; thin out old ones."""
    now, known = ws.clock.now(), [own for own in listing(ws) if own.automatic]
    if known and now - known[0].at < EVERY:
        return None
    mark = events.mark(ws.db)
    if not mark or (known and restoring.mark_of(known[0].path) == mark):
        return None
    target = ws.folder / BACKUPS / f"{STEM}{now:{_STAMP}}.sqlite3"
    restoring.make_folder(target.parent)
    copies.backup(ws.db, target)
    own_kept = {own.path for own in kept_of((Backup(target, now, 0), *known), now)}
    restoring.remove(own.path for own in known if own.path not in own_kept)
    return target


def listing(ws: Workspace) -> tuple[Backup, ...]:
    """The automatic backups, and what restoring replaced, the newest first."""
    found = []
    for stem in (STEM, BEFORE):
        for path, size in restoring.in_folder(ws.folder / BACKUPS, f"{stem}*.sqlite3"):
            try:
                at = datetime.strptime(path.stem.removeprefix(stem), _STAMP).replace(
                    tzinfo=ws.clock.now().tzinfo
                )
            except ValueError:
                continue
            found.append(Backup(path, at, size, stem == STEM))
    return tuple(sorted(found, key=lambda own: own.at, reverse=True))


def kept_of(backups: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """All of the last hours, the last of each day for a week, of each week for two months; the newest always."""
    kept: list[Backup] = []
    seen: set[object] = set()
    for own in sorted(backups, key=lambda each: each.at, reverse=True):
        age, calendar = now - own.at, own.at.isocalendar()
        if age <= ALL_FOR or not kept:
            kept.append(own)
            continue
        slot = own.at.date() if age <= DAILY_FOR else (calendar.year, calendar.week)
        if age <= WEEKLY_FOR and slot not in seen:
            kept.append(own)
        seen.add(slot)
    return tuple(kept)


def look_at(path: Path) -> CopyContent:
    """What a backup holds, every page of it read. Raises StoreError for one that is damaged, foreign or newer."""
    return copies.check_copy(path)


def restore(ws: Workspace, path: Path, progress: Progress = lambda _done, _total: None) -> Path:
    """Put a backup in the place of everything that is here; returns the copy of what was here before.

    Checked first, written as one transaction: the old or the new, never between. Files that lie beside the backup come
    back too, none is removed. The key of this computer is set aside, so that two histories never go by one name. Every
    other user of the workspace must have ended, and the program must be started anew afterwards. Raises StoreError.
    """
    copies.check_copy(path)
    former = ws.folder / BACKUPS / f"{BEFORE}{ws.clock.now():{_STAMP}}.sqlite3"
    restoring.make_folder(former.parent)
    copies.backup(ws.db, former)
    beside = path.parent / "files"
    missing = restoring.files_to_bring(beside, ws.files)
    for done, sha256 in enumerate(missing):
        progress(done, len(missing) + 1)
        restoring.bring_file(beside, ws.files, sha256)
    progress(len(missing), len(missing) + 1)
    restoring.set_device_aside(ws.folder, ws.clock.now().strftime(_STAMP))
    restoring.put_back(ws.db, path)
    return former


def now_here(ws: Workspace) -> CopyContent:
    """What a restored backup would replace."""
    return copies.content(ws.db)
