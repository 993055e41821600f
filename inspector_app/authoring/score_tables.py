"""Tables of points as TOML files, read and written; every fault names file, criterion and field.

It knows the shipped tables and measures as files and nothing of the database that keeps them.
"""

import json
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from inspector_app.authoring.schema_faults import place
from inspector_app.authoring.toml import as_json
from inspector_app.checklist import canonical
from inspector_app.checklist.score_table import ClassBound, Criterion, ScoreTable, faults
from inspector_app.checklist.trend import Measures
from inspector_app.errors import N_, ChecklistError, FormatError
from inspector_app.paths import resources

SCHEMA = 1
MEASURES = "measures.toml"
"""Beside the tables: which facts of published checklists are followed over the years."""

LISTS = {"class": "classes", "criterion": "criteria"}
DECIMALS = frozenset({"max", "share", "at_least", "at_most", "from_percent"})


def shipped() -> tuple[str, ...]:
    """Names of the tables that come with the program, their points empty."""
    files = resources().joinpath("scores").iterdir()
    names = (file.name for file in files if file.name.endswith(".toml") and file.name != MEASURES)
    return tuple(sorted(name.removesuffix(".toml") for name in names))


def read_shipped(name: str) -> ScoreTable:
    """A table that comes with the program; raises ChecklistError, SCORES-MISSING where there is none."""
    if name not in shipped():
        raise ChecklistError(
            "SCORES-MISSING",
            N_("There is no table of points called {name}."),
            why=N_("The program has these: {known}."),
            todo=N_("Choose one of them, or import a file."),
            name=name,
            known=", ".join(shipped()),
        )
    file = resources().joinpath("scores", f"{name}.toml")
    return read_table(file.read_bytes(), file.name)


def read_measures() -> Measures:
    """What is followed over the years in checklists that do not say so themselves."""
    raw = tomllib.loads(resources().joinpath("scores", MEASURES).read_text(encoding="utf-8"))
    return canonical.from_json(Measures, {"measures": raw["measure"], "facts": raw["fact"]})


def read_table(data: bytes, name: str) -> ScoreTable:
    """The table in the bytes of a TOML file; `name` is what messages call the file.

    Raises ChecklistError: SCORES-SYNTAX (not TOML), SCORES-NEWER, SCORES-FIELD.
    """
    raw = _parse(data, name)
    version = raw.get("schema")
    if isinstance(version, int) and version > SCHEMA:
        raise ChecklistError(
            "SCORES-NEWER",
            N_("The table of points {file} was written for a newer release (format {found})."),
            why=N_("This release reads formats up to {known}."),
            todo=N_("Install the newer release and open the file again; nothing was changed."),
            file=name,
            found=version,
            known=SCHEMA,
        )
    _check_form(raw, name)
    shaped = {LISTS.get(key, key): _decimals(value) for key, value in raw.items() if key != "schema"}
    try:
        table = canonical.from_json(ScoreTable, shaped)
    except FormatError as error:
        place = str(error.parameters["place"]).removeprefix("$.")
        raise fault(name, None, place, N_("{problem}."), problem=error.parameters["problem"]) from error
    check(table, name)
    return table


def check(table: ScoreTable, name: str) -> None:
    """Raises ChecklistError SCORES-FIELD for the first fault of a table."""
    for own in faults(table):
        raise fault(name, own.criterion, own.field, own.why, **own.parameters)


def fault(file: str, criterion: str | None, field: str, why: str, **parameters: object) -> ChecklistError:
    """SCORES-FIELD: what is wrong, where."""
    what = (
        N_("The table of points {file} cannot be used: field {field}.")
        if criterion is None
        else N_("The table of points {file} cannot be used: criterion {criterion}, field {field}.")
    )
    todo = N_("Correct the file at that place and open it again.")
    return ChecklistError(
        "SCORES-FIELD", what, why=why, todo=todo, file=file, criterion=criterion, field=field, **parameters
    )


def write_table(table: ScoreTable) -> bytes:
    """The TOML file of a table; reading it gives the same table."""
    return ("\n".join(_lines(table)) + "\n").encode()


def _parse(data: bytes, name: str) -> dict[str, Any]:
    """TOML in NFC; fractions stay text, so that no binary number stands between file and points."""
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
        raw = tomllib.loads(text.replace("\r\n", "\n"), parse_float=str)
    except (ValueError, RecursionError) as error:
        raise ChecklistError(
            "SCORES-SYNTAX",
            N_("The table of points {file} cannot be read."),
            why=N_("It is not a TOML file in UTF-8: {problem}."),
            todo=N_("Correct the file at that place and open it again."),
            file=name,
            problem=str(error) or type(error).__name__,
        ) from error
    return {key: as_json(value) for key, value in raw.items()}


def _check_form(raw: dict[str, Any], name: str) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    schema = json.loads(resources().joinpath("schemas", "score-table.schema.json").read_bytes())
    if (error := best_match(Draft202012Validator(schema).iter_errors(raw))) is not None:
        criterion, field = place(error, raw, "criterion")
        raise fault(name, criterion, field, N_("{problem}."), problem=error.message.rstrip("."))


def _decimals(value: Any, key: str = "") -> Any:
    """Decimal fields as text, which is what they are in JSON of ours; 2.50 is 2.5, so that one table has one
    digest however it was typed."""
    if isinstance(value, dict):
        inside = key == "shares"
        return {name: _decimals(own, "share" if inside else name) for name, own in value.items()}
    if isinstance(value, list):
        return [_decimals(own, key) for own in value]
    if key in DECIMALS:
        text = str(value)
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value


def _lines(table: ScoreTable) -> Iterator[str]:
    data: dict[str, Any] = {name: getattr(table, name) for name in ("id", "year", "title")}
    data |= {
        name: getattr(table, name)
        for name in ("province", "checklist", "source", "confidence", "checked_on", "note")
    }
    yield f"schema = {SCHEMA}"
    yield from (f"{name} = {_value(own)}" for name, own in data.items() if own is not None)
    yield f"leaves_out_inapplicable = {_value(table.leaves_out_inapplicable)}"
    yield f"rounding = {_value(table.rounding)}"
    for header, parts in (("class", table.classes), ("criterion", table.criteria)):
        for part in parts:
            yield ""
            yield f"[[{header}]]"
            yield from _fields(part)


def _fields(part: ClassBound | Criterion) -> Iterator[str]:
    for spec in fields(part):
        name, own = spec.name, getattr(part, spec.name)
        if own is not None and own != () and own is not False:
            yield f"{name} = {_value(own)}"


def _value(value: object) -> str:
    """One TOML value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case StrEnum() | str():
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
        case Decimal():
            return format(value, "f")
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return f"[{', '.join(_value(own) for own in value)}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {_value(own)}' for key, own in value.items())} }}"
    kind = getattr(value, "KIND", None)
    parts = [f"kind = {_value(str(kind))}"] if kind is not None else []
    for spec in fields(value):  # type: ignore[arg-type]
        name, own = spec.name, getattr(value, spec.name)
        if own is not None and own != {}:
            parts.append(f"{name} = {_value(own)}")
    return f"{{ {', '.join(parts)} }}"
