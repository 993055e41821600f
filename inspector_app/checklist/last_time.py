"""What the inspection before this one answered, item by item, to be shown beside this one's answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from inspector_app.checklist.exchange import Record
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.follow_up import ItemMatch, MatchKind, compared, requirement
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.sentences import labelled, result_of, shortcoming_of
from inspector_app.checklist.template import Item, ItemId, Template, Wording
from inspector_app.checklist.visit import ItemVerdict, Visit, VisitId, answered


@dataclass(frozen=True, slots=True)
class FormerAnswer:
    """What was found for an item then."""

    match: ItemMatch
    """Whether the item still asks the same; where it does not, the difference of its words."""
    verdict: ItemVerdict | None = None
    """None also where only the printed minutes are kept here: they print no verdicts."""
    result: str | None = None
    figures: tuple[tuple[Wording, str], ...] = ()
    """Label and words of every fact."""
    shortcomings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormerVisit:
    """The newest earlier visit to the unit."""

    visit: VisitId
    on: date | None
    answers: Mapping[ItemId, FormerAnswer] = field(default_factory=dict)
    """By the items of the present checklist; what it no longer asks is left out."""


def of_visit(former: Visit, template: Template, present: Template) -> Mapping[ItemId, FormerAnswer]:
    """The answers of a visit that is kept here, by the items of the `present` checklist."""
    found = {}
    for item, match in _matches(template, present):
        answer = former.answer(item.id)
        shortcomings = tuple(
            text
            for own in of_item(former.findings, item.id)
            if (text := shortcoming_of(own, template, former.answers))
        )
        if match.item is None or not former.applies(item.id):
            continue
        if not shortcomings and not answer.facts and not answered(item, answer):
            continue
        facts = labelled(item.facts, answer.facts, template.choice_lists)
        found[match.item] = FormerAnswer(
            match,
            answer.verdict,
            result_of(item, answer, template.choice_lists),
            tuple(
                (spec.label, words)
                for spec in item.facts
                if spec.id in facts
                and (item.id, spec.id) not in former.hidden
                and (words := fact_in_words(facts[spec.id]))
            ),
            shortcomings,
        )
    return found


def of_record(former: Record, template: Template | None, present: Template) -> Mapping[ItemId, FormerAnswer]:
    """What printed minutes say, by the items of the `present` checklist; where the former checklist is not known
    here (`template` None), by the items' numbers alone."""
    results: dict[ItemId, str] = {}
    shortcomings: dict[ItemId, list[str]] = {}
    for heading in former.headings:
        for paragraph in heading.results:
            results.update(dict.fromkeys(paragraph.items, paragraph.text))
        for finding in heading.findings:
            for item_id in finding.items:
                shortcomings.setdefault(item_id, []).append(finding.text)
    matches: Sequence[tuple[ItemId, ItemMatch]]
    if template is None:
        matches = [(own.id, ItemMatch(own.id, MatchKind.UNKNOWN, own.id)) for own in present.items]
    else:
        matches = [(own.id, match) for own, match in _matches(template, present)]
    return {
        match.item: FormerAnswer(match, None, results.get(own), shortcomings=tuple(shortcomings.get(own, ())))
        for own, match in matches
        if match.item is not None and (own in results or own in shortcomings)
    }


def _matches(former: Template, present: Template) -> Iterator[tuple[Item, ItemMatch]]:
    """Each item of the former checklist with the one that asks the same now, else the one of its number."""
    by_digest = {} if former.digest == present.digest else {item.digest: item for item in present.items}
    for item in former.items:
        if not by_digest:
            yield item, ItemMatch(item.id, MatchKind.SAME, item.id)
            continue
        yield item, compared(requirement(item), present.item(item.id), by_digest.get)
