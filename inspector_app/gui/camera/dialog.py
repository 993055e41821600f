"""The window that takes photos for an item with the laptop's camera; each is evidence at once. Where there is none, it
says why and what to do.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QVBoxLayout, QWidget

from inspector_app.checklist.template import ItemId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.camera.multimedia import Camera, QtCamera, Trouble, load
from inspector_app.gui.camera.photo_file import jpeg_taken
from inspector_app.gui.theme import GRID, TARGET, measure, role
from inspector_app.gui.widgets.carried import SKETCH, Carried, CarriedPicture
from inspector_app.gui.widgets.sections import beside, words

_REASONS = {
    Trouble.NO_LIBRARY: N_(
        "The camera needs Qt Multimedia, which is not installed here: ask whoever installed the program to add its part “camera”. Photos of a phone can be pasted, dropped, or laid into the scan folder."
    ),
    Trouble.NO_CAMERA: N_("This computer has no camera. Connect one, or add photos of a phone."),
    Trouble.REFUSED: N_(
        "The system does not let this program use the camera: allow it in the system's privacy settings, then open this window again."
    ),
    Trouble.TAKEN_AWAY: N_(
        "The camera was disconnected; the photos taken so far are kept. Connect it again to go on."
    ),
    Trouble.FAILED: N_(
        "The camera gives no picture: another program may be using it, or the system's privacy settings do not allow it. Close the other program, then try again."
    ),
}


class Seen(QWidget):
    """What the camera sees, as large as there is room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._image = QImage()

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80 * GRID, 45 * GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect()
        box.setSize(size)
        box.moveCenter(self.rect().center())
        painter.drawImage(box, self._image)


class CameraDialog(QDialog):
    """Enter or Space takes a photo; the window stays for the next one."""

    def __init__(
        self, context: Context, item_id: ItemId, camera: Camera | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._item_id, self._camera = context, item_id, camera
        self._visit = context.visit.visit.id if context.visit is not None else None
        self.count = 0
        """Photos taken since the window was opened."""
        _ = context.translate
        self.setWindowTitle(_(N_("Take photos for item {item}")).format(item=item_id))
        self.seen = Seen(_(N_("What the camera sees")), self)
        self.trouble = role(words(parent=self), "warning")
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(_(N_("Camera")))
        self.said = role(words(parent=self), "soft")
        self.take = role(QPushButton(_(N_("Take a photo")), self), "primary")
        self.take.setDefault(True)
        self.again = QPushButton(_(N_("Try again")), self)
        self.leave = QPushButton(_(N_("Close")), self)
        for button, run in ((self.take, self._take), (self.again, self._start), (self.leave, self.reject)):
            measure(button, least_height=TARGET)
            button.clicked.connect(lambda _on=False, own=run: own())
        column = QVBoxLayout(self)
        column.addWidget(self.seen, 1)
        column.addWidget(self.trouble)
        column.addWidget(self.said)
        column.addLayout(beside(self.choice, None, self.take, self.again, self.leave))
        self.trouble.hide()
        self.said.hide()
        measure(self, least_width=60 * GRID)
        if camera is None:
            self.choice.hide()
            self._tell(Trouble.NO_LIBRARY)
            return
        camera.seen.connect(self._show)
        camera.taken.connect(self._keep)
        camera.troubled.connect(self._tell)
        camera.listed.connect(self._list)
        self.choice.activated.connect(self._start)
        self.finished.connect(lambda _result: camera.stop())
        self._list()
        self._start()

    def _start(self, _place: int = 0) -> None:
        if self._camera is None:
            return
        self.trouble.hide()
        self.again.hide()
        self.seen.show()
        self.take.setEnabled(False)
        self._camera.start(max(0, self.choice.currentIndex()))

    def _list(self) -> None:
        """One camera needs no choice."""
        if self._camera is None:
            return
        now, names = self.choice.currentText(), self._camera.names()
        self.choice.clear()
        self.choice.addItems(list(names))
        self.choice.setCurrentIndex(max(0, self.choice.findText(now)))
        self.choice.setVisible(len(names) > 1)

    def _show(self, image: QImage) -> None:
        self.seen.show_image(image)
        if not self.take.isEnabled():
            self.take.setEnabled(True)
            self.take.setFocus()

    def _take(self) -> None:
        if self._camera is not None:
            self._camera.take()

    def _keep(self, image: QImage) -> None:
        opened = self._context.visit
        if opened is None or opened.visit.id != self._visit:
            self.reject()
            return
        self.count += 1
        at = self._context.workspace.clock.now()
        made = partial(jpeg_taken, image, at)
        name = self._context.translate(N_("photo of {time}")).format(time=f"{at:%Y-%m-%d %H.%M.%S}")
        picture = CarriedPicture(
            ".jpg", made, image.scaled(SKETCH, SKETCH, Qt.AspectRatioMode.KeepAspectRatio), name
        )
        self._context.brought.emit(self._item_id, Carried(pictures=(picture,), as_evidence=True))
        said = self._context.translate(N_("{count} photo(s) kept at item {item}"))
        self.said.setText(said.format(count=self.count, item=self._item_id))
        self.said.show()

    def _tell(self, trouble: Trouble) -> None:
        self.trouble.setText(self._context.translate(_REASONS[trouble]))
        self.trouble.show()
        self.seen.hide()
        self.take.setEnabled(False)
        for button in (self.take, self.again):
            button.setVisible(trouble is not Trouble.NO_LIBRARY)
        (self.leave if trouble is Trouble.NO_LIBRARY else self.again).setFocus()


def open_camera(
    context: Context,
    parent: QWidget,
    item_id: ItemId,
    find: Callable[[], Camera | None] | None = None,
) -> CameraDialog:
    """Take photos for an item of the open visit; the library is loaded now, for the first time."""

    def through_qt() -> Camera | None:
        library = load()
        return None if library is None else QtCamera(library, parent)

    dialog = CameraDialog(context, item_id, (find or through_qt)(), parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
