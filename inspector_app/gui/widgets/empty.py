"""What stands where a list is empty: one sentence, and one button that ends the emptiness."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from inspector_app.gui.theme import EMPTY_ICON, GRID, role, show_icon
from inspector_app.gui.widgets.sections import words


class EmptyState(QWidget):
    """A quiet sign, a sentence, and a button under it."""

    wanted = Signal()

    def __init__(self, sentence: str, act: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = QLabel(self)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        show_icon(sign, "empty", "LINE_STRONG", EMPTY_ICON)
        self.sentence = role(words(sentence), "soft")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID + GRID // 2)
        column.addStretch(1)
        column.addWidget(sign)
        column.addWidget(self.sentence)
        if act is not None:
            self.button = QPushButton(act)
            self.button.clicked.connect(self.wanted)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)


class WithEmptyState(QWidget):
    """A list or page, or its empty state while there is nothing in it."""

    def __init__(self, content: QWidget, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = empty
        self._content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content, 1)
        column.addWidget(empty, 1)
        self.show_content(False)

    def show_content(self, there: bool) -> None:
        """The content where there is some, else the empty state."""
        self.is_empty = not there
        going, coming = (self.empty, self._content) if there else (self._content, self.empty)
        # Also while a dialog stands before the window; PySide's types do not say that there may be none.
        focused: QWidget | None = going.window().focusWidget()
        had_focus = focused is not None and going.isAncestorOf(focused)
        coming.show()
        if had_focus:  # else Qt hands the keyboard to whatever comes first in the window
            inside = (coming, *coming.findChildren(QWidget))
            next((own for own in inside if _takes_keyboard(own)), coming).setFocus()
        going.hide()


def _takes_keyboard(widget: QWidget) -> bool:
    by_tab = Qt.FocusPolicy.TabFocus
    return widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & by_tab == by_tab
