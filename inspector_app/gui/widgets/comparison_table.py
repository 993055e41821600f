"""What one version of a checklist has otherwise than another: a sentence of counts, and a line for every difference."""

import re
from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from inspector_app.checklist.comparison import Comparison, FieldChange, Why
from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import ItemId, Template
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.theme import GRID, role
from inspector_app.gui.widgets.entries import LineEntry, day_text
from inspector_app.gui.widgets.lines_table import Column, LinesTable
from inspector_app.gui.widgets.sections import beside, words
from inspector_app.i18n import Translate

MOST_LINES = 1500
"""Lines that are shown at once; a search or a kind of difference brings the others into sight."""

WHY = {
    Why.QUESTION: N_("the question"),
    Why.LOOK_AT: N_("what to look at"),
    Why.FACTS: N_("the figures asked"),
    Why.CHOICES: N_("the choices offered"),
}
FIELDS = {
    "title": N_("Title"),
    "areas": N_("Heading"),
    "traits": N_("About the unit"),
    "groups": N_("Group"),
    "choice_lists": N_("List of choices"),
    "checked_on": N_("Legal bases checked on"),
    "criterion": N_("Number in the printed list"),
    "question": N_("Question"),
    "look_at": N_("What to look at"),
    "asks_verdict": N_("Asks for an answer"),
    "facts": N_("Figure"),
    "legal": N_("Legal basis"),
    "result": N_("Result sentence"),
    "result_partly": N_("Result sentence, partly"),
    "shortcoming": N_("Shortcoming sentence"),
    "shortcoming_group": N_("Group of one shortcoming"),
    "group": N_("Paragraph"),
    "remedy": N_("Usual recommendation"),
    "name": N_("Name in expressions"),
    "relevant": N_("Applies if"),
    "required": N_("Wanted before sealing"),
    "within": N_("Group"),
    "evidence": N_("Evidence wanted"),
    "read_only": N_("Text to read"),
    "appearance": N_("Appearance"),
}
PARTS = {
    "checked_on": N_("checked on"),
    "valid_from": N_("in force from"),
    "valid_to": N_("in force to"),
    "confidence": N_("confidence"),
    "label": N_("name"),
    "heading": N_("name"),
    "hint": N_("hint"),
    "kind": N_("kind"),
    "unit": N_("unit of measure"),
    "choices": N_("choices"),
    "choice_list": N_("list of choices"),
    "relevant": N_("asked if"),
    "required": N_("wanted if"),
    "constraint": N_("must hold"),
    "calculation": N_("computed from"),
    "files": N_("answered by files"),
}
"""Fields within a figure, a legal basis, a heading."""
LONGEST_NAME = 44
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
ALL, REQUIREMENT, OTHER, ADDED, REMOVED, MOVED, HEAD = range(7)
KINDS = (
    N_("All differences"),
    N_("What is asked is different"),
    N_("Only sentences, legal bases, conditions"),
    N_("New items"),
    N_("Items that are gone"),
    N_("At another place"),
    N_("The checklist as a whole"),
)
Line = tuple[int, tuple[str, str, str, str]]


def field_name(path: str, translate: Translate) -> str:
    """What a person calls a field of a checklist; of a long name only its beginning."""
    first, _, rest = path.partition(".")
    said = [translate(FIELDS.get(first, first))]
    english = rest == "en" or rest.endswith(".en")
    rest = "" if rest in ("vi", "en") else rest.removesuffix(".vi").removesuffix(".en")
    member, _, last = rest.rpartition(".")
    part = PARTS.get(last)
    name = rest if part is None else member
    if name:
        said.append(name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME].rstrip()}…")
    if part is not None:
        said.append(translate(part))
    if english:
        said.append(translate(N_("in English")))
    return " · ".join(said)


def value_text(value: str | None) -> str:
    """A value as it stands in the table: a day as days are written here."""
    if value is None:
        return ""
    return day_text(date.fromisoformat(value)) if _DAY.fullmatch(value) else value


