"""The record of a visit: what the pages of the minutes print, and no more, as canonical JSON in and out.

The minutes are drawn from a record alone, on the laptop and again at the office. Internal notes, the
event log, scores, device names and unprinted evidence have no place in these types.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from inspector_app.checklist import annexes, canonical, sentences
from inspector_app.checklist.annexes import SampleAnnex, TableAnnex
from inspector_app.checklist.canonical import LATER
from inspector_app.checklist.finding import Audience, Deadline, FindingId, FollowUpState, RecommendationId
from inspector_app.checklist.seal import Seal, print_code
from inspector_app.checklist.template import AreaId, Item, ItemId, Template, TemplateRef
from inspector_app.checklist.visit import (
    Assessment,
    Closing,
    Details,
    Evidence,
    ItemVerdict,
    Opinion,
    Person,
    PersonRole,
    SigningMode,
    Visit,
    VisitId,
)
from inspector_app.errors import N_, FormatError

FORMAT = "inspector-app/visit-record"
SCHEMA = 1
MARK = 12
"""Characters of a file's SHA-256 that stand for it on paper."""
SIGNING_ROLES = frozenset(
    {PersonRole.LEADER, PersonRole.DEPUTY, PersonRole.SECRETARY, PersonRole.REPRESENTATIVE}
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed result and the items it speaks of."""

    items: tuple[ItemId, ...]
    text: str


@dataclass(frozen=True, slots=True)
class PrintedFinding:
    """A shortcoming as printed under its heading and in the table of shortcomings."""

    id: FindingId
    items: tuple[ItemId, ...]
    text: str
    legal_basis: str | None = None
    remedy: str | None = None
    owner: str | None = None
    deadline: Deadline | None = None
    unit_opinion: str | None = None
    recurs: bool = field(default=False, metadata=LATER)
    """Tái diễn: an earlier inspection found it already."""


@dataclass(frozen=True, slots=True)
class PrintedEarlier:
    """A shortcoming of a former visit and what became of it, as printed under the first heading."""

    id: str
    text: str
    document: str | None = None
    """Where it stands: "Biên bản ngày 12/5/2025"."""
    deadline: Deadline | None = None
    due_on: date | None = None
    report: str | None = None
    """The unit's remediation report, as it is cited."""
    state: FollowUpState | None = None
    """None: not looked at this time."""
    remark: str | None = None
    visit: str | None = None
    """The former visit; with `finding` it tells the office of whose shortcoming this is said."""
    finding: FindingId | None = None
    continued_by: FindingId | None = None
    """The shortcoming of these minutes that takes it up again."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One of the seven headings of section III."""

    area: AreaId
    title: str
    checked: bool
    """Whether anything under it was looked at this time."""
    results: tuple[Paragraph, ...] = ()
    findings: tuple[PrintedFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedRecommendation:
    id: RecommendationId
    audience: Audience
    text: str
    owner: str | None = None
    deadline: Deadline | None = None
    findings: tuple[FindingId, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedEvidence:
    """A file named in the list of evidence; a picture with `reduced_sha256` is also drawn."""

    sha256: str
    name: str
    size: int
    caption: str | None = None
    reduced_sha256: str | None = None
    width: int | None = None
    height: int | None = None
    taken_at: datetime | None = None
    """Of a photo, by the camera's clock."""
    mark: str | None = None
    """Beginning of `sha256`, printed under a photo of electronic minutes; paper shows no hashes."""


@dataclass(frozen=True, slots=True)
class Record:
    """All that the minutes print. `seal` is None for a draft, which then has its number in `draft`."""

    visit: VisitId
    template: TemplateRef
    drawn_at: datetime
    details: Details
    people: tuple[Person, ...]
    headings: tuple[Heading, ...]
    assessment: Assessment
    opinion: Opinion
    recommendations: tuple[PrintedRecommendation, ...]
    legal_bases: tuple[str, ...]
    samples: tuple[SampleAnnex, ...]
    evidence: tuple[PrintedEvidence, ...]
    seal: Seal | None = None
    draft: int | None = None
    print_code: str | None = None
    format: str = FORMAT
    schema: int = SCHEMA
    earlier: tuple[PrintedEarlier, ...] = field(default=(), metadata=LATER)
    """Shortcomings of former visits, looked at again; printed under the first heading."""
    tables: tuple[TableAnnex, ...] = field(default=(), metadata=LATER)


def record(
    visit: Visit,
    template: Template,
    *,
    drawn_at: datetime,
    draft: int | None = None,
    seal: Seal | None = None,
) -> Record:
    """The record of `visit`: a draft, or with a seal the version that is signed, its print code computed."""
    visit = replace(visit, answers=sentences.printed_answers(visit))
    opened = visit.details.opened_at
    findings = _findings(visit, template)
    result = Record(
        visit=visit.id,
        template=visit.template,
        drawn_at=drawn_at,
        details=_details(visit.details),
        people=tuple(_person(person) for person in visit.people),
        headings=tuple(
            Heading(
                area=area.id,
                title=area.heading.vi,
                checked=any(_checked(visit, item) for item in template.items_of(area.id)),
                results=_results(visit, template, template.items_of(area.id)),
                findings=tuple(f for f in findings if _area_of(f, template) == area.id),
            )
            for area in template.areas
        ),
        assessment=visit.assessment,
        opinion=visit.opinion,
        recommendations=tuple(
            PrintedRecommendation(r.id, r.audience, r.text, r.owner, r.deadline, r.findings)
            for r in visit.recommendations
            if r.text
        ),
        legal_bases=_legal_bases(visit, template, opened.date() if opened else None),
        samples=annexes.samples(visit, template),
        evidence=tuple(_printed(own, visit.details.signing_mode) for own in visit.evidence if own.printed),
        seal=seal,
        draft=draft,
        earlier=_earlier(visit, findings),
        tables=annexes.tables(visit, template),
    )
    if seal is None:
        return result
    return replace(result, print_code=print_code(canonical.canonical(result)))


def write(value: Record) -> bytes:
    """The canonical JSON that travels inside the PDF."""
    return canonical.canonical(value)


def read(data: bytes) -> Record:
    """A record from its JSON; raises FormatError, with its own code for a newer release."""
    raw = canonical.parse(data)
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise FormatError(
            "FORMAT-RECORD",
            N_("The attached data are not the record of a visit."),
            why=N_("They were written by another program, or are damaged."),
            todo=N_("Ask the team for the minutes as this program wrote them."),
        )
    schema = raw.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise FormatError(
            "FORMAT-NEWER",
            N_("The record was written by a newer release (format {found})."),
            why=N_("This release reads formats up to {known}."),
            todo=N_("Install the newer release and open the file again; nothing was changed."),
            found=schema,
            known=SCHEMA,
        )
    result = canonical.from_json(Record, raw)
    expected = None
    if result.seal is not None:
        expected = print_code(canonical.canonical(replace(result, print_code=None)))
    if result.print_code != expected:
        raise FormatError(
            "FORMAT-PRINT-CODE",
            N_("The record's print code {found} does not belong to its content."),
            why=N_("The content gives {expected}: it was changed after sealing."),
            todo=N_("Ask the team for the minutes as they were signed."),
            found=result.print_code or "-",
            expected=expected or "-",
        )
    return result


def _details(details: Details) -> Details:
    """Without what is not printed: why nobody refused, whether a document is still in force, how the visit
    is tied to the register of units and to points."""
    refused = details.closing is Closing.REFUSED
    return replace(
        details,
        refusal_reason=details.refusal_reason if refused else None,
        witness=details.witness if refused else None,
        unit_code=None,
        scope=None,
        report_due=None,
        earlier_as_of=None,
        score_table=None,
        plan=details.plan and replace(details.plan, in_force=None),
        decision=details.decision and replace(details.decision, in_force=None),
    )


def _printed(own: Evidence, mode: SigningMode) -> PrintedEvidence:
    drawn = own.reduced_sha256 is not None
    return PrintedEvidence(
        own.sha256,
        own.name or own.sha256[:MARK],
        own.size,
        own.caption,
        own.reduced_sha256,
        own.width,
        own.height,
        own.taken_at if drawn else None,
        own.sha256[:MARK] if drawn and mode is SigningMode.DIGITAL else None,
    )


def _person(person: Person) -> Person:
    """Without the areas given to a member, and the title of somebody who does not sign."""
    return replace(person, areas=(), signs_as=person.signs_as if person.role in SIGNING_ROLES else None)


def _checked(visit: Visit, item: Item) -> bool:
    if not visit.applies(item.id):
        return False
    answer = visit.answer(item.id)
    if answer.verdict in (ItemVerdict.NOT_CHECKED, ItemVerdict.NOT_APPLICABLE):
        return False
    return answer.verdict is not None or bool(answer.facts)


def _results(visit: Visit, template: Template, items: tuple[Item, ...]) -> tuple[Paragraph, ...]:
    """Result sentences in order; those of one group become one paragraph at the place of the first."""
    groups: dict[str, list[tuple[ItemId, str]]] = {}
    for item in items:
        if not visit.applies(item.id):
            continue
        if text := sentences.result_of(item, visit.answer(item.id), template.choice_lists):
            groups.setdefault(item.group or f"item {item.id}", []).append((item.id, text))
    return tuple(
        Paragraph(tuple(item for item, _ in own), sentences.joined(tuple(text for _, text in own)))
        for own in groups.values()
    )


def _findings(visit: Visit, template: Template) -> tuple[PrintedFinding, ...]:
    return tuple(
        PrintedFinding(
            f.id,
            f.items,
            text,
            f.legal_basis,
            sentences.remedy_of(f, template, visit.answers),
            f.owner,
            f.deadline,
            f.unit_opinion,
            f.recurs,
        )
        for f in visit.findings
        if visit.concerns(f) and (text := sentences.shortcoming_of(f, template, visit.answers))
    )


def _earlier(visit: Visit, findings: tuple[PrintedFinding, ...]) -> tuple[PrintedEarlier, ...]:
    printed = {finding.id for finding in findings}
    return tuple(
        PrintedEarlier(
            own.id,
            own.text,
            own.document,
            own.deadline,
            own.due_on,
            own.report,
            own.state,
            own.remark,
            own.visit,
            own.finding,
            own.continued_by if own.continued_by in printed and not _settled(own.state) else None,
        )
        for own in visit.earlier
        if own.text
    )


def _settled(state: FollowUpState | None) -> bool:
    """Two laptops may have settled and taken up the same one; what is settled is not taken up again."""
    return state is not None and state.settled


def _area_of(finding: PrintedFinding, template: Template) -> AreaId:
    """The heading of its first item; a shortcoming of no item stands under the first heading."""
    for item_id in finding.items:
        if (item := template.item(item_id)) is not None:
            return item.area
    return template.areas[0].id


def _legal_bases(visit: Visit, template: Template, day: date | None) -> tuple[str, ...]:
    """What the checked items rest on, in force on the visit's day; anything uncertain stays off."""
    found = (
        basis.citation
        for item in template.items
        if _checked(visit, item)
        for basis in item.legal
        if basis.printable_on(day)
    )
    return tuple(dict.fromkeys(found))
