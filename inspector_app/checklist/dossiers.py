"""What a register of dossiers gives: how many came, were late, were filed and paid online, as of a day.

Values only; files are read by `sampling`. Every line is counted: in = used + refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from inspector_app.errors import N_


class DossierField(StrEnum):
    """What a column of the register may hold."""

    CODE = "code"
    PROCEDURE = "procedure"
    SECTOR = "sector"
    APPLICANT = "applicant"
    RECEIVED = "received"
    DUE = "due"
    SETTLED = "settled"
    STATUS = "status"
    CHANNEL = "channel"
    """Filed online, by post, at the counter."""
    DELAY_CAUSE = "delay_cause"
    PAYABLE_ONLINE = "payable_online"
    PAID_ONLINE = "paid_online"
    """Whether, or by which means, its fee was paid."""
    FEE = "fee"
    TRANSACTION = "transaction"


FIELD_NAMES: dict[DossierField, str] = {
    DossierField.CODE: N_("Code of the dossier"),
    DossierField.PROCEDURE: N_("Procedure"),
    DossierField.SECTOR: N_("Sector"),
    DossierField.APPLICANT: N_("Applicant"),
    DossierField.RECEIVED: N_("Received on"),
    DossierField.DUE: N_("Due on"),
    DossierField.SETTLED: N_("Settled on"),
    DossierField.STATUS: N_("State of the dossier"),
    DossierField.CHANNEL: N_("How it was filed"),
    DossierField.DELAY_CAUSE: N_("Cause of the delay"),
    DossierField.PAYABLE_ONLINE: N_("Can be paid online"),
    DossierField.PAID_ONLINE: N_("Paid online"),
    DossierField.FEE: N_("Fee in đồng"),
    DossierField.TRANSACTION: N_("Transaction"),
}

ENOUGH = (
    frozenset({DossierField.DUE, DossierField.SETTLED}),
    frozenset({DossierField.STATUS}),
)
"""One of these sets has to be there: without the days, or a word for its state, nothing says what is late."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what: recognised by its heading, confirmed by a person, remembered per unit."""

    sheet: str
    header_row: int
    """The first row of the headings, from 1."""
    header_rows: int
    """How many rows the headings take."""
    headings: tuple[str, ...]
    """As they stand, a heading over several columns joined with each of its own."""
    fields: Mapping[DossierField, int]
    """Column of each field, from 0."""
    day_first: bool = True

    @property
    def enough(self) -> bool:
        """Whether anything can be counted by them."""
        return any(needed <= self.fields.keys() for needed in ENOUGH)


class DossierState(StrEnum):
    """What a dossier is as of the day."""

    SETTLED_IN_TIME = "settled_in_time"
    SETTLED_LATE = "settled_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"
    OPEN_UNKNOWN = "open_unknown"
    """Open, and nothing says when it is due."""
    SETTLED_UNKNOWN = "settled_unknown"
    """Settled, but without the day it was due or settled, and its state does not say either."""
    WITHDRAWN = "withdrawn"
    """Returned, refused, withdrawn, waiting for the applicant: neither in time nor late."""


SETTLED = (DossierState.SETTLED_IN_TIME, DossierState.SETTLED_LATE)
"""Settled, and it is known whether in time."""


class OverdueOf(StrEnum):
    """The denominator of the overdue rate: reports use either, and the sentence has to say which."""

    RECEIVED = "received"
    """Settled late and open although overdue, of all received."""
    SETTLED = "settled"
    """Settled late, of the settled ones."""


class DelayCause(StrEnum):
    """Why a dossier is late, where the register says it."""

    REAL = "real"
    OPERATOR = "operator"
    """A slip in the software (lỗi tác nghiệp)."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many dossiers of one procedure, one month, or all; and the money, in đồng."""

    states: Mapping[DossierState, int] = field(default_factory=dict)
    causes: Mapping[DelayCause, int] = field(default_factory=dict)
    """Of the late ones."""
    settled_causes: Mapping[DelayCause, int] = field(default_factory=dict)
    """Of those settled late alone."""
    online: int = 0
    channel_known: int = 0
    """How many say how they were filed: the denominator of the online rate."""
    payable: int = 0
    """Dossiers of procedures that allow paying online."""
    paid_online: int = 0
    transactions: int = 0
    money: int = 0
    """Paid online, in đồng."""

    @property
    def received(self) -> int:
        return sum(self.states.values())

    @property
    def late(self) -> int:
        """Settled late, and open although overdue."""
        return self.states.get(DossierState.SETTLED_LATE, 0) + self.states.get(DossierState.OPEN_OVERDUE, 0)

    @property
    def settled(self) -> int:
        """Settled in time or late; those of which nobody knows are in neither."""
        return sum(self.states.get(state, 0) for state in SETTLED)

    def overdue(self, of: OverdueOf) -> tuple[int, int]:
        """Numerator and denominator of the overdue rate."""
        if of is OverdueOf.RECEIVED:
            return self.late, self.received
        return self.states.get(DossierState.SETTLED_LATE, 0), self.settled


@dataclass(frozen=True, slots=True)
class LateDossier:
    """One line for the annex."""

    row: int
    code: str | None
    procedure: str | None
    applicant: str | None
    """Masked unless the names were asked for."""
    received: date | None
    due: date | None
    settled: date | None
    days_late: int
    cause: DelayCause = DelayCause.UNKNOWN


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that could not be read: its row, and why (a msgid with its detail)."""

    row: int
    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DossierFigures:
    """All that one reading of a register gives."""

    file: str
    sha256: str
    as_of: date
    since: date | None
    """Only dossiers received, settled or still open from that day on; None takes all."""
    columns: Columns
    whole: Tally
    by_procedure: Mapping[str, Tally]
    by_month: Mapping[str, Tally]
    """By the month they were received, "2026-04"; "" where nobody knows."""
    payable_procedures: int | None
    """None where the register does not say."""
    late: tuple[LateDossier, ...]
    """The first `LATE_KEPT` in order of their rows."""
    lines_in: int
    used: int
    outside: int
    """Lines read well that the period leaves out: in = used + outside + refused."""
    refused: int
    refused_lines: tuple[RefusedLine, ...]
    """The first `REFUSED_KEPT`."""
    refused_why: Mapping[str, int]
    masked: bool = True
    disagreeing: int = 0
    """Lines whose state says in time where their days say late, or the other way; the days count."""
    schema: int = 1


LATE_KEPT = 5_000
REFUSED_KEPT = 1_000

PREVIEW_ROWS = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person confirms before counting: the columns as understood, and the first lines."""

    columns: Columns | None
    """None where no header was recognised: the person says which row it is."""
    sheets: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first rows of the sheet as texts, from row 1."""
    doubts: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Msgids and parameters of what a person should look at."""
