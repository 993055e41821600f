"""Which keys a command may have: what the Vietnamese keyboard, text entries and the system need is refused with its reason."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from inspector_app.errors import N_
from inspector_app.gui.commands import COMMANDS, MARKING, READING, Command
from inspector_app.gui.habits import Habits

_MEANT = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_MOVING = {
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}
_APART = {READING, MARKING}
"""Groups whose commands have a window of their own: the keys of the main window are free there."""
_TEXT = {"Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Alt+F4", "Ctrl+Backspace"}


def refusal(sequence: QKeySequence) -> str | None:
    """Why no command may have these keys: a msgid; None where one may."""
    if sequence.count() != 1:
        return N_("One key, alone or with Ctrl, Alt or Shift, is enough.")
    pressed = sequence[0]  # type: ignore[index]
    key, meant = pressed.key(), bool(pressed.keyboardModifiers() & _MEANT)
    if key is Qt.Key.Key_Backspace and not meant:
        return N_("Vietnamese keyboards press Backspace by themselves while you type.")
    if not meant and Qt.Key.Key_Space <= key <= Qt.Key.Key_ydiaeresis:
        return N_("Letters, digits and signs are typed into notes; press Ctrl or Alt with them.")
    if not meant and key in _MOVING:
        return N_("This key moves about in the window; press Ctrl or Alt with it.")
    if sequence.toString() in _TEXT:
        return N_("These keys belong to text, or to the system.")
    return None


def conflicting(command: Command, sequence: QKeySequence, habits: Habits) -> Command | None:
    """Another command that has these keys, where both can be asked for.

    Two that share a key by default are asked for at different places: a table and its cell.
    """
    return _conflict(command, sequence, dict(habits.settings.keys))


def _conflict(command: Command, sequence: QKeySequence, given: Mapping[str, str]) -> Command | None:
    for other in COMMANDS.values():
        apart = other.group != command.group and _APART & {other.group, command.group}
        if other.id == command.id or apart or set(other.keys) & set(command.keys):
            continue
        keys = other.keys if other.id not in given else (given[other.id],)
        if any(own and QKeySequence(own) == sequence for own in keys):
            return other
    return None


def possible(keys: str) -> bool:
    """Whether somebody could have given these keys to a command; none at all can be given too."""
    return not keys or refusal(QKeySequence(keys)) is None


def sound_keys(given: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Of keys that a file gives to commands: those that could have been given here, one by one. Two commands with the
    same keys would both be deaf."""
    kept: dict[str, str] = {}
    for name, keys in given:
        if name in COMMANDS and name not in kept and possible(keys):
            kept[name] = keys
    for name, keys in tuple(kept.items()):
        if keys and _conflict(COMMANDS[name], QKeySequence(keys), kept) is not None:
            del kept[name]
    return tuple(kept.items())


def with_keys(
    given: Iterable[tuple[str, str]], command: str, keys: str | None
) -> tuple[tuple[str, str], ...]:
    """The settings' list with other keys for one command; None gives it its own back."""
    left = tuple(pair for pair in given if pair[0] != command)
    return left if keys is None else (*left, (command, keys))
