"""What stands in the middle while no visit is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.visits import sample_names
from inspector_app.errors import N_
from inspector_app.gui.beginning import begin_visit, open_sample
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, icon, measure, role
from inspector_app.gui.widgets.sections import words

CARD_WIDTH = 520

SAMPLE_TITLES = {
    "so-xay-dung-2022": N_("Sở Xây dựng 2022, rebuilt from the news"),
    "so-mau": N_("Sở Mẫu, invented, shows everything"),
}
"""What the buttons of the shipped samples say; another sample shows its name."""


class WelcomePage(QWidget):
    """No visit is open: what the program is for, and the two ways to begin."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = context.translate
        role(self, "ground")
        card = role(QFrame(self), "card")
        measure(card, most_width=CARD_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        column.setSpacing(GRID + GRID // 2)
        column.addWidget(role(words(_(N_("Inspection on site"))), "title"))
        column.addWidget(
            role(
                words(
                    _(
                        N_(
                            "Tick the checklist, agree the minutes with the unit, sign them before you leave, and hand "
                            "them to the office. Everything is saved on this computer at once; no network is needed."
                        )
                    )
                ),
                "soft",
            )
        )
        self.new = role(QPushButton(icon("plus", "ON_ACCENT"), _(N_("New visit"))), "primary")
        self.new.setAutoDefault(False)
        self.new.clicked.connect(lambda: begin_visit(context, self))
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(GRID)
        column.addWidget(role(QLabel(_(N_("Or practise on a sample"))), "label"))
        self.samples: dict[str, QPushButton] = {}
        for name in sample_names():
            button = role(QPushButton(icon("document"), _(SAMPLE_TITLES.get(name, name))), "quiet")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, own=name: open_sample(context, own))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.samples[name] = button
        upright = QVBoxLayout()
        upright.addStretch(1)
        upright.addWidget(card)
        upright.addStretch(2)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        outside.addStretch(1)
        outside.addLayout(upright, 100)
        outside.addStretch(1)
        self.setFocusProxy(self.new)
