"""The page while files are looked at: how far it is, and Stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.sections import words
from inspector_app.i18n import Translate

STEPS = 1_000
"""Of the bar, which cannot count the bytes of a large file."""


class RunningPage(QWidget):
    """It knows nothing of the work."""

    stop_asked = Signal()

    def __init__(
        self,
        translate: Translate,
        beginning: str,
        counted: str | None = None,
        hint: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`counted` says how far it is, with {done} and {total}; all are msgids."""
        super().__init__(parent)
        self._translate, self._beginning, self._counted = translate, beginning, counted
        self.text = role(QLabel(), "heading")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate(N_("Progress")))
        measure(self.bar, width=60 * GRID)
        self.stop = QPushButton(translate(N_("Stop")))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self._stop)
        column = QVBoxLayout(self)
        column.setSpacing(2 * GRID)
        column.addStretch(2)
        column.addWidget(self.text)
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        if hint is not None:
            told = role(words(translate(hint)), "soft")
            told.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(told)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def begin(self) -> None:
        """A new run."""
        self.text.setText(self._translate(self._beginning))
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """How many of how many have been looked at."""
        if not self.stop.isEnabled() or total <= 0:
            return
        self.bar.setRange(0, STEPS)
        self.bar.setValue(min(STEPS, done * STEPS // total))
        if self._counted is not None:
            self.text.setText(self._translate(self._counted).format(done=done, total=total))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.text.setText(self._translate(N_("Stopping …")))
        self.stop_asked.emit()
