"""How files look in a list: read beside the window a handful at a time, a bounded number of them kept."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from inspector_app.actions.evidence_edits import looks
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.visit import Evidence
from inspector_app.gui.bridge import Context

KEPT = 256
"""Pictures in memory: some 20 MB."""
AT_ONCE = 12
"""Asked for last comes first: who scrolls on does not wait for what he scrolled past."""
WAITING = 64


class Thumbnails(QObject):
    """One per list; `size` in pixels of the screen."""

    ready = Signal()
    """Some pictures came: paint again."""

    def __init__(self, context: Context, size: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._size = size
        self._kept: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._wanted: OrderedDict[str, Evidence] = OrderedDict()
        self._busy = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    def of(self, own: Evidence) -> QPixmap | None:
        """Its picture, if there is one and it is here already; else it comes with `ready`."""
        if own.sha256 in self._kept:
            self._kept.move_to_end(own.sha256)
            return self._kept[own.sha256]
        if own.reduced_sha256 is not None:
            self._wanted[own.sha256] = own
            self._wanted.move_to_end(own.sha256)
            while len(self._wanted) > WAITING:
                self._wanted.popitem(last=False)
            if not self._busy:
                self._soon.start()
        return None

    def put(self, sha256: str, image: QImage) -> None:
        """Keep a picture that is known without reading."""
        self._keep(sha256, QPixmap.fromImage(image))

    def _fetch(self) -> None:
        wanted = [self._wanted.popitem()[1] for _ in range(min(AT_ONCE, len(self._wanted)))]
        if not wanted:
            return
        self._busy = True
        size = self._size
        self._context.run_task(
            "", lambda workspace, _task: _read(workspace, wanted, size), self._take, self._give_up
        )

    def _take(self, images: Mapping[str, QImage | None]) -> None:
        for sha256, image in images.items():
            self._keep(sha256, None if image is None else QPixmap.fromImage(image))
        self._busy = False
        self.ready.emit()
        if self._wanted:
            self._soon.start()

    def _give_up(self) -> None:
        self._busy = False

    def _keep(self, sha256: str, pixmap: QPixmap | None) -> None:
        self._kept[sha256] = pixmap
        self._kept.move_to_end(sha256)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


def _read(workspace: Workspace, wanted: Sequence[Evidence], size: QSize) -> dict[str, QImage | None]:
    """In a thread of its own; None for what has no picture here."""
    found = looks(workspace, wanted)
    return {own.sha256: _image(found[own.sha256], size) if own.sha256 in found else None for own in wanted}


def _image(data: bytes, size: QSize) -> QImage | None:
    """Decoded no larger than it is shown."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    shown = reader.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(shown)
    image = reader.read()
    return None if image.isNull() else image
