"""A visit as it stands: assembled from the current values of its fields, never changed in place."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType, TypeVar

from inspector_app.checklist.canonical import field_from_json, from_json
from inspector_app.checklist.fact import FACT_TYPES, Document, Fact, FactId, FactKind, Rows, SampleRow
from inspector_app.checklist.finding import Finding, Recommendation
from inspector_app.checklist.follow_up import EarlierFinding
from inspector_app.checklist.template import (
    RESERVED_FIELDS,
    AreaId,
    Item,
    ItemId,
    Template,
    TemplateRef,
    Wording,
)

VisitId = NewType("VisitId", str)
T = TypeVar("T")

FieldKey = tuple[str, str]
"""(entity, field), such as ("answer:25a", "verdict")."""


class ItemVerdict(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"
    """Chưa kiểm tra đợt này."""


class NotCheckedReason(StrEnum):
    OUT_OF_SCOPE = "out_of_scope"
    NO_TIME = "no_time"
    NOT_PROVIDED = "not_provided"


class InspectionKind(StrEnum):
    COMPREHENSIVE = "comprehensive"
    THEMATIC = "thematic"
    UNANNOUNCED = "unannounced"
    BY_REPORT = "by_report"


class SigningMode(StrEnum):
    INK = "ink"
    DIGITAL = "digital"


class Closing(StrEnum):
    """How the minutes close."""

    AGREED = "agreed"
    RESERVED = "reserved"
    REFUSED = "refused"


class Side(StrEnum):
    TEAM = "team"
    UNIT = "unit"


class PersonRole(StrEnum):
    LEADER = "leader"
    DEPUTY = "deputy"
    MEMBER = "member"
    SECRETARY = "secretary"
    REPRESENTATIVE = "representative"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class Details:
    """Entity `visit`: what the decision, the plan and the day say; all of it may be unknown at first."""

    unit: str | None = None
    province: str | None = None
    """With its rank: "tỉnh Khánh Hòa"."""
    parent_agency: str | None = None
    """Upper left cell of the minutes."""
    team_name: str | None = None
    """Lower left cell of the minutes, bold."""
    title: str | None = None
    """Trích yếu under BIÊN BẢN."""
    kind: InspectionKind | None = None
    number: str | None = None
    """Số, ký hiệu as typed; never made up (Nghị định 30/2020, article 15)."""
    plan: Document | None = None
    decision: Document | None = None
    content: str | None = None
    period: str | None = None
    method: str | None = None
    place: str | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    signing_mode: SigningMode = SigningMode.INK
    closing: Closing = Closing.AGREED
    refusal_reason: str | None = None
    witness: str | None = None
    replaces: str | None = None
    """When minutes that these replace were drawn up: "hồi … giờ … phút, ngày …"."""
    recipients: tuple[str, ...] = (
        "Đơn vị được kiểm tra",
        "Thành viên Đoàn kiểm tra",
        "Lưu: Hồ sơ Đoàn kiểm tra",
    )
    print_empty_headings: bool = True
    """Print "Không thuộc nội dung đợt này" under a heading with nothing checked, or leave it out."""
    notice: str | None = None
    """Warning printed on every page of a sample visit."""
    unit_code: str | None = None
    """Of the unit in the register of units."""
    scope: tuple[ItemId, ...] | None = None
    """Items that a thematic inspection picks; None means the whole checklist."""
    report_due: date | None = None
    """By when the unit sends its report before the visit."""
    score_table: str | None = None
    """SHA-256 of the table of points and classes that the visit is scored by."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Entity `opinion`: section V, the unit's side."""

    response: str | None = None
    """Tiếp thu, giải trình."""
    difficulties: str | None = None
    proposals: str | None = None
    reservation: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Entity `assessment`: section IV, free text that the team leader edits."""

    strengths: str | None = None
    shortcomings: str | None = None
    objective_causes: str | None = None
    subjective_causes: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    side: Side = Side.TEAM
    role: PersonRole = PersonRole.MEMBER
    order: int = 0
    honorific: str | None = None
    """Ông or Bà."""
    name: str | None = None
    position: str | None = None
    agency: str | None = None
    areas: tuple[AreaId, ...] = ()
    substitutes_for: str | None = None
    absent_reason: str | None = None
    signs_as: str | None = None
    """Title over the signature where it differs from the role's: "KT. TRƯỞNG ĐOÀN"."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one item; `result` None means the ready sentence, in step with the figures."""

    item: ItemId
    verdict: ItemVerdict | None = None
    not_checked: NotCheckedReason | None = None
    result: str | None = None
    facts: Mapping[FactId, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reported:
    """Entity `reported:<item>`: what the unit says of itself (Biểu tự kiểm tra), beside what the team finds."""

    item: ItemId
    verdict: ItemVerdict | None = None
    text: str | None = None
    figures: str | None = None
    evidence: str | None = None
    """Tài liệu kiểm chứng, as the unit names it."""


@dataclass(frozen=True, slots=True)
class ScoreEntry:
    """Entity `score:<criterion>`: points by hand. Never printed in the minutes."""

    criterion: str
    claimed: Decimal | None = None
    """Điểm tự đánh giá of the unit."""
    assessed: Decimal | None = None
    """Điểm thẩm định of the team, where it differs from what the answers give."""
    reason: str | None = None


class ViolationKind(StrEnum):
    REQUIRED = "required"
    CONSTRAINT = "constraint"
    EXPRESSION = "expression"
    """The expression itself fails on these answers."""


@dataclass(frozen=True, slots=True)
class Violation:
    """An answer that does not satisfy what the checklist says of it."""

    item: ItemId
    fact: FactId | None
    kind: ViolationKind
    message: Wording | None = None
    """The checklist's own words, where it has some."""
    row: str | None = None
    problem: str | None = None
    """Of a failing expression: what is wrong, with its position."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that proves an answer; the original is kept byte for byte under its SHA-256."""

    sha256: str
    name: str | None = None
    media_type: str | None = None
    size: int = 0
    items: tuple[ItemId, ...] = ()
    order: int = 0
    caption: str | None = None
    printed: bool = False
    reduced_sha256: str | None = None
    """The JPEG made once for the pages, long edge at most 1,600 px."""
    width: int | None = None
    """Of the reduced picture, in pixels."""
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people wrote without seeing each other."""

    entity: str
    field: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    id: VisitId
    template: TemplateRef
    details: Details
    opinion: Opinion
    assessment: Assessment
    people: tuple[Person, ...]
    answers: Mapping[ItemId, Answer]
    findings: tuple[Finding, ...]
    recommendations: tuple[Recommendation, ...]
    rows: tuple[SampleRow, ...]
    evidence: tuple[Evidence, ...]
    notes: Mapping[ItemId, str]
    """Ghi chú nội bộ: never part of what the unit gets."""
    conflicts: tuple[Conflict, ...] = ()
    traits: Mapping[FactId, Fact] = field(default_factory=dict)
    """Entity `traits`: what the checklist asks of the unit itself, to know which items apply."""
    earlier: tuple[EarlierFinding, ...] = ()
    """Shortcomings of former visits that this one looks at again."""
    reported: Mapping[ItemId, Reported] = field(default_factory=dict)
    scores: Mapping[str, ScoreEntry] = field(default_factory=dict)
    inapplicable: frozenset[ItemId] = frozenset()
    """Items that do not apply: outside a thematic inspection's scope, or by their own condition."""
    hidden: frozenset[tuple[ItemId, FactId]] = frozenset()
    """Facts that are not asked, by their condition."""
    violations: tuple[Violation, ...] = ()

    def applies(self, item: ItemId) -> bool:
        return item not in self.inapplicable

    def answer(self, item: ItemId) -> Answer:
        return self.answers.get(item) or Answer(item)

    def finding_of(self, item: ItemId) -> Finding | None:
        return next((finding for finding in self.findings if item in finding.items), None)

    def person(self, role: PersonRole) -> Person | None:
        """Who holds a role and is present, first by order."""
        return next((p for p in self.people if p.role is role and p.absent_reason is None), None)


def answered(item: Item, answer: Answer) -> bool:
    """Whether the item counts as done: a verdict, or facts where none is asked; a text to read always is.

    What asks for a file alone is answered by its evidence: see `done`.
    """
    if item.read_only and not item.facts:
        return True
    return answer.verdict is not None or (not item.asks_verdict and bool(answer.facts))


def done(visit: "Visit", item: Item) -> bool:
    """Whether nothing more is expected of an item: answered, or with the file it asks for."""
    if answered(item, visit.answer(item.id)):
        return True
    files_only = item.evidence is not None and not item.asks_verdict and not item.facts
    return files_only and any(item.id in evidence.items for evidence in visit.evidence)


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

    def listed(prefix: str, kind: type[T], key: str = "id", needed: tuple[str, ...] = ()) -> tuple[T, ...]:
        found = [
            build(kind, entity, {**own, key: entity.removeprefix(prefix)})
            for entity, own in entities.items()
            if entity.startswith(prefix) and all(name in own for name in needed)
        ]
        return tuple(sorted(found, key=lambda value: (value.order, getattr(value, key))))  # type: ignore[attr-defined]

    def keyed(prefix: str, kind: type[T], key: str) -> list[T]:
        return [
            build(kind, entity, {**own, key: entity.removeprefix(prefix)})
            for entity, own in entities.items()
            if entity.startswith(prefix)
        ]

    own_traits = entities.get("traits", {})
    rows = listed("row:", SampleRow, needed=("item", "fact"))
    row_counts = Counter((row.item, row.fact) for row in rows)
    answers = {}
    notes = {}
    for item in template.items:
        own = entities.get(f"answer:{item.id}", {})
        facts: dict[FactId, Fact] = {
            spec.id: from_json(FACT_TYPES[spec.kind], own[spec.id], f"answer:{item.id}/{spec.id}")
            for spec in item.facts
            if spec.id in own and spec.kind is not FactKind.ROWS
        }
        answer = build(
            Answer,
            f"answer:{item.id}",
            {k: own[k] for k in ("verdict", "not_checked", "result") if k in own} | {"item": item.id},
        )
        facts |= {
            spec.id: Rows(row_counts[item.id, spec.id])
            for spec in item.facts
            if spec.kind is FactKind.ROWS and (item.id, spec.id) in row_counts
        }
        if own or facts:
            answers[item.id] = Answer(answer.item, answer.verdict, answer.not_checked, answer.result, facts)
        if "note" in own:
            notes[item.id] = own["note"]
    return Visit(
        id=visit_id,
        template=template_ref,
        details=build(Details, "visit", entities.get("visit", {})),
        opinion=build(Opinion, "opinion", entities.get("opinion", {})),
        assessment=build(Assessment, "assessment", entities.get("assessment", {})),
        people=listed("person:", Person),
        answers=answers,
        findings=listed("finding:", Finding),
        recommendations=listed("recommendation:", Recommendation),
        rows=rows,
        evidence=listed("evidence:", Evidence, "sha256"),
        notes=notes,
        conflicts=conflicts,
        traits={
            spec.id: from_json(FACT_TYPES[spec.kind], own_traits[spec.id], f"traits/{spec.id}")
            for spec in template.traits
            if spec.id in own_traits
        },
        earlier=listed("earlier:", EarlierFinding),
        reported={one.item: one for one in keyed("reported:", Reported, "item")},
        scores={one.criterion: one for one in keyed("score:", ScoreEntry, "criterion")},
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
}
"""Entities of which a visit has any number, by the word before the colon."""
KEYS = frozenset({"id", "sha256", "criterion"})
"""Fields of such entities that their name gives, so that nobody writes them."""
SINGLE: dict[str, type] = {"visit": Details, "opinion": Opinion, "assessment": Assessment}


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


def build(kind: type[T], entity: str, own: Mapping[str, Any]) -> T:
    """A value from an entity's fields; fields of a newer release are left alone. Raises FormatError."""
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return from_json(kind, {name: value for name, value in own.items() if name in known}, entity)
