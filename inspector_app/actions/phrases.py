"""Sentences to pick from: what was written by hand in the visits of this computer, and the checklist's own.

Never internal notes, never rows of a sample (they name citizens); nothing of it leaves the laptop.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from inspector_app.actions.visits import OpenVisit
from inspector_app.actions.workspace import Workspace
from inspector_app.checklist.folding import fold
from inspector_app.checklist.sentences import fill, labelled
from inspector_app.checklist.template import AreaId, Item, ItemId, Template
from inspector_app.checklist.visit import FieldKey, VisitId
from inspector_app.store import phrases as store
from inspector_app.store.phrases import Mark, Source, Written

SAMPLE = "sample-"
"""How the ids of visits to practise on begin: their sentences are invented."""
UNIT = "{unit}"
"""Stands in a phrase for the name of the unit it was written about."""
NAMELESS = "đơn vị"
"""Where the visit does not name its unit yet."""
MOST = 400
"""Phrases that are offered; more is no choice."""


class PhraseKind(StrEnum):
    RESULT = "result"
    SHORTCOMING = "shortcoming"
    REMEDY = "remedy"
    OWNER = "owner"
    CAUSE = "cause"
    RECOMMENDATION = "recommendation"


_FIELDS: Mapping[PhraseKind, tuple[tuple[str, str], ...]] = {
    PhraseKind.RESULT: (("answer", "result"),),
    PhraseKind.SHORTCOMING: (("finding", "text"),),
    PhraseKind.REMEDY: (("finding", "remedy"),),
    PhraseKind.OWNER: (("finding", "owner"), ("recommendation", "owner")),
    PhraseKind.CAUSE: (("assessment", "objective_causes"), ("assessment", "subjective_causes")),
    PhraseKind.RECOMMENDATION: (("recommendation", "text"),),
}
_READY: Mapping[PhraseKind, tuple[str, ...]] = {
    PhraseKind.RESULT: ("result", "result_partly"),
    PhraseKind.SHORTCOMING: ("shortcoming",),
    PhraseKind.REMEDY: ("remedy",),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence that can be picked."""

    key: str
    """The sentence with UNIT for a unit's name: what a star or a removal goes by."""
    text: str
    """As it is inserted."""
    visits: int = 0
    """In how many it was written; none for one of the checklist."""
    last: str = ""
    """When it was last written, ISO 8601."""
    near: int = 2
    """0: about the same item, 1: the same area, 2: another."""
    starred: bool = False
    renamed: str | None = None
    """Name of another unit, the one it was last written about, that was replaced by this one's."""


@dataclass(slots=True)
class _Found:
    visits: set[VisitId] = field(default_factory=set)
    last: str = ""
    near: int = 2
    name: str | None = None


def kind_of(key: FieldKey) -> PhraseKind | None:
    """Which phrases a field takes; None for one that takes none."""
    entity, name = key
    place = entity.partition(":")[0], name
    return next((kind for kind, places in _FIELDS.items() if place in places), None)


def phrases(ws: Workspace, opened: OpenVisit, key: FieldKey) -> tuple[Phrase, ...]:
    """What can be picked for a field, the likeliest first: what is starred, of the same item, the same area, written
    often, written lately."""
    kind = kind_of(key)
    if kind is None:
        return ()
    marks = store.marks(ws.db, kind)
    items = _items_of(opened, key)
    found = _written(ws, opened, kind, key, items)
    for text, near in _ready(opened.template, kind, opened, items):
        own = found.setdefault(text, _Found())
        own.near = min(own.near, near)
    unit = opened.visit.details.unit or NAMELESS
    offered = [
        Phrase(
            key=text,
            text=text.replace(UNIT, unit),
            visits=len(own.visits),
            last=own.last,
            near=own.near,
            starred=marks.get(text, _PLAIN).starred,
            renamed=None if own.name is None or fold(own.name) == fold(unit) else own.name,
        )
        for text, own in found.items()
        if not marks.get(text, _PLAIN).removed
    ]
    offered.sort(key=lambda one: one.last, reverse=True)
    offered.sort(key=lambda one: (not one.starred, one.near, -one.visits))
    return tuple(offered[:MOST])


