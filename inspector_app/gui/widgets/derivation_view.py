"""Where a number comes from, step by step, in words that can be read aloud and copied."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.checklist.derivation import Derivation, walk
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import empty_out, words

MOST_STEPS = 60
"""Steps shown; of a sum over hundreds of criteria the annex shows all."""


class DerivationView(QWidget):
    """The result first, what it is made of below, each step indented under the one it serves."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translate = context.translate
        self.text = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)

    def show_derivation(self, derivation: Derivation | None) -> None:
        """Show another number's steps, or none."""
        empty_out(self._column)
        lines = []
        for at, (depth, own) in enumerate(walk(derivation) if derivation is not None else ()):
            if at == MOST_STEPS:
                more = self._translate(N_("More steps are in the annex of points."))
                self._column.addWidget(role(words(more), "soft"))
                break
            label = role(words(own.label), "heading" if depth == 0 else "label")
            step = words(own.words)
            for part in (label, step):
                part.setContentsMargins(2 * GRID * depth, 0, 0, 0)
                self._column.addWidget(part)
            lines.append(f"{own.label}: {own.words}")
        self.text = "\n".join(lines)
        self._column.addStretch(1)
