"""The office and the command line run on a machine without Qt: everything outside the window is imported with Qt blocked."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
Copy = Callable[[], Path]
Plant = Callable[[Path, str, str], None]

IMPORT_ALL = """
import importlib, pkgutil, sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"Qt is blocked here: {name}")

sys.meta_path.insert(0, Block())
import inspector_app

count = 0
for module in pkgutil.walk_packages(inspector_app.__path__, "inspector_app.", onerror=lambda name: 1 / 0):
    if not (module.name + ".").startswith("inspector_app.gui."):
        importlib.import_module(module.name)
        count += 1
print(count)
"""


def test_everything_outside_the_window_imports_without_qt(run_python: Run) -> None:
    result = run_python("-c", IMPORT_ALL)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 20


def test_a_planted_import_of_qt_is_seen_however_it_hides(
    run_python: Run, copy_house: Copy, plant: Plant
) -> None:
    house = copy_house()
    plant(
        house,
        "inspector_app.actions.planted",
        "import importlib\n\nimportlib.import_module('PySide6.QtCore')",
    )
    result = run_python("-c", IMPORT_ALL, cwd=house)
    assert result.returncode != 0
    assert "Qt is blocked here: PySide6" in result.stderr
