"""Start: from a new process to the first paint of the window, against an empty PySide6 window."""

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measure import Result, in_turns

# The window is painted when the event loop has come to rest once; the process then ends without tidying up.
UNTIL_PAINTED = """
import os, sys
from PySide6 import QtCore, QtWidgets

def exec_until_painted(*_):
    application = QtWidgets.QApplication.instance()
    for _ in range(3):
        application.processEvents()
    assert any(widget.isVisible() for widget in application.topLevelWidgets())
    os._exit(0)

QtWidgets.QApplication.exec = staticmethod(exec_until_painted)
"""
EMPTY = """
application = QtWidgets.QApplication([])
window = QtWidgets.QMainWindow()
window.resize(1200, 720)
window.show()
application.exec()
"""
OURS = """
from inspector_app.__main__ import main
sys.argv = ["inspector-app", "--sample"]
main()
"""


def first_paint(folder: Path) -> Result:
    environment = os.environ | {"INSPECTOR_DATA": str(folder / "start")}

    def run(source: str) -> None:
        command = [sys.executable, "-c", UNTIL_PAINTED + source]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)

    return in_turns(
        "start", lambda: run(OURS), lambda: run(EMPTY), "an empty PySide6 window", times=9, bound=1.5
    )
