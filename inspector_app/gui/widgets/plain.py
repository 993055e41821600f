"""Plain text on the screen. It stands apart because the first window needs it and nothing else of the forms."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def words(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label for user or program text: never markup, wraps, can be copied."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
