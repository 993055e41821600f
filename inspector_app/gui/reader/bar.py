"""The acts below the text, each with its key: for who drives the reading with a mouse, and to learn the keys by."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector_app.checklist.agreement import Paragraph, State
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import COMMANDS, shown_keys
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.flow import FlowLayout

SHORT = {
    "reader-back": N_("Back"),
    "reader-next": N_("Next"),
    "reader-agree": N_("Agreed"),
    "reader-disagree": N_("Not agreed after all"),
    "reader-amend": N_("Amend…"),
    "reader-ask": N_("The unit asks…"),
    "reader-reserve": N_("Reservation…"),
    "reader-open": N_("Next not agreed"),
    "reader-end": N_("End, seal…"),
    "reader-smaller": N_("Smaller text"),
    "reader-larger": N_("Larger text"),
    "reader-screen": N_("Other screen"),
}
"""What a button says; the command's own name is its tool tip."""
WRITING = frozenset({"reader-agree", "reader-disagree", "reader-amend", "reader-ask", "reader-reserve"})

_ESCAPE = QKeySequence(Qt.Key.Key_Escape).toString()


class ReaderBar(QWidget):
    """A button for each command, and one to leave."""

    def __init__(
        self, context: Context, runs: Mapping[str, Callable[[], object]], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        _ = context.translate
        self._translate = _
        self.buttons: dict[str, QPushButton] = {}
        row = FlowLayout(gap=GRID)
        around = QVBoxLayout(self)
        around.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        around.addLayout(row)
        for name, text in SHORT.items():
            keys = shown_keys(name, context.habits).split(", ")[0]
            button = QPushButton(f"{_(text)}  {keys}" if keys else _(text))
            button.setAccessibleName(_(COMMANDS[name].name))
            button.setToolTip(_(COMMANDS[name].name))
            button.clicked.connect(lambda _on=False, run=runs[name]: run())
            if name == "reader-agree":
                role(button, "primary")
            self._add(row, button)
            self.buttons[name] = button
        self.leave = QPushButton(f"{_(N_('Leave the reading'))}  {_ESCAPE}")
        self.leave.clicked.connect(lambda _on=False: leave())
        self._add(row, self.leave)

    def show_paragraph(self, own: Paragraph | None, *, locked: bool, screens: int) -> None:
        """Offer what can be done with the paragraph that is read."""
        agreed = own is not None and own.state is State.AGREED
        self.buttons["reader-agree"].setVisible(not agreed)
        self.buttons["reader-disagree"].setVisible(agreed)
        for name in WRITING:
            self.buttons[name].setEnabled(own is not None and not locked)
        answer = own is not None and own.open_request is not None
        self.buttons["reader-ask"].setAccessibleName(
            self._translate(N_("Answer what the unit asks for") if answer else COMMANDS["reader-ask"].name)
        )
        self.buttons["reader-screen"].setVisible(screens > 1)

    def _add(self, row: FlowLayout, button: QPushButton) -> None:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(role(button, "act") if not button.property("role") else button)
