"""A checklist written as a form in Excel that officials can edit and ODK and Kobo accept.

Reading it again gives the same checklist, digest and all; nothing here reads.
"""

import re
from collections.abc import Iterator, Mapping

from inspector_app.authoring.xlsform_additions import FORMAT, is_attribute
from inspector_app.authoring.xlsform_columns import (
    ABOUT_COLUMNS,
    ABOUT_SHEET,
    AREA,
    ATTRIBUTE,
    CHOICE_LIST,
    CRITERION,
    DELAYS,
    EVIDENCE,
    FACT,
    FILES,
    GROUP,
    ITEM,
    KIND,
    LEGAL_COLUMNS,
    LEGAL_SHEET,
    LIST,
    MEASURE,
    ORDER,
    PARAGRAPH,
    PART,
    READ_ONLY,
    REMEDY,
    REQUIRED,
    RESULT,
    RESULT_PARTLY,
    SHORTCOMING,
    SHORTCOMING_GROUP,
    SYMBOL,
    TRAITS,
    TRAITS_LABEL,
    UNIT,
    VERDICT_OPTIONS,
    VERDICTS,
    VIETNAMESE,
    WORDS,
    YES,
    in_language,
)
from inspector_app.authoring.xlsform_guide import GUIDE_COLUMNS, GUIDE_SHEET, guide
from inspector_app.authoring.xlsform_packing import Page, packed
from inspector_app.authoring.xlsform_rows import Names, Row, fact_rows, item_rows, languages, put, say
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.file_answers import FileAnswer
from inspector_app.checklist.symbols import Symbols
from inspector_app.checklist.template import (
    Area,
    AreaId,
    Confidence,
    EvidenceNeed,
    FactSpec,
    Group,
    GroupId,
    Option,
    Template,
    Wording,
)

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_FILE_LIKE = re.compile(r"\.(csv|xml|geojson)$", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{([^}]+)\}")
_USUAL = ("type", "name")
_CONDITIONS = ("required", "relevant", "constraint")
_LATER = ("calculation", "choice_filter", "default", "readonly", "appearance", "repeat_count")
_OURS = (
    *(
        ITEM,
        CRITERION,
        RESULT,
        RESULT_PARTLY,
        SHORTCOMING,
        SHORTCOMING_GROUP,
        PARAGRAPH,
        REMEDY,
        EVIDENCE,
        READ_ONLY,
    ),
    *(FACT, KIND),
)
_OURS_LATER = (WORDS, DELAYS, MEASURE, FILES, AREA, GROUP, TRAITS, PART)
_RARE = (REQUIRED, CHOICE_LIST, SYMBOL, ORDER)
_OPTION_SLOTS = frozenset(
    {"children", "parent", "sms_option", "extra_data", "bind", "control", "type", "hint"}
)


def write_xlsform(template: Template) -> bytes:
    """The checklist as .xlsx; reading it gives an equal checklist, whose texts are without blanks around them.

    The same checklist gives the same bytes. Raises ChecklistError, CHECKLIST-XLSFORM-LONG.
    """
    spoken = languages(template)
    lists = _ListNames(template)
    survey = _Survey(template, lists.by_fact)
    rows = survey.rows()
    used = {header for row in rows for header in row}
    pages = [
        Page(
            "survey",
            tuple(header for header in _survey_headers(spoken) if header not in _RARE or header in used),
            rows,
            words={
                EVIDENCE: tuple(EvidenceNeed),
                KIND: tuple(FactKind),
                FILES: tuple(FileAnswer),
            },
            marked=frozenset(number for number, row in enumerate(rows) if {AREA, TRAITS} & row.keys()),
        ),
        _choices_page(template, lists, spoken),
        _settings_page(template),
        _legal_page(template),
        _about_page(template),
        Page(GUIDE_SHEET, GUIDE_COLUMNS, guide()),
    ]
    return packed(pages)


def _survey_headers(spoken: tuple[str, ...]) -> tuple[str, ...]:
    def each(header: str) -> tuple[str, ...]:
        return tuple(in_language(header, language) for language in spoken)

    messages = (*each("constraint_message"), *each("required_message"))
    head = (*_USUAL, *each("label"), *each("hint"), *_CONDITIONS)
    return (*head, *_OURS, *each(UNIT), *_OURS_LATER, *_LATER, *messages, *_RARE)


