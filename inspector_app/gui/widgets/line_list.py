"""A list of sentences: each line as high as its words, and never scrolled sideways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget


class LineList(QListWidget):
    """Wraps anew whenever its width or the size of text changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
