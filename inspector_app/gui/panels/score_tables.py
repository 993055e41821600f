"""Office tab Bảng điểm: the tables of points on this computer, how complete each is, in and out as files."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions import score_tables
from inspector_app.actions.files import save_file
from inspector_app.actions.score_tables import MOST_BYTES, TableLine
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.score_table import ScoreTable
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.delegates.wrapped_cell import WrappedCellDelegate
from inspector_app.gui.dialogs.files import choose_file, choose_target, read_chosen
from inspector_app.gui.dialogs.score_table import FRAME, state_of
from inspector_app.gui.tasks import Task
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.column_widths import SharedWidths
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.sections import beside, words

YEAR, PROVINCE, TITLE, STATE = range(4)
HEADINGS = (N_("Year"), N_("Province"), N_("Table of points"), N_("State"))
WIDTHS = {YEAR: 8 * GRID, PROVINCE: 20 * GRID, STATE: 38 * GRID}
WHOLE_COUNTRY = N_("Whole country")
Shown = tuple[ScoreTable, TableLine | None]


class ScoreTablesPanel(QWidget):
    """A list; frames of the program stand below the office's own tables."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        translate = context.translate
        self._shown: list[Shown] = []
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setHorizontalHeaderLabels([translate(heading) for heading in HEADINGS])
        self.table.setAccessibleName(translate(N_("Tables of points")))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setItemDelegate(WrappedCellDelegate(self.table))
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._widths = SharedWidths(self.table, TITLE, WIDTHS)
        # Once all columns have their new widths.
        header.sectionResized.connect(self.table.resizeRowsToContents, Qt.ConnectionType.QueuedConnection)
        self.table.itemSelectionChanged.connect(self._enable)
        self.import_button = role(QPushButton(translate(N_("Import a file…"))), "primary")
        self.import_button.clicked.connect(self._ask_import)
        self.export_button = QPushButton(translate(N_("Export to fill in…")))
        self.export_button.clicked.connect(self._ask_kind)
        self.remove_button = role(QPushButton(translate(N_("Remove"))), "quiet")
        self.remove_button.clicked.connect(self._remove)
        hint = N_(
            "Points and bounds differ by province and year: export a frame to Excel, fill it in by your"
            " decision, import it again."
        )
        empty = EmptyState(translate(N_("No table of points yet.")), translate(N_("Import a file…")))
        empty.wanted.connect(self._ask_import)
        self.stack = WithEmptyState(self.table, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        buttons = (self.remove_button, self.export_button, self.import_button)
        whole.addLayout(beside(role(words(translate(hint)), "soft"), *buttons, stretch=0))
        whole.addWidget(self.stack, 1)

    def refresh(self) -> None:
        """Read the tables anew."""
        kept = self._context.ask(score_tables.tables) or ()
        self._shown = [(line.table, line) for line in kept]
        self._shown += [(table, None) for _name, table in score_tables.shipped_tables()]
        self.table.setRowCount(len(self._shown))
        for row, (table, line) in enumerate(self._shown):
            for column, text in enumerate(self._texts(table, line)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeRowsToContents()
        self.stack.show_content(bool(self._shown))
        self._enable()

    def import_file(self, path: Path) -> None:
        """Keep the table of a file; a workbook is opened in a process of its own."""
        title = self._context.translate(N_("Reading the table of points"))
        self._context.run_task(title, partial(_import, path), self._imported)

    def export_to(self, table: ScoreTable, path: Path) -> None:
        """Write a table, as Excel or TOML by the ending of the name."""
        if self._context.ask(_export, table, path):
            said = self._context.translate(N_("Written: {name}"))
            self._context.say(said.format(name=path.name))

    @property
    def chosen(self) -> Shown | None:
        row = self.table.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _texts(self, table: ScoreTable, line: TableLine | None) -> tuple[str, ...]:
        translate = self._context.translate
        state = translate(FRAME) if line is None else state_of(self._context, line)
        place = table.province or translate(WHOLE_COUNTRY)
        return str(table.year), place, self._context.worded(table.title), state

    def _enable(self) -> None:
        chosen = self.chosen
        self.export_button.setEnabled(chosen is not None)
        self.remove_button.setEnabled(chosen is not None and chosen[1] is not None)

    def _ask_import(self) -> None:
        translate = self._context.translate
        title, kinds = translate(N_("Choose a table of points")), translate(N_("Tables of points"))
        path = choose_file(self._context, self, title, kinds, "*.xlsx *.toml *.XLSX")
        if path is not None:
            self.import_file(path)

    def _imported(self, sha256: str) -> None:
        self.refresh()
        row = next(
            (at for at, (_, line) in enumerate(self._shown) if line is not None and line.sha256 == sha256), -1
        )
        self.table.setCurrentCell(row, TITLE)
        self._context.say(self._context.translate(N_("The table of points is kept on this computer.")))

    def _ask_kind(self) -> None:
        """Excel for officials, TOML for whoever keeps tables under version control."""
        menu = QMenu(self)
        for text, ending in ((N_("Excel workbook (.xlsx)…"), ".xlsx"), (N_("Text file (.toml)…"), ".toml")):
            action = menu.addAction(self._context.translate(text))
            action.triggered.connect(partial(self._ask_export, ending))
        menu.exec(self.export_button.mapToGlobal(QPoint(0, self.export_button.height())))
        menu.deleteLater()

    def _ask_export(self, ending: str) -> None:
        if (chosen := self.chosen) is None:
            return
        translate = self._context.translate
        title, kinds = translate(N_("Export the table of points")), translate(N_("Tables of points"))
        name = f"{chosen[0].id}-{chosen[0].year}{ending}"
        path = choose_target(self._context, self, title, kinds, ending, name)
        if path is not None:
            self.export_to(chosen[0], path)

    def _remove(self) -> None:
        chosen = self.chosen
        if chosen is not None and chosen[1] is not None:
            self._context.ask(score_tables.remove_table, chosen[1].sha256)
            self.refresh()


def _export(_workspace: Workspace, table: ScoreTable, path: Path) -> bool:
    save_file(path, score_tables.write_table(table, path.name))
    return True


def _import(path: Path, workspace: Workspace, _task: Task) -> str:
    table = score_tables.read_table(read_chosen(path, MOST_BYTES), path.name)
    return score_tables.keep_table(workspace, table)
