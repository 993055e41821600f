"""One fact or one item as rows of the sheet survey. It knows columns, and nothing of areas or files."""

import re
from collections.abc import Iterable, Iterator, Mapping

from inspector_app.authoring.xlsform_columns import (
    CHOICE_LIST,
    CRITERION,
    DELAY_PARTS,
    DELAYS,
    DERIVED,
    ENGLISH,
    EVIDENCE,
    FACT,
    FILES,
    ITEM,
    KIND,
    MAIN_CALCULATIONS,
    MEASURE,
    NO,
    PARAGRAPH,
    PART,
    PARTS,
    READ_ONLY,
    REMEDY,
    REQUIRED,
    RESULT,
    RESULT_PARTLY,
    SHORTCOMING,
    SHORTCOMING_GROUP,
    SYMBOL,
    TYPES,
    UNIT,
    VALUE,
    VERDICT_LABEL,
    VERDICTS,
    VIETNAMESE,
    WORDS,
    YES,
    derived_symbol,
    in_language,
)
from inspector_app.checklist.fact import FactKind
from inspector_app.checklist.template import EvidenceNeed, FactSpec, Item, Template, Wording

Row = dict[str, str]

NOTHING = Wording("", "")
_DEFAULT_KINDS = {
    "text": FactKind.TEXT,
    "calculate": FactKind.TEXT,
    "integer": FactKind.COUNT,
    "decimal": FactKind.NUMBER,
}
_NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)


class Names:
    """The names of a form: what expressions call comes first, the rest takes what is free."""

    def __init__(self, template: Template) -> None:
        self.taken: set[str] = {"data", "meta", "instanceID", "instanceName"}
        self._own: dict[tuple[str, str], str] = {}
        for trait in template.traits:
            self._own["", trait.id] = self.free(trait.id)
        for item in template.items:
            if item.asks_verdict or len(item.facts) != 1:
                self._own[item.id, ""] = self.free(item.symbol)
            for spec in item.facts:
                self._own[item.id, spec.id] = self.free(item.symbol_of(spec))

    def verdict(self, item: Item) -> str:
        return self._own[item.id, ""]

    def fact(self, item: Item, spec: FactSpec) -> str:
        return self._own[item.id, spec.id]

    def trait(self, spec: FactSpec) -> str:
        return self._own["", spec.id]

    def free(self, wanted: str) -> str:
        """`wanted` if nothing is called so, else with a number after a hyphen."""
        wanted = wanted if _NCNAME.fullmatch(wanted) else f"q-{re.sub(r'[^A-Za-z0-9_.-]', '_', wanted)}"
        name, number = wanted, 1
        while name in self.taken:
            number += 1
            name = f"{wanted}-{number}"
        self.taken.add(name)
        return name


def say(row: Row, header: str, wording: Wording | None) -> None:
    """Put a text into its columns, one for each language."""
    if wording is None:
        return
    texts: Mapping[str, str] = {VIETNAMESE: wording.vi, ENGLISH: wording.en, **wording.more}
    put(row, {in_language(header, language): text for language, text in texts.items()})


def put(row: Row, cells: Mapping[str, str | None]) -> None:
    row.update({header: text for header, text in cells.items() if text})


def item_rows(item: Item, names: Names, lists: Mapping[tuple[str, str], str]) -> Iterator[Row]:
    """The rows of an item: one where it asks one thing, else a group."""
    if not item.facts:
        yield _single(item, names)
        return
    spec = item.facts[0]
    if _stands_alone(item, spec):
        name = names.fact(item, spec)
        row = _item_cells(item, name)
        row.pop(in_language("label", VIETNAMESE), None)
        rows = list(fact_rows(spec, name, item.id, lists, names))
        put(rows[0], {FACT: None if spec.id == VALUE else spec.id, **row})
        if spec.id == VALUE:
            rows[0].pop(FACT, None)
        yield from rows
        return
    group = names.free(f"{item.symbol}-item")
    begin = {"type": "begin_group", "name": group}
    put(begin, _item_cells(item, names.verdict(item) if item.asks_verdict else group.removesuffix("-item")))
    put(begin, {"appearance": item.appearance})
    if item.asks_verdict:
        yield begin
        verdict: Row = {"type": f"select_one {VERDICTS}", "name": names.verdict(item), PART: "verdict"}
        say(verdict, "label", VERDICT_LABEL)
        put(verdict, {"required": item.required})
        yield verdict
    else:
        yield {**begin, **({REQUIRED: item.required} if item.required else {})}
    for own in item.facts:
        yield from fact_rows(own, names.fact(item, own), item.id, lists, names)
    yield {"type": "end_group"}


def _stands_alone(item: Item, spec: FactSpec) -> bool:
    """Whether one row says all: a question as forms elsewhere have them."""
    return (
        not item.asks_verdict
        and len(item.facts) == 1
        and item.question == spec.label
        and item.look_at == NOTHING
        and spec.relevant is None
        and item.required is None
        and item.appearance is None
        and not _is_composite(spec)
    )


def _single(item: Item, names: Names) -> Row:
    """An item without facts: its verdict, a file to attach, or a text to read."""
    row: Row = {"name": names.verdict(item)}
    put(row, {**_item_cells(item, row["name"]), "appearance": item.appearance})
    if item.asks_verdict:
        row["type"] = f"select_one {VERDICTS}"
        put(row, {"required": item.required})
    elif item.evidence is not None:
        row["type"] = "image" if item.evidence is EvidenceNeed.PICTURE else "file"
        put(row, {"required": item.required})
    else:
        row["type"] = "note"
        put(row, {REQUIRED: item.required, READ_ONLY: None if item.read_only else NO})
        if item.read_only:
            row.pop(READ_ONLY, None)
    return row


