"""Visits made from a number: values of every field there is, possible or not, as the log of events would hold them.

Values are drawn by the types of the fields themselves, so that a field that comes later is in every visit at once.
"""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from random import Random
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from inspector_app.checklist.assembly import KEYS, LISTED, SINGLE, assemble
from inspector_app.checklist.canonical import MAX_INTEGER, to_json
from inspector_app.checklist.fact import FACT_TYPES, FactKind, SampleRow
from inspector_app.checklist.finding import Deadline, DeadlineKind, FindingId
from inspector_app.checklist.follow_up import Requirement
from inspector_app.checklist.logic import Logic
from inspector_app.checklist.template import AreaId, FactSpec, Item, ItemId, TemplateRef
from inspector_app.checklist.text import clean
from inspector_app.checklist.visit import Answer, Conflict, FieldKey, Visit, VisitId
from inspector_app.clock import ZONE
from tests.properties.checklists import SENTENCES, rules_of

NOW = datetime(2026, 5, 12, 9, 30, tzinfo=ZONE)
NAUGHTY = json.loads(
    (Path(__file__).parent.parent / "fixtures" / "naughty_strings" / "naughty_strings.json").read_text(
        "utf-8"
    )
)
FIGURES = ("1.010", "4,5%", "23/30", "một số", "co", "khong", "tot kha", "2026-05-12", "-1", "{so0}", "[a|b]")
NFD = ("Sở Xây dựng", "Đã thực hiện", "Ủy ban nhân dân tỉnh")
FINDINGS = 5
VISITS = 5_000
CHUNK = 250
CHUNKS = range(VISITS // CHUNK)
OF_ONE_CHECKLIST = 10


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def words(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.5:
        return rng.choice(SENTENCES)
    if kind < 0.7:
        return rng.choice(FIGURES)
    return rng.choice(NAUGHTY) if kind < 0.9 else decomposed(rng.choice(NFD))


def whole(rng: Random) -> int:
    return rng.choice((rng.randint(0, 40), rng.randint(-3, 400), rng.randint(-MAX_INTEGER, MAX_INTEGER)))


def decimal(rng: Random) -> Decimal:
    if rng.random() < 0.8:
        return Decimal(rng.randint(-100, 15_000)).scaleb(-2)
    return Decimal(rng.randint(-(10**18) + 1, 10**18 - 1)).scaleb(-rng.randint(0, 9))


def day(rng: Random) -> date:
    return rng.choice((date(2026, 1, 1) + timedelta(rng.randint(-900, 900)), date.min, date.max))


def moment(rng: Random) -> datetime:
    return NOW + timedelta(minutes=rng.randint(-1_000_000, 1_000_000))


class Drawing:
    """Draws a value of any type that a visit is made of."""

    def __init__(self, rng: Random, rules: Logic) -> None:
        self.rng = rng
        self.rules = rules
        self.items = [item.id for item in rules.template.items]
        self._own: dict[Any, Callable[[], Any]] = {
            str: lambda: words(rng),
            int: lambda: whole(rng),
            bool: lambda: rng.random() < 0.5,
            Decimal: lambda: decimal(rng),
            datetime: lambda: moment(rng),
            date: lambda: day(rng),
            time: lambda: time(rng.randint(0, 23), rng.randint(0, 59), rng.choice((0, 0, 59))),
            ItemId: lambda: rng.choice(self.items),
            AreaId: lambda: rng.choice(rules.template.areas).id,
            FindingId: lambda: FindingId(f"tt{rng.randrange(FINDINGS)}"),
            Deadline: self._deadline,
            Requirement: self._requirement,
        }

    def of(self, kind: Any) -> Any:
        if kind in self._own:
            return self._own[kind]()
        if isinstance(kind, NewType):
            return self.of(kind.__supertype__)
        origin, parts = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return self.of(self.rng.choice([own for own in parts if own is not NoneType]))
        if origin is Mapping:
            return {}
        if origin is tuple:
            return tuple(self.of(parts[0]) for _ in range(self.rng.randint(0, 3)))
        if issubclass(kind, StrEnum):
            return self.rng.choice(list(kind))
        assert is_dataclass(kind), kind
        return kind(**self.fields(kind))

    def fields(self, kind: type, chance: float = 0.6) -> dict[str, Any]:
        """Some of the fields; all that have no default."""
        return {
            spec.name: self.of(hint)
            for spec, hint in _hints(kind)
            if (spec.default is MISSING and spec.default_factory is MISSING) or self.rng.random() < chance
        }

    def fact(self, spec: FactSpec) -> Any:
        return self.of(FACT_TYPES[spec.kind])

    def facts(self, specs: tuple[FactSpec, ...], chance: float = 0.7) -> dict[str, Any]:
        asked = [spec for spec in specs if spec.kind is not FactKind.ROWS]
        return {spec.id: self.fact(spec) for spec in asked if self.rng.random() < chance}

    def _deadline(self) -> Deadline:
        kind = self.rng.choice(list(DeadlineKind))
        on = day(self.rng) if kind is DeadlineKind.ON else None
        days = self.rng.choice((1, 30, 90, MAX_INTEGER)) if kind is DeadlineKind.AFTER_CONCLUSION else None
        return Deadline(kind, on, days)

    def _requirement(self) -> Requirement:
        """Often of an item as it is, else with another text, or of an item that is gone."""
        item = self.rules.template.item(self.rng.choice(self.items))
        assert item is not None
        digest = item.digest if self.rng.random() < 0.5 else "0" * 64
        code = item.id if self.rng.random() < 0.8 else ItemId("99z")
        return Requirement(code, digest, item.question.vi, words(self.rng))


@cache
def _hints(kind: type) -> tuple[tuple[Any, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((spec, hints[spec.name]) for spec in fields(kind))


def _entities(drawing: Drawing) -> dict[str, dict[str, Any]]:
    """What each entity holds."""
    rng, template = drawing.rng, drawing.rules.template
    own: dict[str, dict[str, Any]] = {word: drawing.fields(kind, 0.4) for word, kind in SINGLE.items()}
    if rng.random() < 0.7:
        own["visit"].pop("scope", None)
    own["traits"] = drawing.facts(template.traits)
    busy = rng.choice((0.2, 0.9)) if len(template.items) < 20 else 0.3
    for item in template.items:
        if rng.random() < busy:
            own[f"answer:{item.id}"] = _answer(drawing, item)
            for spec in item.facts:
                if spec.kind in (FactKind.ROWS, FactKind.SAMPLE) and rng.random() < 0.5:
                    for number in range(rng.randint(1, 3)):
                        own[f"row:{item.id}-{spec.id}-{number}"] = _row(drawing, item.id, spec)
    for word in LISTED:
        for number in range(0 if word == "row" else rng.randint(0, 3)):
            name = {
                "finding": f"tt{number}",
                "evidence": f"{rng.getrandbits(256):064x}",
                "reported": rng.choice(drawing.items),
            }.get(word, f"{word}{number}")
            left_out = KEYS | ({"item"} if word == "reported" else set())
            made = drawing.fields(LISTED[word])
            own[f"{word}:{name}"] = {field: value for field, value in made.items() if field not in left_out}
    return own


def _answer(drawing: Drawing, item: Item) -> dict[str, Any]:
    made = drawing.fields(Answer, 0.6)
    said = {name: made[name] for name in ("verdict", "not_checked") if name in made}
    said |= {name: words(drawing.rng) for name in ("result", "note") if drawing.rng.random() < 0.15}
    return said | drawing.facts(item.facts)


def _row(drawing: Drawing, item: ItemId, spec: FactSpec) -> dict[str, Any]:
    made = drawing.fields(SampleRow) | {"item": item, "fact": spec.id, "cells": drawing.facts(spec.columns)}
    return {name: value for name, value in made.items() if name not in KEYS}


@cache
def ref_of(seed: int) -> TemplateRef:
    return rules_of(seed).template.ref


@dataclass(frozen=True, slots=True)
class Made:
    """A visit before and after its rules were worked out, with the values it was made of."""

    number: int
    rules: Logic
    values: Mapping[FieldKey, Any]
    """As JSON, the way the store holds them."""
    raw: Visit
    visit: Visit


def made(number: int) -> Made:
    """The visit of that number, always the same one."""
    rng = Random(f"visit {number}")
    rules = rules_of(number // OF_ONE_CHECKLIST)
    drawing = Drawing(rng, rules)
    values = {
        (entity, name): to_json(value)
        for entity, own in _entities(drawing).items()
        for name, value in own.items()
        if value is not None
    }
    conflicts = (Conflict("visit", "place", ("A", "B")),) if rng.random() < 0.05 else ()
    raw = assemble(
        VisitId(f"v{number}"), rules.template, ref_of(number // OF_ONE_CHECKLIST), values, conflicts
    )
    return Made(number, rules, values, raw, rules.settle(raw, NOW))


def of_chunk(chunk: int) -> Iterator[Made]:
    return (made(number) for number in range(chunk * CHUNK, (chunk + 1) * CHUNK))


def cleaned(value: Any) -> Any:
    """As the door of the store leaves it: one form of every letter, nothing invisible."""
    match value:
        case str():
            return clean(value)
        case list():
            return [cleaned(own) for own in value]
        case dict():
            return {name: cleaned(own) for name, own in value.items()}
    return value


def typed(number: int, door: Callable[[Any], Any] = cleaned) -> Made:
    """The same visit with its texts as they are after a door: that of the store, or a stricter one."""
    own = made(number)
    values = {key: door(value) for key, value in own.values.items()}
    raw = assemble(own.raw.id, own.rules.template, own.raw.template, values)
    return Made(number, own.rules, values, raw, own.rules.settle(raw, NOW))
