"""What the dense view shows of an item, column by column, as texts: read once for a line, kept until it changes."""

from dataclasses import dataclass
from enum import StrEnum

from inspector_app.actions.grid import Column
from inspector_app.actions.visits import OpenVisit
from inspector_app.checklist.fact import Choice, Choices
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.finding import Finding
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.responsibility import in_charge
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.sentences import labelled, result_of, shortcoming_of
from inspector_app.checklist.template import AreaId, Item
from inspector_app.checklist.visit import Answer, done
from inspector_app.errors import N_
from inspector_app.gui.bridge import Context
from inspector_app.gui.cells import cell_text
from inspector_app.gui.theme import GRID
from inspector_app.gui.words import NOT_CHECKED_REASONS, VERDICTS


class Shown(StrEnum):
    """The columns, from left to right."""

    NUMBER = "number"
    QUESTION = "question"
    VERDICT = "verdict"
    RESULT = "result"
    SHORTCOMING = "shortcoming"
    NOTE = "note"
    FIGURES = "figures"
    FILES = "files"
    PERSON = "person"
    STATE = "state"
    AREA = "area"


ORDER = tuple(Shown)
PLACE = {own: number for number, own in enumerate(ORDER)}

HEADINGS = {
    Shown.NUMBER: N_("Item"),
    Shown.QUESTION: N_("Question"),
    Shown.VERDICT: N_("Answer"),
    Shown.RESULT: N_("For the minutes: result"),
    Shown.SHORTCOMING: N_("For the minutes: shortcoming"),
    Shown.NOTE: N_("Internal note (not printed)"),
    Shown.FIGURES: N_("Figures"),
    Shown.FILES: N_("Files"),
    Shown.PERSON: N_("In charge"),
    Shown.STATE: N_("State"),
    Shown.AREA: N_("Area"),
}
WIDTHS = {
    Shown.NUMBER: 7 * GRID,
    Shown.QUESTION: 34 * GRID,
    Shown.VERDICT: 18 * GRID,
    Shown.RESULT: 30 * GRID,
    Shown.SHORTCOMING: 30 * GRID,
    Shown.NOTE: 24 * GRID,
    Shown.FIGURES: 20 * GRID,
    Shown.FILES: 8 * GRID,
    Shown.PERSON: 18 * GRID,
    Shown.STATE: 14 * GRID,
    Shown.AREA: 26 * GRID,
}

WRITTEN = {
    Shown.VERDICT: Column.VERDICT,
    Shown.RESULT: Column.RESULT,
    Shown.SHORTCOMING: Column.SHORTCOMING,
    Shown.NOTE: Column.NOTE,
}
"""The columns that can be typed in."""

SEALED = "GRID-SEALED"
READ_ONLY = "GRID-READ-ONLY"
SEVERAL = "GRID-SEVERAL"
NOTHING_ASKED = "GRID-NOTHING-ASKED"

REFUSALS = {
    SEALED: N_("This visit is sealed; it can be read and copied."),
    READ_ONLY: N_("This column is not typed here; open the card of the item (Ctrl+Enter) to change it."),
    SEVERAL: N_("This item has {count} shortcomings; each is changed on the card of the item (Ctrl+Enter)."),
    NOTHING_ASKED: N_("This is a text to read; nothing is asked."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell cannot be written: a code that stays the same, and its sentence in the interface's language."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """One item as its row shows it."""

    item: Item
    texts: tuple[str, ...]
    """By place in ORDER."""
    status: str
    """Name of the state as the theme knows it."""
    findings: int
    by_hand: frozenset[Shown]
    """Sentences that somebody wrote, where the others are ready ones."""


def line_of(context: Context, opened: OpenVisit, item: Item, areas: "Areas") -> GridLine:
    """Everything of one row."""
    _, visit = context.translate, opened.visit
    answer = visit.answer(item.id)
    found = of_item(visit.findings, item.id)
    status = answer.verdict.value if answer.verdict is not None else "yes" if done(visit, item) else "open"
    by_hand = {Shown.RESULT} if answer.result is not None else set()
    if any(own.text is not None for own in found):
        by_hand.add(Shown.SHORTCOMING)
    files = visit.evidence_of(item.id)
    texts = {
        Shown.NUMBER: item.id,
        Shown.QUESTION: context.worded(item.question),
        Shown.VERDICT: verdict_text(context, answer),
        Shown.RESULT: result_of(item, answer, opened.template.choice_lists) or "",
        Shown.SHORTCOMING: shortcomings(opened, found),
        Shown.NOTE: visit.notes.get(item.id, ""),
        Shown.FIGURES: figures(context, opened, item, answer),
        Shown.FILES: str(len(files)) if files else "",
        Shown.PERSON: areas.people(item.area),
        Shown.STATE: _state(context, opened, item, status),
        Shown.AREA: areas.heading(item.area),
    }
    return GridLine(item, tuple(texts[own] for own in ORDER), status, len(found), frozenset(by_hand))


class Areas:
    """What is the same for all items of an area, worked out once."""

    def __init__(self, context: Context, opened: OpenVisit) -> None:
        people = opened.visit.people
        self.numbers = {area.id: place for place, area in enumerate(opened.template.areas, start=1)}
        self._headings = {
            area.id: f"{self.numbers[area.id]}. {context.worded(area.heading)}"
            for area in opened.template.areas
        }
        self._people = {
            area.id: ", ".join(own.name or "…" for own in in_charge(people, area.id))
            for area in opened.template.areas
        }

    def heading(self, area: AreaId) -> str:
        return self._headings[area]

    def people(self, area: AreaId) -> str:
        return self._people[area]


def refusal(context: Context, opened: OpenVisit, item: Item, column: Shown, findings: int) -> Refusal | None:
    """Why a cell cannot be written; None where it can."""
    code = None
    if opened.stage is not Stage.CHECKING:
        code = SEALED
    elif column not in WRITTEN:
        code = READ_ONLY
    elif item.read_only and column is not Shown.NOTE:
        code = NOTHING_ASKED
    elif column is Shown.SHORTCOMING and findings > 1:
        code = SEVERAL
    if code is None:
        return None
    return Refusal(code, context.translate(REFUSALS[code]).format(count=findings))


def verdict_text(context: Context, answer: Answer) -> str:
    """The verdict in words, with the reason where it was not checked."""
    if answer.verdict is None:
        return ""
    word = context.translate(VERDICTS[answer.verdict])
    if answer.not_checked is None:
        return word
    return f"{word} ({context.translate(NOT_CHECKED_REASONS[answer.not_checked])})"


def shortcomings(opened: OpenVisit, found: tuple[Finding, ...]) -> str:
    """All that the minutes say was found wrong, one below the other."""
    said = (shortcoming_of(own, opened.template, opened.visit.answers) for own in found)
    return "\n".join(text for text in said if text)


def figures(context: Context, opened: OpenVisit, item: Item, answer: Answer) -> str:
    """The facts of an answer in words; of several, each with what it is."""
    facts = labelled(item.facts, answer.facts, opened.template.choice_lists)
    said = []
    for spec in item.facts:
        fact = facts.get(spec.id)
        if fact is None or (item.id, spec.id) in opened.visit.hidden:
            continue
        words = cell_text(fact, {}) if isinstance(fact, Choice | Choices) else fact_in_words(fact)
        if words:
            said.append(words if len(item.facts) == 1 else f"{context.worded(spec.label)}: {words}")
    return "; ".join(said)


def _state(context: Context, opened: OpenVisit, item: Item, status: str) -> str:
    entity = f"answer:{item.id}"
    if any(own.entity == entity for own in opened.visit.conflicts):
        return context.translate(N_("Differs"))
    return context.translate(N_("Not done yet") if status == "open" else N_("Done"))
