"""Examined documents as rows: what each has and lacks; filtered by outcome and without marks, sorted as Vietnamese is."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from inspector_app.checklist.e_documents import ExaminedDocument, Outcome, outcome
from inspector_app.checklist.folding import fold
from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.sampling.words import OUTCOMES, approvers_of, said_of, signer_of
from inspector_app.gui.widgets.entries import day_text
from inspector_app.i18n import Translate

Index = QModelIndex | QPersistentModelIndex

HEADINGS = (
    N_("Number and sign"),
    N_("Day"),
    N_("Abstract, file"),
    N_("By person"),
    N_("By agency"),
    N_("Signer"),
    N_("To be said"),
)
NUMBER, ISSUED, ABOUT, PERSONAL, AGENCY, SIGNER, SAID = range(7)
SEARCHED = Qt.ItemDataRole.UserRole
SORTED = Qt.ItemDataRole.UserRole + 1

_DISPLAY = Qt.ItemDataRole.DisplayRole
_NOWHERE = QModelIndex()
_OUTCOME_COLUMNS = {PERSONAL: "personal", AGENCY: "agency"}
_RANK = {Outcome.NO: "0", Outcome.UNDECIDED: "1", Outcome.YES: "2"}


class View(StrEnum):
    """Which of the documents are shown."""

    ALL = "all"
    TO_LOOK_AT = "to_look_at"
    NO_PERSONAL = "no_personal"
    NO_AGENCY = "no_agency"
    UNDECIDED = "undecided"
    BESIDE = "beside"


VIEWS = {
    View.ALL: N_("All"),
    View.TO_LOOK_AT: N_("To be looked at"),
    View.NO_PERSONAL: N_("Without a person's signature"),
    View.NO_AGENCY: N_("Without the agency's signature"),
    View.UNDECIDED: N_("Not clear"),
    View.BESIDE: N_("Not counted"),
}


def belongs(document: ExaminedDocument, counted: bool, view: View, *, said: bool) -> bool:
    """Whether a document, of which something is `said` or not, is shown in a view; what does not count shows
    in its own alone."""
    if not counted or view is View.BESIDE:
        return not counted and view is View.BESIDE
    both = outcome(document, "both")
    return {
        View.ALL: True,
        View.TO_LOOK_AT: both is not Outcome.YES or said,
        View.NO_PERSONAL: document.personal is Outcome.NO,
        View.NO_AGENCY: document.agency is Outcome.NO,
        View.UNDECIDED: Outcome.UNDECIDED in (document.personal, document.agency),
    }[view]


class DocumentsModel(QAbstractTableModel):
    """The documents that count, then those that do not."""

    def __init__(self, translate: Translate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translate = translate
        self.documents: tuple[ExaminedDocument, ...] = ()
        self._counted = 0
        self._chains = False
        self._texts: list[tuple[str, ...]] = []
        self._searched: list[str] = []

    def show(
        self, documents: Sequence[ExaminedDocument], beside: Sequence[ExaminedDocument], *, chains: bool
    ) -> None:
        """Replace all rows; with `chains` each says whether its certificates lead to a root."""
        self.beginResetModel()
        self._chains = chains
        self.documents = (*documents, *beside)
        self._counted = len(documents)
        self._texts = [self._row(document) for document in self.documents]
        self._searched = [self._words(*pair) for pair in zip(self.documents, self._texts, strict=True)]
        self.endResetModel()

    def belongs(self, row: int, view: View) -> bool:
        """Whether the document of a row is shown in a view."""
        said = bool(self._texts[row][SAID])
        return belongs(self.documents[row], row < self._counted, view, said=said)

    def count(self, view: View) -> int:
        """How many documents a view shows."""
        return sum(self.belongs(row, view) for row in range(len(self.documents)))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.documents)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == _DISPLAY:
            return self._texts[row][column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column in _OUTCOME_COLUMNS:
            _word, shape, ink = OUTCOMES[outcome(self.documents[row], _OUTCOME_COLUMNS[column])]
            return theme.icon(shape, ink)
        if role == SEARCHED:
            return self._searched[row]
        if role == SORTED:
            return self._sorted(row, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self._translate(HEADINGS[section])
        return None

    def _row(self, document: ExaminedDocument) -> tuple[str, ...]:
        return (
            document.number or "",
            day_text(document.issued),
            document.abstract or document.name,
            self._translate(OUTCOMES[document.personal][0]),
            self._translate(OUTCOMES[document.agency][0]),
            approvers_of(document, self._translate),
            " ".join(said_of(document, self._translate, chains=self._chains)),
        )

    def _words(self, document: ExaminedDocument, texts: Sequence[str]) -> str:
        signers = (signer_of(seen, self._translate) for seen in document.signatures)
        expected = document.signer or ""
        return fold(" ".join((*texts[:PERSONAL], *texts[SIGNER:], document.path, expected, *signers)))

    def _hint(self, row: int, column: int) -> str:
        if column == ABOUT:
            parts = (self._texts[row][ABOUT], self.documents[row].path)
            return "\n".join(dict.fromkeys(part for part in parts if part))
        if column == SAID:
            return "\n".join(said_of(self.documents[row], self._translate, chains=self._chains))
        return self._texts[row][column]

    def _sorted(self, row: int, column: int) -> str:
        document = self.documents[row]
        if column == ISSUED:
            return document.issued.isoformat() if document.issued is not None else "9999"
        if column in _OUTCOME_COLUMNS:
            return _RANK[outcome(document, _OUTCOME_COLUMNS[column])]
        return self._texts[row][column]


class DocumentsFilter(QSortFilterProxyModel):
    """Documents of one view whose words, folded, hold what is searched; A, Ă, Â, B … D, Đ when sorted."""

    def __init__(self, source: DocumentsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = source
        self._wanted: tuple[str, ...] = ()
        self._view = View.ALL
        self._collator = QCollator(QLocale(QLocale.Language.Vietnamese))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setSourceModel(source)

    @property
    def view(self) -> View:
        return self._view

    def look_for(self, text: str) -> None:
        """Keep only documents that hold every word, typed with or without marks."""
        self.beginFilterChange()
        self._wanted = tuple(fold(text).split())
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def show_view(self, view: View) -> None:
        """Keep only documents of one view."""
        self.beginFilterChange()
        self._view = view
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if not self._model.belongs(row, self._view):
            return False
        searched = self._model.index(row, 0, parent).data(SEARCHED)
        return all(word in searched for word in self._wanted)

    def lessThan(self, left: Index, right: Index) -> bool:
        return self._collator.compare(str(left.data(SORTED)), str(right.data(SORTED))) < 0
