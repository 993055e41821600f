"""The rules of a checklist at work: which items and facts apply, what is calculated, what does not fit.

Compiled once for a checklist; after an act only what depends on it is worked out again.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import TypeVar

from inspector_app.checklist.calculated import fact_from
from inspector_app.checklist.conditions import (
    EVIDENCE,
    Conditions,
    Fault,
    Key,
    Role,
    answer_key,
    compiled,
    is_expression,
    key_of,
)
from inspector_app.checklist.expression.language import as_boolean, as_number, tree
from inspector_app.checklist.fact import Fact, FactId, SampleRow
from inspector_app.checklist.listed import Listed
from inspector_app.checklist.settling import Lists, Settling
from inspector_app.checklist.symbols import TRAITS
from inspector_app.checklist.template import FactSpec, ItemId, Option, Template, Wording
from inspector_app.checklist.violations import violations_of
from inspector_app.checklist.visit import Answer, Violation, Visit
from inspector_app.errors import ExpressionError

MOST_ROWS = 1_000
"""Rows that an expression may ask a table to have."""
_SPLICED = 8
"""Up to so many items are put into the list of violations one by one."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Logic:
    """The compiled rules of one checklist; it holds no answers, so that one serves every visit and thread."""

    template: Template
    faults: tuple[Fault, ...]
    """Expressions that cannot be used; they are left out as if the checklist had none there."""
    _rules: Conditions
    _lists: Lists

    @classmethod
    def of(cls, template: Template) -> "Logic":
        """Compile every expression of a checklist; linear in its size."""
        rules = compiled(template)
        return cls(template, tuple(rules.faults), rules, Lists(template))

    def settle(self, visit: Visit, now: datetime) -> Visit:
        """The visit with what the rules say of it: `inapplicable`, `hidden`, `violations`, calculated facts.

        `now` is what today() and now() mean, and its zone that of every day. Never raises.
        """
        run = Settling(self._rules, self._lists, visit, now)
        for key in self._rules.graph.order:
            run.work_out(key)
        scope = visit.details.scope
        left_out = frozenset[ItemId]()
        if scope is not None:
            left_out = frozenset(item.id for item in self.template.items) - frozenset(scope)
        settled = replace(visit, inapplicable=left_out, hidden=frozenset(), violations=())
        return self._written(run, settled, self._rules.keys_of)

    def resettle(self, before: Visit, visit: Visit, changed: Collection[str], now: datetime) -> Visit:
        """As `settle(visit, now)`, at the cost of what depends on the `changed` entities.

        `before` is settled; `visit` is `before` with those entities as they are now (see
        assembly.reassemble), among them the answers that count the changed rows.
        """
        if visit.details.scope != before.details.scope:
            return self.settle(visit, now)
        roots = [*self._roots(changed), *self._rules.volatile]
        items = self._items_after(roots)
        settled = replace(
            visit,
            inapplicable=before.inapplicable,
            hidden=before.hidden,
            violations=before.violations,
        )
        if not items:
            return settled
        run = Settling(self._rules, self._lists, visit, now, before)
        keys = {key for item in items for key in self._rules.keys_of.get(item, ())}
        for key in sorted(keys, key=self._rules.rank.__getitem__):
            run.work_out(key)
        return self._written(run, settled, items)

    def affected(self, changed: Collection[str]) -> tuple[ItemId, ...]:
        """The items whose state may be another after `changed` entities: what a window shows anew. The
        traits of the unit are none."""
        own = [ItemId(entity.partition(":")[2]) for entity in changed if entity.startswith("answer:")]
        items = self._items_after([*self._roots(changed), *self._rules.volatile])
        return tuple(dict.fromkeys(item for item in (*own, *items) if item != TRAITS))

    def options(
        self, visit: Visit, item: ItemId, spec: FactSpec, now: datetime, row: SampleRow | None = None
    ) -> tuple[Option, ...]:
        """What may be chosen for a fact, or for a column in a row of a table: the options its filter keeps."""
        own = self.template.choice_list(spec.choice_list)
        if own is None:
            return tuple(Option(name, Wording(name, name)) for name in spec.choices)
        key = _key_in_row(Role.FILTER, item, spec, row)
        condition = self._rules.of.get(key)
        if condition is None:
            return own.options
        run = Settling(self._rules, self._lists, visit, now, visit)
        entries = self._lists.instances[own.id].named("item")
        try:
            return tuple(
                option
                for option, entry in zip(own.options, entries, strict=True)
                if as_boolean(run.evaluate(key, condition, row=row, context=entry))
            )
        except ExpressionError:
            return own.options

    def hidden_cells(
        self, visit: Visit, item: ItemId, fact: FactId, now: datetime
    ) -> Mapping[str, frozenset[FactId]]:
        """The columns of a table that are not asked, by the id of the row; rows that are asked all are left out."""
        spec = self._rules.specs.get((item, fact))
        run = Settling(self._rules, self._lists, visit, now, visit)
        hidden: dict[str, frozenset[FactId]] = {}
        for column in () if spec is None else spec.columns:
            for row in run.hidden_rows(item, fact, column.id):
                hidden[row] = hidden.get(row, frozenset()) | {column.id}
        return hidden

    def asked(self, visit: Visit, now: datetime) -> Visit:
        """The visit as it is printed: rows of tables without the cells that are kept and not asked any longer."""
        hidden: dict[str, frozenset[FactId]] = {}
        for item, fact in {(ItemId(row.item), row.fact) for row in visit.rows if row.cells}:
            hidden |= self.hidden_cells(visit, item, fact, now)
        if not hidden:
            return visit
        rows = (
            replace(row, cells={own: cell for own, cell in row.cells.items() if own not in hidden[row.id]})
            if row.id in hidden
            else row
            for row in visit.rows
        )
        return replace(visit, rows=tuple(rows))

    def row_count(self, visit: Visit, item: ItemId, spec: FactSpec, now: datetime) -> int | None:
        """How many rows a table is to have; None where as many as people add."""
        key = key_of(Role.ROWS, item, spec.id)
        condition = self._rules.of.get(key)
        if condition is None:
            return None
        run = Settling(self._rules, self._lists, visit, now, visit)
        try:
            number = as_number(run.evaluate(key, condition))
        except ExpressionError:
            return None
        return min(int(number), MOST_ROWS) if 0 <= number < float("inf") else None

    def defaults(self, visit: Visit, now: datetime) -> tuple[tuple[str, FactId, Fact], ...]:
        """What a new visit begins with: entity, field, fact."""
        asked = [("traits", TRAITS, trait) for trait in self.template.traits]
        asked += [(f"answer:{item.id}", item.id, spec) for item in self.template.items for spec in item.facts]
        return tuple(
            (entity, spec.id, fact)
            for entity, item, spec in asked
            if (fact := self._default(visit, key_of(Role.DEFAULT, item, spec.id), spec, now)) is not None
        )

    def row_defaults(
        self, visit: Visit, item: ItemId, spec: FactSpec, now: datetime
    ) -> Mapping[FactId, Fact]:
        """What a new row of a table begins with."""
        return {
            column.id: fact
            for column in spec.columns
            if (fact := self._default(visit, key_of(Role.DEFAULT, item, spec.id, column.id), column, now))
            is not None
        }

    def _default(self, visit: Visit, key: Key, spec: FactSpec, now: datetime) -> Fact | None:
        if spec.default is None or spec.calculation is not None:
            return None
        condition = self._rules.of.get(key)
        run = Settling(self._rules, self._lists, visit, now, visit)
        try:
            if condition is not None:
                value = run.evaluate(key, condition, context=tree({}))
            elif is_expression(spec.default):
                return None
            else:
                value = spec.default
            return fact_from(spec.kind, value, run.now)
        except (ExpressionError, ArithmeticError, ValueError):
            return None

    def _roots(self, changed: Collection[str]) -> Iterator[Key]:
        for entity in changed:
            word, _, name = entity.partition(":")
            if word == "answer":
                yield answer_key(name)
            elif word == "traits":
                yield answer_key(TRAITS)
            elif word == "evidence":
                yield EVIDENCE

    def _items_after(self, roots: Iterable[Key]) -> dict[ItemId, None]:
        """The items to work out anew, in no order that means anything; what belongs to one goes together."""
        own = tuple(dict.fromkeys(roots))
        touched = chain(own, self._rules.graph.dependents(own))
        return dict.fromkeys(
            ItemId(key[1])
            for key in touched
            if key[0] not in (Role.GROUP, Role.EVIDENCE) and ItemId(key[1]) in self._rules.keys_of
        )

    def _written(self, run: Settling, visit: Visit, items: Iterable[ItemId]) -> Visit:
        """`visit` with the outcome for `items`."""
        worked_out = tuple(items)
        out = {item for item, gone in run.inapplicable.items() if gone}
        back = run.inapplicable.keys() - out
        inapplicable = _changed(visit.inapplicable, out, back)
        hidden = {place for place, gone in run.hidden.items() if gone}
        return replace(
            visit,
            inapplicable=inapplicable,
            hidden=_changed(visit.hidden, hidden, run.hidden.keys() - hidden),
            answers=self._calculated(run, visit, worked_out),
            traits=run.with_calculated(TRAITS, visit.traits),
            rows=_with_cells(run, visit.rows),
            violations=self._violations(run, visit.violations, worked_out),
        )

    def _calculated(self, run: Settling, visit: Visit, items: tuple[ItemId, ...]) -> Mapping[ItemId, Answer]:
        new: dict[ItemId, Answer] = {}
        for item in items:
            answer = visit.answer(item)
            facts = run.with_calculated(item, answer.facts)
            if item != TRAITS and facts is not answer.facts:
                new[item] = replace(answer, facts=facts)
        if not new:
            return visit.answers
        merged = {**visit.answers, **new}
        for item, answer in new.items():
            if answer == Answer(item):
                del merged[item]
        return merged

    def _violations(
        self, run: Settling, before: tuple[Violation, ...], items: tuple[ItemId, ...]
    ) -> tuple[Violation, ...]:
        """In the order of the checklist; those of the unit's traits come first."""
        new = {item: violations_of(run, self.template, item) for item in items}
        if len(new) > _SPLICED:
            kept = [own for own in before if own.item not in new]
            return tuple(sorted(chain(kept, *new.values()), key=lambda own: self._place(own.item)))
        found = before
        for item, own in new.items():
            place = self._place(item)
            first = bisect_left(found, place, key=lambda other: self._place(other.item))
            last = bisect_left(found, place + 1, first, key=lambda other: self._place(other.item))
            if own != found[first:last]:
                found = (*found[:first], *own, *found[last:])
        return found

    def _place(self, item: ItemId) -> int:
        return -1 if item == TRAITS else self.template.place(item)


def _key_in_row(role: Role, item: ItemId, spec: FactSpec, row: SampleRow | None) -> Key:
    return key_of(role, item, spec.id) if row is None else key_of(role, item, row.fact, spec.id)


def _changed(before: frozenset[T], more: Collection[T], less: Collection[T]) -> frozenset[T]:
    """The same set where nothing changes."""
    if before.isdisjoint(less) and before.issuperset(more):
        return before
    return (before - frozenset(less)) | frozenset(more)


def _with_cells(run: Settling, rows: tuple[SampleRow, ...]) -> tuple[SampleRow, ...]:
    """The rows with their calculated cells; none where the table is not asked."""
    new: dict[str, SampleRow] = {}
    for (item, fact, column), cells in run.cells.items():
        asked = run.applies(item) and run.shown(item, fact)
        for row in run.rows(item, fact):
            own = new.get(row.id, row)
            value = cells.get(row.id) if asked else None
            if own.cells.get(column) != value:
                kept = {name: cell for name, cell in own.cells.items() if name != column}
                new[row.id] = replace(own, cells=kept if value is None else {**kept, column: value})
    if not new:
        return rows
    return rows.changed(new) if isinstance(rows, Listed) else tuple(new.get(row.id, row) for row in rows)
