"""A new visit looks again at what former ones found: from the follow-up book, else from visits on this laptop."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from inspector_app.actions import office
from inspector_app.actions.visits import OpenVisit, load
from inspector_app.actions.workspace import Changed, Workspace
from inspector_app.actions.writing import write
from inspector_app.checklist.citations import conclusion_cited, minutes_cited, report_cited
from inspector_app.checklist.event import Plane
from inspector_app.checklist.finding import Finding, FindingId, FollowUpState
from inspector_app.checklist.folding import fold
from inspector_app.checklist.follow_up import EarlierFinding, earlier_id, match, requirement, same_requirement
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.seal import Stage
from inspector_app.checklist.sentences import remedy_of, shortcoming_of
from inspector_app.checklist.template import ItemId, Template, TemplateRef
from inspector_app.checklist.visit import VisitId
from inspector_app.errors import N_, StoreError, VisitError
from inspector_app.store import visits

CARRIED = (
    "order",
    "text",
    "requirements",
    "items",
    "visit",
    "finding",
    "unit",
    "found_on",
    "document",
    "legal_basis",
    "remedy",
    "owner",
    "deadline",
    "due_on",
    "reported_state",
    "report",
)
"""What is written of an earlier finding when a visit begins; the rest is what the team finds."""

PLACES = 1000
"""More shortcomings than one visit's minutes number."""

FieldChange = tuple[str, str, object]


def candidates(ws: Workspace, unit: str, *, apart_from: VisitId | None = None) -> tuple[EarlierFinding, ...]:
    """What is still open from former visits to a unit (code, present or former name), as a new visit begins with it.

    From the follow-up book of this computer; from the unit's last sealed visit here where the book does not
    have that one. Settled ones are left out. Raises OfficeError where the book cannot be read.
    """
    folder = office.ledger_folder(ws)
    found = [] if not folder.is_dir() else list(from_book(ws, office.ledger_findings(folder, unit=unit)))
    known = {own.visit for own in office.ledger_visits(folder)} if folder.is_dir() else set()
    last = _last_visit(ws, unit, apart_from)
    if last is not None and last.visit.id not in known:
        carried = {own.id for own in found}
        # What this visit took up or settled of the book's is told by the visit itself.
        looked_at = {own.id for own in last.visit.earlier if own.state is not None}
        found = [own for own in found if own.id not in looked_at]
        found += [own for own in _of_visit(last) if own.id not in carried - looked_at]
    # A visit that is entered and begun again must not look at its own findings.
    return ordered(own for own in found if own.visit != apart_from)


def begin(ws: Workspace, visit_id: VisitId) -> Changed:
    """Carry over what a new visit to its unit begins with, as one act; nothing where the unit is not named.

    Samples are not taken for the real unit's past. `Changed.entities` names what was carried over.
    """
    return carry(
        ws,
        visit_id,
        [own for own in _of_its_unit(ws, visit_id) if not (own.visit or "").startswith("sample-")],
    )


def fetch(ws: Workspace, visit_id: VisitId) -> Changed:
    """Lấy tồn tại lần trước: what is open now and not yet in the visit; samples too, for practice."""
    return carry(ws, visit_id, _of_its_unit(ws, visit_id))


def carried(changed: Changed) -> int:
    """How many earlier findings an act wrote."""
    return sum(entity.startswith("earlier:") for entity in changed.entities)


def carry(
    ws: Workspace, visit_id: VisitId, found: Sequence[EarlierFinding], also: Sequence[FieldChange] = ()
) -> Changed:
    """Write earlier findings into a visit as one act, with what goes `also`; those it has already stay as they are.

    One that was found on a later day than this visit's is none of its past.
    """
    visit = load(ws, visit_id).visit
    present = {own.id for own in visit.earlier}
    opened = visit.details.opened_at.date() if visit.details.opened_at else date.max
    changes: list[FieldChange] = list(also)
    for own in found:
        if own.id not in present and (own.found_on or date.min) <= opened:
            present.add(own.id)
            changes += [
                (f"earlier:{own.id}", name, value)
                for name in CARRIED
                if (value := getattr(own, name)) not in (None, ())
            ]
    return write(ws, visit_id, changes) if changes else Changed(visit_id)


def set_state(
    ws: Workspace, visit_id: VisitId, earlier: str, state: FollowUpState | None, remark: str | None = None
) -> Changed:
    """What the team finds of an earlier finding; None: not looked at this time. A remark of None stays as it is.

    What is settled is not taken up again at the same time: its tie to a shortcoming of this visit goes.
    """
    opened = load(ws, visit_id)
    tied = _of(opened, earlier).continued_by
    changes: list[FieldChange] = [(f"earlier:{earlier}", "state", state)]
    if tied is not None and state is not None and state.settled:
        changes.append((f"earlier:{earlier}", "continued_by", None))
        if not any(one.continued_by == tied and one.id != earlier for one in opened.visit.earlier):
            changes.append((f"finding:{tied}", "recurs", None))
    if remark is not None:
        changes.append((f"earlier:{earlier}", "remark", remark or None))
    return write(ws, visit_id, changes)


