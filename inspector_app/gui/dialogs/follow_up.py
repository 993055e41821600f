"""Asks what became of a shortcoming, showing what was recorded of it before."""

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.citations import conclusion_cited, report_cited
from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.handover import FollowUp, LedgerFinding
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.models.ledger import STATES
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.entries import AreaEntry, ChoiceEntry, day_text, moment_text
from inspector_app.gui.widgets.sections import words
from inspector_app.i18n import Translate


class FollowUpDialog(FormDialog):
    """State and note; earlier entries stay."""

    def __init__(
        self, context: Context, finding: LedgerFinding, history: tuple[FollowUp, ...], parent: QWidget
    ) -> None:
        translate = context.translate
        super().__init__(
            translate, translate(N_("State of the shortcoming")), translate(N_("Record")), parent
        )
        self.section.add_wide(role(words(finding.unit or "…"), "label"))
        self.section.add_wide(words(finding.text))
        for line in _context_of(finding, translate):
            self.section.add_wide(role(words(line), "soft"))
        self.state = ChoiceEntry([(state, translate(text)) for state, text in STATES.items()])
        self.state.show_value(finding.state)
        self.section.add(translate(N_("State")), self.state, 2)
        self.note = AreaEntry(2)
        self.section.add(translate(N_("Note")), self.note, 2)
        if history:
            lines = [
                " · ".join(
                    part
                    for part in (moment_text(one.at), translate(STATES[one.state]), one.by, one.note)
                    if part
                )
                for one in reversed(history)
            ]
            earlier = words("\n".join(lines))
            self.section.add(translate(N_("Recorded so far")), earlier, 2)

    @property
    def chosen(self) -> FollowUpState:
        value = self.state.value
        return value if isinstance(value, FollowUpState) else FollowUpState.OPEN

    @property
    def written(self) -> str | None:
        value = self.note.parse(self.note.toPlainText())
        return value if isinstance(value, str) else None


def _context_of(finding: LedgerFinding, translate: Translate) -> tuple[str, ...]:
    """What else is known of it: the minutes' own words, the notice, the unit's opinion and report."""
    said = (
        (N_("In the minutes: {text}"), finding.minutes_text),
        (N_("Conclusion notice: {text}"), finding.conclusion and conclusion_cited(finding.conclusion)),
        (N_("Opinion of the unit: {text}"), finding.unit_opinion),
        (N_("The unit's report: {text}"), finding.report and report_cited(finding.report)),
        (N_("Deadline: {text}"), day_text(finding.due_on) if finding.due_on else None),
    )
    return tuple(translate(msgid).format(text=text) for msgid, text in said if text)
