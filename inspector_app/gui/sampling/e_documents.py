"""The window in which a folder of e-documents answers an item: choose, run, look, write into the visit.

Nothing is written into the visit before somebody says so, and then as one act.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from inspector_app.actions import e_documents
from inspector_app.actions.e_documents import Request
from inspector_app.actions.sampling import fill, last_report
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.e_documents import Examination, ExaminedDocument, Method, Selection
from inspector_app.checklist.examination_changes import Difference, differences
from inspector_app.checklist.examination_rows import QUESTIONS, sample_for
from inspector_app.checklist.fact import Sample
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.template import FactSpec, Item
from inspector_app.errors import N_, FormatError, UserError
from inspector_app.gui.bridge import Context
from inspector_app.gui.sampling.comparing import DifferencesDialog
from inspector_app.gui.sampling.deciding import DecisionDialog
from inspector_app.gui.sampling.found import FoundPage
from inspector_app.gui.sampling.frame import FileAnswerDialog
from inspector_app.gui.sampling.running import RunningPage
from inspector_app.gui.sampling.saving import files_of, remember_draw, save_drawn, save_workbook
from inspector_app.gui.sampling.sources import SourcesPage
from inspector_app.gui.sampling.writing import WritingDialog
from inspector_app.gui.tasks import CancelledError, Lane, Task
from inspector_app.gui.theme import role

FileOf = Callable[[str], Path | None]


def open_document_check(
    context: Context, parent: QWidget, item: Item, fact: FactSpec, sources: Sequence[Path] = ()
) -> "DocumentCheckDialog | None":
    """Open the window on an item's sample, already looking into `sources`; None where no visit is open."""
    if context.visit is None:
        return None
    dialog = DocumentCheckDialog(context, item, fact, sources, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class DocumentCheckDialog(FileAnswerDialog):
    """Three pages: what is looked at, the run, what was found."""

    def __init__(
        self, context: Context, item: Item, fact: FactSpec, sources: Sequence[Path], parent: QWidget | None
    ) -> None:
        opened = context.visit
        assert opened is not None  # whoever opens it has looked
        title = context.translate(N_("Check of e-documents: item {item}")).format(item=item.id)
        super().__init__(context, opened, title, parent)
        self._item, self._fact = item, fact
        self.examination: Examination | None = None
        self.differences: tuple[Difference, ...] = ()
        self.sources = SourcesPage(context, sources)
        self._file_of: FileOf = self.sources.file_of
        """Where the files of the results lie, whatever folders are chosen since."""
        self.sources.edited.connect(self._show_ready)
        self.sources.list_asked.connect(self._save_list)
        of = QUESTIONS.get(fact.files, "both") if fact.files is not None else "both"
        self.found = FoundPage(context, of)
        self.found.open_asked.connect(self._open_file)
        self.found.decision_asked.connect(self._decide)
        self.found.differences_asked.connect(self._show_differences)
        self.running = RunningPage(
            context.translate,
            N_("Getting ready …"),
            N_("Checking: {done} of {total} files"),
            N_("Every file is opened in a process of its own; nothing on this computer is changed."),
        )
        self.running.stop_asked.connect(self._stop)
        self.forward = self._button(N_("Results ›"), self._forward)
        self.check = role(self._button(N_("Check"), self.run), "primary")
        self._frame(
            self.sources,
            self.running,
            self.found,
            leaving=N_("What was found is not written into the checklist yet. Close again to leave it."),
            back=self._button(N_("‹ Files and draw"), self._back),
            run=self.check,
            forward=self.forward,
        )
        self.last = self._last_report()
        self._draw_as_before()
        self._show_ready()

    @property
    def has_found(self) -> bool:
        return self.examination is not None

    def run(self) -> None:
        """Look at the documents."""
        self._show_ready()
        if not self.check.isEnabled():
            return
        page = self.sources
        drawn = page.drawing.drawn
        request = Request(
            page.sources,
            page.register_path,
            page.columns,
            drawn,
            page.drawing.seed.text().strip() if drawn is not None else None,
        )

        def job(workspace: Workspace, task: Task) -> Examination:
            found = e_documents.examine(workspace, request, task.progress, task.cancelled)
            if found is None or task.cancelled():
                raise CancelledError
            return found

        self._context.examined_last = (page.sources, page.register_path)
        self.failure.hide()
        self._turn_to(self.running)
        self.running.begin()
        title = self._translate(N_("Checking e-documents"))
        file_of = page.file_of if page.found is None else page.found.file_of

        def finished(examination: Examination) -> None:
            self._show_examination(examination, file_of)

        self._task = self._context.run_task(title, job, finished, self._stopped, Lane.APART)

    def take(self, examination: Examination) -> None:
        """Show what was found, and what differs from the last time."""
        self.examination = examination
        self.differences = differences(self.last, examination) if self.last is not None else ()
        self.found.show_examination(examination, self.differences)
        self.write.setEnabled(not self._sealed and bool(examination.examined))

    def done(self, result: int) -> None:
        """Close; what still runs is cancelled and comes too late."""
        if not self._closed:
            self.sources.close_down()
        super().done(result)

    def _last_report(self) -> Examination | None:
        return self._context.ask(last_report, self._opened.visit, self._item.id)

    def _draw_as_before(self) -> None:
        """With the seed of the last check, or of the list that was drawn for the unit."""
        drawing = self.sources.drawing
        held = self._opened.visit.answer(self._item.id).facts.get(self._fact.id)
        if isinstance(held, Sample) and held.seed is not None and held.examined is None:
            drawing.show_draw(Selection(Method.RANDOM, held.population, None, held.seed, of_register=True))
        elif self.last is not None:
            drawing.show_draw(self.last.selection)

    def _show_ready(self) -> None:
        problem = self.sources.problem
        self.problem.setText(problem or "")
        self.check.setEnabled(problem is None)

    def _progress(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self.running.show_progress(done, total)

    def _stopped(self) -> None:
        self._task = None
        if not self._closed:
            self._turn_to(self.sources)
            self.check.setFocus()

    def _show_examination(self, examination: Examination, file_of: FileOf) -> None:
        self._task = None
        if not self._closed:
            self._file_of = file_of
            self.take(examination)
            self._forward()

    def _back(self) -> None:
        self._turn_to(self.sources)
        self._show_ready()
        self.check.setFocus()

    def _forward(self) -> None:
        self._turn_to(self.found)
        self.found.table.setFocus()

    def _write(self) -> None:
        if self.examination is None:
            return
        dialog = WritingDialog(
            self._context, self._opened, self.examination, self._item, self._fact, self.found.of, self
        )
        dialog.accepted.connect(lambda: self._written(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _written(self, dialog: WritingDialog) -> None:
        """Write beside the window's work: files that are kept may be large."""
        examination, visit_id = self.examination, self._opened.visit.id
        if examination is None:
            return
        targets, verdicts = dialog.targets, dict(dialog.verdicts)
        interval, replace_typed = dialog.interval.isChecked(), dialog.replace_typed.isChecked()
        keep = files_of(self._file_of) if dialog.keep_failing.isChecked() else None

        def job(workspace: Workspace, _task: Task) -> Changed:
            return fill(
                workspace,
                visit_id,
                examination,
                targets,
                interval=interval,
                replace_typed=replace_typed,
                keep_failing=keep,
                verdicts=verdicts,
            )

        def finished(_changed: Changed) -> None:
            told = [f"{own.item}: {fact_in_words(sample_for(examination, own.of)) or ''}" for own in targets]
            said = self._translate(N_("Written into the checklist: {figures}. Ctrl+Z takes it back."))
            self._context.say(said.format(figures="; ".join(told)))
            if not self._closed:
                self.accept()

        self.failure.hide()
        self.write.setEnabled(False)
        title = self._translate(N_("Writing into the checklist"))
        self._context.run_task(title, job, finished, self._not_written)

    def _not_written(self) -> None:
        if not self._closed:
            self.write.setEnabled(True)

    def _decide(self, document: ExaminedDocument) -> None:
        dialog = DecisionDialog(self._context, document, self)
        dialog.accepted.connect(lambda: self._decided(document, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _decided(self, document: ExaminedDocument, dialog: DecisionDialog) -> None:
        examination = self.examination
        if examination is None:
            return
        try:
            for of, passed in (("personal", dialog.personal), ("agency", dialog.agency)):
                examination = e_documents.decide(
                    examination, document.path, of, passed, dialog.reason.text(), document.number
                )
        except UserError as error:
            self._context.report(error)
            return
        self.take(examination)
        self.found.table.setFocus()

    def _open_file(self, document: ExaminedDocument) -> None:
        path = self._file_of(document.path)
        if path is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._context.report(
                FormatError(
                    "FILE-OPEN",
                    N_("The file {name} was not opened."),
                    why=N_("It is no longer there, or no program on this computer opens such files."),
                    todo=N_("Look for it in its folder: {path}."),
                    name=document.name,
                    path=str(path or document.path),
                )
            )

    def _show_differences(self) -> None:
        if self.last is None:
            return
        dialog = DifferencesDialog(self._context, self.last, self.differences, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export(self) -> None:
        if self.examination is not None:
            save_workbook(self._context, self, self.examination)

    def _save_list(self) -> None:
        page = self.sources
        if page.register is not None and page.drawing.drawn is not None:
            seed = page.drawing.seed.text().strip()
            drawn = save_drawn(self._context, self, page.register, page.drawing.drawn, seed)
            if drawn is not None:
                remember_draw(self._context, self._opened, self._item, self._fact, drawn)
