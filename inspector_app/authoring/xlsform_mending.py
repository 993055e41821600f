"""Whether the expressions of a form can be read: in a checklist of ours each that cannot is a fault with its
place, in a form from elsewhere it is listed and left out."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from inspector_app.authoring import toml
from inspector_app.authoring.xlsform_columns import LEGAL_SHEET
from inspector_app.authoring.xlsform_form import Form
from inspector_app.authoring.xlsform_messages import SURVEY, Spot, at_spot
from inspector_app.checklist.expression.language import compile_expression
from inspector_app.checklist.symbols import TRAITS, Symbols
from inspector_app.checklist.template import FactSpec, Group, Item, ItemId, Template
from inspector_app.errors import N_, ChecklistError, ExpressionError

COLUMNS = {
    "relevant": ("relevant", "relevance", "bind::relevant"),
    "required": ("required", "bind::required"),
    "constraint": ("constraint", "bind::constraint"),
    "calculation": ("calculation", "calculate", "bind::calculate"),
    "choice_filter": ("choice_filter",),
    "repeat_count": ("repeat_count", "count", "jr:count"),
}
"""The headings under which each expression may stand."""

_INSTEAD = {
    "relevant": N_("It is always asked."),
    "required": N_("It may stay open."),
    "constraint": N_("Any answer is taken."),
    "calculation": N_("The value is typed."),
    "choice_filter": N_("All choices are offered."),
    "repeat_count": N_("Rows are added by hand."),
}


def mended(form: Form, template: Template) -> Template:
    """The template with expressions that can all be read; raises ChecklistError with sheet, row and column."""
    check = _Check(form, Symbols.of(template)[0])
    template = replace(
        template,
        traits=tuple(check.fact(TRAITS, spec) for spec in template.traits),
        groups=tuple(check.group(group) for group in template.groups),
        items=tuple(check.item(item) for item in template.items),
    )
    for problem in toml.problems(template, form.file):
        raise at_spot(problem, form.file, _spot(form, problem))
    return template


def _spot(form: Form, problem: ChecklistError) -> Spot:
    """Where in the form stands what a fault names by item and field."""
    item, field = str(problem.parameters.get("item")), str(problem.parameters.get("field", ""))
    if field.startswith("legal"):
        return Spot(LEGAL_SHEET, form.rows.get((LEGAL_SHEET, item)), field.rsplit(".", maxsplit=1)[-1])
    return Spot(SURVEY, form.rows.get((item,)), _heading(form, field))


@dataclass(frozen=True, slots=True)
class _Check:
    form: Form
    names: Symbols

    def item(self, item: Item) -> Item:
        row = self.form.rows.get((item.id,))
        names = self.names
        return replace(
            item,
            relevant=self._read(item.relevant, "relevant", row, names),
            required=self._read(item.required, "required", row, names),
            facts=tuple(self.fact(item.id, spec) for spec in item.facts),
        )

    def group(self, group: Group) -> Group:
        row = self.form.rows.get(("group", group.id))
        return replace(group, relevant=self._read(group.relevant, "relevant", row, self.names))

    def fact(self, item: ItemId, spec: FactSpec) -> FactSpec:
        key = ("trait", spec.id) if item == TRAITS else (item, spec.id)
        row = self.form.rows.get(key)
        own = self._fields(spec, row, self.names)
        if not spec.columns:
            return own
        inside = self.names.inside(item, spec.id)
        rows = {
            column.id: self.form.rows.get(("column", str(row), column.id), row) for column in spec.columns
        }
        return replace(own, columns=tuple(self._fields(c, rows[c.id], inside) for c in spec.columns))

    def _fields(self, spec: FactSpec, row: int | None, names: Collection[str]) -> FactSpec:
        return replace(
            spec,
            relevant=self._read(spec.relevant, "relevant", row, names),
            required=self._read(spec.required, "required", row, names),
            constraint=self._read(spec.constraint, "constraint", row, names),
            calculation=self._read(spec.calculation, "calculation", row, names),
            choice_filter=self._read(spec.choice_filter, "choice_filter", row, names),
            repeat_count=self._read(spec.repeat_count, "repeat_count", row, names),
        )

    def _read(
        self, text: str | None, name: str, row: int | None, names: Collection[str] | None
    ) -> str | None:
        if text is None:
            return None
        try:
            compile_expression(text, names)
        except ExpressionError as error:
            heading = _heading(self.form, name)
            if self.form.ours:
                code = "CHECKLIST-XLSFORM-EXPRESSION"
                raise self.form.fault(row, heading, error.why, code, **error.parameters) from error
            what = N_("An expression that cannot be read here: {expression}")
            self.form.leave_out(row, heading, what, _INSTEAD[name], expression=text)
            return None
        return text


def _heading(form: Form, field: str) -> str:
    """The heading of the form under which a field of a checklist stands; the field where there is none."""
    last = field.rsplit(".", 1)[-1].split("[", maxsplit=1)[0]
    known = COLUMNS.get(last, (f"cchc::{last}", last))
    return next((header for header in form.sheet.headers if header.casefold() in known), known[0])
