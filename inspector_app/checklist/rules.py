"""The check before sealing (rà soát trước khi chốt): what blocks and what only warns.

Blocks only what would make the minutes wrong or unprintable; everything else is the team's to keep.
"""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

from inspector_app.checklist import sentences
from inspector_app.checklist.fact import Document, Fact, FactId
from inspector_app.checklist.fact_kinds import KINDS, fact_in_words, impossible
from inspector_app.checklist.finding import DeadlineKind
from inspector_app.checklist.follow_up import EarlierFinding
from inspector_app.checklist.seal import required_signers
from inspector_app.checklist.template import Item, Template
from inspector_app.checklist.verdict import SignerRole
from inspector_app.checklist.visit import ItemVerdict, Person, PersonRole, Visit, answered
from inspector_app.errors import N_

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


OPEN = "REVIEW-OPEN"
"""Code of the line for an item that is not answered yet."""


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
    lines = [
        *_conflicts(visit),
        *_signers(visit),
        *_times(visit),
        *_figures(visit, template),
        *_characters(visit, template, unprintable),
        *_answers(visit, template),
        *_findings(visit),
        *_earlier(visit),
        *_hand_written(visit),
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
                "name" if person else "people",
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
    for item in template.items:
        for fact_id, fact in visit.answer(item.id).facts.items():
            if problem := impossible(fact):
                yield ReviewLine(
                    f"REVIEW-FIGURE-{problem.upper().replace('_', '-')}",
                    Severity.BLOCKS,
                    f"answer:{item.id}",
                    fact_id,
                    IMPOSSIBLE[problem],
                    {"item": item.id},
                )


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
    for person in visit.people:
        yield from _attributes(f"person:{person.id}", person)
    for item in template.items:
        if text := sentences.result_of(item, visit.answer(item.id)):
            yield f"answer:{item.id}", "result", text
    for finding in visit.findings:
        if finding.text is None and (text := sentences.shortcoming_of(finding, template, visit.answers)):
            yield f"finding:{finding.id}", "text", text
        yield from _attributes(f"finding:{finding.id}", finding)
    for recommendation in visit.recommendations:
        yield from _attributes(f"recommendation:{recommendation.id}", recommendation)
    for earlier in visit.earlier:
        yield from _printed_of(earlier)
    for row in visit.rows:
        yield from _attributes(f"row:{row.id}", row)
    for evidence in visit.evidence:
        if evidence.printed:
            yield from _attributes(f"evidence:{evidence.sha256}", evidence)


def _printed_of(earlier: EarlierFinding) -> Iterator[tuple[str, str, str]]:
    for name in ("text", "document", "report", "remark"):
        if text := getattr(earlier, name):
            yield f"earlier:{earlier.id}", name, text


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


def _answers(visit: Visit, template: Template) -> Iterator[ReviewLine]:
    for item in template.items:
        answer = visit.answer(item.id)
        finding = visit.finding_of(item.id)
        if not answered(item, answer):
            yield _warning(OPEN, item, N_("Item {item} is not answered yet."))
        if answer.verdict is ItemVerdict.YES and finding is not None:
            yield _warning("REVIEW-CONTRADICTION", item, N_("Item {item} says Yes and has a shortcoming."))
        if answer.verdict is ItemVerdict.NO and finding is None and item.shortcoming:
            yield _warning("REVIEW-NO-FINDING", item, N_("Item {item} says No and has no shortcoming."))
        if answer.verdict is ItemVerdict.PARTLY and finding is None and not sentences.result_of(item, answer):
            yield _warning("REVIEW-PARTLY", item, N_("Item {item} says Partly without words."))
        if answer.verdict in (ItemVerdict.PARTLY, ItemVerdict.NO) and not any(
            item.id in evidence.items for evidence in visit.evidence
        ):
            yield _warning("REVIEW-EVIDENCE", item, N_("Item {item} has no evidence."))


def _warning(code: str, item: Item, message: str) -> ReviewLine:
    return ReviewLine(code, Severity.WARNS, f"answer:{item.id}", "verdict", message, {"item": item.id})


def _findings(visit: Visit) -> Iterator[ReviewLine]:
    opened = visit.details.opened_at
    for finding in visit.findings:
        entity = f"finding:{finding.id}"
        for name, value, message in (
            ("legal_basis", finding.legal_basis, N_("Shortcoming {finding} has no legal basis.")),
            ("owner", finding.owner, N_("Shortcoming {finding} names nobody responsible.")),
            ("deadline", finding.deadline, N_("Shortcoming {finding} has no deadline.")),
        ):
            if value is None:
                code = f"REVIEW-{name.upper().replace('_', '-')}"
                yield ReviewLine(code, Severity.WARNS, entity, name, message, {"finding": finding.id})
        deadline = finding.deadline
        if (
            deadline is not None
            and deadline.kind is DeadlineKind.ON
            and deadline.on is not None
            and opened is not None
            and deadline.on < opened.date()
        ):
            yield ReviewLine(
                "REVIEW-DEADLINE-PAST",
                Severity.WARNS,
                entity,
                "deadline",
                N_("The deadline of shortcoming {finding} is before the visit."),
                {"finding": finding.id},
            )


def _earlier(visit: Visit) -> Iterator[ReviewLine]:
    for own in visit.earlier:
        if own.state is None:
            yield ReviewLine(
                "REVIEW-EARLIER",
                Severity.WARNS,
                f"earlier:{own.id}",
                "state",
                N_("A shortcoming of the last inspection was not looked at: {text}"),
                {"text": own.text or own.id},
            )


def _hand_written(visit: Visit) -> Iterator[ReviewLine]:
    """A sentence written by hand does not follow its figures: say so where it no longer names one."""
    for item, answer in visit.answers.items():
        for figure in _missing_figures(answer.result, answer.facts):
            yield ReviewLine(
                "REVIEW-FIGURE-UNSAID",
                Severity.WARNS,
                f"answer:{item}",
                "result",
                N_("The result of item {item}, written by hand, does not say {figure}."),
                {"item": item, "figure": figure},
            )
    for finding in visit.findings:
        for item in finding.items:
            for figure in _missing_figures(finding.text, visit.answer(item).facts):
                yield ReviewLine(
                    "REVIEW-FIGURE-UNSAID",
                    Severity.WARNS,
                    f"finding:{finding.id}",
                    "text",
                    N_("The shortcoming of item {item}, written by hand, does not say {figure}."),
                    {"item": item, "figure": figure},
                )


def _missing_figures(text: str | None, facts: Mapping[FactId, Fact]) -> Iterator[str]:
    if text is None:
        return
    for fact in facts.values():
        figure = fact_in_words(fact)
        if figure is not None and not KINDS[fact.KIND].said(fact, text):
            yield figure
