"""One working-out of a checklist's expressions over the answers of a visit: what applies, what is calculated,
what does not satisfy the checklist. Nothing in it raises, whatever the answers are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from inspector_app.checklist.calculated import fact_from, value_of
from inspector_app.checklist.conditions import Condition, Conditions, Key, Role, group_key, key_of
from inspector_app.checklist.expression.language import (
    NO_NODES,
    Node,
    Nodes,
    Scope,
    Value,
    as_boolean,
    leaf,
    tree,
)
from inspector_app.checklist.fact import Fact, FactId, SampleRow
from inspector_app.checklist.symbols import TRAITS, Meaning, Symbol
from inspector_app.checklist.template import FactSpec, ItemId, Template
from inspector_app.checklist.visit import Answer, Visit
from inspector_app.errors import ExpressionError

Place = tuple[ItemId, FactId]
Cells = Mapping[str, Fact | None]
"""What a calculated column holds, by the id of the row."""


class Lists:
    """What expressions read beside the answers: the template's lists of choices, made once."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._instances: dict[str, Node] | None = None
        self._labels: dict[str, dict[str, str]] | None = None

    @property
    def instances(self) -> Mapping[str, Node]:
        if self._instances is None:
            self._instances = {
                own.id: tree(
                    {
                        "item": [
                            {**option.attributes, "name": option.name, "label": option.label.vi}
                            for option in own.options
                        ]
                    },
                    "root",
                )
                for own in self._template.choice_lists
            }
        return self._instances

    @property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """Of every question with a list, for jr:choice-name."""
        if self._labels is None:
            lists = {
                own.id: {option.name: option.label.vi for option in own.options}
                for own in self._template.choice_lists
            }
            asked = [(trait.id, trait) for trait in self._template.traits]
            asked += [
                (FactId(item.symbol_of(spec)), spec) for item in self._template.items for spec in item.facts
            ]
            asked += [(column.id, column) for _name, spec in asked for column in spec.columns]
            self._labels = {
                name: lists[spec.choice_list] for name, spec in asked if spec.choice_list in lists
            }
        return self._labels


