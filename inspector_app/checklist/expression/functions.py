"""The table of functions: each name with how many values it takes and what makes a closure of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from inspector_app.checklist.expression.failure import ARGUMENTS, RefusedError
from inspector_app.checklist.expression.nodes import Nodes
from inspector_app.checklist.expression.run import Closure, Run
from inspector_app.checklist.expression.values import Value, unpack
from inspector_app.errors import N_

MANY = 10_000
"""No upper bound on the number of arguments: an expression is shorter than this."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument as the parser saw it: its closure, and what a few functions must know of its form."""

    closure: Closure
    literal: str | None = None
    """The text, where it is one in quotes."""
    last_names: tuple[str, ...] = ()
    """The names of a reference or path, where it is one: the last is what it asks for."""


Build = Callable[[Sequence[Argument]], Closure]


@dataclass(frozen=True, slots=True)
class Function:
    least: int
    most: int
    build: Build
    volatile: bool = False
    """The same answers may give another value: now, today, random, uuid."""
    refuses: bool = True
    """It may raise a RefusedError of its own, which then wants the place of the call."""

    def check(self, count: int) -> None:
        """Raises RefusedError where the function does not take `count` values."""
        if not self.least <= count <= self.most:
            many = N_("It takes {least} to {most} values, and has {count}.")
            exact = N_("It takes {least} values, and has {count}.")
            at_least = N_("It takes {least} values or more, and has {count}.")
            why = exact if self.least == self.most else at_least if self.most == MANY else many
            raise RefusedError(why, ARGUMENTS, least=self.least, most=self.most, count=count)


Table = dict[str, Function]


def eager(
    table: Table, name: str, least: int, most: int | None = None, *, volatile: bool = False
) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Enter a function that gets the run and the finished values of all its arguments."""

    def enter(function: Callable[..., Value]) -> Callable[..., Value]:
        def build(arguments: Sequence[Argument]) -> Closure:
            return _call(function, [argument.closure for argument in arguments])

        table[name] = Function(least, least if most is None else most, build, volatile)
        return function

    return enter


def lazy(table: Table, name: str, least: int, most: int, *, refuses: bool = True) -> Callable[[Build], Build]:
    """Enter a function that decides itself which arguments to evaluate, or must see how they are written."""

    def enter(build: Build) -> Build:
        table[name] = Function(least, most, build, refuses=refuses)
        return build

    return enter


def _call(function: Callable[..., Value], closures: Sequence[Closure]) -> Closure:
    match closures:
        case []:
            return function
        case [only]:
            return lambda run: function(run, only(run))
        case [first, second]:
            return lambda run: function(run, first(run), second(run))
    return lambda run: function(run, *[closure(run) for closure in closures])


def each(run: Run, values: Sequence[Value]) -> Iterator[Value]:
    """The values, with node sets opened up into the values of their nodes."""
    for value in values:
        if type(value) is Nodes:
            run.spend(len(value))
            yield from (node.value for node in value)
        else:
            yield unpack(value)


def nodes_of(value: Value) -> Nodes:
    """The argument of a function on node sets; raises RefusedError for any other value."""
    if type(value) is Nodes:
        return value
    raise RefusedError(N_("It needs a path or a ${{name}}, not a single value."))
