"""What a register of dossiers gave: sums in words, tables by procedure and by month, what is late, what was not read."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableView, QTabWidget, QVBoxLayout, QWidget

from inspector_app.checklist.dossiers import DossierFigures
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.figures import grouped
from inspector_app.gui.sampling.dossiers_words import (
    LATE_HEADINGS,
    REFUSED_HEADINGS,
    TALLY_HEADINGS,
    Cell,
    balance,
    late_rows,
    refused_rows,
    sums,
    tallies,
)
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.sections import beside, words

Index = QModelIndex | QPersistentModelIndex
SORTED = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_ROW = 30
_NARROW, _WIDE = 10 * GRID, 38 * GRID


class FiguresModel(QAbstractTableModel):
    """Rows of texts, each with what it is sorted by; numbers stand at the right."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self.rows: list[list[Cell]] = []

    def show(self, rows: list[list[Cell]]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return self.headings[section]
        if orientation is Qt.Orientation.Horizontal and role == _ROLE.TextAlignmentRole and self.rows:
            number = not isinstance(self.rows[0][section][1], str)
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return (side | Qt.AlignmentFlag.AlignVCenter).value | Qt.TextFlag.TextWordWrap.value
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        text, key = self.rows[index.row()][index.column()]
        if role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return text
        if role == SORTED:
            return text.casefold() if isinstance(key, str) and key == text else key
        if role == _ROLE.TextAlignmentRole and not isinstance(key, str):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class _Sorting(QSortFilterProxyModel):
    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = left.data(SORTED), right.data(SORTED)
        return bool(one < other)


class FiguresTable(WithEmptyState):
    """One of the tables; a sentence where it is empty."""

    def __init__(self, name: str, headings: Sequence[str], wide: Sequence[int], empty: str) -> None:
        self.model = FiguresModel(headings)
        self.sorting = _Sorting()
        self.sorting.setSourceModel(self.model)
        self.view = view = QTableView()
        view.setModel(self.sorting)
        view.setAccessibleName(name)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(_ROW)
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(True)
        view.setSortingEnabled(True)
        header.setMinimumHeight(2 * header.fontMetrics().lineSpacing() + 2 * GRID)
        self._least = []
        for column, heading in enumerate(headings):
            whole = header.sectionSizeFromContents(column).width()
            in_two = whole * _longer_line(heading) // len(heading) + 3 * GRID
            self._least.append(max(_WIDE if column in wide else _NARROW, min(whole + 2 * GRID, in_two)))
        super().__init__(view, EmptyState(empty, None))

    def show_rows(self, rows: list[list[Cell]]) -> None:
        """Show these rows, in the order the person sorts by; codes and days whole."""
        self.model.show(rows)
        for column, least in enumerate(self._least):
            held = min(self.view.sizeHintForColumn(column) + GRID, _WIDE)
            self.view.setColumnWidth(column, max(least, held))
        self.show_content(bool(rows))


def _longer_line(heading: str) -> int:
    """Letters of the longer line where a heading stands on two."""
    parts = heading.split()
    cuts = [(len(" ".join(parts[:at])), len(" ".join(parts[at:]))) for at in range(1, len(parts))]
    return min((max(cut) for cut in cuts), default=len(heading))


class DossiersFoundPage(QWidget):
    """The result of one count."""

    names_wanted = Signal()
    """Citizens' names as they stand shall be shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translate = _ = context.translate
        self.sums = words()
        self.balance = role(words(), "good")
        self.refused_why = role(words(), "warning")
        self.more = role(words(), "soft")
        headings = [_(own) for own in TALLY_HEADINGS]
        nothing = _(N_("Nothing was counted."))
        self.procedures = FiguresTable(_(N_("By procedure")), [_(N_("Procedure")), *headings], (0,), nothing)
        self.months = FiguresTable(_(N_("By month")), [_(N_("Month of receipt")), *headings], (), nothing)
        self.late = FiguresTable(
            _(N_("Overdue dossiers")),
            [_(own) for own in LATE_HEADINGS],
            (2,),
            _(N_("No dossier is overdue.")),
        )
        self.refused = FiguresTable(
            _(N_("Lines that were not read")),
            [_(own) for own in REFUSED_HEADINGS],
            (1, 2),
            _(N_("Every line was read.")),
        )
        self.names = QPushButton(_(N_("Show the names …")))
        self.names.setAutoDefault(False)
        self.names.clicked.connect(self.names_wanted)
        late = QWidget()
        late_column = QVBoxLayout(late)
        late_column.setContentsMargins(0, GRID // 2, 0, 0)
        late_column.setSpacing(GRID // 2)
        late_column.addLayout(beside(self.more, self.names, stretch=0))
        late_column.addWidget(self.late, 1)
        self.tabs = QTabWidget()
        for page in (self.procedures, self.months, late, self.refused):
            self.tabs.addTab(page, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        for label in (self.sums, self.balance, self.refused_why):
            column.addWidget(label)
        column.addWidget(self.tabs, 1)

    def show_figures(self, figures: DossierFigures) -> None:
        """Show what was counted."""
        _ = self._translate
        self.sums.setText("\n".join(sums(figures, _)))
        self.balance.setText(balance(figures, _))
        self.refused_why.setText(
            "\n".join(f"{grouped(count)} × {_(why)}" for why, count in figures.refused_why.items())
        )
        self.refused_why.setVisible(bool(figures.refused_why))
        unnamed = _(N_("(not said)"))
        self.procedures.show_rows(tallies(figures.by_procedure, unnamed, months=False))
        months = dict(sorted(figures.by_month.items()))
        self.months.show_rows(tallies(months, unnamed, months=True))
        self.refused.show_rows(refused_rows(figures, _))
        self.show_late(figures)
        counts = (len(figures.by_procedure), len(figures.by_month), figures.whole.late, figures.refused)
        names = (N_("By procedure"), N_("By month"), N_("Overdue"), N_("Not readable"))
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.tabs.setTabText(place, f"{_(name)}  {grouped(count)}")

    def show_late(self, figures: DossierFigures) -> None:
        """The late dossiers, with the names as these figures have them."""
        _ = self._translate
        self.late.show_rows(late_rows(figures.late, _))
        self.names.setVisible(figures.masked and any(own.applicant for own in figures.late))
        said = N_("Names are covered; so they are in the minutes and in the workbook.")
        if not figures.masked:
            said = N_("Names are shown here alone; in the minutes and in the workbook they stay covered.")
        told = [_(said)] if any(own.applicant for own in figures.late) else []
        if len(figures.late) < figures.whole.late:
            told.append(_(N_("The first {count} are listed.")).format(count=grouped(len(figures.late))))
        self.more.setText(" ".join(told))
