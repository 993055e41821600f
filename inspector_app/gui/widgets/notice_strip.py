"""The strip above every page that says what kind of visit is open; of the one to practise on, what can be done with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from inspector_app.checklist.practice import is_practice
from inspector_app.errors import N_
from inspector_app.gui.beginning import practise_again, stop_practising
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.plain import words


class NoticeStrip(QFrame):
    """Hidden while the visit has no notice."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = context.translate
        role(self, "plain")
        self._words = role(words(parent=self), "banner")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again = self._act(_(N_("Begin again")))
        self.again.clicked.connect(lambda: practise_again(context))
        self.away = self._act(_(N_("Stop practising")))
        self.away.setToolTip(_(N_("Takes the practice visit out of the list.")))
        self.away.clicked.connect(lambda: stop_practising(context))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._words, 1)
        row.addWidget(self.again)
        row.addWidget(self.away)

    def text(self) -> str:
        return self._words.text()

    def show_notice(self, notice: str | None, visit_id: str) -> None:
        """Show the notice of the open visit; None where it has none."""
        self._words.setText(notice or "")
        for button in (self.again, self.away):
            button.setVisible(is_practice(visit_id))
        self.setVisible(bool(notice))

    def _act(self, text: str) -> QPushButton:
        button = role(QPushButton(text, self), "quiet")
        button.setAutoDefault(False)
        return button
