"""Editors of facts, one shape per kind: what it is typed in, and how the parts make a Fact.

An editor holds what is typed until it makes a fact (an amount needs its number); the fact that is stored is
what it shows after every change.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from inspector_app.checklist.fact import (
    Amount,
    Choice,
    Count,
    Day,
    Document,
    Fact,
    FactKind,
    Origin,
    Rate,
    Sample,
    Text,
    Url,
)
from inspector_app.checklist.fact_kinds import fact_in_words, impossible
from inspector_app.checklist.template import FactSpec
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.figures import FigureError
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import AreaEntry, ChoiceEntry, DayEntry, LineEntry
from inspector_app.gui.widgets.figure_entries import DayOrWordsEntry, NumberEntry, PercentEntry
from inspector_app.gui.widgets.flow import FlowLayout
from inspector_app.gui.widgets.sections import words
from inspector_app.gui.words import SOURCES
from inspector_app.i18n import Translate

NARROW, TIGHT, MIDDLE, WIDE = 104, 144, 184, 272
"""Widths of entries in pixels: a number, a word or two, some words, a title."""

IMPOSSIBLE = {
    "negative": N_("A number cannot be below zero here."),
    "examined_over_population": N_("More was examined than there is in all."),
    "defective_over_examined": N_("More is defective than was examined."),
    "denominator_zero": N_("The whole is 0, so there is no rate."),
    "rate_over_100": N_("The rate is over 100%."),
    "count_over_whole": N_("The count is greater than its whole."),
}
"""By the codes of checklist.fact.impossible."""

DAY_HINT = N_("A day as dd/mm/yyyy, such as 06/06/2022.")


Entry = LineEntry | AreaEntry | ChoiceEntry
Parts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to type: name of the fact's field, its label, and how wide it is."""

    name: str
    label: str
    make: Callable[[Translate, FactSpec], Entry]
    width: int = NARROW


@dataclass(frozen=True, slots=True)
class Shape:
    """How a kind of fact is typed, taken apart and made."""

    parts: tuple[Part, ...]
    make: Callable[[Parts], Fact]
    needs: tuple[str, ...] = ()
    """Parts without which there is no fact yet."""


def _number(_translate: Translate, _spec: FactSpec) -> Entry:
    return NumberEntry()


def _line(_translate: Translate, _spec: FactSpec) -> Entry:
    return LineEntry()


def _day(_translate: Translate, _spec: FactSpec) -> Entry:
    return DayEntry()


def _source(translate: Translate, _spec: FactSpec) -> Entry:
    return ChoiceEntry([(None, "–"), *((source, translate(word)) for source, word in SOURCES.items())])


def _in_force(translate: Translate, _spec: FactSpec) -> Entry:
    return ChoiceEntry([(None, "–"), (True, translate(N_("Yes"))), (False, translate(N_("No")))])


def _choices(_translate: Translate, spec: FactSpec) -> Entry:
    return ChoiceEntry([(None, "–"), *((choice, choice) for choice in spec.choices)])


_ORIGIN = (
    Part("source", N_("Source of the figure"), _source, MIDDLE),
    Part("as_of", N_("Figures up to"), lambda _t, _s: DayOrWordsEntry(), MIDDLE),
)

