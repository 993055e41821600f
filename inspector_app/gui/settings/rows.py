"""Lines of the settings: a name, what is set, and the way back to what the program does by itself.

A row changes its setting at once, writes it down, and follows whoever else changes it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector_app.checklist.folding import fold
from inspector_app.errors import N_, SettingsError
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import ChoiceEntry, LineEntry, LinesEntry
from inspector_app.gui.widgets.sections import Section, beside, words
from inspector_app.settings import Settings

DEFAULTS = Settings()


class Setter(QObject):
    """Changes settings for all rows: at once, written down, a failure shown."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context

    def set(self, **values: Any) -> None:
        self.context.habits.change(**values)
        try:
            self.context.habits.save()
        except SettingsError as error:
            self.context.report(error)


class Row(QWidget):
    """Anything that the search can find."""

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label, self.hint = label, hint
        self._searched = fold(f"{label} {hint}")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, GRID)
        self.column.setSpacing(GRID // 2)

    def matches(self, wanted: str, group: str) -> bool:
        """Whether all words of a folded search are in the name, the hint or the name of the group."""
        text = f"{self._searched} {group}"
        return all(word in text for word in wanted.split())


class SettingRow(Row):
    """One setting behind one entry."""

    def __init__(
        self,
        setter: Setter,
        name: str,
        label: str,
        entry: "ChoiceEntry | LineEntry | LinesEntry | Switch",
        hint: str = "",
    ) -> None:
        super().__init__(label, hint)
        self.name, self.entry, self._setter = name, entry, setter
        _ = setter.context.translate
        title = role(QLabel(label), "label")
        title.setWordWrap(True)
        title.setBuddy(entry)
        entry.setAccessibleName(label)
        self.reset = role(QPushButton(_(N_("Reset"))), "quiet")
        self.reset.setAutoDefault(False)
        self.reset.setAccessibleName(f"{self.reset.text()}: {label}")
        self.reset.clicked.connect(lambda: setter.set(**{name: getattr(DEFAULTS, name)}))
        if isinstance(entry, Switch):
            entry.setText(label)
        else:
            self.column.addWidget(title)
        self.column.addLayout(beside(entry, self.reset, stretch=0))
        if hint:
            self.column.addWidget(role(words(hint), "small"))
        entry.edited.connect(self._take)
        setter.context.habits.changed.connect(self._follow)
        self._show()

    def _take(self, value: object) -> None:
        default = getattr(DEFAULTS, self.name)
        self._setter.set(**{self.name: () if value is None and default == () else value})

    def _follow(self, names: frozenset[str]) -> None:
        if self.name in names:
            self._show()

    def _show(self) -> None:
        value = getattr(self._setter.context.habits.settings, self.name)
        self.entry.show_value(value or None if value == () else value)
        self.reset.setEnabled(value != getattr(DEFAULTS, self.name))


class Switch(QCheckBox):
    """On or off."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clicked.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show it without telling anybody."""
        self.setChecked(bool(value))

    def _tell(self, on: bool) -> None:
        self.edited.emit(on)


class ActRow(Row):
    """A sentence with buttons behind it."""

    def __init__(
        self,
        label: str,
        acts: Sequence[tuple[str, Callable[[], object]]],
        hint: str = "",
        label_role: str = "label",
    ) -> None:
        super().__init__(label, hint)
        self.said = role(words(label), label_role)
        self.column.addWidget(self.said)
        if hint:
            self.column.addWidget(role(words(hint), "small"))
        self.buttons = []
        for text, run in acts:
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.setAccessibleName(text)
            button.clicked.connect(lambda _on=False, own=run: own())
            self.buttons.append(button)
        self.column.addLayout(beside(*self.buttons, None))


class Group(Section):
    """A card of rows under one heading."""

    def __init__(self, title: str, rows: Sequence[Row]) -> None:
        super().__init__(title, 1)
        self.title, self.rows = title, list(rows)
        for row in rows:
            self.add_wide(row)

    def search(self, wanted: str) -> bool:
        """Show the rows that match; whether there are any."""
        own = fold(self.title)
        found = [row.matches(wanted, own) for row in self.rows]
        for row, shown in zip(self.rows, found, strict=True):
            row.setVisible(shown)
        self.setVisible(any(found))
        return any(found)
