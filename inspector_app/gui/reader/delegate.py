"""Paints a paragraph for the back row of the room: the one being read clear and framed, those around it dimmer."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from inspector_app.checklist.agreement import Paragraph
from inspector_app.checklist.follow_up import Change, Piece
from inspector_app.gui import theme
from inspector_app.gui.reader.paragraphs import Index, Line, Role
from inspector_app.gui.theme import GRID, Ink

BAR = 6
MARGIN = 3 * GRID
SMALLER = 0.72
"""Of the words beside a paragraph, against its own."""
WIDEST = 2 * theme.READING_WIDTH
"""Pixels; on a very wide screen a line would be too long to find the next one."""


class ParagraphDelegate(QStyledItemDelegate):
    """Heights are remembered until the width or the size of the text is another."""

    def __init__(self, view: QListView, points: int) -> None:
        super().__init__(view)
        self._view = view
        self.points = points
        self._heights: dict[tuple[object, ...], int] = {}
        view.viewport().installEventFilter(self)

    def forget(self) -> None:
        """Measure anew."""
        self._heights.clear()
        self._view.scheduleDelayedItemsLayout()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._view.viewport():
            self.forget()
        return super().eventFilter(watched, event)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        width = self._room()
        own: Paragraph = index.data(Role.PARAGRAPH)
        key = (own, width, self.points)
        if key not in self._heights:
            lines = sum(self._laid(line, width).boundingRect().height() for line in index.data(Role.LINES))
            gaps = (len(index.data(Role.LINES)) - 1) * GRID // 2
            self._heights[key] = round(lines) + gaps + self._gap(own) + 2 * GRID
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        own: Paragraph = index.data(Role.PARAGRAPH)
        current = index == self._view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._room()
        outer: QRect = option.rect.adjusted(0, self._gap(own), 0, 0)
        left = outer.x() + max(0, (outer.width() - width - 2 * MARGIN) // 2)
        box = QRect(left, outer.y(), min(width + 2 * MARGIN, outer.width()), outer.height())
        if current:
            painter.fillRect(box, theme.colour("PAPER"))
            painter.setPen(theme.colour("ACCENT"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.fillRect(box.x(), box.y(), BAR, box.height(), theme.colour("ACCENT"))
        ink: Ink = "INK" if current else "INK_FAINT"
        y = box.y() + GRID
        for line in index.data(Role.LINES):
            laid = self._laid(line, width)
            x = box.x() + MARGIN
            if line.sign is not None:
                self._sign(painter, line, x, y, current=current)
            painter.setPen(theme.colour("INK_SOFT" if line.small and current else ink))
            laid.draw(painter, QPointF(x, y))
            y += round(laid.boundingRect().height()) + GRID // 2
        painter.restore()

    def _sign(self, painter: QPainter, line: Line, x: int, y: int, *, current: bool) -> None:
        side = self._side()
        icon = theme.icon(line.sign or "", "ACCENT" if current else "INK_FAINT")
        icon.paint(painter, QRect(x, y + GRID // 4, side, side), Qt.AlignmentFlag.AlignCenter)

    def _side(self) -> int:
        return round(self.points * SMALLER * 4 / 3)

    def _room(self) -> int:
        return min(max(self._view.viewport().width() - 2 * MARGIN, 20 * GRID), WIDEST)

    def _gap(self, own: Paragraph) -> int:
        """A heading keeps its distance from what stands above."""
        return 2 * GRID if own.passage.level in (1, 2) else GRID

    def _laid(self, line: Line, width: int) -> QTextLayout:
        points = self.points * (SMALLER if line.small else 1)
        layout = QTextLayout(line.text.replace("\n", "\N{LINE SEPARATOR}"))
        layout.setFont(theme.reading_font(points, strong=line.strong))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(_formats(line.pieces))
        indent = self._side() + GRID if line.sign is not None else 0
        y = 0.0
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width - indent)
            row.setPosition(QPointF(indent, y))
            y += row.height()
        layout.endLayout()
        return layout


def _formats(pieces: tuple[Piece, ...]) -> list[QTextLayout.FormatRange]:
    """What went is struck through, what came is bold and underlined: it can be told without colours."""
    found = []
    at = 0
    for piece in pieces:
        form = QTextCharFormat()
        if piece.change is Change.REMOVED:
            form.setFontStrikeOut(True)
            form.setForeground(theme.brush("POOR"))
        elif piece.change is Change.ADDED:
            form.setFontWeight(600)
            form.setFontUnderline(True)
            form.setForeground(theme.brush("GOOD"))
        if piece.change is not Change.KEPT:
            own = QTextLayout.FormatRange()
            own.start, own.length, own.format = at, len(piece.text), form
            found.append(own)
        at += len(piece.text)
    return found
