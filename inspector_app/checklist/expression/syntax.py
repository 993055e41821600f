"""The parser: from words to one closure, by operator precedence (Pratt 1973), and what the expression reads.

It knows the grammar alone; what operators, paths and functions do stands in the modules beside it.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from inspector_app.checklist.expression import operators, paths
from inspector_app.checklist.expression.arithmetic import ARITHMETIC
from inspector_app.checklist.expression.choices import CHOICES
from inspector_app.checklist.expression.dates import DATES
from inspector_app.checklist.expression.failure import (
    FUNCTION,
    MAX_DEPTH,
    NAME,
    SYNTAX,
    TOO_DEEP,
    UNSUPPORTED,
    RefusedError,
    too_deep,
)
from inspector_app.checklist.expression.functions import Argument, Table, nodes_of
from inspector_app.checklist.expression.nodes import Nodes
from inspector_app.checklist.expression.nodesets import NODESETS
from inspector_app.checklist.expression.paths import Axis, Predicate, Step
from inspector_app.checklist.expression.run import Closure, Run
from inspector_app.checklist.expression.text import TEXT
from inspector_app.checklist.expression.tokens import Kind, Token, words
from inspector_app.checklist.expression.values import Value
from inspector_app.errors import N_

FUNCTIONS: Table = {**ARITHMETIC, **TEXT, **DATES, **CHOICES, **NODESETS}
_STARTS = {"current", "instance"}
"""Functions that a path may begin with."""
_OTHER_SYNTAX = {"//", "::", "|", "@"}


@dataclass
class Parsed:
    """The closure, and what it reads."""

    closure: Closure
    references: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    own: bool = False
    volatile: bool = False


def parse(text: str, names: Collection[str] | None) -> Parsed:
    """`text` as a closure; raises RefusedError. With `names`, a `${name}` that is none of them is refused."""
    return _Parser(list(words(text)), names).parsed()


class _Parser:
    def __init__(self, tokens: list[Token], names: Collection[str] | None) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._abroad = 0
        """Within how many predicates of lists beside the form: names there are columns, not answers."""
        self._names = names
        self._read = Parsed(lambda _run: "")

    def parsed(self) -> Parsed:
        self._read.closure = self._expression(1).closure
        if self._token.kind is not Kind.END:
            raise self._unexpected()
        return self._read

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _sign(self) -> str:
        """The sign that stands here; empty where something else does."""
        return self._token.text if self._token.kind is Kind.SIGN else ""

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _expect(self, sign: str) -> None:
        if self._sign() != sign:
            raise self._unexpected(sign)
        self._take()

    def _unexpected(self, wanted: str = "") -> RefusedError:
        token = self._token
        if self._sign() in _OTHER_SYNTAX:
            return self._unsupported(token)
        if token.kind is Kind.END:
            why = N_("It ends too early; “{wanted}” is missing.") if wanted else N_("It ends too early.")
            return RefusedError(why, SYNTAX, token.position, wanted=wanted)
        why = N_("“{found}” cannot stand here; “{wanted}” is expected.")
        if not wanted:
            why = N_("“{found}” cannot stand here.")
        return RefusedError(why, SYNTAX, token.position, found=token.text, wanted=wanted)

    def _unsupported(self, token: Token) -> RefusedError:
        return RefusedError(
            N_("“{found}” is XPath that forms do not use, and is not supported."),
            UNSUPPORTED,
            token.position,
            found=token.text,
        )

    def _expression(self, power: int) -> Argument:
        """Operands joined by operators at least as strong as `power`; one alone keeps its form."""
        if self._depth >= MAX_DEPTH:
            raise RefusedError(too_deep().why, TOO_DEEP, self._token.position)
        self._depth += 1
        left = self._operand()
        while (own := self._power()) >= power:
            rest = []
            while self._power() == own:
                name = self._take().text
                rest.append((name, self._expression(own + 1).closure))
            left = Argument(operators.chain(left.closure, rest))
        self._depth -= 1
        return left

    def _power(self) -> int:
        return operators.POWER[self._token.text] if self._token.kind is Kind.OPERATOR else 0

    def _operand(self) -> Argument:
        minuses = 0
        while self._token.kind is Kind.OPERATOR and self._token.text == "-":
            self._take()
            minuses += 1
        operand = self._primary()
        return Argument(operators.negated(operand.closure, minuses)) if minuses else operand

    def _primary(self) -> Argument:
        token = self._token
        if token.kind is Kind.NUMBER:
            number = float(self._take().text)
            return Argument(lambda _run: number)
        if token.kind is Kind.TEXT:
            text = self._take().text
            return Argument(lambda _run: text, literal=text)
        if token.kind is Kind.REFERENCE:
            return self._reference()
        if token.kind is Kind.NAME and self._tokens[self._at + 1].text == "(":
            return self._call()
        if self._sign() == "(":
            return self._brackets()
        if token.kind is Kind.NAME or self._sign() in {"/", "*", ".", ".."}:
            return self._path()
        raise self._unexpected()

    def _brackets(self) -> Argument:
        self._take()
        closure = self._expression(1).closure
        self._expect(")")
        self._end_of_value()
        return Argument(closure)

    def _end_of_value(self) -> None:
        """XPath lets steps follow any brackets; forms, and JavaRosa, do not."""
        if self._sign() in {"/", "["}:
            raise self._unsupported(self._token)

    def _call(self) -> Argument:
        name = self._take()
        function = FUNCTIONS.get(name.text)
        if function is None:
            raise RefusedError(N_("There is no function “{name}”."), FUNCTION, name.position, name=name.text)
        arguments = self._arguments()
        try:
            function.check(len(arguments))
            closure = function.build(arguments)
        except RefusedError as refusal:
            refusal.position = refusal.position or name.position
            refusal.parameters.setdefault("name", name.text)
            raise
        self._read.volatile |= function.volatile
        if function.refuses:
            closure = _placed(closure, name.position)
        if name.text in _STARTS and self._sign() in {"/", "["}:
            return self._from_function(name.text, closure)
        self._end_of_value()
        return Argument(closure)

    def _arguments(self) -> list[Argument]:
        self._expect("(")
        arguments: list[Argument] = []
        if self._sign() != ")":
            arguments.append(self._expression(1))
            while self._sign() == ",":
                self._take()
                arguments.append(self._expression(1))
        self._expect(")")
        return arguments

    def _reference(self) -> Argument:
        token = self._take()
        name = token.text
        if self._names is not None and name not in self._names:
            raise RefusedError(N_("There is no question “{name}”."), NAME, token.position, name=name)
        self._read.references.add(name)
        if self._sign() not in {"/", "["}:
            return Argument(lambda run: run.resolve(name, run.home), last_names=(name,))

        def start(run: Run) -> Nodes:
            return nodes_of(run.resolve(name, run.home))

        predicates = self._predicates()
        steps = self._more_steps()
        self._note(f"${{{name}}}", steps)
        closure = paths.path(paths.filtered(start, predicates), steps)
        return Argument(closure, last_names=(name, *_names(steps)))

    def _from_function(self, name: str, closure: Closure) -> Argument:
        """`current()/../x` and `instance('list')/root/item[…]/label`."""

        def start(run: Run) -> Nodes:
            return nodes_of(closure(run))

        abroad = name == "instance"
        self._abroad += abroad
        begin = paths.filtered(start, self._predicates())
        steps = self._more_steps()
        self._abroad -= abroad
        if abroad:
            return Argument(paths.absolute(begin, steps), last_names=_names(steps))
        self._note("current()", steps)
        return Argument(paths.path(begin, steps), last_names=_names(steps))

    def _path(self) -> Argument:
        if self._sign() == "/":
            slash = self._take()
            begins = self._token.kind is Kind.NAME or self._sign() in {"*", ".", ".."}
            steps = [self._step(), *self._more_steps()] if begins else []
            if not begins and self._sign() in _OTHER_SYNTAX:
                raise self._unsupported(slash if self._sign() == "//" else self._token)
            self._note("", steps)
            return Argument(paths.absolute(paths.form_root, steps), last_names=_names(steps))
        steps = [self._step(), *self._more_steps()]
        self._note(None, steps)
        if len(steps) == 1 and steps[0].axis is Axis.SELF and not steps[0].predicates:
            self._read.own |= not self._abroad
        return Argument(paths.path(paths.own, steps), last_names=_names(steps))

    def _more_steps(self) -> list[Step]:
        steps: list[Step] = []
        while self._sign() == "/":
            self._take()
            steps.append(self._step())
        if self._sign() in _OTHER_SYNTAX:
            raise self._unsupported(self._token)
        return steps

    def _step(self) -> Step:
        token = self._token
        if token.kind is Kind.NAME:
            self._take()
            if self._sign() in {"(", "::"}:
                raise self._unsupported(token)
            return Step(Axis.CHILD, token.text, self._predicates())
        for axis in (Axis.ANY, Axis.SELF, Axis.PARENT):
            if self._sign() == axis.value:
                self._take()
                return Step(axis, "", self._predicates())
        raise self._unexpected()

    def _predicates(self) -> tuple[Predicate, ...]:
        predicates: list[Predicate] = []
        while self._sign() == "[":
            begin = self._take().position
            first = self._at
            closure = self._expression(1).closure
            self._expect("]")
            predicates.append(Predicate(_placed(closure, begin), self._at - first))
        return tuple(predicates)

    def _note(self, start: str | None, steps: list[Step]) -> None:
        """Remember the path: `start` is what stands before its first slash, None where there is none."""
        if self._abroad:
            return
        told = [] if start is None else [start]
        self._read.paths.add("/".join([*told, *map(str, steps)]))
        if names := _names(steps):
            self._read.references.add(names[-1])


def _names(steps: list[Step]) -> tuple[str, ...]:
    """The names along a path; empty where it ends without one (`..`, `*`)."""
    if not steps or steps[-1].axis is not Axis.CHILD:
        return ()
    return tuple(step.name for step in steps if step.axis is Axis.CHILD)


def _placed(closure: Closure, position: int) -> Closure:
    """A refusal that does not know its place is given this one."""

    def placed(run: Run) -> Value:
        try:
            return closure(run)
        except RefusedError as refusal:
            refusal.position = refusal.position or position
            raise

    return placed
