"""The checklist stands on the standard library and rfc8785, so that any program of any year can carry it."""

import ast
import sys
from pathlib import Path

import pytest

# `_typeshed` names the standard library's own types to a type checker; it does not exist at run time.
ALLOWED = sys.stdlib_module_names | {"rfc8785", "inspector_app", "_typeshed"}
# In the standard library, but a door to the world that a pure value has no business with.
DOORS = {
    "sqlite3",
    "socket",
    "ssl",
    "http",
    "urllib",
    "subprocess",
    "threading",
    "asyncio",
    "tkinter",
    "os",
    "sys",
}


def strangers(source: str) -> set[str]:
    """Top-level names imported, statically or by `import_module` or `__import__`, that the checklist may not know."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                imported |= {alias.name for alias in names}
            case ast.ImportFrom(module=module, level=level):
                imported.add("." if level else str(module))
            case ast.Name(id="__import__" | "import_module") | ast.Attribute(attr="import_module"):
                imported.add("import_module")
    roots = {name.partition(".")[0] for name in imported}
    return {root for root in roots if root not in ALLOWED or root in DOORS}


def test_the_checklist_imports_the_standard_library_and_rfc8785_alone(house: Path) -> None:
    modules = sorted((house / "inspector_app" / "checklist").rglob("*.py"))
    assert len(modules) > 5
    assert {path.name: found for path in modules if (found := strangers(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("source", "stranger"),
    [
        ("import pydantic", "pydantic"),
        ("from lxml import etree", "lxml"),
        ("def read():\n    import yaml", "yaml"),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pikepdf", "pikepdf"),
        ("import importlib\nimportlib.import_module('numpy')", "import_module"),
        ("__import__('numpy')", "import_module"),
        ("import sqlite3", "sqlite3"),
        ("import urllib.request", "urllib"),
    ],
)
def test_a_planted_stranger_is_named(source: str, stranger: str) -> None:
    assert strangers(source) == {stranger}
