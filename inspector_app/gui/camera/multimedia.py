"""The laptop's camera through Qt Multimedia, which is no part of the program: it is looked for when it is wanted. Nothing
else here knows that library; it speaks in QImages and in reasons why there are none.
"""

import importlib
import importlib.util
from enum import Enum
from typing import Any, Protocol

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

PATIENCE_MS = 3000
"""After which a shot that does not come is taken from what is seen; some cameras give only one."""


class Trouble(Enum):
    """Why nothing is seen."""

    NO_LIBRARY = "no-library"
    NO_CAMERA = "no-camera"
    REFUSED = "refused"
    TAKEN_AWAY = "taken-away"
    FAILED = "failed"


class Camera(Protocol):
    """What the dialog needs of a camera: signals `seen` and `taken` (QImage), `troubled` (Trouble), `listed` ()."""

    seen: Any
    taken: Any
    troubled: Any
    listed: Any

    def names(self) -> tuple[str, ...]: ...

    def start(self, place: int = 0) -> None: ...

    def stop(self) -> None: ...

    def take(self) -> None: ...


def is_installed() -> bool:
    """Whether the library is there; it is not loaded."""
    try:
        return importlib.util.find_spec("PySide6.QtMultimedia") is not None
    except ImportError:
        return False


def load() -> Any | None:
    """The library; None where it is missing or a part of the system that it needs is."""
    if not is_installed():
        return None
    try:
        return importlib.import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


class QtCamera(QObject):
    """One camera at a time."""

    seen = Signal(QImage)
    taken = Signal(QImage)
    troubled = Signal(object)
    """Trouble"""
    listed = Signal()
    """Cameras came or went."""

    def __init__(self, library: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._camera: Any = None
        self._last = QImage()
        self._device: bytes | None = None
        self._devices = library.QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self._recount)
        self.session = library.QMediaCaptureSession(self)
        self._sink = library.QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._take_frame)
        self.session.setVideoSink(self._sink)
        self._capture = library.QImageCapture(self)
        self.session.setImageCapture(self._capture)
        self._capture.imageCaptured.connect(self._take_shot)
        self._capture.errorOccurred.connect(lambda _id, _error, _words: self._shoot_last())
        self._late = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._late.timeout.connect(self._shoot_last)

    def names(self) -> tuple[str, ...]:
        return tuple(device.description() for device in self._inputs())

    def start(self, place: int = 0) -> None:
        """Look through a camera, once the person allows it."""
        permission = QCameraPermission()
        application = QCoreApplication.instance()
        if application is None:
            return
        match application.checkPermission(permission):
            case Qt.PermissionStatus.Granted:
                self._look(place)
            case Qt.PermissionStatus.Denied:
                self.troubled.emit(Trouble.REFUSED)
            case _:
                application.requestPermission(permission, self, lambda _answer: self.start(place))

    def stop(self) -> None:
        """Let the camera go, so that its light goes out."""
        self._late.stop()
        if self._camera is not None:
            self.session.setCamera(None)
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = self._device = None

    def take(self) -> None:
        """Take a photo; it comes by `taken`, from what is seen where the camera gives none."""
        if self._late.isActive():
            return
        self._late.start()
        if not self._capture.isReadyForCapture() or self._capture.capture() < 0:
            self._shoot_last()

    def _look(self, place: int) -> None:
        self.stop()
        inputs = self._inputs()
        if not inputs:
            self.troubled.emit(Trouble.NO_CAMERA)
            return
        device = inputs[place if place < len(inputs) else 0]
        self._device = bytes(device.id().data())
        self._camera = self._library.QCamera(device, self)
        self._camera.errorOccurred.connect(self._fail)
        self.session.setCamera(self._camera)
        self._camera.start()

    def _inputs(self) -> list[Any]:
        return list(self._library.QMediaDevices.videoInputs())

    def _recount(self) -> None:
        self.listed.emit()
        if self._device is not None and all(bytes(own.id().data()) != self._device for own in self._inputs()):
            self.stop()
            self.troubled.emit(Trouble.TAKEN_AWAY)

    def _fail(self, error: Any, _words: str) -> None:
        if error != self._library.QCamera.Error.NoError:
            self.stop()
            self.troubled.emit(Trouble.FAILED)

    def _take_frame(self, frame: Any) -> None:
        image = frame.toImage()
        if not image.isNull():
            self._last = image
            self.seen.emit(image)

    def _take_shot(self, _number: int, image: QImage) -> None:
        if self._late.isActive():  # else it came too late, and what was seen has been taken
            self._late.stop()
            self.taken.emit(image)

    def _shoot_last(self) -> None:
        if not self._late.isActive() and self.sender() is not self._late:
            return
        self._late.stop()
        if self._last.isNull():
            self.troubled.emit(Trouble.FAILED)
        else:
            self.taken.emit(self._last)
