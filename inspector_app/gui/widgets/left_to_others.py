"""Keys that an entry leaves to whoever stands behind it: pasted files, and an undo of which it knows nothing."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QLineEdit

from inspector_app.gui.widgets.carried import brings_only_files


def pastes_files(event: QKeyEvent) -> bool:
    """Whether a key would paste what no entry takes: files, or a picture without words."""
    return event.matches(QKeySequence.StandardKey.Paste) and brings_only_files(
        QGuiApplication.clipboard().mimeData()
    )


def leaves(event: QEvent, text: QLineEdit | QTextDocument) -> bool:
    """Whether an event is an undo (or redo) of which the entry knows nothing: then the window takes the last act back,
    instead of nothing happening. Letters typed last are the entry's own."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        left = not text.isUndoAvailable()
    else:
        left = event.matches(QKeySequence.StandardKey.Redo) and not text.isRedoAvailable()
    if left:
        event.ignore()
    return left
