"""The six steps of the day as a bar; where there is little room only the open step says its name."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, em, font, role
from inspector_app.i18n import Translate

STEPS = (
    N_("Prepare"),
    N_("Check"),
    N_("Findings, recommendations"),
    N_("Minutes"),
    N_("Sign"),
    N_("Send"),
)
HEIGHT = 6 * GRID
"""For text of the usual size."""


class StepBar(QWidget):
    """Numbered from 1; Ctrl or Alt with the number goes there."""

    chosen = Signal(int)
    """1 to 6"""

    def __init__(self, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate(N_("Steps")))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._names = [translate(step) for step in STEPS]
        self._current = 1
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []
        for number, name in enumerate(self._names, 1):
            button = role(QPushButton(self), "step")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{number} {name}")
            button.setToolTip(f"{name} (Ctrl+{number})")
            button.clicked.connect(lambda _on, own=number: self.chosen.emit(own))
            self._group.addButton(button, number)
            self.buttons.append(button)
            row.addWidget(button)
        self._arrange()

    def show_step(self, number: int) -> None:
        """Mark the step that is shown."""
        self._current = number
        self._group.button(number).setChecked(True)
        self._arrange()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths(short=False)), em(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(sum(self._widths(short=True)), em(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()
            self.updateGeometry()

    def _arrange(self) -> None:
        short = self.width() < self.sizeHint().width()
        for button, text, width in zip(
            self.buttons, self._texts(short=short), self._widths(short=short), strict=True
        ):
            button.setText(text)
            button.setFixedWidth(width)

    def _texts(self, *, short: bool) -> list[str]:
        return [
            f"{number}" if short and number != self._current else f"{number}  {name}"
            for number, name in enumerate(self._names, 1)
        ]

    def _widths(self, *, short: bool) -> list[int]:
        # The chosen step is bold: every step keeps the room for it, so that nothing jumps.
        metrics = QFontMetrics(font(strong=True))
        return [metrics.horizontalAdvance(text) + em(5 * GRID // 2) for text in self._texts(short=short)]
