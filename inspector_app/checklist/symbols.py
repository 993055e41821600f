"""What a `${name}` of an expression means in a checklist: a verdict, a fact or a part of it, a table, a column.

It knows names and places, no answers.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.fact_kinds import KINDS, WHOLE
from inspector_app.checklist.template import FactSpec, Item, ItemId, Template

TRAITS = ItemId("@traits")
"""Stands for the item where a fact is asked of the unit itself."""
_NO_ITEM, _NO_FACT = ItemId(""), FactId("")


class Meaning(Enum):
    VERDICT = auto()
    FACT = auto()
    TABLE = auto()
    COLUMN = auto()
    GROUP = auto()


@dataclass(frozen=True, slots=True)
class Symbol:
    """The place that a name leads to; `part` follows after one more dot."""

    meaning: Meaning
    item: ItemId = _NO_ITEM
    fact: FactId = _NO_FACT
    column: FactId = _NO_FACT
    kind: FactKind | None = None
    part: str = WHOLE
    name: str = ""
    """As the tree of its table calls it."""


class Symbols(Collection[str]):
    """All names of a checklist; with `inside`, as an expression about a column of that table sees them."""

    def __init__(self, own: Mapping[str, Symbol], columns: Mapping[str, tuple[Symbol, ...]]) -> None:
        self._own = own
        self._columns = columns

    @classmethod
    def of(cls, template: Template) -> "tuple[Symbols, tuple[tuple[ItemId, str], ...]]":
        """The names, and (item, name) of each that is given twice; the first one keeps it."""
        own: dict[str, Symbol] = {}
        aliases: dict[str, Symbol] = {}
        columns: dict[str, list[Symbol]] = {}
        twice: list[tuple[ItemId, str]] = []

        def give(name: str, symbol: Symbol) -> None:
            if name in own and own[name] != symbol:
                twice.append((symbol.item, name))
            own.setdefault(name, symbol)

        for item_id, name, spec, alias in _facts(template):
            table = spec.kind is FactKind.ROWS
            meaning = Meaning.TABLE if table else Meaning.FACT
            symbol = Symbol(meaning, item_id, spec.id, kind=spec.kind, name=name)
            give(name, symbol)
            aliases.setdefault(alias, symbol)
            for column in spec.columns:
                at = Symbol(Meaning.COLUMN, item_id, spec.id, column.id, column.kind, name=name)
                columns.setdefault(column.id, []).append(at)
                aliases.setdefault(f"{name}.{column.id}", at)
        for item in template.items:
            if item.asks_verdict or len(item.facts) != 1:
                give(item.symbol, Symbol(Meaning.VERDICT, item.id))
        for group in template.groups:
            aliases.setdefault(group.id, Symbol(Meaning.GROUP))
        return cls({**aliases, **own}, {name: tuple(found) for name, found in columns.items()}), tuple(twice)

    def inside(self, item: ItemId, table: FactId) -> "Symbols":
        """As seen from a row of a table: its own columns first."""
        here = {
            name: symbol
            for name, found in self._columns.items()
            for symbol in found
            if (symbol.item, symbol.fact) == (item, table)
        }
        return _Inside(self._own, self._columns, here)

    def get(self, name: str) -> Symbol | None:
        """What a `${name}` means; None for a name that nobody gave, or that several tables give a column."""
        if (found := self._whole(name)) is not None:
            return found
        head, _, part = name.rpartition(".")
        symbol = self._whole(head) if head else None
        if symbol is None or symbol.meaning is not Meaning.FACT or symbol.kind is None:
            return None
        return _part(symbol, part) if part in KINDS[symbol.kind].values and part else None

    def steps(self, name: str) -> tuple[Symbol, ...]:
        """What the last step of a path may mean: as `get`, or the columns of that name in any table."""
        found = self.get(name)
        return (found,) if found is not None else self._columns.get(name, ())

    def _whole(self, name: str) -> Symbol | None:
        if (found := self._own.get(name)) is not None:
            return found
        columns = self._columns.get(name, ())
        return columns[0] if len(columns) == 1 else None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter({**self._own, **self._columns})

    def __len__(self) -> int:
        return len({**self._own, **self._columns})


class _Inside(Symbols):
    def __init__(
        self,
        own: Mapping[str, Symbol],
        columns: Mapping[str, tuple[Symbol, ...]],
        here: Mapping[str, Symbol],
    ) -> None:
        super().__init__(own, columns)
        self._here = here

    def _whole(self, name: str) -> Symbol | None:
        return self._here.get(name) or super()._whole(name)


def _facts(template: Template) -> Iterable[tuple[ItemId, str, FactSpec, str]]:
    """Every fact with its name, and the longer one that it also answers to."""
    for trait in template.traits:
        yield TRAITS, trait.id, trait, trait.id
    for item in template.items:
        for spec in item.facts:
            yield item.id, item.symbol_of(spec), spec, _alias(item, spec)


def _alias(item: Item, spec: FactSpec) -> str:
    return f"{item.symbol}.{spec.id}"


def _part(symbol: Symbol, part: str) -> Symbol:
    return Symbol(symbol.meaning, symbol.item, symbol.fact, symbol.column, symbol.kind, part, symbol.name)
