"""What of a visit goes along when it moves to another version of its checklist, and what does not, and why.

An answer goes along only where the requirement is the same; the people, the papers and the unit's words always do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from inspector_app.checklist import comparison
from inspector_app.checklist.assembly import known_field
from inspector_app.checklist.comparison import Comparison, Why
from inspector_app.checklist.fact import FactId
from inspector_app.checklist.template import ItemId, Template
from inspector_app.checklist.visit import FieldKey

PER_ITEM = frozenset({"answer", "reported"})
"""Entities of one item, named after it."""
OF_ITEMS = frozenset({"finding", "evidence"})
"""Entities that may speak of several items."""


@dataclass(frozen=True, slots=True)
class NotCarried:
    """An answered item whose requirement is not what it was."""

    item: ItemId
    why: tuple[Why, ...]


class LeftKind(StrEnum):
    """What besides answers stays behind, because all that it speaks of does."""

    FINDING = "finding"
    RECOMMENDATION = "recommendation"
    EVIDENCE = "evidence"
    REPORTED = "reported"
    SCORE = "score"
    TRAIT = "trait"


STAYING = frozenset(LeftKind) - {LeftKind.TRAIT}
"""Entities that may stay behind as a whole."""


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that stays behind; `name` is what a person calls it."""

    kind: LeftKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Only items with something in their answer are counted."""

    carried: tuple[ItemId, ...]
    """By their numbers in the former version."""
    renumbered: Mapping[ItemId, ItemId]
    changed: tuple[NotCarried, ...]
    gone: tuple[ItemId, ...]
    """The new version has no such item."""
    left: tuple[Left, ...]

    @property
    def not_carried(self) -> int:
        return len(self.changed) + len(self.gone)


Changes = tuple[tuple[str, str, Any], ...]


def carry_over(values: Mapping[FieldKey, Any], old: Template, new: Template) -> tuple[CarryOver, Changes]:
    """What goes along of a visit with these current `values`, and the fields to write on the new version."""
    found = comparison.compare(old, new)
    carrying = _Carrying(values, old, new, found)
    changes = tuple(carrying.changes())
    answered = [item.id for item in old.items if item.id in carrying.answered]
    why = {own.item: own.why for own in found.changed}
    here = {item.id for item in new.items}
    return (
        CarryOver(
            carried=tuple(item for item in answered if item in carrying.items),
            renumbered={own.before: own.after for own in found.renumbered},
            changed=tuple(
                NotCarried(item, why[item])
                for item in answered
                if item not in carrying.items and item in here
            ),
            gone=tuple(item for item in answered if item not in carrying.items and item not in here),
            left=tuple(carrying.left()),
        ),
        changes,
    )


class _Carrying:
    """The way of every entity from one version to the other."""

    def __init__(
        self, values: Mapping[FieldKey, Any], old: Template, new: Template, found: Comparison
    ) -> None:
        self._old, self._new = old, new
        self._lists = comparison.changed_lists(old, new)
        changed = {own.item for own in found.requirements}
        here = {item.id for item in new.items}
        self.items: dict[str, ItemId] = {
            **{item.id: item.id for item in old.items if item.id in here and item.id not in changed},
            **{own.before: own.after for own in found.renumbered},
        }
        """Items that carry, by their former number."""
        self._areas = {area.id for area in new.areas}
        self._entities: dict[str, dict[str, Any]] = {}
        for (entity, field), value in values.items():
            if value is not None:
                self._entities.setdefault(entity, {})[field] = value
        self.answered = {name for word, name in map(_parted, self._entities) if word == "answer"}
        self._findings = {
            name
            for word, name in map(_parted, self._entities)
            if word == "finding" and self._speaks(self._entities[f"finding:{name}"])
        }

    def changes(self) -> Iterator[tuple[str, str, Any]]:
        """Every field of the new visit, in the order of the old one."""
        for entity, own in self._entities.items():
            word, name = _parted(entity)
            for field, value in self._carried(word, name, own).items():
                goes_to = f"{word}:{self.items[name]}" if word in PER_ITEM else entity
                if known_field(self._new, (goes_to, field)):
                    yield goes_to, field, value

    def left(self) -> Iterator[Left]:
        """What stays behind besides answers."""
        for entity, own in self._entities.items():
            word, name = _parted(entity)
            if entity == "traits":
                stay = [trait for trait in own if not self._trait_stays(trait)]
                yield from (Left(LeftKind.TRAIT, trait, self._label(trait)) for trait in stay)
            elif word in STAYING and not self._carried(word, name, own):
                told = own.get("text") or own.get("caption") or own.get("name")
                yield Left(LeftKind(word), name, told or ", ".join(own.get("items", ())) or name)

    def _carried(self, word: str, name: str, own: dict[str, Any]) -> dict[str, Any]:
        """The fields of one entity as the new version takes them; none where it stays behind."""
        if word in PER_ITEM:
            return own if name in self.items else {}
        if word in OF_ITEMS:
            return self._with_items(own) if self._speaks(own) else {}
        match word:
            case "traits":
                return {trait: value for trait, value in own.items() if self._trait_stays(trait)}
            case "visit" if "scope" in own:
                return own | {"scope": self._mapped(own["scope"])}
            case "person" if "areas" in own:
                return own | {"areas": [area for area in own["areas"] if area in self._areas]}
            case "recommendation" if own.get("findings"):
                kept = [finding for finding in own["findings"] if finding in self._findings]
                return own | {"findings": kept} if kept else {}
            case "row":
                item = self.items.get(own.get("item", ""))
                return own | {"item": item} if item is not None else {}
            case "earlier" if own.get("continued_by") not in (None, *self._findings):
                return {field: value for field, value in own.items() if field != "continued_by"}
            case "score":
                return own if self._criterion_stays(name) else {}
        return own

    def _speaks(self, own: dict[str, Any]) -> bool:
        """Whether something is said of an item that carries, or of none at all."""
        return not own.get("items") or bool(self._mapped(own["items"]))

    def _with_items(self, own: dict[str, Any]) -> dict[str, Any]:
        return own | {"items": self._mapped(own["items"])} if "items" in own else own

    def _mapped(self, items: list[str]) -> list[ItemId]:
        return [self.items[item] for item in items if item in self.items]

    def _trait_stays(self, trait: str) -> bool:
        return comparison.trait_stays(FactId(trait), self._old, self._new, self._lists)

    def _criterion_stays(self, criterion: str) -> bool:
        """Points by hand stand for all items of a criterion."""
        own = {item.id for item in self._old.items if item.criterion == criterion}
        now = {item.id for item in self._new.items if item.criterion == criterion}
        return bool(own) and {self.items.get(item) for item in own} == now

    def _label(self, trait: str) -> str:
        return next((spec.label.vi for spec in self._old.traits if spec.id == trait), trait)


def _parted(entity: str) -> tuple[str, str]:
    word, _, name = entity.partition(":")
    return word, name