def counts(found: Comparison, translate: Translate) -> str:
    """One sentence that says how far two versions lie apart."""
    parts = [
        (N_("{count} the same"), len(found.same)),
        (N_("{count} ask something else"), len(found.requirements)),
        (N_("{count} changed otherwise"), len(found.changed) - len(found.requirements)),
        (N_("{count} new"), len(found.added)),
        (N_("{count} gone"), len(found.removed)),
        (N_("{count} renumbered"), len(found.renumbered)),
        (N_("{count} moved"), len(found.moved)),
    ]
    said = [translate(msgid).format(count=count) for msgid, count in parts if count]
    return translate(N_("Items: {counts}")).format(counts=" · ".join(said) or "0")


class ComparisonTable(QWidget):
    """Filled by `show_comparison`; searched without marks, filtered by kind."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        translate = context.translate
        self._context = context
        self._lines: list[Line] = []
        self.summary = words()
        self.more = role(words(), "soft")
        self.kind = QComboBox()
        self.kind.setAccessibleName(translate(N_("Kind of difference")))
        self.kind.addItems([translate(kind) for kind in KINDS])
        self.kind.currentIndexChanged.connect(self._filter)
        self.search = LineEntry()
        self.search.setPlaceholderText(translate(N_("Search, with or without marks")))
        self.search.setAccessibleName(translate(N_("Search in the differences")))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.table = LinesTable(
            translate(N_("Differences")),
            (
                Column(translate(N_("Item")), 10 * GRID),
                Column(translate(N_("What")), 22 * GRID),
                Column(translate(N_("Before"))),
                Column(translate(N_("After"))),
            ),
            key=lambda line: line,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.summary)
        column.addLayout(beside(self.search, self.kind, stretch=0))
        column.addWidget(self.table, 1)
        column.addWidget(self.more)

    def show_comparison(self, found: Comparison, old: Template, new: Template) -> None:
        """Show what `new` has otherwise than `old`."""
        self.summary.setText(counts(found, self._context.translate))
        self._lines = list(self._of(found, old, new))
        self._filter()

    def _filter(self) -> None:
        kind = self.kind.currentIndex()
        sought = fold(self.search.text()).split()
        found = [
            texts
            for own, texts in self._lines
            if kind in (ALL, own) and (not sought or all(word in fold(" ".join(texts)) for word in sought))
        ]
        self.table.show_lines([(texts, texts) for texts in found[:MOST_LINES]])
        over = len(found) - MOST_LINES
        text = self._context.translate(N_("{count} further lines: search for an item, or choose a kind."))
        self.more.setText(text.format(count=over))
        self.more.setVisible(over > 0)

    def _of(self, found: Comparison, old: Template, new: Template) -> Iterator[Line]:
        translate = self._context.translate
        renumbered = {own.after: own.before for own in found.renumbered}
        moved = {own.item: own for own in found.moved}
        changed = {own.item: own for own in found.changed}
        added = set(found.added)
        for item in new.items:
            if item.id in added:
                yield ADDED, (item.id, translate(N_("New item")), "", item.question.vi)
            if item.id in renumbered:
                yield MOVED, (item.id, translate(N_("Renumbered")), renumbered[item.id], item.id)
            if (move := moved.get(item.id)) is not None:
                yield (
                    MOVED,
                    (
                        item.id,
                        translate(N_("At another place")),
                        self._place(move.area_before, move.place_before),
                        self._place(move.area_after, move.place_after),
                    ),
                )
            if (own := changed.get(item.id)) is not None:
                kind = REQUIREMENT if own.why else OTHER
                yield from ((kind, self._line(item.id, change)) for change in own.fields)
        for gone in found.removed:
            former = old.item(gone)
            question = former.question.vi if former is not None else ""
            yield REMOVED, (gone, translate(N_("Item is gone")), question, "")
        for change in found.head:
            yield HEAD, self._line("", change)

    def _line(self, item: ItemId | str, change: FieldChange) -> tuple[str, str, str, str]:
        return (
            item,
            field_name(change.field, self._context.translate),
            value_text(change.before),
            value_text(change.after),
        )

    def _place(self, area: str, place: int) -> str:
        text = self._context.translate(N_("heading {area}, place {place}"))
        return text.format(area=area, place=place)
