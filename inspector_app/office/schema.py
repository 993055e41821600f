"""The tables of the central database (portable SQL). What came in is never changed; only acts are added."""

from datetime import date, datetime

from sqlalchemy import Dialect, ForeignKey, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A time as ISO 8601 text, because a database's own type would drop the offset."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


class Table(DeclarativeBase):
    type_annotation_map = {str: Text(), datetime: Moment()}  # noqa: RUF012 - as SQLAlchemy wants it


def _key() -> Mapped[str]:
    return mapped_column(String(64), primary_key=True)


class Device(Table):
    """A laptop by the fingerprint of its key."""

    __tablename__ = "devices"

    fingerprint: Mapped[str] = _key()
    name: Mapped[str]
    first_seen_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]


class Reception(Table):
    """A version of a visit that was received: one manifest."""

    __tablename__ = "receptions"

    manifest_sha256: Mapped[str] = _key()
    visit: Mapped[str] = mapped_column(String(64), index=True)
    version: Mapped[int]
    parent: Mapped[str | None]
    mode: Mapped[str]
    device: Mapped[str | None]
    """None where entered on the office's own computer."""
    made_at: Mapped[datetime]
    received_at: Mapped[datetime]
    grade: Mapped[str]
    integrity: Mapped[str | None]
    trust: Mapped[str | None]
    minutes_sha256: Mapped[str]
    record_sha256: Mapped[str]
    print_code: Mapped[str | None]
    unit: Mapped[str | None]
    title: Mapped[str | None]
    number: Mapped[str | None]
    opened_at: Mapped[datetime | None]
    template_id: Mapped[str]
    template_version: Mapped[str]
    events: Mapped[int | None]
    """How many came along; None where no log did."""


class File(Table):
    __tablename__ = "files"

    manifest_sha256: Mapped[str] = mapped_column(
        String(64), ForeignKey("receptions.manifest_sha256"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(255), primary_key=True)
    role: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]


class Signature(Table):
    """What a digital signature on the received minutes proved on the day of receiving."""

    __tablename__ = "signatures"

    manifest_sha256: Mapped[str] = mapped_column(
        String(64), ForeignKey("receptions.manifest_sha256"), primary_key=True
    )
    field: Mapped[str] = mapped_column(String(255), primary_key=True)
    signer: Mapped[str | None]
    issuer: Mapped[str | None]
    certificate_sha256: Mapped[str | None]
    signed_at: Mapped[datetime | None]
    integrity: Mapped[str]
    trust: Mapped[str]


class Result(Table):
    """One printed result of a version."""

    __tablename__ = "results"

    visit: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str]
    heading: Mapped[str]
    items: Mapped[str]
    text: Mapped[str]


class Finding(Table):
    """One shortcoming (tồn tại, hạn chế) as a version prints it."""

    __tablename__ = "findings"

    visit: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    finding: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int]
    area: Mapped[str]
    heading: Mapped[str]
    items: Mapped[str]
    text: Mapped[str]
    legal_basis: Mapped[str | None]
    remedy: Mapped[str | None]
    owner: Mapped[str | None]
    deadline_kind: Mapped[str | None]
    deadline_on: Mapped[date | None]
    deadline_days: Mapped[int | None]
    unit_opinion: Mapped[str | None]


class Recommendation(Table):
    __tablename__ = "recommendations"

    visit: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    recommendation: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int]
    audience: Mapped[str]
    text: Mapped[str]
    owner: Mapped[str | None]
    deadline_kind: Mapped[str | None]
    deadline_on: Mapped[date | None]
    deadline_days: Mapped[int | None]


class FollowUp(Table):
    """What became of a finding; the highest number is how it stands, none at all is open."""

    __tablename__ = "follow_ups"

    visit: Mapped[str] = mapped_column(String(64), primary_key=True)
    finding: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    note: Mapped[str | None]


class EarlierResult(Table):
    """What a version of a later visit says of a shortcoming of a former one."""

    __tablename__ = "earlier_results"

    visit: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    earlier: Mapped[str] = mapped_column(String(64), primary_key=True)
    former_visit: Mapped[str] = mapped_column(String(64), index=True)
    former_finding: Mapped[str] = mapped_column(String(64))
    state: Mapped[str]
    remark: Mapped[str | None]
    continued_by: Mapped[str | None]
    """The finding of this version that takes it up again."""


class Recurrence(Table):
    """A finding that its version prints as "tái diễn"."""

    __tablename__ = "recurrences"

    visit: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    finding: Mapped[str] = mapped_column(String(64), primary_key=True)


class Unit(Table):
    """The register of units, one body (JSON) per code."""

    __tablename__ = "units"

    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str]
    body: Mapped[str]


class PlannedInspection(Table):
    __tablename__ = "planned_inspections"

    id: Mapped[str] = _key()
    year: Mapped[int] = mapped_column(index=True)
    unit: Mapped[str] = mapped_column(String(64), index=True)
    body: Mapped[str]


class Conclusion(Table):
    """The conclusion notice of a visit, as last recorded."""

    __tablename__ = "conclusions"

    visit: Mapped[str] = _key()
    body: Mapped[str]


class RemediationReport(Table):
    """The reports of a unit on one finding, the highest number last."""

    __tablename__ = "remediation_reports"

    visit: Mapped[str] = mapped_column(String(64), primary_key=True)
    finding: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str]


class ActsDone(Table):
    """How far these tables have come in the acts that are written down beside them: one row."""

    __tablename__ = "acts_done"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


class Held(Table):
    """A parcel that lies in the inbox and was not taken: waiting for the clerk, or quarantined."""

    __tablename__ = "held"

    manifest_sha256: Mapped[str] = _key()
    reception: Mapped[str]
    code: Mapped[str | None]
    reason: Mapped[str | None]
    """In English."""
    explanation: Mapped[str | None]
    """The same as msgids and parameters (JSON)."""
    since: Mapped[datetime]
    visit: Mapped[str | None]
    version: Mapped[int | None]
    device: Mapped[str | None]
