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

OPEN = """
import json, sys
from inspector_app.__main__ import main

sys.argv = ["inspector-app", "--data", sys.argv[1], "--sample", "--exit-after-first-paint"]
code = main()
print(json.dumps(sorted(sys.modules)))
sys.exit(code)
"""


def loaded(run_python: Run, house: Path, data: Path) -> set[str]:
    """What is loaded when the window has been painted once, the sample visit open in it.

    The second start counts: the first makes the visit and this computer's key.
    """
    for _ in range(2):
        result = run_python("-c", OPEN, str(data), cwd=house)
        assert result.returncode == 0, result.stderr
    return set(json.loads(result.stdout))


def test_nothing_heavy_is_loaded_at_first_paint(run_python: Run, house: Path, tmp_path: Path) -> None:
    modules = loaded(run_python, house, tmp_path / "data")
    assert "inspector_app.gui.application" in modules
    assert "PySide6.QtWidgets" in modules
    assert modules & HEAVY == set()


def test_a_planted_heavy_import_is_seen(
    run_python: Run, copy_house: Copy, house: Path, tmp_path: Path
) -> None:
    copy = copy_house()
    (copy / "resources").symlink_to(house / "resources")
    start = copy / "inspector_app" / "gui" / "application.py"
    start.write_text(start.read_text(encoding="utf-8") + "\nimport reportlab\n", encoding="utf-8")
    assert "reportlab" in loaded(run_python, copy, tmp_path / "data") & HEAVY
