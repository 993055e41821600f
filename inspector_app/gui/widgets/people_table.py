"""The people of one side: a table with add, edit, order and removal; every change is one act."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.answers import add_person, remove, set_values
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.responsibility import areas_of, present, uncovered
from inspector_app.checklist.visit import Person, PersonRole, Side
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.delegates.wrapped_cell import WrappedCellDelegate
from inspector_app.gui.dialogs.areas import AreasDialog
from inspector_app.gui.dialogs.person import ROLES, PersonDialog
from inspector_app.gui.models.people import NAME_COLUMN, PeopleModel
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.sections import Section, beside, words

_EMPTY = {
    Side.TEAM: N_("Nobody of the inspection team is named yet."),
    Side.UNIT: N_("Nobody of the inspected unit is named yet."),
}
_TITLES = {Side.TEAM: N_("Inspection team"), Side.UNIT: N_("Inspected unit")}


class PeopleTable(Section):
    """One side's people."""

    def __init__(self, context: Context, side: Side, parent: QWidget | None = None) -> None:
        translate = context.translate
        super().__init__(translate(_TITLES[side]), 1, parent)
        self._context = context
        self._side = side
        self._visit: OpenVisit | None = None
        self._locked = False
        self.model = PeopleModel(context)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(translate(_TITLES[side]))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.setItemDelegate(WrappedCellDelegate(self.table))
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionResized.connect(self._fit)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setColumnHidden(4, side is Side.UNIT)
        self.table.doubleClicked.connect(self.edit)
        self.table.activated.connect(self.edit)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.stack = WithEmptyState(
            self._filled(), EmptyState(translate(_EMPTY[side]), translate(N_("Add a person")))
        )
        self.stack.empty.wanted.connect(self.add_one)
        self.add_wide(self.stack)
        self.uncovered = role(words(), "soft")
        self.give = role(QPushButton(translate(N_("Give areas to the team …"))), "link")
        self.give.setAutoDefault(False)
        self.give.clicked.connect(self.give_areas)
        self.add_wide(beside(self.uncovered, self.give, stretch=0))

    def show_visit(self, opened: OpenVisit, locked: bool) -> None:
        """Show the side's people; the chosen one stays chosen."""
        chosen = self.chosen
        self._visit = opened
        self._locked = locked
        people = tuple(p for p in opened.visit.people if p.side is self._side)
        if people != self.model.people or not people:
            self.model.show(people, opened.template)
        self.stack.show_content(bool(people))
        self.stack.empty.button.setEnabled(not locked)
        if chosen is not None:
            self.choose(chosen.id)
        self._say_uncovered(opened)
        self._fit()
        self._enable()

    def give_areas(self) -> None:
        """Ask who answers which area; what is changed there is one act."""
        opened = self._visit
        if opened is None or self._locked:
            return
        dialog = AreasDialog(self._context, opened, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def save() -> None:
            if changes := dialog.changes:
                self._context.perform(set_values, opened.visit.id, changes)

        dialog.accepted.connect(save)
        dialog.open()

    def _say_uncovered(self, opened: OpenVisit) -> None:
        """Which areas nobody answers, while there is a team that could."""
        people, areas = opened.visit.people, opened.template.areas
        team = present(people) if self._side is Side.TEAM else ()
        _ = self._context.translate
        bare = uncovered(people, [area.id for area in areas])
        headings = [
            f"{number}. {self._context.worded(area.heading)}"
            for number, area in enumerate(areas, 1)
            if area.id in bare
        ]
        given = any(areas_of(person, people) for person in team)
        if headings:
            said = _(N_("Nobody answers: {areas}.")).format(areas="; ".join(headings))
        else:
            said = "" if given else _(N_("No area was given to anybody: everybody answers all of them."))
        self.uncovered.setText(said)
        self.uncovered.setVisible(bool(team and said))
        self.give.setVisible(bool(team))
        self.give.setEnabled(not self._locked)

    @property
    def chosen(self) -> Person | None:
        row = self.table.currentIndex().row()
        return self.model.people[row] if 0 <= row < len(self.model.people) else None

    def choose(self, person_id: str) -> bool:
        """Choose a person's row; False where this side has no such person."""
        for row, person in enumerate(self.model.people):
            if person.id == person_id:
                self.table.setCurrentIndex(self.model.index(row, NAME_COLUMN))
                return True
        return False

    def add_one(self) -> None:
        """Ask for a person and add it."""
        opened = self._visit
        if opened is None:
            return
        dialog = PersonDialog(self._context, self._side, None, opened.template, self, opened.visit.people)
        taken = {person.role for person in self.model.people}
        free = (own for own in self._order_of_need() if own not in taken)
        dialog.role.show_value(next(free, ROLES[self._side][0 if self._side is Side.TEAM else -1]))
        if dialog.exec():
            self.enter(**dialog.values)

    def enter(self, **values: object) -> None:
        """Add a person with these fields."""
        if self._visit is not None:
            own = {name: value for name, value in values.items() if value is not None and name != "role"}
            kind = values.get("role")
            given = kind if isinstance(kind, PersonRole) else ROLES[self._side][0]
            visit_id = self._visit.visit.id
            self._context.perform(lambda ws: add_person(ws, visit_id, self._side, given, **own))

    def edit(self) -> None:
        """Ask for the chosen person's fields anew."""
        opened, person = self._visit, self.chosen
        if opened is None or person is None or self._locked:
            return
        dialog = PersonDialog(self._context, self._side, person, opened.template, self, opened.visit.people)
        if dialog.exec():
            self.change(person, **dialog.values)

    def change(self, person: Person, **values: object) -> None:
        """Set these fields of a person, as one act."""
        if self._visit is None:
            return
        entity = f"person:{person.id}"
        changes = [
            (entity, name, value)
            for name, value in values.items()
            if value != (getattr(person, name) or None)
        ]
        if changes:
            self._context.perform(set_values, self._visit.visit.id, changes)

    def take_away(self) -> None:
        """Remove the chosen person; undo brings him back."""
        if self._visit is not None and (person := self.chosen) is not None:
            self._context.perform(remove, self._visit.visit.id, f"person:{person.id}")

    def shift(self, steps: int) -> None:
        """Move the chosen person up (-1) or down (1) in the order of the minutes."""
        people = list(self.model.people)
        row = self.table.currentIndex().row()
        target = row + steps
        if self._visit is None or row < 0 or not 0 <= target < len(people):
            return
        people.insert(target, people.pop(row))
        changes = [(f"person:{p.id}", "order", i) for i, p in enumerate(people) if p.order != i]
        self._context.perform(set_values, self._visit.visit.id, changes)

    def _filled(self) -> QWidget:
        translate = self._context.translate
        self.buttons: dict[str, QPushButton] = {}
        for name, text, slot in (
            ("add", N_("Add a person"), self.add_one),
            ("edit", N_("Edit"), self.edit),
            ("remove", N_("Remove"), self.take_away),
            ("up", N_("Move up"), partial(self.shift, -1)),
            ("down", N_("Move down"), partial(self.shift, 1)),
        ):
            button = role(QPushButton(translate(text)), "quiet")
            button.clicked.connect(lambda _checked=False, act=slot: act())
            self.buttons[name] = button
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.table)
        column.addLayout(beside(*self.buttons.values(), None))
        return filled

    def _order_of_need(self) -> tuple[PersonRole, ...]:
        if self._side is Side.UNIT:
            return (PersonRole.REPRESENTATIVE,)
        return (PersonRole.LEADER, PersonRole.SECRETARY)

    def _enable(self) -> None:
        for name, button in self.buttons.items():
            button.setEnabled(not self._locked and (name == "add" or self.chosen is not None))

    def _fit(self) -> None:
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(row) for row in range(self.model.rowCount()))
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows + 4)
