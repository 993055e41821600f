"""The settings while the window is open: read once, changed at one place, told to everybody, written down."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from inspector_app import settings as settings_file
from inspector_app.errors import SettingsError
from inspector_app.settings import Settings


class Habits(QObject):
    """One per window; it outlives a change of language."""

    changed = Signal(object)
    """frozenset of the names of the settings that are different now"""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.damaged: SettingsError | None = None
        """Why the file could not be read; everything stands at its default then."""
        try:
            self._settings = settings_file.load(folder)
        except SettingsError as error:
            self._settings, self.damaged = Settings(), error
        if self._settings.keys:
            from inspector_app.gui.settings.key_rules import (
                possible,
            )  # the table of commands knows the habits

            # The file can be written by hand; a letter that is a key could no longer be typed anywhere.
            sound = tuple(pair for pair in self._settings.keys if possible(pair[1]))
            self._settings = replace(self._settings, keys=sound)

    @property
    def settings(self) -> Settings:
        return self._settings

    def change(self, **values: Any) -> None:
        """Take other values, by the names of Settings, and tell who listens. Writing them down is `save`."""
        before = self._settings
        self._settings = replace(before, **values)
        different = frozenset(
            name for name in values if getattr(before, name) != getattr(self._settings, name)
        )
        if different:
            self.changed.emit(different)

    def save(self) -> None:
        """Write the settings down. Raises SettingsError."""
        settings_file.save(self._folder, self._settings)
