"""What a check of e-documents found: sums, the documents to filter, sort and open, and the chosen one in words.

It writes nothing; what is wanted of a document is asked for by signals.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector_app.checklist.e_documents import Examination, ExaminedDocument
from inspector_app.checklist.examination_changes import Difference
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.sampling.detail import WIDTH, DocumentDetail
from inspector_app.gui.sampling.models import (
    ABOUT,
    AGENCY,
    ISSUED,
    NUMBER,
    PERSONAL,
    SAID,
    SIGNER,
    VIEWS,
    DocumentsFilter,
    DocumentsModel,
    View,
)
from inspector_app.gui.sampling.words import QUESTIONS, rests_on_untraced, sums
from inspector_app.gui.theme import GRID, measure, role
from inspector_app.gui.widgets.column_widths import SharedWidths
from inspector_app.gui.widgets.empty import EmptyState, WithEmptyState
from inspector_app.gui.widgets.entries import ChoiceEntry, LineEntry
from inspector_app.gui.widgets.sections import beside, words

SIGNER_FROM = 118 * GRID
"""Width of the table from which there is room for who signed; the pane beside it says it always."""
_WIDTHS = {NUMBER: 13 * GRID, ISSUED: 14 * GRID, PERSONAL: 12 * GRID, AGENCY: 12 * GRID, SAID: 16 * GRID}
_LEAST_ABOUT = 15 * GRID
_LINES, _PADDING = 2, 13
_NAMED = 5
"""Files that were left out and are named in one line."""


class FoundPage(QWidget):
    """The result of one run."""

    open_asked = Signal(object)
    """ExaminedDocument whose file shall be opened."""
    decision_asked = Signal(object)
    differences_asked = Signal()

    def __init__(self, context: Context, of: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._translate = context.translate
        self._examination: Examination | None = None
        self._views: tuple[View, ...] = ()
        self._chosen: tuple[str, str | None] | None = None
        self.model = DocumentsModel(context.translate, self)
        self.filter = DocumentsFilter(self.model, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        self._add_head(column, of)
        self._add_views(column)
        self._add_table(column)

    @property
    def of(self) -> str:
        """Which signature the sums speak of: personal, agency, both."""
        return str(self.question.value)

    @property
    def chosen(self) -> ExaminedDocument | None:
        """The document of the current line."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        return self.model.documents[self.filter.mapToSource(index).row()]

    def show_examination(self, examination: Examination, differences: Sequence[Difference]) -> None:
        """Show what was found; the chosen document stays chosen while it is there."""
        before = self._chosen
        self._examination = examination
        chains = examination.trusted_roots > 0
        self.model.show(examination.documents, examination.beside, chains=chains)
        self._count()
        self._sum_up()
        self._notice(examination)
        count = len({difference.key for difference in differences})
        self.differing.setText(self._translate(N_("Different from last time: {count}")).format(count=count))
        self.differing.setVisible(bool(count))
        self._choose(before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(SIGNER, self.width() - WIDTH < SIGNER_FROM)

    def _add_head(self, column: QVBoxLayout, of: str) -> None:
        _ = self._translate
        self.question = ChoiceEntry([(name, _(text)) for name, text in QUESTIONS.items()])
        self.question.setAccessibleName(_(N_("What is counted")))
        measure(self.question, width=34 * GRID)
        self.question.show_value(of)
        self.question.edited.connect(lambda _value: self._sum_up())
        self.sums = role(words(), "heading")
        self.search = LineEntry()
        self.search.setPlaceholderText(_(N_("Search, with or without marks")))
        self.search.setAccessibleName(_(N_("Search the documents")))
        measure(self.search, width=28 * GRID)
        self.search.textChanged.connect(self._look_for)
        column.addLayout(beside(self.question, self.sums, self.search, stretch=1))
        self.notice = role(words(), "soft")
        self.notice.hide()
        column.addWidget(self.notice)

    def _add_views(self, column: QVBoxLayout) -> None:
        self.views = QTabBar()
        self.views.setAccessibleName(self._translate(N_("Which documents are shown")))
        self.views.setExpanding(False)
        self.views.setDrawBase(False)
        self.views.setUsesScrollButtons(True)
        self.views.currentChanged.connect(self._show_view)
        self.differing = role(QPushButton(), "link")
        self.differing.setAutoDefault(False)
        self.differing.clicked.connect(self.differences_asked)
        self.differing.hide()
        column.addLayout(beside(self.views, self.differing, stretch=0))

    def _add_table(self, column: QVBoxLayout) -> None:
        _ = self._translate
        self.table = table = QTableView()
        table.setModel(self.filter)
        table.setAccessibleName(_(N_("Examined documents")))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_LINES * table.fontMetrics().lineSpacing() + _PADDING)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.horizontalHeader().setSortIndicatorClearable(True)
        table.setSortingEnabled(True)
        self._widths = SharedWidths(table, ABOUT, _WIDTHS, _LEAST_ABOUT)
        table.setColumnWidth(SIGNER, 22 * GRID)
        table.activated.connect(lambda _index: self._open())
        table.selectionModel().currentRowChanged.connect(lambda _now, _old: self._show_chosen())
        self.detail = DocumentDetail(self._context)
        self.detail.open_asked.connect(self._open)
        self.detail.decision_asked.connect(self._decide)
        empty = EmptyState(_(N_("No document is like this.")), _(N_("Show all")))
        empty.wanted.connect(self.show_all)
        self.documents = WithEmptyState(table, empty)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.documents)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([3 * WIDTH, WIDTH])
        measure(self.detail, least_width=30 * GRID)
        column.addWidget(splitter, 1)

    def show_all(self) -> None:
        """Show every document that counts."""
        self.search.clear()
        self.views.setCurrentIndex(0)
        self.table.setFocus()

    def _count(self) -> None:
        """The views that have something to show, each with how much."""
        shown = self.filter.view
        counts = {view: self.model.count(view) for view in View}
        self._views = tuple(view for view in View if counts[view] or view is View.ALL)
        with QSignalBlocker(self.views):
            while self.views.count():
                self.views.removeTab(0)
            for view in self._views:
                self.views.addTab(f"{self._translate(VIEWS[view])}  {counts[view]}")
            self.views.setCurrentIndex(self._views.index(shown) if shown in self._views else 0)
        self._show_view(self.views.currentIndex())

    def _show_view(self, place: int) -> None:
        if 0 <= place < len(self._views):
            self.filter.show_view(self._views[place])
            self._settle()

    def _look_for(self, text: str) -> None:
        self.filter.look_for(text)
        self._settle()

    def _settle(self) -> None:
        """After the lines have changed: one of them is chosen, if there is any."""
        self.documents.show_content(self.filter.rowCount() > 0)
        self._choose(self._chosen)

    def _choose(self, wanted: tuple[str, str | None] | None) -> None:
        for row in range(self.filter.rowCount()):
            index = self.filter.index(row, NUMBER)
            if _name(self.model.documents[self.filter.mapToSource(index).row()]) == wanted:
                break
        else:
            index = self.filter.index(0, NUMBER)
        self.table.setCurrentIndex(index)
        self._show_chosen()

    def _show_chosen(self) -> None:
        document = self.chosen
        if document is not None:
            self._chosen = _name(document)
        self.detail.show_document(document)

    def _sum_up(self) -> None:
        if self._examination is not None:
            self.sums.setText(sums(self._examination, self.of, self._translate))

    def _notice(self, examination: Examination) -> None:
        """What limits all of it: no root to compare with, lines of the register that say nothing."""
        _ = self._translate
        said = []
        if not examination.trusted_roots:
            said.append(
                _(
                    N_(
                        "No trusted root certificate was imported, so chains of certificates cannot be decided; "
                        "everything else is checked. Import them at Office > Trusted certificates."
                    )
                )
            )
        elif untraced := sum(map(rests_on_untraced, examination.documents)):
            told = N_(
                "Documents with a certificate that does not lead to a trusted root on this computer: {count}. "
                "Import the missing certificates at Office > Trusted certificates."
            )
            said.append(_(told).format(count=untraced))
        if examination.refused:
            said.append(
                _(N_("Lines of the register that could not be used: {count}.")).format(
                    count=len(examination.refused)
                )
            )
        if examination.doubts:
            said.append(
                _(N_("Lines of the register that were read in part: {count}.")).format(
                    count=len(examination.doubts)
                )
            )
        if examination.left_out:
            said.append(
                _(
                    N_("Files: {files} = {counted} that count + {beside} that do not + {left_out} left out")
                ).format(
                    files=examination.files_found,
                    counted=examination.files_counted,
                    beside=len(examination.beside),
                    left_out=len(examination.left_out),
                )
                + f" ({_left_out_names(examination)})."
            )
        self.notice.setText(" ".join(said))
        self.notice.setVisible(bool(said))

    def _open(self) -> None:
        document = self.chosen
        if document is not None and document.path:
            self.open_asked.emit(document)

    def _decide(self) -> None:
        if self.chosen is not None:
            self.decision_asked.emit(self.chosen)


def _left_out_names(examination: Examination) -> str:
    """The first few of what was left out, by name."""
    names = [own.path for own in examination.left_out]
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _name(document: ExaminedDocument) -> tuple[str, str | None]:
    return document.path, document.number
