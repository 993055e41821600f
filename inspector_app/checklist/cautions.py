"""What the check before sealing warns of: nothing here blocks, the team may keep all of it.

It knows the visit and its checklist; what blocks is for `rules` to say.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from inspector_app.checklist import intervals, sensitive, sentences
from inspector_app.checklist.fact import Fact, FactId, Rate, Sample
from inspector_app.checklist.fact_kinds import KINDS, fact_in_words
from inspector_app.checklist.finding import Deadline
from inspector_app.checklist.symbols import TRAITS
from inspector_app.checklist.template import EvidenceNeed, Item, ItemId, Template
from inspector_app.checklist.visit import Answer, Evidence, ItemVerdict, Violation, ViolationKind, Visit, done
from inspector_app.checklist.wording import percent_in_words, unequal_periods
from inspector_app.errors import N_

OPEN = "REVIEW-OPEN"
"""Code of the line for an item that is not answered yet."""

_NOT_LOOKED_AT = frozenset({ItemVerdict.NOT_APPLICABLE, ItemVerdict.NOT_CHECKED})
_SHORT_OF = frozenset({ItemVerdict.PARTLY, ItemVerdict.NO})
_SAID_UNEQUAL = "không cùng"


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing worth a look, and its place."""

    code: str
    entity: str
    field: str
    message: str
    """Msgid with places that `parameters` fill."""
    parameters: Mapping[str, object] = dataclasses.field(default_factory=dict)


def cautions(visit: Visit, template: Template) -> Iterator[Caution]:
    """All of them, each place of a code once: items in the order of the checklist, then what was found.

    One pass over items, answers and findings: linear in what there is.
    """
    violated: dict[ItemId, list[Violation]] = {}
    for violation in visit.violations:
        violated.setdefault(violation.item, []).append(violation)
    seen: set[tuple[str, str, str]] = set()
    for own in _all(visit, template, violated):
        if (place := (own.code, own.entity, own.field)) not in seen:
            seen.add(place)
            yield own


def _all(visit: Visit, template: Template, violated: Mapping[ItemId, list[Violation]]) -> Iterator[Caution]:
    asked = replace(visit, answers=sentences.printed_answers(visit))
    for violation in violated.get(TRAITS, ()):
        yield _violation(violation, template)
    for item in template.items:
        if visit.applies(item.id):
            yield from _of_item(asked, item, violated.get(item.id, []), template)
            yield from _unasked(visit, item)
        else:
            yield from _kept(visit, item)
    yield from _findings(asked, template)
    yield from _recommendations(visit)
    yield from _earlier(visit)
    yield from _sensitive(visit)


def _sensitive(visit: Visit) -> Iterator[Caution]:
    """Citizens' data on paper that others get, and files that do not belong here at all."""
    for own, _found in sensitive.printed_with_personal_data(visit):
        message = N_(
            "“{name}” is printed and shows data of citizens: cover them, or leave it out of the annex."
        )
        yield Caution("REVIEW-PERSONAL", f"evidence:{own.sha256}", "caption", message, _named(own))
    for own, degree in sensitive.marked_secret(visit):
        message = N_("“{name}” bears the marking {degree}: it must not lie on an ordinary computer.")
        place = f"evidence:{own.sha256}"
        yield Caution("REVIEW-SECRET", place, "name", message, _named(own) | {"degree": degree.value})


def _named(own: Evidence) -> dict[str, object]:
    return {"name": own.caption or own.name or own.sha256[:12]}


def _at(code: str, item: Item, message: str, place: str = "verdict", **parameters: object) -> Caution:
    return Caution(code, f"answer:{item.id}", place, message, {"item": item.id, **parameters})


def _of_item(visit: Visit, item: Item, violated: list[Violation], template: Template) -> Iterator[Caution]:
    answer = visit.answer(item.id)
    if not done(visit, item) and not any(_asks_for_item(own) for own in violated):
        yield _at(OPEN, item, N_("Item {item} is not answered yet."))
    for violation in violated:
        yield _violation(violation, template)
    yield from _contradictions(visit, item, answer)
    yield from _evidence(visit, item, answer)
    for fact_id, fact in answer.facts.items():
        yield from _figures(visit, item, fact_id, fact)
    yield from _sentence(item, answer)


def _unasked(visit: Visit, item: Item) -> Iterator[Caution]:
    for fact in visit.answer(item.id).facts if visit.hidden else ():
        if (item.id, fact) in visit.hidden:
            message = N_("Item {item}: a figure is kept that is no longer asked; it is not printed.")
            yield _at("REVIEW-KEPT-ANSWER", item, message, fact)


def _asks_for_item(own: Violation) -> bool:
    return own.kind is ViolationKind.REQUIRED and own.fact is None


def _kept(visit: Visit, item: Item) -> Iterator[Caution]:
    answer = visit.answers.get(item.id)
    if answer is not None and (answer.verdict is not None or answer.result is not None or answer.facts):
        message = N_("Item {item} does not apply; its answer is kept and not printed.")
        yield _at("REVIEW-KEPT-ANSWER", item, message)
    if visit.finding_of(item.id) is not None:
        yield _at("REVIEW-KEPT-FINDING", item, N_("Item {item} does not apply and has a shortcoming."))


