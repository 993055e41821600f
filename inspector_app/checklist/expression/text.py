"""Functions on texts. Characters are Unicode code points, so that "ệ" counts as one."""

import base64
import binascii
import hashlib
import math
import re
import uuid
from collections.abc import Callable

from inspector_app.checklist.expression.failure import RefusedError
from inspector_app.checklist.expression.functions import MANY, Table, each, eager
from inspector_app.checklist.expression.pattern import compile_pattern
from inspector_app.checklist.expression.run import Run
from inspector_app.checklist.expression.values import Value, as_number, as_text
from inspector_app.errors import N_

TEXT: Table = {}
_MAX_RANDOM = 1_000


@eager(TEXT, "string", 1)
def _string(_run: Run, value: Value) -> Value:
    return as_text(value)


@eager(TEXT, "concat", 0, MANY)
def _concat(run: Run, *values: Value) -> Value:
    return _joined(run, "", values)


@eager(TEXT, "join", 1, MANY)
def _join(run: Run, separator: Value, *values: Value) -> Value:
    return _joined(run, as_text(separator), values)


@eager(TEXT, "string-join", 1, 2)
def _string_join(run: Run, values: Value, separator: Value = "") -> Value:
    return _joined(run, as_text(separator), (values,))


def _joined(run: Run, separator: str, values: tuple[Value, ...]) -> str:
    parts: list[str] = []
    for value in each(run, values):
        parts.append(text := as_text(value))
        run.read(text)
        run.read(separator)
    length = sum(map(len, parts)) + len(separator) * max(len(parts) - 1, 0)
    run.check_length(length)
    return separator.join(parts)


@eager(TEXT, "string-length", 0, 1)
def _string_length(run: Run, *values: Value) -> Value:
    return float(len(_given_or_own(run, values)))


@eager(TEXT, "normalize-space", 0, 1)
def _normalize_space(run: Run, *values: Value) -> Value:
    return " ".join(run.read(_given_or_own(run, values)).split())


def _given_or_own(run: Run, values: tuple[Value, ...]) -> str:
    """Without an argument these functions read the question that they stand on; a group has no text."""
    if values:
        return as_text(values[0])
    if run.node.children or not run.node.name:
        raise RefusedError(N_("It stands on no question whose text it could read; give it a value."))
    return as_text(run.node.value)


def _of_two(name: str, function: Callable[[str, str], Value]) -> None:
    def worked(run: Run, text: Value, other: Value) -> Value:
        return function(run.read(as_text(text)), run.read(as_text(other)))

    eager(TEXT, name, 2)(worked)


for _name, _function in {
    "contains": lambda text, part: part in text,
    "starts-with": str.startswith,
    "ends-with": str.endswith,
    "substring-before": lambda text, mark: text[: max(text.find(mark), 0)],
    "substring-after": lambda text, mark: text[text.index(mark) + len(mark) :] if mark in text else "",
}.items():
    _of_two(_name, _function)


@eager(TEXT, "substr", 2, 3)
def _substr(_run: Run, text: Value, start: Value, end: Value | None = None) -> Value:
    """From the character `start` (from 0) to before `end`; negative counts from the end."""
    whole = as_text(text)
    return whole[_place(start, len(whole)) : len(whole) if end is None else _place(end, len(whole))]


def _place(value: Value, length: int) -> int:
    number = as_number(value)
    if math.isnan(number):
        return 0
    whole = int(max(-1e9, min(1e9, number)))
    return max(0, min(length, whole + length if whole < 0 else whole))


@eager(TEXT, "substring", 2, 3)
def _substring(_run: Run, text: Value, start: Value, length: Value | None = None) -> Value:
    """XPath's own: characters counted from 1, bounds rounded (4.2 of XPath 1.0)."""
    whole = as_text(text)
    first = _rounded(as_number(start))
    last = math.inf if length is None else first + _rounded(as_number(length))
    if math.isnan(first) or math.isnan(last):
        return ""
    begin = int(max(first, 1.0) - 1) if first < len(whole) + 1 else len(whole)
    return whole[begin : int(min(max(last, 1.0), len(whole) + 1.0)) - 1]


def _rounded(number: float) -> float:
    return float(math.floor(number + 0.5)) if abs(number) < 1e15 else number


@eager(TEXT, "translate", 3)
def _translate(run: Run, text: Value, old: Value, new: Value) -> Value:
    replacements = run.read(as_text(new))
    table: dict[int, str | None] = {}
    for place, character in enumerate(run.read(as_text(old))):
        table.setdefault(ord(character), replacements[place] if place < len(replacements) else None)
    return run.read(as_text(text)).translate(table)


@eager(TEXT, "upper-case", 1)
def _upper_case(run: Run, text: Value) -> Value:
    return run.read(as_text(text)).upper()


@eager(TEXT, "lower-case", 1)
def _lower_case(run: Run, text: Value) -> Value:
    return run.read(as_text(text)).lower()


@eager(TEXT, "regex", 2)
def _regex(run: Run, text: Value, pattern: Value) -> Value:
    """Does the whole text fit the pattern?"""
    return compile_pattern(as_text(pattern)).fits(as_text(text), run.spend)


@eager(TEXT, "uuid", 0, 1, volatile=True)
def _uuid(run: Run, length: Value | None = None) -> Value:
    """A version 4 UUID; with a length, that many random letters and digits."""
    if length is None:
        return str(uuid.UUID(int=run.random.getrandbits(128), version=4))
    count = as_number(length)
    if not 0 <= count <= _MAX_RANDOM:
        raise RefusedError(N_("The length must be between 0 and {most}."), most=_MAX_RANDOM)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    return "".join(run.random.choice(alphabet) for _ in range(int(count)))


_ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@eager(TEXT, "digest", 2, 3)
def _digest(run: Run, text: Value, algorithm: Value, encoding: Value = "base64") -> Value:
    name, form = as_text(algorithm), as_text(encoding)
    if name not in _ALGORITHMS:
        raise RefusedError(N_("The digest must be one of {known}."), known=", ".join(_ALGORITHMS))
    if form not in {"base64", "hex"}:
        raise RefusedError(N_("The digest must be one of {known}."), known="base64, hex")
    data = run.read(as_text(text)).encode("utf-8", "replace")
    digested = hashlib.new(_ALGORITHMS[name], data, usedforsecurity=False).digest()
    return digested.hex() if form == "hex" else base64.b64encode(digested).decode()


@eager(TEXT, "base64-decode", 1)
def _base64_decode(run: Run, text: Value) -> Value:
    try:
        data = base64.b64decode(re.sub(r"\s+", "", run.read(as_text(text))), validate=True)
        return data.decode("utf-8")
    except (binascii.Error, ValueError) as error:
        raise RefusedError(N_("The text is not base64 of a UTF-8 text.")) from error
