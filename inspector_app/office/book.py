"""How each shortcoming of the follow-up book stands: minutes, conclusion notice, reports, later visits, together.

Read from the central database in the caller's transaction; nothing here is written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspector_app.checklist import canonical
from inspector_app.checklist.finding import Deadline, DeadlineKind, FindingId, FollowUpState
from inspector_app.checklist.folding import fold
from inspector_app.checklist.follow_up import due_day
from inspector_app.checklist.handover import LedgerFinding
from inspector_app.checklist.register import (
    ConcludedFinding,
    Conclusion,
    RemediationReport,
    Unit,
    find,
    heir,
)
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.office import schema

T = TypeVar("T")

Key = tuple[str, str]
"""Visit and finding."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """The last word on a finding, whoever said it."""

    state: FollowUpState
    at: datetime
    by: str | None
    note: str | None


def newest(session: Session) -> dict[str, schema.Reception]:
    """By visit the highest version, of several receptions of it the last."""
    rows = list(session.scalars(select(schema.Reception)))
    rows.sort(key=lambda row: (row.version, row.received_at, row.manifest_sha256))
    return {row.visit: row for row in rows}


def findings(session: Session) -> tuple[LedgerFinding, ...]:
    """Every finding of the newest version of every visit, in the order of visits and pages."""
    receptions = newest(session)
    rows = [
        row
        for row in session.scalars(
            select(schema.Finding).order_by(
                schema.Finding.visit, schema.Finding.version, schema.Finding.number
            )
        )
        if receptions[row.visit].version == row.version
    ]
    later = _later_results(session, receptions)
    standing = _standing(session, receptions, later)
    conclusions = {own.visit: own for own in _conclusions(session)}
    reports = _reports(session)
    recurring = _recurring(session, rows, receptions)
    continued = {key: VisitId(row.visit) for key, own in later.items() for row in own if row.continued_by}
    return tuple(
        _finding(
            row,
            receptions[row.visit],
            standing.get((row.visit, row.finding)),
            conclusions.get(VisitId(row.visit)),
            reports.get((row.visit, row.finding)),
            recurs=(row.visit, row.finding) in recurring,
            continued_by=continued.get((row.visit, row.finding)),
        )
        for row in rows
    )


def conclusion_of(session: Session, visit: VisitId) -> Conclusion | None:
    """The conclusion notice of a visit as last recorded."""
    row = session.get(schema.Conclusion, visit)
    return None if row is None else _read(Conclusion, row.body)


def reports_on(session: Session, visit: VisitId, finding: FindingId) -> tuple[RemediationReport, ...]:
    """What the unit reported on a finding, oldest first."""
    own = (
        select(schema.RemediationReport)
        .where(schema.RemediationReport.visit == visit, schema.RemediationReport.finding == finding)
        .order_by(schema.RemediationReport.number)
    )
    return tuple(_read(RemediationReport, row.body) for row in session.scalars(own))


def units_of(session: Session) -> tuple[Unit, ...]:
    """The register of units, by code."""
    rows = session.scalars(select(schema.Unit).order_by(schema.Unit.code))
    return tuple(_read(Unit, row.body) for row in rows)


def same_unit(units: Sequence[Unit]) -> Callable[[str | None], str]:
    """Gives names of one unit the same key, those of its predecessors included; an unknown name is its own."""

    @cache
    def key(name: str | None) -> str:
        unit = find(units, name) if name else None
        return fold(name or "") if unit is None else f"={heir(units, unit).code}"

    return key


def _read(kind: type[T], body: str) -> T:
    return canonical.from_json(kind, canonical.parse(body.encode()))


def _conclusions(session: Session) -> tuple[Conclusion, ...]:
    return tuple(_read(Conclusion, row.body) for row in session.scalars(select(schema.Conclusion)))


def _reports(session: Session) -> dict[Key, RemediationReport]:
    """The last report on each finding."""
    rows = session.scalars(select(schema.RemediationReport).order_by(schema.RemediationReport.number))
    return {(row.visit, row.finding): _read(RemediationReport, row.body) for row in rows}


def _later_results(
    session: Session, receptions: dict[str, schema.Reception]
) -> dict[Key, list[schema.EarlierResult]]:
    """What the newest versions of later visits say of each finding, the earliest visit first."""
    found: dict[Key, list[schema.EarlierResult]] = {}
    rows = [
        row
        for row in session.scalars(select(schema.EarlierResult))
        if receptions[row.visit].version == row.version
    ]
    for row in sorted(rows, key=lambda row: (_day(receptions[row.visit]), row.visit)):
        found.setdefault((row.former_visit, row.former_finding), []).append(row)
    return found


def _standing(
    session: Session, receptions: dict[str, schema.Reception], later: dict[Key, list[schema.EarlierResult]]
) -> dict[Key, _Standing]:
    """By time the last of what was recorded by hand and what later visits found."""
    words: dict[Key, list[_Standing]] = {}
    for row in session.scalars(select(schema.FollowUp).order_by(schema.FollowUp.number)):
        words.setdefault((row.visit, row.finding), []).append(
            _Standing(FollowUpState(row.state), row.at, row.by, row.note)
        )
    for key, results in later.items():
        words.setdefault(key, []).extend(
            _Standing(FollowUpState(row.state), _day(receptions[row.visit]), None, row.remark)
            for row in results
        )
    # Of two at the same moment the one recorded last counts.
    return {
        key: max(enumerate(own), key=lambda entry: (entry[1].at, entry[0]))[1] for key, own in words.items()
    }


def _day(reception: schema.Reception) -> datetime:
    return reception.opened_at or reception.received_at


def _recurring(
    session: Session, rows: list[schema.Finding], receptions: dict[str, schema.Reception]
) -> frozenset[Key]:
    """Marked so in the minutes, or the same item of the same checklist found wanting at an earlier visit."""
    key = same_unit(units_of(session))
    first: dict[tuple[str, str, str], datetime] = {}
    about: dict[Key, list[tuple[str, str, str]]] = {}
    for row in rows:
        reception = receptions[row.visit]
        if not reception.unit:
            continue
        own = [(key(reception.unit), reception.template_id, item) for item in row.items.split()]
        about[row.visit, row.finding] = own
        for one in own:
            first[one] = min(first.get(one, _day(reception)), _day(reception))
    marked = {
        (row.visit, row.finding)
        for row in session.scalars(select(schema.Recurrence))
        if receptions[row.visit].version == row.version
    }
    again = {
        own for own, items in about.items() if any(first[one] < _day(receptions[own[0]]) for one in items)
    }
    return frozenset(marked | again)


def _finding(
    row: schema.Finding,
    reception: schema.Reception,
    last: _Standing | None,
    conclusion: Conclusion | None,
    report: RemediationReport | None,
    *,
    recurs: bool,
    continued_by: VisitId | None,
) -> LedgerFinding:
    deadline = None
    if row.deadline_kind is not None:
        deadline = Deadline(DeadlineKind(row.deadline_kind), row.deadline_on, row.deadline_days)
    final = _concluded(conclusion, row.finding)
    if final.deadline is not None:
        deadline = final.deadline
    text = final.text or row.text
    return LedgerFinding(
        visit=VisitId(row.visit),
        finding=FindingId(row.finding),
        unit=reception.unit,
        text=text,
        remedy=final.remedy or row.remedy,
        owner=final.owner or row.owner,
        deadline=deadline,
        due_on=due_day(deadline, conclusion.received_on if conclusion else None),
        state=last.state if last else FollowUpState.OPEN,
        state_at=last.at if last else reception.received_at,
        state_by=last.by if last else None,
        note=last.note if last else None,
        minutes_text=row.text if text != row.text else None,
        left_out=not final.kept,
        legal_basis=row.legal_basis,
        unit_opinion=row.unit_opinion,
        number=row.number,
        items=tuple(ItemId(item) for item in row.items.split()),
        found_on=reception.opened_at.date() if reception.opened_at else None,
        minutes_number=reception.number,
        minutes_sha256=reception.minutes_sha256,
        recurs=recurs,
        continued_by=continued_by,
        conclusion=conclusion,
        report=report,
    )


def _concluded(conclusion: Conclusion | None, finding: str) -> ConcludedFinding:
    """What the conclusion notice says of a finding; one that it does not name stands as in the minutes."""
    own = conclusion.findings if conclusion else ()
    return next((one for one in own if one.finding == finding), ConcludedFinding(FindingId(finding)))
