"""The line above the items of an area: its heading, who answers it, how much is done, the way to the side panel."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.template import Area
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import shown_keys
from inspector_app.gui.models.items import IN_CHARGE, reasons
from inspector_app.gui.theme import GRID, icon, role
from inspector_app.gui.widgets.fitting import TurningRow
from inspector_app.gui.widgets.sections import words

LEAST_NAMES = 32 * GRID


class AreaHead(QWidget):
    """It shows an area of a visit."""

    side_clicked = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        _ = context.translate
        self.heading = role(words(parent=self), "heading")
        self.charge = role(words(parent=self), "small")
        self.charge.hide()
        self.apart = role(QLabel(self), "small")
        self._progress = role(QLabel(self), "small")
        self.side_button = role(QPushButton(icon("panel"), _(N_("About the item")), self), "quiet")
        self.side_button.setToolTip(
            _(N_("What to look at, legal basis, last time, files, shortcoming ({keys})")).format(
                keys=shown_keys("about-item", context.habits)
            )
        )
        self.side_button.setCheckable(True)
        self.side_button.setChecked(True)
        self.side_button.setAutoDefault(False)
        self.side_button.clicked.connect(self.side_clicked)
        names = QWidget(self)
        upright = QVBoxLayout(names)
        upright.setContentsMargins(0, 0, 0, 0)
        upright.setSpacing(0)
        upright.addWidget(self.heading)
        upright.addWidget(self.charge)
        self._row = TurningRow(names, LEAST_NAMES, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID, 2 * GRID, 0)
        whole.addWidget(self._row)
        for part in (self.apart, self._progress, self.side_button):
            self._row.add_act(part)

    def add_act(self, button: QPushButton) -> None:
        """One more button."""
        self._row.add_act(button)

    def show_area(self, opened: OpenVisit, area: Area, in_charge: str) -> None:
        """Show an area as it stands; `in_charge` are names, or nothing."""
        _ = self._context.translate
        number = opened.template.areas.index(area) + 1
        self.heading.setText(f"{number}. {self._context.worded(area.heading)}")
        self.charge.setText(_(IN_CHARGE).format(names=in_charge) if in_charge else "")
        self.charge.setVisible(bool(in_charge))
        count = opened.progress.areas[area.id]
        self._progress.setText(_(N_("{done}/{total} checked")).format(done=count.done, total=count.total))
        self.apart.setVisible(bool(count.inapplicable))
        if count.inapplicable:
            self.apart.setText(
                _(N_("{count} item(s) do not apply to this unit")).format(count=count.inapplicable)
            )
            self.apart.setToolTip(reasons(self._context, opened, area))
