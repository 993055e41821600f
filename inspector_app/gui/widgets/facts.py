"""The editor of one fact: what is typed, what was understood, what is wrong or missing.

It holds what is typed until it makes a fact (an amount needs its number); the fact that is stored is what it
shows after every change. It knows no visit and saves nothing.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from inspector_app.checklist.fact import Choice, Choices, Fact, FactKind
from inspector_app.checklist.fact_kinds import fact_in_words, impossible
from inspector_app.checklist.template import FactSpec, Option
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.figures import FigureError
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.choice_entries import NOTHING, OptionEntry, Options, OptionsEntry
from inspector_app.gui.widgets.entries import AreaEntry, DayEntry, LineEntry, MomentEntry
from inspector_app.gui.widgets.fact_shapes import (
    IMPOSSIBLE,
    SHAPES,
    WORDED,
    Asked,
    Entry,
    Part,
    own_parts,
    taken_apart,
)
from inspector_app.gui.widgets.figure_entries import FigureEntry, TimeEntry
from inspector_app.gui.widgets.file_checks import CHECK, READ, by_documents
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.widgets.understood import Understood
from inspector_app.gui.widgets.warning_lines import WarningLines

DAY_HINT = N_("A day as dd/mm/yyyy, such as 06/06/2022.")
MOMENT_HINT = N_("A day and an hour, such as 06/06/2022 08:30.")
ARROW, WIDEST = 6 * GRID, 60 * GRID
"""Pixels: beside the text of a choice, and of a whole entry."""
MISREADABLE = 1000
"""From here on a number has a mark between its digits, which is what can be misread."""


class FactEditor(QWidget):
    """Edits one fact of an item; one that is calculated or only shown is words."""

    edited = Signal(object)
    """Fact | None"""
    rows_asked = Signal()
    """The list of what was examined, or the table, shall be shown."""
    counts_wanted = Signal()
    """The numbers of the sample shall be those of its list."""
    files_wanted = Signal()
    """Files shall answer it."""

    def __init__(self, context: Context, spec: FactSpec, item_id: str, parent: QWidget | None = None) -> None:
        """`item_id` is empty for what is asked of the unit itself."""
        super().__init__(parent)
        self._context = context
        self._translate = _ = context.translate
        self._shape = SHAPES[spec.kind]
        self._spec = spec
        self._fact: Fact | None = None
        self._parts: dict[str, Any] = {}
        self._entries: dict[str, Entry] = {}
        self._boxes: dict[str, QWidget] = {}
        self._touched: set[str] = set()
        self._asking: FigureEntry | None = None
        self._options: Options = tuple((choice, choice) for choice in spec.choices)
        name = context.worded(spec.label)
        spoken = f"{item_id}, {name}" if item_id else name
        unit = f" ({context.worded(spec.unit)})" if spec.unit is not None else ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self._column.addLayout(self._head(name + unit, spoken))
        if spec.hint is not None:
            self._column.addWidget(role(words(context.worded(spec.hint), self), "small"))
        self._value = words(parent=self)
        self._value.setVisible(self.fixed and spec.kind is not FactKind.ROWS)
        self._column.addWidget(self._value)
        if not self.fixed:
            self._add_entries(spoken)
        self._understood = Understood(self)
        self._understood.chosen.connect(self._take)
        self._hint = role(words(parent=self), "error")
        self._hint.hide()
        self.warnings = WarningLines(self)
        # Below what is typed, where they wrap: beside the name they leave it no room on a small screen.
        doors = FlowLayout(gap=GRID)
        for door in (self.rows, self.by_files, self.counts):
            doors.addWidget(door)
        self._column.addLayout(doors)
        for line in (self._hint, self._understood, self.warnings):
            self._column.addWidget(line)
        self.more.setVisible(not self.fixed and any(part.detail for part in self._shape.parts))

    @property
    def fixed(self) -> bool:
        """Whether nobody types it."""
        return self._spec.calculation is not None or self._spec.read_only

    def show_fact(self, fact: Fact | None, locked: bool) -> None:
        """Show the stored fact; parts that do not make a fact yet stay as they are typed."""
        if self.fixed:
            self._fact = fact
            self._value.setText(self._in_words(fact) or NOTHING)
            self._say()
            return
        typed = any(value is not None for value in self._parts.values())
        half_typed = typed and not (own_parts(self._parts) and self._whole())
        if fact is not None or not half_typed:
            self._fact = fact
            self._parts = taken_apart(fact)
            for name, entry in self._entries.items():
                entry.show_value(self._parts.get(name))
                if isinstance(entry, LineEntry) and not entry.hasFocus():
                    entry.setCursorPosition(0)
        for entry in self._entries.values():
            entry.set_locked(locked)
        self.by_files.setEnabled(not locked)
        self._arrange()
        self._say()

    def offer(self, options: Sequence[Option]) -> None:
        """What may be chosen, as other answers have it now."""
        own = tuple((option.name, self._context.worded(option.label)) for option in options)
        self._options = own
        for entry in self._entries.values():
            if isinstance(entry, OptionEntry | OptionsEntry):
                entry.renew(own)

    def show_rules(self, required: bool, warnings: Sequence[str]) -> None:
        """Whether an answer is asked for and missing, and what the checklist says of the one that is there."""
        self._required.setVisible(required)
        self.warnings.show_sentences(warnings)

    def show_rows(self, count: int, counts: str | None = None) -> None:
        """How many rows are listed; `counts` are numbers of theirs that could be taken over, in words."""
        if self._spec.kind is FactKind.ROWS:
            self.rows.setText(self._translate(N_("Table ({count} rows) …")).format(count=count))
        else:
            self.rows.setText(
                self._translate(N_("List of what was examined ({count}) …")).format(count=count)
            )
        self.counts.setText(
            self._translate(N_("Use the numbers of the list: {counts}")).format(counts=counts)
        )
        self.counts.setVisible(counts is not None)

    def flush(self) -> None:
        """Hand on now what is typed."""
        for entry in self._entries.values():
            entry.flush()
        self._touched.clear()

    @property
    def empty(self) -> bool:
        """Whether no figure is stored here and one can be typed."""
        return self._fact is None and bool(self._entries)

    def focus(self) -> None:
        """Put the keyboard into the first entry."""
        first: QWidget = next(iter(self._entries.values()), self.rows)
        first.setFocus()

    def _head(self, title: str, spoken: str) -> QHBoxLayout:
        _ = self._translate
        head = QHBoxLayout()
        head.setSpacing(GRID)
        self.label = words(title, self)
        # A size policy of its own forgets that the height of wrapped words follows from their width.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.label.setSizePolicy(policy)
        head.addWidget(self.label, 1)
        self._required = role(QLabel(_(N_("required")), self), "chip")
        self._required.hide()
        self._said = role(QLabel(self), "chip")
        self._said.hide()
        self._calculated = role(QLabel(_(N_("calculated")), self), "chip")
        self._calculated.setVisible(self._spec.calculation is not None)
        if self._spec.calculation is not None:
            self._calculated.setToolTip(self._spec.calculation)
            self._calculated.setAccessibleDescription(self._spec.calculation)
        for chip in (self._required, self._calculated, self._said):
            chip.setTextFormat(Qt.TextFormat.PlainText)
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows = self._link(spoken)
        self.rows.setVisible(self._spec.kind in (FactKind.SAMPLE, FactKind.ROWS))
        self.rows.clicked.connect(self.rows_asked)
        self.more = self._link(spoken)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        self.more.setCheckable(True)
        self.more.setText(_(N_("More details")))
        self.more.setAccessibleName(f"{spoken}: {self.more.text()}")
        self.more.toggled.connect(lambda _on: self._arrange())
        self.by_files = self._link(spoken)
        self.by_files.setText(_(CHECK if by_documents(self._spec) else READ))
        self.by_files.setVisible(self._spec.files is not None and not self.fixed)
        self.by_files.clicked.connect(self.files_wanted)
        self.counts = self._link(spoken)
        self.counts.clicked.connect(self.counts_wanted)
        self.show_rows(0)
        return head

    def _link(self, spoken: str) -> QPushButton:
        link = role(QPushButton(self), "link")
        link.setAutoDefault(False)
        link.setAccessibleDescription(spoken)
        return link

    def _add_entries(self, spoken: str) -> None:
        flow = FlowLayout(gap=GRID)
        wide: QWidget | None = None
        asked = Asked(self._translate, self._spec, self._options)
        for part in self._shape.parts:
            made = self._labelled(part, asked, f"{spoken}: {self._translate(part.label)}")
            self._boxes[part.name] = made
            if isinstance(made, AreaEntry | OptionsEntry):
                wide = made
            else:
                flow.addWidget(made)
        if wide is not None:
            self._column.addWidget(wide)
        else:
            self._column.addLayout(flow)

    def _labelled(self, part: Part, asked: Asked, spoken: str) -> QWidget:
        entry = part.make(asked)
        entry.setAccessibleName(spoken)
        entry.edited.connect(lambda value, name=part.name: self._collect(name, value))
        if isinstance(entry, LineEntry):
            entry.faulty.connect(lambda faulty, own=entry: self._show_fault(own, faulty))
        if isinstance(entry, FigureEntry):
            entry.textEdited.connect(lambda _text, name=part.name: self._touched.add(name))
            entry.understood.connect(lambda _words: self._spell())
        self._entries[part.name] = entry
        if len(self._shape.parts) == 1:
            return entry
        box = _Sized(part.width)
        label = role(QLabel(self._translate(part.label), box), "small")
        label.setBuddy(entry)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(entry)
        return box

    def _arrange(self) -> None:
        """Details stay away until somebody wants them or has filled them in."""
        spare = False
        for part in self._shape.parts:
            box = self._boxes.get(part.name)
            if box is None:
                continue
            filled = self._parts.get(part.name) is not None
            shown = filled or (part.asked(self._spec) and (not part.detail or self.more.isChecked()))
            spare = spare or (part.detail and not filled)
            box.setVisible(shown)
        self.more.setVisible(spare)
        text = N_("Fewer details") if self.more.isChecked() else N_("More details")
        self.more.setText(self._translate(text))

    def _collect(self, name: str, value: object) -> None:
        self._parts[name] = value
        if not own_parts(self._parts):
            fact = None
        elif self._whole():
            fact = self._shape.make(self._parts)
        else:
            self._say()
            return
        if fact != self._fact:
            self._fact = fact
            self.edited.emit(fact)
        self._say()

    def _whole(self) -> bool:
        return all(self._parts.get(name) is not None for name in self._shape.needs)

    def _take(self, value: object) -> None:
        """A reading that was chosen."""
        if self._asking is not None:
            entry, self._asking = self._asking, None
            entry.take(value)
            entry.setFocus()

    def _in_words(self, fact: Fact | None) -> str:
        labels = dict(self._options)
        if isinstance(fact, Choice):
            return labels.get(fact.value, fact.value)
        if isinstance(fact, Choices):
            return "; ".join(labels.get(value, value) for value in fact.values)
        return (fact_in_words(fact) or "") if fact is not None else ""

    def _spell(self) -> None:
        """Figures in words: those typed here, and those that could be misread."""
        said = []
        for name, entry in self._entries.items():
            if isinstance(entry, FigureEntry) and (spelled := entry.in_words):
                value = entry.parse(entry.text())
                if name in self._touched or _misreadable(value):
                    said.append(f"{entry.text().strip()}: {spelled}")
        self._understood.say(said)

    def _say(self) -> None:
        """The figure as the minutes write it, and what is wrong or missing."""
        self._spell()
        said = fact_in_words(self._fact) if self._fact is not None and self._spec.kind in WORDED else None
        self._said.setText(said or "")
        self._said.setVisible(bool(said) and not self.fixed)
        faulty = [entry for entry in self._entries.values() if entry.property("faulty")]
        if not any(isinstance(entry, FigureEntry) and entry.readings for entry in faulty):
            self._understood.ask(())
        problem = impossible(self._fact) if self._fact is not None else None
        if problem is not None:
            self._complain(self._translate(IMPOSSIBLE[problem]))
        elif own_parts(self._parts) and not self._whole() and not self.fixed:
            needed = next(part for part in self._shape.parts if self._missing(part))
            self._complain(
                self._translate(N_("Not saved yet: “{field}” is missing.")).format(
                    field=self._translate(needed.label)
                )
            )
        elif not faulty:
            self._hint.hide()

    def _missing(self, part: Part) -> bool:
        return part.name in self._shape.needs and self._parts.get(part.name) is None

    def _show_fault(self, entry: LineEntry, faulty: bool) -> None:
        if bool(entry.property("faulty")) != faulty:
            entry.setProperty("faulty", faulty)
            entry.style().unpolish(entry)
            entry.style().polish(entry)
        if not faulty:
            self._say()
            return
        try:
            entry.parse(entry.text())
        except FigureError as error:
            self._complain(self._translate(str(error)).format(text=entry.text().strip()))
            if isinstance(entry, FigureEntry):
                self._asking = entry
                self._understood.ask(entry.readings)
        except ValueError:
            self._complain(self._translate(_hint_of(entry)))

    def _complain(self, sentence: str) -> None:
        self._hint.setText(sentence)
        self._hint.show()


class _Sized(QWidget):
    """A box of a wanted width that its label, or the longest of its choices, may widen."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def sizeHint(self) -> QSize:
        own = super().sizeHint()
        label = self.findChild(QLabel)
        words = label.sizeHint().width() if label else 0
        return QSize(max(self._width, words, self._choices()), own.height())

    def _choices(self) -> int:
        """Room for the longest choice beside the arrow, as far as a card has it."""
        choices = self.findChild(QComboBox)
        if choices is None:
            return 0
        texts = (choices.itemText(index) for index in range(choices.count()))
        longest = max(map(choices.fontMetrics().horizontalAdvance, texts), default=0)
        return min(longest + ARROW, WIDEST)


def _misreadable(value: object) -> bool:
    if isinstance(value, Decimal):
        return value != value.to_integral_value() or abs(value) >= MISREADABLE
    return isinstance(value, int) and value >= MISREADABLE


def _hint_of(entry: LineEntry) -> str:
    if isinstance(entry, TimeEntry):
        return TimeEntry.HINT
    return MOMENT_HINT if isinstance(entry, MomentEntry) else DAY_HINT if isinstance(entry, DayEntry) else ""
