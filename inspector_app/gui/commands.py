"""What a person can ask for with a key: every shortcut of the window has its name and its keys here and nowhere else.

The settings may give a command other keys; the menu, the help and the settings page read the same table. Letters and
Backspace without Ctrl or Alt belong to the Vietnamese keyboard and are never given to a command.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
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
READING = N_("Reading the minutes aloud")
MARKING = N_("Marking a photo")
PROGRAM = N_("The program")

COMMANDS = {
    own.id: own
    for own in (
        Command("new", N_("New visit"), ("Ctrl+N",), VISIT),
        Command("undo", N_("Undo"), ("Ctrl+Z",), VISIT),
        Command("redo", N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), VISIT),
        Command("quit", N_("Quit"), ("Ctrl+Q",), VISIT),
        Command("tick-yes", N_("Answer: yes"), ("1", "F2"), CHECKING),
        Command("tick-partly", N_("Answer: partly"), ("2", "F3"), CHECKING),
        Command("tick-no", N_("Answer: no"), ("3", "F4"), CHECKING),
        Command("tick-not_applicable", N_("Answer: not applicable"), ("4", "F5"), CHECKING),
        Command("tick-not_checked", N_("Answer: not checked this time"), ("5", "0", "F6"), CHECKING),
        Command("take-back", N_("Take the answer back"), ("Ctrl+0",), CHECKING),
        Command("item-down", N_("Next item"), ("Down",), CHECKING),
        Command("item-up", N_("Previous item"), ("Up",), CHECKING),
        Command("area-down", N_("Next area"), ("PgDown",), CHECKING),
        Command("area-up", N_("Previous area"), ("PgUp",), CHECKING),
        Command("write", N_("Write the internal note"), ("Return", "Enter"), CHECKING),
        Command("leave", N_("Back to the item, to the list of items"), ("Esc",), CHECKING),
        Command("go-figures", N_("Go to the figures"), ("Ctrl+G",), CHECKING),
        Command("go-result", N_("Go to the result sentence"), ("Ctrl+R",), CHECKING),
        Command("go-shortcoming", N_("Go to the shortcoming, or begin one"), ("Ctrl+T",), CHECKING),
        Command("add-file", N_("Add a file to the item"), ("Ctrl+O",), CHECKING),
        Command(
            "scan-take", N_("Add the new files of the scan folder to the item"), ("Ctrl+Shift+A",), CHECKING
        ),
        Command("about-item", N_("Show or hide what is known about the item"), ("Ctrl+I",), CHECKING),
        Command("find", N_("Find an item"), ("Ctrl+F",), CHECKING),
        Command("filter", N_("Choose which items to see"), ("F7",), CHECKING),
        Command("filter-clear", N_("See all items again"), ("Shift+F7",), CHECKING),
        Command("next-open", N_("Next item without an answer"), ("F8",), CHECKING),
        Command("previous-open", N_("Previous item without an answer"), ("Shift+F8",), CHECKING),
        Command("next-shown", N_("Next of the items found"), ("F9",), CHECKING),
        Command("previous-shown", N_("Previous of the items found"), ("Shift+F9",), CHECKING),
        Command("auto-advance", N_("Go on by itself after an answer, or stay"), ("Ctrl+J",), CHECKING),
        Command("grid", N_("All items as a table, or as cards"), ("Ctrl+B",), CHECKING),
        Command("grid-card", N_("Table: open the card of the item"), ("Ctrl+Return",), CHECKING),
        Command("grid-copy-table", N_("Table: copy with headings for Excel"), ("Ctrl+Shift+C",), CHECKING),
        Command("grid-fill-down", N_("Table: the cell above into those below"), ("Ctrl+D",), CHECKING),
        Command("grid-clear", N_("Table: empty the selected cells"), ("Ctrl+Delete",), CHECKING),
        Command(
            "phrases", N_("Offer phrases that were written before"), ("Ctrl+Space", "Alt+Down"), CHECKING
        ),
        Command("files", N_("All files and pictures of the visit"), ("Ctrl+Shift+F",), CHECKING),
        Command("file-up", N_("Files: one place up"), ("Alt+Up",), CHECKING),
        Command("file-down", N_("Files: one place down"), ("Alt+Down",), CHECKING),
        Command("file-caption", N_("Files: write the caption"), ("Ctrl+E",), CHECKING),
        Command("history", N_("History of what is written here"), ("Ctrl+H",), CHECKING),
        Command("step-1", N_("Prepare"), ("Ctrl+1", "Alt+1"), STEPS),
        Command("step-2", N_("Check"), ("Ctrl+2", "Alt+2"), STEPS),
        Command("step-3", N_("Findings, recommendations"), ("Ctrl+3", "Alt+3"), STEPS),
        Command("step-4", N_("Minutes"), ("Ctrl+4", "Alt+4"), STEPS),
        Command("step-5", N_("Sign"), ("Ctrl+5", "Alt+5"), STEPS),
        Command("step-6", N_("Send"), ("Ctrl+6", "Alt+6"), STEPS),
        Command("reader", N_("Read the minutes aloud with the unit"), ("F11",), READING),
        Command("reader-next", N_("Next paragraph"), ("Space", "Down", "PgDown"), READING),
        Command("reader-back", N_("Previous paragraph"), ("Up", "PgUp", "Shift+Space"), READING),
        Command("reader-agree", N_("Both sides agree on the paragraph"), ("Enter", "Return"), READING),
        Command("reader-agree-read", N_("Both sides agree on all up to here"), ("Ctrl+Return",), READING),
        Command("reader-disagree", N_("Take the agreement on the paragraph back"), ("Delete",), READING),
        Command("reader-open", N_("Next paragraph that is not agreed"), ("F8",), READING),
        Command("reader-amend", N_("Amend the paragraph"), ("F2",), READING),
        Command("reader-ask", N_("The unit asks for a change"), ("F6",), READING),
        Command("reader-reserve", N_("The unit keeps its reservation"), ("F7",), READING),
        Command("reader-end", N_("End of the minutes, and seal"), ("F9",), READING),
        Command("reader-larger", N_("Larger text"), ("+", "=", "Ctrl++", "Ctrl+="), READING),
        Command("reader-smaller", N_("Smaller text"), ("-", "Ctrl+-"), READING),
        Command("reader-screen", N_("Show it on the other screen"), ("F10",), READING),
        Command(
            "reader-keep", N_("Keep what was written in the panel"), ("Ctrl+Return", "Ctrl+Enter"), READING
        ),
        Command("markup-arrow", N_("An arrow in the middle of the photo"), ("1",), MARKING),
        Command("markup-box", N_("A box in the middle of the photo"), ("2",), MARKING),
        Command("markup-text", N_("A label in the middle of the photo"), ("3",), MARKING),
        Command("markup-blur", N_("Cover the middle of the photo"), ("4",), MARKING),
        Command("help", N_("Help on what is in sight"), ("F1",), PROGRAM),
        Command("open-file", N_("Open a file"), ("Ctrl+Shift+O",), PROGRAM),
        Command("work", N_("Long work that runs and ran"), ("Ctrl+L",), PROGRAM),
        Command("settings", N_("Settings"), ("Ctrl+,",), PROGRAM),
    )
}


def keys_of(command: Command, habits: Habits) -> tuple[str, ...]:
    """The keys of a command now: those that the person gave it, else its own. "" takes a command's keys away."""
    for name, keys in habits.settings.keys:
        if name == command.id:
            return (keys,) if keys else ()
    return command.keys


def shown_keys(name: str, habits: Habits) -> str:
    """The keys of a command as a tool tip names them: "1, F2"; empty where it has none."""
    native = QKeySequence.SequenceFormat.NativeText
    said = (QKeySequence(keys).toString(native) for keys in keys_of(COMMANDS[name], habits))
    # On the keyboard it is called Enter, and the keypad's is not told apart.
    return ", ".join(dict.fromkeys(keys.replace("Return", "Enter") for keys in said))


def asks_for(name: str, event: QKeyEvent, habits: Habits) -> bool:
    """Whether a key that a widget was given is one of a command's; for keys that entries need for themselves, and
    that therefore cannot be bound: arrows, Enter, Escape."""
    pressed = QKeySequence(event.keyCombination())
    # What the keypad adds is not told apart: its Enter and its arrows are those of the keyboard.
    bare = QKeySequence(
        QKeyCombination(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key()))
    )
    return any(QKeySequence(keys) in (pressed, bare) for keys in keys_of(COMMANDS[name], habits))


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
    connection = habits.changed.connect(take_keys)
    # The settings outlive a dialog and its actions.
    action.destroyed.connect(lambda: QObject.disconnect(connection))
    owner.addAction(action)
    return action
