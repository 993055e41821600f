"""Entries made of several: a document by its parts, and a deadline as a date or in words."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from inspector_app.checklist.fact import Document
from inspector_app.checklist.finding import Deadline, DeadlineKind
from inspector_app.errors import N_
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import AreaEntry, ChoiceEntry, DayEntry, LineEntry
from inspector_app.gui.widgets.sections import words

DEADLINE_WORDS = {
    None: N_("Left open (the conclusion fixes it)"),
    DeadlineKind.ON: N_("On a date"),
    DeadlineKind.IMMEDIATELY: N_("Right after the inspection ends"),
    DeadlineKind.REGULARLY: N_("Regularly"),
    DeadlineKind.AFTER_CONCLUSION: N_("Days after the conclusion notice is received"),
}

USUAL_DAYS = 30


class DocumentParts:
    """The entries of a document's parts and the Document they make; the form places them."""

    def __init__(self, changed: Callable[[Document | None], None]) -> None:
        self._document = Document()
        self._changed = changed
        self.type = LineEntry()
        self.number = LineEntry()
        self.issued = DayEntry()
        self.issuer = LineEntry()
        self.abstract = AreaEntry()
        self.entries: Mapping[str, LineEntry | AreaEntry] = {
            "type": self.type,
            "number": self.number,
            "issued": self.issued,
            "issuer": self.issuer,
            "abstract": self.abstract,
        }
        for entry in self.entries.values():
            entry.edited.connect(self._collect)

    def show_value(self, value: object) -> None:
        """Show a Document, or nothing."""
        self._document = value if isinstance(value, Document) else Document()
        for name, entry in self.entries.items():
            entry.show_value(getattr(self._document, name))

    def flush(self) -> None:
        """Hand on now what is typed."""
        for entry in self.entries.values():
            entry.flush()

    def set_locked(self, locked: bool) -> None:
        """Lock every part."""
        for entry in self.entries.values():
            entry.set_locked(locked)

    def _collect(self, _value: object) -> None:
        issued = _day(self.issued)
        document = Document(
            type=_text(self.type),
            number=_text(self.number),
            issued=issued if issued is not None or not self.issued.text() else self._document.issued,
            issuer=_text(self.issuer),
            abstract=_text(self.abstract),
            in_force=self._document.in_force,
        )
        self._document = document
        self._changed(None if document == Document() else document)


class DeadlineEntry(QWidget):
    """When something is due: a date, the usual phrases, a number of days, or left open."""

    edited = Signal(object)

    def __init__(self, translate: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = ChoiceEntry([(kind, translate(text)) for kind, text in DEADLINE_WORDS.items()])
        self.kind.setAccessibleName(translate(N_("Deadline")))
        self.day = DayEntry()
        self.day.setAccessibleName(translate(N_("Due date")))
        self.days = QSpinBox()
        self.days.setRange(1, 999)
        self.days.setValue(USUAL_DAYS)
        self.days.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.days.setSuffix(" " + translate(N_("days")))
        self.days.setAccessibleName(translate(N_("Number of days")))
        self.days.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fault = words(translate(N_("Type the date as day/month/year, such as 06/6/2026.")))
        role(self._fault, "error")
        self._fault.hide()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.kind, 3)
        row.addWidget(self.day, 2)
        row.addWidget(self.days)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._fault)
        self.setFocusProxy(self.kind)
        self._shown: Deadline | None = None
        self.kind.edited.connect(self._kind_chosen)
        self.day.edited.connect(self._collect)
        self.day.faulty.connect(self._fault.setVisible)
        self.days.editingFinished.connect(self._collect)
        self._arrange(None)

    def show_value(self, value: object) -> None:
        """Show a Deadline, or None for one left open."""
        deadline = value if isinstance(value, Deadline) else None
        if deadline is None and self._shown is None and self.kind.value is DeadlineKind.ON:
            return  # The date is still being typed.
        self._shown = deadline
        kind = None if deadline is None else deadline.kind
        self.kind.show_value(kind)
        self.day.show_value(None if deadline is None else deadline.on)
        if deadline is not None and deadline.days is not None:
            self.days.setValue(deadline.days)
        self._arrange(kind)

    def reset(self) -> None:
        """Forget a date half typed: another thing's deadline comes next."""
        self._shown = None
        self.kind.show_value(None)
        self.day.clear()
        self._arrange(None)

    def flush(self) -> None:
        """Hand on a date that is typed and not yet handed on."""
        if self.kind.value is DeadlineKind.ON:
            self.day.flush()
        elif self.kind.value is DeadlineKind.AFTER_CONCLUSION:
            self._collect()

    def set_locked(self, locked: bool) -> None:
        """Lock every part."""
        self.kind.set_locked(locked)
        self.day.set_locked(locked)
        self.days.setReadOnly(locked)

    def _arrange(self, kind: object) -> None:
        self.day.setVisible(kind is DeadlineKind.ON)
        self.days.setVisible(kind is DeadlineKind.AFTER_CONCLUSION)
        if kind is not DeadlineKind.ON:
            self._fault.hide()

    def _kind_chosen(self, kind: object) -> None:
        self._arrange(kind)
        if kind is DeadlineKind.ON:
            self.day.setFocus()
            if _day(self.day) is None:
                return
        self._collect()

    def _collect(self, _value: object = None) -> None:
        kind = self.kind.value
        deadline: Deadline | None = None
        if kind is DeadlineKind.ON:
            day = _day(self.day)
            deadline = None if day is None else Deadline(DeadlineKind.ON, on=day)
        elif kind is DeadlineKind.AFTER_CONCLUSION:
            deadline = Deadline(DeadlineKind.AFTER_CONCLUSION, days=self.days.value())
        elif isinstance(kind, DeadlineKind):
            deadline = Deadline(kind)
        if deadline != self._shown:
            self._shown = deadline
            self.edited.emit(deadline)


def _text(entry: LineEntry | AreaEntry) -> str | None:
    value = entry.parse(entry.text() if isinstance(entry, LineEntry) else entry.toPlainText())
    return value if isinstance(value, str) else None


def _day(entry: DayEntry) -> date | None:
    try:
        value = entry.parse(entry.text())
    except ValueError:
        return None
    return value if isinstance(value, date) else None
