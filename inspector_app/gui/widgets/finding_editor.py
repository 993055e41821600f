"""Edits one shortcoming: its words, basis, remedy, owner, deadline and the unit's opinion."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QVBoxLayout, QWidget

from inspector_app.actions.answers import remove, set_values
from inspector_app.actions.follow_up import set_recurs
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.finding import Finding, FindingId
from inspector_app.checklist.follow_up import same_requirement
from inspector_app.checklist.sentences import shortcoming_of, usual_remedy
from inspector_app.checklist.template import Item
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.binding import EntityForm
from inspector_app.gui.widgets.composite_entries import DeadlineEntry
from inspector_app.gui.widgets.entries import AreaEntry, LineEntry
from inspector_app.gui.widgets.sections import Section, beside, scrolled, words


class SentenceEntry(AreaEntry):
    """A sentence that is ready by itself: hands on None while it reads as the ready one, and when emptied."""

    def __init__(self, lines: int = 3) -> None:
        super().__init__(lines)
        self.ready: str | None = None

    def parse(self, text: str) -> object:
        value = super().parse(text)
        return None if value == self.ready else value

    def text_of(self, value: object) -> str:
        return super().text_of(value if value is not None else self.ready)

    def show_value(self, value: object) -> None:
        super().show_value(value)
        if value is None and self.ready and not self.toPlainText() and not self.hasFocus():
            self.take_ready()

    def take_ready(self) -> None:
        """Read as the ready sentence again."""
        self.setPlainText(self.ready or "")
        self.flush()


class FindingEditor(QWidget):
    """The chosen shortcoming."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._finding: Finding | None = None
        self.form = EntityForm(context, self)
        section = Section("", 2)
        self.about = role(words(), "soft")
        section.add_wide(self.about)
        self.text = self._text(section)
        self.recurs = QCheckBox(context.translate(N_("Recurring: an earlier inspection found it already")))
        self.recurs.clicked.connect(self._mark)
        section.add_wide(self.recurs)
        self.suggestion = role(words(), "warning")
        section.add_wide(self.suggestion)
        self.legal_basis = AreaEntry(1)
        self._assisted(section, "legal_basis", N_("Legal basis"), self.legal_basis)
        self.remedy = SentenceEntry(2)
        self._assisted(section, "remedy", N_("Remedy"), self.remedy)
        self.owner = LineEntry()
        section.add(context.translate(N_("Responsible for carrying out")), self.owner, 2)
        self.form.bind("owner", self.owner)
        self.deadline = DeadlineEntry(context.translate)
        section.add(context.translate(N_("Deadline")), self.deadline, 2)
        self.form.bind("deadline", self.deadline)
        opinion = AreaEntry(2)
        section.add(context.translate(N_("Opinion of the unit")), opinion, 2)
        self.form.bind("unit_opinion", opinion)
        self._remove = role(QPushButton(context.translate(N_("Remove this shortcoming"))), "quiet")
        self._remove.clicked.connect(self.take_away)
        section.add_wide(beside(None, self._remove))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(section))

    def show_finding(self, opened: OpenVisit, finding: Finding, locked: bool) -> None:
        """Show a shortcoming of the visit."""
        # The old text must never be held against the ready sentence of another shortcoming; two visits may
        # number theirs alike.
        if self._shown() != (opened.visit.id, finding.id):
            self.form.clear()
            self.deadline.reset()
        self._opened, self._finding = opened, finding
        template = opened.template
        items = tuple(item for own in finding.items if (item := template.item(own)) is not None)
        self.text.ready = shortcoming_of(_bare(finding), template, opened.visit.answers)
        self._usual_remedy = usual_remedy(finding, template, opened.visit.answers)
        self.remedy.ready = self._usual_remedy if finding.usual_remedy else None
        self.form.show(opened.visit.id, f"finding:{finding.id}", finding, locked)
        self._show_about(items, finding)
        self._show_recurrence(opened, finding, locked)
        self._offer(finding, locked)
        self._remove.setEnabled(not locked)

    def _shown(self) -> tuple[VisitId, FindingId] | None:
        if self._opened is None or self._finding is None:
            return None
        return self._opened.visit.id, self._finding.id

    def take_away(self) -> None:
        """Remove the shortcoming; undo brings it back."""
        if self._opened is not None and self._finding is not None:
            self._context.perform(remove, self._opened.visit.id, f"finding:{self._finding.id}")

    def bases(self) -> tuple[str, ...]:
        """What the items rest on, in force on the visit's day (on any day while that is unknown)."""
        if self._opened is None or self._finding is None:
            return ()
        opened_at = self._opened.visit.details.opened_at
        items = (self._opened.template.item(own) for own in self._finding.items)
        found = (
            basis.citation
            for item in items
            for basis in (item.legal if item is not None else ())
            if opened_at is None or basis.printable_on(opened_at.date())
        )
        return tuple(dict.fromkeys(found))

    def _mark(self, recurs: bool) -> None:
        if self._opened is not None and self._finding is not None:
            self._context.perform(set_recurs, self._opened.visit.id, self._finding.id, recurs)

    def _show_recurrence(self, opened: OpenVisit, finding: Finding, locked: bool) -> None:
        """The mark, and why it is suggested where the last inspection found the same item wanting."""
        self.recurs.setChecked(finding.recurs)
        self.recurs.setEnabled(not locked)
        same = () if finding.recurs else same_requirement(finding, opened.visit.earlier, opened.template)
        said = self._context.translate(N_("The last inspection found the same item wanting: {text}"))
        self.suggestion.setText("\n".join(said.format(text=own.text or "…") for own in same))
        self.suggestion.setVisible(bool(same))

    def _text(self, section: Section) -> SentenceEntry:
        entry = SentenceEntry()
        self.form.bind("text", entry)
        translate = self._context.translate
        self._origin = role(words(), "small")
        self._again = role(QPushButton(translate(N_("Take the ready sentence again"))), "quiet")
        self._again.clicked.connect(entry.take_ready)
        section.add(translate(N_("Text of the shortcoming")), entry, 2, helper=self._again)
        section.add_wide(self._origin)
        return entry

    def _assisted(self, section: Section, field: str, label: str, entry: AreaEntry) -> None:
        """An entry with a button that fills it in."""
        self.form.bind(field, entry)
        texts = {"legal_basis": N_("Suggest the basis in force"), "remedy": N_("Take the usual remedy")}
        button = role(QPushButton(self._context.translate(texts[field])), "quiet")
        section.add(self._context.translate(label), entry, 2, helper=button)
        if field == "remedy":
            self._usual = button
            button.clicked.connect(self.take_usual_remedy)
        else:
            self._suggest = button
            button.clicked.connect(self.suggest_basis)

    def take_usual_remedy(self) -> None:
        """The checklist's remedy, in step with the figures, or none again."""
        if self._opened is None or self._finding is None:
            return
        own = self._finding
        entity = f"finding:{own.id}"
        taken = None if own.usual_remedy and own.remedy is None else True
        self.remedy.ready = self._usual_remedy if taken else None
        self.remedy.setPlainText(self.remedy.ready or "")
        changes = [(entity, "remedy", None), (entity, "usual_remedy", taken)]
        self._context.perform(set_values, self._opened.visit.id, changes)

    def suggest_basis(self) -> None:
        """Take the only basis, or ask which of several."""
        bases = self.bases()
        if len(bases) == 1:
            self.form.save("legal_basis", bases[0])
            return
        menu = QMenu(self)
        for basis in bases:
            menu.addAction(basis, partial(self.form.save, "legal_basis", basis))
        menu.addAction(
            self._context.translate(N_("All of them")),
            partial(self.form.save, "legal_basis", "; ".join(bases)),
        )
        menu.popup(self._suggest.mapToGlobal(QPoint(0, self._suggest.height())))

    def _show_about(self, items: tuple[Item, ...], finding: Finding) -> None:
        translate = self._context.translate
        if items:
            text = "\n".join(f"{item.id}  {self._context.worded(item.question)}" for item in items)
        else:
            text = translate(N_("About no item of the checklist"))
        self.about.setText(text)
        by_hand = finding.text is not None
        self._origin.setText(
            translate(N_("Edited by hand"))
            if by_hand
            else translate(N_("Ready sentence, in step with the figures"))
        )
        self._again.setVisible(by_hand and bool(self.text.ready))

    def _offer(self, finding: Finding, locked: bool) -> None:
        taken = finding.usual_remedy and finding.remedy is None
        self._usual.setText(
            self._context.translate(N_("No remedy") if taken else N_("Take the usual remedy"))
        )
        self._usual.setVisible(self._usual_remedy is not None and not locked)
        self._suggest.setVisible(bool(self.bases()) and not locked)
        self._again.setEnabled(not locked)


def _bare(finding: Finding) -> Finding:
    """The shortcoming as if nobody had written a text."""
    return Finding(finding.id, finding.items)
