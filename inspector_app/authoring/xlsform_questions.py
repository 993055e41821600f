"""A question of a form as a fact: its kind, its choices, its conditions. It knows nothing of items."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
from typing import Any

from inspector_app.authoring.xlsform_columns import (
    CHOICE_LIST,
    DELAYS,
    FACT,
    FILES,
    KIND,
    LIST,
    MEASURE,
    SPECIFY_LABEL,
    UNIT,
    WORDS,
)
from inspector_app.authoring.xlsform_form import Form
from inspector_app.authoring.xlsform_messages import CHOICES
from inspector_app.authoring.xlsform_tree import Node
from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.file_answers import FileAnswer
from inspector_app.checklist.template import FactSpec, Wording
from inspector_app.errors import N_

_TRUE = {"yes", "true", "true()"}
_FALSE = {"no", "false"}


class Nature(Enum):
    """What a type of question is for us."""

    FACT = auto()
    CHOICE = auto()
    CHOICES = auto()
    NOTE = auto()
    PICTURE = auto()
    FILE = auto()
    METADATA = auto()
    SILENT = auto()
    """Done by a telephone, without a question: recordings, audits, data files."""


_INPUTS = {
    "string": FactKind.TEXT,
    "barcode": FactKind.TEXT,
    "int": FactKind.COUNT,
    "decimal": FactKind.NUMBER,
    "date": FactKind.DATE,
    "time": FactKind.TIME,
    "dateTime": FactKind.MOMENT,
    "geopoint": FactKind.PLACE,
    "geotrace": FactKind.TEXT,
    "geoshape": FactKind.TEXT,
}
_CHANGED = {
    "barcode": (N_("A bar code."), N_("It is typed as a text.")),
    "geotrace": (N_("A line on the map."), N_("It is typed as a text.")),
    "geoshape": (N_("An area on the map."), N_("It is typed as a text.")),
    "trigger": (N_("A question to acknowledge."), N_("It becomes a choice with OK alone.")),
    "hidden": (N_("A hidden value."), N_("It is shown and cannot be changed.")),
    "range": (N_("A slider."), N_("It is typed as a number; its bounds become a constraint.")),
    "odk:rank": (N_("Choices to be put in order."), N_("They are ticked, without an order.")),
    "osm": (N_("A place in OpenStreetMap."), N_("It is typed as a text.")),
}


def nature_of(form: Form, node: Node) -> Nature:
    """What the question is for us; raises ChecklistError, CHECKLIST-XLSFORM-TYPE, where the type is unknown."""
    tag, bound = _tag_and_type(form, node)
    if node.type in ("select one", "select one external"):
        return Nature.CHOICE
    if node.type in ("select all that apply", "rank"):
        return Nature.CHOICES
    if node.type in ("audit", "xml-external", "csv-external") or node.type.startswith(
        ("background-", "start-geo")
    ):
        return Nature.SILENT
    if node.type in ("note", "q note", "add note prompt"):
        return Nature.NOTE
    if "jr:preload" in _definition(node.type).get("bind", {}):
        return Nature.METADATA
    if tag == "upload" and node.type != "osm":
        media = str(_definition(node.type).get("control", {}).get("mediatype", ""))
        return Nature.PICTURE if media.startswith("image") else Nature.FILE
    if tag == "upload" or tag in ("trigger", "range") or bound in _INPUTS:
        return Nature.FACT
    raise _unknown(form, node)


def _definition(kind: str) -> Mapping[str, Any]:
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

    found: Mapping[str, Any] = QUESTION_TYPE_DICT.get(kind, {})
    return found


def _tag_and_type(form: Form, node: Node) -> tuple[str, str]:
    definition = _definition(node.type)
    if not definition:
        raise _unknown(form, node)
    return str(definition.get("control", {}).get("tag", "")), str(definition.get("bind", {}).get("type", ""))


def _unknown(form: Form, node: Node) -> Exception:
    why = N_("There is no type of question called {type}.")
    return form.fault(node.row, "type", why, "CHECKLIST-XLSFORM-TYPE", type=node.type)


def fact_of(form: Form, node: Node, fact_id: str, label: Wording | None = None) -> FactSpec:
    """The question as a fact, with its condition in `relevant`; what it cannot keep is listed."""
    kind, choices, choice_list = _kind(form, node)
    spec = FactSpec(
        id=FactId(fact_id),
        kind=kind,
        label=label or label_of(form, node),
        unit=form.said_wording(node.row, UNIT),
        choices=choices,
        hint=form.wording(node.hint),
        choice_list=choice_list,
        choice_filter=_text(node.rest.get("choice_filter")) if choice_list else None,
        relevant=condition(node.expression("relevant")),
        required=required(node),
        constraint=node.expression("constraint"),
        constraint_message=form.wording(node.bind.get("jr:constraintMsg")),
        required_message=form.wording(node.bind.get("jr:requiredMsg")),
        calculation=node.expression("calculate"),
        default=_text(node.rest.get("default")),
        read_only=_read_only(form, node) or node.type == "hidden",
        appearance=_text(node.control.get("appearance")),
        delays=bool(form.yes(node.row, DELAYS)),
        measure=form.said(node.row, MEASURE),
        files=_files(form, node),
    )
    return _bounded(node, spec) if node.type == "range" else spec


def _files(form: Form, node: Node) -> FileAnswer | None:
    own = form.one_of(node.row, FILES, (answer.value for answer in FileAnswer))
    return None if own is None else FileAnswer(own)


def label_of(form: Form, node: Node) -> Wording:
    """What the question says; its name where it says nothing."""
    if node.row is None and node.name.endswith("_other"):
        return SPECIFY_LABEL
    return form.wording(node.label) or Wording(node.name, node.name)


def fact_id_of(form: Form, node: Node, symbol: str | None = None) -> str:
    """The id in our column, else the name, without the item's symbol before the dot."""
    own = form.said(node.row, FACT)
    return own or (node.name.removeprefix(f"{symbol}.") if symbol else node.name)


