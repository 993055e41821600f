"""What the first window needs is light: the frame loads next to nothing, the list of visits nothing that knows what a
checklist is, and the heavy libraries come when the work that needs them begins.
"""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Copy = Callable[[], Path]

HEAVY = {
    "aiohttp",
    "asn1crypto",
    "asyncio",
    "click",
    "cryptography",
    "email.parser",
    "jsonschema",
    "docx",
    "lxml",
    "openpyxl",
    "pikepdf",
    "PIL",
    "pkg_resources",
    "pyhanko",
    "pyhanko_certvalidator",
    "pypdfium2",
    "pyxform",
    "reportlab",
    "requests",
    "sqlalchemy",
    "sqlite_utils",
    "xml.etree.ElementTree",
}

OF_A_VISIT = {
    "inspector_app.actions.visits",
    "inspector_app.checklist.event",
    "inspector_app.checklist.logic",
    "inspector_app.checklist.template",
    "inspector_app.checklist.visit",
    "inspector_app.gui.pages.checking",
    "inspector_app.gui.dialogs",
    "inspector_app.gui.widgets.sections",
    "inspector_app.office",
    "inspector_app.minutes",
    "inspector_app.signing",
    "asyncio",
    "concurrent.futures.thread",
    "multiprocessing",
    "PySide6.QtNetwork",
}
"""What a list of visits does without."""

OF_THE_LIST = {
    "inspector_app.actions",
    "inspector_app.checklist",
    "inspector_app.cli",
    "inspector_app.gui.bridge",
    "inspector_app.gui.shell",
    "inspector_app.gui.tasks",
    "inspector_app.gui.theme",
    "inspector_app.store",
    "sqlite3",
    "zoneinfo",
    "PySide6.QtSvg",
}
"""What the frame does without."""

START = """
import json, sys
from inspector_app.__main__ import main

sys.argv = ["inspector-app", "--data", *sys.argv[1:]]
code = main()
from PySide6 import QtCore
# Making the names of Qt takes as long as the whole frame.
names = ["QtCore.Qt"] if "Qt" in vars(QtCore) else []
print(json.dumps(sorted([*sys.modules, *names])))
sys.exit(code)
"""


def loaded(run_python: Run, house: Path, data: Path, *options: str) -> set[str]:
    """What is loaded when the window leaves.

    The second start counts: the first makes the visit and this computer's key.
    """
    result = run_python("-c", START, str(data), "--sample", "--exit-when-ready", cwd=house)
    assert result.returncode == 0, result.stderr
    result = run_python("-c", START, str(data), *options, cwd=house)
    assert result.returncode == 0, result.stderr
    return set(json.loads(result.stdout))


def test_the_frame_is_painted_before_anything_is_loaded(run_python: Run, house: Path, tmp_path: Path) -> None:
    modules = loaded(run_python, house, tmp_path / "data", "--exit-after-first-paint")
    assert "inspector_app.gui.frame" in modules
    assert modules & (HEAVY | OF_A_VISIT | OF_THE_LIST | {"QtCore.Qt"}) == set()


def test_the_list_of_visits_is_there_before_anything_of_a_visit_is_loaded(
    run_python: Run, house: Path, tmp_path: Path
) -> None:
    modules = loaded(run_python, house, tmp_path / "data", "--exit-when-ready")
    assert modules >= {"inspector_app.gui.pages.visits", "inspector_app.store.listing", "QtCore.Qt"}
    assert modules & (HEAVY | OF_A_VISIT) == set()


@pytest.mark.parametrize(
    ("room", "planted", "leave"),
    [
        ("gui/frame.py", "inspector_app.store.database", "--exit-after-first-paint"),
        ("gui/window.py", "sqlite3", "--exit-after-first-paint"),
        ("gui/frame.py", "QtCore.Qt", "--exit-after-first-paint"),
        ("gui/shell.py", "reportlab", "--exit-when-ready"),
        ("actions/listing.py", "inspector_app.checklist.visit", "--exit-when-ready"),
    ],
)
def test_a_planted_import_is_seen(
    run_python: Run, copy_house: Copy, house: Path, tmp_path: Path, room: str, planted: str, leave: str
) -> None:
    copy = copy_house()
    (copy / "resources").symlink_to(house / "resources")
    module = copy / "inspector_app" / room
    line = "from PySide6.QtCore import Qt" if planted == "QtCore.Qt" else f"import {planted}"
    module.write_text(f"{module.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    assert planted in loaded(run_python, copy, tmp_path / "data", leave)
