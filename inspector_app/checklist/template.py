"""A checklist as data: areas, items, what to look at, legal bases, ready sentences.

A visit is bound to a template's id, version and digest for ever.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NewType

from inspector_app.checklist import canonical
from inspector_app.checklist.canonical import LATER
from inspector_app.checklist.fact import FactId, FactKind
from inspector_app.checklist.file_answers import FileAnswer

ItemId = NewType("ItemId", str)
AreaId = NewType("AreaId", str)
GroupId = NewType("GroupId", str)

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*", re.ASCII)

RESERVED_FIELDS = frozenset({"verdict", "not_checked", "result", "note"})
"""Fields of an answer that no fact may be called after."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in both languages of the interface."""

    vi: str
    en: str
    more: Mapping[str, str] = field(default_factory=dict, metadata=LATER)
    """Further languages of a form from elsewhere, by the name it gives them."""


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A rule an item rests on; printed only if in force on the visit's day and of high confidence."""

    citation: str
    valid_from: date | None = None
    valid_to: date | None = None
    """Last day in force."""
    checked_on: date | None = None
    confidence: Confidence = Confidence.MEDIUM

    def printable_on(self, day: date | None) -> bool:
        """Whether the minutes of a visit on `day` may cite it; an unknown day or start says no."""
        if day is None or self.valid_from is None or self.confidence is not Confidence.HIGH:
            return False
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact an item asks for."""

    id: FactId
    kind: FactKind
    label: Wording
    unit: Wording | None = None
    choices: tuple[str, ...] = ()
    hint: Wording | None = None
    choice_list: str | None = None
    """Id of the list of the template that the choices come from, instead of `choices`."""
    choice_filter: str | None = None
    """Expression over an option's attributes; true keeps the option."""
    relevant: str | None = None
    """Expression: whether the fact is asked at all. Expressions are those of ODK XForms, `${name}` included."""
    required: str | None = None
    constraint: str | None = None
    """Expression over the value, which is `.`; false is a violation."""
    constraint_message: Wording | None = None
    required_message: Wording | None = None
    calculation: str | None = None
    """Expression whose value is the fact; nobody types it."""
    default: str | None = None
    read_only: bool = field(default=False, metadata=LATER)
    appearance: str | None = None
    columns: "tuple[FactSpec, ...]" = field(default=(), metadata=LATER)
    """Of a table (kind rows): what each row holds."""
    repeat_count: str | None = None
    """Expression: how many rows a table has; without it as many as are added."""
    delays: bool = field(default=False, metadata=LATER)
    """Of a rate of late dossiers: real delay and operator's error are asked apart."""
    measure: str | None = None
    """Of a rate that is followed over the years: "par_index", "overdue"; periods make a trend."""
    files: FileAnswer | None = None
    """Which figure files give, where the program can look into them itself."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list."""

    name: str
    label: Wording
    attributes: Mapping[str, str] = field(default_factory=dict, metadata=LATER)
    """What a filter or a calculation reads of it, such as its score."""


