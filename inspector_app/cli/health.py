"""`inspector-app check`: is everything on this computer still whole, and a backup of it."""

from pathlib import Path

import click

from inspector_app.actions import health
from inspector_app.cli.context import Face, command
from inspector_app.cli.exit_codes import ExitCode
from inspector_app.errors import N_


@click.command()
@click.option(
    "--backup", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Also copy to DIR."
)
@command
def check(face: Face, backup: Path | None) -> int:
    """Recompute every hash of the event chains and of every kept file.

    \b
    Example:
      inspector-app check
      inspector-app check --backup /media/usb
    """
    found = health.check(face.workspace)
    copy = health.backup(face.workspace, backup) if backup else None
    counts = {"visits": found.visits, "events": found.events, "files": found.files}
    lines = [face.translate(N_("{visits} visits, {events} events, {files} files")).format_map(counts)]
    lines += [face.translate(f.message).format_map(f.parameters) for f in found.faults]
    lines.append(
        face.translate(N_("Everything is whole.") if found.sound else N_("Something does not hold."))
    )
    if copy is not None:
        lines.append(str(copy))
    face.answer({**counts, "faults": found.faults, "backup": str(copy) if copy else None}, "\n".join(lines))
    return int(ExitCode.OK if found.sound else ExitCode.FAULTS)
