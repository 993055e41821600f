"""The menu of a text entry: what Qt offers, and the commands that speak of the field one is in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from inspector_app.gui.places import field_at

COMMANDS = ("phrases", "history")


def command_near(widget: QWidget | None, name: str) -> QAction | None:
    """The action of a command that one of the widget's ancestors has."""
    while widget is not None:
        for action in widget.actions():
            if action.objectName() == f"command-{name}":
                return action
        widget = widget.parentWidget()
    return None


def open_field_menu(entry: QLineEdit | QPlainTextEdit, event: QContextMenuEvent) -> None:
    """Open it where the pointer or the menu key asks for it."""
    menu = entry.createStandardContextMenu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    found = [command_near(entry, name) for name in COMMANDS if field_at(entry) is not None]
    actions = [action for action in found if action is not None]
    if actions:
        menu.addSeparator()
        menu.addActions(actions)
    menu.popup(event.globalPos())