class _ListNames:
    """What each list of choices is called in the form."""

    def __init__(self, template: Template) -> None:
        self._taken = {VERDICTS}
        self.by_id = {own.id: self._free(own.id) for own in template.choice_lists}
        self.by_fact: dict[tuple[str, str], str] = {}
        self.words: list[tuple[str, FactSpec]] = []
        for trait in template.traits:
            self._add("", trait)
        for item in template.items:
            for spec in item.facts:
                self._add(item.id, spec)

    def _add(self, owner: str, spec: FactSpec) -> None:
        for column in spec.columns:
            self._add(f"{owner}/{spec.id}", column)
        if spec.choices or (
            spec.kind in (FactKind.CHOICE, FactKind.CHOICES) and spec.choice_list not in self.by_id
        ):
            own = self._free(re.sub(r"[^A-Za-z0-9_.-]", "_", f"{owner}.{spec.id}".lstrip(".")))
            self.words.append((own, spec))
            self.by_fact[owner, spec.id] = own
        elif spec.choice_list is not None:
            self.by_fact[owner, spec.id] = self.by_id[spec.choice_list]

    def _free(self, wanted: str) -> str:
        plain = wanted if re.fullmatch(r"[^\s$]+", wanted) and not _FILE_LIKE.search(wanted) else "list"
        name, number = plain, 1
        while name in self._taken:
            number += 1
            name = f"{plain}-{number}"
        self._taken.add(name)
        return name


class _Survey:
    """The rows of the sheet survey: traits, then the items in their order, each within its area and groups."""

    def __init__(self, template: Template, lists: Mapping[tuple[str, str], str]) -> None:
        self._template = template
        self._lists = lists
        self._names = Names(template)
        self._areas = {area.id: area for area in template.areas}
        self._groups = {group.id: group for group in template.groups}
        self._first: dict[tuple[str, str], Row] = {}
        """The row on which each area and each group is opened first."""

    def rows(self) -> list[Row]:
        rows = [*self._traits(), *self._items()]
        areas = [key[1] for key in self._first if key[0] == AREA]
        groups = [key[1] for key in self._first if key[0] == GROUP]
        self._number(AREA, areas, [area.id for area in self._template.areas])
        self._number(GROUP, groups, [group.id for group in self._template.groups])
        return [*rows, *self._silent(rows)]

    def _number(self, kind: str, found: list[str], wanted: list[str]) -> None:
        if found != wanted:
            for number, own in enumerate(wanted, start=1):
                self._first[kind, own][ORDER] = str(number)

    def _traits(self) -> Iterator[Row]:
        if not self._template.traits:
            return
        begin: Row = {"type": "begin_group", "name": self._names.free("traits"), TRAITS: YES}
        say(begin, "label", TRAITS_LABEL)
        yield begin
        for trait in self._template.traits:
            yield from fact_rows(trait, self._names.trait(trait), "", self._lists, self._names, whole=False)
        yield {"type": "end_group"}

    def _items(self) -> Iterator[Row]:
        stack: list[Area | Group] = []
        used = {item.area for item in self._template.items} | {group.area for group in self._template.groups}
        for item in self._template.items:
            if (AREA, item.area) not in self._first:
                for area in self._empty_before(item.area, used):
                    yield from self._moved(stack, [area])
            yield from self._moved(stack, self._path(item.area, item.within))
            yield from item_rows(item, self._names, self._lists)
        for group in self._template.groups:
            if (GROUP, group.id) not in self._first:
                yield from self._moved(stack, self._path(group.area, group.id))
        for area in self._template.areas:
            if (AREA, area.id) not in self._first:
                yield from self._moved(stack, [area])
        yield from self._moved(stack, [])

    def _empty_before(self, first: AreaId, used: set[AreaId]) -> Iterator[Area]:
        """Areas without anything in them keep their place before the next one."""
        for area in self._template.areas:
            if area.id == first:
                return
            if area.id not in used and (AREA, area.id) not in self._first:
                yield area

    def _path(self, area: AreaId, within: GroupId | None) -> list[Area | Group]:
        groups: list[Area | Group] = []
        while within is not None and len(groups) <= len(self._groups):
            group = self._groups[within]
            groups.append(group)
            within = group.within
        return [self._areas[area], *reversed(groups)]

    def _moved(self, stack: list[Area | Group], path: list[Area | Group]) -> Iterator[Row]:
        """Close and open groups until `stack` is `path`."""
        common = 0
        while common < min(len(stack), len(path)) and stack[common] == path[common]:
            common += 1
        for _ in stack[common:]:
            yield {"type": "end_group"}
        del stack[common:]
        for own in path[common:]:
            stack.append(own)
            yield self._opened(own)

    def _opened(self, own: Area | Group) -> Row:
        row: Row = {"type": "begin_group"}
        if isinstance(own, Area):
            put(row, {"name": self._names.free(f"area-{own.id}"), AREA: own.id})
            say(row, "label", own.heading)
            self._first.setdefault((AREA, own.id), row)
        else:
            put(row, {"name": self._names.free(own.id), GROUP: own.id})
            put(row, {"relevant": own.relevant, "appearance": own.appearance})
            say(row, "label", own.label)
            self._first.setdefault((GROUP, own.id), row)
        return row

    def _silent(self, rows: list[Row]) -> Iterator[Row]:
        """What an expression may speak of and no row asks: other tools need a question of that name."""
        there = {row["name"] for row in rows if "name" in row}
        symbols = Symbols.of(self._template)[0]
        spoken = dict.fromkeys(
            name
            for row in rows
            for header, text in row.items()
            if not header.startswith("cchc::")
            for name in _REFERENCE.findall(text)
        )
        for name in spoken:
            if name in there or not _PLAIN.match(name):
                continue
            symbol = symbols.get(name)
            other = symbol.name if symbol is not None and not symbol.part else ""
            calculation = f"${{{other}}}" if other in there and other != name else "''"
            yield {"type": "calculate", "name": name, "calculation": calculation, PART: "value"}


