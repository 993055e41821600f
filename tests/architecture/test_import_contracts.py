"""Each import contract of pyproject.toml is kept by the house and broken by a violation planted in a copy."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

Copy = Callable[[], Path]
Plant = Callable[[Path, str, str], None]

# contract, planted module, its source, the import that must be named
PLANTS = [
    ("floors", "inspector_app.store.planted", "import inspector_app.minutes", "inspector_app.minutes"),
    ("floors", "inspector_app.checklist.planted", "import inspector_app.store", "inspector_app.store"),
    ("floors", "inspector_app.actions.planted", "import inspector_app.gui", "inspector_app.gui"),
    ("floors", "inspector_app.cli.planted", "import inspector_app.gui", "inspector_app.gui"),
    ("floors", "inspector_app.signing.planted", "import inspector_app.office", "inspector_app.office"),
    (
        "checklist",
        "inspector_app.checklist.planted_clock",
        "import inspector_app.clock",
        "inspector_app.clock",
    ),
    (
        "checklist",
        "inspector_app.checklist.planted_paths",
        "import inspector_app.paths",
        "inspector_app.paths",
    ),
    ("faces", "inspector_app.actions.planted_face", "import inspector_app.cli", "inspector_app.cli"),
    ("actions", "inspector_app.office.planted", "import inspector_app.actions", "inspector_app.actions"),
    ("laptop-rooms", "inspector_app.gui.planted_store", "import inspector_app.store", "inspector_app.store"),
    (
        "laptop-rooms",
        "inspector_app.office.planted_store",
        "import inspector_app.store",
        "inspector_app.store",
    ),
    ("laptop-rooms", "inspector_app.cli.planted_sync", "import inspector_app.sync", "inspector_app.sync"),
    (
        "shared-rooms",
        "inspector_app.gui.planted_sign",
        "import inspector_app.signing",
        "inspector_app.signing",
    ),
    (
        "shared-rooms",
        "inspector_app.cli.planted_minutes",
        "import inspector_app.minutes",
        "inspector_app.minutes",
    ),
    ("words", "inspector_app.minutes.planted", "import inspector_app.i18n", "inspector_app.i18n"),
    ("words", "inspector_app.actions.planted_words", "import inspector_app.i18n", "inspector_app.i18n"),
    (
        "pages",
        "inspector_app.gui.pages.planted_one",
        "import inspector_app.gui.pages.planted_two",
        "inspector_app.gui.pages.planted_two",
    ),
    ("sqlite", "inspector_app.actions.planted_sql", "import sqlite3", "sqlite3"),
    ("sqlite", "inspector_app.office.planted_sql", "import sqlite_utils", "sqlite_utils"),
    ("sqlalchemy", "inspector_app.store.planted_orm", "import sqlalchemy", "sqlalchemy"),
    ("cryptography", "inspector_app.parcel.planted", "import pyhanko", "pyhanko"),
    (
        "cryptography",
        "inspector_app.parcel.planted_chain",
        "import pyhanko_certvalidator",
        "pyhanko_certvalidator",
    ),
    ("cryptography", "inspector_app.store.planted_key", "import cryptography", "cryptography"),
    ("cryptography", "inspector_app.office.planted_key", "import asn1crypto", "asn1crypto"),
    ("pdf", "inspector_app.actions.planted_pdf", "import reportlab", "reportlab"),
    ("pdf", "inspector_app.signing.planted_objects", "import pikepdf", "pikepdf"),
    ("pdf-pages", "inspector_app.signing.planted_pages", "import pypdfium2", "pypdfium2"),
    ("watching", "inspector_app.intake.planted_watch", "import psutil", "psutil"),
    ("calamine", "inspector_app.sampling.planted_table", "import python_calamine", "python_calamine"),
    ("heif", "inspector_app.minutes.planted_heif", "import pi_heif", "pi_heif"),
    ("pictures", "inspector_app.minutes.planted_picture", "from PIL import Image", "PIL"),
    ("qt", "inspector_app.actions.planted_qt", "import PySide6.QtCore", "PySide6"),
    ("qt", "inspector_app.cli.planted_qt", "from PySide6 import QtWidgets", "PySide6"),
    ("click", "inspector_app.actions.planted_click", "import click", "click"),
    ("jsonschema", "inspector_app.checklist.planted_schema", "import jsonschema", "jsonschema"),
    ("word", "inspector_app.minutes.planted_word", "import docx", "docx"),
    ("excel", "inspector_app.actions.planted_excel", "import openpyxl", "openpyxl"),
    ("xlsform", "inspector_app.papers.planted_form", "import pyxform", "pyxform"),
    ("floors", "inspector_app.papers.planted_pages", "import inspector_app.minutes", "inspector_app.minutes"),
    (
        "shared-rooms",
        "inspector_app.gui.planted_letter",
        "import inspector_app.papers",
        "inspector_app.papers",
    ),
    ("platformdirs", "inspector_app.store.planted_dirs", "import platformdirs", "platformdirs"),
    ("canonical-json", "inspector_app.parcel.planted_json", "import rfc8785", "rfc8785"),
    # However it is written.
    ("sqlite", "inspector_app.gui.planted_inside", "def read() -> None:\n    import sqlite3", "sqlite3"),
    (
        "qt",
        "inspector_app.checklist.planted_types",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from PySide6.QtCore import QObject",
        "PySide6",
    ),
]


def contracts(house: Path) -> list[dict[str, object]]:
    with (house / "pyproject.toml").open("rb") as stream:
        found: list[dict[str, object]] = tomllib.load(stream)["tool"]["importlinter"]["contracts"]
    return found


def lint(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter in a folder, on paper wide enough that no line is broken."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache", *arguments]
    environment = os.environ | {"COLUMNS": "1000", "PYTHONPATH": str(house)}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


def broken(output: str) -> dict[str, str]:
    """What import-linter says under the heading of each broken contract, by the contract's name."""
    details = output.partition("Broken contracts")[2]
    sections = re.split(r"^(.+)\n-{3,}\n", details.lstrip("\n-"), flags=re.MULTILINE)
    return dict(zip(sections[1::2], sections[2::2], strict=True))


