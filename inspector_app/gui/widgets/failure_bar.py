"""What went wrong, why, and what to do, at the top of the page until it is closed or something succeeds."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, LARGE_ICON, role, show_icon
from inspector_app.gui.widgets.plain import words
from inspector_app.i18n import Explanation, Translate


class FailureBar(QFrame):
    """One user error at a time, the newest."""

    def __init__(self, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explanation: Explanation | None = None
        role(self, "failure")
        sign = QLabel(self)
        show_icon(sign, "warning", "POOR", LARGE_ICON)
        self.what = role(words(parent=self), "heading")
        self.why = words(parent=self)
        self.todo = words(parent=self)
        copy = role(QPushButton(translate(N_("Copy")), self), "quiet")
        copy.setToolTip(translate(N_("Copy this message, for whoever helps you")))
        copy.clicked.connect(self._copy)
        close = role(QPushButton(translate(N_("Close")), self), "quiet")
        close.clicked.connect(self.hide)
        text = QVBoxLayout()
        text.setSpacing(2)
        for label in (self.what, self.why, self.todo):
            text.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row.setSpacing(GRID + GRID // 2)
        row.addWidget(sign)
        row.addLayout(text, 1)
        for button in (copy, close):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.hide()

    def show_failure(self, explanation: Explanation) -> None:
        """Show the three sentences of an error and its code."""
        self._explanation = explanation
        self.what.setText(explanation.what)
        self.why.setText(explanation.why)
        self.todo.setText(f"{explanation.todo} [{explanation.code}]")
        self.setAccessibleName(explanation.text())
        self.show()

    def _copy(self) -> None:
        if self._explanation is not None:
            QGuiApplication.clipboard().setText(self._explanation.text())
