"""The XPath subset of ODK XForms, as written in an XLSForm: the public face of expressions.

`compile_expression` once, `Expression.evaluate` as often as answers change. No input makes it hang or
raise anything but ExpressionError.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from inspector_app.checklist.expression import syntax
from inspector_app.checklist.expression.failure import MAX_LENGTH, TOO_LONG, RefusedError, too_deep
from inspector_app.checklist.expression.nodes import NO_NODES, Node, Nodes, leaf, tree
from inspector_app.checklist.expression.run import Closure, Resolve, Run, Scope
from inspector_app.checklist.expression.values import Moment, Value, as_boolean, as_number, as_text
from inspector_app.errors import N_

__all__ = [
    "NO_NODES",
    "Expression",
    "Moment",
    "Node",
    "Nodes",
    "Resolve",
    "Scope",
    "Value",
    "as_boolean",
    "as_number",
    "as_text",
    "compile_expression",
    "leaf",
    "tree",
]


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression and what it reads."""

    text: str
    references: frozenset[str]
    """Names whose values it reads: `${name}`, and the last step of each path. What a list beside the
    form holds is not among them."""
    paths: frozenset[str]
    """The paths as written, without predicates."""
    own: bool
    """It reads the value of the question that it stands on (`.`)."""
    volatile: bool
    """It asks for the time or for chance: the same answers may give another value."""
    _closure: Closure = field(repr=False, compare=False)

    def evaluate(self, scope: Scope) -> Value:
        """Its value; raises ExpressionError EXPRESSION-EVALUATE where there is none, and nothing else."""
        try:
            return self._closure(Run(scope))
        except RefusedError as refusal:
            raise refusal.told(self.text) from refusal.__cause__
        except RecursionError as error:
            raise too_deep().told(self.text) from error


def compile_expression(text: str, names: Collection[str] | None = None) -> Expression:
    """Read `text`; with `names`, every `${name}` must be one of them.

    Raises ExpressionError with `position` (of a character, from 1) and `expression`: EXPRESSION-SYNTAX,
    -FUNCTION, -ARGUMENTS, -NAME, -UNSUPPORTED, -TOO-LONG, -TOO-DEEP.
    """
    try:
        if len(text) > MAX_LENGTH:
            raise RefusedError(
                N_("It has more than {most} characters."), TOO_LONG, MAX_LENGTH + 1, most=MAX_LENGTH
            )
        parsed = syntax.parse(text, names)
    except RefusedError as refusal:
        raise refusal.told(text) from refusal.__cause__
    except RecursionError as error:
        raise too_deep().told(text) from error
    return Expression(
        text,
        frozenset(parsed.references),
        frozenset(parsed.paths),
        parsed.own,
        parsed.volatile,
        parsed.closure,
    )
