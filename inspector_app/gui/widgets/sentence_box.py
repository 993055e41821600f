"""A sentence of the minutes: ready by itself, or written by hand, with the way back. It saves nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import AreaEntry
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.i18n import Translate


class SentenceBox(QWidget):
    """A titled box of text, with its state beside the title."""

    changed = Signal(object)
    """str | None"""
    ready_wanted = Signal()
    """Read as the ready sentence again."""

    def __init__(
        self, translate: Translate, item_id: str, title: str, lines: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._translate = translate
        self._label = role(QLabel(title, self), "label")
        self._state = role(QLabel(self), "chip")
        self._state.hide()
        self.mark = role(QLabel(self), "chip")
        self.mark.hide()
        self.back = role(QPushButton(translate(N_("Use the ready sentence")), self), "link")
        self.back.setAccessibleName(f"{item_id}: {self.back.text()}")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.ready_wanted)
        self.back.hide()
        self.entry = AreaEntry(lines, self)
        self.entry.setAccessibleName(f"{item_id}: {title}")
        self.entry.edited.connect(self.changed)
        self._label.setBuddy(self.entry)
        self._head = FlowLayout(gap=GRID)
        height = self.back.sizeHint().height()
        for part in (self._label, self.mark, self._state):
            part.setMinimumHeight(height)
            self._head.addWidget(part)
        self._head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(self._head)
        column.addWidget(self.entry)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def add_acts(self, acts: Sequence[QPushButton]) -> None:
        """Buttons after the title."""
        for act in acts:
            self._head.addWidget(act)

    def show_plain(self, text: str | None, locked: bool) -> None:
        """A text that is never ready by itself."""
        self.entry.show_value(text)
        self.entry.set_locked(locked)

    def show_sentence(self, text: str | None, *, by_hand: bool, ready: bool, locked: bool) -> None:
        """`ready`: there is a ready sentence to go back to."""
        _ = self._translate
        self.show_plain(text, locked)
        self.entry.setPlaceholderText("" if text or locked else _(N_("No sentence is printed here.")))
        self._state.setText(_(N_("written by hand")) if by_hand else _(N_("ready sentence")))
        self._state.setVisible(by_hand or bool(text))
        self.back.setVisible(by_hand and ready and not locked)
