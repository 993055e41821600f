"""Checklists written by hand as TOML files, read into templates; every fault names file, item and field.

It knows the shipped checklists as files and nothing of the database that keeps them.
"""

import json
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from inspector_app.authoring.schema_faults import place
from inspector_app.checklist import canonical, fact_kinds, sentences, soundness
from inspector_app.checklist.conditions import Fault
from inspector_app.checklist.template import RESERVED_FIELDS, Item, Template
from inspector_app.errors import N_, ChecklistError, FormatError
from inspector_app.paths import resources

SCHEMA = 1
"""The file format this release writes and reads."""

MOST_FAULTS = 200
"""No more are told at once."""

LISTS = {
    "area": "areas",
    "item": "items",
    "trait": "traits",
    "group": "groups",
    "choice_list": "choice_lists",
}
"""A list of tables is named in the file after one of them."""

SENTENCE_FIELDS = ("result", "result_partly", "shortcoming", "remedy")


def shipped() -> tuple[str, ...]:
    """Names of the checklists that come with the program, such as "cchc-2022"."""
    files = resources().joinpath("checklists").iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def read_shipped(name: str) -> Template:
    """A checklist that comes with the program; raises ChecklistError, CHECKLIST-MISSING where there is none."""
    if name not in shipped():
        raise ChecklistError(
            "CHECKLIST-MISSING",
            N_("There is no checklist called {name}."),
            why=N_("The program has these: {known}."),
            todo=N_("Choose one of them, or open a checklist file."),
            name=name,
            known=", ".join(shipped()),
        )
    file = resources().joinpath("checklists", f"{name}.toml")
    return read_template(file.read_bytes(), file.name)


def file_bytes(path: Path) -> bytes:
    """The bytes of a checklist file; raises ChecklistError, CHECKLIST-FILE where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ChecklistError(
            "CHECKLIST-FILE",
            N_("The checklist file {file} cannot be read."),
            why=N_("The system says: {problem}."),
            todo=N_("Check the name and that you may open the file."),
            file=path.name,
            problem=error.strerror or str(error),
        ) from error


def read_template(data: bytes, name: str) -> Template:
    """The template in the bytes of a checklist file; `name` is what messages call the file.

    Raises ChecklistError: CHECKLIST-SYNTAX (not TOML), -NEWER, -FIELD, -DUPLICATE, -AREA, -PLACE.
    """
    template, faults = examine(data, name)
    if template is None:
        raise faults[0]
    return template


def examine(data: bytes, name: str) -> tuple[Template | None, tuple[ChecklistError, ...]]:
    """The template, or up to `MOST_FAULTS` faults in the order of the file: never both."""
    try:
        raw = _parse(data, name)
        _check_version(raw, name)
        if faults := tuple(islice(_form_faults(raw, name), MOST_FAULTS)):
            return None, faults
        template = _template(raw, name)
    except ChecklistError as error:
        return None, (error,)
    faults = tuple(islice(problems(template, name), MOST_FAULTS))
    return (None if faults else template), faults


def _template(raw: dict[str, Any], name: str) -> Template:
    shaped = {LISTS.get(key, key): value for key, value in raw.items() if key != "schema"}
    try:
        return canonical.from_json(Template, shaped)
    except FormatError as error:
        place = str(error.parameters["place"])
        raise _fault(
            name, None, place.removeprefix("$."), N_("{problem}."), problem=error.parameters["problem"]
        ) from error


def _check_version(raw: dict[str, Any], name: str) -> None:
    version = raw.get("schema")
    if isinstance(version, int) and version > SCHEMA:
        raise ChecklistError(
            "CHECKLIST-NEWER",
            N_("The checklist {file} was written for a newer release (format {found})."),
            why=N_("This release reads formats up to {known}."),
            todo=N_("Install the newer release and open the file again; nothing was changed."),
            file=name,
            found=version,
            known=SCHEMA,
        )


def _parse(data: bytes, name: str) -> dict[str, Any]:
    """TOML text in NFC; dates become text, as in JSON."""
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
        raw = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise ChecklistError(
            "CHECKLIST-SYNTAX",
            N_("The checklist {file} cannot be read."),
            why=N_("It is not a TOML file in UTF-8: {problem}."),
            todo=N_("Correct the file at that place and open it again."),
            file=name,
            problem=str(error) or type(error).__name__,
        ) from error
    return {key: as_json(value) for key, value in raw.items()}


def as_json(value: Any) -> Any:
    """A TOML value as JSON has it: dates and times as ISO 8601 text."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _form_faults(raw: dict[str, Any], name: str) -> Iterator[ChecklistError]:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    for found in Draft202012Validator(_schema()).iter_errors(raw):
        error = best_match(iter((found,))) or found
        item, field = place(error, raw, "item")
        yield _fault(name, item, field, N_("{problem}."), problem=error.message.rstrip("."))


