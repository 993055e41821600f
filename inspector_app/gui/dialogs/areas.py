"""Who of the team answers which area: under each area the team, with boxes to tick."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from inspector_app.actions.answers import FieldChange
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.responsibility import areas_of, present
from inspector_app.checklist.template import Area, AreaId
from inspector_app.checklist.visit import Person
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.sections import words

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class AreasDialog(FormDialog):
    """`changes` are the areas that are others than before, person by person."""

    def __init__(self, context: Context, opened: OpenVisit, parent: QWidget) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Who answers which area")), translate(N_("Done")), parent)
        measure(self, least_width=90 * GRID)
        self._context = context
        self._people = opened.visit.people
        self._areas = opened.template.areas
        self._team = present(self._people)
        self._boxes: dict[tuple[AreaId, str], QTreeWidgetItem] = {}
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setWordWrap(True)
        self.tree.setAccessibleName(translate(N_("Who answers which area")))
        measure(self.tree, least_height=48 * GRID)
        for number, area in enumerate(self._areas, 1):
            self.tree.addTopLevelItem(self._branch(number, area))
        self.tree.expandAll()
        self.tree.itemChanged.connect(lambda _line, _column: self._say_uncovered())
        self._said = role(words(), "soft")
        self.section.add_wide(self.tree)
        self.section.add_wide(self._said)
        self._say_uncovered()
        if self._boxes:
            self.tree.setCurrentItem(next(iter(self._boxes.values())))
        self.tree.setFocus()

    def tick(self, area: AreaId, person: str, on: bool = True) -> None:
        """Give an area to a person, or take it."""
        self._boxes[area, person].setCheckState(0, _CHECKED if on else _UNCHECKED)

    @property
    def changes(self) -> list[FieldChange]:
        found: list[FieldChange] = []
        for person in self._team:
            inherited = self._inherited(person)
            ticked = tuple(
                area.id
                for area in self._areas
                if self._ticked(area.id, person) and (area.id in person.areas or area.id not in inherited)
            )
            if ticked != person.areas:
                found.append((f"person:{person.id}", "areas", ticked or None))
        return found

    def _branch(self, number: int, area: Area) -> QTreeWidgetItem:
        branch = QTreeWidgetItem([f"{number}. {self._context.worded(area.heading)}"])
        branch.setFlags(Qt.ItemFlag.ItemIsEnabled)
        bold = branch.font(0)
        bold.setBold(True)
        branch.setFont(0, bold)
        for person in self._team:
            line = QTreeWidgetItem([self._name(person, area.id)])
            own = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            line.setFlags(own)
            on = area.id in areas_of(person, self._people)
            line.setCheckState(0, _CHECKED if on else _UNCHECKED)
            if area.id in self._inherited(person) and area.id not in person.areas:
                line.setFlags(own & ~Qt.ItemFlag.ItemIsUserCheckable)
            self._boxes[area.id, person.id] = line
            branch.addChild(line)
        return branch

    def _name(self, person: Person, area: AreaId) -> str:
        if area in self._inherited(person) and area not in person.areas:
            _ = self._context.translate
            return _(N_("{name}, standing in for {other}")).format(
                name=person.name or "…", other=person.substitutes_for
            )
        return person.name or "…"

    def _inherited(self, person: Person) -> frozenset[AreaId]:
        return areas_of(person, self._people) - frozenset(person.areas)

    def _ticked(self, area: AreaId, person: Person) -> bool:
        return self._boxes[area, person.id].checkState(0) == _CHECKED

    def _say_uncovered(self) -> None:
        bare = [
            str(number)
            for number, area in enumerate(self._areas, 1)
            if not any(self._ticked(area.id, person) for person in self._team)
        ]
        _ = self._context.translate
        self._said.setText(
            _(N_("Nobody answers area {numbers}.")).format(numbers=", ".join(bare))
            if bare
            else _(N_("Every area has somebody who answers it."))
        )
