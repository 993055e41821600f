"""How each shortcoming of the follow-up book stands: minutes, conclusion notice, reports, later visits, together.

Read from the central database in the caller's transaction; nothing here is written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
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
    plain,
)
from inspector_app.checklist.template import ItemId
from inspector_app.checklist.visit import VisitId
from inspector_app.office import schema

T = TypeVar("T")

Key = tuple[str, str]
"""Visit and finding."""
Requirement = Callable[[str, str, str], str | None]
"""Digest of what an item asked, by id and version of its checklist and the item's code; None where not known."""


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


def findings(
    session: Session, *, as_of: date | None = None, requirement: Requirement | None = None
) -> tuple[LedgerFinding, ...]:
    """Every finding of the newest version of every visit, in the order of visits and pages.

    As it stood at the end of the day `as_of`: what was said or found later of a finding is left aside.
    """
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
    conclusions = {own.visit: own for own in _conclusions(session)}
    later = _later_results(session, receptions, as_of)
    standing = _standing(session, receptions, later, as_of)
    reports = _reports(session)
    recurring = _recurring(session, rows, receptions, conclusions, requirement)
    continued = _continued(later, conclusions)
    return tuple(
        _finding(
            row,
            receptions[row.visit],
            standing.get(_followed_as((row.visit, row.finding), continued)),
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


def meant(session: Session, text: str) -> str:
    """The name that a typed one means: as it stands where register or book know it, else the only name of the
    book that reads the same without marks; two that do are not told apart by guessing."""
    if find(units_of(session), text) is not None:
        return text
    names = {row.unit for row in newest(session).values() if row.unit}
    alike = {name for name in names if fold(name) == fold(text)}
    exact = {name for name in alike if plain(name) == plain(text)}
    return alike.pop() if len(alike) == 1 and not exact else text


def same_unit(units: Sequence[Unit]) -> Callable[[str | None], str]:
    """Gives names of one unit the same key, those of its predecessors included; an unknown name is its own."""

    @cache
    def key(name: str | None) -> str:
        unit = find(units, name) if name else None
        return plain(name or "") if unit is None else f"={heir(units, unit).code}"

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
    session: Session, receptions: dict[str, schema.Reception], as_of: date | None
) -> dict[Key, list[schema.EarlierResult]]:
    """What the newest versions of later visits say of each finding, the earliest visit first."""
    found: dict[Key, list[schema.EarlierResult]] = {}
    rows = [
        row
        for row in session.scalars(select(schema.EarlierResult))
        if receptions[row.visit].version == row.version and _by(_day(receptions[row.visit]), as_of)
    ]
    for row in sorted(rows, key=lambda row: (_day(receptions[row.visit]), row.visit)):
        found.setdefault((row.former_visit, row.former_finding), []).append(row)
    return found


def _continued(
    later: dict[Key, list[schema.EarlierResult]], conclusions: dict[VisitId, Conclusion]
) -> dict[Key, Key]:
    """Which finding of a later visit took up each again; not one that its conclusion notice left out."""
    return {
        key: (row.visit, row.continued_by)
        for key, own in later.items()
        for row in own
        if row.continued_by
        and not FollowUpState(row.state).settled
        and _concluded(conclusions.get(VisitId(row.visit)), row.continued_by).kept
    }


def _followed_as(key: Key, continued: dict[Key, Key]) -> Key:
    """Where a finding is followed now: itself, or what the last visit made of it."""
    seen = {key}
    while (further := continued.get(key)) is not None and further not in seen:
        seen.add(further)
        key = further
    return key


def _standing(
    session: Session,
    receptions: dict[str, schema.Reception],
    later: dict[Key, list[schema.EarlierResult]],
    as_of: date | None,
) -> dict[Key, _Standing]:
    """By time the last of what was recorded by hand and what later visits found."""
    words: dict[Key, list[_Standing]] = {}
    for row in session.scalars(select(schema.FollowUp).order_by(schema.FollowUp.number)):
        if _by(row.at, as_of):
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


def _by(moment: datetime, as_of: date | None) -> bool:
    return as_of is None or moment.date() <= as_of


def _day(reception: schema.Reception) -> datetime:
    return reception.opened_at or reception.received_at


def _recurring(
    session: Session,
    rows: list[schema.Finding],
    receptions: dict[str, schema.Reception],
    conclusions: dict[VisitId, Conclusion],
    requirement: Requirement | None,
) -> frozenset[Key]:
    """Marked so in the minutes, or the same requirement found wanting on an earlier day and upheld.

    Where the text of a requirement is not known, only the same item of the same version is the same.
    """
    key = same_unit(units_of(session))
    first: dict[tuple[str, str], date] = {}
    about: dict[Key, list[tuple[str, str]]] = {}
    for row in rows:
        reception = receptions[row.visit]
        if not reception.unit:
            continue
        of = (reception.template_id, reception.template_version)
        asked = [
            (requirement(*of, item) if requirement else None) or "/".join((*of, item))
            for item in row.items.split()
        ]
        about[row.visit, row.finding] = own = [(key(reception.unit), one) for one in asked]
        if _concluded(conclusions.get(VisitId(row.visit)), row.finding).kept:
            day = _day(reception).date()
            first |= {one: min(first.get(one, day), day) for one in own}
    marked = {
        (row.visit, row.finding)
        for row in session.scalars(select(schema.Recurrence))
        if receptions[row.visit].version == row.version
    }
    again = {
        own
        for own, asked in about.items()
        if any(first.get(one, date.max) < _day(receptions[own[0]]).date() for one in asked)
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
    continued_by: Key | None,
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
        continued_by=VisitId(continued_by[0]) if continued_by else None,
        conclusion=conclusion,
        report=report,
    )


def _concluded(conclusion: Conclusion | None, finding: str) -> ConcludedFinding:
    """What the conclusion notice says of a finding; one that it does not name stands as in the minutes."""
    own = conclusion.findings if conclusion else ()
    return next((one for one in own if one.finding == finding), ConcludedFinding(FindingId(finding)))
