"""Calm lines that say what does not satisfy the checklist: a shape, a word, a colour; they never block."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector_app.gui.theme import GRID, role, show_icon
from inspector_app.gui.widgets.sections import discard, words


class WarningLines(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentences: tuple[str, ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self.hide()

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """One line each; the same sentence is said once."""
        own = tuple(dict.fromkeys(sentences))
        if own == self.sentences:
            return
        self.sentences = own
        discard(*self._lines)
        self._lines = [self._line(sentence) for sentence in own]
        self.setVisible(bool(own))

    def _line(self, sentence: str) -> QWidget:
        line = role(QFrame(self), "differing")
        sign = QLabel(line)
        show_icon(sign, "warning", "FAIR")
        row = QHBoxLayout(line)
        row.setContentsMargins(GRID, GRID // 4, GRID, GRID // 4)
        row.setSpacing(GRID)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words(sentence, line), 1)
        self._column.addWidget(line)
        line.show()
        return line
