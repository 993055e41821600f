"""The visits of this computer as a list for a view."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from inspector_app.actions.listing import VisitSummary, replaced
from inspector_app.checklist.folding import fold
from inspector_app.errors import N_
from inspector_app.gui.stage_words import DELIVERIES, STAGES
from inspector_app.i18n import Translate

if TYPE_CHECKING:
    from inspector_app.checklist.visit import VisitId

Index = QModelIndex | QPersistentModelIndex
UNNAMED = N_("Unit not named yet")
SUMMARY = Qt.ItemDataRole.UserRole
SECOND_LINE = SUMMARY + 1
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_NOWHERE = QModelIndex()


class VisitsModel(QAbstractListModel):
    """One row per visit: the unit, and under it what it is about and where it stands."""

    uncounted = Signal()
    """Lines came into sight of which nobody knows how much is done now."""

    def __init__(self, translate: Translate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translate = translate
        self._visits: tuple[VisitSummary, ...] = ()
        self._known: set[VisitId] = set()
        self._wanted: set[VisitId] = set()
        self._words: dict[VisitId, tuple[VisitSummary, str]] = {}

    def show(self, visits: tuple[VisitSummary, ...]) -> None:
        """Show these visits, which are counted when they come into sight; rows that stay are only repainted."""
        self._known.clear()
        before = len(self._visits)
        if [visit.id for visit in visits[:before]] == [visit.id for visit in self._visits]:
            if more := len(visits) - before:
                self.beginInsertRows(_NOWHERE, before, before + more - 1)
            self._visits = visits
            if more:
                self.endInsertRows()
            if before:
                self.dataChanged.emit(self.index(0), self.index(before - 1))
            return
        self.beginResetModel()
        self._visits = visits
        self.endResetModel()

    def update(self, visit: VisitSummary) -> bool:
        """Show one visit as it is now, first in the list because it changed last; False where it is not there."""
        row = self.row_of(visit.id).row()
        if row < 0:
            return False
        self._known.add(visit.id)
        rest = (*self._visits[:row], *self._visits[row + 1 :])
        if row > 0 and visit.changed_at > self._visits[row].changed_at:
            self.beginMoveRows(_NOWHERE, row, row, _NOWHERE, 0)
            self._visits = (visit, *rest)
            self.endMoveRows()
            row = 0
        else:
            self._visits = (*rest[:row], visit, *rest[row:])
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def take_uncounted(self) -> "frozenset[VisitId]":
        """Those that came into sight and were not counted since the list was read."""
        wanted = frozenset(self._wanted)
        self._wanted.clear()
        return wanted

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._visits)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        visit = self._visits[index.row()]
        if role in (_DISPLAY, _TOOLTIP):
            return visit.unit or self._translate(UNNAMED)
        if role == SUMMARY:
            return visit
        if role == SECOND_LINE:
            self._want(visit)
            return self._state(visit)
        if role == _SPOKEN:
            return f"{visit.unit or self._translate(UNNAMED)}. {self._state(visit)}"
        return None

    def row_of(self, visit_id: "VisitId | None") -> QModelIndex:
        """The row of a visit, or an invalid index."""
        for row, visit in enumerate(self._visits):
            if visit.id == visit_id:
                return self.index(row)
        return QModelIndex()

    def rows_with(self, wanted: str) -> tuple[bool, ...]:
        """Of every row, whether all the words, folded, stand in its unit, subject or state or begin its year."""
        parts = wanted.split()
        return tuple(all(part in self._folded(visit) for part in parts) for visit in self._visits)

    def visit_at(self, index: Index) -> "VisitId":
        return self._visits[index.row()].id

    def _folded(self, visit: VisitSummary) -> str:
        """What a search looks at, made once for each visit as it stands."""
        known = self._words.get(visit.id)
        if known is None or known[0] is not visit:
            text = " ".join((visit.unit or self._translate(UNNAMED), visit.title or "", self._state(visit)))
            known = self._words[visit.id] = (visit, fold(text))
        return known[1]

    def _want(self, visit: VisitSummary) -> None:
        if visit.id not in self._known:
            self._known.add(visit.id)
            self._wanted.add(visit.id)
            self.uncounted.emit()

    def _state(self, visit: VisitSummary) -> str:
        parts = []
        if replaced(visit.notice):
            parts.append(self._translate(N_("Replaced by a newer one")))
        if visit.opened_at is not None:
            parts.append(f"{visit.opened_at:%d/%m/%Y}")
        stage = self._translate(STAGES[visit.stage])
        parts.append(f"{stage} {visit.answered}/{visit.total}" if visit.answered < visit.total else stage)
        if visit.delivery is not None and visit.stage.value not in ("sent", "received"):
            parts.append(self._translate(DELIVERIES[visit.delivery]))
        return " · ".join(parts)
