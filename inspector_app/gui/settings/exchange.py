"""Settings that go to another laptop: written out, and what taking a file over would change shown before it is done."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from inspector_app.actions.files import save_file
from inspector_app.actions.settings_exchange import MOST_BYTES, Change, read_settings, write_settings
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import COMMANDS
from inspector_app.gui.dialogs.files import choose_file, choose_target, read_chosen
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.settings.key_rules import sound_keys
from inspector_app.gui.settings.rows import ActRow, Group, Setter
from inspector_app.gui.theme import GRID
from inspector_app.gui.widgets.sections import scrolled, words

ENDING = ".json"
NAMES = {
    "language": N_("Language"),
    "appearance": N_("Colours"),
    "text_size": N_("Size of the text"),
    "auto_advance": N_("Go on to the next open item after an answer"),
    "notifications": N_("Tell when long work ends while another program is in front"),
    "province": N_("Province or city"),
    "parent_agency": N_("Parent agency of the team"),
    "team_name": N_("Name of the inspection team"),
    "place": N_("Usual place of inspection"),
    "recipients": N_("Who gets the minutes"),
    "team": N_("Usual members of the team"),
    "keys": N_("Keys"),
}
WORDS = {
    "vi": "Tiếng Việt",
    "en": "English",
    "system": N_("As the computer is set"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}


class TakeOverDialog(FormDialog):
    """Every setting that would change: before and after."""

    def __init__(self, context: Context, name: str, changes: tuple[Change, ...], parent: QWidget) -> None:
        _ = context.translate
        super().__init__(_, _(N_("Take settings over")), _(N_("Take over")) if changes else None, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.lines: list[str] = []
        if not changes:
            self.section.add_wide(
                words(_(N_("{name}: everything is set like this already.")).format(name=name))
            )
            return
        self.section.add_wide(words(_(N_("{name} would change these settings:")).format(name=name)))
        parts = []
        for change in changes:
            line = _(N_("{setting}: {after} (now {before})")).format(
                setting=_(NAMES[change.name]),
                after=self._told(change.after),
                before=self._told(change.before),
            )
            self.lines.append(line)
            parts.append(words(line))
        area = scrolled(*parts)
        area.setMinimumHeight(30 * GRID)
        self.section.add_wide(area)

    def _told(self, value: Any) -> str:
        _ = self.translate
        if isinstance(value, bool):
            return _(N_("on")) if value else _(N_("off"))
        if value is None or value in {(), ""}:
            return _(N_("nothing"))
        if isinstance(value, tuple):
            return "; ".join(self._row(row) for row in value)
        return _(WORDS[value]) if value in WORDS else str(value)

    def _row(self, row: Any) -> str:
        if not isinstance(row, tuple):
            return str(row)
        if len(row) == 2 and row[0] in COMMANDS:
            keys = QKeySequence(row[1]).toString(QKeySequence.SequenceFormat.NativeText)
            return f"{self.translate(COMMANDS[row[0]].name)}: {keys or self.translate(N_('nothing'))}"
        return ", ".join(part for part in row[:2] if part)


class ExchangeActs:
    """Out and in."""

    def __init__(self, setter: Setter, parent: QWidget) -> None:
        self._setter, self._parent = setter, parent

    def ask_target(self) -> None:
        """Where to write the settings."""
        context = self._setter.context
        _ = context.translate
        title = _(N_("Settings for another computer"))
        name = _(N_("settings of the inspection program"))
        path = choose_target(context, self._parent, title, _(N_("Settings")), ENDING, name + ENDING)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write them; small, so at once."""
        context = self._setter.context

        def save(_workspace: object) -> bool:
            save_file(path, write_settings(context.habits.settings))
            return True

        if context.ask(save):
            context.say(context.translate(N_("Written: {name}")).format(name=path.name))

    def ask_file(self) -> None:
        """Which file to take over."""
        context = self._setter.context
        _ = context.translate
        path = choose_file(
            context, self._parent, _(N_("Take settings over")), _(N_("Settings")), f"*{ENDING}"
        )
        if path is not None:
            self.take_from(path)

    def take_from(self, path: Path) -> None:
        """Show what the file would change; done only when that is accepted."""
        context = self._setter.context
        now = context.habits.settings
        changes = context.ask(lambda _workspace: read_settings(read_chosen(path, MOST_BYTES), now))
        if changes is None:
            return
        changes = tuple(own for change in changes if (own := _possible(change)).after != own.before)
        dialog = TakeOverDialog(context, path.name, changes, self._parent)
        dialog.accepted.connect(lambda: self._setter.set(**{own.name: own.after for own in changes}))
        dialog.open()


def _possible(change: Change) -> Change:
    """A file may give a command keys that nobody could give it here: a letter, or those of another command."""
    return replace(change, after=sound_keys(change.after)) if change.name == "keys" else change


def exchange_group(setter: Setter, parent: QWidget) -> tuple[Group, ExchangeActs]:
    """The group and its acts."""
    _ = setter.context.translate
    acts = ExchangeActs(setter, parent)
    row = ActRow(
        _(N_("The same settings on another computer")),
        [(_(N_("Write to a file…")), acts.ask_target), (_(N_("Take over from a file…")), acts.ask_file)],
        _(N_("Your name, folders and the place of the window stay with each computer.")),
    )
    return Group(_(N_("Another computer")), [row]), acts
