"""A person decides a document that the program could not, with a reason that the annex prints."""

from PySide6.QtWidgets import QWidget

from inspector_app.checklist.e_documents import ExaminedDocument, Outcome, Trait
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.sampling.words import OUTCOMES, QUESTIONS, called, said_of
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.entries import ChoiceEntry, LineEntry
from inspector_app.gui.widgets.sections import words


class DecisionDialog(FormDialog):
    """Both signatures and the reason."""

    def __init__(self, context: Context, document: ExaminedDocument, parent: QWidget) -> None:
        _ = context.translate
        super().__init__(_, _(N_("Decide by hand")), _(N_("Decide")), parent)
        self.section.add_wide(role(words(called(document)), "heading"))
        known = [sentence for sentence in said_of(document, _) if sentence]
        if known:
            self.section.add_wide(role(words("\n".join(known)), "soft"))
        self._personal = self._add("personal", document.personal)
        self._agency = self._add("agency", document.agency)
        self.reason = LineEntry()
        self.reason.setMaxLength(200)
        earlier = next((own.detail for own in document.said if own.trait is Trait.DECIDED_BY_HAND), "")
        self.reason.setText(earlier)
        self.section.add(_(N_("Reason, printed in the annex")), self.reason, span=2)
        hint = _(N_("For example: seen on E-Office together with the clerk on 12/5/2026."))
        self.section.add_wide(role(words(hint), "small"))

    @property
    def personal(self) -> Outcome:
        return Outcome(str(self._personal.value))

    @property
    def agency(self) -> Outcome:
        return Outcome(str(self._agency.value))

    def problem(self) -> str | None:
        """A decision says yes or no of something, and why."""
        if self.personal is self.agency is Outcome.UNDECIDED:
            return self.translate(N_("Say yes or no of at least one of the two signatures."))
        if not self.reason.text().strip():
            return self.translate(N_("Say why you decide so; the annex prints it."))
        return None

    def _add(self, of: str, found: Outcome) -> ChoiceEntry:
        options = [(own.value, self.translate(word)) for own, (word, _shape, _ink) in OUTCOMES.items()]
        entry = ChoiceEntry(options)
        entry.show_value(found.value)
        self.section.add(self.translate(QUESTIONS[of]), entry)
        return entry