def _item_cells(item: Item, name: str) -> Row:
    """What every item says, whatever its shape; `name` is what its row is called."""
    row: Row = {ITEM: item.id, CRITERION: item.criterion}
    say(row, "label", item.question)
    say(row, "hint", item.look_at)
    derived = derived_symbol(item.id)
    if (None if name == derived else name) != item.name:
        row[SYMBOL] = item.name or DERIVED
    put(
        row,
        {
            RESULT: item.result,
            RESULT_PARTLY: item.result_partly,
            SHORTCOMING: item.shortcoming,
            SHORTCOMING_GROUP: item.shortcoming_group,
            PARAGRAPH: item.group,
            REMEDY: item.remedy,
            EVIDENCE: item.evidence,
            READ_ONLY: YES if item.read_only else None,
            "relevant": item.relevant,
        },
    )
    return row


def fact_rows(
    spec: FactSpec,
    name: str,
    owner: str,
    lists: Mapping[tuple[str, str], str],
    names: Names,
    *,
    whole: bool = True,
) -> Iterator[Row]:
    """The rows of a fact; in a table (`whole` false) one of several parts is one question."""
    row: Row = {"type": _type(spec, name, owner, lists), "name": name, FACT: spec.id}
    if not (row["type"] == "calculate" and spec.label == Wording(name, name)):
        say(row, "label", spec.label)
    _conditions(row, spec)
    if spec.kind is FactKind.ROWS:
        yield {**row, "type": "begin_repeat"}
        inside: set[str] = set()
        for column in spec.columns:
            yield from fact_rows(
                column, _inner(column.id, inside), f"{owner}/{spec.id}", lists, names, whole=False
            )
        yield {"type": "end_repeat"}
    elif whole and _is_composite(spec):
        group = names.free(f"{name}-parts")
        put(row, {"type": "begin_group", "name": group, KIND: spec.kind})
        yield row
        yield from _parts(spec, name, names)
        yield {"type": "end_group"}
    else:
        kind = _DEFAULT_KINDS.get(row["type"], spec.kind)
        put(row, {KIND: spec.kind if kind is not spec.kind else None})
        yield row


def _inner(wanted: str, inside: set[str]) -> str:
    """A column's name, which must be free in its own table alone."""
    name = wanted if _NCNAME.fullmatch(wanted) else f"c-{re.sub(r'[^A-Za-z0-9_.-]', '_', wanted)}"
    while name in inside:
        name += "-"
    inside.add(name)
    return name


def _is_composite(spec: FactSpec) -> bool:
    return spec.kind in PARTS and spec.calculation is None


def _type(spec: FactSpec, name: str, owner: str, lists: Mapping[tuple[str, str], str]) -> str:
    if spec.kind in (FactKind.CHOICE, FactKind.CHOICES):
        return f"{TYPES[spec.kind]} {lists[owner, spec.id]}"
    if spec.kind is FactKind.TEXT and spec.calculation is not None and spec.label == Wording(name, name):
        return "calculate"
    return TYPES.get(spec.kind, "text")


def _conditions(row: Row, spec: FactSpec) -> None:
    say(row, "hint", spec.hint)
    say(row, "constraint_message", spec.constraint_message)
    say(row, "required_message", spec.required_message)
    say(row, UNIT, spec.unit)
    put(
        row,
        {
            "relevant": spec.relevant,
            "required": spec.required,
            "constraint": spec.constraint,
            "calculation": spec.calculation,
            "choice_filter": spec.choice_filter,
            "repeat_count": spec.repeat_count,
            "default": spec.default,
            "readonly": YES if spec.read_only else None,
            "appearance": spec.appearance,
            WORDS: YES if spec.choices else None,
            CHOICE_LIST: spec.choice_list if spec.choices else None,
            DELAYS: YES if spec.delays else None,
            MEASURE: spec.measure,
            FILES: spec.files,
        },
    )


def _parts(spec: FactSpec, name: str, names: Names) -> Iterator[Row]:
    """The questions of a fact of several parts, and what they come to; reading passes over them."""
    parts = PARTS[spec.kind] + (DELAY_PARTS if spec.delays else ())
    for part, kind, label in parts:
        row: Row = {"type": kind, "name": names.free(f"{name}.{part}"), PART: part}
        say(row, "label", label)
        yield row
    yield {
        "type": "calculate",
        "name": name,
        "calculation": MAIN_CALCULATIONS[spec.kind].replace("%s", name),
        PART: "value",
    }


def languages(template: Template) -> tuple[str, ...]:
    """Our two, then those that some text of the checklist has besides."""
    found = {language for wording in _wordings(template) for language in wording.more}
    return (VIETNAMESE, ENGLISH, *sorted(found))


def _wordings(template: Template) -> Iterator[Wording]:
    for area in template.areas:
        yield area.heading
    for group in template.groups:
        yield from _given(group.label)
    for own in template.choice_lists:
        for option in own.options:
            yield option.label
    yield from _of_facts(template.traits)
    for item in template.items:
        yield item.question
        yield item.look_at
        yield from _of_facts(item.facts)


def _of_facts(facts: Iterable[FactSpec]) -> Iterator[Wording]:
    for spec in facts:
        yield spec.label
        yield from _given(spec.unit, spec.hint, spec.constraint_message, spec.required_message)
        yield from _of_facts(spec.columns)


def _given(*wordings: Wording | None) -> Iterator[Wording]:
    yield from (wording for wording in wordings if wording is not None)
