"""Counts a register of dossiers for an item: which columns hold what, as of which day, and what becomes of it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.template import FactSpec, Item
from inspector_app.gui.bridge import Context


def open_register(
    context: Context, parent: QWidget, item: Item, fact: FactSpec, path: Path | None = None
) -> None:
    """Open the window on an item's figure, already looking into the file at `path`."""
