"""`inspector-app demo`: both sample visits, whole, without a screen."""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import fields
from pathlib import Path

import click

from inspector_app.actions.rehearsal import Rehearsal, rehearse
from inspector_app.checklist.handover import MANIFESTS, PARTS, RECEIPTS
from inspector_app.cli.context import Face, command
from inspector_app.cli.exit_codes import ExitCode
from inspector_app.cli.verify import exit_code, told
from inspector_app.errors import N_


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--screens/--no-screens", default=True, help="Also picture every page of the window.")
@command
def demo(face: Face, out: Path, screens: bool) -> int:
    """Carry both sample visits from the first tick to the office's receipt; results go to DIR.

    \b
    Leaves so-xay-dung-2022.pdf (ink), visit.json, minutes.pdf (signed three times),
    minutes-v1-refused.pdf, inbox/, office.db, receipt.json, trial-root.crt and screens/*.png.
    Example:
      inspector-app demo --out demo
    """
    for folder in (PARTS, MANIFESTS, RECEIPTS):
        shutil.rmtree(out / "inbox" / folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="inspector-demo-", ignore_cleanup_errors=True) as data:
        done = rehearse(out.absolute(), Path(data), face.say)
        pictures = _screens(face, done, out.absolute() / "screens") if screens else ()
    code = exit_code(done.verification)
    paths = {
        f.name: str(p) for f in fields(done) if isinstance(p := getattr(done, f.name), Path) and p.exists()
    }
    face.answer(
        {
            "paths": paths,
            "screens": [str(picture) for picture in pictures],
            "verdict": done.verification.verdict,
            "grade": done.verification.grade,
            "received": done.received,
            "valid": done.sound,
        },
        "\n".join([*paths.values(), *told(done.verification, face.translate)]),
    )
    whole = done.received and (bool(pictures) or not screens)
    return int(code if whole else ExitCode.FAULTS)


def _screens(face: Face, done: Rehearsal, folder: Path) -> tuple[Path, ...]:
    """Every page of the window, drawn by a window of its own: the command line itself runs without Qt."""
    face.say(N_("Drawing every page of the window"))
    shutil.rmtree(folder, ignore_errors=True)
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "inspector_app"]
    ran = subprocess.run(
        [*program, "--data", str(done.laptop), "--screenshots", str(folder)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    if ran.returncode != 0:
        face.say(
            N_("The pictures of the window could not be drawn: {problem}"), problem=ran.stderr.strip()[-300:]
        )
        return ()
    return tuple(sorted(folder.glob("*.png")))
