"""`inspector-app selftest`: does this installation do its whole work, from a tick to a believed receipt."""

import tempfile
from pathlib import Path

import click

from inspector_app.actions import health
from inspector_app.actions.rehearsal import rehearse
from inspector_app.actions.workspace import open_workspace
from inspector_app.checklist.handover import Grade
from inspector_app.cli.context import Face, command
from inspector_app.cli.exit_codes import ExitCode
from inspector_app.errors import N_


@click.command()
@command
def selftest(face: Face) -> int:
    """Run the whole work in a temporary folder with throw-away certificates; nothing of yours is touched.

    \b
    Example:
      inspector-app selftest
    """
    with tempfile.TemporaryDirectory(prefix="inspector-selftest-", ignore_cleanup_errors=True) as folder:
        done = rehearse(Path(folder) / "out", Path(folder) / "data", face.say)
        with open_workspace(done.laptop) as laptop:
            sound = health.check(laptop).sound
    points = {
        "signatures": done.verification.verdict.valid,
        "pages_equal_data": done.verification.grade is Grade.EQUAL_BYTES,
        "received": done.received,
        "database": sound,
    }
    words = face.translate(N_("ok")), face.translate(N_("FAILED"))
    face.answer(
        points, "\n".join(f"{name}: {words[0] if good else words[1]}" for name, good in points.items())
    )
    return int(ExitCode.OK if all(points.values()) else ExitCode.FAULTS)
