"""Every command with its keys, to be given others: the new keys are pressed, refused with a reason, or taken at once."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QPushButton, QWidget

from inspector_app.errors import N_
from inspector_app.gui.commands import COMMANDS, Command, keys_of, shown_keys
from inspector_app.gui.settings.key_rules import conflicting, refusal, with_keys
from inspector_app.gui.settings.rows import ActRow, Group, Row, Setter
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.sections import beside, words

WIDTH = 22 * GRID
AT_ONCE = 6


class KeyEdit(QKeySequenceEdit):
    """Takes the keys that are pressed in it, but lets Tab and Escape go on: nobody is caught in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setFixedWidth(WIDTH)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and not (
                event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            if event.key() == Qt.Key.Key_Escape:
                event.ignore()
                return False
        return super().event(event)


class KeyRow(Row):
    """One command."""

    def __init__(self, setter: Setter, command: Command) -> None:
        _ = setter.context.translate
        super().__init__(_(command.name), _(command.group))
        self.command, self._setter = command, setter
        self.edit = KeyEdit()
        self.edit.setAccessibleName(_(N_("Keys of: {command}")).format(command=self.label))
        self.also = role(QLabel(), "small")
        self.reset = role(QPushButton(_(N_("Reset"))), "quiet")
        self.none = role(QPushButton(_(N_("No keys"))), "quiet")
        for button, run in ((self.reset, self._reset), (self.none, self._take_away)):
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()}: {self.label}")
            button.clicked.connect(run)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.problem = role(words(), "error")
        self.problem.hide()
        self.column.addLayout(
            beside(words(self.label), self.also, self.edit, self.none, self.reset, stretch=0)
        )
        self.column.addWidget(self.problem)
        self.edit.keySequenceChanged.connect(self._pressed)
        setter.context.habits.changed.connect(self._follow)
        self._show()

    def _pressed(self, sequence: QKeySequence) -> None:
        """Take the keys, or say why not and show again what stands."""
        if sequence.isEmpty():
            return
        _, habits = self._setter.context.translate, self._setter.context.habits
        problem = refusal(sequence)
        if problem is not None:
            self._refuse(_(problem))
            return
        if (other := conflicting(self.command, sequence, habits)) is not None:
            text = N_("{keys} belongs to “{command}”. Give that one other keys first.")
            shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
            self._refuse(_(text).format(keys=shown, command=_(other.name)))
            return
        self.problem.hide()
        keys = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        if keys not in keys_of(self.command, habits):
            self._setter.set(keys=with_keys(habits.settings.keys, self.command.id, keys))

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.show()
        self._show()

    def _take_away(self) -> None:
        self.problem.hide()
        self._setter.set(keys=with_keys(self._setter.context.habits.settings.keys, self.command.id, ""))

    def _reset(self) -> None:
        _, habits = self._setter.context.translate, self._setter.context.habits
        for keys in self.command.keys:
            other = conflicting(self.command, QKeySequence(keys), habits)
            if other is not None and dict(habits.settings.keys).get(other.id) is not None:
                text = N_("{keys} belongs to “{command}”. Give that one other keys first.")
                self._refuse(_(text).format(keys=keys, command=_(other.name)))
                return
        self.problem.hide()
        self._setter.set(keys=with_keys(habits.settings.keys, self.command.id, None))

    def _follow(self, names: frozenset[str]) -> None:
        if "keys" in names:
            self._show()

    def _show(self) -> None:
        habits = self._setter.context.habits
        own = keys_of(self.command, habits)
        with QSignalBlocker(self.edit):
            self.edit.setKeySequence(QKeySequence(own[0]) if own else QKeySequence())
        self.also.setText(shown_keys(self.command.id, habits) if len(own) > 1 else "")
        self.reset.setEnabled(any(name == self.command.id for name, _keys in habits.settings.keys))
        self.none.setEnabled(bool(own))


class KeysGroup(Group):
    """All commands, as the table has them; made some at a time, so that the settings open at once."""

    def __init__(self, setter: Setter) -> None:
        _ = setter.context.translate
        first = ActRow(
            _(N_("Click into a field and press the new keys.")),
            [(_(N_("Reset all keys")), lambda: setter.set(keys=()))],
            label_role="soft",
        )
        super().__init__(_(N_("Keys")), [first])
        self._setter = setter
        self._left = list(COMMANDS.values())
        self._go_on = QTimer(self, interval=0)
        self._go_on.timeout.connect(lambda: self.fill(AT_ONCE))
        self._go_on.start()

    def fill(self, most: int | None = None) -> None:
        """Make the rows that are not there yet, at most so many."""
        now, self._left = self._left[:most], self._left[len(self._left[:most]) :]
        for command in now:
            row = KeyRow(self._setter, command)
            self.rows.append(row)
            self.add_wide(row)
        if not self._left:
            self._go_on.stop()

    def search(self, wanted: str) -> bool:
        self.fill()
        return super().search(wanted)
