"""The points of a visit as rows: what to look at first on top, or in the order of the table."""

from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector_app.checklist.derivation import number
from inspector_app.checklist.score_table import PointsKind
from inspector_app.checklist.scoring import CriterionScore, Score, ScoreState, by_urgency
from inspector_app.errors import N_
from inspector_app.gui import theme
from inspector_app.gui.bridge import Context

Index = QModelIndex | QPersistentModelIndex

CRITERION, MAXIMUM, CLAIMED, ASSESSED, DIFFERENCE = range(5)
HEADINGS = (
    N_("Criterion"),
    N_("Maximum points"),
    N_("Claimed by the unit"),
    N_("Assessed by the team"),
    N_("Difference"),
)
NO_EVIDENCE = N_("Claimed, but no evidence yet")
STATES = {
    ScoreState.OPEN: N_("Not assessed yet"),
    ScoreState.SURVEY: N_("Survey"),
    ScoreState.LEFT_OUT: N_("Not applicable"),
}
KINDS = {PointsKind.BONUS: N_("bonus"), PointsKind.PENALTY: N_("taken off")}
INDENT = "    "

_DISPLAY = Qt.ItemDataRole.DisplayRole
_NOWHERE = QModelIndex()


def points_text(value: Decimal | None) -> str:
    """1,5; nothing where there are no points."""
    return "" if value is None else number(value)


def difference_text(value: Decimal | None) -> str:
    """+0,5 or -0,5: what the team gave more or less than the unit claimed."""
    return "" if value is None else f"+{number(value)}" if value > 0 else number(value)


class ScoresModel(QAbstractTableModel):
    """Reads a score; a person's typing goes another way."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translate = context.translate
        self._worded = context.worded
        self._in_order = False
        self._score: Score | None = None
        self.lines: tuple[CriterionScore, ...] = ()

    def show(self, score: Score | None) -> None:
        """Show another score; rows of the same criteria stay where they are, so that typing disturbs nothing."""
        lines = () if score is None else self._arranged(score)
        shown = {line.criterion.id: at for at, line in enumerate(self.lines)}
        if len(lines) == len(shown) and all(line.criterion.id in shown for line in lines) and shown:
            self.lines = tuple(sorted(lines, key=lambda line: shown[line.criterion.id]))
            self._score = score
            last = self.index(len(self.lines) - 1, len(HEADINGS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._score, self.lines = score, lines
        self.endResetModel()

    def set_in_order(self, on: bool) -> None:
        """Show every line in the order of the table, sums included, or what to look at first."""
        self.beginResetModel()
        self._in_order = on
        self.lines = () if self._score is None else self._arranged(self._score)
        self.endResetModel()

    def row_of(self, criterion: str) -> int | None:
        return next((at for at, line in enumerate(self.lines) if line.criterion.id == criterion), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return self._text(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column != CRITERION:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and column == CRITERION and self._marked(line):
            return theme.icon("warning", "FAIR")
        if role == Qt.ItemDataRole.BackgroundRole and line.state is ScoreState.SUM:
            return theme.brush("NEUTRAL_SOFT")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        if role == _DISPLAY and orientation is Qt.Orientation.Horizontal:
            return self._translate(HEADINGS[section])
        return None

    def _arranged(self, score: Score) -> tuple[CriterionScore, ...]:
        return score.lines if self._in_order else by_urgency(score.lines)

    def _marked(self, line: CriterionScore) -> bool:
        return line.claimed_without_evidence and line.state is not ScoreState.SUM

    def _text(self, line: CriterionScore, column: int) -> str:
        if column == CRITERION:
            kind = KINDS.get(line.criterion.kind)
            text = f"{line.criterion.id}. {self._worded(line.criterion.name)}"
            if kind is not None:
                text += f" ({self._translate(kind)})"
            if self._marked(line):
                text += f"\n{self._translate(NO_EVIDENCE)}"
            return INDENT * (line.level - 1) + text if self._in_order else text
        if column == ASSESSED and line.state in STATES:
            return self._translate(STATES[line.state])
        if column == DIFFERENCE:
            return difference_text(line.difference)
        return points_text({MAXIMUM: line.maximum, CLAIMED: line.claimed, ASSESSED: line.assessed}[column])
