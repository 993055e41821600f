"""The items of a checklist by area, to look at: number, question, and what else is asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from inspector_app.checklist.template import Item, Template
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID

NUMBER, QUESTION = range(2)


class ChecklistTree(QTreeWidget):
    """Thousands of items appear at once: every line is of one height, the whole text is in its tip."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setAccessibleName(context.translate(N_("Items of the checklist")))
        self.setUniformRowHeights(True)
        self.setIndentation(GRID)
        self.setRootIsDecorated(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(NUMBER, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(NUMBER, 9 * GRID)

    def show_template(self, template: Template | None) -> None:
        """Show this checklist instead of the one before."""
        self.clear()
        for area in template.areas if template is not None else ():
            own = template.items_of(area.id) if template is not None else ()
            heading = f"{self._context.worded(area.heading)} ({len(own)})"
            branch = QTreeWidgetItem([area.id, heading])
            branch.setToolTip(QUESTION, heading)
            bold = branch.font(QUESTION)
            bold.setBold(True)
            for column in (NUMBER, QUESTION):
                branch.setFont(column, bold)
            branch.addChildren([self._leaf(item) for item in own])
            self.addTopLevelItem(branch)
            branch.setExpanded(True)

    def _leaf(self, item: Item) -> QTreeWidgetItem:
        question = self._context.worded(item.question)
        leaf = QTreeWidgetItem([item.id, question])
        asked = [self._context.worded(spec.label) for spec in item.facts]
        parts = (question, self._context.worded(item.look_at), "; ".join(asked))
        leaf.setToolTip(QUESTION, "\n".join(part for part in parts if part))
        return leaf
