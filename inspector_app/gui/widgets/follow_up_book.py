"""The follow-up book as a table: searched, filtered, sorted; a chosen shortcoming can get another state."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector_app.checklist.handover import LedgerFinding
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.delegates.wrapped_cell import WrappedCellDelegate
from inspector_app.gui.models.ledger import DEADLINE, OWNER, STATE, TEXT, UNIT, LedgerFilter, LedgerModel
from inspector_app.gui.theme import GRID
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import LineEntry
from inspector_app.gui.widgets.sections import beside

WIDTHS = {UNIT: 16 * GRID, OWNER: 22 * GRID, DEADLINE: 17 * GRID, STATE: 21 * GRID}
"""Pixels; the shortcoming takes the rest."""


class FollowUpBook(QWidget):
    """Shows findings; what a person wants done with them it only says."""

    state_asked = Signal(object)
    """LedgerFinding"""
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
        self.state_button = QPushButton(translate(N_("Change the state…")))
        self.state_button.clicked.connect(self._ask)
        empty = EmptyState(
            translate(N_("No shortcoming to follow up.")), translate(N_("Receive from a folder or stick…"))
        )
        empty.wanted.connect(self.receive_asked)
        self.stack = WithEmptyState(self.table, empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.addLayout(beside(self.search, self.open_only, self.state_button, stretch=0))
        column.addWidget(self.stack, 1)

    @property
    def chosen(self) -> LedgerFinding | None:
        index = self.filter.mapToSource(self.table.currentIndex())
        return self.model.findings[index.row()] if index.isValid() else None

    def show_findings(self, findings: tuple[LedgerFinding, ...], today: date) -> None:
        """Show these; the chosen one stays chosen."""
        chosen = self.chosen
        self.model.show(findings, today)
        self.stack.show_content(bool(findings))
        self.table.resizeRowsToContents()
        if chosen is not None:
            self.choose(chosen)
        self._enable()

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
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        header.sectionResized.connect(table.resizeRowsToContents)
        table.activated.connect(self._ask)
        table.selectionModel().selectionChanged.connect(self._enable)
        return table

    def _look_for(self, text: str) -> None:
        self.filter.look_for(text)
        self.table.resizeRowsToContents()

    def _enable(self) -> None:
        self.state_button.setEnabled(self.chosen is not None)

    def _ask(self) -> None:
        if (finding := self.chosen) is not None:
            self.state_asked.emit(finding)
