"""What an office keeps beside the visits: units with their former names, the yearly plan, conclusion notices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NewType

from inspector_app.checklist.fact import Fact, FactId
from inspector_app.checklist.finding import Deadline, FindingId
from inspector_app.checklist.visit import InspectionKind, VisitId

UnitCode = NewType("UnitCode", str)


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a unit bore until a day; unknown days stay empty."""

    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of the register of units (Sổ đơn vị)."""

    code: UnitCode
    name: str
    kind: str | None = None
    """Sở, ban, xã, phường, đặc khu, đơn vị sự nghiệp … as the office groups them."""
    since: date | None = None
    until: date | None = None
    """Last day of its existence; None while it exists."""
    successor: UnitCode | None = None
    """Takes over what is open when units are merged or dissolved."""
    former_names: tuple[FormerName, ...] = ()
    traits: Mapping[FactId, Fact] = field(default_factory=dict)
    """What checklists ask of the unit itself, as last known."""


@dataclass(frozen=True, slots=True)
class PlannedInspection:
    """One line of the yearly plan (Kế hoạch kiểm tra năm)."""

    id: str
    year: int
    unit: UnitCode
    kind: InspectionKind | None = None
    month: int | None = None
    note: str | None = None
    visit: VisitId | None = None
    """The visit that did it, where the office says so by hand; else it is found by unit and year."""


@dataclass(frozen=True, slots=True)
class ConcludedFinding:
    """A shortcoming as the conclusion notice words it; left out where `kept` is False."""

    finding: FindingId
    kept: bool = True
    text: str | None = None
    """Where it differs from the minutes."""
    remedy: str | None = None
    owner: str | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The conclusion notice (Thông báo kết luận kiểm tra) of a visit; it may differ from the minutes."""

    visit: VisitId
    number: str | None = None
    issued: date | None = None
    issuer: str | None = None
    received_on: date | None = None
    """The day the unit received it: deadlines in days count from here."""
    findings: tuple[ConcludedFinding, ...] = ()
    file_sha256: str | None = None
    """The signed notice, kept in the office's files."""
    file_name: str | None = None


@dataclass(frozen=True, slots=True)
class RemediationReport:
    """What a unit reports to have put right (báo cáo khắc phục), as evidence for one finding."""

    visit: VisitId
    finding: FindingId
    number: str | None = None
    issued: date | None = None
    text: str | None = None
    file_sha256: str | None = None
    file_name: str | None = None
