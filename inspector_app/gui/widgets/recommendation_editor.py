"""Edits one recommendation: to whom, its words, owner, deadline, and the shortcomings it covers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.answers import remove
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.finding import Audience, FindingId, Recommendation
from inspector_app.checklist.sentences import shortcoming_of
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.binding import EntityForm
from inspector_app.gui.widgets.composite_entries import DeadlineEntry
from inspector_app.gui.widgets.entries import AreaEntry, ChoiceEntry, LineEntry
from inspector_app.gui.widgets.line_list import LineList
from inspector_app.gui.widgets.sections import Section, beside, scrolled

AUDIENCES = {
    Audience.UNIT: N_("To the inspected unit"),
    Audience.AUTHORITY: N_("To the competent authority"),
}


class RecommendationEditor(QWidget):
    """The chosen recommendation."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self._place: tuple[OpenVisit, Recommendation] | None = None
        self.form = EntityForm(context, self)
        section = Section("", 2)
        audience = ChoiceEntry([(own, translate(text)) for own, text in AUDIENCES.items()])
        section.add(translate(N_("To whom")), audience, 2)
        self.form.bind("audience", audience)
        self.text = AreaEntry(3)
        section.add(translate(N_("Text of the recommendation")), self.text, 2)
        self.form.bind("text", self.text)
        owner = LineEntry()
        section.add(translate(N_("Responsible for carrying out")), owner, 2)
        self.form.bind("owner", owner)
        self.deadline = DeadlineEntry(translate)
        section.add(translate(N_("Deadline")), self.deadline, 2)
        self.form.bind("deadline", self.deadline)
        self.covers = LineList()
        measure(self.covers, least_height=20 * GRID)
        role(self.covers, "framed")
        self.covers.itemChanged.connect(self._ticked)
        section.add(translate(N_("Shortcomings it covers (one, several or none)")), self.covers, 2)
        self._all = role(QPushButton(translate(N_("All of them"))), "quiet")
        self._all.clicked.connect(self.cover_all)
        self._remove = role(QPushButton(translate(N_("Remove this recommendation"))), "quiet")
        self._remove.clicked.connect(self.take_away)
        section.add_wide(beside(self._all, None, self._remove))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(section))

    def show_recommendation(self, opened: OpenVisit, shown: Recommendation, locked: bool) -> None:
        """Show a recommendation of the visit."""
        if self._place is not None and self._place[1].id != shown.id:
            self.form.flush()
            self.deadline.reset()
        self._place = (opened, shown)
        self.form.show(opened.visit.id, f"recommendation:{shown.id}", shown, locked)
        self._show_covered(opened, shown, locked)
        for button in (self._remove, self._all):
            button.setEnabled(not locked)

    def take_away(self) -> None:
        """Remove the recommendation; undo brings it back."""
        if self._place is not None:
            opened, shown = self._place
            self._context.perform(remove, opened.visit.id, f"recommendation:{shown.id}")

    def cover_all(self) -> None:
        """Let it cover every shortcoming of the visit."""
        if self._place is not None:
            self.form.save("findings", tuple(finding.id for finding in self._place[0].visit.findings))

    def _show_covered(self, opened: OpenVisit, shown: Recommendation, locked: bool) -> None:
        visit = opened.visit
        self.covers.blockSignals(True)
        row = self.covers.currentRow()
        self.covers.clear()
        for number, finding in enumerate(visit.findings, 1):
            line = QListWidgetItem(
                f"{number}. {shortcoming_of(finding, opened.template, visit.answers) or '…'}"
            )
            line.setData(Qt.ItemDataRole.UserRole, str(finding.id))
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            line.setFlags(flags if locked else flags | Qt.ItemFlag.ItemIsUserCheckable)
            covered = finding.id in shown.findings
            line.setCheckState(Qt.CheckState.Checked if covered else Qt.CheckState.Unchecked)
            self.covers.addItem(line)
        self.covers.setCurrentRow(row)
        self.covers.blockSignals(False)

    def _ticked(self) -> None:
        lines = (self.covers.item(row) for row in range(self.covers.count()))
        ticked = (line for line in lines if line.checkState() is Qt.CheckState.Checked)
        self.form.save("findings", tuple(FindingId(line.data(Qt.ItemDataRole.UserRole)) for line in ticked))
