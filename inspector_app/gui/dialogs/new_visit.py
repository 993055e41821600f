"""Asks for what a new visit may begin with; everything can be left out and filled in at step 1."""

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from inspector_app.actions.units import units
from inspector_app.checklist.editions import Edition
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.entries import cleaned
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.widgets.unit_completer import UnitCompleter


class NewVisitDialog(QDialog):
    """Unit, subject and, where there is more than one, the checklist: the first of `offered` is proposed."""

    def __init__(self, context: Context, offered: tuple[Edition, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = context.translate
        self.setWindowTitle(_(N_("New visit")))
        measure(self, least_width=80 * GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(
            role(words(_(N_("You can leave everything empty and fill it in later, at step 1."))), "soft")
        )
        self.unit = self._line(column, _(N_("Inspected unit")))
        UnitCompleter(self.unit, context.ask(units) or ())
        self.title = self._line(column, _(N_("Subject of the inspection")))
        self.template = QComboBox(self)
        for own in offered:
            text = _(N_("{title} · version {version}"))
            text = text.format(title=context.worded(own.title), version=own.ref.version)
            self.template.addItem(text, own.ref.sha256)
        self.template.setAccessibleName(_(N_("Checklist")))
        label = role(QLabel(_(N_("Checklist")), self), "label")
        label.setBuddy(self.template)
        column.addWidget(label)
        column.addWidget(self.template)
        label.setVisible(len(offered) > 1)
        self.template.setVisible(len(offered) > 1)
        buttons = QDialogButtonBox(self)
        begin = buttons.addButton(_(N_("Begin")), QDialogButtonBox.ButtonRole.AcceptRole)
        role(begin, "primary")
        begin.setDefault(True)
        buttons.addButton(_(N_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addSpacing(GRID)
        column.addWidget(buttons)

    def details(self) -> dict[str, object]:
        """What was typed, by the fields of the visit."""
        typed = {"unit": cleaned(self.unit.text()), "title": cleaned(self.title.text())}
        return {name: value for name, value in typed.items() if value is not None}

    def _line(self, column: QVBoxLayout, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        label = role(QLabel(name, self), "label")
        label.setBuddy(line)
        column.addWidget(label)
        column.addWidget(line)
        return line
