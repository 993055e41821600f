"""Every expression of a checklist, compiled once: where it stands, what it reads, and what is wrong with it.

It knows no answers; `settling` works the expressions out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from inspector_app.checklist.expression.graph import Graph
from inspector_app.checklist.expression.language import Expression, compile_expression
from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.symbols import TRAITS, Meaning, Symbol, Symbols
from inspector_app.checklist.template import FactSpec, GroupId, Item, ItemId, Template
from inspector_app.errors import N_, ExpressionError


class Role(Enum):
    GROUP = auto()
    APPLIES = auto()
    SHOWN = auto()
    VALUE = auto()
    REQUIRED = auto()
    CONSTRAINT = auto()
    FILTER = auto()
    ROWS = auto()
    DEFAULT = auto()
    CHECK = auto()
    """All that may be wrong with one item: no expression of its own."""
    ANSWER = auto()
    """What people answered of one item: read, never worked out."""
    EVIDENCE = auto()


Key = tuple[Role, str, str, str]
"""Role, item (or group), fact, column: a thing to work out, or an answer that is read."""

_CALL = re.compile(r"[a-z][a-z0-9:-]*\(.*\)", re.DOTALL)
EVIDENCE: Key = (Role.EVIDENCE, "", "", "")


def answer_key(item: str) -> Key:
    return (Role.ANSWER, item, "", "")


def check_key(item: str) -> Key:
    return (Role.CHECK, item, "", "")


def group_key(group: str) -> Key:
    return (Role.GROUP, group, "", "")


def key_of(role: Role, item: str, fact: str = "", column: str = "") -> Key:
    return (role, item, fact, column)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an expression of a checklist, and where; `why` is a msgid with places."""

    code: str
    item: ItemId | None
    """None for a group or a trait."""
    field: str
    why: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Condition:
    """One compiled expression, the names it sees, and the tables it reads."""

    expression: Expression
    symbols: Symbols
    tables: tuple[tuple[str, ItemId, FactId], ...]
    """Name, item and fact of each."""
    reads: frozenset[Key]


WORKED_OUT = {
    "relevant": Role.SHOWN,
    "calculation": Role.VALUE,
    "required": Role.REQUIRED,
    "constraint": Role.CONSTRAINT,
    "choice_filter": Role.FILTER,
    "repeat_count": Role.ROWS,
}
"""The expressions of a fact, by field."""


@dataclass(slots=True)
class Conditions:
    """All of a checklist's expressions."""

    symbols: Symbols
    of: dict[Key, Condition] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    keys_of: dict[ItemId, tuple[Key, ...]] = field(default_factory=dict)
    """What belongs to an item and is worked out together, whenever a part of it is."""
    specs: dict[tuple[ItemId, FactId], FactSpec] = field(default_factory=dict)
    calculated: dict[ItemId, frozenset[FactId]] = field(default_factory=dict)
    groups: dict[ItemId, tuple[GroupId, ...]] = field(default_factory=dict)
    """The groups with a condition that an item stands in, innermost first."""
    stuck: tuple[Key, ...] = ()
    """Calculated columns that wait for themselves: they are empty."""
    volatile: tuple[Key, ...] = ()
    graph: Graph[Key] = field(default_factory=lambda: Graph({}))
    rank: dict[Key, int] = field(default_factory=dict)

    def is_calculated(self, item: ItemId, fact: FactId) -> bool:
        return fact in self.calculated.get(item, ())


def compiled(template: Template) -> Conditions:
    """All expressions of a checklist. One that is faulty is left out as if it were not there, and told."""
    symbols, twice = Symbols.of(template)
    found = Conditions(symbols)
    for item_id, name in twice:
        why = N_("Expressions know two things by the name {id}.")
        own = None if item_id == TRAITS else item_id
        found.faults.append(Fault("CHECKLIST-DUPLICATE", own, "name", why, {"id": name}))
    reader = _Reader(found)
    for place, group in enumerate(template.groups):
        reader.read(group_key(group.id), group.relevant, None, f"group[{place}].relevant")
    for place, trait in enumerate(template.traits):
        reader.read_fact(TRAITS, trait, f"trait[{place}]")
    for item in template.items:
        reader.read_item(item)
    _stand_in_groups(found, template)
    _link(found, template)
    return found


