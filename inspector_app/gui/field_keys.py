"""Two keys that work wherever one types: the history of this field, and phrases that were written before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from inspector_app.actions import phrases as library
from inspector_app.actions.phrases import Phrase
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.visit import FieldKey
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import bind
from inspector_app.gui.places import field_at
from inspector_app.gui.widgets.phrases import PhrasePopup, TextEntry, commit_composition, insert


class FieldKeys(QObject):
    """Belongs to the shell; `elsewhere` says what is meant where nothing is being typed."""

    def __init__(self, context: Context, shell: QWidget, elsewhere: Callable[[], FieldKey | None]) -> None:
        super().__init__(shell)
        self._context, self._shell, self._elsewhere = context, shell, elsewhere
        self.popup: PhrasePopup | None = None
        """While it is open."""
        self.history: QAction = self._bound("history", self.show_history)
        self.phrases: QAction = self._bound("phrases", self.offer_phrases)

    def show_history(self) -> None:
        """What became of the field that the keyboard is in, else of what the page is about."""
        from inspector_app.gui.dialogs.history import show_history

        focused = QApplication.focusWidget()
        flush = getattr(focused, "flush", None)
        if flush is not None:
            flush()
        key = field_at(focused) or self._elsewhere()
        if key is None:
            self._context.say(
                self._context.translate(N_("Go to an item or into a field first: its history is shown."))
            )
        else:
            show_history(self._context, key[0], key[1] or None, self._shell.window())

    def offer_phrases(self) -> None:
        """A list of what was written in such a field before; picked, never typed over."""
        entry, opened = QApplication.focusWidget(), self._context.visit
        key = field_at(entry)
        if (
            opened is None
            or key is None
            or not isinstance(entry, QLineEdit | QPlainTextEdit)
            or library.kind_of(key) is None
        ):
            said = N_("Phrases are offered in the sentences for the minutes, remedies, owners and causes.")
            self._context.say(self._context.translate(said))
            return
        if entry.isReadOnly() or opened.stage is not Stage.CHECKING:
            return
        commit_composition()
        popup = self.popup = PhrasePopup(self._context.translate, entry)
        popup.destroyed.connect(self._forget)
        popup.picked.connect(partial(self._insert, entry))
        popup.star_wanted.connect(partial(self._star, popup, key))
        popup.withdrawal_wanted.connect(partial(self._withdraw, popup, key))
        self._fill(popup, key)
        popup.open_at(entry)

    def _bound(self, name: str, run: Callable[[], None]) -> QAction:
        return bind(name, self._shell, run, self._context.habits, self._context.translate)

    def _fill(self, popup: PhrasePopup, key: FieldKey) -> None:
        opened = self._context.visit
        if opened is not None:
            popup.offer(self._context.ask(library.phrases, opened, key) or ())

    def _insert(self, entry: TextEntry, phrase: Phrase, whole: bool) -> None:
        entry.setFocus(Qt.FocusReason.PopupFocusReason)
        insert(entry, phrase.text, whole=whole)

    def _star(self, popup: PhrasePopup, key: FieldKey, phrase: Phrase) -> None:
        self._context.ask(library.star, key, phrase)
        self._fill(popup, key)

    def _withdraw(self, popup: PhrasePopup, key: FieldKey, phrase: Phrase) -> None:
        self._context.ask(library.withdraw, key, phrase)
        self._fill(popup, key)

    def _forget(self, _gone: QObject | None = None) -> None:
        self.popup = None
