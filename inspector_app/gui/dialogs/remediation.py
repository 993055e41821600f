"""Records what a unit reports to have put right: the report's number and day, its words, its file."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.register import RemediationReport
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.files import choose_file
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.entries import AreaEntry, DayEntry, LineEntry, cleaned
from inspector_app.gui.widgets.sections import beside, words

MOST_FILE = 100_000_000


class AttachedFile:
    """A file that goes with a record: a button and its name."""

    def __init__(self, context: Context, dialog: FormDialog, label: str, kept: str | None) -> None:
        self._context, self._dialog = context, dialog
        self.path: Path | None = None
        self.button = QPushButton(context.translate(N_("Choose the file…")))
        self.button.setAccessibleName(f"{self.button.text()} {label}")
        self.button.clicked.connect(self._choose)
        self.name = words(kept or context.translate(N_("No file yet.")))
        dialog.section.add_wide(role(words(label), "label"))
        dialog.section.add_wide(beside(self.button, self.name, stretch=1))

    def take(self, path: Path) -> None:
        """Attach this file."""
        self.path = path
        self.name.setText(path.name)

    def _choose(self) -> None:
        translate = self._context.translate
        title = translate(N_("Choose the signed or scanned file"))
        path = choose_file(
            self._context, self._dialog, title, translate(N_("Documents")), "*.pdf *.jpg *.png *.docx"
        )
        if path is not None:
            self.take(path)


class RemediationDialog(FormDialog):
    """About one shortcoming."""

    def __init__(self, context: Context, finding: LedgerFinding, parent: QWidget) -> None:
        translate = context.translate
        super().__init__(
            translate, translate(N_("What the unit reports to have fixed")), translate(N_("Record")), parent
        )
        self._finding = finding
        self.section.add_wide(role(words(finding.unit or "…"), "label"))
        self.section.add_wide(words(finding.text))
        self.number = LineEntry()
        self.section.add(translate(N_("Number and sign of the report")), self.number)
        self.issued = DayEntry()
        self.section.add(
            translate(N_("Day of the report")),
            self.issued,
            fault=translate(N_("Type the date as day/month/year, such as 06/6/2026.")),
        )
        self.text = AreaEntry(3)
        self.section.add(translate(N_("What was done, in short")), self.text, 2)
        self.file = AttachedFile(context, self, translate(N_("The report or its evidence")), None)
        note = translate(N_("The state becomes “reported fixed”; the team confirms it afterwards."))
        self.section.add_wide(role(words(note), "small"))

    @property
    def report(self) -> RemediationReport:
        issued = self.issued.parse(self.issued.text())
        return RemediationReport(
            self._finding.visit,
            self._finding.finding,
            cleaned(self.number.text()),
            issued if isinstance(issued, date) else None,
            cleaned(self.text.toPlainText()),
        )

    def problem(self) -> str | None:
        """A day that is none, or nothing at all."""
        try:
            report = self.report
        except ValueError:
            return self.translate(N_("Type the date as day/month/year, such as 06/6/2026."))
        if report.number is None and report.text is None and self.file.path is None:
            return self.translate(N_("Write the report's number or what was done, or attach its file."))
        return None