def _choices_page(template: Template, lists: _ListNames, spoken: tuple[str, ...]) -> Page:
    rows: list[Row] = []
    if any(item.asks_verdict for item in template.items):
        for name, vi, en in VERDICT_OPTIONS:
            rows.append(_option_row(VERDICTS, Option(name, Wording(vi, en))))
    for own in template.choice_lists:
        listed = lists.by_id[own.id]
        for option in own.options:
            row = _option_row(listed, option)
            put(row, {LIST: own.id if listed != own.id else None})
            rows.append(row)
    for listed, spec in lists.words:
        rows += _word_rows(listed, spec)
    attributes = dict.fromkeys(
        header for row in rows for header in row if header not in ("list_name", "name")
    )
    labels = tuple(in_language("label", language) for language in spoken)
    rest = tuple(header for header in attributes if header not in labels)
    return Page("choices", ("list_name", "name", *labels, *rest), rows)


def _option_row(listed: str, option: Option) -> Row:
    row: Row = {"list_name": listed, "name": option.name}
    say(row, "label", option.label)
    put(row, {_attribute_header(name): text for name, text in option.attributes.items()})
    return row


def _attribute_header(name: str) -> str:
    plain = _PLAIN.fullmatch(name) and is_attribute(name) and name.lower() not in _OPTION_SLOTS
    return name if plain and not name.lower().startswith("cchc") else f"{ATTRIBUTE}{name.encode().hex()}"


def _word_rows(listed: str, spec: FactSpec) -> Iterator[Row]:
    """The words themselves as choices; where several can be ticked, names have no blanks."""
    taken: set[str] = set()
    for word in spec.choices:
        name = re.sub(r"\s+", "_", word) if spec.kind is FactKind.CHOICES else word
        while name in taken:
            name += "_"
        taken.add(name)
        yield _option_row(listed, Option(name, Wording(word, word)))


def _settings_page(template: Template) -> Page:
    lists = ([option.name for option in own.options] for own in template.choice_lists)
    row: Row = {
        "form_title": template.title.vi,
        "form_id": template.id,
        "version": template.version,
        "default_language": VIETNAMESE,
        "clean_text_values": "no",
    }
    if any(len(set(names)) < len(names) for names in lists):
        row["allow_choice_duplicates"] = "yes"
    return Page("settings", tuple(row), [row])


def _legal_page(template: Template) -> Page:
    rows: list[Row] = []
    for item in template.items:
        for basis in item.legal:
            row: Row = {"item": item.id, "citation": basis.citation, "confidence": basis.confidence}
            days = {
                "valid_from": basis.valid_from,
                "valid_to": basis.valid_to,
                "checked_on": basis.checked_on,
            }
            put(row, {name: day.isoformat() if day else None for name, day in days.items()})
            rows.append(row)
    return Page(LEGAL_SHEET, LEGAL_COLUMNS, rows, words={"confidence": tuple(Confidence)})


def _about_page(template: Template) -> Page:
    said = {
        "format": str(FORMAT),
        "title::en": template.title.en,
        **{f"title::{name}": text for name, text in template.title.more.items()},
        "checked_on": template.checked_on.isoformat() if template.checked_on else None,
    }
    return Page(
        ABOUT_SHEET, ABOUT_COLUMNS, [{"key": key, "value": text} for key, text in said.items() if text]
    )
