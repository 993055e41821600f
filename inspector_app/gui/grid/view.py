"""The table itself: keys as in a spreadsheet, blocks copied and pasted. What is written goes through the context.

Nothing is emptied by Backspace or Delete alone: a Vietnamese keyboard sends Backspace while one types.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from inspector_app.actions.answers import set_verdict
from inspector_app.actions.grid import write_cells
from inspector_app.checklist.visit import ItemVerdict
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.delegates.grid import GridDelegate, row_height
from inspector_app.gui.grid.clipboard import block_of, carried
from inspector_app.gui.grid.columns import HEADINGS, ORDER, PLACE, WIDTHS, WRITTEN, Shown, refusal
from inspector_app.gui.grid.editing import CellEditor, VerdictMenu
from inspector_app.gui.grid.model import GridModel
from inspector_app.gui.grid.pasting import PastedBlock, Target, laid_out, understand
from inspector_app.gui.theme import GRID
from inspector_app.gui.widgets.carried import brings_only_files
from inspector_app.gui.widgets.verdict import DIGITS, verdicts_of
from inspector_app.gui.words import VERDICTS

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEVER = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_BARE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_TRIGGERS = QAbstractItemView.EditTrigger
_MOVE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class GridView(QTableView):
    """All items of the open visit, one in each row."""

    told = Signal(str)
    """One sentence about the cell one is at, in the interface's language; empty takes it away."""
    card_wanted = Signal(str)
    """Item id: what cannot be typed here is changed on its card."""
    left = Signal()
    key_passed_on = Signal()
    """A key is about to go to the page: it must know which item is meant."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        _ = context.translate
        self.items = GridModel(context, self)
        self.items.typed.connect(self._take)
        self.setModel(self.items)
        self.own_delegate = GridDelegate(self)
        self.own_delegate.left.connect(self.go_on)
        self.setItemDelegate(self.own_delegate)
        self.setAccessibleName(_(N_("All items as a table")))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(_TRIGGERS.AnyKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(True)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height(self.font()))
        rows.setMinimumWidth(WIDTHS[Shown.NUMBER])
        columns.setSectionsMovable(False)
        columns.setMinimumSectionSize(6 * GRID)
        for place, column in enumerate(ORDER):
            self.setColumnWidth(place, WIDTHS[column])
        # The header of the rows says the number and stays in sight; the column is there for a spreadsheet.
        self.setColumnHidden(PLACE[Shown.NUMBER], True)
        self.selectionModel().currentChanged.connect(lambda _now, _old: self.told.emit(""))
        self.doubleClicked.connect(lambda _index: self.begin_editing())
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for name, run in (
            ("grid-copy-table", self.copy_table),
            ("grid-fill-down", self.fill_down),
            ("grid-clear", self.empty_out),
            ("grid-card", self.ask_for_card),
        ):
            bind(name, self, run, context.habits, _, scope=scope)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def keyboardSearch(self, search: str) -> None:
        """Letters are typed into cells; they look for nothing."""

    def event(self, event: QEvent) -> bool:
        """The keys of a spreadsheet come before what the page does with them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & ~_BARE
            function = event.key() in (Qt.Key.Key_F1, *range(Qt.Key.Key_F3, Qt.Key.Key_F12 + 1))
            if (bare and not function) or event.matches(QKeySequence.StandardKey.Copy):
                event.accept()
                return True
            self.key_passed_on.emit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(row_height(self.font()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key, text = self.currentIndex(), event.key(), event.text()
        bare = not event.modifiers() & ~_BARE
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            if brings_only_files(QGuiApplication.clipboard().mimeData()):
                event.ignore()  # the page puts them to the item
            else:
                self.paste()
        elif key in _ENTER and bare:
            self.go_on(-1 if shift else 1, 0)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_F2:
            self.begin_editing()
        elif key in _NEVER:
            event.accept()
        elif bare and text.isprintable() and text and index.isValid():
            self._type(event, index)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A letter that an input method made opens the cell as a key does, and is the first in it."""
        index = self.currentIndex()
        whole = bool(event.commitString()) and not event.preeditString()
        if not whole or not index.isValid() or self._why_not(index) is not None:
            super().inputMethodEvent(event)
        elif ORDER[index.column()] is not Shown.VERDICT:
            self.own_delegate.typed = True
            self.edit(index)
            for editor in self.viewport().findChildren(CellEditor):
                if not editor.over:
                    QApplication.sendEvent(editor, event)

    @property
    def current_item(self) -> str | None:
        """Id of the item one is at."""
        index = self.currentIndex()
        return self.items.line(index.row()).item.id if index.isValid() else None

    def go_on(self, rows: int, columns: int) -> None:
        """To the next cell in a direction, past hidden columns; at the edge one stays."""
        index = self.currentIndex()
        row, place = index.row() + rows, index.column() + columns
        while 0 <= place < len(ORDER) and self.isColumnHidden(place):
            place += 1 if columns > 0 else -1
        if 0 <= row < self.items.rowCount() and 0 <= place < len(ORDER):
            self.selectionModel().setCurrentIndex(self.items.index(row, place), _MOVE)
        self.setFocus()

    def begin_editing(self) -> None:
        """Edit the cell one is at; of an answer choose, of what is not typed here open the card."""
        index = self.currentIndex()
        if not index.isValid():
            return
        why = self._why_not(index)
        if why is not None:
            self.told.emit(why)
            if ORDER[index.column()] not in WRITTEN:
                self.ask_for_card()
            return
        if ORDER[index.column()] is Shown.VERDICT:
            self._choose(index)
        else:
            self.edit(index)

    def tick(self, verdict: ItemVerdict) -> None:
        """Answer the item one is at; with going on by itself switched on the next row follows."""
        index, opened = self.currentIndex(), self._context.visit
        if opened is None or not index.isValid():
            return
        line = self.items.line(index.row())
        why = self._why_not(index)
        if why is None and verdict not in verdicts_of(line.item):
            why = self._context.translate(N_("This item cannot be answered “{answer}”.")).format(
                answer=self._context.translate(VERDICTS[verdict])
            )
        if why is not None:
            self.told.emit(why)
            return
        done = self._context.perform(set_verdict, opened.visit.id, line.item.id, verdict)
        if done is not None and self._context.habits.settings.auto_advance:
            self.go_on(1, 0)

    def copy(self) -> None:
        """The block that is selected, for a spreadsheet."""
        rows, columns = self._block()
        if rows and columns:
            lines = [[self.items.line(row).texts[PLACE[own]] for own in columns] for row in rows]
            QGuiApplication.clipboard().setMimeData(carried(lines))

    def copy_table(self) -> None:
        """With headings and the numbers of the items, so that it finds its places again when it comes back: the
        rows that are selected, or all that are shown."""
        rows, _columns = self._block()
        if len(rows) < 2:
            rows = range(self.items.rowCount())
        headings = [self._context.translate(HEADINGS[own]) for own in ORDER]
        lines = [headings, *(list(self.items.line(row).texts) for row in rows)]
        QGuiApplication.clipboard().setMimeData(carried(lines))
        said = self._context.translate(N_("{count} rows are on the clipboard, with their headings."))
        self.told.emit(said.format(count=len(rows)))

    def paste(self) -> None:
        """What a spreadsheet put on the clipboard: one cell into every cell selected, a block from here on."""
        opened, index = self._context.visit, self.currentIndex()
        block = block_of(QGuiApplication.clipboard().text())
        if opened is None or not block or not index.isValid():
            return
        rows, columns = self._block()
        if len(block) == len(block[0]) == 1 and len(rows) * len(columns) > 1:
            block = [[block[0][0]] * len(columns) for _row in rows]
        first = rows[0] if rows else index.row()
        left = PLACE[columns[0]] if columns else index.column()
        below = min(first + len(block), self.items.rowCount())
        by_number = {}
        if len(block) > 1:
            shown: dict[str, int] = {item.id: row for row, item in enumerate(self.items.items)}
            named = {text for cells in block[1:] for text in cells if text in shown}
            by_number = {own: self.items.line(shown[own]) for own in sorted(named)}
        targets = laid_out(
            self._context,
            block,
            [self.items.line(row) for row in range(first, below)],
            by_number,
            [own for own in ORDER[left:] if not self.isColumnHidden(PLACE[own])],
        )
        self._offer(understand(self._context, opened, targets), alone=len(targets) == 1)

    def fill_down(self) -> None:
        """The first row of the selection into those below; of one row alone, the cell above into it."""
        rows, columns = self._block()
        if len(rows) == 1 and rows[0] > 0:
            rows = range(rows[0] - 1, rows[0] + 1)
        if len(rows) < 2:
            return
        source = self.items.line(rows[0])
        self._write_block([source.texts[PLACE[own]] for own in columns], rows[1:], columns)

    def empty_out(self) -> None:
        """Empty the cells that are selected."""
        rows, columns = self._block()
        self._write_block([""] * len(columns), rows, columns)

    def ask_for_card(self) -> None:
        """Show the card of the item, where everything can be changed."""
        if self.current_item is not None:
            self.card_wanted.emit(self.current_item)

    def flush(self) -> None:
        """Save now what is typed."""
        for editor in self.viewport().findChildren(CellEditor):
            self.own_delegate.take(editor)

    def _type(self, event: QKeyEvent, index: QModelIndex) -> None:
        verdict = DIGITS.get(event.text())
        if ORDER[index.column()] is Shown.VERDICT:
            if verdict is not None:
                self.tick(verdict)
            elif event.key() == Qt.Key.Key_Space:
                self.begin_editing()
            return
        why = self._why_not(index)
        if why is not None:
            self.told.emit(why)
            return
        self.own_delegate.typed = True
        super().keyPressEvent(event)
        self.own_delegate.typed = False

    def _choose(self, index: QModelIndex) -> None:
        menu = VerdictMenu(self._context, self.items.line(index.row()).item, self)
        menu.aboutToHide.connect(menu.deleteLater)  # after the answer that it was closed by
        menu.chosen.connect(self.tick)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _why_not(self, index: QModelIndex) -> str | None:
        opened = self._context.visit
        if opened is None:
            return None
        line = self.items.line(index.row())
        found = refusal(self._context, opened, line.item, ORDER[index.column()], line.findings)
        return None if found is None else found.sentence

    def _take(self, index: QModelIndex, text: str) -> None:
        opened = self._context.visit
        if opened is not None:
            line = self.items.line(index.row())
            cell = Target(line, ORDER[index.column()], text.strip())
            self._offer(understand(self._context, opened, [cell]), alone=True)

    def _write_block(self, texts: Sequence[str], rows: Sequence[int], columns: Sequence[Shown]) -> None:
        """Texts into the cells of some rows; looked at first only where something is refused."""
        opened = self._context.visit
        if opened is None:
            return
        targets = [
            Target(self.items.line(row), column, text)
            for row in rows
            for column, text in zip(columns, texts, strict=True)
        ]
        block = understand(self._context, opened, targets)
        self._offer(block, alone=not block.refused)

    def _offer(self, block: PastedBlock, *, alone: bool) -> None:
        """One cell is written at once; of several, what they mean is shown first."""
        refused = block.refused
        if alone and refused:
            self.told.emit(
                f"{refused[0].refused.sentence} [{refused[0].refused.code}]" if refused[0].refused else ""
            )
        elif alone or not block.cells:
            self._write(block)
        else:
            from inspector_app.gui.dialogs.pasted_cells import PastedCellsDialog

            dialog = PastedCellsDialog(self._context, block, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.accepted.connect(lambda: self._write(block))
            dialog.open()

    def _write(self, block: PastedBlock) -> None:
        opened = self._context.visit
        if opened is not None and block.changes:
            self._context.perform(write_cells, opened, block.changes)
        elif not block.changes:
            self.told.emit(self._context.translate(N_("Nothing changes: every cell says this already.")))

    def _block(self) -> tuple[range, tuple[Shown, ...]]:
        """Rows and columns that are selected, or the one cell one is at."""
        chosen = self.selectionModel().selection()
        if not chosen.isEmpty():
            one = chosen.first()
            rows = range(one.top(), one.bottom() + 1)
            places = range(one.left(), one.right() + 1)
        else:
            index = self.currentIndex()
            if not index.isValid():
                return range(0), ()
            rows, places = range(index.row(), index.row() + 1), range(index.column(), index.column() + 1)
        return rows, tuple(ORDER[place] for place in places if not self.isColumnHidden(place))
