"""Sheets, columns and settings of a form that nothing here reads: listed, each once, with its first row."""

import re

from inspector_app.authoring.xlsform_columns import ABOUT_SHEET, LEGAL_SHEET, OURS
from inspector_app.authoring.xlsform_form import Form
from inspector_app.authoring.xlsform_guide import GUIDE_SHEET
from inspector_app.authoring.xlsform_messages import CHOICES, SETTINGS, SURVEY, Spot, Unsupported
from inspector_app.authoring.xlsform_sheets import Sheet
from inspector_app.errors import N_

_READ = {
    SURVEY: {
        *("type", "command", "name", "tag", "value", "label", "caption", "hint"),
        *("required", "relevant", "relevance", "constraint", "calculation", "calculate", "choice_filter"),
        *("constraint_message", "constraining_message", "required_message", "requiredmsg"),
        *("default", "readonly", "read_only", "appearance", "repeat_count", "count", "jr:count", "disabled"),
        *("bind::relevant", "bind::required", "bind::constraint", "bind::calculate", "bind::readonly"),
        *("bind::jr:constraintmsg", "bind::jr:requiredmsg", "control::appearance", "body::appearance"),
        *("parameters", "control::jr:count", "body::jr:count"),
    },
    SETTINGS: {
        *("form_title", "title", "set_form_title", "form_id", "id_string", "set_form_id", "version"),
        *("default_language", "clean_text_values", "allow_choice_duplicates", "namespaces", "name"),
    },
}
_MEDIA = {"media", "image", "big-image", "audio", "video"}
_SHEETS = {SURVEY, CHOICES, SETTINGS, ABOUT_SHEET, LEGAL_SHEET, GUIDE_SHEET}


def list_what_is_not_read(form: Form) -> None:
    """Add to the form's list what stands in it and has no place in a checklist."""
    for name, sheet in form.book.items():
        if name not in _SHEETS:
            _say(form, Spot(sheet.name), N_("The sheet {sheet}."), sheet=sheet.name)
            continue
        if sheet.stray is not None:
            _say(form, Spot(sheet.name, sheet.stray), N_("Cells under no heading."))
        for header in sheet.headers:
            if _is_read(name, header) or not (
                rows := [row for row, cells in sheet.rows.items() if header in cells]
            ):
                continue
            what = N_("The column {column}, in {count} rows.")
            if name == SETTINGS:
                what = N_("The setting {column}.")
            _say(form, Spot(sheet.name, rows[0], header), what, column=header, count=len(rows))
        _say_places(form, name, sheet)


def _say(form: Form, spot: Spot, what: str, **parameters: object) -> None:
    form.unsupported.append(
        Unsupported(spot.sheet, spot.row, spot.column, what, N_("It is left out."), parameters)
    )


def _is_read(name: str, header: str) -> bool:
    parts = [
        "_".join(part.split())
        for part in re.split("::|:(?!constraintmsg|requiredmsg|count)", header.casefold())
    ]
    if name == SURVEY:
        known = _READ[SURVEY]
        return header.startswith(OURS) or parts[0] in known or "::".join(parts[:2]) in known
    if name == SETTINGS:
        return parts[0] in _READ[SETTINGS]
    if name == CHOICES:
        return parts[0] not in _MEDIA
    return True


def _say_places(form: Form, name: str, sheet: Sheet) -> None:
    """Texts that would show an answer: here they show the name that refers to it."""
    if name != SURVEY:
        return
    labels = [
        header for header in sheet.headers if re.split("::?", header.casefold())[0] in ("label", "hint")
    ]
    rows = [
        (row, header)
        for row, cells in sheet.rows.items()
        for header in labels
        if "${" in cells.get(header, "")
    ]
    if rows:
        what = N_("Answers shown within a text, in {count} rows.")
        instead = N_("The text shows the name instead of the answer.")
        form.leave_out(rows[0][0], rows[0][1], what, instead, count=len({row for row, _ in rows}))