def _contradictions(visit: Visit, item: Item, answer: Answer) -> Iterator[Caution]:
    finding = visit.finding_of(item.id)
    match answer.verdict:
        case ItemVerdict.YES if finding is not None:
            yield _at("REVIEW-CONTRADICTION", item, N_("Item {item} says Yes and has a shortcoming."))
        case ItemVerdict.NOT_APPLICABLE if finding is not None:
            message = N_("Item {item} says Not applicable and has a shortcoming.")
            yield _at("REVIEW-CONTRADICTION", item, message)
        case ItemVerdict.NOT_CHECKED if finding is not None:
            message = N_("Item {item} says Not checked this time and has a shortcoming.")
            yield _at("REVIEW-CONTRADICTION", item, message)
        case ItemVerdict.NO if finding is None and item.shortcoming:
            yield _at("REVIEW-NO-FINDING", item, N_("Item {item} says No and has no shortcoming."))
        case ItemVerdict.PARTLY if finding is None and not sentences.result_of(item, answer):
            yield _at("REVIEW-PARTLY", item, N_("Item {item} says Partly without words."))
    typed = [spec for spec in item.facts if spec.id in answer.facts and spec.calculation is None]
    if answer.verdict in _NOT_LOOKED_AT and typed:
        message = N_("Item {item} says that it was not looked at and has figures; they are not printed.")
        yield _at("REVIEW-FIGURES-UNUSED", item, message, typed[0].id)


def _evidence(visit: Visit, item: Item, answer: Answer) -> Iterator[Caution]:
    """Where the answer needs it: Một phần and Không, and whatever the checklist asks a file of."""
    files = visit.evidence_of(item.id)
    if answer.verdict in _SHORT_OF and not files:
        yield _at("REVIEW-EVIDENCE", item, N_("Item {item} has no evidence."))
    elif item.evidence is not None and answer.verdict not in _NOT_LOOKED_AT and done(visit, item):
        pictures = [own for own in files if (own.media_type or "").startswith("image/")]
        if item.evidence is EvidenceNeed.PICTURE and not pictures:
            yield _at("REVIEW-EVIDENCE", item, N_("Item {item} asks for a picture; none is attached."))
        elif not files:
            yield _at("REVIEW-EVIDENCE", item, N_("Item {item} asks for a file; none is attached."))


def _figures(visit: Visit, item: Item, fact_id: FactId, fact: Fact) -> Iterator[Caution]:
    """Numbers that do not say the same as the rows, or as each other."""
    match fact:
        case Sample():
            yield from _rows(visit, item, fact_id, fact)
            yield from _draw(item, fact_id, fact)
        case Rate(percent=typed) if typed is not None and fact.value is not None:
            if percent_in_words(typed) != percent_in_words(fact.value):
                message = N_("Item {item}: the rate was given as {given}, its numbers make {made}.")
                given, made = percent_in_words(typed), percent_in_words(fact.value)
                yield _at("REVIEW-RATE-DISAGREES", item, message, fact_id, given=given, made=made)


def _rows(visit: Visit, item: Item, fact_id: FactId, sample: Sample) -> Iterator[Caution]:
    rows = visit.rows_of(item.id, fact_id)
    if not rows:
        return
    if sample.examined is not None and sample.examined != len(rows):
        message = N_("Item {item}: {said} examined, but the list has {listed} rows.")
        yield _at("REVIEW-ROWS-EXAMINED", item, message, fact_id, said=sample.examined, listed=len(rows))
    failing = sum(row.passed is False for row in rows)
    judged = all(row.passed is not None for row in rows)
    if sample.defective is not None and (
        failing > sample.defective or (judged and failing < sample.defective)
    ):
        message = N_("Item {item}: {said} defective, but {listed} rows of the list are.")
        yield _at("REVIEW-ROWS-DEFECTIVE", item, message, fact_id, said=sample.defective, listed=failing)


def _draw(item: Item, fact_id: FactId, sample: Sample) -> Iterator[Caution]:
    """An interval or a seed that came with other figures; the annex would print it."""
    if intervals.refitted(sample).interval != sample.interval:
        message = N_("Item {item}: the interval is not the one that these numbers give.")
        yield _at("REVIEW-INTERVAL", item, message, fact_id)
    if sample.seed is None:
        return
    if sample.population is None or sample.examined is None:
        message = N_("Item {item}: a seed is given, but not how many were drawn from how many.")
        yield _at("REVIEW-SEED", item, message, fact_id)
    elif sample.population == sample.examined:
        message = N_("Item {item}: a seed is given, but all of them were examined.")
        yield _at("REVIEW-SEED", item, message, fact_id)


