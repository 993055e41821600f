"""The page while documents are looked at: how far it is, and Stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import words
from inspector_app.i18n import Translate


class RunningPage(QWidget):
    """It knows nothing of the work."""

    stop_asked = Signal()

    def __init__(self, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translate = translate
        self.text = role(QLabel(), "heading")
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate(N_("Progress")))
        self.bar.setFixedWidth(60 * GRID)
        self.stop = QPushButton(translate(N_("Stop")))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self._stop)
        told = N_("Every file is opened in a process of its own; nothing on this computer is changed.")
        hint = role(words(translate(told)), "soft")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(2 * GRID)
        column.addStretch(2)
        column.addWidget(self.text)
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(hint)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def begin(self) -> None:
        """A new run."""
        self.text.setText(self._translate(N_("Getting ready …")))
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """How many files have been looked at."""
        if not self.stop.isEnabled():
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        told = self._translate(N_("Checking: {done} of {total} files"))
        self.text.setText(told.format(done=done, total=total))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.text.setText(self._translate(N_("Stopping …")))
        self.stop_asked.emit()
