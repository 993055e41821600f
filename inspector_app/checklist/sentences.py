"""The language of results and shortcomings: ready sentences filled from facts, figures in Vietnamese.

Places are `{fact}` or `{fact.part}`; `[a {x}|b]` reads a when all its places can be filled, else b, else
nothing. These are words of a Vietnamese legal document and do not pass through the catalogue.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from inspector_app.checklist.fact import Choice, Choices, Fact, FactId
from inspector_app.checklist.fact_kinds import fact_in_words
from inspector_app.checklist.finding import Finding
from inspector_app.checklist.template import ChoiceList, FactSpec, Item, ItemId, Template
from inspector_app.checklist.visit import Answer, ItemVerdict, Visit

DOTS = "…"
"""What a place without a value prints as."""

_OPTION = re.compile(r"\[([^\[\]|]*)(?:\|([^\[\]]*))?\]")
_PLACE = re.compile(r"\{([a-z0-9_]+)(?:\.([a-z_]+))?\}")


def places(sentence: str) -> tuple[tuple[FactId, str | None], ...]:
    """Every place of a ready sentence: the fact and, after the dot, its part."""
    return tuple((FactId(found[1]), found[2]) for found in _PLACE.finditer(sentence))


def stray_marks(sentence: str) -> str:
    """Braces, brackets and bars that belong to no place or option: they would be printed as they stand."""
    bare = _PLACE.sub("", _OPTION.sub(lambda found: found[1] + (found[2] or ""), sentence))
    return "".join(mark for mark in bare if mark in "{}[]|")


def fill(sentence: str, facts: Mapping[FactId, Fact]) -> str:
    """The sentence with its places filled; a place that must be filled and cannot prints as dots."""

    def place(match: re.Match[str]) -> str | None:
        fact = facts.get(FactId(match[1]))
        return None if fact is None else fact_in_words(fact, match[2])

    def option(match: re.Match[str]) -> str:
        if all(place(found) is not None for found in _PLACE.finditer(match[1])):
            return match[1]
        return match[2] or ""

    chosen = _OPTION.sub(option, sentence)
    return " ".join(_PLACE.sub(lambda found: place(found) or DOTS, chosen).split())


def printed_answers(visit: Visit) -> Mapping[ItemId, Answer]:
    """The answers without the figures that are kept and not asked any longer; the same mapping where all are."""
    gone: dict[ItemId, set[FactId]] = {}
    for item, fact in visit.hidden:
        if item in visit.answers and fact in visit.answers[item].facts:
            gone.setdefault(item, set()).add(fact)
    if not gone:
        return visit.answers
    left = {
        item: replace(
            visit.answers[item],
            facts={fact: own for fact, own in visit.answers[item].facts.items() if fact not in hidden},
        )
        for item, hidden in gone.items()
    }
    return {**visit.answers, **left}


def result_of(item: Item, answer: Answer, lists: Sequence[ChoiceList] = ()) -> str | None:
    """The result sentence the minutes print for an answer: as rewritten by hand, else the ready one.

    `lists` are the template's lists of choices, whose labels are what is printed.
    """
    if answer.result is not None:
        return answer.result or None
    ready = None
    if answer.verdict is ItemVerdict.YES:
        ready = item.result
    elif answer.verdict is ItemVerdict.PARTLY:
        ready = item.result_partly
    elif answer.verdict is None and not item.asks_verdict and answer.facts:
        ready = item.result
    return None if ready is None else fill(ready, labelled(item.facts, answer.facts, lists))


def shortcoming_of(finding: Finding, template: Template, answers: Mapping[ItemId, Answer]) -> str | None:
    """The text of a shortcoming: as written by hand, else the ready sentence of its first item."""
    if finding.text is not None:
        return finding.text
    for item_id in finding.items:
        item = template.item(item_id)
        if item is not None and item.shortcoming:
            facts = answers.get(item_id, Answer(item_id)).facts
            return fill(item.shortcoming, labelled(item.facts, facts, template.choice_lists))
    return None


def labelled(
    specs: Sequence[FactSpec], facts: Mapping[FactId, Fact], lists: Sequence[ChoiceList]
) -> Mapping[FactId, Fact]:
    """The facts with what was chosen from a list by its Vietnamese label; what no list names stays."""
    changed: dict[FactId, Fact] = {}
    for spec in specs if lists else ():
        fact = facts.get(spec.id)
        if spec.choice_list is None or not isinstance(fact, Choice | Choices):
            continue
        own = next((found.options for found in lists if found.id == spec.choice_list), ())
        labels = {option.name: option.label.vi for option in own}
        if isinstance(fact, Choice):
            changed[spec.id] = Choice(labels.get(fact.value, fact.value))
        else:
            changed[spec.id] = Choices(tuple(labels.get(value, value) for value in fact.values))
    return {**facts, **changed} if changed else facts


def usual_remedy(finding: Finding, template: Template, answers: Mapping[ItemId, Answer]) -> str | None:
    """What the checklist recommends against a shortcoming, with the figures of the answer."""
    for item_id in finding.items:
        item = template.item(item_id)
        if item is not None and item.remedy:
            facts = answers.get(item_id, Answer(item_id)).facts
            return fill(item.remedy, labelled(item.facts, facts, template.choice_lists))
    return None


def remedy_of(finding: Finding, template: Template, answers: Mapping[ItemId, Answer]) -> str | None:
    """As written by hand, else the usual one where the team took it; none by itself."""
    if finding.remedy is not None or not finding.usual_remedy:
        return finding.remedy
    return usual_remedy(finding, template, answers)


def joined(sentences: tuple[str, ...]) -> str:
    """Several result sentences as one paragraph: "A; b; c"."""
    first, *rest = sentences
    return "; ".join([first, *map(_continued, rest)])


def _continued(sentence: str) -> str:
    word = sentence.split(" ", 1)[0]
    return sentence if len(word) > 1 and word.isupper() else sentence[:1].lower() + sentence[1:]
