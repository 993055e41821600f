"""Sổ đơn vị: the units an office inspects, through renaming and mergers."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.files import save_file
from inspector_app.actions.units import (
    read_units,
    record_unit,
    record_units,
    remove_unit,
    units,
    units_workbook,
)
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.register import Unit, UnitCode
from inspector_app.checklist.unit_list import UnitList
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file, choose_target, read_chosen
from inspector_app.gui.dialogs.unit import UnitDialog
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import LineEntry, day_text
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.sections import beside

MOST_BYTES = 10_000_000
MOST_TOLD = 20


class UnitsPanel(QWidget):
    """A table of units; a line is added, changed or, written by mistake, removed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self.units: tuple[Unit, ...] = ()
        self._wanted: UnitCode | None = None
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
        self.from_excel = role(QPushButton(translate(N_("Import from Excel…"))), "quiet")
        self.from_excel.clicked.connect(self._ask_import)
        self.to_excel = role(QPushButton(translate(N_("Export to Excel…"))), "quiet")
        self.to_excel.clicked.connect(self._ask_export)
        empty = EmptyState(
            translate(N_("No unit yet. Units of the register are offered wherever a unit is named.")),
            translate(N_("Add a unit…")),
        )
        empty.wanted.connect(self._add)
        self.stack = WithEmptyState(self.table, empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.addLayout(
            beside(self.search, self.from_excel, self.to_excel, self.remove, self.change, self.add, stretch=0)
        )
        column.addWidget(self.stack, 1)
        self._enable()

    def refresh(self) -> None:
        """Read the register anew, beside the window."""
        self._context.run_task("", _read, self._show)

    def keep(self, unit: Unit) -> None:
        """Add or change a line."""
        title = self._context.translate(N_("Recording the unit"))
        # Where it stands among the others is seen, and it can be changed at once.
        self._wanted = unit.code
        self._context.run_task(title, partial(_record, unit), lambda _done: self.refresh())

    def take_in(self, path: Path) -> None:
        """Record every unit of a filled table; rows that say something impossible are told by their place."""
        title = self._context.translate(N_("Reading the units"))
        self._context.run_task(title, partial(_take_in, path), self._taken)

    def write(self, target: Path) -> None:
        """The register as a workbook that can be filled in and read back."""
        title = self._context.translate(N_("Writing the units"))
        self._context.run_task(title, partial(_write, target))

    def _show(self, found: tuple[Unit, ...]) -> None:
        self.units = found
        names = {unit.code: unit.name for unit in found}
        self.table.show_lines([(self._texts(unit, names), unit) for unit in found])
        if self._wanted is not None:
            self.table.choose(self._wanted)
            self._wanted = None
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

    def _ask_import(self) -> None:
        translate = self._context.translate
        title, kinds = translate(N_("Choose the filled register")), translate(N_("Tables"))
        if (path := choose_file(self._context, self, title, kinds, "*.xlsx *.csv")) is not None:
            self.take_in(path)

    def _ask_export(self) -> None:
        translate = self._context.translate
        title, kinds = translate(N_("Export the register of units")), translate(N_("Excel workbook"))
        target = choose_target(self._context, self, title, kinds, ".xlsx", "SoDonVi.xlsx")
        if target is not None:
            self.write(target)

    def _taken(self, found: UnitList) -> None:
        translate = self._context.translate
        said = translate(N_("{count} unit(s) stand in the register.")).format(count=len(found.units))
        self._context.say(said)
        self.refresh()
        if found.problems:
            rows = "\n".join(
                translate(N_("{sheet}, row {row}: {problem} {text}")).format(
                    sheet=one.sheet, row=one.row, problem=translate(one.why), text=one.text
                )
                for one in found.problems[:MOST_TOLD]
            )
            title = translate(N_("{count} row(s) were not taken over")).format(count=len(found.problems))
            told = QMessageBox(QMessageBox.Icon.Warning, title, f"{said}\n{title}:\n{rows}", parent=self)
            told.setTextFormat(Qt.TextFormat.PlainText)
            told.exec()

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


def _take_in(path: Path, workspace: Workspace, task: Task) -> UnitList:
    found = read_units(read_chosen(path, MOST_BYTES), path.name)
    task.stop_if_cancelled()  # once begun it is short, and half a list helps nobody
    record_units(workspace, found.units, task.progress)
    return found


def _write(target: Path, workspace: Workspace, _task: Task) -> None:
    save_file(target, units_workbook(workspace))


def _read(workspace: Workspace, _task: Task) -> tuple[Unit, ...]:
    return units(workspace)


def _record(unit: Unit, workspace: Workspace, _task: Task) -> Changed:
    return record_unit(workspace, unit)


def _forget(code: UnitCode, workspace: Workspace, _task: Task) -> Changed:
    return remove_unit(workspace, code)
