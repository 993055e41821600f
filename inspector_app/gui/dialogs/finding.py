"""Asks which items a new shortcoming is about, or for its words where it is about none."""

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import ItemId, Template
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.theme import GRID, measure
from inspector_app.gui.widgets.entries import AreaEntry, LineEntry
from inspector_app.gui.widgets.line_list import LineList


class FindingDialog(FormDialog):
    """Asks for the items and the words of a new shortcoming."""

    def __init__(
        self, context: Context, template: Template, taken: Collection[ItemId], parent: QWidget
    ) -> None:
        translate: Callable[[str], str] = context.translate
        super().__init__(translate, translate(N_("Add a shortcoming")), translate(N_("Add")), parent)
        self.search = LineEntry()
        self.search.setPlaceholderText(translate(N_("Search, with or without marks")))
        self.search.textChanged.connect(self._filter)
        self.section.add(translate(N_("Find an item")), self.search, span=2)
        self.items = LineList()
        measure(self.items, least_height=24 * GRID)
        for item in template.items:
            text = f"{item.id}  {context.worded(item.question)}"
            line = QListWidgetItem(text)
            line.setData(Qt.ItemDataRole.UserRole, str(item.id))
            line.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
            )
            line.setCheckState(Qt.CheckState.Unchecked)
            if item.id in taken:
                line.setToolTip(translate(N_("This item has a shortcoming already.")))
            self.items.addItem(line)
        self.section.add(translate(N_("Items it is about (none is allowed)")), self.items, span=2)
        self.text = AreaEntry(3)
        self.text.setPlaceholderText(translate(N_("Left empty: the ready sentence of the first item")))
        self.section.add(translate(N_("Text of the shortcoming")), self.text, span=2)

    @property
    def chosen(self) -> tuple[ItemId, ...]:
        lines = (self.items.item(row) for row in range(self.items.count()))
        return tuple(
            ItemId(line.data(Qt.ItemDataRole.UserRole))
            for line in lines
            if line.checkState() is Qt.CheckState.Checked
        )

    @property
    def words(self) -> str | None:
        value = self.text.parse(self.text.toPlainText())
        return value if isinstance(value, str) else None

    def problem(self) -> str | None:
        """A shortcoming of no item needs words of its own."""
        if self.chosen or self.words:
            return None
        return self.translate(N_("Choose an item, or write what the shortcoming is."))

    def _filter(self, text: str) -> None:
        wanted = fold(text)
        for row in range(self.items.count()):
            line = self.items.item(row)
            line.setHidden(wanted not in fold(line.text()))
