"""Units of the register, offered under a line while a name is typed: any part of it, with or without marks."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from inspector_app.checklist.folding import fold
from inspector_app.checklist.register import Unit
from inspector_app.gui.theme import GRID, role

_SOUGHT = Qt.ItemDataRole.UserRole
MOST = 8


class UnitCompleter(QCompleter):
    """Finds units by name, former names and code; units that no longer exist are not offered."""

    def __init__(self, line: QLineEdit, units: Sequence[Unit] = ()) -> None:
        super().__init__(line)
        self._names = QStandardItemModel(self)
        self.setModel(self._names)
        self.setCompletionRole(_SOUGHT)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(MOST)
        shown = QListView()
        self.setPopup(role(shown, "framed"))
        self.offer(units)
        line.setCompleter(self)

    def offer(self, units: Sequence[Unit]) -> None:
        """Offer these from now on."""
        self._names.clear()
        for unit in units:
            if unit.until is None:
                self._add(unit.name, *(own.name for own in unit.former_names), unit.code)

    def offer_names(self, names: Sequence[str]) -> None:
        """Offer names of another kind."""
        self._names.clear()
        for name in names:
            self._add(name)

    def _add(self, name: str, *other_words: str) -> None:
        item = QStandardItem(name)
        item.setSizeHint(QSize(0, 4 * GRID))
        item.setData(fold(" ".join((name, *other_words))), _SOUGHT)
        self._names.appendRow(item)

    def splitPath(self, path: str) -> list[str]:  # noqa: N802 - Qt's name
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802 - Qt's name
        return str(index.data(Qt.ItemDataRole.DisplayRole))
