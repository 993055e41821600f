"""The line that says why nothing can be typed here: the minutes are sealed, and where they are reopened."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.seal import Stage
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import words

MINUTES_PLACE = ("minutes", "")
SIGNING_PLACE = ("signing", "")


class LockedLine(QWidget):
    """Shown from Chốt on."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        sentence = N_("The minutes are sealed, so this can be read and no longer changed.")
        row.addWidget(role(words(context.translate(sentence)), "locked"), 1)
        button = QPushButton(context.translate(N_("To the minutes")))
        button.clicked.connect(lambda: context.go_to(*MINUTES_PLACE))
        row.addWidget(button)
        self.hide()

    def show_visit(self, opened: OpenVisit) -> bool:
        """Appear where the visit is sealed; returns whether it is."""
        locked = opened.stage is not Stage.CHECKING
        self.setVisible(locked)
        return locked
