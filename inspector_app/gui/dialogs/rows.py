"""What was examined in a sample, or a table of the checklist, row by row; the rows become an annex of the minutes.

Nothing is saved here: what is typed becomes one act when the dialog is accepted.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.counting import counted
from inspector_app.checklist.fact import FactId, FactKind, Rows, SampleRow
from inspector_app.checklist.listed import Listed
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.template import FactSpec, Item, ItemId
from inspector_app.checklist.visit import Visit
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.cells import Labels
from inspector_app.gui.delegates.cell import CellDelegate
from inspector_app.gui.dialogs.pasted_rows import PastedRowsDialog
from inspector_app.gui.dialogs.row_files import RowFiles
from inspector_app.gui.figures import written
from inspector_app.gui.models.pasted import lines_of
from inspector_app.gui.models.row_columns import sample_columns, table_columns, total
from inspector_app.gui.models.rows import RowsModel
from inspector_app.gui.rules import options_of, sentence_of
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.carried import carried_by
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.sections import beside, words

AT_ONCE = 200
"""Rows up to which the checklist's rules are asked while one waits."""
SETTLE_MS = 250
"""A pause in typing after which the checklist's rules are asked again."""
_BOTH = Qt.KeyboardModifier.AltModifier


_Outcome = tuple[Visit, Mapping[str, frozenset[FactId]]]
"""The visit with what the rules say of it, and the cells that are not asked, by row."""


def _outcome(
    logic: Logic, before: Visit, draft: Visit, item: ItemId, fact: FactId, now: datetime
) -> _Outcome:
    settled = logic.resettle(before, draft, {f"answer:{item}"}, now)
    return settled, logic.hidden_cells(settled, item, fact, now)


