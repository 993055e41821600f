"""Functions on numbers and booleans. Out of range is infinity or NaN, never an error."""

import math
from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, Context, Decimal

from inspector_app.checklist.expression.functions import MANY, Argument, Table, each, eager, lazy
from inspector_app.checklist.expression.nodes import NO_NODES, Nodes
from inspector_app.checklist.expression.run import Closure, Run
from inspector_app.checklist.expression.values import NAN, Value, as_boolean, as_number, as_text, unpack

ARITHMETIC: Table = {}
_WIDE = Context(prec=700, rounding=ROUND_FLOOR)


def _of_one(name: str, function: Callable[[float], float]) -> None:
    def calculated(_run: Run, value: Value) -> Value:
        try:
            return float(function(as_number(value)))
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf

    eager(ARITHMETIC, name, 1)(calculated)


def _whole(toward: Callable[[float], int]) -> Callable[[float], float]:
    """Keeps NaN, the infinities and the sign of zero."""

    def whole(number: float) -> float:
        return math.copysign(toward(number), number) if math.isfinite(number) else number

    return whole


def _logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else function(number)


_OF_ONE: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "acos": math.acos,
    "asin": math.asin,
    "atan": math.atan,
    "ceiling": _whole(math.ceil),
    "cos": math.cos,
    "exp": math.exp,
    "exp10": lambda number: 10.0**number,
    "floor": _whole(math.floor),
    "int": _whole(math.trunc),
    "log": _logarithm(math.log),
    "log10": _logarithm(math.log10),
    "number": float,
    "sin": math.sin,
    "sqrt": math.sqrt,
    "tan": math.tan,
}
for _name, _function in _OF_ONE.items():
    _of_one(_name, _function)


@eager(ARITHMETIC, "round", 1, 2)
def _round(_run: Run, value: Value, places: Value = 0.0) -> Value:
    """Halves go up (-12345.15 to -12345.1), and the digits as written decide, not the binary fraction."""
    number, digits = as_number(value), as_number(places)
    if math.isnan(digits) or not math.isfinite(number):
        return NAN if math.isnan(digits) else number
    shift = int(max(-330.0, min(330.0, digits)))
    scaled = _WIDE.scaleb(Decimal(repr(number)), shift)
    whole = _WIDE.add(scaled, Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    return math.copysign(float(_WIDE.scaleb(whole, -shift)), number)


@eager(ARITHMETIC, "pow", 2)
def _pow(_run: Run, base: Value, exponent: Value) -> Value:
    try:
        return math.pow(as_number(base), as_number(exponent))
    except ValueError:
        return math.inf if as_number(base) == 0 else NAN
    except OverflowError:
        odd = as_number(exponent) % 2 == 1
        return -math.inf if as_number(base) < 0 and odd else math.inf


@eager(ARITHMETIC, "atan2", 2)
def _atan2(_run: Run, y: Value, x: Value) -> Value:
    return math.atan2(as_number(y), as_number(x))


@eager(ARITHMETIC, "pi", 0)
def _pi(_run: Run) -> Value:
    return math.pi


@eager(ARITHMETIC, "random", 0, volatile=True)
def _random(run: Run) -> Value:
    return run.random.random()


def _answered(run: Run, values: Sequence[Value]) -> list[float]:
    """Unanswered questions are left out; text that is no number makes the whole NaN."""
    return [as_number(value) for value in each(run, values) if value != ""]


@eager(ARITHMETIC, "sum", 1)
def _sum(run: Run, values: Value) -> Value:
    numbers = _answered(run, [values])
    try:
        # Keeps ten times 0.1 at 1.
        return math.fsum(numbers)
    except (OverflowError, ValueError):
        return float(sum(numbers))


@eager(ARITHMETIC, "max", 1, MANY)
def _max(run: Run, *values: Value) -> Value:
    return _extreme(max, _answered(run, values))


@eager(ARITHMETIC, "min", 1, MANY)
def _min(run: Run, *values: Value) -> Value:
    return _extreme(min, _answered(run, values))


def _extreme(choose: Callable[[list[float]], float], numbers: list[float]) -> float:
    return NAN if not numbers or any(map(math.isnan, numbers)) else choose(numbers)


@eager(ARITHMETIC, "true", 0)
def _true(_run: Run) -> Value:
    return True


@eager(ARITHMETIC, "false", 0)
def _false(_run: Run) -> Value:
    return False


@eager(ARITHMETIC, "not", 1)
def _not(_run: Run, value: Value) -> Value:
    return not as_boolean(value)


@eager(ARITHMETIC, "boolean", 1)
def _boolean(_run: Run, value: Value) -> Value:
    return as_boolean(value)


@eager(ARITHMETIC, "boolean-from-string", 1)
def _boolean_from_string(_run: Run, value: Value) -> Value:
    text = as_text(value)
    return text == "1" or text.lower() == "true"


@eager(ARITHMETIC, "checklist", 2, MANY)
def _checklist(run: Run, least: Value, most: Value, *answers: Value) -> Value:
    """Is the number of true answers within the bounds? A bound of -1 is none."""
    return _within(sum(as_boolean(answer) for answer in each(run, answers)), least, most)


@eager(ARITHMETIC, "weighted-checklist", 2, MANY)
def _weighted_checklist(run: Run, least: Value, most: Value, *pairs: Value) -> Value:
    """As `checklist`, with a weight after each answer, or one set of answers and one of weights."""
    opened = list(each(run, pairs))
    answers, weights = opened[::2], opened[1::2]
    if len(pairs) == 2 and all(type(value) is Nodes for value in pairs):
        answers, weights = opened[: len(opened) // 2], opened[len(opened) // 2 :]
    met = (as_number(weight) for answer, weight in zip(answers, weights, strict=False) if as_boolean(answer))
    return _within(sum(met), least, most)


def _within(total: float, least: Value, most: Value) -> bool:
    low, high = as_number(least), as_number(most)
    return (low < 0 or total >= low) and (high < 0 or total <= high)


@eager(ARITHMETIC, "depend", 1, MANY)
def _depend(_run: Run, value: Value, *_others: Value) -> Value:
    """Its first value; the others only say what it is to be calculated again for."""
    return value


@lazy(ARITHMETIC, "if", 3, 3, refuses=False)
def _if(arguments: Sequence[Argument]) -> Closure:
    condition, then, otherwise = (argument.closure for argument in arguments)

    def chosen(run: Run) -> Value:
        value = condition(run)
        met = value if value is True or value is False else as_boolean(value)
        return then(run) if met else otherwise(run)

    return chosen


@lazy(ARITHMETIC, "coalesce", 1, MANY, refuses=False)
def _coalesce(arguments: Sequence[Argument]) -> Closure:
    """The first value that is not empty."""
    closures = [argument.closure for argument in arguments]

    def first(run: Run) -> Value:
        value: Value = NO_NODES
        for closure in closures:
            value = closure(run)
            if unpack(value) != "":
                break
        return value

    return first


@lazy(ARITHMETIC, "once", 1, 1, refuses=False)
def _once(arguments: Sequence[Argument]) -> Closure:
    """The value that the question already has; only a question without one is given the argument."""
    closure = arguments[0].closure
    return lambda run: closure(run) if run.node.value == "" else run.node.value
