"""A unit picked from the register of units, found with or without marks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.register import Unit
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID
from inspector_app.gui.widgets.entries import LineEntry
from inspector_app.gui.widgets.lines_table import Column, LinesTable


class UnitChoiceDialog(FormDialog):
    """`unit` is the chosen one; units that no longer exist are not offered."""

    def __init__(self, context: Context, units: Sequence[Unit], parent: QWidget) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Choose the unit")), translate(N_("Choose")), parent)
        self.search = LineEntry()
        self.search.setPlaceholderText(translate(N_("Search, with or without marks")))
        self.search.setAccessibleName(translate(N_("Search in the register of units")))
        self.table = LinesTable(
            translate(N_("Register of units")),
            (Column(translate(N_("Code")), 12 * GRID), Column(translate(N_("Name of the unit")))),
            key=lambda unit: unit.code,
        )
        self.table.setMinimumSize(70 * GRID, 36 * GRID)
        self.table.show_lines([((own.code, own.name), own) for own in units if own.until is None])
        self.search.textChanged.connect(self._look_for)
        self.table.line_opened.connect(lambda _unit: self.accept())
        self.section.add_wide(self.search)
        self.section.add_wide(self.table)
        self.search.setFocus()

    @property
    def unit(self) -> Unit | None:
        chosen = self.table.chosen
        return chosen if isinstance(chosen, Unit) else None

    def _look_for(self, text: str) -> None:
        self.table.look_for(text)
        self.table.choose_only()

    def problem(self) -> str | None:
        return None if self.unit is not None else self.translate(N_("Choose a line first."))
