"""A visit as it stands, never changed in place; `assembly` makes it from the current values of its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType, TypeVar

from inspector_app.checklist.agreement import Agreement, Request
from inspector_app.checklist.canonical import LATER, from_json
from inspector_app.checklist.fact import Document, Fact, FactId, SampleRow
from inspector_app.checklist.finding import Finding, Recommendation
from inspector_app.checklist.follow_up import EarlierFinding
from inspector_app.checklist.listed import of_item
from inspector_app.checklist.marks import Mark
from inspector_app.checklist.template import AreaId, Item, ItemId, TemplateRef, Wording

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
    earlier_as_of: datetime | None = None
    """When the office wrote the newest file of open shortcomings that was taken over."""
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
    taken_at: datetime | None = None
    """When the photo was taken, by the camera's own clock."""
    marked_from: str | None = None
    """Of a copy with marks drawn on it: SHA-256 of the photo that it was made of, which stays as it was."""
    marks: tuple[Mark, ...] = field(default=(), metadata=LATER)
    """What was drawn, so that it can be gone on with. Never printed, never part of what the unit gets."""
    personal: bool | None = None
    """Whether it shows data of citizens, as a person said; None where nobody did."""


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
    """In no order that means anything."""
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
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    """What both sides agreed on when the minutes were read, by paragraph. Never printed."""
    requests: tuple[Request, ...] = ()
    """Changes that the unit asked for when the minutes were read. Never printed."""

    def applies(self, item: ItemId) -> bool:
        return item not in self.inapplicable

    def concerns(self, finding: Finding) -> bool:
        """Whether a shortcoming is one of this unit: not where none of its items applies. It is kept then, as an
        answer is, and returns with its item."""
        return not finding.items or any(self.applies(item) for item in finding.items)

    def answer(self, item: ItemId) -> Answer:
        return self.answers.get(item) or Answer(item)

    def finding_of(self, item: ItemId) -> Finding | None:
        return next(iter(of_item(self.findings, item)), None)

    def evidence_of(self, item: ItemId) -> tuple[Evidence, ...]:
        return of_item(self.evidence, item)

    def rows_of(self, item: ItemId, fact: FactId) -> tuple[SampleRow, ...]:
        """What was examined for one fact, row by row."""
        return tuple(row for row in of_item(self.rows, item) if row.fact == fact)

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
    return files_only and bool(visit.evidence_of(item.id))


def build(kind: type[T], entity: str, own: Mapping[str, Any]) -> T:
    """A value from an entity's fields; fields of a newer release are left alone. Raises FormatError."""
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return from_json(kind, {name: value for name, value in own.items() if name in known}, entity)
