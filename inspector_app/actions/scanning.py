"""The folder of a scanner, looked into for the window."""

from collections.abc import Mapping
from pathlib import Path

from inspector_app.actions.workspace import Workspace
from inspector_app.errors import IntakeError
from inspector_app.intake.scan_folder import Arrivals, Seen, lying_in

__all__ = ["Arrivals"]


def look_into(_ws: Workspace, folder: Path) -> Mapping[str, Seen] | IntakeError:
    """What lies there, or why nobody can tell; a share that is away may take long to say so."""
    try:
        return lying_in(folder)
    except IntakeError as error:
        return error
