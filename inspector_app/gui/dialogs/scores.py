"""Chấm điểm: the points of the open visit with where each number comes from, and the unit's figures over years.

Opened from the menu alone: points are no part of the six steps, and no page shows them.
"""

from decimal import Decimal
from functools import partial
from typing import cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions import scores
from inspector_app.actions.files import save_file
from inspector_app.actions.undo import undo
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.scoring import Score, ScoreState, Total
from inspector_app.checklist.seal import Stage
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.delegates.wrapped_cell import WrappedCellDelegate
from inspector_app.gui.dialogs.files import choose_target
from inspector_app.gui.dialogs.score_table import ask_table
from inspector_app.gui.models.scores import CLAIMED, CRITERION, HEADINGS, ScoresModel, points_text
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.derivation_view import DerivationView
from inspector_app.gui.widgets.elided import ElidedLabel
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import AreaEntry, LineEntry
from inspector_app.gui.widgets.figure_entries import PercentEntry
from inspector_app.gui.widgets.sections import Section, beside, scrolled, words
from inspector_app.gui.widgets.unit_trend import UnitTrendView
from inspector_app.i18n import Explanation

SIZE = (1040, 560)
SIDE = 42 * GRID
COLUMN = 13 * GRID
MOST_FITTED = 300
"""Rows whose height follows their text; of longer tables all rows are two lines high."""
TOTALS = (
    ("claimed", N_("Claimed: {points}")),
    ("base", N_("Base: {points}")),
    ("bonus", N_("Bonus: {points}")),
    ("penalty", N_("Taken off: {points}")),
    ("assessed", N_("Assessed: {points}")),
    ("maximum", N_("Maximum: {points}")),
    ("percent", N_("Share: {points}%")),
)


def show_scores(context: Context, parent: QWidget) -> None:
    """Open the dialog for the open visit."""
    if context.visit is not None:
        dialog = ScoresDialog(context, parent)
        dialog.exec()
        dialog.deleteLater()


