"""What an office keeps beside the visits: units with their former names, the yearly plan, conclusion notices."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NewType

from inspector_app.checklist.fact import Fact, FactId, percentage
from inspector_app.checklist.finding import Deadline, FindingId, FollowUpState
from inspector_app.checklist.folding import fold
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


def find(units: Sequence[Unit], text: str) -> Unit | None:
    """The unit that a code or a name means, present name before former ones, however it is typed.

    With its marks first: "Xã Tân Hội" and "Xã Tân Hợi" are two.
    """
    for read in (plain, fold):
        wanted = read(text)
        for names_in in (_present_names, _former_names):
            for unit in units:
                if wanted in map(read, names_in(unit)):
                    return unit
    return None


def _present_names(unit: Unit) -> tuple[str, ...]:
    return (unit.code, unit.name)


def _former_names(unit: Unit) -> tuple[str, ...]:
    return tuple(former.name for former in unit.former_names)


def plain(name: str) -> str:
    """A name as a unit is told by it: with its marks, without capitals and stray blanks."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def heir(units: Sequence[Unit], unit: Unit) -> Unit:
    """Who answers for a unit's open shortcomings today: its last successor, itself where it has none."""
    by_code = {own.code: own for own in units}
    seen = {unit.code}
    while unit.successor in by_code and unit.successor not in seen:
        unit = by_code[unit.successor]
        seen.add(unit.code)
    return unit


def lineage(units: Sequence[Unit], unit: Unit) -> tuple[Unit, ...]:
    """All units whose open shortcomings the heir of `unit` answers for, the heir first."""
    last = heir(units, unit)
    return (last, *(own for own in units if own.code != last.code and heir(units, own).code == last.code))


def names_of(units: Sequence[Unit]) -> tuple[str, ...]:
    """Every name that these units bear or bore, each once."""
    return tuple(
        dict.fromkeys(
            name for unit in units for name in (unit.name, *(former.name for former in unit.former_names))
        )
    )


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A planned inspection beside what was done: the first visit to the unit in that year, or the one named."""

    planned: PlannedInspection
    unit: str
    """Name of the unit, or its code where the register has lost it."""
    visit: VisitId | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Shortcomings of one unit or area: how many, how many put right, how many overdue."""

    name: str
    findings: int = 0
    fixed: int = 0
    overdue: int = 0

    @property
    def percent(self) -> Decimal | None:
        """Put right, of all; None where there is nothing to put right."""
        return percentage(self.fixed, self.findings)


@dataclass(frozen=True, slots=True)
class YearlyFigures:
    """What the yearly report says: đã kiểm tra x/y đơn vị; z tồn tại, đã khắc phục …%."""

    year: int
    as_of: date
    planned: tuple[PlanLine, ...] = ()
    unplanned: tuple[str, ...] = ()
    """Units inspected outside the plan."""
    inspected: int = 0
    """Units inspected, planned or not."""
    whole: Share = Share("")
    by_state: Mapping[FollowUpState, int] = field(default_factory=dict)
    by_area: tuple[Share, ...] = ()
    by_unit: tuple[Share, ...] = ()

    @property
    def done(self) -> int:
        """Planned inspections that took place."""
        return sum(line.visit is not None for line in self.planned)