@cache
def _schema() -> dict[str, Any]:
    """The schema with what it refers to put in its place: thousands of items are checked twice as fast."""
    schema = json.loads(resources().joinpath("schemas", "template.schema.json").read_bytes())

    def put_in(part: Any, within: tuple[str, ...]) -> Any:
        if isinstance(part, list):
            return [put_in(own, within) for own in part]
        if not isinstance(part, dict):
            return part
        name = part.get("$ref", "").removeprefix("#/$defs/")
        if not name:
            return {key: put_in(own, within) for key, own in part.items()}
        return part if name in within else put_in(schema["$defs"][name], (*within, name))

    whole: dict[str, Any] = put_in({key: own for key, own in schema.items() if key != "$defs"}, ())
    return whole | {"$defs": schema["$defs"]}


def problems(template: Template, name: str) -> Iterator[ChecklistError]:
    """What the form alone cannot show, in the order of the file."""
    area_ids = [area.id for area in template.areas]
    for area in _repeated(area_ids):
        yield _fault(name, None, "area.id", N_("Two areas are called {id}."), "CHECKLIST-DUPLICATE", id=area)
    for item_id in _repeated(item.id for item in template.items):
        yield _fault(name, item_id, "id", N_("Two items are called {id}."), "CHECKLIST-DUPLICATE", id=item_id)
    for item in template.items:
        if item.area not in area_ids:
            why = N_("There is no area {area} in the file.")
            yield _fault(name, item.id, "area", why, "CHECKLIST-AREA", area=item.area)
        yield from _fact_problems(item, name)
        yield from _place_problems(item, name)
        for basis in item.legal:
            if basis.valid_from and basis.valid_to and basis.valid_to < basis.valid_from:
                why = N_("{citation} would end before it begins.")
                yield _fault(name, item.id, "legal.valid_to", why, citation=basis.citation)
    for fault in soundness.faults(template):
        yield _rule_fault(name, fault)


def _fact_problems(item: Item, name: str) -> Iterator[ChecklistError]:
    for fact_id in _repeated(spec.id for spec in item.facts):
        why = N_("Two facts of the item are called {id}.")
        yield _fault(name, item.id, "facts.id", why, "CHECKLIST-DUPLICATE", id=fact_id)
    for spec in item.facts:
        if spec.id in RESERVED_FIELDS:
            why = N_("A fact cannot be called {id}; the program uses that name itself.")
            yield _fault(name, item.id, "facts.id", why, id=spec.id)


def _place_problems(item: Item, name: str) -> Iterator[ChecklistError]:
    for field in SENTENCE_FIELDS:
        sentence = getattr(item, field)
        if sentence is None:
            continue
        if stray := sentences.stray_marks(sentence):
            why = N_("The mark {mark} belongs to no place that can be filled.")
            yield _fault(name, item.id, field, why, "CHECKLIST-PLACE", mark=stray[0])
        for fact_id, part in sentences.places(sentence):
            spec = item.fact(fact_id)
            if spec is None:
                why = N_("The sentence has a place for {place}, but the item has no such fact.")
                yield _fault(name, item.id, field, why, "CHECKLIST-PLACE", place=fact_id)
            elif part is not None and part not in fact_kinds.parts(spec.kind):
                why = N_("A fact of kind {kind} has no part {part}.")
                yield _fault(name, item.id, field, why, "CHECKLIST-PLACE", kind=spec.kind, part=part)


def _rule_fault(file: str, fault: Fault) -> ChecklistError:
    """An expression's fault tells the character as well."""
    if "position" not in fault.parameters:
        return _fault(file, fault.item, fault.field, fault.why, fault.code, **fault.parameters)
    what = (
        N_("The checklist {file} cannot be used: field {field}, character {position} of: {expression}")
        if fault.item is None
        else N_(
            "The checklist {file} cannot be used: item {item}, field {field}, "
            "character {position} of: {expression}"
        )
    )
    own = {**fault.parameters, "file": file, "item": fault.item, "field": fault.field}
    todo = N_("Correct the file at that place and open it again.")
    return ChecklistError(fault.code, what, why=fault.why, todo=todo, **own)


def _repeated(ids: Iterable[str]) -> list[str]:
    return [id_ for id_, times in Counter(ids).items() if times > 1]


def _fault(
    file: str, item: str | None, field: str, why: str, code: str = "CHECKLIST-FIELD", **parameters: object
) -> ChecklistError:
    what = (
        N_("The checklist {file} cannot be used: field {field}.")
        if item is None
        else N_("The checklist {file} cannot be used: item {item}, field {field}.")
    )
    todo = N_("Correct the file at that place and open it again.")
    return ChecklistError(code, what, why=why, todo=todo, file=file, item=item, field=field, **parameters)