SHAPES: dict[FactKind, Shape] = {
    FactKind.SAMPLE: Shape(
        (
            Part("population", N_("All (N)"), _number),
            Part("examined", N_("Examined (n)"), _number),
            Part("defective", N_("Defective (x)"), _number),
            Part("words", N_("In words, without numbers"), _line, MIDDLE),
            Part("method", N_("How it was drawn"), _line, WIDE),
            *_ORIGIN,
        ),
        lambda parts: Sample(origin=_origin(parts), **_own(parts)),
    ),
    FactKind.RATE: Shape(
        (
            Part("numerator", N_("Part"), _number),
            Part("denominator", N_("Whole"), _number),
            Part("percent", N_("Or only per cent"), lambda _t, _s: PercentEntry()),
            Part("period", N_("Period"), _line, MIDDLE),
            *_ORIGIN,
        ),
        lambda parts: Rate(origin=_origin(parts), **_own(parts)),
    ),
    FactKind.AMOUNT: Shape(
        (Part("dong", N_("Amount in đồng"), _number, MIDDLE), *_ORIGIN),
        lambda parts: Amount(origin=_origin(parts), **_own(parts)),
        ("dong",),
    ),
    FactKind.COUNT: Shape(
        (Part("number", N_("Number"), _number), Part("of", N_("Out of"), _number), *_ORIGIN),
        lambda parts: Count(origin=_origin(parts), **_own(parts)),
        ("number",),
    ),
    FactKind.DATE: Shape(
        (Part("on", N_("Day"), _day, MIDDLE), Part("due", N_("Due by"), _day, MIDDLE)),
        lambda parts: Day(**_own(parts)),
        ("on",),
    ),
    FactKind.DOCUMENT: Shape(
        (
            Part("type", N_("Type of document"), _line, TIGHT),
            Part("number", N_("Number and sign"), _line, TIGHT),
            Part("issued", N_("Issued on"), _day, TIGHT),
            Part("in_force", N_("In force"), _in_force, NARROW),
            Part("issuer", N_("Issued by"), _line, WIDE),
            Part("abstract", N_("About"), _line, WIDE),
        ),
        lambda parts: Document(**_own(parts)),
    ),
    FactKind.URL: Shape(
        (Part("address", N_("Web address"), _line, WIDE), Part("seen_on", N_("Looked at on"), _day, MIDDLE)),
        lambda parts: Url(**_own(parts)),
        ("address",),
    ),
    FactKind.CHOICE: Shape(
        (Part("value", N_("Choice"), _choices, MIDDLE),), lambda parts: Choice(**_own(parts)), ("value",)
    ),
    FactKind.TEXT: Shape(
        (Part("text", N_("Text"), lambda _t, _s: AreaEntry(1), WIDE),),
        lambda parts: Text(**_own(parts)),
        ("text",),
    ),
}
"""The registry: every kind of fact has its shape here."""

WORDED = frozenset({FactKind.SAMPLE, FactKind.RATE})
"""Kinds whose figure is said again as the minutes write it."""


