"""What is done with a shortcoming of the follow-up book: state, report, conclusion, reminder, file for the team."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector_app.actions import conclusions, office, open_findings
from inspector_app.actions.files import save_file
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.folding import fold
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.register import Conclusion, RemediationReport
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.conclusion import ConclusionDialog
from inspector_app.gui.dialogs.files import choose_target, read_chosen
from inspector_app.gui.dialogs.follow_up import FollowUpDialog
from inspector_app.gui.dialogs.remediation import MOST_FILE, RemediationDialog
from inspector_app.gui.tasks import Task
from inspector_app.gui.widgets.follow_up_book import FollowUpBook

WORD = ".docx"


class FollowUpActs(QObject):
    """Asks in dialogs, works in tasks; the book is read anew by the page when the ledger changed."""

    def __init__(self, context: Context, book: FollowUpBook, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        book.state_asked.connect(self.ask_state)
        book.report_asked.connect(self.ask_report)
        book.conclusion_asked.connect(self.ask_conclusion)
        book.reminder_asked.connect(self.ask_reminder)
        book.export_asked.connect(self.ask_export)

    def ask_state(self, finding: LedgerFinding) -> None:
        """What became of it, with its history."""
        history = self._context.ask(
            lambda ws: office.follow_up_history(office.ledger_folder(ws), finding.visit, finding.finding)
        )
        dialog = FollowUpDialog(self._context, finding, history or (), self._window)
        if dialog.exec():
            self.record(finding, dialog.chosen, dialog.written)

    def record(self, finding: LedgerFinding, state: FollowUpState, note: str | None) -> None:
        """Record what became of a shortcoming."""
        self._run(N_("Recording the state"), partial(_follow, finding, state, note))

    def ask_report(self, finding: LedgerFinding) -> None:
        """What the unit reports to have put right."""
        dialog = RemediationDialog(self._context, finding, self._window)
        if dialog.exec():
            self._run(N_("Recording the report"), partial(_report, dialog.report, dialog.file.path))

    def ask_conclusion(self, finding: LedgerFinding) -> None:
        """The conclusion notice of the finding's visit."""
        found = self._context.ask(lambda ws: office.ledger_findings(office.ledger_folder(ws), settled=True))
        own = tuple(sorted((f for f in found or () if f.visit == finding.visit), key=lambda f: f.number))
        if own:
            dialog = ConclusionDialog(self._context, own, partial(self.ask_draft, finding), self._window)
            if dialog.exec():
                path = dialog.file.path
                self._run(N_("Recording the conclusion notice"), partial(_conclude, dialog.conclusion, path))

    def ask_draft(self, finding: LedgerFinding) -> None:
        """Where to write the draft of the notice."""
        target = self._target(N_("Save the draft of the conclusion notice"), "ThongBaoKetLuan", finding)
        if target is not None:
            self._write(N_("Writing the draft"), target, partial(_draft, finding.visit))

    def ask_reminder(self, finding: LedgerFinding) -> None:
        """Công văn đôn đốc to the unit of the finding."""
        if finding.unit is None:
            return
        target = self._target(N_("Save the letter of reminder"), "DonDoc", finding)
        if target is not None:
            today = self._context.workspace.clock.now().date()
            self._write(N_("Writing the letter"), target, partial(_remind, finding.unit, today))

    def ask_export(self, finding: LedgerFinding) -> None:
        """The signed file of what the unit still owes, for a team without a book."""
        translate = self._context.translate
        if finding.unit is None:
            return
        name = f"{_file_name('TonTai', finding)}.json"
        title = translate(N_("Save the open shortcomings for the team"))
        target = choose_target(
            self._context, self._window, title, translate(N_("Open shortcomings")), ".json", name
        )
        if target is not None:
            self.export(finding.unit, target)

    def export(self, unit: str, target: Path) -> None:
        """Write the file and its signature."""
        title = self._context.translate(N_("Writing the open shortcomings"))
        self._context.run_task(title, partial(_export, unit, target), partial(self._exported, target))

    def _exported(self, target: Path, count: int) -> None:
        text = N_("Written: {name} with its .p7s signature, {count} shortcoming(s). Hand over both files.")
        self._context.say(self._context.translate(text).format(name=target.name, count=count))

    def _target(self, title: str, stem: str, finding: LedgerFinding) -> Path | None:
        translate = self._context.translate
        name = f"{_file_name(stem, finding)}{WORD}"
        return choose_target(self._context, self._window, translate(title), translate(N_("Word")), WORD, name)

    def _write(self, title: str, target: Path, make: "partial[bytes]") -> None:
        text = self._context.translate(N_("Written: {name}")).format(name=target.name)
        self._context.run_task(
            self._context.translate(title), partial(_save, target, make), lambda _: self._context.say(text)
        )

    def _run(self, title: str, job: "partial[Changed]") -> None:
        self._context.run_task(self._context.translate(title), job)


def _file_name(stem: str, finding: LedgerFinding) -> str:
    unit = "".join(word.capitalize() for word in fold(finding.unit or "").split() if word.isalnum())
    return f"{stem}_{unit}"[:60].rstrip("_")


def _follow(
    finding: LedgerFinding, state: FollowUpState, note: str | None, workspace: Workspace, _task: Task
) -> Changed:
    return office.follow_up(
        office.ledger_folder(workspace),
        finding.visit,
        finding.finding,
        state,
        by=workspace.actor,
        note=note,
        at=workspace.clock.now(),
    )


def _attached(path: Path | None) -> tuple[str, bytes] | None:
    return None if path is None else (path.name, read_chosen(path, MOST_FILE))


def _report(own: RemediationReport, path: Path | None, workspace: Workspace, _task: Task) -> Changed:
    return conclusions.report(
        office.ledger_folder(workspace),
        own,
        by=workspace.actor,
        file=_attached(path),
        at=workspace.clock.now(),
    )


def _conclude(own: Conclusion, path: Path | None, workspace: Workspace, _task: Task) -> Changed:
    return conclusions.record(
        office.ledger_folder(workspace),
        own,
        by=workspace.actor,
        file=_attached(path),
        at=workspace.clock.now(),
    )


def _draft(visit: VisitId, workspace: Workspace) -> bytes:
    return conclusions.draft(workspace, visit)


def _remind(unit: str, today: date, workspace: Workspace) -> bytes:
    return conclusions.reminder(office.ledger_folder(workspace), unit, today)


def _save(target: Path, make: "partial[bytes]", workspace: Workspace, _task: Task) -> None:
    save_file(target, make(workspace))


def _export(unit: str, target: Path, workspace: Workspace, _task: Task) -> int:
    return open_findings.export(workspace, office.ledger_folder(workspace), unit, target)
