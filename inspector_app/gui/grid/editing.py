"""Editors of a cell, with the keys of a spreadsheet: Enter goes down, Tab right, Alt+Enter breaks the line,
Escape leaves everything as it was; arrows leave an editor that was opened by typing.
"""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from inspector_app.checklist.template import Item
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role, status_icon
from inspector_app.gui.widgets.verdict import DIGITS, verdicts_of
from inspector_app.gui.words import VERDICTS

MOST_LINES = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_OWN = (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_F2)
_BREAKING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class CellEditor(QPlainTextEdit):
    """The text of one cell; it grows over the cells below while one types."""

    finished = Signal(int, int)
    """Rows and columns to go on by, after the text was taken."""
    given_up = Signal()

    def __init__(self, parent: QWidget, *, typed: bool) -> None:
        super().__init__(parent)
        self._typed = typed
        self._before = ""
        self.begun = False
        self.over = False
        """The text was taken, or given up."""
        role(self, "cell")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._grow)
        self._rect = QRect()

    @property
    def changed(self) -> bool:
        return self.toPlainText() != self._before

    def begin(self, text: str) -> None:
        """Show what stands there; an editor opened by typing starts empty, as in a spreadsheet."""
        self.begun = True
        self._before = text
        if not self._typed:
            self.setPlainText(text)
            self.selectAll()

    def place(self, rect: QRect) -> None:
        """Over its cell."""
        self._rect = QRect(rect)  # Qt's own is gone after this call
        self._grow()

    def event(self, event: QEvent) -> bool:
        """The keys of a cell come before what the window does with them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _OWN or not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER and modifiers & _BREAKING:
            self.insertPlainText("\n")
        elif key in _ENTER:
            self.finished.emit(-1 if shift else 1, 0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.finished.emit(0, -1 if shift or key == Qt.Key.Key_Backtab else 1)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif self._typed and key in _ARROWS and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            self.finished.emit(*_ARROWS[Qt.Key(key)])
        elif key == Qt.Key.Key_F2:
            self._typed = False
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        return False

    def _grow(self) -> None:
        if self._rect.isNull():
            return
        line = self.fontMetrics().lineSpacing()
        rows = sum(
            max(1, self.document().findBlockByNumber(number).layout().lineCount())
            for number in range(self.blockCount())
        )
        height = max(self._rect.height(), min(rows, MOST_LINES) * line + 2 * GRID)
        parent = self.parentWidget()
        top = self._rect.y()
        if parent is not None:
            top = max(0, min(top, parent.height() - height))
        self.setGeometry(self._rect.x(), top, max(self._rect.width(), 24 * GRID), height)


class VerdictMenu(QMenu):
    """The answers that an item can get, each with its digit; a digit chooses."""

    chosen = Signal(object)
    """ItemVerdict | None"""

    def __init__(self, context: Context, item: Item, parent: QWidget) -> None:
        super().__init__(parent)
        _ = context.translate
        keys = {verdict: key for key, verdict in reversed(DIGITS.items()) if key != "0"}
        for verdict in verdicts_of(item):
            act = self.addAction(status_icon(verdict.value), f"&{keys[verdict]}  {_(VERDICTS[verdict])}")
            act.triggered.connect(lambda _on=False, own=verdict: self.chosen.emit(own))
