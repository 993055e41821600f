"""Sổ đơn vị: the units an office inspects, through renaming and mergers."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.units import record_unit, remove_unit, units
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.register import Unit, UnitCode
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.unit import UnitDialog
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import LineEntry, day_text
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.sections import beside


class UnitsPanel(QWidget):
    """A table of units; a line is added, changed or, written by mistake, removed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self.units: tuple[Unit, ...] = ()
        self.table = LinesTable(
            translate(N_("Register of units")),
            (
                Column(translate(N_("Code")), 10 * GRID),
                Column(translate(N_("Name of the unit"))),
                Column(translate(N_("Kind of unit")), 14 * GRID),
                Column(translate(N_("Former names")), 30 * GRID),
                Column(translate(N_("Taken over by")), 24 * GRID),
            ),
            key=lambda unit: unit.code,
        )
        self.table.line_opened.connect(self._change)
        self.table.line_chosen.connect(self._enable)
        self.search = LineEntry()
        self.search.setPlaceholderText(translate(N_("Search, with or without marks")))
        self.search.setAccessibleName(translate(N_("Search in the register of units")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.table.look_for)
        self.add = role(QPushButton(translate(N_("Add a unit…"))), "primary")
        self.add.clicked.connect(self._add)
        self.change = QPushButton(translate(N_("Change…")))
        self.change.clicked.connect(lambda: self._change(self.table.chosen))
        self.remove = role(QPushButton(translate(N_("Remove"))), "quiet")
        self.remove.clicked.connect(self._remove)
        empty = EmptyState(
            translate(N_("No unit yet. Units of the register are offered wherever a unit is named.")),
            translate(N_("Add a unit…")),
        )
        empty.wanted.connect(self._add)
        self.stack = WithEmptyState(self.table, empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.addLayout(beside(self.search, self.remove, self.change, self.add, stretch=0))
        column.addWidget(self.stack, 1)
        self._enable()

    def refresh(self) -> None:
        """Read the register anew, beside the window."""
        self._context.run_task("", _read, self._show)

    def keep(self, unit: Unit) -> None:
        """Add or change a line."""
        title = self._context.translate(N_("Recording the unit"))
        self._context.run_task(title, partial(_record, unit), lambda _done: self.refresh())

    def _show(self, found: tuple[Unit, ...]) -> None:
        self.units = found
        names = {unit.code: unit.name for unit in found}
        self.table.show_lines([(self._texts(unit, names), unit) for unit in found])
        self.stack.show_content(bool(found))
        self._enable()

    def _texts(self, unit: Unit, names: dict[UnitCode, str]) -> tuple[str, ...]:
        former = "; ".join(own.name for own in unit.former_names)
        heir = names.get(unit.successor, unit.successor) if unit.successor else ""
        if unit.until is not None:
            until = self._context.translate(N_("until {day}")).format(day=day_text(unit.until))
            heir = f"{heir} ({until})" if heir else until
        return (unit.code, unit.name, unit.kind or "", former, heir)

    def _enable(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(self.table.chosen is not None)

    def _add(self) -> None:
        dialog = UnitDialog(self._context, None, self.units, self)
        if dialog.exec():
            self.keep(dialog.unit)

    def _change(self, unit: Unit | None) -> None:
        if unit is None:
            return
        dialog = UnitDialog(self._context, unit, self.units, self)
        if dialog.exec():
            self.keep(dialog.unit)

    def _remove(self) -> None:
        unit = self.table.chosen
        if unit is not None:
            title = self._context.translate(N_("Removing the unit"))
            self._context.run_task(title, partial(_forget, unit.code), lambda _done: self.refresh())


def _read(workspace: Workspace, _task: Task) -> tuple[Unit, ...]:
    return units(workspace)


def _record(unit: Unit, workspace: Workspace, _task: Task) -> Changed:
    return record_unit(workspace, unit)


def _forget(code: UnitCode, workspace: Workspace, _task: Task) -> Changed:
    return remove_unit(workspace, code)
