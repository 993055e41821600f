"""Cells whose wrapped text is wholly visible: Qt's own hint forgets the padding that the theme gives cells."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from inspector_app.gui.theme import GRID, ICON

_DISPLAY = Qt.ItemDataRole.DisplayRole
_DECORATION = Qt.ItemDataRole.DecorationRole


class WrappedCellDelegate(QStyledItemDelegate):
    """Measures text in the room that is left between the paddings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        table = self.parent()
        if not isinstance(table, QTableView):
            return hint
        room = table.columnWidth(index.column()) - 3 * GRID
        if index.data(_DECORATION) is not None:
            room -= ICON + GRID
        text = str(index.data(_DISPLAY) or "")
        flags = int(Qt.TextFlag.TextWordWrap)
        box = table.fontMetrics().boundingRect(0, 0, max(room, 4 * GRID), 10_000, flags, text)
        return QSize(hint.width(), max(box.height(), ICON) + 2 * GRID)
