"""Shows what of a text stayed, went and came, word by word; never as markup."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspector_app.checklist.follow_up import Change, Piece
from inspector_app.gui import theme

ROWS = 3


class DifferenceView(QPlainTextEdit):
    """Removed words are struck through, added ones bold and underlined: it can be told without colours."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._pieces: tuple[Piece, ...] = ()
        self._fit()

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Replace what is shown."""
        self._pieces = tuple(pieces)
        self.clear()
        cursor = self.textCursor()
        shown = ""
        for piece in pieces:
            if (
                shown
                and piece.change is Change.ADDED
                and not (shown[-1].isspace() or piece.text[0].isspace())
            ):
                cursor.insertText(" ", QTextCharFormat())
            shown = piece.text if piece.change is Change.REMOVED else ""
            form = QTextCharFormat()
            if piece.change is Change.REMOVED:
                form.setFontStrikeOut(True)
                form.setForeground(theme.colour("POOR"))
            elif piece.change is Change.ADDED:
                form.setFontWeight(QFont.Weight.DemiBold)
                form.setFontUnderline(True)
                form.setForeground(theme.colour("GOOD"))
            cursor.insertText(piece.text, form)
        self.moveCursor(self.textCursor().MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        elif event.type() is QEvent.Type.PaletteChange:
            self.show_pieces(self._pieces)

    def _fit(self) -> None:
        self.setFixedHeight(ROWS * self.fontMetrics().lineSpacing() + 2 * theme.GRID)
