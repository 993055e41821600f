"""Entries of what a checklist offers to choose from; the options may change with other answers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from inspector_app.errors import N_
from inspector_app.gui.theme import GRID
from inspector_app.gui.widgets.entries import ChoiceEntry
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.i18n import Translate

Options = Sequence[tuple[str, str]]
"""Value and label of each."""

NOTHING = "–"
LEAST, MOST = 12, 56
"""Characters that an entry shows."""
WITHDRAWN = N_("{choice} (no longer offered)")


class OptionEntry(ChoiceEntry):
    """One of the options; a stored value that is offered no longer stays to be seen."""

    def __init__(self, translate: Translate, options: Options) -> None:
        super().__init__([(None, NOTHING), *options])
        self._translate = translate
        self._offered: tuple[tuple[str, str], ...] = tuple(options)
        self._labels = dict(options)
        self._make_room()

    def renew(self, options: Options) -> None:
        """Other options than before; what is chosen stays."""
        if tuple(options) != self._offered:
            self._offered = tuple(options)
            self._labels |= dict(options)
            self._fill(self.value)

    def show_value(self, value: object) -> None:
        if value is not None and value not in self.values:
            self._fill(value)
        super().show_value(value)

    def _fill(self, chosen: object) -> None:
        options: list[tuple[object, str]] = [(None, NOTHING), *self._offered]
        if chosen is not None and chosen not in dict(self._offered):
            label = self._labels.get(str(chosen), str(chosen))
            options.append((chosen, self._translate(WITHDRAWN).format(choice=label)))
        self.offer(options)
        self._make_room()
        super().show_value(chosen)

    def _make_room(self) -> None:
        """Wide enough for the longest option, as far as a card has the room."""
        longest = max((len(label) for _value, label in self._offered), default=0)
        self.setMinimumContentsLength(min(max(longest, LEAST), MOST))


class OptionsEntry(QWidget):
    """Several of the options, in the order of the list."""

    edited = Signal(object)

    def __init__(self, translate: Translate, options: Options) -> None:
        super().__init__()
        self._translate = translate
        self._offered: tuple[tuple[str, str], ...] = ()
        self._labels: dict[str, str] = {}
        self._chosen: tuple[str, ...] = ()
        self._locked = False
        self.boxes: dict[str, QCheckBox] = {}
        self._flow = FlowLayout(self, 2 * GRID)
        self.renew(options)

    def renew(self, options: Options) -> None:
        """Other options than before; what is chosen stays."""
        if tuple(options) != self._offered:
            self._offered = tuple(options)
            self._labels |= dict(options)
            self._arrange()

    def show_value(self, value: object) -> None:
        """Show a tuple of values, or nothing."""
        self._chosen = value if isinstance(value, tuple) else ()
        if any(own not in self.boxes for own in self._chosen):
            self._arrange()
        for name, box in self.boxes.items():
            box.setChecked(name in self._chosen)

    def flush(self) -> None:
        """A choice is handed on at once, so nothing waits."""

    def set_locked(self, locked: bool) -> None:
        """Locked boxes cannot be ticked."""
        self._locked = locked
        for box in self.boxes.values():
            box.setEnabled(not locked)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        super().setAccessibleName(name)
        for box in self.boxes.values():
            box.setAccessibleName(f"{name}: {box.text()}")

    def _arrange(self) -> None:
        for box in self.boxes.values():
            self._flow.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        own = dict(self._offered)
        for name in (*own, *(name for name in self._chosen if name not in own)):
            label = own.get(name)
            if label is None:
                label = self._translate(WITHDRAWN).format(choice=self._labels.get(name, name))
            box = QCheckBox(label.replace("&", "&&"), self)
            box.setChecked(name in self._chosen)
            box.setEnabled(not self._locked)
            box.setAccessibleName(f"{self.accessibleName()}: {label}")
            box.clicked.connect(self._collect)
            self._flow.addWidget(box)
            box.show()
            self.boxes[name] = box
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def _collect(self) -> None:
        self._chosen = tuple(name for name, box in self.boxes.items() if box.isChecked())
        self.edited.emit(self._chosen or None)
