"""What a room may not call is refused by ruff, and files are touched only where design allows: each proved by a plant."""

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Copy = Callable[[], Path]
Plant = Callable[[Path, str, str], None]

BANNED = [
    "from datetime import datetime\n\nWHEN = datetime.now()",
    "import datetime\n\nWHEN = datetime.datetime.now(datetime.UTC)",
    "import datetime\n\nWHEN = datetime.date.today()",
    "from datetime import date\n\nWHEN = date.today()",
    "import time\n\nWHEN = time.time()",
    "from time import monotonic",
    "import time\n\ntime.sleep(1)",
    "import os\n\nHOME = os.environ['HOME']",
    "from os import getenv",
    "import sys\n\nNAME = sys.argv[0]",
    "from threading import Thread",
    "import threading\n\nthreading.Thread(target=print).start()",
    "from concurrent.futures import ThreadPoolExecutor",
    "from PySide6.QtCore import QThread",
    "from PySide6.QtCore import QThreadPool",
    "import subprocess",
    "import multiprocessing.pool",
    "import os\n\nos.system('true')",
    "import socket",
    "import urllib.request",
    "from http.client import HTTPConnection",
]
ROOMS = [
    "checklist",
    "store",
    "minutes",
    "papers",
    "signing",
    "parcel",
    "actions",
    "office",
    "gui.pages",
    "cli",
]

# Rooms whose work is files (design: "what each may touch"); shipped resources may be read anywhere.
FILE_ROOMS = {"store", "parcel", "sync", "intake", "authoring", "sampling", "office", "paths", "settings"}
# Single files of other rooms, each for one thing that is a file by nature.
FILE_HOLDERS = {
    "actions/files.py",  # what a person names
    "actions/rehearsal.py",  # the folder that the demonstration leaves behind
    "cli/demo.py",  # folders that the demonstration and the self-test throw away
    "cli/selftest.py",
    "cli/files.py",  # what a person names on the command line
    "gui/application.py",  # the lock that keeps a second window away
    "gui/crash_reports.py",  # the log of the run, and reports that a person keeps
    "gui/screenshots.py",  # the folder of pictures
    "gui/dialogs/files.py",  # what a person picks in a dialog
    "signing/device.py",  # this computer's key
    "signing/trust.py",  # the roots it trusts
}
WRITES = {"write_text", "write_bytes", "unlink", "mkdir", "rmdir", "touch", "symlink_to", "hardlink_to"}
READS = {"read_text", "read_bytes", "iterdir", "rglob"}
FILE_MODULES = {"shutil", "tempfile", "glob", "fileinput", "fcntl", "mmap"}
OS_CALLS = {
    "open",
    "remove",
    "rename",
    "replace",
    "unlink",
    "mkdir",
    "makedirs",
    "listdir",
    "scandir",
    "walk",
    "link",
}


def banned_calls(house: Path) -> dict[str, set[int]]:
    """The lines that ruff refuses as banned calls, by file below the house."""
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--select=TID251",
        "--output-format=json",
        ".",
    ]
    result = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)
    found: dict[str, set[int]] = {}
    for refusal in json.loads(result.stdout):
        path = Path(refusal["filename"]).relative_to(house).as_posix()
        found.setdefault(path, set()).add(refusal["location"]["row"])
    return found


def file_calls(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of everything in a module that touches a file of the person's."""
    tree = ast.parse(source)
    imported = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    } | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    # Shipped files are read in the same words, and so are the streams inside a PDF.
    reads_other_things = not imported.isdisjoint({"inspector_app.paths.resources", "pikepdf"})
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names if alias.name in FILE_MODULES)
            case ast.ImportFrom(module=str(module)) if module in FILE_MODULES:
                yield node.lineno, module
            case ast.Call(func=ast.Name(id="open")):
                yield node.lineno, "open"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr=name)) if name in OS_CALLS:
                yield node.lineno, f"os.{name}"
            case ast.Call(func=ast.Attribute(attr=name)) if name in WRITES:
                yield node.lineno, name
            case ast.Call(func=ast.Attribute(attr=name)) if name in READS and not reads_other_things:
                yield node.lineno, name


def test_the_house_calls_nothing_that_is_banned(house: Path) -> None:
    assert banned_calls(house) == {}


def test_no_line_is_excused_from_the_bans(house: Path) -> None:
    excused = [
        path.relative_to(house).as_posix()
        for path in (house / "inspector_app").rglob("*.py")
        if "TID251" in path.read_text(encoding="utf-8")
    ]
    assert excused == []


def test_every_right_to_files_belongs_to_one_that_exists(house: Path) -> None:
    assert [path for path in sorted(FILE_HOLDERS) if not (house / "inspector_app" / path).is_file()] == []


def test_every_right_belongs_to_one_file_that_exists(house: Path) -> None:
    with (house / "pyproject.toml").open("rb") as stream:
        rights = tomllib.load(stream)["tool"]["ruff"]["lint"]["per-file-ignores"]
    holders = [
        path for path, rules in rights.items() if "TID251" in rules and path.startswith("inspector_app")
    ]
    assert holders
    assert [path for path in holders if not (house / path).is_file()] == []


def test_a_planted_call_is_refused_in_every_room(copy_house: Copy, plant: Plant) -> None:
    house = copy_house()
    planted = []
    for number, source in enumerate(BANNED):
        for room in ROOMS:
            plant(house, f"inspector_app.{room}.planted_{number}", source)
            planted.append(f"inspector_app/{room.replace('.', '/')}/planted_{number}.py")

    refused = banned_calls(house)

    assert sorted(set(planted) - set(refused)) == []


def test_files_are_touched_only_in_their_rooms(house: Path) -> None:
    touched = []
    for path in sorted((house / "inspector_app").rglob("*.py")):
        place = path.relative_to(house / "inspector_app")
        if place.parts[0].removesuffix(".py") not in FILE_ROOMS and place.as_posix() not in FILE_HOLDERS:
            touched += [
                f"{path.relative_to(house)}:{line} {name}"
                for line, name in file_calls(path.read_text(encoding="utf-8"))
            ]
    assert touched == []


@pytest.mark.parametrize(
    "source",
    [
        "with open(name) as stream: ...",
        "path.write_bytes(data)",
        "path.read_text(encoding='utf-8')",
        "import tempfile",
        "from shutil import copy",
        "import os\nos.replace(one, other)",
    ],
)
def test_a_planted_file_access_is_seen(source: str) -> None:
    assert list(file_calls(source))


def test_shipped_resources_may_be_read_anywhere() -> None:
    source = "from inspector_app.paths import resources\nTEXT = resources().joinpath('a').read_text()\n"
    assert list(file_calls(source)) == []
    assert list(file_calls(source + "resources().joinpath('a').write_text('')\n")) == [(3, "write_text")]
