"""Start: from a new process to the first paint of the window, and to a list of 1,000 visits that can be used, each
against an empty PySide6 window.
"""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks import many_visits
from tests.benchmarks.measure import Result, in_turns

VISITS = 1_000
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
    return _in_turns("start", folder / "start", "--exit-after-first-paint", 1.5)


def ready(folder: Path) -> Result:
    many_visits.make(folder / "many", VISITS)
    return _in_turns("ready", folder / "many", "--exit-when-ready", 2)


def _in_turns(job: str, data: Path, leave: str, bound: float) -> Result:
    ours = [str(Path(sys.executable).with_name("inspector-app")), "--data", str(data), leave]

    def run(command: list[str]) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return in_turns(
        job,
        lambda: run(ours),
        lambda: run([sys.executable, "-c", EMPTY]),
        "an empty PySide6 window",
        times=15,
        bound=bound,
    )
