"""What is locked is exact, hashed and nameless about where it comes from."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

LOCKS = ["requirements.txt", "requirements-build.txt", "requirements-dev.txt"]


def pins(text: str) -> dict[str, str]:
    """Requirement and everything locked with it, comments left out."""
    plain = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    entries = re.split(r"\n(?=\S)", plain.strip())
    return {entry.split()[0] + "".join(re.findall(r" ; [^\\]*", entry)): entry for entry in entries}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_index_and_no_address(house: Path, name: str) -> None:
    text = (house / name).read_text(encoding="utf-8")
    assert re.findall(r"(?m)^-.*|\S*://\S*| @ .*|--(?:extra-)?index-url.*|--find-links.*", text) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_is_exact_and_hashed(house: Path, name: str) -> None:
    found = pins((house / name).read_text(encoding="utf-8"))
    assert len(found) > 3
    for requirement, entry in found.items():
        assert re.match(r"[a-z0-9.-]+==\S+", requirement), requirement
        assert "--hash=sha256:" in entry, requirement


def test_the_tools_are_locked_around_the_same_product(house: Path) -> None:
    product, build, tools = (set(pins((house / name).read_text(encoding="utf-8"))) for name in LOCKS)
    assert product <= tools
    assert build <= tools


def test_qt_is_the_small_one_and_never_the_release_that_aborts(house: Path) -> None:
    product = pins((house / "requirements.txt").read_text(encoding="utf-8"))
    qt = [requirement for requirement in product if requirement.startswith(("pyside6", "shiboken6"))]
    assert not any(re.match(r"pyside6(-addons)?==", requirement) for requirement in qt)
    below = [requirement for requirement in qt if "python_full_version < '3.12'" in requirement]
    assert len(below) == 2
    assert not any("==6.12.0" in requirement for requirement in below)


def normal(name: str) -> str:
    """A distribution's name as lock files write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_is_imported_is_declared_and_what_is_declared_is_imported(house: Path) -> None:
    roots: set[str] = set()
    for path in (house / "inspector_app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    roots |= {alias.name.partition(".")[0] for alias in names}
                case ast.ImportFrom(module=str(module)):
                    roots.add(module.partition(".")[0])
    distributions = packages_distributions()
    foreign = roots - sys.stdlib_module_names - {"inspector_app", "_typeshed"}
    imported = {normal(distributions[root][0]) for root in foreign}

    with (house / "pyproject.toml").open("rb") as stream:
        wanted = tomllib.load(stream)["project"]["dependencies"]
    declared = {normal(re.split(r"[^\w.-]", requirement)[0]) for requirement in wanted} - {"tzdata"}
    assert imported == declared
