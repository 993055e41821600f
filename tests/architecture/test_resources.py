"""One function finds the shipped files from an editable install, from a wheel and from a frozen bundle."""

import compileall
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

BUILD = """
import sys
from hatchling.build import build_editable, build_wheel
print({"wheel": build_wheel, "editable": build_editable}[sys.argv[1]](sys.argv[2]))
"""
FIND = """
import sys
sys.path.insert(0, sys.argv[1])
if sys.argv[1].endswith("site"):
    import site
    site.addsitedir(sys.argv[1])
import inspector_app.paths
assert sys.argv[2] in inspector_app.paths.__file__, inspector_app.paths.__file__
digests = []
import hashlib
def walk(place, name):
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            walk(entry, f"{name}/{entry.name}")
        else:
            print(hashlib.sha256(entry.read_bytes()).hexdigest(), f"{name}/{entry.name}")
walk(inspector_app.paths.resources(), "resources")
"""


@pytest.fixture
def unpack(house: Path, tmp_path: Path, run_python: Run) -> Callable[[str], Path]:
    """Build the project without the network, as pip would, and unpack it into a folder of its own."""

    def build(kind: str) -> Path:
        result = run_python("-c", BUILD, kind, str(tmp_path), cwd=house)
        assert result.returncode == 0, result.stderr
        target = tmp_path / "site"
        with zipfile.ZipFile(tmp_path / result.stdout.split()[-1]) as wheel:
            wheel.extractall(target)
        return target

    return build


@pytest.fixture
def found(tmp_path: Path, run_python: Run) -> Callable[[Path, Path], list[str]]:
    """The shipped files that an installation in a folder finds, with their digests."""

    def find(site: Path, code: Path) -> list[str]:
        result = run_python("-I", "-c", FIND, str(site), str(code), cwd=tmp_path)
        assert result.returncode == 0, result.stderr
        return result.stdout.splitlines()

    return find


@pytest.fixture
def shipped(house: Path, found: Callable[[Path, Path], list[str]]) -> list[str]:
    """The shipped files as the project itself holds them."""
    files = found(house, house)
    assert any(line.endswith(".ttf") for line in files)
    assert any(line.endswith(".toml") for line in files)
    return files


def test_a_wheel_carries_and_finds_every_resource(
    unpack: Callable[[str], Path], found: Callable[[Path, Path], list[str]], shipped: list[str]
) -> None:
    site = unpack("wheel")
    assert found(site, site) == shipped


def test_an_editable_install_finds_the_folder_beside_the_code(
    house: Path, unpack: Callable[[str], Path], found: Callable[[Path, Path], list[str]], shipped: list[str]
) -> None:
    site = unpack("editable")
    assert found(site, house) == shipped


def test_a_frozen_bundle_without_sources_finds_every_resource(
    unpack: Callable[[str], Path], found: Callable[[Path, Path], list[str]], shipped: list[str]
) -> None:
    bundle = unpack("wheel").rename(unpack("wheel").parent / "_internal")
    package = bundle / "inspector_app"
    assert compileall.compile_dir(package, quiet=2, legacy=True)
    for source in package.rglob("*.py"):
        source.unlink()
    for cache in list(package.rglob("__pycache__")):
        shutil.rmtree(cache)
    assert found(bundle, bundle) == shipped
