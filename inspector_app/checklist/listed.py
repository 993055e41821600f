"""Entities of which a visit has any number, in their order, found by the item they speak of without looking
through all of them. It knows only that they have an order, a name of their own, and perhaps items.
"""

from bisect import insort
from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Listed(tuple[T, ...]):  # noqa: SLOT001 - a tuple takes no slots with names
    """A tuple by order and name; two with the same entities are equal, whatever was looked up in them."""

    _of: dict[str, tuple[T, ...]] | None

    def __new__(cls, entities: Iterable[T] = (), of: dict[str, tuple[T, ...]] | None = None) -> Self:
        self = super().__new__(cls, entities)
        self._of = of
        return self

    @classmethod
    def sorted(cls, entities: Iterable[T]) -> Self:
        return cls(sorted(entities, key=_place))

    def of(self, item: str) -> tuple[T, ...]:
        """Those that speak of an item, in their order."""
        if self._of is None:
            found: dict[str, list[T]] = {}
            for entity in self:
                for own in dict.fromkeys(_items(entity)):
                    found.setdefault(own, []).append(entity)
            self._of = {own: tuple(entities) for own, entities in found.items()}
        return self._of.get(item, ())

    def changed(self, now: Mapping[str, T | None]) -> Self:
        """The same list with some entities as they are `now`, by name; None takes one away."""
        gone = [entity for entity in self if _name(entity) in now]
        come = [entity for entity in now.values() if entity is not None]
        if len(come) * 4 > len(self):
            return self.sorted([*(entity for entity in self if _name(entity) not in now), *come])
        rest = [entity for entity in self if _name(entity) not in now] if gone else list(self)
        for entity in come:
            insort(rest, entity, key=_place)
        return type(self)(rest, None if self._of is None else _looked_up_anew(self._of, gone, come))


def of_item(entities: tuple[T, ...], item: str) -> tuple[T, ...]:
    """Those of `entities` that speak of an item, quickly where they are `Listed`."""
    if isinstance(entities, Listed):
        return entities.of(item)
    return tuple(entity for entity in entities if item in _items(entity))


def _looked_up_anew(
    before: dict[str, tuple[T, ...]], gone: list[T], come: list[T]
) -> dict[str, tuple[T, ...]]:
    names = {_name(entity) for entity in gone}
    result = dict(before)
    for item in dict.fromkeys(own for entity in (*gone, *come) for own in _items(entity)):
        kept = [entity for entity in result.pop(item, ()) if _name(entity) not in names]
        kept += [entity for entity in come if item in _items(entity)]
        if kept:
            result[item] = tuple(sorted(kept, key=_place))
    return result


def _place(entity: Any) -> tuple[int, str]:
    return entity.order, _name(entity)


def _name(entity: Any) -> str:
    """Its id; a file is called by its SHA-256."""
    name: str = getattr(entity, "id", None) or entity.sha256
    return name


def _items(entity: Any) -> tuple[str, ...]:
    item = getattr(entity, "item", None)
    return (item,) if item is not None else getattr(entity, "items", ())
