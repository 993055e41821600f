"""What our checklists hold beside the questions, in a form: choices, legal bases, dates, the order of areas."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from inspector_app.authoring.xlsform_columns import (
    ABOUT_SHEET,
    ATTRIBUTE,
    LEGAL_SHEET,
    LIST,
    ORDER,
    OTHER_LABEL,
    VERDICTS,
    WORDS,
)
from inspector_app.authoring.xlsform_form import Form
from inspector_app.authoring.xlsform_messages import CHOICES, Spot, fault
from inspector_app.authoring.xlsform_questions import list_id_of
from inspector_app.authoring.xlsform_sheets import Sheet
from inspector_app.authoring.xlsform_tree import Choice, every
from inspector_app.checklist.template import (
    ChoiceList,
    Confidence,
    Item,
    LegalBasis,
    Option,
    Template,
    Wording,
)
from inspector_app.errors import N_, ChecklistError

FORMAT = 1
"""Of our own columns; a form that says more was written by a newer release."""

_OPTION_COLUMNS = {
    "list_name",
    "name",
    "value",
    "label",
    "caption",
    "media",
    "image",
    "audio",
    "video",
    "big-image",
}
_VIETNAMESE_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_CONFIDENCE = {"cao": "high", "trung bình": "medium", "thấp": "low"}
T = TypeVar("T")


def about(form: Form) -> Mapping[str, tuple[int, str]]:
    """What the form says of the checklist itself, with its rows; CHECKLIST-NEWER for a later format."""
    sheet = form.book.get(ABOUT_SHEET, Sheet(ABOUT_SHEET))
    said = {
        cells["key"]: (row, cells["value"])
        for row, cells in sheet.rows.items()
        if {"key", "value"} <= cells.keys()
    }
    version = said.get("format", (0, str(FORMAT)))[1]
    if version.isdecimal() and int(version) > FORMAT:
        raise ChecklistError(
            "CHECKLIST-NEWER",
            N_("The checklist {file} was written for a newer release (format {found})."),
            why=N_("This release reads formats up to {known}."),
            todo=N_("Install the newer release and open the file again; nothing was changed."),
            file=form.file,
            found=version,
            known=FORMAT,
        )
    return said


def title(form: Form, said: Mapping[str, tuple[int, str]]) -> Wording:
    """The title in our languages; a form has but one."""
    own = form.survey.title
    languages = {
        key.removeprefix("title::"): text for key, (_, text) in said.items() if key.startswith("title::")
    }
    return Wording(own, languages.pop("en", own), languages)


def checked_on(form: Form, said: Mapping[str, tuple[int, str]]) -> date | None:
    row, text = said.get("checked_on", (None, None))
    return _day(form, Spot(ABOUT_SHEET, row, "value"), text)


def choice_lists(form: Form) -> Iterator[ChoiceList]:
    """The lists of the sheet choices, in its order; the five verdicts and the words of one question are none."""
    words = {
        str(node.rest.get("list_name")) for node in every(form.survey.nodes) if form.yes(node.row, WORDS)
    }
    for name, options in form.survey.choices.items():
        if name != VERDICTS and name not in words:
            yield ChoiceList(list_id_of(form, name), tuple(_option(form, option) for option in options))


def _option(form: Form, choice: Choice) -> Option:
    if choice.row is None:
        return Option(choice.name, OTHER_LABEL)
    label = form.wording(choice.label) or Wording(choice.name, choice.name)
    cells = form.book[CHOICES].rows.get(choice.row, {})
    attributes = {_attribute(header): text for header, text in cells.items() if is_attribute(header)}
    return Option(choice.name, label, attributes)


def is_attribute(header: str) -> bool:
    """Whether a column of the sheet choices is one that a filter may read."""
    first = "_".join(re.split("::?", header)[0].split()).lower()
    return first not in _OPTION_COLUMNS and header != LIST


def _attribute(header: str) -> str:
    if not header.startswith(ATTRIBUTE):
        return header
    try:
        return bytes.fromhex(header.removeprefix(ATTRIBUTE)).decode()
    except ValueError:
        return header


def with_legal(form: Form, template: Template) -> Template:
    """The template with the legal bases of their sheet, in its order."""
    sheet = form.book.get(LEGAL_SHEET)
    if sheet is None:
        return template
    known = {item.id: item.id for item in template.items} | {item.symbol: item.id for item in template.items}
    bases: dict[str, list[LegalBasis]] = {}
    for row, cells in sheet.rows.items():
        item, citation = cells.get("item"), cells.get("citation")
        if item is None or citation is None:
            column = "item" if item is None else "citation"
            raise _legal_fault(form, row, column, N_("A legal basis needs an item and a citation."))
        if item not in known:
            raise _legal_fault(form, row, "item", N_("There is no item {item} in the form."), item=item)
        form.rows.setdefault((LEGAL_SHEET, known[item]), row)
        bases.setdefault(known[item], []).append(_basis(form, row, cells, citation))
    return replace(template, items=tuple(_based(item, bases) for item in template.items))


def _based(item: Item, bases: Mapping[str, list[LegalBasis]]) -> Item:
    return replace(item, legal=tuple(bases[item.id])) if item.id in bases else item


def _basis(form: Form, row: int, cells: Mapping[str, str], citation: str) -> LegalBasis:
    days = {
        name: _day(form, Spot(LEGAL_SHEET, row, name), cells.get(name))
        for name in ("valid_from", "valid_to", "checked_on")
    }
    said = cells.get("confidence", Confidence.MEDIUM).casefold()
    said = _CONFIDENCE.get(said, said)
    if said not in list(Confidence):
        why = N_("Here stands one of {known}, and not {found}.")
        raise _legal_fault(form, row, "confidence", why, known=", ".join(Confidence), found=said)
    return LegalBasis(citation, **days, confidence=Confidence(said))


def _legal_fault(form: Form, row: int, column: str, why: str, **parameters: object) -> ChecklistError:
    return fault(form.file, Spot(LEGAL_SHEET, row, column), why, "CHECKLIST-XLSFORM-VALUE", **parameters)


def _day(form: Form, spot: Spot, text: str | None) -> date | None:
    """A day as 2024-07-01 or as 01/7/2024; the day stands before the month, as in Vietnam."""
    if text is None:
        return None
    try:
        if found := _VIETNAMESE_DAY.fullmatch(text):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError as error:
        why = N_("A day is written as 2026-05-12 or 12/05/2026, and not as {found}.")
        raise fault(form.file, spot, why, "CHECKLIST-XLSFORM-VALUE", found=text) from error


def in_given_order(form: Form, template: Template) -> Template:
    """Areas and groups in the order of the numbers in our column; without them as they stand."""
    return replace(
        template,
        areas=_ordered(form, ((("area", area.id), area) for area in template.areas)),
        groups=_ordered(form, ((("group", group.id), group) for group in template.groups)),
    )


def _ordered(form: Form, found: Iterable[tuple[tuple[str, str], T]]) -> tuple[T, ...]:
    numbered: list[tuple[int, T]] = []
    last = 0
    for key, value in found:
        row = form.rows.get(key)
        if (said := form.said(row, ORDER)) is not None:
            if not said.isdecimal():
                raise form.fault(row, ORDER, N_("Here stands a whole number, and not {found}."), found=said)
            last = int(said)
        numbered.append((last, value))
    return tuple(value for _, value in sorted(numbered, key=lambda entry: entry[0]))
