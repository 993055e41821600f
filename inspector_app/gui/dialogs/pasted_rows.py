"""Shows what was understood of rows pasted from a spreadsheet, before anything is taken."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHeaderView, QTableWidget, QWidget

from inspector_app.actions.row_files import FileRows
from inspector_app.checklist.fact import SampleRow
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.dialogs.form import FormDialog
from inspector_app.gui.models.pasted import Pasted, headings_in, understand
from inspector_app.gui.models.row_columns import Column
from inspector_app.gui.theme import GRID, InkedCell, icon, measure, role
from inspector_app.gui.widgets.sections import words

SHOWN = 200
"""Lines in the preview; the count speaks of all."""


class PastedRowsDialog(FormDialog):
    """A line for each row, with every cell as it was read, and those that were not."""

    sheet_wanted = Signal(str)
    """Of the file that the rows come from: another sheet's rows shall be shown."""

    def __init__(
        self,
        context: Context,
        columns: Sequence[Column],
        blank: SampleRow,
        lines: Sequence[Sequence[str]],
        start: int,
        parent: QWidget | None = None,
    ) -> None:
        _ = context.translate
        super().__init__(_, _(N_("Rows of a spreadsheet")), _(N_("Take the rows")), parent)
        self._columns, self._blank, self._lines, self._start = columns, blank, lines, start
        self.resize(100 * GRID, 52 * GRID)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(_(N_("Sheet")))
        self.sheet.hide()
        self.sheet.textActivated.connect(self.sheet_wanted)
        self.section.add_wide(self.sheet)
        self.headed = QCheckBox(_(N_("A line names the columns")))
        self.headed.setChecked(headings_in(columns, lines) is not None)
        self.headed.toggled.connect(lambda _on: self._show())
        self.section.add_wide(self.headed)
        self.table = QTableWidget(0, len(columns))
        self.table.setAccessibleName(_(N_("What was understood")))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        measure(self.table, least_height=30 * GRID)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.section.add_wide(self.table)
        self.summary = role(words(), "soft")
        self.section.add_wide(self.summary)
        self.pasted: Pasted
        self._show()

    def show_file(self, rows: FileRows) -> None:
        """The rows of a file, whose sheet can be chosen where it has several."""
        self.setWindowTitle(self.translate(N_("Rows of {file}")).format(file=rows.name))
        if self.sheet.count() == 0:
            self.sheet.addItems(rows.sheets)
            self.sheet.setVisible(len(rows.sheets) > 1)
        self.sheet.setCurrentText(rows.sheet)
        self._lines, self._start = rows.lines, 0
        self.headed.blockSignals(True)
        self.headed.setChecked(headings_in(self._columns, rows.lines) is not None)
        self.headed.blockSignals(False)
        self._show()

    @property
    def texts(self) -> list[Mapping[int, str]]:
        """The rows, by the number of the column."""
        return self.pasted.texts

    def problem(self) -> str | None:
        """Nothing to take is no act."""
        return None if self.pasted.lines else self.translate(N_("There is no row to take."))

    def _show(self) -> None:
        headed = self.headed.isChecked()
        self.pasted = understand(self.translate, self._columns, self._blank, self._lines, self._start, headed)
        targets = self.pasted.columns
        self.table.setColumnCount(len(targets))
        unused = self.translate(N_("(not used)"))
        self.table.setHorizontalHeaderLabels(
            [unused if place is None else self._columns[place].heading for place in targets]
        )
        for place, target in enumerate(targets):
            self.table.setColumnHidden(place, target is None and not self.pasted.says_something(place))
            self.table.setColumnWidth(place, 136 if target is None else self._columns[target].width)
        shown = self.pasted.lines[:SHOWN]
        self.table.setRowCount(len(shown))
        for row, line in enumerate(shown):
            for column in range(len(targets)):
                self.table.setItem(row, column, InkedCell())
            for column, cell in enumerate(line):
                own = self.table.item(row, column)
                assert isinstance(own, InkedCell)
                own.setText(cell.text if cell.problem else cell.understood)
                if cell.problem:
                    own.setToolTip(cell.problem)
                    own.setData(Qt.ItemDataRole.AccessibleDescriptionRole, cell.problem)
                    own.setIcon(icon("warning", "POOR"))
                    own.ink, own.ground = "POOR", "POOR_SOFT"
        self._sum_up()

    def _sum_up(self) -> None:
        _ = self.translate
        said = [_(N_("{count} rows.")).format(count=len(self.pasted.lines))]
        if self.pasted.problems:
            said.append(
                _(N_("{count} cells could not be read; they stay as they are, to be put right.")).format(
                    count=self.pasted.problems
                )
            )
        if len(self.pasted.lines) > SHOWN:
            said.append(_(N_("The first {count} are shown.")).format(count=SHOWN))
        self.summary.setText(" ".join(said))