def test_the_house_keeps_every_contract(house: Path) -> None:
    result = lint(house)
    assert result.returncode == 0, result.stdout
    assert f"Contracts: {len(contracts(house))} kept, 0 broken." in result.stdout


def test_no_contract_makes_an_exception(house: Path) -> None:
    for contract in contracts(house):
        assert not {"ignore_imports", "exhaustive_ignores", "skip_descendants"} & set(contract), contract[
            "id"
        ]


def test_every_contract_has_a_planted_violation(house: Path) -> None:
    assert {contract["id"] for contract in contracts(house)} == {name for name, *_ in PLANTS}


def test_a_planted_import_breaks_its_contract(copy_house: Copy, plant: Plant) -> None:
    house = copy_house()
    plant(house, "inspector_app.gui.pages.planted_two", "")
    for _, module, source, _ in PLANTS:
        plant(house, module, source)

    result = lint(house)

    assert result.returncode == 1
    said = broken(result.stdout)
    names = {contract["id"]: str(contract["name"]) for contract in contracts(house)}
    missed = [
        f"{contract}: {module} -> {imported}"
        for contract, module, _, imported in PLANTS
        if not re.search(rf"{re.escape(module)} -> {re.escape(imported)}[. ]", said.get(names[contract], ""))
    ]
    assert missed == [], result.stdout


@pytest.mark.parametrize("stray", ["inspector_app.wizard", "inspector_app.cloud.planted"])
def test_a_module_outside_the_floors_breaks_the_plan(copy_house: Copy, plant: Plant, stray: str) -> None:
    house = copy_house()
    plant(house, stray, "")
    if stray.count(".") > 1:
        plant(house, f"{stray.rpartition('.')[0]}.__init__", "")

    result = lint(house, "--contract", "floors")

    assert result.returncode == 1
    assert stray.split(".")[1] in result.stdout.partition("Broken contracts")[2]
