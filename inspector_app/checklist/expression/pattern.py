"""Regular expressions that cannot hang: every state at once (Thompson 1968), never one guess after another.

The usual notation without what makes others slow: no backreferences, no looking ahead or behind.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from inspector_app.checklist.expression.failure import RefusedError
from inspector_app.errors import N_

MAX_STATES = 2_000
MAX_GROUPS = 30
"""Groups inside groups."""

Test = Callable[[str], bool]
_DIGITS = frozenset("0123456789")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_SPACE = frozenset(" \t\n\r\f\v")
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": _SPACE}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_ALWAYS_PLAIN = "^$.[]|()*+?{}\\-/ ,:;@#%&'\"!<>=~`_"


@dataclass(slots=True)
class _State:
    """Either takes one character that passes `test` and goes on, or goes on to `ways` without taking any."""

    test: Test | None = None
    ways: tuple[int, ...] = ()
    only_at: str = ""
    """`^` or `$`: may be passed only at the beginning, or at the end."""


class Pattern:
    """A compiled pattern. `fits` costs at most states times characters."""

    def __init__(self, states: list[_State], start: int, end: int) -> None:
        self._states = states
        self._start = start
        self._end = end

    def fits(self, text: str, spend: Callable[[int], None]) -> bool:
        """Does the whole text fit? `spend` is told how many states each step looks at, and may raise."""
        seen: dict[tuple[frozenset[int], str, bool], frozenset[int]] = {}
        alive = self._reached([self._start], first=True, last=not text, spend=spend)
        for place, character in enumerate(text, 1):
            key = alive, character, place == len(text)
            if key not in seen:
                taken = [way for at in alive for way in self._taken(at, character)]
                seen[key] = self._reached(taken, first=False, last=key[2], spend=spend)
            spend(1)
            if not (alive := seen[key]):
                return False
        return self._end in alive

    def _taken(self, at: int, character: str) -> tuple[int, ...]:
        state = self._states[at]
        return state.ways if state.test is not None and state.test(character) else ()

    def _reached(
        self, ways: Iterable[int], *, first: bool, last: bool, spend: Callable[[int], None]
    ) -> frozenset[int]:
        reached: set[int] = set()
        waiting = list(ways)
        while waiting:
            at = waiting.pop()
            state = self._states[at]
            barred = (state.only_at == "^" and not first) or (state.only_at == "$" and not last)
            if at in reached or barred:
                continue
            reached.add(at)
            if state.test is None:
                waiting.extend(state.ways)
        spend(1 + len(reached))
        return frozenset(reached)


@lru_cache(maxsize=256)
def compile_pattern(text: str) -> Pattern:
    """Raises RefusedError for a pattern that is broken, too large, or uses what is not supported."""
    if len(text) > MAX_STATES:
        raise _too_large()
    return _Reader(text).pattern()


def _too_large() -> RefusedError:
    return RefusedError(N_("The pattern is too large."))


class _Reader:
    """Reads a pattern and lays its states behind each other. A fragment is (first state, last state);
    the last takes nothing and leads nowhere until the next fragment is tied to it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._states: list[_State] = []

    def pattern(self) -> Pattern:
        start, end = self._alternatives()
        if self._at < len(self._text):
            raise self._broken()
        return Pattern(self._states, start, end)

    def _broken(self) -> RefusedError:
        return RefusedError(
            N_("The pattern “{pattern}” cannot be read at its character {place}."),
            pattern=self._text[:100],
            place=self._at + 1,
        )

    def _unsupported(self) -> RefusedError:
        return RefusedError(
            N_("The pattern “{pattern}” uses at its character {place} what is not supported here."),
            pattern=self._text[:100],
            place=self._at + 1,
        )

    def _state(self, state: _State) -> int:
        if len(self._states) >= MAX_STATES:
            raise _too_large()
        self._states.append(state)
        return len(self._states) - 1

    def _tie(self, at: int, *ways: int) -> None:
        self._states[at].ways += ways

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self, wanted: str = "") -> str:
        found = self._peek()
        if not found or (wanted and found != wanted):
            raise self._broken()
        self._at += 1
        return found

    def _alternatives(self) -> tuple[int, int]:
        start, end = self._state(_State()), self._state(_State())
        while True:
            first, last = self._sequence()
            self._tie(start, first)
            self._tie(last, end)
            if self._peek() != "|":
                return start, end
            self._take()

    def _sequence(self) -> tuple[int, int]:
        start = end = self._state(_State())
        while self._peek() not in {"", "|", ")"}:
            first, last = self._repeated()
            self._tie(end, first)
            end = last
        return start, end

    def _repeated(self) -> tuple[int, int]:
        begin = self._at
        fragment = self._atom()
        least, most = self._quantity()
        if (least, most) == (1, 1):
            return fragment
        resume = self._at
        if self._peek() and self._peek() in "*+{":
            raise self._unsupported()
        start = end = self._state(_State())
        # The atom is read again for each further copy: a copy has states of its own.
        for copy in range(max(least, 1) if most is None else most):
            if copy:
                self._at = begin
                fragment = self._atom()
            first, last = fragment
            behind = self._state(_State())
            self._tie(end, first)
            self._tie(last, behind)
            if copy >= least:
                self._tie(end, behind)
            if most is None and copy == max(least, 1) - 1:
                self._tie(behind, first)
            end = behind
        self._at = resume
        return start, end

    def _quantity(self) -> tuple[int, int | None]:
        sign = self._peek()
        least, most = 1, 1 if sign not in {"*", "+"} else None
        if sign and sign in "*+?":
            self._take()
            least = 1 if sign == "+" else 0
        elif sign == "{":
            self._take()
            least = self._count()
            most = least
            if self._peek() == ",":
                self._take()
                most = None if self._peek() == "}" else self._count()
            self._take("}")
            if most is not None and most < least:
                raise self._broken()
        else:
            return 1, 1
        if self._peek() == "?":
            # "As few as possible" changes what is captured, never what fits as a whole.
            self._take()
        return least, most

    def _count(self) -> int:
        digits = ""
        while self._peek() in _DIGITS and len(digits) < 5:
            digits += self._take()
        if not digits:
            raise self._broken()
        if int(digits) > MAX_STATES:
            raise _too_large()
        return int(digits)

    def _atom(self) -> tuple[int, int]:
        character = self._take()
        if character == "(":
            return self._group()
        if character in "^$":
            only = self._state(_State(only_at=character))
            return only, only
        if character in "*+?{":
            self._at -= 1
            raise self._broken()
        test: Test
        if character == ".":
            test = _not_newline
        elif character == "[":
            test = self._set()
        elif character == "\\":
            test = self._escape()
        else:
            test = character.__eq__
        end = self._state(_State())
        return self._state(_State(test, (end,))), end

    def _group(self) -> tuple[int, int]:
        self._depth += 1
        if self._depth > MAX_GROUPS:
            raise _too_large()
        if self._peek() == "?":
            self._take()
            if self._peek() != ":":
                raise self._unsupported()
            self._take()
        fragment = self._alternatives()
        self._take(")")
        self._depth -= 1
        return fragment

    def _escape(self) -> Test:
        sign = self._take()
        if (known := _CLASSES.get(sign.lower())) is not None:
            return known.__contains__ if sign.islower() else lambda character: character not in known
        if sign in "pP":
            return self._category(negated=sign == "P")
        if sign in _CONTROLS:
            return _CONTROLS[sign].__eq__
        if sign == "u":
            digits = self._text[self._at : self._at + 4]
            self._at += 4
            try:
                return chr(int(digits, 16)).__eq__ if len(digits) == 4 else self._fail()
            except ValueError as error:
                raise self._broken() from error
        if sign not in _ALWAYS_PLAIN:
            self._at -= 1
            raise self._unsupported()
        return sign.__eq__

    def _fail(self) -> Test:
        raise self._broken()

    def _category(self, *, negated: bool) -> Test:
        """`\\p{L}`, `\\p{Lu}`: a letter of any script, also with Vietnamese marks."""
        self._take("{")
        name = ""
        while self._peek() != "}":
            name += self._take()
        self._take("}")
        if not 1 <= len(name) <= 2 or name[0] not in "LMNPSZC":
            raise self._unsupported()
        return lambda character: unicodedata.category(character).startswith(name) is not negated

    def _set(self) -> Test:
        negated = self._peek() == "^"
        if negated:
            self._take()
        tests: list[Test] = []
        while self._peek() != "]" or not tests:
            tests.append(self._member())
        self._take("]")
        return lambda character: any(test(character) for test in tests) is not negated

    def _member(self) -> Test:
        begin = self._at
        if self._peek() == "[":
            raise self._unsupported()
        first = self._take()
        test = self._escape() if first == "\\" else first.__eq__
        if self._peek() != "-" or self._text[self._at + 1 : self._at + 2] in {"]", ""}:
            return test
        low = self._text[self._at - 1]
        if first == "\\" and self._text[begin + 1] in "dDwWsSpPuntrf":
            raise self._unsupported()
        self._take()
        high = self._take()
        if high == "\\":
            high = self._take()
        if low > high:
            raise self._broken()
        return lambda character: low <= character <= high


def _not_newline(character: str) -> bool:
    return character != "\n"
