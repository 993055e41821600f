"""A checklist as data: areas, items, what to look at, legal bases, ready sentences.

A visit is bound to a template's id, version and digest for ever.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from inspector_app.checklist import canonical
from inspector_app.checklist.fact import FactId, FactKind

ItemId = NewType("ItemId", str)
AreaId = NewType("AreaId", str)

RESERVED_FIELDS = frozenset({"verdict", "not_checked", "result", "note"})
"""Fields of an answer that no fact may be called after."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in both languages of the interface."""

    vi: str
    en: str


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

    def fact(self, fact_id: FactId) -> FactSpec | None:
        return next((spec for spec in self.facts if spec.id == fact_id), None)

    @property
    def digest(self) -> str:
        """SHA-256 of what the item requires; answers carry over between versions only where it is equal."""
        return canonical.digest((self.question, self.look_at, self.facts))


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the checklist and the heading of the minutes under which its results are printed."""

    id: AreaId
    heading: Wording


@dataclass(frozen=True, slots=True)
class Template:
    id: str
    version: str
    title: Wording
    areas: tuple[Area, ...]
    items: tuple[Item, ...]

    @property
    def digest(self) -> str:
        return canonical.digest(self)

    @property
    def ref(self) -> "TemplateRef":
        """What a visit remembers of the template; computes the digest, so keep it."""
        return TemplateRef(self.id, self.version, self.digest)

    def item(self, item_id: ItemId) -> Item | None:
        return next((item for item in self.items if item.id == item_id), None)

    def items_of(self, area: AreaId) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.area == area)

    @property
    def criteria(self) -> tuple[str, ...]:
        """Numbers of the printed list, in order: the 33 items."""
        return tuple(dict.fromkeys(item.criterion for item in self.items))


@dataclass(frozen=True, slots=True)
class TemplateRef:
    """The version of a checklist that a visit is bound to."""

    id: str
    version: str
    sha256: str
