"""What the first window needs is light: the heavy libraries come when the work that needs them begins."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
Copy = Callable[[], Path]
Plant = Callable[[Path, str, str], None]

HEAVY = {
    "aiohttp",
    "asn1crypto",
    "asyncio",
    "click",
    "cryptography",
    "email.parser",
    "jsonschema",
    "lxml",
    "pikepdf",
    "PIL",
    "pkg_resources",
    "pyhanko",
    "pyhanko_certvalidator",
    "pypdfium2",
    "reportlab",
    "requests",
    "sqlalchemy",
    "sqlite_utils",
    "xml.etree.ElementTree",
}

IMPORTS = """
import json, sys
import inspector_app.__main__
import inspector_app.gui.application
print(json.dumps(sorted(sys.modules)))
"""


def loaded(run_python: Run, house: Path) -> set[str]:
    result = run_python("-c", IMPORTS, cwd=house)
    assert result.returncode == 0, result.stderr
    return set(json.loads(result.stdout))


def test_nothing_heavy_is_loaded_at_first_paint(run_python: Run, house: Path) -> None:
    modules = loaded(run_python, house)
    assert "inspector_app.gui.application" in modules
    assert "PySide6.QtWidgets" in modules
    assert modules & HEAVY == set()


def test_a_planted_heavy_import_is_seen(run_python: Run, copy_house: Copy) -> None:
    house = copy_house()
    start = house / "inspector_app" / "gui" / "application.py"
    start.write_text(start.read_text(encoding="utf-8") + "\nimport reportlab\n", encoding="utf-8")
    assert loaded(run_python, house) & HEAVY == {"reportlab"}
