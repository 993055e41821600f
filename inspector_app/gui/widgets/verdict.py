"""The answer of one item as real buttons: a screen reader can press them, a finger can hit them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from inspector_app.checklist.template import Item
from inspector_app.checklist.visit import Answer, ItemVerdict, NotCheckedReason
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.commands import shown_keys
from inspector_app.gui.theme import GRID, STATUS_COLOURS, TARGET, Ink, measure, role, two_state_icon
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.words import NOT_CHECKED_REASONS, VERDICTS

DIGITS = {
    "1": ItemVerdict.YES,
    "2": ItemVerdict.PARTLY,
    "3": ItemVerdict.NO,
    "4": ItemVerdict.NOT_APPLICABLE,
    "5": ItemVerdict.NOT_CHECKED,
    "0": ItemVerdict.NOT_CHECKED,
}
"""What a digit says wherever an answer is typed or pasted; the keys that tick are those of the commands."""

SHORT = {ItemVerdict.NOT_CHECKED: N_("Not checked")}
"""Where the word on the button is shorter than the word for the state; the tool tip says it whole."""

WITHOUT_FACTS = (ItemVerdict.NOT_APPLICABLE, ItemVerdict.NOT_CHECKED)
"""All that can be said of an item that asks for facts and no verdict."""


_UNCHOSEN = {ItemVerdict.YES: "yes-open"}
"""Where the shape itself is filled only once it is chosen."""


def verdicts_of(item: Item) -> tuple[ItemVerdict, ...]:
    """Which verdicts an item can get."""
    return tuple(ItemVerdict) if item.asks_verdict else WITHOUT_FACTS


class VerdictButton(QPushButton):
    """One verdict; arrows pass by (they move between items) and only Space, Enter, a click or a digit tick."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class VerdictRow(QWidget):
    """The verdicts of one item, and why it was not checked where it was not."""

    chosen = Signal(object, object)
    """ItemVerdict | None, NotCheckedReason | None"""

    def __init__(self, context: Context, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = context.translate
        self._group = QButtonGroup(self)
        self._buttons: dict[ItemVerdict, VerdictButton] = {}
        flow = FlowLayout(self, GRID)
        for verdict in verdicts_of(item):
            word = _(VERDICTS[verdict])
            keys = shown_keys(f"tick-{verdict.value}", context.habits)
            first = keys.partition(", ")[0]
            button = VerdictButton(f"{first}  {_(SHORT.get(verdict, VERDICTS[verdict]))}".strip(), self)
            button.setCheckable(True)
            button.setProperty("verdict", verdict.value)
            button.setIcon(
                two_state_icon((_UNCHOSEN.get(verdict, verdict.value), "INK_SOFT"), _chosen(verdict))
            )
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            measure(button, least_height=TARGET)
            button.setAccessibleName(f"{item.id}: {word}")
            button.setToolTip(f"{word} · " + _(N_("Key {key}")).format(key=keys) if keys else word)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, own=verdict: self.chosen.emit(own, None))
            self._group.addButton(button)
            self._buttons[verdict] = button
            flow.addWidget(button)
        self._reason = ChoiceEntry(
            [(None, _(N_("Reason not given"))), *((k, _(word)) for k, word in NOT_CHECKED_REASONS.items())]
        )
        self._reason.setAccessibleName(f"{item.id}: " + _(N_("Why it was not checked")))
        measure(self._reason, least_height=TARGET)
        self._reason.edited.connect(self._reason_chosen)
        flow.addWidget(self._reason)
        # The card places it beside the question, away from the answers.
        self.clear = role(QPushButton(_(N_("Take back"))), "link")
        self.clear.setAccessibleName(f"{item.id}: " + _(N_("Take the answer back")))
        self.clear.setToolTip(_(N_("Key {key}")).format(key=shown_keys("take-back", context.habits)))
        self.clear.setAutoDefault(False)
        self.clear.clicked.connect(lambda: self.chosen.emit(None, None))

    def show_answer(self, answer: Answer, current: bool, locked: bool) -> None:
        """Show what is stored; the less used controls only on the current item."""
        self._group.setExclusive(False)
        for verdict, button in self._buttons.items():
            button.setChecked(verdict is answer.verdict)
            button.setEnabled(not locked)
        self._group.setExclusive(True)
        unchecked = answer.verdict is ItemVerdict.NOT_CHECKED
        self._reason.show_value(answer.not_checked)
        self._reason.setVisible(unchecked and (current or answer.not_checked is not None))
        self._reason.set_locked(locked)
        self.clear.setVisible(current and answer.verdict is not None and not locked)
        self.updateGeometry()

    def ask_reason(self) -> bool:
        """Put the keyboard on why the item was not checked; False where that is not asked now."""
        if not self._reason.isVisible() or not self._reason.isEnabled():
            return False
        self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def button(self, verdict: ItemVerdict) -> VerdictButton | None:
        return self._buttons.get(verdict)

    def _reason_chosen(self, reason: object) -> None:
        assert reason is None or isinstance(reason, NotCheckedReason)
        self.chosen.emit(ItemVerdict.NOT_CHECKED, reason)


def _chosen(verdict: ItemVerdict) -> tuple[str, Ink]:
    """Its shape and colour once it is the answer."""
    return verdict.value, STATUS_COLOURS[verdict.value][0]
