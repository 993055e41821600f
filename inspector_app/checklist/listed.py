"""Entities of which a visit has any number, in their order, found by the item they speak of without looking
through all of them. It knows only that they have an order, a name of their own, and perhaps items.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Index(Generic[T]):
    named: dict[str, T]
    of: dict[str, tuple[T, ...]]


class Listed(tuple[T, ...]):  # noqa: SLOT001 - a tuple takes no slots with names
    """A tuple by order and name; two with the same entities are equal, whatever was looked up in them."""

    _index: _Index[T] | None

    def __new__(cls, entities: Iterable[T] = (), index: _Index[T] | None = None) -> Self:
        self = super().__new__(cls, entities)
        self._index = index
        return self

    @classmethod
    def sorted(cls, entities: Iterable[T]) -> Self:
        return cls(sorted(entities, key=_place))

    def named(self, name: str) -> T | None:
        return self._looked_up().named.get(name)

    def of(self, item: str) -> tuple[T, ...]:
        """Those that speak of an item, in their order."""
        return self._looked_up().of.get(item, ())

    def changed(self, now: Mapping[str, T | None]) -> Self:
        """The same list with some entities as they are `now`, by name; None takes one away."""
        come = [entity for entity in now.values() if entity is not None]
        if len(now) * 4 > len(self):
            return self.sorted([*(entity for entity in self if _name(entity) not in now), *come])
        gone = [entity for name in now if (entity := self.named(name)) is not None]
        rest = list(self)
        for entity in gone:
            del rest[bisect_left(rest, _place(entity), key=_place)]
        for entity in come:
            insort(rest, entity, key=_place)
        return type(self)(rest, _index_after(self._looked_up(), gone, come))

    def _looked_up(self) -> _Index[T]:
        if self._index is None:
            of: dict[str, list[T]] = {}
            for entity in self:
                for item in dict.fromkeys(items_of(entity)):
                    of.setdefault(item, []).append(entity)
            self._index = _Index(
                {_name(entity): entity for entity in self}, {item: tuple(own) for item, own in of.items()}
            )
        return self._index


def of_item(entities: tuple[T, ...], item: str) -> tuple[T, ...]:
    """Those of `entities` that speak of an item, quickly where they are `Listed`."""
    if isinstance(entities, Listed):
        return entities.of(item)
    return tuple(entity for entity in entities if item in items_of(entity))


def listed(entities: tuple[T, ...]) -> Listed[T]:
    """The same entities as a list in which one can look up."""
    return entities if isinstance(entities, Listed) else Listed(entities)


def items_of(entity: Any) -> tuple[str, ...]:
    """The items that an entity speaks of: a row of one, a shortcoming or a file of any number."""
    item = getattr(entity, "item", None)
    return (item,) if item is not None else getattr(entity, "items", ())


def _index_after(before: _Index[T], gone: list[T], come: list[T]) -> _Index[T]:
    named = dict(before.named)
    for entity in gone:
        del named[_name(entity)]
    named |= {_name(entity): entity for entity in come}
    of = dict(before.of)
    for item in dict.fromkeys(own for entity in (*gone, *come) for own in items_of(entity)):
        # By identity: comparing rows by value would cost as much as reading them.
        kept = [entity for entity in of.pop(item, ()) if not any(entity is other for other in gone)]
        kept += [entity for entity in come if item in items_of(entity)]
        if kept:
            of[item] = tuple(sorted(kept, key=_place))
    return _Index(named, of)


def _place(entity: Any) -> tuple[int, str]:
    return entity.order, _name(entity)


def _name(entity: Any) -> str:
    """Its id; a file is called by its SHA-256."""
    name: str = getattr(entity, "id", None) or entity.sha256
    return name
