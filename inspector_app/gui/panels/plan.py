"""Kế hoạch kiểm tra năm: what was planned, what was done, and the report of the year."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.files import save_file
from inspector_app.actions.office import existing_ledger, ledger_folder, ledger_visits
from inspector_app.actions.plan import change_line, plan, plan_inspection, remove_line
from inspector_app.actions.units import units
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.yearly import yearly_report
from inspector_app.checklist.handover import LedgerVisit
from inspector_app.checklist.register import PlanLine, PlannedInspection, Unit
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_target
from inspector_app.gui.dialogs.plan_line import PlanLineDialog
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import ChoiceEntry, day_text
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.sections import beside, words
from inspector_app.gui.words import KINDS

YEARS_BACK, YEARS_AHEAD = 4, 1


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the panel shows, read beside the window."""

    year: int
    lines: tuple[PlanLine, ...] = ()
    units: tuple[Unit, ...] = ()
    visits: tuple[LedgerVisit, ...] = ()


class PlanPanel(QWidget):
    """The lines of one year; planned and done beside each other."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        this_year = context.workspace.clock.now().year
        self.plan = Plan(this_year)
        span = range(this_year + YEARS_AHEAD, this_year - YEARS_BACK - 1, -1)
        self.year = ChoiceEntry([(year, str(year)) for year in span])
        self.year.show_value(this_year)
        self.year.setAccessibleName(translate(N_("Year of the plan")))
        self.year.edited.connect(lambda _year: self.refresh())
        self.summary = words()
        self.table = LinesTable(
            translate(N_("Yearly plan")),
            (
                Column(translate(N_("Month")), 9 * GRID),
                Column(translate(N_("Inspected unit"))),
                Column(translate(N_("Kind of inspection")), 18 * GRID),
                Column(translate(N_("Remark")), 24 * GRID),
                Column(translate(N_("Inspected on")), 20 * GRID),
            ),
            key=lambda line: line.planned.id,
        )
        self.table.line_opened.connect(self._change)
        self.table.line_chosen.connect(self._enable)
        self.add = role(QPushButton(translate(N_("Plan an inspection…"))), "primary")
        self.add.clicked.connect(self._add)
        self.change = QPushButton(translate(N_("Change…")))
        self.change.clicked.connect(lambda: self._change(self.table.chosen))
        self.remove = role(QPushButton(translate(N_("Remove"))), "quiet")
        self.remove.clicked.connect(self._remove)
        empty = EmptyState(
            translate(N_("Nothing is planned for this year yet.")), translate(N_("Plan an inspection…"))
        )
        empty.wanted.connect(self._add)
        self.stack = WithEmptyState(self.table, empty)
        self.report = QPushButton(translate(N_("Report of the year…")))
        self.report.clicked.connect(self._ask_report)
        tools = beside(self.year, None, self.remove, self.change, self.report, self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.addLayout(tools)
        column.addWidget(self.summary)
        column.addWidget(self.stack, 1)
        self._enable()

    def refresh(self) -> None:
        """Read the plan of the chosen year anew, beside the window."""
        chosen = self.year.value
        year = chosen if isinstance(chosen, int) else self.plan.year
        self._context.run_task("", partial(_read, year), self._show)

    def keep(self, line: PlannedInspection) -> None:
        """Add or change a line."""
        title = self._context.translate(N_("Recording the plan"))
        self._context.run_task(title, partial(_record, line), lambda _done: self.refresh())

    def write_report(self, target: Path) -> None:
        """The report of the shown year at `target`, its annexes beside it under the same name as .xlsx."""
        title = self._context.translate(N_("Writing the report of the year"))
        self._context.run_task(title, partial(_report, self.plan.year, target), self._reported)

    def _show(self, found: Plan) -> None:
        self.plan = found
        self.table.show_lines([(self._texts(line), line) for line in found.lines])
        self.stack.show_content(bool(found.lines))
        done = sum(line.visit is not None for line in found.lines)
        said = self._context.translate(N_("{done} of {planned} planned inspections done"))
        self.summary.setText(said.format(done=done, planned=len(found.lines)))
        self.summary.setVisible(bool(found.lines))
        self._enable()

    def _texts(self, line: PlanLine) -> tuple[str, ...]:
        translate = self._context.translate
        planned = line.planned
        kind = translate(KINDS[planned.kind]) if planned.kind else ""
        done = translate(N_("not yet"))
        if line.visit is not None:
            done = day_text(line.done_on) or translate(N_("done, day not known"))
        return (f"{planned.month:02d}" if planned.month else "", line.unit, kind, planned.note or "", done)

    def _ask_report(self) -> None:
        translate = self._context.translate
        title, kinds = translate(N_("Save the report of the year")), translate(N_("Word documents"))
        name = f"BaoCao_KTCCHC_{self.plan.year}.docx"
        if (target := choose_target(self._context, self, title, kinds, ".docx", name)) is not None:
            self.write_report(target)

    def _reported(self, annexes: Path) -> None:
        said = self._context.translate(N_("Report and annexes are in {folder}."))
        self._context.say(said.format(folder=annexes.parent))

    def _enable(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(self.table.chosen is not None)

    def _add(self) -> None:
        if not self.plan.units:
            said = N_("Add units to the register first: the plan names its units.")
            self._context.say(self._context.translate(said))
            return
        self._ask(None)

    def _change(self, line: PlanLine | None) -> None:
        if line is not None:
            self._ask(line.planned)

    def _ask(self, before: PlannedInspection | None) -> None:
        own = self.plan
        dialog = PlanLineDialog(self._context, own.year, before, own.units, own.visits, self)
        if dialog.exec():
            self.keep(dialog.line)

    def _remove(self) -> None:
        line = self.table.chosen
        if line is not None:
            title = self._context.translate(N_("Removing the line"))
            self._context.run_task(title, partial(_forget, line.planned.id), lambda _done: self.refresh())


def _read(year: int, workspace: Workspace, _task: Task) -> Plan:
    if existing_ledger(workspace) is None:
        return Plan(year)
    return Plan(year, plan(workspace, year), units(workspace), ledger_visits(ledger_folder(workspace)))


def _report(year: int, target: Path, workspace: Workspace, _task: Task) -> Path:
    made = yearly_report(workspace, year, workspace.clock.now().date())
    annexes = target.with_suffix(".xlsx")
    save_file(target, made.document)
    save_file(annexes, made.annexes)
    return annexes


def _record(line: PlannedInspection, workspace: Workspace, _task: Task) -> Changed:
    if line.id:
        return change_line(workspace, line)
    return plan_inspection(
        workspace, line.year, line.unit, kind=line.kind, month=line.month, note=line.note, visit=line.visit
    )


def _forget(line: str, workspace: Workspace, _task: Task) -> Changed:
    return remove_line(workspace, line)
