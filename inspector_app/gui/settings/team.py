"""The usual members of the team: a line each, typed in place; they stand in every new visit."""

from PySide6.QtWidgets import QAbstractItemView, QPushButton, QTableWidget, QTableWidgetItem

from inspector_app.checklist.visit import PersonRole
from inspector_app.errors import N_
from inspector_app.gui.settings.rows import Row, Setter
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import ChoiceEntry, cleaned
from inspector_app.gui.widgets.sections import beside, words

ROLES = {
    PersonRole.LEADER: N_("Team leader"),
    PersonRole.DEPUTY: N_("Deputy team leader"),
    PersonRole.SECRETARY: N_("Secretary"),
    PersonRole.MEMBER: N_("Team member"),
}
NAME, POSITION, ROLE = range(3)
LINES = 5
"""At most in sight at once."""
LINE = 5 * GRID


class TeamRow(Row):
    """A small table: name, position and agency, role."""

    def __init__(self, setter: Setter, hint: str) -> None:
        _ = setter.context.translate
        super().__init__(_(N_("Usual members of the team")), hint)
        self._setter = setter
        self._showing = False
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(self.label)
        self.table.setHorizontalHeaderLabels(
            [_(N_("Name")), _(N_("Position, agency")), _(N_("Role in the team"))]
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(LINE)
        self.table.horizontalHeader().setSectionResizeMode(self.table.horizontalHeader().ResizeMode.Stretch)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.add = QPushButton(_(N_("Add a member")))
        self.remove = role(QPushButton(_(N_("Remove the member"))), "quiet")
        self.reset = role(QPushButton(_(N_("Reset"))), "quiet")
        self.reset.setAccessibleName(f"{self.reset.text()}: {self.label}")
        for button in (self.add, self.remove, self.reset):
            button.setAutoDefault(False)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.reset.clicked.connect(self._empty)
        self.column.addWidget(role(words(self.label), "label"))
        self.nobody = role(words(_(N_("Nobody yet."))), "soft")
        self.column.addWidget(self.nobody)
        self.column.addWidget(self.table)
        self.column.addLayout(beside(self.add, self.remove, None, self.reset))
        self.column.addWidget(role(words(hint), "small"))
        self.table.itemChanged.connect(lambda _item: self._take())
        setter.context.habits.changed.connect(self._follow)
        self._show()

    def _follow(self, names: frozenset[str]) -> None:
        if "team" in names and self._lines() != self._setter.context.habits.settings.team:
            self._show()
        self.reset.setEnabled(bool(self._setter.context.habits.settings.team))

    def _show(self) -> None:
        self._showing = True
        team = self._setter.context.habits.settings.team
        self.table.setRowCount(0)
        for person in team:
            self._append(*person)
        self.reset.setEnabled(bool(team))
        self._showing = False
        self._fit()

    def _fit(self) -> None:
        """As high as its lines; none has no table."""
        count = self.table.rowCount()
        self.nobody.setVisible(not count)
        self.table.setVisible(bool(count))
        self.remove.setVisible(bool(count))
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(header + max(1, min(count, LINES)) * LINE + GRID)

    def _append(self, name: str, position: str, member: str) -> None:
        _ = self._setter.context.translate
        line = self.table.rowCount()
        self.table.insertRow(line)
        self.table.setItem(line, NAME, QTableWidgetItem(name))
        self.table.setItem(line, POSITION, QTableWidgetItem(position))
        choice = ChoiceEntry([(own.value, _(text)) for own, text in ROLES.items()])
        choice.setAccessibleName(_(N_("Role in the team")))
        choice.show_value(member if member in ROLES else PersonRole.MEMBER.value)
        choice.edited.connect(lambda _value: self._take())
        self.table.setCellWidget(line, ROLE, choice)

    def _lines(self) -> tuple[tuple[str, str, str], ...]:
        found = []
        for line in range(self.table.rowCount()):
            choice = self.table.cellWidget(line, ROLE)
            name, position = self._text(line, NAME), self._text(line, POSITION)
            if name is not None and isinstance(choice, ChoiceEntry):
                found.append((name, position or "", str(choice.value)))
        return tuple(found)

    def _text(self, line: int, column: int) -> str | None:
        item: QTableWidgetItem | None = self.table.item(line, column)
        return None if item is None else cleaned(item.text())

    def _take(self) -> None:
        if not self._showing:
            self._setter.set(team=self._lines())

    def _add(self) -> None:
        self._showing = True
        first = self.table.rowCount() == 0
        self._append("", "", PersonRole.LEADER.value if first else PersonRole.MEMBER.value)
        self._showing = False
        self._fit()
        line = self.table.rowCount() - 1
        self.table.setCurrentCell(line, NAME)
        if (item := self.table.item(line, NAME)) is not None:
            self.table.editItem(item)

    def _remove(self) -> None:
        if (line := self.table.currentRow()) >= 0:
            self.table.removeRow(line)
            self._fit()
            self._take()

    def _empty(self) -> None:
        self._setter.set(team=())
        self._show()
