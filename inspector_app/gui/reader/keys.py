"""The keys of the reading, shown in it: no other help comes onto the projector."""

from PySide6.QtWidgets import QWidget

from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import COMMANDS, READING, shown_keys
from inspector_app.gui.reader.panel import Panel
from inspector_app.gui.widgets.sections import words


class KeysPanel(Panel):
    """A line for each command."""

    def __init__(self, context: Context, points: int, parent: QWidget) -> None:
        super().__init__(context, context.translate(N_("Keys of the reading")), points, parent)
        own = [command for command in COMMANDS.values() if command.group == READING]
        self.lines = words(
            "\n".join(
                f"{keys}: {self.translate(command.name)}"
                for command in own
                if (keys := shown_keys(command.id, context.habits))
            )
        )
        self.add(self.lines)
        self.finish((self.lines,))
        self.close_button = self.add_button(self.translate(N_("Back to the text")), self.left.emit)

    def begin(self) -> None:
        self.close_button.setFocus()
