"""Operators as closures. A chain (`a + b + c`) is one closure that loops, so that length costs no stack."""

import math
from collections.abc import Callable, Sequence

from inspector_app.checklist.expression.nodes import Nodes
from inspector_app.checklist.expression.run import Closure, Run
from inspector_app.checklist.expression.values import TOLERANCE, Value, as_boolean, as_number, unpack

POWER = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("=", "!="), 3),
    **dict.fromkeys(("<", "<=", ">", ">="), 4),
    **dict.fromkeys(("+", "-"), 5),
    **dict.fromkeys(("*", "div", "mod"), 6),
}
"""How strongly an operator binds, weakest first."""
STRONGEST = 7
"""The unary minus binds more strongly than any operator between two values."""

Binary = Callable[[Run, Value, Value], Value]


def chain(first: Closure, rest: Sequence[tuple[str, Closure]]) -> Closure:
    """Operands of equal power, joined from left to right."""
    if rest[0][0] in {"and", "or"}:
        return _logic([first, *(operand for _name, operand in rest)], until=rest[0][0] == "or")
    steps = [(BINARY[name], operand) for name, operand in rest]
    if len(steps) == 1:
        operate, second = steps[0]
        return lambda run: operate(run, first(run), second(run))

    def chained(run: Run) -> Value:
        value = first(run)
        for operate, operand in steps:
            value = operate(run, value, operand(run))
        return value

    return chained


def negated(operand: Closure, times: int) -> Closure:
    """The unary minus, `times` in a row; even an even number of them makes a number."""
    if times % 2:
        return lambda run: -as_number(operand(run))
    return lambda run: as_number(operand(run))


def _logic(operands: Sequence[Closure], *, until: bool) -> Closure:
    """`and` ends at the first false operand, `or` at the first true one; the rest is not looked at."""

    def short(run: Run) -> Value:
        for operand in operands:
            value = operand(run)
            if (value if value is True or value is False else as_boolean(value)) is until:
                return until
        return not until

    return short


def _equal_scalars(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return as_boolean(left) is as_boolean(right)
    one, other = as_number(left), as_number(right)
    return one == other or abs(one - other) < TOLERANCE


def _compared(run: Run, left: Value, right: Value, test: Callable[[Value, Value], bool]) -> bool:
    """Several nodes: true when it is true of one of them (XPath 1.0, 3.4)."""
    if type(left) is not Nodes and type(right) is not Nodes:
        return test(left, right)
    lefts, rights = _each(left), _each(right)
    run.spend(len(lefts) * len(rights))
    return any(test(one, other) for one in lefts for other in rights)


def _each(value: Value) -> Sequence[Value]:
    if type(value) is not Nodes or len(value) < 2:
        return (unpack(value),)
    return [node.value for node in value]


def _different_scalars(left: Value, right: Value) -> bool:
    return not _equal_scalars(left, right)


def _equal(run: Run, left: Value, right: Value) -> Value:
    return _compared(run, left, right, _equal_scalars)


def _different(run: Run, left: Value, right: Value) -> Value:
    return _compared(run, left, right, _different_scalars)


def _ordered(test: Callable[[float, float], bool]) -> Binary:
    """Order is of numbers (and dates, which are numbers); texts that are none are in no order."""

    def of_scalars(left: Value, right: Value) -> bool:
        return test(as_number(left), as_number(right))

    return lambda run, left, right: _compared(run, left, right, of_scalars)


def _plus(_run: Run, left: Value, right: Value) -> Value:
    return as_number(left) + as_number(right)


def _minus(_run: Run, left: Value, right: Value) -> Value:
    return as_number(left) - as_number(right)


def _times(_run: Run, left: Value, right: Value) -> Value:
    return as_number(left) * as_number(right)


def _divided(_run: Run, left: Value, right: Value) -> Value:
    return divided(as_number(left), as_number(right))


def divided(one: float, other: float) -> float:
    """IEEE division: by zero gives infinity or NaN."""
    if other:
        return one / other
    if one == 0 or math.isnan(one) or math.isnan(other):
        return math.nan
    return math.copysign(math.inf, one) * math.copysign(1.0, other)


def _remainder(_run: Run, left: Value, right: Value) -> Value:
    one, other = as_number(left), as_number(right)
    return math.fmod(one, other) if other and math.isfinite(one) else math.nan


BINARY: dict[str, Binary] = {
    "=": _equal,
    "!=": _different,
    "<": _ordered(lambda one, other: one < other),
    "<=": _ordered(lambda one, other: one <= other),
    ">": _ordered(lambda one, other: one > other),
    ">=": _ordered(lambda one, other: one >= other),
    "+": _plus,
    "-": _minus,
    "*": _times,
    "div": _divided,
    "mod": _remainder,
}
