"""A laptop whose battery dies: this process does one thing and is killed in the middle of it.

Run as `python -m tests.field.dying_laptop FOLDER WHAT WHEN [TARGET]`; WHEN counts looks at the clock, or parts sent.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from inspector_app.actions import answers, sealing, sending, signing
from inspector_app.actions.workspace import open_workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.clock import FixedClock
from tests.field.scene import AFTERNOON, FULL_VISIT, PASSWORD, PRESS_VISIT, SECRETARY


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Battery(FixedClock):
    """Stands still and dies at the `last` look; every verb looks before it works and again when it writes."""

    def __init__(self, last: int) -> None:
        super().__init__(AFTERNOON)
        self._left = last

    def now(self) -> datetime:
        self._left -= 1
        if self._left == 0:
            die()
        return super().now()


def main(folder: Path, what: str, when: int, target: Path | None) -> None:
    with open_workspace(folder, Battery(0 if what in ("send", "seal") else when), SECRETARY) as ws:
        match what:
            case "tick":
                answers.set_verdict(ws, FULL_VISIT, ItemId("1"), ItemVerdict.NO)
            case "seal":
                sealing.seal(ws, FULL_VISIT)
                die()
            case "sign" if target is not None:
                signing.sign(ws, FULL_VISIT, SignerRole.LEADER, target.read_bytes(), PASSWORD)
            case "send" if target is not None:
                sending.send_to_folder(
                    ws, PRESS_VISIT, target, lambda done, _: die() if done == when else None
                )
    print("done")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]) if len(sys.argv) > 4 else None)
