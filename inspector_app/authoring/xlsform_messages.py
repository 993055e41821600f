"""What is said about a form in Excel: faults by sheet, row and column, and what is not taken over.

The usual messages of pyxform become sentences of ours; any other is quoted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspector_app.errors import N_, ChecklistError

SURVEY = "survey"
CHOICES = "choices"
SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something of a form that is not taken over as it is, said before the import."""

    sheet: str
    row: int | None
    """As Excel counts; None where the whole sheet or column is meant."""
    column: str | None
    what: str
    """msgid; `parameters` fill its places."""
    instead: str
    """msgid: what happens instead."""
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormWarning:
    """What a careful author would look at again; the import does not depend on it."""

    sheet: str
    row: int | None
    column: str | None
    what: str
    """msgid; `parameters` fill its places."""
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a workbook."""

    sheet: str = SURVEY
    row: int | None = None
    column: str | None = None


def fault(
    file: str, spot: Spot, why: str, code: str = "CHECKLIST-XLSFORM", **parameters: object
) -> ChecklistError:
    """The error that names file, sheet, row and column, as far as they are known."""
    if "position" in parameters:
        what = N_(
            "The form {file} cannot be used: sheet {sheet}, row {row}, column {column}, character {position}."
        )
    elif spot.row is None:
        what = N_("The form {file} cannot be used: sheet {sheet}.")
    elif spot.column is None:
        what = N_("The form {file} cannot be used: sheet {sheet}, row {row}.")
    else:
        what = N_("The form {file} cannot be used: sheet {sheet}, row {row}, column {column}.")
    return ChecklistError(
        code,
        what,
        why=why,
        todo=N_("Correct the form at that place and open it again."),
        **{**parameters, "file": file, "sheet": spot.sheet, "row": spot.row, "column": spot.column},
    )


def at_spot(error: ChecklistError, file: str, spot: Spot) -> ChecklistError:
    """The same fault of a checklist, placed by sheet, row and column; its code and its reason stay."""
    parameters = {
        name: value
        for name, value in error.parameters.items()
        if name not in ("file", "sheet", "row", "column", "code", "why", "spot")
    }
    return fault(file, spot, error.why, error.code, **parameters)


@dataclass(frozen=True, slots=True)
class _Known:
    """One usual message of pyxform and the sentence that stands for it."""

    pattern: re.Pattern[str]
    code: str
    why: str
    column: str | None = None
    sheet: str | None = None


def _known(pattern: str, code: str, why: str, column: str | None = None, sheet: str | None = None) -> _Known:
    return _Known(re.compile(pattern, re.DOTALL), f"CHECKLIST-XLSFORM-{code}", why, column, sheet)


_KNOWN = (
    _known(
        r"You must have a sheet named 'survey'",
        "SHEET",
        N_("It has no sheet called survey, where the questions stand."),
    ),
    _known(
        r"List name not in (?:external )?choices sheet: (?P<list>\S+)",
        "LIST",
        N_("There is no list of choices called {list} in the sheet choices."),
        "type",
    ),
    _known(
        r"There should be an? (?P<wanted>choices|external_choices) sheet",
        "LIST",
        N_("It asks for choices, but the form has no sheet called {wanted}."),
        "type",
    ),
    _known(
        r"Please specify choices for this 'or other' question",
        "LIST",
        N_("The list of choices of this question is empty."),
        "type",
    ),
    _known(
        r"'name' value '(?P<name>[^']*)' is invalid\. Questions, groups, and repeats must be unique",
        "DUPLICATE",
        N_("The name {name} stands twice in one group."),
        "name",
    ),
    _known(
        r"'name' value '(?P<name>[^']*)' is invalid\. Repeat names must (?:not|unique)",
        "DUPLICATE",
        N_("The name {name} of a repeat is used elsewhere in the form."),
        "name",
    ),
    _known(
        r"'name' value 'meta' is invalid",
        "NAME",
        N_("The name meta is kept for the form itself."),
        "name",
    ),
    _known(
        r"On the 'choices' sheet, the 'name' value is invalid\. Choices must have a name",
        "NAME",
        N_("A choice has no name."),
        "name",
        CHOICES,
    ),
    _known(
        r"On the 'choices' sheet, the 'name' value is invalid\. Choice names must be unique",
        "DUPLICATE",
        N_("Two choices of one list have the same name."),
        "name",
        CHOICES,
    ),
    _known(
        r"Choice names with spaces .*See \[(?P<name>[^\]]*)\] in \[(?P<list>[^\]]*)\]",
        "NAME",
        N_("The choice {name} of the list {list} has a space in its name; several could not be told apart."),
        "name",
        CHOICES,
    ),
    _known(
        r"value is invalid\. Names must begin with a letter or underscore",
        "NAME",
        N_("A name begins with a letter and has only letters, digits, dots, hyphens and underscores."),
    ),
    _known(
        r"Question or group with no name",
        "NAME",
        N_("A question or group has no name."),
        "name",
    ),
    _known(
        r"Question with no type",
        "TYPE",
        N_("A question has no type."),
        "type",
    ),
    _known(
        r"Unknown question type '(?P<type>[^']*)'",
        "TYPE",
        N_("There is no type of question called {type}."),
        "type",
    ),
    _known(
        r"Could not find the name '(?P<name>[^']*)'",
        "REFERENCE",
        N_("It refers to {name}, and no question has that name."),
    ),
    _known(
        r"The name '(?P<name>[^']*)' appears more than once",
        "REFERENCE",
        N_("It refers to {name}, and more than one question has that name."),
    ),
    _known(
        r"Reference variables must start with",
        "REFERENCE",
        N_("A reference has the form of a dollar sign with a name in braces."),
    ),
    _known(
        r"Unmatched 'end_(?P<kind>\w+)'",
        "BEGIN",
        N_("An end of {kind} stands here without its beginning."),
        "type",
    ),
    _known(
        r"Unmatched 'begin_(?P<kind>\w+)'",
        "BEGIN",
        N_("A {kind} begins here and does not end."),
        "type",
    ),
    _known(
        r"Missing calculation",
        "CALCULATION",
        N_("A computed value has no calculation."),
        "calculation",
    ),
    _known(
        r"Choice filter not supported with or_other",
        "LIST",
        N_("A list with a filter cannot have a choice to be written in."),
        "choice_filter",
    ),
    _known(
        r"Headers that are different names for the same column were found: '(?P<one>.*)', '(?P<other>.*)'",
        "HEADER",
        N_("The columns {one} and {other} mean the same; one of them must go."),
    ),
    _known(
        r"One or more required column headers were not found: (?P<missing>.*?)\. Learn",
        "HEADER",
        N_("It lacks the column {missing}."),
    ),
)

_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"(?:On the|for sheet:) '(\w+)'")
_COLUMN = re.compile(r"the '([^']+)' value")
_SAYS = N_("The form reader says: {message}")


def from_pyxform(
    file: str, message: str, rows: Mapping[str, Mapping[int, Mapping[str, str]]]
) -> ChecklistError:
    """pyxform's refusal in our words; one we have no words for is quoted.

    `rows` are the cells by sheet, row and heading: where pyxform names no row, it is looked for there.
    """
    spot = _spot(message)
    for known in _KNOWN:
        if found := known.pattern.search(message):
            sheet, column = known.sheet or spot.sheet, known.column or spot.column
            parameters = {name: value.strip("'") for name, value in found.groupdict().items()}
            row = spot.row or _row_of(known.code, parameters, rows.get(sheet, {}))
            return fault(file, Spot(sheet, row, column), known.why, known.code, **parameters)
    return fault(file, spot, _SAYS, message=_quoted(message))


def _row_of(code: str, parameters: Mapping[str, str], rows: Mapping[int, Mapping[str, str]]) -> int | None:
    """The first row that has what the message names; the headings for a message about columns."""
    if code.endswith("-HEADER"):
        return 1
    asking = code.endswith("-LIST")
    for row, cells in rows.items():
        if parameters.get("name") in cells.values():
            return row
        if asking and any(text.startswith(("select", "rank")) for text in cells.values()):
            return row
    return None


def warning_from_pyxform(message: str) -> FormWarning:
    """A remark of pyxform; it is English and quoted."""
    spot = _spot(message)
    return FormWarning(spot.sheet, spot.row, spot.column, _SAYS, {"message": _quoted(message)})


def _spot(message: str) -> Spot:
    row, sheet, column = (pattern.search(message) for pattern in (_ROW, _SHEET, _COLUMN))
    return Spot(sheet[1] if sheet else SURVEY, int(row[1]) if row else None, column[1] if column else None)


def _quoted(message: str) -> str:
    plain = re.sub(r"\s+", " ", _ROW.sub("", message)).strip()
    return plain if len(plain) <= 400 else f"{plain[:400]} …"
