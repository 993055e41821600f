"""Starting the program: the frame first, and whatever cannot be is said over it and leaves everything as it was."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from inspector_app import settings
from inspector_app.actions.visits import create_visit
from inspector_app.actions.workspace import open_workspace
from inspector_app.clock import FixedClock
from inspector_app.gui.application import Leave, run
from inspector_app.gui.frame import FramedWindow
from inspector_app.gui.window import MainWindow
from inspector_app.settings import Settings
from inspector_app.store.database import FILE_NAME

LOOK_MS = 50


class Reader(QObject):
    """Somebody who reads each message and presses its button."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def rest(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                self.read.append(box.informativeText())
                box.accept()
                return


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    """A data folder with one visit."""
    with open_workspace(tmp_path / "data", clock) as ws:
        create_visit(ws, "cchc-2022", {"unit": "Sở Mẫu"})
    return tmp_path / "data"


@pytest.fixture
def reader(dressed: QApplication) -> Iterator[Reader]:
    own = Reader()
    yield own
    own.rest()
    for window in dressed.topLevelWidgets():
        if isinstance(window, FramedWindow):
            window.close()
            window.deleteLater()


def test_a_start_leaves_when_the_list_is_there(reader: Reader, folder: Path) -> None:
    assert run(folder, "vi", False, Leave.WHEN_READY) == 0
    assert reader.read == []


def test_leaving_before_one_is_back_forgets_no_place(reader: Reader, folder: Path) -> None:
    kept = Settings("en", last_visit="a" * 32, last_step=2, last_item="25a")
    settings.save(folder, kept)
    assert run(folder, None, False, Leave.WHEN_READY) == 0
    assert settings.load(folder) == kept


def test_a_damaged_page_is_told_over_the_list_and_nothing_is_changed(reader: Reader, folder: Path) -> None:
    path = folder / FILE_NAME
    with sqlite3.connect(path) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'event'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(data)
    assert run(folder, "vi", False) == 12
    assert len(reader.read) == 1
    assert "STORE-DAMAGED" in reader.read[0]
    assert path.read_bytes() == data


def test_a_file_that_is_no_database_is_told_over_the_frame(reader: Reader, folder: Path) -> None:
    path = folder / FILE_NAME
    path.write_bytes(b"<html>" + path.read_bytes()[6:])
    assert run(folder, "vi", False) == 12
    assert [text[-15:] for text in reader.read] == ["[STORE-DAMAGED]"]


def test_the_frame_stands_where_everything_will_stand(dressed: QApplication, folder: Path) -> None:
    window = MainWindow(folder, "vi")
    window.resize(1280, 760)
    window.lay_grounds()
    window.show()
    dressed.processEvents()
    grounds = window.grab().toImage()
    with open_workspace(folder) as ws:
        window.furnish(ws)
        window.come_back()
        window.shell.visits.list.clearFocus()
        dressed.processEvents()
        furnished = window.grab().toImage()
        for place in ((40, 380), (200, 500), (1275, 5), (1000, 750)):
            assert grounds.pixelColor(*place) == furnished.pixelColor(*place), place
        window.close()
        window.deleteLater()
        dressed.processEvents()
