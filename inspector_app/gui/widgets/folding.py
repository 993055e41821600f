"""A section that opens and closes: what is secondary stands as one line until somebody wants it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector_app.gui.theme import GRID, ICON, icon, role
from inspector_app.gui.widgets.sections import Section, words


class Folding(QFrame):
    """A title to press, a line that says what is inside, and the section itself."""

    def __init__(self, section: Section, unfolded: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        role(self, "card")
        title = section.heading.text()
        self.setAccessibleName(title)
        self.section = section
        role(section, "panel")
        section.heading.hide()
        self.toggle = role(QPushButton(title), "quiet")
        self.toggle.setCheckable(True)
        self.toggle.setIconSize(QSize(ICON, ICON))
        self.toggle.toggled.connect(self._fold)
        self.summary = role(words(), "soft")
        head = QHBoxLayout()
        head.setContentsMargins(GRID, GRID // 2, 2 * GRID, GRID // 2)
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(section)
        self.toggle.setChecked(unfolded)
        self._fold(unfolded)

    def unfold(self) -> None:
        """Show what is inside."""
        self.toggle.setChecked(True)

    def say(self, text: str) -> None:
        """What is inside, in one line."""
        self.summary.setText(text)

    def _fold(self, unfolded: bool) -> None:
        self.section.setVisible(unfolded)
        self.toggle.setIcon(icon("chevron-down" if unfolded else "chevron-right"))


def unfold_around(widget: QWidget) -> None:
    """Show a widget that may lie in folded sections."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, Folding):
            above.unfold()
        above = above.parentWidget()