class Settling:
    """Works keys out in their order and remembers the outcome; `before` gives what is not worked out anew."""

    def __init__(
        self, rules: Conditions, lists: Lists, visit: Visit, now: datetime, before: Visit | None = None
    ) -> None:
        self.rules = rules
        self.visit = visit
        self.before = before
        self.now = now if now.tzinfo is not None else now.replace(tzinfo=UTC)
        self.inapplicable: dict[ItemId, bool] = {}
        self.hidden: dict[Place, bool] = {}
        self.facts: dict[Place, Fact | None] = {}
        self.cells: dict[tuple[ItemId, FactId, FactId], Cells] = {
            (ItemId(item), FactId(fact), FactId(column)): {} for _, item, fact, column in rules.stuck
        }
        self.problems: dict[str, dict[tuple[Key, str], str]] = {}
        """Of an item or group: what could not be worked out, for which row, and what is wrong."""
        self._lists = lists
        self._scope = None if visit.details.scope is None else frozenset(visit.details.scope)
        self._groups: dict[str, bool] = {}
        self._hidden_cells: dict[Key, frozenset[str]] = {}
        self._trees: dict[int, Node] = {}
        """By the condition that reads them; only until something else is worked out."""

    # What stands, for expressions and for the check.

    def applies(self, item: ItemId) -> bool:
        if item == TRAITS:
            return True
        if item in self.inapplicable:
            return not self.inapplicable[item]
        if self.before is not None:
            return item not in self.before.inapplicable
        return self._scope is None or item in self._scope

    def shown(self, item: ItemId, fact: FactId) -> bool:
        if (item, fact) in self.hidden:
            return not self.hidden[item, fact]
        return self.before is None or (item, fact) not in self.before.hidden

    def fact(self, item: ItemId, fact: FactId) -> Fact | None:
        """As answered, or as calculated."""
        if not self.rules.is_calculated(item, fact):
            return self._facts_of(self.visit, item).get(fact)
        if (item, fact) in self.facts:
            return self.facts[item, fact]
        return None if self.before is None else self._facts_of(self.before, item).get(fact)

    def answer(self, item: ItemId) -> Answer:
        """With its calculated facts, where it applies and they are asked."""
        answer = self.visit.answer(item)
        return replace(answer, facts=self.with_calculated(item, answer.facts))

    def with_calculated(self, item: ItemId, answered: Mapping[FactId, Fact]) -> Mapping[FactId, Fact]:
        """The same mapping where nothing is calculated for the item, or nothing has changed."""
        own = self.rules.calculated.get(item)
        if own is None:
            return answered
        facts = {fact: value for fact, value in answered.items() if fact not in own}
        for fact in sorted(own):
            if self.applies(item) and self.shown(item, fact) and (value := self.fact(item, fact)) is not None:
                facts[fact] = value
        return answered if facts == answered else facts

    @staticmethod
    def _facts_of(visit: Visit, item: ItemId) -> Mapping[FactId, Fact]:
        return visit.traits if item == TRAITS else visit.answer(item).facts

    def rows(self, item: ItemId, fact: FactId) -> tuple[SampleRow, ...]:
        return self.visit.rows_of(item, fact)

    def cell(self, row: SampleRow, column: FactSpec) -> Fact | None:
        if key_of(Role.VALUE, row.item, row.fact, column.id) not in self.rules.of:
            return row.cells.get(column.id)
        known = self.cells.get((ItemId(row.item), row.fact, column.id))
        if known is not None:
            return known.get(row.id)
        return None if self.before is None else row.cells.get(column.id)

    def hidden_rows(self, item: ItemId, fact: FactId, column: FactId) -> frozenset[str]:
        """The rows of a table in which a column is not asked."""
        key = key_of(Role.SHOWN, item, fact, column)
        condition = self.rules.of.get(key)
        if condition is None or key not in self.rules.rank:
            return frozenset()
        if key not in self._hidden_cells:
            self._hidden_cells[key] = frozenset(
                row.id
                for row in self.rows(item, fact)
                if not as_boolean(self._worked_out(key, condition, row=row, otherwise=True))
            )
        return self._hidden_cells[key]

    # Working out.

    def work_out(self, key: Key) -> None:
        role, item_id, fact_id, column = key
        item, fact = ItemId(item_id), FactId(fact_id)
        match role:
            case Role.APPLIES:
                self.inapplicable[item] = not self._item_applies(key, item)
            case Role.SHOWN if not column:
                shown = self._worked_out(key, self.rules.of[key], self.fact(item, fact), otherwise=True)
                self.hidden[item, fact] = not as_boolean(shown)
            case Role.VALUE if not column:
                self.facts[item, fact] = self._calculated(key, self.rules.specs[item, fact])
            case Role.VALUE:
                spec = next(own for own in self.rules.specs[item, fact].columns if own.id == column)
                # While it is worked out a column is empty: what it held before decides nothing.
                self.cells[item, fact, spec.id] = {}
                self.cells[item, fact, spec.id] = {
                    row.id: self._calculated(key, spec, row) for row in self.rows(item, fact)
                }
            case _:
                return
        self._trees.clear()

    def _item_applies(self, key: Key, item: ItemId) -> bool:
        if self._scope is not None and item not in self._scope:
            return False
        # All of them, so that the same is found wrong whichever item comes first.
        groups = [self.group_applies(group) for group in self.rules.groups.get(item, ())]
        if not all(groups):
            return False
        condition = self.rules.of.get(key)
        return condition is None or as_boolean(self._worked_out(key, condition, otherwise=True))

    def group_applies(self, group: str) -> bool:
        if group not in self._groups:
            key = group_key(group)
            known = key in self.rules.rank
            value = self._worked_out(key, self.rules.of[key], otherwise=True) if known else True
            self._groups[group] = as_boolean(value)
        return self._groups[group]

    def _calculated(self, key: Key, spec: FactSpec, row: SampleRow | None = None) -> Fact | None:
        value = self._worked_out(key, self.rules.of[key], row=row, otherwise="")
        try:
            return fact_from(spec.kind, value, self.now)
        except (ArithmeticError, ValueError, OverflowError):
            return None

    def holds(
        self, key: Key, value: Fact | None = None, row: SampleRow | None = None, otherwise: bool = True
    ) -> bool:
        """Whether an expression is true of a value (`.`) or a row; `otherwise` where it cannot be worked out."""
        return as_boolean(self._worked_out(key, self.rules.of[key], value, row, otherwise))

    def _worked_out(
        self,
        key: Key,
        condition: Condition,
        value: Fact | None = None,
        row: SampleRow | None = None,
        otherwise: Value = "",
    ) -> Value:
        try:
            return self.evaluate(key, condition, value, row)
        except ExpressionError as error:
            where = f"{error.parameters.get('position', 1)}: {condition.expression.text}"
            self.problems.setdefault(key[1], {})[key, row.id if row is not None else ""] = where
            return otherwise

    def evaluate(
        self,
        key: Key,
        condition: Condition,
        value: Fact | None = None,
        row: SampleRow | None = None,
        context: Node | None = None,
    ) -> Value:
        """The value of an expression; raises ExpressionError."""
        root = self._root(condition)
        if row is None:
            standing = leaf(key[2] or key[1], value_of(value))
        else:
            standing = _cell_of(root, condition, key, self.rows(ItemId(row.item), row.fact), row)
        scope = Scope(
            root=root or standing,
            context=context or standing,
            current=standing,
            now=self.now,
            resolve=lambda name, node: self._resolve(
                condition, root, name, node if node.root is root else standing
            ),
            instances=self._lists.instances,
            choice_labels=self._lists.labels,
        )
        return condition.expression.evaluate(scope)

    def _resolve(self, condition: Condition, root: Node | None, name: str, node: Node) -> Value:
        symbol = condition.symbols.get(name)
        if symbol is None or symbol.meaning is Meaning.GROUP:
            return ""
        if symbol.meaning in (Meaning.TABLE, Meaning.COLUMN):
            return NO_NODES if root is None else _in_table(symbol, root, node)
        return self._read(symbol)

    def _read(self, symbol: Symbol) -> str | float | bool:
        """What does not apply and what is not asked reads as not answered."""
        if not self.applies(symbol.item):
            return ""
        if symbol.meaning is Meaning.VERDICT:
            verdict = self.visit.answer(symbol.item).verdict
            return "" if verdict is None else str(verdict)
        if not self.shown(symbol.item, symbol.fact):
            return ""
        return value_of(self.fact(symbol.item, symbol.fact), symbol.part)

    # The tree that tables and paths need; most expressions need none.

    def _root(self, condition: Condition) -> Node | None:
        paths = tuple(sorted(path for path in condition.expression.paths if path.startswith("/")))
        if not condition.tables and not paths:
            return None
        if id(condition) not in self._trees:
            values: dict[str, object] = {}
            for path in paths:
                self._lay_out(values, condition, [step for step in path.split("/") if step][1:])
            for name, item, fact in condition.tables:
                values[name] = self._table(condition, item, fact)
            self._trees[id(condition)] = tree(values)
        return self._trees[id(condition)]

    def _lay_out(self, values: dict[str, object], condition: Condition, steps: list[str]) -> None:
        """The nodes that an absolute path walks through, and the value at its end."""
        for place, step in enumerate(steps):
            symbol = condition.symbols.get(step)
            last = place == len(steps) - 1
            if symbol is not None and symbol.meaning is Meaning.TABLE:
                values.setdefault(step, self._table(condition, symbol.item, symbol.fact))
                return
            if last and symbol is not None and symbol.meaning in (Meaning.VERDICT, Meaning.FACT):
                values.setdefault(step, self._read(symbol))
                return
            deeper = values.setdefault(step, {})
            if not isinstance(deeper, dict):
                return
            values = deeper

    def _table(self, condition: Condition, item: ItemId, fact: FactId) -> list[dict[str, object]]:
        """The rows; of the columns that the condition names, those not asked in a row are empty there."""
        if not (self.applies(item) and self.shown(item, fact)):
            return []
        columns = self.rules.specs[item, fact].columns
        hidden = {
            column.id: self.hidden_rows(item, fact, column.id)
            for column in columns
            if key_of(Role.SHOWN, item, fact, column.id) in condition.reads
        }
        return [
            {
                column.id: "" if row.id in hidden.get(column.id, ()) else value_of(self.cell(row, column))
                for column in columns
            }
            for row in self.rows(item, fact)
        ]


def _cell_of(
    root: Node | None, condition: Condition, key: Key, rows: Sequence[SampleRow], row: SampleRow
) -> Node:
    """The place in its table that an expression about a column stands on."""
    name = next(name for name, item, fact in condition.tables if (item, fact) == (key[1], key[2]))
    place = next((place for place, own in enumerate(rows) if own.id == row.id), None)
    entries = NO_NODES if root is None else root.named(name)
    if place is None or place >= len(entries):
        # A table that is not asked has no entries; a row that nobody wrote yet has no place among them.
        return leaf(key[3], "")
    return entries[place].named(key[3])[0]


def _in_table(symbol: Symbol, root: Node, node: Node) -> Nodes:
    """A table as its rows; a column as the cell of the row that one stands in, or of all rows."""
    rows = root.named(symbol.name)
    if symbol.meaning is Meaning.TABLE:
        return rows
    if node.entry.name == symbol.name and node.root is root and node.entry is not root:
        return node.entry.named(symbol.column)
    return Nodes(cell for row in rows for cell in row.named(symbol.column))
