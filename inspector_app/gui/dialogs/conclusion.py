"""Records a conclusion notice as it was issued: number, days, and the final wording of each shortcoming."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from inspector_app.checklist.finding import Deadline
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.register import ConcludedFinding, Conclusion
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.dialogs.remediation import AttachedFile
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.composite_entries import DeadlineEntry
from inspector_app.gui.widgets.entries import AreaEntry, DayEntry, LineEntry, cleaned
from inspector_app.gui.widgets.sections import Section, beside, scrolled, words


class ConcludedEntry:
    """One shortcoming in the notice: kept or left out, its final words, owner and deadline."""

    def __init__(self, context: Context, number: int, finding: LedgerFinding) -> None:
        translate = context.translate
        self._finding = finding
        self._minutes = finding.minutes_text or finding.text
        self.section = Section("", 2)
        self.kept = QCheckBox(translate(N_("{number}. The notice takes it up")).format(number=number))
        self.kept.setChecked(not finding.left_out)
        self.section.add_wide(self.kept)
        self.section.add_wide(role(words(self._minutes), "soft"))
        self.text = AreaEntry(2)
        self.text.show_value(finding.text)
        self.section.add(translate(N_("Final wording")), self.text, 2)
        self.remedy = AreaEntry(1)
        self.remedy.show_value(finding.remedy)
        self.section.add(translate(N_("Remedy")), self.remedy, 2)
        self.owner = LineEntry()
        self.owner.show_value(finding.owner)
        self.section.add(translate(N_("Responsible for carrying out")), self.owner)
        self.deadline = DeadlineEntry(translate)
        self.deadline.show_value(finding.deadline)
        self._deadline: Deadline | None = finding.deadline
        self.deadline.edited.connect(self._due)
        self.section.add(translate(N_("Deadline")), self.deadline)
        for entry in (self.text, self.remedy, self.owner, self.deadline):
            entry.setEnabled(self.kept.isChecked())
            self.kept.toggled.connect(entry.setEnabled)

    @property
    def value(self) -> ConcludedFinding:
        self.deadline.flush()
        text = cleaned(self.text.toPlainText())
        return ConcludedFinding(
            self._finding.finding,
            self.kept.isChecked(),
            text if text != self._minutes else None,
            cleaned(self.remedy.toPlainText()),
            cleaned(self.owner.text()),
            self._deadline,
        )

    def _due(self, deadline: object) -> None:
        self._deadline = deadline if isinstance(deadline, Deadline) else None


class ConclusionDialog(FormDialog):
    """The notice of one visit; `draft` writes the Word document that the leaders edit first."""

    def __init__(
        self,
        context: Context,
        findings: tuple[LedgerFinding, ...],
        draft: Callable[[], None],
        parent: QWidget,
    ) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Conclusion notice")), translate(N_("Record")), parent)
        self._visit = findings[0].visit
        recorded = findings[0].conclusion or Conclusion(self._visit)
        self.section.add_wide(role(words(findings[0].unit or "…"), "heading"))
        self.draft = QPushButton(translate(N_("Write the draft for Word…")))
        self.draft.clicked.connect(draft)
        hint = translate(N_("The leaders edit it, the clerk numbers it; then record here what was issued."))
        self.section.add_wide(beside(self.draft, role(words(hint), "small"), stretch=1))
        self.number, self.issuer = LineEntry(), LineEntry()
        self.number.show_value(recorded.number)
        self.issuer.show_value(recorded.issuer)
        self.issued, self.received_on = DayEntry(), DayEntry()
        self.issued.show_value(recorded.issued)
        self.received_on.show_value(recorded.received_on)
        fault = translate(N_("Type the date as day/month/year, such as 06/6/2026."))
        self.section.add(translate(N_("Number and sign")), self.number)
        self.section.add(translate(N_("Issued by")), self.issuer)
        self.section.add(translate(N_("Day of issue")), self.issued, fault=fault)
        self.section.add(
            translate(N_("Received by the unit (deadlines count from here)")), self.received_on, fault=fault
        )
        self.file = AttachedFile(context, self, translate(N_("Signed or scanned notice")), recorded.file_name)
        self.entries = [ConcludedEntry(context, number, own) for number, own in enumerate(findings, start=1)]
        self._column.removeWidget(self.section)
        area = scrolled(self.section, *(entry.section for entry in self.entries))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column.insertWidget(0, area, 1)
        self.resize(90 * GRID, 64 * GRID)

    @property
    def conclusion(self) -> Conclusion:
        return Conclusion(
            self._visit,
            cleaned(self.number.text()),
            _day(self.issued),
            cleaned(self.issuer.text()),
            _day(self.received_on),
            tuple(entry.value for entry in self.entries),
        )

    def problem(self) -> str | None:
        """A day that is none, or received before it was issued."""
        try:
            own = self.conclusion
        except ValueError:
            return self.translate(N_("Type the date as day/month/year, such as 06/6/2026."))
        if own.issued is not None and own.received_on is not None and own.received_on < own.issued:
            return self.translate(N_("The unit would have received it before it was issued."))
        return None


def _day(entry: DayEntry) -> date | None:
    value = entry.parse(entry.text())
    return value if isinstance(value, date) else None
