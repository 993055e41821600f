"""Shows what a pasted block changes, and what of it is not taken and why, before anything is written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.grid.columns import HEADINGS
from inspector_app.gui.grid.pasting import PastedBlock, PastedCell
from inspector_app.gui.theme import GRID, icon, measure, role
from inspector_app.gui.widgets.sections import words

SHOWN = 300
"""Lines in the preview; the sentence below speaks of all."""
_EMPTY = N_("(empty)")


class PastedCellsDialog(FormDialog):
    """A line for each cell that says something else than before; what is refused comes first."""

    def __init__(self, context: Context, block: PastedBlock, parent: QWidget | None = None) -> None:
        _ = context.translate
        super().__init__(_, _(N_("Cells of a spreadsheet")), _(N_("Take the cells")), parent)
        self.block = block
        self.resize(108 * GRID, 56 * GRID)
        self.summary = words()
        self.section.add_wide(self.summary)
        self.only_refused = QCheckBox(_(N_("Only what is not taken")))
        self.only_refused.setVisible(bool(block.refused) and bool(block.changes))
        self.only_refused.toggled.connect(lambda _on: self._show())
        self.section.add_wide(self.only_refused)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(
            [_(N_("Item")), _(N_("Column")), _(N_("Stands there now")), _(N_("Becomes, or why not"))]
        )
        self.table.setAccessibleName(_(N_("What was understood")))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        measure(self.table, least_height=28 * GRID)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        for column, width in enumerate((12, 22, 28)):
            self.table.setColumnWidth(column, width * GRID)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.section.add_wide(self.table)
        self.act.setEnabled(bool(block.changes))
        self._sum_up()
        self._show()

    def _sum_up(self) -> None:
        _, block = self.translate, self.block
        said = [_(N_("{count} cells change.")).format(count=len(block.changes))]
        if block.unchanged:
            said.append(_(N_("{count} say already what stands there.")).format(count=block.unchanged))
        said.append(_(N_("Empty cells change nothing.")))
        if block.refused:
            said.append(_(N_("{count} are not taken.")).format(count=len(block.refused)))
        if block.changes:
            said.append(_(N_("One undo takes all of it back.")))
        self.summary.setText(" ".join(said))

    def _show(self) -> None:
        shown = [*self.block.refused]
        if not self.only_refused.isChecked():
            shown += [cell for cell in self.block.cells if cell.refused is None]
        self.table.setRowCount(0)
        self.table.setRowCount(min(len(shown), SHOWN))
        for row, cell in enumerate(shown[:SHOWN]):
            self._show_cell(row, cell)
        left = len(shown) - SHOWN
        self.message.setVisible(left > 0)
        role(self.message, "soft")
        self.message.setText(self.translate(N_("{count} more are not shown here.")).format(count=left))

    def _show_cell(self, row: int, cell: PastedCell) -> None:
        _ = self.translate
        if cell.refused is not None:
            becomes = f"{cell.refused.sentence} [{cell.refused.code}]"
        else:
            becomes = cell.said or _(_EMPTY)
        texts = (
            cell.item.id if cell.item is not None else "",
            _(HEADINGS[cell.column]) if cell.column is not None else "",
            cell.now or (_(_EMPTY) if cell.refused is None else cell.text),
            becomes,
        )
        for column, text in enumerate(texts):
            own = QTableWidgetItem(text.replace("\n", " "))
            own.setToolTip(text)
            self.table.setItem(row, column, own)
        last = self.table.item(row, len(texts) - 1)
        if last is not None and cell.refused is not None:
            last.setIcon(icon("warning", "POOR"))
            last.setData(Qt.ItemDataRole.AccessibleTextRole, _(N_("Not taken: {why}")).format(why=becomes))
