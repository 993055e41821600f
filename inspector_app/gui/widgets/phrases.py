"""Offers sentences that were written before, in a window of its own that a key or a small button opens: it never comes
by itself and never touches what is being typed. What is picked goes into the entry as if it had been pasted.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector_app.actions.phrases import Phrase
from inspector_app.checklist.folding import fold
from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, icon, role
from inspector_app.gui.widgets.field_menu import command_near
from inspector_app.gui.widgets.sections import beside, words
from inspector_app.i18n import Translate

TextEntry = QLineEdit | QPlainTextEdit
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALKING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_BUTTON = 3 * GRID
_OFFERED = "phrases-offered"
_NEAR = (N_("of this item"), N_("of this area"), N_("of another item"))


class PhrasePopup(QFrame):
    """A list to pick from; words narrow it, without regard to marks."""

    picked = Signal(object, bool)
    """Phrase; whether it replaces all that stands in the entry"""
    star_wanted = Signal(object)
    withdrawal_wanted = Signal(object)

    def __init__(self, translate: Translate, entry: TextEntry) -> None:
        super().__init__(entry, Qt.WindowType.Popup)
        self._translate = translate
        self._phrases: tuple[Phrase, ...] = ()
        _ = translate
        role(self, "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_(N_("Phrases that were written before")))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_(N_("Find a phrase, marks not needed")))
        self.search.setAccessibleName(_(N_("Find a phrase")))
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.installEventFilter(self)
        self.list = role(QListWidget(self), "framed")
        self.list.setAccessibleName(_(N_("Phrases")))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self._pick(whole=False))
        self.list.currentItemChanged.connect(lambda _now, _old: self._tell())
        self.list.installEventFilter(self)
        self.about = role(words(parent=self), "small")
        self.star = role(QPushButton(_(N_("Star")), self), "quiet")
        self.withdraw = role(QPushButton(_(N_("Do not offer")), self), "quiet")
        for button, signal in ((self.star, self.star_wanted), (self.withdraw, self.withdrawal_wanted)):
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._ask, signal))
        hint = _(N_("Enter inserts, Shift+Enter replaces everything, Esc closes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.about)
        column.addLayout(beside(role(words(hint, self), "small"), self.star, self.withdraw, stretch=0))

    @property
    def current(self) -> Phrase | None:
        """The phrase that Enter takes."""
        if self.list.currentRow() < 0:
            return None
        found = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Phrase) else None

    def offer(self, phrases: Sequence[Phrase]) -> None:
        """Show these; one stays at the phrase one was at, or where it was."""
        row = self.list.currentRow()
        self._phrases = tuple(phrases)
        self._fill()
        if row > 0:
            self.list.setCurrentRow(min(row, self.list.count() - 1))

    def open_at(self, entry: TextEntry) -> None:
        """Below the entry, within the screen; the keyboard is in the search, the first phrase is chosen."""
        screen = entry.screen().availableGeometry()
        width = max(min(entry.width(), 90 * GRID), 60 * GRID)
        self.resize(min(width, screen.width()), min(44 * GRID, screen.height()))
        corner = entry.mapToGlobal(QPoint(0, entry.height()))
        if corner.y() + self.height() > screen.bottom():
            corner.setY(max(screen.top(), entry.mapToGlobal(QPoint(0, 0)).y() - self.height()))
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self._pick(whole=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
            if event.key() in _WALKING and watched is self.search:
                self.list.event(event)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        sought = [f" {word}" for word in fold(self.search.text()).split()]
        self.list.clear()
        for phrase in self._phrases:
            if sought and not all(word in f" {fold(phrase.text)}" for word in sought):
                continue
            item = QListWidgetItem(f"★ {phrase.text}" if phrase.starred else phrase.text)
            item.setData(Qt.ItemDataRole.UserRole, phrase)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{phrase.text} – {self._said(phrase)}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._tell()

    def _tell(self) -> None:
        _, phrase = self._translate, self.current
        for button in (self.star, self.withdraw):
            button.setEnabled(phrase is not None)
        if phrase is None:
            self.about.setText(_(N_("No phrase was written here before, or none holds these words.")))
            return
        self.star.setText(_(N_("Take the star away")) if phrase.starred else _(N_("Star")))
        self.about.setText(self._said(phrase))

    def _said(self, phrase: Phrase) -> str:
        _ = self._translate
        said = [_(_NEAR[phrase.near])]
        if phrase.visits:
            said.append(_(N_("written in {count} visit(s)")).format(count=phrase.visits))
        else:
            said.append(_(N_("sentence of the checklist")))
        if phrase.renamed is not None:
            said.append(
                _(N_("“{name}” of another visit became the name of this unit")).format(name=phrase.renamed)
            )
        return " · ".join(said)

    def _pick(self, *, whole: bool) -> None:
        phrase = self.current
        if phrase is not None:
            self.close()
            self.picked.emit(phrase, whole)

    def _ask(self, signal: SignalInstance, _checked: bool = False) -> None:
        if self.current is not None:
            signal.emit(self.current)
            self.search.setFocus()


def insert(entry: TextEntry, text: str, *, whole: bool) -> None:
    """Put a text where the cursor is, or in place of everything; Ctrl+Z in the entry takes it out again."""
    if isinstance(entry, QLineEdit):
        if whole:
            entry.selectAll()
        start = entry.selectionStart() if entry.hasSelectedText() else entry.cursorPosition()
        entry.insert(_apart(entry.text()[:start], text))
    else:
        cursor = entry.textCursor()
        if whole:
            cursor.select(cursor.SelectionType.Document)
        cursor.insertText(_apart(entry.toPlainText()[: cursor.selectionStart()], text))
        entry.setTextCursor(cursor)
    flush = getattr(entry, "flush", None)
    if flush is not None:
        flush()


def _apart(before: str, text: str) -> str:
    return f" {text}" if before and not before[-1].isspace() else text


class PhraseButton(QToolButton):
    """Stands in the corner of an entry; the keyboard has a key for the same."""

    def __init__(self, entry: TextEntry, translate: Translate) -> None:
        super().__init__(entry)
        self._entry = entry
        self.setIcon(icon("list"))
        self.setFixedSize(_BUTTON, _BUTTON)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoRaise(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        name = translate(N_("Offer phrases that were written before"))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.clicked.connect(self._open)
        entry.installEventFilter(self)
        self._stand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._entry and event.type() is QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def _stand(self) -> None:
        self.move(self._entry.width() - self.width() - GRID // 2, GRID // 2)
        self.setVisible(not self._entry.isReadOnly())

    def _open(self) -> None:
        self._entry.setFocus()
        action = command_near(self._entry, "phrases")
        if action is not None:
            action.trigger()


def offer_phrases(entry: QWidget, translate: Translate) -> None:
    """Give an entry its small button, once."""
    if not isinstance(entry, QLineEdit | QPlainTextEdit) or entry.property(_OFFERED):
        return
    entry.setProperty(_OFFERED, True)
    PhraseButton(entry, translate)
    if isinstance(entry, QLineEdit):
        entry.setTextMargins(0, 0, _BUTTON, 0)
    else:
        entry.setViewportMargins(0, 0, _BUTTON, 0)


def commit_composition() -> None:
    """What an input method is composing belongs to the entry before anything opens above it."""
    QGuiApplication.inputMethod().commit()
