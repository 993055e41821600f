"""Names say what a module is, sizes say that it is one thing, and each module says what it owns."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BANNED_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "base", "core"}
MODULE_LINES = 400
FUNCTION_LINES = 60
DOCSTRING_LINES = 4
TOP_LEVEL = {
    "inspector_app",
    "resources",
    "packaging",
    "tests",
    "README.md",
    "README.vi.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "BENCHMARKS.md",
    "LICENSE",
    "NOTICE",
    "Makefile",
    "pyproject.toml",
    "requirements.txt",
    "requirements-build.txt",
    "requirements-dev.txt",
}


def complaints(name: str, source: str) -> Iterator[str]:
    """What a module's name, size or docstring does against the house's rules."""
    stem = name.rpartition("/")[2].removesuffix(".py")
    if stem in BANNED_NAMES or set(name.split("/")) & BANNED_NAMES:
        yield f"{name}: a name that says nothing"
    lines = source.count("\n")
    if lines > MODULE_LINES:
        yield f"{name}: {lines} lines"
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            length = (node.end_lineno or first) - first + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno} {node.name} has {length} lines"
    if name.endswith("/__init__.py"):
        # The package itself says its version; a room says nothing, so that importing one costs nothing.
        if name != "inspector_app/__init__.py" and source.strip():
            yield f"{name}: is not empty"
    elif not (docstring := ast.get_docstring(tree)):
        yield f"{name}: does not say what it owns"
    elif docstring.count("\n") >= DOCSTRING_LINES:
        yield f"{name}: says it in more than {DOCSTRING_LINES} lines"


def test_every_module_keeps_the_house_rules(house: Path) -> None:
    modules = sorted((house / "inspector_app").rglob("*.py"))
    assert len(modules) > 20
    found = [
        complaint
        for path in modules
        for complaint in complaints(path.relative_to(house).as_posix(), path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("name", "source", "complaint"),
    [
        ("inspector_app/store/utils.py", '"""Owns."""\n', "says nothing"),
        ("inspector_app/helpers/rows.py", '"""Owns."""\n', "says nothing"),
        ("inspector_app/store/rows.py", '"""Owns."""\n' + "ROW = 1\n" * 400, "401 lines"),
        (
            "inspector_app/store/rows.py",
            '"""Owns."""\ndef read():\n' + "    row = 1\n" * 60,
            "read has 61 lines",
        ),
        ("inspector_app/store/rows.py", "ROW = 1\n", "does not say what it owns"),
        ("inspector_app/store/rows.py", '"""Owns\n1\n2\n3\n4"""\n', "more than 4 lines"),
        ("inspector_app/store/__init__.py", "from inspector_app.store.rows import ROW\n", "is not empty"),
    ],
)
def test_a_planted_fault_is_named(name: str, source: str, complaint: str) -> None:
    assert any(complaint in found for found in complaints(name, source))


def test_nothing_lies_at_the_top_but_what_is_named(tracked: list[str]) -> None:
    top = {path.partition("/")[0] for path in tracked}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL
