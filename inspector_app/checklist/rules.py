"""The check before sealing (rà soát trước khi chốt): what blocks and what only warns.

Blocks only what would make the minutes wrong or unprintable; everything else is the team's to keep.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from inspector_app.checklist import cautions, sentences
from inspector_app.checklist.fact import Document, Fact
from inspector_app.checklist.fact_kinds import impossible
from inspector_app.checklist.seal import required_signers
from inspector_app.checklist.symbols import TRAITS
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import Person, PersonRole, Visit
from inspector_app.errors import N_

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


OPEN = cautions.OPEN


class Severity(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One thing to look at, and the place it jumps to."""

    code: str
    severity: Severity
    entity: str
    field: str
    message: str
    """Msgid with places that `parameters` fill."""
    parameters: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def key(self) -> str:
        """Identity under which a reason for keeping it is given."""
        return f"{self.code} {self.entity}/{self.field}"


SIGNER_PERSONS = {
    SignerRole.UNIT: PersonRole.REPRESENTATIVE,
    SignerRole.LEADER: PersonRole.LEADER,
    SignerRole.SECRETARY: PersonRole.SECRETARY,
}


def signer(visit: Visit, role: SignerRole) -> Person | None:
    """Who signs in a place; for an absent leader the deputy (KT. TRƯỞNG ĐOÀN), as the minutes print it."""
    person = visit.person(SIGNER_PERSONS[role])
    if person is None and role is SignerRole.LEADER:
        return visit.person(PersonRole.DEPUTY)
    return person


IMPOSSIBLE = {
    "negative": N_("Item {item}: a figure is below zero."),
    "examined_over_population": N_("Item {item}: more was examined than there is."),
    "defective_over_examined": N_("Item {item}: more is defective than was examined."),
    "denominator_zero": N_("Item {item}: a rate of nothing: the whole is 0."),
    "rate_over_100": N_("Item {item}: the rate is over 100%."),
    "count_over_whole": N_("Item {item}: the count is greater than its whole."),
    "causes_over_numerator": N_("Item {item}: the causes of delay add up to more than what was late."),
    "place_off_earth": N_("Item {item}: the point lies outside the map of the earth."),
}
"""By the codes of fact_kinds.impossible."""


def review(
    visit: Visit, template: Template, unprintable: Callable[[str], tuple[str, ...]]
) -> tuple[ReviewLine, ...]:
    """Everything to look at before sealing, what blocks first, then in the order of the checklist.

    `unprintable` names the characters of a text that the minutes' font cannot print.
    """
    asked = replace(visit, answers=sentences.printed_answers(visit))
    lines = [
        *_conflicts(visit),
        *_signers(visit),
        *_times(visit),
        *_figures(visit, template),
        *_characters(asked, template, unprintable),
        *(
            ReviewLine(own.code, Severity.WARNS, own.entity, own.field, own.message, own.parameters)
            for own in cautions.cautions(visit, template)
        ),
    ]
    return tuple(sorted(lines, key=lambda line: line.severity is Severity.WARNS))


def _conflicts(visit: Visit) -> Iterator[ReviewLine]:
    for conflict in visit.conflicts:
        yield ReviewLine(
            "REVIEW-CONFLICT",
            Severity.BLOCKS,
            conflict.entity,
            conflict.field,
            N_("Two people wrote different values; choose one."),
        )


def _signers(visit: Visit) -> Iterator[ReviewLine]:
    """A reconstruction from a press report (it carries a notice) may print dots instead of a name."""
    if visit.details.notice is not None:
        return
    for role in required_signers(visit.details.closing):
        person = signer(visit, role)
        if person is None or not person.name:
            yield ReviewLine(
                f"REVIEW-SIGNER-{role.upper().replace('_', '-')}",
                Severity.BLOCKS,
                f"person:{person.id}" if person else "visit",
                "name" if person else "unit_people" if role is SignerRole.UNIT else "people",
                {
                    SignerRole.UNIT: N_("The representative of the inspected unit has no name."),
                    SignerRole.LEADER: N_("The team leader has no name."),
                    SignerRole.SECRETARY: N_("The secretary has no name."),
                }[role],
            )


