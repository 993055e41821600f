"""The people of one side as rows of a table."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from inspector_app.checklist.responsibility import areas_of
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import Person
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.person import ROLE_WORDS

HEADINGS = (
    N_("Role"),
    N_("Full name"),
    N_("Position"),
    N_("Agency"),
    N_("Areas in charge of"),
    N_("Stands in for, absent"),
)
NAME_COLUMN = 1

_DISPLAY = Qt.ItemDataRole.DisplayRole
_HINT = Qt.ItemDataRole.ToolTipRole
_NOWHERE = QModelIndex()


class PeopleModel(QAbstractTableModel):
    """Reads persons; rows stand in the order in which the minutes print them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._translate = context.translate
        self._worded = context.worded
        self._rows: tuple[tuple[str, ...], ...] = ()
        self.people: tuple[Person, ...] = ()

    def show(self, people: tuple[Person, ...], template: Template) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.people = people
        self._rows = tuple(self._row(person, people, template) for person in people)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> object:
        if role in (_DISPLAY, _HINT) and index.isValid():
            return self._rows[index.row()][index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation is Qt.Orientation.Horizontal:
            return self._translate(HEADINGS[section])
        return None

    def _row(self, person: Person, people: tuple[Person, ...], template: Template) -> tuple[str, ...]:
        answered = areas_of(person, people)
        own = [self._worded(area.heading) for area in template.areas if area.id in person.areas]
        inherited = [
            self._translate(N_("{area} (in the place of {name})")).format(
                area=self._worded(area.heading), name=person.substitutes_for
            )
            for area in template.areas
            if area.id in answered and area.id not in person.areas
        ]
        areas = "; ".join((*own, *inherited))
        remarks = []
        if person.substitutes_for:
            remarks.append(self._translate(N_("stands in for {name}")).format(name=person.substitutes_for))
        if person.absent_reason:
            remarks.append(self._translate(N_("absent: {reason}")).format(reason=person.absent_reason))
        return (
            self._translate(ROLE_WORDS[person.role]),
            " ".join(part for part in (person.honorific, person.name or "…") if part),
            person.position or "",
            person.agency or "",
            areas,
            "; ".join(remarks),
        )
