"""The changes of some entities as lines of a table, the newest first, read further as one scrolls."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector_app.actions.history import PAGE, HistoryLine, history_of
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.visit import VisitId
from inspector_app.clock import ZONE
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.values import place_in_words, value_in_words
from inspector_app.gui.widgets.entries import moment_text

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOLTIP = Qt.ItemDataRole.ToolTipRole
HEADINGS = (
    N_("When"),
    N_("Who"),
    N_("Field"),
    N_("Before"),
    N_("After"),
    N_("On which computer"),
    N_("Remark"),
)
WHEN, WHO, FIELD, BEFORE, AFTER, WHERE, REMARK = range(len(HEADINGS))


class HistoryModel(QAbstractTableModel):
    """It reads a page at a time: a history of thousands opens like one of ten."""

    def __init__(self, context: Context, opened: OpenVisit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._opened = context, opened
        self._entities: tuple[str, ...] = ()
        self._field: str | None = None
        self._lines: list[HistoryLine] = []
        self._texts: dict[int, tuple[str, ...]] = {}
        self._whole = True

    def show(self, opened: OpenVisit, entities: Sequence[str], field: str | None) -> None:
        """Show the history of other entities, or of another field, from the newest on."""
        self.beginResetModel()
        self._opened, self._entities, self._field = opened, tuple(entities), field
        self._lines, self._texts = [], {}
        self._whole = False
        self._read()
        self.endResetModel()

    @property
    def visit(self) -> VisitId:
        return self._opened.visit.id

    def line(self, row: int) -> HistoryLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        if row not in self._texts:
            self._texts[row] = self._worded(self._lines[row])
        return self._texts[row][column]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._context.translate(HEADINGS[section])

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            return self.text(index.row(), index.column()).replace("\n", " · ")
        return self.text(index.row(), index.column()) if role == _TOOLTIP else None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        if parent.isValid():
            return
        found = self._next()
        if found:
            self.beginInsertRows(_NOWHERE, len(self._lines), len(self._lines) + len(found) - 1)
            self._lines += found
            self.endInsertRows()

    def _read(self) -> None:
        self._lines += self._next()

    def _next(self) -> tuple[HistoryLine, ...]:
        place = (self._opened.visit.id, self._entities, self._field, len(self._lines))
        found = self._context.ask(history_of, *place) or ()
        self._whole = len(found) < PAGE
        return found

    def _worded(self, line: HistoryLine) -> tuple[str, ...]:
        _, event = self._context.translate, line.event
        place, known_by = place_in_words(self._context, self._opened, event.key)
        before, after = (
            value_in_words(self._context, self._opened, event.key, value)
            for value in (event.before, event.after)
        )
        where = _(N_("this computer"))
        if not line.own:
            where = _(N_("another computer ({number})")).format(number=event.device[:8])
        remarks = [event.reason or ""]
        if event.undoes is not None:
            remarks.append(_(N_("takes an earlier change back")))
        if line.undone:
            remarks.append(_(N_("was undone")))
        named = place if event.entity.startswith("answer:") or not known_by else f"{place}: {known_by}"
        return (
            moment_text(event.at.astimezone(ZONE)),
            event.actor or "…",
            named,
            before,
            after,
            where,
            "; ".join(own for own in remarks if own),
        )
