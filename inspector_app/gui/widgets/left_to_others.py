"""Keys that an entry leaves to whoever stands behind it: pasted files, and an undo of which it knows nothing."""

from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from inspector_app.gui.widgets.carried import brings_only_files


def pastes_files(event: QKeyEvent) -> bool:
    """Whether a key would paste what no entry takes: files, or a picture without words."""
    return event.matches(QKeySequence.StandardKey.Paste) and brings_only_files(
        QGuiApplication.clipboard().mimeData()
    )


def undoes_last_act(event: QKeyEvent, entry: QLineEdit | QPlainTextEdit) -> bool:
    """Whether a key is an undo (or redo) of which the entry knows nothing: then the window takes the last act back
    instead of nothing happening. Letters typed last are the entry's own."""
    text = entry.document() if isinstance(entry, QPlainTextEdit) else entry
    for command, key, own in (
        ("undo", QKeySequence.StandardKey.Undo, text.isUndoAvailable()),
        ("redo", QKeySequence.StandardKey.Redo, text.isRedoAvailable()),
    ):
        if event.matches(key) and not own:
            action = entry.window().findChild(QAction, f"command-{command}")
            if action is not None:
                action.trigger()
            return True
    return False
