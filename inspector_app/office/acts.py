"""What the clerk does by hand: accepting a laptop, saying what became of a finding.

Each act is written down beside the database, in the same step, so that the database can be made again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspector_app.checklist import canonical
from inspector_app.checklist.finding import FollowUpState
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
class Act:
    """One act as it is written down."""

    act: DeviceAccepted | FindingFollowed
    format: str = "inspector-app/office-act"
    schema: int = 1


def perform(office: Office, act: DeviceAccepted | FindingFollowed) -> None:
    """Do it and write it down, or neither. OfficeError: OFFICE-FINDING-UNKNOWN and those of folder, database."""
    with central.transaction(office.engine) as session:
        apply(session, act)
        session.flush()
        office.contents.put_act(canonical.canonical(Act(act)))


def repeat_all(office: Office, session: Session) -> None:
    """Apply every act that was written down, in order."""
    for data in office.contents.acts():
        apply(session, canonical.from_json(Act, canonical.parse(data)).act)
        session.flush()


def apply(session: Session, act: DeviceAccepted | FindingFollowed) -> None:
    match act:
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


def _follow_up(session: Session, act: FindingFollowed) -> schema.FollowUp:
    findings = select(schema.Finding).where(
        schema.Finding.visit == act.visit, schema.Finding.finding == act.finding
    )
    if session.scalars(findings).first() is None:
        raise OfficeError(
            "OFFICE-FINDING-UNKNOWN",
            N_("The follow-up ledger does not hold this finding."),
            why=N_("Its visit was not received yet: {visit}, {finding}."),
            todo=N_("Receive the visit first, then record what became of the finding."),
            visit=act.visit,
            finding=act.finding,
        )
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
