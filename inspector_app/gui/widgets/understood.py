"""What a figure was understood as, in words, and what it may mean where that is not certain."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.sections import words

Readings = tuple[tuple[Decimal | int, str], ...]


class Understood(QWidget):
    """A quiet line; a question with a button for each reading where one has to choose."""

    chosen = Signal(object)
    """The number that was meant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readings: Readings = ()
        self.buttons: tuple[QPushButton, ...] = ()
        self.said = role(words(parent=self), "small")
        self.said.hide()
        self._choices = QWidget(self)
        self._flow = FlowLayout(self._choices, GRID)
        self._choices.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.said)
        column.addWidget(self._choices)
        self.hide()

    def say(self, spelled: Sequence[str]) -> None:
        """Figures with their words."""
        self.said.setText(" · ".join(spelled))
        self.said.setVisible(bool(spelled))
        self._appear()

    def ask(self, readings: Readings) -> None:
        """A button for each reading; none takes the question back."""
        self._choices.setVisible(bool(readings))
        self._appear(bool(readings))
        if readings == self._readings:
            return  # A button that is being pressed must not go from under the pointer.
        self._readings = readings
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = tuple(self._button(value, text) for value, text in readings)

    def _appear(self, asking: bool | None = None) -> None:
        """An empty line would still keep its distance from the others."""
        self.setVisible(bool(self.said.text()) or (bool(self._readings) if asking is None else asking))

    def _button(self, value: object, text: str) -> QPushButton:
        button = QPushButton(text, self._choices)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._choose, value))
        self._flow.addWidget(button)
        button.show()
        return button

    def _choose(self, value: object, _checked: bool = False) -> None:
        self.chosen.emit(value)
