"""What a person can ask for with a key: every shortcut of the window has its name and its keys here and nowhere else.

The settings may give a command other keys; the menu, the help and the settings page read the same table. Letters and
Backspace without Ctrl or Alt belong to the Vietnamese keyboard and are never given to a command.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from inspector_app.errors import N_
from inspector_app.gui.habits import Habits
from inspector_app.i18n import Translate


@dataclass(frozen=True, slots=True)
class Command:
    id: str
    name: str
    """msgid"""
    keys: tuple[str, ...]
    """By default; the first is the one that is shown."""
    group: str
    """msgid of the heading under which help and settings list it."""


VISIT = N_("The visit")
CHECKING = N_("Checking")
STEPS = N_("Going about")

COMMANDS = {
    own.id: own
    for own in (
        Command("new", N_("New visit"), ("Ctrl+N",), VISIT),
        Command("undo", N_("Undo"), ("Ctrl+Z",), VISIT),
        Command("redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), VISIT),
        Command("quit", N_("Quit"), ("Ctrl+Q",), VISIT),
        Command("find", N_("Find an item"), ("Ctrl+F",), CHECKING),
        Command("next-open", N_("Next item without an answer"), ("F8",), CHECKING),
        Command("step-1", N_("Prepare"), ("Ctrl+1", "Alt+1"), STEPS),
        Command("step-2", N_("Check"), ("Ctrl+2", "Alt+2"), STEPS),
        Command("step-3", N_("Findings, recommendations"), ("Ctrl+3", "Alt+3"), STEPS),
        Command("step-4", N_("Minutes"), ("Ctrl+4", "Alt+4"), STEPS),
        Command("step-5", N_("Sign"), ("Ctrl+5", "Alt+5"), STEPS),
        Command("step-6", N_("Send"), ("Ctrl+6", "Alt+6"), STEPS),
    )
}


def keys_of(command: Command, habits: Habits) -> tuple[str, ...]:
    """The keys of a command now: those that the person gave it, else its own. "" takes a command's keys away."""
    for name, keys in habits.settings.keys:
        if name == command.id:
            return (keys,) if keys else ()
    return command.keys


def bind(
    name: str,
    owner: QWidget,
    run: Callable[[], object],
    habits: Habits,
    translate: Translate,
    *,
    scope: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QAction:
    """An action of `owner` that runs a command, with the keys that it has now and whenever the settings change."""
    command = COMMANDS[name]
    action = QAction(translate(command.name), owner)
    action.setObjectName(f"command-{name}")
    action.setShortcutContext(scope)
    action.triggered.connect(lambda _on: run())

    def take_keys(different: frozenset[str] = frozenset({"keys"})) -> None:
        if "keys" in different:
            action.setShortcuts([QKeySequence(keys) for keys in keys_of(command, habits)])

    take_keys()
    habits.changed.connect(take_keys, Qt.ConnectionType.AutoConnection)
    owner.addAction(action)
    return action
