"""The folder in which a scanner or a phone's cable lays files: what lies there now, and what of it is new and whole.

Nothing there is opened, moved or deleted.
"""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector_app.errors import N_, IntakeError
from inspector_app.intake.given_files import LINKS

UNFINISHED = (
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".opdownload",
    ".lock",
    ".lck",
)
"""Endings of names under which programs write before they are done."""
NEVER = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
MOST = 20_000
"""Names of one folder that are looked at: a scanner's folder holds no more."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it lies there: another size or time is another file."""

    size: int
    modified_ns: int


def lying_in(folder: Path) -> Mapping[str, Seen]:
    """The ordinary files of a folder by their names, but for those that a program is writing under another name.

    Raises IntakeError SCAN-FOLDER.
    """
    found: dict[str, Seen] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if len(found) >= MOST:
                    break
                if _is_passing(entry.name) or not entry.is_file(follow_symlinks=False):
                    continue
                now = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(now.st_mode):
                    found[entry.name] = Seen(now.st_size, now.st_mtime_ns)
    except (OSError, ValueError) as error:
        raise IntakeError(
            "SCAN-FOLDER",
            N_("The scan folder {folder} is not looked at any more."),
            why=N_("The system says: {problem}."),
            todo=N_("Connect the scanner, the stick or the share again, or choose another folder."),
            folder=folder,
            problem=getattr(error, "strerror", None) or str(error),
        ) from error
    return found


class Arrivals:
    """What came into a folder since it was looked at first, told when it no longer grows."""

    def __init__(self) -> None:
        self._known: dict[str, Seen] | None = None
        self._growing: dict[str, Seen] = {}

    @property
    def waiting(self) -> bool:
        """Whether something is there that may still grow."""
        return bool(self._growing)

    def take(self, lying: Mapping[str, Seen]) -> tuple[str, ...]:
        """The names that are new and whole: of the same size twice, and not empty. What lay there at first is old."""
        if self._known is None:
            self._known = dict(lying)
            return ()
        new = {name: now for name, now in lying.items() if self._known.get(name) != now}
        whole = tuple(name for name, now in new.items() if now.size and self._growing.get(name) == now)
        self._known |= {name: new[name] for name in whole}
        self._growing = {name: now for name, now in new.items() if name not in whole}
        return tuple(sorted(whole))


def _is_passing(name: str) -> bool:
    plain = name.casefold()
    return plain.startswith((".", "~")) or plain.endswith((*UNFINISHED, *LINKS)) or plain in NEVER
