"""The window in which a folder of e-documents answers an item: choose, run, look, write into the visit.

Nothing is written into the visit before somebody says so, and then as one act.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions import e_documents
from inspector_app.actions.e_documents import Request
from inspector_app.actions.sampling import fill, last_report
from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.e_documents import Examination, ExaminedDocument, Method, Selection
from inspector_app.checklist.examination_changes import Difference, differences
from inspector_app.checklist.examination_rows import QUESTIONS, sample_for
from inspector_app.checklist.fact import Sample
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import FactSpec, Item
from inspector_app.errors import N_, FormatError, UserError
from inspector_app.gui.bridge import Context
from inspector_app.gui.sampling.comparing import DifferencesDialog
from inspector_app.gui.sampling.deciding import DecisionDialog
from inspector_app.gui.sampling.found import FoundPage
from inspector_app.gui.sampling.running import RunningPage
from inspector_app.gui.sampling.saving import files_of, remember_draw, save_drawn, save_workbook
from inspector_app.gui.sampling.sources import SourcesPage
from inspector_app.gui.sampling.writing import WritingDialog
from inspector_app.gui.tasks import CancelledError, Task
from inspector_app.gui.theme import FRAME, GRID, MINIMUM_SIZE, role
from inspector_app.gui.widgets.failure_bar import FailureBar
from inspector_app.gui.widgets.sections import words

SIZE = (1180, 700)
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


class DocumentCheckDialog(QDialog):
    """Three pages: what is looked at, the run, what was found."""

    def __init__(
        self, context: Context, item: Item, fact: FactSpec, sources: Sequence[Path], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        opened = context.visit
        assert opened is not None  # whoever opens it has looked
        self._context, self._item, self._fact, self._asked = context, item, fact, opened
        self._translate = _ = context.translate
        self._task: Task | None = None
        self._closed = self._leaving = False
        self.examination: Examination | None = None
        self.differences: tuple[Difference, ...] = ()
        self.setWindowTitle(_(N_("Check of e-documents: item {item}")).format(item=item.id))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.failure = FailureBar(_, self)
        context.failed.connect(self.failure.show_failure)
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
        self._build()
        self._fit_screen()
        self.last = self._last_report()
        self._draw_as_before()
        self._show_ready()

    @property
    def _opened(self) -> OpenVisit:
        """The visit as it stands now."""
        now = self._context.visit
        return now if now is not None and now.visit.id == self._asked.visit.id else self._asked

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
            if found is None:
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

        self._task = self._context.run_task(title, job, finished, self._stopped)

    def take(self, examination: Examination) -> None:
        """Show what was found, and what differs from the last time."""
        self.examination = examination
        self.differences = differences(self.last, examination) if self.last is not None else ()
        self.found.show_examination(examination, self.differences)
        self.write.setEnabled(self._opened.stage is Stage.CHECKING and bool(examination.examined))

    def reject(self) -> None:
        """Close; what was found and not written is asked after once."""
        if self._task is not None:
            self._task.cancel()
        elif self.examination is not None and not self._leaving and self.write.isEnabled():
            self._leaving = True
            self.leaving.show()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.examination is not None and not self._leaving and self.write.isEnabled():
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Close; what still runs is cancelled and comes too late."""
        if not self._closed:
            self._closed = True
            self.sources.close_down()
            self._context.failed.disconnect(self.failure.show_failure)
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def _build(self) -> None:
        self.pages = QStackedWidget()
        self.running = RunningPage(self._translate)
        self.running.stop_asked.connect(self._stop)
        for page in (self.sources, self.running, self.found):
            self.pages.addWidget(page)
        _ = self._translate
        self.leaving = role(
            words(_(N_("What was found is not written into the checklist yet. Close again to leave it."))),
            "warning",
        )
        self.leaving.hide()
        self.problem = role(words(), "soft")
        self.back = self._button(N_("‹ Files and draw"), self._back)
        self.forward = self._button(N_("Results ›"), self._forward)
        self.export = self._button(N_("Excel …"), self._export)
        self.close_button = self._button(N_("Close"), self.reject)
        self.check = role(self._button(N_("Check"), self.run), "primary")
        self.write = role(self._button(N_("Write into the checklist …"), self._write), "primary")
        self.locked = role(words(_(N_("The visit is sealed: nothing can be written."))), "soft")
        self.locked.setVisible(self._opened.stage is not Stage.CHECKING)
        foot = QHBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID + GRID // 2)
        foot.setSpacing(GRID)
        foot.addWidget(self.back)
        foot.addWidget(self.export)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.locked, 1)
        self._spring = role(words(), "soft")
        foot.addWidget(self._spring, 1)
        for line in (self.problem, self._spring):
            self._context.said.connect(line.setText)  # this window covers the status bar
        for button in (self.forward, self.close_button, self.check, self.write):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.failure)
        column.addWidget(self.pages, 1)
        column.addWidget(self.leaving)
        column.addLayout(foot)
        self._context.tasks.progressed.connect(self._progress)
        self._turn_to(self.sources)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._translate(text))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        choosing, found = page is self.sources, page is self.found
        for widget, shown in (
            (self.problem, choosing),
            (self._spring, not choosing and self._opened.stage is Stage.CHECKING),
            (self.check, choosing),
            (self.forward, choosing and self.examination is not None),
            (self.back, found),
            (self.export, found),
            (self.write, found),
            (self.locked, found and self._opened.stage is not Stage.CHECKING),
        ):
            widget.setVisible(shown)
        self._spring.clear()
        self.leaving.hide()
        self._leaving = False

    def _fit_screen(self) -> None:
        room = self.screen().availableSize()
        width = min(SIZE[0], room.width() - FRAME[0])
        height = min(SIZE[1], room.height() - FRAME[1])
        self.resize(max(width, MINIMUM_SIZE[0]), max(height, MINIMUM_SIZE[1]))

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

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

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
