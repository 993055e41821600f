"""Photos by the laptop's camera: each is evidence at once, the second as well as the first; what stands in the way is said."""

import io
from datetime import datetime

import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector_app.actions.visits import load
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE
from inspector_app.gui.camera import multimedia
from inspector_app.gui.camera.dialog import CameraDialog, open_camera
from inspector_app.gui.camera.multimedia import Trouble
from inspector_app.gui.camera.photo_file import jpeg_taken
from inspector_app.gui.window import MainWindow

ITEM = ItemId("16")


def picture(colour: str) -> QImage:
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


class PluggedIn(QObject):
    """A camera whose cable the test holds."""

    seen = Signal(QImage)
    taken = Signal(QImage)
    troubled = Signal(object)
    listed = Signal()

    def __init__(self, *devices: str) -> None:
        super().__init__()
        self.devices = devices
        self.looking: str | None = None
        self.colours = iter(("#204080", "#805020", "#208040"))

    def names(self) -> tuple[str, ...]:
        return self.devices

    def start(self, place: int = 0) -> None:
        if not self.devices:
            self.troubled.emit(Trouble.NO_CAMERA)
            return
        self.looking = self.devices[place]
        self.seen.emit(picture("#808080"))

    def stop(self) -> None:
        self.looking = None

    def take(self) -> None:
        self.taken.emit(picture(next(self.colours)))


def opened(window: MainWindow, camera: PluggedIn | None) -> CameraDialog:
    return open_camera(window.context, window, ITEM, lambda: camera)


def test_the_second_photo_is_kept_like_the_first(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, visit_id: VisitId
) -> None:
    camera = PluggedIn("Camera tích hợp")
    dialog = opened(window, camera)
    qtbot.waitUntil(dialog.take.hasFocus)
    assert not dialog.choice.isVisible()
    QTest.keyClick(dialog.take, Qt.Key.Key_Space)
    QTest.keyClick(dialog.take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(load(workspace, visit_id).visit.evidence) == 2, timeout=20_000)
    assert dialog.count == 2
    qtbot.waitUntil(lambda: not window.context.tasks.running)
    for own in load(workspace, visit_id).visit.evidence:
        assert own.items == (ITEM,)
        assert own.media_type == "image/jpeg"
        assert own.taken_at == datetime(2026, 5, 12, 8, 0, tzinfo=ZONE)
        assert own.name == "photo of 2026-05-12 08.00.00.jpg"
    dialog.leave.click()
    assert camera.looking is None  # its light goes out


def test_a_camera_that_is_unplugged_is_told_and_can_come_back(qtbot: QtBot, window: MainWindow) -> None:
    camera = PluggedIn("Camera USB")
    dialog = opened(window, camera)
    camera.troubled.emit(Trouble.TAKEN_AWAY)
    assert "disconnected" in dialog.trouble.text()
    assert not dialog.take.isEnabled()
    dialog.again.click()
    assert dialog.trouble.isHidden()
    assert dialog.take.isEnabled()
    dialog.reject()


def test_one_of_two_cameras_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    camera = PluggedIn("Camera tích hợp", "Camera USB")
    dialog = opened(window, camera)
    assert dialog.choice.isVisible()
    dialog.choice.setCurrentIndex(1)
    dialog.choice.activated.emit(1)
    assert camera.looking == "Camera USB"
    camera.devices = ("Camera USB",)
    camera.listed.emit()
    assert dialog.choice.isHidden()
    dialog.reject()


@pytest.mark.parametrize("trouble", Trouble)
def test_whatever_is_in_the_way_is_said_in_words(window: MainWindow, trouble: Trouble) -> None:
    camera = PluggedIn("Camera")
    dialog = opened(window, camera)
    camera.troubled.emit(trouble)
    assert dialog.trouble.isVisible()
    assert len(dialog.trouble.text()) > 40
    dialog.reject()


def test_no_camera_and_no_library_are_two_things(window: MainWindow) -> None:
    dialog = opened(window, PluggedIn())
    assert "has no camera" in dialog.trouble.text()
    dialog.reject()
    dialog = opened(window, None)
    assert "not installed" in dialog.trouble.text()
    assert dialog.again.isHidden()
    dialog.reject()


def test_the_library_is_looked_for_and_never_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert multimedia.load() is None
    monkeypatch.undo()

    def broken(_name: str) -> object:
        raise ImportError("libpulse.so.0")

    monkeypatch.setattr("importlib.util.find_spec", lambda _name: object())
    monkeypatch.setattr("importlib.import_module", broken)
    assert multimedia.load() is None


def test_a_photo_says_when_it_was_taken_and_nothing_else() -> None:
    data = jpeg_taken(picture("#204080"), datetime(2026, 5, 12, 8, 0, 5, tzinfo=ZONE))
    with Image.open(io.BytesIO(data)) as photo:
        photo.load()
        exif = photo.getexif()
        assert dict(exif.get_ifd(0x8769)) == {0x9003: "2026:05:12 08:00:05", 0x9011: "+07:00"}
        assert set(exif) == {0x8769}