class RowsDialog(QDialog):
    """A table that grows by itself: there is always one empty row at the end."""

    def __init__(
        self, context: Context, opened: OpenVisit, item: Item, spec: FactSpec, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._opened, self._item, self._spec = context, opened, item, spec
        self._ = _ = context.translate
        self._locked = opened.stage is not Stage.CHECKING or spec.read_only
        self._logic = context.workspace.logic(opened.visit.template.sha256)
        rows = opened.visit.rows_of(item.id, spec.id)
        self._calculated = {own.id for own in spec.columns if own.calculation is not None}
        shown = tuple(replace(row, order=number) for number, row in enumerate(rows))
        self.seen = tuple(map(self._stored, shown))
        self._table = spec.kind is FactKind.ROWS
        columns = table_columns(context, opened.template, spec) if self._table else sample_columns(context)
        now = context.workspace.clock.now()
        self._wanted = self._logic.row_count(opened.visit, item.id, spec, now) if self._table else None
        self._blank = SampleRow(id=uuid.uuid4().hex, item=item.id, fact=spec.id)
        if self._table:
            self._blank = replace(
                self._blank, cells=self._logic.row_defaults(opened.visit, item.id, spec, now)
            )
        self.model = RowsModel(
            _, columns, shown, self._blank, locked=self._locked, wanted=self._wanted, parent=self
        )
        self._ruled = self._table and any(
            own.relevant or own.constraint or own.required or own.calculation for own in spec.columns
        )
        self._asking = self._ask_again = self._closed = False
        self.files = RowFiles(context, self, self._preview, self._locked)
        title = N_("Table of item {item}: {name}") if self._table else N_("What was examined: item {item}")
        self.setWindowTitle(_(title).format(item=item.id, name=context.worded(spec.label)))
        self.resize(920, 480)
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._pause.timeout.connect(self.settle)
        self.model.edited.connect(self._edited)
        self.settle()

    def rows(self) -> tuple[SampleRow, ...]:
        """The rows that say something, as they are stored: what is calculated is not."""
        return tuple(map(self._stored, self.model.rows))

    @property
    def changed(self) -> bool:
        """Whether the rows differ from those that were shown."""
        return self.rows() != self.seen

    def accept(self) -> None:
        fault = self.model.fault
        if fault is not None:
            index, sentence = fault
            row = self._(N_("Row {row}, {column}: {problem}")).format(
                row=index.row() + 1, column=self.model.columns[index.column()].heading, problem=sentence
            )
            self.fault.setText(row)
            self.fault.show()
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            return
        super().accept()

    def settle(self) -> None:
        """Ask the checklist's rules what they say of the rows as they stand; of many, beside the window's work."""
        self._pause.stop()
        if self._ruled and self._asking:
            self._ask_again = True
        elif self._ruled:
            self._ask()
        self._show_said()

    def done(self, result: int) -> None:
        """Close; what the rules still say comes too late."""
        self._closed = True
        self.files.close()
        super().done(result)

    def paste(self) -> None:
        """Take what a spreadsheet put on the clipboard: one cell into the cell, more after a preview; or a file."""
        carried = carried_by(QGuiApplication.clipboard().mimeData())
        if carried is not None and carried.tables:
            self.files.read(carried.tables[0])
            return
        lines = lines_of(QGuiApplication.clipboard().text())
        if not lines or self._locked:
            return
        index = self.view.currentIndex()
        if len(lines) == 1 and len(lines[0]) == 1 and index.isValid():
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.model.setData(index, lines[0][0])
            return
        self._preview(lines, index.column() if index.isValid() else 0)

    def bring(self, brought: Path | str) -> None:
        """Rows of a file, or those that were copied in a spreadsheet: looked at first, then taken."""
        if isinstance(brought, Path):
            self.files.read(brought)
        elif (lines := lines_of(brought)) and not self._locked:
            self._preview(lines)

    def _preview(self, lines: Sequence[Sequence[str]], start: int = 0) -> PastedRowsDialog:
        dialog = PastedRowsDialog(self._context, self.model.columns, self._blank, lines, start, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take(dialog))
        dialog.open()
        return dialog

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Paste):
                self.paste()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._clear()
                return True
            if event.modifiers() & _BOTH and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        _ = self._
        self.view = view = QTableView(self)
        view.setModel(self.model)
        view.setAccessibleName(_(N_("What was examined")) if not self._table else self.windowTitle())
        view.setWordWrap(False)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for number, column in enumerate(self.model.columns):
            view.setColumnWidth(number, column.width)
        header.setStretchLastSection(True)
        view.verticalHeader().setDefaultSectionSize(4 * GRID)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setItemDelegate(CellDelegate(self._offered, view))
        triggers = QTableView.EditTrigger
        view.setEditTriggers(
            triggers.NoEditTriggers
            if self._locked
            else triggers.DoubleClicked
            | triggers.AnyKeyPressed
            | triggers.EditKeyPressed
            | triggers.SelectedClicked
        )
        view.installEventFilter(self)
        view.selectionModel().currentChanged.connect(lambda _now, _old: self._show_warnings())
        self.fault = role(words(parent=self), "error")
        self.fault.hide()
        self.warning = role(words(parent=self), "warning")
        self.warning.hide()
        self.totals = role(words(parent=self), "soft")
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column_box.setSpacing(GRID)
        column_box.addWidget(role(words(_(self._hint)), "soft"))
        column_box.addWidget(self.files.place_of(view), 1)
        for part in (self.totals, self.warning, self.fault):
            column_box.addWidget(part)
        column_box.addLayout(self._buttons())

    @property
    def _hint(self) -> str:
        if self._wanted is not None:
            return N_(
                "The checklist asks for these rows; rows copied from a spreadsheet are taken by pasting."
            )
        return N_(
            "One row for each thing looked at; paste rows copied from a spreadsheet, or drop its file here. "
            "The rows are printed as an annex of the minutes."
        )

    def _buttons(self) -> QHBoxLayout:
        _ = self._
        holder = QWidget(self)
        flow = FlowLayout(holder, GRID // 2)
        acts = [
            (_(N_("Add a row")), self._insert, self._wanted is None),
            (_(N_("Remove the row")), self._remove, True),
            (_(N_("Up")), lambda: self._move(-1), True),
            (_(N_("Down")), lambda: self._move(1), True),
            (_(N_("Paste rows")), self.paste, True),
            (_(N_("From a file …")), self.files.choose, True),
        ]
        for text, act, possible in acts:
            button = role(QPushButton(text, self), "quiet")
            button.setAutoDefault(False)
            button.setEnabled(possible and not self._locked)
            button.clicked.connect(lambda _checked=False, own=act: own())
            flow.addWidget(button)
        kinds = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(kinds.Close if self._locked else kinds.Ok | kinds.Cancel, self)
        for own in box.findChildren(QPushButton):
            own.setAutoDefault(False)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return beside(holder, box, stretch=0)

    def _offered(self, index: QModelIndex | QPersistentModelIndex) -> Labels | None:
        """The options of a cell, as the other cells of its row leave them."""
        column = self.model.columns[index.column()]
        row = self.model.row_at(index.row())
        if not column.options or column.spec is None or column.spec.choice_filter is None or row is None:
            return column.options or None
        draft = replace(self._opened, visit=self._draft(self.rows()))
        options = options_of(self._context, draft, self._item, column.spec, row)
        return {option.name: self._context.worded(option.label) for option in options}

    def _stored(self, row: SampleRow) -> SampleRow:
        if not self._calculated:
            return row
        return replace(row, cells={k: v for k, v in row.cells.items() if k not in self._calculated})

    def _draft(self, rows: Sequence[SampleRow]) -> Visit:
        """The visit as it will be with the rows as they are now."""
        visit = self._opened.visit
        mine = {row.id for row in visit.rows_of(self._item.id, self._spec.id)}
        others = [row for row in visit.rows if row.id not in mine]
        answer = visit.answer(self._item.id)
        facts = {
            name: fact for name, fact in answer.facts.items() if name != self._spec.id or not self._table
        }
        if self._table and rows:
            facts[self._spec.id] = Rows(len(rows))
        answers = {**visit.answers, self._item.id: replace(answer, facts=facts)}
        return replace(visit, rows=Listed.sorted([*others, *rows]), answers=answers)

    def _ask(self) -> None:
        rows = self.rows()
        before, draft = self._opened.visit, self._draft(rows)
        logic, item, fact = self._logic, self._item.id, self._spec.id
        now = self._context.workspace.clock.now()
        if len(rows) <= AT_ONCE:
            self._take_outcome(_outcome(logic, before, draft, item, fact, now))
            return
        self._asking = True
        self._context.run_task(
            "",
            lambda _workspace, _task: _outcome(logic, before, draft, item, fact, now),
            self._answered,
        )

    def _answered(self, outcome: _Outcome) -> None:
        self._asking = False
        if self._closed:
            return
        self._take_outcome(outcome)
        if self._ask_again:
            self._ask_again = False
            self.settle()

    def _take_outcome(self, outcome: _Outcome) -> None:
        settled, hidden = outcome
        own = settled.rows_of(self._item.id, self._spec.id)
        names = {row.id for row in own}
        warnings: dict[tuple[str, str], tuple[str, ...]] = {}
        for violation in settled.violations:
            if violation.item == self._item.id and violation.row in names and violation.row is not None:
                at = (violation.row, violation.fact or "")
                warnings[at] = (*warnings.get(at, ()), sentence_of(self._context, violation))
        self.model.take_outcome({row.id: row for row in own}, warnings, hidden)
        self._show_said()

    def _show_said(self) -> None:
        self._sum_up(self.model.rows)
        self._show_warnings()

    def _take(self, dialog: PastedRowsDialog) -> None:
        texts = dialog.texts
        taken = self.model.add(texts)
        if taken < len(texts):
            self.fault.setText(
                self._(N_("The table holds {count} rows; {left} of those pasted were not taken.")).format(
                    count=self.model.rowCount(), left=len(texts) - taken
                )
            )
            self.fault.show()

    def _edited(self) -> None:
        self.fault.hide()
        self._pause.start()

    def _numbers(self) -> list[int]:
        """The rows that are selected, else the current one."""
        own = {index.row() for index in self.view.selectionModel().selectedIndexes()}
        current = self.view.currentIndex()
        return sorted(own or ({current.row()} if current.isValid() else set()))

    def _insert(self) -> None:
        current = self.view.currentIndex()
        place = current.row() + 1 if current.isValid() else self.model.rowCount()
        if self.model.insert(place):
            self.view.setCurrentIndex(self.model.index(place, max(0, current.column())))
            self.view.setFocus()

    def _remove(self) -> None:
        self.model.remove(self._numbers())

    def _move(self, step: int) -> None:
        current = self.view.currentIndex()
        if current.isValid():
            self.model.move(current.row(), step)

    def _clear(self) -> None:
        """Empty the cells that are selected."""
        for index in self.view.selectionModel().selectedIndexes():
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.model.setData(index, "")

    def _sum_up(self, rows: Sequence[SampleRow]) -> None:
        _ = self._
        said = [_(N_("{count} rows.")).format(count=len(rows))]
        if not self._table:
            examined, defective = counted(rows)
            said = [
                _(N_("{count} examined, {defective} defective.")).format(count=examined, defective=defective)
            ]
        sums = [
            f"{column.heading} {written(value)}"
            for column in self.model.columns
            if (value := total(column, rows)) is not None
        ]
        if sums:
            said.append(_(N_("Total: {sums}.")).format(sums="; ".join(sums)))
        if self._wanted is not None and len(rows) > self._wanted:
            said.append(_(N_("The checklist asks for {count} rows.")).format(count=self._wanted))
        self.totals.setText(" ".join(said))

    def _show_warnings(self) -> None:
        row = self.model.row_at(self.view.currentIndex().row())
        said = self.model.warnings_of(row) if row is not None else ()
        self.warning.setText("\n".join(said))
        self.warning.setVisible(bool(said))
