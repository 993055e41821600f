"""Start: from a new process to the first paint of the window, against an empty PySide6 window."""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measure import Result, in_turns

EMPTY = """
from PySide6 import QtCore, QtWidgets

class Window(QtWidgets.QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QtCore.QTimer.singleShot(0, QtWidgets.QApplication.quit)

application = QtWidgets.QApplication([])
window = Window()
window.resize(1200, 720)
window.show()
application.exec()
"""


def first_paint(folder: Path) -> Result:
    ours = ["-m", "inspector_app", "--data", str(folder / "start"), "--sample", "--exit-after-first-paint"]

    def run(arguments: list[str]) -> None:
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)

    return in_turns(
        "start", lambda: run(ours), lambda: run(["-c", EMPTY]), "an empty PySide6 window", times=9, bound=1.5
    )
