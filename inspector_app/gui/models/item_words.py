"""What the search looks in: the words of the checklist and what the team wrote by hand, folded."""

from functools import lru_cache

from inspector_app.checklist import sentences
from inspector_app.checklist.folding import fold
from inspector_app.checklist.template import Item, ItemId, Template
from inspector_app.checklist.visit import Visit


def searched_of(template: Template) -> dict[ItemId, str]:
    """Of every item, to be worked out beside the window: a long checklist takes a while."""
    return {item.id: searched(item) for item in template.items}


def searched(item: Item) -> str:
    """What the checklist says of an item, as the search compares it, a space before every word."""
    said = (item.id, item.question.vi, item.question.en, item.look_at.vi, *_ready(item))
    return f" {fold(' '.join(said))}"


def _ready(item: Item) -> tuple[str, ...]:
    """What the minutes could say of an item: people search for the defect as they would write it."""
    ready = (item.result, item.result_partly, item.shortcoming, item.remedy)
    return tuple(sentences.fill(text, {}) for text in ready if text)


def all_written(visit: Visit) -> dict[str, str]:
    """What the team wrote by hand, by item, as the search compares it."""
    found: dict[str, list[str]] = {}
    for item, note in visit.notes.items():
        found.setdefault(item, []).append(note)
    for item, answer in visit.answers.items():
        if answer.result:
            found.setdefault(item, []).append(answer.result)
    for finding in visit.findings:
        for item in finding.items if finding.text else ():
            found.setdefault(item, []).append(finding.text or "")
    return {item: f" {_folded_once(' '.join(texts))}" for item, texts in found.items()}


@lru_cache(maxsize=20_000)
def _folded_once(text: str) -> str:
    return fold(text)
