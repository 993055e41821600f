"""Whether the checklist of a form can be used: in a form with our columns a fault is an error with its place,
in one from elsewhere an expression that cannot be worked out is listed and left out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from inspector_app.authoring import toml
from inspector_app.authoring.xlsform_columns import LEGAL_SHEET
from inspector_app.authoring.xlsform_form import Form
from inspector_app.authoring.xlsform_messages import SURVEY, Spot, at_spot
from inspector_app.checklist.template import FactSpec, Template
from inspector_app.errors import N_, ChecklistError

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "relevant": ("relevant", "relevance", "bind::relevant", "bind:relevant"),
    "required": ("required", "bind::required", "bind:required"),
    "constraint": ("constraint", "bind::constraint", "bind:constraint"),
    "calculation": ("calculation", "calculate", "bind::calculate", "bind:calculate"),
    "repeat_count": ("repeat_count", "count", "jr:count"),
    "id": ("cchc::item", "name"),
    "group": ("cchc::paragraph",),
}
"""Under which headings of a form a field may stand, where they are not called alike."""

_INSTEAD = {
    "relevant": N_("It is always asked."),
    "required": N_("It may stay open."),
    "constraint": N_("Any answer is taken."),
    "calculation": N_("The value is typed."),
    "choice_filter": N_("All choices are offered."),
    "repeat_count": N_("Rows are added by hand."),
    "default": N_("It begins empty."),
}
"""What happens without an expression."""

_PATH = re.compile(
    r"(?:(?P<list>group|trait|facts)\[(?P<place>\d+)\]\.)?(?:columns\[(?P<column>\d+)\]\.)?(?P<field>\w+)"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a checklist holds what a fault speaks of."""

    item: str | None
    list: str | None
    number: int
    column: int | None
    field: str

    @classmethod
    def of(cls, problem: ChecklistError) -> "_Place | None":
        found = _PATH.fullmatch(str(problem.parameters.get("field", "")))
        if found is None:
            return None
        item, column = problem.parameters.get("item"), found["column"]
        return cls(
            None if item is None else str(item),
            found["list"],
            int(found["place"] or 0),
            None if column is None else int(column),
            found["field"],
        )


def mended(form: Form, template: Template) -> Template:
    """The template with expressions that can all be worked out; raises ChecklistError with its place."""
    while problems := list(toml.problems(template, form.file)):
        removed: dict[_Place, ChecklistError] = {}
        for problem in problems:
            place = _Place.of(problem)
            if form.ours or place is None or place.field not in _INSTEAD or place in removed:
                raise at_spot(problem, form.file, _spot(form, template, problem))
            removed[place] = problem
        for place, problem in removed.items():
            spot = _spot(form, template, problem)
            what = N_("An expression that cannot be worked out here: {expression}")
            said = _value(template, place)
            form.leave_out(spot.row, spot.column, what, _INSTEAD[place.field], expression=said)
        for place in removed:
            template = _without(template, place)
    return template


def _spot(form: Form, template: Template, problem: ChecklistError) -> Spot:
    """Where in the form stands what a fault names by item and field."""
    item, field = str(problem.parameters.get("item")), str(problem.parameters.get("field", ""))
    if field.startswith("legal"):
        return Spot(LEGAL_SHEET, form.rows.get((LEGAL_SHEET, item)), field.rsplit(".", maxsplit=1)[-1])
    place = _Place.of(problem)
    heading = _heading(form, place.field if place else field.rsplit(".", maxsplit=1)[-1])
    row = form.rows.get((item,))
    if place is not None and place.list == "group":
        row = form.rows.get(("group", template.groups[place.number].id))
    elif place is not None and place.list is not None:
        spec = _specs(template, place)[place.number]
        row = form.rows.get(("trait" if place.list == "trait" else item, spec.id), row)
        if place.column is not None:
            row = form.rows.get(("column", str(row), spec.columns[place.column].id), row)
    return Spot(SURVEY, row, heading)


def _specs(template: Template, place: _Place) -> tuple[FactSpec, ...]:
    if place.list == "trait":
        return template.traits
    return next((item.facts for item in template.items if item.id == place.item), ())


def _value(template: Template, place: _Place) -> object:
    if place.list == "group":
        return getattr(template.groups[place.number], place.field)
    if place.list is not None:
        spec = _specs(template, place)[place.number]
        return getattr(spec if place.column is None else spec.columns[place.column], place.field)
    return next(getattr(item, place.field) for item in template.items if item.id == place.item)


def _without(template: Template, place: _Place) -> Template:
    """The template without the expression at that place."""
    if place.list == "group":
        groups = list(template.groups)
        groups[place.number] = replace(groups[place.number], relevant=None)
        return replace(template, groups=tuple(groups))
    if place.list == "trait":
        return replace(template, traits=_without_in(template.traits, place))
    items = (
        item
        if item.id != place.item
        else replace(item, facts=_without_in(item.facts, place))
        if place.list == "facts"
        else replace(item, relevant=None)
        if place.field == "relevant"
        else replace(item, required=None)
        for item in template.items
    )
    return replace(template, items=tuple(items))


def _without_in(specs: Iterable[FactSpec], place: _Place) -> tuple[FactSpec, ...]:
    changed = list(specs)
    own = changed[place.number]
    if place.column is None:
        changed[place.number] = _cleared(own, place.field)
    else:
        columns = list(own.columns)
        columns[place.column] = _cleared(columns[place.column], place.field)
        changed[place.number] = replace(own, columns=tuple(columns))
    return tuple(changed)


def _cleared(spec: FactSpec, field: str) -> FactSpec:
    nothing: dict[str, None] = {field: None}
    return replace(spec, **nothing)  # type: ignore[arg-type]


def _heading(form: Form, field: str) -> str:
    """The heading of the form under which a field of a checklist stands; the field where there is none."""
    known = _HEADINGS.get(field, (f"cchc::{field}", field))
    return next((header for header in form.sheet.headers if header.casefold() in known), known[-1])
