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
    N_("Responsible"),
    N_("Deadline"),
    N_("Days overdue"),
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
SHAPES: dict[FollowUpState, tuple[str, theme.Ink]] = {
    FollowUpState.OPEN: ("no", "POOR"),
    FollowUpState.IN_PROGRESS: ("partly", "FAIR"),
    FollowUpState.REPORTED_FIXED: ("partly", "FAIR"),
    FollowUpState.FIXED: ("yes", "GOOD"),
    FollowUpState.NO_LONGER_RELEVANT: ("not_applicable", "NEUTRAL"),
    FollowUpState.ESCALATED: ("warning", "FAIR"),
}
UNIT, TEXT, OWNER, DEADLINE, OVERDUE, STATE = range(6)
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
        self._late: tuple[int | None, ...] = ()
        self.findings: tuple[LedgerFinding, ...] = ()

    def show(self, findings: tuple[LedgerFinding, ...], today: date) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.findings = findings
        self._late = tuple(finding.overdue(today) for finding in findings)
        self._rows = tuple(map(self._row, findings, self._late))
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
            return self._sorted(index.row(), index.column())
        return None

    def late(self, row: int) -> int:
        """Days overdue, below zero days left, 0 where there is no day."""
        return self._late[row] or 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation is Qt.Orientation.Horizontal:
            return self._translate(HEADINGS[section])
        return None

    def _sorted(self, row: int, column: int) -> str | int:
        if column == DEADLINE:
            due = self.findings[row].due_on
            return due.isoformat() if due else "9999"
        if column == OVERDUE:
            late = self._late[row]
            return -(10**6) if late is None else late
        return self._rows[row][column]

    def _row(self, finding: LedgerFinding, late: int | None) -> tuple[str, ...]:
        if finding.due_on is not None:
            due = day_text(finding.due_on)
        else:
            due = deadline_in_words(finding.deadline) if finding.deadline is not None else ""
        return (
            finding.unit or "…",
            self._text(finding),
            finding.owner or "",
            due,
            "" if late is None else self._lateness(late),
            self._state(finding),
        )

    def _text(self, finding: LedgerFinding) -> str:
        """The final wording; where the minutes say it otherwise, theirs below."""
        if finding.minutes_text is None:
            return finding.text
        said = self._translate(N_("In the minutes: {text}")).format(text=finding.minutes_text)
        return f"{finding.text}\n{said}"

    def _lateness(self, late: int) -> str:
        if late > 0:
            return str(late)
        return self._translate(N_("{count} left")).format(count=-late)

    def _state(self, finding: LedgerFinding) -> str:
        marks = [self._translate(STATES[finding.state])]
        if finding.recurs:
            marks.append(self._translate(N_("Recurring")))
        if finding.left_out:
            marks.append(self._translate(N_("Left out of the conclusion")))
        if finding.continued_by is not None:
            marks.append(self._translate(N_("Followed under a later visit")))
        return " · ".join(marks)


class LedgerFilter(QSortFilterProxyModel):
    """Rows whose text, folded, contains what is searched, of one unit, one state, overdue or not."""

    def __init__(self, source: LedgerModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._model = source
        self._unit: str | None = None
        self._state: FollowUpState | None = None
        self._overdue = False
        self.setSortRole(SORTED)
        self.setSortLocaleAware(True)
        self.setSourceModel(source)

    def look_for(self, text: str) -> None:
        """Keep only rows that contain `text`, with or without marks."""
        self.beginFilterChange()
        self._wanted = fold(text)
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def narrow(self, unit: str | None, state: FollowUpState | None, *, overdue: bool) -> None:
        """Keep only rows of this unit, in this state, past their deadline; None: of every one."""
        self.beginFilterChange()
        self._unit, self._state, self._overdue = unit, state, overdue
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        finding = self._model.findings[row]
        if self._unit is not None and finding.unit != self._unit:
            return False
        if self._state is not None and finding.state is not self._state:
            return False
        if self._overdue and self._model.late(row) <= 0:
            return False
        return self._wanted in self.sourceModel().index(row, 0, parent).data(SEARCHED)