def _times(visit: Visit) -> Iterator[ReviewLine]:
    opened, closed = visit.details.opened_at, visit.details.closed_at
    if opened is not None and closed is not None and closed < opened:
        yield ReviewLine(
            "REVIEW-TIMES",
            Severity.BLOCKS,
            "visit",
            "closed_at",
            N_("The minutes close before they open."),
        )


def _figures(visit: Visit, template: Template) -> Iterator[ReviewLine]:
    """What does not apply or is not asked is not printed, and cannot block."""
    for trait in template.traits:
        if (fact := visit.traits.get(trait.id)) is not None and (TRAITS, trait.id) not in visit.hidden:
            yield from _impossible(fact, "traits", trait.id, trait.label.vi)
    for item in template.items:
        if item.id in visit.answers and visit.applies(item.id):
            for fact_id, fact in visit.answers[item.id].facts.items():
                if (item.id, fact_id) not in visit.hidden:
                    yield from _impossible(fact, f"answer:{item.id}", fact_id, item.id)
    for row in visit.rows:
        if visit.applies(ItemId(row.item)) and (ItemId(row.item), row.fact) not in visit.hidden:
            for column, fact in row.cells.items():
                yield from _impossible(fact, f"row:{row.id}", column, row.item)


def _impossible(fact: Fact, entity: str, name: str, item: str) -> Iterator[ReviewLine]:
    if problem := impossible(fact):
        code = f"REVIEW-FIGURE-{problem.upper().replace('_', '-')}"
        yield ReviewLine(code, Severity.BLOCKS, entity, name, IMPOSSIBLE[problem], {"item": item})


def _characters(
    visit: Visit, template: Template, unprintable: Callable[[str], tuple[str, ...]]
) -> Iterator[ReviewLine]:
    for entity, name, text in _texts(visit, template):
        if missing := unprintable(text):
            yield ReviewLine(
                "REVIEW-CHARACTER",
                Severity.BLOCKS,
                entity,
                name,
                N_("These characters cannot be printed: {characters}"),
                {"characters": " ".join(missing)},
            )


def _texts(visit: Visit, template: Template) -> Iterator[tuple[str, str, str]]:
    """Every text that the minutes would print, with its place."""
    yield from _attributes("visit", visit.details)
    yield from _attributes("opinion", visit.opinion)
    yield from _attributes("assessment", visit.assessment)
    yield from _ready(visit, template)
    for earlier in visit.earlier:
        for name in ("text", "document", "report", "remark"):
            for text in _strings(getattr(earlier, name)):
                yield f"earlier:{earlier.id}", name, text
    listed: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("person", visit.people),
        ("finding", tuple(filter(visit.concerns, visit.findings))),
        ("recommendation", visit.recommendations),
        ("row", visit.rows),
    )
    for word, values in listed:
        for value in values:
            yield from _attributes(f"{word}:{value.id}", value)
    for evidence in visit.evidence:
        if evidence.printed:
            yield from _attributes(f"evidence:{evidence.sha256}", evidence)


def _ready(visit: Visit, template: Template) -> Iterator[tuple[str, str, str]]:
    """The sentences that are made of figures, and those written over them."""
    for item in template.items:
        answer = visit.answers.get(item.id)
        if answer is None or not visit.applies(item.id):
            continue
        text = sentences.result_of(item, answer, template.choice_lists)
        if text:
            yield f"answer:{item.id}", "result", text
    for finding in filter(visit.concerns, visit.findings):
        if finding.text is None and (text := sentences.shortcoming_of(finding, template, visit.answers)):
            yield f"finding:{finding.id}", "text", text


def _attributes(entity: str, value: "DataclassInstance") -> Iterator[tuple[str, str, str]]:
    for spec in fields(value):
        for text in _strings(getattr(value, spec.name)):
            yield entity, spec.name, text


def _strings(value: object) -> Iterator[str]:
    """The texts in a field: its own, of a list, or of a document."""
    match value:
        case str():
            yield value
        case tuple():
            for item in value:
                yield from _strings(item)
        case Document():
            for spec in fields(value):
                yield from _strings(getattr(value, spec.name))
