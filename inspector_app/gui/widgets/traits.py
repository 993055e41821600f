"""What the checklist asks of the unit itself, such as whether it has a one-stop desk: it decides which items apply."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.actions.answers import set_value
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.fact import Choice, Fact, FactKind
from inspector_app.checklist.template import FactSpec, Template
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.widgets.facts import FactEditor
from inspector_app.gui.widgets.folding import Folding
from inspector_app.gui.widgets.sections import Section, discard


class TraitsSection(QWidget):
    """One entry per trait of the visit's checklist; hidden where it asks none."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._opened: OpenVisit | None = None
        self._template: str | None = None
        self.entries: dict[str, ChoiceEntry | FactEditor] = {}
        self.folding: Folding | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_visit(self, opened: OpenVisit, locked: bool) -> None:
        """Show what is known of the unit."""
        self._opened = opened
        if self._template != opened.visit.template.sha256:
            self._template = opened.visit.template.sha256
            self._build(opened.template)
        traits = opened.visit.traits
        for spec in opened.template.traits:
            fact = traits.get(spec.id)
            entry = self.entries[spec.id]
            if isinstance(entry, ChoiceEntry):
                entry.show_value(fact.value if isinstance(fact, Choice) else None)
                entry.set_locked(locked)
            else:
                entry.show_fact(fact, locked)
        if self.folding is not None:
            said = self._context.translate(N_("{known} of {all} known"))
            self.folding.say(said.format(known=len(traits), all=len(opened.template.traits)))

    def reveal(self, trait: str) -> QWidget | None:
        """The entry of a trait, unfolded; None where there is none."""
        entry = self.entries.get(trait)
        if entry is not None and self.folding is not None:
            self.folding.unfold()
            entry.setFocus()
        return entry

    def _build(self, template: Template) -> None:
        discard(self.folding)
        self.entries = {}
        self.folding = None
        self.setVisible(bool(template.traits))
        if not template.traits:
            return
        section = Section(self._context.translate(N_("About the unit: which items apply")))
        for spec in template.traits:
            self._add(section, template, spec)
        self.folding = Folding(section)
        self._column.addWidget(self.folding)
        # A layout shows what it is given only later; somebody may want to go to an entry at once.
        self.folding.show()

    def _add(self, section: Section, template: Template, spec: FactSpec) -> None:
        if spec.kind is FactKind.CHOICE:
            entry = ChoiceEntry([(None, "–"), *_options(self._context, template, spec)])
            section.add(self._context.worded(spec.label), entry)
            entry.edited.connect(partial(self._save, spec))
            self.entries[spec.id] = entry
        else:
            editor = FactEditor(self._context, spec, "")
            if (listed := template.choice_list(spec.choice_list)) is not None:
                editor.offer(listed.options)
            section.add_wide(editor)
            editor.edited.connect(partial(self._save, spec))
            self.entries[spec.id] = editor

    def _save(self, spec: FactSpec, value: object) -> None:
        if self._opened is not None:
            fact: Fact | object = Choice(value) if isinstance(value, str) else value
            self._context.perform(set_value, self._opened.visit.id, "traits", spec.id, fact)


def _options(context: Context, template: Template, spec: FactSpec) -> list[tuple[object, str]]:
    listed = template.choice_list(spec.choice_list)
    if listed is None:
        return [(choice, choice) for choice in spec.choices]
    return [(option.name, context.worded(option.label)) for option in listed.options]