class ScoresDialog(QDialog):
    """Two tabs: points, figures over the years."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self.setWindowTitle(translate(N_("Points of the visit")))
        self.resize(*SIZE)
        self.score: Score | None = None
        self._locked = False
        self._leaving = False
        self._shown: str | None = None
        self.failure = role(words(), "error")
        self.failure.hide()
        self.points = WithEmptyState(self._points(), self._empty())
        self.trend = UnitTrendView(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.points, translate(N_("Points")))
        self.tabs.addTab(scrolled(self.trend), translate(N_("Over the years")))
        close = QPushButton(translate(N_("Close")))
        close.clicked.connect(self.accept)
        close.setAutoDefault(False)
        self.undo_button = role(QPushButton(translate(N_("Undo"))), "quiet")
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(self._undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.addWidget(self.failure)
        column.addWidget(self.tabs, 1)
        self.internal = role(words(translate(N_("Never part of the minutes."))), "small")
        column.addLayout(beside(self.internal, self.undo_button, close, stretch=0))
        context.failed.connect(self._failed)
        context.succeeded.connect(self.failure.hide)
        context.visit_changed.connect(self._visit_changed)
        self._visit_changed(context.visit)
        self._read_trend()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_rows()
        if self.score is not None and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, CRITERION))
        self.table.setFocus()

    def choose(self, criterion: str, column: int = CRITERION) -> None:
        """Select a number of a criterion, so that its steps are shown beside."""
        row = self.model.row_of(criterion)
        if row is not None:
            self.table.setCurrentIndex(self.model.index(row, column))

    def done(self, result: int) -> None:
        for entry in (self.claimed, self.assessed, self.reason):
            entry.flush()
        self._context.visit_changed.disconnect(self._visit_changed)
        self._context.failed.disconnect(self._failed)
        super().done(result)

    def _empty(self) -> EmptyState:
        translate = self._context.translate
        empty = EmptyState(
            translate(N_("No table of points is chosen for this visit.")), translate(N_("Choose a table…"))
        )
        empty.wanted.connect(self._ask_table)
        return empty

    def _points(self) -> QWidget:
        translate = self._context.translate
        self.title = role(ElidedLabel(), "heading")
        change = role(QPushButton(translate(N_("Another table…"))), "quiet")
        change.clicked.connect(self._ask_table)
        self.annex_button = QPushButton(translate(N_("Write the annex…")))
        self.annex_button.clicked.connect(self._ask_annex)
        self.in_order = QCheckBox(translate(N_("In the order of the table")))
        self.in_order.toggled.connect(self._arrange)
        for button in (change, self.annex_button):
            button.setAutoDefault(False)
        self._table()
        middle = QHBoxLayout()
        middle.setSpacing(GRID)
        middle.addWidget(self.table, 1)
        middle.addWidget(self._side())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, GRID, 0, 0)
        column.addLayout(beside(self.title, self.in_order, change, self.annex_button, stretch=0))
        column.addLayout(middle, 1)
        column.addLayout(self._totals())
        self.decision = words()
        column.addWidget(self.decision)
        return inside

    def _table(self) -> None:
        self.model = ScoresModel(self._context, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self._context.translate(N_("Points of each criterion")))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        self.table.setItemDelegate(WrappedCellDelegate(self.table))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(6 * GRID)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        measure(header, height=6 * GRID)
        # Once all columns have their new widths.
        header.sectionResized.connect(self._fit_rows, Qt.ConnectionType.QueuedConnection)
        header.setSectionResizeMode(CRITERION, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(HEADINGS)):
            header.resizeSection(column, COLUMN)
        self.table.selectionModel().currentChanged.connect(self._chosen)

    def _side(self) -> QFrame:
        translate = self._context.translate
        self.claimed, self.assessed, self.reason = PercentEntry(), PercentEntry(), AreaEntry(1)
        fault = translate(N_("Digits with a comma for decimals, such as 23,3."))
        form = Section("", 2)
        form.add(translate(N_("Claimed by the unit")), self.claimed, fault=fault)
        form.add(translate(N_("Assessed by the team")), self.assessed, fault=fault)
        form.add(translate(N_("Reason")), self.reason, 2)
        for name, entry in self._entries():
            entry.edited.connect(partial(self._write, name))
        self.derivation = DerivationView(self._context)
        side = QFrame()
        measure(side, width=SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        column.addWidget(scrolled(self.derivation), 1)
        self.form = form
        return side

    def _entries(self) -> tuple[tuple[str, LineEntry | AreaEntry], ...]:
        return (("claimed", self.claimed), ("assessed", self.assessed), ("reason", self.reason))

    def _totals(self) -> QHBoxLayout:
        self.totals: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.setSpacing(0)
        for name, _text in TOTALS:
            button = role(QPushButton(), "link")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._show_total, name))
            self.totals[name] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _visit_changed(self, opened: OpenVisit | None) -> None:
        if opened is None:
            return
        self._locked = opened.stage is not Stage.CHECKING
        self.undo_button.setEnabled(bool(opened.undo) and not self._locked)
        score = self._context.ask(scores.score_of, opened)
        chosen = self._line_id()
        self.score = score
        self.model.show(score)
        self.points.show_content(score is not None)
        if score is None:
            self.points.empty.button.setVisible(not self._locked)
            if self._locked:
                sentence = N_("No table of points was chosen before the minutes were sealed.")
                self.points.empty.sentence.setText(self._context.translate(sentence))
            return
        if chosen is not None and self._line_id() is None:
            self.choose(chosen)
        self.title.show_text(f"{self._context.worded(score.table.title)} ({score.table.year})")
        for name, text in TOTALS:
            total: Total = getattr(score, name)
            shown = points_text(total.value) or "…"
            self.totals[name].setText(self._context.translate(text).format(points=shown))
            self.totals[name].setToolTip(total.derivation.words)
        self._say_decision(score)
        if not self._leaving:
            self._show_line()

    def _say_decision(self, score: Score) -> None:
        translate = self._context.translate
        parts = [translate(N_("Class: {words}")).format(words=score.decision.words)]
        if score.percent.value is None:
            parts.append(score.percent.derivation.words)
        if score.claimed_without_evidence:
            text = translate(N_("Claimed without evidence: {count}"))
            parts.append(text.format(count=len(score.claimed_without_evidence)))
        self.decision.setText(" · ".join(parts))

    def _line_id(self) -> str | None:
        index = self.table.currentIndex()
        return self.model.lines[index.row()].criterion.id if index.isValid() else None

    def _chosen(self, _new: QModelIndex, _old: QModelIndex) -> None:
        # What is typed belongs to the line that was shown, until all of it is handed on.
        self._leaving = True
        for _name, entry in self._entries():
            entry.flush()
        self._leaving = False
        self._show_line()

    def _show_line(self) -> None:
        index = self.table.currentIndex()
        line = self.model.lines[index.row()] if index.isValid() else None
        typed = line is not None and line.state not in (ScoreState.SUM, ScoreState.SURVEY)
        self.form.setVisible(typed)
        if line is None:
            self.derivation.show_derivation(None)
            return
        opened = self._context.visit
        entry = None if opened is None else opened.visit.scores.get(line.criterion.id)
        self._shown = line.criterion.id
        for name, own in self._entries():
            own.show_value(getattr(entry, name) if typed and entry is not None else None)
            own.set_locked(self._locked)
        self.derivation.show_derivation(line.claim if index.column() == CLAIMED else line.derivation)

    def _show_total(self, name: str) -> None:
        if self.score is not None:
            total: Total = getattr(self.score, name)
            self.derivation.show_derivation(total.derivation)

    def _write(self, name: str, value: object) -> None:
        opened = self._context.visit
        if opened is not None and self._shown is not None:
            points = cast("Decimal | str | None", value)
            self._context.perform(scores.set_points, opened.visit.id, self._shown, {name: points})

    def _arrange(self, on: bool) -> None:
        chosen = self._line_id()
        self.model.set_in_order(on)
        self._fit_rows()
        self.choose(chosen or "")

    def _fit_rows(self) -> None:
        if self.model.rowCount() <= MOST_FITTED:
            self.table.resizeRowsToContents()

    def _ask_table(self) -> None:
        opened = self._context.visit
        if opened is None or (chosen := ask_table(self._context, self)) is None:
            return
        self._context.perform(scores.choose_table, opened.visit.id, chosen)
        self._fit_rows()
        self.table.setCurrentIndex(self.model.index(0, CRITERION))

    def _ask_annex(self) -> None:
        opened = self._context.visit
        if opened is None:
            return
        translate = self._context.translate
        title, kinds = translate(N_("Write the annex of points")), translate(N_("Excel workbooks"))
        path = choose_target(self._context, self, title, kinds, ".xlsx", "PhuLuc_ChamDiem.xlsx")
        if path is None:
            return
        data = self._context.ask(scores.annex, opened.visit.id)
        if data is not None:
            self._context.ask(lambda _ws: save_file(path, data))

    def _read_trend(self) -> None:
        opened = self._context.visit
        found = None if opened is None else self._context.ask(scores.trend, opened.visit.id)
        if found is not None:
            self.trend.show_trend(found)

    def _undo(self) -> None:
        if self._context.visit is not None:
            self._context.perform(undo, self._context.visit.visit.id)

    def _failed(self, told: Explanation) -> None:
        self.failure.setText(f"{told.what} {told.why} {told.todo}")
        self.failure.show()
