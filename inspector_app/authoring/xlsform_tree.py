"""A workbook as the tree of questions that pyxform makes of it, each with its row and its texts as written.

pyxform gets cells, never a file; whatever it raises becomes ours here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from inspector_app.authoring.xlsform_columns import ATTRIBUTE, LIST, OURS
from inspector_app.authoring.xlsform_messages import (
    CHOICES,
    SETTINGS,
    SURVEY,
    FormWarning,
    Spot,
    fault,
    from_pyxform,
    warning_from_pyxform,
)
from inspector_app.authoring.xlsform_sheets import Book, Sheet
from inspector_app.errors import N_

SHEETS = (SURVEY, CHOICES, SETTINGS, "external_choices", "entities", "osm")
"""What pyxform reads of a workbook."""

MAX_DEPTH = 24
"""Groups within groups."""

Texts = str | Mapping[str, str]
"""One text, or one for each language by its name."""

_ROW = "cchc_row"
_TEXT_COLUMNS = {"label", "caption", "hint", "guidance_hint"} | {
    "constraint_message",
    "constraining_message",
    "required_message",
    "requiredmsg",
}
_TABLE_LABEL = "generated_table_list_label"
_EXPRESSION_COLUMNS = {
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "repeat_count",
} | {"default"}
"""In a checklist of ours the program's own reader of expressions checks them, and says more."""
_MARK = re.compile("\ue000(\\d+)\ue001")
_REFERENCE = re.compile(r"\$\{[^}]*\}?")
_BEGIN = re.compile(r"begin[ _]", re.IGNORECASE)
_END = re.compile(r"end[ _]", re.IGNORECASE)
_CHATTER = re.compile(r"max-pixels parameter|Choices should have a label|is missing the following columns")
"""Remarks that are of use to the makers of forms for phones alone."""


@dataclass(frozen=True, slots=True)
class Node:
    """One question, group or repeat."""

    type: str
    name: str
    row: int | None
    """None of what pyxform adds by itself."""
    label: Texts | None = None
    hint: Texts | None = None
    bind: Mapping[str, Any] = field(default_factory=dict)
    control: Mapping[str, Any] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)
    children: "tuple[Node, ...]" = ()

    def expression(self, name: str) -> str | None:
        value = self.bind.get(name)
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    row: int | None
    label: Texts | None


