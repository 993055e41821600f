"""Copies of the house in which the tests here plant violations."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "inspector_app"


@pytest.fixture
def house() -> Path:
    """The folder of the project itself."""
    return ROOT


@pytest.fixture
def tracked() -> list[str]:
    """The files that belong to the project, as paths below it."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert listed.returncode == 0, listed.stderr
    return listed.stdout.splitlines()


@pytest.fixture
def copy_house(tmp_path: Path) -> Callable[[], Path]:
    """A fresh copy of the package and its configuration, to plant in."""

    def copy() -> Path:
        target = tmp_path / "house"
        ignore = shutil.ignore_patterns("__pycache__", "_resources")
        shutil.copytree(PACKAGE, target / "inspector_app", ignore=ignore)
        shutil.copy(ROOT / "pyproject.toml", target)
        return target

    return copy


@pytest.fixture
def run_python() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run this interpreter with arguments in a folder, away from the process of the tests; it ends or fails."""

    def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
        )

    return run


@pytest.fixture
def plant() -> Callable[[Path, str, str], None]:
    """Write a module, given its dotted name, into a copy of the house."""

    def write(house: Path, module: str, source: str) -> None:
        path = house.joinpath(*module.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'"""Planted."""\n\n{source}\n', encoding="utf-8")

    return write
