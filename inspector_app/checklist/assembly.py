"""A visit from the current values of its fields: whole, or anew only where something changed. Which fields a
visit has, and what fits them, is said here too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from inspector_app.checklist.agreement import Agreement, Request
from inspector_app.checklist.canonical import field_from_json, from_json
from inspector_app.checklist.fact import FACT_TYPES, Fact, FactId, FactKind, Rows, SampleRow
from inspector_app.checklist.finding import Finding, Recommendation
from inspector_app.checklist.follow_up import EarlierFinding
from inspector_app.checklist.listed import Listed, items_of, listed
from inspector_app.checklist.template import RESERVED_FIELDS, FactSpec, Item, ItemId, Template, TemplateRef
from inspector_app.checklist.visit import (
    Answer,
    Assessment,
    Conflict,
    Details,
    Evidence,
    FieldKey,
    Opinion,
    Person,
    Reported,
    ScoreEntry,
    Visit,
    VisitId,
    build,
)

LISTED: dict[str, type] = {
    "person": Person,
    "finding": Finding,
    "recommendation": Recommendation,
    "row": SampleRow,
    "evidence": Evidence,
    "earlier": EarlierFinding,
    "reported": Reported,
    "score": ScoreEntry,
    "paragraph": Agreement,
    "request": Request,
}
"""Entities of which a visit has any number, by the word before the colon."""
KEYS = frozenset({"id", "sha256", "criterion"})
"""Fields of such entities that their name gives, so that nobody writes them."""
SINGLE: dict[str, type] = {"visit": Details, "opinion": Opinion, "assessment": Assessment}

_IN_ORDER = {
    "person": "people",
    "finding": "findings",
    "recommendation": "recommendations",
    "row": "rows",
    "evidence": "evidence",
    "earlier": "earlier",
    "request": "requests",
}
"""Field of the visit that lists such entities."""
_NEEDED = {"row": ("item", "fact")}
"""Without them a sample row is what remains where one person removed it while another wrote in it."""
_NAMED_BY = {"evidence": "sha256", "reported": "item", "score": "criterion"}

Fields = Mapping[str, Any]
"""What an entity holds, by field; none where it is gone."""


def assemble(
    visit_id: VisitId,
    template: Template,
    template_ref: TemplateRef,
    values: Mapping[FieldKey, Any],
    conflicts: tuple[Conflict, ...] = (),
) -> Visit:
    """The visit that the current `values` describe. Null values are absent; unknown fields are left alone,
    and so is what remains of a sample row that one person removed while another was writing in it.

    Raises FormatError where a value does not fit its field.
    """
    entities: dict[str, dict[str, Any]] = {}
    for (entity, name), value in values.items():
        if value is not None:
            entities.setdefault(entity, {})[name] = value
    nothing = Visit(
        id=visit_id,
        template=template_ref,
        details=Details(),
        opinion=Opinion(),
        assessment=Assessment(),
        people=Listed(),
        answers={},
        findings=Listed(),
        recommendations=Listed(),
        rows=Listed(),
        evidence=Listed(),
        notes={},
        earlier=Listed(),
        requests=Listed(),
    )
    for answer in answers_of_rows(nothing, entities):
        entities.setdefault(answer, {})
    return reassemble(nothing, template, entities, conflicts)


def answers_of_rows(before: Visit, entities: Mapping[str, Fields]) -> frozenset[str]:
    """The answers that count the rows among `entities`, as they were and as they are now: they change with them."""
    rows = {entity.removeprefix("row:"): own for entity, own in entities.items() if entity.startswith("row:")}
    items = {own["item"] for own in rows.values() if isinstance(own.get("item"), str)}
    items |= {item for name in rows for item in items_of(listed(before.rows).named(name))}
    return frozenset(f"answer:{item}" for item in items)


def items_touched(before: Visit, now: Visit, entities: Collection[str]) -> frozenset[ItemId]:
    """The items that changed `entities` speak of, as they were and as they are."""
    found: set[str] = set()
    for entity in entities:
        word, _, name = entity.partition(":")
        if word in ("answer", "reported"):
            found.add(name)
        elif word in _IN_ORDER:
            for visit in (before, now):
                found.update(items_of(listed(getattr(visit, _IN_ORDER[word])).named(name)))
    return frozenset(ItemId(item) for item in found)


def reassemble(
    before: Visit, template: Template, entities: Mapping[str, Fields], conflicts: Collection[Conflict] = ()
) -> Visit:
    """The visit after some `entities` changed, each with all that it holds now and its `conflicts`: the same
    as assembled whole, at the cost of what changed. Everything else stays the very same objects. With rows
    come the `answers_of_rows`; what rules computed for the answers that changed is to be computed again.

    Raises FormatError where a value does not fit its field.
    """
    by_word: dict[str, dict[str, Fields]] = {}
    for entity, own in entities.items():
        word, _, name = entity.partition(":")
        by_word.setdefault(word, {})[name] = own
    parts: dict[str, Any] = {
        part: build(SINGLE[word], word, entities[word])
        for word, part in (("visit", "details"), ("opinion", "opinion"), ("assessment", "assessment"))
        if word in entities
    }
    if "traits" in entities:
        parts["traits"] = _facts(template.traits, "traits", entities["traits"])
    for word, part in _IN_ORDER.items():
        if word in by_word:
            now = {name: _entity(word, name, own) for name, own in by_word[word].items()}
            parts[part] = listed(getattr(before, part)).changed(now)
    for word, part in (("reported", "reported"), ("score", "scores"), ("paragraph", "agreements")):
        if word in by_word:
            now = {name: _entity(word, name, own) for name, own in by_word[word].items()}
            parts[part] = _merged(getattr(before, part), now)
    touched = [
        item for name in by_word.get("answer", ()) if (item := template.item(ItemId(name))) is not None
    ]
    if touched:
        touched.sort(key=lambda item: template.place(item.id))
        own_fields = {item.id: by_word["answer"][item.id] for item in touched}
        rows: Listed[SampleRow] = listed(parts.get("rows", before.rows))
        answers = {item.id: _answer(item, own_fields[item.id], rows) for item in touched}
        parts["answers"] = _merged(before.answers, answers)
        parts["notes"] = _merged(before.notes, {item: own.get("note") for item, own in own_fields.items()})
    if conflicts or before.conflicts:
        untouched = [conflict for conflict in before.conflicts if conflict.entity not in entities]
        parts["conflicts"] = tuple(sorted((*untouched, *conflicts), key=lambda own: (own.entity, own.field)))
    return replace(before, **parts)


def _entity(word: str, name: str, own: Fields) -> Any:
    """One of any number; None where it is gone, or where too little of it is left."""
    if not own or any(field not in own for field in _NEEDED.get(word, ())):
        return None
    return build(LISTED[word], f"{word}:{name}", {**own, _NAMED_BY.get(word, "id"): name})


def _merged(before: Mapping[Any, Any], now: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """`before` with what is `now`; None takes away."""
    if not now:
        return before
    merged = {**before, **now}
    for key, value in now.items():
        if value is None:
            del merged[key]
    return merged


def _answer(item: Item, own: Fields, rows: Listed[SampleRow]) -> Answer | None:
    """What was found for an item; how many rows its tables have is counted."""
    entity = f"answer:{item.id}"
    facts = _facts((spec for spec in item.facts if spec.kind is not FactKind.ROWS), entity, own)
    for spec in item.facts:
        if spec.kind is FactKind.ROWS and (number := sum(row.fact == spec.id for row in rows.of(item.id))):
            facts[spec.id] = Rows(number)
    if not own and not facts:
        return None
    said = {name: own[name] for name in ("verdict", "not_checked", "result") if name in own}
    return replace(build(Answer, entity, said | {"item": item.id}), facts=facts)


def _facts(specs: Iterable[FactSpec], entity: str, own: Fields) -> dict[FactId, Fact]:
    return {
        spec.id: from_json(FACT_TYPES[spec.kind], own[spec.id], f"{entity}/{spec.id}")
        for spec in specs
        if spec.id in own
    }


def known_field(template: Template, key: FieldKey) -> bool:
    """Whether a visit by this template has such a field of such an entity."""
    entity, name = key
    if entity in SINGLE:
        return name in {spec.name for spec in fields(SINGLE[entity])}
    if entity == "traits":
        return any(spec.id == name for spec in template.traits)
    word, _, own = entity.partition(":")
    if word == "answer":
        item = template.item(ItemId(own))
        return item is not None and (name in RESERVED_FIELDS or item.fact(FactId(name)) is not None)
    if word == "reported" and (name == "item" or template.item(ItemId(own)) is None):
        return False
    return (
        word in LISTED
        and bool(own)
        and name not in KEYS
        and name in {spec.name for spec in fields(LISTED[word])}
    )


def require_fit(template: Template, key: FieldKey, value: Any) -> None:
    """Whether a JSON value can stand in a field, so that the visit can be opened afterwards; raises FormatError.

    Null always can, and so can anything in a field that only a newer release knows.
    """
    entity, name = key
    if value is None or not known_field(template, key):
        return
    word, _, own = entity.partition(":")
    path = f"{entity}/{name}"
    if entity == "traits":
        trait = next(spec for spec in template.traits if spec.id == name)
        from_json(FACT_TYPES[trait.kind], value, path)
        return
    if word != "answer":
        field_from_json(SINGLE.get(entity) or LISTED[word], name, value, path)
        return
    item = template.item(ItemId(own))
    spec = None if item is None else item.fact(FactId(name))
    if spec is not None:
        from_json(FACT_TYPES[spec.kind], value, path)
    elif name == "note":
        from_json(str, value, path)
    else:
        field_from_json(Answer, name, value, path)
