"""Two versions of a checklist held against each other: item by item, field by field.

It compares values; what is done with answers on the other version is told in `carrying`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from inspector_app.checklist import canonical
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.template import AreaId, FactSpec, Item, ItemId, Template

NAMED_BY = ("id", "name", "citation")
"""What tells the members of a list apart, whatever their order."""


class Why(StrEnum):
    """What of a requirement is not what it was."""

    QUESTION = "question"
    LOOK_AT = "look_at"
    FACTS = "facts"
    CHOICES = "choices"
    """The list that its choices come from offers something else."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, named by its path: `question.vi`, `facts.signed.label.vi`; None is absent."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What became of one item that both versions have."""

    item: ItemId
    fields: tuple[FieldChange, ...]
    why: tuple[Why, ...] = ()
    """Where the requirement itself changed: answers do not carry over. Empty for legal bases, sentences …"""


@dataclass(frozen=True, slots=True)
class Move:
    """An item at another place than its neighbours would have it; places count from 1."""

    item: ItemId
    area_before: AreaId
    area_after: AreaId
    place_before: int
    place_after: int


@dataclass(frozen=True, slots=True)
class Renumbering:
    """The same requirement under another number."""

    before: ItemId
    after: ItemId


@dataclass(frozen=True, slots=True)
class Comparison:
    """Item ids in the order of their version; a moved item may have changed besides."""

    head: tuple[FieldChange, ...]
    """Title, areas, traits, groups, lists of choices, day of checking."""
    added: tuple[ItemId, ...]
    removed: tuple[ItemId, ...]
    renumbered: tuple[Renumbering, ...]
    """Neither among the added nor among the removed."""
    moved: tuple[Move, ...]
    changed: tuple[ItemChange, ...]
    same: tuple[ItemId, ...]
    """No field differs."""

    @property
    def requirements(self) -> tuple[ItemChange, ...]:
        """Changes after which an answer would answer something else."""
        return tuple(own for own in self.changed if own.why)


def compare(old: Template, new: Template) -> Comparison:
    """What `new` has otherwise than `old`; takes a second for 10,000 items."""
    before = {item.id: item for item in old.items}
    after = {item.id: item for item in new.items}
    changed, same = [], []
    lists = changed_lists(old, new)
    for item in new.items:
        former = before.get(item.id)
        if former is None:
            continue
        found = tuple(_changes(former, item, ("area",)))
        why = reasons(former, item, lists)
        if found or why:
            changed.append(ItemChange(item.id, found, why))
        else:
            same.append(item.id)
    renumbered = _renumbered(
        [item for item in old.items if item.id not in after],
        [item for item in new.items if item.id not in before],
        lists,
    )
    gone, come = {own.before for own in renumbered}, {own.after for own in renumbered}
    return Comparison(
        head=tuple(_changes(replace(old, items=()), replace(new, items=()), ("id", "version"))),
        added=tuple(item.id for item in new.items if item.id not in before and item.id not in come),
        removed=tuple(item.id for item in old.items if item.id not in after and item.id not in gone),
        renumbered=renumbered,
        moved=_moved(old, new, before, after),
        changed=tuple(changed),
        same=tuple(same),
    )


def reasons(before: Item, after: Item, lists: frozenset[str]) -> tuple[Why, ...]:
    """Why an answer to `before` does not answer `after`; empty where the requirement's digest is the same.

    `lists` are the lists of choices that changed between the two versions.
    """
    found = []
    if before.question != after.question:
        found.append(Why.QUESTION)
    if before.look_at != after.look_at:
        found.append(Why.LOOK_AT)
    if before.facts != after.facts and before.asked != after.asked:
        found.append(Why.FACTS)
    if lists and not lists.isdisjoint(_lists_of(before.facts)):
        found.append(Why.CHOICES)
    return tuple(found)


def changed_lists(old: Template, new: Template) -> frozenset[str]:
    """Lists of choices of the former version that are gone or offer something else."""
    now = {own.id: own for own in new.choice_lists}
    return frozenset(own.id for own in old.choice_lists if now.get(own.id) != own)


def trait_stays(trait: FactId, old: Template, new: Template, lists: frozenset[str]) -> bool:
    """Whether what the unit said of itself still answers what is asked."""
    before = next((spec for spec in old.traits if spec.id == trait), None)
    after = next((spec for spec in new.traits if spec.id == trait), None)
    return before is not None and before == after and lists.isdisjoint(_lists_of((before,)))


def _lists_of(specs: Sequence[FactSpec]) -> set[str]:
    own = {spec.choice_list for spec in specs if spec.choice_list is not None}
    for spec in specs:
        if spec.columns:
            own |= _lists_of(spec.columns)
    return own


def _renumbered(gone: Sequence[Item], come: Sequence[Item], lists: frozenset[str]) -> tuple[Renumbering, ...]:
    """Only where exactly one item of each side has the requirement: a guess would move an answer."""
    by_digest: dict[str, tuple[list[Item], list[Item]]] = {}
    for side, items in enumerate((gone, come)):
        for item in items:
            by_digest.setdefault(item.digest, ([], []))[side].append(item)
    return tuple(
        Renumbering(former[0].id, present[0].id)
        for former, present in by_digest.values()
        if len(former) == len(present) == 1 and not reasons(former[0], present[0], lists)
    )


def _moved(
    old: Template, new: Template, before: dict[ItemId, Item], after: dict[ItemId, Item]
) -> tuple[Move, ...]:
    places = {item.id: place for place, item in enumerate(old.items, 1)}
    common = [item.id for item in new.items if item.id in before]
    stay = _longest_rising([places[own] for own in common])
    found = []
    for place, item in enumerate(new.items, 1):
        former = before.get(item.id)
        if former is None or (former.area == item.area and places[item.id] in stay):
            continue
        found.append(Move(item.id, former.area, after[item.id].area, places[item.id], place))
    return tuple(found)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The most numbers that stand in rising order: what they are of did not move, the others did."""
    ends: list[int] = []
    at: list[int] = []
    previous: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(ends, number)
        previous.append(at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(number)
            at.append(index)
        else:
            ends[place], at[place] = number, index
    found = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(numbers[index])
        index = previous[index]
    return frozenset(found)


def _changes(before: object, after: object, left_out: Sequence[str] = ()) -> Iterator[FieldChange]:
    """Fields of two values of one dataclass that differ, with their paths."""
    for field in fields(before):  # type: ignore[arg-type]
        own, other = getattr(before, field.name), getattr(after, field.name)
        if field.name not in left_out and own != other:
            yield from _differing(field.name, canonical.to_json(own), canonical.to_json(other))


def _differing(path: str, one: Any, other: Any) -> Iterator[FieldChange]:
    """What differs between two JSON values; members of lists go by their names, so that one that is put in
    between is one difference."""
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for name in dict.fromkeys((*one, *other)):
            yield from _differing(f"{path}.{name}", one.get(name), other.get(name))
        return
    former, present = _members(one), _members(other)
    if former is None or present is None:
        yield FieldChange(path, _told(one), _told(other))
        return
    found = [
        change
        for name in dict.fromkeys((*former, *present))
        for change in _differing(f"{path}.{name}", former.get(name), present.get(name))
    ]
    yield from found or [FieldChange(path, "; ".join(former), "; ".join(present))]


def _members(value: Any) -> dict[str, Any] | None:
    """The objects of a list by their names; None where it is no list of objects."""
    if value is None:
        return {}
    if not isinstance(value, list) or not all(isinstance(own, dict) for own in value):
        return None
    found: dict[str, Any] = {}
    for own in value:
        name = next((str(own[key]) for key in NAMED_BY if key in own), "?")
        times = 2
        while (unique := name if times == 2 else f"{name} ({times - 1})") in found:
            times += 1
        found[unique] = own
    return found


def _told(value: Any) -> str | None:
    """A value as one text: of something with many fields, what a person calls it."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case dict():
            words = next(
                (value[key] for key in ("label", "heading", "citation", "vi", "name") if key in value), ""
            )
            return _told(words)
        case list():
            return "; ".join(_told(own) or "" for own in value)
    return str(value)
