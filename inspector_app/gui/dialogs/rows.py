"""What was examined in a sample, row by row; the rows become an annex of the minutes."""

import uuid
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inspector_app.checklist.fact import FactId, SampleRow
from inspector_app.checklist.template import ItemId
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import ChoiceEntry, cleaned, day_text, parse_day
from inspector_app.gui.widgets.sections import words

NUMBER, ISSUED, ABSTRACT, PASSED, REMARK = range(5)
HEADINGS = (
    N_("Number and sign"),
    N_("Issued on"),
    N_("About"),
    N_("Result"),
    N_("Remark"),
)
_ID = Qt.ItemDataRole.UserRole


class RowsDialog(QDialog):
    """A table that grows by itself: there is always one empty row at the end."""

    def __init__(
        self,
        context: Context,
        item: ItemId,
        fact: FactId,
        rows: tuple[SampleRow, ...],
        locked: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ = _ = context.translate
        self._item, self._fact, self._locked = item, fact, locked
        self._before = tuple(replace(row, order=number) for number, row in enumerate(rows))
        self.setWindowTitle(_(N_("What was examined: item {item}")).format(item=item))
        self.resize(920, 440)
        self.table = QTableWidget(0, len(HEADINGS), self)
        self.table.setHorizontalHeaderLabels([_(heading) for heading in HEADINGS])
        self.table.setAccessibleName(_(N_("What was examined")))
        self.table.horizontalHeader().setSectionResizeMode(ABSTRACT, QHeaderView.ResizeMode.Stretch)
        for column, width in ((NUMBER, 144), (ISSUED, 136), (PASSED, 136), (REMARK, 176)):
            self.table.setColumnWidth(column, width)
        self.table.verticalHeader().setDefaultSectionSize(5 * GRID)
        if locked:
            self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for row in rows:
            self._add(row)
        if not locked:
            self._add(None)
        self.table.cellChanged.connect(self._changed)
        self._fault = role(words(parent=self), "error")
        self._fault.hide()
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column_box.setSpacing(GRID)
        hint = N_("One row for each thing looked at. The rows are printed as an annex of the minutes.")
        column_box.addWidget(role(words(_(hint)), "soft"))
        column_box.addWidget(self.table, 1)
        column_box.addWidget(self._fault)
        column_box.addLayout(self._buttons())

    def rows(self) -> tuple[SampleRow, ...]:
        """The rows that say something. Raises ValueError with the number of a row whose date cannot be read."""
        found = []
        for number in range(self.table.rowCount()):
            row = self._row(number)
            if any((row.number, row.issued, row.abstract, row.passed is not None, row.remark)):
                found.append(row)
        return tuple(found)

    @property
    def changed(self) -> bool:
        """Whether the rows differ from those that were shown."""
        return self.rows() != self._before

    def accept(self) -> None:
        try:
            self.rows()
        except ValueError as error:
            self._fault.setText(
                self._(N_("Row {row}: type the day as dd/mm/yyyy, such as 06/06/2022.")).format(row=error)
            )
            self._fault.show()
            return
        super().accept()

    def _buttons(self) -> QHBoxLayout:
        _ = self._
        remove = role(QPushButton(_(N_("Remove the row"))), "quiet")
        remove.setAutoDefault(False)
        remove.setEnabled(not self._locked)
        remove.clicked.connect(self._remove)
        kinds = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(kinds.Close if self._locked else kinds.Ok | kinds.Cancel, self)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(remove)
        row.addStretch(1)
        row.addWidget(box)
        return row

    def _add(self, row: SampleRow | None) -> None:
        number, new = self.table.rowCount(), uuid.uuid4().hex
        self.table.blockSignals(True)
        self.table.insertRow(number)
        texts = {
            NUMBER: row.number if row else None,
            ISSUED: day_text(row.issued) if row else None,
            ABSTRACT: row.abstract if row else None,
            REMARK: row.remark if row else None,
        }
        for column, text in texts.items():
            cell = QTableWidgetItem(text or "")
            cell.setData(_ID, row.id if row else new)
            self.table.setItem(number, column, cell)
        passed = ChoiceEntry(
            [(None, "–"), (True, self._(N_("Meets the rule"))), (False, self._(N_("Defective")))]
        )
        passed.setAccessibleName(self._(HEADINGS[PASSED]))
        passed.show_value(row.passed if row else None)
        passed.set_locked(self._locked)
        passed.edited.connect(lambda _value: self._grow())
        self.table.setCellWidget(number, PASSED, passed)
        self.table.blockSignals(False)

    def _row(self, number: int) -> SampleRow:
        def text(column: int) -> str | None:
            cell = self.table.item(number, column)
            return None if cell is None else cleaned(cell.text())

        try:
            issued: date | None = parse_day(text(ISSUED) or "")
        except ValueError as error:
            raise ValueError(number + 1) from error
        choice = self.table.cellWidget(number, PASSED)
        passed = choice.value if isinstance(choice, ChoiceEntry) else None
        return SampleRow(
            id=self.table.model().index(number, NUMBER).data(_ID),
            item=self._item,
            fact=self._fact,
            order=number,
            number=text(NUMBER),
            issued=issued,
            abstract=text(ABSTRACT),
            passed=passed if isinstance(passed, bool) else None,
            remark=text(REMARK),
        )

    def _changed(self, _row: int, _column: int) -> None:
        self._fault.hide()
        self._grow()

    def _grow(self) -> None:
        try:
            last = self._row(self.table.rowCount() - 1)
        except ValueError:
            last = None
        if last is None or any(
            (last.number, last.issued, last.abstract, last.passed is not None, last.remark)
        ):
            self._add(None)

    def _remove(self) -> None:
        number = self.table.currentRow()
        if number >= 0:
            self.table.removeRow(number)
        if self.table.rowCount() == 0:
            self._add(None)
