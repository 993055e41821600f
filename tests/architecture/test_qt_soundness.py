"""Qt survives a day's work: PySide6 6.12.0 lost a reference to None on each void call below Python 3.12 and aborted after seconds."""

import subprocess
from collections.abc import Callable

Run = Callable[..., subprocess.CompletedProcess[str]]

CALLS = """
import sys
from PySide6.QtCore import QObject

thing = QObject()
before = sys.getrefcount(None)
for _ in range(200_000):
    thing.setObjectName("a")
print(abs(sys.getrefcount(None) - before) < 1_000)
"""


def test_two_hundred_thousand_void_calls_leave_none_alive(run_python: Run) -> None:
    result = run_python("-c", CALLS)
    assert (result.returncode, result.stdout.strip()) == (0, "True"), result.stderr
