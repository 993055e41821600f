"""What the clerk does by hand: accepting a laptop, saying what became of a finding, keeping register and plan.

Each act is written down beside the database, in the same step, so that the database can be made again.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from inspector_app.checklist import canonical
from inspector_app.checklist.citations import report_cited
from inspector_app.checklist.finding import FollowUpState
from inspector_app.checklist.register import (
    Conclusion,
    PlannedInspection,
    RemediationReport,
    Unit,
    UnitCode,
)
from inspector_app.errors import N_, OfficeError
from inspector_app.office import central, schema
from inspector_app.office.office import Office


@dataclass(frozen=True, slots=True)
class DeviceAccepted:
    KIND: ClassVar[str] = "device_accepted"

    fingerprint: str
    name: str
    first_seen_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class FindingFollowed:
    KIND: ClassVar[str] = "finding_followed"

    visit: str
    finding: str
    state: FollowUpState
    at: datetime
    by: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class UnitRecorded:
    """A unit was added to the register, or its line changed: the whole line as it is now."""

    KIND: ClassVar[str] = "unit_recorded"

    unit: Unit
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class UnitRemoved:
    KIND: ClassVar[str] = "unit_removed"

    code: UnitCode
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class InspectionPlanned:
    """A line of the yearly plan, new or changed."""

    KIND: ClassVar[str] = "inspection_planned"

    planned: PlannedInspection
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PlanLineRemoved:
    KIND: ClassVar[str] = "plan_line_removed"

    id: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ConclusionRecorded:
    KIND: ClassVar[str] = "conclusion_recorded"

    conclusion: Conclusion
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class RemediationReported:
    KIND: ClassVar[str] = "remediation_reported"

    report: RemediationReport
    at: datetime
    by: str
    settled: bool = field(default=False, metadata=canonical.LATER)
    """The team had confirmed already: the report is kept and takes nothing back."""


ClerkAct = (
    DeviceAccepted
    | FindingFollowed
    | UnitRecorded
    | UnitRemoved
    | InspectionPlanned
    | PlanLineRemoved
    | ConclusionRecorded
    | RemediationReported
)


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it is written down."""

    act: ClerkAct
    format: str = "inspector-app/office-act"
    schema: int = 1


def perform(office: Office, act: ClerkAct) -> None:
    """Do it and write it down, or neither. OfficeError: OFFICE-FINDING-UNKNOWN and those of folder, database."""
    with central.transaction(office.engine) as session:
        _catch_up(office, session)
        apply(session, act)
        session.flush()
        _done(session, office.contents.put_act(canonical.canonical(Act(act))))


def catch_up(office: Office) -> None:
    """Do in the database what was written down when the machine died before the database had it."""
    with central.transaction(office.engine) as session:
        _catch_up(office, session)


def repeat_all(office: Office, session: Session) -> None:
    """Apply every act that was written down, in order."""
    _repeat(office, session, 0)
    _done(session, office.contents.last_act())


def _catch_up(office: Office, session: Session) -> None:
    last = office.contents.last_act()
    row = session.get(schema.ActsDone, 1)
    if row is not None and row.number < last:
        _repeat(office, session, row.number)
    if row is None or row.number != last:
        _done(session, last)


def _repeat(office: Office, session: Session, after: int) -> None:
    for data in office.contents.acts(after):
        apply(session, canonical.from_json(Act, canonical.parse(data)).act)
        session.flush()


def _done(session: Session, number: int) -> None:
    session.merge(schema.ActsDone(id=1, number=number))


def apply(session: Session, act: ClerkAct) -> None:
    match act:
        case UnitRecorded(unit=unit):
            session.merge(schema.Unit(code=unit.code, name=unit.name, body=_body(unit)))
        case UnitRemoved(code=code):
            session.execute(delete(schema.Unit).where(schema.Unit.code == code))
        case InspectionPlanned(planned=planned):
            session.merge(
                schema.PlannedInspection(
                    id=planned.id, year=planned.year, unit=planned.unit, body=_body(planned)
                )
            )
        case PlanLineRemoved(id=line):
            session.execute(delete(schema.PlannedInspection).where(schema.PlannedInspection.id == line))
        case ConclusionRecorded(conclusion=conclusion):
            _require_visit(session, conclusion.visit)
            session.merge(schema.Conclusion(visit=conclusion.visit, body=_body(conclusion)))
        case RemediationReported(report=report):
            waiting = _follow_up(session, _reported(act))
            if not act.settled:
                session.add(waiting)
            session.add(_report(session, report))
        case DeviceAccepted():
            session.merge(
                schema.Device(
                    fingerprint=act.fingerprint,
                    name=act.name,
                    first_seen_at=act.first_seen_at,
                    accepted_at=act.at,
                )
            )
        case FindingFollowed():
            session.add(_follow_up(session, act))


def finding_unknown(visit: str, finding: str) -> OfficeError:
    return OfficeError(
        "OFFICE-FINDING-UNKNOWN",
        N_("The follow-up ledger does not hold this finding."),
        why=N_("Its visit was not received yet: {visit}, {finding}."),
        todo=N_("Receive the visit first, then record what became of the finding."),
        visit=visit,
        finding=finding,
    )


def _body(value: object) -> str:
    return canonical.canonical(value).decode()


def _require_visit(session: Session, visit: str) -> None:
    if session.scalars(select(schema.Reception).where(schema.Reception.visit == visit)).first() is None:
        raise OfficeError(
            "OFFICE-VISIT-UNKNOWN",
            N_("The follow-up ledger does not hold this visit."),
            why=N_("It was not received or entered yet: {visit}."),
            todo=N_("Receive or enter its minutes first, then record its conclusion notice."),
            visit=visit,
        )


def _reported(act: RemediationReported) -> FindingFollowed:
    """A report is not a confirmation: the finding waits until the team has confirmed it."""
    report = act.report
    return FindingFollowed(
        report.visit, report.finding, FollowUpState.REPORTED_FIXED, act.at, act.by, report_cited(report)
    )


def _report(session: Session, report: RemediationReport) -> schema.RemediationReport:
    earlier = select(func.count()).where(
        schema.RemediationReport.visit == report.visit, schema.RemediationReport.finding == report.finding
    )
    return schema.RemediationReport(
        visit=report.visit,
        finding=report.finding,
        number=session.scalars(earlier).one() + 1,
        body=_body(report),
    )


def _follow_up(session: Session, act: FindingFollowed) -> schema.FollowUp:
    findings = select(schema.Finding).where(
        schema.Finding.visit == act.visit, schema.Finding.finding == act.finding
    )
    if session.scalars(findings).first() is None:
        raise finding_unknown(act.visit, act.finding)
    entries = select(func.count()).where(
        schema.FollowUp.visit == act.visit, schema.FollowUp.finding == act.finding
    )
    return schema.FollowUp(
        visit=act.visit,
        finding=act.finding,
        number=session.scalars(entries).one() + 1,
        state=act.state.value,
        at=act.at,
        by=act.by,
        note=act.note,
    )
