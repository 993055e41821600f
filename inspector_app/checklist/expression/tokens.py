"""An expression's text as words: numbers, texts, names, `${references}` and signs, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from inspector_app.checklist.expression.failure import SYNTAX, RefusedError
from inspector_app.errors import N_


class Kind(Enum):
    NUMBER = auto()
    TEXT = auto()
    NAME = auto()
    REFERENCE = auto()
    SIGN = auto()
    """Brackets, commas, slashes, `.`, `..`, `*` as "any name"."""
    OPERATOR = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    """What it says: of a text without its quotes, of a reference the name."""
    position: int
    """Of its first character, from 1."""


_WORD = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<NUMBER>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
  | (?P<TEXT>"[^"]*"|'[^']*')
  | (?P<REFERENCE>\$\{\s*[^\s{}$]+\s*\})
  | (?P<NAME>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)
  | (?P<SIGN>\.\.|::|//|[.()\[\],/@|])
  | (?P<OPERATOR><=|>=|!=|[=<>+\-*])
    """,
    re.VERBOSE,
)
_WORD_OPERATORS = {"and", "or", "div", "mod"}


def words(text: str) -> Iterator[Token]:
    """The tokens of `text`, closed by one of kind END; raises RefusedError at a character that starts none."""
    at = 0
    before: Token | None = None
    while at < len(text):
        found = _WORD.match(text, at)
        if found is None:
            raise _unreadable(text, at)
        if found.lastgroup != "space":
            before = _token(found, before)
            yield before
        at = found.end()
    yield Token(Kind.END, "", len(text) + 1)


def _token(found: re.Match[str], before: Token | None) -> Token:
    kind, text, position = Kind[found.lastgroup or ""], found[0], found.start() + 1
    if kind is Kind.TEXT:
        text = text[1:-1]
    elif kind is Kind.REFERENCE:
        text = text[2:-1].strip()
    elif kind is Kind.NAME and text in _WORD_OPERATORS and _ends_operand(before):
        kind = Kind.OPERATOR
    elif text == "*" and not _ends_operand(before):
        kind = Kind.SIGN
    return Token(kind, text, position)


def _ends_operand(before: Token | None) -> bool:
    """XPath 1.0, 3.7: after an operand `*`, `and`, `or`, `div`, `mod` are operators, elsewhere names."""
    if before is None or before.kind is Kind.OPERATOR:
        return False
    return before.kind is not Kind.SIGN or before.text in {")", "]", ".", "..", "*"}


def _unreadable(text: str, at: int) -> RefusedError:
    if text[at] in "\"'":
        return RefusedError(
            N_("A text begins here and its closing quotation mark is missing."), SYNTAX, at + 1
        )
    if text[at] in "“”‘’":
        return RefusedError(
            N_("Curly quotation marks are not understood; type straight ones."), SYNTAX, at + 1
        )
    if text[at] == "$":
        return RefusedError(N_("A name is written as ${{name}}, without spaces inside it."), SYNTAX, at + 1)
    return RefusedError(
        N_("The character “{character}” cannot stand here."), SYNTAX, at + 1, character=text[at]
    )