@dataclass(frozen=True, slots=True)
class ChoiceList:
    id: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Items that stand together, with a condition of their own."""

    id: GroupId
    area: AreaId
    label: Wording | None = None
    within: GroupId | None = None
    relevant: str | None = None
    appearance: str | None = None


class EvidenceNeed(StrEnum):
    """What must be attached for an item to count as answered."""

    PICTURE = "picture"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the team looks at."""

    id: ItemId
    """As people call it: 7, 25a, 31.2."""
    criterion: str
    """The item of the printed list it belongs to: 25 for 25a and 25b; the 33 items are criteria."""
    area: AreaId
    question: Wording
    look_at: Wording
    asks_verdict: bool = True
    """Whether Có / Một phần / Không is asked, besides facts."""
    facts: tuple[FactSpec, ...] = ()
    legal: tuple[LegalBasis, ...] = ()
    result: str | None = None
    """Ready result sentence (KQ) for "Có", or for the facts where no verdict is asked."""
    result_partly: str | None = None
    """Ready result sentence for "Một phần", where something was achieved worth saying."""
    shortcoming: str | None = None
    """Ready shortcoming sentence (TT) for "Một phần" and "Không"."""
    shortcoming_group: str | None = None
    """Items of one group share one shortcoming (10a and 10b)."""
    group: str | None = None
    """Results of one group and area are printed as one paragraph."""
    remedy: str | None = None
    """The usual recommendation, beginning with a verb."""
    name: str | None = None
    """What expressions call it, where that is not its id."""
    relevant: str | None = None
    """Expression: whether the item applies to this unit; one that does not is neither asked nor printed."""
    required: str | None = None
    """Expression: whether the team wants it answered before sealing; it warns and never blocks."""
    within: GroupId | None = None
    evidence: EvidenceNeed | None = None
    read_only: bool = field(default=False, metadata=LATER)
    """A text to read: nothing is asked."""
    appearance: str | None = None

    @property
    def symbol(self) -> str:
        """Its name in expressions: `${i25a}` is the verdict of item 25a, or the only fact where none is asked."""
        if self.name is not None:
            return self.name
        own = re.sub(r"[^A-Za-z0-9_.\-]", "_", self.id)
        return own if _NAME.fullmatch(own) else f"i{own}"

    def symbol_of(self, spec: FactSpec) -> str:
        """The name of one of its facts in expressions: `${i25a.signed}`; parts follow after one more dot."""
        if not self.asks_verdict and len(self.facts) == 1:
            return self.symbol
        return f"{self.symbol}.{spec.id}"

    def fact(self, fact_id: FactId) -> FactSpec | None:
        return next((spec for spec in self.facts if spec.id == fact_id), None)

    @property
    def asked(self) -> tuple[FactSpec, ...]:
        """What its facts require: that files can answer one is help for whoever answers, and no requirement."""
        return tuple(replace(spec, files=None) for spec in self.facts)

    @property
    def digest(self) -> str:
        """SHA-256 of what the item requires; answers carry over between versions only where it is equal."""
        return canonical.digest((self.question, self.look_at, self.asked))


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the checklist and the heading of the minutes under which its results are printed."""

    id: AreaId
    heading: Wording


@dataclass(frozen=True, slots=True)
class _Index:
    items: Mapping[ItemId, Item]
    places: Mapping[ItemId, int]
    of_area: Mapping[AreaId, tuple[Item, ...]]


class _Indexed:
    """Room for what is found by id: made at first need, no part of the value."""

    __slots__ = ("_index",)
    _index: _Index


@dataclass(frozen=True, slots=True)
class Template(_Indexed):
    id: str
    version: str
    title: Wording
    areas: tuple[Area, ...]
    items: tuple[Item, ...]
    traits: tuple[FactSpec, ...] = field(default=(), metadata=LATER)
    """What decides which items apply, asked once of the unit: has it a one-stop desk, units of its own …"""
    groups: tuple[Group, ...] = field(default=(), metadata=LATER)
    choice_lists: tuple[ChoiceList, ...] = field(default=(), metadata=LATER)
    checked_on: date | None = None
    """When somebody last compared the legal bases with the law in force."""

    @property
    def digest(self) -> str:
        return canonical.digest(self)

    @property
    def ref(self) -> "TemplateRef":
        """What a visit remembers of the template; computes the digest, so keep it."""
        return TemplateRef(self.id, self.version, self.digest)

    def item(self, item_id: ItemId) -> Item | None:
        return self._found().items.get(item_id)

    def place(self, item_id: ItemId) -> int:
        """Where an item stands in the checklist, from 0; after the last where it has none of that id."""
        return self._found().places.get(item_id, len(self.items))

    def choice_list(self, list_id: str | None) -> ChoiceList | None:
        return next((own for own in self.choice_lists if own.id == list_id), None)

    def items_of(self, area: AreaId) -> tuple[Item, ...]:
        return self._found().of_area.get(area, ())

    @property
    def criteria(self) -> tuple[str, ...]:
        """Numbers of the printed list, in order: the 33 items."""
        return tuple(dict.fromkeys(item.criterion for item in self.items))

    def _found(self) -> _Index:
        try:
            return self._index
        except AttributeError:
            of_area: dict[AreaId, list[Item]] = {}
            for item in self.items:
                of_area.setdefault(item.area, []).append(item)
            backwards = tuple(reversed(tuple(enumerate(self.items))))  # of two with one id the first counts
            index = _Index(
                items={item.id: item for _, item in backwards},
                places={item.id: place for place, item in backwards},
                of_area={area: tuple(own) for area, own in of_area.items()},
            )
            object.__setattr__(self, "_index", index)
            return index


@dataclass(frozen=True, slots=True)
class TemplateRef:
    """The version of a checklist that a visit is bound to."""

    id: str
    version: str
    sha256: str