def make_recurring(ws: Workspace, visit_id: VisitId, earlier: str) -> FindingId:
    """Ghi thành tồn tại của đợt này: the visit's own shortcoming of the item is marked "tái diễn", or made.

    One act, so that one undo takes it back. What was never looked at becomes "chưa khắc phục".
    """
    opened = load(ws, visit_id)
    own = _of(opened, earlier)
    items = match(own, opened.template).present or tuple(
        item for item in own.items if opened.template.item(item) is not None
    )
    found = _finding_on(opened, own, items)
    changes: list[FieldChange] = []
    if found is None:
        found = Finding(own.continued, items, _place(opened.template, items))
        values: dict[str, object] = {
            "items": items,
            "order": found.order,
            "text": own.text,
            "legal_basis": own.legal_basis,
            "remedy": own.remedy,
            "owner": own.owner,
        }
        changes += [(f"finding:{found.id}", name, value) for name, value in values.items() if value]
    changes.append((f"finding:{found.id}", "recurs", True))
    changes.append((f"earlier:{earlier}", "continued_by", found.id))
    if own.state is None or own.state.settled:
        changes.append((f"earlier:{earlier}", "state", FollowUpState.OPEN))
    write(ws, visit_id, changes)
    return found.id


def set_recurs(ws: Workspace, visit_id: VisitId, finding: FindingId, recurs: bool) -> Changed:
    """Mark a shortcoming "tái diễn", or take the mark away; an earlier one of the same requirement is tied to it."""
    opened = load(ws, visit_id)
    own = next((one for one in opened.visit.findings if one.id == finding), None)
    changes: list[FieldChange] = [(f"finding:{finding}", "recurs", True if recurs else None)]
    if not recurs:
        tied = [one for one in opened.visit.earlier if one.continued_by == finding]
        return write(ws, visit_id, [*changes, *((f"earlier:{one.id}", "continued_by", None) for one in tied)])
    same = same_requirement(own, opened.visit.earlier, opened.template) if own else ()
    for one in same:
        changes.append((f"earlier:{one.id}", "continued_by", finding))
        if one.state is None:
            changes.append((f"earlier:{one.id}", "state", FollowUpState.OPEN))
    return write(ws, visit_id, changes)


def remove(ws: Workspace, visit_id: VisitId, earlier: str) -> Changed:
    """Take an earlier finding out of the visit, where it was carried over by mistake; undo brings it back."""
    _of(load(ws, visit_id), earlier)
    values = visits.values(ws.db, visit_id, Plane.ANSWERS)
    names = [name for own, name in values if own == f"earlier:{earlier}"]
    return write(ws, visit_id, [(f"earlier:{earlier}", name, None) for name in names])


def from_book(ws: Workspace, found: Iterable[LedgerFinding]) -> tuple[EarlierFinding, ...]:
    """Findings of the follow-up book as a visit carries them, with the requirements of their checklists."""
    folder = office.ledger_folder(ws)
    refs: dict[str, TemplateRef | None] = {}
    carried = []
    for own in found:
        if own.minutes_sha256 is not None and own.minutes_sha256 not in refs:
            refs[own.minutes_sha256] = office.checklist_of(folder, own.minutes_sha256)
        ref = refs.get(own.minutes_sha256 or "")
        carried.append(with_requirements(ws, of_ledger(own), ref))
    return tuple(carried)


def of_ledger(own: LedgerFinding) -> EarlierFinding:
    """A finding of the follow-up book in its final wording, without the requirements of its checklist."""
    document = (
        conclusion_cited(own.conclusion)
        if own.conclusion is not None and (own.conclusion.number or own.conclusion.issued)
        else minutes_cited(own.minutes_number, own.found_on)
    )
    return EarlierFinding(
        id=earlier_id(own.visit, own.finding),
        order=own.number,
        text=own.text,
        items=own.items,
        visit=own.visit,
        finding=own.finding,
        unit=own.unit,
        found_on=own.found_on,
        document=document,
        legal_basis=own.legal_basis,
        remedy=own.remedy,
        owner=own.owner,
        deadline=own.deadline,
        due_on=own.due_on,
        reported_state=own.state,
        report=report_cited(own.report) if own.report else None,
    )


def with_requirements(ws: Workspace, own: EarlierFinding, ref: TemplateRef | None) -> EarlierFinding:
    """With what its items asked then, as far as that checklist is known on this computer."""
    template = None if own.requirements or ref is None else known_template(ws, ref.sha256)
    if template is None:
        return own
    asked = tuple(requirement(item) for code in own.items if (item := template.item(code)) is not None)
    return replace(own, requirements=asked)


