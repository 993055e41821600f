"""Points by expression: what `${name}` means in a visit, and the number that comes out, as a decimal."""

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from inspector_app.checklist.calculated import value_of
from inspector_app.checklist.expression.language import (
    NO_NODES,
    Expression,
    Node,
    Nodes,
    Scope,
    Value,
    as_number,
    compile_expression,
    tree,
)
from inspector_app.checklist.fact import Fact, FactId
from inspector_app.checklist.symbols import TRAITS, Meaning, Symbol, Symbols
from inspector_app.checklist.template import Template
from inspector_app.checklist.visit import Visit
from inspector_app.errors import ExpressionError

BINARY_DUST = Decimal(1).scaleb(-9)
"""Expressions count in binary fractions, as ODK does; what lies below is theirs and not the answers'."""
LARGEST = 10**15


def evaluator(visit: Visit, template: Template, now: datetime) -> Callable[[str], Decimal | None]:
    """Works expressions out over the answers of `visit`; the names are those of its checklist's own rules.

    The function gives None where the answers say too little, and raises ValueError with the place of a fault.
    """
    symbols, _twice = Symbols.of(template)
    answers = _Answers(visit)

    def evaluate(text: str) -> Decimal | None:
        try:
            compiled = _compiled(text)
            if (
                unknown := next((name for name in compiled.references if name not in symbols), None)
            ) is not None:
                raise ValueError(f"danh mục không có {unknown}")
            value = compiled.evaluate(
                Scope(now=now, resolve=lambda name, _node: answers.read(symbols.get(name)))
            )
        except ExpressionError as error:
            raise ValueError(f"lỗi tại ký tự thứ {error.parameters.get('position', 1)}") from error
        return _decimal(value)

    return evaluate


@lru_cache(maxsize=20_000)
def _compiled(text: str) -> Expression:
    """Compiled once: every edit of a point counts the whole table again."""
    return compile_expression(text)


def _decimal(value: Value) -> Decimal | None:
    number = as_number(value)
    if not math.isfinite(number) or abs(number) > LARGEST:
        return None
    return Decimal(repr(number)).quantize(BINARY_DUST).normalize() + 0


class _Answers:
    """What names lead to; what does not apply and what is not asked reads as not answered."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._rows: dict[tuple[str, FactId], list[Mapping[FactId, Fact]]] = {}
        for row in visit.rows:
            self._rows.setdefault((row.item, row.fact), []).append(row.cells)
        self._tables: dict[tuple[str, FactId], Nodes] = {}

    def read(self, symbol: Symbol | None) -> Value:
        if symbol is None or symbol.meaning is Meaning.GROUP:
            return ""
        if symbol.meaning in (Meaning.TABLE, Meaning.COLUMN):
            rows = self._table(symbol)
            if symbol.meaning is Meaning.TABLE:
                return rows
            return Nodes(cell for row in rows for cell in row.named(symbol.column))
        visit = self._visit
        if not visit.applies(symbol.item) or (symbol.item, symbol.fact) in visit.hidden:
            return ""
        if symbol.meaning is Meaning.VERDICT:
            verdict = visit.answer(symbol.item).verdict
            return "" if verdict is None else str(verdict)
        facts = visit.traits if symbol.item == TRAITS else visit.answer(symbol.item).facts
        return value_of(facts.get(symbol.fact), symbol.part)

    def _table(self, symbol: Symbol) -> Nodes:
        key = (symbol.item, symbol.fact)
        if key not in self._tables:
            rows = [
                {name: value_of(cell) for name, cell in cells.items()} for cells in self._rows.get(key, ())
            ]
            root: Node = tree({"row": rows}) if rows else tree({})
            self._tables[key] = root.named("row") if rows else NO_NODES
        return self._tables[key]