def star(ws: Workspace, key: FieldKey, phrase: Phrase) -> Phrase:
    """Give a phrase its star, or take it away again."""
    kind = kind_of(key)
    if kind is not None:
        store.mark(ws.db, kind, phrase.key, ws.clock.now(), starred=not phrase.starred)
    return replace(phrase, starred=not phrase.starred)


def withdraw(ws: Workspace, key: FieldKey, phrase: Phrase, *, removed: bool = True) -> None:
    """Do not offer a phrase any longer (or again); the visits that hold it stay as they are."""
    kind = kind_of(key)
    if kind is not None:
        store.mark(ws.db, kind, phrase.key, ws.clock.now(), starred=phrase.starred, removed=removed)


_PLAIN = Mark(starred=False, removed=False)


def _items_of(opened: OpenVisit, key: FieldKey) -> tuple[ItemId, ...]:
    word, _, identity = key[0].partition(":")
    if word == "answer":
        return (ItemId(identity),)
    if word == "finding":
        named = next((own.items for own in opened.visit.findings if own.id == identity), None)
        # One that is only begun goes by the item it will be about.
        return (ItemId(identity),) if named is None else named
    return ()


def _written(
    ws: Workspace, opened: OpenVisit, kind: PhraseKind, key: FieldKey, items: Iterable[ItemId]
) -> dict[str, _Found]:
    """By text, over all visits; the field itself offers nothing to itself."""
    sources = store.sources(ws.db)
    here = frozenset(items)
    areas = _areas(opened.template, here)
    rows = [(own, name) for word, name in _FIELDS[kind] for own in store.written(ws.db, name, word)]
    about: Mapping[tuple[VisitId, str], str] = {}
    if any(own.entity.startswith("finding:") for own, _ in rows):
        about = store.first_items(ws.db, {own.visit for own, _ in rows})
    names = {visit: _pattern(source.unit) for visit, source in sources.items()}
    found: dict[str, _Found] = {}
    for own, name in rows:
        source = sources[own.visit]
        itself = own.visit == opened.visit.id and (own.entity, name) == key
        if itself or (own.visit.startswith(SAMPLE) and own.visit != opened.visit.id):
            continue
        pattern = names[own.visit]
        text, count = pattern.subn(UNIT, own.text) if pattern is not None else (own.text, 0)
        one = found.setdefault(text, _Found())
        one.visits.add(own.visit)
        if own.at >= one.last:
            one.last, one.name = own.at, source.unit if count else one.name
        one.near = min(one.near, _nearness(opened.template, source, own, about, here, areas))
    return found


def _nearness(
    template: Template,
    source: Source,
    own: Written,
    about: Mapping[tuple[VisitId, str], str],
    here: frozenset[ItemId],
    areas: frozenset[AreaId],
) -> int:
    """Items of another checklist are other items, whatever their numbers."""
    word, _, identity = own.entity.partition(":")
    item_id = identity if word == "answer" else about.get((own.visit, own.entity))
    if item_id is None or source.template != template.id:
        return 2
    if item_id in here:
        return 0
    item = template.item(ItemId(item_id))
    return 1 if item is not None and item.area in areas else 2


def _areas(template: Template, items: Iterable[ItemId]) -> frozenset[AreaId]:
    found = (template.item(item) for item in items)
    return frozenset(item.area for item in found if item is not None)


def _pattern(unit: str | None) -> re.Pattern[str] | None:
    """A unit's name in a sentence, however it is capitalised; a name of one short word would be found by chance."""
    name = (unit or "").strip()
    if len(name) < 4:
        return None
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _ready(
    template: Template, kind: PhraseKind, opened: OpenVisit, items: tuple[ItemId, ...]
) -> Iterable[tuple[str, int]]:
    """The checklist's own sentences, with the figures of this visit, of the same items and areas."""
    names = _READY.get(kind, ())
    areas = _areas(template, items)
    for item in template.items if names else ():
        if item.area not in areas:
            continue
        for name in names:
            sentence: str | None = getattr(item, name)
            if sentence:
                yield _filled(sentence, opened, item), 0 if item.id in items else 1


def _filled(sentence: str, opened: OpenVisit, item: Item) -> str:
    answer = opened.visit.answer(item.id)
    return fill(sentence, labelled(item.facts, answer.facts, opened.template.choice_lists))
