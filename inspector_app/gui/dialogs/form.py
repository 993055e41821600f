"""The frame of every dialog here: a title, a scrolled form, and two buttons in the interface's language."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.fitting import fit_to_screen, fitting
from inspector_app.gui.widgets.sections import Section, words


class FormDialog(QDialog):
    """A form with Cancel and one named act; `message` says what stands in the way."""

    def __init__(
        self, translate: Callable[[str], str], title: str, act: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.translate = translate
        self.setWindowTitle(title)
        measure(self, least_width=70 * GRID)
        inside = QWidget(self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        self.section = Section("")
        self._column.addWidget(self.section)
        self.message = role(words(), "error")
        self.message.hide()
        # Of this dialog from the beginning: else its default act is forgotten when another was focused.
        self.buttons = QDialogButtonBox(self)
        if act is None:
            self.close_button = self.buttons.addButton(
                translate(N_("Close")), QDialogButtonBox.ButtonRole.RejectRole
            )
            self.close_button.setDefault(True)
        else:
            self.act = self.buttons.addButton(act, QDialogButtonBox.ButtonRole.AcceptRole)
            role(self.act, "primary")
            self.act.setDefault(True)
            self.buttons.addButton(translate(N_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        spacing = self.buttons.layout()
        if spacing is not None:
            spacing.setSpacing(GRID)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * GRID, 0, 2 * GRID, 2 * GRID)
        foot.setSpacing(GRID)
        foot.addWidget(self.message)
        foot.addWidget(self.buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        whole.addWidget(fitting(inside), 1)
        whole.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit_to_screen(self)
        focused = self.focusWidget()
        if not self.section.isAncestorOf(focused):
            by_tab = Qt.FocusPolicy.TabFocus
            for entry in self.section.findChildren(QWidget):
                if entry.isVisible() and entry.isEnabled() and entry.focusPolicy() & by_tab == by_tab:
                    entry.setFocus()  # one types first; Return must not take an empty form
                    break

    def problem(self) -> str | None:
        """Why the form cannot be taken as it is, in the interface's language."""
        return None

    def accept(self) -> None:
        if (problem := self.problem()) is not None:
            self.message.setText(problem)
            self.message.show()
            return
        super().accept()
