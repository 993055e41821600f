"""A person of either side: who, in which role, for whom, or why absent."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from inspector_app.checklist.template import AreaId, Template
from inspector_app.checklist.visit import Person, PersonRole, Side
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID, measure
from inspector_app.gui.widgets.entries import ChoiceEntry, LineEntry
from inspector_app.gui.widgets.line_list import LineList
from inspector_app.gui.widgets.unit_completer import UnitCompleter

ROLE_WORDS = {
    PersonRole.LEADER: N_("Team leader"),
    PersonRole.DEPUTY: N_("Deputy team leader"),
    PersonRole.SECRETARY: N_("Secretary"),
    PersonRole.MEMBER: N_("Team member"),
    PersonRole.REPRESENTATIVE: N_("Representative of the unit"),
    PersonRole.PARTICIPANT: N_("Participant"),
}

ROLES = {
    Side.TEAM: (PersonRole.MEMBER, PersonRole.LEADER, PersonRole.DEPUTY, PersonRole.SECRETARY),
    Side.UNIT: (PersonRole.REPRESENTATIVE, PersonRole.PARTICIPANT),
}

_TEXTS = (
    ("name", N_("Full name")),
    ("position", N_("Position")),
    ("agency", N_("Agency")),
    ("substitutes_for", N_("Stands in for (name)")),
    ("absent_reason", N_("Absent with leave, because")),
    ("signs_as", N_("Title over the signature, where it differs")),
)


class PersonDialog(FormDialog):
    """Asks for a person; `values` are the fields as they then are."""

    def __init__(
        self,
        context: Context,
        side: Side,
        person: Person | None,
        template: Template,
        parent: QWidget,
        people: Sequence[Person] = (),
    ) -> None:
        """`people` are those of the visit, one of whom may be stood in for."""
        translate = context.translate
        super().__init__(
            translate,
            translate(N_("Add a person") if person is None else N_("Edit a person")),
            translate(N_("Add") if person is None else N_("Done")),
            parent,
        )
        shown = person or Person("", side, ROLES[side][0])
        self.role = ChoiceEntry([(role, translate(ROLE_WORDS[role])) for role in ROLES[side]])
        self.role.show_value(shown.role)
        self.section.add(translate(N_("Role")), self.role)
        # Ông and Bà are words of the minutes, not of the interface.
        self.honorific = ChoiceEntry([(None, "–"), ("Ông", "Ông"), ("Bà", "Bà")])
        self.honorific.show_value(shown.honorific)
        self.section.add(translate(N_("Form of address")), self.honorific)
        self.texts: dict[str, LineEntry] = {}
        for field, label in _TEXTS:
            entry = LineEntry()
            entry.show_value(getattr(shown, field))
            self.section.add(translate(label), entry, span=2 if field in ("name", "signs_as") else 1)
            self.texts[field] = entry
        others = [own.name for own in people if own.side is side and own.name and own is not person]
        UnitCompleter(self.texts["substitutes_for"]).offer_names(others)
        self.texts["signs_as"].setPlaceholderText("KT. TRƯỞNG ĐOÀN")
        self.areas = LineList()
        measure(self.areas, most_height=14 * GRID)
        for area in template.areas:
            line = QListWidgetItem(context.worded(area.heading))
            line.setData(Qt.ItemDataRole.UserRole, str(area.id))
            line.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
            )
            ticked = area.id in shown.areas
            line.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.areas.addItem(line)
        if side is Side.TEAM:
            self.section.add(translate(N_("Areas in charge of")), self.areas, span=2)
        self.texts["name"].setFocus()

    @property
    def values(self) -> Mapping[str, object]:
        """Every field of the person that the dialog edits."""
        lines = (self.areas.item(row) for row in range(self.areas.count()))
        ticked = (line for line in lines if line.checkState() is Qt.CheckState.Checked)
        own: dict[str, object] = {
            "role": self.role.value,
            "honorific": self.honorific.value,
            "areas": tuple(AreaId(line.data(Qt.ItemDataRole.UserRole)) for line in ticked) or None,
        }
        return own | {field: entry.parse(entry.text()) for field, entry in self.texts.items()}