class _Reader:
    """Compiles; the same text is compiled once."""

    def __init__(self, found: Conditions) -> None:
        self._found = found
        self._known: dict[tuple[int, str], Expression] = {}

    def read_item(self, item: Item) -> None:
        self.read(key_of(Role.APPLIES, item.id), item.relevant, item.id, "relevant")
        self.read(key_of(Role.REQUIRED, item.id), item.required, item.id, "required")
        for place, spec in enumerate(item.facts):
            self.read_fact(item.id, spec, f"facts[{place}]")

    def read_fact(self, item: ItemId, spec: FactSpec, path: str) -> None:
        own = None if item == TRAITS else item
        self._found.specs[item, spec.id] = spec
        self._read_all(spec, (item, spec.id, ""), own, path, self._found.symbols)
        if spec.columns:
            symbols = self._found.symbols.inside(item, spec.id)
            for place, column in enumerate(spec.columns):
                self._read_all(column, (item, spec.id, column.id), own, f"{path}.columns[{place}]", symbols)

    def _read_all(
        self, spec: FactSpec, at: tuple[str, str, str], item: ItemId | None, path: str, symbols: Symbols
    ) -> None:
        for name, role in WORKED_OUT.items():
            self.read((role, *at), getattr(spec, name), item, f"{path}.{name}", symbols)
        if is_expression(spec.default):
            self.read((Role.DEFAULT, *at), spec.default, item, f"{path}.default", symbols)

    def read(
        self, key: Key, text: str | None, item: ItemId | None, field: str, symbols: Symbols | None = None
    ) -> None:
        if text is None:
            return
        if symbols is None:
            symbols = self._found.symbols
        try:
            expression = self._known.get((id(symbols), text)) or compile_expression(text, symbols)
        except ExpressionError as error:
            self._found.faults.append(
                Fault("CHECKLIST-EXPRESSION", item, field, error.why, dict(error.parameters))
            )
            return
        self._known[id(symbols), text] = expression
        meant = [symbol for name in sorted(expression.references) for symbol in symbols.steps(name)]
        tables = {
            (symbol.name, symbol.item, symbol.fact)
            for symbol in meant
            if symbol.meaning in (Meaning.TABLE, Meaning.COLUMN)
        }
        if key[3]:
            name = next(iter(symbols.steps(key[3]))).name
            tables.add((name, ItemId(key[1]), FactId(key[2])))
        reads = frozenset(read for symbol in meant for read in _reads(symbol))
        if key[3]:
            reads |= {key_of(Role.APPLIES, key[1]), key_of(Role.SHOWN, key[1], key[2])}
        if expression.own and key[0] is not Role.VALUE:
            reads |= {key_of(Role.VALUE, *key[1:])}
        self._found.of[key] = Condition(expression, symbols, tuple(sorted(tables)), reads)


def is_expression(default: str | None) -> bool:
    """Whether a default is worked out rather than taken as it stands: it names something or calls something."""
    return default is not None and ("${" in default or _CALL.fullmatch(default.strip()) is not None)


def _reads(symbol: Symbol) -> Iterator[Key]:
    if symbol.meaning is Meaning.GROUP:
        return
    yield answer_key(symbol.item)
    yield key_of(Role.APPLIES, symbol.item)
    if symbol.meaning is Meaning.VERDICT:
        return
    yield key_of(Role.SHOWN, symbol.item, symbol.fact)
    yield key_of(Role.VALUE, symbol.item, symbol.fact)
    if symbol.meaning is Meaning.COLUMN:
        yield key_of(Role.SHOWN, symbol.item, symbol.fact, symbol.column)
        yield key_of(Role.VALUE, symbol.item, symbol.fact, symbol.column)


def _stand_in_groups(found: Conditions, template: Template) -> None:
    """Groups that stand in each other in a round are left where the round begins again."""
    within = {group.id: group.within for group in template.groups}
    for item in template.items:
        chain: list[GroupId] = []
        group = item.within
        while group is not None and group in within and group not in chain:
            chain.append(group)
            group = within[group]
        if conditioned := tuple(own for own in chain if group_key(own) in found.of):
            found.groups[item.id] = conditioned


_IN_GRAPH = (Role.GROUP, Role.APPLIES, Role.SHOWN, Role.VALUE)
_CHECKED = (Role.REQUIRED, Role.CONSTRAINT)


