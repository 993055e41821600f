"""The window in which a register of dossiers answers items: choose, confirm the columns, count, look, write.

Nothing is written into the visit before somebody says so, and then as one act.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector_app.actions import dossiers
from inspector_app.actions.files import save_file
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.dossiers import DossierFigures, Preview
from inspector_app.checklist.template import FactSpec, Item
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file, choose_target
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.sampling.dossiers_columns import ColumnsPage
from inspector_app.gui.sampling.dossiers_found import DossiersFoundPage
from inspector_app.gui.sampling.dossiers_writing import DossiersWritingDialog
from inspector_app.gui.sampling.frame import FileAnswerDialog
from inspector_app.gui.sampling.running import RunningPage
from inspector_app.gui.tasks import CancelledError, Lane, Task
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.sections import words

KINDS = "*.xlsx *.xls *.csv"


def open_register(
    context: Context, parent: QWidget, item: Item, fact: FactSpec, path: Path | None = None
) -> "RegisterDialog | None":
    """Open the window on an item's figure, already looking into the file at `path`; None where no visit is open."""
    if context.visit is None:
        return None
    dialog = RegisterDialog(context, context.visit, item, fact, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    if path is not None:
        dialog.look_into(path)
    return dialog


class RegisterDialog(FileAnswerDialog):
    """Three pages: what the columns hold, the count, what it gave."""

    def __init__(
        self, context: Context, opened: OpenVisit, item: Item, fact: FactSpec, parent: QWidget | None
    ) -> None:
        title = context.translate(N_("Register of dossiers: item {item}")).format(item=item.id)
        super().__init__(context, opened, title, parent)
        self._item, self._fact = item, fact
        self._path: Path | None = None
        self.figures: DossierFigures | None = None
        self.columns = ColumnsPage(context, _day_for(context, opened, item, fact))
        self.columns.edited.connect(self._show_ready)
        self.columns.file_wanted.connect(self._choose)
        self.columns.dropped.connect(lambda carried: self.look_into(carried.tables[0]))
        self.columns.sheet_wanted.connect(lambda sheet: self._look(sheet, None))
        self.columns.header_wanted.connect(self._look_below)
        self.running = RunningPage(context.translate, N_("Counting the register …"))
        self.running.stop_asked.connect(self._stop)
        self.found = DossiersFoundPage(context)
        self.found.names_wanted.connect(self._ask_names)
        self.count = role(self._button(N_("Count"), self.run), "primary")
        self._frame(
            self.columns,
            self.running,
            self.found,
            leaving=N_("What was counted is not written into the checklist yet. Close again to leave it."),
            back=self._button(N_("‹ Columns and days"), lambda: self._turn_to(self.columns)),
            run=self.count,
        )
        self._show_ready()

    @property
    def has_found(self) -> bool:
        return self.figures is not None

    def look_into(self, path: Path) -> None:
        """Show the first rows of a file, its columns as they were confirmed for this unit before, else as recognised."""
        self._path = path
        self._turn_to(self.columns)
        self._look(None, None)

    def run(self) -> None:
        """Count the register by the columns as confirmed."""
        self._show_ready()
        if self.count.isEnabled():
            self._count(unmasked=False, done=self._show_figures)

    # Looking

    def _choose(self) -> None:
        _ = self._translate
        path = choose_file(self._context, self, _(N_("Register of dossiers")), _(N_("Tables")), KINDS)
        if path is not None:
            self.look_into(path)

    def _look_below(self, header_row: int) -> None:
        columns = self.columns.columns
        self._look(columns.sheet if columns is not None else None, header_row)

    def _look(self, sheet: str | None, header_row: int | None) -> None:
        path, unit = self._path, self._opened.visit.details.unit
        if path is None:
            return

        def job(workspace: Workspace, _task: Task) -> Preview:
            known = dossiers.remembered(workspace, unit) if unit else None
            return dossiers.preview(path, sheet, header_row, known if header_row is None else None)

        def show(preview: Preview) -> None:
            if self._task is own and not self._closed:  # no other file or sheet was wanted meanwhile
                self._task = None
                self.columns.show_preview(path.name, preview)

        def failed() -> None:
            if self._task is own and not self._closed:
                self._task = None
                self.columns.show_nothing()

        if self._task is not None:
            self._task.cancel()
        self.failure.hide()
        self.columns.show_reading(path)
        title = self._translate(N_("Reading {name}")).format(name=path.name)
        self._task = own = self._context.run_task(title, job, show, failed, Lane.APART)
        self._show_ready()

    # Counting

    def _count(self, unmasked: bool, done: Callable[[DossierFigures], None]) -> None:
        path, columns = self._path, self.columns.columns
        as_of, since = self.columns.day_of(self.columns.as_of), self.columns.day_of(self.columns.since)
        if path is None or columns is None or as_of is None:
            return
        unit = None if unmasked else self._opened.visit.details.unit

        def job(workspace: Workspace, task: Task) -> DossierFigures:
            found = dossiers.count(
                workspace,
                path,
                columns,
                as_of=as_of,
                since=since,
                unmasked=unmasked,
                unit=unit,
                progress=task.progress,
                cancelled=task.cancelled,
            )
            if found is None or task.cancelled():
                raise CancelledError
            return found

        def finished(figures: DossierFigures) -> None:
            self._task = None
            if not self._closed:
                done(figures)

        self.failure.hide()
        self._turn_to(self.running)
        self.running.begin()
        self._task = self._context.run_task(
            self._translate(N_("Counting the register")), job, finished, self._stopped, Lane.APART
        )

    def _show_figures(self, figures: DossierFigures) -> None:
        self.figures = figures
        self.found.show_figures(figures)
        self.write.setEnabled(not self._sealed)
        self._turn_to(self.found)
        self.found.procedures.view.setFocus()

    def _ask_names(self) -> None:
        _ = self._translate
        asking = FormDialog(_, _(N_("Show the names of citizens")), _(N_("Show the names")), self)
        told = N_(
            "The file is read once more, and the names are shown in this list alone. Show them only where "
            "nobody looks on who must not see them."
        )
        asking.section.add_wide(words(_(told)))
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.accepted.connect(lambda: self._count(unmasked=True, done=self._show_names))
        asking.open()

    def _show_names(self, figures: DossierFigures) -> None:
        """The figures that are written and exported stay the covered ones."""
        self._turn_to(self.found)
        if self.figures is not None and figures.sha256 == self.figures.sha256:
            self.found.show_late(figures)

    def _stopped(self) -> None:
        self._task = None
        if not self._closed:
            self._turn_to(self.columns if self.figures is None else self.found)

    def _progress(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self.running.show_progress(done, total)

    # Keeping

    def _write(self) -> None:
        figures = self.figures
        if figures is None:
            return
        dialog = DossiersWritingDialog(self._context, self._opened, figures, self._item, self._fact, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._written(figures, dialog))
        dialog.open()

    def _written(self, figures: DossierFigures, dialog: DossiersWritingDialog) -> None:
        visit_id, targets, rows_into, of = (
            self._opened.visit.id,
            dialog.targets,
            dialog.rows_into,
            dialog.overdue_of,
        )

        def job(workspace: Workspace, _task: Task) -> Changed:
            return dossiers.fill(workspace, visit_id, figures, targets, rows_into, of=of)

        def finished(_changed: Changed) -> None:
            places = [*targets, *([rows_into] if rows_into is not None else [])]
            items = ", ".join(dict.fromkeys(item for item, _fact in places))
            said = self._translate(N_("Written into item {items}. Ctrl+Z takes it back."))
            self._context.say(said.format(items=items))
            if not self._closed:
                self.accept()

        def failed() -> None:
            if not self._closed:
                self.write.setEnabled(True)

        self.failure.hide()
        self.write.setEnabled(False)
        self._context.run_task(self._translate(N_("Writing into the checklist")), job, finished, failed)

    def _export(self) -> None:
        figures, _ = self.figures, self._translate
        if figures is None:
            return
        name = f"so-ho-so_{self._item.id}_{figures.as_of:%Y%m%d}.xlsx"
        path = choose_target(self._context, self, _(N_("Save")), _(N_("Excel workbook")), ".xlsx", name)
        if path is None:
            return
        translate = self._translate

        def job(_workspace: Workspace, _task: Task) -> None:
            save_file(path, dossiers.workbook(figures, translate))

        said = _(N_("Saved: {name}")).format(name=path.name)
        self._context.run_task(
            _(N_("Saving {name}")).format(name=path.name), job, lambda _none: self._context.say(said)
        )

    def _show_ready(self) -> None:
        problem = self.columns.problem
        self.problem.setText(problem or "")
        self.count.setEnabled(problem is None and self._task is None)


def _day_for(context: Context, opened: OpenVisit, item: Item, fact: FactSpec) -> date:
    """The day that the visit's own figures count to, else that of its opening, else today."""
    answer = opened.visit.answer(item.id)
    for own in (answer.facts.get(fact.id), *answer.facts.values()):
        origin = getattr(own, "origin", None)
        if origin is not None and origin.as_of is not None:
            return date.fromisoformat(str(origin.as_of))
    moment = opened.visit.details.opened_at or context.workspace.clock.now()
    return moment.date()