class FactEditor(QWidget):
    """Edits one fact of an item."""

    edited = Signal(object)
    """Fact | None"""
    rows_asked = Signal()
    """The list of what was examined shall be shown."""

    def __init__(self, context: Context, spec: FactSpec, item_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translate = _ = context.translate
        self._shape = SHAPES[spec.kind]
        self._spec = spec
        self._fact: Fact | None = None
        self._parts: dict[str, Any] = {}
        self._entries: dict[str, Entry] = {}
        self._hint = role(words(parent=self), "error")
        self._hint.hide()
        self._said = role(QLabel(self), "chip")
        self._said.hide()
        name = context.worded(spec.label)
        unit = f" ({context.worded(spec.unit)})" if spec.unit is not None else ""
        head = QHBoxLayout()
        head.setSpacing(GRID)
        self.label = words(name + unit, self)
        # A size policy of its own forgets that the height of wrapped words follows from their width.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.label.setSizePolicy(policy)
        head.addWidget(self.label, 1)
        head.addWidget(self._said, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows = role(QPushButton(self), "link")
        self.rows.setAutoDefault(False)
        self.rows.setVisible(spec.kind is FactKind.SAMPLE)
        self.rows.clicked.connect(self.rows_asked)
        self.show_rows(0)
        head.addWidget(self.rows, 0, Qt.AlignmentFlag.AlignVCenter)
        flow = FlowLayout(gap=GRID)
        wide: QWidget | None = None
        for part in self._shape.parts:
            made = self._labelled(part, f"{item_id}, {name}: {_(part.label)}")
            if isinstance(made, AreaEntry):
                wide = made
            else:
                flow.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(head)
        if wide is not None:
            column.addWidget(wide)
        else:
            column.addLayout(flow)
        column.addWidget(self._hint)

    def show_fact(self, fact: Fact | None, locked: bool) -> None:
        """Show the stored fact; parts that do not make a fact yet stay as they are typed."""
        typed = any(value is not None for value in self._parts.values())
        half_typed = typed and not (_own(self._parts) and self._whole())
        if fact is not None or not half_typed:
            self._fact = fact
            self._parts = taken_apart(fact)
            for name, entry in self._entries.items():
                entry.show_value(self._parts.get(name))
                if isinstance(entry, LineEntry) and not entry.hasFocus():
                    entry.setCursorPosition(0)
        for entry in self._entries.values():
            entry.set_locked(locked)
        self._say()

    def show_rows(self, count: int) -> None:
        """How many rows of a sample are listed."""
        self.rows.setText(self._translate(N_("List of what was examined ({count}) …")).format(count=count))

    def flush(self) -> None:
        """Hand on now what is typed."""
        for entry in self._entries.values():
            entry.flush()

    def focus(self) -> None:
        """Put the keyboard into the first entry."""
        next(iter(self._entries.values())).setFocus()

    def _labelled(self, part: Part, spoken: str) -> QWidget:
        entry = part.make(self._translate, self._spec)
        entry.setAccessibleName(spoken)
        entry.edited.connect(lambda value, name=part.name: self._collect(name, value))
        if isinstance(entry, LineEntry):
            entry.faulty.connect(lambda faulty, own=entry: self._show_fault(own, faulty))
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

    def _collect(self, name: str, value: object) -> None:
        self._parts[name] = value
        if not _own(self._parts):
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

    def _say(self) -> None:
        """The figure as the minutes write it, and what is wrong or missing."""
        said = fact_in_words(self._fact) if self._fact is not None and self._spec.kind in WORDED else None
        self._said.setText(said or "")
        self._said.setVisible(bool(said))
        problem = impossible(self._fact) if self._fact is not None else None
        if problem is not None:
            self._complain(self._translate(IMPOSSIBLE[problem]))
        elif _own(self._parts) and not self._whole():
            needed = next(part for part in self._shape.parts if part.name in self._shape.needs)
            self._complain(
                self._translate(N_("Not saved yet: “{field}” is missing.")).format(
                    field=self._translate(needed.label)
                )
            )
        elif not any(entry.property("faulty") for entry in self._entries.values()):
            self._hint.hide()

    def _show_fault(self, entry: LineEntry, faulty: bool) -> None:
        if bool(entry.property("faulty")) != faulty:
            entry.setProperty("faulty", faulty)
            entry.style().unpolish(entry)
            entry.style().polish(entry)
        if faulty:
            try:
                entry.parse(entry.text())
            except FigureError as error:
                self._complain(self._translate(str(error)))
            except ValueError:
                self._complain(self._translate(DAY_HINT))
        else:
            self._say()

    def _complain(self, sentence: str) -> None:
        self._hint.setText(sentence)
        self._hint.show()


class _Sized(QWidget):
    """A box of a wanted width that its label may widen."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def sizeHint(self) -> QSize:
        own = super().sizeHint()
        label = self.findChild(QLabel)
        return QSize(max(self._width, label.sizeHint().width() if label else 0), own.height())


def _own(parts: Parts) -> dict[str, Any]:
    """The parts that are there, without those of the origin."""
    return {
        name: value for name, value in parts.items() if value is not None and name not in ("source", "as_of")
    }


def _origin(parts: Parts) -> Origin:
    as_of = parts.get("as_of")
    if isinstance(as_of, date):
        return Origin(parts.get("source"), as_of)
    return Origin(parts.get("source"), None, as_of)


def taken_apart(fact: Fact | None) -> dict[str, Any]:
    """A fact's parts by the names of their entries."""
    if fact is None:
        return {}
    parts = {name: getattr(fact, name) for name in (own.name for own in fields(fact)) if name != "origin"}
    if isinstance(fact, Sample | Rate | Amount | Count):
        parts["source"] = fact.origin.source
        parts["as_of"] = fact.origin.as_of or fact.origin.as_of_words
    return parts
