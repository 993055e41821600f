"""A form in Excel (XLSForm, the standard of ODK and Kobo) read as a checklist.

What cannot be taken over is listed with its place; what is wrong is an error that names sheet, row and column.
"""

from dataclasses import dataclass

from inspector_app.authoring.xlsform_additions import (
    about,
    checked_on,
    choice_lists,
    in_given_order,
    title,
    with_legal,
)
from inspector_app.authoring.xlsform_form import Form, plain_id
from inspector_app.authoring.xlsform_items import parts_of
from inspector_app.authoring.xlsform_left_out import list_what_is_not_read
from inspector_app.authoring.xlsform_mending import mended
from inspector_app.authoring.xlsform_messages import FormWarning, Unsupported
from inspector_app.authoring.xlsform_sheets import open_book
from inspector_app.authoring.xlsform_tree import survey_of
from inspector_app.checklist.template import Template
from inspector_app.errors import N_


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form as a checklist, and what is to be known before it is imported."""

    template: Template
    unsupported: tuple[Unsupported, ...]
    """In the order of sheet and row."""
    warnings: tuple[FormWarning, ...]


def read_xlsform(data: bytes, name: str) -> FormReading:
    """The checklist in a form; `name` is the file's, which decides between .csv and .md.

    Raises ChecklistError: CHECKLIST-XLSFORM-… naming sheet, row and column, CHECKLIST-NEWER, or what
    the same fault is called in a TOML file. Takes a second when first called: pyxform is loaded.
    """
    book = open_book(data, name)
    form = Form.of(name, book, survey_of(book, name))
    parts = parts_of(form)
    said = about(form)
    template = Template(
        id=plain_id(form.survey.id or name.rsplit(".", 1)[0], "form"),
        version=form.survey.version or "1",
        title=title(form, said),
        areas=tuple(parts.areas.values()),
        items=tuple(parts.items),
        traits=tuple(parts.traits),
        groups=tuple(parts.groups.values()),
        choice_lists=tuple(choice_lists(form)),
        checked_on=checked_on(form, said),
    )
    if not template.items:
        raise form.fault(
            None, None, N_("It asks nothing that an inspection could answer."), "CHECKLIST-XLSFORM-EMPTY"
        )
    template = in_given_order(form, with_legal(form, template))
    list_what_is_not_read(form)
    template = mended(form, template)
    return FormReading(template, tuple(sorted(form.unsupported, key=_position)), tuple(form.warnings))


def _position(entry: Unsupported) -> tuple[bool, str, int]:
    return entry.sheet != "survey", entry.sheet, entry.row or 0
