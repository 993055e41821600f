"""Paints a cell of the dense view: two lines of text, an answer with its shape, what is never printed on its own
ground. It reads a whole line at once; how a text breaks is remembered.
"""

from functools import lru_cache

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector_app.gui import theme
from inspector_app.gui.grid.columns import ORDER, WRITTEN, Shown
from inspector_app.gui.grid.editing import CellEditor
from inspector_app.gui.grid.model import GridModel
from inspector_app.gui.places import stands_for
from inspector_app.gui.theme import GRID, ICON, Ink

Index = QModelIndex | QPersistentModelIndex
LINES = 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_ELIDE = Qt.TextElideMode.ElideRight
_BREAKS = str.maketrans({"\n": "\u2028"})


def line_height(font: QFont) -> int:
    """The font of the window leaves room for stacked marks in its own lines."""
    return QFontMetrics(font).height()


def row_height(font: QFont) -> int:
    """Of every row alike: what is longer is told by the tool tip and the editor."""
    return LINES * line_height(font) + GRID // 2


@lru_cache(maxsize=20_000)
def broken(text: str, width: int, font_key: str) -> tuple[str, ...]:
    """A text in at most two lines of that width, the second one shortened where there is more."""
    font = QFont()
    font.fromString(font_key)
    layout = QTextLayout(text.translate(_BREAKS), font)
    layout.beginLayout()
    ends: list[int] = []
    while len(ends) < LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    if not ends:
        return ()
    starts = [0, *ends[:-1]]
    lines = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    if ends[-1] < len(text):
        lines[-1] = QFontMetrics(font).elidedText(
            f"{lines[-1]} {text[ends[-1] :]}".replace("\n", " "), _ELIDE, width
        )
    return tuple(lines)


class GridDelegate(QStyledItemDelegate):
    """One for all columns."""

    left = Signal(int, int)
    """An editor took its text; rows and columns to go on by."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.typed = False
        """Whether the next editor is opened by typing: then arrows leave it, as in a spreadsheet."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        row, place = index.row(), index.column()
        line, column = model.line(row), ORDER[place]
        rect: QRect = option.rect
        selected = bool(option.state & _SELECTED)
        ground: Ink = "ACCENT_SOFT" if selected else _GROUNDS.get(column, "PAPER")
        painter.fillRect(rect, theme.colour(ground))
        if model.begins_area(row):
            painter.setPen(QPen(theme.colour("LINE_STRONG"), 2))
            painter.drawLine(rect.topLeft(), rect.topRight())
        text = line.texts[place]
        left, width = rect.x() + GRID, rect.width() - 2 * GRID
        if column is Shown.VERDICT:
            icon = theme.status_icon(line.status)
            icon.paint(painter, QRect(left, rect.y(), ICON, rect.height()))
            left, width = left + ICON + GRID // 2, width - ICON - GRID // 2
        if text:
            self._write(painter, option.font, rect, text, left, width, _ink(line.by_hand, column, selected))
        if option.state & _FOCUSED:
            painter.setPen(QPen(theme.colour("ACCENT"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(10 * GRID, row_height(option.font))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        typed, self.typed = self.typed, False
        editor = CellEditor(parent, typed=typed)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        model = index.model()
        if isinstance(model, GridModel):
            stands_for(editor, *model.field(index))

        def take(rows: int, columns: int) -> None:
            self.take(editor)
            self.left.emit(rows, columns)

        def give_up() -> None:
            editor.over = True
            self.closeEditor.emit(editor)

        editor.finished.connect(take)
        editor.given_up.connect(give_up)
        return editor

    def take(self, editor: CellEditor) -> None:
        """Save what is typed and close."""
        if not editor.over:
            editor.over = True
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The keys of a cell are those of its editor, not those that Qt gives every delegate."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor) and not editor.begun:
            editor.begin(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, CellEditor) and isinstance(model, GridModel) and editor.changed:
            model.setData(index, editor.toPlainText())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.place(option.rect)
        else:
            super().updateEditorGeometry(editor, option, index)

    def _write(
        self, painter: QPainter, font: QFont, rect: QRect, text: str, left: int, width: int, ink: Ink
    ) -> None:
        lines = broken(text, width, font.toString())
        height = line_height(font)
        top = rect.y() + (rect.height() - len(lines) * height) // 2
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        for number, words in enumerate(lines):
            painter.drawText(QRect(left, top + number * height, width, height), _LEFT, words)


_GROUNDS: dict[Shown, Ink] = {Shown.NOTE: "NOTE"}
_GROUNDS |= dict.fromkeys((own for own in ORDER if own not in WRITTEN), "GROUND")
"""By column: what cannot be typed is the colour of the page, what is never printed that of a note."""
_READY = frozenset({Shown.RESULT, Shown.SHORTCOMING})


def _ink(by_hand: frozenset[Shown], column: Shown, selected: bool) -> Ink:
    """A ready sentence is softer than one that somebody wrote."""
    if column in _READY and column not in by_hand:
        return "ACCENT_DARK" if selected else "INK_SOFT"
    return "INK"