def condition(said: str | None) -> str | None:
    """A condition as an expression; yes and no as pyxform reads them."""
    if said is None or said.casefold() in _TRUE:
        return said and "true()"
    return "false()" if said.casefold() in _FALSE else said


def required(node: Node) -> str | None:
    said = condition(node.expression("required"))
    plain = (node.expression("required") or "").casefold()
    return None if plain in _FALSE else said


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _read_only(form: Form, node: Node) -> bool:
    said = (node.expression("readonly") or "").casefold()
    if said and said not in _TRUE | _FALSE | {"false()"}:
        what = N_("A condition on whether the answer may be changed.")
        form.leave_out(node.row, "readonly", what, N_("The answer may always be changed."))
    return said in _TRUE


def _kind(form: Form, node: Node) -> tuple[FactKind, tuple[str, ...], str | None]:
    """Kind, own choices, list of choices."""
    nature = nature_of(form, node)
    own = form.one_of(node.row, KIND, (kind.value for kind in FactKind))
    if nature in (Nature.CHOICE, Nature.CHOICES):
        kind = FactKind.CHOICE if nature is Nature.CHOICE else FactKind.CHOICES
        if own not in (None, kind):
            raise form.fault(
                node.row, KIND, N_("A question of type {type} is no {kind}."), type=node.type, kind=own
            )
        return _choices(form, node, kind)
    _say_what_changes(form, node)
    if node.type in ("trigger", "acknowledge", "q acknowledge", "add acknowledge prompt"):
        return FactKind.CHOICE, ("OK",), None
    if own in (FactKind.CHOICE, FactKind.CHOICES, FactKind.ROWS):
        raise form.fault(
            node.row, KIND, N_("A question of type {type} is no {kind}."), type=node.type, kind=own
        )
    if own is not None:
        return FactKind(own), (), None
    return _INPUTS.get(_tag_and_type(form, node)[1], FactKind.TEXT), (), None


def _say_what_changes(form: Form, node: Node) -> None:
    tag, bound = _tag_and_type(form, node)
    for name in (node.type, tag, bound):
        if name in _CHANGED:
            form.leave_out(node.row, "type", *_CHANGED[name])
            return


def _choices(form: Form, node: Node, kind: FactKind) -> tuple[FactKind, tuple[str, ...], str | None]:
    name = str(node.rest.get("list_name") or node.rest.get("itemset") or "")
    options = form.survey.choices.get(name)
    if not options or node.type == "select one external":
        what = N_("Choices that come from outside the form ({list}).")
        form.leave_out(node.row, "type", what, N_("The answer is typed as a text."), list=name)
        return FactKind.TEXT, (), None
    if node.type == "rank":
        form.leave_out(node.row, "type", *_CHANGED["odk:rank"])
    if node.rest.get("parameters"):
        what = N_("Choices in random order.")
        form.leave_out(node.row, "parameters", what, N_("They stand in the order of the list."))
    list_id = list_id_of(form, name)
    if not form.yes(node.row, WORDS):
        return kind, (), list_id
    words = tuple(wording.vi for option in options if (wording := form.wording(option.label)))
    return kind, words, form.said(node.row, CHOICE_LIST)


def list_id_of(form: Form, name: str) -> str:
    """The id of a list of choices: its name, or what our column says it is."""
    first = form.survey.choices[name][0]
    own = form.book[CHOICES].text(first.row, LIST) if CHOICES in form.book else None
    return own or name


def _bounded(node: Node, spec: FactSpec) -> FactSpec:
    """A slider: its ends as a constraint; whole numbers where all of its steps are whole."""
    own = node.rest.get("parameters")
    given: Mapping[str, object] = own if isinstance(own, Mapping) else {}
    start, end, step = (
        str(given.get(key, usual)) for key, usual in (("start", "1"), ("end", "10"), ("step", "1"))
    )
    whole = all(text.isdecimal() for text in (start, end, step))
    low, high = (start, end) if float(start) <= float(end) else (end, start)
    bounds = f". >= {low} and . <= {high}"
    return replace(
        spec,
        kind=FactKind.COUNT if whole else FactKind.NUMBER,
        constraint=f"({spec.constraint}) and {bounds}" if spec.constraint else bounds,
    )
