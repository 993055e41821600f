"""Editor of a cell of rows: a list where one chooses, else a line of text."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector_app.gui.cells import Labels
from inspector_app.gui.widgets.choice_entries import NOTHING
from inspector_app.gui.widgets.entries import ChoiceEntry

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Asks `offered` which options a cell has; None means that it is typed."""

    def __init__(self, offered: Callable[[Index], Labels | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offered = offered

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        labels = self._offered(index)
        name = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor: QWidget
        if labels:
            choice = ChoiceEntry([("", NOTHING), *((label, label) for label in labels.values())], parent)
            choice.edited.connect(lambda _value: self._done(choice))
            editor = choice
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(str(name))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = index.data(Qt.ItemDataRole.EditRole) or ""
        if isinstance(editor, ChoiceEntry):
            editor.show_value(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        value = editor.value if isinstance(editor, ChoiceEntry) else None
        if isinstance(editor, QLineEdit):
            value = editor.text()
        if value is not None and value != (index.data(Qt.ItemDataRole.EditRole) or ""):
            model.setData(index, value, Qt.ItemDataRole.EditRole)

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