@dataclass(frozen=True, slots=True)
class Survey:
    """A form as pyxform understands it."""

    title: str
    id: str | None
    version: str | None
    default_language: str
    nodes: tuple[Node, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    warnings: tuple[FormWarning, ...]


class _Texts:
    """Texts stand aside while pyxform works: it would straighten their quotation marks and their blanks."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def put(self, text: str, *, check: bool) -> str:
        """A mark for a text; with `check`, pyxform still sees whether its references lead anywhere."""
        self._texts.append(text)
        mark = f"\ue000{len(self._texts) - 1}\ue001"
        return "".join((mark, *_REFERENCE.findall(text))) if check else mark

    def take(self, value: object) -> Texts | None:
        if isinstance(value, str):
            found = _MARK.match(value)
            return self._texts[int(found[1])] if found else value
        if isinstance(value, Mapping):
            own = {str(key): text for key, item in value.items() if isinstance(text := self.take(item), str)}
            return own or None
        return None


def survey_of(book: Book, file: str) -> Survey:
    """What pyxform makes of the workbook; raises ChecklistError, CHECKLIST-XLSFORM and its like."""
    _check_depth(book, file)
    texts = _Texts()
    raw, said = _converted(book, file, texts)
    nodes = (_node(child, texts) for child in raw["children"])
    choices = {
        name: tuple(_choice(option, texts) for option in options)
        for name, options in raw.get("choices", {}).items()
    }
    settings = {"_".join(key.lower().split()): text for key, text in _settings(book).items()}
    given = [settings[key] for key in ("form_title", "title", "set_form_title") if key in settings]
    named = any(key.endswith(("form_id", "id_string")) for key in settings)
    return Survey(
        title=given[0] if given else str(raw["title"]),
        id=str(raw["id_string"]) if named else None,
        version=settings.get("version"),
        default_language=str(raw["default_language"]),
        nodes=tuple(node for node in nodes if _is_asked(node)),
        choices=choices,
        warnings=tuple(warning_from_pyxform(message) for message in said if not _CHATTER.search(message)),
    )


def _settings(book: Book) -> Mapping[str, str]:
    return book[SETTINGS].rows.get(2, {}) if SETTINGS in book else {}


def _converted(book: Book, file: str, texts: _Texts) -> tuple[dict[str, Any], list[str]]:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    said: list[str] = []
    sheets: dict[str, Any] = {"sheet_names": [sheet.name for sheet in book.values() if not _ours(sheet.name)]}
    for name in SHEETS:
        if name in book:
            sheets[name], sheets[f"{name}_header"] = _cells(book[name], texts)
    try:
        raw = workbook_to_json(
            DefinitionData(**sheets),
            form_name="data",
            fallback_form_name=file.rsplit(".", 1)[0],
            warnings=said,
        )
    except PyXFormError as error:
        raise from_pyxform(file, str(error), {name: sheet.rows for name, sheet in book.items()}) from error
    except Exception as error:  # pyxform lets through whatever a cell it did not expect leads to
        raise fault(
            file,
            Spot(),
            N_("The form reader stopped: {message}"),
            message=f"{type(error).__name__}: {error}",
        ) from error
    return raw, said


def _ours(sheet: str) -> bool:
    return sheet.lower().startswith("cchc")


def _cells(sheet: Sheet, texts: _Texts) -> tuple[list[dict[str, str]], list[dict[str, None]]]:
    """Rows without holes, as pyxform counts them, each knowing its number."""
    name = sheet.name.lower()
    numbered = name in (SURVEY, CHOICES) or name not in SHEETS
    headers = [header for header in sheet.headers if not _hidden(header)]
    ours = len(headers) < len(sheet.headers)
    columns = _TEXT_COLUMNS | _EXPRESSION_COLUMNS if ours and name == SURVEY else _TEXT_COLUMNS
    aside = {header for header in headers if name != SETTINGS and _first(header) in columns}
    rows: list[dict[str, str]] = []
    for number in range(2, max(sheet.rows, default=1) + 1):
        own = sheet.rows.get(number, {})
        row = {
            header: texts.put(own[header], check=not ours) if header in aside else own[header]
            for header in headers
            if header in own
        }
        if row and numbered:
            row[_ROW] = str(number)
        rows.append(row)
    return rows, [dict.fromkeys([*headers, _ROW] if numbered else headers)]


def _hidden(header: str) -> bool:
    return header.startswith((OURS, ATTRIBUTE)) or header in (LIST, _ROW)


def _first(header: str) -> str:
    return "_".join(re.split("::?", header)[0].split()).lower()


def _check_depth(book: Book, file: str) -> None:
    sheet = book.get(SURVEY)
    header = (
        next((own for own in sheet.headers if _first(own) in ("type", "command")), None) if sheet else None
    )
    depth = 0
    for row, cells in sheet.rows.items() if sheet and header else ():
        said = cells.get(header or "", "")
        depth += bool(_BEGIN.match(said)) - bool(_END.match(said))
        if depth > MAX_DEPTH:
            why = N_("Groups stand within groups more than {limit} deep.")
            raise fault(file, Spot(SURVEY, row, header), why, "CHECKLIST-XLSFORM-LIMIT", limit=MAX_DEPTH)


def _node(raw: Mapping[str, Any], texts: _Texts) -> Node:
    bind = dict(raw.get("bind") or {})
    bind = {key: texts.take(value) for key, value in bind.items()}
    control = raw.get("control")
    row = raw.get(_ROW)
    children = [_node(child, texts) for child in raw.get("children") or ()]
    made = next((child.label for child in children if child.name.startswith(_TABLE_LABEL)), None)
    return Node(
        type=str(raw["type"]),
        name=str(raw.get("name", "")),
        row=int(row) if row is not None else None,
        label=texts.take(raw.get("label")) or made,
        hint=texts.take(raw.get("hint")),
        bind=bind,
        control=control if isinstance(control, Mapping) else {},
        rest={
            key: texts.take(value) if isinstance(value, str) else value
            for key, value in raw.items()
            if key not in ("children", "label", "hint", "bind", "control")
        },
        children=tuple(child for child in children if _is_asked(child)),
    )


def _is_asked(node: Node) -> bool:
    """What pyxform adds by itself is no question, but for the text of a choice to be written in."""
    return node.row is not None or (node.name.endswith("_other") and node.type == "text")


def _choice(raw: Mapping[str, Any], texts: _Texts) -> Choice:
    row = raw.get(_ROW)
    return Choice(str(raw["name"]), int(row) if row is not None else None, texts.take(raw.get("label")))


def every(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes and all within them, in the order of the form."""
    for node in nodes:
        yield node
        yield from every(node.children)
