"""Asks for one item of the checklist: found by its number or by words, marks not needed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import ItemId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID, measure
from inspector_app.gui.widgets.entries import LineEntry
from inspector_app.gui.widgets.line_list import LineList

_ITEM = Qt.ItemDataRole.UserRole


class ItemChoiceDialog(FormDialog):
    """`chosen` is None until one line is the current one."""

    def __init__(self, context: Context, opened: OpenVisit, parent: QWidget) -> None:
        translate = context.translate
        super().__init__(translate, translate(N_("Move to another item")), translate(N_("Move")), parent)
        self.search = LineEntry()
        self.section.add(translate(N_("Search, with or without marks")), self.search, span=2)
        self.lines = LineList()
        self.lines.setAccessibleName(translate(N_("Items of the checklist")))
        measure(self.lines, least_height=36 * GRID, least_width=80 * GRID)
        for item in opened.template.items:
            line = QListWidgetItem(f"{item.id}  {context.worded(item.question)}")
            line.setData(_ITEM, item.id)
            self.lines.addItem(line)
        self.section.add_wide(self.lines)
        self.search.textChanged.connect(self._find)
        self.lines.itemActivated.connect(lambda _line: self.accept())

    @property
    def chosen(self) -> ItemId | None:
        shown = [line for line in self.lines.selectedItems() if not line.isHidden()]
        return ItemId(shown[0].data(_ITEM)) if shown else None

    def problem(self) -> str | None:
        return self.translate(N_("Choose an item of the list.")) if self.chosen is None else None

    def _find(self, text: str) -> None:
        wanted = fold(text).split()
        first = None
        for row in range(self.lines.count()):
            line = self.lines.item(row)
            found = all(word in fold(line.text()) for word in wanted)
            line.setHidden(not found)
            first = line if found and first is None else first
        if wanted and first is not None:
            self.lines.setCurrentItem(first)
