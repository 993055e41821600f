"""What a person confirms before a register of dossiers is counted: the file, its sheet, which column holds what, and
the days between which it counts. It reads no file; what is wanted is told by signals.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.checklist.dossiers import FIELD_NAMES, PREVIEW_ROWS, Columns, DossierField, Preview
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, InkedCell, measure, role
from inspector_app.gui.widgets.carried import Carried
from inspector_app.gui.widgets.drop_place import DropPlace
from inspector_app.gui.widgets.elided import ElidedLabel
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import ChoiceEntry, DayEntry
from inspector_app.gui.widgets.sections import beside, words

WIDTH, ROW, MOST_COLUMNS = 21 * GRID, 28, 80
NUMBERS = 5 * GRID
"""Width of the numbers of the rows."""


class ColumnsPage(DropPlace):
    """The first rows of the file, and above each column what it holds."""

    file_wanted = Signal()
    sheet_wanted = Signal(str)
    header_wanted = Signal(int)
    """Row of the headings, from 1."""
    edited = Signal()

    def __init__(self, context: Context, as_of: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._translate = context.translate
        self._preview: Preview | None = None
        self._columns: Columns | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._build()
        self.as_of.show_value(as_of)
        self.show_nothing()

    @property
    def columns(self) -> Columns | None:
        """As confirmed; None while nobody knows where the headings are."""
        if self._columns is None:
            return None
        return replace(self._columns, day_first=not self.month_first.isChecked())

    @property
    def problem(self) -> str | None:
        """Why it cannot be counted like this, in the interface's language."""
        _ = self._translate
        columns = self.columns
        if self._preview is None:
            return _(N_("Choose the file of the register first."))
        if columns is None:
            return _(N_("Say in which row the headings of the columns are."))
        if not columns.enough:
            return _(
                N_("Name the columns with the days it is due and was settled, or the one with its state.")
            )
        if self.day_of(self.as_of) is None:
            return _(N_("Say as of which day it counts, as dd/mm/yyyy."))
        if self.since.text().strip() and self.day_of(self.since) is None:
            return _(N_("The day from which it counts cannot be read."))
        return None

    @staticmethod
    def day_of(entry: DayEntry) -> date | None:
        """The day that is typed; None for nothing, and for what is no day."""
        try:
            day = entry.parse(entry.text())
        except ValueError:
            return None
        return day if isinstance(day, date) else None

    def invitation(self, carried: Carried) -> tuple[bool, str]:
        """One table at a time."""
        _ = self._translate
        if not len(carried.tables) == carried.count == 1:
            return False, _(N_("Only one table (.xlsx, .xls, .csv) can be read here."))
        return True, _(N_("Count the register “{name}”")).format(name=carried.tables[0].name)

    def show_reading(self, path: Path) -> None:
        """Say that a file is being looked at."""
        self.name.show_text(self._translate(N_("Reading {name}")).format(name=path.name))
        self.content.empty.sentence.setText(self._translate(N_("Reading {name}")).format(name=path.name))

    def show_nothing(self) -> None:
        """No file, or one that cannot be read."""
        self._preview = self._columns = None
        self.name.show_text("")
        self.choose.hide()
        told = N_(
            "Choose the list of dossiers that the one-stop system exports (.xlsx, .xls, .csv), or drop it here."
        )
        self.content.empty.sentence.setText(self._translate(told))
        self.content.show_content(False)
        self.edited.emit()

    def show_preview(self, name: str, preview: Preview) -> None:
        """Show the first rows and what was understood of them."""
        self._preview, self._columns = preview, preview.columns
        columns = preview.columns
        self.name.show_text(name)
        self.choose.show()
        with QSignalBlocker(self.sheet), QSignalBlocker(self.month_first):
            self.sheet.offer([(own, own) for own in preview.sheets])
            self.sheet.show_value(columns.sheet if columns is not None else None)
            self.header.show_value(columns.header_row if columns is not None else 1)
            self.month_first.setChecked(columns is not None and not columns.day_first)
        several = len(preview.sheets) > 1
        self.sheet.setVisible(several)
        self._sheet_label.setVisible(several)
        self.month_first.setVisible(self.month_first.isChecked() or bool(preview.doubts))
        self._fill_rows(preview)
        self._fill_choices()
        self.doubts.setText(
            "\n".join(self._translate(own).format_map(self._worded(told)) for own, told in preview.doubts)
        )
        self.doubts.setVisible(bool(preview.doubts))
        self.content.show_content(True)
        self.as_of.setFocus()
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, ChoiceEntry):
            column = next((place for place, own in enumerate(self.fields) if own is watched), 0)
            self.rows.scrollTo(self.rows.model().index(self.rows.rowAt(0), column))
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        _ = self._translate
        self.name = role(ElidedLabel(), "heading")
        self.choose = QPushButton(_(N_("Another file …")))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self.file_wanted)
        self.sheet = ChoiceEntry([(None, "–")])
        measure(self.sheet, width=24 * GRID)
        self.sheet.edited.connect(lambda value: self.sheet_wanted.emit(str(value)))
        self._sheet_label = self._label(N_("Sheet"), self.sheet)
        self.header = ChoiceEntry([(row, str(row)) for row in range(1, PREVIEW_ROWS + 1)])
        self.header.setMinimumContentsLength(4)
        measure(self.header, width=11 * GRID)
        self.header.edited.connect(lambda row: self.header_wanted.emit(int(str(row))))
        self.as_of, self.since = DayEntry(), DayEntry()
        for entry in (self.as_of, self.since):
            measure(entry, width=15 * GRID)
            entry.textChanged.connect(lambda _text: self.edited.emit())
        self.month_first = QCheckBox(_(N_("Its days begin with the month")))
        self.month_first.toggled.connect(lambda _on: self.edited.emit())
        days = beside(
            self._label(N_("Figures as of"), self.as_of),
            self.as_of,
            self._label(N_("Counted from (empty: all)"), self.since),
            self.since,
            None,
        )
        shape = beside(
            self._sheet_label,
            self.sheet,
            self._label(N_("Headings in row"), self.header),
            self.header,
            self.month_first,
            None,
        )
        self.said = role(words(), "soft")
        self.doubts = role(words(), "warning")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(shape)
        column.addLayout(days)
        column.addWidget(self.said)
        column.addWidget(self.doubts)
        self._add_tables(column)
        empty = EmptyState("", _(N_("Choose the file …")))
        empty.wanted.connect(self.file_wanted)
        self.content = WithEmptyState(inside, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        whole.setSpacing(GRID)
        whole.addLayout(beside(self.name, self.choose, stretch=0))
        whole.addWidget(self.content, 1)

    def _label(self, text: str, entry: QWidget) -> QLabel:
        label = role(QLabel(self._translate(text)), "label")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(entry)
        entry.setAccessibleName(label.text())
        return label

    def _add_tables(self, column: QVBoxLayout) -> None:
        """What each column holds stands still above the rows that scroll."""
        self.fields: list[ChoiceEntry] = []
        self.choices, self.rows = QTableWidget(1, 0), QTableWidget()
        self.choices.setAccessibleName(self._translate(N_("What each column holds")))
        self.rows.setAccessibleName(self._translate(N_("First rows of the file")))
        for table in (self.choices, self.rows):
            table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
            table.setTabKeyNavigation(False)
            table.verticalHeader().setFixedWidth(NUMBERS)
            table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            table.horizontalHeader().setDefaultSectionSize(WIDTH)
            table.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices.horizontalHeader().hide()
        self.choices.setVerticalHeaderLabels([""])
        self.choices.verticalHeader().setDefaultSectionSize(40)
        measure(self.choices, height=44)
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.horizontalHeader().hide()
        self.rows.verticalHeader().setDefaultSectionSize(ROW)
        self.rows.horizontalScrollBar().valueChanged.connect(self.choices.horizontalScrollBar().setValue)
        self.rows.setWordWrap(False)
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        above = QHBoxLayout()
        # Both tables show the same stretch of columns, also at the far end.
        above.setContentsMargins(0, 0, self.rows.verticalScrollBar().sizeHint().width(), 0)
        above.addWidget(self.choices)
        column.addLayout(above)
        column.addWidget(self.rows, 1)
        column.setSpacing(GRID // 2)

    def _fill_rows(self, preview: Preview) -> None:
        columns = preview.columns
        width = max((len(row) for row in preview.rows), default=0)
        width = min(max(width, len(columns.headings) if columns is not None else 0), MOST_COLUMNS)
        self.rows.clear()
        self.rows.setColumnCount(width)
        self.rows.setRowCount(len(preview.rows))
        heads: range = range(0)
        if columns is not None:
            heads = range(columns.header_row - 1, columns.header_row - 1 + columns.header_rows)
        for number, row in enumerate(preview.rows):
            for place in range(width):
                cell = InkedCell(row[place] if place < len(row) else "")
                if number in heads:
                    cell.ink, cell.ground = "ACCENT_DARK", "ACCENT_SOFT"
                self.rows.setItem(number, place, cell)
        if heads:
            first = self.rows.model().index(heads.start, 0)
            self.rows.scrollTo(first, QTableWidget.ScrollHint.PositionAtTop)

    def _fill_choices(self) -> None:
        """An entry for each column; none where nobody knows the headings."""
        _ = self._translate
        options = [(None, "–"), *((field, _(name)) for field, name in FIELD_NAMES.items())]
        columns = self._columns
        self.choices.setColumnCount(0)
        self.fields = []
        if columns is None:
            return
        count = self.rows.columnCount()
        self.choices.setColumnCount(count)
        for place in range(count):
            entry = ChoiceEntry(options)
            heading = columns.headings[place] if place < len(columns.headings) else ""
            entry.setAccessibleName(
                _(N_("Column {number}: {heading}")).format(number=place + 1, heading=heading)
            )
            entry.setToolTip(heading)
            entry.edited.connect(partial(self._name, place))
            entry.installEventFilter(self)
            self.choices.setCellWidget(0, place, entry)
            self.fields.append(entry)
        self._show_fields()

    def _name(self, place: int, field: object) -> None:
        """A column holds another field now; no two hold the same."""
        if self._columns is None:
            return
        kept = {own: at for own, at in self._columns.fields.items() if at != place and own != field}
        if isinstance(field, DossierField):
            kept[field] = place
        self._columns = replace(self._columns, fields=kept)
        self._show_fields()
        self._say()

    def _show_fields(self) -> None:
        columns = self._columns
        held = {} if columns is None else {place: field for field, place in columns.fields.items()}
        for place, entry in enumerate(self.fields):
            entry.show_value(held.get(place))

    def _say(self) -> None:
        """What is known, and what is not there."""
        _ = self._translate
        if self._columns is None:
            said = _(N_("No line of headings was recognised. Say in which row they are."))
        else:
            missing = [_(name) for field, name in FIELD_NAMES.items() if field not in self._columns.fields]
            said = _(N_("Look whether each column is what is said above it."))
            if missing:
                said += " " + _(N_("Not in this register: {fields}.")).format(fields=", ".join(missing))
        self.said.setText(said)
        self.edited.emit()

    def _worded(self, told: Mapping[str, object]) -> Mapping[str, object]:
        """The names of fields in the interface's language."""
        return {
            name: self._translate(FIELD_NAMES[DossierField(str(value))])
            if name == "field" and str(value) in set(DossierField)
            else value
            for name, value in told.items()
        }
