"""A later release opens the central database of every earlier one and keeps all that is in it."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from inspector_app.office import central, ledger
from inspector_app.office.central import DATABASE
from inspector_app.office.office import Office

RELEASED = Path(__file__).parent.parent / "fixtures" / "offices"


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}


@pytest.mark.parametrize("released", sorted(RELEASED.glob("*.db")), ids=lambda path: path.stem)
def test_an_older_database_opens_with_all_that_is_in_it(released: Path, office: Office) -> None:
    before = tables(released)
    path = office.folder / DATABASE
    for file in office.folder.glob(f"{DATABASE}*"):
        file.unlink()
    shutil.copyfile(released, path)
    older = Office(office.folder, office.name, office.key, central.open_engine(office.folder))
    assert {visit.unit for visit in ledger.visits(older)} == {"Sở Mẫu", "Sở Xây dựng"}
    after = tables(path)
    assert {name: after[name] for name in before} == before
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (central.VERSION,)


@pytest.mark.parametrize("released", sorted(RELEASED.glob("*.db")), ids=lambda path: path.stem)
def test_an_older_database_ends_in_the_shape_of_a_new_one(released: Path, tmp_path: Path) -> None:
    shape = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    shapes = []
    for folder in (tmp_path / "cũ", tmp_path / "mới"):
        folder.mkdir()
        if folder.name == "cũ":
            shutil.copyfile(released, folder / DATABASE)
        central.open_engine(folder).dispose()
        with contextlib.closing(sqlite3.connect(folder / DATABASE)) as connection:
            shapes.append(connection.execute(shape).fetchall())
    assert shapes[0] == shapes[1]
