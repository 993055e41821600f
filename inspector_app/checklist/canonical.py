"""Values to canonical JSON (RFC 8785) and back, strictly: the one codec of every format we write.

Frozen dataclasses become objects, None is left out, decimals and dates are strings. A union of
dataclasses is told apart by the class attribute KIND, written as "kind".
"""

import hashlib
import json
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

import rfc8785

from inspector_app.errors import N_, FormatError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LATER = {"later": True}
"""Metadata of a field that a later release added: it is left out of the JSON while it has its default, so
that what was written before keeps its digest."""

JSON = None | bool | int | str | list["JSON"] | dict[str, "JSON"]
T = TypeVar("T")

MAX_DEPTH = 32
MAX_INTEGER = 2**53 - 1
"""RFC 8785 has no greater integers: other readers of JSON would round them."""
_DECIMAL = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?", re.ASCII)


_PLAIN = frozenset((str, int, bool))
"""What stands for itself, and is most of every document."""


def to_json(value: object) -> Any:
    """The JSON value of `value`; raises TypeError for a type that no format of ours holds."""
    if value is None or type(value) in _PLAIN:
        return value
    match value:
        case bool() | int():
            return value
        case StrEnum():
            return value.value
        case str():
            return value
        case Decimal():
            return format(value, "f")
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return {str(key): to_json(item) for key, item in value.items()}
        case tuple() | list():
            return [to_json(item) for item in value]
        case frozenset():
            return sorted(to_json(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _fields(value: "DataclassInstance") -> dict[str, Any]:
    kind = getattr(value, "KIND", None)
    data: dict[str, Any] = {} if kind is None else {"kind": str(kind)}
    for field in fields(value):
        item = getattr(value, field.name)
        if item is not None and not _left_out(field, item):
            data[field.name] = to_json(item)
    return data


def _left_out(field: "Field[Any]", value: object) -> bool:
    if "later" not in field.metadata:
        return False
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return bool(value == field.default)


def canonical(value: object) -> bytes:
    """Canonical JSON of `value` in UTF-8 (RFC 8785)."""
    return rfc8785.dumps(to_json(value))


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal characters."""
    return hashlib.sha256(canonical(value)).hexdigest()


def parse(data: bytes) -> JSON:
    """JSON from outside: strict UTF-8, no duplicate keys, no NaN, no fractions, bounded depth and integers.

    Raises FormatError. Fractions are refused because every decimal of ours is a string.
    """
    try:
        text = data.decode("utf-8")
        if text.startswith("\ufeff"):
            raise ValueError("a byte order mark stands before it")
        value: JSON = _DECODER.decode(text)
        _check_writable(value)
    except (ValueError, RecursionError) as error:
        raise _format_error("$", str(error)) from error
    return value


def from_json(kind: type[T], data: object, path: str = "$") -> T:
    """`data` as a value of `kind`; raises FormatError naming the place that does not fit."""
    return _decode(kind, data, path)  # type: ignore[no-any-return]


def field_from_json(kind: type, name: str, data: object, path: str) -> Any:
    """The value of one field of the dataclass `kind`, decoded as `from_json` decodes it; raises FormatError."""
    return _decode(_hints(kind)[name], data, path)


def _object(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return result


def _check_writable(value: JSON, depth: int = 0) -> None:
    """What canonical JSON cannot hold is refused at the door: whatever was read can be written again."""
    if depth > MAX_DEPTH:
        raise ValueError("it is nested too deeply")
    match value:
        case str():
            value.encode("utf-8")
        case int() if abs(value) > MAX_INTEGER:
            raise ValueError("an integer is too great")
        case list():
            for item in value:
                _check_writable(item, depth + 1)
        case dict():
            for key, item in value.items():
                _check_writable(key, depth)
                _check_writable(item, depth + 1)


def _refuse(text: str) -> None:
    raise ValueError(f"the number {text} is not allowed")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse, parse_float=_refuse)


def _format_error(path: str, problem: str) -> FormatError:
    return FormatError(
        "FORMAT-VALUE",
        N_("The data cannot be read at {place}."),
        why=N_("It does not have the expected form: {problem}."),
        todo=N_("Ask for the file again; it may have been damaged on its way."),
        place=path,
        problem=problem,
    )


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, data: Any, path: str) -> Any:
    if isinstance(kind, NewType):
        return _decode(kind.__supertype__, data, path)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(kind), data, path)
    if origin is tuple:
        _expect(isinstance(data, list), path, "a list is expected")
        return tuple(_decode(get_args(kind)[0], item, f"{path}[{i}]") for i, item in enumerate(data))
    if origin in (dict, Mapping):
        _expect(isinstance(data, dict), path, "an object is expected")
        key_kind, item_kind = get_args(kind)
        return {
            _decode(key_kind, key, path): _decode(item_kind, item, f"{path}.{key}")
            for key, item in data.items()
        }
    if isinstance(kind, type) and is_dataclass(kind):
        return _decode_dataclass(kind, data, path)
    return _decode_scalar(kind, data, path)


def _decode_union(options: tuple[Any, ...], data: Any, path: str) -> Any:
    if data is None and types.NoneType in options:
        return None
    present = [option for option in options if option is not types.NoneType]
    if len(present) == 1:
        return _decode(present[0], data, path)
    _expect(isinstance(data, dict) and isinstance(data.get("kind"), str), path, "a kind is expected")
    for option in present:
        if str(option.KIND) == data["kind"]:
            return _decode(option, data, path)
    raise _format_error(path, f"the kind {data['kind']} is not known")


def _decode_dataclass(kind: Any, data: Any, path: str) -> Any:
    _expect(isinstance(data, dict), path, "an object is expected")
    rest = dict(data)
    if own := getattr(kind, "KIND", None):
        _expect(rest.pop("kind", None) == str(own), path, f"the kind {own} is expected")
    hints = _hints(kind)
    values = {}
    for field in fields(kind):
        if field.name in rest:
            values[field.name] = _decode(hints[field.name], rest.pop(field.name), f"{path}.{field.name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            _expect(types.NoneType in get_args(hints[field.name]), path, f"{field.name} is missing")
            values[field.name] = None
    _expect(not rest, path, f"unknown field {next(iter(rest), '')}")
    try:
        return kind(**values)
    except ValueError as error:
        raise _format_error(path, str(error)) from error


def _decode_scalar(kind: Any, data: Any, path: str) -> Any:
    if kind is bool or kind is str:
        _expect(isinstance(data, kind), path, f"{kind.__name__} is expected")
        return data
    if kind is int:
        _expect(isinstance(data, int) and not isinstance(data, bool), path, "int is expected")
        return data
    _expect(isinstance(data, str), path, f"{kind.__name__} as text is expected")
    try:
        if kind is Decimal:
            _expect(_DECIMAL.fullmatch(data) is not None, path, "a plain decimal number is expected")
            return Decimal(data)
        if kind is datetime:
            at = datetime.fromisoformat(data)
            _expect(at.tzinfo is not None, path, "a time with its offset is expected")
            return at
        if kind is date:
            return date.fromisoformat(data)
        if kind is time:
            return time.fromisoformat(data)
        return kind(data)
    except ValueError as error:
        raise _format_error(path, f"{data!r} is not a {kind.__name__}") from error


def _expect(condition: bool, path: str, problem: str) -> None:
    if not condition:
        raise _format_error(path, problem)
