"""The follow-up book as rows: shortcomings of all units with owner, deadline and state; filtered without marks."""

from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QIcon

from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.folding import fold
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.wording import deadline_in_words
from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context
from inspector_app.gui.widgets.entries import day_text

Index = QModelIndex | QPersistentModelIndex

HEADINGS = (
    N_("Unit"),
    N_("Shortcoming"),
    N_("Responsible for carrying out"),
    N_("Deadline"),
    N_("State"),
)
STATES = {
    FollowUpState.OPEN: N_("Not fixed"),
    FollowUpState.IN_PROGRESS: N_("Being fixed"),
    FollowUpState.REPORTED_FIXED: N_("Reported fixed by the unit, to be confirmed"),
    FollowUpState.FIXED: N_("Fixed (confirmed by the team)"),
    FollowUpState.NO_LONGER_RELEVANT: N_("No longer relevant"),
    FollowUpState.ESCALATED: N_("Referred to the higher level"),
}
SHAPES = {
    FollowUpState.OPEN: ("no", theme.POOR),
    FollowUpState.IN_PROGRESS: ("partly", theme.FAIR),
    FollowUpState.REPORTED_FIXED: ("partly", theme.FAIR),
    FollowUpState.FIXED: ("yes", theme.GOOD),
    FollowUpState.NO_LONGER_RELEVANT: ("not_applicable", theme.NEUTRAL),
    FollowUpState.ESCALATED: ("warning", theme.FAIR),
}
UNIT, TEXT, OWNER, DEADLINE, STATE = range(5)
SEARCHED = Qt.ItemDataRole.UserRole
SORTED = Qt.ItemDataRole.UserRole + 1

_DISPLAY = Qt.ItemDataRole.DisplayRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_HINT = Qt.ItemDataRole.ToolTipRole
_NOWHERE = QModelIndex()


class LedgerModel(QAbstractTableModel):
    """Reads what the ledger says, the earliest deadline first; `today` tells what is overdue."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translate = context.translate
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._icons: tuple[QIcon, ...] = ()
        self.findings: tuple[LedgerFinding, ...] = ()

    def show(self, findings: tuple[LedgerFinding, ...], today: date) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.findings = findings
        self._rows = tuple(self._row(finding, today) for finding in findings)
        self._icons = tuple(theme.icon(*SHAPES[finding.state]) for finding in findings)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (_DISPLAY, _HINT):
            return row[index.column()]
        if role == _DECORATION and index.column() == STATE:
            return self._icons[index.row()]
        if role == SEARCHED:
            return fold(" ".join(row))
        if role == SORTED:
            due = self.findings[index.row()].due_on
            return (due.isoformat() if due else "9999") if index.column() == DEADLINE else row[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation is Qt.Orientation.Horizontal:
            return self._translate(HEADINGS[section])
        return None

    def _row(self, finding: LedgerFinding, today: date) -> tuple[str, ...]:
        if finding.due_on is not None:
            due = day_text(finding.due_on)
            if finding.due_on < today and not finding.state.settled:
                due = self._translate(N_("{day} · overdue")).format(day=due)
        else:
            due = deadline_in_words(finding.deadline) if finding.deadline is not None else ""
        return (
            finding.unit or "…",
            finding.text,
            finding.owner or "",
            due,
            self._translate(STATES[finding.state]),
        )


class LedgerFilter(QSortFilterProxyModel):
    """Rows whose text, folded, contains what is searched."""

    def __init__(self, source: LedgerModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.setSortRole(SORTED)
        self.setSortLocaleAware(True)
        self.setSourceModel(source)

    def look_for(self, text: str) -> None:
        """Keep only rows that contain `text`, with or without marks."""
        self.beginFilterChange()
        self._wanted = fold(text)
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        index = self.sourceModel().index(row, 0, parent)
        return self._wanted in index.data(SEARCHED)