def _of_its_unit(ws: Workspace, visit_id: VisitId) -> tuple[EarlierFinding, ...]:
    details = load(ws, visit_id).visit.details
    unit = details.unit_code or details.unit
    return candidates(ws, unit, apart_from=visit_id) if unit else ()


def _last_visit(ws: Workspace, unit: str, apart_from: VisitId | None) -> OpenVisit | None:
    """The last visit to the unit on this laptop whose minutes are sealed."""
    folder = office.ledger_folder(ws)
    names = {fold(name) for name in (office.unit_names(folder, unit) if folder.is_dir() else (unit,))}
    own = [
        row
        for row in visits.listing(ws.db)
        if row.id != apart_from and row.unit is not None and fold(row.unit) in names
    ]
    for row in sorted(own, key=lambda row: _moment(row.opened_at, row.created_at), reverse=True):
        opened = load(ws, row.id)
        if opened.stage is not Stage.CHECKING:
            return opened
    return None


def _moment(opened_at: datetime | None, created_at: datetime) -> datetime:
    return opened_at or created_at


def _of_visit(opened: OpenVisit) -> Iterable[EarlierFinding]:
    """What a sealed visit left open: its own shortcomings, and earlier ones that it neither settled nor took up."""
    visit, template = opened.visit, opened.template
    day = visit.details.opened_at.date() if visit.details.opened_at else None
    for order, finding in enumerate(visit.findings):
        text = shortcoming_of(finding, template, visit.answers)
        if text and visit.concerns(finding):
            yield _carried(opened, finding, text, order, day)
    taken_up = {finding.id for finding in visit.findings}
    for own in visit.earlier:
        settled = own.state is not None and own.state.settled
        if not settled and own.continued_by not in taken_up:
            yield replace(
                own,
                state=None,
                remark=None,
                continued_by=None,
                reported_state=own.state or own.reported_state,
            )


def _carried(opened: OpenVisit, finding: Finding, text: str, order: int, day: date | None) -> EarlierFinding:
    asked = (opened.template.item(code) for code in finding.items)
    return EarlierFinding(
        id=earlier_id(opened.visit.id, finding.id),
        order=order,
        text=text,
        requirements=tuple(requirement(item) for item in asked if item is not None),
        items=finding.items,
        visit=opened.visit.id,
        finding=finding.id,
        unit=opened.visit.details.unit,
        found_on=day,
        document=minutes_cited(opened.visit.details.number, day),
        legal_basis=finding.legal_basis,
        remedy=remedy_of(finding, opened.template, opened.visit.answers),
        owner=finding.owner,
        deadline=finding.deadline,
        due_on=finding.deadline.on if finding.deadline else None,
    )


def ordered(found: Iterable[EarlierFinding]) -> tuple[EarlierFinding, ...]:
    """The oldest first, then as printed; numbered so that the visit lists them in this order.

    The number comes from the finding alone: two laptops that carry over more or fewer of them do not differ.
    """
    own = sorted(found, key=lambda one: (one.found_on or date.min, one.visit or "", one.order))
    return tuple(
        replace(
            one, order=(one.found_on or date.min).toordinal() * PLACES + min(max(one.order, 0), PLACES - 1)
        )
        for one in own
    )


def _finding_on(opened: OpenVisit, own: EarlierFinding, items: tuple[ItemId, ...]) -> Finding | None:
    """The shortcoming of this visit that is about the same: made of it before, or of one of its items."""
    known = {finding.id: finding for finding in opened.visit.findings}
    for wanted in (own.continued_by, own.continued):
        if wanted is not None and wanted in known:
            return known[wanted]
    return next((f for item in items if (f := opened.visit.finding_of(item)) is not None), None)


def _place(template: Template, items: tuple[ItemId, ...]) -> int:
    return next((i for i, item in enumerate(template.items) if item.id in items), len(template.items))


def _of(opened: OpenVisit, earlier: str) -> EarlierFinding:
    found = next((own for own in opened.visit.earlier if own.id == earlier), None)
    if found is None:
        raise VisitError(
            "VISIT-NO-EARLIER",
            N_("This visit looks at no earlier shortcoming {earlier}."),
            why=N_("It was never carried over, or was taken out."),
            todo=N_("List the earlier shortcomings of the visit, or fetch them again."),
            earlier=earlier,
        )
    return found


def known_template(ws: Workspace, sha256: str) -> Template | None:
    """A checklist kept here, or one that came with the program; None where neither is it."""
    try:
        return ws.template(sha256)
    except StoreError as error:
        if error.code != "STORE-TEMPLATE-MISSING":
            raise
    return _shipped().get(sha256)


@cache
def _shipped() -> dict[str, Template]:
    from inspector_app.authoring import toml

    return {own.digest: own for own in map(toml.read_shipped, toml.shipped())}
