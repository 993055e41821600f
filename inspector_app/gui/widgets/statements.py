"""The free texts of sections IV and V, and how the minutes close."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.visit import Closing
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.widgets.binding import EntityForm
from inspector_app.gui.widgets.entries import AreaEntry, LineEntry
from inspector_app.gui.widgets.sections import Section, scrolled, words

ASSESSMENT = (
    ("strengths", N_("Strengths")),
    ("shortcomings", N_("Shortcomings in general")),
    ("objective_causes", N_("Objective causes")),
    ("subjective_causes", N_("Subjective causes")),
)
OPINION = (
    ("response", N_("Response and explanation")),
    ("difficulties", N_("Difficulties and obstacles")),
    ("proposals", N_("Proposals and requests")),
    ("reservation", N_("Reservation")),
)
CLOSINGS = {
    Closing.AGREED: N_("Both sides agree and sign"),
    Closing.RESERVED: N_("Both sides sign; the unit keeps its reservation"),
    Closing.REFUSED: N_("The unit does not sign"),
}


class TextsEditor(QWidget):
    """Some long texts of one entity, one below the other."""

    def __init__(self, context: Context, entity: str, title: str, texts: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._entity = entity
        self.form = EntityForm(context, self)
        self.entries: dict[str, AreaEntry] = {}
        section = Section(context.translate(title), 1)
        for field, label in texts:
            entry = AreaEntry(3)
            section.add(context.translate(label), entry)
            self.form.bind(field, entry)
            self.entries[field] = entry
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(section))

    def show_entity(self, opened: OpenVisit, source: object, locked: bool) -> None:
        """Show the entity as it stands."""
        self.form.show(opened.visit.id, self._entity, source, locked)


class ClosingEditor(QWidget):
    """Agreed, with a reservation, or refused with its reason and a witness."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        translate = context.translate
        self.form = EntityForm(context, self)
        section = Section(translate(N_("How the minutes close")), 1)
        self._group = QButtonGroup(self)
        self.choices: dict[Closing, QRadioButton] = {}
        for closing, text in CLOSINGS.items():
            button = QRadioButton(translate(text))
            self._group.addButton(button)
            self.choices[closing] = button
            button.clicked.connect(lambda _checked=False, chosen=closing: self.form.save("closing", chosen))
            section.add_wide(button)
        self._reserved = words(translate(N_("Write the reservation under Opinion of the unit.")))
        section.add_wide(self._reserved)
        replaces = LineEntry()
        replaces.setPlaceholderText("hồi … giờ … phút, ngày … tháng … năm …")
        section.add(translate(N_("Signed minutes that these replace, drawn up")), replaces)
        self.form.bind("replaces", replaces)
        self._refusal = Section(translate(N_("Refusal to sign")), 1)
        for field, label in (
            ("refusal_reason", N_("Reason of the refusal")),
            ("witness", N_("Witness (name, position)")),
        ):
            entry = AreaEntry(2) if field == "refusal_reason" else LineEntry()
            self._refusal.add(translate(label), entry)
            self.form.bind(field, entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(section, self._refusal))

    def show_visit(self, opened: OpenVisit, locked: bool) -> None:
        """Show how the visit closes."""
        details = opened.visit.details
        self.form.show(opened.visit.id, "visit", details, locked)
        self.choices[details.closing].setChecked(True)
        for button in self.choices.values():
            button.setEnabled(not locked)
        self._reserved.setVisible(details.closing is Closing.RESERVED)
        self._refusal.setVisible(details.closing is Closing.REFUSED)
