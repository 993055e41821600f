"""The follow-up book as a table: searched, filtered, sorted; what is done with a shortcoming begins here."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.delegates.wrapped_cell import WrappedCellDelegate
from inspector_app.gui.models.ledger import (
    DEADLINE,
    OVERDUE,
    OWNER,
    STATE,
    STATES,
    TEXT,
    UNIT,
    LedgerFilter,
    LedgerModel,
)
from inspector_app.gui.theme import GRID, measure
from inspector_app.gui.widgets.column_widths import SharedWidths
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import ChoiceEntry, LineEntry
from inspector_app.gui.widgets.flow import FlowLayout

WIDTHS = {UNIT: 14 * GRID, OWNER: 18 * GRID, DEADLINE: 16 * GRID, OVERDUE: 13 * GRID, STATE: 20 * GRID}
"""Pixels; the shortcoming takes the rest."""
SEARCH_WIDTH = 30 * GRID


class FollowUpBook(QWidget):
    """Shows findings; what a person wants done with them it only says."""

    state_asked = Signal(object)
    """LedgerFinding; and so the next four."""
    report_asked = Signal(object)
    conclusion_asked = Signal(object)
    reminder_asked = Signal(object)
    export_asked = Signal(object)
    receive_asked = Signal()
    refilter_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = context.translate
        self.model = LedgerModel(context, self)
        self.filter = LedgerFilter(self.model, self)
        self.table = self._make_table(translate(N_("Follow-up book")))
        self.search = LineEntry()
        self.search.setPlaceholderText(translate(N_("Search, with or without marks")))
        self.search.setAccessibleName(translate(N_("Search in the follow-up book")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        self.open_only = QCheckBox(translate(N_("Only what is not settled")))
        self.open_only.setChecked(True)
        self.open_only.toggled.connect(self.refilter_asked)
        self.overdue_only = QCheckBox(translate(N_("Only what is overdue")))
        self.overdue_only.toggled.connect(self._narrow)
        self.unit = ChoiceEntry([(None, translate(N_("Every unit")))])
        self.unit.setAccessibleName(translate(N_("Unit")))
        self.unit.edited.connect(self._narrow)
        states: list[tuple[object, str]] = [(None, translate(N_("Every state")))]
        self.state = ChoiceEntry(states + [(state, translate(name)) for state, name in STATES.items()])
        self.state.setAccessibleName(translate(N_("State")))
        self.state.edited.connect(self._state_chosen)
        self.acts: dict[str, QPushButton] = {}
        for name, title, asked in (
            ("state", N_("State…"), self.state_asked),
            ("report", N_("Unit's report…"), self.report_asked),
            ("conclusion", N_("Conclusion…"), self.conclusion_asked),
            ("reminder", N_("Letter of reminder…"), self.reminder_asked),
            ("export", N_("Open ones for the team…"), self.export_asked),
        ):
            button = QPushButton(translate(title))
            button.clicked.connect(partial(self._ask, asked))
            self.acts[name] = button
        empty = EmptyState(
            translate(N_("No shortcoming to follow up.")), translate(N_("Receive from a folder or stick…"))
        )
        empty.wanted.connect(self.receive_asked)
        self.stack = WithEmptyState(self.table, empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        measure(self.search, least_width=SEARCH_WIDTH)
        filters, acts = FlowLayout(gap=GRID), FlowLayout(gap=GRID)
        for box in (self.open_only, self.overdue_only):  # level with the entries beside them
            box.setMinimumHeight(self.unit.sizeHint().height())
        for part in (self.search, self.unit, self.state, self.open_only, self.overdue_only):
            filters.addWidget(part)
        for button in self.acts.values():
            acts.addWidget(button)
        column.addLayout(filters)
        column.addWidget(self.stack, 1)
        column.addLayout(acts)

    @property
    def chosen(self) -> LedgerFinding | None:
        index = self.filter.mapToSource(self.table.currentIndex())
        return self.model.findings[index.row()] if index.isValid() else None

    def show_findings(self, findings: tuple[LedgerFinding, ...], today: date) -> None:
        """Show these; the chosen one stays chosen."""
        chosen = self.chosen
        used = next((button for button in self.acts.values() if button is self.window().focusWidget()), None)
        self.model.show(findings, today)
        self._offer_units(findings)
        self.stack.show_content(bool(findings))
        self.table.resizeRowsToContents()
        if chosen is not None:
            self.choose(chosen)
        self._enable()
        if used is not None and used.isEnabled():
            used.setFocus()  # disabled for a moment, it lost the keyboard

    def choose(self, finding: LedgerFinding) -> None:
        """Choose the row of this finding of this visit."""
        for row, own in enumerate(self.model.findings):
            if (own.visit, own.finding) == (finding.visit, finding.finding):
                self.table.setCurrentIndex(self.filter.mapFromSource(self.model.index(row, TEXT)))

    def _make_table(self, name: str) -> QTableView:
        table = QTableView()
        table.setModel(self.filter)
        table.setAccessibleName(name)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setItemDelegate(WrappedCellDelegate(table))
        table.setSortingEnabled(True)
        table.sortByColumn(DEADLINE, Qt.SortOrder.AscendingOrder)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(False)
        self._widths = SharedWidths(table, TEXT, WIDTHS, least_main=34 * GRID)
        header.sectionResized.connect(table.resizeRowsToContents)
        table.activated.connect(lambda _index: self._ask(self.state_asked))
        table.selectionModel().selectionChanged.connect(self._enable)
        return table

    def _look_for(self, text: str) -> None:
        self.filter.look_for(text)
        self.table.resizeRowsToContents()

    def _offer_units(self, findings: tuple[LedgerFinding, ...]) -> None:
        """The units that stand in the book; the one that was chosen stays chosen."""
        chosen = self.unit.value
        units = sorted({own.unit for own in findings if own.unit})
        if self.unit.values[1:] != tuple(units):
            self.unit.offer([(None, self.unit.itemText(0)), *((unit, unit) for unit in units)])
        self.unit.show_value(chosen)
        self._narrow()

    def _state_chosen(self, state: object) -> None:
        if isinstance(state, FollowUpState) and state.settled:
            self.open_only.setChecked(False)
        self._narrow()

    def _narrow(self, _value: object = None) -> None:
        unit, state = self.unit.value, self.state.value
        self.filter.narrow(
            unit if isinstance(unit, str) else None,
            state if isinstance(state, FollowUpState) else None,
            overdue=self.overdue_only.isChecked(),
        )
        self.table.resizeRowsToContents()
        self._enable()

    def _enable(self) -> None:
        for button in self.acts.values():
            button.setEnabled(self.chosen is not None)

    def _ask(self, asked: SignalInstance) -> None:
        if (finding := self.chosen) is not None:
            asked.emit(finding)
