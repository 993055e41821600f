"""Watches the folder that the settings name, while the window is open: told by the system where it can, and by looking
every few seconds, since a share of the network tells nothing. It offers nothing itself.
"""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from inspector_app.actions.scanning import Arrivals, look_into
from inspector_app.errors import IntakeError
from inspector_app.gui.bridge import Context
from inspector_app.gui.tasks import Lane

LOOK_MS = 4000
"""Between two looks while nothing happens."""
SOON_MS = 1000
"""After the system told of something, and while a file may still grow."""


class ScanFolder(QObject):
    """One per window; it follows the settings."""

    came = Signal(object)
    """tuple of Path: new files, whole"""
    troubled = Signal(object)
    """IntakeError, once until the folder can be read again; None when it can"""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._folder: Path | None = None
        self._arrivals = Arrivals()
        self._looking = False
        self._troubled = False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _folder: self._again.start(SOON_MS))
        context.habits.changed.connect(self._follow)
        self._follow(frozenset({"scan_folder"}))

    @property
    def folder(self) -> Path | None:
        return self._folder

    def look(self) -> None:
        """Look now, beside the window; the next look comes by itself."""
        folder = self._folder
        if folder is None or self._looking:
            return
        self._looking = True
        self._context.run_task(
            "",
            lambda workspace, _task: look_into(workspace, folder),
            lambda found: self._take(folder, found),
            self._stop_looking,
            Lane.APART,
        )

    def _follow(self, different: frozenset[str]) -> None:
        if "scan_folder" not in different:
            return
        named = self._context.habits.settings.scan_folder
        self._folder = Path(named) if named else None
        self._arrivals = Arrivals()
        if watched := self._watcher.directories():
            self._watcher.removePaths(watched)
        self._again.stop()
        self._tell(None)
        if self._folder is not None:
            self._again.start(0)

    def _take(self, folder: Path, found: Any) -> None:
        self._looking = False
        if folder != self._folder:  # another one was chosen meanwhile
            self._again.start(0)
            return
        if isinstance(found, IntakeError):
            self._tell(found)
            self._again.start(LOOK_MS)
            return
        self._tell(None)
        if not self._watcher.directories():
            self._watcher.addPath(str(folder))
        names = self._arrivals.take(found)
        self._again.start(SOON_MS if self._arrivals.waiting else LOOK_MS)
        if names:
            self.came.emit(tuple(folder / name for name in names))

    def _stop_looking(self) -> None:
        self._looking = False
        self._again.start(LOOK_MS)

    def _tell(self, problem: IntakeError | None) -> None:
        if self._troubled != (problem is not None):
            self._troubled = problem is not None
            self.troubled.emit(problem)