def _link(found: Conditions, template: Template) -> None:
    """Who reads whom; the cycles among them become faults."""
    reads: dict[Key, set[Key]] = {
        key: set(condition.reads) for key, condition in found.of.items() if key[0] in _IN_GRAPH
    }
    for grouped, groups in found.groups.items():
        reads.setdefault(key_of(Role.APPLIES, grouped), set()).update(map(group_key, groups))
    own, checks = _checks(found, template, reads)
    reads |= checks
    found.graph = Graph(reads)
    cycles = found.graph.cycles
    if cycles:
        # What waits for itself, or for what does, is never worked out; all else goes on as if it were not there.
        order = set(found.graph.order)
        waiting = {key for key in reads if key not in order and key[0] is not Role.CHECK}
        reads = {key: needed - waiting for key, needed in reads.items() if key not in waiting}
        found.graph = Graph(reads)
    found.rank = {key: place for place, key in enumerate(found.graph.order)}
    found.keys_of = {
        ItemId(check[1]): tuple(key for key in (*own.get(check[1], ()), check) if key in found.rank)
        for check in checks
    }
    for key in found.of:
        if key[0] is Role.VALUE and not key[3]:
            own_facts = found.calculated.get(ItemId(key[1]), frozenset())
            found.calculated[ItemId(key[1])] = own_facts | {FactId(key[2])}
    found.stuck = tuple(key for key in found.of if key[0] is Role.VALUE and key[3] and key not in found.rank)
    found.volatile = tuple(_volatile(found))
    found.faults += [_cycle_fault(found, template, cycle) for cycle in cycles]


def _checks(
    found: Conditions, template: Template, reads: dict[Key, set[Key]]
) -> tuple[dict[str, list[Key]], dict[Key, set[Key]]]:
    """What belongs to each item that has rules, and what the check of all its answers reads."""
    own: dict[str, list[Key]] = {}
    needed: dict[str, set[Key]] = {}
    for key, read in reads.items():
        if key[0] is Role.VALUE:
            read.add(answer_key(key[1]))
        if key[0] is not Role.GROUP:
            own.setdefault(key[1], []).append(key)
            needed.setdefault(key[1], {answer_key(key[1])}).add(key)
    for key, condition in found.of.items():
        if key[0] in _CHECKED:
            needed.setdefault(key[1], {answer_key(key[1])}).update(condition.reads)
    for item in template.items:
        if item.id in needed and item.evidence is not None:
            needed[item.id].add(EVIDENCE)
    return own, {check_key(item): keys for item, keys in needed.items()}


def _volatile(found: Conditions) -> Iterator[Key]:
    for key, condition in found.of.items():
        if condition.expression.volatile:
            yield key if key[0] in _IN_GRAPH else check_key(key[1])


def _cycle_fault(found: Conditions, template: Template, cycle: tuple[Key, ...]) -> Fault:
    # The first key that stands in an item: that is where an author looks.
    role, item_id, fact, column = next((key for key in cycle if key[0] is not Role.GROUP), cycle[0])
    names = [_named(found, template, key) for key in (*cycle, cycle[0])]
    why = N_("The value would depend on itself: {cycle}.")
    field = {Role.VALUE: "calculation"}.get(role, "relevant")
    item = template.item(ItemId(item_id))
    place = field if item is None or not fact else f"facts[{_place(item.facts, fact)}].{field}"
    if item is not None and column:
        columns = item.facts[_place(item.facts, fact)].columns
        place = f"facts[{_place(item.facts, fact)}].columns[{_place(columns, column)}].{field}"
    return Fault(
        "CHECKLIST-CYCLE", None if item is None else item.id, place, why, {"cycle": " → ".join(names)}
    )


def _place(specs: Iterable[FactSpec], fact: str) -> int:
    return next(place for place, spec in enumerate(specs) if spec.id == fact)


def _named(found: Conditions, template: Template, key: Key) -> str:
    _role, item_id, fact, column = key
    item = template.item(ItemId(item_id))
    if item is None:
        return fact or item_id
    spec = found.specs.get((item.id, FactId(fact)))
    name = item.symbol if spec is None else item.symbol_of(spec)
    return f"{name}.{column}" if column and spec is not None and spec.kind is FactKind.ROWS else name