def _sentence(item: Item, answer: Answer) -> Iterator[Caution]:
    """A sentence written by hand does not follow its figures: say so where it no longer names one."""
    for figure in missing_figures(answer.result, answer.facts):
        message = N_("The result of item {item}, written by hand, does not say {figure}.")
        yield _at("REVIEW-FIGURE-UNSAID", item, message, "result", figure=figure)
    said = sentences.result_of(item, answer)
    for fact in answer.facts.values():
        if (
            said is not None
            and isinstance(fact, Rate)
            and fact.compared is not None
            and percent_in_words(fact.compared) in said
            and unequal_periods(fact.period, fact.compared_period, fact.origin)
            and _SAID_UNEQUAL not in said
        ):
            message = N_("Item {item} compares periods of unequal length; its sentence does not say so.")
            yield _at("REVIEW-PERIODS", item, message, "result")


def missing_figures(text: str | None, facts: Mapping[FactId, Fact]) -> Iterator[str]:
    """The figures that a text written by hand does not name; none where it is not written by hand."""
    if text is None:
        return
    for fact in facts.values():
        figure = fact_in_words(fact)
        if figure is not None and not KINDS[fact.KIND].said(fact, text):
            yield figure


_VIOLATED = {
    ViolationKind.REQUIRED: ("REVIEW-REQUIRED", N_("{place}: the checklist asks for an answer here.")),
    ViolationKind.CONSTRAINT: (
        "REVIEW-CONSTRAINT",
        N_("{place}: the answer is not one that the checklist expects."),
    ),
    ViolationKind.EXPRESSION: (
        "REVIEW-EXPRESSION",
        N_("{place}: a rule of the checklist cannot be worked out with these answers ({problem})."),
    ),
}


def _violation(own: Violation, template: Template) -> Caution:
    code, message = _VIOLATED[own.kind]
    if own.row is not None:
        entity, name = f"row:{own.row}", own.fact or ""
    elif own.item == TRAITS:
        entity, name = "traits", own.fact or ""
    else:
        entity, name = f"answer:{own.item}", own.fact or "verdict"
    place = _label(own, template) if own.item == TRAITS else own.item
    parameters: dict[str, object] = {"place": place, "problem": own.problem or ""}
    if own.message is not None:
        message = N_("{place}: {words}")
        parameters["words"] = own.message.vi
    return Caution(code, entity, name, message, parameters)


def _label(own: Violation, template: Template) -> str:
    return next((trait.label.vi for trait in template.traits if trait.id == own.fact), own.fact or "")


def _findings(visit: Visit, template: Template) -> Iterator[Caution]:
    opened = None if visit.details.opened_at is None else visit.details.opened_at.date()
    for finding in filter(visit.concerns, visit.findings):
        entity = f"finding:{finding.id}"
        known = {"finding": finding.id}
        for name, value, message in (
            ("legal_basis", finding.legal_basis, N_("Shortcoming {finding} has no legal basis.")),
            ("owner", finding.owner, N_("Shortcoming {finding} names nobody responsible.")),
            ("deadline", finding.deadline, N_("Shortcoming {finding} has no deadline.")),
        ):
            if value is None:
                yield Caution(f"REVIEW-{name.upper().replace('_', '-')}", entity, name, message, known)
        if _past(finding.deadline, opened):
            message = N_("The deadline of shortcoming {finding} is before the visit.")
            yield Caution("REVIEW-DEADLINE-PAST", entity, "deadline", message, known)
        if not sentences.shortcoming_of(finding, template, visit.answers):
            message = N_("Shortcoming {finding} has no text and is not printed.")
            yield Caution("REVIEW-FINDING-EMPTY", entity, "text", message, known)
        for item in filter(visit.applies, finding.items):
            for figure in missing_figures(finding.text, visit.answer(item).facts):
                message = N_("The shortcoming of item {item}, written by hand, does not say {figure}.")
                said = {"item": item, "figure": figure}
                yield Caution("REVIEW-FIGURE-UNSAID", entity, "text", message, said)


def _past(deadline: Deadline | None, opened: date | None) -> bool:
    return deadline is not None and deadline.on is not None and opened is not None and deadline.on < opened


def _recommendations(visit: Visit) -> Iterator[Caution]:
    opened = None if visit.details.opened_at is None else visit.details.opened_at.date()
    there = {finding.id for finding in visit.findings}
    for own in visit.recommendations:
        entity = f"recommendation:{own.id}"
        known = {"text": own.text or own.id}
        if not own.text:
            message = N_("A recommendation has no text and is not printed.")
            yield Caution("REVIEW-RECOMMENDATION-EMPTY", entity, "text", message)
        if not there.issuperset(own.findings):
            message = N_("A recommendation covers a shortcoming that is no longer there: {text}")
            yield Caution("REVIEW-RECOMMENDATION-LOST", entity, "findings", message, known)
        if _past(own.deadline, opened):
            message = N_("The deadline of a recommendation is before the visit: {text}")
            yield Caution("REVIEW-RECOMMENDATION-PAST", entity, "deadline", message, known)


def _earlier(visit: Visit) -> Iterator[Caution]:
    for own in visit.earlier:
        if own.state is None:
            message = N_("A shortcoming of the last inspection was not looked at: {text}")
            yield Caution(
                "REVIEW-EARLIER", f"earlier:{own.id}", "state", message, {"text": own.text or own.id}
            )
