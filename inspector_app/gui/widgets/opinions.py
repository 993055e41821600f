"""The unit's side before signing: its opinion as a whole, and beside each shortcoming."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.finding import FindingId
from inspector_app.checklist.sentences import shortcoming_of
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import role
from inspector_app.gui.widgets.binding import EntityForm
from inspector_app.gui.widgets.entries import AreaEntry
from inspector_app.gui.widgets.sections import Section, discard, scrolled, words
from inspector_app.gui.widgets.statements import OPINION, TextsEditor


class OpinionEditor(QWidget):
    """On the left each shortcoming with room for the unit's words, on the right what it says of the whole."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.whole = TextsEditor(context, "opinion", N_("Opinion of the unit"), OPINION)
        self.each: dict[FindingId, AreaEntry] = {}
        """Where the unit's words on each shortcoming are typed."""
        self._forms: dict[FindingId, EntityForm] = {}
        self._shown: tuple[object, ...] = ()
        self._section: Section | None = None
        self._place = QWidget()
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._area, 1)
        row.addWidget(self.whole, 1)

    @property
    def entries(self) -> dict[str, AreaEntry]:
        """Of the opinion as a whole."""
        return self.whole.entries

    @property
    def form(self) -> EntityForm:
        """Of the opinion as a whole."""
        return self.whole.form

    def show_visit(self, opened: OpenVisit, locked: bool) -> None:
        """Show both as they stand; what is being typed stays."""
        self.whole.show_entity(opened, opened.visit.opinion, locked)
        shown = (
            opened.visit.id,
            *(
                (f.id, shortcoming_of(f, opened.template, opened.visit.answers))
                for f in opened.visit.findings
            ),
        )
        if shown != self._shown:
            self._build(opened)
            self._shown = shown
        for finding in opened.visit.findings:
            self._forms[finding.id].show(opened.visit.id, f"finding:{finding.id}", finding, locked)

    def focus(self, field: str) -> bool:
        """Put the keyboard into a field of the opinion as a whole."""
        return self.whole.form.focus(field)

    def _build(self, opened: OpenVisit) -> None:
        for form in self._forms.values():
            form.clear()
            form.deleteLater()
        discard(self._section)
        translate = self._context.translate
        self.each, self._forms = {}, {}
        self._section = Section(translate(N_("Opinion on each shortcoming")), 1)
        for number, finding in enumerate(opened.visit.findings, start=1):
            text = shortcoming_of(finding, opened.template, opened.visit.answers) or "…"
            entry = AreaEntry(1)
            form = EntityForm(self._context, self)
            form.bind("unit_opinion", entry)
            self._section.add(f"{number}. {text}", entry)
            self.each[finding.id], self._forms[finding.id] = entry, form
        if not opened.visit.findings:
            self._section.add_wide(
                role(words(translate(N_("No shortcoming to give an opinion on."))), "soft")
            )
        self._column.addWidget(self._section)
