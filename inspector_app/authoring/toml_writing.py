"""Checklists written as TOML files in the shape of the shipped ones, so that people can go on with them by hand.

The same checklist always gives the same bytes; comments of a file that was read are not kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from typing import Any

from inspector_app.authoring.toml import LISTS, SCHEMA
from inspector_app.checklist.template import Template, Wording

INDENT = "    "
WIDTH = 110
"""Characters up to which a table stands in one line."""

_KEYS = {plural: key for key, plural in LISTS.items()}
_BEFORE_ITEMS = ("traits", "choice_lists", "areas", "groups")
_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def write_toml(template: Template) -> bytes:
    """The checklist as a file that `toml.read_template` reads back to an equal one.

    What only a form from elsewhere can hold (a number of more than 40 characters, a text of several
    lines) is written as it is and refused by the reader.
    """
    lines = [f"schema = {SCHEMA}"]
    lines += _pairs(template, left_out=(*_BEFORE_ITEMS, "items"))
    for name in (*_BEFORE_ITEMS, "items"):
        for member in getattr(template, name):
            lines += ["", f"[[{_KEYS[name]}]]", *_pairs(member)]
    return ("\n".join(lines) + "\n").encode()


def _pairs(value: Any, left_out: tuple[str, ...] = ()) -> Iterator[str]:
    """`key = value` for every field that says something; a wording stands in a line for each language."""
    for field in fields(value):
        own = getattr(value, field.name)
        if field.name in left_out or _silent(field, own):
            continue
        if isinstance(own, Wording):
            for name, text in _members(own):
                yield f"{field.name}.{name} = {_inline(text)}"
        else:
            yield f"{field.name} = {_laid_out(own)}"


def _silent(field: "Field[Any]", value: object) -> bool:
    """Whether the reader would suppose the value anyway."""
    if value is None:
        return True
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.name != "confidence" and field.default is not MISSING and bool(value == field.default)


def _laid_out(value: Any, indent: str = "") -> str:
    """A value of a key: a list of tables one table a line."""
    if not isinstance(value, tuple) or not any(is_dataclass(member) for member in value):
        return _inline(value)
    inner = indent + INDENT
    return "\n".join(["[", *(f"{inner}{_table(member, inner)}," for member in value), f"{indent}]"])


def _table(value: Any, indent: str) -> str:
    """A table in one line; only a list within it, which TOML allows to break, breaks a long one."""
    line = _inline(value)
    if len(indent) + len(line) <= WIDTH:
        return line
    return "{ " + ", ".join(f"{name} = {_laid_out(own, indent)}" for name, own in _members(value)) + " }"


def _inline(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case date():
            return value.isoformat()
        case tuple():
            return "[" + ", ".join(_inline(member) for member in value) + "]"
        case Mapping():
            return "{ " + ", ".join(f"{_key(key)} = {_inline(own)}" for key, own in value.items()) + " }"
    return "{ " + ", ".join(f"{name} = {_inline(own)}" for name, own in _members(value)) + " }"


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(value):
        own = getattr(value, field.name)
        if not _silent(field, own):
            yield field.name, own


def _key(name: str) -> str:
    return name if name and _BARE.issuperset(name) else _text(name)


def _text(value: str) -> str:
    """A basic string; what is not to be seen is written as its number."""
    return '"' + "".join(_ESCAPES.get(sign) or _sign(sign) for sign in value) + '"'


def _sign(sign: str) -> str:
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x20 or 0x7F <= ord(sign) <= 0x9F else sign
