"""Why an expression is refused: one internal exception for parser and functions, made a user error at the face.

It also owns the bounds that keep any input from hanging or exhausting the program.
"""

from inspector_app.errors import N_, ExpressionError

MAX_LENGTH = 10_000
"""Characters of one expression."""
MAX_DEPTH = 100
"""Expressions inside expressions: brackets, arguments, predicates."""
MAX_WORK = 1_000_000
"""Nodes looked at, times the size of the predicate looked at them with, in one evaluation."""
MAX_TEXT = 1_000_000
"""Characters of a text that an expression puts together."""

SYNTAX = "EXPRESSION-SYNTAX"
FUNCTION = "EXPRESSION-FUNCTION"
ARGUMENTS = "EXPRESSION-ARGUMENTS"
NAME = "EXPRESSION-NAME"
UNSUPPORTED = "EXPRESSION-UNSUPPORTED"
TOO_LONG = "EXPRESSION-TOO-LONG"
TOO_DEEP = "EXPRESSION-TOO-DEEP"
EVALUATE = "EXPRESSION-EVALUATE"

_WHAT = N_("The expression “{expression}” cannot be read at its character {position}.")
_WHAT_EVALUATE = N_("The expression “{expression}” cannot be worked out at its character {position}.")
_TODO = {
    SYNTAX: N_("Correct the expression at that character."),
    FUNCTION: N_("Look at the name of the function."),
    ARGUMENTS: N_("Give the function as many values as it needs."),
    NAME: N_("Look at the name, or add the question that it means."),
    UNSUPPORTED: N_("Write it with a path of names, such as /data/group/name."),
    TOO_LONG: N_("Split it into several calculated values."),
    TOO_DEEP: N_("Split it into several calculated values."),
    EVALUATE: N_("Look at the values that the expression uses."),
}
_SHOWN = 200


class RefusedError(Exception):
    """`why` is a msgid with `{places}`; `position` counts characters from 1, 0 where nobody knows it yet."""

    def __init__(self, why: str, code: str = EVALUATE, position: int = 0, **parameters: object) -> None:
        super().__init__(why)
        self.why = why
        self.code = code
        self.position = position
        self.parameters = parameters

    def told(self, expression: str) -> ExpressionError:
        """The error that the author of `expression` reads."""
        shown = expression if len(expression) <= _SHOWN else expression[:_SHOWN] + "…"
        return ExpressionError(
            self.code,
            _WHAT_EVALUATE if self.code == EVALUATE else _WHAT,
            why=self.why,
            todo=_TODO[self.code],
            **{**self.parameters, "position": max(self.position, 1), "expression": shown},
        )


def too_deep() -> RefusedError:
    """For the stack that ran out because the caller already stood deep in it."""
    return RefusedError(N_("There are too many brackets or conditions inside each other."), TOO_DEEP)
