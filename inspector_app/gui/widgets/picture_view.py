"""A picture that fits its place or is seen larger: by keys, wheel and buttons. It knows no visit."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from inspector_app.gui import theme

STEP = 1.25
LARGEST = 8.0
"""Times the picture's own size."""


class PictureView(QGraphicsView):
    """Fits by itself until somebody looks closer."""

    stepped = Signal(int)
    """The one before (-1) or after (1) is wanted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._scene = QGraphicsScene(self)
        self._shown = QGraphicsPixmapItem()
        self._shown.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.addItem(self._shown)
        self.setScene(self._scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self._fits = True

    def show_picture(self, picture: QPixmap) -> None:
        """Show another picture, whole."""
        self._shown.setPixmap(picture)
        self._scene.setSceneRect(self._shown.boundingRect())
        self.fit()

    def fit(self) -> None:
        """The whole picture, never larger than it is."""
        self._fits = True
        box = self._shown.boundingRect()
        self.resetTransform()
        if box.width() > self.viewport().width() or box.height() > self.viewport().height():
            self.fitInView(box, Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, factor: float) -> None:
        """Closer, or farther off, than now."""
        now = self.transform().m11() * factor
        if 0.05 < now < LARGEST:
            self._fits = False
            self.scale(factor, factor)

    def sizeHint(self) -> QSize:
        return QSize(30 * theme.GRID, 16 * theme.GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / STEP)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_Left | Qt.Key.Key_Right if self._fits:
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
            case _:
                super().keyPressEvent(event)
